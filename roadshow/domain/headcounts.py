"""Guests in numbers: how many gave which answer, and what stays of those who were forgotten or whose time is over."""

from datetime import datetime
from typing import NamedTuple

CAME = "came"


class Headcount(NamedTuple):
    """So many people of an organisation, without their names.

    `what` is the state of their invitations, such as accepted, or `came` for those who were signed in at the door.
    """

    stop_id: str
    what: str
    organisation: str = ""
    people: int = 1
    companions: int = 0


class Answers(NamedTuple):
    """So many invitations to a stop that stand alike: same state and role, and sent at the same moment."""

    stop_id: str
    state: str
    role: str
    invited_at: datetime | None
    guests: int = 1
    companions: int = 0

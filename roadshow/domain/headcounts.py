"""What stays of guests who were forgotten or whose time is over: how many, and of which organisation."""

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

"""What stays of guests who were forgotten or whose time is over: how many, and of which organisation."""

from dataclasses import dataclass

CAME = "came"


@dataclass(frozen=True, slots=True)
class Headcount:
    """So many people of an organisation, without their names.

    `what` is the state of their invitations, such as accepted, or `came` for those who were signed in at the door.
    """

    stop_id: str
    what: str
    organisation: str = ""
    people: int = 1
    companions: int = 0

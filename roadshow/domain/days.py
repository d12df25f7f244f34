"""Days with a name: holidays, and times at which many people are elsewhere."""

from typing import NamedTuple


class NamedDay(NamedTuple):
    """What a day is called, and of which kind that is: public, school, ramadan or eid."""

    kind: str
    name: str

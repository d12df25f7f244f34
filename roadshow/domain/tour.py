"""The tour: roadshows, their stops, the sessions of a stop, who has a part in them, and the tasks around them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from roadshow.domain.nouns import Noun


class RoadshowStatus(StrEnum):
    """How far a roadshow is."""

    DRAFT = "draft"
    RUNNING = "running"
    DONE = "done"


class StopStatus(StrEnum):
    """How sure a stop is."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "cancelled"


class SessionKind(StrEnum):
    """What happens in a session."""

    WELCOME = "welcome"
    TALK = "talk"
    CASE_DISCUSSION = "case discussion"
    WORKSHOP = "workshop"
    MEAL = "meal"
    BREAK = "break"
    NETWORKING = "networking"
    EVALUATION = "evaluation"
    OTHER = "other"


class PartRole(StrEnum):
    """What a person does in a session."""

    SPEAKER = "speaker"
    FACILITATOR = "facilitator"
    HOST = "host"
    INTERPRETER = "interpreter"
    TIMEKEEPER = "timekeeper"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Roadshow(Noun):
    """A named run of stops. `language` is a BCP 47 tag, `zone` an IANA name that new stops start from."""

    kind: ClassVar[str] = "roadshow"

    slug: str
    name: str
    theme: str = ""
    aim: str = ""
    language: str = "nl"
    zone: str = "Europe/Amsterdam"
    organiser_name: str = ""
    organiser_email: str = ""
    web: str = ""
    status: RoadshowStatus = RoadshowStatus.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Stop(Noun):
    """One visit to one venue on one day. `doors`, `start` and `end` are wall time in `zone`, to the minute.

    `per_group` says how many may come of a group, each text as in "district=10" (domain.quotas).
    """

    kind: ClassVar[str] = "stop"

    roadshow_id: str
    slug: str
    title: str
    start: datetime
    end: datetime
    zone: str
    doors: datetime | None = None
    district: str = ""
    venue_id: str | None = None
    status: StopStatus = StopStatus.PLANNED
    capacity: int | None = None
    contact: str = ""
    welcome: str = ""
    themes: tuple[str, ...] = ()
    per_group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Session(Noun):
    """A timed item of a stop. `start` is wall time in the stop's zone, `length` is in minutes.

    A `fixed` session keeps its start when what stands before it grows.
    """

    kind: ClassVar[str] = "session"

    stop_id: str
    title: str
    start: datetime
    length: int
    session_kind: SessionKind = SessionKind.OTHER
    fixed: bool = False
    room_id: str | None = None
    materials: tuple[str, ...] = ()
    description: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Part(Noun):
    """A person's role in a session."""

    kind: ClassVar[str] = "part"

    session_id: str
    person_id: str
    role: PartRole
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Task(Noun):
    """Something to do. Due on `due`, or `offset` days from the day of its stop (T-21 is -21); one of the two."""

    kind: ClassVar[str] = "task"

    roadshow_id: str
    title: str
    stop_id: str | None = None
    owner: str = ""
    due: date | None = None
    offset: int | None = None
    done: bool = False

"""What a plugin sees of the workspace: stops with all that a document needs, and guests one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from roadshow.domain.changes import Entry, Revision
from roadshow.domain.guests import Guest, InvitationState, SignIn
from roadshow.domain.moments import to_utc
from roadshow.domain.papers import Document
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Part, Roadshow, Session, SessionKind, Stop, Task


@dataclass(frozen=True, slots=True)
class Casting:
    """A part and the person who has it."""

    part: Part
    person: Person


@dataclass(frozen=True, slots=True)
class Visit:
    """One stop with all that a document needs of it, guests excepted.

    `rooms` are those of the venue by id; `sessions` stand in order of time, then room; `cast` in the order of the
    sessions; `revisions` holds the history of the stop and of its sessions by their ids.
    """

    roadshow: Roadshow
    stop: Stop
    venue: Venue | None
    rooms: Mapping[str, Room]
    sessions: tuple[Session, ...]
    cast: tuple[Casting, ...]
    revisions: Mapping[str, Revision]

    @property
    def revision(self) -> Revision:
        """The history of the stop itself."""
        return self.revisions[self.stop.id]

    @property
    def open_sessions(self) -> tuple[Session, ...]:
        """The sessions that guests come for: without what the team does by itself before the doors open or after the end.

        That is a session of kind other which lies outside the opening; anything else outside is a mistake that the
        checker names, and stays.
        """
        zone = self.stop.zone
        opens, closes = to_utc(self.stop.doors or self.stop.start, zone), to_utc(self.stop.end, zone)
        return tuple(
            session
            for session in self.sessions
            if session.session_kind is not SessionKind.OTHER or opens <= to_utc(session.start, zone) < closes
        )


class Programme(Protocol):
    """The workspace as a plugin reads it. Everything comes one by one; nothing needs a whole list in memory."""

    @property
    def installation(self) -> str:
        """The domain that UIDs of this workspace end in; it never changes."""

    @property
    def language(self) -> str:
        """The language the user works in, such as nl."""

    @property
    def moment(self) -> datetime:
        """Now, in UTC: for printed-at lines and file stamps only. What is exported twice must not differ by it."""

    @property
    def author(self) -> str:
        """Who exports."""

    def visits(self) -> Iterator[Visit]:
        """Give the stops that were chosen, in order of time."""

    def is_whole(self, roadshow_id: str) -> bool:
        """Say whether all stops of a roadshow were chosen, so that a file of the whole may be written over."""

    def guests(self, stop_id: str, states: tuple[InvitationState, ...] = ()) -> Iterator[Guest]:
        """Give the guests of a stop in the order of names; all states but withdrawn where none are named."""

    def count_guests(self, stop_id: str, states: tuple[InvitationState, ...] = ()) -> int:
        """Count those guests."""

    def count_overtaken(self, stop_id: str, entry: Entry) -> int:
        """Count the guests whom a change leaves with an invitation by mail that is not true any more.

        They were sent one before the stop got another time or place, was cancelled or taken up again by this entry.
        """

    def sign_ins(self, stop_id: str) -> Iterator[SignIn]:
        """Give what was noted at the door of a stop, by desk and counter."""

    def tasks(self, stop_id: str) -> Iterator[Task]:
        """Give the tasks of a stop in the order in which they were made, those that are done too."""

    def merge_fields(self, visit: Visit, guest: Guest, language: str) -> dict[str, str]:
        """Ask all plugins about a guest for a letter, by field name. Failures become notices."""

    def enclosures(self, visit: Visit, guest: Guest, language: str) -> list[Document]:
        """Ask all plugins what goes along with a letter to a guest. Failures become notices."""

    def template(self, name: str) -> str:
        """Read a template, such as letters/nl/invitation.txt: the user's copy where there is one.

        Raises BadInputError where there is none of that name.
        """

    def template_names(self, folder: str) -> tuple[str, ...]:
        """Name the templates below a folder, the user's and the shipped ones, without the folder."""

    def tell(self, message: str, hint: str = "") -> None:
        """Leave a notice for the planner: a fallback language, a name that cannot be printed."""

    def going(self, done: int, total: int) -> None:
        """Say how far the work is; the caller may stop it here by raising."""

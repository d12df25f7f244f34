"""The workspace as plugins read it, over a store."""

from collections.abc import Callable, Iterator
from datetime import datetime

from roadshow.domain.asking import Clause, Query, Wish, guests_of
from roadshow.domain.changes import Change, Edit, Entry, Phrase, Turn
from roadshow.domain.guests import Guest, Invitation, InvitationState, SignIn
from roadshow.domain.ids import new_id
from roadshow.domain.papers import Document, Notice, Paper
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.revising import MATERIAL_FIELDS
from roadshow.domain.tour import Part, Roadshow, Session, Stop, StopStatus, Task
from roadshow.domain.wording import N_
from roadshow.hooks.programme import Casting, Visit
from roadshow.office.offered import checked_documents, checked_fields
from roadshow.office.plugins import Plugins
from roadshow.office.templates import Templates
from roadshow.store.base import Store

Going = Callable[[int, int], None]
HOLDING = (
    InvitationState.INVITED,
    InvitationState.ACCEPTED,
    InvitationState.MAYBE,
    InvitationState.WAITING,
    InvitationState.OFFERED,
)
ON_THE_LIST = tuple(state for state in InvitationState if state is not InvitationState.WITHDRAWN)


class LiveProgramme:
    """A Programme (hooks.programme) of chosen stops. Notices gather in `notices`."""

    def __init__(
        self,
        store: Store,
        stop_ids: tuple[str, ...],
        *,
        plugins: Plugins,
        templates: Templates,
        language: str,
        author: str,
        moment: datetime,
        going: Going | None = None,
    ) -> None:
        self._store = store
        self._stop_ids = stop_ids
        self._chosen = frozenset(stop_ids)
        self._plugins = plugins
        self._templates = templates
        self._going = going
        self._roadshows: dict[str, Roadshow] = {}
        self._venues: dict[str, tuple[Venue | None, dict[str, Room]]] = {}
        self.language = language
        self.author = author
        self.moment = moment
        self.notices: list[Notice] = []

    @property
    def installation(self) -> str:
        """The domain that UIDs of this workspace end in."""
        return self._store.domain

    def visits(self) -> Iterator[Visit]:
        """Give the stops that were chosen, in order of time."""
        if not self._stop_ids:
            return
        for stop in self._store.each(Query(Stop, order=("start",), limit=None).among("id", self._stop_ids)):
            yield self.visit(stop)

    def visit(self, stop: Stop) -> Visit:
        """Gather one stop with all that a document needs of it."""
        sessions = tuple(
            self._store.each(Query(Session, order=("start", "room_id"), limit=None).where(stop_id=stop.id))
        )
        venue, rooms = self._place(stop.venue_id)
        revisions = self._store.revisions(Stop, [stop.id])
        revisions |= self._store.revisions(Session, [session.id for session in sessions])
        return Visit(
            roadshow=self._roadshow(stop.roadshow_id),
            stop=stop,
            venue=venue,
            rooms=rooms,
            sessions=sessions,
            cast=tuple(self._cast(sessions)),
            revisions=revisions,
        )

    def is_whole(self, roadshow_id: str) -> bool:
        """Say whether all stops of a roadshow were chosen."""
        stops = self._store.each(Query(Stop, order=("n",), limit=None).where(roadshow_id=roadshow_id))
        return all(stop.id in self._chosen for stop in stops)

    def guests(self, stop_id: str, states: tuple[InvitationState, ...] = ()) -> Iterator[Guest]:
        """Give the guests of a stop in the order of names."""
        return self._store.each_guest(self._listed(stop_id, states).page(None))

    def count_guests(self, stop_id: str, states: tuple[InvitationState, ...] = ()) -> int:
        """Count those guests."""
        return self._store.count(self._listed(stop_id, states))

    def count_overtaken(self, stop_id: str, entry: Entry) -> int:
        """Count the guests whom a change leaves with an invitation by mail that is not true any more."""
        if not self._moved(stop_id, entry.moment):
            return 0
        sent = self._listed(stop_id, HOLDING).matching(Wish((Clause("invited_at", (None,), negated=True),)))
        reached = sent.matching(Wish((Clause("email", ("",), negated=True),)))
        return sum(self._store.count(reached.where(consent_mail=answer)) for answer in (None, 1))

    def _moved(self, stop_id: str, moment: datetime) -> bool:
        """Say whether the change of this moment gave a stop another time or place, or whether it takes place."""
        stop = self._store.get(Stop, stop_id)
        venue = self._store.get(Venue, stop.venue_id) if stop is not None and stop.venue_id else None
        for noun in (stop, venue):
            newest = None if noun is None else next(self._store.past(noun.kind, noun.id), None)
            if noun is not None and newest is not None and newest[0] == moment:
                before, after = newest[1].before or {}, newest[1].after or {}
                cancelled = StopStatus.CANCELLED in {before.get("status"), after.get("status")}
                if before and (cancelled or before.keys() & MATERIAL_FIELDS[type(noun)]):
                    return True
        return False

    def sign_ins(self, stop_id: str) -> Iterator[SignIn]:
        """Give what was noted at the door of a stop, by desk and counter."""
        return self._store.each(Query(SignIn, order=("desk", "counter"), limit=None).where(stop_id=stop_id))

    def tasks(self, stop_id: str) -> Iterator[Task]:
        """Give the tasks of a stop in the order in which they were made."""
        return self._store.each(Query(Task, order=("n",), limit=None).where(stop_id=stop_id))

    def merge_fields(self, visit: Visit, guest: Guest, language: str) -> dict[str, str]:
        """Ask all plugins about a guest for a letter."""
        fields: dict[str, str] = {}
        for _plugin, answer in self._plugins.ask(
            "merge_fields", checked_fields, programme=self, visit=visit, guest=guest, language=language
        ):
            fields |= answer
        return fields

    def enclosures(self, visit: Visit, guest: Guest, language: str) -> list[Document]:
        """Ask all plugins what goes along with a letter to a guest."""
        return [
            document
            for _plugin, answer in self._plugins.ask(
                "enclosures", checked_documents, programme=self, visit=visit, guest=guest, language=language
            )
            for document in answer
        ]

    def template(self, name: str) -> str:
        """Read a template: the user's copy where there is one."""
        return self._templates.read(name)

    def template_names(self, folder: str) -> tuple[str, ...]:
        """Name the templates below a folder."""
        return self._templates.names(folder)

    def tell(self, message: str, hint: str = "") -> None:
        """Leave a notice for the planner."""
        self.notices.append(Notice(message, hint))

    def remember(self, exporter: str, states: tuple[InvitationState, ...] = ()) -> None:
        """Note in the workspace that a paper of each stop went out, with the guests in these states.

        Raises StoreError and StaleError.
        """
        edits = tuple(self._papers(exporter, states))
        if edits:
            label = Phrase(N_("Exported {key}"), {"key": exporter})
            self._store.commit(Change(new_id(), label, self.author, self.moment, edits, Turn.NOTE))

    def _papers(self, exporter: str, states: tuple[InvitationState, ...]) -> Iterator[Edit]:
        for stop_id in self._stop_ids:
            former = next(self._store.each(Query(Paper, order=("n",)).where(stop_id=stop_id, exporter=exporter)), None)
            rows = self.count_guests(stop_id, states)
            key = former.id if former else new_id()
            yield Edit(former, Paper(id=key, stop_id=stop_id, exporter=exporter, moment=self.moment, rows=rows))

    def going(self, done: int, total: int) -> None:
        """Say how far the work is."""
        if self._going is not None:
            self._going(done, total)

    def _listed(self, stop_id: str, states: tuple[InvitationState, ...]) -> Query[Invitation]:
        return guests_of(stop_id).among("state", tuple(state.value for state in states or ON_THE_LIST))

    def _roadshow(self, roadshow_id: str) -> Roadshow:
        if roadshow_id not in self._roadshows:
            roadshow = self._store.get(Roadshow, roadshow_id)
            if roadshow is None:
                raise LookupError(f"a stop without its roadshow {roadshow_id}")
            self._roadshows[roadshow_id] = roadshow
        return self._roadshows[roadshow_id]

    def _place(self, venue_id: str | None) -> tuple[Venue | None, dict[str, Room]]:
        if venue_id is None:
            return None, {}
        if venue_id not in self._venues:
            rooms = self._store.each(Query(Room, limit=None).where(venue_id=venue_id))
            self._venues[venue_id] = (self._store.get(Venue, venue_id), {room.id: room for room in rooms})
        return self._venues[venue_id]

    def _cast(self, sessions: tuple[Session, ...]) -> Iterator[Casting]:
        if not sessions:
            return
        place = {session.id: number for number, session in enumerate(sessions)}
        parts = list(self._store.each(Query(Part, order=("n",), limit=None).among("session_id", tuple(place))))
        for part in sorted(parts, key=lambda entry: place[entry.session_id]):
            person = self._store.get(Person, part.person_id)
            if person is not None:
                yield Casting(part, person)

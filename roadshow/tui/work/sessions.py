"""Sessions as the agenda changes them: one change each, made of the verbs that the command line has too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadshow.api import Change, Edit, Office, Part, Person, Query, Room, Session, Stop, Venue, scheduling, touring
from roadshow.tui.presentation.agenda import Plan, plan, who_is


@dataclass(frozen=True, slots=True)
class Agenda:
    """What was read of a stop: its plan, its venue and the parts in its sessions."""

    plan: Plan
    venue: Venue | None
    parts: tuple[Part, ...]

    @property
    def stop(self) -> Stop:
        """The stop."""
        return self.plan.stop

    def parts_of(self, session_id: str) -> tuple[Part, ...]:
        """Return the parts in a session."""
        return tuple(part for part in self.parts if part.session_id == session_id)


def read(office: Office, stop: Stop) -> Agenda:
    """Read everything that the agenda of a stop shows."""
    store = office.store
    sessions = tuple(store.each(Query(Session, order=("start",), limit=None).where(stop_id=stop.id)))
    rooms: tuple[Room, ...] = ()
    if stop.venue_id:
        rooms = tuple(store.each(Query(Room, order=("n",), limit=None).where(venue_id=stop.venue_id)))
    ids = tuple(session.id for session in sessions)
    parts = tuple(store.each(Query(Part, order=("n",), limit=None).among("session_id", ids))) if ids else ()
    people = {who: person for who in {part.person_id for part in parts} if (person := store.get(Person, who))}
    venue = store.get(Venue, stop.venue_id) if stop.venue_id else None
    return Agenda(plan(stop, sessions, rooms, who_is(parts, people)), venue, parts)


def siblings(office: Office, stop: Stop) -> tuple[Session, ...]:
    """Read all sessions of a stop."""
    return tuple(office.store.each(Query(Session, order=("start",), limit=None).where(stop_id=stop.id)))


def resized(office: Office, stop: Stop, session: Session, length: int) -> Change:
    """Return the change that gives a session another length; what follows moves along."""
    return scheduling.resize_session(office.pen(), stop, session, length, siblings(office, stop))


def swapped(office: Office, stop: Stop, session: Session, other: Session) -> Change:
    """Return the change that lets two sessions change places."""
    there = office.store.get(Session, other.id) or other
    return scheduling.swap(office.pen(), stop, session, there, siblings(office, stop))


def copied(office: Office, stop: Stop, session: Session) -> Change:
    """Return the change that adds the same session behind the last one in its room, without its people."""
    room = office.store.get(Room, session.room_id) if session.room_id else None
    return scheduling.add_session(
        office.pen(), stop, session.title, session.length, room=room, siblings=siblings(office, stop),
        session_kind=session.session_kind, materials=session.materials, description=session.description,
        capacity=session.capacity, notes=session.notes,
    )  # fmt: skip


def removed(office: Office, session: Session, parts: Sequence[Part]) -> Change:
    """Return the change that removes a session with the parts in it."""
    change = touring.remove(office.pen(), session, parts)
    return replace(change, edits=tuple(change.edits))


def session_in(edits: Sequence[Edit]) -> Session:
    """Return the first session that some edits write."""
    return next(edit.after for edit in edits if isinstance(edit.after, Session))

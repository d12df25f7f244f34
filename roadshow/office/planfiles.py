"""Plan files in the office: the workspace gathered for one, and a file loaded as a single change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from roadshow.domain.asking import Query
from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.plain import plain
from roadshow.domain.soundness import sound
from roadshow.domain.tour import Part, Roadshow, Session, Stop, Task
from roadshow.domain.wording import N_, _
from roadshow.planfile import Plan, Removal, Written, diff_text, differences, dump, load, pieces
from roadshow.planfile.plan import PERSONAL
from roadshow.planfile.reader import Flaws
from roadshow.planfile.writing import Whole
from roadshow.store.base import Store

if TYPE_CHECKING:
    from roadshow.store.rescuing import Rescued

N = TypeVar("N", bound=Noun)
AT_ONCE = 500
LATER = {"end": 1, "doors": 2, "start": 3, "zone": 4, "display_name": 5}
"""Fields that are judged together with others: the one to mend comes first and is told."""


def gather_plan(store: Store, roadshow_id: str = "", *, people: bool = True) -> Plan:
    """Return the workspace as a plan, or one roadshow with the venues, rooms and people that it names."""
    if roadshow_id:
        return Plan(_belonging(store, roadshow_id, people=people), people=people)
    kinds = [kind for kind in KINDS.values() if people or kind not in PERSONAL]
    return Plan((noun for kind in kinds for noun in store.each(Query(kind, order=("n",), limit=None))), people=people)


class StoredPlan:
    """The whole workspace as a plan of which only one stop is in memory."""

    def __init__(self, store: Store, *, people: bool) -> None:
        self._store = store
        self._people = people
        kinds = (Roadshow, Venue, Room, Stop, *((Waiver,) if people else ()))
        nouns = [noun for kind in kinds for noun in store.each(Query(kind, order=("n",), limit=None))]
        loose = (task for task in store.each(Query(Task, order=("n",), limit=None)) if task.stop_id is None)
        self.core = Plan([*nouns, *loose])

    def people(self) -> Iterator[Person]:
        """Give all people, in any order."""
        yield from self._store.each(Query(Person, order=("n",), limit=None)) if self._people else ()

    def in_order(self, ids: Sequence[str]) -> Iterator[Person]:
        """Give people by their ids, in this order."""
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found = {one.id: one for one in self._store.each(Query(Person, limit=None).among("id", tuple(some)))}
            yield from (found[key] for key in some if key in found)

    def under(self, stop: Stop) -> Plan:
        """Return what belongs to a stop."""
        kinds = (Booking, Session, Task, *((Invitation, SignIn) if self._people else ()))
        nouns = [
            one
            for kind in kinds
            for one in self._store.each(Query(kind, order=("n",), limit=None).where(stop_id=stop.id))
        ]
        sessions = [one.id for one in nouns if isinstance(one, Session)] if self._people else []
        return Plan([*nouns, *_among(self._store, Part, "session_id", sessions)])


def plan_pieces(store: Store, roadshow_id: str = "", *, people: bool = True) -> Iterator[str]:
    """Write the workspace, or one roadshow of it, as a plan file, a piece at a time; it says at which change it was."""
    source = Whole(gather_plan(store, roadshow_id, people=people)) if roadshow_id else StoredPlan(store, people=people)
    return pieces(source, people=people, written=written_now(store))


def written_now(store: Store) -> Written | None:
    """Return what is said in a file of how far the workspace was; None where nothing was ever changed."""
    at = store.last_moment()
    return None if at is None else Written(store.domain, store.last_number(), at.replace(microsecond=0))


def names_people(store: Store, *, people: bool) -> bool:
    """Say whether a file of the workspace would name anybody."""
    return people and any(store.count(Query(kind)) for kind in PERSONAL)


def plan_text(plan: Plan, *, people: bool = True, known: Plan | None = None) -> str:
    """Write a plan as the text of a plan file; `known` is the workspace that it is a part of."""
    return dump(plan, people=people, known=known)


def has_people(plan: Plan) -> bool:
    """Say whether a plan names anybody, so that a file of it is for its owner's eyes."""
    return any(plan.of(kind) for kind in PERSONAL)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What loading a file would do. `edits` are done, `kept` would only be done if removing were asked for."""

    edits: tuple[Edit, ...]
    kept: tuple[Edit, ...]
    plans: tuple[Plan, Plan]

    def text(self) -> str:
        """Describe the edits for a reader, a noun a line."""
        return diff_text(self.edits, self.plans)

    def kept_text(self) -> str:
        """Describe what the file does not name and what stays all the same."""
        return diff_text(self.kept, self.plans)

    def change(self, pen: Pen, label: str = N_("The plan file {file} was loaded"), **values: str) -> Change:
        """Return all of it as one change."""
        return pen.change(label, self.edits, **values)

    def counts(self) -> dict[str, int]:
        """Return how many nouns are new, changed and removed, and how many are kept."""
        return {
            "added": sum(edit.before is None for edit in self.edits),
            "changed": sum(edit.before is not None and edit.after is not None for edit in self.edits),
            "removed": sum(edit.after is None for edit in self.edits),
            "kept": len(self.kept),
        }

    def plain(self) -> list[dict[str, Any]]:
        """Return the edits as plain values: of a changed noun the fields that differ."""
        return [_plain_edit(edit) for edit in self.edits]


def propose(store: Store, text: str, *, name: str, remove: bool = False, known: Plan | None = None) -> Proposal:
    """Compare a plan file with the workspace. Raises PlanFileError with all that is wrong with the file.

    With `remove`, what stands under something in the file and is not in it goes; sign-ins, people and venues never do.
    `known` is the workspace, where the caller has gathered it already.
    """
    known = gather_plan(store) if known is None else known
    return proposed(load(text, name=name, known=known, flaws=flaws_beside(known)), known, remove=remove)


def proposed(wanted: Plan, known: Plan, *, remove: bool = False) -> Proposal:
    """Compare a plan with the workspace."""
    edits = differences(known, wanted, remove=Removal.COVERED)
    going = tuple(edit for edit in edits if edit.after is None)
    if not remove:
        edits = tuple(edit for edit in edits if edit.after is not None)
    return Proposal(edits, () if remove else going, (known, wanted))


def flaws_beside(known: Plan) -> Flaws:
    """Return what finds flaws in the nouns of a file. Only fields that change count: old flaws never block a file."""

    def flaws(noun: Noun) -> Iterator[tuple[str, str]]:
        before = known.get(type(noun), noun.id)
        names = _of_newcomer(noun) if before is None else _changed(before, noun)
        try:
            if names:
                sound(noun, names)
        except BadInputError:
            for field, error in _each_flaw(noun, names):
                yield field, " ".join(part for part in (error.message, error.hint) if part)

    return flaws


def _each_flaw(noun: Noun, names: set[str]) -> Iterator[tuple[str, BadInputError]]:
    """Find every flaw of a noun: its fields one by one, those that are judged together once."""
    told: set[str] = set()
    for field in sorted(names, key=lambda name: (LATER.get(name, 0), name)):
        try:
            sound(noun, {field})
        except BadInputError as error:
            if error.message not in told:
                yield field, error
            told.add(error.message)


def _of_newcomer(noun: Noun) -> set[str]:
    """Return the fields to look at. A contact of a list may have no name: a dump of it is taken as it was written."""
    names = set(plain(noun)) - {"id"}
    if isinstance(noun, Person) and not noun.name and (noun.email or noun.phone):
        return names - {"given", "surname", "display_name"}
    return names


def _changed(before: Noun, after: Noun) -> set[str]:
    old, new = plain(before), plain(after)
    return {name for name in new if old[name] != new[name]}


def _plain_edit(edit: Edit) -> dict[str, Any]:
    head = {"kind": edit.noun.kind, "id": edit.noun.id}
    if edit.before is None:
        return {"do": "add", **head, "after": plain(edit.noun)}
    if edit.after is None:
        return {"do": "remove", **head, "before": plain(edit.noun)}
    old, new = plain(edit.before), plain(edit.after)
    names = [name for name in new if old[name] != new[name]]
    return {
        "do": "change",
        **head,
        "before": {name: old[name] for name in names},
        "after": {name: new[name] for name in names},
    }


def _belonging(store: Store, roadshow_id: str, *, people: bool) -> Iterator[Noun]:
    roadshow = store.get(Roadshow, roadshow_id)
    if roadshow is None:
        return
    stops = list(store.each(Query(Stop, order=("n",), limit=None).where(roadshow_id=roadshow_id)))
    ids = [stop.id for stop in stops]
    sessions = list(_among(store, Session, "stop_id", ids))
    bookings = list(_among(store, Booking, "stop_id", ids))
    crowd: list[Part | Invitation | SignIn] = []
    if people:
        crowd += _among(store, Part, "session_id", [session.id for session in sessions])
        crowd += _among(store, Invitation, "stop_id", ids)
        crowd += _among(store, SignIn, "stop_id", ids)
    used = _among(store, Room, "id", _present(session.room_id for session in sessions))
    venues = _present(
        [*(stop.venue_id for stop in stops), *(one.venue_id for one in bookings), *(room.venue_id for room in used)]
    )
    yield roadshow
    yield from _among(store, Venue, "id", venues)
    yield from _among(store, Room, "venue_id", venues)
    yield from _among(store, Person, "id", _present(one.person_id for one in crowd))
    yield from (*stops, *sessions, *bookings, *crowd)
    yield from store.each(Query(Task, order=("n",), limit=None).where(roadshow_id=roadshow_id))


def _among(store: Store, kind: type[N], column: str, keys: Sequence[str]) -> Iterator[N]:
    for start in range(0, len(keys), AT_ONCE):
        yield from store.each(Query(kind, order=("n",), limit=None).among(column, tuple(keys[start : start + AT_ONCE])))


def _present(keys: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(key for key in keys if key))


def lost_sentences(found: "Rescued") -> Iterator[str]:
    """Say what could not be read of a damaged workspace, and what had to go with it."""
    from roadshow.domain.fieldwords import kind_word  # noqa: PLC0415  few workspaces are damaged

    if not found.lost and not found.without:
        yield _("All of it could be read.")
    for counts, sentence in ((found.lost, _("Not readable: {what}.")),
                             (found.without, _("Left out, since they belong to what is lost: {what}."))):  # fmt: skip
        if counts:
            yield sentence.format(what=", ".join(f"{kind_word(kind)} ×{count}" for kind, count in counts.items()))

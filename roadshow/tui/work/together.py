"""One verb on many records: what is done to each comes from the verbs, here it becomes one change that one key undoes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from roadshow.api import (
    KINDS,
    N_,
    Change,
    Edit,
    GuestRole,
    Invitation,
    InvitationState,
    Noun,
    Office,
    Person,
    Query,
    Stop,
    addressing,
    inviting,
    split_name,
    touring,
)

N = TypeVar("N", bound=Noun)
AT_ONCE = 500


def each(office: Office, kind: type[N], keys: Sequence[int]) -> Iterator[N]:
    """Read records by row number, some at a time."""
    for start in range(0, len(keys), AT_ONCE):
        yield from office.store.rows(kind, keys[start : start + AT_ONCE])


def replies(office: Office, keys: Sequence[int], state: InvitationState) -> Change:
    """Note one answer for all these invitations; a state that is no answer is set as it is."""
    pen = office.pen()
    rows = each(office, Invitation, keys)
    if state is InvitationState.INVITED:
        return inviting.mark_invited(pen, rows)
    edits = (edit for row in rows for edit in inviting.reply(pen, row, state).edits)
    return pen.change(N_("Replies noted: {state}"), edits, state=state.value)


def roles(office: Office, keys: Sequence[int], role: GuestRole) -> Change:
    """Say why all these guests are on the list."""
    pen = office.pen()
    edits = (edit for row in each(office, Invitation, keys) for edit in inviting.set_role(pen, row, role).edits)
    return pen.change(N_("Guests made {role}"), edits, role=role.value)


def removed_guests(office: Office, keys: Sequence[int]) -> Change:
    """Take all these off the list, with their answers."""
    edits = (Edit(row, None) for row in each(office, Invitation, keys))
    return office.pen().change(N_("Guests taken off the list"), edits)


def tagged(office: Office, people: Iterable[Person], tag: str) -> Change:
    """Put a word on all these people; a minus before it takes it away."""
    pen = office.pen()
    word = tag.strip().removeprefix("-").strip()
    away = tag.strip().startswith("-")

    def edits() -> Iterator[Edit]:
        for person in people:
            tags = tuple(held for held in person.tags if held != word)
            yield from touring.amend(pen, person, tags=tags if away else (*tags, word)).edits

    text = N_("Tag {tag} taken away") if away else N_("Tag {tag} given")
    return pen.change(text, edits(), tag=word)


def guests_people(office: Office, keys: Sequence[int]) -> Iterator[Person]:
    """Give the people of these invitations."""
    for start in range(0, len(keys), AT_ONCE):
        rows = office.store.rows(Invitation, keys[start : start + AT_ONCE])
        ids = tuple(row.person_id for row in rows)
        yield from list(office.store.each(Query(Person, limit=None).among("id", ids)))


def invited(office: Office, keys: Sequence[int], stop: Stop, tally: Any = None) -> Change:
    """Put all these people on the guest list of a stop; who is on it already stays as they are."""
    store = office.store

    def on_list(person_id: str) -> bool:
        return store.count(Query(Invitation).where(stop_id=stop.id, person_id=person_id)) > 0

    return inviting.invite(office.pen(), stop, each(office, Person, keys), on_list=on_list, tally=tally)


def removed_people(office: Office, keys: Sequence[int]) -> Change:
    """Remove all these people, with their places on guest lists, in agendas and at the door."""
    pen = office.pen()

    def edits() -> Iterator[Edit]:
        for person in each(office, Person, keys):
            yield from touring.remove(pen, person, list(_hanging(office, person))).edits

    return pen.change(N_("People removed"), edits())


def _hanging(office: Office, person: Person) -> Iterator[Noun]:
    for kind in ("part", "invitation", "sign_in"):
        yield from office.store.each(Query(KINDS[kind], limit=None, order=("n",)).where(person_id=person.id))


def new_person(office: Office, name: str) -> Change:
    """Add somebody by a whole name, taken apart as the command line does."""
    parts = split_name(name)
    return addressing.add_person(office.pen(), given=parts.given, particle=parts.particle, surname=parts.surname)

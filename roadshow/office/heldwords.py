"""What is kept of somebody, what goes when they are forgotten, and what stays: said by the line and by the screen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from roadshow.domain.fieldwords import field_word, kind_word
from roadshow.domain.kinds import KINDS
from roadshow.domain.names import called
from roadshow.domain.people import Person
from roadshow.domain.plain import plain
from roadshow.domain.tour import Session, Stop
from roadshow.domain.wording import N_, _, ngettext
from roadshow.office.live import said
from roadshow.office.surroundings import copies_beside
from roadshow.store.sqlite_kept import kept_beside

if TYPE_CHECKING:
    from roadshow.office.persons import Held
    from roadshow.store.base import Store

_LEFT_OUT = frozenset(["id", "stop_id", "session_id", "person_id"])
_TITLES = {
    "needs": N_("diet, access, interpreter, childcare"),
    "sign_ins": N_("who came in and out"),
    "replies": N_("invitations and answers"),
}
_AFTER = {
    "needs": N_("those without an end date or a past stop"),
    "sign_ins": N_("how many came, by organisation"),
    "replies": N_("how many, by answer and organisation"),
}


def held_facts(held: "Held") -> Iterator[tuple[str, str]]:
    """Give every field of somebody: its word and its value."""
    for name, value in plain(held.person).items():
        yield field_word(name), value_text(value)


def held_lines(store: "Store", held: "Held") -> Iterator[str]:
    """Give what hangs on somebody, what the journal holds of them, and where else they are named."""
    for one in held.hanging.invitations:
        yield _("On the guest list of {stop}: {details}").format(stop=stop_named(store, one.stop_id), details=_of(one))
    for part in held.hanging.parts:
        yield _("Part in {session}: {details}").format(session=session_named(store, part.session_id), details=_of(part))
    for fact in held.hanging.sign_ins:
        yield _("At the door of {stop}: {details}").format(stop=stop_named(store, fact.stop_id), details=_of(fact))
    for entry, traces in held.entries:
        yield f"{entry.number}  {entry.moment.astimezone():%Y-%m-%d %H:%M}  {entry.author}  {said(entry.label)}"
        for trace in traces:
            values = trace.after if trace.after is not None else trace.before
            told = ", ".join(f"{field_word(n)} {value_text(v)}" for n, v in (values or {}).items())
            yield f"    {kind_word(trace.kind)}: {told}"
    yield from mention_lines(store, held.mentions)


def going_lines(store: "Store", held: "Held") -> Iterator[str]:
    """Say what goes for ever when somebody is forgotten, and what stays."""
    hangs = held.hanging
    counted = (
        ngettext("{count} place on a guest list", "{count} places on guest lists", len(hangs.invitations)),
        ngettext("{count} part in a session", "{count} parts in sessions", len(hangs.parts)),
        ngettext("{count} note of the door", "{count} notes of the door", len(hangs.sign_ins)),
        ngettext("what {count} change says of them", "what {count} changes say of them", len(held.entries)),
    )
    numbers = (len(hangs.invitations), len(hangs.parts), len(hangs.sign_ins), len(held.entries))
    goes = [text.format(count=f"{count:,}") for text, count in zip(counted, numbers, strict=True) if count]
    yield _("Goes for ever: {what}.").format(what=", ".join([_("all fields of the person"), *goes]))
    yield _("Goes from every backup as well.")
    yield _("Stays, without a name: how many were invited and came.")
    path = getattr(store, "path", None)
    ours = {one.name for one in kept_beside(path)} if path is not None else set()
    copies = [one for one in copies_beside(path) if one.name not in ours] if path is not None else []
    if copies:
        names = ", ".join(one.name for one in copies)
        yield _("Not changed: copies beside the workspace, {names}. Throw them away.").format(names=names)
    yield from mention_lines(store, held.mentions)


def mention_lines(store: "Store", places: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Say in which texts somebody is named that only a person can mend."""
    if places:
        yield _("The name, address or number also stands in these texts:")
    for kind, noun_id, field in places:
        yield f"  {kind_word(kind)} {noun_named(store, kind, noun_id)}: {field_word(field)}"


def purpose_words(key: str) -> tuple[str, str]:
    """Return what a purpose of keeping is called, and what stays when its term is over."""
    return _(_TITLES[key]), _(_AFTER[key])


def value_text(value: object) -> str:
    """Write a plain value on one line."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value_text(item) for item in value)
    if isinstance(value, dict):
        return " ".join(str(item) for item in value.values() if item)
    return "" if value is None else str(value)


def stop_named(store: "Store", stop_id: str) -> str:
    """Return the short name of a stop, its id where it is gone."""
    stop = store.get(Stop, stop_id)
    return stop.slug if stop else stop_id


def session_named(store: "Store", session_id: str) -> str:
    """Return the stop and the title of a session, its id where it is gone."""
    session = store.get(Session, session_id)
    return f"{stop_named(store, session.stop_id)}: {session.title}" if session else session_id


def noun_named(store: "Store", kind: str, noun_id: str) -> str:
    """Return what a record is called; a record without a name of its own by the person it is about, else by its id."""
    noun: Any = store.get(KINDS[kind], noun_id)
    named = next((text for field in ("name", "title", "slug") if (text := getattr(noun, field, ""))), "")
    person = store.get(Person, noun.person_id) if not named and getattr(noun, "person_id", None) else None
    return str(named or (called(person) if person else "") or noun_id)


def _of(noun: Any) -> str:
    values: Iterable[tuple[str, Any]] = plain(noun).items()
    kept = [(name, value) for name, value in values if value not in ("", None, [], 0) and name not in _LEFT_OUT]
    return ", ".join(f"{field_word(name)} {value_text(value)}" for name, value in kept)

"""roadshow people duplicates, merge and apart: who may be one person, and making one of two, or not."""

from typing import Any

import click

from roadshow.api import (
    Person,
    _,
    called,
    doubles,
    find_person,
    likeness,
    listed_name,
    merge_persons,
    ngettext,
    said,
    waiving,
)
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.waiting import progress

SHOWN = 20


@click.command(
    "duplicates",
    cls=Leaf,
    help=_("Propose who may be there twice, the likeliest first. Nothing is put together by itself."),
    example="roadshow people duplicates",
)
@click.option(
    "--limit", type=click.IntRange(1), default=SHOWN, show_default=True, metavar="N", help=_("Pairs to show.")
)
@click.option("--all", "less_sure", is_flag=True, help=_("Pairs that are less sure, too."))
@pass_seat
def duplicates(seat: Seat, /, *, limit: int, less_sure: bool) -> None:
    """Propose who may be there twice."""
    store = seat.office.store
    least = likeness.LESS_SURE if less_sure else likeness.PROPOSED
    pairs = doubles(store, progress(_("Comparing people")), least)
    shown = pairs if seat.json else pairs[:limit]
    rows = []
    for pair in shown:
        one, other = store.get(Person, pair.one), store.get(Person, pair.other)
        if one is not None and other is not None:
            rows.append((pair, one, other))
    if seat.json:
        printing.as_json({"total": len(pairs), "pairs": [_plain(*row) for row in rows]})
        return
    if not pairs:
        printing.say(_("Nobody seems to be there twice."))
        return
    for pair, one, other in rows:
        printing.say(f"{pair.score:3}  {_described(one)}  =  {_described(other)}")
        for reason in likeness.reasons_same(one, other):
            printing.say(f"     {said(reason.sentence)}")
    text = ngettext("{count} pair.", "{count} pairs.", len(pairs)).format(count=f"{len(pairs):,}")
    printing.say(text + " " + _("Put two together with: roadshow people merge A B"))


@click.command(
    "merge",
    cls=Leaf,
    help=_("Make one person of two. A stays, with what it lacked from B; both ids lead to A. Undo parts them again."),
    example='roadshow people merge "Jan de Vries" j.devries@example.org',
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--take", "theirs", multiple=True, metavar="FIELD", help=_("Keep the value of B in this field; may be repeated.")
)
@pass_seat
def merge(seat: Seat, /, *, one: str, other: str, theirs: tuple[str, ...]) -> None:
    """Make one person of two."""
    store = seat.office.store
    kept, gone = find_person(store, one, surely=True), find_person(store, other, surely=True)
    change, merger = merge_persons(seat.office, kept, gone, theirs)
    conflicts = {field: list(values) for field, values in merger.conflicts.items()}
    what = _("{name} is one person now").format(name=called(merger.person))
    for field, values in merger.conflicts.items():
        stays, goes = reversed(values) if field in theirs else values
        sentence = (
            _("{field}: “{kept}” stays, “{gone}” is kept beside it.")
            if field in likeness.KEPT_BESIDE
            else _("{field}: “{kept}” stays, “{gone}” goes.")
        )
        seat.remark(sentence.format(field=field, kept=stays, gone=goes))
    seat.do(change, what=what, id=kept.id, former=gone.id, name=merger.person.name, differing=conflicts)


@click.command(
    "apart",
    cls=Leaf,
    help=_("Say that two people are not the same, so that they are not proposed again. Undo takes it back."),
    example='roadshow people apart "Jan de Vries" j.devries@example.org',
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@pass_seat
def apart(seat: Seat, /, *, one: str, other: str) -> None:
    """Say that two people are not the same."""
    first, second = find_person(seat.office.store, one), find_person(seat.office.store, other)
    seat.do(
        waiving.tell_apart(seat.office.pen(), first, second),
        what=_("{one} and {other} are not proposed again").format(one=called(first), other=called(second)),
        people=[first.id, second.id],
    )


def _described(person: Person) -> str:
    about = ", ".join(text for text in (person.email, person.phone, person.organisation) if text)
    return f"{called(person)} ({about})" if about else called(person)


def _plain(pair: likeness.Likeness, one: Person, other: Person) -> dict[str, Any]:
    return {
        "score": pair.score,
        "reasons": [{"code": why.code, "sentence": said(why.sentence)} for why in likeness.reasons_same(one, other)],
        "people": [
            {"id": who.id, "name": who.name, "listed": listed_name(who), "email": who.email, "phone": who.phone,
             "organisation": who.organisation}
            for who in (one, other)
        ],
    }  # fmt: skip

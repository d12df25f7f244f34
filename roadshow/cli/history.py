"""roadshow log, undo, redo: what was changed, taken back and done again."""

from typing import Any

import click

from roadshow.api import (
    KINDS,
    Entry,
    NotFoundError,
    Noun,
    Person,
    Trace,
    _,
    about_whom,
    called,
    field_word,
    from_plain,
    kind_word,
    recounted,
    said,
)
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat


@click.command(
    "log",
    cls=Leaf,
    help=_("What was changed, by whom and when; with a NUMBER one change in full."),
    example="roadshow log 12",
)
@click.argument("number", type=int, required=False)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help=_("How many to show."))
@pass_seat
def log(seat: Seat, /, *, number: int | None, limit: int) -> None:
    """Show the journal, or one change of it."""
    if number is not None:
        _show_entry(seat, number)
        return
    entries = seat.office.store.journal(limit=limit)
    if seat.json:
        printing.as_json([_plain_entry(seat, entry) for entry in entries])
        return
    if not entries:
        printing.say(_("Nothing was changed yet."))
        return
    printing.table(
        (_("no."), _("when"), _("who"), _("what"), ""),
        [
            (
                entry.number,
                f"{entry.moment.astimezone():%Y-%m-%d %H:%M}",
                entry.author,
                recounted(seat.office.store, entry),
                _state(entry),
            )
            for entry in entries
        ],
        right=(0,),
    )


@click.command(
    "undo", cls=Leaf, help=_("Take back the last change, or the one with this NUMBER."), example="roadshow undo"
)
@click.argument("number", type=int, required=False)
@pass_seat
def undo(seat: Seat, /, *, number: int | None) -> None:
    """Take back a change."""
    entry = seat.office.undo(number)
    if seat.json:
        printing.as_json(_plain_entry(seat, entry))
    else:
        what = recounted(seat.office.store, entry)
        printing.say(_("{what}. Do it again with: {command}").format(command="roadshow redo", what=what))


@click.command("redo", cls=Leaf, help=_("Do again what was taken back last."), example="roadshow redo")
@pass_seat
def redo(seat: Seat, /) -> None:
    """Do again what was taken back."""
    entry = seat.office.redo()
    seat.report(entry, recounted(seat.office.store, entry))


def _state(entry: Entry) -> str:
    return "" if entry.reversed_by is None else _("taken back by {number}").format(number=entry.reversed_by)


def _plain_entry(seat: Seat, entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "label": said(entry.label),
        "about": about_whom(seat.office.store, entry),
        "author": entry.author,
        "moment": entry.moment.isoformat(),
        "turn": entry.turn.value,
        "reverses": entry.reverses,
        "reversed_by": entry.reversed_by,
        "edits": entry.edits,
    }


def _show_entry(seat: Seat, number: int) -> None:
    store = seat.office.store
    entry = store.entry(number)
    if entry is None:
        raise NotFoundError(_("There is no change {number}.").format(number=number), _('See "roadshow log".'))
    if seat.json:
        traces = [
            {"kind": one.kind, "id": one.id, "before": one.before, "after": one.after} for one in store.traces(number)
        ]
        printing.as_json({**_plain_entry(seat, entry), "traces": traces})
        return
    printing.say(
        f"{entry.number}  {entry.moment.astimezone():%Y-%m-%d %H:%M}  {entry.author}  {recounted(store, entry)}"
    )
    for trace in store.traces(number):
        printing.say(f"  {_sign(trace)} {kind_word(trace.kind)} {_name(seat, trace)}")
        if trace.before is not None and trace.after is not None:
            for field in trace.after:
                printing.say(f"      {field_word(field)}: {_cell(trace.before[field])} → {_cell(trace.after[field])}")


def _sign(trace: Trace) -> str:
    return "+" if trace.before is None else "-" if trace.after is None else "~"


def _cell(value: object) -> str:
    return "—" if value in (None, "", []) else str(value)


def _name(seat: Seat, trace: Trace) -> str:
    kind = KINDS[trace.kind]
    noun: Noun | None = seat.office.store.get(kind, trace.id)
    if noun is None:
        whole = trace.after if trace.before is None else trace.before if trace.after is None else None
        noun = None if whole is None else from_plain(kind, whole)
    for field in ("name", "title", "slug"):
        text = getattr(noun, field, "")
        if text:
            return str(text)
    person_id = getattr(noun, "person_id", None)
    person = seat.office.store.get(Person, person_id) if person_id else None
    return called(person) if person else ""

"""roadshow people show, forget and retention: what is kept of somebody, and letting go of it."""

from typing import Any

import click

from roadshow.api import (
    Held,
    Person,
    Retention,
    _,
    called,
    everything_about,
    find_person,
    forget_person,
    going_lines,
    held_facts,
    held_lines,
    purpose_words,
    said,
    session_named,
    stop_named,
    today,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import agreed, chosen, somebody_there
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.rows import shown

who_argument = click.argument("who", nargs=-1, required=True, metavar="PERSON")


@click.command(
    "show",
    cls=Leaf,
    help=_("Show everything that is kept of somebody, the journal included: for somebody who asks."),
    example="roadshow people show Jan de Vries --json",
)
@who_argument
@pass_seat
def show(seat: Seat, /, *, who: tuple[str, ...]) -> None:
    """Show everything that is kept of somebody."""
    held = everything_about(seat.office.store, find_person(seat.office.store, " ".join(who)))
    if seat.json:
        printing.as_json(_plain(seat, held))
        return
    printing.facts(held_facts(held))
    for line in held_lines(seat.office.store, held):
        printing.say(line)


@click.command(
    "forget",
    cls=Leaf,
    help=_(
        "Erase somebody everywhere, the journal included. It cannot be undone. How many were invited and came stays, "
        "without a name."
    ),
    example="roadshow people forget Jan de Vries",
)
@who_argument
@click.option("--texts", is_flag=True, help=_("Take the name out of what others wrote, too: notes, tasks, walk-ins."))
@click.option("-y", "--yes", is_flag=True, help=_("Go on without asking."))
@pass_seat
def forget(seat: Seat, /, *, who: tuple[str, ...], texts: bool, yes: bool) -> None:
    """Erase somebody everywhere."""
    office = seat.office
    person = find_person(office.store, " ".join(who), surely=True)
    held = everything_about(office.store, person)
    for line in () if seat.json else going_lines(seat.office.store, held):
        printing.say(line)
    question = _("Erase {name} for ever? Nothing can bring them back.").format(name=_named(person))
    if not agreed(question, yes=yes):
        raise click.Abort
    if held.mentions and not texts and somebody_there():
        texts = chosen(_("Take the name out of those texts as well, also for ever?"), default=True)
    entry = forget_person(office, person, texts=texts)
    if seat.json:
        places = () if texts else held.mentions
        left = [{"kind": kind, "id": noun_id, "field": field} for kind, noun_id, field in places]
        printing.as_json({"changed": True, "change": entry.number, "edits": entry.edits, "mentions": left})
        return
    printing.say(_("{name} is forgotten.").format(name=_named(person)))
    if held.mentions and not texts:
        printing.say(_("The texts above still hold the name: mend them by hand."))
    printing.say(_("Files that were exported or copied before are not changed: look for them too."))


@click.command(
    "retention",
    cls=Leaf,
    help=_(
        "Show what has been kept long enough, purpose by purpose. The terms are settings: retention.needs_days, "
        "retention.sign_in_days and retention.reply_days."
    ),
    example="roadshow people retention\nroadshow people retention --apply",
)
@click.option("--apply", "apply_", is_flag=True, help=_("Let it go, for ever."))
@click.option("-y", "--yes", is_flag=True, help=_("Go on without asking."))
@pass_seat
def retention(seat: Seat, /, *, apply_: bool, yes: bool) -> None:
    """Show what has been kept long enough, and let it go."""
    due = Retention(seat.office, today())
    purposes = [{"purpose": one.key, "days": one.days, "go": one.go, "stay": one.stay} for one in due.purposes]
    something = any(one.go for one in due.purposes)
    if not seat.json:
        heads = (_("purpose"), _("days"), _("goes"), _("stays"), _("what stays"))
        rows = [(title, one.days or "—", one.go, one.stay, left)
                for one in due.purposes for title, left in (purpose_words(one.key),)]  # fmt: skip
        printing.table(heads, rows, right=(1, 2, 3))
    entry = None
    if apply_ and something:
        if not agreed(_("Let this go for ever? Nothing can bring it back."), yes=yes):
            raise click.Abort
        entry = due.apply()
    if seat.json:
        done = {} if entry is None else {"change": entry.number}
        printing.as_json({"purposes": purposes, "changed": entry is not None, **done})
    elif entry is not None:
        printing.say(_("Let go of, in the journal too."))
    elif something:
        printing.say(_("Let it go with: roadshow people retention --apply"))
    else:
        printing.say(_("Nothing has been kept too long."))


def _plain(seat: Seat, held: Held) -> dict[str, Any]:
    store = seat.office.store
    return {
        "person": shown(held.person, name=held.person.name),
        "invitations": [shown(one, stop=stop_named(store, one.stop_id)) for one in held.hanging.invitations],
        "parts": [shown(one, session=session_named(store, one.session_id)) for one in held.hanging.parts],
        "sign_ins": [shown(one, stop=stop_named(store, one.stop_id)) for one in held.hanging.sign_ins],
        "journal": [
            {
                "number": entry.number,
                "moment": entry.moment.isoformat(),
                "author": entry.author,
                "label": said(entry.label),
                "edits": [
                    {"kind": trace.kind, "id": trace.id, "before": trace.before, "after": trace.after}
                    for trace in traces
                ],
            }
            for entry, traces in held.entries
        ],
        "mentions": [{"kind": kind, "id": noun_id, "field": field} for kind, noun_id, field in held.mentions],
    }


def _named(person: Person) -> str:
    return called(person)

"""roadshow people show, forget and retention: what is kept of somebody, and letting go of it."""

from typing import Any

import click

from roadshow.api import (
    N_,
    Held,
    Person,
    Retention,
    Session,
    Stop,
    _,
    everything_about,
    field_word,
    find_person,
    forget_person,
    kind_word,
    mentions,
    plain,
    said,
    today,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import agreed
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
    printing.facts((field_word(name), _cell(value)) for name, value in plain(held.person).items())
    for one in held.hanging.invitations:
        printing.say(
            _("On the guest list of {stop}: {details}").format(stop=_stop(seat, one.stop_id), details=_details(one))
        )
    for part in held.hanging.parts:
        printing.say(
            _("Part in {session}: {details}").format(session=_session(seat, part.session_id), details=_details(part))
        )
    for fact in held.hanging.sign_ins:
        printing.say(
            _("At the door of {stop}: {details}").format(stop=_stop(seat, fact.stop_id), details=_details(fact))
        )
    for entry, traces in held.entries:
        printing.say(f"{entry.number}  {entry.moment.astimezone():%Y-%m-%d %H:%M}  {entry.author}  {said(entry.label)}")
        for trace in traces:
            values = trace.after if trace.after is not None else trace.before
            printing.say(
                f"    {kind_word(trace.kind)}: "
                + ", ".join(f"{field_word(n)} {_cell(v)}" for n, v in (values or {}).items())
            )
    _show_mentions(held.mentions)


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
@click.option("-y", "--yes", is_flag=True, help=_("Go on without asking."))
@pass_seat
def forget(seat: Seat, /, *, who: tuple[str, ...], yes: bool) -> None:
    """Erase somebody everywhere."""
    office = seat.office
    person = find_person(office.store, " ".join(who))
    elsewhere = mentions(office.store, person)
    question = _("Erase {name} for ever? Nothing can bring them back.").format(name=_named(person))
    if not agreed(question, yes=yes):
        raise click.Abort
    entry = forget_person(office, person)
    if seat.json:
        left = [{"kind": kind, "id": noun_id, "field": field} for kind, noun_id, field in elsewhere]
        printing.as_json({"changed": True, "change": entry.number, "edits": entry.edits, "mentions": left})
        return
    printing.say(_("{name} is forgotten.").format(name=_named(person)))
    _show_mentions(elsewhere)
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
        rows = [(_(_TITLES[one.key]), one.days or "—", one.go, one.stay, _(_AFTER[one.key])) for one in due.purposes]
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


def _show_mentions(places: tuple[tuple[str, str, str], ...]) -> None:
    if places:
        printing.say(_("The name, address or number also stands in these texts; mend them by hand:"))
    for kind, noun_id, field in places:
        printing.say(f"  {kind_word(kind)} {noun_id}: {field_word(field)}")


def _plain(seat: Seat, held: Held) -> dict[str, Any]:
    return {
        "person": shown(held.person, name=held.person.name),
        "invitations": [shown(one, stop=_stop(seat, one.stop_id)) for one in held.hanging.invitations],
        "parts": [shown(one, session=_session(seat, one.session_id)) for one in held.hanging.parts],
        "sign_ins": [shown(one, stop=_stop(seat, one.stop_id)) for one in held.hanging.sign_ins],
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
    return person.name or person.email or person.phone


def _details(noun: Any) -> str:
    left_out = {"id", "stop_id", "session_id", "person_id"}
    values = {
        name: value for name, value in plain(noun).items() if value not in ("", None, [], 0) and name not in left_out
    }
    return ", ".join(f"{field_word(name)} {_cell(value)}" for name, value in values.items())


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return " ".join(str(item) for item in value.values() if item)
    return "" if value is None else str(value)


def _stop(seat: Seat, stop_id: str) -> str:
    stop = seat.office.store.get(Stop, stop_id)
    return stop.slug if stop else stop_id


def _session(seat: Seat, session_id: str) -> str:
    session = seat.office.store.get(Session, session_id)
    return f"{_stop(seat, session.stop_id)}: {session.title}" if session else session_id

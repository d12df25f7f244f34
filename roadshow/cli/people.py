"""roadshow person: the address book."""

from collections.abc import Iterator
from typing import Any

import click

from roadshow.api import (
    BadInputError,
    Invitation,
    Noun,
    Part,
    Person,
    Query,
    Session,
    SignIn,
    Stop,
    Wish,
    _,
    addressing,
    called,
    email_key,
    find_person,
    fold,
    listed_name,
    split_name,
    touring,
    understand,
    value_word,
    whole_surname,
)
from roadshow.cli import printing
from roadshow.cli.fields import field_options, given
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.lists import Asking, Page, page_options, question_argument, question_text
from roadshow.cli.rows import day, shown, truth

FIELDS = (
    "given", "particle", "surname", "sort_as", "display_name", "other_names", "organisation", "function", "email",
    "email_kind", "phone", "phone_kind", "contacts", "street", "postcode", "town", "country", "district", "languages", "tags", "registrations", "diet", "access", "interpreter",
    "childcare", "needs_until", "consent_mail", "consent_photo", "away", "notes",
)  # fmt: skip
ORDERS = {"name": "sort", "organisation": "organisation", "district": "district", "newest": "-n"}
FOUND = 20
SHORTEST = 3
LEFT_OUT = 4
who_argument = click.argument("who", nargs=-1, required=True, metavar="PERSON")


@click.group(cls=Group, help=_("The people. PERSON is a name or an e-mail address."))
def person() -> None:
    """Gather the commands."""


@person.command(
    "add",
    help=_("Add somebody. The NAME is taken apart by Dutch rules; --given, --particle and --surname go before that."),
    example='roadshow person add Jan de Vries --organisation Buurtnetwerk --email jan@example.org --languages "nl, en"',
)
@click.argument("name", nargs=-1)
@field_options(Person, *FIELDS)
@pass_seat
def add(seat: Seat, /, *, name: tuple[str, ...], **fields: str | None) -> None:
    """Add somebody."""
    details = given(Person, fields)
    whole = " ".join(name)
    change = addressing.add_person(seat.office.pen(), **(_parts(whole, details) | details))
    newcomer = next(iter(change.edits)).noun
    if not isinstance(newcomer, Person):
        raise TypeError("a person was added and is none")
    namesakes = _namesakes(seat, newcomer)
    what = _("{name} added, listed as “{listed}”").format(name=newcomer.name, listed=listed_name(newcomer))
    seat.do(change, what=what, name=newcomer.name, listed=listed_name(newcomer))
    for other in namesakes:
        about = ", ".join(part for part in (other.organisation, other.email) if part)
        printing.warn(
            _("! There is another {name} already. Are they the same person?").format(
                name=f"{called(other)} ({about})" if about else called(other)
            )
        )


@person.command(
    "edit",
    help=_("Change what is known of somebody. An empty text empties a field."),
    example='roadshow person edit Jan de Vries --diet halal --needs-until 1-7 --tags "pers, gemeente"',
)
@who_argument
@field_options(Person, *FIELDS)
@pass_seat
def edit(seat: Seat, /, *, who: tuple[str, ...], **fields: str | None) -> None:
    """Change what is known of somebody."""
    found = find_person(seat.office.store, " ".join(who))
    details = given(Person, fields)
    if not details:
        raise BadInputError(
            _("Say what is to change."), _('See "roadshow person edit --help", for example --phone or --tags.')
        )
    seat.do(touring.amend(seat.office.pen(), found, **details))


@person.command(
    "list",
    cls=Asking,
    help=_("List the people, or those that a QUESTION fits: words, and fields such as district:, tag: or -has:email."),
    example='roadshow person list district:Hillesluis tag:zorg,school -has:email\nroadshow person list organisation:"de brug" --by newest',
)
@question_argument
@click.option("--by", type=click.Choice(list(ORDERS)), default="name", show_default=True, help=_("The order."))
@click.option("--contact", is_flag=True, help=_("Show e-mail addresses and telephone numbers."))
@page_options
@pass_seat
def list_(seat: Seat, /, *, question: tuple[str, ...], by: str, contact: bool, limit: int, number: int) -> None:
    """List the people."""
    page = Page(limit, number)
    wish = understand(question_text(question))
    query = Query(Person, order=(ORDERS[by],) if by in {"name", "newest"} else (ORDERS[by], "sort"))
    window = seat.office.store.window(query.matching(wish).page(page.limit, page.offset))
    if seat.json:
        page.as_json(window.total, people=[shown(one, name=one.name, listed=listed_name(one)) for one in window.rows])
        return
    if not window.total:
        _nobody(seat)
        return
    page.checked(window.total)
    _table(window.rows, contact=contact)
    page.footer(window.total)


@person.command(
    "find",
    cls=Asking,
    help=_("Find somebody by a part of a name, an organisation, an e-mail address or a number."),
    example="roadshow person find yilmaz",
)
@click.argument("question", nargs=-1, required=True)
@pass_seat
def find(seat: Seat, /, *, question: tuple[str, ...]) -> None:
    """Find somebody; where nobody fits, whoever is written nearly so."""
    store = seat.office.store
    wish = understand(question_text(question))
    window = store.window(Query(Person, limit=FOUND).matching(wish))
    for looser in _looser(wish):
        if window.total:
            break
        window = store.window(Query(Person, limit=FOUND).matching(looser))
        if window.total:
            printing.warn(_("Nobody fits exactly. Written nearly so:"))
    if seat.json:
        Page(FOUND, 1).as_json(
            window.total, people=[shown(one, name=one.name, listed=listed_name(one)) for one in window.rows]
        )
    elif window.total:
        _table(window.rows, contact=True)
        if window.total > FOUND:
            printing.say(_("{shown} of {total}; use more words.").format(shown=FOUND, total=f"{window.total:,}"))
    else:
        _nobody(seat)


@person.command("show", help=_("Show all that is known of somebody."), example="roadshow person show Jan de Vries")
@who_argument
@pass_seat
def show(seat: Seat, /, *, who: tuple[str, ...]) -> None:
    """Show somebody."""
    found = find_person(seat.office.store, " ".join(who))
    stops, parts = _stops(seat, found), _appearances(seat, found)
    if seat.json:
        printing.as_json(shown(found, name=found.name, listed=listed_name(found), stops=stops, parts=parts))
        return
    address = ", ".join(part for part in (found.street, f"{found.postcode} {found.town}".strip()) if part)
    printing.facts(
        (
            (_("name"), called(found)),
            (_("own script"), found.display_name if found.display_name != found.name else ""),
            (_("listed as"), listed_name(found)),
            (_("also called"), ", ".join(found.other_names)),
            (_("organisation"), found.organisation),
            (_("function"), found.function),
            (_("e-mail"), _with_kind(found.email, found.email_kind)),
            (_("phone"), _with_kind(found.phone, found.phone_kind)),
            (_("also"), "\n".join(_with_kind(one.value, one.kind) for one in found.contacts)),
            (_("address"), address and f"{address}, {found.country}"),
            (_("district"), found.district),
            (_("languages"), ", ".join(found.languages)),
            (_("tags"), ", ".join(found.tags)),
            (_("registrations"), ", ".join(f"{entry.register} {entry.number}" for entry in found.registrations)),
            (_("diet"), found.diet),
            (_("access"), found.access),
            (_("interpreter"), found.interpreter),
            (_("childcare"), found.childcare),
            (_("needs until"), day(found.needs_until)),
            (_("may be mailed"), _consent(found.consent_mail)),
            (_("may be in photos"), _consent(found.consent_photo)),
            (_("stops"), "\n".join(_listing(one) for one in stops)),
            (_("parts"), "\n".join(f"{one['stop']}: {one['session']} ({value_word(one['role'])})" for one in parts)),
            (_("notes"), found.notes),
        )
    )


@person.command(
    "remove",
    help=_("Remove somebody, from guest lists, agendas and door lists too. Undo brings them back."),
    example="roadshow person remove Jan de Vries",
)
@who_argument
@pass_seat
def remove(seat: Seat, /, *, who: tuple[str, ...]) -> None:
    """Remove somebody."""
    found = find_person(seat.office.store, " ".join(who), surely=True)
    what = _("{name} removed").format(name=called(found))
    seat.do(touring.remove(seat.office.pen(), found, _hanging(seat, found)), what=what)


def _with_kind(value: str, kind: str) -> str:
    return f"{value} ({value_word(kind)})" if value and kind else value


def _listing(one: dict[str, str]) -> str:
    return f"{one['stop']} {one['day']}: {value_word(one['role'])}, {value_word(one['state'])}"


def _parts(whole: str, details: dict[str, Any]) -> dict[str, Any]:
    """Take a whole name apart, and say what could be otherwise; what was typed apart goes before."""
    if not whole:
        return {}
    parts = split_name(whole)
    if parts.left_out:
        printing.warn(_("! Left out of the name: {titles}.").format(titles=parts.left_out))
    if not parts.sure and not {"given", "surname"} & details.keys():
        printing.warn(
            _("! Read as given name “{given}” and surname “{surname}”. If not, use --given and --surname.").format(
                given=parts.given, surname=whole_surname(parts.particle, parts.surname) or "-"
            )
        )
    found = {name: value for name, value in parts._asdict().items() if name not in {"left_out", "sure"}}
    surname = str(details.get("surname", ""))
    if parts.particle and fold(surname).startswith(fold(parts.particle) + " "):
        found["particle"] = ""
    return found


def _namesakes(seat: Seat, newcomer: Person) -> list[Person]:
    """Return those who have the same name or the same address, to be looked at by a person."""
    store = seat.office.store
    words = tuple(fold(newcomer.name).split())
    alike = [
        one for one in store.each(Query(Person, words=words, limit=FOUND)) if fold(one.name) == fold(newcomer.name)
    ]
    if newcomer.email:
        alike += store.each(Query(Person, limit=SHORTEST).where(email_key=email_key(newcomer.email)))
    return list({one.id: one for one in alike}.values())[:SHORTEST]


def _table(people: tuple[Person, ...], *, contact: bool) -> None:
    if contact:
        printing.table(
            (_("name"), _("e-mail"), _("phone"), _("organisation")),
            [(called(one), one.email, one.phone, one.organisation) for one in people],
        )
        return
    printing.table(
        (_("name"), _("organisation"), _("function"), _("district"), _("tags")),
        [(called(one), one.organisation, one.function, one.district, ", ".join(one.tags)) for one in people],
    )


def _consent(answer: bool | None) -> str:  # noqa: FBT001  a value to write
    return _("nobody asked") if answer is None else truth(answer)


def _nobody(seat: Seat) -> None:
    if seat.office.store.count(Query(Person)):
        printing.say(_("Nobody fits that."))
        printing.say(_('Use fewer words, or look through "roadshow person list".'))
        return
    printing.say(_("There is nobody yet. Add somebody: roadshow person add Jan de Vries --organisation Buurtnetwerk"))


def _looser(wish: Wish) -> Iterator[Wish]:
    """Take the ends off the words that were looked for, a letter at a time."""
    longest = max((len(word) for word in wish.words), default=0)
    for left_out in range(1, min(longest - SHORTEST, LEFT_OUT) + 1):
        yield Wish(wish.clauses, tuple(word[: max(len(word) - left_out, SHORTEST)] for word in wish.words))


def _stops(seat: Seat, found: Person) -> list[dict[str, str]]:
    store = seat.office.store
    listed: list[dict[str, str]] = []
    for one in store.each(Query(Invitation, order=("n",), limit=None).where(person_id=found.id)):
        stop = store.get(Stop, one.stop_id)
        if stop is not None:
            listed.append({"stop": stop.slug, "day": day(stop.start), "role": one.role.value, "state": one.state.value})
    return sorted(listed, key=lambda entry: entry["day"])


def _appearances(seat: Seat, found: Person) -> list[dict[str, str]]:
    store = seat.office.store
    listed: list[dict[str, str]] = []
    for part in store.each(Query(Part, order=("n",), limit=None).where(person_id=found.id)):
        session = store.get(Session, part.session_id)
        stop = store.get(Stop, session.stop_id) if session else None
        if session is not None and stop is not None:
            listed.append({"stop": stop.slug, "session": session.title, "role": part.role.value})
    return listed


def _hanging(seat: Seat, found: Person) -> Iterator[Noun]:
    for kind in (Invitation, Part, SignIn):
        yield from list(seat.office.store.each(Query(kind, order=("n",), limit=None).where(person_id=found.id)))

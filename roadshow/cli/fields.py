"""The fields of a noun as flags: one declaration each, for adding and for editing."""

import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import click

from roadshow.api import (
    CONTACT_KINDS,
    N_,
    BadInputError,
    ClosedPeriod,
    Contact,
    Noun,
    Registration,
    _,
    ngettext,
    today,
    value_typed,
    value_word,
    value_words,
    whenever,
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])

MEANINGS = {
    "access": N_("What somebody needs to get in and take part."),
    "accessible_toilet": N_("Is there an accessible toilet?"),
    "aim": N_("What it is for."),
    "away": N_('When somebody cannot come, as in "2027-03-01..2027-03-08 holiday"; parted by commas.'),
    "capacity": N_("How many people fit."),
    "closed_periods": N_('When it is closed, as in "2027-05-04 floor is waxed"; parted by commas.'),
    "childcare": N_("Childcare that somebody asks for."),
    "channel": N_("How somebody is reached."),
    "companions": N_("How many come along."),
    "consent_mail": N_("May we mail this person?"),
    "consent_photo": N_("May this person be in a photo?"),
    "contact": N_("Whom to call there."),
    "cost": N_("What it costs in euro, each meeting."),
    "country": N_("The country, in two letters."),
    "description": N_("What happens."),
    "diet": N_("What somebody does not eat."),
    "display_name": N_("The name in the person's own script."),
    "district": N_("The district."),
    "email": N_("The e-mail address."),
    "equipment": N_("What is in it; parted by commas."),
    "fixed": N_("Does the start stay where it is when something before it grows?"),
    "function": N_("What somebody does there."),
    "given": N_("The given name or names."),
    "hearing_loop": N_("Is there a hearing loop?"),
    "interpreter": N_("The language that somebody needs an interpreter for."),
    "key": N_("Who has the key."),
    "language": N_("The language, such as nl."),
    "languages": N_("The languages somebody reads, the best first; parted by commas."),
    "latitude": N_("The latitude in degrees."),
    "layout": N_("How the chairs stand."),
    "lift": N_("Is there a lift?"),
    "longitude": N_("The longitude in degrees."),
    "materials": N_("What must be there; parted by commas."),
    "name": N_("The name."),
    "needs_until": N_("The last day on which needs may be kept."),
    "notes": N_("Notes for yourself."),
    "organisation": N_("The organisation."),
    "organiser_email": N_("The e-mail address that invitations come from."),
    "organiser_name": N_("Who invites."),
    "other_names": N_("Other whole names of theirs, as before a marriage; parted by commas."),
    "owner": N_("Who does it."),
    "parking": N_("Where to park."),
    "particle": N_("What stands before the surname: van, de, van 't."),
    "per_group": N_("How many may come of a group, as in district=10, organisation=3, tag:school=5; parted by commas."),
    "phone": N_("The telephone number."),
    "postcode": N_("The postcode."),
    "public_transport": N_("How to come by tram, bus or train."),
    "quiet_room": N_("Is there a quiet room or prayer room?"),
    "contacts": N_('Further addresses and numbers, each with its kind: "work jan@example.org, fax 010-1234567".'),
    "email_kind": N_("Where the address leads to: work or home."),
    "phone_kind": N_("Where the number leads to: work, home or mobile."),
    "registrations": N_('Register and number, as in "SKJ 120012345"; parted by commas.'),
    "role": N_("Why somebody comes."),
    "session_kind": N_("What kind of session it is."),
    "sort_as": N_("Where the name stands in a list, where the rule is wrong."),
    "status": N_("How sure it is."),
    "step_free": N_("Can you get in without a step?"),
    "street": N_("Street and number."),
    "surname": N_("The surname, without what stands before it."),
    "tags": N_("Words to find people by; parted by commas."),
    "theme": N_("The theme."),
    "themes": N_("The themes; parted by commas."),
    "title": N_("The title."),
    "town": N_("The town."),
    "web": N_("The web page."),
    "welcome": N_("A text of welcome."),
    "zone": N_("The time zone, such as Europe/Amsterdam."),
}


TRUTHS = ("yes", "no", "unknown")


class OneOf(click.ParamType[str]):
    """One of some values, typed in a word of any of our languages; what comes out is the value."""

    name = "word"

    def __init__(self, values: Iterable[str]) -> None:
        self.values = tuple(values)

    @property
    def shown(self) -> str:
        """The words in the language in use, as a line of usage has them."""
        return shown_choices(self.values)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value that is meant."""
        found = value_typed(str(value), self.values)
        if found is None:
            text = ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", len(self.values))
            self.fail(text.format(value=value, choice=self.shown, choices=value_words(self.values)), param, ctx)
        return found

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG002  click's shape
        """Offer the words in the language in use."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  only a shell that completes pays for it

        begun = incomplete.lower()
        return [CompletionItem(word) for word in map(value_word, self.values) if word.startswith(begun)]


def shown_choices(values: Iterable[str]) -> str:
    """Write what may be chosen as a line of usage has it."""
    return "|".join(map(value_word, values))


def field_options(noun: type[Noun], *names: str, **flags: str) -> Callable[[F], F]:
    """Give a command a flag for each of these fields; `flags` renames one, as in session_kind="kind"."""
    hints = get_type_hints(noun)

    def decorate(function: F) -> F:
        for name in reversed(names):
            flag = flags.get(name, name).replace("_", "-")
            kind = _present(hints[name])
            choices = tuple(member.value for member in kind) if _is_enum(kind) else ()
            choices = choices or (TRUTHS if kind is bool else ())
            shown = shown_choices(choices) or name.rpartition("_")[2].upper()
            function = click.option(f"--{flag}", name, metavar=shown, help=_(MEANINGS[name]))(function)
        return function

    return decorate


def given(noun: type[Noun], values: Mapping[str, str | None]) -> dict[str, Any]:
    """Return what was typed in the fields' own types; what was not typed is left out. Empty text empties a field."""
    hints = get_type_hints(noun)
    return {name: typed(name, hints[name], text) for name, text in values.items() if text is not None}


def typed(name: str, hint: Any, text: str) -> Any:
    """Return one typed value in the type of its field, or refuse it in a sentence."""
    kind = _present(hint)
    if get_origin(kind) is tuple:
        items = tuple(item.strip() for item in text.split(",") if item.strip())
        read = _ITEMS.get(get_args(kind)[0])
        return items if read is None else tuple(read(item) for item in items)
    if kind is str:
        if name == "phone" and text.strip() and not any(map(str.isdigit, text)):
            raise _refused(name, text, _("a number, written as you like"))
        return _kind(name, text) if text and name in _KINDS else text
    if not text and kind is not hint:
        return None
    return _scalar(name, kind, text)


def _scalar(name: str, kind: Any, text: str) -> Any:
    if kind is bool:
        return _truth(name, text)
    if kind is date:
        return whenever.read_date(text, today())
    if _is_enum(kind):
        choices = [member.value for member in kind]
        value = value_typed(text, choices)
        if value is None:
            raise _refused(name, text, value_words(choices))
        return kind(value)
    try:
        return Decimal(text.replace(",", ".")) if kind is Decimal else kind(text)
    except (ValueError, InvalidOperation):
        raise _refused(name, text, _("a number")) from None


def _truth(name: str, text: str) -> bool | None:
    answer = value_typed(text, TRUTHS)
    if answer is None:
        raise _refused(name, text, value_words(TRUTHS))
    return None if answer == "unknown" else answer == "yes"


def _registration(text: str) -> Registration:
    register, _space, number = text.partition(" ")
    if not number.strip():
        raise _refused("registrations", text, "SKJ 120012345")
    return Registration(register=register, number=number.strip())


def _period(text: str) -> ClosedPeriod:
    days, _space, reason = text.partition(" ")
    first, _dots, last = days.partition("..")
    begins = whenever.read_date(first, today())
    ends = whenever.read_date(last, today()) if last else begins
    if ends < begins:
        raise _refused("closed", text, "2027-03-01..2027-03-08")
    return ClosedPeriod(first=begins, last=ends, reason=reason.strip())


_KINDS = frozenset(["email_kind", "phone_kind"])


def _kind(name: str, text: str) -> str:
    kind = value_typed(text, CONTACT_KINDS)
    if kind is None:
        raise _refused(name, text, value_words(CONTACT_KINDS))
    return kind


def _contact(text: str) -> Contact:
    kind, _space, value = text.partition(" ")
    known = value_typed(kind, CONTACT_KINDS)
    return Contact(kind=known, value=value.strip()) if known and value.strip() else Contact(value=text)


_ITEMS: dict[Any, Callable[[str], Any]] = {Contact: _contact, Registration: _registration, ClosedPeriod: _period}


def _refused(name: str, text: str, allowed: str) -> BadInputError:
    return BadInputError(
        _("“{value}” cannot be used for {name}.").format(value=text, name=name.replace("_", "-")),
        _("It may be: {allowed}.").format(allowed=allowed),
    )


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _present(hint: Any) -> Any:
    if get_origin(hint) in {types.UnionType, Union}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint

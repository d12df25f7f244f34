"""What a record must hold to be kept at all. What a planner may do on purpose is a finding, and not refused here."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import Waiver
from roadshow.domain.guests import SignIn
from roadshow.domain.moments import checked, to_utc
from roadshow.domain.moments import zone as zone_rules
from roadshow.domain.nouns import Noun
from roadshow.domain.people import CONTACT_KINDS, Card, Contact, Person, Registration
from roadshow.domain.places import ClosedPeriod, OpeningHours, Room, Venue
from roadshow.domain.quotas import quota_of
from roadshow.domain.slugs import LONGEST, is_slug, slug_for
from roadshow.domain.tour import Roadshow, Session, Stop, Task
from roadshow.domain.wording import _

N = TypeVar("N", bound=Noun)

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_SESSION = 7 * 24 * 60
MANY_LINES = frozenset(
    [
        "notes",
        "description",
        "welcome",
        "aim",
        "contact",
        "key",
        "public_transport",
        "parking",
        "layout",
        "diet",
        "access",
        "interpreter",
        "childcare",
        "reason",
    ]
)
REQUIRED: dict[type[Noun], tuple[str, ...]] = {
    Roadshow: ("slug", "name"),
    Stop: ("slug", "title"),
    Venue: ("name",),
    Room: ("name",),
    Task: ("title",),
    SignIn: ("desk",),
    Waiver: ("reason",),
}
# RFC 5646 section 2.1, without the grandfathered tags: a language of two or three letters and its subtags.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")


def sound(noun: N, fields: Collection[str] | None = None, zone: str = "") -> N:
    """Return the noun as it can be kept, or refuse it with BadInputError.

    `fields` limits the check to fields that change, so that an old flaw elsewhere never blocks a mending. `zone` is the
    zone of a session's stop. Wall times come back to the minute and with a reading that exists.
    """
    names = {field.name for field in fields_of(noun)} if fields is None else set(fields)
    for name in REQUIRED.get(type(noun), ()):
        if name in names and not str(getattr(noun, name)).strip():
            raise BadInputError(_("The {field} is empty.").format(field=name), _("Give it at least one letter."))
    for name in sorted(names):
        _check_field(name, getattr(noun, name), _OF_PERSON if isinstance(noun, Person) else _CHECKS)
    if isinstance(noun, Stop) and names & {"start", "end", "doors", "zone"}:
        return replace(noun, **_stop_times(noun))
    if isinstance(noun, Session) and zone and "start" in names:
        return replace(noun, start=kept_wall(noun.start, zone))
    if isinstance(noun, Person) and names & {"given", "surname", "display_name"} and not noun.name.strip():
        raise BadInputError(_("A person needs a name."), _("Give a given name, a surname or a display name."))
    if isinstance(noun, Task) and names & {"due", "offset", "stop_id"}:
        _check_due(noun)
    return noun


def kept_wall(wall: datetime, zone: str) -> datetime:
    """Return a wall time that exists in the zone, to the minute; `fold` decides where there are two."""
    check_day(wall)
    return checked(wall, zone, which=wall.fold + 1)


def check_day(day: date) -> None:
    """Refuse a day that no roadshow was or will be on; far-off years break calendars."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInputError(
            _("The year {year} cannot be right.").format(year=day.year),
            _("Use a year from {first} to {last}.").format(first=FIRST_YEAR, last=LAST_YEAR),
        )


def _stop_times(stop: Stop) -> dict[str, Any]:
    start, end = kept_wall(stop.start, stop.zone), kept_wall(stop.end, stop.zone)
    doors = None if stop.doors is None else kept_wall(stop.doors, stop.zone)
    begins = to_utc(start, stop.zone)
    if to_utc(end, stop.zone) <= begins:
        raise BadInputError(
            _("The stop ends at {end}, before it starts at {start}.").format(end=shown(end), start=shown(start)),
            _("Give an end after the start; an evening that runs past midnight ends on the next day."),
        )
    if doors is not None and to_utc(doors, stop.zone) > begins:
        raise BadInputError(
            _("The doors open at {doors}, after the start at {start}.").format(doors=shown(doors), start=shown(start)),
            _("Let the doors open at the start or before it."),
        )
    return {"start": start, "end": end, "doors": doors}


def shown(wall: datetime) -> str:
    """Write a wall time for a sentence."""
    return f"{wall:%Y-%m-%d %H:%M}"


def _check_due(task: Task) -> None:
    if task.due is not None and task.offset is not None:
        raise BadInputError(
            _("A task is due on a date or a number of days from its stop, not both."),
            _("Give a date such as 1-4-2026, or days such as T-21."),
        )
    if task.offset is not None and task.stop_id is None:
        raise BadInputError(
            _("This task hangs on no stop, so it cannot be due a number of days from one."),
            _("Name the stop, or give a date."),
        )


def _check_field(name: str, value: Any, checks: Mapping[str, Callable[[Any], None]]) -> None:
    check = checks.get(name)
    if isinstance(value, str):
        _check_text(name, value)
    elif isinstance(value, tuple):
        for item in value:
            _check_item(name, item)
    elif isinstance(value, date):
        check_day(value)
    if check is not None and value is not None:
        check(value)


def _check_item(name: str, item: Any) -> None:
    if isinstance(item, str):
        _check_text(name, item)
    elif isinstance(item, Registration):
        _check_text("register", item.register)
        _check_text("number", item.number)
    elif isinstance(item, Card):
        _check_text("cards", item.uid)
        _check_text("cards", item.revised)
    elif isinstance(item, Contact):
        _check_contact(item)
    elif isinstance(item, ClosedPeriod):
        _check_text("reason", item.reason)
        _check_period(item)
    elif isinstance(item, OpeningHours) and not 1 <= item.weekday <= 7:
        raise BadInputError(_("There is no day {number} in a week.").format(number=item.weekday), _("Monday is 1."))


def _check_contact(contact: Contact) -> None:
    _check_text("contacts", contact.value)
    _check_contact_kind(contact.kind)
    if contact.is_email:
        _check_email(contact.value)
    elif not any(map(str.isdigit, contact.value)):
        raise BadInputError(
            _("“{value}” is no e-mail address and no number.").format(value=contact.value),
            _("Give one address, such as name@example.org."),
        )


def _check_contact_kind(kind: str) -> None:
    if kind and kind not in CONTACT_KINDS:
        raise BadInputError(
            _("“{kind}” is not a kind of address or number.").format(kind=kind),
            _("It may be: {allowed}.").format(allowed=", ".join(CONTACT_KINDS)),
        )


def _check_period(period: ClosedPeriod) -> None:
    check_day(period.first)
    check_day(period.last)
    if period.last < period.first:
        raise BadInputError(
            _("The period ends on {last}, before it begins on {first}.").format(last=period.last, first=period.first),
            _("Give the first day first."),
        )


def _check_text(name: str, text: str) -> None:
    """Refuse signs that no paper, mail or terminal can show: controls, line ends inside a line, half characters."""
    allowed = "\n\t\r" if name in MANY_LINES else ""
    for sign in text:
        if sign not in allowed and unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}:
            raise BadInputError(
                _("The {field} holds a sign that cannot be shown (U+{code}).").format(
                    field=name.replace("_", " "), code=f"{ord(sign):04X}"
                ),
                _("Take it out, or type the text again."),
            )


def _check_slug(slug: str) -> None:
    if not is_slug(slug):
        raise BadInputError(
            _("“{slug}” cannot be a short name.").format(slug=slug),
            _("Use at most {count} small letters, digits and hyphens, such as {example}.").format(
                count=LONGEST, example=slug_for(slug)
            ),
        )


def _check_email(email: str) -> None:
    """Accept one plain address, as RFC 5321 section 4.1.2 has them, without quoted parts and address literals."""
    local, at, domain = email.rpartition("@")
    odd = any(
        sign.isspace() or sign in '<>,;:"()[]\\@' or unicodedata.category(sign)[0] == "C" for sign in local + domain
    )
    dots = "." in domain and not any(part == "" for part in (*domain.split("."), *local.split(".")))
    if email and (not at or odd or not dots or len(email.encode()) > 254 or domain.startswith("-")):
        raise BadInputError(
            _("“{email}” is not an e-mail address.").format(email=email),
            _("Give one address, such as name@example.org."),
        )


def _check_language(tag: str) -> None:
    if not LANGUAGE_TAG.fullmatch(tag):
        raise BadInputError(
            _("“{tag}” is not a language.").format(tag=tag), _("Use a code such as nl, en, ar or zh-Hant.")
        )


def _check_languages(tags: tuple[str, ...]) -> None:
    for tag in tags:
        _check_language(tag)


def _check_zone(name: str) -> None:
    zone_rules(name)


def _check_web(address: str) -> None:
    scheme = SCHEME.match(address)
    if any(sign.isspace() for sign in address) or (scheme and scheme[1].lower() not in {"http", "https"}):
        raise BadInputError(
            _("“{address}” is not a web address.").format(address=address), _("Use one such as https://example.org.")
        )


def _check_country(code: str) -> None:
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        raise BadInputError(_("“{code}” is not a country.").format(code=code), _("Use two letters, such as NL or BE."))


def _check_home(country: str) -> None:
    """Accept a code, or a country's name as a list had it: somebody of an unknown country lives nowhere else for that."""
    if len(country) < 4 or any(sign.isdigit() for sign in country):
        _check_country(country)


def _within(field: str, low: float, high: float) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if (isinstance(value, Decimal) and not value.is_finite()) or not low <= value <= high:
            raise BadInputError(
                _("{value} cannot be the {field}.").format(value=value, field=field),
                _("Use a number from {low} to {high}.").format(low=low, high=high),
            )

    return check


def _check_quotas(texts: tuple[str, ...]) -> None:
    for text in texts:
        quota_of(text)


_CHECKS: dict[str, Callable[[Any], None]] = {
    "slug": _check_slug,
    "email": _check_email,
    "organiser_email": _check_email,
    "language": _check_language,
    "languages": _check_languages,
    "zone": _check_zone,
    "web": _check_web,
    "country": _check_country,
    "capacity": _within("capacity", 1, 1_000_000),
    "companions": _within("companions", 0, 1_000),
    "per_group": _check_quotas,
    "length": _within("length", 1, LONGEST_SESSION),
    "latitude": _within("latitude", -90, 90),
    "longitude": _within("longitude", -180, 180),
    "cost": _within("cost", 0, 1_000_000_000),
    "offset": _within("offset", -3650, 3650),
    "counter": _within("counter", 1, 1_000_000_000),
}
_OF_PERSON = _CHECKS | {
    "country": _check_home,
    "email_kind": _check_contact_kind,
    "phone_kind": _check_contact_kind,
}

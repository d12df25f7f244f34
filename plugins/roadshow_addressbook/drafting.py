"""One person being read: values are put in one at a time, and at the end it is a draft or a refusal."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from roadshow_addressbook.answers import TARGETS as ABOUT_INVITATIONS
from roadshow_addressbook.answers import Said, state_of
from roadshow_addressbook.contactkinds import SILENT, kind_of
from roadshow_addressbook.door import DraftPerson, Flag, Refusal, Repair, all_known, contact_in, fold, known_as
from roadshow_addressbook.flagging import flag
from roadshow_addressbook.naming import NO_CLUES, give_name
from roadshow_addressbook.reaching import (
    MOST_DIGITS,
    addresses_in,
    is_email,
    is_number,
    is_remarked,
    mended_address,
    name_before,
    nothing_but_addresses,
    numbers_in,
    without_remark,
)
from roadshow_addressbook.refusing import refusal
from roadshow_addressbook.repairing import with_repairs
from roadshow_addressbook.words import country_code, language_tag, yes_or_no

ERRORS = frozenset(
    ["#N/A", "#N/B", "#REF!", "#VALUE!", "#WAARDE!", "#NAME?", "#VERW!", "#DIV/0!", "#DEEL/0!", "#NAAM?", "#NULL!", "#LEEG!", "#NUM!", "#GETAL!",
     "#SPILL!", "#CALC!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "Err:502", "Err:504", "Err:508", "Err:509",
     "NULL", "null", "(null)", "<null>", "Null", "None", "nan", "NaN", "NAN", "undefined", "[object Object]"]
)  # fmt: skip
"""What programs write where there is no value, and what spreadsheets show for a formula that failed."""
NOTHING = ERRORS | frozenset(
    ["-", "--", "–", "?", "n.v.t.", "nvt", "n/a", "N/A", "NVT", "N.v.t.", "anonymous", "anoniem", "Info Requested", "Anoniem", "Anonymous",
     "0-0-00", "0/0/00", "onbekend", "Onbekend", "unknown"]
)  # fmt: skip
_SURNAMES = frozenset(["Null"])
"""Words of programs that are names of people too."""
NAMES = frozenset(["given", "surname", "name", "family", "display_name", "sort_as"])
LONGEST = 500
LONGEST_NOTES = 20_000
_NONE_NEEDED = frozenset(
    [
        "geen",
        "nee",
        "no",
        "none",
        "nothing",
        "niet nodig",
        "niets",
        "yok",
        "hayir",
        "geen bijzonderheden",
        "false",
        "onwaar",
    ]
)
_PHONE = re.compile(r"(?:\+|0|\(0)[\d ()./-]{5,24}")
_LOOSE_PHONE = re.compile(r"[\d+() ./\u2010-\u2013-]{6,28}(?:(?:ext|tst|toestel)\.? ?\d+)?", re.IGNORECASE)
_POSTCODE = re.compile(r"\d{4} ?[A-Za-z]{2}\b|\d{4,5}\b")
_DUTCH_POSTCODE = re.compile(r"(?:NL[- ]?)?([1-9]\d{3})[\s-]*([A-Za-z]{2})")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_DATE = re.compile(
    r"(?:^|\s)(?:\d{1,2}[-/ ](?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*\.?(?:[-/ ]\d{2,4})?"
    r"|(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*-\d{2,4}"
    r"|\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d{2}-\d{2})(?:\s|$|T)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NOT_COMING = frozenset(
    [
        "refunded",
        "notattending",
        "reacted:no",
        "cancelled",
        "canceled",
        "deleted",
        "transferred",
        "terugbetaald",
        "nietaanwezig",
        "komtniet",
        "afgemeld",
        "geannuleerd",
    ]
)


def is_nothing(draft: "Draft", target: str, text: str) -> bool:
    """Say whether one of the words for nothing stands here, and point out those that a program wrote."""
    if text in _SURNAMES and target in NAMES:
        return False
    if text in ERRORS:
        draft.flags.append(flag("error-value", target, text))
    return True


class Draft:
    """A person while it is being read. `put` takes one value that is not empty, `finish` ends it.

    `of_several` says that the row names others too, so that a second address need not be of this person.
    """

    __slots__ = (
        "_addresses",
        "_bad",
        "_numbers",
        "_said",
        "clues",
        "flags",
        "initials",
        "notes",
        "of_several",
        "unneeded",
        "values",
    )

    def __init__(self, *, of_several: bool = False) -> None:
        self.of_several = of_several
        self.values: dict[str, Any] = {}
        self.flags: list[Flag] = []
        self.notes: list[str] = []
        self.initials: tuple[str, str] | None = None
        self.clues = NO_CLUES
        self._addresses: dict[str, dict[str, str]] | None = None
        self._bad: list[tuple[str, str]] | None = None
        self._numbers: list[str] | None = None
        self._said: Said | None = None
        self.unneeded: list[str] = []

    def put(self, target: str, text: str, heading: str = "", group: str = "") -> None:
        """Take a value for a field; a second one that differs goes to the notes."""
        if group:
            self.put_group(group, target, text)
            return
        cleaner = cleaner_of(target)
        if cleaner is None:
            self.put_plain(target, text, heading)
        else:
            cleaner(self, target, text, heading)

    def put_plain(self, target: str, text: str, heading: str) -> None:
        """Take a value as it is."""
        held = self.values.setdefault(target, text)
        if held is not text and held != text:
            self.keep_aside(target, text, heading)

    def keep_aside(self, target: str, text: str, heading: str, code: str = "more-values") -> None:
        """Keep in the notes what has no field of its own, and say so."""
        self.notes.append(f"{heading}: {text}" if heading else text)
        self.flags.append(flag(code, target, text))

    def put_contact(self, target: str, value: str, heading: str) -> None:
        """Take an address or a number: the first is the preferred one, each other stands beside it; a fax is no number."""
        kind = kind_of(heading)
        if target not in self.values and kind not in SILENT:
            self.values[target] = value
            if kind:
                self.values[f"{target}_kind"] = kind
        elif not self.of_several:
            self.put_beside(kind, value)
        elif self.values.get(target) != value:
            self.keep_aside(target, value, heading)

    def put_beside(self, kind: str, value: str) -> None:
        """Take a further address or number, once."""
        if known_as(value) not in all_known(self.values):
            self.values.setdefault("contacts", []).append({"kind": kind, "value": value})

    def put_group(self, group: str, target: str, text: str) -> None:
        """Take one line of one of several postal addresses."""
        if self._addresses is None:
            self._addresses = {}
        lines = self._addresses.setdefault(group, {})
        lines[target] = f"{lines[target]}, {text}" if target in lines and lines[target] != text else text

    def put_house_number(self, text: str) -> None:
        """Take a house number, or an addition to one."""
        self._numbers = [*(self._numbers or ()), text]

    def keep_bad_address(self, text: str, heading: str) -> None:
        """Keep in the notes what is no address; at the end it is said, with what was probably meant."""
        line = f"{heading}: {text}" if heading else text
        self.notes.append(line)
        self._bad = [*(self._bad or ()), (text, line)]

    def put_said(self, target: str, text: str, heading: str) -> None:
        """Take what is said of an invitation; what is not understood goes to the notes."""
        self._said = self._said or Said()
        if not self._said.put(target, text):
            self.keep_aside(target, text, heading, "unclear-answer")

    @property
    def order(self) -> str:
        """What the ticket was bought by, empty where this is none."""
        return self._said.order if self._said is not None and self._said.ticket else ""

    def shortened(self, target: str, text: str, heading: str) -> bool:
        """Keep in the notes a value for which its field has no room, and say whether it was one."""
        if len(text) <= (LONGEST_NOTES if target == "notes" else LONGEST):
            return False
        self.keep_aside(target, text, heading, "too-long")
        return True

    def finish(self, row: int, cells: list[str]) -> DraftPerson | Refusal:
        """End the person."""
        values = self.values
        if self._addresses:
            self._choose_address(list(self._addresses.values()))
        if self._numbers:
            self._join_number(" ".join(self._numbers))
        if self.initials:
            self._use_initials(*self.initials)
        give_name(self.values, self.flags, self.clues)
        named = "given" in values or "surname" in values or "display_name" in values
        if not named:
            if "email" not in values and not is_number(values.get("phone", "")):
                code, value = ("bad-email", self._bad[0][0]) if self._bad else ("nobody", "")
                return refusal(row, code, cells, value)._replace(order=self.order)
            self.flags.append(flag("no-name", "name", values.get("email") or values["phone"]))
        if self._bad:
            self.flags += (self._about(text, line) for text, line in self._bad)
        if self.notes:
            self._join_notes()
        answer = None
        if self._said is not None:
            answer = self._said.answer(values, self.unneeded)
        if not self.flags:
            return DraftPerson(row, values, answer=answer)
        return DraftPerson(row, values, tuple(with_repairs(one, values) for one in self.flags), answer)

    def _about(self, text: str, line: str) -> Flag:
        """Say of a bad address what it probably was."""
        mended = mended_address(text)
        if not mended:
            return flag("bad-email", "email", text)
        if "email" in self.values:
            beside = Repair("contacts", "", {"kind": "", "value": mended})
        else:
            beside = Repair("email", "", mended)
        repairs = (Repair("notes", line, ""), beside)
        return flag("mended-email", "email", text, mended, repairs)

    def _join_notes(self) -> None:
        whole = "\n".join([self.values["notes"], *self.notes] if "notes" in self.values else self.notes)
        if len(whole) > LONGEST_NOTES:
            self.flags.append(flag("notes-cut", "notes", whole))
        self.values["notes"] = whole[:LONGEST_NOTES]

    def _use_initials(self, initials: str, heading: str) -> None:
        """Take initials for a given name where there is no other; else they are a note."""
        if "given" in self.values or ("name" in self.values and "surname" not in self.values):
            self.notes.append(": ".join(part for part in (heading, initials) if part))
        else:
            self.clues = self.clues._replace(initials=initials)

    def _choose_address(self, groups: list[dict[str, str]]) -> None:
        """Take the first postal address that has a street, else the first; the others go to the notes."""
        chosen = next((lines for lines in groups if "street" in lines), groups[0])
        for target, text in chosen.items():
            self.put(target, text)
        for lines in groups:
            if lines is not chosen and "street" in lines:
                self.keep_aside("street", ", ".join(lines.values()), "")

    def _join_number(self, number: str) -> None:
        if _DATE.search(number):
            self.flags.append(flag("date-for-number", "street", number))
        street = self.values.get("street", "")
        if not f" {street} ".endswith(f" {number} "):
            self.values["street"] = f"{street} {number}".strip()


Cleaner = Callable[[Draft, str, str, str], None]


def _email(draft: Draft, target: str, text: str, heading: str) -> None:
    if is_email(text):
        draft.put_contact(target, text, heading)
        return
    if text.startswith("/"):
        draft.flags.append(flag("exchange-address", target, text))
        return
    if "@" not in text and fold(text) in _NONE_NEEDED:
        return
    pieces = addresses_in(text)
    if not pieces:
        draft.keep_bad_address(text, heading)
        return
    if not draft.clues.beside_address:
        draft.clues = draft.clues._replace(beside_address=name_before(text))
    if is_remarked(text) or not nothing_but_addresses(text, pieces):
        draft.keep_aside(target, text, heading, "remark-kept")
    for place, piece in enumerate(pieces):
        draft.put_contact(target, piece, "" if place else heading)


def _phone(draft: Draft, target: str, text: str, heading: str) -> None:
    if target not in draft.values and len(text) <= MOST_DIGITS and text[-2:] != ".0" and _PHONE.fullmatch(text):
        draft.put_contact(target, text, heading)
        return
    bare = without_remark(text)
    if bare != text:
        draft.keep_aside(target, text, heading, "remark-kept")
    for place, piece in enumerate(numbers_in(bare)):
        _one_phone(draft, target, piece.strip().removeprefix("tel:").lstrip("'"), "" if place else heading)


def _fax(draft: Draft, _target: str, text: str, heading: str) -> None:
    """Keep what answers no voice beside the number, where nobody calls it by mistake."""
    draft.put_beside("pager" if kind_of(heading) == "pager" else "fax", text)


def _one_phone(draft: Draft, target: str, text: str, heading: str) -> None:
    if not text:
        return
    if _SCIENTIFIC.fullmatch(text):
        draft.flags.append(flag("digits-lost", target, text))
    elif not any(sign.isdigit() for sign in text):
        draft.keep_aside(target, text, heading, "no-phone")
    elif known_as(text) not in all_known(draft.values):
        draft.put_contact(target, text, heading)
        _look_at_number(draft, target, text)


def _look_at_number(draft: Draft, target: str, text: str) -> None:
    """Point out a number that has lost its beginning, or does not look like one."""
    digits = re.sub(r"[ .-]", "", text)
    if len(digits) == 9 and re.fullmatch(r"[1-7]\d{0,2}[ -]?\d+", text):
        # Dutch area codes are 010 to 079 and 06 (national numbering plan), and each number has nine more digits
        draft.flags.append(flag("lost-zero", target, text, "0" + text))
    elif re.fullmatch(r"31[1-9]\d{8}", digits):
        draft.flags.append(flag("lost-plus", target, text, "+" + text))
    elif text.endswith(".0") or not _LOOSE_PHONE.fullmatch(text):
        draft.flags.append(flag("odd-phone", target, text))


def _kind(draft: Draft, target: str, text: str, _heading: str) -> None:
    kind = kind_of(text)
    if kind:
        draft.values[target] = kind


def _contacts(draft: Draft, _target: str, text: str, _heading: str) -> None:
    for piece in filter(None, map(str.strip, text.split(";"))):
        one = contact_in(piece)
        draft.put_beside(one.kind, one.value)


def _street(draft: Draft, target: str, text: str, heading: str) -> None:
    if _DATE.search(text):
        draft.flags.append(flag("date-for-number", target, text))
    draft.put_plain(target, " ".join(text.split()), heading)


def _postcode(draft: Draft, target: str, text: str, heading: str) -> None:
    found = None if text[4:5] == " " and text[5:].isupper() else _DUTCH_POSTCODE.fullmatch(text)
    draft.put_plain(target, f"{found[1]} {found[2].upper()}" if found else text, heading)


def _house_number(draft: Draft, _target: str, text: str, _heading: str) -> None:
    draft.put_house_number(text)


def _postcode_town(draft: Draft, _target: str, text: str, heading: str) -> None:
    found = _POSTCODE.match(text)
    if found:
        _postcode(draft, "postcode", found[0], heading)
    town = text[found.end() :].strip(" ,") if found else text
    if town:
        draft.put_plain("town", " ".join(town.split()), heading)


def _country(draft: Draft, target: str, text: str, heading: str) -> None:
    code = country_code(text)
    if not code:
        draft.flags.append(flag("unknown-country", target, text))
    if code or (len(text) > 3 and not any(sign.isdigit() for sign in text)):
        draft.put_plain(target, code or text, heading)
    else:  # no country that can be kept, and for that reason not the one that addresses have by default
        draft.notes.append(f"{heading}: {text}" if heading else text)
        draft.values.setdefault(target, "")


def _languages(draft: Draft, target: str, text: str, heading: str) -> None:
    held = draft.values.setdefault(target, [])
    for piece in re.split(r"[;,/|+]|:::|\s(?:en|and|und|et|ve)\s", text):
        name = piece.strip(" .")
        tag = language_tag(name) if name else ""
        if tag and tag not in held:
            held.append(tag)
        elif name and not tag:
            draft.keep_aside(target, name, heading, "unknown-language")
    if not held:
        del draft.values[target]


def _tags(draft: Draft, target: str, text: str, _heading: str) -> None:
    held = draft.values.setdefault(target, [])
    for piece in re.split(r"[;,|]|:::", text):
        tag = piece.strip(' "')
        if tag and not tag.startswith("* ") and tag not in held:
            held.append(tag)
    if not held:
        del draft.values[target]


def _names(draft: Draft, target: str, text: str, _heading: str) -> None:
    held = draft.values.setdefault(target, [])
    held += [name for piece in text.split(";") if (name := piece.strip()) and name not in held]


def _until(draft: Draft, target: str, text: str, heading: str) -> None:
    day = _day_of(text)
    if day:
        draft.values.setdefault(target, day)
    else:
        draft.keep_aside(target, text, heading, "no-day")


def _away(draft: Draft, target: str, text: str, heading: str) -> None:
    for piece in filter(None, map(str.strip, text.split(";"))):
        days, _space, reason = piece.partition(" ")
        first, dots, last = days.partition("..")
        if not _day_of(first) or (dots and not _day_of(last)):
            draft.keep_aside(target, piece, heading, "no-day")
            continue
        period = {"first": _day_of(first), "last": _day_of(last or first), "reason": reason.strip()}
        draft.values.setdefault(target, []).append(period)


def _day_of(text: str) -> str:
    """Return a day as 2027-03-01, which may be written as 1-3-2027 too; empty where it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return ""
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _need(draft: Draft, target: str, text: str, heading: str) -> None:
    if fold(text).strip(". !") not in _NONE_NEEDED:
        draft.put_plain(target, text, heading)
    else:
        draft.unneeded.append(target)


def _initials(draft: Draft, _target: str, text: str, heading: str) -> None:
    draft.initials = draft.initials or (text, heading)


def _family(draft: Draft, _target: str, text: str, _heading: str) -> None:
    """Take a name that stands beside a first name."""
    draft.clues = draft.clues._replace(family=True)
    draft.values.setdefault("name", text)


def _consent(draft: Draft, target: str, text: str, _heading: str) -> None:
    answer = yes_or_no(text)
    if answer is None:
        draft.flags.append(flag("unknown-answer", target, text))
    elif draft.values.get(target) is not False:
        draft.values[target] = answer


def _unsubscribed(draft: Draft, _target: str, text: str, _heading: str) -> None:
    if yes_or_no(text) is False:
        return
    draft.values["consent_mail"] = False
    draft.flags.append(flag("unsubscribed", "consent_mail", text))


def _said(draft: Draft, target: str, text: str, heading: str) -> None:
    draft.put_said(target, text, heading)


def _status(draft: Draft, target: str, text: str, _heading: str) -> None:
    if state_of(text):
        draft.put_said(target, text, "")
    if fold(text).replace(" ", "") in _NOT_COMING:
        draft.flags.append(flag("not-coming", "status", text))


def _notes(draft: Draft, target: str, text: str, _heading: str) -> None:
    held = draft.values.get(target)
    if held is None:
        draft.values[target] = text
    elif held != text:
        draft.values[target] = f"{held}\n{text}"


def _registration(draft: Draft, target: str, text: str, _heading: str) -> None:
    register = target.partition(":")[2]
    if _SCIENTIFIC.fullmatch(text):
        draft.flags.append(flag("digits-lost", target, text))
        return
    if register == "BIG" and re.fullmatch(r"[1-9]\d{9}", text):
        # a BIG number has eleven digits (BIG-register, "BIG-nummer")
        draft.flags.append(flag("lost-zero", target, text, "0" + text))
    draft.values.setdefault("registrations", []).append({"register": register, "number": text})


def _registrations(draft: Draft, _target: str, text: str, heading: str) -> None:
    for piece in re.split(r"[;\n]", text):
        register, colon, number = piece.partition(":")
        if colon and register.strip() and number.strip():
            _registration(draft, f"registration:{register.strip()}", number.strip(), heading)
        elif piece.strip():
            draft.keep_aside("registrations", piece.strip(), heading)


_CLEANERS: dict[str, Cleaner] = {
    "email": _email,
    "other_names": _names,
    "phone": _phone,
    "needs_until": _until,
    "away": _away,
    "lists": _names,
    "email_kind": _kind,
    "phone_kind": _kind,
    "contacts": _contacts,
    "street": _street,
    "house_number": _house_number,
    "postcode": _postcode,
    "fax": _fax,
    "initials": _initials,
    "family": _family,
    "country": _country,
    "postcode_town": _postcode_town,
    "languages": _languages,
    "tags": _tags,
    "diet": _need,
    "access": _need,
    "interpreter": _need,
    "childcare": _need,
    "consent_mail": _consent,
    "consent_photo": _consent,
    "unsubscribed": _unsubscribed,
    "registrations": _registrations,
    "notes": _notes,
    **dict.fromkeys(ABOUT_INVITATIONS, _said),
    "status": _status,
}


def cleaner_of(target: str) -> Cleaner | None:
    """Return what reads a value of a field; None where it is taken as it is."""
    return _registration if target.startswith("registration:") else _CLEANERS.get(target)

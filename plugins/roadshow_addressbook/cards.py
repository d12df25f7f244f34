"""People from vCard 2.1, 3.0 and 4.0."""

import io
import re
from collections import Counter
from collections.abc import Iterator

from roadshow_addressbook.cleaning import cleaned
from roadshow_addressbook.contactkinds import SILENT, kind_of
from roadshow_addressbook.contentlines import Card, ContentLine, cards, content_lines
from roadshow_addressbook.door import (
    N_,
    BadInputError,
    Column,
    DraftPerson,
    Intake,
    Phrase,
    Reading,
    Refusal,
    Repair,
    Source,
    _,
    composed,
    fold,
    split_surname,
)
from roadshow_addressbook.drafting import NOTHING, Draft, is_nothing
from roadshow_addressbook.encoding import examine
from roadshow_addressbook.flagging import flag
from roadshow_addressbook.losing import lost_letters, may_be_lost
from roadshow_addressbook.refusing import refusal

REFUSAL = "X-ROADSHOW-CONSENT-MAIL"
"""Our own property (RFC 6350 section 6.10) for who wants no mail: there is none of the standard's for it."""
PHOTO_CONSENT, OUR_SORTING = "X-ROADSHOW-CONSENT-PHOTO", "X-ROADSHOW-SORT-AS"
"""The same for photos, and for a place in lists that a parameter cannot hold."""
FIELDS = {
    "N": "name", "FN": "name", "EMAIL": "email", "TEL": "phone", "ADR": "street, postcode, town, country", "ORG": "organisation",
    "TITLE": "function", "ROLE": "function", "LANG": "languages", "NOTE": "notes", "CATEGORIES": "tags", "SORT-STRING": "sort_as",
    REFUSAL: "consent_mail", PHOTO_CONSENT: "consent_photo", OUR_SORTING: "sort_as", "NICKNAME": "display_name, other_names", "X-LANG": "languages",
}  # fmt: skip
_LEFT_OUT = frozenset(
    ["VERSION", "PRODID", "UID", "REV", "KIND", "PHOTO", "LOGO", "SOUND", "KEY", "BEGIN", "END", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS",
     "X-ABUID", "LABEL", "MAILER", "TZ", "GEO", "CLASS", "SOURCE", "NAME", "PROFILE", "CLIENTPIDMAP", "MEMBER", "AGENT"]
)  # fmt: skip
_BY_CARD = N_("Cards say their own letters; what is not UTF-8 is read as Windows text for Western Europe.")
_NAME_OF_LINE = re.compile(rb"(?:[A-Za-z0-9-]+\.)?([A-Za-z][A-Za-z0-9-]{0,40})[;:]")
_NO_DIGIT = re.compile(r"\D+")
_OF_ADDRESS = frozenset(["street", "postcode", "town", "country"])
_MEMBERS = frozenset(["MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"])
_MEMBER_LINE = re.compile(rb"(?:X-ADDRESSBOOKSERVER-)?MEMBER[;:]", re.IGNORECASE)
_THINGS = frozenset(["location", "application", "device"])
_NO_PERSONS = _THINGS | {"org"}
_REACH = frozenset(["EMAIL", "TEL"])
Groups = dict[str, list[str]]
_MOST_NAMES = 200
_OTHER_SCRIPT = re.compile("[\u0590-\u08ff\u3040-\u9fff\uac00-\ud7af]")
"""Letters of scripts without capitals: a card may hold a name in one beside the Latin one (RFC 6350 section 5.4)."""


def read_cards(source: Source, encoding: str = "") -> Reading:
    """Read a file of cards. The columns of the intake are the property names that occur in it."""
    chosen = examine(source, encoding)
    wide = chosen.codec.startswith(("utf-16", "utf-32"))
    names: Counter[str] = Counter()
    for line in _lines(source, chosen.codec):
        match = _NAME_OF_LINE.match(line)
        if match and (len(names) < _MOST_NAMES or match[1].decode().upper() in names):
            names[match[1].decode().upper()] += 1
    columns = tuple(
        Column(place, name, FIELDS.get(name, ""), ignored=name in _LEFT_OUT)
        for place, name in enumerate(names, start=1)
    )
    codec = "utf-8" if wide else chosen.codec
    intake = Intake(
        name=source.name,
        form="vcard",
        encoding=chosen.codec,
        encoding_reason=chosen.reason if wide or encoding or chosen.codec != "cp1252" else Phrase(_BY_CARD),
        other_encodings=chosen.others,
        columns=columns,
    )
    left = {column.position: names[column.heading] for column in columns if not column.field and not column.ignored}
    return Reading(intake, _people(source, chosen.codec, codec, grouped=not names.keys().isdisjoint(_MEMBERS)), left)


def _lines(source: Source, codec: str) -> Iterator[bytes]:
    """Give physical lines as bytes in UTF-8 or an encoding of one byte; a lone carriage return ends a line too."""
    if codec.startswith(("utf-16", "utf-32")):
        yield from _narrowed(source, codec)
        return
    with source.open() as file:
        for number, line in enumerate(file):
            bare = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
            if b"\r" in bare.rstrip(b"\r\n"):
                yield from bare.splitlines(keepends=True)
            else:
                yield bare


def _narrowed(source: Source, codec: str) -> Iterator[bytes]:
    try:
        with io.TextIOWrapper(source.open(), encoding=codec, errors="replace", newline="") as text:
            for line in text:
                yield line.removeprefix("\ufeff").encode("utf-8", "replace")
    except UnicodeError as error:
        raise BadInputError(
            _("“{name}” cannot be read as {encoding}.").format(name=source.name, encoding=codec)
        ) from error


def _people(source: Source, file_codec: str, codec: str, *, grouped: bool) -> Iterator[DraftPerson | Refusal]:
    """Give a draft or a refusal for each card; a refused one with all of its lines, to be mended."""
    groups = _groups(source, file_codec) if grouped else {}
    for card in cards(_lines(source, file_codec)):
        row = _row(card, codec, groups)
        yield row._replace(stood=_stood(card, codec)) if isinstance(row, Refusal) else row


def _row(card: Card, codec: str, groups: Groups) -> DraftPerson | Refusal:
    if card.outside:
        return _refused(card, "outside", codec)
    return _person(card, codec, groups) if card.closed else _refused(card, "broken-card", codec)


def _stood(card: Card, codec: str) -> tuple[str, ...]:
    """Return the lines of a card; one that broke off is closed, so that it can be read once it is mended."""
    lines = (raw.rstrip(b"\r\n").decode(codec, "replace") for raw in card.raw)
    return tuple(lines) if card.outside else ("BEGIN:VCARD", *lines, "END:VCARD")


def _refused(card: Card, code: str, codec: str) -> Refusal:
    shown = [cleaned(raw[:300].decode(codec, "replace"))[0] for raw in card.raw[:8]]
    return refusal(card.line, code, shown)


def _person(card: Card, codec: str, groups: Groups) -> DraftPerson | Refusal:
    draft = Draft()
    lines: dict[str, list[ContentLine]] = {}
    for line in content_lines(card, codec):
        if isinstance(line, str):
            draft.flags.append(flag("part-not-understood", "", cleaned(line)[0]))
        else:
            lines.setdefault(line.name, []).append(line)
    kind = lines["KIND"][0].text().lower() if "KIND" in lines else ""
    company = "X-ABSHOWAS" in lines and lines["X-ABSHOWAS"][0].text().upper() == "COMPANY"
    if kind == "group" or "X-ADDRESSBOOKSERVER-KIND" in lines:
        return refusal(card.line, "group", _shown(lines))
    organisation = kind in _NO_PERSONS or company
    if organisation and not _is_named(lines):
        if kind in _THINGS or not lines.keys() & _REACH:
            return refusal(card.line, "organisation", _shown(lines))
        lines = _as_organisation(lines)
    _fill(draft, lines)
    _offer(draft, groups, lines)
    row = draft.finish(card.line, [])
    if isinstance(row, Refusal):
        return row._replace(cells=tuple(_shown(lines)))
    return row._replace(uid=_member(_first(lines, "UID")), revised=_NO_DIGIT.sub("", _first(lines, "REV")))


def _first(lines: dict[str, list[ContentLine]], name: str) -> str:
    return lines[name][0].text() if name in lines else ""


def _is_named(lines: dict[str, list[ContentLine]]) -> bool:
    """Say whether a card of an organisation names somebody there all the same: its name is not that of the organisation."""
    name = " ".join(part for part in lines["N"][0].fields()[1::-1] if part) if "N" in lines else ""
    others = [line.fields()[0] for line in lines.get("ORG", ())]
    return bool(name) and fold(name) not in map(fold, others)


def _as_organisation(lines: dict[str, list[ContentLine]]) -> dict[str, list[ContentLine]]:
    """Return the lines of a card without a name of somebody: what stood there is that of the organisation."""
    named = lines.get("ORG") or lines.get("FN", [])[:1]
    others = {name: held for name, held in lines.items() if name not in {"N", "FN", "SORT-STRING", "ORG"}}
    return {**others, "ORG": named} if named else others


def _offer(draft: Draft, groups: Groups, lines: dict[str, list[ContentLine]]) -> None:
    """Propose the name of each group that this card is a member of as a tag."""
    if not groups:
        return
    keys = [_member(line.text()) for name in ("UID", "EMAIL") for line in lines.get(name, ())]
    for name in dict.fromkeys(name for key in keys for name in groups.get(key, ())):
        if name not in draft.values.get("tags", ()):
            draft.flags.append(flag("group-tag", "tags", name, name, (Repair("tags", "", name),)))


def _groups(source: Source, codec: str) -> Groups:
    """Return the names of groups by their members: a UID, or an address (RFC 6350 section 6.6.5, and Apple's own)."""
    found: Groups = {}
    for card in cards(_lines(source, codec)):
        if not any(_MEMBER_LINE.match(raw) for raw in card.raw):
            continue
        lines = [line for line in content_lines(card, "utf-8") if isinstance(line, ContentLine)]
        name = next((cleaned(line.text())[0] for line in lines if line.name == "FN"), "")
        for line in lines:
            if name and line.name in _MEMBERS:
                held = found.setdefault(_member(line.text()), [])
                held += [name] if name not in held else []
    return found


def _member(text: str) -> str:
    return text.lower().removeprefix("urn:uuid:").removeprefix("mailto:").strip()


def _shown(lines: dict[str, list[ContentLine]]) -> list[str]:
    """Return what a refused card held, so that its owner knows it again."""
    return [cleaned(line.value[:200])[0] for name in FIELDS for line in lines.get(name, ())][:12]


def _fill(draft: Draft, lines: dict[str, list[ContentLine]]) -> None:
    """Put all that is known of a card into the draft."""
    for target, raw, beside in _values(lines):
        text, removed = cleaned(raw, lines=target == "notes")
        if removed:
            draft.flags.append(flag("control-signs", target, text))
        if "\ufffd" in text:
            draft.flags.append(flag("unreadable", target, text))
        text = composed(text)
        if draft.shortened(target, text, ""):
            continue
        lost = lost_letters(target, text) if text not in NOTHING and may_be_lost(text) else None
        if lost:
            draft.flags.append(lost)
        if text and not (text in NOTHING and is_nothing(draft, target, text)):
            kind, group = ("", beside) if target in _OF_ADDRESS else (beside, "")
            draft.put(target, text, kind, group)


def _values(lines: dict[str, list[ContentLine]]) -> Iterator[tuple[str, str, str]]:
    """Give (field, text, the kind of address or number, or the group of a postal address) of all that a person has a place for."""
    yield from _names(lines)
    for line in sorted(lines.get("EMAIL", ()), key=_preference):
        yield "email", line.text().removeprefix("mailto:"), kind_of(line.types())
    for line in sorted(lines.get("TEL", ()), key=_preference):
        kind = kind_of(line.types())
        yield "fax" if kind in SILENT else "phone", line.text().removeprefix("tel:").partition(";ext=")[0], kind
    for place, line in enumerate(sorted(lines.get("ADR", ()), key=_preference), start=1):
        yield from _address(line, str(place))
    if "ORG" in lines:
        yield "organisation", lines["ORG"][0].fields()[0], ""
    for line in (*lines.get("TITLE", ()), *lines.get("ROLE", ()))[:1]:
        yield "function", line.text(), ""
    for line in (*sorted(lines.get("LANG", ()), key=_preference), *lines.get("X-LANG", ())):
        yield "languages", line.text(), ""
    yield from (("tags", item, "") for line in lines.get("CATEGORIES", ()) for item in line.items())
    yield from (("notes", line.text(), "") for line in lines.get("NOTE", ()))
    for name in (REFUSAL, PHOTO_CONSENT):
        yield from ((FIELDS[name], line.text(), "") for line in lines.get(name, ()))


def _names(lines: dict[str, list[ContentLine]]) -> Iterator[tuple[str, str, str]]:
    wholes = [line.text() for line in lines.get("FN", ())]
    whole = next(filter(_OTHER_SCRIPT.search, wholes), wholes[0]) if wholes else ""
    if "N" in lines:
        line = next((one for one in lines["N"] if not _OTHER_SCRIPT.search(one.value)), lines["N"][0])
        surname, given, middle, *_rest = [*line.fields(), "", "", ""]
        surname, given, middle = (
            part.replace(",", " ") if "\\," not in line.value else part for part in (surname, given, middle)
        )
        if surname or given:
            yield "given", given, ""
            yield "middle", middle, ""
            yield "surname", surname, ""
            order = line.parameters.get("SORT-AS") or [sorting.text() for sorting in lines.get("SORT-STRING", ())]
            sort_as = order[0].partition(",")[0].strip() if order else ""
            sort_as = lines[OUR_SORTING][0].text() if OUR_SORTING in lines else sort_as
            if sort_as not in {"", surname, split_surname(surname)[1]}:
                yield "sort_as", sort_as, ""
    if whole:
        yield "name", whole, ""
    for item in (item for line in lines.get("NICKNAME", ()) for item in line.items()):
        yield ("display_name" if _OTHER_SCRIPT.search(item) else "other_names"), item, ""


def _address(line: ContentLine, group: str) -> Iterator[tuple[str, str, str]]:
    box, extended, street, town, _region, postcode, country, *_rest = [*line.fields(), *[""] * 7]
    lines = (" ".join(part.split()) for part in (street, extended, box))
    street = ", ".join(part for part in lines if part)
    for target, text in (("street", street), ("postcode", postcode), ("town", town), ("country", country)):
        if text:
            yield target, text, group


def _preference(line: ContentLine) -> tuple[int, int]:
    """Order by PREF of vCard 4.0 (1 is first), TYPE=pref of 3.0, and mobile before other numbers."""
    given = "".join(line.parameters.get("PREF", ()))
    rank = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 1 if line.has_type("pref") else 101
    return rank, 0 if line.has_type("cell") or line.has_type("iphone") else 1

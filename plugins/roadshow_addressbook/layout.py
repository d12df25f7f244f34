"""Where the heading of a table is, and which column goes to which field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from roadshow_addressbook.cleaning import cleaned
from roadshow_addressbook.door import N_, BadInputError, Column, Phrase, _
from roadshow_addressbook.housenumbers import without_counts
from roadshow_addressbook.program import Program
from roadshow_addressbook.sources import meaning, recognised
from roadshow_addressbook.targets import OTHER_TARGETS, PERSON_TARGETS, REGISTRATION, heading_key

LOOKED_AT = 30
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_FAMILY = frozenset(["naam", "name", "nom"])
_NUMBER = re.compile(r"[+(]?\d[\d ()./-]{6,24}")
_TWICE = N_("The heading “{heading}” stands above more than one column ({positions}); the first that is filled counts.")
_LATE = N_("The heading is on line {line}; what stands above it is no table.")
_NO_HEADING = N_("There is no line with headings; the columns were told apart by what is in them.")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table understood: `index` of the heading among the rows looked at, -1 where there is none."""

    index: int
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    groups: tuple[str, ...]
    program: Program | None
    notices: tuple[Phrase, ...]
    family: int = 0
    """The position of a heading such as Naam that means the surname, since one for the first name stands beside it."""

    @property
    def score(self) -> int:
        """How many fields were understood; a known program counts for more than any list made by hand."""
        fields = {column.field for column in self.columns if column.field}
        return len(fields) + (100 if self.program else 0)


def lay_out(rows: Sequence[tuple[int, Sequence[str]]], mapping: Mapping[str, str]) -> Layout | None:
    """Find the heading among the first rows, each with its line. Returns None where nothing looks like people.

    `mapping` gives headings, or `column 3`, to fields; it goes before all that is known. Raises BadInputError for a
    field that does not exist.
    """
    wishes = {heading_key(heading): _checked(target) for heading, target in mapping.items()}
    if _is_bare(rows, wishes):
        return _nameless(1, {}, wishes)
    best: Layout | None = None
    for index, (_line, cells) in enumerate(rows[:LOOKED_AT]):
        if not any(cell.strip() for cell in cells) or any(_holds_address(cell) for cell in cells):
            continue
        layout = _with_heading(index, rows, wishes)
        if layout.score > (best.score if best else 0):
            best = layout
    return best or _without_heading(rows, wishes) or _names_alone(rows, wishes)


def _holds_address(cell: str) -> bool:
    """Say whether a cell holds an e-mail address; a search in a very long word would take its length squared."""
    return "@" in cell and len(cell) < 1000 and _ADDRESS.search(cell) is not None


def demand_used(layout: Layout, mapping: Mapping[str, str]) -> None:
    """Raise BadInputError where the mapping names a column that is not there."""
    there = {heading_key(heading) for heading in layout.headings}
    there |= {f"column{place}" for place in range(1, len(layout.headings) + 1)}
    for heading in mapping:
        if heading_key(heading) not in there:
            raise BadInputError(
                _("There is no column “{heading}”.").format(heading=heading),
                _("Columns: {columns}.").format(columns=", ".join(head for head in layout.headings if head)),
            )


def _checked(target: str) -> str:
    name = target.strip()
    if name in PERSON_TARGETS or name in OTHER_TARGETS or (name.startswith(REGISTRATION) and name != REGISTRATION):
        return name
    raise BadInputError(
        _("“{name}” is not a field of a person.").format(name=name),
        _("Fields: {fields}.").format(fields=", ".join((*PERSON_TARGETS, "name", "house_number", "registration:BIG"))),
    )


def _with_heading(index: int, rows: Sequence[tuple[int, Sequence[str]]], wishes: Mapping[str, str]) -> Layout:
    line, cells = rows[index]
    headings = tuple(cleaned(" ".join(cell.split()))[0] for cell in cells)
    program = recognised(headings)
    if program is None and index:
        headings = _with_row_above(headings, rows[index - 1][1])
    known = [meaning(program, heading) if heading else ("", "") for heading in headings]
    meant = without_counts(headings, known, [below for _line, below in rows[index + 1 :]])
    columns, groups = [], []
    for place, (heading, (field, group)) in enumerate(zip(headings, meant, strict=True), start=1):
        target = wishes.get(heading_key(heading), wishes.get(f"column{place}", field)) if wishes else field
        ignored = target == "ignore"
        columns.append(Column(place, heading[:200], "" if ignored else target, ignored))
        groups.append(group)
    family = _family(columns, wishes) if program is None else 0
    if family:
        columns[family - 1] = replace(columns[family - 1], field="surname")
    notices = [Phrase(_LATE, {"line": line})] if line > 1 else []
    return Layout(index, headings, tuple(columns), tuple(groups), program, (*notices, *_doubles(columns)), family)


def _with_row_above(headings: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    """Return headings that stand on two rows as one, where the lower row does not tell it: Voor above naam."""
    keys = [heading_key(heading) for heading in headings]
    whole = []
    for heading, key, over in zip(headings, keys, (*above, *[""] * len(headings)), strict=False):
        both = f"{over.strip()} {heading}"
        unclear = bool(key) and (keys.count(key) > 1 or not meaning(None, heading)[0])
        whole.append(both if unclear and over.strip() and len(both) < 100 and meaning(None, both)[0] else heading)
    return tuple(whole)


def _family(columns: Sequence[Column], wishes: Mapping[str, str]) -> int:
    """Return the place of the only name beside a first name without a surname, unless somebody said what it is."""
    fields = [column.field for column in columns]
    if fields.count("name") != 1 or "given" not in fields or "surname" in fields:
        return 0
    named = columns[fields.index("name")]
    said = heading_key(named.heading) in wishes or f"column{named.position}" in wishes
    return named.position if heading_key(named.heading) in _FAMILY and not said else 0


def _doubles(columns: Sequence[Column]) -> list[Phrase]:
    places: dict[str, list[int]] = {}
    for column in columns:
        if column.heading and not column.ignored:
            places.setdefault(heading_key(column.heading), []).append(column.position)
    return [
        Phrase(_TWICE, {"heading": columns[found[0] - 1].heading, "positions": ", ".join(map(str, found))})
        for found in places.values()
        if len(found) > 1
    ]


def _without_heading(rows: Sequence[tuple[int, Sequence[str]]], wishes: Mapping[str, str]) -> Layout | None:
    """Read a table without headings by its first row that holds an address: addresses, numbers, and what is a name."""
    looked_at = [cells for _line, cells in rows[:LOOKED_AT]]
    for cells in looked_at:
        mails = [
            place for place, cell in enumerate(cells, start=1) if len(cell) < 300 and _ADDRESS.fullmatch(cell.strip())
        ]
        if mails:
            texts = [place for place, cell in enumerate(cells, start=1) if cell.strip() and place not in mails]
            return _nameless(len(cells), {mails[0]: "email", **_guessed(looked_at, texts)}, wishes)
    return None


def _guessed(rows: Sequence[Sequence[str]], places: Sequence[int]) -> dict[int, str]:
    """Tell numbers and names apart among columns without headings: a name is words without a figure, mostly two or more."""
    fields: dict[int, str] = {}
    worded = []
    for place in places:
        filled = [cells[place - 1].strip()[:300] for cells in rows if len(cells) >= place and cells[place - 1].strip()]
        numbers = sum(_NUMBER.fullmatch(text) is not None for text in filled)
        words = sum(" " in text for text in filled if not any(sign.isdigit() for sign in text))
        if numbers * 2 > len(filled) and "phone" not in fields.values():
            fields[place] = "phone"
        elif not numbers:
            worded.append((words * 2 >= len(filled), place))
    names = [place for mostly, place in worded if mostly] or [place for _mostly, place in worded]
    if len(worded) == 1 or (names and worded and any(mostly for mostly, _place in worded)):
        fields[names[0]] = "name"
    return fields


def _names_alone(rows: Sequence[tuple[int, Sequence[str]]], wishes: Mapping[str, str]) -> Layout | None:
    """Read a single column that holds names and nothing else, each on its row."""
    filled = [[cell.strip() for cell in cells if cell.strip()] for _line, cells in rows]
    texts = [cells[0] for cells in filled if len(cells) == 1 and cells[0]]
    if len(texts) < 2 or any(len(cells) > 1 for cells in filled):
        return None
    several = sum(" " in text for text in texts)
    return _nameless(1, {1: "name"}, wishes) if several * 2 >= len(texts) and all(map(_like_name, texts)) else None


def _like_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    if len(text) > 60 or not 0 < len(words) < 7 or not all(sign.isalpha() or sign in " ,.'’-" for sign in text):
        return False
    small = [word for word in words if word.lstrip("'’")[:1].islower()]
    return text[-1] not in ".," and len(small) < len(words) and all(len(word) < 5 for word in small)


def _is_bare(rows: Sequence[tuple[int, Sequence[str]]], wishes: Mapping[str, str]) -> bool:
    """Say whether this is one column of names without a heading, which only the mapping can tell."""
    first = next((cells for _line, cells in rows if any(cells)), [""])
    return "column1" in wishes and all(len(cells) < 2 for _line, cells in rows) and not meaning(None, first[0])[0]


def _nameless(width: int, fields: Mapping[int, str], wishes: Mapping[str, str]) -> Layout:
    headings = tuple(f"column {place}" for place in range(1, width + 1))
    columns = tuple(
        Column(place, heading, wishes.get(heading_key(heading), fields.get(place, "")))
        for place, heading in enumerate(headings, start=1)
    )
    return Layout(-1, headings, columns, ("",) * len(columns), None, (Phrase(_NO_HEADING),))

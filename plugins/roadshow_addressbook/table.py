"""Rows of a table into drafts, whatever the table came from."""

import html
import re
from collections.abc import Sequence

from roadshow_addressbook.cleaning import cleaned
from roadshow_addressbook.contactkinds import is_mobile
from roadshow_addressbook.door import DraftPerson, Refusal, composed, fold, unguarded
from roadshow_addressbook.drafting import LONGEST, NOTHING, Cleaner, Draft, cleaner_of, is_nothing
from roadshow_addressbook.flagging import flag
from roadshow_addressbook.labelled import labelled, put_labelled
from roadshow_addressbook.layout import Layout
from roadshow_addressbook.losing import lost_letters, may_be_lost
from roadshow_addressbook.reaching import is_number
from roadshow_addressbook.refusing import refusal
from roadshow_addressbook.targets import OUR_OWN, heading_key

Step = tuple[int, str, Cleaner | None, str, str]
_TOTALS = frozenset(
    [
        "totaal",
        "total",
        "totalen",
        "totals",
        "subtotaal",
        "subtotal",
        "toplam",
        "som",
        "sum",
        "aantal",
        "eindtotaal",
        "suma",
        "razem",
    ]
)
_COUNTED = frozenset(["aantal", "number", "of", "deelnemers", "participants", "personen", "people", "gasten", "guests", "aanmeldingen", "registrations",
     "generaal", "leden", "kisi", "rijen", "rows", "totaal", "total", "attendees", "inschrijvingen"])  # fmt: skip
_NAMES_TOO = frozenset(["som", "sum", "suma", "razem"])
_FORMULA_TEXT = re.compile(r'^\s*="([^"]*)"\s*$')
"""How programs keep Excel from taking a number for one: ="0612345678"."""
_CUT_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10})$")


class Table:
    """Turns the rows of one table into drafts and refusals: every row becomes exactly one of the two.

    `held` is how many values stood in each column that goes nowhere, so far.
    """

    def __init__(self, layout: Layout, *, proved: bool = True) -> None:
        self._unreadable = "lost-letter" if proved else "unreadable"
        self._width = len(layout.columns)
        self._headings = [heading_key(heading) for heading in layout.headings]
        self._why = next((place for place, key in enumerate(self._headings) if key in OUR_OWN), -1)
        self._has_heading = layout.index >= 0
        self._labelled = labelled(self._headings)
        values = {one.value for one in self._labelled}
        self._steps = [step for step in _steps(layout) if step[0] not in values]
        self._of_several = sum(step[1] in {"given", "name"} for step in self._steps) > 1 and not {
            "surname",
            "family",
        }.intersection(step[1] for step in self._steps)
        self.held = [0] * self._width
        self._leave = [column.position - 1 for column in layout.columns if not column.field and column.heading]
        self._leave = [place for place in self._leave if all(place != one.label for one in self._labelled)]
        self._notes = {column.position - 1 for column in layout.columns if column.field == "notes"}

    def row(self, line: int, cells: list[str]) -> DraftPerson | Refusal:
        """Read one row that begins on this line."""
        joined = "".join(cells)
        if not joined or joined.isspace():
            return refusal(line, "blank")
        if "&" in joined and len(cells) > self._width:
            cells = _rejoined(cells)
            joined = "".join(cells)
        simple = joined.isascii()
        if not simple and composed(joined) is not joined:
            cells = [composed(cell) for cell in cells]
        draft = Draft(of_several=self._of_several)
        if not joined.isprintable() or "\ufffd" in joined:
            cells = self._cleaned(draft, cells)
        if ("?" in joined or "&" in joined or not simple) and may_be_lost(joined):
            self._lost(draft, cells)
        if '="' in joined or "'" in joined:
            cells = _unguarded(cells)
        if len(joined) > LONGEST:
            cells = self._shortened(draft, cells)
        if len(cells) != self._width:
            if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
                return refusal(line, "more-cells", cells)
            cells = cells + [""] * (self._width - len(cells))
        return self._read(line, cells, draft)

    def _read(self, line: int, cells: list[str], draft: Draft) -> DraftPerson | Refusal:  # noqa: C901  a call less for each of a hundred thousand rows
        values = draft.values
        held = self.held
        for place in self._leave:
            if cells[place] > " ":
                held[place] += 1
        for index, target, clean, heading, group in self._steps:
            text = cells[index].strip()
            if not text or (text in NOTHING and is_nothing(draft, target, text)):
                continue
            if group:
                draft.put_group(group, target, text)
            elif clean is not None:
                clean(draft, target, text, heading)
            elif target in values:
                draft.put_plain(target, text, heading)
            else:
                values[target] = text
        if self._labelled:
            put_labelled(draft, cells, self._labelled)
        if "email" not in values and not is_number(values.get("phone", "")):
            code = self._no_person(cells)
            if code:
                return refusal(line, code, cells)
        return draft.finish(line, cells)

    def _cleaned(self, draft: Draft, cells: list[str]) -> list[str]:
        clean: list[str] = []
        for place, cell in enumerate(cells):
            text, removed = cleaned(cell, lines=place in self._notes)
            if removed:
                draft.flags.append(flag("control-signs", "", text))
            if "\ufffd" in text:
                draft.flags.append(flag(self._unreadable, "", text))
            clean.append(text)
        return clean

    def _lost(self, draft: Draft, cells: Sequence[str]) -> None:
        for index, target, _clean, _heading, _group in self._steps:
            found = lost_letters(target, cells[index]) if index < len(cells) and cells[index] not in NOTHING else None
            if found:
                draft.flags.append(found)

    def _shortened(self, draft: Draft, cells: list[str]) -> list[str]:
        long = {
            index
            for index, target, _clean, heading, _group in self._steps
            if index < len(cells) and draft.shortened(target, cells[index].strip(), heading)
        }
        return ["" if place in long else cell for place, cell in enumerate(cells)]

    def _no_person(self, cells: Sequence[str]) -> str:
        """Say what a row without address and number is, where it is no person."""
        filled = [cell.strip() for place, cell in enumerate(cells) if cell.strip() and place != self._why]
        if self._has_heading and [heading_key(cell) for cell in cells[: self._width]] == self._headings:
            return "heading-again"
        if filled and _is_total(filled):
            return "total"
        if self._width > 1 and len(filled) == 1 and _is_note(filled[0]):
            return "note"
        return ""


def _unguarded(cells: list[str]) -> list[str]:
    """Return cells without what keeps Excel from taking them for a number or a formula."""
    bare = [_FORMULA_TEXT.sub(r"\1", cell) if '="' in cell else cell for cell in cells]
    return [unguarded(cell) for cell in bare]


def _rejoined(cells: list[str]) -> list[str]:
    """Put together what was parted at the semicolon of a sign written as on a web page, such as O&#039;Brug."""
    whole: list[str] = []
    for cell in cells:
        if whole and (cut := _CUT_ENTITY.search(whole[-1])) and html.unescape(cut[0] + ";") != cut[0] + ";":
            whole[-1] += ";" + cell
        else:
            whole.append(cell)
    return whole


def _is_total(filled: Sequence[str]) -> bool:
    """Say whether a row is a sum: Totaal, Totaal: 12, Totaal aantal deelnemers. Som Chai is a person."""
    first, *rest = [word.strip(":=.") for word in fold(filled[0][:80]).split()] or [""]
    if first not in _TOTALS or any(word.isalpha() and word not in _COUNTED for word in rest):
        return False
    return first not in _NAMES_TOO or all(any(sign.isdigit() for sign in cell) for cell in filled[1:])


def _is_note(text: str) -> bool:
    return len(text.split()) > 4 or text[0] in "*(#[" or text[-1] in "!:" or any(sign.isdigit() for sign in text)


def _steps(layout: Layout) -> list[Step]:
    """Return what to read from which column; a mobile number goes before other numbers."""
    steps: list[Step] = [
        (column.position - 1, target, cleaner_of(target), column.heading, group)
        for column, group in zip(layout.columns, layout.groups, strict=True)
        if (target := "family" if column.position == layout.family else column.field)
    ]
    return sorted(steps, key=lambda step: step[1] == "phone" and not is_mobile(step[3]))

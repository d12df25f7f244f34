"""People from XLSX and ODS workbooks."""

import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from roadshow_addressbook.door import N_, BadInputError, Intake, Phrase, Reading, Source, _, fold
from roadshow_addressbook.layout import LOOKED_AT, Layout, demand_used, lay_out
from roadshow_addressbook.merging import below, filled, merged_notice, merges_of
from roadshow_addressbook.sheetsize import damaged, demand_modest, part_of
from roadshow_addressbook.textfile import below_heading, no_people

_ONE_SHEET = N_(
    "Only the sheet “{sheet}” is read, not: {others}. Another one can be chosen; on the line: --sheet NAME."
)
_HIDDEN = N_("Rows that a filter hides in this sheet are read too: {count}.")
_FAILED = N_("Formulas in these columns failed (#N/A, #REF! and the like); such cells count as empty: {columns}.")
Cell = str | float | bool | datetime | date | time | timedelta


def read_sheets(source: Source, form: str, mapping: Mapping[str, str]) -> Reading:
    """Read the sheet that was asked for, else the one in which most is understood; lines are the rows of that sheet."""
    measured = demand_modest(source, form)
    book = _opened(source)
    there = _worksheets(source, book)
    shown = [name for name, visible in there.items() if visible] or list(there)
    wish = _wished(source, list(there), shown) if source.sheet else ""
    best: tuple[Layout, str, Any] | None = None
    held: list[str] = []
    for name in [wish] if wish else shown:
        sheet = _sheet(source, book, name)
        held += [name] if sheet.start is not None else []
        head = [row for row, _place in zip(_rows(source, sheet), range(LOOKED_AT), strict=False)]
        layout = lay_out(head, mapping)
        if layout is not None and (best is None or layout.score > best[0].score):
            best = layout, name, sheet
    if best is None:
        raise no_people(source, wish)
    layout, name, sheet = best
    others = [other for other in held if other != name]
    notices = (Phrase(_ONE_SHEET, {"sheet": name, "others": ", ".join(others)[:300]}),) if others else ()
    part = part_of(source, name) if form == "xlsx" and (measured.hidden or measured.errors) else name
    if measured.hidden.get(part):
        notices = (*notices, Phrase(_HIDDEN, {"count": measured.hidden[part]}))
    merges = below(layout, merges_of(sheet, measured.merged.get(name, ())))
    notices = (*notices, *merged_notice(layout, merges), *_failed(layout, measured.errors.get(part, {})))
    demand_used(layout, mapping)
    intake = Intake(
        name=source.name,
        form=form,
        source=layout.program.name if layout.program else "",
        sheet=name,
        other_sheets=tuple(other for other in there if other != name),
        header_line=layout.index + 1 if layout.index >= 0 else 0,
        columns=layout.columns,
        notices=(*notices, *layout.notices),
    )
    left: dict[int, int] = {}
    return Reading(intake, below_heading(layout, filled(_rows(source, sheet), merges), left), left)


def _failed(layout: Layout, errors: Mapping[int, int]) -> tuple[Phrase, ...]:
    """Say in which columns formulas failed, since what they show is no value."""
    named = [
        f"{layout.headings[column - 1] or column} ({count})"
        for column, count in sorted(errors.items())
        if column <= len(layout.headings)
    ]
    return (Phrase(_FAILED, {"columns": ", ".join(named)[:300]}),) if named else ()


def _wished(source: Source, there: Sequence[str], shown: Sequence[str]) -> str:
    """Return the sheet that was asked for: by its name, else by its number among the sheets that can be seen."""
    wish = source.sheet.strip()
    named = [name for name in there if name == wish] or [name for name in there if fold(name) == fold(wish)]
    if named:
        return named[0]
    if wish.isascii() and wish.isdigit() and 0 < int(wish[:9]) <= len(shown):
        return shown[int(wish[:9]) - 1]
    folded = {fold(name): name for name in there}
    near = difflib.get_close_matches(fold(wish), folded, n=1, cutoff=0.5)
    hints = [_("Did you mean “{nearest}”?").format(nearest=folded[near[0]])] if near else []
    names = ", ".join(there)
    hints.append(_("Sheets: {names}.").format(names=names if len(names) < 300 else f"{names[:300]} …"))
    raise BadInputError(
        _("There is no sheet “{sheet}” in “{name}”.").format(sheet=wish, name=source.name), " ".join(hints)
    )


def _opened(source: Source) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  only where a workbook is read

    with source.open() as file:
        content = io.BytesIO(file.read())
    try:
        return CalamineWorkbook.from_filelike(content)
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(source) from error
    except BaseException as error:
        raise _panic(source, error) from error


def _panic(source: Source, error: BaseException) -> BaseException:
    """Return what to raise: a fault inside the library is a PanicException, which is no Exception."""
    return damaged(source) if type(error).__name__ == "PanicException" else error


def _worksheets(source: Source, book: Any) -> dict[str, bool]:
    """Return the sheets that hold tables, and whether they can be seen."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  only where a workbook is read

    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if not sheets:
        raise no_people(source)
    return {sheet.name: sheet.visible == SheetVisibleEnum.Visible for sheet in sheets}


def _sheet(source: Source, book: Any, name: str) -> Any:
    from python_calamine import CalamineError  # noqa: PLC0415  only where a workbook is read

    try:
        return book.get_sheet_by_name(name)
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise damaged(source) from error
    except BaseException as error:
        raise _panic(source, error) from error


def _rows(source: Source, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    if sheet.start is None:
        return
    try:
        for line, row in enumerate(sheet.iter_rows(), start=1):
            yield line, [cell if type(cell) is str else _text(cell) for cell in row]
    except (ValueError, OverflowError) as error:
        raise damaged(source) from error


def _text(cell: Cell) -> str:
    """Write a cell as its reader would see it: whole numbers without a point, days as year-month-day."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", timespec="minutes")
    return cell if isinstance(cell, str) else str(cell)

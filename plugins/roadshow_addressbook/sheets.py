"""People from XLSX and ODS workbooks."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from roadshow_addressbook.door import N_, Intake, Phrase, Reading, Source
from roadshow_addressbook.layout import LOOKED_AT, Layout, demand_used, lay_out
from roadshow_addressbook.sheetsize import damaged, demand_modest
from roadshow_addressbook.textfile import below_heading, no_people

_ONE_SHEET = N_("Only the sheet “{sheet}” is read, not: {others}. To read another one, save it as a file of its own.")
Cell = str | float | bool | datetime | date | time | timedelta


def read_sheets(source: Source, form: str, mapping: Mapping[str, str]) -> Reading:
    """Read the sheet in which most is understood; line numbers are the row numbers of that sheet."""
    demand_modest(source, form)
    book = _opened(source)
    best: tuple[Layout, str, Any] | None = None
    filled: list[str] = []
    for name in _names(source, book):
        sheet = _sheet(source, book, name)
        filled += [name] if sheet.start is not None else []
        head = [row for row, _place in zip(_rows(source, sheet), range(LOOKED_AT), strict=False)]
        layout = lay_out(head, mapping)
        if layout is not None and (best is None or layout.score > best[0].score):
            best = layout, name, sheet
    if best is None:
        raise no_people(source)
    layout, name, sheet = best
    others = [other for other in filled if other != name]
    notices = (Phrase(_ONE_SHEET, {"sheet": name, "others": ", ".join(others)[:300]}),) if others else ()
    demand_used(layout, mapping)
    intake = Intake(
        name=source.name,
        form=form,
        source=layout.program.name if layout.program else "",
        sheet=name,
        other_sheets=tuple(other for other in book.sheet_names if other != name),
        header_line=layout.index + 1 if layout.index >= 0 else 0,
        columns=layout.columns,
        notices=(*notices, *layout.notices),
    )
    return Reading(intake, below_heading(layout, _rows(source, sheet)))


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


def _names(source: Source, book: Any) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  only where a workbook is read

    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    shown = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    if not sheets:
        raise no_people(source)
    return shown or [sheet.name for sheet in sheets]


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

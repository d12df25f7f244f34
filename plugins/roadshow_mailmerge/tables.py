"""The data source for Word and LibreOffice: a row a guest, a column a field, as CSV or XLSX."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from roadshow.api import dialled, is_formula, kept_as_text, scratch_folder
from roadshow_mailmerge.cleaning import clean, shortened
from roadshow_mailmerge.fields import FIELDS
from roadshow_mailmerge.options import Dialect
from roadshow_mailmerge.recipients import Recipient

PHONES = frozenset({"phone", "venue_phone"})
BLANK = "\u00a0"
"""What keeps a spreadsheet from calculating a cell and prints as a space: an apostrophe would stand in the letter."""
LONGEST_CELL = 32_767
"""Signs in a cell of Excel (Microsoft, "Excel specifications and limits")."""
PIECE = 1 << 16
ROWS_A_PIECE = 500
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OWN_COLUMNS = ("number", "reached_by")


def dangerous(text: str, field: str) -> bool:
    """Say whether a cell would be taken for a formula. A phone is not: it is written without its plus."""
    return is_formula(dialled(text) if field in PHONES else text)


class Table:
    """The rows of one stop. `rows` is walked once; `moment` is the date that a workbook says it was made on."""

    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(
        self, extra: tuple[str, ...], rows: Iterable[tuple[Recipient, Mapping[str, str]]], moment: datetime
    ) -> None:
        self.columns = (*FIELDS, *extra)
        self._rows = rows
        self._moment = moment

    def csv(self, dialect: Dialect) -> Iterator[bytes]:
        """Give a CSV file in pieces: for Dutch Excel a BOM, semicolons and CRLF; plain is UTF-8 with commas."""
        excel = dialect is Dialect.EXCEL_NL
        page = io.StringIO(newline="")
        writer = csv.writer(page, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
        page.write("\ufeff" if excel else "")
        writer.writerow([*OWN_COLUMNS, *self.columns])
        for number, (recipient, fields) in enumerate(self._rows, 1):
            writer.writerow([*_own(recipient), *(self._cell(fields, name, excel=excel) for name in self.columns)])
            if number % ROWS_A_PIECE == 0:
                yield page.getvalue().encode()
                page.seek(0)
                page.truncate()
        yield page.getvalue().encode()

    def _cell(self, fields: Mapping[str, str], name: str, *, excel: bool) -> str:
        text = clean(fields.get(name, ""))
        if name in PHONES:
            text = kept_as_text(text) if excel else dialled(text)
        return f"{BLANK}{text}" if excel and is_formula(text) else text

    def workbook(self) -> Iterator[bytes]:
        """Give an XLSX file in pieces. Every cell is text, so that nothing is taken for a formula or a number."""
        import xlsxwriter  # noqa: PLC0415  34 ms

        with scratch_folder() as folder, tempfile.TemporaryFile(dir=folder) as file:
            book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(folder)})
            book.set_properties({"created": self._moment.replace(tzinfo=None)})
            sheet = book.add_worksheet("Letters")
            sheet.freeze_panes(1, 0)
            bold = book.add_format({"bold": True})
            for place, name in enumerate((*OWN_COLUMNS, *self.columns)):
                sheet.set_column(place, place, max(12, len(name) + 2))
                sheet.write_string(0, place, name, bold)
            for row, (recipient, fields) in enumerate(self._rows, 1):
                cells = (*_own(recipient), *(fields.get(name, "") for name in self.columns))
                for place, text in enumerate(cells):
                    sheet.write_string(row, place, _xlsx_text(text))
            book.close()
            file.seek(0)
            while piece := file.read(PIECE):
                yield piece


def _own(recipient: Recipient) -> tuple[str, str]:
    return str(recipient.number), recipient.reach.value


def _xlsx_text(text: str) -> str:
    return shortened(_NOT_IN_XML.sub("", clean(text)), LONGEST_CELL)

"""Rows of a list that were refused, as a file of their own: to be mended there, and brought in again."""

import csv
import io
import itertools
from collections.abc import Iterator

from roadshow.domain.drafts import DraftPerson, Intake, Refusal
from roadshow.domain.spreadsheets import guarded
from roadshow.domain.wording import N_, _
from roadshow.office.live import said
from roadshow.planning.intake import Outcome

WHY = N_("Not taken in because")
"""The heading above the reasons. A reader of lists leaves such a column out."""
_NOBODYS = frozenset(["blank", "above", "heading-again", "deleted"])
"""Codes of rows in which nothing is to be mended."""
_TOGETHER = 500


class Leftovers:
    """The refused rows of one file, in their order."""

    def __init__(self) -> None:
        self._refused: list[Refusal] = []

    def see(self, outcome: Outcome | DraftPerson) -> None:
        """Take note of one row."""
        if isinstance(outcome, Refusal) and outcome.code not in _NOBODYS:
            self._refused.append(outcome)

    def __len__(self) -> int:
        return len(self._refused)

    def content(self, intake: Intake) -> Iterator[bytes]:
        """Give the bytes of the file: cards as they stood, else a table with the headings of the list and the reasons."""
        return self._cards() if intake.form == "vcard" else self._table(intake)

    def _cards(self) -> Iterator[bytes]:
        for refusal in self._refused:
            yield ("\r\n".join(refusal.stood or refusal.cells) + "\r\n").encode("utf-8", "replace")

    def _table(self, intake: Intake) -> Iterator[bytes]:
        headings = [_(WHY), *(column.heading for column in intake.columns)]
        rows = itertools.chain([headings], map(_row, self._refused))
        mark = b"\xef\xbb\xbf"
        while part := list(itertools.islice(rows, _TOGETHER)):
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=intake.delimiter or ";", lineterminator="\r\n").writerows(part)
            yield mark + text.getvalue().encode("utf-8", "replace")
            mark = b""


def _row(refusal: Refusal) -> list[str]:
    why = _("line {line}: {reason}").format(line=refusal.row, reason=said(refusal.reason))
    return [why, *(cell if cell.startswith('="') else guarded(cell) for cell in refusal.stood or refusal.cells)]

"""What a file of people holds, as sentences and as JSON: counts, columns, encoding, and every row that needs a look."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from roadshow.api import (
    BLANK,
    FEW_BLANK,
    LOST_LETTER,
    TOLD_TOGETHER,
    Arrival,
    Column,
    Counts,
    Flag,
    Intake,
    Leftovers,
    Match,
    Refusal,
    _,
    column_word,
    counted_sentences,
    going_nowhere,
    how_read,
    ngettext,
    plain,
    rows_in_sum,
    said,
    target_word,
    to_look_at,
    with_values,
)
from roadshow.cli import printing
from roadshow.cli.takingover import ways_to_take

SHOWN = 20
"""Refused rows that are named on the screen, and rows with something to look at; --json names all."""


class Rows:
    """Keeps what is to be said of rows: all of it for JSON, else the first of each sort."""

    def __init__(self, *, all_of_them: bool) -> None:
        self._all = all_of_them
        self.left = Leftovers()
        self._accepted: list[tuple[int, str, str, tuple[Flag, ...]]] = []
        self._merged: list[dict[str, Any]] = []
        self.refused: list[dict[str, Any]] = []
        self._seen = [0, 0]
        self.looks: list[tuple[int, str]] = []
        self.lost: list[int] = []
        self.more = 0

    def see(self, outcome: Arrival | Match | Refusal) -> None:
        """Take note of one row."""
        if isinstance(outcome, Refusal):
            self.left.see(outcome)
            few = FEW_BLANK if outcome.code == BLANK else SHOWN
            self._seen[outcome.code == BLANK] += 1
            if self._all or self._seen[outcome.code == BLANK] <= few:
                self.refused.append(_refused(outcome))
        elif self._all and isinstance(outcome, Arrival):
            person = outcome.person
            self._accepted.append((outcome.draft.row, person.name, person.email, outcome.draft.flags))
        elif self._all and isinstance(outcome, Match):
            self._merged.append(_merged(outcome))
        elif not self._all:
            if any(flag.code == LOST_LETTER for flag in outcome.draft.flags):
                self.lost.append(outcome.draft.row)
            for sentence in to_look_at(outcome, TOLD_TOGETHER):
                if len(self.looks) < SHOWN:
                    self.looks.append((outcome.draft.row, sentence))
                else:
                    self.more += 1

    def lists(self) -> dict[str, Iterable[dict[str, Any]]]:
        """Return every row that was seen, in one of three lists."""
        accepted = (
            {"row": row, "name": name, "email": email, "flags": _flags(flags)}
            for row, name, email, flags in self._accepted
        )
        return {"accepted": accepted, "merged": self._merged, "refused": self.refused}


def as_json(intake: Intake, counts: Counts) -> dict[str, Any]:
    """Return how a file was understood and what it holds as plain values, without the rows."""
    return {
        "file": intake.name,
        "form": intake.form,
        "source": intake.source,
        "encoding": intake.encoding,
        "encoding_reason": said(intake.encoding_reason) if intake.encoding_reason else "",
        "other_encodings": list(intake.other_encodings),
        "delimiter": intake.delimiter,
        "sheet": intake.sheet,
        "other_sheets": list(intake.other_sheets),
        "header_line": intake.header_line,
        "notices": [said(notice) for notice in intake.notices],
        "columns": [
            {
                "position": column.position,
                "heading": column.heading,
                "field": column.field,
                "understood": bool(column.field) or column.ignored,
                "ignored": column.ignored,
                "left": (counts.left or {}).get(column.position, 0),
            }
            for column in intake.columns
        ],
        "rows": counts.rows,
        "new": counts.new,
        "same": dict(counts.same),
        "filled": counts.filled,
        "differing": counts.differing,
        "perhaps": counts.perhaps,
        "noted": counts.noted,
        "offers": dict(counts.offers),
        "mends": dict(counts.mends),
        "took": dict(counts.took),
        "mended": counts.mended,
        "absent": counts.absent,
        "gone": counts.gone,
        "doubles": counts.doubles,
        "listed": counts.answers.listed,
        "answers": dict(counts.answers.states),
        "seats": counts.answers.seats,
    }


def show(intake: Intake, counts: Counts, rows: Rows, recalled: Mapping[str, str]) -> None:
    """Say what a file holds; `recalled` are columns that went somewhere by hand last time."""
    printing.say(how_read(intake))
    others = ", ".join(intake.other_encodings)
    for notice in intake.notices:
        if not others or others not in notice.values.values():  # that is said below with the option that helps
            printing.say("! " + said(notice))
    if others:
        printing.say(_("  If letters look wrong, try --encoding {others}.").format(others=others))
    _show_columns(intake, counts)
    if recalled:
        went = ", ".join(f"{heading} → {target_word(field)}" for heading, field in recalled.items())
        printing.say(_('  As you said last time: {columns}. See "roadshow people columns".').format(columns=went))
    printing.say(rows_in_sum(counts))
    for sentence in counted_sentences(counts):
        printing.say("  " + sentence)
    for sentence in ways_to_take(counts):
        printing.say("  " + sentence)
    _show_refused(counts, rows)
    _show_looks(rows)


def _show_columns(intake: Intake, counts: Counts) -> None:
    understood = [f"{column.heading} → {column_word(column)}" for column in intake.columns if column.field]
    nowhere = list(going_nowhere(intake.columns, counts.left))
    unknown = [with_values(column.heading, column, counts.left) for column in nowhere if not column.ignored]
    ignored = [with_values(column.heading, column, counts.left) for column in nowhere if column.ignored]
    if understood:
        printing.say(_("Columns: {columns}.").format(columns=", ".join(understood)))
    if ignored:
        printing.say(_("Left out on purpose: {columns}.").format(columns=_some(ignored)))
    if unknown:
        printing.say(_("Not understood, and left out: {columns}.").format(columns=_some(unknown)))
        if intake.form != "vcard":  # each line of a card says itself what it is, and --map is refused
            printing.say(
                _('  Say where such a column goes with --map "{heading}=notes".').format(heading=_first(nowhere))
            )


def _first(columns: Sequence[Column]) -> str:
    return next(column.heading for column in columns if not column.ignored)


def _some(headings: Sequence[str]) -> str:
    """Name headings; of a sheet with ten thousand columns the first, and how many more."""
    more = [] if len(headings) <= SHOWN else [_("and {count} more").format(count=f"{len(headings) - SHOWN:,}")]
    return ", ".join([*headings[:SHOWN], *more])


def _show_refused(counts: Counts, rows: Rows) -> None:
    for row in rows.refused:
        printing.say(_("  Line {line} refused: {reason}").format(line=row["row"], reason=row["reason"]))
    left = counts.refused.total() - len(rows.refused)
    if left:
        printing.say(_("  … and {count} more; --json names them all.").format(count=f"{left:,}"))


def _show_looks(rows: Rows) -> None:
    if rows.looks or rows.lost:
        printing.say(_("To look at; nothing of this was changed:"))
    if rows.lost:
        text = ngettext(
            "  A letter seems to be lost on line {lines}.",
            "  Letters seem to be lost on lines {lines}.",
            len(rows.lost),
        )
        printing.say(text.format(lines=_some([str(line) for line in rows.lost])))
    for line, sentence in rows.looks:
        printing.say(_("  Line {line}: {sentence}").format(line=line, sentence=sentence))
    if rows.more:
        printing.say(_("  … and {count} more; --json names them all.").format(count=f"{rows.more:,}"))


def _refused(refusal: Refusal) -> dict[str, Any]:
    return {
        "row": refusal.row,
        "code": refusal.code,
        "reason": said(refusal.reason),
        "cells": list(refusal.cells),
    }


def _merged(match: Match) -> dict[str, Any]:
    before, after = plain(match.before), plain(match.after)
    return {
        "row": match.draft.row,
        "name": match.after.name,
        "why": match.why,
        "first_row": match.first_row,
        "id": match.after.id,
        "filled": [name for name in after if after[name] != before[name]],
        "differing": {field: list(values) for field, values in (match.conflicts or {}).items()},
        "flags": _flags(match.draft.flags),
    }


def _flags(flags: Iterable[Flag]) -> list[dict[str, str]]:
    return [
        {"code": one.code, "field": one.field, "value": one.value, "sentence": said(one.why), "proposal": one.proposal}
        for one in flags
    ]

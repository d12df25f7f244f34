"""What a plugin's command must hold to. The check raises AssertionError with a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

from roadshow.domain.asking import Query
from roadshow.domain.changes import Change, Pen
from roadshow.domain.errors import RoadshowError
from roadshow.domain.ids import from_parts, new_id
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.plain import plain
from roadshow.domain.tour import Stop
from roadshow.hooks.offers import Command
from roadshow.office.answering import checked_answer
from roadshow.office.live import Office
from roadshow.office.offered import Offered, checked_command
from roadshow.office.panels import stops_about

About = Stop | Person | None
LATER = 1_796_000_000_000
"""Milliseconds at which ids begin that the small plan has not."""


def check_command(command: Command, office: Office, text: str = "") -> list[Change | str | RoadshowError]:
    """Hold a command to its contract; return what it answered for each stop or person of the office, or for the whole.

    `text` answers its question, where it has one.

    Checked: a key, a title, what it is about and a binding; an answer that is a change or text, or a RoadshowError with
    a sentence; the same answer for the same plan; records that may be kept, and a label that can be said and does not
    name the person; and a change that can be saved and taken back. It leaves the plan as it was.
    """
    offered = checked_command(command, "plugin")
    kind = offered.about
    abouts: list[About] = [None] if kind is None else list(office.store.each(Query(kind, limit=None)))
    given = {"text": text} if offered.question else {}
    answers = []
    for about in abouts:
        first = _answer(offered, office, about, given)
        again = _answer(offered, office, about, given)
        assert _said(first) == _said(again), "the same plan gave another answer the second time"
        if isinstance(first, Change) and first.edits:
            _check_undo(office, first)
        answers.append(first)
    return answers


def _answer(offered: Offered, office: Office, about: About, given: Mapping[str, str]) -> Change | str | RoadshowError:
    pen = Pen(office.author, office.clock(), _new_ids(office))
    try:
        answer = offered.command.run(office.programme(stops_about(office, about)), about, pen, **given)
        return checked_answer(answer, pen, about, only_tells=offered.only_tells)
    except RoadshowError as error:
        refused = error
    assert refused.message, "an error says in a sentence what is wrong"
    return refused


def _new_ids(office: Office) -> Callable[[], str]:
    """Return a maker of ids that nothing has yet, and that gives the same ones for the same plan."""
    numbers = count(1)
    return lambda: from_parts(LATER + office.store.last_number(), next(numbers))


def _said(answer: Change | str | RoadshowError) -> object:
    if isinstance(answer, Change):
        edits = [tuple(one and (one.kind, plain(one)) for one in edit) for edit in answer.edits]
        return answer.label, edits
    return answer if isinstance(answer, str) else (type(answer), answer.message, answer.hint)


def _check_undo(office: Office, change: Change) -> None:
    """Save the change under another id and take it back: every record is as it was, and the change may be saved still."""
    before = {(noun.kind, noun.id): _held(office, noun) for noun in (edit.noun for edit in change.edits)}
    entry = office.do(replace(change, id=new_id()))
    if entry is not None:
        office.undo(entry.number)
    for edit in change.edits:
        assert _held(office, edit.noun) == before[edit.noun.kind, edit.noun.id], "the change cannot be taken back"


def _held(office: Office, noun: Noun) -> object:
    found = office.store.get(type(noun), noun.id)
    return None if found is None else plain(found)

"""Loading a plan file: from text to nouns, or to all that is wrong with the text."""

import re
import tomllib
from datetime import UTC
from io import StringIO
from typing import Any

from roadshow.domain.ids import new_id as fresh_id
from roadshow.domain.wording import _
from roadshow.planfile.lines import Lines
from roadshow.planfile.plan import NewId, Plan, Written
from roadshow.planfile.problems import PlanFileError, Problem, Problems, path_text, shown
from roadshow.planfile.reader import Flaws, Reader, no_flaws
from roadshow.planfile.stops import read_stops, read_tasks
from roadshow.planfile.tables import FORMAT
from roadshow.planfile.tops import read_people, read_roadshows, read_venues, read_waivers

TOP = ("format", "people", "written", "roadshow", "venue", "person", "stop", "task", "waiver")
LONGEST_KEY = 100
"""Parts of a name with dots from which it is no name of ours."""
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_PIECES = re.compile(
    r"#[^\n]*+"
    r'|"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    rf"|(?P<key>(?:{_PART}){{{LONGEST_KEY}}})"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'[^'\n]*+'"
    r"|[A-Za-z0-9_-]++|[^A-Za-z0-9_#\"'-]++",
    re.DOTALL,
)
"""Comments and texts, which may hold any number of dots, and the names that are too long."""
_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def load(
    text: str,
    *,
    name: str = "plan.toml",
    known: Plan | None = None,
    new_id: NewId = fresh_id,
    flaws: Flaws = no_flaws,
) -> Plan:
    """Read a plan file, or raise PlanFileError with everything that is wrong with it.

    `known` is the workspace as it stands: a table without an id then means the noun with the same readable key, if
    there is one, and tables may refer to what is not in the file. A key that is left out stands for its default,
    not for what the workspace has. `name` is what the file is called in problems. `flaws` is asked
    what is wrong with each noun; what it says is told with the other problems, each at its line.
    """
    text = text.removeprefix("\ufeff")
    reader = Reader(_parsed(text, name), known or Plan(), new_id, flaws)
    _read_head(reader)
    read_roadshows(reader)
    read_venues(reader)
    read_people(reader)
    read_stops(reader)
    read_tasks(reader)
    read_waivers(reader)
    reader.clashes()
    if reader.problems.found:
        raise PlanFileError(_placed(reader.problems, text, name))
    return Plan(reader.nouns, people=reader.people, written=_written(reader.document.get("written")))


def _read_head(reader: Reader) -> None:
    for key in reader.document:
        if key not in TOP:
            reader.unknown((key,), TOP)
    theirs = reader.document.get("format", FORMAT)
    if type(theirs) is not int or theirs != FORMAT:
        sentence = _("This program reads format {ours} of the plan file, not {theirs}.")
        reader.problems.add(("format",), sentence.format(ours=FORMAT, theirs=shown(theirs)))
    if type(reader.document.get("people", True)) is not bool:
        reader.problems.add(("people",), _("This must be true or false."))


def _written(said: Any) -> Written | None:
    """Take what a dump says of itself; where somebody made that something else, nothing is known."""
    try:
        at = said["at"]
        return Written(str(said["workspace"]), int(said["change"]), at.astimezone(UTC))
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
        return None


def _parsed(text: str, name: str) -> dict[str, Any]:
    _demand_short_keys(text, name)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        problem = Problem(name, 1, "", _("Brackets stand in brackets too deeply."))
        raise PlanFileError([problem]) from error
    except ValueError as error:
        reason, line = str(error), 1
        if match := _LINE.search(reason):
            reason = reason[: match.start()]
            line = int(match.group(1)) if match.group(1) else text.rstrip().count("\n") + 1
        sentence = _("This is not TOML: {reason}.").format(reason=shown(reason, 200))
        raise PlanFileError([Problem(name, line, "", sentence)]) from error


def _demand_short_keys(text: str, name: str) -> None:
    """Refuse a key of very many parts: tomllib takes time and room by the square of them (a key of 100,000 dots, 5 GB)."""
    if not any(line.count(".") >= LONGEST_KEY for line in StringIO(text)):
        return
    for match in _PIECES.finditer(text):
        if match.lastgroup == "key":
            line = text.count("\n", 0, match.start()) + 1
            raise PlanFileError([Problem(name, line, "", _("This name has more parts with dots than any in a plan."))])


def _placed(problems: Problems, text: str, name: str) -> list[Problem]:
    lines = Lines(text)
    placed = [
        Problem(name, lines.of(found.path), path_text(found.path), found.sentence, found.nearest)
        for found in problems.found
    ]
    return sorted(placed, key=lambda problem: problem.line)

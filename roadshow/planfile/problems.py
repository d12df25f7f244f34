"""What is wrong with a plan file: all of it at once, each with its place and the nearest right name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from roadshow.domain.errors import RoadshowError
from roadshow.domain.folding import fold
from roadshow.domain.visible import visible
from roadshow.domain.wording import _, ngettext

Path = tuple[str | int, ...]
LONGEST_SHOWN = 60
LONGEST_GUESSED = 120
MOST_GUESSES = 60
MOST_LISTED = 50


class Problem(NamedTuple):
    """One thing wrong. `line` counts from 1; `path` reads `stop[2].session[1].at`, also from 1; `nearest` may be ''."""

    file: str
    line: int
    path: str
    sentence: str
    nearest: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: "
        path = f"{self.path}: " if self.path else ""
        guess = " " + _("Did you mean “{nearest}”?").format(nearest=shown(self.nearest)) if self.nearest else ""
        return place + path + self.sentence + guess


class PlanFileError(RoadshowError):
    """A plan file cannot be used, and nothing of it was. `problems` holds all that is wrong, in the order of lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = ngettext("{file} has {count} problem:", "{file} has {count} problems:", count)
        lines = [head.format(file=self.problems[0].file, count=count)]
        lines += [str(problem) for problem in self.problems[:MOST_LISTED]]
        if count > MOST_LISTED:
            lines.append(_("… and {count} more.").format(count=count - MOST_LISTED))
        super().__init__("\n".join(lines), _("Nothing was loaded. Mend these lines and load the file again."))

    def details(self) -> dict[str, Any]:
        """Return every problem with its place."""
        return {"problems": [problem._asdict() for problem in self.problems]}


class Wrong(Exception):  # noqa: N818  it never leaves the reader, which turns it into a problem
    """One value cannot be used; why, perhaps which right names there are, and which member of the value it is."""

    def __init__(self, sentence: str, choices: Iterable[str] = (), given: str = "", inner: Path = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.choices = choices
        self.given = given
        self.inner = inner


class Found(NamedTuple):
    """A problem before its line is known."""

    path: Path
    sentence: str
    nearest: str


class Problems:
    """Collects what is wrong while reading goes on. Guesses are few, since each one compares with all names."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._guesses = 0

    def add(self, path: Path, sentence: str, *, given: str = "", choices: Iterable[str] = ()) -> None:
        """Note a problem; the name nearest to `given` is sought among `choices`."""
        self.found.append(Found(path, sentence, self._nearest(given, choices) if given else ""))

    def _nearest(self, given: str, choices: Iterable[str]) -> str:
        self._guesses += 1
        if self._guesses > MOST_GUESSES or len(given) > LONGEST_GUESSED:
            return ""
        return nearest(given, choices)


def nearest(given: str, choices: Iterable[str]) -> str:
    """Return the name among `choices` that looks most like `given`, or ''. Case and accents do not count."""
    folded = {fold(choice): choice for choice in choices}
    matches = get_close_matches(fold(given), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else ""


def shown(value: object, longest: int = LONGEST_SHOWN) -> str:
    """Return a value from a file so that it can stand in a sentence: one line, short, nothing that steers a terminal."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    if isinstance(value, int) and value.bit_length() > LONGEST_SHOWN:
        return "…"
    text = value if isinstance(value, str) else str(value)
    return visible(text[:longest]) + ("…" if len(text) > longest else "")


def path_text(path: Path) -> str:
    """Write a key path as people count: the first stop is stop[1]."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return shown(text, LONGEST_GUESSED)

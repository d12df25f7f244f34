"""The one thing SQLite asks this program back: whether a pattern is found in what a row is searched by."""

import time

from roadshow.domain.errors import BadInputError
from roadshow.domain.patterns import finder
from roadshow.domain.wording import _

NAME = "matches"
"""What statements call it; the same answer for the same row, always."""
PATIENCE = 10.0
"""Seconds that one statement may spend on patterns: a million rows take two."""


class Matching:
    """Tries patterns on rows, and stops where one statement takes too long over it."""

    def __init__(self) -> None:
        self.patience = PATIENCE
        self._spent = 0.0
        self._stopped = False

    def begin(self) -> None:
        """Count the time anew, for another statement."""
        self._spent = 0.0
        self._stopped = False

    def __call__(self, terms: str, facet: str, pattern: str) -> bool:
        """Say whether a row is found. Raises TimeoutError, which SQLite makes an error of its own."""
        if self._spent > self.patience:
            self._stopped = True
            raise TimeoutError
        begun = time.perf_counter()
        found = finder(facet, pattern)(terms)
        self._spent += time.perf_counter() - begun
        return found

    def refuse_stopped(self) -> None:
        """Raise BadInputError where the statement that just failed was stopped here."""
        if self._stopped:
            raise BadInputError(
                _("This pattern takes too long."), _("Write it with fewer repeats, or ask for a word beside it.")
            )

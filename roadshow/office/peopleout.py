"""People written to a file: one after another, with how far it is and what of them the form does not hold."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from roadshow.domain.asking import Query
from roadshow.domain.papers import Document
from roadshow.domain.people import Person
from roadshow.domain.wording import spoken
from roadshow.office.live import Office
from roadshow.office.offered import FencedPeopleExporter

STEP = 500
"""People after which the way so far is told."""
_EMPTY: tuple[Any, ...] = ("", None, ())


class PeopleOut:
    """The people of a question in one form. `total` is how many they are; `left` by field how many have more than it holds."""

    def __init__(self, office: Office, query: Query[Person], going: Callable[[int, int], None]) -> None:
        self.total = office.store.count(query)
        self.left: Counter[str] = Counter()
        self._office, self._query, self._going = office, query, going

    def document(self, exporter: FencedPeopleExporter, options: Any) -> Document:
        """Return them as a document; what is left out is counted while it is written. Raises RoadshowError."""
        return exporter.document(self._each(exporter.lacks), options, spoken())

    def _each(self, lacks: tuple[str, ...]) -> Iterator[Person]:
        for number, person in enumerate(self._office.store.each(self._query), start=1):
            self.left.update(field for field in lacks if getattr(person, field, "") not in _EMPTY)
            yield person
            if number % STEP == 0:
                self._going(number, self.total)

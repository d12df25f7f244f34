"""Where the nouns of a loaded plan stand in its file: asked when one of them turns out not to be sound."""

import tomllib
from collections.abc import Iterator
from typing import Any

from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.domain.places import Room, Venue
from roadshow.domain.tour import Roadshow, Session, Stop, Task
from roadshow.planfile import Plan
from roadshow.planfile.lines import Lines
from roadshow.planfile.problems import Path, path_text
from roadshow.planfile.tables import RENAMED


class Places:
    """The lines of nouns. The reader keeps the order of the file, so the third session of a plan is the third there."""

    def __init__(self, text: str, plan: Plan) -> None:
        text = text.removeprefix("\ufeff")
        document = tomllib.loads(text)
        self._lines = Lines(text)
        self._paths: dict[tuple[str, str], Path] = {}
        for kind in KINDS.values():
            paths = list(_paths(document, kind))
            nouns = list(plan.of(kind).values())
            if len(paths) == len(nouns):
                self._paths |= {(kind.kind, noun.id): path for noun, path in zip(nouns, paths, strict=True)}

    def of(self, noun: Noun, field: str) -> tuple[int, str]:
        """Return the line and the key path of a field; of one that is not written, those of its noun or its stop."""
        path = self._paths.get((noun.kind, noun.id))
        if path is None:
            path = self._paths.get((Stop.kind, getattr(noun, "stop_id", "")), ())
        elif field == "start" and isinstance(noun, Session):
            path = (*path, "at")
        else:
            path = (*path, RENAMED.get((type(noun), field), field.removesuffix("_id")))
        return self._lines.of(path), path_text(path)


def _paths(document: dict[str, Any], kind: type[Noun]) -> Iterator[Path]:
    if kind in {Roadshow, Venue, Person, Stop}:
        yield from _rows(document, kind.kind)
    elif kind is Room:
        yield from _inner(document, "venue", "room")
    elif kind is Session:
        yield from _inner(document, "stop", "session")
    elif kind is Task:
        yield from _inner(document, "stop", "task")
        yield from _rows(document, "task")


def _rows(table: dict[str, Any], key: str, path: Path = ()) -> Iterator[Path]:
    yield from ((*path, key, place) for place, _row in enumerate(table.get(key, ())))


def _inner(document: dict[str, Any], outer: str, inner: str) -> Iterator[Path]:
    for place, row in enumerate(document.get(outer, ())):
        yield from _rows(row, inner, (outer, place))

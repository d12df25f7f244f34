"""What every plugin must hold to, by kind of hook. Each check raises AssertionError with a sentence."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from roadshow.domain.asking import Query
from roadshow.domain.options import filled
from roadshow.domain.papers import Document
from roadshow.domain.people import Person
from roadshow.domain.tour import Stop
from roadshow.hooks.offers import Exporter, Panel
from roadshow.hooks.programme import Programme
from roadshow.office.exchange import target
from roadshow.office.live import Office
from roadshow.office.panels import checked_panels


def check_exporter(exporter: Exporter, office: Office, given: Mapping[str, Any] | None = None) -> list[Document]:
    """Hold an exporter to its contract; return what it made for all stops of the office.

    Checked: a key and a title; options that are declared and can be filled; names that are safe, each used once;
    no stop, no document; twice the same bytes; a preview that is text.
    """
    assert exporter.key.isascii() and exporter.key == exporter.key.lower(), "a key is small ASCII letters"  # noqa: PT018
    assert exporter.title, "an exporter has a title"
    options: Any = filled(exporter.options, given or {}, source=exporter.key)
    stops = tuple(stop.id for stop in office.store.each(Query(Stop, limit=None)))
    first = _made(exporter, office, stops, options)
    names = [name for name, _content in first]
    assert len(names) == len(set(names)), "two documents have one name"
    assert first == _made(exporter, office, stops, options), "the same plan gave other bytes the second time"
    assert not _made(exporter, office, (), options), "documents were made of no stops"
    with TemporaryDirectory() as folder:
        for name in names:
            target(Path(folder), name)
    programme = office.programme(stops[:1])
    for visit in programme.visits():
        assert isinstance(exporter.preview(programme, options, visit, None), str), "a preview is text"
    return list(exporter.documents(office.programme(stops), options))


def check_merge_fields(answer: Callable[..., Mapping[str, str]], office: Office, language: str = "nl") -> None:
    """Hold an answer to `merge_fields` to its contract: names that a template can use, and texts."""
    programme: Programme = office.programme(stop.id for stop in office.store.each(Query(Stop, limit=None)))
    for visit in programme.visits():
        for guest in programme.guests(visit.stop.id):
            fields = answer(programme=programme, visit=visit, guest=guest, language=language)
            for name, text in fields.items():
                assert name.isidentifier(), f"{name} cannot stand in a template"
                assert isinstance(text, str), f"{name} is not text"


def check_panels(answer: Callable[..., Iterable[Panel]], office: Office) -> list[Panel]:
    """Hold an answer to `panels` to its contract; return what it shows for the whole, each stop and each person.

    Checked: panels with a title, lines that are text or a word and its value, a weight of findings or none; and twice
    the same for the same plan.
    """
    stops = list(office.store.each(Query(Stop, order=("start",), limit=None)))
    several: list[Stop | Person | None] = [None, *stops, *office.store.each(Query(Person, limit=None))]
    shown: list[Panel] = []
    for about in several:
        programme = office.programme((about.id,) if isinstance(about, Stop) else (stop.id for stop in stops))
        first = checked_panels(answer(programme=programme, about=about))
        assert first == checked_panels(answer(programme=programme, about=about)), "the same plan gave other panels"
        shown += first
    return shown


def _made(exporter: Exporter, office: Office, stops: tuple[str, ...], options: Any) -> list[tuple[str, bytes]]:
    return [
        (document.name, document.content if isinstance(document.content, bytes) else b"".join(document.content))
        for document in exporter.documents(office.programme(stops), options)
    ]

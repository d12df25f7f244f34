"""What plugins offer: each object is looked at once, read once, and handed out behind the fence.

A check raises TypeError where something is not what was promised; whoever asked for the offers makes a notice of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, cast

from roadshow.domain.drafts import DraftPerson, Intake, Reading, Refusal, Source
from roadshow.domain.findings import Rule, Trouble, Weight
from roadshow.domain.guests import Guest
from roadshow.domain.options import declared
from roadshow.domain.papers import Document, Notice
from roadshow.domain.people import Person
from roadshow.domain.tour import Stop
from roadshow.domain.wording import _
from roadshow.hooks.offers import Command, Exporter, Importer, PeopleExporter
from roadshow.hooks.programme import Programme, Visit
from roadshow.office.fence import Fence

KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
ABOUTS = (Stop, Person, None)
MOST = 50
"""Things of one kind that a plugin may offer; what is beyond is left out."""
NOTICES = 20
"""Notices that one hook may leave at a time."""


class FencedExporter:
    """An exporter of a plugin. Its methods raise RoadshowError as the plugin does, and PluginError where it fails."""

    def __init__(self, one: Exporter, plugin: str, fence: Fence) -> None:
        self.key, self.title, self.options = _key(one), _title(one), _options(one)
        self.keeps_record = getattr(one, "keeps_record", False) is True
        self._documents, self._preview = _method(one, "documents"), _method(one, "preview")
        self._plugin, self._fence = plugin, fence

    def documents(self, programme: Programme, options: Any) -> Iterator[Document]:
        """Make the documents, one at a time."""
        hint = _("What was written before is whole. Tell the maker of the plugin.")
        made = partial(self._documents, programme, options)
        for document in self._fence.stream(self._plugin, "exporters", made, _document, hint=hint):
            yield _streamed(document, self._plugin, "exporters", self._fence, hint)

    def preview(self, programme: Programme, options: Any, visit: Visit, guest: Guest | None) -> str:
        """Show on a terminal what would come out for one stop, or for one guest of it, as plain text."""

        def shown() -> str:
            return _text(self._preview(programme, options, visit, guest), "a preview")

        return self._fence.demand(self._plugin, "exporters", shown)


class FencedPeopleExporter:
    """A form in which people are written. Its method raises RoadshowError as the plugin does, and PluginError."""

    def __init__(self, one: PeopleExporter, plugin: str, fence: Fence) -> None:
        self.key, self.title, self.options = _key(one), _title(one), _options(one)
        self.lacks = _texts(getattr(one, "lacks", ()), "lacks")
        self._document = _method(one, "document")
        self._plugin, self._fence = plugin, fence

    def document(self, people: Iterable[Person], options: Any, language: str) -> Document:
        """Make the document."""

        def made() -> Document:
            return _document(self._document(people, options, language))

        hint = _("Nothing was written. Tell the maker of the plugin.")
        document = self._fence.demand(self._plugin, "people_exporters", made, hint=hint)
        return _streamed(document, self._plugin, "people_exporters", self._fence, hint)


class FencedImporter:
    """A reader of files with people. Its method raises RoadshowError as the plugin does, and PluginError."""

    def __init__(self, one: Importer, plugin: str, fence: Fence) -> None:
        self.key, self.title = _key(one), _title(one)
        self.suffixes = _texts(one.suffixes, "suffixes")
        self.targets = _texts(getattr(one, "targets", ()), "targets")
        self._read = _method(one, "read")
        self._plugin, self._fence = plugin, fence

    def read(self, source: Source, mapping: Mapping[str, str], encoding: str) -> Reading:
        """Read a file; its rows are read behind the fence as well."""

        def read() -> Reading:
            return _reading(self._read(source, mapping, encoding))

        hint = _("Nothing was written. Tell the maker of the plugin.")
        limit = self._fence.limits.step
        reading = self._fence.demand(self._plugin, "importers", read, aside=limit, hint=hint)
        rows = self._fence.rows(self._plugin, "importers", map(_row, reading.rows), hint=hint)
        return Reading(reading.intake, rows, reading.left)


class Offered(NamedTuple):
    """A command as it was when it was offered, and the plugin that it comes from."""

    plugin: str
    key: str
    title: str
    about: type[Stop] | type[Person] | None
    binding: str
    only_tells: bool
    question: str
    command: Command

    @property
    def name(self) -> str:
        """The plugin and the word, as keys.toml names it."""
        return f"{self.plugin}.{self.key}"


def checked_command(one: Any, plugin: str) -> Offered:
    """Return a command as it was promised, read once."""
    key, title, about, binding = _key(one), _title(one), one.about, one.binding
    if not any(about is known for known in ABOUTS):
        raise TypeError(f"{key} is about {about!r}, and not about Stop, Person or None")
    _method(one, "run")
    question = _text(getattr(one, "question", ""), f"the question of {key}")
    only_tells = getattr(one, "only_tells", False) is True
    binding = _text(binding, f"the binding of {key}").strip()
    return Offered(plugin, key, title, about, binding, only_tells, question.strip(), one)


def checked_rule(one: Any) -> Rule:
    """Return a rule as it was promised."""
    if not isinstance(one, Rule):
        raise TypeError(f"{type(one).__name__} is not a Rule")
    texts = (one.code, one.title, one.help, one.gap)
    if not all(isinstance(text, str) for text in texts) or not one.code.strip() or not callable(one.look):
        raise TypeError("a rule has a code, a title and a help in words, and a function that looks")
    if not isinstance(cast("Any", one.weight), Weight | None):
        raise TypeError(f"the weight of the rule {one.code!r} is not a Weight")
    return one


def checked_troubles(found: Iterable[Any]) -> tuple[Trouble, ...]:
    """Return what a rule found, as it was promised."""
    troubles = tuple(found)
    for one in troubles:
        if not isinstance(one, Trouble) or not isinstance(one.why, str) or not isinstance(one.places, tuple):
            raise TypeError(f"{type(one).__name__} is not a Trouble with its places and why")
    return troubles


def checked_notices(answer: Any) -> list[Notice]:
    """Return the notices of a plugin, as they were promised."""
    notices = list(islice(answer, NOTICES))
    for one in notices:
        if not isinstance(one, Notice) or not all(isinstance(text, str) for text in one):
            raise TypeError(f"{type(one).__name__} is not a Notice of two texts")
    return notices


def checked_fields(answer: Any) -> dict[str, str]:
    """Return the fields of a letter, as they were promised."""
    if not isinstance(answer, Mapping) or not all(
        issubclass(kind, str) for kind in {*map(type, answer), *map(type, answer.values())}
    ):
        raise TypeError("fields of a letter are texts by their names")
    return dict(answer)


def checked_documents(answer: Any) -> list[Document]:
    """Return documents with their content as bytes, as they were promised."""
    documents = [_document(one) for one in islice(answer, MOST)]
    if not all(isinstance(one.content, bytes) for one in documents):
        raise TypeError("what goes along with a letter has its content as bytes")
    return documents


def _key(one: Any) -> str:
    key = one.key
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise TypeError(f"the key {key!r} is not a word of small letters, digits and hyphens")
    return key


def _title(one: Any) -> str:
    title = one.title
    if not isinstance(title, str) or not title.strip():
        raise TypeError(f"{one.key} has no title")
    return title


def _options(one: Any) -> type:
    options: type = one.options
    if not isinstance(options, type):
        raise TypeError(f"the options of {one.key} are no class")
    declared(options)
    options()
    return options


def _method(one: Any, name: str) -> Callable[..., Any]:
    method: Callable[..., Any] = getattr(one, name)
    if not callable(method):
        raise TypeError(f"{name} cannot be called")
    return method


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what} is no text but {type(value).__name__}")
    return value


def _texts(value: Any, what: str) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError(f"{what} are texts in a tuple")
    return tuple(_text(one, what) for one in value)


def _document(one: Any) -> Document:
    if not isinstance(one, Document):
        raise TypeError(f"{type(one).__name__} is not a Document")
    content = cast("Any", one.content)
    if not isinstance(one.name, str) or not isinstance(one.media_type, str):
        raise TypeError("a document has a name and a media type in words")
    if isinstance(content, str) or not (isinstance(content, bytes) or hasattr(content, "__iter__")):
        raise TypeError(f"the content of {one.name!r} is neither bytes nor pieces of bytes")
    return one


def _streamed(document: Document, plugin: str, hook: str, fence: Fence, hint: str) -> Document:
    """Return the document with content that comes in pieces behind the fence, too."""
    if isinstance(document.content, bytes):
        return document
    content = document.content
    return document._replace(content=fence.stream(plugin, hook, lambda: content, _piece, hint=hint))


def _piece(one: Any) -> bytes:
    if not isinstance(one, bytes):
        raise TypeError(f"a piece of a document is no bytes but {type(one).__name__}")
    return one


def _reading(one: Any) -> Reading:
    if not isinstance(one, Reading) or not isinstance(one.intake, Intake):
        raise TypeError(f"{type(one).__name__} is not a Reading with its Intake")
    return one


def _row(one: Any) -> DraftPerson | Refusal:
    if not isinstance(one, DraftPerson | Refusal):
        raise TypeError(f"{type(one).__name__} is neither a DraftPerson nor a Refusal")
    return one

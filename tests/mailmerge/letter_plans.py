"""Small plans to write letters from, and ways to read what came out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import roadshow_ical
import roadshow_mailmerge
from roadshow_mailmerge.exporter import Letters
from roadshow_mailmerge.options import LetterOptions

from roadshow.api import Document, Guest, Invitation, Office, Person, Query, Stop, Visit, filled
from roadshow.settings.layers import Layer, Settings
from roadshow.store.sqlite import SqliteStore
from roadshow.testing.plans import MOMENT, small_plan, write_plan

PLUGINS = {"roadshow_ical": roadshow_ical, "roadshow_mailmerge": roadshow_mailmerge}


def person(number: int = 1, **fields: Any) -> Person:
    """Return somebody with a given name, a surname and an address, unless told otherwise."""
    given = {"given": "Jan", "surname": "Smit", "email": f"guest{number}@example.org", "languages": ("nl",)} | fields
    return Person(id=f"019aa000-0000-7000-8000-{number:012d}", **given)


def plan(
    people: Iterable[Person], changes: Mapping[str, Mapping[str, Any]] | None = None, **invitation: Any
) -> list[Any]:
    """Return the small plan with these people as its only guests; `changes` go over nouns by kind."""
    changes = changes or {}
    nouns = [noun for noun in small_plan() if noun.kind not in {"person", "invitation", "part"}]
    nouns = [replace(noun, **changes.get(noun.kind, {})) for noun in nouns]
    stop = next(noun for noun in nouns if isinstance(noun, Stop))
    for guest in people:
        invited = Invitation(id=guest.id.replace("019aa", "019ab"), stop_id=stop.id, person_id=guest.id)
        nouns += [guest, replace(invited, **invitation)]
    return nouns


def open_office(folder: Path, nouns: Iterable[Any], *, plugins: Mapping[str, Any] | None = None) -> Office:
    """Open an office on these nouns. The user's own templates stand in `folder`/templates."""
    office = Office(
        SqliteStore.create(folder / "letters.roadshow"),
        Settings((Layer("test", {}),)),
        author=lambda: "tester",
        clock=lambda: MOMENT,
        own_templates=(folder / "templates",),
        extra_plugins=PLUGINS | dict(plugins or {}),
    )
    write_plan(office, *nouns)
    return office


def own_template(folder: Path, name: str, text: str) -> None:
    """Write a template as a user would."""
    path = folder / "templates" / "letters" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def own_letter(folder: Path, text: str, *, html: str = "", subject: str = "Hallo") -> None:
    """Write a letter of the user's own, called mine, in Dutch."""
    own_template(folder, "nl/mine.subject.txt", subject)
    own_template(folder, "nl/mine.txt", text)
    if html:
        own_template(folder, "nl/mine.html", html)


def written(office: Office, **given: Any) -> tuple[list[Document], list[str]]:
    """Return the documents of a run over all stops, contents as bytes, and the messages of its notices."""
    stops = [stop.id for stop in office.store.each(Query(Stop, limit=None))]
    programme = office.programme(stops)
    options = filled(LetterOptions, given)
    documents = [document._replace(content=octets(document)) for document in Letters().documents(programme, options)]
    assert not office.plugins.errors, office.plugins.errors
    return documents, [notice.message for notice in programme.notices]


def octets(document: Document) -> bytes:
    """Return the content of a document, streamed or not."""
    return document.content if isinstance(document.content, bytes) else b"".join(document.content)


def mails(office: Office, **given: Any) -> list[EmailMessage]:
    """Return the letters of a run, read by the standard library."""
    return [read(octets(document)) for document in written(office, **given)[0]]


def read(mail: bytes) -> EmailMessage:
    """Read a mail by the standard library; it may find no fault with it."""
    message = message_from_bytes(mail, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[] for _part in message.walk()]
    return message


def body(message: EmailMessage, kind: str) -> str:
    """Return the text of a mail's plain or html body."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def first_visit(office: Office) -> tuple[Any, Visit, list[Guest]]:
    """Return a programme, its first stop, and its guests."""
    programme = office.programme(stop.id for stop in office.store.each(Query(Stop, limit=None)))
    visit = next(iter(programme.visits()))
    return programme, visit, list(programme.guests(visit.stop.id))


def preview(office: Office, **given: Any) -> str:
    """Return the preview of the first guest."""
    programme, visit, guests = first_visit(office)
    return Letters().preview(programme, filled(LetterOptions, given), visit, guests[0])

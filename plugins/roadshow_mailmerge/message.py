"""The octets of one mail: multipart/mixed of an alternative (plain, HTML, calendar) and what is attached.

The parts are joined by hand: EmailMessage writes about 500 a second, this some thousands, and the tests parse what comes
out with the standard library. Everything that stands in a header went through `header.py`, and `inspected` looks once
more at the octets. The same facts give the same octets: no clock and no chance is used.
"""

import base64
import re
from binascii import b2a_qp
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from roadshow.api import Document, RoadshowError, _, slug_for
from roadshow_mailmerge.header import encoded, mailbox

HEADERS = frozenset(
    [
        b"Date",
        b"From",
        b"To",
        b"Subject",
        b"Message-ID",
        b"References",
        b"MIME-Version",
        b"Auto-Submitted",
        b"List-Unsubscribe",
        b"Content-Language",
        b"Content-Type",
    ]
)
_METHOD = re.compile(rb"^METHOD:([A-Z-]{1,20})\r?$", re.MULTILINE)
_UNPRINTABLE = re.compile(rb"[^\x20-\x7e]")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_HOST = re.compile(r"[A-Za-z0-9.-]+")
CALENDAR = "text/calendar"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: name as typed, address checked."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be put into an envelope.

    `key` are the facts that make it this letter and no other, `thread` those that all letters about one invitation share;
    `html` is empty where there is no HTML part. The address is checked, the texts are cleaned.
    """

    sender: Sender
    name: str
    address: str
    subject: str
    text: str
    html: str
    language: str
    moment: datetime
    installation: str
    key: tuple[str, ...]
    thread: tuple[str, ...]
    enclosures: Sequence[Document] = ()


def octets_of(letter: Letter) -> bytes:
    """Return the mail. Raises RoadshowError where its header is not what it should be."""
    identity = digest(letter.key)
    calendars = [_calendar(document) for document in letter.enclosures if _is_calendar(document)]
    invitation = next((part for part in calendars if part.method), None)
    alternatives = [_text_part("plain", letter.text)]
    if letter.html:
        alternatives.append(_text_part("html", letter.html))
    if invitation is not None:
        alternatives.append(
            _part(f'text/calendar; charset="utf-8"; method={invitation.method}', "base64", invitation.body)
        )
    # "=_" occurs neither in base64 nor in quoted-printable text: RFC 2045 section 6.7.
    body = _multipart("alternative", f"=_a{identity}", alternatives)
    attached = [_attachment("application/ics", part.name, part.body) for part in calendars]
    attached += [_enclosed(document) for document in letter.enclosures if not _is_calendar(document)]
    if attached:
        body = _multipart("mixed", f"=_m{identity}", [body, *attached])
    head = _head(letter, identity, bulk=invitation is None)
    inspected(head)
    return head + b"MIME-Version: 1.0\r\n" + body


def _head(letter: Letter, identity: str, *, bulk: bool) -> bytes:
    host = letter.installation if _HOST.fullmatch(letter.installation) else "roadshow.invalid"
    lines = [
        f"Date: {_date(letter.moment)}",
        f"From: {mailbox(letter.sender.name, letter.sender.address)}",
        f"To: {mailbox(letter.name, letter.address)}",
        f"Subject: {encoded(letter.subject)}",
        f"Message-ID: <{identity}@{host}>",
        f"References: <{digest(letter.thread)}@{host}>",
        "Auto-Submitted: auto-generated",
        f"Content-Language: {letter.language}",
    ]
    if bulk:  # an invitation with a calendar part carries no List- header, or it is filed as list mail and not answered
        local, _at, domain = letter.sender.address.rpartition("@")
        lines.append(f"List-Unsubscribe: <mailto:{quote(local)}@{domain}?subject=STOP>")
    return "".join(line + "\r\n" for line in lines).encode("ascii")


@lru_cache(maxsize=256)
def _date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0))


def inspected(head: bytes) -> None:
    """Look at the octets of a header: every line a header we write or its continuation, one From and one To, no other.

    Raises RoadshowError. What comes here went through the gate, so this fails only where the gate has a hole.
    """
    lines = head.split(b"\r\n")
    names = [line.partition(b":")[0] for line in lines[:-1] if not line.startswith(b" ")]
    bare = head.replace(b"\r\n", b"")
    sound = (
        lines[-1] == b""
        and HEADERS.issuperset(names)
        and len(names) == len(set(names))
        and {b"From", b"To"} <= set(names)
        and not _UNPRINTABLE.search(bare)
        and all(len(line) < 999 for line in lines)
    )
    if not sound:
        raise RoadshowError(
            _("A mail came out with a header that could be misread, so it was not written."),
            _("Tell the makers of this program, and send them the name and the subject of the letter."),
        )


def digest(facts: Iterable[str]) -> str:
    """Return 32 hexadecimal signs that stand for these facts in this order."""
    return sha256("\0".join(facts).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Calendar:
    name: str
    method: str
    body: bytes


def _is_calendar(document: Document) -> bool:
    return document.media_type.partition(";")[0].strip().lower() == CALENDAR


def _calendar(document: Document) -> _Calendar:
    content = _content(document)
    method = _METHOD.search(content[:2000])
    name = _ascii_name(document.name, "invite.ics")
    return _Calendar(name, method[1].decode() if method else "", _base64(content))


def _content(document: Document) -> bytes:
    return document.content if isinstance(document.content, bytes) else b"".join(document.content)


def _text_part(subtype: str, text: str) -> bytes:
    octets = (text.strip("\n") + "\n").encode("utf-8", "replace")
    kind = f'text/{subtype}; charset="utf-8"'
    if len(octets) > len(text) * 1.2:  # mostly another script: quoted-printable would treble it
        return _part(kind, "base64", _base64(octets.replace(b"\n", b"\r\n")))
    return _part(kind, "quoted-printable", b2a_qp(octets).replace(b"\n", b"\r\n"))


def _base64(octets: bytes) -> bytes:
    """Return base64 in lines of 76 (RFC 2045 section 6.8), the last one ended."""
    text = base64.b64encode(octets)
    return b"".join(text[at : at + 76] + b"\r\n" for at in range(0, len(text), 76))


def _part(kind: str, encoding: str, body: bytes, disposition: str = "") -> bytes:
    placed = f"Content-Disposition: {disposition}\r\n" if disposition else ""
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n{placed}\r\n".encode("ascii") + body


def _attachment(kind: str, name: str, body: bytes) -> bytes:
    return _part(f'{kind}; name="{name}"', "base64", body, f'attachment; filename="{name}"')


def _enclosed(document: Document) -> bytes:
    kind = document.media_type.partition(";")[0].strip().lower()
    kind = kind if _MEDIA_TYPE.fullmatch(kind) else "application/octet-stream"
    return _attachment(kind, _ascii_name(document.name, "attachment"), _base64(_content(document)))


@lru_cache(maxsize=256)
def _ascii_name(name: str, otherwise: str) -> str:
    """Return a file name that every mail program reads: ASCII letters, digits, hyphens, one dot (RFC 2183)."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".") if "." in last else (last, "", "")
    bare = slug_for(stem, otherwise="").encode("ascii", "ignore").decode().strip("-")
    ending = "".join(sign for sign in suffix if sign.isascii() and sign.isalnum())[:10]
    return f"{bare}{dot}{ending}" if bare and bool(dot) == bool(ending) else otherwise


def _multipart(subtype: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    line = b"--" + boundary.encode("ascii")
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    pieces = [piece for part in parts for piece in (line, b"\r\n", part, b"\r\n")]
    return b"".join((head, *pieces, line, b"--\r\n"))

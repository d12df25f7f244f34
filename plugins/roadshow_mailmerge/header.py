"""The gate of the mail headers: whatever a person typed, one line stays one line and one address one address.

The standard library lets an encoded newline become a real one up to at least Python 3.12.1 (python/cpython#121650),
and a cell with two addresses mail two people. So values are decoded, cleaned and written here.
"""

import base64
import re
from email.errors import HeaderParseError
from email.header import decode_header
from functools import lru_cache

from roadshow.api import _
from roadshow_mailmerge.cleaning import clean_line, shortened

LONGEST_TEXT = 200
LONGEST_NAME = 100
# RFC 5321 section 4.5.3.1: 64 octets before the @, 254 in all.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 ]+")
# RFC 2047 section 2: an encoded word has at most 75 signs, a line with one at most 76, "Subject: " included.
_OCTETS_A_WORD = 39
_SPACED = re.compile(r"[^ ]* ?")
_NESTING = 5


class AddressError(ValueError):
    """This cannot stand in a To line; the argument is a sentence that says why."""


def header_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return text as it may stand in a header, before encoding: encoded words decoded, one line, not too long."""
    text = clean_line(text)
    for _turn in range(_NESTING):
        if "=?" not in text:
            break
        text = clean_line(_decoded(text))
    return shortened(text.replace("=?", "= ?"), longest)


def _decoded(text: str) -> str:
    try:
        pieces = decode_header(text)
        return "".join(
            piece if isinstance(piece, str) else piece.decode(charset or "latin-1", "replace")
            for piece, charset in pieces
        )
    except (HeaderParseError, LookupError, ValueError):
        return text.replace("=?", "= ?")


@lru_cache(maxsize=256)
def encoded(text: str) -> str:
    """Return a cleaned text for a header line: as it is where it is short ASCII, else as encoded words, folded."""
    if text.isascii() and len(text) <= 60:
        return text
    return "\r\n ".join(_words(text))


def _words(text: str) -> list[str]:
    """Return encoded words, parted at spaces where that can be: some readers put a space between two of them."""
    chunks = [""]
    for piece in _SPACED.findall(text):
        if len((chunks[-1] + piece).encode()) > _OCTETS_A_WORD:
            chunks.append("")
        for sign in piece:
            if len((chunks[-1] + sign).encode()) > _OCTETS_A_WORD:
                chunks.append("")
            chunks[-1] += sign
    return [f"=?utf-8?B?{base64.b64encode(chunk.encode()).decode()}?=" for chunk in chunks if chunk]


@lru_cache(maxsize=16)
def mailbox(name: str, address: str) -> str:
    """Return a name and a checked address as one mailbox (RFC 5322 section 3.4), folded."""
    name = header_text(name, LONGEST_NAME)
    if not name:
        return address
    if _PLAIN_NAME.fullmatch(name):
        phrase = name
    elif name.isascii():
        phrase = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        phrase = "\r\n ".join(_words(name))
    separator = " " if len(phrase) + len(address) < 66 and "\r" not in phrase else "\r\n "
    return f"{phrase}{separator}<{address}>"


@lru_cache(maxsize=4096)
def mail_address(text: str) -> str:
    """Return one address in ASCII, a domain in other letters as xn-- (RFC 5891). Raises AddressError."""
    local, at, domain = text.strip().rpartition("@")
    if not at or not local:
        raise AddressError(_("it is not an e-mail address"))
    if "@" in local or "," in text or ";" in text:
        raise AddressError(_("it is more than one address"))
    if not local.isascii():
        raise AddressError(_("it has letters before the @ that most mail servers refuse"))
    domain = _ascii_domain(domain)
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain) or len(local) > 64 or len(local + domain) > 253:
        raise AddressError(_("it is not an e-mail address"))
    return f"{local}@{domain}"


@lru_cache(maxsize=4096)
def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""

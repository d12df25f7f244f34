"""What goes into a calendar: texts, names and addresses made fit for it, and properties of icalendar in the form we want."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import quote

from icalendar.cal import Component
from icalendar.parser import Contentline, Parameters
from icalendar.prop import vCalAddress, vCategory, vDatetime, vText, vUri

# Controls are no part of TEXT (RFC 5545 section 3.3.11); C1 controls and half characters would harm terminals and UTF-8.
_UNCLEAN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\U0010ffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENING, _CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_QUOTED = re.compile('"([^"]*)"')
_ADDRESS_SIGNS = "@!$'*+"
_WEB_SIGNS = ":/?#[]@!$&'()*+,;=%"


class Text(vText):
    r"""A text whose every letter comes back: icalendar makes a line break of a backslash before a capital N (C:\Notes)."""

    def to_ical(self) -> bytes:
        """Return the text escaped by RFC 5545 section 3.3.11."""
        text = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


class Named(Parameters):
    """Parameters of which names are always quoted: some servers drop all of them where one that is not ASCII is not."""

    always_quoted = (*Parameters.always_quoted, "CN", "X-TITLE")  # type: ignore[assignment] # a tuple of so many as it happens to have


def clean(text: str) -> str:
    """Return text with line ends as newlines and without control characters and half surrogates."""
    if _UNCLEAN.search(text):
        text = _UNCLEAN.sub("", _LINE_END.sub("\n", text))
    return _balanced(text) if _TURNING.search(text) else text


def _balanced(text: str) -> str:
    """Leave direction marks out that are opened and never closed: they would turn round what stands behind the text."""
    level = 0
    for sign in text:
        level += (sign in _OPENING) - (sign in _CLOSING)
        if level < 0:
            break
    return text if level == 0 else "".join(sign for sign in text if sign not in _OPENING + _CLOSING)


def one_line(text: str) -> str:
    """Return clean text on one line, for names and titles."""
    text = clean(text)
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def typographic(text: str) -> str:
    """Return text on one line with typographic quotes: the caret form of RFC 6868 is read by few programs."""
    return _QUOTED.sub("“\\1”", one_line(text)).replace('"', "”")


def put_text(component: Component, name: str, text: str, **parameters: str) -> None:
    """Put a property of type TEXT into a component."""
    component.add(name, _with(Text(clean(text)), parameters), encode=False)


def put_list(component: Component, name: str, items: Any) -> None:
    """Put a property that is a list of TEXT, such as CATEGORIES."""
    component.add(name, vCategory([Text(clean(item)) for item in items]), encode=False)


def put_moment(component: Component, name: str, moment: datetime, **parameters: str) -> None:
    """Put a moment, in UTC or as a wall time."""
    component.add(name, _with(vDatetime(moment), parameters), encode=False)


def put_uri(component: Component, name: str, address: str, **parameters: str) -> None:
    """Put a URI."""
    component.add(name, _with(vUri(address), parameters), encode=False)


def _with(value: Any, parameters: dict[str, str]) -> Any:
    if parameters:
        value.params = Named({name.replace("_", "-"): text for name, text in parameters.items()})
    return value


def address(email: str, **parameters: str) -> vCalAddress:
    """Return somebody with an address, as ORGANIZER and ATTENDEE have them."""
    found: vCalAddress = _with(vCalAddress(mailto(email)), parameters)
    return found


def mailto(email: str) -> str:
    """Return an e-mail address as a URI (RFC 6068); the scheme in lower case, for programs that compare it so."""
    return "mailto:" + quote(clean(email).strip(), safe=_ADDRESS_SIGNS)


def web_uri(address: str) -> str:
    """Return a web address as a URI (RFC 3986): with a scheme, and in ASCII."""
    address = one_line(address).strip()
    return quote(address if "://" in address else f"https://{address}", safe=_WEB_SIGNS)


def octets(component: Component) -> bytes:
    """Return a component as it stands in a file, its properties in the order in which they were put."""
    return bytes(component.to_ical(sorted=False))


def opened(component: Component) -> bytes:
    """Return a component without its last line, so that more can follow inside."""
    return octets(component).removesuffix(f"END:{component.name}\r\n".encode())


def closed(component: Component) -> bytes:
    """Return the last line of a component."""
    return f"END:{component.name}\r\n".encode()


def property_octets(name: str, value: Any) -> bytes:
    """Return one property as it stands in a file."""
    line = Contentline.from_parts(name, value.params, value, sorted=False)
    return bytes(line.to_ical()) + b"\r\n"

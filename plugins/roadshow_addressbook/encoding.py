"""Which letters the bytes of a file stand for. Marks first, then strict UTF-8, then Windows; nothing is guessed.

Strict UTF-8 fails on almost any Windows text with an accent in it, so it is the test. Which Windows page it was
cannot be seen from the bytes: West European is taken, and another is offered where its letters would make words.
"""

import codecs
import re
from dataclasses import dataclass

from roadshow_addressbook.door import N_, BadInputError, Phrase, Source, _

CHUNK = 1 << 16
_FAR_MORE = 5
LONGEST_LINE = 1 << 21
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BY_MARK = N_("The file begins with the mark of this encoding.")
_BY_NULS = N_("Every second byte is empty, as in UTF-16 without its mark.")
_BY_STRICTNESS = N_("All bytes are valid UTF-8.")
_BY_MOST = N_("Nearly all bytes are valid UTF-8.")
_BY_DEFAULT = N_("The bytes are not UTF-8, so they are read as Windows text for Western Europe.")
_BY_RETURNS = N_("Lines and letters are those of an old Macintosh.")
_BY_WISH = N_("You chose this encoding.")
# inside words these West European letters are far more often Turkish ı ş ğ İ Ş Ğ, or Polish ł ę ż ś ą ć
_TURKISH_SIGNS = re.compile("[ýþðÝÞÐ]")
_POLISH_SIGNS = re.compile(r"(?<=\w)[³ê¿œ¹æñŸ](?=\w)|(?<=[a-z])[³¹¿]|[£¯Œ](?=\w)")
# and these are what the letters of a Macintosh become: é Ž, ë ‘, ñ –, ó —, ô ™, á ‡, ï •, and ç è ê no letter at all
_MACINTOSH_SIGNS = re.compile("(?<=[a-z])[\ufffd‘–—™‡•](?=[a-z])|(?<=[a-z])[Ž‘](?!\\w)")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A Python codec name, why it was chosen, and which others are worth a try.

    `proved` says that all bytes fit, so that a letter that is missing was missing already.
    """

    codec: str
    reason: Phrase
    others: tuple[str, ...] = ()
    proved: bool = False


def examine(source: Source, wish: str = "") -> Encoding:
    """Choose the encoding of a whole file. Raises BadInputError where it cannot be text."""
    _check_lines(source)
    if wish:
        return Encoding(_known(wish), Phrase(_BY_WISH))
    with source.open() as file:
        head = file.read(CHUNK)
        if not head.strip(b"\r\n\t \xef\xbb\xbf\xff\xfe\0"):
            raise BadInputError(_("“{name}” is empty.").format(name=source.name))
        for mark, codec in _MARKS:
            if head.startswith(mark):
                return Encoding(codec, Phrase(_BY_MARK))
        wide = _without_mark(head)
        if wide:
            return Encoding(wide, Phrase(_BY_NULS))
    if _is_utf8(source):
        return Encoding("utf-8", Phrase(_BY_STRICTNESS), proved=True)
    return _not_utf8(source)


def _not_utf8(source: Source) -> Encoding:
    if _is_nearly_utf8(source):
        return Encoding("utf-8", Phrase(_BY_MOST), ("cp1252",))
    others = _others(source)
    if "mac_roman" in others and _ends_in_returns(source):
        return Encoding("mac_roman", Phrase(_BY_RETURNS), ("cp1252",))
    return Encoding("cp1252", Phrase(_BY_DEFAULT), others)


def _known(wish: str) -> str:
    try:
        found = codecs.lookup(wish)
        "a".encode(found.name)
    except (LookupError, ValueError, TypeError) as error:
        raise BadInputError(
            _("There is no encoding “{name}”.").format(name=wish),
            _("Try utf-8, cp1252 (Western Europe), cp1254 (Turkish) or cp1250 (Polish)."),
        ) from error
    return found.name


def _without_mark(head: bytes) -> str:
    """Return the codec of UTF-16 that lost its mark; half of its bytes are zero where the text is mostly Latin."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = len(head) // 2 * 0.7
    if len(head) >= 8 and odd > enough and even < odd / 10:
        return "utf-16-le"
    if len(head) >= 8 and even > enough and odd < even / 10:
        return "utf-16-be"
    return ""


def _check_lines(source: Source) -> None:
    """Refuse a file without line ends before anybody tries to hold one of its lines."""
    unbroken = 0
    with source.open() as file:
        while chunk := file.read(CHUNK):
            unbroken = 0 if b"\n" in chunk or b"\r" in chunk else unbroken + len(chunk)
            if unbroken > LONGEST_LINE:
                raise BadInputError(
                    _("“{name}” has a line longer than two million characters; that is no list of people.").format(
                        name=source.name
                    )
                )


def _is_utf8(source: Source) -> bool:
    """Read the whole file once, in pieces, and say whether every byte of it is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        with source.open() as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(source: Source) -> bool:
    """Say whether far more letters are right as UTF-8 than wrong: a row was pasted from elsewhere."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    right = wrong = 0
    with source.open() as file:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            bad = text.count("\ufffd")
            wrong += bad
            right += len(text) - len(text.encode("ascii", "ignore")) - bad
    return right > wrong * _FAR_MORE


def _ends_in_returns(source: Source) -> bool:
    """Say whether lines end in a carriage return alone, as only "CSV (Macintosh)" of Excel still writes them."""
    with source.open() as file:
        text = file.read(1 << 20)
    return b"\r" in text and b"\n" not in text


def _others(source: Source) -> tuple[str, ...]:
    """Return the Windows pages whose letters would make better words of the first megabyte."""
    with source.open() as file:
        text = file.read(1 << 20).decode("cp1252", "replace")
    found = []
    if _TURKISH_SIGNS.search(text):
        found.append("cp1254")
    if _POLISH_SIGNS.search(text):
        found.append("cp1250")
    if _MACINTOSH_SIGNS.search(text):
        found.append("mac_roman")
    return tuple(found)

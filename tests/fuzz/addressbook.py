"""Break the sample files at random and read them: python tests/fuzz/addressbook.py [SECONDS] [SEED] [READER].

READER is text, xlsx, ods, vcard-2.1, vcard-3.0 or vcard-4.0; without one all of them take turns. SECONDS are of
processor. A reader may refuse a file with BadInputError. It may not raise anything else, hang, or lose a row.
"""

import faulthandler
import io
import itertools
import random
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from roadshow_addressbook.cleaning import cleaned
from roadshow_addressbook.encoding import examine
from roadshow_addressbook.reading import read_people

from roadshow.domain.drafts import DraftPerson, Reading, Refusal, Source
from roadshow.domain.errors import BadInputError
from roadshow.domain.people import Person
from roadshow.domain.plain import from_plain
from roadshow.planning.intake import take_in

FILES = sorted((Path(__file__).parent.parent / "addressbook" / "files").iterdir())
READERS = ("text", "xlsx", "ods", "vcard-2.1", "vcard-3.0", "vcard-4.0")
SPICE = [b'"', b'""', b";", b",", b"\t", b"\r", b"\n", b"\r\n", b"\0", b"\xff", b"\xc3", b"=", b"\\", b":", b" ", b"\xe2\x80\xae", b"\x1b[31m",
         b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"AGENT:\r\n", b"QUOTED-PRINTABLE", b"sep=;\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"9" * 400, b"'=1+1", b"@", b"Totaal",
         b'r="XFD1048576"', b'table:number-rows-repeated="99999999"', b"&#x0;", b"<", b">", b"E-mailadres", b"A" * 5000]  # fmt: skip


def reader_of(path: Path) -> str:
    """Return which reader a sample file is for; a card says its version itself."""
    if path.suffix != ".vcf":
        return {".xlsx": "xlsx", ".ods": "ods"}.get(path.suffix, "text")
    content = path.read_bytes().replace(b"\0", b"")
    return next(
        (f"vcard-{version}" for version in ("2.1", "3.0", "4.0") if f"VERSION:{version}".encode() in content),
        "vcard-3.0",
    )


def made_up(suffix: str, chance: random.Random) -> bytes:
    """Return a file that no program wrote: spice, words and bytes in any order."""
    words = [*SPICE, b"Naam", b"E-mail", b"jan@example.org", b"0612345678", b"6,12E+08", "Ay\u015fe".encode(), b"VERSION:2.1\r\n",
             b"VERSION:4.0\r\n", b"N:Vries;Jan;de;;\r\n", b"FN:", b"TEL;CELL:", b"EMAIL;CHARSET=x;ENCODING=QUOTED-PRINTABLE:=C3=\r\n", b"NOTE:"]  # fmt: skip
    out = b"".join(
        chance.choice(words) if chance.random() < 0.9 else chance.randbytes(chance.randrange(20))
        for _ in range(chance.randrange(120))
    )
    return (b"BEGIN:VCARD\r\n" + out + b"END:VCARD\r\n") if suffix == ".vcf" else out


def broken(content: bytes, chance: random.Random) -> bytes:
    """Break bytes in a few places."""
    out = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 12, 40))):
        place = chance.randrange(len(out) + 1)
        way = chance.randrange(6)
        if way == 0:
            out[place:place] = chance.choice(SPICE)
        elif way == 1 and out:
            out[place % len(out)] = chance.randrange(256)
        elif way == 2:
            del out[place : place + chance.choice((1, 2, 10, 200))]
        elif way == 3:
            start = chance.randrange(len(out) + 1)
            out[place:place] = out[start : start + chance.choice((3, 30, 300))]
        elif way == 4:
            del out[place:]
            out += chance.choice(SPICE)
        else:
            end = place + chance.choice((1, 5, 50))
            out[place:end] = chance.randbytes(len(out[place:end]))
    return bytes(out)


def broken_book(content: bytes, chance: random.Random) -> bytes:
    """Break one part inside a workbook and pack it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            part = old.read(name)
            new.writestr(name, broken(part, chance) if name == chosen else part)
    return out.getvalue()


def check(reading: Reading, content: bytes) -> int:
    """Walk all rows and check the laws; returns how many there were."""
    rows = list(reading.rows)
    numbers = itertools.count()
    met = sum(1 for _ in take_in(rows, lambda _wanted: (), lambda: str(next(numbers))))
    assert met == len(rows), "a row is lost on its way in"
    lines = [row.row for row in rows]
    assert all(before < after for before, after in itertools.pairwise(lines)), "lines do not rise"
    for row in rows:
        assert isinstance(row, DraftPerson | Refusal)
        if isinstance(row, DraftPerson):
            person = from_plain(Person, {"id": "x", **row.person})
            assert person.name or person.email or person.phone, row
            for field, value in row.person.items():
                texts = [value] if isinstance(value, str) else []
                assert not any(cleaned(text, lines=field == "notes")[1] for text in texts), row
    if reading.intake.form in {"xlsx", "ods"} and lines:
        heading = reading.intake.header_line
        assert {*lines, heading} | {0} == set(range(max(lines[-1], heading) + 1)), "a row of the sheet is lost"
    if reading.intake.form == "csv" and b'"' not in content:
        text = content.decode(reading.intake.encoding, "replace")
        count = sum(1 for _ in io.StringIO(text.removeprefix("\ufeff"), newline=""))
        skipped = (
            1
            if text.removeprefix("\ufeff").lower().startswith("sep=")
            and 1 not in lines
            and reading.intake.header_line != 1
            else 0
        )
        assert len(rows) + bool(reading.intake.header_line) + skipped == count, (
            len(rows),
            count,
            reading.intake.header_line,
        )
    if reading.intake.form == "vcard" and b"AGENT" not in content.upper():
        wide = examine(Source("x", lambda: io.BytesIO(content))).codec
        plain = content.decode(wide, "replace").encode() if wide.startswith("utf-16") else content
        begins = sum(
            1
            for line in plain.removeprefix(b"\xef\xbb\xbf").splitlines()
            if len(line) < 38 and line.strip().upper().replace(b" ", b"") == b"BEGIN:VCARD"
        )
        cards = sum(1 for row in rows if isinstance(row, DraftPerson) or row.code != "outside")
        assert cards == begins, (cards, begins)
    return len(rows)


def spoiled(path: Path, chance: random.Random) -> bytes:
    """Return a sample file broken, packed ones mostly inside, or now and then a file that nobody made."""
    content = path.read_bytes()
    packed = path.suffix in {".xlsx", ".ods"}
    if not packed and chance.random() < 0.15:
        return made_up(path.suffix, chance)
    return broken_book(content, chance) if packed and chance.random() < 0.8 else broken(content, chance)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    reader = sys.argv[3] if len(sys.argv) > 3 else ""
    files = [path for path in FILES if not reader or reader_of(path) == reader]
    chance = random.Random(seed)
    tried = refused = rows = 0
    slowest, slow = 0.0, b""
    while time.process_time() < seconds:
        path = chance.choice(files)
        content = spoiled(path, chance)
        faulthandler.dump_traceback_later(120, exit=True)
        before = time.process_time()
        try:
            rows += check(read_people(Source(path.name, lambda content=content: io.BytesIO(content))), content)
        except BadInputError:
            refused += 1
        except BaseException:
            kept = Path(tempfile.gettempdir(), f"addressbook-fuzz-{seed}-{tried}{path.suffix}")
            kept.write_bytes(content)
            print(f"broken file kept: {kept} (from {path.name})")
            raise
        taken = time.process_time() - before
        if taken > slowest:
            slowest, slow = taken, content
        faulthandler.cancel_dump_traceback_later()
        tried += 1
    print(f"{reader or 'all readers'}: {time.process_time():.0f} s of processor, {tried} broken files, {refused} refused as a whole, "
          f"{rows} rows accounted for, slowest {slowest:.2f} s")  # fmt: skip
    if slowest > 1:
        Path(tempfile.gettempdir(), f"addressbook-fuzz-slow-{seed}").write_bytes(slow)


if __name__ == "__main__":
    main()

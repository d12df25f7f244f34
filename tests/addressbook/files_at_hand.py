"""Small builders for tests of the address book."""

import io
from pathlib import Path

from roadshow_addressbook.reading import file_source, read_people

from roadshow.domain.drafts import DraftPerson, Reading, Refusal, Source

FILES = Path(__file__).parent / "files"


def source(content: bytes | str, name: str = "people.csv") -> Source:
    """Return bytes as a file."""
    raw = content.encode() if isinstance(content, str) else content
    return Source(name, lambda: io.BytesIO(raw))


def read(content: bytes | str, **options: object) -> tuple[Reading, list[DraftPerson | Refusal]]:
    """Read bytes and walk all rows."""
    reading = read_people(source(content), **options)
    return reading, list(reading.rows)


def read_file(name: str) -> tuple[Reading, list[DraftPerson | Refusal]]:
    """Read a sample file and walk all rows."""
    reading = read_people(file_source(FILES / name))
    return reading, list(reading.rows)


def people(rows: list[DraftPerson | Refusal]) -> list[dict[str, object]]:
    """Return the values of the drafts alone."""
    return [dict(row.person) for row in rows if isinstance(row, DraftPerson)]


def beside(person: dict[str, object]) -> list[str]:
    """Return the further addresses and numbers of a person, each behind its kind."""
    return [f"{one['kind']} {one['value']}".strip() for one in person.get("contacts", [])]


def codes(rows: list[DraftPerson | Refusal]) -> list[tuple[int, str]]:
    """Return line and code of each refusal, and line and ok of each draft."""
    return [(row.row, row.code if isinstance(row, Refusal) else "ok") for row in rows]


def flags(row: DraftPerson | Refusal) -> list[tuple[str, str, str]]:
    """Return code, value and proposal of the flags of a draft."""
    assert isinstance(row, DraftPerson), row
    return [(flag.code, flag.value, flag.proposal) for flag in row.flags]

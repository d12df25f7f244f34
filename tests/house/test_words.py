"""Everything a user reads goes through gettext, and Dutch is complete."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
DUTCH = ROOT / "roadshow" / "locale" / "nl" / "LC_MESSAGES" / "roadshow.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
FIELD = re.compile(r"\{[^{}]*\}")


def said() -> set[str | tuple[str, ...]]:
    found = set()
    for folder in ("roadshow", "plugins"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(message)
    return found


@pytest.fixture(scope="module")
def dutch():
    with DUTCH.open("rb") as file:
        return read_po(file, locale="nl")


def test_every_sentence_has_its_dutch(dutch) -> None:
    missing = []
    for message in said():
        known = dutch.get(message)
        texts = () if known is None else known.string if isinstance(known.string, tuple) else (known.string,)
        if known is None or known.fuzzy or not all(texts):
            missing.append(message)
    assert not missing, f"{len(missing)} sentences without Dutch: {sorted(map(str, missing))[:20]}"


def test_nothing_is_translated_that_nobody_says(dutch) -> None:
    known = {message.id for message in dutch if message.id}
    assert known <= said()


def test_a_translation_has_the_fields_of_its_sentence(dutch) -> None:
    wrong = []
    for message in dutch:
        if not message.id:
            continue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        fields = set(FIELD.findall(english[-1]))
        if any(not set(FIELD.findall(text)) <= fields for text in texts) or set(FIELD.findall(texts[-1])) != fields:
            wrong.append(message.id)
    assert not wrong


def test_the_compiled_words_are_those_of_the_catalogue(dutch) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, dutch)
    assert DUTCH.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run: pybabel compile (see CONTRIBUTING.md)"

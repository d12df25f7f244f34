"""Everything a user reads goes through gettext, and Dutch is complete."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
DUTCH = ROOT / "roadshow" / "locale" / "nl" / "LC_MESSAGES" / "roadshow.po"
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}
FIELD = re.compile(r"\{[^{}]*\}")


def sentences(tree: ast.AST) -> Iterator[str | tuple[str, ...]]:
    """Read the sentences from the syntax tree: it is the same on every Python, where the tokens of an f-string are not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            texts = [one.value for one in node.args[: KEYWORDS[node.func.id]] if isinstance(one, ast.Constant)]
            if len(texts) == KEYWORDS[node.func.id]:
                yield texts[0] if len(texts) == 1 else tuple(texts)


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for folder in ("roadshow", "plugins"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def said() -> set[str | tuple[str, ...]]:
    return {sentence for _file, tree in trees() for sentence in sentences(tree)}


def test_no_sentence_stands_inside_an_f_string() -> None:
    """pybabel on Python 3.11 does not see it there, and takes its Dutch out of the catalogue."""
    hidden = [
        (file.name, sentence)
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for sentence in sentences(node)
    ]
    assert not hidden


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
    """What they say, not their bytes: the header holds the version of whatever compiled them."""
    with DUTCH.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    wrong = []
    for message in dutch:
        if message.id:
            forms = (
                [compiled.ngettext(*message.id, n) for n in (1, 2)]
                if message.pluralizable
                else [compiled.gettext(message.id)]
            )
            texts = list(message.string) if message.pluralizable else [message.string]
            if forms != texts:
                wrong.append(message.id)
    assert not wrong, "run: pybabel compile (see CONTRIBUTING.md)"
    assert len(compiled._catalog) == 1 + sum(2 if message.pluralizable else 1 for message in dutch if message.id)

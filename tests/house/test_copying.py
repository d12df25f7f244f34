"""What a sentence tells to type can be copied: no curly quotes in a command or around one."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
DUTCH = ROOT / "roadshow" / "locale" / "nl" / "LC_MESSAGES" / "roadshow.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
WRONG = re.compile(
    r"“roadshow [^”]*”"  # around a command
    r"|roadshow (?:-w|[a-z{][a-z-]*)(?:(?![.;!?] )[^“”])*“"  # in a command
    r"|--[a-z-]+ “"  # behind a flag
)


def test_the_rule_finds_what_it_is_for() -> None:
    for text in ("See “roadshow log”.", "Next: roadshow new “NAME”", "Use --room “Zaal 2”."):
        assert WRONG.search(text)
    for text in (
        "There is no stop “{text}”. See roadshow stop list.",
        'roadshow room add "{venue}"',
        "“{name}” is on --x",
    ):
        assert not WRONG.search(text)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_command_in_a_sentence_works_when_it_is_copied(language) -> None:
    """A shell takes curly quotes for letters: the command would look for a stop called “Zaal 1”, quotes and all."""
    said = {
        one
        for folder in ("roadshow", "plugins")
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        )
        for one in ((message,) if isinstance(message, str) else message)
    }
    if language == "nl":
        with DUTCH.open("rb") as file:
            known = [message for message in read_po(file, locale="nl") if message.id]
        pairs = [
            (ids, strings)
            for message in known
            for ids, strings in [
                (message.id, message.string) if isinstance(message.id, tuple) else ((message.id,), (message.string,))
            ]
        ]
        said = {text for ids, strings in pairs if ids[0] in said for text in strings}
    assert not sorted(text for text in said if WRONG.search(text))

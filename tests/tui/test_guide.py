"""docs/screen.md and docs/screen.nl.md name every key there is, and what they say of it is true."""

import os

import pytest
from guide import PAGES, filled

from roadshow.api import speak


@pytest.mark.parametrize("language", PAGES)
def test_the_tables_of_the_guide_are_the_keys_of_the_program(language):
    """ROADSHOW_PICTURES=1 writes the tables anew."""
    speak(language)
    page = PAGES[language].read_text(encoding="utf-8")
    whole = filled(page, language)
    if os.environ.get("ROADSHOW_PICTURES"):
        PAGES[language].write_text(whole, encoding="utf-8", newline="\n")
        page = whole
    assert page == whole, "a key or what it does changed: run this test with ROADSHOW_PICTURES=1"


def test_the_two_pages_have_the_same_parts():
    heads = {
        language: [
            line.split(" ")[0] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("#", "|"))
        ]
        for language, path in PAGES.items()
    }
    assert heads["en"] == heads["nl"]

"""docs/findings.md says what the rules say."""

import re
from dataclasses import fields
from pathlib import Path

from roadshow.planning.checking import RULES, CheckSettings

PAGE = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| (.*) \|$", re.MULTILINE)


def test_every_rule_stands_in_the_page_as_it_is():
    """A code on the screen would not be found in the docs, or with another weight or advice."""
    told = {(row[0], *row[1].split(" | ")) for row in ROW.findall(PAGE.split("## How each is judged")[0])}
    assert told == {(rule.code, str(rule.weight), rule.title, rule.help) for rule in RULES}


def test_every_setting_stands_in_the_page_with_its_default():
    """Somebody would set a number that does not exist, or trust an old default."""
    told = {row[0]: row[1].split(" | ")[0] for row in ROW.findall(PAGE.split("## Settings")[1])}
    assert set(told) == {field.name for field in fields(CheckSettings)}
    settings = CheckSettings()
    for name, default in told.items():
        value = getattr(settings, name)
        if isinstance(value, tuple):
            value = ", ".join(value)
        assert default == (str(value) or "empty"), name


def test_every_rule_helps_and_is_explained():
    """A finding would say what is wrong and nothing else, or a rule would have no contract."""
    for rule in RULES:
        assert rule.title
        assert rule.help
        assert (rule.look.__doc__ or "").startswith("Find "), rule.code

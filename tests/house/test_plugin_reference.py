"""Hooks, their reference page, their tests and our own answers say the same."""

import inspect
import re
from pathlib import Path

import pytest

from roadshow.hooks.specs import Hooks
from roadshow.office.plugins import Plugins, found_plugins

ROOT = Path(__file__).parents[2]
HOOKS = sorted(name for name in vars(Hooks) if not name.startswith("_"))
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")


def section(hook: str) -> str:
    found = re.search(rf"^### {hook}\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


def test_the_page_has_each_hook_once_and_no_other() -> None:
    assert sorted(re.findall(r"^### (\w+)$", PAGE, re.MULTILINE)) == HOOKS


@pytest.mark.parametrize("hook", HOOKS)
def test_the_page_says_kind_when_and_signature(hook: str) -> None:
    text = section(hook)
    arguments = [name for name in inspect.signature(vars(Hooks)[hook]).parameters if name != "self"]
    assert f"`{hook}({', '.join(arguments)})" in text
    assert re.search(r"Kind: (offer|ask|tell)\.", text)
    assert "When:" in text
    assert "fails" in text


@pytest.mark.parametrize("hook", HOOKS)
def test_the_docstring_says_when_what_and_what_a_failure_does(hook: str) -> None:
    text = inspect.getdoc(vars(Hooks)[hook]) or ""
    assert all(word in text for word in ("When:", "Return:", "A failure:"))


@pytest.mark.parametrize("hook", HOOKS)
def test_one_of_our_own_plugins_answers_and_the_page_names_it(hook: str) -> None:
    answering = {name for name, _function, _wanted in Plugins()._loaded().get(hook, ())}
    assert answering
    named = set(re.findall(r"`(roadshow_\w+)`", section(hook)))
    assert named == answering


@pytest.mark.parametrize("hook", HOOKS)
def test_each_hook_has_a_test(hook: str) -> None:
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if path.name != Path(__file__).name]
    assert any(re.search(rf"\b{hook}\b", path.read_text(encoding="utf-8")) for path in tests)


def test_our_plugins_are_entry_points_like_those_of_strangers() -> None:
    folders = {path.name for path in (ROOT / "plugins").iterdir() if (path / "__init__.py").is_file()}
    assert set(found_plugins()) >= folders

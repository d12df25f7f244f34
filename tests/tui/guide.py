"""The tables of keys in docs/screen.md and docs/screen.nl.md: made of the program's own acts, so that they are true."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from textual.dom import DOMNode

import roadshow.tui.screens as screens_package
import roadshow.tui.widgets as widgets_package
from roadshow.api import _
from roadshow.tui import keys

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "screen.md", "nl": DOCS / "screen.nl.md"}
SECTIONS = (
    ("app", "area"),
    ("list", "filter", "cell"),
    ("blocks", "choice"),
    ("programme", "months"),
    ("guests",),
    ("people",),
    ("agenda", "board"),
    ("tasks",),
    ("make", "made", "pick"),
    ("history",),
    ("venues",),
    ("findings",),
    ("settings",),
)
"""Which sections of keys.toml stand in which table, in the order of the page. What is in none of them comes last."""
HEADS = {"en": ("Keys", "What they do"), "nl": ("Toetsen", "Wat ze doen")}


def acts() -> dict[str, str]:
    """Return what each act of the program does, by its id: of every widget, every screen and the app."""
    for folder in (screens_package, widgets_package):
        for module in iter_modules(folder.__path__):
            import_module(f"{folder.__name__}.{module.name}")
    import_module("roadshow.tui.tour.app")
    found: dict[str, str] = {}
    left: list[type] = [DOMNode]
    while left:
        one = left.pop()
        left += one.__subclasses__()
        if one.__module__.startswith("roadshow."):
            for binding in one.__dict__.get("BINDINGS", ()):
                if getattr(binding, "id", None):
                    found[binding.id] = binding.tooltip
    return found


def filled(page: str, language: str) -> str:
    """Return the page with each of its tables of keys written anew, in the language that is spoken."""
    tables = iter(_tables(language))
    head = " \\| ".join(HEADS[language])
    whole = re.compile(rf"^\| {head} \|\n\| --- \| --- \|\n(?:\|.*\n)*", re.MULTILINE)
    assert len(whole.findall(page)) == len(SECTIONS) + 1
    return whole.sub(lambda _match: next(tables), page)


def _tables(language: str) -> Iterator[str]:
    does = acts()
    left = list(dict.fromkeys(act.split(".")[0] for act in keys.shipped()))
    groups = [*SECTIONS, tuple(section for section in left if not any(section in group for group in SECTIONS))]
    for group in groups:
        rows = []
        for section in group:
            for act, listed in keys.shipped().items():
                if act.startswith(f"{section}.") and act in does:
                    rows.append(f"| {_keys(listed)} | {_(does[act])} |\n")
        yield f"| {' | '.join(HEADS[language])} |\n| --- | --- |\n{''.join(rows)}"


def _keys(listed: str) -> str:
    return " ".join(f"`{keys.shown(key)}`" for key in listed.split(","))

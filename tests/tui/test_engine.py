"""Textual's inside: what we lean on there is named here, part by part, so that a new Textual fails by name."""

import ast
import inspect
import textwrap
from pathlib import Path

import pytest
from textual import keys
from textual._compositor import Compositor
from textual.app import App
from textual.binding import BindingsMap
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.web_driver import WebDriver
from textual.screen import ModalScreen, Screen
from textual.scroll_view import ScrollView
from textual.widgets import Input, Static, TextArea

TUI = Path(__file__).parents[2] / "roadshow" / "tui"
CLASSES = (App, Screen, ModalScreen, Driver, WebDriver, Stylesheet, Compositor, Input, TextArea, Static, ScrollView)
PARTS = {
    (Compositor, "_render_chops"): "makes the pieces of each line from the widgets that show there; we make fewer",
    (Screen, "_compositor"): "may be replaced after Screen.__init__ by a subclass of Compositor",
    (Screen, "_dirty_widgets"): "widgets that asked to be drawn again since the last frame",
    (Screen, "_scroll_required"): "whether something scrolled since the last frame",
    (Screen, "_layout_required"): "whether the layout is to be made anew",
    (Screen, "_repaint_required"): "whether the whole screen is to be drawn anew",
    (Screen, "_on_timer_update"): "draws a frame now",
    (Screen, "_compositor_refresh"): "writes what the compositor made to the terminal",
    (App, "_batch_count"): "above 0 while batch_update holds back the screen",
    (App, "_screen_stacks"): "the screens of each mode that was opened, from below",
    (App, "_registry"): "all widgets and screens that take messages",
    (App, "_bindings"): "the bindings of the app, with key_to_bindings",
    (App, "_driver"): "what reads and writes the terminal, None before the start",
    (App, "_close_messages_no_wait"): "ends the loop of messages",
    (App, "_handle_exception"): "is called with what broke the program",
    (App, "_fatal_error"): "prints what broke it, with the values of variables",
    (Stylesheet, "_parse_cache"): "holds parsed sheets by their text and the colours",
    (Stylesheet, "_variables"): "the colours that the sheets were parsed with",
    (ScrollView, "_set_dirty"): "is called by refresh() with the regions to draw again, none for all",
    (Input, "_on_key"): "puts a letter in the line",
}


def source_of(kind: type) -> str:
    """Return Textual's own source of a class and of what it is made of."""
    own = [one for one in kind.__mro__ if one.__module__.startswith("textual")]
    return "\n".join(textwrap.dedent(inspect.getsource(one)) for one in own)


def private_names(kind: type) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source_of(kind))):
        name = ""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            name = node.attr
        if name.startswith("_") and not name.startswith("__"):
            found.add(name)
    return found


@pytest.mark.parametrize(("kind", "name"), PARTS, ids=lambda one: getattr(one, "__name__", one))
def test_a_private_part_that_we_lean_on_is_there(kind, name) -> None:
    assert name in private_names(kind), f"Textual has no {kind.__name__}.{name} any more: {PARTS[kind, name]}"


def test_the_other_private_things_that_we_lean_on_are_there() -> None:
    assert keys._character_to_key(".") == "full_stop"
    assert isinstance(BindingsMap().key_to_bindings, dict)
    linux = Path(inspect.getfile(App)).parent / "drivers" / "linux_driver.py"
    assert "self._must_signal_resume = True" in linux.read_text(encoding="utf-8")


def named_in(file: Path, names: set[str]) -> set[str]:
    """Return the names out of these that a file uses of something else, or takes for itself in a class of Textual's."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for kind in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        bases = {base.id for base in ast.walk(ast.Module([ast.Expr(one) for one in kind.bases], [])) if isinstance(base, ast.Name)}  # fmt: skip
        if not bases & WIDGETS:
            continue
        for node in ast.walk(kind):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in names:
                found.add(node.name)
            elif isinstance(node, ast.Attribute) and node.attr in names:
                found.add(node.attr)
    for node in ast.walk(tree):
        owner = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Attribute) and node.attr in names and not (isinstance(owner, ast.Name) and owner.id in {"self", "cls"}):  # fmt: skip
            found.add(node.attr)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            parts = [*(node.module or "").split("."), *(one.name for one in node.names)]
            found.update(part for part in parts if part.startswith("_"))
    return found


WIDGETS: set[str] = set()
"""Names of classes of ours that are made of Textual's."""


def widget_classes() -> set[str]:
    """Return the names of all our classes that come, over however many others, from one of Textual's."""
    bases: dict[str, set[str]] = {}
    known: set[str] = set()
    for file in TUI.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                known |= {one.asname or one.name for one in node.names if one.name[0].isupper()}
            if isinstance(node, ast.ClassDef):
                names = {one.id for base in node.bases for one in ast.walk(base) if isinstance(one, ast.Name)}
                bases.setdefault(node.name, set()).update(names)
    while True:
        more = {name for name, above in bases.items() if above & known} - known
        if not more:
            return known
        known |= more


def test_no_other_room_names_a_private_part_of_textual() -> None:
    """It would break drawing on somebody's machine with no test that says why; a name of ours that is Textual's too as well."""
    WIDGETS.update(widget_classes())
    private = {name for kind in (App, Screen, Input, TextArea, Static, ScrollView) for name in private_names(kind)}
    private |= {name for _kind, name in PARTS}
    found = {
        f"{file.relative_to(TUI)}: {', '.join(sorted(names))}"
        for file in sorted(TUI.rglob("*.py"))
        if file.parent.name != "engine" and (names := named_in(file, private) - FINE)
    }
    assert not found


FINE = {"_exit", "_app", "_loop"}
"""os._exit; and of the driver in a browser's tab, whose own names these are by its documentation."""


def test_the_engine_names_nothing_that_is_not_told_here() -> None:
    told = {name for _kind, name in PARTS}
    private = {name for kind in CLASSES for name in private_names(kind)}
    used = set()
    for file in (TUI / "engine").glob("*.py"):
        used |= named_in(file, private)
    assert used <= told | {"_compositor", "_character_to_key", "_lines", "_touched", "_writer_thread", "_exit"}


def test_the_writer_of_a_driver_is_made_by_a_name_of_its_module_and_keeps_texts_in_a_queue():
    """Ours takes its place (engine.hanging_up): with another way of writing a closed window would hang the program again."""
    linux_driver = pytest.importorskip("textual.drivers.linux_driver")
    assert "self._writer_thread = WriterThread(self._file)" in inspect.getsource(linux_driver.LinuxDriver)
    assert "self._queue" in inspect.getsource(WriterThread.write)
    assert "self.fileno" in inspect.getsource(linux_driver.LinuxDriver.__init__)

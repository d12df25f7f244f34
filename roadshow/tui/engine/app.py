"""The app of Textual, made quick and discreet."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import WorkerFailed

from roadshow.tui.engine.hanging_up import use_our_writer
from roadshow.tui.engine.stylesheet import FrugalStylesheet

R = TypeVar("R")
AT_ONCE = 0.001
"""Seconds until a screen that stands is drawn; Textual counts them by a timer."""


class EngineApp(App[R]):
    """An app whose style sheets are parsed once, that draws a new screen at once, and prints nothing where it breaks."""

    def __init__(self) -> None:
        use_our_writer()
        super().__init__()
        self.stylesheet = FrugalStylesheet(variables=self.get_css_variables())
        self.fault: Exception | None = None
        """What broke the screen, for whoever started it to tell."""

    @property
    def is_drawing_held(self) -> bool:
        """Whether screens change hands: what is drawn now is not shown."""
        return bool(self._batch_count)

    def opened_screens(self) -> Iterator[tuple[str, list[Screen[Any]]]]:
        """Give the modes that were opened so far, each with its screens from below."""
        yield from self._screen_stacks.items()

    def message_pumps(self) -> Iterable[MessagePump]:
        """Return all that takes messages now."""
        return self._registry

    def bind_late(self, bindings: Iterable[Binding], stale: Callable[[Binding], bool]) -> None:
        """Bind keys after the start, in place of those that are stale; Textual binds by class, before it begins."""
        held = self._bindings.key_to_bindings
        for key, several in list(held.items()):
            left = [one for one in several if not stale(one)]
            held[key] = left
            if not left:
                del held[key]
        for key, several in BindingsMap(bindings).key_to_bindings.items():
            held[key] = [*held.get(key, ()), *several]
        self.refresh_bindings()

    def terminal(self) -> int | None:
        """Return the descriptor of the terminal that is read from; None in a browser and without one."""
        file = getattr(self._driver, "fileno", None)
        return file if isinstance(file, int) else None

    def has_halted_itself(self) -> bool:
        """Say whether Textual itself stopped the program for the shell, and not the system."""
        return bool(getattr(self._driver, "_must_signal_resume", False))

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002  what Textual would print is not printed
        """Leave at once; what a broken part of Textual wants to print may show what people typed."""
        self.fault = self.fault or RuntimeError()
        self._close_messages_no_wait()

    def delay_update(self, delay: float = 0.05) -> None:  # noqa: ARG002  Textual waits so long for a new screen to stand
        """Draw the next screen as soon as it stands: whoever brings it waits for that itself."""
        super().delay_update(AT_ONCE)

    def _handle_exception(self, error: Exception) -> None:
        """Keep what broke the screen; Textual would print it with every variable, names of people among them."""
        if self.fault is None:
            self.fault = getattr(error, "error", error) if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

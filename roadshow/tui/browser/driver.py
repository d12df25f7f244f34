"""What a program in a tab listens to. It leaves in order when its tab is closed or when nobody serves it any more."""

import asyncio
import contextlib
from typing import Any

from textual.drivers.web_driver import WebDriver


class TabDriver(WebDriver):
    """Textual's driver for browsers; where the tab goes, what is being typed is saved first."""

    def start_application_mode(self) -> None:
        """Begin, and remember the loop: what is read is read in another thread."""
        self._loop = asyncio.get_running_loop()
        super().start_application_mode()

    def run_input_thread(self) -> None:
        """Read until there is nothing more to come; then nobody serves this program any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def on_meta(self, packet_type: str, payload: dict[str, Any]) -> None:
        """Obey what the server says; a closed tab is a reason to leave in order."""
        if packet_type == "quit":
            self._leave()
        else:
            super().on_meta(packet_type, payload)

    def write(self, data: str) -> None:
        """Write to the tab; one that is gone is no fault."""
        with contextlib.suppress(OSError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the server; one that is gone is no fault."""
        with contextlib.suppress(OSError):
            super().write_meta(data)

    def _leave(self) -> None:
        leave = getattr(self._app, "leave_soon", self._app.exit)
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(leave)

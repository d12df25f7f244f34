"""The server: a page for the browser, and for each tab a program of its own, all on the same workspace."""

import asyncio
import contextlib
import html
import os
import secrets
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from roadshow.api import StoreError, _, spoken
from roadshow.tui.browser.guard import SOCKET, Guard

PATIENCE = 5.0
"""Seconds that a program has to leave after its tab went."""
SIZES = (20, 500)
"""Columns and rows that a tab may ask for."""


class Tab(AppService):
    """One program for one tab."""

    def __init__(self, words: Sequence[str], **named: Any) -> None:
        super().__init__("", **named)
        self._words = words

    async def leave(self) -> None:
        """Ask the program to leave; end it where it does not."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stop(), PATIENCE)
        process = self._process
        if process is not None and process.returncode is None:
            try:
                await asyncio.wait_for(process.wait(), PATIENCE)
            except TimeoutError:
                process.kill()
                await process.wait()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start it without a shell, and out of reach of a ctrl+c that is meant for the server."""
        environment = self._build_environment(width, height) | {"ROADSHOW_LANGUAGE": spoken()}
        apart: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, **apart
        )
        self._stdin = process.stdin
        return process


class Serving(Server):
    """Textual's server behind our guard; it shows our page and loads nothing from elsewhere."""

    def __init__(self, words: Sequence[str], title: str, guard: Guard) -> None:
        super().__init__("", title=title)
        self._words = words
        self._guard = guard
        self._tabs: set[Tab] = set()

    def application(self) -> web.Application:
        """Return the routes, all of them behind the guard."""
        app = web.Application(middlewares=[self._guard.middleware()])
        app.add_routes(
            [
                web.get("/", self.page),
                web.get(SOCKET, self.tab),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(_with_manners)
        app.on_shutdown.append(self.close_tabs)
        return app

    async def page(self, request: web.Request) -> web.Response:
        """Answer with the page in which the program runs."""
        nonce = secrets.token_urlsafe(16)
        request["nonce"] = nonce
        words = {
            "language": spoken(),
            "title": f"roadshow · {self.title}",
            "waiting": _("One moment…"),
            "script": _("This page needs JavaScript."),
            "ended": _("The program has ended. What was confirmed is saved."),
            "again": _("Start again"),
            "nonce": nonce,
        }
        text = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
        for name, word in words.items():
            text = text.replace(f"{{{name}}}", html.escape(word))
        return web.Response(text=text, content_type="text/html")

    async def tab(self, request: web.Request) -> web.WebSocketResponse:
        """Run a program for a tab, until one of them goes."""
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        tab = Tab(
            self._words,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=socket.close,
            download_manager=self.download_manager,
        )
        self._tabs.add(tab)
        try:
            await tab.start(_size(request.query.get("width"), 80), _size(request.query.get("height"), 24))
            await _listen(socket, tab)
        finally:
            await tab.leave()
            self._tabs.discard(tab)
        return socket

    async def close_tabs(self, _app: web.Application) -> None:
        """End every program, since the server ends."""
        await asyncio.gather(*(tab.leave() for tab in set(self._tabs)), return_exceptions=True)


async def _listen(socket: web.WebSocketResponse, tab: Tab) -> None:
    """Hand on what is typed in a tab, and how large it is."""
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            continue
        match message.json():
            case ["stdin", str(typed)]:
                await tab.send_bytes(typed.encode())
            case ["resize", {"width": width, "height": height}]:
                await tab.set_terminal_size(_size(width, 80), _size(height, 24))
            case ["ping", sent]:
                await socket.send_json(["pong", sent])
            case ["blur", *_rest]:
                await tab.blur()
            case ["focus", *_rest]:
                await tab.focus()
            case _:
                continue


def _size(asked: object, otherwise: int) -> int:
    smallest, largest = SIZES
    return min(max(to_int(str(asked), otherwise), smallest), largest)


async def _with_manners(request: web.Request, response: web.StreamResponse) -> None:
    """Load nothing from elsewhere, be shown in no frame, keep no copy, and tell nobody the address."""
    script = f" 'nonce-{request['nonce']}'" if "nonce" in request else ""
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self'; script-src 'self'{script}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"font-src 'self' data:; connect-src 'self' ws://{request.host} wss://{request.host}; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"


def serve(words: Sequence[str], title: str, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until ctrl+c or until the system asks to stop. Raises StoreError where the port cannot be had."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(words, title, host, port, say))


async def _serve(words: Sequence[str], title: str, host: str, port: int, say: Callable[[str], None]) -> None:
    def shown(sentence: str) -> None:
        say(sentence)
        say(guard.address)  # on a line of its own, so that it can be clicked and copied whole

    guard = Guard(
        host,
        _("You cannot come in with this address. Take the newest one from the window in which roadshow serves."),
        lambda: shown(_("It is open in a browser. For another browser, an address that works once:")),
    )
    runner = web.AppRunner(Serving(words, title, guard).application(), access_log=None, shutdown_timeout=2 * PATIENCE)
    await runner.setup()
    try:
        try:
            site = web.TCPSite(runner, host, port)
            await site.start()
        except OSError as error:
            raise StoreError(
                _("Nothing can be served at {host}:{port}: {reason}.").format(
                    host=host, port=port, reason=error.strerror or error
                ),
                _("Choose another port with --port, or leave it away and one is found."),
            ) from error
        guard.port = runner.addresses[0][1]
        shown(_("Open this address in your browser; it works once:"))
        await _until_asked_to_stop()
    finally:
        await runner.cleanup()


async def _until_asked_to_stop() -> None:
    asked = asyncio.Event()
    if sys.platform != "win32":
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(name, asked.set)
    await asked.wait()

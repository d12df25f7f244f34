"""The screen in a browser: who comes in, several tabs on one workspace, reading only, and the end of it all."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import asynccontextmanager

import pytest
from served import Served

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

LIMIT = 30


@pytest.fixture
def plan(planned, tmp_path):
    return tmp_path / "test.roadshow"


def answer(address, **headers):
    """Ask as a program would that is no browser; return the status and what came."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=LIMIT) as got:
            return got.status, got.read().decode(), got.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), refused.headers


class Browser:
    """What a browser does: keeps the cookie, names the origin, and speaks the page's protocol."""

    def __init__(self, session, base):
        self.session = session
        self.base = base

    @asynccontextmanager
    async def tab(self, **headers):
        given = {"Origin": self.base, **headers}
        async with self.session.ws_connect(f"{self.base}/ws?width=90&height=30", headers=given) as socket:
            yield Tab(socket)


class Tab:
    def __init__(self, socket):
        self.socket = socket
        self.seen = ""

    async def until(self, text):
        self.seen = ""
        async with asyncio.timeout(LIMIT):
            while text not in self.seen:
                message = await self.socket.receive()
                assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}, message
                if message.type is aiohttp.WSMsgType.BINARY:
                    self.seen += message.data.decode()

    async def type(self, keys):
        await self.socket.send_json(["stdin", keys])

    async def closed(self):
        async with asyncio.timeout(LIMIT):
            while not self.socket.closed:
                await self.socket.receive()


def browse(served, story):
    """Come in by the one-time address, and do what the story says."""

    async def run():
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            async with session.get(served.address) as page:
                assert page.status == 200
                text = await page.text()
            await story(Browser(session, served.base), text)

    asyncio.run(run())


def test_the_address_works_once_and_its_cookie_is_for_this_site_alone(plan):
    with Served(plan) as served:
        status, page, headers = answer(served.address)
        assert status == 200
        assert "sessionWebsocketUrl" in page
        assert "//fonts" not in page, "nothing is loaded from elsewhere"
        cookie = headers["Set-Cookie"]
        for manner in ("HttpOnly", "SameSite=Strict", "Path=/"):
            assert manner in cookie
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert answer(served.address)[0] == 403, "the address was spent"
        kept = cookie.partition(";")[0]
        assert answer(f"{served.base}/", Cookie=kept)[0] == 200
        second = served.next_address()
        assert second != served.address
        assert answer(second)[0] == 200


def test_without_the_cookie_every_door_is_shut(plan):
    with Served(plan) as served:
        for path in ("/", "/?token=x", "/ws", "/static/js/textual.js", "/download/x", "/nothing"):
            status, text, _headers = answer(f"{served.base}{path}", Origin=served.base)
            assert status == 403, path
            assert "window in which roadshow serves" in text
        assert answer(served.address)[0] == 200, "a wrong try does not spend the address"


def test_a_strange_page_gets_nothing_even_with_the_address(plan):
    strange = (
        {"Host": "evil.example"},
        {"Host": "192.168.1.9"},
        {"Host": "localhost.evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    )
    with Served(plan) as served:
        for headers in strange:
            assert answer(served.address, **headers)[0] == 403, headers
        assert answer(served.address)[0] == 200


def test_a_socket_wants_the_cookie_and_our_own_page(plan):
    async def story(browser, _page):
        for headers in ({"Origin": "http://evil.example"}, {"Origin": "", "Host": "evil.example"}):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with browser.tab(**headers):
                    pass
            assert refused.value.status == 403

    with Served(plan) as served:
        browse(served, story)


def test_two_tabs_are_two_programs_on_one_workspace(plan, planned):
    async def story(browser, _page):
        async with browser.tab() as one, browser.tab() as two:
            for tab in (one, two):
                await tab.until("Crooswijk")
                await tab.type("3")
                await tab.until("Jansen, Jan")
            planned("person", "add", "Noor Verhulst")
            for tab in (one, two):
                await tab.until("Verhulst, Noor")
            await one.type("\x11")
            await one.closed()
            await two.type("1")
            await two.until("Next tasks")

    with Served(plan) as served:
        browse(served, story)
    assert served.process.returncode == 0
    assert "Stopped" in served.out
    assert "Traceback" not in served.err + served.out


def test_reading_only_refuses_every_change(plan, planned):
    before = planned("log", "--json").json[0]["number"]

    async def story(browser, _page):
        async with browser.tab() as tab:
            await tab.until("Crooswijk")
            await tab.type("3")
            await tab.until("Jansen, Jan")
            await tab.type("\x1a" + "u")
            await tab.until("reading only")

    with Served(plan, "--read-only") as served:
        browse(served, story)
    assert planned("log", "--json").json[0]["number"] == before


def running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_the_end_of_the_server_ends_its_programs(plan, name):
    children = []

    async def story(browser, _page):
        async with browser.tab() as tab:
            await tab.until("Crooswijk")
            children.extend(served.children())
            served.process.send_signal(getattr(signal, name))
            await tab.closed()

    with Served(plan) as served:
        browse(served, story)
        served.process.wait(timeout=LIMIT)
    assert len(children) == 1

    end = time.monotonic() + LIMIT
    while running(children[0]):
        assert time.monotonic() < end, "it outlived its server"


def test_what_is_being_typed_is_saved_when_the_tab_closes(plan, planned):
    async def story(browser, _page):
        async with browser.tab() as tab:
            await tab.until("Crooswijk")
            await tab.type("3")
            await tab.until("Jansen, Jan")
            await tab.type("\x1bOQ")  # F2 edits
            await tab.until("as it was")
            await tab.type("Zwaluw")
            await tab.until("w")

    with Served(plan) as served:
        browse(served, story)
    assert "Zwaluw" in json.dumps(planned("person", "list", "--json").json)


def test_a_port_that_is_taken_is_said_and_other_machines_are_warned_of(plan, program):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = program("serve", "--port", str(taken.getsockname()[1]), code=4)
    assert "--port" in said.err


def test_other_computers_are_let_in_only_when_asked_and_with_a_warning(plan):
    with Served(plan, "--host", "0.0.0.0") as served:
        port = served.base.rpartition(":")[2]
        local = served.address.replace(served.base, f"http://127.0.0.1:{port}")
        assert answer(local, Host="evil.example")[0] == 403
        assert answer(local)[0] == 200
    assert "not encrypted" in served.err


def test_without_the_extra_it_says_how_to_get_it(plan, tmp_path):
    script = (
        "import sys; from importlib.machinery import PathFinder;"
        "find = PathFinder.find_spec.__func__;"
        "PathFinder.find_spec = classmethod(lambda k, n, *a: None if n == 'textual_serve' else find(k, n, *a));"
        "from roadshow.cli.main import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "-w", str(plan), "serve"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "roadshow[web]" in done.stderr

"""The served screen in a real Chromium: it paints, takes keys, and asks nothing of anybody else."""

import asyncio
import itertools
import os
import re
import shutil
import subprocess
import time

import pytest
from served import Served

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LIMIT = 60
pytestmark = [pytest.mark.chromium, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]


class Page:
    """A page of the browser, by the DevTools protocol."""

    def __init__(self, socket):
        self.socket = socket
        self.numbers = itertools.count(1)
        self.asked = []
        self.complaints = []

    async def do(self, method, **given):
        number = next(self.numbers)
        await self.socket.send_json({"id": number, "method": method, "params": given})
        while True:
            said = await self.socket.receive_json(timeout=LIMIT)
            if said.get("method") == "Network.requestWillBeSent":
                self.asked.append(said["params"]["request"]["url"])
            elif said.get("method") == "Log.entryAdded" and said["params"]["entry"]["level"] == "error":
                self.complaints.append(said["params"]["entry"]["text"])
            elif said.get("id") == number:
                assert "error" not in said, said
                return said["result"]

    async def until(self, expression):
        end = time.monotonic() + LIMIT
        while True:
            done = await self.do("Runtime.evaluate", expression=expression, returnByValue=True)
            if done["result"].get("value"):
                return done["result"]["value"]
            assert time.monotonic() < end, expression

    async def type(self, keys):
        for key in keys:
            await self.do("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
            await self.do("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def until_other(self, before):
        """Wait until the page looks other than before; return how it looks."""
        end = time.monotonic() + LIMIT
        while True:
            now = (await self.do("Page.captureScreenshot", format="png"))["data"]
            if now != before:
                return now
            assert time.monotonic() < end, "nothing changed on the page"


@pytest.fixture
def chromium(tmp_path):
    with subprocess.Popen(
        [
            PROGRAM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0",
            "--remote-allow-origins=*", f"--user-data-dir={tmp_path / 'browser'}", "--window-size=1200,800", "about:blank",
        ],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "HOME": str(tmp_path)},
    ) as process:  # fmt: skip
        for line in process.stderr:
            found = re.search(r"ws://(\S+?)/", line)
            if found:
                break
        yield f"http://{found[1]}"
        process.terminate()


def test_the_served_screen_paints_and_takes_keys_in_chromium(planned, tmp_path, chromium):
    async def story(served):
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{chromium}/json/list") as listed:
                page = next(one for one in await listed.json() if one["type"] == "page")
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                await drive(Page(socket), served)

    async def drive(page, served):
        for domain in ("Page", "Network", "Log", "Runtime"):
            await page.do(f"{domain}.enable")
        await page.do("Page.navigate", url=served.address)
        await page.until("document.body && document.body.classList.contains('-first-byte')")
        assert "token" not in await page.until("location.href"), "the address bar keeps no token"
        await page.until("document.cookie === ''")
        programme = await page.until_other("")
        await page.until("document.querySelector('textarea') && (document.querySelector('textarea').focus(), true)")
        await page.type("3")
        await page.until_other(programme)
        await page.type("\x11")
        await page.until("document.body.classList.contains('-closed')")
        await page.do("Page.navigate", url=f"{served.base}/")
        await page.until("document.body.classList.contains('-first-byte')")
        strangers = [url for url in page.asked if not url.startswith((served.base, "data:", "about:"))]
        assert not strangers
        assert not [text for text in page.complaints if "Security Policy" in text]

    with Served(tmp_path / "test.roadshow") as served:
        asyncio.run(story(served))
    assert "people" in (tmp_path / "config" / "screen.json").read_text(), "the key never came to the program"
    assert "Traceback" not in served.err + served.out

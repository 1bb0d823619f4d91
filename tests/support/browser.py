"""A real Chromium without a window, driven over its DevTools protocol."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

_KEYS = {"Tab": 9, "ArrowRight": 39}
_START_SECONDS = 60


def chromium() -> str:
    """The browser; the test is skipped where there is none, unless one is required."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        words = "there is no Chromium. On Debian it comes with: apt-get install chromium"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(words, pytrace=False)
        pytest.skip(words)
    return found


@contextmanager
def browsing(folder: Path) -> Iterator[Browser]:
    """A browser with one page, its profile in an empty folder, and no network but this machine."""
    command = [
        *(chromium(), "--headless=new", "--no-sandbox", "--no-first-run", "--disable-gpu"),
        *("--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"),
        *(f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank"),
    ]
    with (
        subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process,
        asyncio.Runner() as runner,
    ):
        try:
            browser = Browser(runner, _port(folder))
            browser.connect()
            yield browser
            browser.close()
        finally:
            process.terminate()


def _port(folder: Path) -> int:
    """The port that the browser has chosen, once it has."""
    file, deadline = folder / "DevToolsActivePort", time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if file.exists() and (lines := file.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.05)
    raise TimeoutError(f"Chromium has not started within {_START_SECONDS} s")


class Browser:
    """One page of a browser; every method waits until it is done."""

    def __init__(self, runner: asyncio.Runner, port: int) -> None:
        self.requested: list[str] = []
        """Addresses that the page has asked for since it was opened."""
        self._runner, self._port, self._number = runner, port, 0
        self._session: ClientSession
        self._socket: ClientWebSocketResponse

    def connect(self) -> None:
        self._runner.run(self._connect())
        for domain in ("Page", "Network", "Runtime"):
            self.send(f"{domain}.enable")

    async def _connect(self) -> None:
        self._session = ClientSession()
        async with self._session.get(f"http://127.0.0.1:{self._port}/json/list") as answer:
            (page,) = [each for each in await answer.json() if each["type"] == "page"]
        self._socket = await self._session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0)

    def close(self) -> None:
        self._runner.run(self._session.close())

    def open(self, path: Path, *, width: int = 1280, dark: bool = False) -> None:
        """Load a file on a screen of this width."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[theme])
        self.requested.clear()
        self.send("Page.navigate", url=path.as_uri())
        self.evaluate(
            "new Promise(done => document.readyState === 'complete' ? done() : "
            "addEventListener('load', () => done()))"
        )

    def evaluate(self, script: str) -> Any:
        """The value of an expression on the page, awaited if it is a promise."""
        found = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key."""
        for kind in ("rawKeyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind, key=key, code=key, windowsVirtualKeyCode=_KEYS[key],
            )  # fmt: skip

    def pdf(self) -> bytes:
        """The page as it is printed, on paper of the size that it asks for."""
        found = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(found["data"])

    def picture(self) -> bytes:
        """The whole page as PNG."""
        found = self.send("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(found["data"])

    def send(self, method: str, **parameters: Any) -> Any:
        return self._runner.run(self._send(method, parameters))

    async def _send(self, method: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        async for message in self._socket:
            assert message.type is WSMsgType.TEXT
            said = json.loads(message.data)
            if said.get("method") == "Network.requestWillBeSent":
                self.requested.append(said["params"]["request"]["url"])
            if said.get("id") == self._number:
                assert "error" not in said, said["error"]
                return said["result"]
        raise ConnectionError("Chromium has gone")

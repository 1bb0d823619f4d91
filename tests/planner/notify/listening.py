"""A real server that is told, and answers as a test wants."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Listener:
    """Who is told."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    """The next ones; then 204."""
    heard: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    """Path, headers and body of each request."""
    hangs: bool = False
    leave: Event = field(default_factory=Event)
    """Set when a server that hangs may go on."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?channel=moves"

    @property
    def documents(self) -> list[dict[str, Any]]:
        return [body for _, _, body in self.heard]


@contextmanager
def listening() -> Iterator[Listener]:
    """A server on loopback until the end of the block."""
    told = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.heard.append((self.path, dict(self.headers), json.loads(body)))
            if told.hangs:
                told.leave.wait(30)
            self.send_response(told.answers.pop(0) if told.answers else 204)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield told
        finally:
            told.leave.set()
            server.shutdown()
            thread.join()

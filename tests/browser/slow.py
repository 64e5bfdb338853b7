"""A network between the browser and the hub, on which a chosen answer stays on its way until it is let go."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from hub.management.serving import HOST
from tests.machine import PATIENCE, Server, wait_until

# What two ends of one connection say to each other only.
OWN = {"host", "connection", "keep-alive", "transfer-encoding", "content-length"}


@dataclass
class Held:
    """The next answer to a path."""

    told: Event = field(default_factory=Event)
    """The hub has answered."""
    released: Event = field(default_factory=Event)


@dataclass
class Network:
    hub: Server
    held: dict[str, Held] = field(default_factory=dict)

    def hold(self, path: str) -> Held:
        self.held[path] = Held()
        return self.held[path]

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        connection = http.client.HTTPConnection(HOST, self.hub.port, timeout=PATIENCE)
        headers = {name: value for name, value in asked.headers.items() if name.lower() not in OWN}
        connection.request(asked.command, asked.path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if held := self.held.pop(asked.path, None):
            held.told.set()
            held.released.wait(PATIENCE)
        asked.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in OWN:
                asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)


@contextmanager
def network(hub: Server) -> Iterator[tuple[Network, Server]]:
    """The network, and the hub as it is reached through it."""
    between = Network(hub)

    class Hop(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            between.pass_on(self)

        def log_message(self, format: str, *args: object) -> None:
            """What failed is told by the browser."""

    server = ThreadingHTTPServer((HOST, 0), Hop)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield between, replace(hub, port=server.server_port)
    finally:
        for held in between.held.values():
            held.released.set()
        server.shutdown()
        server.server_close()


def wait_for(event: Event, what: str) -> None:
    wait_until(event.is_set, what)

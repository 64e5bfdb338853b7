"""Runs a command against a throwaway PostgreSQL server: `python -m tests.postgres COMMAND...`.

Tests that stop or pause the database take a server of their own: `with cluster() as database: ...`.
Needs the standard library only, so that a missing PostgreSQL is said before anything is installed.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

HOST = "127.0.0.1"
USER = "postgres"
DATABASE = "hub"
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 30.0  # Seconds for a server to start or stop on a busy machine.
MISSING = "PostgreSQL is not installed, and the tests need it: apt-get install postgresql"
SERVER_OPTIONS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",  # Nobody asks by socket, and its path may be too long for one.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class PostgresMissing(Exception):
    """There is no PostgreSQL on this machine."""


class PostgresFailed(Exception):
    """PostgreSQL is there and does not start."""


class Cluster:
    """One PostgreSQL server on a free port of this machine, with an empty database."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries = binaries
        self.folder = folder
        self.port = free_port()
        self.paused: list[int] = []
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://{USER}@{HOST}:{self.port}/{DATABASE}"

    @property
    def pid(self) -> int:
        if self._server is None:
            raise PostgresFailed("The server is stopped. Call start() first.")
        return self._server.pid

    def create(self) -> None:
        """Makes the data folder, starts the server and creates the empty database."""
        made = self._run(
            "initdb", "-D", str(self.folder / "data"), "-U", USER, "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        if made.returncode:
            raise PostgresFailed(f"initdb failed:\n{made.stdout}{made.stderr}")
        self.start()
        self.sql(f"CREATE DATABASE {DATABASE}")

    def start(self) -> None:
        """Starts the stopped server, on the port it had."""
        options = [f"-c{name}={value}" for name, value in SERVER_OPTIONS.items()]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [
                    *ends_with_us(), str(self.binaries / "postgres"), "-D", str(self.folder / "data"),
                    "-p", str(self.port), *options,
                ],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=self.folder, env=environment(), **identity(),
                start_new_session=True,  # Ctrl-C is for the tests; the server ends after them.
            )  # fmt: skip
        self._wait_until_ready()

    def stop(self, *, at_once: bool = False) -> None:
        """Stops the server; `at_once` as a crash would, without a word to its clients."""
        if self._server is None:
            return
        self.resume()
        server, self._server = self._server, None
        server.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

    def kill(self) -> None:
        """Every process of the server is gone from one moment to the next; `start` recovers what it left."""
        signal_all([self.pid, *self.helpers()], signal.SIGKILL)
        server, self._server = self._server, None
        if server:
            server.wait()

    def pause(self) -> None:
        """The server goes silent: connections open and hang, as on a broken network."""
        self.paused = [self.pid, *(pid for pid, kind in self.helpers().items() if kind == "client backend")]
        signal_all(self.paused, signal.SIGSTOP)

    def resume(self) -> None:
        signal_all(self.paused, signal.SIGCONT)
        self.paused = []

    def helpers(self) -> dict[int, str]:
        """The other processes of the server, with what they are for."""
        rows = self.sql("SELECT pid, backend_type FROM pg_stat_activity").splitlines()
        return {int(pid): kind for pid, kind in (row.split("|") for row in rows)}

    def sql(self, statement: str) -> str:
        """What psql prints for a statement, as the superuser."""
        answer = self._psql(statement)
        if answer.returncode:
            raise PostgresFailed(answer.stderr.strip())
        return answer.stdout

    def _psql(self, statement: str) -> subprocess.CompletedProcess[str]:
        return self._run("psql", "-XAtq", "-h", HOST, "-p", str(self.port), "-U", USER, "-c", statement)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.binaries / program), *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            cwd=self.folder, env=environment(), **identity(),
        )  # fmt: skip

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self._psql("SELECT 1").returncode:
            if self._server is None or self._server.poll() is not None or time.monotonic() > deadline:
                raise PostgresFailed(f"The server did not start:\n{(self.folder / 'log').read_text()}")
            time.sleep(0.05)


def find_binaries() -> Path:
    """The folder of the newest PostgreSQL server programs on this machine."""
    for folder in candidates():
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise PostgresMissing(MISSING)


def candidates() -> Iterator[Path]:
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    yield from sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip())
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; whoever else runs the tests also runs the server."""
    if os.geteuid():
        return None
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    return accounts.get(USER) or accounts["nobody"]


def identity() -> dict[str, Any]:
    """What subprocess needs to run a program as that account."""
    user = account()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def ends_with_us() -> list[str]:
    """A prefix by which the kernel stops the server even when we are killed without a chance to."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT", "--"] if setpriv else []


def environment() -> dict[str, str]:
    """Ours, without the PG* variables by which a developer reaches another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def signal_all(pids: Sequence[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue  # A backend whose client has left.


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of the server's account, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="hub-postgres-"))
    try:
        if user := account():
            os.chown(folder, user.pw_uid, user.pw_gid)
        yield folder
    finally:
        remove(folder)


def remove(folder: Path) -> None:
    """More than once if need be: programs that initdb started write a moment longer than it lives."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.1)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running server with an empty database; stopped and removed at the end, whatever happens."""
    binaries = find_binaries()
    with temporary_folder() as folder:
        server = Cluster(binaries, folder)
        try:
            server.create()
            yield server
        finally:
            server.stop(at_once=True)


def run(command: Sequence[str], url: str) -> int:
    """The command's exit code; it never outlives us."""
    child = subprocess.Popen(command, env={**environment(), "DATABASE_URL": url, "LANE": "postgresql"})
    try:
        return exit_code(child.wait())
    except BaseException as ending:
        end(child, gently=getattr(ending, "code", None) == 128 + signal.SIGINT)
        raise


def end(child: subprocess.Popen[bytes], *, gently: bool) -> None:
    """Ctrl-C has reached the command as well, which is given time to end by itself."""
    if not gently:
        child.terminate()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def exit_code(status: int) -> int:
    """As a shell says it: 128 and the signal's number for a command that was killed."""
    return status if status >= 0 else 128 - status


def listen() -> None:
    for number in ENDINGS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # As under nohup.
            signal.signal(number, leave)


def leave(number: int, frame: FrameType | None) -> None:
    """Turns a signal into an ordinary exit, which closes everything opened; a second one changes nothing."""
    for each in ENDINGS:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        print("Usage: python -m tests.postgres COMMAND... (or --check: is PostgreSQL there?)", file=sys.stderr)
        return 2
    try:
        if arguments == ["--check"]:
            find_binaries()
            return 0
        listen()
        with cluster() as server:
            return run(arguments, server.url)
    except (PostgresMissing, PostgresFailed) as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

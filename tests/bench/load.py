"""Sends a load with wrk and reads what it measured, beside what the server's processes have used of the processor."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

CONNECTIONS = 16
SECONDS = int(os.environ.get("BENCH_SECONDS", "10"))
# As apps on Android ask by themselves.
AS_AN_APP: Mapping[str, str] = MappingProxyType({"Accept-Encoding": "gzip"})
PLAIN: Mapping[str, str] = MappingProxyType({})
SCRIPT = """
local paths, place = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
function request()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place], %s)
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("MEASURED %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    summary.bytes, latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Measured:
    """What a load was answered with."""

    rate: float
    """Answers a second."""
    p50: float
    """Milliseconds."""
    p99: float
    cpu: float
    """Microseconds of the processor for an answer, all workers together."""
    size: float
    """Bytes of an answer, head and body."""


class LoadFailed(Exception):
    """Not every request was answered with success: what was measured says nothing."""


def measure(port: int, paths: Sequence[str], used: Callable[[], float], headers: Mapping[str, str]) -> Measured:
    """The first tenth of the paths warms up. `used` tells how many seconds of the processor have gone so far."""
    tenth = len(paths) // 10
    run(port, paths[:tenth] or paths, headers, seconds=2)
    before = used()
    requests, duration, size, p50, p99, failed = run(port, paths[tenth:], headers, SECONDS)
    spent = used() - before
    if failed:
        raise LoadFailed(f"{failed} of {requests} requests, the first of which was {paths[tenth]}")
    return Measured(requests / duration * 1e6, p50 / 1000, p99 / 1000, spent / requests * 1e6, size / requests)


def run(port: int, paths: Sequence[str], headers: Mapping[str, str], seconds: int) -> tuple[int, ...]:
    with TemporaryDirectory() as folder:
        listed, script = Path(folder, "paths"), Path(folder, "load.lua")
        listed.write_text("\n".join(paths))
        table = ", ".join(f"[{name!r}] = {value!r}" for name, value in headers.items())
        script.write_text(SCRIPT % (listed, f"{{{table}}}"))
        address = f"http://127.0.0.1:{port}"
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), address]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    match = re.search(r"MEASURED (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", said)
    if not match:
        raise LoadFailed(said)
    return tuple(map(int, match.groups()))

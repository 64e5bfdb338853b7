"""Sends a load with wrk and reads what it measured, beside what the server's processes have used of the processor."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
SECONDS = int(os.environ.get("BENCH_SECONDS", "8"))
TICKS = os.sysconf("SC_CLK_TCK")

# Each of wrk's threads begins at another place of the file.
SCRIPT = """
local paths, place = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
function setup(thread) thread:set("start", math.random(#paths)) end
function init(args) place = start end
function request()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place], %s)
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("MEASURED %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Measured:
    """Of one load: requests a second, milliseconds, microseconds of processor a request, and what failed."""

    rate: float
    p50: float
    p99: float
    cpu: float
    failed: int


def measure(
    port: int, paths: Sequence[str], used: Callable[[], float], headers: dict[str, str] | None = None
) -> Measured:
    """`used` tells how many seconds of the processor the server has taken so far."""
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "paths"), Path(folder, "load.lua")
        listed.write_text("\n".join(paths))
        table = ", ".join(f"[{name!r}] = {value!r}" for name, value in (headers or {}).items())
        script.write_text(SCRIPT % (listed, f"{{{table}}}"))
        run(port, script, seconds=2)  # So that the caches are as warm as they get.
        before = used()
        said = run(port, script, seconds=SECONDS)
        spent = used() - before
    match = re.search(r"MEASURED (\d+) (\d+) (\d+) (\d+) (\d+)", said)
    assert match, said
    requests, duration, p50, p99, failed = map(int, match.groups())
    return Measured(requests / duration * 1e6, p50 / 1000, p99 / 1000, spent / requests * 1e6, failed)


def run(port: int, script: Path, seconds: int) -> str:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{port}"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 60).stdout

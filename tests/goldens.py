"""The promises in bytes: `python -m tests.goldens` bakes the cast anew and writes every golden file.

Read the difference before you commit it: each changed line is a change for every app.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "golden"
EDITION = FOLDER / "edition"


def edition_files() -> dict[str, bytes]:
    """Language -> the committed content of the cast."""
    return {path.stem: path.read_bytes() for path in sorted(EDITION.glob("*.json"))}


def pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """One after the other: answers are made from the edition that the first has written, examples are answers."""
    environment = os.environ | {"WRITE_GOLDEN": "1", "LANE": "sqlite"}
    runs = ("tests/editions/test_golden_edition.py", "tests/api/test_golden.py", "tests/api/test_schema.py")
    pytest = [sys.executable, "-m", "pytest", "-q"]
    return max(subprocess.run([*pytest, run], check=False, env=environment).returncode for run in runs)


if __name__ == "__main__":
    sys.exit(main())

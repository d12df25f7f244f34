"""How long a start takes, as a ratio to `python -c pass` in the same run: paired, in turn, medians.

Run: python tests/bench/start.py
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 21
PROGRAM = (str(Path(sys.executable).with_name("roadshow")),)


def seconds(command: tuple[str, ...]) -> float:
    """Time one run of a command, nothing printed."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Print the medians and the ratios."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROADSHOW_CONFIG"] = os.environ["ROADSHOW_DATA"] = folder
        example = Path(folder) / "demo"
        subprocess.run(
            (*PROGRAM, "demo", "--out", str(example)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
        )
        floor = (sys.executable, "-c", "pass")
        commands = {
            "roadshow --version": (*PROGRAM, "--version"),
            "roadshow stop list": (*PROGRAM, "-w", str(example / "rotterdam.roadshow"), "stop", "list"),
        }
        for name, command in commands.items():
            seconds(command)
            pairs = [(seconds(floor), seconds(command)) for _round in range(ROUNDS)]
            ratio = statistics.median(ours / bare for bare, ours in pairs)
            bare, ours = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
            print(f"{name}: {ours:.0f} ms, python -c pass {bare:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()

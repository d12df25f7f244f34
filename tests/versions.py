"""The one test command on several Pythons, with the newest and the oldest versions that pyproject.toml allows.

    python tests/versions.py [3.11 3.12 …] [--oldest|--newest] [-- tests/domain -x]

Each run has a fresh environment in a temporary folder, from the Pythons that are on the path or that PYTHONS names, parted
by the sign that parts the path. Behind -- stands what pytest is given. Prints a line for each run; exit code 1 where one failed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LEAST = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*>=\s*([0-9][^,;\s]*)")


def least_versions() -> list[str]:
    """Return each direct dependency at the oldest version that is allowed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return [f"{found[1]}=={found[2]}" for one in wanted if (found := LEAST.match(one))]


def found(version: str) -> str | None:
    """Return a Python of this version, None where there is none here."""
    folders = os.pathsep.join((os.environ.get("PYTHONS", ""), os.environ.get("PATH", "")))
    return shutil.which(f"python{version}", path=folders)


def made(python: str, folder: Path, *, oldest: bool) -> Path:
    """Return the Python of a fresh environment with the program and all that its tests need."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    own = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    limits = folder / "limits.txt"
    limits.write_text("\n".join(least_versions() if oldest else []), encoding="utf-8")
    command = [own, "-m", "pip", "install", "-q", "-c", limits, "-e", f"{ROOT}[dev]"]
    subprocess.run(command, check=True, capture_output=True)
    return own


def run(version: str, arguments: list[str], *, oldest: bool) -> bool:
    """Make an environment, run the tests in it, and say what came of it."""
    name = f"{version} {'oldest' if oldest else 'newest'}"
    python = found(version)
    if python is None:
        print(f"{name:12} no such Python here")
        return False
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        try:
            own = made(python, Path(folder) / "environment", oldest=oldest)
        except subprocess.CalledProcessError:
            print(f"{name:12} cannot be installed", flush=True)
            return False
        done = subprocess.run(
            [own, "-m", "pytest", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )
    lines = [
        line for line in done.stdout.splitlines() if line.startswith("FAILED") or " passed" in line or " failed" in line
    ]
    print(
        f"{name:12} {time.monotonic() - begun:5.0f} s  "
        + "\n             ".join(lines or done.stdout.splitlines()[-5:]),
        flush=True,
    )
    return done.returncode == 0


def main() -> int:
    """Run what was asked for."""
    own, _dashes, given = " ".join(sys.argv[1:]).partition("-- ")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("versions", nargs="*", default=PYTHONS)
    parser.add_argument("--oldest", action="store_true")
    parser.add_argument("--newest", action="store_true")
    asked = parser.parse_args(own.split())
    sets = [oldest for oldest, wanted in ((False, asked.newest), (True, asked.oldest)) if wanted] or [False, True]
    results = [run(version, given.split(), oldest=oldest) for version in asked.versions for oldest in sets]
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())

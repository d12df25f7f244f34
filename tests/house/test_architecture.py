"""ARCHITECTURE.md says what the code is."""

import re
import tomllib
from pathlib import Path

from roadshow.api import KINDS, RoadshowError
from roadshow.hooks.specs import Hooks

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
FLOORS = {path: int(floor) for floor, path in re.findall(r"^\| (\d) \| `roadshow/([\w./]+)`", PAGE, re.MULTILINE)}


def test_every_room_of_the_package_has_its_floor_on_the_page() -> None:
    rooms = {f"{path.name}/" for path in (ROOT / "roadshow").iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.name for path in (ROOT / "roadshow").glob("*.py")} - {"__init__.py"}
    assert set(FLOORS) == rooms


def test_the_floors_are_those_that_the_contract_holds() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    heights = {}
    for height, layer in enumerate(reversed(layers)):
        for name in re.split(r"[|:]", layer):
            heights[name.strip().strip("()")] = height
    for one, floor in FLOORS.items():
        for other, below in FLOORS.items():
            if floor > below:
                higher, lower = (path.strip("/").removesuffix(".py") for path in (one, other))
                if {higher, lower}.isdisjoint({"testing"}):
                    assert heights[higher] > heights[lower], (one, other)


def test_every_kind_of_noun_stands_on_the_page_and_no_other() -> None:
    assert re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]*\|$", PAGE, re.MULTILINE) == list(KINDS)


def test_every_hook_stands_on_the_page() -> None:
    section = PAGE.split("## Hooks")[1].split("##")[0]
    hooks = {name for name in vars(Hooks) if not name.startswith("_")}
    assert set(re.findall(r"`(\w+)`", section)) == hooks


def test_every_path_on_the_page_exists() -> None:
    for path in re.findall(r"`((?:roadshow|plugins|config|tests)/[\w./]*)`", PAGE):
        assert (ROOT / path).exists(), path


def test_the_exit_codes_are_those_of_the_errors() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d) \| [a-z]", PAGE, re.MULTILINE)}
    used = {RoadshowError.exit_code} | {error.exit_code for error in RoadshowError.__subclasses__()}
    assert used <= codes

"""The door says the same in its three lists: what it types, where it finds it, and what it exports."""

import ast
from pathlib import Path

from roadshow import api

SOURCE = Path(api.__file__).read_text(encoding="utf-8")


def test_what_is_typed_is_what_is_found_and_exported() -> None:
    typed = {
        (alias.asname or alias.name, node.module)
        for block in ast.parse(SOURCE).body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed == set(api._HOME_OF.items())
    assert set(api.__all__) == set(api._HOME_OF)


def test_every_name_of_the_door_opens() -> None:
    for name in api.__all__:
        assert getattr(api, name) is not None

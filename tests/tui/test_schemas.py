"""The schemas of the two files that a user writes by hand: an editor explains and checks each line with them."""

import json
import os
import tomllib
from enum import EnumType

import jsonschema
import pytest
from guide import acts

from roadshow.api import (
    BackupSettings,
    CheckSettings,
    CoreSettings,
    RetentionSettings,
    WaitingSettings,
    config_folder,
    declared,
)
from roadshow.tui import keys

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {bool: "boolean", int: "integer", float: "number", str: "string"}
KEY = {"type": "string", "minLength": 1}
OWN_KEYS = {"anyOf": [KEY, {"type": "array", "items": KEY}]}
COMMAND_KEYS = {"anyOf": [*OWN_KEYS["anyOf"], {"type": "object", "additionalProperties": OWN_KEYS}]}
"""In TOML plugin.command without quotes is a table in a table."""


def keys_schema():
    """Every act with what it does, and the keys that ship."""
    sections = {}
    does = acts()
    for act in keys.shipped():
        section, name = act.split(".")
        entry = {"description": does.get(act, ""), "$ref": "#/$defs/keys"}
        part = sections.setdefault(section, {"type": "object", "additionalProperties": False, "properties": {}})
        part["properties"][name] = entry
    sections["commands"] = {"description": "Keys of your own for commands of plugins, by plugin.command; [] for none",
                            "type": "object", "additionalProperties": COMMAND_KEYS}  # fmt: skip
    return {"$schema": DIALECT, "title": "keys.toml of roadshow", "type": "object", "additionalProperties": False,
            "$defs": {"keys": {"anyOf": [KEY, {"type": "array", "items": KEY, "minItems": 1}]}},
            "properties": sections}  # fmt: skip


def settings_schema():
    """Every setting of the core as it is declared; what plugins declare is theirs to check."""
    properties = _of(CoreSettings)
    for name, options in (
        ("checks", CheckSettings),
        ("waiting", WaitingSettings),
        ("retention", RetentionSettings),
        ("backups", BackupSettings),
    ):
        properties[name] = {"type": "object", "additionalProperties": False, "properties": _of(options)}
    properties["plugins"] = {"type": "object"}
    return {"$schema": DIALECT, "title": "settings of roadshow", "type": "object", "additionalProperties": False,
            "properties": properties}  # fmt: skip


def _of(options):
    return {one.name: _one(one) for one in declared(options)}


def _one(option):
    kind = "string" if isinstance(option.type, EnumType) else PLAIN[option.type]
    entry = {"type": kind}
    if option.choices:
        entry["enum"] = [str(choice) for choice in option.choices]
    if option.low is not None:
        entry["minimum"] = option.low
    if option.high is not None:
        entry["maximum"] = option.high
    if option.several:
        entry = {"type": "array", "items": entry}
    default = list(option.default) if option.several else getattr(option.default, "value", option.default)
    return {"description": option.meaning, "default": default, **entry}


@pytest.mark.parametrize(("file", "make"), [("keys", keys_schema), ("settings", settings_schema)])
def test_the_schema_that_ships_is_what_the_program_declares(file, make):
    """ROADSHOW_PICTURES=1 writes it anew."""
    path = config_folder() / f"{file}.schema.json"
    text = json.dumps(make(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("ROADSHOW_PICTURES"):
        path.write_text(text, encoding="utf-8", newline="\n")
    jsonschema.Draft202012Validator.check_schema(make())
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("file", "schema"), [("keys", "keys"), ("default", "settings")])
def test_what_ships_fits_its_schema_and_names_it(file, schema):
    text = (config_folder() / f"{file}.toml").read_text(encoding="utf-8")
    rules = json.loads((config_folder() / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(tomllib.loads(text), rules)
    assert text.startswith(f"#:schema {schema}.schema.json\n")


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        ("keys", '[app]\nhlep = "x"'),
        ("keys", "[app]\nhelp = 3"),
        ("keys", '[commands]\n"coffee.brew" = 3'),
        ("settings", 'language = "frysk"'),
        ("settings", "[checks]\ngapp = 3"),
    ],
)
def test_what_is_wrong_is_found_by_the_schema(schema, wrong):
    rules = json.loads((config_folder() / f"{schema}.schema.json").read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(wrong), rules)

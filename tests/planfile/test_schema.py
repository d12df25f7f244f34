"""The schema that ships is the one the reader goes by, and every dump keeps to it."""

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from plan_nouns import plans

from roadshow.domain.kinds import KINDS
from roadshow.domain.papers import Paper
from roadshow.planfile import dump, load, schema
from roadshow.planfile.problems import PlanFileError
from roadshow.planfile.schema import schema_text
from roadshow.planfile.tables import table_of

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = Draft202012Validator(schema())


def as_json(value):
    """What an editor checks: dates and times of TOML are text."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def faults(text):
    return [error.message for error in VALIDATOR.iter_errors(as_json(tomllib.loads(text)))]


def test_the_schema_that_ships_is_the_one_of_the_program():
    shipped = (ROOT / "config" / "plan.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(), "write it anew with roadshow.planfile.schema_text()"


def test_the_schema_is_one_that_validators_understand():
    Draft202012Validator.check_schema(json.loads(schema_text()))


@settings(max_examples=20)
@given(plans())
def test_every_dump_keeps_to_the_schema(plan):
    assert faults(dump(plan)) == []
    assert faults(dump(plan, people=False)) == []


@pytest.mark.parametrize("file", sorted((ROOT / "config" / "example").glob("*.toml")), ids=lambda path: path.name)
def test_the_example_keeps_to_the_schema(file):
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind is not Paper], ids=lambda kind: kind.kind)
def test_the_schema_knows_the_same_keys_as_the_reader(kind):
    assert set(schema()["$defs"][kind.kind]["properties"]) == set(table_of(kind).names)


BAD = (
    "format = 2",
    "colour = 1",
    "[[stop]]\ntitle = 'x'",
    "[[roadshow]]\nslug = 'x'",
    "[[roadshow]]\nname = 'x'\nstatus = 'begun'",
    "[[venue]]\nname = 'x'\nlatitude = 91",
    "[[venue]]\nname = 'x'\nopening_hours = 'always'",
    "[[venue]]\nname = 'x'\n[[venue.room]]\nname = 'y'\ncapacity = -1",
    "[[venue]]\nname = 'x'\nclosed_periods = [{last = 2026-01-01}]",
    "[[person]]\nid = '17'",
    "[[person]]\nregistrations = 'SKJ'",
    "[[person]]\nlanguages = [1]",
    "[[task]]\ntitle = 'x'\nwhen = 'later'",
)


@pytest.mark.parametrize("text", BAD)
def test_what_the_schema_refuses_the_reader_refuses_too(text):
    """An editor that marks what the program accepts, or the other way round, cannot be trusted."""
    assert faults(text)
    with pytest.raises(PlanFileError):
        load(text)

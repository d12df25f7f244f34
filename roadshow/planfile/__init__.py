"""A plan as a TOML file that people can read and write: dump, load, compare, and the schema of the format."""

from roadshow.planfile.differing import Removal, diff_text, differences
from roadshow.planfile.lines import comments
from roadshow.planfile.plan import Plan, Written
from roadshow.planfile.problems import PlanFileError, Problem
from roadshow.planfile.reading import load
from roadshow.planfile.schema import schema, schema_text
from roadshow.planfile.writing import dump, pieces

__all__ = [
    "Plan",
    "PlanFileError",
    "Problem",
    "Removal",
    "Written",
    "comments",
    "diff_text",
    "differences",
    "dump",
    "load",
    "pieces",
    "schema",
    "schema_text",
]

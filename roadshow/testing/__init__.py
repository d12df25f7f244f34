"""For authors of plugins: a small plan in a real workspace, and checks that hold a plugin to its contract.

In a test module or conftest.py: `pytest_plugins = ["roadshow.testing.fixtures"]`, then ask for the fixture
`office`, and call `check_exporter(your_exporter, office)`. A reader of people is held to its contract by
`check_importer(your_importer, ("list.csv", content))`, a writer of people by `check_people_exporter(your_exporter)`,
a command by `check_command(your_command, office)`.
"""

from roadshow.testing.commands import check_command
from roadshow.testing.contracts import check_exporter, check_merge_fields, check_panels
from roadshow.testing.people import check_importer, check_people_exporter
from roadshow.testing.plans import MOMENT, open_plan, sure, write_plan

__all__ = [
    "MOMENT",
    "check_command",
    "check_exporter",
    "check_importer",
    "check_merge_fields",
    "check_panels",
    "check_people_exporter",
    "open_plan",
    "sure",
    "write_plan",
]

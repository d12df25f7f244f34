"""For authors of plugins: a small plan in a real workspace, and checks that hold a plugin to its contract.

In a test module or conftest.py: `pytest_plugins = ["roadshow.testing.fixtures"]`, then ask for the fixture
`office`, and call `check_exporter(your_exporter, office)`.
"""

from roadshow.testing.contracts import check_exporter, check_merge_fields, check_panels
from roadshow.testing.plans import MOMENT, open_plan, sure, write_plan

__all__ = ["MOMENT", "check_exporter", "check_merge_fields", "check_panels", "open_plan", "sure", "write_plan"]

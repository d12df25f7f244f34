"""What the user's clock shows. ROADSHOW_NOW sets it, for tests and for pictures in the guide."""

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the user's wall time, naive."""
    fixed = os.environ.get("ROADSHOW_NOW")
    if fixed:
        return datetime.fromisoformat(fixed).replace(tzinfo=None)
    return datetime.now().astimezone().replace(tzinfo=None)


def today() -> date:
    """Return the user's day."""
    return now().date()


def moment() -> datetime:
    """Return the moment that changes are signed with, in UTC."""
    return now().astimezone(UTC)

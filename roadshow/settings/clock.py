"""What the user's clock shows. ROADSHOW_NOW sets it, for tests and for pictures in the guide."""

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the user's wall time, naive."""
    return _given() or datetime.now().astimezone().replace(tzinfo=None)


def today() -> date:
    """Return the user's day."""
    return now().date()


def moment() -> datetime:
    """Return the moment that changes are signed with, in UTC."""
    given = _given()
    return datetime.now(UTC) if given is None else given.astimezone(UTC)


def _given() -> datetime | None:
    fixed = os.environ.get("ROADSHOW_NOW")
    return datetime.fromisoformat(fixed).replace(tzinfo=None) if fixed else None

"""Dates and times as people type them, in Dutch and in English, whatever language the program speaks.

Day before month always, except where the year comes first. What can be read in two ways is refused, with examples.
"""

from roadshow.planning.whenever.dates import date_typed, read_date
from roadshow.planning.whenever.hours import hours_typed, read_hours
from roadshow.planning.whenever.lengths import minutes_typed, read_minutes
from roadshow.planning.whenever.times import TimeOfDay, read_time
from roadshow.planning.whenever.walls import Span, read_span, read_wall, wall_typed

__all__ = [
    "Span",
    "TimeOfDay",
    "date_typed",
    "hours_typed",
    "minutes_typed",
    "read_date",
    "read_hours",
    "read_minutes",
    "read_span",
    "read_time",
    "read_wall",
    "wall_typed",
]

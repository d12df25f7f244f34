"""The checker: a scene arranged once, small pure rules that look at it, and what a change would do to them.

Read downwards: settings, calendar, tally → scene → rule → rooms, capacity, crew, agenda, dates, guests,
waiting, tasks → checker → impact, readiness.
"""

from roadshow.planning.checking.calendar import DayKind, SpecialDays, public_holiday, special_days
from roadshow.planning.checking.checker import RULES, check
from roadshow.planning.checking.impact import Impact, Touched, impact, touched, weigh
from roadshow.planning.checking.readiness import readiness, ready_line
from roadshow.planning.checking.rule import Rule, Trouble, find
from roadshow.planning.checking.scene import Scene, after, arrange, narrow
from roadshow.planning.checking.settings import CheckSettings, rule_weights
from roadshow.planning.checking.tally import Counting, GuestTally, Stretch, tally

__all__ = [
    "RULES", "CheckSettings", "Counting", "DayKind", "GuestTally", "Impact", "Rule", "Scene", "SpecialDays", "Stretch",
    "Touched", "Trouble", "after", "arrange", "check", "find", "impact", "narrow", "public_holiday", "readiness", "ready_line", "rule_weights", "special_days",
    "tally", "touched", "weigh",
]  # fmt: skip

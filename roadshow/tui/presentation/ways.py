"""What a sentence says to type on a command line, said as what to press here: the area and its key."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from roadshow.api import N_, Gap, RoadshowError, _
from roadshow.tui.areas import AREAS
from roadshow.tui.keys import chosen, shipped, shown

ONE = r"[^\s\"“”]*[^\s\"“”.,;:]"
"""One word of a command: a full stop behind it ends the sentence."""
WAYS = {
    "log": ("area.history", ""),
    "doctor": ("app.about", ""),
    r"backups(?: list)?": ("area.history", "history.backups"),
    rf"plugins (?:{ONE} {ONE}|list)": ("area.settings", ""),
    rf"config \w+ {ONE}": ("area.settings", ""),
    "person list": ("area.people", ""),
    "stop list": ("area.programme", ""),
    rf"roadshow add {ONE}": ("begin.template", ""),
    rf"roadshow edit {ONE} --organiser-email {ONE}": ("area.programme", "programme.organiser"),
    rf"stop edit {ONE} --\w+ {ONE}": ("area.programme", "programme.change"),
    rf"stop cancel {ONE}": ("area.programme", "programme.status"),
    rf"session add {ONE} …": ("area.agenda", "agenda.add"),
    rf"invite {ONE} --who …": ("area.guests", "guests.add"),
    rf"guest invited {ONE}": ("area.guests", "guests.invited"),
    rf"offer {ONE} --next": ("area.guests", "guests.offer"),
    rf"offer {ONE}": ("area.guests", ""),
    rf"reply {ONE} \"[^\"]*\" \w+": ("area.guests", "guests.answer"),
    rf"export {ONE} {ONE}(?: --personal)?": ("area.make", ""),
    rf"task list {ONE}": ("area.tasks", ""),
    rf"check {ONE}": ("area.findings", ""),
}
"""Commands as sentences name them, and the act that is the same on the screen: of an area, and there of a key."""
TITLES = {"app.about": N_("About this program"), "begin.template": N_("Begin from a template")}
GAPS = {
    "no-venue": N_("{key}: type the venue of this stop."),
    "no-contact": N_("{key}: type who is there on the day."),
    "no-agenda": N_("{key}: add the first session."),
    "no-guests": N_("{key}: put people on the list."),
    "places-free": N_("{key}: offer them to who is next."),
    "not-invited": N_("{key}: make the letters."),
    "task-overdue": N_("{key}: tick it off, or give it another day."),
    "blocked": N_("{key}: look at them, and go where each is mended."),
    "organiser-missing": N_("{key}: type who organises, with an e-mail address."),
}
"""What to do about a gap under the cursor, where its own sentence is a command."""


def on_screen(text: str) -> str:
    """Return a sentence with the commands in it said as areas and keys; what only a shell can do stays."""
    return _commands().sub(_way(), text) if "roadshow " in text else text


def gap_help(gap: Gap, key: str) -> str:
    """Return what to do about a gap; `key` opens the line that it stands on."""
    words = GAPS.get(gap.code)
    return _(words).format(key=key) if words else on_screen(gap.help)


@cache
def _commands() -> re.Pattern[str]:
    return re.compile("|".join(rf"\"?(?P<way{place}>roadshow {words})\"?" for place, words in enumerate(WAYS)))


def _way() -> Callable[[re.Match[str]], str]:
    keys = _keys()

    def said(found: re.Match[str]) -> str:
        area, act = list(WAYS.values())[int(str(found.lastgroup).removeprefix("way"))]
        title = TITLES.get(area) or AREAS[area.partition(".")[2]].title
        if not act:
            return _("{area} ({key})").format(area=_(title), key=_key(keys, area))
        return _("{area} ({key}), then {act}").format(area=_(title), key=_key(keys, area), act=_key(keys, act))

    return said


def _keys() -> Mapping[str, str]:
    try:
        return {**shipped(), **chosen()}
    except RoadshowError:  # it was said already that the user's own keys cannot be read
        return shipped()


def _key(keys: Mapping[str, str], act: str) -> str:
    return shown(keys[act].partition(",")[0])

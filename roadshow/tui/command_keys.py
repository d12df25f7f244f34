"""Which keys the commands of plugins have: the user's own, else what the plugin proposes; never one that has a meaning."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadshow.api import Notice, Offered, Person, Stop, _
from roadshow.tui.areas import AREAS
from roadshow.tui.engine.keys import long_name
from roadshow.tui.keys import COMMANDS, is_key, own_file, shown
from roadshow.tui.presentation.cells import cell

SECTION = f"{COMMANDS}."
"""What the names of commands begin with in keys.toml, as those of acts do with their section."""
EVERYWHERE = frozenset({"app", "area", "begin"})
RESERVED = frozenset({"tab", "shift+tab", "escape", "ctrl+c"})
"""What moves the focus, leaves a thing or copies, wherever one is."""
LISTED = frozenset({"list", "filter", "cell"})
SECTIONS: dict[str, frozenset[str]] = {
    "programme": frozenset({"programme", "blocks", "months"}),
    "guests": LISTED | {"guests"},
    "people": LISTED | {"people"},
    "agenda": frozenset({"agenda", "board", "blocks"}),
    "tasks": LISTED | {"tasks"},
    "make": frozenset({"make", "blocks"}),
    "history": LISTED | {"history"},
    "venues": LISTED | {"venues", "blocks"},
    "findings": LISTED | {"findings"},
    "settings": LISTED | {"settings"},
}
"""The sections of keys.toml whose acts an area has, beside those of everywhere."""
OF_STOPS = ("programme", "guests", "agenda")
OF_PEOPLE = ("guests", "people")
Keys = dict[str, dict[str, tuple[str, ...]]]
"""The keys of each command, by area and by name."""


def areas_of(offered: Offered) -> tuple[str, ...]:
    """Return the areas where a command has something to work on."""
    if offered.about is None:
        return tuple(AREAS)
    return {Stop: OF_STOPS, Person: OF_PEOPLE}[offered.about]


class Giving:
    """The giving out of keys: `whole` are the keys of the program by act, `own` those that the user gave to commands."""

    def __init__(self, whole: Mapping[str, str], own: Mapping[str, str]) -> None:
        self._whole = whole
        self._own = own
        self._given: dict[tuple[str, str], Offered] = {}
        self.keys: Keys = {area: {} for area in AREAS}
        self._lost: list[str] = []
        self.notices: list[Notice] = []

    def give(self, commands: Sequence[Offered]) -> None:
        """Give each command its keys; what it cannot have is a notice. Those of the user are given first."""
        self._tell_unknown(commands)
        for offered in sorted(commands, key=lambda one: one.name not in self._own):
            for key in self._wanted(offered):
                self._give(offered, key)
        if self._lost:
            hint = _("^p and ? have it all the same. Other keys: in keys.toml, under [commands].")
            self.notices.append(Notice("\n".join(self._lost), hint))

    def _wanted(self, offered: Offered) -> tuple[str, ...]:
        own = self._own.get(offered.name)
        if own is not None:
            return tuple(map(long_name, filter(None, own.split(","))))
        if not offered.binding:
            return ()
        if not is_key(offered.binding):
            sentence = _("Plugin {plugin} proposes the key “{key}” for “{title}”, and there is no such key.")
            self._tell(sentence, offered, plugin=offered.plugin, key=offered.binding)
            return ()
        return (long_name(offered.binding),)

    def _give(self, offered: Offered, key: str) -> None:
        lost: list[str] = []
        rivals: dict[str, Offered] = {}
        for area in areas_of(offered):
            rival = self._given.setdefault((area, key), offered)
            if key in self._taken(area):
                lost.append(_(AREAS[area].title))
            elif rival is not offered:
                rivals[rival.name] = rival
            else:
                self.keys[area][offered.name] = (*self.keys[area].get(offered.name, ()), key)
        if len(lost) == len(areas_of(offered)):
            self._tell(_("The key {key} of “{title}” means something else already."), offered, key=shown(key))
        elif lost:
            sentence = _("The key {key} of “{title}” means something else already in: {places}.")
            self._tell(sentence, offered, key=shown(key), places=", ".join(lost))
        for rival in rivals.values():
            sentence = _("The key {key} of “{title}” is that of “{other}” ({plugin}).")
            self._tell(sentence, offered, key=shown(key), other=_(rival.title), plugin=rival.plugin)

    def _taken(self, area: str) -> frozenset[str]:
        sections = SECTIONS[area] | EVERYWHERE
        return RESERVED | frozenset(
            long_name(key)
            for act, listed in self._whole.items()
            if act.partition(".")[0] in sections
            for key in listed.split(",")
        )

    def _tell(self, sentence: str, offered: Offered, **values: str) -> None:
        self._lost.append(sentence.format(title=cell(_(offered.title)).text, **values))

    def _tell_unknown(self, commands: Iterable[Offered]) -> None:
        known = [one.name for one in commands]
        for name in self._own:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = _("Did you mean {near}?").format(near=near[0]) if near else _("^p and ? have them all.")
                words = _("{path}: there is no command “{name}”.").format(path=own_file(), name=name)
                self.notices.append(Notice(words, hint))


def own_of(keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the names of commands in a file of keys, with their keys."""
    for name, keys in keymap.items():
        if name.startswith(SECTION):
            yield name.removeprefix(SECTION), keys

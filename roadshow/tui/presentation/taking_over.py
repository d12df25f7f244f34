"""What can be taken over from a list, as lines of a menu, and what choosing one of them makes of the wish."""

from collections.abc import Iterator
from dataclasses import replace

from roadshow.api import Counts, Taking, _, code_words, kind_words, ngettext, value_word
from roadshow.tui.behind.bringing import FORGOTTEN, NOTHING_TAKEN, Wish

MODE, ABSENT, LET_IN = "mode", "absent", "forgotten"
_KIND, _CODE = "kind ", "code "
ON, OFF = "☑", "☐"


def anything(wish: Wish, counts: Counts) -> bool:
    """Say whether there is something to choose."""
    is_open = (
        counts.offers or counts.took or counts.mends or counts.mended or counts.absent or counts.refused[FORGOTTEN]
    )
    return bool(is_open) or wish.taking != NOTHING_TAKEN or wish.forgotten_too


def options(wish: Wish, counts: Counts) -> Iterator[tuple[str, str]]:
    """Give the lines of the menu with what each of them means: first how known people are met, then each kind."""
    yield _("Who is known already: {mode} …").format(mode=value_word(wish.taking.mode.value)), MODE
    kinds = counts.offers + counts.took
    for kind in sorted({*kinds, *wish.taking.kinds}, key=lambda kind: (-kinds[kind], kind)):
        yield _ticked(kind_words({kind: max(kinds[kind], 1)}), on=kind in wish.taking.kinds), _KIND + kind
    for code in sorted({*counts.mends, *wish.taking.codes}):
        text = _("mend {kinds}").format(kinds=code_words({code: max(counts.mends[code], 1)}))
        yield _ticked(text, on=code in wish.taking.codes), _CODE + code
    if counts.absent:
        text = ngettext(
            "{count} is not on the list any more …", "{count} are not on the list any more …", counts.absent
        )
        yield text.format(count=f"{counts.absent:,}"), ABSENT
    if counts.refused[FORGOTTEN] or wish.forgotten_too:
        yield _ticked(_("who was forgotten here comes in again"), on=wish.forgotten_too), LET_IN


def _ticked(text: str, *, on: bool) -> str:
    return f"{ON if on else OFF} {text}"


def turned(wish: Wish, value: str) -> Wish:
    """Return a wish with one line of the menu put on, or off where it was on."""
    if value == LET_IN:
        return replace(wish, forgotten_too=not wish.forgotten_too)
    taking = wish.taking
    if value.startswith(_KIND):
        taking = taking._replace(kinds=taking.kinds ^ {value.removeprefix(_KIND)})
    else:
        taking = taking._replace(codes=taking.codes ^ {value.removeprefix(_CODE)})
    return replace(wish, taking=taking)


def left_alone(taking: Taking, line: int) -> Taking:
    """Return what is taken with one row left as it is, or taken with the others after all."""
    return taking._replace(but=taking.but ^ {line})

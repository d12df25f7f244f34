"""The words and dates of a sheet, in the language of the sheet and not in that of the planner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from roadshow.api import LANGUAGES, N_, Programme, Visit, _, to_wall, translations
from roadshow_signin.options import SheetOptions

if TYPE_CHECKING:
    from babel import Locale

WORDS = {
    "number": N_("No."),
    "name": N_("Name"),
    "organisation": N_("Organisation"),
    "signature": N_("Signature"),
    "page": N_("Page {page} of {pages}"),
    "code": N_("List"),
    "walk_ins": N_("Not on the list? Please write your name here."),
    "with": N_("with {name}"),
    "nameless": N_("(no name)"),
}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that a sheet can speak: its tag, its catalogue and its way with dates."""

    tag: str
    say: Callable[[str], str]
    locale: "Locale"

    def day(self, when: date) -> str:
        """Write a date in words: dinsdag 14 april 2026."""
        from babel.dates import format_date  # noqa: PLC0415  babel is for sheets only

        return format_date(when, "full", locale=self.locale)

    def clock(self, when: datetime) -> str:
        """Write a time: 13:30."""
        from babel.dates import format_time  # noqa: PLC0415  babel is for sheets only

        return format_time(when.time(), "short", locale=self.locale)

    def stamp(self, when: datetime) -> str:
        """Write a day and time in short: 3 apr 2026 14:05."""
        from babel.dates import format_date  # noqa: PLC0415  babel is for sheets only

        return f"{format_date(when.date(), 'medium', locale=self.locale)} {self.clock(when)}"


def tongue(programme: Programme, visit: Visit, options: SheetOptions) -> Tongue:
    """Return the language of a sheet; one without a catalogue is replaced by the planner's, and the planner told."""
    wanted = (options.language or visit.roadshow.language).replace("_", "-")
    spoken = wanted.split("-")[0].lower()
    if spoken not in LANGUAGES:
        wanted = spoken = programme.language if programme.language in LANGUAGES else "en"
        programme.tell(
            _("The words of the list of “{stop}” are in {language}: there are none in {wanted}.").format(
                stop=visit.stop.title, language=spoken, wanted=options.language or visit.roadshow.language
            ),
            _("Languages: {names}.").format(names=", ".join(LANGUAGES)),
        )
    return Tongue(wanted, translations(spoken).gettext, _locale(wanted))


def _locale(tag: str) -> "Locale":
    """Return the locale of a tag; bare English is European, with a clock of 24 hours."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  babel is for sheets only

    try:
        return Locale.parse("en_GB" if tag == "en" else tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.split("-", maxsplit=1)[0])


def hours(visit: Visit, speech: Tongue) -> str:
    """Write when a meeting is: day and hours, or both days where it goes past midnight."""
    start, end = visit.stop.start, visit.stop.end
    if start.date() == end.date():
        return f"{speech.day(start.date())}, {speech.clock(start)} – {speech.clock(end)}"
    return f"{speech.day(start.date())} {speech.clock(start)} – {speech.day(end.date())} {speech.clock(end)}"


def as_of(changed: datetime, visit: Visit, speech: Tongue) -> str:
    """Write of which moment the list is: that of the last change, so that two prints of one plan are alike."""
    return speech.say(N_("As of {moment}")).format(moment=speech.stamp(to_wall(changed, visit.stop.zone)))


def foot(visit: Visit, options: SheetOptions, speech: Tongue) -> list[str]:
    """Write who keeps the list, what for, and until when."""
    keeper = visit.roadshow.organiser_name
    lines = [
        speech.say(N_("{organiser} keeps this list.")).format(organiser=keeper) if keeper else "",
        speech.say(N_("Your name and signature only show that you were here.")),
    ]
    if options.destroy_after:
        last = visit.stop.end.date() + timedelta(days=options.destroy_after)
        lines.append(speech.say(N_("We destroy the list on {day}.")).format(day=speech.day(last)))
    return [line for line in lines if line]

"""What can be chosen for calendars."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from roadshow.api import N_, option


class Granularity(StrEnum):
    """What becomes an event of its own in a feed."""

    STOPS = "stops"
    SESSIONS = "sessions"
    BOTH = "both"


class Colour(StrEnum):
    """Colours by their CSS names, the form that RFC 7986 section 5.9 wants."""

    NONE = "none"
    CRIMSON = "crimson"
    CORAL = "coral"
    GOLD = "gold"
    OLIVE = "olive"
    SEAGREEN = "seagreen"
    TEAL = "teal"
    STEELBLUE = "steelblue"
    ROYALBLUE = "royalblue"
    INDIGO = "indigo"
    PURPLE = "purple"
    SIENNA = "sienna"
    SLATEGRAY = "slategray"


HEX = {
    Colour.CRIMSON: "#DC143C",
    Colour.CORAL: "#FF7F50",
    Colour.GOLD: "#FFD700",
    Colour.OLIVE: "#808000",
    Colour.SEAGREEN: "#2E8B57",
    Colour.TEAL: "#008080",
    Colour.STEELBLUE: "#4682B4",
    Colour.ROYALBLUE: "#4169E1",
    Colour.INDIGO: "#4B0082",
    Colour.PURPLE: "#800080",
    Colour.SIENNA: "#A0522D",
    Colour.SLATEGRAY: "#708090",
}
"""The same colours as Apple's programs want them (CSS Color Module Level 4, section 6.1)."""


COLOUR_WORDS: Mapping[str, str] = {
    Colour.NONE: N_("no colour of its own"),
    Colour.CRIMSON: N_("crimson"),
    Colour.CORAL: N_("coral"),
    Colour.GOLD: N_("gold"),
    Colour.OLIVE: N_("olive"),
    Colour.SEAGREEN: N_("sea green"),
    Colour.TEAL: N_("teal"),
    Colour.STEELBLUE: N_("steel blue"),
    Colour.ROYALBLUE: N_("royal blue"),
    Colour.INDIGO: N_("indigo"),
    Colour.PURPLE: N_("purple"),
    Colour.SIENNA: N_("sienna"),
    Colour.SLATEGRAY: N_("slate gray"),
}


@dataclass(frozen=True, slots=True)
class CalendarOptions:
    """The options of the calendar exporter."""

    granularity: Granularity = option(
        Granularity.STOPS,
        N_("What becomes an event in the feed: each stop, each session, or both."),
        word=N_("event for"),
        words={
            Granularity.STOPS: N_("each stop"),
            Granularity.SESSIONS: N_("each session"),
            Granularity.BOTH: N_("stops and sessions"),
        },
    )
    personal: bool = option(
        default=False,
        meaning=N_("Also make one invitation for each guest, with nobody else's name in it."),
        word=N_("personal ones"),
    )
    cancelled: bool = option(
        default=True,
        meaning=N_("Keep cancelled stops in the feed, marked as cancelled, so that they leave calendars."),
        word=N_("cancelled stops"),
    )
    colour: Colour = option(
        Colour.NONE, N_("The colour in which calendars show the feed."), word=N_("colour"), words=COLOUR_WORDS
    )
    name_prefix: str = option(
        "",
        N_("Text before the title of each event, such as the name of your organisation."),
        word=N_("before the title"),
    )
    alarm: int = option(
        0,
        N_("Minutes before the start at which a personal invitation sounds an alarm; 0 for none."),
        low=0,
        high=40320,
        word=N_("alarm"),
    )
    html: bool = option(
        default=False,
        meaning=N_("Also give the description as HTML, which only Outlook reads (X-ALT-DESC)."),
        word=N_("formatted too"),
    )

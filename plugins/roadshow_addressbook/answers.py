"""What a row says of an invitation: an answer, a ticket, how many come, when it was said, and what is needed."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from roadshow_addressbook.door import Answer, fold
from roadshow_addressbook.words import yes_or_no

TARGETS = ("answer", "companions", "heads", "ticket", "order", "answered_at", "session", "checked_in", "status")
"""What a column can be that is about an invitation, and not about the person."""
NEEDS = ("diet", "access", "interpreter", "childcare")
HEADS = 200
"""People whom one answer can bring along: a larger number is no head count."""

ACCEPTED, MAYBE, DECLINED, WAITING, OFF = "accepted", "maybe", "declined", "waiting", "withdrawn"
_MAYBE = re.compile(
    r"\b(?:misschien|mogelijk|waarschijnlijk|weet (?:ik )?(?:het )?(?:nog )?niet|nog niet (?:zeker|bekend)|twijfel\w*|onder voorbehoud|onzeker"
    r"|maybe|perhaps|tentative|not sure|unsure|interested|undecided|vielleicht|unsicher|peut etre|incertain|belki|moze)\b"
)
_OFF = re.compile(
    r"^(?:refunded|partially refunded|cancelled|canceled|cancelation|cancellation|deleted|transferred|void|voided|expired|terugbetaald|geannuleerd"
    r"|annulering|verwijderd|overgedragen|gecrediteerd|storniert|erstattet|rembourse\w*|annule\w*|iptal|c|e)$"
)
_WAITING = re.compile(r"\b(?:wait\w*|wachtlijst|reserve\w*|warteliste|liste d attente|pending approval|yedek)\b")
_NO = re.compile(
    r"\b(?:niet|geen|nee|neen|afwezig|verhinderd|afgemeld|afmelding|helaas|kan niet|not|no|never|can t|cant|cannot|declin\w*|absent|unable|regret\w*"
    r"|nein|nicht|kein\w*|abgesagt|absage|verhindert|non|pas|absente?|refus\w*|hayir|gelmiyor\w*|gelemem|nie|reacted:no)\b"
)
_YES = re.compile(
    r"\b(?:ja|ik kom|kom ik|komt|wij komen|we komen|aanwezig|aangemeld|aanmelding|van de partij|ben erbij|deelnemen|neem deel|doe mee|graag"
    r"|yes|attend\w*|going|coming|accept\w*|confirm\w*|registered|approved|checked in|check in|present|join\w*|paid|complete\w*|valid|active"
    r"|bevestigd|betaald|voltooid|ingecheckt|ingeschreven|geaccepteerd|zusage|zugesagt|teilnehm\w*|komme\w*|bezahlt|oui|participe\w*|viens|viendrai|presente?"
    r"|evet|geliyorum|katiliyorum|tak|si|sim|p)\b"
)
_NUMBER = re.compile(r"\d{1,4}")
_WORDS = {
    word: number
    for number, words in enumerate((
        "geen nul niemand none zero nobody kein keine aucun personne hic alleen alone allein seul", "een 1x one ein eine un une bir",
        "twee two zwei deux iki", "drie three drei trois uc", "vier four quatre dort", "vijf five funf cinq bes", "zes six sechs alti",
        "zeven seven sieben sept yedi", "acht eight huit sekiz", "negen nine neun neuf dokuz", "tien ten zehn dix on",
    ))
    for word in words.split()
}  # fmt: skip
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_YEAR_LAST = re.compile(r"(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)")
_MONTHS = (
    "jan",
    "feb",
    "mar mrt",
    "apr avr",
    "may mei mai",
    "jun juin",
    "jul juil",
    "aug aou",
    "sep",
    "oct okt",
    "nov",
    "dec dez",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAMED_MONTH = re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]{3})[a-z]*\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})")


def state_of(text: str) -> str:
    """Return the state of an invitation that an answer or the state of a ticket means, empty where that is not clear."""
    said = " ".join(re.sub(r"[^\w:]+", " ", fold(text)).split())
    answer = yes_or_no(text)
    if answer is False and not _OFF.search(said):
        return DECLINED
    for meant, pattern in ((MAYBE, _MAYBE), (OFF, _OFF), (WAITING, _WAITING)):
        if pattern.search(said):
            return meant
    if answer:
        return ACCEPTED
    if _NO.search(said):
        return DECLINED
    return ACCEPTED if _YES.search(said) else ""


def number_of(text: str) -> int | None:
    """Return how many people a text says; None where it says no number."""
    found = _NUMBER.search(text)
    if found:
        return int(found[0])
    words = fold(text).split()
    numbers = [_WORDS[word] for word in words if word in _WORDS]
    if numbers:
        return numbers[0]
    answer = yes_or_no(text)
    return None if answer is None else int(answer)


def moment_of(text: str) -> datetime | None:
    """Return a wall time as programs and forms write it; None where it is none. A day alone is its midnight.

    Of 4/5/2027 nobody can tell day and month: a slash with am or pm is American, anything else day first.
    """
    folded = fold(text)
    clock = _CLOCK.search(text)
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second")) if clock else (0, 0, 0)
    half = (clock["half"] or "").lower()[:1] if clock else ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    day = _day_of(text, folded, american=bool(half))
    try:
        return None if day is None else datetime(*day, hour, minute, second)
    except ValueError:
        return None


def _day_of(text: str, folded: str, *, american: bool) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.search(text):
        return int(found["year"]), int(found["month"]), int(found["day"])
    if found := _YEAR_LAST.search(text):
        first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
        year += 2000 if year < 100 else 0
        month_first = second > 12 or (american and found["sign"] == "/" and first <= 12)
        return (year, first, second) if month_first else (year, second, first)
    named = _NAMED_MONTH.search(folded) or _MONTH_FIRST.search(folded)
    if named and named["month"] in _MONTH:
        return int(named["year"]), _MONTH[named["month"]], int(named["day"])
    return None


class Said:
    """What one row says of its invitation, while it is being read."""

    __slots__ = ("companions", "heads", "order", "session", "state", "ticket", "when")

    def __init__(self) -> None:
        self.state = ""
        self.companions: int | None = None
        self.heads: int | None = None
        self.when: datetime | None = None
        self.ticket = False
        self.order = ""
        self.session = ""

    def put(self, target: str, text: str) -> bool:
        """Take a value; say whether it was understood."""
        if target in {"answer", "status"}:
            return self._put_state(state_of(text))
        if target == "checked_in":
            answer = yes_or_no(text)
            return answer is False or self._put_state(ACCEPTED)
        if target in {"companions", "heads"}:
            number = number_of(text)
            if number is None or number > HEADS:
                return False
            setattr(self, target, number)
        elif target == "answered_at":
            self.when = moment_of(text) or self.when  # what is no moment tells nobody anything
        elif target == "session":
            self.session = f"{self.session}, {text}" if self.session else text
        else:
            self.ticket = True
            self.order = text if target == "order" else self.order
        return True

    def _put_state(self, state: str) -> bool:
        if state and self.state not in {DECLINED, OFF}:  # a refund stands, whatever another column says
            self.state = state
        return bool(state)

    def answer(self, values: Mapping[str, Any], unneeded: Collection[str]) -> Answer:
        """Return it as an answer; `values` are those of the person, who needs none of what is `unneeded`."""
        companions = self.companions
        if self.heads is not None:
            companions = (
                max(self.heads - 1, 0) if companions is None or not self.ticket else companions + self.heads - 1
            )
        state = self.state
        if not state and self.heads is not None:
            state = ACCEPTED if self.heads else DECLINED
        if not state and self.ticket:
            state = ACCEPTED
        needs = {name: values.get(name, "") for name in NEEDS if name in values or name in unneeded}
        return Answer(state, companions, self.when, self.ticket, self.order, needs, self.session)

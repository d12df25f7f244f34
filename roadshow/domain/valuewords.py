"""What may be chosen - states, roles, kinds, yes and no - in words: shown in the language in use, typed in any.

A record, a plan file and JSON keep the value itself; only people meet the words.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import fold
from roadshow.domain.guests import InvitationState
from roadshow.domain.wording import LANGUAGES, N_, _, translations

C = TypeVar("C", bound=StrEnum)

WORDS = frozenset(
    [
        # how sure a roadshow, a stop or a booking is
        N_("draft"), N_("running"), N_("done"), N_("planned"), N_("confirmed"), N_("held"), N_("cancelled"),
        N_("hold"), N_("firm"),
        # what happens in a session, and who does what
        N_("welcome"), N_("talk"), N_("case discussion"), N_("workshop"), N_("meal"), N_("break"), N_("networking"),
        N_("evaluation"), N_("other"), N_("speaker"), N_("facilitator"), N_("host"), N_("interpreter"),
        N_("timekeeper"), N_("minutes"),
        # guests
        N_("guest"), N_("volunteer"), N_("listed"), N_("invited"), N_("accepted"), N_("maybe"), N_("declined"),
        N_("waiting"), N_("offered"), N_("withdrawn"), N_("mail"), N_("letter"), N_("phone"),
        # addresses and numbers
        N_("work"), N_("home"), N_("mobile"), N_("fax"), N_("pager"),
        # how a list meets people who are known
        N_("fill"), N_("update"), N_("new"),
        # facts
        N_("yes"), N_("no"), N_("unknown"),
    ]
)  # fmt: skip
ALSO = {
    "accepted": "yes y ja j accept komt",
    "maybe": "misschien",
    "declined": "no n nee decline komt-niet afgezegd",
    "waiting": "wachtlijst waitlist wacht",
    "offered": "aangeboden",
    "listed": "lijst op-de-lijst",
    "invited": "uitgenodigd",
    "withdrawn": "ingetrokken",
    "cancelled": "canceled afgelast vervallen",
    "draft": "concept",
    "running": "loopt",
    "hold": "optie",
    "case discussion": "casuistiek",
    "host": "gastheer gastvrouw",
    "facilitator": "begeleider",
    "volunteer": "helper",
    "mail": "email e-mail",
    "letter": "post",
    "phone": "tel",
    "fill": "aanvullen",
    "update": "bijwerken",
    "new": "nieuw",
    "work": "werk zakelijk business",
    "home": "prive thuis private",
    "mobile": "mobiel gsm cell",
    "pager": "semafoon",
    "yes": "y ja j true",
    "no": "n nee false",
    "unknown": "onbekend ?",
}
"""Further words that are typed for a value, in either language; with a hyphen where a space may stand."""

STATE_WORDS: Mapping[str, str] = {
    InvitationState.LISTED: N_("listed"),
    InvitationState.INVITED: N_("invited"),
    InvitationState.ACCEPTED: N_("accepted"),
    InvitationState.MAYBE: N_("maybe"),
    InvitationState.WAITING: N_("waiting"),
    InvitationState.OFFERED: N_("offered"),
    InvitationState.DECLINED: N_("declined"),
    InvitationState.WITHDRAWN: N_("withdrawn"),
}
"""The states of an invitation, for an option that takes some of them."""


def value_word(value: str) -> str:
    """Return the word for a value in the language in use; a value without one is its own word."""
    return _(value) if value in WORDS else value


def value_words(values: Iterable[str]) -> str:
    """Name several values in a sentence."""
    return ", ".join(map(value_word, values))


def value_typed(text: str, values: Iterable[str]) -> str | None:
    """Return the value that somebody means by a word in any of our languages; None where it is none of these."""
    wanted = fold(text)
    choices = tuple(values)
    for value in choices:
        if wanted == fold(value):
            return value
    for value in choices:
        if wanted in {fold(word) for word in ALSO.get(value, "").split()}:
            return value
    return next((value for value in choices if wanted in _said(value)), None)


def states_typed(words: Iterable[str]) -> tuple[InvitationState, ...]:
    """Return the states of invitations that words mean. Raises BadInputError for a word that is none."""
    return tuple(map(_state_typed, words))


def _state_typed(word: str) -> InvitationState:
    value = value_typed(word, InvitationState)
    if value is None:
        raise BadInputError(
            _("“{value}” is not a state of an invitation.").format(value=word),
            _("It may be: {allowed}.").format(allowed=value_words(InvitationState)),
        )
    return InvitationState(value)


def values_typed(text: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return the value that a word means or, where it means none, all values whose word begins so."""
    choices = tuple(values)
    found = value_typed(text, choices)
    if found is not None:
        return (found,)
    begun = fold(text)
    return tuple(value for value in choices if any(word.startswith(begun) for word in _said(value)))


def _said(value: str) -> set[str]:
    """Return the words for a value in all our languages."""
    return {fold(translations(language).gettext(value) if value in WORDS else value) for language in LANGUAGES}

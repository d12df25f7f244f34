"""Who gets a letter, and how they are reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from roadshow.api import (
    N_,
    Channel,
    Guest,
    InvitationState,
    Programme,
    SignInKind,
    Visit,
    _,
    value_word,
    value_words,
)
from roadshow_mailmerge.letters import LetterSet, meant_for
from roadshow_mailmerge.options import LetterOptions

FOR_WHO_CAME = "thanks"
CAN_HAVE_COME = tuple(state for state in InvitationState if state is not InvitationState.WITHDRAWN)


class Reach(StrEnum):
    """How somebody is reached. All but the first get no mail."""

    MAIL = "mail"
    LETTER = "letter"
    PHONE = "phone"
    NO_ADDRESS = "no e-mail address"
    NO_CONSENT = "no mail wanted"


REACH_WORDS = {
    Reach.LETTER: N_("by letter"),
    Reach.PHONE: N_("by phone"),
    Reach.NO_ADDRESS: N_("no e-mail address"),
    Reach.NO_CONSENT: N_("want no mail"),
}


def reach(guest: Guest) -> Reach:
    """Return how a guest is reached: as the invitation says, as far as address and consent allow."""
    if guest.invitation.channel is Channel.PHONE:
        return Reach.PHONE
    if guest.invitation.channel is Channel.LETTER:
        return Reach.LETTER
    if guest.person.consent_mail is False:
        return Reach.NO_CONSENT
    return Reach.MAIL if guest.person.email.strip() else Reach.NO_ADDRESS


@dataclass(frozen=True, slots=True)
class Recipient:
    """One guest who gets a letter. `number` counts up from 1 in the list of the stop, `total` is its length."""

    visit: Visit
    guest: Guest
    number: int
    total: int
    language: str
    reach: Reach


def recipients(programme: Programme, options: LetterOptions, letter: LetterSet, visit: Visit) -> Iterator[Recipient]:
    """Give the guests of a stop who get the letter, in the order of names."""
    states = meant(options, letter)
    came: set[str] = set()
    if letter.letter == FOR_WHO_CAME and not options.states:
        came = present(programme, visit)
        states = CAN_HAVE_COME if came else states
    total = len(came) or programme.count_guests(visit.stop.id, states)
    number = 0
    for guest in programme.guests(visit.stop.id, states):
        if came and guest.person.id not in came:
            continue
        number += 1
        yield Recipient(visit, guest, number, total, letter.language_for(guest, visit), reach(guest))


def meant(options: LetterOptions, letter: LetterSet) -> tuple[InvitationState, ...]:
    """Return the states whose guests get the letter."""
    return options.chosen_states or meant_for(letter.letter)


def left_out(programme: Programme, options: LetterOptions, letter: LetterSet, visit: Visit, guest: Guest) -> str:
    """Say why a guest gets no letter; empty where there is one."""
    who = {"name": guest.person.name, "letter": letter.letter}
    came = present(programme, visit) if letter.letter == FOR_WHO_CAME and not options.states else set()
    if came:
        absent = _("{name} gets no letter “{letter}”: it is for who was signed in at the door.")
        return "" if guest.person.id in came else absent.format(**who)
    states = meant(options, letter)
    if guest.invitation.state in states:
        return ""
    return _(
        "{name} gets no letter “{letter}”: it is for guests who are {states}, and the answer here is: {state}."
    ).format(states=value_words(states), state=value_word(guest.invitation.state), **who)


def present(programme: Programme, visit: Visit) -> set[str]:
    """Return the ids of the people who signed in at a stop, undone facts left out."""
    came: dict[str, str] = {}
    undone: set[str] = set()
    for fact in programme.sign_ins(visit.stop.id):
        if fact.sign_in_kind is SignInKind.IN and fact.person_id:
            came[fact.id] = fact.person_id
        elif fact.sign_in_kind is SignInKind.UNDO and fact.undoes:
            undone.add(fact.undoes)
    return {person for fact, person in came.items() if fact not in undone}

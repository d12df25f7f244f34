"""What a letter may say: fields of the stop, the same for everybody, and fields of one guest."""

from roadshow.api import (
    N_,
    Guest,
    Invitation,
    InvitationState,
    PartRole,
    Person,
    Programme,
    Session,
    Venue,
    Visit,
    later,
    salutation_surname,
    spoken_given,
    to_utc,
)
from roadshow_mailmerge.words import Words, words_of

STOP_FIELDS = {
    "roadshow": N_("the name of the roadshow"),
    "title": N_("the title of the stop"),
    "themes": N_("the themes of the stop"),
    "district": N_("the district of the stop"),
    "welcome": N_("the welcome text of the stop"),
    "date": N_("the day in words: dinsdag 13 april 2027"),
    "doors": N_("when the doors open"),
    "start": N_("when it starts"),
    "start_spoken": N_("when it starts as it is said in Dutch: half 2 ('s middags)"),
    "end": N_("when it ends"),
    "venue": N_("the name of the venue"),
    "venue_street": N_("the street of the venue"),
    "venue_postcode": N_("the postcode of the venue"),
    "venue_town": N_("the town of the venue"),
    "venue_address": N_("street, postcode and town of the venue on one line"),
    "venue_phone": N_("the phone number of the venue"),
    "route": N_("how to get there by public transport"),
    "parking": N_("where to park"),
    "access": N_("how accessible the venue is, a sentence a line"),
    "agenda": N_("the agenda, a session a line"),
    "organiser": N_("the name of the organiser"),
    "organiser_email": N_("the e-mail address of the organiser"),
    "contact": N_("whom to ask"),
    "web": N_("the web page of the roadshow"),
}
GUEST_FIELDS = {
    "salutation": N_("the first line of the letter: Beste Jan,"),
    "name": N_("the whole name"),
    "given": N_("the given name"),
    "surname": N_("the surname as it stands without a given name: De Vries"),
    "display_name": N_("the name in the guest's own script"),
    "organisation": N_("the organisation of the guest"),
    "function": N_("the function of the guest"),
    "email": N_("the e-mail address of the guest"),
    "phone": N_("the phone number of the guest"),
    "postal_address": N_("name and address for an envelope, as the post wants them"),
    "companions": N_("how many people come along, empty for none"),
    "role": N_("guest, host, facilitator or volunteer"),
    "state": N_("where the invitation stands: listed, invited, accepted …"),
    "accepted": N_("yes where the guest said yes, else empty"),
    "offered_until": N_("the day until which a place is offered, in words"),
    "language": N_("the language of the letter, such as nl"),
}
FIELDS = STOP_FIELDS | GUEST_FIELDS
ACCESS_FACTS = ("step_free", "lift", "accessible_toilet", "hearing_loop", "quiet_room")
NAMED_IN_AGENDA = (PartRole.SPEAKER, PartRole.FACILITATOR)

_remembered: dict[str, tuple[Programme, Visit, Words, dict[str, str]]] = {}
"""The fields of the stop in hand by language: ten thousand guests of one stop need them once."""


def fields_of(programme: Programme, visit: Visit, guest: Guest, language: str) -> dict[str, str]:
    """Return all fields of a letter to a guest. An empty text is a field without a value."""
    known = _remembered.get(language)
    if known is None or known[0] is not programme or known[1] is not visit:
        words = words_of(programme, language)
        known = _remembered[language] = (programme, visit, words, stop_fields(visit, words))
    return known[3] | guest_fields(guest, known[2])


def stop_fields(visit: Visit, words: Words) -> dict[str, str]:
    """Return the fields that all guests of a stop share."""
    stop, roadshow = visit.stop, visit.roadshow
    return {
        "roadshow": roadshow.name,
        "title": stop.title,
        "themes": ", ".join(stop.themes),
        "district": stop.district,
        "welcome": stop.welcome,
        "date": words.day(stop.start.date()),
        "doors": words.clock(stop.doors) if stop.doors else "",
        "start": words.clock(stop.start),
        "start_spoken": words.spoken(stop.start),
        "end": words.clock(stop.end),
        **_venue_fields(visit.venue, words),
        "agenda": agenda(visit, words),
        "organiser": roadshow.organiser_name or roadshow.organiser_email,
        "organiser_email": roadshow.organiser_email,
        "contact": stop.contact
        or ", ".join(part for part in (roadshow.organiser_name, roadshow.organiser_email) if part),
        "web": roadshow.web,
    }


def _venue_fields(venue: Venue | None, words: Words) -> dict[str, str]:
    if venue is None:
        return {name: "" for name in STOP_FIELDS if name.startswith("venue") or name in {"route", "parking", "access"}}
    town = " ".join(part for part in (venue.postcode, venue.town) if part)
    return {
        "venue": venue.name,
        "venue_street": venue.street,
        "venue_postcode": venue.postcode,
        "venue_town": venue.town,
        "venue_address": ", ".join(part for part in (venue.street, town) if part),
        "venue_phone": venue.phone,
        "route": venue.public_transport,
        "parking": venue.parking,
        "access": access_in_words(venue, words),
    }


def access_in_words(venue: Venue, words: Words) -> str:
    """Return a sentence a line for each access fact somebody looked at; nothing for what nobody knows."""
    facts = ((name, getattr(venue, name)) for name in ACCESS_FACTS)
    sentences = (words.get(f"access.{name}_{'yes' if fact else 'no'}") for name, fact in facts if fact is not None)
    return "\n".join(sentence for sentence in sentences if sentence)


def agenda(visit: Visit, words: Words) -> str:
    """Return the agenda, a line a session: 13.30 Title - Room - Speaker."""
    zone = visit.stop.zone
    in_order = sorted(visit.open_sessions, key=lambda session: to_utc(session.start, zone))
    return "\n".join(" - ".join(_agenda_parts(session, visit, words)) for session in in_order)


def _agenda_parts(session: Session, visit: Visit, words: Words) -> list[str]:
    ends = later(session.start, visit.stop.zone, session.length)
    room = visit.rooms.get(session.room_id or "")
    names = ", ".join(
        casting.person.name
        for casting in visit.cast
        if casting.part.session_id == session.id and casting.part.role in NAMED_IN_AGENDA
    )
    line = [f"{words.clock(session.start)}–{words.clock(ends)} {session.title}"]
    return line + [part for part in (room.name if room else "", names) if part]


def guest_fields(guest: Guest, words: Words) -> dict[str, str]:
    """Return the fields of one guest."""
    person, invitation = guest.person, guest.invitation
    return {
        "salutation": salutation(person, words),
        "name": person.name,
        "given": person.given,
        "surname": salutation_surname(person),
        "display_name": person.display_name,
        "organisation": person.organisation,
        "function": person.function,
        "email": person.email,
        "phone": person.phone,
        "postal_address": "\n".join(postal_address(person)),
        "companions": _companions(invitation),
        "role": invitation.role.value,
        "state": invitation.state.value,
        "accepted": "yes" if invitation.state is InvitationState.ACCEPTED else "",
        "offered_until": words.day(invitation.offered_until) if invitation.offered_until else "",
        "language": words.language,
    }


def _companions(invitation: Invitation) -> str:
    return str(invitation.companions) if invitation.companions else ""


def salutation(person: Person, words: Words) -> str:
    """Return the first line of a letter: by given name where there is one, else by surname, else as a guest. Never by sex."""
    own = person.display_name if words.get("salutation.own_script") and person.display_name else ""
    given = spoken_given(person)
    if given or own:
        line = words.say("salutation.given", given=given or own, name=own or person.name)
    elif person.name:
        line = words.say("salutation.name", name=salutation_surname(person))
    else:
        line = words.say("salutation.nobody")
    return line or f"{person.name},".lstrip(",")


def postal_address(person: Person) -> list[str]:
    """Return the lines of an envelope, or none where the address is not whole.

    The postcode with one space inside and two before the town, the town in capitals, a country only abroad: PostNL,
    "Adresseren".
    """
    if not (person.street and person.postcode and person.town):
        return []
    postcode = " ".join(person.postcode.split())
    dutch = person.country in {"", "NL"}
    if dutch and len(postcode) == 6 and postcode[:4].isdecimal():
        postcode = f"{postcode[:4]} {postcode[4:].upper()}"
    first = person.name or person.organisation
    lines = [*([first] if first else []), person.street, f"{postcode}{'  ' if dutch else ' '}{person.town.upper()}"]
    return lines if dutch else [*lines, country_name(person.country).upper()]


def country_name(code: str) -> str:
    """Return the Dutch name of a country, which is what Dutch sorting offices read; the code where there is none."""
    from babel.core import Locale  # noqa: PLC0415  17 ms

    return str(Locale("nl").territories.get(code, code))

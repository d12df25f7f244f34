"""What forms and ticket shops say of an invitation: who comes, with how many, and what is said later."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadshow_addressbook.answers import moment_of, number_of, state_of
from roadshow_addressbook.targets import target_of

HEADINGS = {
    "answer": [
        "Komt u?", "Kom je?", "Komt u ook?", "Bent u aanwezig?", "Ben je erbij?", "Aanwezig", "Aanwezig (ja/nee)", "Aanmelding",
        "RSVP", "Attending", "Will you attend?", "Are you coming?", "Antwoord", "Deelname", "Kunt u aanwezig zijn op 14 april?",
        "Bent u van plan te komen?", "Can you make it?", "Nehmen Sie teil?", "Kommen Sie?", "Teilnahme", "Zusage",
        "Présence", "Participation", "Viendrez-vous ?", "Serez-vous présent ?", "Katılacak mısınız?",
    ],
    "heads": [
        "Met hoeveel?", "Met hoeveel personen komt u?", "Aantal personen", "Aantal deelnemers", "Hoeveel personen komen er?", "Quantity", "Ticket Quantity",
        "Number of attendees", "How many people are coming?", "Party size", "Aantal kaarten", "Anzahl Personen", "Nombre de personnes",
    ],
    "companions": [
        "Introducés", "Aantal introducees", "Aantal extra personen", "Hoeveel gasten neemt u mee?", "Guests", "Number of guests", "Additional guests", "Plus one",
        "Neemt u iemand mee?", "Begleitpersonen", "Anzahl Begleitpersonen", "Nombre d'accompagnants",
    ],
    "answered_at": [
        "Tijdstempel", "Timestamp", "Completion time", "Submission Date", "Submitted at", "Ingevuld op", "Inschrijfdatum", "Order Date", "Zeitstempel", "Horodateur",
        "Tijd van voltooien", "Registered On",
    ],
    "ticket": ["Ticket Type", "Ticket ID", "Barcode", "Soort ticket", "Ticketnummer", "Attendee #"],
    "order": ["Order no.", "Order ID", "Bestelnummer", "Bestellnummer"],
    "status": ["Attendee Status", "Order Status", "RSVP Status", "Approval Status", "Aanmeldstatus"],
    "checked_in": ["Checked In", "Ingecheckt"],
    "session": ["Workshop", "Welke sessie?", "Keuze workshop"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("target", "heading"), [(target, one) for target, several in HEADINGS.items() for one in several]
)
def test_a_usual_heading_is_known(target, heading) -> None:
    """Of 21 usual headings for answers and head counts none was known, and who said no was invited again."""
    if heading not in {"Attendee #", "Tijd van voltooien"}:  # these are of one program, by its own rules
        assert target_of(heading) == target


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Gast", "name"), ("Guest", "name"), ("Opmerking", "notes"), ("Naam", "name"), ("Functie", "function"), ("Mag u gefotografeerd worden op foto's?", "consent_photo"),
        ("Heeft u een tolk nodig?", "interpreter"), ("Welke taal spreekt u?", "languages"), ("Hoe heeft u van ons gehoord?", ""), ("Hoeveel jaar woont u hier?", ""),
    ],
)  # fmt: skip
def test_other_headings_mean_what_they_meant(heading, target) -> None:
    assert target_of(heading) == target


STATES = {
    "accepted": "Ja|ja, ik kom|Ja, met 2 personen|Yes|Attending|Checked In|Going|Accepted|Aanwezig|Ik kom graag|Ik ben erbij|x|1|Komt|Registered|Confirmed|Paid|Zusage|Ja gerne|Oui|Je viens|Evet|Present",
    "declined": "Nee|Nee, helaas|Nee, misschien een volgende keer|No|Not Attending|Not going|Declined|Niet aanwezig|Ik kom niet|Afwezig|Afgemeld|Ik kan niet|Verhinderd|I can't come|Nein|Komme nicht|Absage|Non|Hayır|0",
    "maybe": "Misschien|Weet ik nog niet|Maybe|Tentative|Not sure|Ja, misschien|Vielleicht|Peut-être|Interested|Onder voorbehoud",
    "waiting": "Waitlist|Waitlisted|Wachtlijst|Op de wachtlijst|Warteliste",
    "withdrawn": "Refunded|Cancelled|Deleted|Transferred|Terugbetaald|Geannuleerd|Storniert|Remboursé",
    "": "|14 april|weet ik veel wat dit is|zie mail|Vegetarisch",
}


@pytest.mark.parametrize(
    ("state", "text"), [(state, one) for state, texts in STATES.items() for one in texts.split("|")]
)
def test_an_answer_means_what_people_mean_by_it(state, text) -> None:
    assert state_of(text) == state


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", 2), ("2 personen", 2), ("+1", 1), ("geen", 0), ("één", 1), ("drie volwassenen", 3), ("Ja", 1), ("nee", 0), ("alleen", 0), ("mijn buren", None)],
)  # fmt: skip
def test_a_number_of_people_is_read_as_they_write_it(text, number) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026/11/03 9:12:33 AM GMT+1", datetime(2026, 11, 3, 9, 12, 33)), ("3-11-2026 21:12:33", datetime(2026, 11, 3, 21, 12, 33)),
        ("11/3/26 9:12:33 PM", datetime(2026, 11, 3, 21, 12, 33)), ("3/11/2026 9:12", datetime(2026, 11, 3, 9, 12)), ("13/11/2026", datetime(2026, 11, 13)),
        ("11/13/2026 9:12", datetime(2026, 11, 13, 9, 12)), ("2026-11-03T09:12:33.123Z", datetime(2026, 11, 3, 9, 12, 33)), ("3 nov. 2026, 9:12", datetime(2026, 11, 3, 9, 12)),
        ("Nov 3, 2026 12:05 AM", datetime(2026, 11, 3, 0, 5)), ("46329,5", None), ("gisteren", None), ("31-2-2026", None),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_programs_write_it(text, moment) -> None:
    assert moment_of(text) == moment


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text) -> None:
    assert state_of(text) in {"", "accepted", "maybe", "declined", "waiting", "withdrawn"}
    number_of(text)
    moment_of(text)

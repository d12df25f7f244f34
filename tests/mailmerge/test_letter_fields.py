"""What letters say: fields, languages, and who is named when something is missing."""

from datetime import date, datetime

import pytest
from letter_plans import (
    PLUGINS,
    body,
    first_visit,
    mails,
    open_office,
    own_letter,
    own_template,
    person,
    plan,
    preview,
    written,
)
from roadshow_mailmerge.exporter import Letters
from roadshow_mailmerge.fields import access_in_words, postal_address, salutation
from roadshow_mailmerge.options import LetterOptions
from roadshow_mailmerge.words import Words, date_in_words, dutch_time, words_of

from roadshow.api import BadInputError, InvitationState, Query, SignIn, SignInKind, Stop, Venue, hookimpl
from roadshow.testing import check_exporter, check_merge_fields
from roadshow.testing.plans import MOMENT, write_plan


def refused(office, **given):
    with pytest.raises(BadInputError) as caught:
        written(office, **given)
    return caught.value


def test_a_missing_field_stops_the_run_before_the_first_letter_and_names_who_it_is_about(tmp_path):
    own_letter(tmp_path, "{{ name }} {{ organisation }}")
    people = [person(1, organisation="Welzijn"), person(2, surname="Bos"), person(3, surname="Kuyper")]
    with open_office(tmp_path, plan(people)) as office:
        programme, _visit, _guests = first_visit(office)
        made = Letters().documents(programme, LetterOptions(letter="mine"))
        with pytest.raises(BadInputError) as caught:
            next(made)
    assert "organisation is empty for Jan Bos, Jan Kuyper" in caught.value.message
    assert "2 of them" in caught.value.message
    assert "Jan Smit" not in caught.value.message


def test_of_a_thousand_people_the_first_twenty_are_named_and_the_rest_counted(tmp_path):
    own_letter(tmp_path, "{{ organisation }}")
    people = [person(number, surname=f"Smit{number:04}") for number in range(500)] + [person(999, organisation="x")]
    with open_office(tmp_path, plan(people)) as office:
        message = refused(office, letter="mine").message
    assert "500 of them" in message
    assert message.count("Smit0") == 20
    assert "and 480 more" in message


def test_a_field_of_the_stop_is_said_once_and_not_for_every_guest(tmp_path):
    with open_office(tmp_path, plan([person(1), person(2)], {"stop": {"venue_id": None}})) as office:
        error = refused(office)
    assert "venue is empty for all 2 guests" in error.message
    assert "Jan" not in error.message
    assert "has no venue yet: roadshow stop edit" in error.hint


def test_a_run_that_reaches_nobody_makes_no_file_and_says_why(tmp_path):
    """A list with heads and no rows would be taken for a finished mailing."""
    with open_office(tmp_path, plan([person(1)], state=InvitationState.DECLINED)) as office:
        documents, (message, *_rest) = written(office, form="all")
    assert documents == []
    assert "no file was made" in message
    assert "listed" in message


def test_the_preview_for_somebody_who_gets_no_letter_says_why_not(tmp_path):
    """It showed a letter that would never go out."""
    with open_office(tmp_path, plan([person(1)], state=InvitationState.DECLINED)) as office:
        shown = preview(office)
        assert "Jan Smit gets no letter" in shown
        assert "declined" in shown
        assert "Subject" in preview(office, states="declined")


@pytest.mark.parametrize(
    "text",
    [
        "{% if organisation %}{{ organisation }}{% endif %}",
        "{{ organisation|default('-') }}",
        "{{ organisation or '-' }}",
        "{% if organisation is defined %}{{ organisation }}{% else %}-{% endif %}",
        "{{ organisation if organisation else '-' }}",
    ],
)
def test_a_field_that_the_template_can_do_without_is_not_missing(tmp_path, text):
    own_letter(tmp_path, "Dag. " + text)
    with open_office(tmp_path, plan([person()])) as office:
        (mail,) = mails(office, letter="mine")
    assert body(mail, "plain").startswith("Dag.")


def test_where_a_template_looks_at_what_a_field_says_everybody_is_judged_by_their_own(tmp_path):
    own_letter(tmp_path, "{% if given == 'Piet' %}{{ function }}{% endif %} {{ organisation or '-' }}")
    people = [person(1), person(2, given="Piet"), person(3), person(4, given="Piet", function="arts")]
    with open_office(tmp_path, plan(people)) as office:
        message = refused(office, letter="mine").message
    assert "function is empty for Piet Smit" in message
    assert "1 of them" in message


def test_a_field_that_does_not_exist_is_refused_with_the_nearest_one_that_does(tmp_path):
    own_letter(tmp_path, "Beste {{ givven }}")
    with open_office(tmp_path, plan([person()])) as office:
        error = refused(office, letter="mine")
    assert "letters/nl/mine.txt" in error.message
    assert "givven" in error.message
    assert "given" in error.hint


def test_a_field_of_another_plugin_can_stand_in_a_letter(tmp_path):
    class Parking:
        @hookimpl
        def merge_fields(self, guest):
            return {"parking_code": f"P-{guest.person.given}"}

    own_letter(tmp_path, "Code: {{ parking_code }}")
    with open_office(tmp_path, plan([person()]), plugins={"parking": Parking()}) as office:
        (mail,) = mails(office, letter="mine")
        table = written(office, letter="mine", form="csv")[0][0].content.decode("utf-8-sig")
    assert "Code: P-Jan" in body(mail, "plain")
    assert table.splitlines()[0].endswith("parking_code")
    assert table.splitlines()[-1].endswith("P-Jan")


def test_every_guest_gets_their_own_language_and_the_fallback_is_said(tmp_path):
    languages = [("tr", "nl"), ("ar",), ("pt-BR",), ("ti", "pl"), ("so",), ()]
    people = [person(number, surname=f"S{number}", languages=tags) for number, tags in enumerate(languages)]
    with open_office(tmp_path, plan(people)) as office:
        documents, notices = written(office)
        sent = [mail["Content-Language"] for mail in mails(office)]
    assert len(documents) == 6
    assert sent == ["tr", "ar", "pt", "pl", "nl", "nl"]
    (notice,) = [one for one in notices if "noted as invited" not in one]
    assert "2 guests" in notice
    assert "Tigrinya (ti): 1" in notice
    assert "Somali (so): 1" in notice


def test_one_language_for_everybody_is_what_everybody_gets(tmp_path):
    with open_office(tmp_path, plan([person(languages=("tr",))])) as office:
        (mail,) = mails(office, language="en")
        error = refused(office, language="xx")
    assert mail["Content-Language"] == "en"
    assert mail["Subject"] == "Invitation: Samen in Crooswijk on Tuesday, 13 April 2027"
    assert "nl" in error.hint


def test_the_user_s_own_copy_of_a_letter_wins(tmp_path):
    own_template(tmp_path, "nl/invitation.txt", "Eigen brief voor {{ name }}.")
    with open_office(tmp_path, plan([person()])) as office:
        (mail,) = mails(office)
    assert body(mail, "plain").strip() == "Eigen brief voor Jan Smit."


def test_a_letter_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    with open_office(tmp_path, plan([person()])) as office:
        assert "invitation" in refused(office, letter="invitasion").hint
        for name in ("../../etc/passwd", "nl/invitation", "", "a" * 5000, "invitation\0"):
            refused(office, letter=name)


def test_people_without_mail_are_counted_and_stand_in_the_list(tmp_path):
    people = [person(1), person(2, email=""), person(3, consent_mail=False)]
    with open_office(tmp_path, plan(people)) as office:
        documents, notices = written(office, form="all")
    assert [document.name for document in documents] == [
        "crooswijk/001-jan-smit.eml",
        "crooswijk-letters.csv",
        "crooswijk-letters.xlsx",
    ]
    assert all(document.private for document in documents)
    (notice,) = [one for one in notices if "noted as invited" not in one]
    assert "2 guests get no mail" in notice
    rows = documents[1].content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[1] for row in rows if row[:1].isdecimal() and ";" in row][:1] == ["mail"]
    assert sum("no e-mail address" in row or "no mail wanted" in row for row in rows) == 2


@pytest.mark.parametrize("channel", ["letter", "phone"])
def test_who_is_reached_by_letter_or_phone_gets_no_mail(tmp_path, channel):
    with open_office(tmp_path, plan([person()], channel=channel)) as office:
        documents, notices = written(office)
    assert documents == []
    assert f"by {channel}: 1" in notices[0]


def test_an_invitation_goes_to_those_who_have_not_answered_and_a_reminder_not_to_those_who_said_no(tmp_path):
    for state, letter, count in (
        ("listed", "invitation", 1),
        ("declined", "invitation", 0),
        ("accepted", "invitation", 0),
        ("accepted", "reminder", 1),
        ("declined", "reminder", 0),
        ("withdrawn", "reminder", 0),
        ("waiting", "changed", 1),
    ):
        folder = tmp_path / f"{state}-{letter}"
        folder.mkdir()
        with open_office(folder, plan([person()], state=state)) as office:
            assert len(written(office, letter=letter)[0]) == count, (state, letter)


def test_states_can_be_chosen_and_a_word_that_is_none_is_refused(tmp_path):
    with open_office(tmp_path, plan([person()], state="declined")) as office:
        assert len(written(office, states="declined,accepted")[0]) == 1
        assert "declined" in refused(office, states="declnied").hint


def test_thanks_go_to_those_who_came(tmp_path):
    came, away, undone = (person(number, surname=name) for number, name in ((1, "Kwam"), (2, "Weg"), (3, "Fout")))
    with open_office(tmp_path, plan([came, away, undone], state="accepted")) as office:
        stop = next(iter(office.store.each(Query(Stop, limit=None))))
        usual = {"stop_id": stop.id, "desk": "A", "moment": MOMENT}
        ids = [f"019ac000-0000-7000-8000-{number:012d}" for number in range(3)]
        write_plan(
            office,
            SignIn(id=ids[0], sign_in_kind=SignInKind.IN, counter=1, person_id=came.id, **usual),
            SignIn(id=ids[1], sign_in_kind=SignInKind.IN, counter=2, person_id=undone.id, **usual),
            SignIn(id=ids[2], sign_in_kind=SignInKind.UNDO, counter=3, undoes=ids[1], **usual),
        )
        names = [document.name for document in written(office, letter="thanks")[0]]
    assert names == ["crooswijk/001-jan-kwam.eml"]


@pytest.mark.parametrize(("status", "letter"), [("cancelled", "invitation"), ("confirmed", "cancelled")])
def test_a_letter_never_says_the_opposite_of_the_plan(tmp_path, status, letter):
    with open_office(tmp_path, plan([person()], {"stop": {"status": status}})) as office:
        assert "Samen in Crooswijk" in refused(office, letter=letter).message


def test_a_cancelled_stop_is_cancelled_in_the_calendar_too(tmp_path):
    with open_office(tmp_path, plan([person()], {"stop": {"status": "cancelled"}}, state="accepted")) as office:
        (mail,) = mails(office, letter="cancelled")
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "CANCEL"
    assert b"METHOD:CANCEL" in part.get_payload(decode=True)


def test_without_an_organiser_s_address_no_mail_is_made_and_the_command_that_mends_it_is_shown(tmp_path):
    with open_office(tmp_path, plan([person()], {"roadshow": {"organiser_email": ""}})) as office:
        error = refused(office)
        assert "--organiser-email" in error.hint
        assert len(written(office, form="csv")[0]) == 1


def test_an_address_that_cannot_be_used_stops_the_run_and_names_the_person(tmp_path):
    people = [person(1), person(2, surname="Müller", email="müller@example.org")]
    with open_office(tmp_path, plan(people)) as office:
        message = refused(office).message
    assert "Jan Müller" in message
    assert "before the @" in message


def test_nobody_to_write_to_is_a_notice_and_no_document(tmp_path):
    with open_office(tmp_path, plan([])) as office:
        documents, notices = written(office)
    assert documents == []
    assert "Nobody" in notices[0]


def test_the_exporter_and_the_fields_hold_to_their_contracts(office):
    office._extra_plugins = PLUGINS
    check_exporter(Letters(), office, {"form": "all"})
    check_merge_fields(PLUGINS["roadshow_mailmerge"].merge_fields, office)


def test_the_preview_shows_headers_language_text_and_what_goes_along(tmp_path):
    with open_office(tmp_path, plan([person(languages=("ti",))])) as office:
        text = preview(office)
    assert "To: Jan Smit <guest1@example.org>" in text
    assert "Subject: Uitnodiging: Samen in Crooswijk op dinsdag 13 april 2027" in text
    assert "Dutch (nl), since there is no letter in Tigrinya (ti)" in text
    assert "half 2 ('s middags)" in text
    assert "invite.ics" in text
    assert "Missing" not in text


def test_the_preview_shows_what_is_missing_instead_of_stopping(tmp_path):
    own_letter(tmp_path, "Beste {{ organisation }}")
    with open_office(tmp_path, plan([person()])) as office:
        assert "Missing: organisation" in preview(office, letter="mine")


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("00:00", "12 uur ('s nachts)"), ("00:30", "half 1 ('s nachts)"), ("05:45", "kwart voor 6 ('s nachts)"),
        ("06:00", "6 uur ('s ochtends)"), ("09:15", "kwart over 9 ('s ochtends)"), ("12:00", "12 uur ('s middags)"),
        ("12:30", "half 1 ('s middags)"), ("13:30", "half 2 ('s middags)"), ("13:20", "10 voor half 2 ('s middags)"),
        ("13:40", "10 over half 2 ('s middags)"), ("19:25", "5 voor half 8 ('s avonds)"),
        ("23:55", "5 voor 12 ('s avonds)"), ("10:03", "3 over 10 ('s ochtends)"),
    ],
)  # fmt: skip
def test_a_time_is_said_as_dutch_people_say_it(clock, said):
    assert dutch_time(datetime.fromisoformat(f"2027-04-13 {clock}")) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "dinsdag 13 april 2027"),
        ("en", "Tuesday, 13 April 2027"),
        ("tr", "13 Nisan 2027 Salı"),
        ("pl", "wtorek, 13 kwietnia 2027"),
        ("pt", "terça-feira, 13 de abril de 2027"),
        ("qq", "Tuesday 13 April 2027"),
    ],
)
def test_a_date_stands_in_words_of_the_letter_s_language(language, said):
    assert date_in_words(date(2027, 4, 13), language) == said


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"given": "Jan", "surname": "Vries", "particle": "de"}, "Beste Jan,"),
        ({"given": "", "surname": "Vries", "particle": "de"}, "Beste De Vries,"),
        ({"given": "J.A.", "surname": "Vries", "particle": "de"}, "Beste J.A. de Vries,"),
        ({"given": "J", "surname": "Vries", "particle": "de"}, "Beste J de Vries,"),
        ({"given": "Mw.", "surname": "Jansen"}, "Beste Jansen,"),
        ({"given": "dr. Anna", "surname": "Jansen"}, "Beste Anna,"),
        ({"given": "Jo", "surname": "Jansen"}, "Beste Jo,"),
        ({"given": "", "surname": "Hont", "particle": "d'"}, "Beste D'Hont,"),
        ({"given": "", "surname": ""}, "Beste bezoeker,"),
        ({"given": "", "surname": "", "display_name": "فاطمة"}, "Beste فاطمة,"),
        ({"given": "{name}"}, "Beste {name},"),
    ],
)
def test_everybody_is_greeted_by_the_name_they_have(fields, line):
    words = Words(
        "nl",
        {
            "salutation.given": "Beste {given},",
            "salutation.name": "Beste {name},",
            "salutation.nobody": "Beste bezoeker,",
        },
    )
    assert salutation(person(**fields), words) == line


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"street": "Dorpsstraat 1", "postcode": "1234ab", "town": "Rotterdam"},
         ["Jan Smit", "Dorpsstraat 1", "1234 AB  ROTTERDAM"]),
        ({"street": "Dorpsstraat 1", "postcode": "1234  AB", "town": "Den Haag"},
         ["Jan Smit", "Dorpsstraat 1", "1234 AB  DEN HAAG"]),
        ({"street": "Veldstraat 1", "postcode": "9000", "town": "Gent", "country": "BE"},
         ["Jan Smit", "Veldstraat 1", "9000 GENT", "BELGIË"]),
        ({"street": "Dorpsstraat 1", "postcode": "", "town": "Rotterdam"}, []),
    ],
)  # fmt: skip
def test_an_envelope_is_addressed_as_the_post_wants_it(fields, lines):
    assert postal_address(person(**fields)) == lines


def test_access_is_told_as_far_as_somebody_looked(tmp_path):
    with open_office(tmp_path, plan([])) as office:
        words = words_of(first_visit(office)[0], "nl")
    told = access_in_words(Venue(id="v", name="x", step_free=True, lift=False, hearing_loop=None), words)
    assert told == "U kunt zonder trap of drempel naar binnen.\nEr is geen lift."

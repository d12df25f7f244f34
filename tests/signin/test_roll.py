"""Who stands on the list, in which order, and what the planner hears of it."""

import json
from datetime import timedelta

import pytest
from builders import NOW, Plan, a_visit, guest, guests, person
from roadshow_signin.options import NamesShown, SheetOptions
from roadshow_signin.roll import roll
from roadshow_signin.sheet import blanks
from roadshow_signin.signatures import SignatureList, _sheet

from roadshow.api import BadInputError, InvitationState, Registration, Revision


def rows(listed, **options):
    plan = Plan(listed)
    return roll(plan, plan.visit, SheetOptions(**options), "(no name)").rows


def sheet(listed, visit=None, **options):
    plan = Plan(listed, visit)
    return _sheet(plan, plan.visit, SheetOptions(**options))[0], plan


def test_the_order_is_not_the_dutch_one_or_a_name_is_under_another_letter():
    listed = [
        guest(person("Yılmaz", "Ayşe")),
        guest(person("IJzer", "Piet")),
        guest(person("Vries", "Jan", particle="de")),
        guest(person("Lanotte", "Luc", particle="Van de", country="BE")),
        guest(person("Łukasz", "Ada")),
        guest(person("Özdemir", "Can")),
    ]
    found = [(row.letter, row.lead, row.rest) for row in rows(listed)]
    assert found == [
        ("I", "IJzer", ", Piet"),
        ("L", "Łukasz", ", Ada"),
        ("O", "Özdemir", ", Can"),
        ("V", "Van de Lanotte", ", Luc"),
        ("V", "Vries", ", Jan de"),
        ("Y", "Yılmaz", ", Ayşe"),
    ]


def test_people_who_are_not_expected_are_on_the_list():
    listed = [guest(person(state.value), state) for state in InvitationState]
    assert [row.lead for row in rows(listed)] == ["accepted", "invited", "maybe"]
    assert [row.lead for row in rows(listed, states=("waiting", "listed"))] == ["listed", "waiting"]


def test_a_state_that_does_not_exist_is_passed_over():
    with pytest.raises(BadInputError, match="gone"):
        rows([], states=("accepted", "gone"))


def test_companions_have_no_row_to_sign_on():
    found = rows([guest(person("Vries", "Jan"), companions=2), guest(person("Boer", "Els"))])
    assert [(row.name, row.beside) for row in found] == [
        ("Boer, Els", ""),
        ("Vries, Jan", ""),
        ("", "Vries, Jan"),
        ("", "Vries, Jan"),
    ]


def test_a_thousand_companions_fill_the_list_in_silence():
    contents, plan = sheet([guest(person("Vries", "Jan"), companions=1000)])
    assert len(contents["rows"]) == 21
    assert "Vries" in plan.told[0]


def test_a_sensitive_evening_shows_surnames_somewhere_on_the_sheet():
    listed = [
        guest(person("Geheimenaar", "Zoë", particle="van", display_name="زوي غ"), companions=1),
        guest(person("Verborgen", "Ali", sort_as="Verborgen")),
        guest(person("Onzichtbaar")),
    ]
    contents, _plan = sheet(listed, names=NamesShown.INITIAL)
    text = json.dumps(contents, ensure_ascii=False)
    assert [row["lead"] for row in contents["rows"]][:3] == ["Ali V.", "O.", "Zoë G."]
    for hidden in ("eheimen", "erborgen", "nzichtbaar", "زوي"):
        assert hidden not in text


def test_a_name_that_cannot_be_printed_is_not_named_before_the_evening():
    listed = [
        guest(person("Tesfay", "Samuel", display_name="ሳሙኤል ተስፋይ")),
        guest(person(display_name="李小龙")),
        guest(person("Amrani", "Fatima", display_name="فاطمة العمراني")),
    ]
    contents, plan = sheet(listed)
    by_hand, latin_only = plan.told
    assert "3 李小龙" in by_hand
    assert "2 Samuel Tesfay (ሳሙኤል ተስፋይ)" in latin_only
    assert "Fatima" not in by_hand + latin_only
    assert contents["rows"][0]["other"]["text"] == "فاطمة العمراني"
    assert "other" not in contents["rows"][1]
    assert contents["rows"][2]["lead"] == ""


def test_a_latin_name_is_lost_because_the_organisation_cannot_be_printed():
    contents, plan = sheet([guest(person("Boer", "Els", organisation="李"))])
    assert contents["rows"][0]["lead"] == "Boer"
    assert "李" in plan.told[0]


def test_mail_phone_address_or_needs_stand_on_the_sheet():
    hidden = {"email": "els@secret.example", "phone": "0612345678", "street": "Geheimlaan 1", "postcode": "1234AB",
              "diet": "glutenvrij", "access": "rolstoel", "notes": "stil", "interpreter": "tigrinya"}  # fmt: skip
    contents, _plan = sheet([guest(person("Boer", "Els", **hidden))])
    assert not [value for value in hidden.values() if value in json.dumps(contents, ensure_ascii=False)]


def test_the_number_of_another_register_is_printed_or_a_leading_zero_lost():
    numbers = (Registration(register="BIG", number="0123"), Registration(register="skj", number="00456"))
    listed = [guest(person("Boer", registrations=numbers))]
    assert rows(listed, register="SKJ")[0].register == "00456"
    assert rows(listed)[0].register == ""


@pytest.mark.parametrize(
    ("names", "options", "expected"),
    [(0, {}, 5), (1, {}, 5), (61, {}, 8), (10_000, {}, 1200), (10, {"blanks_percent": 0, "blanks_least": 0}, 0)],
)
def test_walk_ins_get_too_few_rows(names, options, expected):
    assert blanks(names, SheetOptions(**options)) == expected


def test_the_moment_on_the_sheet_is_not_that_of_the_last_change():
    later = NOW + timedelta(days=2)
    listed = [*guests("Boer"), guest(person("Vries"), revision=Revision(NOW, later, 1))]
    contents, _plan = sheet(listed)
    assert "5 Apr 2026 14:05" in contents["head"]["as_of"]


def test_date_and_hours_are_not_in_the_language_of_the_sheet():
    assert sheet([], language="nl")[0]["head"]["when"]["text"] == "dinsdag 14 april 2026, 13:30 – 16:30"
    assert sheet([])[0]["head"]["when"]["text"] == "Tuesday, 14 April 2026, 13:30 – 16:30"
    assert sheet([], language="nl-BE")[0]["head"]["when"]["text"].startswith("dinsdag 14 april")


def test_a_language_without_words_is_replaced_in_silence():
    contents, plan = sheet([], a_visit(language="tr"))
    assert contents["language"] == "nl"
    assert "tr" in plan.told[0]
    assert sheet([], language="../x")[0]["language"] == "nl"


def test_a_meeting_past_midnight_ends_on_its_first_day():
    visit = a_visit(end=a_visit().stop.end.replace(day=15, hour=1))
    when = sheet([], visit)[0]["head"]["when"]["text"]
    assert "14 April 2026 13:30" in when
    assert "15 April 2026 01:30" in when


def test_the_promise_to_destroy_the_list_has_another_day():
    assert "12 May 2026" in " ".join(sheet([], destroy_after=28)[0]["foot"])
    assert "May" not in " ".join(sheet([])[0]["foot"])


def test_a_title_that_cannot_be_printed_is_dropped_in_silence():
    _contents, plan = sheet([], a_visit(title="李小龙"))
    assert "李小龙" in plan.told[0]


def test_the_preview_steers_the_terminal_or_hides_who_stands_on_the_list():
    plan = Plan([guest(person("\x1b[31mRood\x07", "Jan")), guest(person("李", display_name="فاطمة"))])
    text = SignatureList().preview(plan, SheetOptions(), plan.visit, None)
    assert "[31mRood, Jan" in text
    assert "فاطمة" in text
    assert not [sign for sign in text if ord(sign) < 32 and sign != "\n"]

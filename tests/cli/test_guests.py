import pytest

from roadshow.api import Edit, Person, new_id, open_office
from roadshow.cli.printing import fitted


@pytest.fixture
def listed(planned):
    """Put everybody on the list of crooswijk."""
    planned("invite", "crooswijk", "--who", "has:name")
    return planned


def names(answer):
    return [one["name"] for one in answer.json["guests"]]


def test_a_dry_run_shows_who_fits_and_puts_nobody_on_the_list(planned):
    shown = planned("invite", "crooswijk", "--who", "district:Hillesluis", "--dry-run")
    assert "2 people fit: Fatima El Amrani, Jan Jansen." in shown
    assert "Nothing changed." in shown
    assert "2 of them would be put on the list" in shown
    assert names(planned("guest", "list", "crooswijk", "--json")) == []


def test_who_is_on_the_list_already_is_skipped_and_counted(planned):
    planned("invite", "crooswijk", "--person", "Fatima")
    added = planned("invite", "crooswijk", "--who", "district:Hillesluis", "--person", "Fatima", "--json").json
    assert (added["fit"], added["added"], added["skipped"], added["edits"]) == (2, 1, 1, 1)
    again = planned("invite", "crooswijk", "--who", "district:Hillesluis")
    assert "Nothing changed." in again
    assert "All of them are on the list" in again
    assert len(planned("log", "--json").json) == 8, "an invitation of nobody stands in the journal"


def test_one_invitation_of_many_is_one_change_taken_back_at_once(planned):
    planned("invite", "crooswijk", "--who", "has:name", "--role", "volunteer", "--channel", "phone")
    guests = planned("guest", "list", "crooswijk", "--json").json["guests"]
    assert {(one["role"], one["channel"], one["state"]) for one in guests} == {("volunteer", "phone", "listed")}
    planned("undo")
    assert names(planned("guest", "list", "crooswijk", "--json")) == []


def test_an_invitation_of_nobody_in_particular_is_refused(planned):
    assert "Say whom to invite" in planned("invite", "crooswijk", code=3).err
    assert "Say whom to invite" in planned("invite", "crooswijk", "--who", "", code=3).err
    assert "Nobody fits that" in planned("invite", "crooswijk", "--who", "district:nergens")


def test_thousands_are_invited_and_noted_as_invited_in_one_change_each(planned, tmp_path):
    with open_office(tmp_path / "test.roadshow") as office:
        people = (
            Edit(None, Person(id=new_id(), given="Gast", surname=f"N{i:04}", tags=("veel",))) for i in range(1200)
        )
        office.store.commit(office.pen().change("test", people))
    assert "1,200 people fit: Gast N0000" in planned("invite", "crooswijk", "--who", "tag:veel", "--yes")
    assert "1,200 guests of crooswijk noted as invited" in planned("guest", "invited", "crooswijk", "-y")
    assert planned("guest", "list", "crooswijk", "--json").json["counts"] == {"invited": 1200}
    assert "50 of 1,200; --page 2" in planned("guest", "list", "crooswijk")


def test_no_address_or_number_is_shown_on_a_guest_list_unless_asked_for(listed):
    for shape in ((), ("--json",)):
        assert "jan@example.org" not in listed("guest", "list", "crooswijk", *shape)
        assert "0612345678" not in listed("guest", "list", "crooswijk", *shape)
        assert "jan@example.org" in listed("guest", "list", "crooswijk", "--contact", *shape)
        assert "0612345678" in listed("guest", "list", "crooswijk", "--contact", *shape)


def test_the_list_counts_states_and_who_comes_along_and_leaves_out_the_withdrawn(listed):
    listed("stop", "edit", "crooswijk", "--capacity", "60")
    listed("reply", "crooswijk", "Fatima", "accepted", "--companions", "2")
    listed("guest", "withdraw", "crooswijk", "ismail")
    assert "3 guests: listed 2, accepted 1 (1 withdrawn); 3 expected, 60 places" in listed("guest", "list", "crooswijk")


def test_a_guest_list_is_asked_by_state_and_by_person(listed):
    listed("reply", "crooswijk", "Fatima", "ja")
    assert names(listed("guest", "list", "crooswijk", "state:accepted", "--json")) == ["Fatima El Amrani"]
    assert names(listed("guest", "list", "crooswijk", "-state:accepted", "organisation:brug", "--json")) == [
        "Jan Jansen",
        "Jan de Vries",
    ]
    assert "Nobody on this list fits" in listed("guest", "list", "crooswijk", "state:declined")
    assert "is not a field" in listed("guest", "list", "crooswijk", "zone:x", code=3).err


def test_a_reply_finds_a_guest_by_what_fits_one_on_the_list(planned):
    planned("invite", "crooswijk", "--person", "Jan Jansen")
    assert planned("reply", "crooswijk", "Jan", "maybe").out.startswith("Jan Jansen: maybe.")
    off = planned("reply", "crooswijk", "Fatima", "maybe", code=3)
    assert "not on the guest list of crooswijk" in off.err
    assert 'roadshow invite crooswijk --person "Fatima El Amrani"' in off.err


def test_a_reply_that_fits_two_guests_is_answered_with_both(listed):
    refused = listed("reply", "crooswijk", "Jan", "accepted", code=3)
    assert "fits 2 guests of crooswijk" in refused.err
    assert "Jan de Vries (De Brug, jan@example.org)" in refused.err


def test_the_same_reply_again_changes_nothing(listed):
    listed("reply", "crooswijk", "Fatima", "accepted")
    assert listed("reply", "crooswijk", "Fatima", "ja").out == "Nothing changed.\n"
    assert "It may be: accepted, maybe, declined, waiting." in listed("reply", "crooswijk", "Fatima", "hm", code=3).err


def test_more_guests_than_places_is_said_with_the_reply(listed):
    listed("stop", "edit", "crooswijk", "--capacity", "2")
    warned = listed("reply", "crooswijk", "Fatima", "accepted", "--companions", "2")
    assert "3 people are expected, and there are 2 places" in warned.err


def test_invitations_sent_are_noted_once_and_keep_answers(listed):
    listed("reply", "crooswijk", "Fatima", "declined")
    assert "3 guests of crooswijk noted as invited" in listed("guest", "invited", "crooswijk")
    again = listed("guest", "invited", "crooswijk")
    assert again.out.startswith("Nothing changed.")
    counts = listed("guest", "list", "crooswijk", "--json").json["counts"]
    assert counts == {"declined": 1, "invited": 3}


def test_place_on_the_list_is_changed_and_taken_away(listed):
    listed("guest", "edit", "crooswijk", "Fatima", "--role", "facilitator", "--channel", "letter", "--companions", "1")
    one = listed("guest", "list", "crooswijk", "fatima", "--json").json["guests"][0]
    assert (one["role"], one["channel"], one["companions"]) == ("facilitator", "letter", 1)
    assert "It may be: guest, host" in listed("guest", "edit", "crooswijk", "Fatima", "--role", "x", code=3).err
    listed("guest", "remove", "crooswijk", "Fatima")
    assert names(listed("guest", "list", "crooswijk", "fatima", "--json")) == []


def test_an_empty_guest_list_says_what_to_do_next(planned):
    assert 'roadshow invite crooswijk --who "district:Crooswijk" --dry-run' in planned("guest", "list", "crooswijk")


def test_the_program_itself_refuses_a_stop_that_is_not_there_without_a_traceback(program, planned):
    refused = program("reply", "nergens", "Jan", "accepted", code=3)
    assert "There is no stop “nergens”" in refused.err
    assert "Traceback" not in refused.err


def test_a_wide_table_gives_way_where_it_hurts_least_and_days_and_figures_stay_whole():
    row = ("Jan de Vries", "De Brug in de wijk", "samen-leren-in-crooswijk", "2027-04-14", "1,200")
    widths = [12, 18, 24, 10, 5]
    assert fitted([row], widths, frozenset({4}), 90) == widths
    assert fitted([row], widths, frozenset({4}), 70) == [12, 11, 24, 10, 5]
    assert fitted([row], widths, frozenset({4}), 60) == [12, 8, 17, 10, 5]
    assert fitted([row], [30, 18, 24, 10, 5], frozenset({4}), 40) == [12, 8, 12, 10, 5]


def test_the_short_name_of_a_stop_goes_before_the_district_of_another(planned):
    planned("stop", "add", "Interview", "15-4-2027 10:00-11:00", "--district", "Crooswijk", "--slug", "interview")
    assert planned("guest", "list", "crooswijk", "--json").json["stop"] == "crooswijk"


def test_more_people_than_the_settings_let_pass_are_asked_about_and_the_values_taken_are_named(planned, tmp_path):
    """A slip in a question put everybody on the list, without a word."""
    with open_office(tmp_path / "test.roadshow") as office:
        people = (
            Edit(None, Person(id=new_id(), given="Gast", surname=f"N{i:04}", district=f"Wijk {i % 2}"))
            for i in range(201)
        )
        office.store.commit(office.pen().change("test", people))
    refused = planned("invite", "crooswijk", "--who", "district:wijk", code=3)
    assert "201 people are put on the list of Samen in Crooswijk" in refused.err
    assert "--yes" in refused.err
    assert "district: Wijk 0 101, Wijk 1 100" in refused.out
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 0
    assert "100 put on the list" in planned("invite", "crooswijk", "--who", 'district:"Wijk 1"')
    assert "201 people fit" in planned("invite", "crooswijk", "--who", "district:wijk", "--yes")
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 201

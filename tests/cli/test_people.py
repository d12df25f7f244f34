import json

import pytest

from roadshow.api import Edit, Person, new_id, open_office

HOSTILE = {
    "escape": "Eva\x1b[2J\x1b]0;gone\x07 Boos",
    "c1": "Eva\x9b31m Boos",
    "markup": "[red]Eva[/red] [link=http://x]Boos[/link]",
    "bidi": "Eva \u202egnp.exe\u202c Boos",
    "nul": "Eva\x00 Boos",
    "newline": "Eva\nListed: nobody\r\nBoos",
    "separator": "Eva\u2028Boos",
    "long": "E" * 5000,
    "formula": "=HYPERLINK(1)",
    "half": "Eva\ud800 Boos",
}
OBEYED = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u202e", "\u202c", "\u2028", "\ud800"} - {"\n"}


def store_person(path, **fields):
    """Put somebody in a workspace past all checks, as a file from a stranger would."""
    with open_office(path) as office:
        person = Person(id=new_id(), **fields)
        office.store.commit(office.pen().change("test", (Edit(None, person),)))


def test_a_whole_name_is_taken_apart_by_dutch_rules(workspace):
    added = workspace("person", "add", "Jan", "van", "der", "Ven", "--organisation", "De Brug")
    assert "Jan van der Ven added, listed as “Ven, Jan van der”" in added
    kept = workspace("person", "show", "jan", "--json").json
    assert (kept["given"], kept["particle"], kept["surname"]) == ("Jan", "van der", "Ven")


def test_parts_typed_apart_go_before_the_rules(workspace):
    workspace("person", "add", "Maria Carmen de la Cruz", "--given", "Maria Carmen", "--surname", "de la Cruz")
    kept = workspace("person", "show", "maria", "--json").json
    assert (kept["given"], kept["particle"], kept["surname"]) == ("Maria Carmen", "", "de la Cruz")


def test_what_was_left_out_of_a_name_or_guessed_is_said(workspace):
    assert "Left out of the name: dhr. MSc" in workspace("person", "add", "dhr. Jan de Vries MSc").err
    assert "Read as given name" in workspace("person", "add", "Nguyen Thi Hong").err


def test_a_second_person_of_one_name_is_pointed_out(planned):
    again = planned("person", "add", "Jan", "de", "Vries")
    assert "another Jan de Vries (De Brug, jan@example.org)" in again.err


def test_the_name_of_a_person_stands_in_no_label_of_the_journal(planned):
    planned("person", "edit", "Fatima", "--diet", "halal")
    planned("person", "remove", "Fatima")
    labels = [entry["label"] for entry in planned("log", "--json").json]
    assert labels[:3] == ["Person removed", "Person changed: diet", "Person added"]
    assert not any("Fatima" in label or "Jan" in label for label in labels)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (["district:Hillesluis"], ["Fatima El Amrani", "Jan Jansen"]),
        (["organisation:de brug", "jan", "-has:email"], ["Jan Jansen"]),
        (["-has:email", "-diet:*", "-tag:zorg"], ["Jan Jansen"]),
        (["ismail yilmaz"], ["İsmail Yılmaz"]),
        (['organisation:"de brug" -district:*'], ["Jan de Vries"]),
    ],
)
def test_a_question_is_understood_as_typed_quoted_or_not_and_negated(planned, question, names):
    found = planned("person", "list", *question, "--json").json
    assert [one["name"] for one in found["people"]] == names


def test_a_long_list_comes_by_the_page_and_says_how_to_go_on(planned):
    assert "2 of 4; --page 2" in planned("person", "list", "--limit", "2")
    assert planned("person", "list", "--limit", "3", "--page", "2").out.endswith("4-4 of 4\n")
    assert "There are 2 pages." in planned("person", "list", "--limit", "3", "--page", "3", code=3).err
    first = planned("person", "list", "--limit", "3", "--json").json
    assert (first["total"], first["page"], first["pages"], len(first["people"])) == (4, 1, 2, 3)


def test_only_one_page_of_many_people_is_read(workspace, tmp_path):
    with open_office(tmp_path / "test.roadshow") as office:
        people = (Edit(None, Person(id=new_id(), given="Gast", surname=f"Nummer{i:05}")) for i in range(5000))
        office.store.commit(office.pen().change("test", people))
    listed = workspace("person", "list", "--page", "2")
    assert "51-100 of 5,000; --page 3" in listed
    assert len(listed.out.splitlines()) == 52


def test_an_empty_list_says_what_to_do_next(workspace):
    assert "Add somebody: roadshow person add" in workspace("person", "list")
    workspace("person", "add", "Jan")
    assert "Nobody fits that" in workspace("person", "list", "piet")


def test_a_misspelt_name_is_found_nearly(planned):
    found = planned("person", "find", "jilmaz", "amrany", code=0)
    assert "Nobody fits that" in found
    assert "Fatima El Amrani" in planned("person", "find", "amrany")


def test_a_name_of_two_people_is_answered_with_both(planned):
    refused = planned("person", "show", "Jan", code=3)
    assert "fits 2 people" in refused.err
    assert "Jan de Vries (jan@example.org)" in refused.err
    assert "Jan Jansen (De Brug)" in refused.err


def test_a_change_that_changes_nothing_says_so(planned):
    assert planned("person", "edit", "Fatima", "--tags", "zorg").out == "Nothing changed.\n"
    assert "Say what is to change" in planned("person", "edit", "Fatima", code=3).err


def test_who_is_removed_goes_from_guest_lists_and_comes_back_by_undo(planned):
    planned("invite", "crooswijk", "--person", "Fatima")
    planned("signin", "crooswijk", "Fatima")
    planned("person", "remove", "Fatima")
    assert planned("guest", "list", "crooswijk", "--json").json["total"] == 0
    assert planned("attendance", "crooswijk", "--json").json["total"] == 0
    planned("undo")
    assert [one["state"] for one in planned("person", "show", "Fatima", "--json").json["stops"]] == ["listed"]
    assert planned("attendance", "crooswijk", "--json").json["here"] == 1


@pytest.mark.parametrize("name", ["escape", "c1", "nul", "newline", "separator", "half"])
def test_signs_that_a_terminal_obeys_are_refused_when_typed(workspace, name):
    refused = workspace("person", "add", "--surname", HOSTILE[name], code=3)
    assert "cannot be shown" in refused.err
    assert not OBEYED & set(refused.err)


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if name != "half"])
def test_a_hostile_name_in_a_strangers_file_does_nothing_to_the_terminal(workspace, tmp_path, text):
    store_person(tmp_path / "test.roadshow", surname=text, organisation=text, tags=("a",))
    for command in (("list",), ("list", "--contact"), ("find", "tag:a"), ("show", text[:3]), ("list", "--json")):
        shown = workspace("person", *command, code=None)
        assert not OBEYED & set(shown.out + shown.err), command
    assert len(workspace("person", "list").out.splitlines()) == 2, "a name spreads over lines"
    assert workspace("person", "list", "--json").json["people"][0]["surname"] == text


def test_markup_in_a_name_is_shown_as_it_is(workspace):
    workspace("person", "add", "--surname", HOSTILE["markup"])
    assert HOSTILE["markup"] in workspace("person", "list")


def test_a_name_of_five_thousand_letters_is_cut_in_lists_and_whole_in_show_and_json(workspace):
    workspace("person", "add", "--surname", HOSTILE["long"])
    assert max(map(len, workspace("person", "list").out.splitlines())) < 200
    assert HOSTILE["long"] in workspace("person", "show", "EEE")
    assert workspace("person", "list", "--json").json["people"][0]["surname"] == HOSTILE["long"]


def test_the_program_itself_prints_letters_of_all_scripts_into_a_pipe(program, tmp_path):
    program("new", str(tmp_path / "test.roadshow"))
    program("person", "add", "Fatima El Amrani (فاطمة العمراني)")
    shown = program("person", "show", "فاطمة")
    assert "فاطمة العمراني" in shown
    assert "\x1b" not in shown.out
    narrow = program("person", "list", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "Fatima El Amrani" in narrow


def test_errors_for_scripts_are_json_and_safe_too(workspace):
    refused = workspace("person", "show", "x\x1b[2J\u202e", "--json", code=3)
    assert not OBEYED & set(refused.err)
    assert json.loads(refused.err)["exit"] == 3


def test_each_command_about_people_and_places_shows_an_example_of_itself(line):
    from importlib import import_module

    from roadshow.cli.main import COMMANDS

    for module, names in {"people": "person", "guests": "guest reply", "invite": "invite", "door": "signin",
                          "attendance": "attendance", "venues": "venue", "rooms": "room", "tasks": "task"}.items():  # fmt: skip
        for name in names.split():
            assert any(name in section and section[name][0] == module for section in COMMANDS.values())
            command = getattr(import_module(f"roadshow.cli.{module}"), name)
            for words in (
                ((name, each) for each in getattr(command, "commands", {}))
                if hasattr(command, "commands")
                else ((name,),)
            ):
                assert f"  roadshow {' '.join(words)}" in line(*words, "--help"), words


def test_a_phone_has_a_digit_and_is_else_kept_as_it_was_typed(planned):
    """“abc” would stand on a list of who is called."""
    assert "abc" in planned("person", "edit", "Jan de Vries", "--phone", "abc", code=3).err
    planned("person", "edit", "Jan de Vries", "--phone", "06 12 (na 6) / werk 345")
    assert "06 12 (na 6) / werk 345" in planned("person", "show", "Jan de Vries")
    planned("person", "edit", "Jan de Vries", "--phone", "")

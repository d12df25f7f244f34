"""All that is wrong with a file is said at once, each with the line it stands on and the nearest right name."""

import pytest

from roadshow.domain.ids import from_parts
from roadshow.planfile import PlanFileError, load

SHOW = '[[roadshow]]\nslug = "samen"\nname = "Samen"\n'
STOP = '[[stop]]\ntitle = "Crooswijk"\nstart = 2026-04-14T13:30:00\nend = 2026-04-14T17:00:00\n'
ONE, TWO = from_parts(1, 1), from_parts(1, 2)


def problems(text, **more):
    with pytest.raises(PlanFileError) as caught:
        load(text, **more)
    return caught.value.problems


def problem(text, **more):
    (found,) = problems(text, **more)
    return found


MANY = """\
format = 1
[[roadshow]]
slug = "samen"
name = "Samen"
statu = "draft"

[[venue]]
name = "Huis van de Wijk"
notes = \"\"\"
[[stop]]
colour = 1
\"\"\"
  [[venue.room]]
  name = "Zaal 1"

[[person]]
given = "Fatima"
languages = ["nl",
  7]

[[stop]]
roadshow = "Samen"
title = "Crooswijk"
start = 2026-03-29T02:30:00
end = 2026-04-14T17:00:00
venue = "huis van wijk"
booking = {state = "fimr"}
guests = [
  "fatima",
  {person = "fatma", state = "yes"}, # somebody
]
  [[stop.session]]
  titel = "Inloop"
  at = "25:00"
  length = "30"

  [[stop.session]]
  title = "Gesprek"
  length = 30
  host.person = "nobody"
"""


def test_all_problems_of_a_file_come_at_once_each_on_its_line():
    found = problems(MANY, name="tour.toml")
    assert {one.file for one in found} == {"tour.toml"}
    assert [(one.line, one.path, one.nearest) for one in found] == [
        (5, "roadshow[1].statu", "status"),
        (19, "person[1].languages[2]", ""),
        (22, "stop[1].roadshow", "samen"),
        (24, "stop[1].start", ""),
        (26, "stop[1].venue", "Huis van de Wijk"),
        (27, "stop[1].booking.state", "firm"),
        (30, "stop[1].guests[2].person", "fatima"),
        (30, "stop[1].guests[2].state", ""),
        (32, "stop[1].session[1].title", ""),
        (33, "stop[1].session[1].titel", "title"),
        (35, "stop[1].session[1].length", ""),
        (40, "stop[1].session[2].host.person", ""),
    ]


def test_a_problem_reads_as_a_line_that_editors_can_jump_to():
    with pytest.raises(PlanFileError) as caught:
        load(SHOW + 'stauts = "draft"\n', name="tour.toml")
    assert "tour.toml:4: roadshow[1].stauts: “stauts” is not known here. Did you mean “status”?" in caught.value.message
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = [1,\n2\n", 2),
        ('a = 1\n"unclosed\n', 2),
        ("a = 2026-02-30\n", 1),
        ("a = 1\n\na = 2\n", 3),
        ("[x]\n[x]\n", 2),
        ("= 1", 1),
        ("a = 1\n\n\nb = '''\n", 4),
    ],
)
def test_text_that_is_not_toml_is_refused_with_its_line(text, line):
    assert problem(text).line == line


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 100_000, "x = " + "9" * 10_000, "x = 0x" + "f" * 10_000, "\x00", "a = 'é\x01'"]
)
def test_hostile_toml_is_refused_in_a_sentence(text):
    assert len(str(problem(text))) < 400


def test_a_time_that_the_clock_skips_is_refused():
    found = problem(SHOW + STOP.replace("2026-04-14T13:30", "2026-03-29T02:30"))
    assert "does not exist" in found.sentence
    assert found.path == "stop[1].start"


def test_a_time_that_occurs_twice_must_say_which_and_is_told_how():
    found = problem(SHOW + STOP.replace("2026-04-14T13:30", "2026-10-25T02:30"))
    assert "~2" in found.sentence
    found = problem(SHOW + STOP + '[[stop.session]]\ntitle = "x"\nlength = 5\nat = "+194 02:30"\n')
    assert "+194 02:30~1" in found.sentence


@pytest.mark.parametrize(
    "line",
    [
        "start = 2026-04-14T13:30:00Z", "start = 2026-04-14", "start = 13:30:00", 'start = "tomorrow"', "start = 1",
        "start = 2026-04-14T13:30:15", 'start = "2026-04-14T13:30~3"', 'start = "2026-02-30T13:30"', "start = []",
        "start = 9999-12-31T23:59:00\nzone = 'America/New_York'",
    ],
)  # fmt: skip
def test_what_is_no_wall_time_is_refused(line):
    found = problem(SHOW + STOP.replace("start = 2026-04-14T13:30:00", line))
    assert (found.path, found.line) == ("stop[1].start", 6)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("capacity = -1", "capacity"),
        ("capacity = true", "capacity"),
        ("capacity = 99999999999999999999", "capacity"),
        ("title = 5", "title"),
        ("themes = [1]", "themes[1]"),
        ("themes = {a = 1}", "themes"),
        ('zone = "Europe/Amsterdm"', "zone"),
        ('zone = "../../etc/passwd"', "zone"),
        ('status = "sure"', "status"),
        ("status = {}", "status"),
        ('session = "x"', "session"),
        ("guests = [5]", "guests[1]"),
        ("guest = {}", "guest.person"),
        ("booking = {}", "booking.venue"),
        ("venue = []", "venue"),
        ('id = "17"', "id"),
        ('session = [{title = "x", length = 5, at = []}]', "session[1].at"),
        ('session = [{title = "x", length = 5, room = "Zaal"}]', "session[1].room"),
        ('session = [{title = "x", length = 5, room = ["a"]}]', "session[1].room"),
        ('session = [{title = "x", length = 5, host = 7}]', "session[1].host"),
        ('task = [{title = [], when = "T-1"}]', "task[1].title"),
        ('task = [{title = "x", when = "T-1", due = 2026-01-01}]', "task[1].when"),
        ('task = [{title = "x", when = "21"}]', "task[1].when"),
        ('sign_in = [{kind = "in", desk = [], counter = 1, moment = 2026-01-01T00:00:00Z}]', "sign_in[1].desk"),
        ('sign_in = [{kind = "in", desk = "A", counter = 1, moment = 2026-01-01T00:00:00}]', "sign_in[1].moment"),
        ('sign_in = {kind = "undo", desk = "A", counter = 1, moment = 2026-01-01T00:00:00Z, undoes = 9}', "sign_in.undoes"),
        ('sign_in = {kind = "in", desk = "A", counter = 1, moment = 0001-01-01T00:00:00+14:00}', "sign_in.moment"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_problem_at_its_place(line, path):
    text = SHOW + STOP
    text = text.replace('title = "Crooswijk"', line) if line.startswith("title") else text + line + "\n"
    assert problem(text).path == f"stop[1].{path}"


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("latitude = 91", "latitude"),
        ("latitude = nan", "latitude"),
        ("latitude = 0x" + "f" * 600, "latitude"),
        ('cost = "free"', "cost"),
        ("cost = nan", "cost"),
        ('opening_hours = "mon 9-17"', "opening_hours"),
        ('opening_hours = "mon 25:00-26:00"', "opening_hours"),
        ("closed_periods = [{first = 1}]", "closed_periods[1].first"),
        ("closed_periods = [{first = 2026-01-01, until = 2026-01-02}]", "closed_periods[1].until"),
        ("closed_periods = [2026-01-01]", "closed_periods[1]"),
        ("step_free = 'yes'", "step_free"),
        ("room = {name = 'x'}", "room"),
        ("room = ['x']", "room[1]"),
    ],
)
def test_a_wrong_value_of_a_venue_is_a_problem_at_its_place(table, path):
    assert problem('[[venue]]\nname = "Huis"\n' + table).path == f"venue[1].{path}"


def test_a_table_with_single_brackets_is_told_apart_from_nothing():
    assert "[[roadshow]]" in problem('[roadshow]\nname = "x"\n').sentence
    nested = problem('[[venue]]\nname = "x"\n[venue.room]\nname = "y"\n')
    assert "[[venue.room]]" in nested.sentence
    assert nested.line == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (SHOW + SHOW, 5),
        ('[[venue]]\nname = "Huis"\n[[venue]]\nname = "Huis"\n', 3),
        ('[[venue]]\nname = "Huis"\n[[venue.room]]\nname = "Z"\n[[venue.room]]\nname = "Z"\n', 5),
        ('[[person]]\nkey = "jan"\n[[person]]\nkey = "jan"\n', 3),
        (f'[[person]]\nid = "{ONE}"\n[[person]]\nid = "{ONE}"\n', 4),
        (SHOW + STOP + STOP, 8),
        ('[[person]]\ngiven = "Jan"\n' + SHOW + STOP + 'guests = [\n"jan",\n"jan"]\n', 12),
    ],
)
def test_two_nouns_with_one_key_are_a_problem(text, line):
    assert problem(text).line == line


def test_two_venues_of_one_name_can_be_told_apart_by_an_alias():
    text = '[[venue]]\nname = "Huis"\n[[venue]]\nname = "Huis"\nalias = "Huis Noord"\n'
    plan = load(SHOW + text + STOP + 'venue = "Huis Noord"\n')
    assert len(plan) == 4


def test_something_new_may_not_take_the_slug_of_something_else_in_the_workspace():
    known = load(SHOW.replace("[[roadshow]]", f'[[roadshow]]\nid = "{ONE}"'))
    text = SHOW.replace("[[roadshow]]", f'[[roadshow]]\nid = "{TWO}"')
    assert problem(text, known=known).path == "roadshow[1].slug"
    renamed = SHOW.replace("[[roadshow]]", f'[[roadshow]]\nid = "{ONE}"').replace('"samen"', '"anders"')
    assert len(load(text + renamed, known=known)) == 2


def test_a_session_that_cannot_follow_anything_in_its_room_must_say_when():
    text = (
        '[[venue]]\nname = "H"\n[[venue.room]]\nname = "A"\n[[venue.room]]\nname = "B"\n'
        + SHOW
        + STOP
        + 'venue = "H"\n'
    )
    text += "".join(f'[[stop.session]]\ntitle = "x"\nlength = 9\nroom = "{room}"\n' for room in "AB")
    assert problem(text).path == "stop[1].session[2].at"


def test_a_length_beyond_the_calendar_is_refused_and_does_not_break_the_reader():
    text = SHOW + STOP.replace("end = 2026-04-14T17:00:00\n", "").replace("2026-04-14", "9000-04-14")
    text += '[[stop.session]]\ntitle = "x"\nlength = 2147483647\n'
    assert "too far" in problem(text).sentence


def test_a_stop_in_a_workspace_of_two_roadshows_must_name_one():
    other = SHOW.replace("samen", "anders")
    assert problem(SHOW + other + STOP).path == "stop[1].roadshow"


def test_what_is_said_about_hostile_text_cannot_steer_a_terminal():
    found = problem('"\\u001b[31m\\u202e" = 1\n')
    assert str(found).isprintable()
    assert found.path.isprintable()
    long = problem(f'[[venue]]\nname = "x"\nstep_free = "{"y" * 10_000}"\n')
    assert len(str(long)) < 300


def test_a_thousand_problems_are_all_found_and_the_message_stays_readable():
    people = "".join(f'[[person]]\ngiven = "Naam {number}"\n' for number in range(1000))
    guests = "guests = [\n" + "".join(f'"nam-{number}",\n' for number in range(1000)) + "]\n"
    with pytest.raises(PlanFileError) as caught:
        load(SHOW + people + STOP + guests)
    assert len(caught.value.problems) == 1000
    assert caught.value.problems[0].nearest == "naam-0"
    assert len(caught.value.message.splitlines()) < 60

"""Whatever a file holds, loading it gives a plan or says what is wrong: never a traceback, never half a plan.

Run as a script it does the same for as many minutes of processor as it is told: `python tests/planfile/test_any_text.py
10`. It then breaks the kits and the example as well, by letters too, and tries texts that nobody wrote.
"""

import random
import sys
import time
from pathlib import Path

import pytest

from roadshow.planfile import Plan, PlanFileError, Removal, differences, dump, load

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "planfile.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
MORE_OF_THE_STOP = """\
doors = 2026-04-14T13:00:00
zone = "Europe/Amsterdam"
capacity = 60
bookings = [{venue = "Huis van de Wijk", until = 2026-04-01, notes = "x"}]
sign_in = [
    {kind = "in", desk = "A", counter = 1, moment = 2026-04-14T11:00:00Z, walk_in = "Bo", organisation = "x"},
    {kind = "undo", desk = "A", counter = 2, moment = 2026-04-14T11:01:00Z, undoes = 1, person = "jan-de-vries"},
]
"""
MORE = """\
[[stop.task]]
title = "Taart"
when = "T-7"
[[stop.guest]]
person = "mila"
invited_at = 2026-03-17T09:00:00Z
[[task]]
title = "Verslag"
due = 2026-05-01
done = true
[[venue]]
name = "Kerk"
opening_hours = ["mon-fri 09:00-22:00"]
closed_periods = [{first = 2026-04-27, last = 2026-04-28, reason = "dicht"}]
cost = "75.00"
latitude = 51.9
[[person]]
key = "mila"
registrations = ["SKJ 1", {register = "a b", number = "2"}]
needs_until = 2026-05-01
consent_mail = true
"""
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "config").glob("*/*.toml"))]
SEED = GUIDE.replace("  [[stop.session]]", MORE_OF_THE_STOP + "  [[stop.session]]", 1) + MORE
VALUES = (
    '""', '"x"', "1", "-1", "0", "true", "[]", "{}", "[1]", '["jan-de-vries"]', "[[]]", "[{}]", "{a = 1}", "nan", "1e400",
    "9223372036854775808", "2026-10-25T02:30:00", "2026-03-29T02:30:00", '"2026-10-25T02:30~2"', "0001-01-01T00:00:00",
    "9999-12-31T23:59:00", "2026-04-14", "13:30:00", "2026-04-14T00:00:00Z", '"+99999 23:59"', '"-99999 00:00"', '"T-99999"',
    '"mon-sun 00:00-24:00"', '"\\u0000"', "'''\n'''", '"Zaal 1"', "0xffffffffffffffffffffffff", '{person = "piet"}',
    '{person = ["piet"], id = "x"}', '"018bcfe5-6800-7000-8000-000000000000"', '["Huis van de Wijk", "Zaal 1"]', "[{id = 5}]",
)  # fmt: skip
NAMES = (
    "id",
    "key",
    "alias",
    "room",
    "roadshow",
    "end",
    "at",
    "zone",
    "guest",
    "host",
    "people",
    "format",
    "undoes",
    "x",
)


def spoiled(chance, seed=SEED):
    """A text with some of its lines changed, dropped, doubled or moved."""
    lines = seed.splitlines()
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(lines))
        name, equals, _value = lines[place].partition(" = ")
        match chance.randrange(7):
            case 0 if equals:
                lines[place] = f"{name} = {chance.choice(VALUES)}"
            case 1 if equals:
                lines.insert(place, f"{chance.choice(NAMES)} = {chance.choice(VALUES)}")
            case 2:
                lines.insert(chance.randrange(len(lines)), lines[place])
            case 3 if len(lines) > 1:
                del lines[place]
            case 4:
                cut = chance.randrange(len(lines[place]) + 1)
                lines[place] = lines[place][:cut] + chance.choice("\"'[]{}=#.,\\\x00\r1é ") + lines[place][cut:]
            case 5 if equals:
                lines[place] = f"{name}.{chance.choice(NAMES)} = {chance.choice(VALUES)}"
            case _ if equals:
                lines[place] = f"{chance.choice(NAMES)} = {_value}"
    return "\n".join(lines)


def broken_up(chance, seed):
    """A text with letters cut out, put in or moved anywhere; or words and values in no order at all."""
    if chance.random() < 0.2:
        words = [
            *VALUES,
            *NAMES,
            "=",
            "[[stop]]",
            "[[stop.session]]",
            "[[person]]",
            "\n",
            "\n",
            ".",
            "#",
            "\ufeff",
            "[",
            "]",
        ]
        return "".join(chance.choice(words) + chance.choice(" \n ") for _ in range(chance.randrange(60)))
    letters = list(seed)
    for _ in range(chance.choice((1, 2, 5, 30))):
        place, length = chance.randrange(len(letters) + 1), chance.choice((1, 3, 40, 400))
        if chance.random() < 0.5:
            del letters[place : place + length]
        else:
            start = chance.randrange(len(letters) + 1)
            letters[place:place] = chance.choice((letters[start : start + length], list(chance.choice(VALUES))))
    return "".join(letters)


def try_one(number, known):
    """Load one spoiled file, with and without a workspace behind it."""
    try_text(spoiled(random.Random(number)), known)


def try_text(text, known):
    """Load a text, with and without a workspace behind it."""
    for behind in (None, known):
        try:
            plan = load(text, known=behind)
        except PlanFileError as error:
            refused = error.problems
        else:
            refused = ()
        assert all(1 <= found.line <= text.count("\n") + 1 for found in refused)
        assert all(str(found).isprintable() for found in refused)
        if refused:
            continue
        again = dump(plan, known=behind)
        assert dump(load(again, known=behind), known=behind) == again
        both = Plan(behind or ()).after(differences(behind or Plan(), plan))
        assert differences(both, load(dump(both)), remove=Removal.ALL) == ()


@pytest.mark.parametrize("number", range(150))
def test_any_text_is_loaded_or_refused_in_sentences(number):
    try_one(number, load(SEED))


def any_text(number):
    """The text that belongs to a number, out of the guide, a kit or the example."""
    chance = random.Random(number)
    seed = SEED if chance.random() < 0.5 else chance.choice(SHIPPED)
    return spoiled(chance, seed) if chance.random() < 0.6 else broken_up(chance, seed)


def main():
    """Go on for so many minutes of processor, from a number that differs at every start."""
    known, number = load(SEED), time.time_ns()
    first, slowest = number, 0.0
    while time.process_time() < 60 * float(sys.argv[1]):
        before = time.process_time()
        try:
            try_text(any_text(number), known)
        except BaseException:
            print(f"number {number}:\n{any_text(number)}")
            raise
        slowest = max(slowest, time.process_time() - before)
        number += 1
    print(f"{number - first} files, none broke the reader; {time.process_time():.0f} s, the slowest {slowest:.2f} s")


if __name__ == "__main__":
    main()


@pytest.mark.parametrize(
    "text", ["a." * 100_000 + "b = 1\n", "[" + "a." * 50_000 + "b]\n", '"a"."b".' * 20_000 + "c = 1\n"]
)
def test_a_name_of_very_many_parts_is_refused_before_it_takes_any_room(text) -> None:
    with pytest.raises(PlanFileError, match="more parts with dots"):
        load("format = 1\n" + text)


@pytest.mark.parametrize(
    "text", ["# " + "a." * 500, 'name = "' + "a." * 500 + '"', "name = '''\n" + "a." * 500 + "'''"]
)
def test_dots_in_texts_and_comments_are_no_names(text) -> None:
    with pytest.raises(PlanFileError) as caught:
        load(text + "\nstop = 1\n")
    assert "dots" not in str(caught.value)

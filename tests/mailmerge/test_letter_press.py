"""Templates that would reach out, run on, or swallow the machine."""

import os
import sys
import time
from pathlib import Path

import pytest
from letter_plans import mails, open_office, own_letter, person, plan, written
from roadshow_mailmerge import press
from roadshow_mailmerge.press import Refusal
from roadshow_mailmerge.pressing import MEMORY, Order, Press, Sheet

from roadshow.api import BadInputError

LOOPS = "{% for a in b %}" * 12 + "{% endfor %}" * 12


def refusal(source, fields=None, *, escape=False, **limits):
    with (
        pytest.raises(BadInputError) as caught,
        Press({"nl": [Sheet("letters/nl/mine.txt", source, escape)]}, **limits) as running,
    ):
        running.one(Order("nl", fields or {"b": "x" * 100}))
    return caught.value.message


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("{% include '/etc/passwd' %}", "include"),
        ("{% import 'os' as os %}", "import"),
        ("{% from 'os' import path %}", "from"),
        ("{% extends 'base' %}", "extends"),
        ("{{ name.__class__.__mro__ }}", ".__"),
        ("{{ name['__class__'] }}", "[…]"),
        ("{{ name|attr('__class__') }}", "attr"),
        ("{{ ''.join(['a']) }}", "(…)"),
        ("{{ self._TemplateReference__context }}", "._T"),
        ("{{ self }}", "self"),
        ("{{ cycler.__init__.__globals__ }}", ".__"),
        ("{{ lipsum() }}", "(…)"),
        ("{{ range(10**9) }}", "(…)"),
        ("{{ 'x' * 10**9 }}", "*"),
        ("{{ 9 ** 9 ** 9 }}", "**"),
        ("{{ '%999999999d' % 1 }}", "%"),
        ("{{ 'x'|center(999999999) }}", "center"),
        ("{{ '{:999999999}'|format(1) }}", "format"),
        ("{{ name|replace('', name) }}", "replace"),
        ("{{ name|safe }}", "safe"),
        ("{{ name|map(attribute='x') }}", "map"),
        ("{% set a = 'x' %}", "set"),
        ("{% set a %}x{% endset %}", "set"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% filter upper %}{% endfilter %}", "filter"),
        ("{% autoescape false %}{{ name }}{% endautoescape %}", "autoescape"),
        ("{% for x in name recursive %}{{ loop(x) }}{% endfor %}", "recursive"),
        ("{% for x in name %}{{ loop.cycle }}{% endfor %}", ".cycle"),
        ("line 1\n{{ name }\n", "unexpected"),
    ],
)
def test_what_a_letter_has_no_business_with_is_refused_by_name_and_line_before_anything_runs(source, named):
    with pytest.raises(Refusal) as caught:
        press.Sheet("letters/nl/mine.txt", source, escape=False)
    answer = caught.value.answer
    assert answer["kind"] in {"refused", "syntax"}
    assert answer["sheet"] == "letters/nl/mine.txt"
    assert answer["line"] == 1 + source.startswith("line 1")
    assert named in answer["detail"]


def test_a_refusal_reaches_the_planner_as_a_sentence():
    assert refusal("Dag\n{% include '/etc/passwd' %}") == (
        "Line 2 of the template letters/nl/mine.txt uses “include”, which a letter cannot."
    )
    assert refusal("Dag {{ name }").startswith("Line 1 of the template letters/nl/mine.txt cannot be read:")


@pytest.mark.parametrize(
    "source", ["{{" + "(" * 5000 + "1" + ")" * 5000 + "}}", "{% if a %}" * 300 + "{% endif %}" * 300]
)
def test_a_template_nested_without_end_is_refused_in_a_sentence(source):
    assert "nested too deep" in refusal(source)


def test_loops_that_do_not_end_are_stopped_and_the_template_is_named():
    before = time.monotonic()
    message = refusal(LOOPS, seconds=0.5)
    assert "letters/nl/mine.txt took longer than 0.5 seconds" in message
    assert time.monotonic() - before < 20


def test_a_letter_that_grows_without_end_is_stopped():
    assert "too long" in refusal(
        "{% for a in b %}{% for c in b %}{% for d in b %}xxxxxxxxxx{% endfor %}" * 1 + "{% endfor %}" * 2
    )


def test_an_export_with_an_endless_template_writes_nothing_and_leaves_no_process(tmp_path, monkeypatch):
    own_letter(tmp_path, LOOPS.replace("in b", "in agenda"))
    started = []
    keep = Press.__init__

    def noted(self, *given, **more):
        keep(self, *given, **(more | {"seconds": 0.5}))
        started.append(self.process)

    monkeypatch.setattr(Press, "__init__", noted)
    with open_office(tmp_path, plan([person()])) as office, pytest.raises(BadInputError, match=r"mine\.txt"):
        written(office, letter="mine")
    assert [process.poll() is not None for process in started] == [True]


def _interrupted_at(place, answers):
    for number, _answer in enumerate(answers):
        if number == place:
            raise KeyboardInterrupt


def test_a_press_that_is_left_half_way_ends_as_when_somebody_presses_ctrl_c():
    running = Press({"nl": [Sheet("a.txt", "{{ b }}", escape=False)]})
    with pytest.raises(KeyboardInterrupt), running:
        _interrupted_at(3, running.run((n, Order("nl", {"b": str(n)})) for n in range(10_000)))
    assert running.process.poll() is not None


def test_a_press_that_dies_is_a_sentence():
    with Press({"nl": [Sheet("a.txt", "{{ b }}", escape=False)]}) as running:
        running.process.kill()
        running.process.wait()
        with pytest.raises(BadInputError, match=r"a\.txt ended"):
            running.one(Order("nl", {"b": "x"}))


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are read from /proc")
def test_the_press_may_not_write_files_nor_take_all_memory():
    with Press({"nl": [Sheet("a.txt", "{{ b }}", escape=False)]}) as running:
        limits = Path(f"/proc/{running.process.pid}/limits").read_text(encoding="ascii")
    lines = {line[:25].strip(): line[25:].split()[:2] for line in limits.splitlines()}
    assert lines["Max address space"] == [str(MEMORY), str(MEMORY)]
    assert lines["Max file size"] == ["0", "0"]


def test_letters_come_back_in_order_and_each_with_its_own_fields():
    with Press({"nl": [Sheet("a.txt", "{{ b }}", escape=False)]}) as running:
        answers = list(running.run(((n, Order("nl", {"b": str(n)})) for n in range(1001)), size=100))
    assert [(n, pressed.texts) for n, pressed in answers] == [(n, (str(n),)) for n in range(1001)]


def test_what_somebody_typed_is_never_read_as_a_template(tmp_path):
    own_letter(tmp_path, "Dag {{ name }}", html="<p>Dag {{ name }}</p>")
    with open_office(tmp_path, plan([person(given="{{ 7*7 }}{% include 'x' %}")])) as office:
        (mail,) = mails(office, letter="mine")
    assert "Dag {{ 7*7 }}{% include 'x' %} Smit" in mail.get_body(("plain",)).get_content()


def test_the_press_needs_nothing_from_the_environment(monkeypatch):
    for name in ("PYTHONPATH", "PYTHONHOME", "HOME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONSTARTUP", os.devnull)
    with Press({"nl": [Sheet("a.txt", "Zoë {{ b }}", escape=False)]}) as running:
        assert running.one(Order("nl", {"b": "Łukasz 😀"})).texts == ("Zoë Łukasz 😀",)

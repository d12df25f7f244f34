"""A plugin may fail in any way: the planner goes on and is told."""

from dataclasses import dataclass
from types import SimpleNamespace

from roadshow.api import Notice, hookimpl
from roadshow.office.fence import PATIENCE, Limits, Strikes
from roadshow.office.offered import checked_notices
from roadshow.office.plugins import Plugins, found_plugins


def plugin(**hooks):
    return SimpleNamespace(**{name: hookimpl(function) for name, function in hooks.items()})


@dataclass(frozen=True)
class NoOptions:
    pass


def exporter(key: str):
    return SimpleNamespace(key=key, title="x", options=NoOptions, documents=lambda *_: iter(()), preview=lambda *_: "")


def only(*, strikes=None, **extra) -> Plugins:
    return Plugins(disabled=tuple(found_plugins()), extra=extra, strikes=strikes, limits=Limits(0.05, 0.05, 0.05))


def answers(plugins: Plugins, **given) -> list:
    return list(plugins.ask("announce", checked_notices, **{"programme": None, "entry": None} | given))


def test_one_that_raises_is_a_notice_with_its_name_and_the_others_answer() -> None:
    def bad():
        raise ZeroDivisionError("oops")

    plugins = only(bad=plugin(exporters=bad), good=plugin(exporters=lambda: [exporter("posters")]))
    assert set(plugins.exporters()) == {"posters"}
    assert "bad" in plugins.notices[0].message
    assert "oops" in plugins.notices[0].message
    assert "ZeroDivisionError" in plugins.errors["bad"]


def test_after_three_failures_a_plugin_is_off_for_the_run() -> None:
    calls = []

    def bad(entry):
        calls.append(entry)
        raise ValueError("again")

    plugins = only(bad=plugin(announce=bad))
    for number in range(10):
        assert answers(plugins, entry=number) == []
    assert len(calls) == PATIENCE
    assert "off" in plugins.notices[-1].message


def test_a_misspelt_hook_is_found_when_the_plugin_is_loaded() -> None:
    plugins = only(typo=plugin(exporterz=lambda: [None]), good=plugin(announce=lambda: [Notice("seen")]))
    assert answers(plugins) == [("good", [Notice("seen")])]
    assert "exporterz" in plugins.errors["typo"]


def test_a_hook_with_an_argument_that_does_not_exist_is_found_when_the_plugin_is_loaded() -> None:
    plugins = only(strange=plugin(announce=lambda weather: [weather]))
    assert answers(plugins) == []
    assert "weather" in plugins.errors["strange"]


def test_of_two_plugins_with_one_key_the_first_keeps_it_and_the_planner_is_told() -> None:
    plugins = only(
        one=plugin(exporters=lambda: [exporter("posters")]),
        two=plugin(exporters=lambda: [exporter("posters"), exporter("cards")]),
    )
    known = plugins.exporters()
    assert {key: plugin for key, (plugin, _one) in known.items()} == {"posters": "one", "cards": "two"}
    assert len(plugins.notices) == 1
    assert "one" in plugins.notices[0].message
    assert "two" in plugins.notices[0].message


def test_what_is_offered_is_asked_for_once() -> None:
    asked = []

    def offers():
        asked.append(1)
        return [exporter("posters")]

    plugins = only(one=plugin(exporters=offers))
    plugins.exporters()
    plugins.exporter("posters")
    assert asked == [1]


def test_failures_are_counted_once_for_all_offices_of_a_program() -> None:
    def bad(entry):
        raise ValueError("again")

    strikes = Strikes()
    several = [only(strikes=strikes, bad=plugin(announce=bad)) for _number in range(PATIENCE + 2)]
    for plugins in several:
        assert answers(plugins, entry=1) == []
    assert [bool(plugins.notices) for plugins in several] == [True] * PATIENCE + [False, False]


def test_a_plugin_that_is_off_is_never_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from roadshow.office.plugins import Plugins;"
        "Plugins(disabled=('roadshow_ical',)).exporters(); print('roadshow_ical' in sys.modules, 'roadshow_signin' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]

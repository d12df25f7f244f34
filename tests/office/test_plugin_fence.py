"""A plugin may fail in any way: the planner goes on and is told."""

from types import SimpleNamespace

import pytest

from roadshow.api import Notice, PluginError, hookimpl
from roadshow.office.plugins import PATIENCE, Plugins


def plugin(**hooks):
    return SimpleNamespace(**{name: hookimpl(function) for name, function in hooks.items()})


def exporter(key: str):
    return SimpleNamespace(key=key, title="x", options=object)


def only(**extra) -> Plugins:
    from roadshow.office.plugins import found_plugins

    return Plugins(disabled=tuple(found_plugins()), extra=extra)


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
        assert list(plugins.ask("announce", programme=None, entry=number)) == []
    assert len(calls) == PATIENCE
    assert "off" in plugins.notices[-1].message


def test_a_misspelt_hook_is_found_when_the_plugin_is_loaded() -> None:
    plugins = only(typo=plugin(exporterz=lambda: [None]), good=plugin(announce=lambda: [Notice("seen")]))
    answers = list(plugins.ask("announce", programme=None, entry=None))
    assert answers == [("good", [Notice("seen")])]
    assert "exporterz" in plugins.errors["typo"]


def test_a_hook_with_an_argument_that_does_not_exist_is_found_when_the_plugin_is_loaded() -> None:
    plugins = only(strange=plugin(announce=lambda weather: [weather]))
    assert list(plugins.ask("announce", programme=None, entry=None)) == []
    assert "weather" in plugins.errors["strange"]


def test_two_plugins_with_one_key_are_a_clear_error() -> None:
    plugins = only(
        one=plugin(exporters=lambda: [exporter("posters")]), two=plugin(exporters=lambda: [exporter("posters")])
    )
    with pytest.raises(PluginError) as caught:
        plugins.exporters()
    assert "one" in caught.value.message
    assert "two" in caught.value.message
    assert caught.value.exit_code == 5


def test_a_plugin_that_is_off_is_never_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from roadshow.office.plugins import Plugins;"
        "Plugins(disabled=('roadshow_ical',)).exporters(); print('roadshow_ical' in sys.modules, 'roadshow_signin' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]

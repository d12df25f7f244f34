"""Whatever a plugin offers, whatever is rotten in it: the program goes on, says whose it is, and takes the good ones."""

import contextlib
import io
import sys
import threading
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from roadshow.api import (
    N_,
    Column,
    Document,
    DraftPerson,
    Intake,
    Notice,
    Panel,
    PluginError,
    Query,
    Reading,
    Rule,
    Source,
    Stop,
    Trouble,
    Weight,
    hookimpl,
    touring,
)
from roadshow.office.checks import Checkup
from roadshow.office.commands import offered_commands, run_command
from roadshow.office.exchange import export
from roadshow.office.fence import Limits, Strikes
from roadshow.office.panels import panels
from roadshow.office.plugins import Plugins, found_plugins

pytest_plugins = ["roadshow.testing.fixtures"]
SOON = 0.2


@dataclass(frozen=True)
class NoOptions:
    pass


@dataclass(frozen=True)
class StrangeOptions:
    table: dict = field(default_factory=dict)


def raises(*_given, **_named):
    raise ZeroDivisionError("rotten")


def exits(*_given, **_named):
    sys.exit(0)


def stops(*_given, **_named):
    raise GeneratorExit("rotten")


def hangs(*_given, **_named):
    threading.Event().wait(SOON * 20)


def later_raises(*_given, **_named):
    yield from ()
    raise ZeroDivisionError("rotten")


def rubbish(value):
    return lambda *_given, **_named: value


RUBBISH = [rubbish(value) for value in (42, "abc", [1, "a", None], {"a": 1}, object(), b"x", ("", "", 5))]
WAYS = [raises, exits, stops, hangs, later_raises, *RUBBISH]


class Rotten:
    """An object in which one attribute or method goes wrong in one way."""

    def __init__(self, good, name, way) -> None:
        self._good, self._name, self._way = good, name, way

    def __getattr__(self, name):
        good = getattr(self._good, name)
        if name != self._name:
            return good
        return self._way if callable(good) and not isinstance(good, type) else self._way()


def good_exporter():
    def documents(_programme, _options):
        yield Document("page.txt", "text/plain", b"one")
        yield Document("pieces.txt", "text/plain", iter([b"t", b"wo"]))

    return SimpleNamespace(
        key="pages", title=N_("Pages"), options=NoOptions, documents=documents, preview=lambda *_: "a page"
    )


def good_people_exporter():
    def document(people, _options, _language):
        return Document("people.txt", "text/plain", "".join(one.name for one in people).encode())

    return SimpleNamespace(key="txt", title=N_("Text"), options=NoOptions, document=document)


def good_importer():
    def read(_source, _mapping, _encoding):
        return Reading(Intake("a", "txt", columns=(Column(1, "a"),)), iter([DraftPerson(1, {"given": "Noor"})]))

    return SimpleNamespace(key="txt", title=N_("Text"), suffixes=(".txt",), targets=("given",), read=read)


def good_command():
    return SimpleNamespace(
        key="count", title=N_("Count"), about=None, binding="", question="", run=lambda *_given, **_named: "three"
    )


def good_rule():
    return Rule("good", Weight.HINT, "Good", "Do.", lambda _scene: [Trouble((), "so it is")])


def office_with(office, **hooks):
    plugin = SimpleNamespace(**{name: hookimpl(function) for name, function in hooks.items()})
    off = tuple(name for name in found_plugins())
    office._plugins = Plugins(off, {"rotten": plugin}, strikes=Strikes(), limits=Limits(SOON, SOON, SOON))
    return office


def use_exporter(office, folder):
    plugins = office.plugins
    if "pages" not in plugins.exporters():
        return
    stops_ = tuple(stop.id for stop in office.store.each(Query(Stop, limit=None)))
    _plugin, exporter = plugins.exporter("pages")
    for visit in office.programme(stops_[:1]).visits():
        assert isinstance(exporter.preview(office.programme(stops_[:1]), NoOptions(), visit, None), str)
    export("pages", office.programme(stops_), folder, plugins=plugins, settings=office.settings)


def use_people_exporter(office, _folder):
    for _plugin, exporter in office.plugins.people_exporters().values():
        document = exporter.document(iter(()), NoOptions(), "en")
        assert (document.content if isinstance(document.content, bytes) else b"".join(document.content)) == b""


def use_importer(office, _folder):
    for _plugin, importer in office.plugins.importers().values():
        reading = importer.read(Source("a.txt", lambda: io.BytesIO(b"")), {}, "")
        assert all(isinstance(row, DraftPerson) for row in reading.rows)


def use_command(office, _folder):
    for one in offered_commands(office):
        assert isinstance(run_command(office, one, [None]).told, tuple)


def use_rule(office, _folder):
    checkup = Checkup(office, office.clock().date())
    assert all(isinstance(one.why, str) for one in checkup.findings().open)


KINDS = {
    "exporters": (good_exporter, use_exporter, ("key", "title", "options", "documents", "preview")),
    "people_exporters": (good_people_exporter, use_people_exporter, ("key", "title", "options", "document")),
    "importers": (good_importer, use_importer, ("key", "title", "suffixes", "targets", "read")),
    "commands": (good_command, use_command, ("key", "title", "about", "binding", "question", "run")),
}
CASES = [(kind, name, way) for kind, (_good, _use, names) in KINDS.items() for name in names for way in WAYS]


def said(office, caught) -> str:
    notices = [*office.notices, *office.plugins.notices]
    return " ".join([*(one.message for one in notices), *(f"{error.message} {error.exit_code}" for error in caught)])


def used(office, use, folder) -> str:
    """Use what is offered; nothing but a PluginError may come out of it, and standard output stays empty."""
    caught = []
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            use(office, folder)
        except PluginError as error:
            caught.append(error)
    assert all(error.exit_code == 5 for error in caught)
    assert printed.getvalue() == ""
    return said(office, caught)


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_one_works_and_nothing_is_said(kind, office, tmp_path) -> None:
    good, use, _names = KINDS[kind]
    assert used(office_with(office, **{kind: lambda: [good()]}), use, tmp_path) == ""


@pytest.mark.parametrize(("kind", "name", "way"), CASES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_one_rotten_spot_is_told_with_the_name_of_the_plugin(kind, name, way, office, tmp_path) -> None:
    good, use, _names = KINDS[kind]
    told = used(office_with(office, **{kind: lambda: [Rotten(good(), name, way)]}), use, tmp_path)
    fine = way in RUBBISH and (isinstance(way(), str) or (name in {"targets", "suffixes"}))
    assert fine or "rotten" in told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
def test_a_hook_that_goes_wrong_offers_nothing_and_is_told(kind, way, office, tmp_path) -> None:
    _good, use, _names = KINDS[kind]
    assert "rotten" in used(office_with(office, **{kind: way}), use, tmp_path) or way() == {"a": 1}


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
def test_a_rule_that_goes_wrong_finds_nothing_and_is_told(way, office, tmp_path) -> None:
    rule = Rule("bad", Weight.HINT, "Bad", "Do.", way)
    told = used(office_with(office, rules=lambda: [good_rule(), rule, 42]), use_rule, tmp_path)
    assert told.count("Plugin rotten") == 2  # the 42, and what looks


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
def test_panels_that_go_wrong_show_nothing_and_are_told(way, office) -> None:
    assert panels(office_with(office, panels=way), None) == ()
    assert "rotten" in said(office, [])


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
def test_a_plugin_that_is_told_of_a_change_never_takes_it_back(way, office) -> None:
    office_with(office, announce=way)
    stop = next(office.store.each(Query(Stop)))
    entry = office.do(touring.amend(office.pen(), stop, title="Anders"))
    assert office.store.get(Stop, stop.id).title == "Anders"
    assert office.saved == entry
    assert "rotten" in said(office, [])


def test_what_a_plugin_prints_is_told_and_is_no_answer(office, capsys) -> None:
    def offers():
        print("hello \x1b[31m there")
        return [good_exporter()]

    plugins = office_with(office, exporters=offers).plugins
    assert list(plugins.exporters()) == ["pages"]
    print("mine")
    assert capsys.readouterr().out == "mine\n"
    assert "hello" in plugins.notices[0].message
    assert "\x1b" not in plugins.notices[0].message


def test_the_good_things_of_a_plugin_stay_where_another_is_rotten(office) -> None:
    office_with(office, exporters=lambda: [Rotten(good_exporter(), "title", raises), good_exporter()])
    assert list(office.plugins.exporters()) == ["pages"]
    assert "rotten" in office.plugins.notices[0].message


def test_options_that_are_not_declared_are_refused_where_they_are_offered(office) -> None:
    strange = good_exporter()
    strange.options = StrangeOptions
    office_with(office, exporters=lambda: [strange])
    assert office.plugins.exporters() == {}
    assert "rotten" in office.plugins.notices[0].message


def test_a_panel_that_is_good_is_shown(office) -> None:
    office_with(office, panels=lambda: [Panel("Coffee", ("three",))])
    assert [one.panel.title for one in panels(office, None)] == ["Coffee"]


@pytest.mark.parametrize("hook", ["merge_fields", "enclosures"])
@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
def test_a_letter_goes_without_what_a_rotten_plugin_would_add_and_names_it(hook, way, office, tmp_path) -> None:
    """The exporter that asks is not to blame, and its letters are made."""

    def documents(programme, _options):
        for visit in programme.visits():
            guest = next(programme.guests(visit.stop.id))
            fields = programme.merge_fields(visit, guest, "nl")
            letters = [str(fields), *(one.name for one in programme.enclosures(visit, guest, "nl"))]
            yield Document("letter.txt", "text/plain", "\n".join(letters).encode())

    asking = good_exporter()
    asking.documents = documents
    office_with(office, exporters=lambda: [asking])
    off = tuple(found_plugins())
    plugins = {
        "asking": SimpleNamespace(exporters=hookimpl(lambda: [asking])),
        "rotten": SimpleNamespace(**{hook: hookimpl(way)}),
    }
    office._plugins = Plugins(off, plugins, strikes=Strikes(), limits=Limits(SOON, SOON, SOON))
    stop = next(office.store.each(Query(Stop)))
    made = export("pages", office.programme([stop.id]), tmp_path, plugins=office.plugins, settings=office.settings)
    assert [path.name for path in made.files] == ["letter.txt"]
    assert any("rotten" in notice.message for notice in made.notices) or way() == {"a": 1}
    assert not any("asking" in notice.message for notice in made.notices)


def test_who_waits_for_no_plugin_goes_on_and_hears_of_it_later(office) -> None:
    """A key of the screen would be answered only when the slowest plugin is back."""
    let_go = threading.Event()

    def slow():
        let_go.wait(60)
        return [Notice("late, but good")]

    office_with(office, announce=slow)
    office.plugins.fence.limits = Limits(10, 60, 10)
    office.waits = 0
    stop = next(office.store.each(Query(Stop)))
    office.do(touring.amend(office.pen(), stop, title="Anders"))
    assert office.notices == []
    let_go.set()
    office.gather(60)
    assert office.notices == [Notice("late, but good")]

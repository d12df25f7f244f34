"""Settings and plugins on the screen: where each value comes from, changed, refused, taken back, switched."""

import tomllib

from pictures import pictured
from screens import example, play, press, seen, settled, told, until

from roadshow.api import spoken, user_file
from roadshow.tui import settled as kept
from roadshow.tui.settled import PluginRow
from roadshow.tui.widgets.listing import Listing


def listing(app):
    return app.screen.query_one("#plugins" if app.screen.has_class("-plugins") else "#listing", Listing)


def written():
    return tomllib.loads(user_file().read_text(encoding="utf-8")) if user_file().is_file() else {}


async def go(pilot, app, name):
    listing(app).ask(app.screen._source.number(name))
    await until(pilot, lambda: listing(app).rows.row is not None and listing(app).rows.row.name == name)


def here(app, name):
    rows = app.screen.query_one("#listing").rows
    return next(row for place in range(len(rows.pages)) if (row := rows.pages.row(place)).name == name)


def test_every_setting_says_where_its_value_comes_from(tmp_path, monkeypatch):
    monkeypatch.setenv("ROADSHOW_DESK", "B")
    user_file().parent.mkdir(parents=True)
    user_file().write_text('author = "Sara"\n')

    async def story(pilot, app):
        assert here(app, "desk").setting.origin == "environment"
        assert here(app, "author").setting.origin == str(user_file())
        assert here(app, "language").setting.origin == "shipped"
        picture = seen(app)
        assert "environment" in picture
        assert "shipped" in picture
        await go(pilot, app, "desk")
        await press(pilot, "c")
        listing(app).field.value = "C"
        await press(pilot, "enter")
        assert "goes before your file" in told(app)

    play(example(tmp_path), story, "settings", size=(160, 45))


def test_a_text_is_edited_in_its_cell_and_written_to_the_users_file(tmp_path):
    async def story(pilot, app):
        await go(pilot, app, "author")
        await press(pilot, "enter")
        listing(app).field.value = "Sara de Wit"
        await press(pilot, "enter")
        await until(pilot, lambda: here(app, "author").setting.value == "Sara de Wit")
        assert written()["author"] == "Sara de Wit"
        await press(pilot, "d")
        await until(pilot, lambda: here(app, "author").setting.origin == "shipped")
        assert "author" not in written()

    play(example(tmp_path), story, "settings")


def test_what_is_refused_stays_in_the_cell_and_nothing_is_written(tmp_path):
    async def story(pilot, app):
        await go(pilot, app, "checks.gap")
        await press(pilot, "c")
        listing(app).field.value = "heel lang"
        await press(pilot, "enter")
        assert listing(app).field.value == "heel lang"
        assert listing(app).field.has_focus
        assert told(app)
        assert written() == {}
        listing(app).field.value = "20"
        await press(pilot, "enter")
        await until(pilot, lambda: here(app, "checks.gap").setting.value == 20)
        assert written()["checks"]["gap"] == 20

    play(example(tmp_path), story, "settings")


def test_a_plugins_option_goes_to_its_own_table_and_the_form_begins_with_it(tmp_path):
    async def story(pilot, app):
        await go(pilot, app, "ical.personal")
        await press(pilot, "c")
        await until(pilot, lambda: here(app, "ical.personal").setting.value is True)
        assert written()["plugins"]["roadshow_ical"]["ical"]["personal"] is True
        assert {one.name: one.value for one in app._desk.office.settings.plugin(*ical(app))}["personal"] is True

    play(example(tmp_path), story, "settings")


def ical(app):
    plugin, exporter = app._desk.office.plugins.exporter("ical")
    return plugin, exporter.options, "ical"


def test_another_language_is_spoken_at_once_on_every_screen(tmp_path):
    async def story(pilot, app):
        await press(pilot, "5", "7", "0", "c", "3")
        assert spoken() == "nl"
        await until(pilot, lambda: "Instellingen" in seen(app).splitlines()[0])
        assert "wijzigen" in seen(app).splitlines()[-1]
        assert "to filter" not in seen(app)
        for area in "57":
            await press(pilot, area)
            picture = seen(app)
            assert "to filter" not in picture
            assert "zoeken" in picture.splitlines()[-1] or "hulp" in picture.splitlines()[-1]

    play(example(tmp_path), story, "settings", size=(160, 45))


def test_a_plugin_is_switched_off_and_on_again(tmp_path):
    async def story(pilot, app):
        await press(pilot, "tab", "down")
        name = listing(app).rows.row.name
        await press(pilot, "c")
        await until(pilot, lambda: not listing(app).rows.row.on)
        assert written()["disabled"] == [name]
        assert "○ off" in seen(app)
        assert "next start" in told(app)
        await press(pilot, "enter")
        await until(pilot, lambda: listing(app).rows.row.on)
        assert written()["disabled"] == []

    play(example(tmp_path), story, "settings")


def test_a_plugins_options_and_its_last_error_are_shown(tmp_path, monkeypatch):
    broken = PluginRow("stuk", True, "1", (), "Traceback\nValueError: [b]\x1b[31m stuk")
    real = kept.every_plugin
    monkeypatch.setattr(kept, "every_plugin", lambda office: [*real(office), broken])

    async def story(pilot, app):
        await press(pilot, "tab", "G")
        assert "✗ failed" in seen(app)
        await press(pilot, "x")
        assert "[b]\\x1b[31m stuk" in seen(app)
        await press(pilot, "escape", "g", "down", "o")
        await until(pilot, lambda: 0 < len(listing(app).rows.pages) < 20)
        assert listing(app).rows.row.name.startswith("ical.")

    play(example(tmp_path), story, "settings")


def test_mouse_changes_a_setting_and_switches_a_plugin(tmp_path):
    async def story(pilot, app):
        await pilot.click(listing(app).rows, offset=(6, 1), times=2)
        await settled(pilot)
        await pilot.click("#options", offset=(4, 1))
        await settled(pilot)
        assert written()["language"] == "en"
        await pilot.click(app.screen.query_one("#plugins").rows, offset=(6, 2), times=2)
        await settled(pilot)
        await until(pilot, lambda: bool(written().get("disabled")))

    play(example(tmp_path), story, "settings", size=(160, 45))


def test_how_long_is_kept_and_what_a_rule_weighs_stand_there_and_are_changed(tmp_path):
    async def story(pilot, app):
        await go(pilot, app, "retention.needs_days")
        await press(pilot, "c")
        listing(app).field.value = "3"
        await press(pilot, "enter")
        await until(pilot, lambda: here(app, "retention.needs_days").setting.value == 3)
        assert written()["retention"]["needs_days"] == 3
        await go(pilot, app, "checks.weights.no-break")
        await press(pilot, "c", "4")
        await until(pilot, lambda: here(app, "checks.weights.no-break").setting.value == "off")
        assert here(app, "checks.weights.no-break").setting.origin == str(user_file())
        assert written()["checks"]["weights"] == ["no-break=off"]
        await press(pilot, "d")
        await until(pilot, lambda: here(app, "checks.weights.no-break").setting.origin == "shipped")
        assert "weights" not in written()["checks"]

    play(example(tmp_path), story, "settings")


def test_comments_stay_and_are_asked_about_where_they_cannot(tmp_path):
    user_file().parent.mkdir(parents=True)
    text = '# mine\nauthor = "Sara" # me\ndisabled = [\n  "roadshow_x", # too slow\n]\n'
    user_file().write_text(text)

    async def story(pilot, app):
        await go(pilot, app, "author")
        await press(pilot, "c")
        listing(app).field.value = "Jan"
        await press(pilot, "enter")
        assert user_file().read_text() == text.replace("Sara", "Jan")
        await press(pilot, "tab", "c")
        assert "Comments that you wrote" in seen(app)
        await press(pilot, "l")
        assert user_file().read_text() == text.replace("Sara", "Jan")
        await press(pilot, "c", "w")
        assert len(written()["disabled"]) == 2
        assert "# too slow" in user_file().with_suffix(".toml.bak").read_text()

    play(example(tmp_path), story, "settings")


def test_pictures(tmp_path):
    async def plugins(pilot, app):
        await press(pilot, "tab")

    pictured(example(tmp_path), "settings", "settings")
    pictured(example(tmp_path), "settings", "settings-plugins", plugins)

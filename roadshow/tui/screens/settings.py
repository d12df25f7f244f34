"""The settings, each with where its value comes from, written to the user's own file; and the plugins, on and off."""

import os
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from roadshow.api import N_, PluginRow, _, ngettext
from roadshow.tui import settled
from roadshow.tui.keys import Act, bound
from roadshow.tui.places import Place
from roadshow.tui.presentation import settings
from roadshow.tui.presentation.cells import cell
from roadshow.tui.screens.choice import Choice, Option, lettered
from roadshow.tui.screens.lists import ListScreen
from roadshow.tui.screens.reader import Reader
from roadshow.tui.screens.settling import settle
from roadshow.tui.settled import SettingRow
from roadshow.tui.sources.steady import SteadySource
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.line import Line
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.widgets.rows import Rows

SETTINGS = (
    Column("name", N_("Setting"), settings.name, ("name",), least=22, share=1, most=34),
    Column("value", N_("Value"), settings.value, ("value",), least=18, share=2, most=44, field="value",
           typed=settings.typed),
    Column("origin", N_("From"), settings.origin, ("origin",), least=13, share=1, most=44, rank=1),
    Column("meaning", N_("Meaning"), settings.meaning, ("meaning",), least=20, share=4, most=120, rank=2),
)  # fmt: skip
PLUGINS = (
    Column("plugin", N_("Plugin"), settings.plugin, ("plugin",), least=22, share=1, most=34),
    Column("state", N_("State"), settings.state, ("state",), least=9),
    Column("offers", N_("Makes"), settings.offers, ("offers",), least=12, share=1, most=40),
    Column("version", N_("Version"), settings.version, ("version",), least=8, rank=2),
    Column("error", N_("Last error"), settings.error, ("error",), least=12, share=4, most=120, rank=1),
)

ON_PLUGINS = {"shipped": False, "options": True, "error": True}
"""Acts that are for one of the two lists only, and whether that is the list of plugins."""


class SettingsScreen(ListScreen):
    """Settings, and plugins."""

    NAME = "settings"
    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar = bound(
        Act("settings.plugins", "plugins", N_("plugins"), N_("From the settings to the plugins and back")),
        Act("settings.change", "change", N_("change"), N_("Change this setting, or switch this plugin on or off")),
        Act("settings.shipped", "shipped", N_("as shipped"), N_("Take this setting out of your file again")),
        Act("settings.options", "options", N_("its settings"), N_("Show the settings of this plugin")),
        Act("settings.error", "error", N_("what went wrong"), N_("Show what went wrong in this plugin, in full")),
    )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer for a plugin what a plugin has, and for a setting what a setting has."""
        if action in ON_PLUGINS and "listing" in self.__dict__:
            return ON_PLUGINS[action] == self._on_plugins
        return super().check_action(action, parameters)

    def body(self) -> ComposeResult:
        """Yield the settings, the plugins, and what the setting under the cursor means."""
        self._source: SteadySource[SettingRow] = SteadySource(
            self.desk,
            SETTINGS,
            settled.every_setting,
            lambda row: row.name,
            settings.words,
            empty=N_("No setting fits that."),
            count=settings.counted,
        )
        self._plugin_source: SteadySource[PluginRow] = SteadySource(
            self.desk,
            PLUGINS,
            settled.every_plugin,
            lambda row: row.name,
            settings.plugin_words,
            empty=N_("No plugin is installed."),
            count=settings.counted_plugins,
        )
        self.listing = Listing(self._source)
        self._plugins = Listing(self._plugin_source, id="plugins")
        self._about = Line(id="about")
        with Container(id="lists"):
            yield self.listing
            yield self._plugins
        yield self._about

    def arrive(self, place: Place) -> None:
        """Show the settings, or the plugins."""
        self.heading.show(_("Settings and plugins"))
        self.listing.filter.placeholder = _("/ to filter: a name, a word, shipped")
        self._plugins.filter.placeholder = _("/ to filter: a name, on, off, failed")
        if place.row == "plugins":
            self._turn(plugins=True)
        elif place.text:
            self.listing.text = place.text
        if self.focused is None:
            self._turn(plugins=place.row == "plugins")

    def here(self) -> Place:
        """Return the filter, and which of the two lists."""
        return Place("settings", text=self.listing.text, row="plugins" if self._on_plugins else "")

    def refreshed(self) -> None:
        """Read both again."""
        self.listing.refreshed()
        self._plugins.refreshed()

    def who(self, count: int) -> str:
        """Return how many settings."""
        return ngettext("{count} setting", "{count} settings", count).format(count=count)

    def menu(self) -> tuple[Option, ...]:
        """Offer what can be done with a setting or a plugin."""
        if self._on_plugins:
            return (
                Option("c", _("Switch on or off"), "screen.change"),
                Option("o", _("Its settings"), "screen.options"),
                Option("e", _("What went wrong"), "screen.error"),
            )
        return (
            Option("c", _("Change …"), "screen.change"),
            Option("d", _("As shipped"), "screen.shipped"),
        )

    def on_rows_opened(self, event: Rows.Opened) -> None:  # type: ignore[override]
        """Change it, in place of the menu."""
        event.prevent_default()
        self.action_change()

    def on_rows_moved(self) -> None:
        """Say what the setting under the cursor means."""
        self._explain()

    def on_listing_answered(self) -> None:
        """Say what the setting that is under the cursor now means."""
        self._explain()

    def on_listing_edited(self, event: Listing.Edited) -> None:
        """Write an edited value; what is refused stays in the field."""
        event.stop()
        event.prevent_default()
        if not self._write(event.row, event.text):
            event.listing.edit_again(event)

    def action_plugins(self) -> None:
        """Go from one list to the other."""
        self._turn(plugins=not self._on_plugins)

    def action_change(self) -> None:
        """Turn a yes into a no, offer the choices, or edit the value in its cell."""
        if self._on_plugins:
            self._switch()
            return
        row: SettingRow | None = self.listing.rows.row
        if row is None:
            return
        if row.entry.type is bool and not row.entry.several:
            self._write(row, not row.setting.value)
        elif row.entry.choices and not row.entry.several:
            options = lettered((row.entry.said(word), word) for word in row.entry.choices)

            def chosen(word: str | None) -> None:
                if word is not None:
                    self._write(row, word)

            self.app.push_screen(Choice(_(row.entry.meaning), options), chosen)
        else:
            self.listing.rows.show_column("value")
            self.listing.action_edit()

    def action_shipped(self) -> None:
        """Take a setting out of the user's file."""
        row = self.listing.rows.row
        if row is not None and not self._on_plugins:
            self._write(row, None)

    def action_options(self) -> None:
        """Show the settings of a plugin."""
        row: PluginRow | None = self._plugins.rows.row
        if row is None or not row.exports:
            self.tell(_("This plugin has no settings."))
            return
        self._turn(plugins=False)
        self.listing.text = f"{row.exports[0]}."

    def action_error(self) -> None:
        """Show what went wrong."""
        row: PluginRow | None = self._plugins.rows.row
        if row is None or not row.error:
            self.tell(_("Nothing went wrong in this plugin."))
            return
        self.app.push_screen(Reader(_("Plugin {name}").format(name=cell(row.name).text), row.error))

    @property
    def _on_plugins(self) -> bool:
        """On a wide screen both lists are shown: the one with the keys is meant."""
        around = () if self.focused is None else self.focused.ancestors_with_self
        if self._plugins in around or self.listing in around:
            return self._plugins in around
        return self.has_class("-plugins")

    def _turn(self, *, plugins: bool) -> None:
        self.set_class(plugins, "-plugins")
        self.set_focus((self._plugins if plugins else self.listing).rows)
        self.refresh_bindings()
        self._explain()

    def _write(self, row: SettingRow, value: Any) -> bool:
        return settle(
            self,
            lambda losing: settled.write(row, value, os.environ, losing=losing),
            lambda path: self._say(path, row),
        )

    def _switch(self) -> None:
        row: PluginRow | None = self._plugins.rows.row
        if row is None:
            return

        def done(path: Path) -> None:
            said = _("{name} is off.") if row.on else _("{name} is on.")
            later = _("It works from the next start. Written to {path}.").format(path=path)
            self.tell(f"{said.format(name=cell(row.name).text)} {later}")
            self.refreshed()

        settle(self, lambda losing: settled.switch(row.name, os.environ, on=not row.on, losing=losing), done)

    def _say(self, path: Path, row: SettingRow) -> None:
        now = next((one for one in settled.every_setting(self.desk.office) if one.name == row.name), row)
        text = _("{name}: {value}. Written to {path}.").format(
            name=row.name, value=settings.value(now).text, path=cell(str(path)).text
        )
        louder = now.setting.origin not in {str(path), "shipped"}
        hint = _("But {origin} goes before your file.").format(origin=settings.origin(now).text) if louder else ""
        self.tell(text, hint=hint)
        self.refreshed()

    def _explain(self) -> None:
        row: SettingRow | None = self.listing.rows.row
        self._about.show(() if row is None or self._on_plugins else settings.about(row))

"""Settings and plugins as lists show them."""

from collections.abc import Sequence

from roadshow.api import PluginRow, _, ngettext
from roadshow.tui.presentation.cells import Cell, Counts, cell
from roadshow.tui.presentation.make import origin_text, value_text
from roadshow.tui.settled import SettingRow


def name(row: SettingRow) -> Cell:
    """Show the name, as the command line has it."""
    return Cell(row.name)


def value(row: SettingRow) -> Cell:
    """Show the value; one that was set stands out."""
    return Cell(value_text(row.entry, row.setting.value), "" if row.setting.origin == "shipped" else "strong")


def typed(row: SettingRow) -> str:
    """Write the value so that it can be typed back."""
    held = row.setting.value
    if isinstance(held, bool):
        return _("yes") if held else _("no")
    return ", ".join(map(str, held)) if isinstance(held, tuple) else str(held)


def origin(row: SettingRow) -> Cell:
    """Show where the value comes from."""
    shipped = row.setting.origin == "shipped"
    return Cell(origin_text(row.setting.origin), "dim" if shipped else "good")


def meaning(row: SettingRow) -> Cell:
    """Show what it means."""
    return cell(_(row.entry.meaning), "dim")


def about(row: SettingRow) -> tuple[Cell, ...]:
    """Say in full what a setting means, what it may be, and what ships."""
    said = [cell(_(row.entry.meaning))]
    if row.entry.choices:
        said.append(cell(", ".join(map(row.entry.said, row.entry.choices)), "dim"))
    elif row.entry.low is not None or row.entry.high is not None:
        low, high = (" " if end is None else str(end) for end in (row.entry.low, row.entry.high))
        said.append(Cell(f"{low} – {high}", "dim"))
    said.append(Cell(_("shipped: {value}").format(value=value_text(row.entry, row.entry.default)), "dim"))
    return tuple(said)


def words(row: SettingRow) -> str:
    """Return what a filter looks in."""
    return f"{row.name} {value(row).text} {origin(row).text} {_(row.entry.meaning)}"


def plugin(row: PluginRow) -> Cell:
    """Show the name of a plugin."""
    return cell(row.name)


def state(row: PluginRow) -> Cell:
    """Show whether it is on, off or failed, with a sign and a word."""
    if not row.on:
        return Cell(_("○ off"), "dim")
    return Cell(_("✗ failed"), "bad") if row.error else Cell(_("● on"), "good")


def version(row: PluginRow) -> Cell:
    """Show its version."""
    return cell(row.version, "dim")


def offers(row: PluginRow) -> Cell:
    """Show what it makes."""
    return cell("; ".join(row.offers))


def error(row: PluginRow) -> Cell:
    """Show the last line of what went wrong."""
    return cell(row.fault, "bad")


def plugin_words(row: PluginRow) -> str:
    """Return what a filter looks in."""
    return f"{row.name} {state(row).text} {' '.join(row.offers)} {row.error}"


def counted(rows: Sequence[SettingRow]) -> Counts:
    """Say how many settings there are, and how many of them were set."""
    own = sum(row.setting.origin != "shipped" for row in rows)
    total = ngettext("{count} setting", "{count} settings", len(rows)).format(count=len(rows))
    return Counts((Cell(total, "strong"), Cell(_("{count} not as shipped").format(count=own), "dim")))


def counted_plugins(rows: Sequence[PluginRow]) -> Counts:
    """Say how many plugins there are, and how many of them are on."""
    total = ngettext("{count} plugin", "{count} plugins", len(rows)).format(count=len(rows))
    return Counts((Cell(total, "strong"), Cell(_("{count} on").format(count=sum(row.on for row in rows)))))

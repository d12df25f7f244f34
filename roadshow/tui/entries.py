"""What can be done where the keys are now, read from the bindings: for the help and for the palette."""

from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from roadshow.api import _
from roadshow.tui.keys import shown

COMMAND = "command("
"""How the actions of plugins' commands begin; they are listed whether they have a key or not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: its keys as people say them, what it does in words, and how it is done."""

    id: str
    keys: tuple[str, ...]
    does: str
    action: str
    node: Any

    async def run(self) -> None:
        """Do it, as the key would."""
        await self.node.app.run_action(self.action, self.node)


def entries(screen: Screen[Any]) -> list[Entry]:
    """Return what the keys do now: first those of what has the keys, then of the screen, then of the program and of plugins."""
    keys: dict[str, list[str]] = {}
    found: dict[str, tuple[str, str, Any]] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if binding.id is None or not binding.tooltip or binding.action.startswith(COMMAND):
            continue
        keys.setdefault(binding.id, []).append(shown(key))
        found[binding.id] = (_(binding.tooltip), binding.action, active.node)
    acts = [Entry(name, tuple(keys[name]), does, action, node) for name, (does, action, node) in found.items()]
    commands = getattr(screen.app, "commands", None)
    return acts if commands is None else [*acts, *commands.entries(screen)]

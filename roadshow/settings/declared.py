"""Every setting of the core, declared once. config/default.toml shows them all with their meaning."""

from dataclasses import dataclass
from enum import StrEnum

from roadshow.domain.options import option
from roadshow.domain.wording import N_


class Language(StrEnum):
    """The language the program speaks."""

    AUTO = "auto"
    ENGLISH = "en"
    DUTCH = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    """Where backups go and how many are kept."""

    folder: str = option("", N_("The folder of backups; empty keeps them with your own data."))
    daily: int = option(
        10, N_("How many days are kept, each as it was before its first change; 0 makes none."), low=0, high=1000
    )
    others: int = option(
        10,
        N_("How many backups are kept of before an import, a load and the like; 0 makes none."),
        low=0,
        high=1000,
    )
    megabytes: int = option(
        2000, N_("How large all backups of a workspace may be together; the newest always stays."), low=1, high=1000000
    )


@dataclass(frozen=True, slots=True)
class CoreSettings:
    """What a user may set for the whole program."""

    language: Language = option(
        Language.AUTO,
        N_("The language of the program: auto follows the computer."),
        words={"auto": N_("as this computer"), "en": "English", "nl": "Nederlands"},
    )
    author: str = option("", N_("The name that your changes are signed with; empty takes the name you log in with."))
    workspace: str = option("", N_("The workspace that opens when none is named."))
    templates: str = option("", N_("A folder with your own templates; they go before the shipped ones."))
    desk: str = option("A", N_("The letter of this table at the door."))
    mouse: bool = option(
        True,
        N_("Whether the screen listens to the mouse; off leaves the mouse to your terminal."),
    )
    read_only: bool = option(
        False,
        N_("Whether workspaces are opened for reading only: every change is refused."),
    )
    ask_above: int = option(
        200,
        N_("How many people may be put on a list, or changed, at a time before it is asked whether that is meant."),
        low=1,
        word=N_("ask above so many people"),
    )
    disabled: tuple[str, ...] = option((), N_("Plugins that are off."))

"""Colours: dark, light and high contrast. NO_COLOR and what else a terminal cannot show is Textual's to leave out."""

from textual.theme import Theme

THEMES = (
    Theme(
        name="roadshow-dark", primary="#5b8def", secondary="#7aa2c9", accent="#f2b84b", success="#6cc48a",
        warning="#e5b25d", error="#ef7a72", foreground="#dfe3ea", background="#11141a", surface="#161a22",
        panel="#212733", dark=True,
        variables={"block-cursor-background": "#f2b84b", "block-cursor-foreground": "#11141a",
                   "block-cursor-blurred-background": "#2b3344", "foreground-muted": "#97a1b2"},
    ),
    Theme(
        name="roadshow-light", primary="#1f5fbf", secondary="#446688", accent="#9a5b00", success="#1d7a3c",
        warning="#8a5a00", error="#b3261e", foreground="#1b1f27", background="#f4f5f7", surface="#ffffff",
        panel="#e4e8ef", dark=False,
        variables={"block-cursor-background": "#1f5fbf", "block-cursor-foreground": "#ffffff",
                   "block-cursor-blurred-background": "#d6e2f5", "foreground-muted": "#5a6475"},
    ),
    Theme(
        name="roadshow-contrast", primary="#ffff00", secondary="#00ffff", accent="#ffff00", success="#00ff66",
        warning="#ffd000", error="#ff6060", foreground="#ffffff", background="#000000", surface="#000000",
        panel="#1c1c1c", dark=True,
        variables={"block-cursor-background": "#ffff00", "block-cursor-foreground": "#000000",
                   "block-cursor-blurred-background": "#003a8c", "foreground-muted": "#d0d0d0"},
    ),
)  # fmt: skip
CHOICES = tuple(theme.name for theme in THEMES)

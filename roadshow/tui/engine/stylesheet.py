"""The style of all widgets: of what was parsed before, nothing is parsed again.

Textual parses every style sheet anew, twice, when an area is opened for the first time: a tenth of a second.
"""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

KEPT = 1024
"""Sheets that stay parsed: one for each kind of widget and each area, some hundred in all."""


class FrugalStylesheet(Stylesheet):
    """As Textual's; a sheet is parsed once for each set of colours."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(KEPT)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours; for the same ones what was parsed stays."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is new. Raises StylesheetParseError, and then everything stands as before."""
        self.parse()

"""Names of keys as Textual has them."""

from textual.keys import _character_to_key


def long_name(key: str) -> str:
    """Return a key in Textual's long form: full_stop for a dot."""
    return _character_to_key(key) if len(key) == 1 else key

"""The language everything is said in: gettext, switchable while the program runs."""

import gettext as _gettext
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
LANGUAGES = ("en", "nl")

_spoken: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def speak(language: str) -> None:
    """Choose the language of all that is said from now on; one without a catalogue is answered in English."""
    global _spoken, _language  # noqa: PLW0603  one program speaks one language at a time
    wanted = language.replace("-", "_").split("_")[0].lower()
    _language = wanted if wanted in LANGUAGES else "en"
    _spoken = translations(_language)


def translations(language: str) -> _gettext.NullTranslations:
    """Return the catalogue of a language; English is the source and has none."""
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation("roadshow", LOCALE, [language], fallback=True)


def spoken() -> str:
    """Return the language in use, such as nl."""
    return _language


def _(text: str) -> str:
    """Translate a sentence."""
    return _spoken.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence that has a number in it."""
    return _spoken.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802  the name gettext tools look for
    """Mark a sentence for translation where it is written; it is translated where it is shown."""
    return text

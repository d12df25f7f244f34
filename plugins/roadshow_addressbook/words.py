"""Words of lists in fields of a person: languages, countries, yes and no."""

import re

from roadshow_addressbook.door import fold

_LANGUAGES = {
    "nl": "nederlands dutch hollands felemenkce nederlandse hollandaca niederlandisch neerlandais",
    "en": "engels english ingilizce englisch anglais",
    "tr": "turks turkish turkce",
    "ar": "arabisch arabic arapca marokkaans",
    "pl": "pools polish polski lehce",
    "pt": "portugees portuguese portugues",
    "bg": "bulgaars bulgarian",
    "pap": "papiaments papiamento papiamentu",
    "es": "spaans spanish espanol",
    "uk": "oekraiens ukrainian",
    "ti": "tigrinya tigrigna",
    "de": "duits german deutsch almanca allemand",
    "fr": "frans french francais fransizca franzosisch",
    "rif": "tarifit riffijns rif riffian",
    "zgh": "berbers amazigh tamazight",
    "kea": "kaapverdisch kriolu creools",
    "so": "somalisch somali",
    "fa": "farsi perzisch persian",
    "prs": "dari",
    "ps": "pashto pasjtoe",
    "ku": "koerdisch kurdish kurmanci",
    "zh": "chinees chinese mandarijn",
    "vi": "vietnamees vietnamese",
    "ru": "russisch russian",
    "ro": "roemeens romanian",
    "it": "italiaans italian",
    "hi": "hindi",
    "ur": "urdu",
    "am": "amhaars amharic",
    "srn": "sranan sranantongo surinaams",
    "hu": "hongaars hungarian",
    "el": "grieks greek",
    "dse": "gebarentaal nederlandsegebarentaal ngt",
}
_COUNTRIES = {
    "NL": "nederland netherlands thenetherlands holland hollanda nld nederlands",
    "BE": "belgie belgium belgique belcika bel b",
    "DE": "duitsland germany deutschland almanya deu d",
    "FR": "frankrijk france fra f",
    "GB": "verenigdkoninkrijk unitedkingdom uk engeland england gbr schotland scotland wales grootbrittannie greatbritain noordierland northernireland",
    "LU": "luxemburg luxembourg lux",
    "TR": "turkije turkey turkiye tur",
    "MA": "marokko morocco maroc mar",
    "PL": "polen poland polska pol",
    "PT": "portugal prt",
    "ES": "spanje spain espana esp",
    "BG": "bulgarije bulgaria bgr",
    "SR": "suriname sur",
    "CW": "curacao cuw",
    "AW": "aruba abw",
    "CV": "kaapverdie capeverde caboverde cpv",
    "US": "verenigdestaten unitedstates usa unitedstatesofamerica vs amerika america verenigdestatenvanamerika",
}
_LANGUAGE_OF = {word: tag for tag, words in _LANGUAGES.items() for word in words.split()}
_COUNTRY_OF = {word: code for code, words in _COUNTRIES.items() for word in (code.lower(), *words.split())}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_YES = frozenset(
    [
        "ja",
        "j",
        "yes",
        "y",
        "true",
        "waar",
        "x",
        "1",
        "evet",
        "oui",
        "akkoord",
        "v",
        "on",
        "aan",
        "checked",
        "ok",
        "tak",
        "si",
        "sim",
        "✓",
        "✔",
    ]
)
_BOXES = {"☑": True, "✅": True, "☐": False, "❌": False, "✗": False, "✘": False}
_RATHER_NOT = ("liever niet", "rather not", "lieber nicht", "plutot pas")
_NO = frozenset(
    ["nee", "n", "no", "false", "onwaar", "0", "hayir", "non", "nein", "nie", "off", "uit", "unchecked", "-"]
)


def _word(text: str) -> str:
    return fold(text).replace(" ", "")


def language_tag(text: str) -> str:
    """Return the BCP 47 tag of a language's name or tag, empty where it is not known."""
    text = text.partition("(")[0].strip()
    found = _LANGUAGE_OF.get(_word(text))
    if found:
        return found
    return text if _TAG.fullmatch(text) and (len(text) == 2 or "-" in text or text.lower() in _LANGUAGES) else ""


def country_code(text: str) -> str:
    """Return the ISO 3166 code of a country's name or code, in any language; empty where it is not known."""
    found = _COUNTRY_OF.get(_word(text).replace(".", ""))
    if found:
        return found
    from roadshow_addressbook.territories import territory  # noqa: PLC0415  only where a country is not a common one

    return territory(text)


def yes_or_no(text: str) -> bool | None:
    """Read an answer: ja, nee, yes, no, x, 1, evet; None where it is neither."""
    if text.strip() in _BOXES:
        return _BOXES[text.strip()]
    if fold(text).startswith(_RATHER_NOT):
        return False
    word = fold(text.split(",", maxsplit=1)[0].strip(".! ")).split(" ")[0] if text else ""
    if word in _YES or text.strip() in {"✓", "✔"}:
        return True
    return False if word in _NO else None

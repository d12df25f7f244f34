"""The letters that ship: every one can be written, and says what a guest must know."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from letter_plans import body, first_visit, mails, open_office, person, plan
from roadshow_mailmerge.fields import ACCESS_FACTS, FIELDS
from roadshow_mailmerge.letters import letter_set
from roadshow_mailmerge.pressing import Press
from roadshow_mailmerge.words import words_of

from roadshow.settings.shipped import config_folder

FOLDER = config_folder() / "templates" / "letters"
LETTERS = ("invitation", "offer", "reminder", "thanks", "changed", "cancelled")
LANGUAGES = ("nl", "en", "tr", "ar", "pl", "pt")
SHIPPED = sorted((path.parent.name, path.name.removesuffix(".subject.txt")) for path in FOLDER.glob("*/*.subject.txt"))
ANSWERED = {
    "invitation": "listed",
    "offer": "offered",
    "reminder": "accepted",
    "thanks": "accepted",
    "changed": "maybe",
    "cancelled": "maybe",
}
OFFERED = date(2026, 11, 30)
VOID = {"meta", "br", "html", "!doctype"}


class Outline(HTMLParser):
    """Finds tags that are not closed, and keeps the text."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.direction = [], [], ""

    def handle_starttag(self, tag, attributes):
        self.direction = dict(attributes).get("dir", self.direction)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if self.open and self.open[-1] != "title":
            self.text.append(text)


def test_dutch_and_english_have_every_letter_and_the_other_languages_the_invitation():
    wanted = {(language, letter) for language in ("nl", "en") for letter in LETTERS}
    wanted |= {(language, "invitation") for language in LANGUAGES}
    assert wanted <= set(SHIPPED)
    for language, letter in SHIPPED:
        assert (FOLDER / language / f"{letter}.txt").is_file()
        assert (FOLDER / language / f"{letter}.html").is_file()


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_uses_only_fields_that_exist_and_text_and_html_use_the_same(tmp_path, letter):
    with open_office(tmp_path, plan([person()])) as office:
        shipped = letter_set(first_visit(office)[0], letter)
    for language, (subject, *sheets) in shipped.sheets.items():
        used = []
        for sheet in sheets:
            with Press({language: [sheet]}) as press:
                used.append(press.fields[language])
                assert press.by_presence[language]
        assert used[0] == used[1] | {"date"} == used[1] or used[0] == used[1], (language, letter)
        assert used[0] <= FIELDS.keys()
        assert "{{ title }}" in subject.source


@pytest.mark.parametrize(("language", "letter"), SHIPPED)
def test_a_letter_can_be_written_with_every_field_and_with_the_fewest(tmp_path, language, letter):
    status = {"status": "cancelled"} if letter == "cancelled" else {}
    whole = {
        "stop": {"welcome": "Welkom!\nTot dan.", **status},
        "venue": {
            "parking": "achter",
            "lift": True,
            "accessible_toilet": False,
            "hearing_loop": True,
            "quiet_room": True,
        },
    }
    bare = {
        "stop": {"doors": None, "contact": "", "themes": (), **status},
        "venue": {"street": "", "postcode": "", "town": "", "public_transport": "", "step_free": None},
    }
    for name, changes in (("whole", whole), ("bare", bare)):
        folder = tmp_path / name
        folder.mkdir()
        with open_office(folder, plan([person()], changes, state=ANSWERED[letter], offered_until=OFFERED)) as office:
            (mail,) = mails(office, letter=letter, language=language)
        text = body(mail, "plain")
        outline = Outline()
        outline.feed(body(mail, "html"))
        assert outline.open == []
        assert outline.direction == ("rtl" if language == "ar" else "ltr")
        words = "".join("".join(outline.text).split())
        assert words == "".join(text.split()), "who reads the text reads what others read as HTML"
        assert "\n\n\n" not in text.replace("\r\n", "\n")
        assert "Samen in Crooswijk" in mail["Subject"]
        assert "STOP" in text
        assert ("30 november" in text.casefold()) == (letter == "offer")
        if letter in {"invitation", "offer", "changed", "reminder"}:
            assert "De Branding" in text
            assert re.search(r"13[.:]30", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(tmp_path, language):
    with open_office(tmp_path, plan([])) as office:
        words = words_of(first_visit(office)[0], language)
    assert words.get("salutation.given")
    assert words.get("salutation.name")
    assert words.get("salutation.nobody")
    assert "{hour}" in words.get("time.clock")
    keys = {key for key in words.values if key.startswith("access.")}
    assert keys == {f"access.{fact}_{answer}" for fact in ACCESS_FACTS for answer in ("yes", "no")}


def test_dutch_letters_are_in_short_sentences():
    for path in FOLDER.glob("nl/*.txt"):
        text = re.sub(r"{%.*?%}", "", path.read_text(encoding="utf-8"))
        text = re.sub(r"{{.*?}}", "x", text)
        for sentence in re.split(r"[.?!\n]", text):
            assert len(sentence.split()) <= 14, sentence

"""roadshow help: pages of the manual as plain text, in the language in use."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from roadshow.api import RULES, RoadshowError, fold, guest_fields, understand, whenever
from roadshow.cli.main import COMMANDS
from roadshow.cli.pages import as_text
from roadshow.cli.topics import TOPICS

DOCS = Path(__file__).parents[2] / "docs"
NOW = datetime(2026, 11, 22, 10)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("topic", TOPICS)
def test_each_page_is_there_as_plain_text_in_both_languages(line, topic, language) -> None:
    shown = line("--language", language, "help", topic).out
    prose = "\n".join(row for row in shown.splitlines() if not row.startswith("    "))
    assert len(shown) > 500
    assert not re.search(r"```|\*\*|\]\(|^#+ |^\|", prose, re.MULTILINE)


def test_pages_for_users_are_in_dutch_where_dutch_is_spoken(line) -> None:
    for topic in ("planfile", "times", "asking", "people"):
        assert line("--language", "nl", "help", topic).out != line("help", topic).out
    findings = line("--language", "nl", "help", "findings").out
    assert all(rule.code in findings for rule in RULES)
    assert "A room is used by two sessions at once" not in findings


def test_the_list_of_pages_and_a_word_that_is_none(line) -> None:
    assert all(topic in line("help") for topic in TOPICS)
    assert "Pages: planfile" in line("help", "kookboek", code=3).err
    assert set(line("help", "--json").json) == set(TOPICS)


def test_help_of_a_command_is_what_its_own_help_says(line) -> None:
    assert line("help", "stop", "move").out == line("stop", "move", "--help").out
    assert line("help", "dump").out == line("dump", "--help").out


def test_every_line_fits_the_window_apart_from_examples_and_long_words() -> None:
    for page in sorted(DOCS.glob("*.md")):
        for row in as_text(page.read_text(encoding="utf-8"), 60).splitlines():
            assert len(row) <= 60 or row.startswith("    ") or " " not in row.strip() or "  " in row, (page.name, row)


def test_no_word_of_a_page_is_lost_on_the_way_to_plain_text() -> None:
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        shown = set(re.findall(r"\w{4,}", as_text(text, 80)))
        source = re.sub(r"\]\([^)]*\)|^```.*$", "", text, flags=re.MULTILINE)
        assert set(re.findall(r"\w{4,}", source)) <= shown | set(re.findall(r"\w{4,}", as_text(text, 100))), page.name


# what the pages say is true


def samples(page: str, section: str) -> list[str]:
    """Return what the first column of the tables of a section holds in backticks, refused rows left out."""
    text = (DOCS / page).read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    rows = [
        row for row in text.splitlines() if row.startswith("| `") and not re.search("[Rr]efused:|[Gg]eweigerd:", row)
    ]
    return [sample for row in rows for sample in re.findall(r"`([^`]+)`", row.split(" | ")[0])]


@pytest.mark.parametrize(("page", "section"), [("times.md", "Days"), ("times.nl.md", "Dagen")])
def test_every_day_of_the_page_reads_as_a_day(page, section) -> None:
    days = samples(page, section)
    assert len(days) > 12
    for day in days:
        found = whenever.read_date(day.replace("dinsdag 14", "woensdag 14"), NOW.date())
        assert found >= date(2026, 11, 21)


@pytest.mark.parametrize(("page", "section"), [("times.md", "Times"), ("times.nl.md", "Tijden")])
def test_every_time_of_the_page_reads_as_a_time_and_the_refused_ones_are(page, section) -> None:
    times = samples(page, section)
    assert len(times) > 6
    for time in times:
        whenever.read_time(time)
    for time in ("half acht", "half one"):
        with pytest.raises(RoadshowError):
            whenever.read_time(time)


def test_lengths_and_spans_of_the_page_read_as_such() -> None:
    text = (DOCS / "times.md").read_text(encoding="utf-8")
    lengths = text.split("## Lengths")[1].split("## ")[0]
    for length in re.findall(r"`([^`]+)`", lengths):
        assert whenever.read_minutes(length)
    for span in ("14-4 13:30-16:00", "van half twee tot vier uur", "14 april 19:30 tot 22:00", "22:00-01:00"):
        assert span in text
        assert whenever.read_span(span, NOW, "Europe/Amsterdam")


@pytest.mark.parametrize("page", ["asking.md", "asking.nl.md"])
def test_every_question_of_the_page_is_understood(page) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for row in text.splitlines():
        if row.startswith("| `"):
            for question in re.findall(r"`([^`]+)`", row.split(" | ")[0]):
                understand(question, guest_fields())
    assert fold("Yılmaz") == "yilmaz"


def test_every_command_that_a_page_for_users_names_exists() -> None:
    known = {name for section in COMMANDS.values() for name in section}
    for page in sorted(DOCS.glob("*.md")):
        for command in re.findall(r"(?:`|    )roadshow ([a-z]+)", page.read_text(encoding="utf-8")):
            assert command in known, (page.name, command)

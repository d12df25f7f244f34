"""Of a workbook with several sheets any one can be read: by its name, or by its number."""

import io
from pathlib import Path

import pytest
from files_at_hand import FILES, people
from openpyxl import Workbook
from roadshow_addressbook.reading import read_people

from roadshow.domain.drafts import Source
from roadshow.domain.errors import BadInputError


def book() -> bytes:
    made = Workbook()
    made.active.title = "Maart"
    for title, name in (("Maart", "Jan"), ("April", "Bo"), ("2025", "Ayşe"), ("Verborgen", "Piet"), ("Leeg", "")):
        sheet = made[title] if title in made.sheetnames else made.create_sheet(title)
        if name:
            sheet.append(["Voornaam", "E-mail"])
            sheet.append([name, f"{title}@example.org"])
    made["Verborgen"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def asked(sheet: str, content: bytes = b""):
    raw = content or book()
    reading = read_people(Source("boek.xlsx", lambda: io.BytesIO(raw), sheet))
    return reading.intake, people(list(reading.rows))


@pytest.mark.parametrize(
    ("sheet", "name"),
    [("", "Maart"), ("April", "April"), ("april", "April"), ("2", "April"), ("2025", "2025"), ("3", "2025"),
     ("Verborgen", "Verborgen"), ("  April ", "April")],
)  # fmt: skip
def test_the_sheet_that_was_asked_for_is_read_and_the_others_are_offered(sheet, name):
    intake, found = asked(sheet)
    assert intake.sheet == name
    assert {intake.sheet, *intake.other_sheets} == {"Maart", "April", "2025", "Verborgen", "Leeg"}
    assert found[0]["email"] == f"{name}@example.org"
    assert any("--sheet" in notice.text for notice in intake.notices) is (not sheet)


@pytest.mark.parametrize(
    ("sheet", "hint"), [("Aprl", "“April”"), ("9", "Sheets: Maart, April, 2025"), ("0", "Sheets: ")]
)
def test_a_sheet_that_is_not_there_is_a_sentence_with_the_nearest(sheet, hint):
    with pytest.raises(BadInputError, match=f"There is no sheet “{sheet}”") as raised:
        asked(sheet)
    assert hint in raised.value.hint


def test_an_empty_sheet_is_named_in_the_sentence():
    with pytest.raises(BadInputError, match="The sheet “Leeg” has no line"):
        asked("Leeg")


@pytest.mark.parametrize("name", ["aanmeldingen.xlsx", "aanmeldingen.ods"])
def test_a_waiting_list_that_libreoffice_wrote_is_read(name):
    intake, found = asked("wachtlijst", Path(FILES / name).read_bytes())
    assert (intake.sheet, intake.other_sheets) == ("Wachtlijst", ("Aanmeldingen",))
    assert found[0]["surname"] == "Bakker"

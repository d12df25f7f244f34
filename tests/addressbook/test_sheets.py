"""Workbooks that LibreOffice wrote, and workbooks made to do harm."""

import io
import zipfile

import pytest
from files_at_hand import FILES, codes, flags, people, read, read_file
from openpyxl import Workbook

from roadshow.domain.errors import BadInputError


@pytest.mark.parametrize("name", ["list.xlsx", "list.ods"])
def test_a_sheet_of_libreoffice_is_read_with_what_it_spoiled(name):
    reading, rows = read_file(name)
    assert codes(rows) == [(1, "above"), (3, "ok"), (4, "ok"), (5, "blank"), (6, "ok"), (7, "total")]
    assert (reading.intake.form, reading.intake.sheet, reading.intake.header_line) == (name.split(".")[1], "list", 2)
    sanne, jan, fatima = people(rows)
    assert sanne["phone"] == "612345678"
    assert {flag[0] for flag in flags(rows[1])} == {"lost-zero", "date-for-number"}
    assert flags(rows[2]) == [("lost-plus", "31612345678", "+31612345678")]
    assert (jan["particle"], fatima["display_name"]) == ("de", "فاطمة العمراني")
    assert flags(rows[4])[0][0] == "digits-lost"


def book(fill) -> bytes:
    made = Workbook()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(content: bytes, member: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return out.getvalue()


def test_the_sheet_with_people_is_found_and_the_others_are_named():
    def fill(made):
        made.active.append(["Uitleg"])
        sheet = made.create_sheet("Mensen")
        sheet.append(["Naam", "E-mail"])
        sheet.append(["Jan de Vries", "jan@example.org"])

    reading, rows = read(book(fill))
    assert (reading.intake.sheet, reading.intake.other_sheets) == ("Mensen", ("Sheet",))
    assert people(rows)[0]["surname"] == "Vries"


def test_one_cell_in_the_last_corner_does_not_ask_for_all_memory():
    def fill(made):
        made.active.append(["Naam", "E-mail"])
        made.active["XFD1048576"] = "x"

    with pytest.raises(BadInputError, match="larger than any list"):
        read(book(fill))


def test_repeated_rows_of_a_document_do_not_ask_for_all_memory():
    content = (FILES / "list.ods").read_bytes()
    bomb = changed(
        content,
        "content.xml",
        lambda xml: xml.replace(
            b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="900000" '
        ).replace(b"<table:table-row ", b'<table:table-row table:number-rows-repeated="900000" '),
    )
    with pytest.raises(BadInputError):
        read(bomb)


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_damaged_workbook_is_one_sentence(member):
    content = (FILES / "list.xlsx").read_bytes()
    with pytest.raises(BadInputError):
        read(changed(content, member, lambda xml: xml[: len(xml) // 2]))


def test_a_document_type_in_a_sheet_is_refused():
    content = (FILES / "list.xlsx").read_bytes()
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><worksheet/>'
    with pytest.raises(BadInputError, match="damaged"):
        read(changed(content, "xl/worksheets/sheet1.xml", lambda _xml: bomb))


def test_a_cut_off_workbook_is_one_sentence():
    with pytest.raises(BadInputError, match="damaged"):
        read((FILES / "list.xlsx").read_bytes()[:3000])


def test_a_table_that_breaks_off_is_one_sentence_and_no_endless_wait():
    content = changed((FILES / "list.ods").read_bytes(), "content.xml", _cut_after_first_column)
    with pytest.raises(BadInputError, match="damaged"):
        read(content)


def _cut_after_first_column(part: bytes) -> bytes:
    return part[: part.index(b"/>", part.index(b"<table:table-column")) + 2]


def test_letters_that_nobody_knows_are_one_sentence():
    content = (FILES / "list.ods").read_bytes()
    with pytest.raises(BadInputError, match="damaged"):
        read(changed(content, "content.xml", lambda xml: xml.replace(b'encoding="UTF-8"', b'encoding="U-8"')))

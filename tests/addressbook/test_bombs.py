"""Small files that unfold to gigabytes, and large ones without end: each is refused in a sentence, in bounded memory."""

import io
import zipfile

import pytest
from files_at_hand import people, read
from roadshow_addressbook import textfile

from roadshow.domain.errors import BadInputError

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(**members):
    """Return a zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(rows, texts=""):
    """Return a workbook of one sheet with these rows as XML, and shared texts."""
    return packed(
        **{
            "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def ods(rows):
    """Return a document of one table with these rows as XML below a heading."""
    names = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    head = '<table:table-row><table:table-cell office:value-type="string"><text:p>Organisatie</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Naam</text:p></table:table-cell></table:table-row>'
    return packed(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{"META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>', "content.xml": f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="A">{head}{rows}</table:table></office:spreadsheet></office:body></office:document-content>'},
    )  # fmt: skip


def cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


ROW = "<table:table-row{}>{}</table:table-row>"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: ods(ROW.format("", cell('An<text:s text:c="2000000000"/>'))), id="repeated blanks"),
        pytest.param(lambda: ods(ROW.format(' table:number-rows-repeated="3000"', cell("x" * 100_000))), id="a long text in repeated rows"),
        pytest.param(lambda: ods(ROW.format("", cell("x" * 100_000, ' table:number-columns-repeated="3000"'))), id="a long text in repeated cells"),
        pytest.param(lambda: xlsx("<row/>" * (1 << 20) + "<row/>"), id="more rows than a sheet has"),
        pytest.param(
            lambda: xlsx('<row><c t="s"><v>1</v></c></row>' * 3000, "<si><t>Naam</t></si><si><t>" + "x" * 100_000 + "</t></si>"),
            id="a long text that many cells name",
        ),
    ],
)  # fmt: skip
def test_a_file_that_would_unfold_without_end_is_one_sentence(content):
    with pytest.raises(BadInputError, match="larger than any list of people"):
        read(content())


def test_a_long_note_beside_many_short_ones_is_no_bomb():
    texts = "<si><t>Naam</t></si><si><t>An Kade</t></si><si><r><t>" + "x" * 9_000 + "</t></r></si>"
    rows = (
        '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>2</v></c></row>' + '<row><c t="s"><v>1</v></c></row>' * 40_000
    )
    _reading, found = read(xlsx(rows, texts))
    assert len(people(found)) == 40_000


def test_a_quotation_mark_that_swallows_a_whole_file_ends_the_reading(monkeypatch):
    monkeypatch.setattr(textfile, "MOST_LOST", 50)
    with pytest.raises(BadInputError, match="on line 3 is never closed"):
        read('Naam;E-mail\nAn;an@example.org\n"Bo;bo@example.org\n' + "zo maar een regel\n" * 60)
    _reading, rows = read('Naam;E-mail\nAn;an@example.org\n"Bo;bo@example.org\n' + "Co;co@example.org\n" * 60)
    assert len(people(rows)) == 61, "where rows follow, one line is lost and no more"


def test_a_list_without_end_is_told_so(monkeypatch):
    monkeypatch.setattr(textfile, "LARGEST_LINES", 20)
    with pytest.raises(BadInputError, match="more than 20 lines"):
        read("Naam;E-mail\n" + "An;an@example.org\n" * 30)


def test_merged_cells_of_a_document_give_each_row_what_is_seen_beside_it():
    covered = "<table:covered-table-cell/>"
    reading, rows = read(
        ods(
            ROW.format(
                "", cell("De Brug", ' table:number-rows-spanned="2" table:number-columns-spanned="1"') + cell("An Kade")
            )
            + ROW.format("", covered + cell("Bo Kade"))
            + ROW.format("", "<table:table-cell/>" + cell("Co Kade"))
        )
    )
    assert [one.get("organisation") for one in people(rows)] == ["De Brug", "De Brug", None]
    assert reading.intake.notices[0].values == {"columns": "Organisatie"}

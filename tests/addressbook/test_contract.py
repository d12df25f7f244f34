"""The address book holds to what every reader and writer of people holds to; and a plugin that does not is found out."""

from types import SimpleNamespace

import pytest
from files_at_hand import FILES
from roadshow_addressbook.offering import CsvExporter, FileImporter, VcardExporter, XlsxExporter

from roadshow.domain.changes import Phrase
from roadshow.domain.drafts import DraftPerson, Intake, Reading, Refusal
from roadshow.domain.papers import Document
from roadshow.testing import check_importer, check_people_exporter


def test_every_sample_file_is_read_as_the_contract_wants_it():
    files = [(path.name, path.read_bytes()) for path in sorted(FILES.iterdir())]
    rows = check_importer(FileImporter(), *files)
    assert len(rows) > 100


@pytest.mark.parametrize("exporter", [CsvExporter(), XlsxExporter(), VcardExporter()])
def test_every_form_is_written_as_the_contract_wants_it(exporter):
    assert check_people_exporter(exporter).content


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([DraftPerson(2, {"given": "Jan"}), DraftPerson(2, {"given": "Bo"})], "do not rise"),
        ([DraftPerson(2, {"organisation": "X"})], "nobody"),
        ([Refusal(2, "", Phrase("Why."))], "without a code"),
        (["Jan"], "neither"),
    ],
)
def test_a_reader_that_breaks_the_contract_is_told_how(rows, why):
    importer = SimpleNamespace(
        key="x", title="X", suffixes=(".x",), read=lambda source, _mapping, _encoding: Reading(Intake(source.name, "x"), iter(rows))
    )  # fmt: skip
    with pytest.raises(AssertionError, match=why):
        check_importer(importer, ("a.x", b"a"))


@pytest.mark.parametrize(
    ("other", "why"), [("April", "it read Maart"), ("", "it read another one")]
)  # fmt: skip
def test_a_reader_that_reads_another_sheet_than_was_asked_for_is_told(other, why):
    intake = Intake("a.x", "x", sheet="Maart", other_sheets=(other,) if other else ())
    importer = SimpleNamespace(
        key="x", title="X", suffixes=(".x",), read=lambda _source, _mapping, _encoding: Reading(intake, iter(()))
    )  # fmt: skip
    with pytest.raises(AssertionError, match=why):
        check_importer(importer, ("a.x", b"a"))


def test_a_writer_that_gives_other_bytes_each_time_is_told():
    numbers = iter(range(9))
    exporter = SimpleNamespace(
        key="x", title="X", options=CsvExporter.options,
        document=lambda _people, _options, _language: Document("a.x", "text/plain", str(next(numbers)).encode()),
    )  # fmt: skip
    with pytest.raises(AssertionError, match="other bytes"):
        check_people_exporter(exporter)

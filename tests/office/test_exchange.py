"""Files that go out: never outside the folder, never by a link, never half, and private where they must be."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from roadshow.api import BadInputError, Document, PluginError, RoadshowError, hookimpl, option
from roadshow.office.exchange import Folder, UnsafeNameError, export, target, write
from roadshow.testing import open_plan


class NoOptions:
    """Options of an exporter that has none."""


def office_with(path: Path, documents):
    from dataclasses import make_dataclass

    options = make_dataclass("Options", [("copies", int, option(1, "How many."))], frozen=True)
    offered = SimpleNamespace(
        key="posters", title="x", options=options, documents=lambda _programme, chosen: documents(chosen), preview=repr
    )
    plugin = SimpleNamespace(exporters=hookimpl(lambda: [offered]))
    return open_plan(path / "plan.roadshow", plugins={"posters": plugin})


def run(office, folder: Path, given=None):
    return export(
        "posters", office.programme(()), folder, plugins=office.plugins, settings=office.settings, given=given or {}
    )


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../out.txt",
        "a/../../out.txt",
        "a\\b.txt",
        "c:evil.txt",
        "a\0b",
        "a\nb",
        "~/x",
        "a/./../../b",
        "x|y",
        "..",
        ".",
    ],
)
def test_a_name_that_leads_out_or_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    with pytest.raises(UnsafeNameError):
        target(folder, name)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_folders_inside_are_made(tmp_path: Path) -> None:
    assert target(tmp_path / "new", "a/b/c.txt") == (tmp_path / "new").resolve() / "a" / "b" / "c.txt"


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "letters").symlink_to(outside)
    with pytest.raises(UnsafeNameError):
        target(folder, "letters/x.eml")
    secret = tmp_path / "secret.txt"
    secret.write_text("keep")
    (folder / "x.eml").symlink_to(secret)
    write(target(folder, "x.eml"), b"new", private=True)
    assert secret.read_text() == "keep"
    assert not (folder / "x.eml").is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_file_that_somebody_changed_is_named_when_it_is_replaced(tmp_path: Path) -> None:
    """A letter that was mended by hand would be gone without a word."""

    def documents(_chosen):
        return iter([Document("a.txt", "text/plain", b"one"), Document("b.txt", "text/plain", b"two")])

    with office_with(tmp_path, documents) as office:
        run(office, tmp_path / "out")
        assert run(office, tmp_path / "out").notices == ()
        (tmp_path / "out" / "b.txt").write_bytes(b"by hand")
        left = run(office, tmp_path / "out")
        (notice,) = left.notices
        assert "b.txt" in notice.message
        assert "a.txt" not in notice.message
        assert (tmp_path / "out" / "b.txt").read_bytes() == b"two"


def test_a_file_that_somebody_changed_is_kept_where_that_is_asked(tmp_path: Path) -> None:
    """The example made a second time would throw away what somebody tried out in it."""

    def documents(_chosen):
        return iter([Document("a.txt", "text/plain", b"one"), Document("s.txt", "text/plain", iter([b"t", b"wo"]))])

    with office_with(tmp_path, documents) as office:
        run(office, tmp_path / "out")
        (tmp_path / "out" / "a.txt").write_bytes(b"by hand")
        left = export(
            "posters",
            office.programme(()),
            tmp_path / "out",
            plugins=office.plugins,
            settings=office.settings,
            keeping=True,
        )
        assert (tmp_path / "out" / "a.txt").read_bytes() == b"by hand"
        assert "a.txt" in left.notices[0].message
        assert (tmp_path / "out" / "s.txt").read_bytes() == b"two"


def test_a_private_file_is_for_its_owner_alone_from_the_first_byte(tmp_path: Path) -> None:
    seen = []

    def content():
        (draft,) = tmp_path.iterdir()
        seen.append(stat.S_IMODE(draft.stat().st_mode))
        yield b"x"

    write(tmp_path / "a.eml", content(), private=True)
    assert seen == [0o600]
    assert stat.S_IMODE((tmp_path / "a.eml").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_is_made_for_private_files_is_for_its_owner_alone(tmp_path: Path) -> None:
    out = Folder(tmp_path)
    out.put(Document("letters/jan.txt", "text/plain", b"x", private=True))
    out.put(Document("calendar/feed.ics", "text/calendar", b"x"))
    assert stat.S_IMODE((tmp_path / "letters").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "calendar").stat().st_mode) & 0o050, "what is to be shared can be"


def test_a_failure_half_way_leaves_the_old_file_whole_and_no_litter(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"old and whole")

    def content():
        yield b"new, but"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "list.pdf", content(), private=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("list.pdf", b"old and whole")]


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(RoadshowError):
        target(tmp_path / "out", "a.txt")
    with pytest.raises(RoadshowError):
        target(tmp_path / "out" / "inside", "a.txt")


def test_an_exporter_that_crashes_is_named_and_what_was_written_stays(tmp_path: Path) -> None:
    def documents(_chosen):
        yield Document("one.txt", "text/plain", b"1")
        raise KeyError("oops")

    with office_with(tmp_path, documents) as office, pytest.raises(PluginError) as caught:
        run(office, tmp_path / "out")
    assert "posters" in caught.value.message
    assert (tmp_path / "out" / "one.txt").read_bytes() == b"1"


def test_what_a_person_can_mend_stays_a_sentence(tmp_path: Path) -> None:
    def documents(_chosen):
        raise BadInputError("No address.", "Add one.")
        yield

    with office_with(tmp_path, documents) as office, pytest.raises(BadInputError):
        run(office, tmp_path / "out")


def test_options_come_as_typed_and_a_wrong_one_is_a_sentence(tmp_path: Path) -> None:
    def documents(chosen):
        yield Document("n.txt", "text/plain", str(chosen.copies).encode())

    with office_with(tmp_path, documents) as office:
        run(office, tmp_path / "out", {"copies": "3"})
        assert (tmp_path / "out" / "n.txt").read_bytes() == b"3"
        with pytest.raises(BadInputError):
            run(office, tmp_path / "out", {"copies": "many"})
        with pytest.raises(BadInputError) as caught:
            run(office, tmp_path / "out", {"copy": "3"})
    assert "copies" in caught.value.hint

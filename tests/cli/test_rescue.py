"""A damaged workspace gives what can still be read of it, and says what cannot."""

import re

import pytest


@pytest.fixture
def many(planned, tmp_path):
    """Put 900 people into the workspace, a third of them on a list."""
    rows = "".join(f"Mens Nummer{number};mens{number}@example.org\n" for number in range(900))
    (tmp_path / "list.csv").write_text("Naam;E-mail\n" + rows)
    planned("people", "import", str(tmp_path / "list.csv"), "--yes", "--json")
    planned("invite", "crooswijk", "--who", "mens1", "--yes")
    return planned


def wreck(path, text):
    """Fill the page with this text with rubbish; return its number."""
    content = bytearray(path.read_bytes())
    page = content.index(text) // 8192
    content[page * 8192 : (page + 1) * 8192] = b"\xaa" * 8192
    path.write_bytes(content)


def test_what_stands_on_other_pages_is_saved_and_what_is_lost_is_counted(many, tmp_path):
    path = tmp_path / "test.roadshow"
    guests = many("guest", "list", "crooswijk", "--json").json["total"]
    wreck(path, b"mens123@example.org")
    before = path.read_bytes()
    out = tmp_path / "saved.toml"
    assert "rescue" in many("dump", "-o", str(out), code=4).err
    done = many("dump", "--rescue", "-o", str(out), code=1)
    assert "Not readable: person" in done.err
    assert path.read_bytes() == before
    many("new", str(tmp_path / "fresh.roadshow"))
    many("-w", str(tmp_path / "fresh.roadshow"), "load", str(out), "--yes")
    people = many("-w", str(tmp_path / "fresh.roadshow"), "person", "list", "--json").json["total"]
    assert 700 < people < 904
    assert (
        0 < many("-w", str(tmp_path / "fresh.roadshow"), "guest", "list", "crooswijk", "--json").json["total"] <= guests
    )


def test_a_whole_workspace_is_read_whole(many, tmp_path):
    many("dump", "-o", str(tmp_path / "plan.toml"))
    done = many("dump", "--rescue", "-o", str(tmp_path / "saved.toml"))
    assert "All of it could be read" in done.err
    whole = (tmp_path / "plan.toml").read_text()
    assert (tmp_path / "saved.toml").read_text() == re.sub(r"\n\[written\]\n(?:\w+ = .*\n)+", "", whole)


def test_what_is_no_database_at_all_is_said(planned, tmp_path):
    (tmp_path / "test.roadshow").write_bytes(b"rubbish" * 3000)
    assert "Nothing can be read" in planned("dump", "--rescue", code=4).err

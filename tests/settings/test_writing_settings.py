"""A setting is written in its own line: what a person wrote around it stays, and nothing else is said than before."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadshow.settings.writing import loses_comments, set_value

MINE = """\
# Sara's settings
author = "Sara"   # as on the door

# the checker, agreed on 3 March
[checks]
gap = 10 # minutes
weights = [
    "no-break=off",
]

[plugins.roadshow_signin.signin]
paper = "a4"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(MINE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("author", "Jan", 'author = "Sara"   # as on the door', 'author = "Jan"   # as on the door'),
        ("checks.gap", 20, "gap = 10 # minutes", "gap = 20 # minutes"),
        ("language", "nl", "# as on the door\n", '# as on the door\nlanguage = "nl"\n'),
        ("checks.rest", 5, "]\n\n[plugins", "]\nrest = 5\n\n[plugins"),
        ("plugins.roadshow_signin.signin.paper", None, 'paper = "a4"\n', ""),
        ("retention.needs_days", 3, 'paper = "a4"\n', 'paper = "a4"\n\n[retention]\nneeds_days = 3\n'),
    ],
)
def test_only_the_line_of_the_setting_changes(file: Path, name, value, before, after) -> None:
    assert before in MINE
    assert not loses_comments(file, name, value)
    assert set_value(file, name, value)
    assert file.read_text(encoding="utf-8") == MINE.replace(before, after)
    assert not file.with_suffix(".toml.bak").exists()


def test_a_list_over_several_lines_is_replaced_whole(file: Path) -> None:
    assert set_value(file, "checks.weights", ("ramadan=warn",))
    assert tomllib.loads(file.read_text(encoding="utf-8"))["checks"] == {"gap": 10, "weights": ["ramadan=warn"]}
    assert "# minutes" in file.read_text(encoding="utf-8")


def test_comments_that_cannot_stay_are_told_beforehand_and_kept_in_a_copy(file: Path) -> None:
    text = MINE.replace('    "no-break=off",', '    "no-break=off", # too strict for us')
    file.write_text(text, encoding="utf-8")
    assert loses_comments(file, "checks.weights", ())
    assert not set_value(file, "checks.weights", ())
    assert file.with_suffix(".toml.bak").read_text(encoding="utf-8") == text
    assert tomllib.loads(file.read_text(encoding="utf-8"))["checks"]["weights"] == []


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    assert set_value(path, "checks.gap", 5)
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"checks": {"gap": 5}}


@given(
    st.dictionaries(st.sampled_from(["author", "desk", "language"]), st.text(max_size=20)),
    st.dictionaries(st.sampled_from(["gap", "rest"]), st.integers(0, 99)),
    st.sampled_from(["author", "checks.gap", "checks.rest", "retention.needs_days", "desk"]),
    st.none() | st.integers(0, 99) | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=3).map(tuple),
)
def test_whatever_is_written_is_what_is_read(tmp_path_factory, core, checks, name, value) -> None:
    import tomli_w

    path = tmp_path_factory.mktemp("w") / "config.toml"
    path.write_text("# mine\n" + tomli_w.dumps({**core, "checks": checks}), encoding="utf-8")
    set_value(path, name, value)
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    *folders, last = name.split(".")
    for folder in folders:
        found = found.get(folder, {})
    assert found.get(last) == (list(value) if isinstance(value, tuple) else value)

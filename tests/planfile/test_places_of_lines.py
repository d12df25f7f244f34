"""Lines and comments are found where they are, in any TOML that tomllib accepts, and no text makes the search hang."""

import tomllib

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from roadshow.planfile import comments, dump, load
from roadshow.planfile.lines import Lines

TEXT = '''#:schema plan.schema.json
# above
a = 1 # one
[x.y]
"q#.r" = """a # no
"""" # yes
b = {c = 1, d = [1, {e = 2, f = 'x#'}, # mid
 3]}
k . l = 2026-01-01 10:00:00 # t
[[s]]
[[s.t]]
z = '\\'
[[s]] # second
[[s.t]]
[[s . "t"]]
z = [
 "a]",
 ["b"]]
"\\u00e9" = """\\
   # no\\""" # no"""
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 3), (("x",), 4), (("x", "y", "q#.r"), 5), (("x", "y", "b", "c"), 7), (("x", "y", "b", "d", 1, "f"), 7),
        (("x", "y", "b", "d", 2), 8), (("x", "y", "k", "l"), 9), (("s", 0), 10), (("s", 0, "t", 0, "z"), 12),
        (("s", 1), 13), (("s", 1, "t", 1), 15), (("s", 1, "t", 1, "z", 1, 0), 18), (("s", 1, "t", 1, "é"), 19),
        (("s", 1, "t", 1, "not there"), 15), (("nowhere",), 1),
    ],
)  # fmt: skip
def test_every_path_is_found_on_its_line(path, line):
    tomllib.loads(TEXT)
    assert Lines(TEXT).of(path) == line


def test_comments_are_found_and_those_inside_text_are_not():
    found = [(2, "# above"), (3, "# one"), (6, "# yes"), (7, "# mid"), (9, "# t"), (13, "# second")]
    assert list(comments(TEXT)) == found
    assert list(comments(TEXT.replace("\n", "\r\n"))) == found


def test_a_dump_has_no_comments_of_people_in_it():
    assert comments(dump(load('[[person]]\ngiven = "# not a comment"\nnotes = "a\\n# b"\n'))) == ()


keys = st.text(max_size=5)
values = st.recursive(
    st.integers(-9, 9) | st.text(max_size=8) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


def paths(value, path=()):
    """Every key path of a document."""
    if path:
        yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in members:
        yield from paths(inner, (*path, step))


@settings(max_examples=150)
@given(st.dictionaries(keys, values, max_size=4), st.booleans())
def test_every_path_of_any_document_has_a_line_of_its_own_or_its_parents(document, several):
    text = tomli_w.dumps(document, multiline_strings=several)
    lines = Lines(text)
    assert set(lines._found) == set(paths(tomllib.loads(text)))
    assert lines.comments == []


@settings(max_examples=150)
@given(st.text(alphabet="\"'#=[]{},.\\\n a1-", max_size=60))
def test_no_text_breaks_the_search_for_comments(text):
    comments(text)


@pytest.mark.parametrize(
    "text",
    ['"\\', '\\"""', "[", "=[", "x='", '{"', "[[", "a.", "x={a={", 'x={"', "x={a=1 ", "[a", "'''", '""""'],
)
def test_hostile_text_does_not_make_the_search_slow(text):
    """Each of these made a search that looks again from every place take minutes."""
    comments("#\nx=" + text * 20_000)
    comments("#\n" + text * 20_000)

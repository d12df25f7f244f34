from hypothesis import given
from hypothesis import strategies as st

from roadshow.domain.slugs import is_slug, slug_for


def test_a_slug_is_made_as_a_person_would_type_it():
    assert slug_for("Bospolder-Tussendijken") == "bospolder-tussendijken"
    assert slug_for("  Ontmoeting in 't Zuiden / café Łódź! ") == "ontmoeting-in-t-zuiden-cafe-lodz"
    assert slug_for("İstanbul") == slug_for("ISTANBUL") == slug_for("ıstanbul") == "istanbul"


def test_a_taken_slug_gets_the_first_free_number():
    assert slug_for("Crooswijk", {"crooswijk", "crooswijk-2"}) == "crooswijk-3"


def test_a_text_without_letters_still_gets_a_slug():
    assert slug_for("!?", otherwise="stop") == "stop"


@given(st.text())
def test_a_slug_never_holds_what_a_path_or_a_shell_would_read(text):
    slug = slug_for(text)
    assert slug
    assert not set(slug) & set(" /\\.:*?\"<>|\0\n'$`")
    assert slug == slug.lower() or not slug.isascii()
    assert is_slug(slug), "a slug of our own making must be accepted when it is typed back"

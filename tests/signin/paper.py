"""Printing a list in a test, and reading the paper back."""

import io

from builders import Plan
from pypdf import PdfReader
from roadshow_signin.options import SheetOptions
from roadshow_signin.signatures import SignatureList

MM = 72 / 25.4


def printed(guests=(), visit=None, template=None, **options):
    """Return the plan and the bytes of its list."""
    plan = Plan(guests, visit, template)
    (document,) = SignatureList().documents(plan, SheetOptions(**options))
    return plan, document.content


def pages(content):
    return PdfReader(io.BytesIO(content)).pages


def text_of(content):
    return "\n".join(page.extract_text() for page in pages(content))


def fragments(page):
    """Give each piece of text of a page with its place from the bottom left and the size of its letters, in points."""
    found = []

    def visit(text, matrix, text_matrix, _font, size):
        if text.strip():
            x = matrix[0] * text_matrix[4] + matrix[4]
            y = matrix[3] * text_matrix[5] + matrix[5]
            found.append((text.strip(), x, y, abs(size * text_matrix[3] * matrix[3])))

    page.extract_text(visitor_text=visit)
    return found


def fonts_of(content):
    """Return the names of all fonts in a file, without the tag of the subset, and whether each is embedded."""
    fonts = set()
    for page in pages(content):
        for entry in page["/Resources"]["/Font"].values():
            fonts.add(entry.get_object()["/BaseFont"].partition("+")[2])
    return fonts

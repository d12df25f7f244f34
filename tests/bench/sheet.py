"""How long a signature list of 10,000 names takes, against a bare typst compile of the same rows.

Run: python tests/bench/sheet.py [NAMES] [ROUNDS]

Whole processes, alternating, median; of the wall clock, and of the time of the processor with all child processes,
which other work on the machine disturbs less. `ours` makes the guests, sorts, measures and checks their names and
prints the sheet through the exporter, with its child process. `bare` reads the same texts from a file, in the same
order, and gives them to typst as one table with a repeated header, an empty cell to sign in, and the same fonts: no
bold surnames, fitting, letters, shading, head or foot, no measuring, sorting or making of guests. Where two cores are
free, typst sets the pages of `ours` side by side; one table cannot be split so. Both write no tags, and ours no rows
for walk-ins, since the other has none.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "plugins"), str(ROOT / "tests" / "signin")]
GIVEN = ["Jan", "Fatima", "Łukasz", "Ayşe", "Thị", "Joanna", "Daniëlle", "Ömer", "Piet", "Noor"]
SURNAMES = [
    "Vries",
    "Bakker",
    "Yılmaz",
    "Kowalska",
    "Nguyễn",
    "Amrani",
    "Jansen",
    "Özdemir",
    "Visser",
    "Hoeven",
    "Boer",
    "Smit",
    "Dijk",
    "Leeuwen",
]
PARTICLES = ("", "", "", "de", "van", "van der")
PLACES = ("Huis van de Wijk De Klimop", "Basisschool De Rottevogel", "Wijkteam Drie Wijken", "v.v. Rottemeer Boys")
ARABIC = ("فاطمة العمراني", "أحمد الجبوري")
BARE = """
#let rows = json(bytes(sys.inputs.rows))
#set page(paper: "a4", margin: 10mm)
#set text(font: ("Noto Sans", "Noto Sans Arabic"), size: 12pt)
#table(
  columns: (14mm, 70mm, 50mm, 1fr), rows: (8mm, ..(11mm,)),
  table.header[No.][Name][Organisation][Signature],
  ..rows.flatten(),
)
"""


def people(names):
    """Make people whose names repeat only in part; one in eight has a name in Arabic letters too."""
    from roadshow.api import Person

    for place in range(names):
        yield Person(
            id=f"p{place}",
            given=GIVEN[place % 10] + (f" {GIVEN[place // 10 % 10]}" if place % 3 else ""),
            particle=PARTICLES[place % 6],
            surname=SURNAMES[place // 7 % 14] + (f"-{SURNAMES[place // 98 % 14]}" if place % 5 == 0 else ""),
            organisation=PLACES[place % 4],
            display_name=ARABIC[place % 2] if place % 8 == 0 else "",
        )


def ours(names, out):
    """Print the list as the export does."""
    from builders import Plan, guest
    from roadshow_signin.options import SheetOptions
    from roadshow_signin.signatures import SignatureList

    plan = Plan([guest(person) for person in people(names)])
    (document,) = SignatureList().documents(plan, SheetOptions(tagged=False, blanks_percent=0, blanks_least=0))
    Path(out).write_bytes(document.content)


def bare(rows, out):
    """Give the same rows to typst and do nothing else."""
    import fontpkg_noto_sans
    import fontpkg_noto_sans_arabic
    import typst

    folders = [str(package.ROOT / "files") for package in (fontpkg_noto_sans, fontpkg_noto_sans_arabic)]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    text = Path(rows).read_text(encoding="utf-8")
    Path(out).write_bytes(typst.compile(BARE.encode(), font_paths=fonts, sys_inputs={"rows": text}, pdf_tags=False))


def rows_of(names):
    """Return the texts of the list, row by row, as the sheet has them."""
    from builders import Plan, guest
    from roadshow_signin.options import SheetOptions
    from roadshow_signin.roll import roll

    plan = Plan([guest(person) for person in people(names)])
    called = roll(plan, plan.visit, SheetOptions())
    texts = [(f"{row.name} {row.other}".strip(), row.organisation) for row in called.rows]
    return [[str(number), name, organisation, ""] for number, (name, organisation) in enumerate(texts, 1)]


def timed(*arguments):
    """Run this file again with these arguments; return the seconds it took, of the clock and of the processor."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, busy


def compare(names, rounds):
    """Time both in turn and print the medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder, "rows.json")
        rows.write_text(json.dumps(rows_of(names)), encoding="utf-8")
        taken = {"ours": [], "bare": []}
        for _round in range(rounds):
            taken["ours"].append(timed("ours", names, Path(folder, "ours.pdf")))
            taken["bare"].append(timed("bare", rows, Path(folder, "bare.pdf")))
    print(f"{datetime.now(UTC):%Y-%m-%d} signature list, {names} names, {rounds} rounds, median")
    for place, kind in enumerate(("clock", "processor")):
        mine, plain = (statistics.median(seconds[place] for seconds in taken[name]) for name in ("ours", "bare"))
        print(f"  {kind:9}  ours {mine:.2f} s   bare typst {plain:.2f} s   ratio {mine / plain:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["ours"]:
        ours(int(sys.argv[2]), sys.argv[3])
    elif sys.argv[1:2] == ["bare"]:
        bare(sys.argv[2], sys.argv[3])
    else:
        compare(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)

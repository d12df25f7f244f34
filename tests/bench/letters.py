"""10,000 letters (text, HTML, calendar item) as .eml against mailmerge's dry run for plain text to the same people.

    python tests/bench/letters.py [LETTERS]

mailmerge is awdeorio's program from PyPI; it has to stand beside this Python. Both are timed as whole processes.
"""

import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from roadshow.api import Invitation, Office, Person, Query, Stop
from roadshow.office.exchange import export
from roadshow.settings.layers import Settings
from roadshow.store.sqlite import SqliteStore
from roadshow.testing.plans import open_plan, small_plan, steady_ids

GIVEN = [
    "Jan",
    "Piet",
    "Fatima",
    "Ayşe",
    "Mehmet",
    "Anna",
    "Kees",
    "Sanne",
    "Łukasz",
    "Thị",
    "João",
    "Maria",
    "Youssef",
    "Zeynep",
    "Femke",
    "Daan",
]
CORE = [
    "Vries",
    "Berg",
    "Jong",
    "Dijk",
    "Boer",
    "Yılmaz",
    "Öztürk",
    "Amrani",
    "Nowak",
    "Silva",
    "Visser",
    "Meer",
    "Smit",
    "Bakker",
    "Haan",
    "Graaf",
]
LANGUAGES = [("nl",), ("nl",), ("nl",), ("tr", "nl"), ("ar",), ("pl",), ("pt",), ("en",), (), ("ti", "nl")]
AT_MOST = 4.0
ROUNDS = 3


def people(count: int) -> list[Person]:
    """Return people who do not exist."""
    chance = random.Random(7)
    new_id = steady_ids()
    [new_id() for _used in range(1000)]
    return [
        Person(
            id=new_id(),
            given=chance.choice(GIVEN),
            surname=f"{chance.choice(CORE)}{chance.choice(CORE).lower()}",
            email=f"guest{number}@example.org",
            organisation=f"Stichting Wijkwerk {number % 200}",
            languages=chance.choice(LANGUAGES),
        )
        for number in range(count)
    ]


def workspace(path: Path, guests: list[Person]) -> None:
    """Write a workspace in which all of them are invited to one stop."""
    nouns = [noun for noun in small_plan() if not isinstance(noun, Person | Invitation) and noun.kind != "part"]
    stop = next(noun for noun in nouns if noun.kind == "stop")
    invitations = [Invitation(id=person.id, stop_id=stop.id, person_id=person.id) for person in guests]
    open_plan(path, *nouns, *guests, *invitations).close()


def ours(path: Path, out: Path) -> None:
    """Export in this process; the parent looks at the clock."""
    import roadshow_ical
    import roadshow_mailmerge

    plugins = {"roadshow_ical": roadshow_ical, "roadshow_mailmerge": roadshow_mailmerge}
    with Office(SqliteStore(path), Settings(()), author=lambda: "bench", extra_plugins=plugins) as office:
        stops = [stop.id for stop in office.store.each(Query(Stop, limit=None))]
        outcome = export("mailmerge", office.programme(stops), out, plugins=office.plugins, settings=office.settings)
        assert not any("calendar" in notice.message for notice in outcome.notices), outcome.notices


def theirs(folder: Path, guests: list[Person]) -> list[str]:
    """Write mailmerge's template, list and settings; return its command."""
    template = (Path(__file__).parents[2] / "config/templates/letters/nl/invitation.txt").read_text(encoding="utf-8")
    head, _start, _rest = template.partition("{%")
    body = head.replace("{{ salutation }}", "Beste {{ given }},").replace("{{ title }}", "Samen in Crooswijk")
    filler = "\n".join(f"13.{minute} - 14.{minute} Inloop - Zaal 1 - Sara de Wit" for minute in range(30, 45))
    folder.joinpath("letter.txt").write_text(
        f"TO: {{{{ email }}}}\nSUBJECT: Uitnodiging\nFROM: Buurtnetwerk <organisatie@example.org>\n\n{body}\n{filler}\n",
        encoding="utf-8",
    )
    with folder.joinpath("people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["email", "given", "surname"])
        writer.writerows([person.email, person.given, person.surname] for person in guests)
    folder.joinpath("server.conf").write_text("[smtp_server]\nhost = localhost\nport = 25\n", encoding="utf-8")
    program = Path(sys.executable).with_name("mailmerge")
    choices = {
        "--template": "letter.txt",
        "--database": "people.csv",
        "--config": "server.conf",
        "--output-format": "raw",
    }
    return [str(program), "--dry-run", "--no-limit", *(word for choice in choices.items() for word in choice)]


def timed(command: list[str], folder: Path) -> float:
    """Run a command to its end and return its seconds."""
    before = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - before


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        ours(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    guests = people(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(folder / "bench.roadshow", guests)
        other = theirs(folder, guests)
        pairs = []
        for turn in range(ROUNDS):
            mine = [sys.executable, __file__, "--run", str(folder / "bench.roadshow"), str(folder / f"out{turn}")]
            pairs.append((timed(mine, folder), timed(other, folder)))
            written = sum(1 for _file in (folder / f"out{turn}").rglob("*.eml"))
            assert written == count, f"{written} letters of {count}"
        seconds, reference = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    print(f"{count} letters: {seconds:.2f} s, {count / seconds:.0f} a second")
    print(f"mailmerge --dry-run: {reference:.2f} s")
    print(f"ratio {seconds / reference:.2f} (at most {AT_MOST:g})")


if __name__ == "__main__":
    main()

"""Time and peak memory of reading 100,000 people: python tests/bench/addressbook.py [ROWS]."""

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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
PARTICLES = ["", "", "", "de", "van der", "van den", "van", "van 't"]
ORGANISATIONS = [f"Stichting Wijkwerk {number}" for number in range(200)]
DISTRICTS = ["Crooswijk", "Hillesluis", "Bospolder-Tussendijken", "Feijenoord", "Charlois"]
HEADINGS = ["id", "Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Telefoon", "Organisatie", "Wijk"]


def make(path: Path, rows: int, *, whole: bool = False) -> None:
    """Write a seeded file of people who do not exist."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(["id", "Naam", *HEADINGS[4:]] if whole else HEADINGS)
        for number in range(rows):
            name = [
                chance.choice(GIVEN),
                chance.choice(PARTICLES),
                f"{chance.choice(CORE)}{chance.choice(CORE).lower()}",
            ]
            reach = [
                f"p{number}@example.org",
                f"06{chance.randrange(10**8):08d}",
                chance.choice(ORGANISATIONS),
                chance.choice(DISTRICTS),
            ]
            write.writerow([number, *([" ".join(part for part in name if part)] if whole else name), *reach])


def read(path: Path) -> None:
    """Read one file in this process and print what it cost."""
    from roadshow_addressbook.reading import file_source, read_people

    before = time.perf_counter()
    kinds: dict[str, int] = {}
    for row in read_people(file_source(path)).rows:
        kinds[type(row).__name__] = kinds.get(type(row).__name__, 0) + 1
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{path.name}: {kinds} in {seconds:.2f} s, peak {peak:.0f} MiB")


def main() -> None:
    if len(sys.argv) > 2:
        read(Path(sys.argv[2]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        for name, whole in (("parts.csv", False), ("whole-names.csv", True)):
            path = Path(folder, name)
            make(path, rows, whole=whole)
            subprocess.run([sys.executable, __file__, "--read", str(path)], check=True)


if __name__ == "__main__":
    main()

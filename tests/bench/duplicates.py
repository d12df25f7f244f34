"""Time of finding duplicates among 100,000 people, and how many planted ones are found: python tests/bench/duplicates.py."""

import random
import sys
import time
from collections import Counter
from dataclasses import replace

from roadshow.domain.people import Person
from roadshow.planning.likeness import duplicates, likeness_key

GIVEN = [
    "Jan",
    "Pieter",
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
    "Bram",
    "Sofie",
    "Emine",
    "Karim",
    "Noor",
    "Lotte",
    "Hasan",
    "Iris",
    "Ruben",
    "Esra",
    "Tim",
    "Julia",
    "Omar",
    "Anouk",
]
SYLLABLES = [
    "ba",
    "de",
    "vri",
    "meer",
    "kel",
    "sen",
    "hof",
    "laan",
    "dijk",
    "ster",
    "burg",
    "man",
    "wij",
    "ver",
    "hui",
    "groot",
    "klei",
    "no",
    "wak",
    "yıl",
    "maz",
    "ök",
    "türk",
    "am",
    "ra",
    "ni",
    "sil",
    "va",
    "per",
    "dam",
    "hoek",
    "brink",
    "stra",
]
PARTICLES = ["", "", "", "", "de", "van der", "van den", "van"]


def make(count: int, chance: random.Random) -> list[Person]:
    """Invent people of 2,000 organisations."""
    return [
        Person(
            id=f"{number:07d}",
            given=chance.choice(GIVEN) + (" " + chance.choice(GIVEN) if chance.random() < 0.1 else ""),
            particle=chance.choice(PARTICLES),
            surname="".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize(),
            email=f"p{number}@example.org" if chance.random() < 0.8 else "",
            phone=f"06{chance.randrange(10**8):08d}" if chance.random() < 0.7 else "",
            organisation=f"Organisatie {chance.randrange(2000)}" if chance.random() < 0.8 else "",
        )
        for number in range(count)
    ]


def slip(text: str, chance: random.Random) -> str:
    """Make one typing mistake: a letter lost, doubled, changed or two of them turned round."""
    place = chance.randrange(len(text) - 1) if len(text) > 1 else 0
    return chance.choice(
        (
            text[:place] + text[place + 1 :],
            text[: place + 1] + text[place:],
            text[:place] + chance.choice("aeinrst") + text[place + 1 :],
            text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
        )
    )


def planted(person: Person, number: int, chance: random.Random) -> tuple[str, Person]:
    """Return somebody once more, in one of the ways in which people come twice."""
    twin = replace(person, id=f"t{number:06d}")
    ways = {
        "same mail, other phone": lambda: replace(twin, phone=""),
        "phone written otherwise, no mail": lambda: replace(twin, email="", phone="+31 6 " + person.phone[2:]),
        "slip in the surname, no mail": lambda: replace(twin, email="", surname=slip(person.surname, chance)),
        "slip in the given name, no phone": lambda: replace(twin, phone="", email="", given=slip(person.given, chance)),
        "initial, same mail": lambda: replace(twin, given=person.given[0] + ".", phone=""),
        "no accents, no mail, no phone": lambda: replace(
            twin, email="", phone="", surname=person.surname.replace("ı", "i").replace("ö", "o").replace("ü", "u")
        ),
        "two slips, same phone": lambda: replace(
            twin, email="", given=slip(person.given, chance), surname=slip(person.surname, chance)
        ),
        "slip in the mail": lambda: replace(twin, email=slip(person.email, chance)),
    }
    able = [
        way
        for way in ways
        if (person.email or "mail" not in way.replace("no mail", ""))
        and (person.phone or "phone" not in way.replace("no phone", ""))
        and (person.organisation or ("slip in the" not in way or "mail" in way.replace("no mail", "")))
    ]
    way = chance.choice(able)
    return way, ways[way]()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(11)
    people = make(count * 98 // 100, chance)
    twins: dict[frozenset[str], str] = {}
    for number, person in enumerate(chance.sample(people, count - len(people))):
        way, twin = planted(person, number, chance)
        twins[frozenset((person.id, twin.id))] = way
        people.append(twin)
    chance.shuffle(people)
    before = time.perf_counter()
    keys = [likeness_key(person) for person in people]
    between = time.perf_counter()
    pairs = duplicates(keys)
    after = time.perf_counter()
    found = {frozenset((pair.one, pair.other)) for pair in pairs}
    print(f"{len(people)} people: keys {between - before:.2f} s, pairs {after - between:.2f} s")
    print(f"{len(pairs)} pairs proposed, {len(found & set(twins))} of {len(twins)} planted found")
    asked, seen = Counter(twins.values()), Counter(way for pair, way in twins.items() if pair in found)
    for way, number in sorted(asked.items()):
        print(f"  {way}: {seen[way]} of {number}")
    print(
        f"  not planted: {len(found - set(twins))}",
        Counter(pair.reasons for pair in pairs if frozenset((pair.one, pair.other)) not in twins).most_common(5),
    )


if __name__ == "__main__":
    main()

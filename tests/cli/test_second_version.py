"""A list that comes in again: what differs, what is proposed and who is missing, each taken over where somebody says so."""

import random

import pytest

HEAD = "Naam;E-mail;Telefoon;Organisatie\n"


def write(path, *rows, head=HEAD):
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


def people(line):
    return {one["email"]: one for one in line("person", "list", "--limit", "10000", "--json").json["people"]}


@pytest.fixture
def ledenlijst(workspace, tmp_path):
    """The first version: An, Bo and Cas; it returns what brings in the second one."""
    rows = (
        "An Kade;an@example.org;0612345678;De Brug",
        "Bo Plein;bo@example.org;612345679;",
        "Cas Dam;cas@example.org;;De Zon",
    )
    workspace("people", "import", write(tmp_path / "leden 2026-03.csv", *rows), "--yes")

    def again(*options, rows, code=0, name="leden 2026-04.csv", head=HEAD):
        return workspace(
            "people", "import", write(tmp_path / name, *rows, head=head), "--json", *options, code=code
        ).json

    return again


def test_other_values_are_offered_by_kind_and_nothing_is_taken_by_itself(ledenlijst, workspace):
    rows = (
        "An Kade;an@example.org;0698765432;De Haven",
        "Bo Plein;bo@example.org;612345679;",
        "Cas Dam;cas@example.org;;De Maan",
    )
    seen = ledenlijst("--yes", rows=rows)
    assert (seen["offers"], seen["mends"]) == ({"phone": 1, "organisation": 2}, {"lost-zero": 1})
    assert people(workspace)["an@example.org"]["organisation"] == "De Brug"
    told = workspace("people", "import", "leden.csv", code=3)
    assert "leden.csv" in told.err


def test_what_is_taken_by_kind_goes_before_what_is_known_in_one_change_and_one_undo(ledenlijst, workspace):
    rows = (
        "An Kade;an@example.org;0698765432;De Haven",
        "Bo Plein;bo@example.org;612345679;",
        "Cas Dam;cas@example.org;;De Maan",
    )
    before = people(workspace)
    took = ledenlijst(
        "--take", "phone", "--take", "organisation", "--mend", "lost-zero", "--except", "4", "--yes", rows=rows
    )
    assert (took["took"], took["mended"]) == ({"phone": 1, "organisation": 1}, 1)
    now = people(workspace)
    an = now["an@example.org"]
    assert (an["phone"], an["organisation"]) == ("0698765432", "De Haven")
    assert an["contacts"] == [{"kind": "", "value": "0612345678"}], "the number of before is kept beside"
    assert now["bo@example.org"]["phone"] == "0612345679"
    assert now["cas@example.org"]["organisation"] == "De Zon", "line 4 was to be left alone"
    assert (
        ledenlijst("--take", "phone,organisation", "--mend", "all", "--except", "4", "--yes", rows=rows)["changed"]
        is False
    )
    workspace("undo")
    assert people(workspace) == before


def test_the_file_goes_before_or_only_new_people_come_in(ledenlijst, workspace):
    rows = ("An Kade;an@example.org;;De Haven", "Dia Sluis;dia@example.org;;")
    ledenlijst("--mode", "nieuw", "--yes", rows=rows)
    now = people(workspace)
    assert (now["an@example.org"]["organisation"], "dia@example.org" in now) == ("De Brug", True)
    ledenlijst("--mode", "update", "--yes", rows=rows)
    assert people(workspace)["an@example.org"]["organisation"] == "De Haven"


def test_another_surname_is_taken_where_it_is_said_and_the_list_of_before_meets_her_still(
    ledenlijst, workspace, tmp_path
):
    rows = ("An Sluis;an@example.org;0612345678;De Brug",)
    seen = workspace("people", "import", write(tmp_path / "x.csv", *rows), "--dry-run", "--json").json
    assert (seen["new"], seen["offers"]) == (1, {"surname": 1})
    ledenlijst("--take", "achternaam", "--yes", rows=rows)
    an = people(workspace)["an@example.org"]
    assert (an["surname"], an["other_names"]) == ("Sluis", ["An Kade"])
    assert ledenlijst("--yes", rows=("An Kade;an@example.org;0612345678;De Brug",))["new"] == 0
    assert len(people(workspace)) == 3


def test_who_is_not_on_the_list_any_more_is_told_and_gets_a_tag_where_it_is_said(ledenlijst, workspace, tmp_path):
    rows = ("An Kade;an@example.org;;", "Bo Plein;bo@example.org;;")
    told = workspace("people", "import", write(tmp_path / "leden (2).csv", *rows), "--dry-run").out
    assert "Cas Dam" in told
    seen = ledenlijst("--absent", "tag:oud-lid", "--yes", rows=rows)
    assert (seen["list"], seen["absent"], seen["gone"]) == ("leden", 1, 1)
    assert people(workspace)["cas@example.org"]["tags"] == ["oud-lid"]
    assert people(workspace)["an@example.org"]["tags"] == []
    assert workspace("person", "list", "list:leden", "--json").json["total"] == 3


def test_another_list_of_the_same_name_with_others_misses_nobody(ledenlijst):
    assert ledenlijst("--yes", rows=("Xan Ander;xan@example.org;;",))["absent"] == 0


def test_who_is_missing_goes_off_the_guest_list_where_it_is_said(planned, tmp_path):
    rows = ("An Kade;an@example.org;;", "Bo Plein;bo@example.org;;", "Cas Dam;cas@example.org;;")
    planned("people", "import", write(tmp_path / "school.csv", *rows), "--to", "crooswijk", "--yes")
    planned(
        "people", "import", write(tmp_path / "school.csv", *rows[:2]), "--to", "crooswijk", "--absent", "off", "--yes"
    )
    states = {one["name"]: one["state"] for one in planned("guest", "list", "crooswijk", "--json").json["guests"]}
    assert (states["An Kade"], states["Cas Dam"]) == ("listed", "withdrawn")


def test_a_newer_card_of_the_same_uid_is_an_update_and_an_older_one_is_not(workspace, tmp_path):
    def card(name, revised, phone):
        path = tmp_path / "kaarten.vcf"
        text = f"BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:1-a\nREV:{revised}\nFN:{name}\nEMAIL:an@example.org\nTEL:{phone}\nEND:VCARD\n"
        path.write_text(text, encoding="utf-8")
        return workspace("people", "import", str(path), "--yes", "--json").json

    card("An Kade", "20260301T120000Z", "0612345678")
    assert card("Anna Kade", "2026-02-01T12:00:00Z", "0611111111")["took"] == {}
    newer = card("Anna Sluis", "20260401T080000Z", "0698765432")
    assert set(newer["took"]) == {"given", "surname", "phone"}
    (an,) = workspace("person", "list", "--json").json["people"]
    assert (an["name"], an["phone"], an["other_names"]) == ("Anna Sluis", "0698765432", ["An Kade"])
    assert card("Anna Sluis", "20260401T080000Z", "0698765432")["changed"] is False


def test_cards_that_all_have_one_uid_stay_apart(workspace, tmp_path):
    path = tmp_path / "kaarten.vcf"
    path.write_text(
        "".join(f"BEGIN:VCARD\nUID:1\nFN:{name}\nEND:VCARD\n" for name in ("An Kade", "Bo Plein", "Cas Dam"))
    )
    assert workspace("people", "import", str(path), "--yes", "--json").json["new"] == 3


def test_our_own_card_meets_the_person_whatever_was_changed_since(workspace, tmp_path):
    workspace("person", "add", "An", "Kade", "--email", "an@example.org")
    workspace("people", "export", "-o", str(tmp_path / "uit.vcf"))
    workspace("person", "edit", "An Kade", "--email", "nieuw@example.org", "--surname", "Sluis", "--given", "Anna")
    back = workspace("people", "import", str(tmp_path / "uit.vcf"), "--yes", "--json").json
    assert (back["new"], back["same"]) == (0, {"uid": 1})


def test_who_was_forgotten_stays_out_with_an_old_list_until_somebody_lets_them_in(ledenlijst, workspace, tmp_path):
    workspace("people", "forget", "An Kade", "--yes")
    rows = ("An Kade;an@example.org;0612345678;De Brug", "Ans Kade;ans@example.org;0612345678;De Brug")
    seen = ledenlijst("--yes", rows=rows)
    assert (seen["refused"][0]["code"], seen["new"]) == ("forgotten", 1)
    assert b"an@example.org" not in (tmp_path / "test.roadshow").read_bytes().replace(b"ans@example.org", b"")
    assert ledenlijst("--forgotten", "--yes", rows=rows)["new"] == 1
    assert "an@example.org" in people(workspace)
    workspace("undo")
    assert ledenlijst("--yes", rows=rows)["new"] == 1, "they were let in, so nobody is asked again"


def test_a_column_given_by_hand_is_read_so_in_the_next_file_and_can_be_forgotten(workspace, tmp_path):
    head, row = "Wie is het;Waar bereikbaar;Kleur\n", "An Kade;an@example.org;rood"
    hand = ("--map", "Wie is het=name", "--map", "Kleur=diet")
    workspace("people", "import", write(tmp_path / "a.csv", row, head=head), *hand, "--yes")
    told = workspace(
        "people", "import", write(tmp_path / "b.csv", row.replace("rood", "blauw"), head=head), "--dry-run"
    ).out
    assert "Kleur → diet" in told
    assert "people columns" in told
    assert "Kleur → diet" in workspace("people", "columns").out
    workspace("people", "columns", "--forget", "1")
    assert workspace("people", "columns", "--json").json == {"lists": []}
    workspace("people", "columns", "--forget", "1", code=3)


def test_a_new_person_who_is_like_somebody_known_is_told_beforehand(workspace, tmp_path):
    workspace(
        "people",
        "import",
        write(
            tmp_path / "a.csv",
            "Wilhelmina Oosterzee;w@example.org;;",
            *(f"Jo{n} Kade;{n}@example.org;;" for n in range(4)),
        ),
        "--yes",
    )
    seen = workspace(
        "people", "import", write(tmp_path / "b.csv", "Wilhelmina Oosterzee;thuis@example.org;;"), "--dry-run", "--json"
    )
    assert (seen.json["new"], seen.json["doubles"]) == (1, 1)


@pytest.mark.parametrize(
    "options", [("--take", "duif"), ("--mend", "duif"), ("--mode", "duif"), ("--except", "a-b"), ("--absent", "weg")]
)
def test_what_is_no_kind_and_no_line_is_refused_with_what_there_is(ledenlijst, workspace, tmp_path, options):
    refused = workspace("people", "import", write(tmp_path / "x.csv", "An;an@example.org;;"), *options, code=3)
    assert "It may be:" in refused.err


def test_five_thousand_again_with_five_hundred_differences(workspace, tmp_path):
    dice = random.Random(7)
    first = [[f"Voor{n} Achter{n}", f"p{n}@example.org", f"06{10_000_000 + n}", f"Org {n % 90}"] for n in range(5000)]
    write(tmp_path / "groot.csv", *map(";".join, first))
    workspace("people", "import", str(tmp_path / "groot.csv"), "--yes")
    second = [list(row) for row in first[100:]]
    for row in dice.sample(second, 250):
        row[2] = f"06{80_000_000 + dice.randrange(10**6)}"
    for row in dice.sample(second, 250):
        row[3] = "Nieuwe club"
    write(tmp_path / "groot.csv", *map(";".join, second))
    seen = workspace(
        "people", "import", str(tmp_path / "groot.csv"), "--take", "all", "--absent", "tag:weg", "--yes", "--json"
    ).json
    assert (seen["new"], seen["took"], seen["absent"]) == (0, {"phone": 250, "organisation": 250}, 100)
    stored = workspace("person", "list", "tag:weg", "--json", "--limit", "200").json
    assert stored["total"] == 100
    again = workspace("people", "import", str(tmp_path / "groot.csv"), "--yes", "--json").json
    assert (again["offers"], again["changed"]) == ({}, False)

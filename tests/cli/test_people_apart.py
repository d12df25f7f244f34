"""Two people who look alike, on the line: whose value is kept, and that they are not the same."""


def test_the_value_of_the_second_is_kept_where_it_is_asked_for(workspace):
    workspace("person", "add", "Jan de Vries", "--email", "jan@example.org", "--organisation", "De Brug")
    workspace("person", "add", "Jan de Vries", "--email", "j.devries@example.org", "--organisation", "De Haven")
    done = workspace("people", "merge", "jan@example.org", "j.devries@example.org", "--take", "organisation")
    assert "“De Haven” stays, “De Brug” goes" in done.out + done.err
    jan = workspace("person", "show", "Jan", "--json").json
    assert (jan["email"], jan["organisation"]) == ("jan@example.org", "De Haven")
    workspace("undo")
    wrong = workspace("people", "merge", "jan@example.org", "j.devries@example.org", "--take", "town", code=3)
    assert "do not differ" in wrong.err


def test_who_is_told_apart_is_not_proposed_again_until_that_is_taken_back(workspace):
    workspace("person", "add", "Jan de Vries", "--email", "jan@example.org")
    workspace("person", "add", "Jan de Vries", "--phone", "010-1234567")
    assert workspace("people", "duplicates", "--json").json["total"] == 1
    [pair] = workspace("people", "duplicates", "--json").json["pairs"]
    workspace("people", "apart", pair["people"][0]["id"], pair["people"][1]["id"])
    assert workspace("people", "duplicates", "--json").json["total"] == 0
    assert workspace("check", "--json").json is not None
    workspace("undo")
    assert workspace("people", "duplicates", "--json").json["total"] == 1

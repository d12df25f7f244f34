"""Settings: the strongest layer speaks, and one can see which it was."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from roadshow.api import BadInputError, CoreSettings, config_folder, declared, load_settings, option, set_value
from roadshow.office.opening import new_workspace_path, workspace_path


@dataclass(frozen=True, slots=True)
class Poster:
    """Options of a plugin."""

    copies: int = option(1, "How many.", low=1, high=9)
    paper: str = option("a4", "Which paper.")


def test_the_shipped_file_has_every_setting_with_its_default_and_its_meaning() -> None:
    text = (config_folder() / "default.toml").read_text(encoding="utf-8")
    shipped = tomllib.loads(text)
    for entry in declared(CoreSettings):
        value = shipped[entry.name]
        assert (tuple(value) if entry.several else value) == entry.default, entry.name
        assert f"# {entry.meaning.split(':')[0].split(';')[0].rstrip('.')}" in text, entry.name


def test_layers_go_in_order_and_are_named(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "config.toml").write_text('author = "User"\ndesk = "U"\nlanguage = "nl"\n')
    plan = tmp_path / "plan.roadshow"
    plan.with_name("plan.roadshow.toml").write_text('desk = "W"\nlanguage = "en"\n')
    environment = {"ROADSHOW_CONFIG": str(config), "ROADSHOW_LANGUAGE": "nl"}
    settings = load_settings(environment, workspace=plan, given={})
    said = {one.name: (str(one.value), one.origin) for one in settings.all()}
    assert said["templates"] == ("", "shipped")
    assert said["author"] == ("User", str(config / "config.toml"))
    assert said["desk"] == ("W", str(plan) + ".toml")
    assert said["language"] == ("nl", "environment")
    given = load_settings(environment, workspace=plan, given={"language": "en"})
    assert next(one for one in given.all() if one.name == "language").origin == "command line"


def test_options_of_a_plugin_follow_the_same_layers(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[plugins.roadshow_posters.posters]\ncopies = 3\npaper = "letter"\n')
    settings = load_settings({"ROADSHOW_CONFIG": str(tmp_path)})
    assert settings.options("roadshow_posters", Poster, {}, "posters") == Poster(copies=3, paper="letter")
    assert settings.options("roadshow_posters", Poster, {"copies": "5"}, "posters").copies == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langauge = "nl"', "Did you mean language"),
        ('language = "klingon"', "auto, en, nl"),
        ("language = ", "Mend that line"),
    ],
)
def test_a_mistake_names_the_file_and_what_may_stand_there(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(BadInputError) as caught:
        load_settings({"ROADSHOW_CONFIG": str(tmp_path)})
    assert str(tmp_path) in caught.value.message
    assert said in caught.value.hint


def test_writing_one_setting_keeps_the_others_and_the_comments(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# mine\nauthor = "Sara"\n[plugins.roadshow_signin.signin]\npaper = "a4"\n')
    set_value(file, "plugins.roadshow_signin.signin.size", 14)
    set_value(file, "author", None)
    assert tomllib.loads(file.read_text()) == {"plugins": {"roadshow_signin": {"signin": {"paper": "a4", "size": 14}}}}
    assert "# mine" in file.read_text()


def test_the_workspace_is_the_one_named_nearest(tmp_path: Path) -> None:
    environment = {"ROADSHOW_CONFIG": str(tmp_path), "ROADSHOW_DATA": str(tmp_path / "data")}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "only.roadshow").touch()
    assert workspace_path(environment) == tmp_path / "data" / "only.roadshow"
    (tmp_path / "config.toml").write_text('workspace = "/from/settings.roadshow"')
    assert workspace_path(environment) == Path("/from/settings.roadshow")
    environment["ROADSHOW_WORKSPACE"] = "/from/environment.roadshow"
    assert workspace_path(environment) == Path("/from/environment.roadshow")
    assert workspace_path(environment, "/from/line.roadshow") == Path("/from/line.roadshow")


def test_a_bare_name_goes_to_the_data_folder_and_a_path_where_it_says(tmp_path: Path) -> None:
    environment = {"ROADSHOW_DATA": str(tmp_path)}
    assert new_workspace_path(environment, "plan") == tmp_path / "plan.roadshow"
    assert new_workspace_path(environment, "./plan") == Path("plan.roadshow")
    assert new_workspace_path(environment, str(tmp_path / "x" / "p.roadshow")) == tmp_path / "x" / "p.roadshow"

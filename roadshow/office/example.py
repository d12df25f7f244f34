"""The example programme, loaded into an empty workspace as one change."""

from roadshow.domain.ids import new_id
from roadshow.domain.wording import N_
from roadshow.office.live import Office
from roadshow.planfile import Plan, differences, load
from roadshow.settings.shipped import config_folder

FILES = ("people.toml", "rotterdam.toml")


def load_example(office: Office) -> None:
    """Load config/example into a workspace that is still empty."""
    plan = Plan(())
    for name in FILES:
        file = config_folder() / "example" / name
        plan = Plan((*plan, *load(file.read_text(encoding="utf-8"), name=name, known=plan, new_id=new_id)))
    edits = differences(Plan(()), plan)
    office.do(office.pen().change(N_("The example programme was loaded"), edits))

"""The example programme, loaded into an empty workspace as one change."""

from roadshow.domain.changes import Edit
from roadshow.domain.wording import N_
from roadshow.office.live import Office
from roadshow.planfile.loading import load
from roadshow.settings.shipped import config_folder


def load_example(office: Office) -> None:
    """Load config/example into a workspace. Raises RoadshowError where it is not empty of the same names."""
    raise NotImplementedError(load, config_folder, N_, Edit, office)

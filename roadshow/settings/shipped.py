"""Where the files lie that ship with the program: defaults, templates, the example and the pages of the manual."""

from pathlib import Path


def config_folder() -> Path:
    """Return the folder of shipped files: inside the package once installed, beside it in a checkout."""
    return _shipped("config")


def docs_folder() -> Path:
    """Return the folder of the pages that `roadshow help` prints: inside the package once installed, beside it before."""
    return _shipped("docs")


def _shipped(name: str) -> Path:
    package = Path(__file__).parent.parent
    installed = package / name
    return installed if installed.is_dir() else package.parent / name

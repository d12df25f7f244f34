"""Where the files lie that ship with the program: defaults, templates and the example."""

from pathlib import Path


def config_folder() -> Path:
    """Return the folder of shipped files: inside the package once installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "config"
    return installed if installed.is_dir() else package.parent / "config"

"""Where this system keeps a user's settings and data.

Three lines a system, since a library that knows them costs a fifth of what `roadshow stop list` takes in all
(tests/bench/start.py): it brings tempfile, random and shutil along.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "roadshow"


def settings_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of settings: $ROADSHOW_CONFIG, else what the system says."""
    if environment.get("ROADSHOW_CONFIG"):
        return Path(environment["ROADSHOW_CONFIG"])
    return _folder(environment, "XDG_CONFIG_HOME", ".config")


def plans_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of workspaces that were given no other place: $ROADSHOW_DATA, else what the system says."""
    if environment.get("ROADSHOW_DATA"):
        return Path(environment["ROADSHOW_DATA"])
    return _folder(environment, "XDG_DATA_HOME", ".local/share")


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of what the program notes for itself: $ROADSHOW_STATE, else what the system says."""
    if environment.get("ROADSHOW_STATE"):
        return Path(environment["ROADSHOW_STATE"])
    return _folder(environment, "XDG_STATE_HOME", ".local/state")


def _folder(environment: Mapping[str, str], variable: str, otherwise: str) -> Path:
    """Follow the XDG Base Directory Specification, Apple's File System Programming Guide, or Windows' LOCALAPPDATA."""
    if os.name == "nt":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    said = environment.get(variable, "")
    return (Path(said) if said.startswith("/") else Path.home() / otherwise) / NAME

"""Commands in sentences as they have to be typed here: in the workspace that -w named, and in no other.

Below the command line nobody knows how the workspace was named. Followed to the letter, a hint without -w would change, or take
back, what stands in another one.
"""

import re
import shlex

_COMMAND = re.compile(r'(?<=["“])roadshow (?=[a-z])|(?<=: )roadshow (?=[a-z])|^roadshow (?=[a-z])', re.MULTILINE)
_ELSEWHERE = frozenset(["new", "demo", "tour", "help", "completion", "plugins", "roadshow"])
"""Words behind which no workspace is worked in, and the one that needs a second look."""


def in_workspace(text: str, named: str | None, commands: frozenset[str]) -> str:
    """Return a sentence with -w behind each `roadshow` that a command of the program follows."""
    if not named or "roadshow " not in text:
        return text

    def with_workspace(found: re.Match[str]) -> str:
        word = re.match(r"[a-z-]+", text[found.end() :])
        known = (
            word is not None
            and word[0] in commands
            and (word[0] not in _ELSEWHERE or _is_about_roadshows(text[found.end() :]))
        )
        return f"roadshow -w {shlex.quote(named)} " if known else found[0]

    return _COMMAND.sub(with_workspace, text)


def _is_about_roadshows(rest: str) -> bool:
    """Say whether this is a command about roadshows: roadshow roadshow edit."""
    return re.match(r"roadshow (?:add|edit|list|show|remove)\b", rest) is not None

"""Templates: the user's own copy where there is one, else what ships."""

from pathlib import Path, PurePosixPath

from roadshow.domain.errors import BadInputError
from roadshow.domain.wording import _
from roadshow.settings.shipped import config_folder


class Templates:
    """Reads templates by name, such as letters/nl/invitation.txt, from folders in order of preference."""

    def __init__(self, own: tuple[Path, ...] = ()) -> None:
        self._folders = (*own, config_folder() / "templates")

    def read(self, name: str) -> str:
        """Return the text of a template. Raises BadInputError where there is none of that name, or it is no text."""
        path = self.find(name)
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInputError(
                _("The template {path} cannot be read: {reason}.").format(path=path, reason=error),
                _("Save it as UTF-8 text, or take your copy away to use the shipped one."),
            ) from error

    def find(self, name: str) -> Path:
        """Return the file of a template."""
        parts = PurePosixPath(name).parts
        if ".." in parts or PurePosixPath(name).is_absolute() or "\\" in name or "\0" in name:
            raise self._missing(name)
        for folder in self._folders:
            path = folder.joinpath(*parts)
            if path.is_file():
                return path
        raise self._missing(name)

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the templates below a folder, without that folder, each once."""
        found: set[str] = set()
        for own in self._folders:
            top = own.joinpath(*PurePosixPath(folder).parts)
            found |= {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
        return tuple(sorted(found))

    def _missing(self, name: str) -> BadInputError:
        return BadInputError(
            _("There is no template “{name}”.").format(name=name),
            _("Templates are looked for in: {folders}.").format(folders=", ".join(str(own) for own in self._folders)),
        )

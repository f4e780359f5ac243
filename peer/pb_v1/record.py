"""Section 5: a record is a folder of files."""

from pathlib import Path

from .encoding import Refused


class Record:
    def __init__(self, folder):
        self.folder = Path(folder)

    def read(self, path):
        """The bytes of a file that must be there."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise Refused(f"{path} cannot be read: {error.strerror}") from error

    def has(self, path):
        return (self.folder / path).exists()

    def paths(self):
        """All files, as paths with slashes."""
        return {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if not path.is_dir() or path.is_symlink()
        }

    def in_folder(self, folder):
        return sorted(path for path in self.paths() if path.startswith(folder + "/"))

"""The pictures that a scene may show: files by the path that its lesson writes. Set by whoever renders."""

import os

_files: dict[str, str] = {}


class NoSuchPicture(FileNotFoundError):
    """Says in a sentence which picture is missing and which there are."""


def set_pictures(files: dict[str, str]) -> None:
    _files.clear()
    _files.update(files)


def picture_file(path: str) -> str:
    if path in _files:
        return _files[path]
    # Where a file is rendered by itself, what lies beside it lies beside the scene.
    if os.path.isfile(path):
        return path
    known = ", ".join(_files) or "none"
    raise NoSuchPicture(f"This scene has no picture {path!r}; it has: {known}.")

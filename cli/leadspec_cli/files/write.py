"""Files are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from leadspec.diagnostics.kinds import file as kinds
from leadspec_cli.files.fault import FileFault, fault


def write_atomically(path: Path, content: str | bytes | Iterable[str | bytes]) -> None:
    """Writes a file, text as UTF-8. Until all of it is on the disk, what stood there before stays."""
    pieces = [content] if isinstance(content, (str, bytes)) else content
    with writing(path) as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8") if isinstance(piece, str) else piece)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A stream that becomes the file at the end of the block; nothing is left behind if the block fails."""
    # A link stays a link; what it leads to is replaced.
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise fault(kinds.NOT_A_FILE, None, f"`{path.name}` is a folder", "name a file to write to")
    if target.exists() and not target.is_file():
        # Taking its place would make a plain file of `/dev/null`, or of a pipe that somebody reads.
        hint = "name a plain file; without one the result goes to standard output"
        raise fault(kinds.NOT_A_FILE, None, f"`{path.name}` is a device or a pipe", hint)
    import secrets  # slow to import

    draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}.part")
    try:
        try:
            stream = draft.open("xb")
        except OSError as error:
            raise _refused(path, error) from None
        with stream:
            try:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            except OSError as error:
                raise _refused(path, error) from error
        _take_place(draft, target, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _take_place(draft: Path, target: Path, path: Path) -> None:
    try:
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _refused(path, error) from error


def _sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system can do that for folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refused(path: Path, error: OSError) -> FileFault:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return fault(kinds.NOT_FOUND, None, f"there is no folder `{path.parent}`", "make the folder first")
    return fault(kinds.UNREADABLE, None, f"`{path.name}` cannot be written", "check the disk and your rights")

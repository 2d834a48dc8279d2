"""Which files may be read: plain files inside the root, or inside a folder that the user names for data.

The root of a policy is the nearest folder around it with `.git` or `leadspec.yaml`, else its own folder.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Location
from leadspec_cli.files.fault import FileFault, fault

_MARKS = (".git", "leadspec.yaml")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
# fmt: off
_ARCHIVES = (
    ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz",
    ".7z", ".rar", ".bz2", ".xz", ".zst", ".lz4", ".jar", ".cab",
)
# fmt: on


def find_root(policy: Path) -> Path:
    """The folder that a policy and everything it uses stay in, without links in its path."""
    # The folder of the name, not of what a link there leads to: else a link would choose its own root.
    folder = Path(os.path.realpath(policy.parent))
    for each in (folder, *folder.parents):
        if any((each / mark).exists() for mark in _MARKS):
            return each
    return folder


def is_address(name: str) -> bool:
    """Whether a name means something on a network."""
    return _ADDRESS.match(name) is not None or name.startswith("\\\\")


def resolve(name: str, base: Path, roots: Sequence[Path], place: Location | None = None) -> Path:
    """The plain file that a name means, seen from a folder; links are followed first, then the roots asked.

    `place`: where the name is written, for the message. Raises `FileFault`.
    """
    shown = _shown(name)
    if is_address(name):
        raise fault(
            kinds.REMOTE_FILE, place, f"`{shown}` is an address on the network", "download it and name the file"
        )
    if "\0" in name or not name:
        raise fault(kinds.NOT_FOUND, place, f"`{shown}` is no name of a file")
    if any("\ud800" <= each <= "\udfff" for each in name):
        # Bytes that are no UTF-8: no description could name such a file.
        raise fault(kinds.UNREADABLE, place, f"the name `{shown}` is not UTF-8", "rename the file")
    if name.lower().endswith(_ARCHIVES):
        raise fault(kinds.ARCHIVE, place, f"`{shown}` is an archive", "unpack it and name the file inside")
    real = Path(os.path.realpath(base / name))
    if not any(real.is_relative_to(os.path.realpath(each)) for each in roots):
        raise fault(
            kinds.OUTSIDE_ROOT,
            place,
            f"`{shown}` lies outside `{roots[0].name or roots[0]}`, the folder that files must stay in",
            "copy the file into the folder, or name another folder for data with `--data-root`",
        )
    try:
        mode = real.stat().st_mode
    except OSError as error:
        raise _refused(error, shown, place) from None
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
        raise fault(kinds.NOT_A_FILE, place, f"`{shown}` is {what}", "name a plain file")
    return real


def resolve_data(
    name: str, base: Path, roots: Sequence[Path], place: Location | None = None
) -> tuple[Path, Path | None]:
    """As `resolve`; a file that is not there seen from `base` is looked for in the folders named for data.

    So a description can live in the repository, and say what its files are called wherever somebody keeps them.
    Beside the file: which of these folders has it, if one of them does.
    """
    try:
        return resolve(name, base, roots, place), None
    except FileFault as missing:
        if any(each.kind is not kinds.NOT_FOUND for each in missing.diagnostics):
            raise
    for root in roots[1:]:
        if os.path.lexists(root / name):
            return resolve(name, root, roots, place), root
    where = "in the folder of the description" + (" or of `--data-root`" if len(roots) > 1 else "")
    hint = "check the name" if len(roots) > 1 else "check the name, or say with `--data-root` where the data lies"
    raise fault(kinds.NOT_FOUND, place, f"there is no file `{_shown(name)}` {where}", hint)


def open_plain(path: Path, name: str) -> BinaryIO:
    """A plain file for reading. It was resolved before; a link or device put there since is refused."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise _refused(error, _shown(name), None) from None
    stream = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        stream.close()
        raise fault(kinds.NOT_A_FILE, None, f"`{_shown(name)}` is not a plain file")
    return stream


def _refused(error: OSError, shown: str, place: Location | None) -> FileFault:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return fault(kinds.NOT_FOUND, place, f"there is no file `{shown}`", "check the name and the folder")
    if isinstance(error, PermissionError):
        return fault(kinds.UNREADABLE, place, f"`{shown}` may not be read", "ask for the right to read it")
    return fault(kinds.UNREADABLE, place, f"`{shown}` cannot be read")


def _shown(name: str) -> str:
    printable = "".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in name)
    return printable.replace("`", "'")[:200]

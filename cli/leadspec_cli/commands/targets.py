"""Which policies a command is about: files as named, and all `*.lead` under folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from leadspec.diagnostics.kinds.file import NOT_FOUND
from leadspec.diagnostics.kinds.usage import NOT_A_POLICY, NOTHING_FOUND, OVERWRITES_INPUT
from leadspec.source import Place
from leadspec_cli.commands.exits import CannotRunError
from leadspec_cli.files.write import write_atomically

POLICY_ENDING = ".lead"
POLICY_FILE = "policy.lead"


def policy_file(path: str) -> str:
    """A folder given as POLICY means the `policy.lead` in it."""
    if not Path(path).is_dir():
        if Path(path).exists():
            check_ending(path)
        return path
    inside = Path(path) / POLICY_FILE
    if not inside.exists():
        hint = f"name the policy's file, or call it `{POLICY_FILE}`"
        raise CannotRunError(NOTHING_FOUND.at(Place(path), f"the folder `{path}` has no `{POLICY_FILE}`", hint))
    return inside.as_posix()


def policy_files(paths: Sequence[str]) -> list[str]:
    """All policies meant by files and folders, each once, in the order given; without paths those of this folder."""
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise CannotRunError(*(NOT_FOUND.at(Place(path), f"there is no file or folder `{path}`") for path in missing))
    for path in paths:
        if not Path(path).is_dir():
            check_ending(path)
    found = dict.fromkeys(file for path in paths or (".",) for file in files_under(path, (POLICY_ENDING,)))
    if not found:
        where = ", ".join(f"`{path}`" for path in paths) or "this folder"
        hint = f"policies are files that end in `{POLICY_ENDING}`"
        raise CannotRunError(NOTHING_FOUND.at(None, f"there is no policy in {where}", hint))
    return list(found)


def check_ending(path: str) -> None:
    """Refuses what is no policy by its name: lines of data must not show as lines of a faulty policy."""
    if not path.endswith(POLICY_ENDING):
        hint = "the policy stands first, the data second"
        raise CannotRunError(NOT_A_POLICY.at(Place(path), f"`{path}` does not end in `{POLICY_ENDING}`", hint))


def check_overwriting(outputs: Sequence[str | None], inputs: Iterable[str]) -> None:
    """Refuses to write over what the run reads, or one result over another."""
    taken = dict.fromkeys(map(os.path.realpath, inputs), "is what the result is made from")
    for output in outputs:
        if output is None:
            continue
        real = os.path.realpath(output)
        if real in taken:
            hint = "write to another file"
            raise CannotRunError(OVERWRITES_INPUT.at(Place(output), f"`{output}` {taken[real]}", hint))
        taken[real] = "is named for two results"


def files_under(path: str, endings: tuple[str, ...]) -> Iterator[str]:
    """A file as named, or all in a folder and its folders whose names end so."""
    if not Path(path).is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        # Sorted, so that findings come in the same order on every machine; hidden folders hold no policies.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(endings):
                yield (Path(folder) / name).as_posix()


def write_like(path: Path, text: str) -> None:
    """Writes a text with the line ends that its file has: who works with CRLF sees no change in every line."""
    with path.open("rb") as stream:
        first = stream.readline()
    write_atomically(path, text.replace("\n", "\r\n") if first.endswith(b"\r\n") else text)

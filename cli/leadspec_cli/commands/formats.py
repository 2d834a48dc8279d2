"""Which format a result is written in: the one that was named, else the one of the output's ending."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from leadspec.diagnostics.kinds.file import NOT_A_FILE
from leadspec.diagnostics.kinds.usage import FORMAT_UNAVAILABLE
from leadspec_cli.commands.exits import CannotRunError

TEXT: Final = "text"
JSON: Final = "json"
JSONL: Final = "jsonl"
CSV: Final = "csv"
PARQUET: Final = "parquet"
GITHUB: Final = "github"

ENDINGS: Final[Mapping[str, str]] = {
    ".txt": TEXT,
    ".json": JSON,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".parquet": PARQUET,
}


# Names of the stream where a result goes anyway.
_STREAMS: Final = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


def chosen_format(named: str | None, output: str | None, known: tuple[str, ...], default: str) -> str:
    """One of `known`."""
    if output in _STREAMS:
        hint = "leave `--output` out: the result goes to standard output; `--format` names its format"
        raise CannotRunError(NOT_A_FILE.at(None, f"`--output {output}` is not a file", hint))
    found = named
    if found is None and output is not None:
        ending = PurePath(output).suffix.lower()
        found = ENDINGS.get(ending)
        if found not in known:
            hint = f"choose a file that ends in {_endings(known)}, or name the format with `--format`"
            raise CannotRunError(FORMAT_UNAVAILABLE.at(None, f"{_shown(ending)} names no format of this command", hint))
    if found == PARQUET and output is None:
        hint = "name it: `--output leads.parquet`"
        raise CannotRunError(FORMAT_UNAVAILABLE.at(None, "Parquet is written to a file, not to standard output", hint))
    return found or default


def rejects_format(path: str) -> str:
    """CSV or JSON Lines, by the ending of the file that `--rejects` names: no other option tells."""
    ending = PurePath(path).suffix.lower()
    found = ENDINGS.get(ending)
    if found not in (CSV, JSONL):
        hint = f"`--rejects` takes a file that ends in {_endings((CSV, JSONL))}"
        message = f"{_shown(ending)} names no format of rejected records"
        raise CannotRunError(FORMAT_UNAVAILABLE.at(None, message, hint))
    return found


def _endings(known: tuple[str, ...]) -> str:
    return ", ".join(f"`{each}`" for each, name in ENDINGS.items() if name in known)


def _shown(ending: str) -> str:
    return f"the ending `{ending}`" if ending else "a file without an ending"

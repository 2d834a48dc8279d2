"""Which format a result is written in: the one that was named, else the one of the output's ending."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from leadspec.diagnostics.kinds.usage import ENGINE_UNAVAILABLE, FORMAT_UNAVAILABLE
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
_NOT_YET: Final = {PARQUET: "Parquet is not written yet; CSV and JSON Lines hold the same rows"}


def chosen_format(named: str | None, output: str | None, known: tuple[str, ...], default: str) -> str:
    """One of `known`."""
    found = named
    if found is None and output is not None:
        ending = PurePath(output).suffix.lower()
        found = ENDINGS.get(ending)
        if found is None or (found not in known and found not in _NOT_YET):
            endings = ", ".join(f"`{each}`" for each, name in ENDINGS.items() if name in known)
            shown = f"the ending `{ending}`" if ending else "a file without an ending"
            hint = f"choose a file that ends in {endings}, or name the format with `--format`"
            raise CannotRunError(FORMAT_UNAVAILABLE.at(None, f"{shown} names no format of this command", hint))
    found = found or default
    if found not in known:
        raise CannotRunError(FORMAT_UNAVAILABLE.at(None, f"`{found}` is not written by this command", _NOT_YET[found]))
    return found


def check_engine(name: str) -> None:
    """Only the reference interpreter is there, and `auto` takes it; no name stands for another engine."""
    if name != "auto":
        hint = "leave `--engine` out, or write `--engine auto`; the answers are the same"
        raise CannotRunError(ENGINE_UNAVAILABLE.at(None, f"the engine `{name}` is not there yet", hint))

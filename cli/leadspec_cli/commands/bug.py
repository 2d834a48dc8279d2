"""The end of a run that met a bug of our own: what it was, what to send, and nothing that may be personal.

What is printed names places in leadspec's own code. The text of an exception may quote a value of the data, so it
is neither printed nor reported, unless the user asks for both a report and values.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import Exit
from leadspec_cli.commands.usage import wanted_format
from leadspec_cli.output.json_text import json_document

_PACKAGES = ("leadspec", "leadspec_cli", "leadspec_grammar")


def report_bug(error: Exception, words: Sequence[str], console: Console, version: str) -> Exit:
    kind = type(error).__name__
    where = _last_own_place(error)
    system = f"leadspec {version}, Python {platform.python_version()}, {platform.system()}"
    report = console.environment.get("LEADSPEC_DEBUG")
    written = report is not None and _write_report(Path(report), error, words, system)
    if written:
        ask = f"read `{report}` and send it to the people who maintain leadspec"
    else:
        ask = (
            "run the command again with LEADSPEC_DEBUG=report.txt before it, read the file report.txt that this "
            "writes, and send it to the people who maintain leadspec"
        )
    message = f"this is a bug in leadspec: {kind} at {where}"
    if wanted_format(words) == "json":
        bug = {"message": message, "version": version, "system": system, "send": ask}
        console.write(json_document({"diagnostics": [], "bug": bug}))
    console.note(f"{message}\n  = what to send: {ask}\n  = {system}\n")
    return Exit.BUG


def _last_own_place(error: Exception) -> str:
    """The innermost line of leadspec's own code, without the path of this machine."""
    roots = [
        Path(file).parent.parent for name in _PACKAGES if (file := getattr(sys.modules.get(name), "__file__", None))
    ]
    places = [
        f"{Path(frame.filename).relative_to(root).as_posix()}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        for root in roots
        if Path(frame.filename).is_relative_to(root) and Path(frame.filename).relative_to(root).parts[0] in _PACKAGES
    ]
    return places[-1] if places else "an unknown place"


def _write_report(path: Path, error: Exception, words: Sequence[str], system: str) -> bool:
    frames = [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}\n    {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    text = str(error) if "--show-values" in words else "(left out: it may quote your data; --show-values keeps it)"
    lines = [system, f"options: {' '.join(_names_of_options(words))}", *frames, f"{type(error).__name__}: {text}", ""]
    try:
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return False
    return True


def _names_of_options(words: Sequence[str]) -> list[str]:
    """The command and the names of its options: their values may be personal."""
    return [word.partition("=")[0] for at, word in enumerate(words) if at == 0 or word.startswith("-")]

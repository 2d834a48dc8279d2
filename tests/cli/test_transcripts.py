"""Whole commands with all they print, kept as documents under `transcripts/`.

A document is prose with four kinds of fenced blocks: `file NAME` writes a file into an empty folder; `console` holds a
command and, below it, its exit status; `stdout` and `stderr` hold what it printed. `LEADSPEC_ACCEPT=1` writes what the
commands print now; look at the difference before committing it.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

DOCUMENTS = sorted((Path(__file__).parent / "transcripts").glob("*.md"))
_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=ticks)$\n?", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_transcript_is_what_the_commands_print(document, command, tmp_path):
    told = document.read_text(encoding="utf-8")
    printed = replay(told, command, tmp_path)
    if os.environ.get("LEADSPEC_ACCEPT"):
        document.write_text(printed, encoding="utf-8")
    assert printed == told


def replay(told, command, folder):
    """The document with the present answers of its commands."""
    parts = []
    at = 0
    for fence in _FENCE.finditer(told):
        kind, _, name = fence["info"].strip().partition(" ")
        if kind in ("stdout", "stderr"):
            at = max(at, fence.start())
            # Answers are written anew behind their command.
            between = told[at : fence.start()]
            parts.append(between.rstrip("\n") + "\n" if between.strip() else "")
            at = fence.end()
            continue
        parts.append(told[at : fence.start()])
        at = fence.end()
        if kind == "file":
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence["body"], encoding="utf-8")
            parts.append(fence[0])
        elif kind == "console":
            parts.append(_answer(fence["body"], command))
        else:
            parts.append(fence[0])
    parts.append(told[at:])
    return re.sub(r"\n{3,}", "\n\n", "".join(parts))


def _answer(body, command):
    line = body.split("\n", 1)[0]
    words = shlex.split(line.removeprefix("$ leadspec"))
    outcome = command(*words)
    text = f"```console\n{line}\nexit status {outcome.code}\n```\n"
    for name in ("stdout", "stderr"):
        printed = getattr(outcome, name)
        if printed:
            text += f"\n````{name}\n{printed}````\n"
    return text

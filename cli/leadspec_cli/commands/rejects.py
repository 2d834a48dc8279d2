"""Where rejected records go: into a file of their own, or one line each to standard error. None is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath

from leadspec.cleanup.report import Reject
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.formats import CSV, rejects_format
from leadspec_cli.commands.progress import Progress
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.output.json_text import json_line
from leadspec_cli.output.rejects_text import reject_line, reject_object, rejects_csv_header, rejects_csv_lines

Take = Callable[[Reject], None]


def rejects_file(named: str | None, output: str | None) -> str | None:
    """The file that was named; else one beside the output, `leads.rejects.csv` for `leads.csv`."""
    if named is not None:
        rejects_format(named)  # refused before the data is read
        return named
    if output is None:
        return None
    return str(PurePath(output).with_suffix(".rejects.csv"))


@contextmanager
def open_rejects(console: Console, path: str | None, data: str, progress: Progress) -> Iterator[Take]:
    """What takes rejected records one by one. A file is written even if there are none: an old one would mislead."""
    if path is None:
        style = console.style(console.stderr)

        def note(reject: Reject) -> None:
            progress.clear()
            console.note(reject_line(data, reject, style))

        yield note
        return
    as_csv = rejects_format(path) == CSV
    with open_sink(console, path) as sink:
        if as_csv:
            sink.write(rejects_csv_header())
            yield lambda reject: sink.write(rejects_csv_lines(reject))
        else:
            yield lambda reject: sink.write(json_line(reject_object(reject)) + "\n")

"""Where rejected records go: into a file of their own, or one line each to standard error. None is dropped."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import PurePath

from msgspec import Struct

from leadspec.cleanup.report import Reject
from leadspec.schema.model import Schema
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.formats import CSV, rejects_format
from leadspec_cli.commands.progress import Progress
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.files.leads import Leads
from leadspec_cli.files.records import Broken, Nested, Row, TypedRow
from leadspec_cli.output.json_text import json_line
from leadspec_cli.output.mendable import Behind, Cells, Csv, JsonLines, Keys, Writer
from leadspec_cli.output.rejects_text import reject_line, reject_object, rejects_csv_header, rejects_csv_lines

# So much of what has to wait stays in memory, the rest goes to the disk.
_IN_MEMORY = 4_000_000

Take = Callable[[Reject], None]


def rejects_file(named: str | None, output: str | None) -> str | None:
    """The file that was named; else one beside the output, `leads.rejects.csv` for `leads.csv`."""
    if named is not None:
        rejects_format(named)  # refused before the data is read
        return named
    if output is None:
        return None
    return str(PurePath(output).with_suffix(".rejects.csv"))


class Mending(Struct, frozen=True):
    """Where the records behind rejects come from, for a file that somebody has named to mend them in."""

    leads: Leads
    schema: Schema

    def behind(self) -> Behind:
        header, record = self.leads.original
        match record:
            case Row(_, cells) | TypedRow(_, cells) if header is not None:
                return Cells(header, cells)
            case Nested(_, fields):
                return Keys(fields)
            case Broken(_, _, cells) if header is not None:
                return Cells(header, cells)
            case _:
                return None


@contextmanager
def open_rejects(
    console: Console, path: str | None, data: str, progress: Progress, mending: Mending | None = None
) -> Iterator[Take]:
    """What takes rejected records one by one. A file is written even if there are none: an old one would mislead.

    Only with `mending` it holds the records themselves.
    """
    if path is None:
        style = console.style(console.stderr)

        def note(reject: Reject) -> None:
            progress.clear()
            console.note(reject_line(data, reject, style))

        yield note
        return
    as_csv = rejects_format(path) == CSV
    with ExitStack() as stack, open_sink(console, path) as sink:
        if mending is not None:
            schema, behind = mending.schema, mending.behind
            waiting = stack.enter_context(
                tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")
            )
            writer: Writer = Csv(schema, waiting) if as_csv else JsonLines(schema)
            yield lambda reject: sink.write(writer.line(reject, behind()))
            for text in writer.rest(mending.leads.original[0]):
                sink.write(text)
        elif as_csv:
            sink.write(rejects_csv_header())
            yield lambda reject: sink.write(rejects_csv_lines(reject))
        else:
            yield lambda reject: sink.write(json_line(reject_object(reject)) + "\n")

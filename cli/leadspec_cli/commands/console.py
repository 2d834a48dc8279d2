"""The streams of one run. Texts for people obey the stream; formats for programs are UTF-8 bytes everywhere."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from leadspec.diagnostics import Diagnostic
    from leadspec.diagnostics.render import TextStyle
    from leadspec.source import Source

# For a file or a pipe: a width that never depends on the window that the command was typed in.
PLAIN_WIDTH = 100


class Console:
    """Never changes. `environment` decides about colours only. No dataclass: every start would pay for it."""

    __slots__ = ("environment", "no_colour", "quiet", "stderr", "stdout")

    def __init__(
        self,
        stdout: TextIO,
        stderr: TextIO,
        environment: Mapping[str, str],
        *,
        no_colour: bool = False,
        quiet: bool = False,
    ) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.environment = environment
        self.no_colour = no_colour
        self.quiet = quiet

    def with_options(self, *, no_colour: bool, quiet: bool = False) -> Console:
        return Console(self.stdout, self.stderr, self.environment, no_colour=self.no_colour or no_colour, quiet=quiet)

    def style(self, stream: TextIO) -> TextStyle:
        from leadspec.diagnostics.render import TextStyle

        return TextStyle(self._colours(stream), _encoding(stream))

    def width(self) -> int:
        import shutil  # slow to import

        return shutil.get_terminal_size().columns if self.stdout.isatty() else PLAIN_WIDTH

    def _colours(self, stream: TextIO) -> bool:
        if self.no_colour or self.environment.get("NO_COLOR") or self.environment.get("TERM") == "dumb":
            return False
        return stream.isatty()

    def say(self, text: str) -> None:
        """Text for people, to standard output."""
        _write(self.stdout, text)

    def note(self, text: str) -> None:
        """Text beside the result, to standard error."""
        _write(self.stderr, text)

    def write(self, data: bytes) -> None:
        """A format for programs, to standard output, whatever the encoding of the terminal is."""
        self.stdout.flush()
        self.stdout.buffer.write(data)

    def flush(self) -> None:
        self.stdout.flush()
        self.stderr.flush()

    def note_findings(self, diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> None:
        from leadspec.diagnostics.render import render_text

        self.note(render_text(diagnostics, sources, self.style(self.stderr)))

    def write_findings_json(self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> None:
        from leadspec.diagnostics.render import diagnostic_objects
        from leadspec_cli.output.json_text import json_document

        self.write(json_document({"diagnostics": diagnostic_objects(diagnostics, sources)}))


def standard_console(environment: Mapping[str, str]) -> Console:
    return Console(_open(sys.stdout), _open(sys.stderr), environment)


def _open(stream: TextIO | None) -> TextIO:
    """A stream that was closed before the start takes everything and keeps nothing."""
    return stream if stream is not None else open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - pathlib is slow to import


def _encoding(stream: TextIO) -> str:
    try:
        name = codecs.lookup(stream.encoding or "ascii").name
    except LookupError:
        return "ascii"
    return "utf-8" if name in ("utf-8", "utf-16", "utf-32") else name


def _write(stream: TextIO, text: str) -> None:
    encoding = _encoding(stream)
    # What a writer did not escape may still not break the stream: no traceback because of a letter.
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))

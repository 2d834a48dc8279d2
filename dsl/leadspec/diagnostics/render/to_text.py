"""Findings for people: what is wrong, where, the line with a mark under it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from leadspec.diagnostics.model import Diagnostic, Label, Phase, Severity
from leadspec.diagnostics.render.characters import cells, visible
from leadspec.source import Place, Source, Span

_TAB = "    "
# Around a mark: enough to find the place, and never a whole line of a megabyte.
_MOST_BEFORE = 80
_MOST_SHOWN = 160

_COLOURS = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFO: "1;36",
}
_GUTTER = "34"
_STRONG = "1"


class TextStyle(Struct, frozen=True):
    """How a text may look: with colours or not, and which characters the stream can carry."""

    colour: bool = False
    encoding: str = "utf-8"

    def paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def render_text(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], style: TextStyle | None = None
) -> str:
    """All findings in the order given, a blank line behind each; ends with a line that counts them.

    Lines are shown of the texts in `sources`, and never of a finding about data: its values may be personal.
    """
    style = style or TextStyle()
    parts = [_finding(each, sources, style) for each in diagnostics]
    if not parts:
        return ""
    return "\n".join(parts) + "\n" + count_line(diagnostics) + "\n"


def count_line(diagnostics: Iterable[Diagnostic]) -> str:
    """For example `2 errors, 1 warning`."""
    found = [each.severity for each in diagnostics]
    words = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
    counts = [
        f"{found.count(severity)} {word}{'' if found.count(severity) == 1 else 's'}"
        for severity, word in words
        if severity in found
    ]
    return ", ".join(counts) or "no findings"


def _finding(diagnostic: Diagnostic, sources: Mapping[str, Source], style: TextStyle) -> str:
    head = style.paint(_COLOURS[diagnostic.severity], f"{diagnostic.severity.value}[{diagnostic.id}]")
    lines = [f"{head}: {style.paint(_STRONG, visible(diagnostic.message, style.encoding))}"]
    labels = [label for label in (diagnostic.primary, *diagnostic.secondary) if label is not None]
    blocks = _blocks(diagnostic, labels, sources)
    width = max((len(str(line.number)) for block in blocks for line in block.lines), default=1)
    bar = style.paint(_GUTTER, " " * (width + 1) + "|")
    for block in blocks:
        arrow = "-->" if block.primary else ":::"
        lines.append(f"{' ' * (width + 1)}{style.paint(_GUTTER, arrow)} {visible(block.where, style.encoding)}")
        if block.lines:
            lines.append(bar)
            lines.extend(_snippet(block, width, bar, style, _COLOURS[diagnostic.severity]))
    if blocks and (blocks[-1].lines or diagnostic.hints):
        lines.append(bar)
    lead = " " * (width + 1) + style.paint(_GUTTER, "=")
    lines.extend(f"{lead} hint: {visible(hint, style.encoding)}" for hint in diagnostic.hints)
    lines.append(f"{lead} docs: docs/reference/diagnostics/{diagnostic.id}.md")
    return "\n".join(lines) + "\n"


# --- Which lines to show --------------------------------------------------------------------------------------


class _Mark(Struct, frozen=True):
    """A stretch of one line (0-based columns, `end` excluded) with its text."""

    start: int
    end: int
    text: str
    primary: bool


class _Line(Struct, frozen=True):
    number: int
    text: str
    marks: tuple[_Mark, ...]


class _Block(Struct, frozen=True):
    """One place with the lines to show of its file, perhaps none."""

    where: str
    primary: bool
    lines: tuple[_Line, ...] = ()


def _blocks(diagnostic: Diagnostic, labels: Sequence[Label], sources: Mapping[str, Source]) -> list[_Block]:
    """The labels by file, each file once, that of the primary label first."""
    files = dict.fromkeys(label.location.file for label in labels)
    blocks: list[_Block] = []
    for file in files:
        here = [label for label in labels if label.location.file == file]
        source = None if diagnostic.kind.phase is Phase.DATA else sources.get(file)
        primary = here[0] is diagnostic.primary
        if source is None or any(isinstance(label.location, Place) for label in here):
            blocks.extend(
                _Block(_where(label, sources.get(file)), label is diagnostic.primary and primary) for label in here
            )
        else:
            lines = _marked_lines(source, here, diagnostic.primary)
            blocks.append(_Block(_where(here[0], source), primary, tuple(lines)))
    return blocks


def _where(label: Label, source: Source | None) -> str:
    location = label.location
    if isinstance(location, Span):
        if source is None:
            return location.file
        line, column = source.position(min(location.start, len(source.text)))
        return f"{location.file}:{line}:{column}"
    where = location.file
    if location.line is not None:
        where += f":{location.line}" if location.column is None else f":{location.line}:{location.column}"
    if location.row is not None:
        where += f", row {location.row}"
    if location.field is not None:
        where += f", field {location.field}"
    return f"{where}: {label.text}" if label.text else where


def _marked_lines(source: Source, labels: Sequence[Label], primary: Label | None) -> list[_Line]:
    marks = [
        pair
        for label in labels
        if isinstance(label.location, Span)
        for pair in _marks(source, label.location, label.text, label is primary)
    ]
    marks.sort(key=lambda pair: (pair[0], not pair[1].primary, pair[1].start))
    return [
        _Line(number, source.line(number), tuple(mark for _, mark in pairs))
        for number, pairs in groupby(marks, key=lambda pair: pair[0])
    ]


def _marks(source: Source, span: Span, words: str, primary: bool) -> list[tuple[int, _Mark]]:
    """The marks of one label by line: one line, or the first and the last of several."""
    start = min(span.start, len(source.text))
    end = min(max(start, span.end), len(source.text))
    first, column = source.position(start)
    last, last_column = source.position(end)
    if last > first and last_column == 1:  # the stretch ends with its line
        last, last_column = last - 1, len(source.line(last - 1)) + 1
    if last == first:
        return [(first, _Mark(column - 1, max(column, last_column - 1), words, primary))]
    text = source.line(last)
    indent = len(text) - len(text.lstrip())
    return [
        (first, _Mark(column - 1, max(column, len(source.line(first))), "", primary)),
        (last, _Mark(indent, max(indent + 1, last_column - 1), words, primary)),
    ]


# --- Lines with marks -----------------------------------------------------------------------------------------


def _snippet(block: _Block, width: int, bar: str, style: TextStyle, colour: str) -> list[str]:
    shown = []
    previous = None
    for line in block.lines:
        if previous is not None and line.number > previous + 1:
            shown.append(style.paint(_GUTTER, "..."))
        previous = line.number
        low, high = _window(line)
        text = _expand(line.text[low:high], style.encoding)
        before = "..." if low else ""
        after = "..." if high < len(line.text) else ""
        number = style.paint(_GUTTER, f"{line.number:>{width}} |")
        shown.append(f"{number} {before}{text}{after}".rstrip())
        for mark in line.marks:
            indent = len(before) + cells(_expand(line.text[low : max(low, mark.start)], style.encoding))
            size = cells(_expand(line.text[max(low, mark.start) : min(high, mark.end)], style.encoding))
            under = style.paint(colour if mark.primary else _GUTTER, ("^" if mark.primary else "-") * max(1, size))
            words = visible(mark.text, style.encoding)
            shown.append(f"{bar} {' ' * indent}{under} {words}".rstrip())
    return shown


def _window(line: _Line) -> tuple[int, int]:
    """The part of a line to show: all of it, or what stands around its first mark."""
    if len(line.text) <= _MOST_SHOWN:
        return 0, len(line.text)
    low = max(0, line.marks[0].start - _MOST_BEFORE)
    return low, min(len(line.text), low + _MOST_SHOWN)


def _expand(text: str, encoding: str) -> str:
    return visible(text.replace("\t", _TAB), encoding)

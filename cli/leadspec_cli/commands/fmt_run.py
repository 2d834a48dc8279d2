"""What `fmt` does: formats every policy that was named, and reports those that cannot be."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from leadspec.diagnostics import Diagnostic, has_errors
from leadspec.diagnostics.kinds.usage import BAD_OPTION_VALUE, NOT_FORMATTED
from leadspec.diagnostics.render import render_github, render_text
from leadspec.formatter import format_source
from leadspec.source import Source, Span
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.commands.formats import GITHUB, JSON, TEXT
from leadspec_cli.commands.targets import policy_files, write_like
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.paths import find_root, resolve
from leadspec_cli.files.text import DOCUMENT_LIMIT, decode, read_source, too_large
from leadspec_cli.output.diffs import text_diff

_STANDARD_INPUT = "-"
_SHOWN_INPUT = "standard input"


class _Formatted(Struct, frozen=True):
    """`after` is None where the text has errors, or could not be read (`source` is None)."""

    name: str
    path: Path | None
    source: Source | None
    after: str | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def differs(self) -> bool:
        return self.source is not None and self.after is not None and self.after != self.source.text


def run_fmt(console: Console, paths: Sequence[str], *, check: bool, diff: bool, format_: str) -> Exit:
    if _STANDARD_INPUT in paths:
        if len(paths) > 1:
            raise CannotRunError(BAD_OPTION_VALUE.at(None, "`-` stands alone, without other files"))
        results = [_format_input()]
    else:
        results = [_format_file(name) for name in policy_files(paths)]
    only_look = check or diff
    show_diff = diff and format_ == TEXT
    if show_diff:
        style = console.style(console.stdout)
        for each in results:
            if each.differs and each.source is not None and each.after is not None:
                console.say(text_diff(each.name, each.source.text, each.after, style))
    elif not only_look:
        _write(console, results, format_)
    findings = [finding for each in results for finding in each.diagnostics]
    if only_look and not show_diff:
        findings += [_not_formatted(each) for each in results if each.differs]
    _report(console, results, findings, format_, only_look)
    if any(each.source is None for each in results):
        return Exit.COULD_NOT_RUN
    if has_errors(findings):
        return Exit.NO if only_look else Exit.COULD_NOT_RUN
    return Exit.NO if only_look and any(each.differs for each in results) else Exit.FINE


def _format_file(name: str) -> _Formatted:
    try:
        path = resolve(name, Path.cwd(), [find_root(Path(name))])
        source = read_source(path, name)
    except FileFault as fault:
        return _Formatted(name, None, None, None, fault.diagnostics)
    return _formatted(source, path)


def _format_input() -> _Formatted:
    content = sys.stdin.buffer.read(DOCUMENT_LIMIT + 1)
    if len(content) > DOCUMENT_LIMIT:
        raise too_large(_SHOWN_INPUT, f"more than {DOCUMENT_LIMIT // 1_000_000} MB long")
    return _formatted(Source(_SHOWN_INPUT, decode(content, _SHOWN_INPUT)), None)


def _formatted(source: Source, path: Path | None) -> _Formatted:
    result = format_source(source)
    after = None if has_errors(result.diagnostics) else result.text
    return _Formatted(source.name, path, source, after, tuple(result.diagnostics))


def _write(console: Console, results: Sequence[_Formatted], format_: str) -> None:
    written = 0
    for each in results:
        if each.after is None:
            continue
        if each.path is None:
            console.write(each.after.encode("utf-8"))
        elif each.differs:
            write_like(each.path, each.after)
            written += 1
    failed = any(each.after is None for each in results)
    if results[0].path is not None and not console.quiet and format_ == TEXT and (written or not failed):
        as_before = sum(each.after is not None for each in results) - written
        console.say(f"{written} {'file' if written == 1 else 'files'} formatted, {as_before} already were\n")


def _not_formatted(found: _Formatted) -> Diagnostic:
    """Points at the first place that would change."""
    before, after = (found.source or Source("", "")).text, found.after or ""
    start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(after))
    start = min(start, len(before))
    hint = f"`leadspec fmt {found.name}` writes it" if found.path is not None else "`leadspec fmt -` prints it"
    span = Span(found.name, start, start)
    return NOT_FORMATTED.at(span, f"`{found.name}` is not in the canonical layout", hint, label="differs from here on")


def _report(
    console: Console, results: Sequence[_Formatted], findings: list[Diagnostic], format_: str, look: bool
) -> None:
    sources = {each.name: each.source for each in results if each.source is not None}
    if format_ == JSON and (look or findings):
        console.write_findings_json(findings, sources)
    elif format_ == GITHUB:
        console.say(render_github(findings, sources))
    elif findings and look:
        console.say(render_text(findings, sources, console.style(console.stdout)))
    elif findings:
        console.note_findings(findings, sources)

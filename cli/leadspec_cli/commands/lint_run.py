"""What `lint` does: checks every policy that was named, mends what is safe, reports the rest."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.diagnostics import Severity
from leadspec_cli.commands.checking import Findings, check_files
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import Exit
from leadspec_cli.commands.formats import GITHUB, JSON, TEXT, chosen_format
from leadspec_cli.commands.targets import check_overwriting, policy_files, write_like

# A fix may uncover another one. Fixes that undo each other must not go on for ever.
_MOST_ROUNDS = 10


def run_lint(
    console: Console, paths: Sequence[str], *, fix: bool, named_format: str | None, output: str | None
) -> Exit:
    format_ = chosen_format(named_format, output, (TEXT, JSON, GITHUB), TEXT)
    files = policy_files(paths)
    findings = check_files(files)
    if output is not None:
        check_overwriting((output,), (*files, *map(str, findings.paths.values())))
    if fix:
        findings = _mend(console, files, findings)
    report = _report(console, findings, len(files), format_, output)
    if output is not None:
        from leadspec_cli.commands.sinks import open_sink

        with open_sink(console, output) as sink:
            sink.write(report)
    elif isinstance(report, bytes):
        console.write(report)
    else:
        console.say(report)
    if findings.unreadable:
        return Exit.COULD_NOT_RUN
    return Exit.NO if findings.diagnostics else Exit.FINE


def _report(console: Console, findings: Findings, files: int, format_: str, output: str | None) -> str | bytes:
    """The report, as text for people or bytes for programs. Imports as it needs: `lint` has to start fast."""
    diagnostics, sources = findings.diagnostics, findings.sources
    if format_ == JSON:
        from leadspec.diagnostics.render.to_json import diagnostic_objects
        from leadspec_cli.output.json_text import json_document

        return json_document({"diagnostics": diagnostic_objects(diagnostics, sources)})
    if format_ == GITHUB:
        from leadspec.diagnostics.render.to_github import render_github

        return render_github(diagnostics, sources)
    if diagnostics:
        from leadspec.diagnostics.render.to_text import TextStyle, render_text

        return render_text(diagnostics, sources, console.style(console.stdout) if output is None else TextStyle())
    return "" if console.quiet else f"{_files(files)}, no findings\n"


def _mend(console: Console, files: Sequence[str], findings: Findings) -> Findings:
    """Fixes in rounds until nothing safe is left. A round that would bring more errors is not written."""
    from leadspec.diagnostics.render.characters import visible
    from leadspec_cli.commands.fixing import apply_safe_fixes

    mended: dict[str, int] = {}
    for _ in range(_MOST_ROUNDS):
        texts: dict[str, str] = {}
        counts: dict[str, int] = {}
        for name, source in findings.sources.items():
            text, count = apply_safe_fixes(source.text, name, findings.diagnostics)
            if text != source.text:
                texts[name], counts[name] = text, count
        again = check_files(files, texts) if texts else findings
        if not texts or _errors(again) > _errors(findings):
            break
        for name, text in texts.items():
            write_like(findings.paths[name], text)
            mended[name] = mended.get(name, 0) + counts[name]
        findings = again
    for name, count in sorted(mended.items()):
        console.note(f"{visible(name)}: {count} {'fix' if count == 1 else 'fixes'} made\n")
    return findings


def _errors(findings: Findings) -> int:
    return sum(each.severity is Severity.ERROR for each in findings.diagnostics)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"

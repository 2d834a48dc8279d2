"""What `lint` does: checks every policy that was named, mends what is safe, reports the rest."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.diagnostics import Severity
from leadspec_cli.commands.checking import Findings, check_files
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import Exit
from leadspec_cli.commands.formats import GITHUB, JSON
from leadspec_cli.commands.targets import policy_files, write_like

# A fix may uncover another one. Fixes that undo each other must not go on for ever.
_MOST_ROUNDS = 10


def run_lint(console: Console, paths: Sequence[str], *, fix: bool, format_: str) -> Exit:
    files = policy_files(paths)
    findings = check_files(files)
    if fix:
        findings = _mend(console, files, findings)
    if format_ == JSON:
        console.write_findings_json(findings.diagnostics, findings.sources)
    elif format_ == GITHUB:
        from leadspec.diagnostics.render.to_github import render_github

        console.say(render_github(findings.diagnostics, findings.sources))
    elif findings.diagnostics:
        from leadspec.diagnostics.render.to_text import render_text

        console.say(render_text(findings.diagnostics, findings.sources, console.style(console.stdout)))
    elif not console.quiet:
        console.say(f"{_files(len(files))}, no findings\n")
    if findings.unreadable:
        return Exit.COULD_NOT_RUN
    return Exit.NO if findings.diagnostics else Exit.FINE


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

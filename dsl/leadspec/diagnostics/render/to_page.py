"""The page of one kind of finding, in Markdown: what the docs hold and what `leadspec lint --rule` prints."""

from __future__ import annotations

from leadspec.diagnostics.model import Kind, Phase

_PHASES = {
    Phase.FILE: "reading a file",
    Phase.SYNTAX: "the shape of a policy's text",
    Phase.NAME: "what a name stands for",
    Phase.TYPE: "what goes with what",
    Phase.POLICY: "the policy as a whole",
    Phase.SCHEMA: "the lead schema",
    Phase.DATA: "leads and their events",
    Phase.TEST: "test files",
    Phase.USAGE: "the command line",
    Phase.LINT: "sound, but not good",
}


def render_page(kind: Kind) -> str:
    lines = [
        f"# {kind.id}",
        "",
        f"{kind.title[:1].upper()}{kind.title[1:]}.",
        "",
        f"Severity: {kind.severity.value}. About: {_PHASES[kind.phase]}. "
        f"Since: {kind.since}. Status: {kind.status.value}.",
        "",
        "## Why it matters",
        "",
        kind.why,
    ]
    for title, example in (("Example", kind.bad), ("Instead", kind.good)):
        if example is not None:
            lines += ["", f"## {title}", "", "```text", example.rstrip("\n"), "```"]
    return "\n".join(lines) + "\n"

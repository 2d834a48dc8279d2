"""The generated pages of the docs: the command line from its own help, a page for each kind of finding.

`python -m leadspec_cli.docs docs` writes them; a test holds what is written against what the program says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from leadspec.diagnostics.kinds import registry
from leadspec.diagnostics.model import Kind, Phase
from leadspec.diagnostics.render import render_page
from leadspec_cli.main import COMMANDS, leadspec

_WIDTH = 100
_DIAGNOSTICS = "reference/diagnostics"

_CLI_HEAD = """# The command line

This page is made from the commands' own help by `python -m leadspec_cli.docs docs`.
"""

_INDEX_HEAD = """# Findings

Every message carries an id, as in `error[unknown-name]`. An id keeps its meaning for ever.
`leadspec lint --rule ID` prints its page. This list is made by `python -m leadspec_cli.docs docs`.
"""


def generated_pages() -> Mapping[str, str]:
    """All generated pages by their path under `docs/`."""
    kinds = registry()
    pages = {f"{_DIAGNOSTICS}/{kind.id}.md": render_page(kind) for kind in kinds.values()}
    return {"reference/cli.md": _cli_page(), "reference/diagnostics.md": _index(kinds), **pages}


def orphans(docs: Path) -> list[str]:
    """Pages of findings that are no longer there."""
    known = generated_pages()
    found = (path.relative_to(docs).as_posix() for path in (docs / _DIAGNOSTICS).glob("*"))
    return sorted(path for path in found if path not in known)


def _cli_page() -> str:
    return _CLI_HEAD + "".join(f"\n## {title}\n\n```text\n{text}\n```\n" for title, text in _helps())


def _helps() -> Iterator[tuple[str, str]]:
    with leadspec.make_context("leadspec", [], resilient_parsing=True, terminal_width=_WIDTH) as group:
        yield "leadspec", leadspec.get_help(group)
        for name in COMMANDS:
            command = leadspec.get_command(group, name)
            if command is None:
                raise ValueError(f"{name} is listed, and is no command")
            with click.Context(command, parent=group, info_name=name, terminal_width=_WIDTH) as context:
                yield f"leadspec {name}", command.get_help(context)


def _index(kinds: Mapping[str, Kind]) -> str:
    parts = [_INDEX_HEAD]
    for phase in Phase:
        rows = [kind for kind in kinds.values() if kind.phase is phase]
        if rows:
            parts.append(f"\n## {phase.value.capitalize()}\n\n| id | severity | finds |\n|---|---|---|\n")
            parts.extend(
                f"| [{each.id}](diagnostics/{each.id}.md) | {each.severity.value} | {_cell(each)} |\n" for each in rows
            )
    return "".join(parts)


def _cell(kind: Kind) -> str:
    return kind.title.replace("|", "\\|")


def write_pages(docs: Path) -> None:
    for path in orphans(docs):
        (docs / path).unlink()
    for path, text in generated_pages().items():
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))

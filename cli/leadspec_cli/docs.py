"""The generated pages of the docs: the command line from its own help, the engines, a page for each kind of finding.

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
from leadspec_cli.docs_engines import engines_page
from leadspec_cli.main import COMMANDS, leadspec

_WIDTH = 100
_DIAGNOSTICS = "reference/diagnostics"

_CLI_HEAD = """# The command line

This page is made from the commands' own help by `python -m leadspec_cli.docs docs`.
"""

# Shapes that scripts rely on, told once; the transcripts under `tests/cli` show each of them.
_SHAPES = """
## What programs may rely on

A format for programs is UTF-8 on every machine, whatever the terminal can print; the same input, options and
`--as-of` give the same bytes.
Control, bidirectional and invisible characters stand in JSON as `\\u` escapes, so that no value repaints a terminal.

**Findings** (`lint`, `fmt --check`, and every command that could not run, with `--format json`):
`{"diagnostics": [{"id", "severity", "message", "file", "line", "column", "end_line", "end_column", "hints", "fix"}]}`.
Lines and columns count from 1, columns in characters; the end is the first column behind the text.
What is not known is null.
`fix` is null or `{"title", "safe", "edits": [{"file", "line", "column", "end_line", "end_column", "text"}]}`.
A finding about data has `row` and `field` too; further places of a finding stand under `related`.
A bug in leadspec adds `bug` with what to send.

**Rows** (`qualify --format jsonl`): one object a lead, in the order of the input.
Exact numbers are texts with their decimals; `lead` is true, null where missing facts could make it true, else false.
`csv` has the same in columns with dotted names; a list is one cell joined by `; `.
A cell of text that a spreadsheet would run as a formula begins with an apostrophe, numbers stay numbers, and
hidden characters show as `<U+200B>`.
`json` puts `policy`, `as_of`, `rows`, `summary`, `rejected` and `repaired` into one object; behind them stand
`repaired_by_field`, `rejected_by_reason`, `never_supplied`, `suspicious` and `files`.

**Rejected records**: `{"row", "id", "field", "reason"}`, and `further` where more fields do not fit.
A CSV file of them has a line for each field. A personal id is null.
With `--output leads.csv` they go to `leads.rejects.csv`, which is written even if there are none, so that an old one
never misleads. Values of the data stand in no reason unless `--show-values` is given.
A file that `--rejects` names holds each record too, behind `row`, `id`, `field` and `reason`, several faults joined
by `; `: it can be mended and read again.

**Cleaned leads** (`clean`): one object a lead in the schema's shape.

| schema | JSON |
|---|---|
| text, enum | text; an enum's member as the schema spells it |
| number, integer | number, exact, without an exponent |
| boolean | true, false |
| date | `"2026-01-31"` |
| date-time | `"2026-01-31T09:00:00Z"`, always UTC, with a fraction only where there is one |
| array | array, never empty |
| nested object | object |
| activities | array of events, earliest first, each with `type` and `at` |

A missing fact has no key. Read as data again, cleaned leads in JSON Lines give the same answers.

**An explanation** (`explain --format json`): `policy`, `as_of`, `id`, `outputs` in the policy's order, `definitions` by
name, `missing`. Each output has its `value`, what it `may_be`, and its `points`, `rows` or `condition`; each of these
has its text in the policy's words, `file` and `line`, its truth, the facts that are `missing`, and the events that
counted with the first and the last day of their window.
"""

_INDEX_HEAD = """# Findings

Every message carries an id, as in `error[unknown-name]`. An id keeps its meaning for ever.
`leadspec lint --rule ID` prints its page. This list is made by `python -m leadspec_cli.docs docs`.
"""


def generated_pages() -> Mapping[str, str]:
    """All generated pages by their path under `docs/`."""
    kinds = registry()
    pages = {f"{_DIAGNOSTICS}/{kind.id}.md": render_page(kind) for kind in kinds.values()}
    own = {"reference/cli.md": _cli_page(), "reference/engines.md": engines_page()}
    return {**own, "reference/diagnostics.md": _index(kinds), **pages}


def orphans(docs: Path) -> list[str]:
    """Pages of findings that are no longer there."""
    known = generated_pages()
    found = (path.relative_to(docs).as_posix() for path in (docs / _DIAGNOSTICS).glob("*"))
    return sorted(path for path in found if path not in known)


def _cli_page() -> str:
    return _CLI_HEAD + _SHAPES + "".join(f"\n## {title}\n\n```text\n{text}\n```\n" for title, text in _helps())


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
    return (kind.title[:1].upper() + kind.title[1:]).replace("|", "\\|")


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

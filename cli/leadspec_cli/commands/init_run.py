"""What `init` does: gathers all files in memory, then writes them, or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Final

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.data import NO_RECORDS
from leadspec.diagnostics.kinds.usage import BAD_OPTION_VALUE, WOULD_OVERWRITE
from leadspec.documents import Raw
from leadspec.formatter import format_source
from leadspec.questions.proposal import (
    AS_OF,
    Proposal,
    data_text,
    policy_text,
    profile_columns,
    propose_fields,
    sample_text,
    schema_text,
    test_text,
)
from leadspec.source import Place, Source
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.files.paths import find_root, resolve
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.records import Nested, Row, Table, TypedRow
from leadspec_cli.files.templates import template_files, template_story
from leadspec_cli.files.wrapped import unwrapped
from leadspec_cli.files.write import write_atomically
from leadspec_cli.version import VERSION

_WORKFLOW: Final = ".github/workflows/leadspec.yml"
_ABOUT: Final = {
    "policy.lead": "the definition itself, to be read aloud",
    "lead.schema.yaml": "the facts that a lead may have",
    "data.yaml": "how your data is read: which column is which field",
    _WORKFLOW: "checks each change of these files on GitHub",
}
_FIRST_GUESS: Final = "A first definition, proposed from the fields of your data. Put in its place what you agree on."
_ENDINGS: Final = (
    (".test.yaml", "examples that both departments agreed on"),
    (".jsonl", "invented leads to try the policy on"),
    (".csv", "a list that the policy reads"),
    (".txt", "a list that the policy reads"),
    (".lead", "lists and definitions that the policy uses"),
)


def run_init(console: Console, folder: str, *, template: str | None, from_: str | None) -> Exit:
    if template is not None and from_ is not None:
        message = "`--template` and `--from` exclude each other"
        raise CannotRunError(BAD_OPTION_VALUE.at(None, message, "start from a template, or from your own leads"))
    target = Path(folder)
    _check_folder(target)
    if from_ is not None:
        files, sample, options = _from_data(from_, target)
        story = f"# {_title(target)}\n\n{_FIRST_GUESS}"
    else:
        name = template or "inbound"
        files, options = template_files(name), ""
        sample = next(each for each in sorted(files) if each.startswith("leads."))
        story = template_story(name)
        if (as_of := _as_of(files)) is not None:
            options = f" --as-of {as_of}"
    files[_WORKFLOW] = _workflow()
    files["README.md"] = _readme(story, files, sample, options)
    _write(target, files)
    if not console.quiet:
        console.say(_said(folder, target, files, sample, options, from_))
    return Exit.FINE


def _check_folder(target: Path) -> None:
    if target.exists() and not target.is_dir():
        message = f"`{target}` is a file, and a folder is wanted"
        raise CannotRunError(WOULD_OVERWRITE.at(Place(str(target)), message, "name another folder"))


def _title(target: Path) -> str:
    name = Path(os.path.realpath(target)).name.replace("-", " ").replace("_", " ").strip()
    return "".join(each for each in name if each.isprintable() and each not in '"`')[:60].capitalize() or "Our leads"


def _from_data(name: str, target: Path) -> tuple[dict[str, str], str, str]:
    path = resolve(name, Path.cwd(), [Path(name).parent, find_root(Path.cwd() / "policy.lead")])
    file = unwrapped(DataFile(path, name))
    proposal = _propose(file)
    shown = Path(os.path.relpath(path, os.path.realpath(target))).as_posix()
    policy = format_source(Source("policy.lead", policy_text(proposal, _title(target), "lead.schema.yaml")))
    if policy.text is None:
        raise RuntimeError("the proposed policy is none")
    files = {
        "policy.lead": policy.text,
        "lead.schema.yaml": schema_text(proposal, _title(target)),
        "data.yaml": data_text(proposal, shown, file.records),
        "sample.jsonl": sample_text(proposal),
        "policy.test.yaml": test_text(proposal),
    }
    return files, "sample.jsonl", f" --as-of {AS_OF}" if proposal.events is not None else ""


def _propose(file: DataFile) -> Proposal:
    header: tuple[str, ...] = ()
    with file.open() as records:
        if isinstance(records, Table):
            header = records.header
            rows: Iterator[Mapping[str, Raw]] = (
                dict(zip_longest(header, each.cells[: len(header)]))
                for each in records.rows
                if isinstance(each, (Row, TypedRow))
            )
        else:
            rows = (each.fields for each in records if isinstance(each, Nested))
        columns = profile_columns(rows, header)
    proposal = propose_fields(columns)
    if all(each.is_id for each in proposal.fields):
        message = f"no column of `{file.name}` says anything about a lead"
        raise CannotRunError(NO_RECORDS.at(Place(file.name), message, "name a file with leads in it"))
    return proposal


def _as_of(files: Mapping[str, str]) -> str | None:
    """The instant of the template's own tests: its sample was made for it."""
    tests = next((text for name, text in files.items() if name.endswith(".test.yaml")), "")
    line = next((each for each in tests.splitlines() if each.startswith("as_of:")), None)
    return line.removeprefix("as_of:").strip().strip('"') if line is not None else None


def _workflow() -> str:
    return f"""\
# Refuses a change of the policy that does not check, is not laid out, or fails its tests.
name: leadspec
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  policy:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
      - run: python -m pip install leadspec=={VERSION}
      - run: leadspec fmt --check . --format github
      - run: leadspec lint . --format github
      - run: leadspec test .
"""


def _readme(story: str, files: Mapping[str, str], sample: str, options: str) -> str:
    rows = [f"| `{name}` | {_about(name, sample)} |" for name in sorted(files)]
    commands = ["leadspec lint .", "leadspec test .", f"leadspec qualify . {sample}{options}"]
    return "\n".join(
        [
            story,
            "",
            "| file | what it is |",
            "|---|---|",
            *rows,
            "",
            "Run it in this folder:",
            "",
            "```sh",
            *commands,
            "```",
            "",
            "To change the definition, edit `policy.lead`, then run `leadspec fmt .` and the commands above.",
            "",
        ]
    )


def _about(name: str, sample: str) -> str:
    if name == sample:
        return "invented leads to try the policy on"
    return _ABOUT.get(name) or next((text for ending, text in _ENDINGS if name.endswith(ending)), "")


def _write(target: Path, files: Mapping[str, str]) -> None:
    there: list[Diagnostic] = [
        WOULD_OVERWRITE.at(
            Place(str(target / name)), f"`{(target / name).as_posix()}` is there already", "name an empty folder"
        )
        for name in sorted(files)
        if os.path.lexists(target / name)
    ]
    if there:
        raise CannotRunError(*there)
    made: list[Path] = []
    folders: list[Path] = []
    try:
        for name, text in sorted(files.items()):
            path = target / name
            folders += [each for each in (path.parent, *path.parent.parents) if not each.exists()]
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, text)
            made.append(path)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        for each in sorted(set(folders), key=lambda each: -len(each.parts)):
            if each.is_dir() and not any(each.iterdir()):
                each.rmdir()
        raise


def _said(folder: str, target: Path, files: Mapping[str, str], sample: str, options: str, from_: str | None) -> str:
    shown = Path(folder).as_posix()
    at = "" if shown == "." else f"{shown}/"
    lines = [f"wrote {len(files)} files into {shown}:", *(f"  {name}" for name in sorted(files)), ""]
    lines += ["Try:"]
    lines.append(f"  leadspec qualify {shown} {at}{sample}{options}")
    lines.append(f"  leadspec test {shown}")
    root = find_root(target / "policy.lead")
    if from_ is not None:
        inside = Path(os.path.realpath(from_)).is_relative_to(root)
        elsewhere = "" if inside else f" --data-root {Path(from_).parent.as_posix()}"
        lines.append(f"  leadspec qualify {shown} {at}data.yaml{elsewhere}")
    if (root / ".git").exists() and root != Path(os.path.realpath(target)):
        lines += ["", f"GitHub reads workflows at the top of a repository: move {at}.github there."]
    return "\n".join(lines) + "\n"

"""Pages of the docs as their fenced blocks, each run or checked by what its fence says.

| fence | what the test does |
|---|---|
| `leadspec` | statements, or a whole policy: no finding, and in the canonical layout |
| `leadspec setup` | the same, and stands in front of the blocks below it on the page |
| `leadspec conditions`, `leadspec values` | each line by itself is a condition, a value |
| `leadspec from PATH` | these lines stand in that file, in this order |
| `leadspec bad ID` | gives the finding ID and no other error; `leadspec bad ID condition`: a condition |
| `LANGUAGE NAME.ENDING` | is written into the page's folder; with `add` behind what is there; with `wrong` unchecked |
| `console`, `console exit 1` | each `$ leadspec ...` prints what stands below it; a line `...` stands for any lines |
| `json from leadspec ...` | the command prints this JSON, whatever the layout |
| `yaml worked` | conditions, values or policies with leads, and what each lead gets |
| `yaml fields`, `yaml schema` | properties of a schema, a whole schema: no finding |
| `lark section NAME`, `LANGUAGE include PATH` | is that part of the grammar, is that file |
| `text layers`, `text separators` | is the order of imports that `make check` holds; what parts words |
| `json`, `yaml`, `toml`, `python`, `sh`, `text` | well formed; commands of `make` and `leadspec` exist |
"""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import fill, indent
from typing import Any

from conformance.engines import ENGINES, load
from leadspec.diagnostics import Diagnostic, Severity
from leadspec.documents import plain
from leadspec.documents.json_text import load_json
from leadspec.documents.yaml_text import load_yaml
from leadspec.formatter import format_source
from leadspec.schema.from_json_schema import read_schema
from leadspec.source import Source
from leadspec.values.text import SEPARATORS
from leadspec_cli.main import COMMANDS, run

REPOSITORY = Path(__file__).resolve().parents[2]
STANDARD_SCHEMA = REPOSITORY / "tests" / "conformance" / "schema.yaml"
GRAMMAR = REPOSITORY / "grammar" / "leadspec_grammar" / "leadspec.lark"
AS_OF = "2026-11-21T09:00:00+01:00"
HEAD = """policy "Example"
  schema      "lead.schema.yaml"
  timezone    "Europe/Berlin"
  departments marketing, sales

"""
_ANSWER = '\nflag "an answer" when phone is present\n'
_FENCE = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,})(?P<info>[^`\n]*)\n(?P<body>(?:.*\n)*?)(?P=indent)(?P=ticks)$",
    re.MULTILINE,
)
_SECTION = re.compile(r"^// --- (?P<name>.+?) -+$", re.MULTILINE)
_COMMAND = re.compile(r"^\$ (?P<line>.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """`start`, `end`: where the body stands in the page."""

    line: int
    info: str
    body: str
    start: int
    end: int
    indent: str

    @property
    def words(self) -> list[str]:
        return self.info.split()

    @property
    def language(self) -> str:
        return self.words[0] if self.words else ""


def blocks_of(text: str) -> Iterator[Block]:
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 1
        body = re.sub(f"^{fence['indent']}", "", fence["body"], flags=re.MULTILINE)
        yield Block(line, fence["info"].strip(), body, fence.start("body"), fence.end("body"), fence["indent"])


@dataclass
class Page:
    """One page at work in a folder of its own. `faults` name the line of their block."""

    text: str
    folder: Path
    setup: str = ""
    faults: list[str] = field(default_factory=list)
    now: list[tuple[Block, str]] = field(default_factory=list)

    def check(self) -> None:
        (self.folder / ".git").mkdir()  # the root that files stay in
        if "policies/" in self.text:
            for name in ("inbound", "shared"):
                shutil.copytree(REPOSITORY / "policies" / name, self.folder / "policies" / name)
        for block in blocks_of(self.text):
            check = _CHECKS.get(block.language)
            if check is None:
                self.faults.append(f"line {block.line}: a block of `{block.info}` is not checked by anything")
                continue
            self.faults += [f"line {block.line} ({block.info}): {each}" for each in check(self, block)]

    def renewed(self) -> str:
        """The page with what its commands print now."""
        text = self.text
        for block, body in reversed(self.now):
            text = text[: block.start] + indent(body, block.indent) + text[block.end :]
        return text

    def answers(self, block: Block, body: str) -> Iterator[str]:
        if body != block.body:
            self.now.append((block, body))
            yield f"is now:\n{body}"


def _named(block: Block) -> str | None:
    words = block.words
    return words[1] if len(words) > 1 and re.fullmatch(r"[\w./-]+\.\w+", words[1]) else None


def _write(page: Page, block: Block, name: str) -> None:
    path = page.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") + "\n" if "add" in block.words else ""
    path.write_text(before + block.body, encoding="utf-8")


def _schema(page: Page) -> str:
    own = page.folder / "lead.schema.yaml"
    return (own if own.exists() else STANDARD_SCHEMA).read_text(encoding="utf-8")


# --- leadspec -------------------------------------------------------------------------------------------------


def _leadspec(page: Page, block: Block) -> Iterator[str]:
    name = _named(block)
    words = block.words[1:]
    if name is not None:
        if "wrong" not in words:
            yield from _layout(page, block)
        _write(page, block, name)
    elif words[:1] == ["from"]:
        yield from _excerpt(block.body, (REPOSITORY / words[1]).read_text(encoding="utf-8"))
    elif words[:1] == ["bad"]:
        yield from _bad(page, block, words[1], "condition" in words)
    elif words[:1] in (["conditions"], ["values"]):
        for line in block.body.splitlines():
            bare = line.split("  #")[0].rstrip()
            if bare and not bare.startswith("#"):
                kept = f"define tested: {bare}\n" if words == ["values"] else f'flag "tested" when {bare}\n'
                yield from _findings(page, kept)
    else:
        yield from _findings(page, block.body)
        yield from _layout(page, block)
        if words[:1] == ["setup"]:
            page.setup += block.body + "\n"


def _whole(page: Page, text: str) -> str:
    return text if text.startswith('policy "') else HEAD + page.setup + text + _ANSWER


def _found(page: Page, text: str) -> tuple[Diagnostic, ...]:
    files = {
        path.relative_to(page.folder).as_posix(): path.read_text(encoding="utf-8")
        for path in page.folder.rglob("*")
        if path.suffix in (".txt", ".csv", ".lead") and "policies" not in path.parts
    }
    return load(_whole(page, text), _schema(page), files).diagnostics


def _findings(page: Page, text: str) -> Iterator[str]:
    for each in _found(page, text):
        yield f"{each.id}: {each.message}\n{text}"


def _layout(page: Page, block: Block) -> Iterator[str]:
    formatted = format_source(Source("block.lead", block.body)).text
    if formatted is None:
        yield "cannot be read"
    else:
        yield from page.answers(block, formatted)


def _excerpt(text: str, whole: str) -> Iterator[str]:
    rest = iter(whole.splitlines())
    for line in text.splitlines():
        if line not in ("", "...") and line not in rest:
            yield f"does not stand there, or not in this order: {line}"
            return


def _bad(page: Page, block: Block, wanted: str, condition: bool) -> Iterator[str]:
    texts = [block.body]
    if condition:
        texts = [f'flag "tested" when {each}\n' for each in block.body.splitlines() if each]
    for text in texts:
        found = {each.id for each in _found(page, text) if each.severity is Severity.ERROR or each.id == wanted}
        if found != {wanted}:
            yield f"gives {sorted(found)}, not {wanted}\n{text}"


# --- commands -------------------------------------------------------------------------------------------------


def command(folder: Path, line: str) -> tuple[int, str, str]:
    """`leadspec ...` in this process: its exit status, what a terminal shows, and what a pipe gets."""
    words = shlex.split(line)
    if words[0] != "leadspec":
        raise ValueError(f"only `leadspec` runs here: {line}")
    shown = io.BytesIO()

    class Both(io.BytesIO):
        """Standard output, kept by itself and in its turn with standard error."""

        def write(self, data: Any, /) -> int:
            shown.write(data)
            return super().write(data)

    piped = Both()
    out = io.TextIOWrapper(piped, encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(shown, encoding="utf-8", write_through=True)
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        code = run(words[1:])
        sys.stdout.flush()
    texts = (shown.getvalue().decode(), piped.getvalue().decode())
    out.detach()
    err.detach()
    return code, *texts


def _console(page: Page, block: Block) -> Iterator[str]:
    wanted = int(block.words[2]) if block.words[1:2] == ["exit"] else 0
    told = list(_COMMAND.finditer(block.body))
    if not told or told[0].start():
        yield "begins with no command"
    body = ""
    for number, each in enumerate(told):
        end = told[number + 1].start() if number + 1 < len(told) else len(block.body)
        expected = block.body[each.end() : end]
        code, shown, _ = command(page.folder, each["line"])
        if code != wanted:
            yield f"`{each['line']}` ends with {code}, not {wanted}:\n{shown}"
        body += each[0] + (expected if code != wanted else _renewed(expected, shown))
    yield from page.answers(block, body)


def _renewed(expected: str, shown: str) -> str:
    """What is shown now, with the same parts left out as in what was expected."""
    pattern = "".join("(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in expected.splitlines(True))
    if re.fullmatch(pattern, shown):
        return expected
    rest = shown.splitlines(True)
    kept = []
    for part in re.split(r"^(\.\.\.\n)", expected, flags=re.MULTILINE):
        lines = part.splitlines(True)
        if lines in ([], ["...\n"]):
            kept += lines
            continue
        first = next((n for n, each in enumerate(rest) if _alike(each, lines[0])), 0)
        last = next((n for n, each in enumerate(rest) if n >= first and _alike(each, lines[-1])), len(rest) - 1)
        kept += rest[first : last + 1]
        rest = rest[last + 1 :]
    return "".join(kept) if "...\n" in kept else shown


def _alike(one: str, other: str) -> bool:
    return one[:12].strip() == other[:12].strip()


# --- data -----------------------------------------------------------------------------------------------------


def _json(page: Page, block: Block) -> Iterator[str]:
    name = _named(block)
    if name is not None:
        _write(page, block, name)
    if name is None or name.endswith(".json"):
        for each in load_json(Source("block.json", block.body)).diagnostics:
            yield each.message
    if block.words[1:2] == ["from"]:
        _, _, piped = command(page.folder, block.info.split(maxsplit=2)[2])
        given, told = json.loads(piped), json.loads(block.body)
        if json.dumps(given) != json.dumps(told):
            yield from page.answers(block, json.dumps(given, indent=2, ensure_ascii=False) + "\n")


def _yaml(page: Page, block: Block) -> Iterator[str]:
    name = _named(block)
    words = block.words[1:]
    text = block.body
    if name is not None:
        _write(page, block, name)
    if words[:1] == ["worked"]:
        yield from _worked(page, text)
        return
    if words[:1] == ["include"]:
        yield from _include(page, block)
    for each in load_yaml(Source("block.yaml", text)).diagnostics:
        yield each.message
    if words[:1] == ["fields"]:
        text = "type: object\nproperties:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    if words[:1] in (["fields"], ["schema"]) or ((name or "").endswith("schema.yaml") and "wrong" not in words):
        for each in read_schema(Source("block.schema.yaml", text)).diagnostics:
            yield f"{each.id}: {each.message}"


def _worked(page: Page, text: str) -> Iterator[str]:
    case = plain(load_yaml(Source("block.yaml", text)).node)
    before = page.setup + case.get("setup", "")
    for lead in case["leads"]:
        given, expected = lead["given"], lead["expect"]
        statements, row = _question(case, expected)
        policy = HEAD + before + statements
        found = load(policy, _schema(page), {}).diagnostics
        if found:
            yield from (f"{each.id}: {each.message}\n{policy}" for each in found)
            return
        got = ENGINES[0].run(policy, _schema(page), [{"id": "L-1", **given}], case.get("as_of", AS_OF), {})[0]
        if got is None or not _holds(row, got):
            yield f"{given}: expected {expected}, not {got}"


def _question(case: Mapping[str, Any], expected: Any) -> tuple[str, Mapping[str, Any]]:
    """Statements that ask it, and the part of the row that says it came out as expected."""
    if "condition" in case:
        tested = f"define tested: {case['condition'].strip()}\n"
        asked = 'flag "true" when tested\nflag "false" when not tested\n'
        return tested + asked, {"flags": {True: ["true"], False: ["false"], "unknown": []}[expected]}
    if "value" in case:
        tested = f"define tested: {case['value'].strip()}\n"
        test = "is missing" if expected == "missing" else f"is {expected}"
        return f'{tested}flag "yes" when tested {test}\n', {"flags": ["yes"]}
    return case["policy"], expected


def _holds(expected: Any, got: Any) -> bool:
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(_holds(each, got.get(key)) for key, each in expected.items())
    return bool(expected == got)


def _text(page: Page, block: Block) -> Iterator[str]:
    name = _named(block)
    if name is not None:
        _write(page, block, name)
    if block.words[1:] == ["layers"]:
        yield from page.answers(block, "".join(f"{each}\n" for each in _layers()))
    if block.words[1:] == ["separators"]:
        ranges = (f"U+{low:04X}" if low == high else f"U+{low:04X} to U+{high:04X}" for low, high in SEPARATORS)
        yield from page.answers(block, fill(", ".join(ranges), 80) + "\n")


def _layers() -> list[str]:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return next(each["layers"] for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == "layers")


# --- what is shown of other files -----------------------------------------------------------------------------


def _include(page: Page, block: Block) -> Iterator[str]:
    yield from page.answers(block, (REPOSITORY / block.words[2]).read_text(encoding="utf-8"))


def _lark(page: Page, block: Block) -> Iterator[str]:
    grammar = GRAMMAR.read_text(encoding="utf-8")
    heads = list(_SECTION.finditer(grammar))
    ends = [*(each.start() for each in heads[1:]), grammar.index("\n%declare") + 1]
    wanted = " ".join(block.words[2:])
    parts = {each["name"]: grammar[each.end() : end].strip("\n") for each, end in zip(heads, ends, strict=True)}
    if wanted not in parts:
        yield f"the grammar has the sections {sorted(parts)}"
        return
    yield from page.answers(block, parts[wanted] + "\n")


def _sh(_: Page, block: Block) -> Iterator[str]:
    targets = re.findall(r"^([\w-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for line in block.body.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["make"] and words[1] not in targets:
            yield f"there is no `{line}`"
        if words[:1] == ["leadspec"] and words[1] not in COMMANDS:
            yield f"there is no `{line}`"


def _python(_: Page, block: Block) -> Iterator[str]:
    try:
        compile(block.body, "block.py", "exec")
    except SyntaxError as error:
        yield str(error)


def _toml(_: Page, block: Block) -> Iterator[str]:
    try:
        tomllib.loads(block.body)
    except tomllib.TOMLDecodeError as error:
        yield str(error)


_CHECKS: Mapping[str, Callable[[Page, Block], Iterator[str]]] = {
    "leadspec": _leadspec,
    "console": _console,
    "json": _json,
    "jsonl": _json,
    "yaml": _yaml,
    "csv": _text,
    "text": _text,
    "lark": _lark,
    "sh": _sh,
    "python": _python,
    "toml": _toml,
}

"""From the text of a policy to its analysis: parses it, and what it uses, and reads its schema and lists.

Pure: files are read by a callback. A path that it gets is relative to the folder of the policy's main file, with
`/` between folders and `..` in front where it leads out of it; it gives the text, or says why there is none.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from leadspec.analysis.analyse import analyse
from leadspec.analysis.graph import Edge, Graph, Vertex, cycles, path
from leadspec.analysis.head import find_head, head_line
from leadspec.analysis.list_file import read_list
from leadspec.analysis.model import NOWHERE, Analysis, ListFile, ParsedFile
from leadspec.diagnostics import Diagnostic, Label
from leadspec.diagnostics.kinds import policy as kinds
from leadspec.schema.from_json_schema import read_schema
from leadspec.schema.model import Schema
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse

Read = Callable[[str], Source | Diagnostic]


def load_policy(main: Source, read: Read) -> Analysis:
    """The policy of a main file, checked. What `read` finds wrong is reported at the place that names the file."""
    loader = _Loader(main, read)
    loader.load()
    analysis = analyse(loader.files, loader.schema, loader.list_files, loader.diagnostics)
    return replace(analysis, sources=loader.sources)


class _Loader(Struct):
    main: Source
    read: Read
    files: list[ParsedFile] = field(default_factory=list)
    schema: Schema | None = None
    list_files: dict[str, ListFile | None] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def load(self) -> None:
        main_path = posixpath.basename(self.main.name.replace("\\", "/"))
        uses: Graph = {}
        waiting: list[tuple[str, Source]] = [(main_path, self.main)]
        seen = {main_path}
        while waiting:
            at, source = waiting.pop()
            parsed = self._parse(source)
            uses[at] = Vertex(at, None, NOWHERE)
            found = []
            for statement in parsed.file.statements:
                if isinstance(statement, tree.Use):
                    path_ = _beside(at, statement.file.value)
                    uses[at].edges.append(Edge(path_, statement.file.span))
                    if path_ not in seen:
                        seen.add(path_)
                        used = self._read(path_, statement.file, _POLICIES)
                        if used is not None:
                            found.append((path_, used))
                elif isinstance(statement, tree.ListStatement) and statement.file is not None:
                    self._load_list(at, statement, statement.file)
            waiting.extend(reversed(found))  # files in the order in which they are named, depth first
        self._check_cycles(uses)
        self._load_schema(main_path)

    def _parse(self, source: Source) -> ParsedFile:
        self.sources[source.name] = source
        result = parse(source)
        self.diagnostics.extend(result.diagnostics)
        parsed = ParsedFile(source, result.file)
        self.files.append(parsed)
        return parsed

    def _load_list(self, at: str, statement: tree.ListStatement, file: tree.TextLiteral) -> None:
        if statement.name.text in self.list_files:
            return  # a second list of this name, which the analysis reports
        source = self._read(_beside(at, file.value), file, _LISTS)
        found = None if source is None else read_list(source, statement, self.diagnostics.append)
        self.list_files[statement.name.text] = found

    def _load_schema(self, main_path: str) -> None:
        line = head_line(find_head(self.files[0].file), tree.MetaKey.SCHEMA)
        name = line.values[0] if line and line.values else None
        if not isinstance(name, tree.TextLiteral):
            return
        source = self._read(_beside(main_path, name.value), name, _SCHEMAS)
        if source is None:
            return
        self.sources[source.name] = source
        result = read_schema(source)
        self.diagnostics.extend(result.diagnostics)
        self.schema = result.schema if result.ok else None

    def _read(self, path_: str, named: tree.TextLiteral, endings: tuple[str, ...]) -> Source | None:
        """The file at a path; why there is none is reported where the policy names it."""
        if not path_.lower().endswith(endings):
            wanted = " or ".join(f"`{each}`" for each in endings)
            message = f"`{named.value}` does not end in {wanted}"
            self.diagnostics.append(kinds.FILE_ENDING.at(named.span, message, "name a file of that kind"))
            return None
        found = self.read(path_)
        if isinstance(found, Source):
            return found
        own = [found.primary] if found.primary else []
        placed = Diagnostic(
            found.kind, found.message, Label(named.span), (*own, *found.secondary), found.hints, found.fix
        )
        self.diagnostics.append(placed)
        return None

    def _check_cycles(self, uses: Graph) -> None:
        for component in cycles(uses):
            start = next(each for each in uses if each in component)
            way = path(uses, start, {start}, component)
            chain = ", which uses ".join(f"`{each.to}`" for each in way)
            self.diagnostics.append(
                kinds.USE_CYCLE.at(
                    way[-1].span,
                    f"`{start}` uses {chain}",
                    "move what both need into a file that uses neither",
                    secondary=[Label(each.span, "used here") for each in way[:-1]],
                )
            )


_POLICIES = (".lead",)
_LISTS = (".txt", ".csv")
_SCHEMAS = (".yaml", ".yml", ".json")


def _beside(at: str, name: str) -> str:
    """A path that a file names, relative to the folder of the main file. An address stays as it is, to be refused."""
    if "://" in name:
        return name
    return posixpath.normpath(posixpath.join(posixpath.dirname(at), name))

"""Policies checked up to their types: one for a run, or all that were named for `lint`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.diagnostics import Diagnostic, has_errors, sort_diagnostics
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.paths import find_root, resolve
from leadspec_cli.files.text import read_source

_HEAD = re.compile(r"^policy\b", re.MULTILINE)
# What a file may hold that others use; it is no policy, and is not missing a head.
_SHARED = (tree.Use, tree.ListStatement, tree.EventsStatement, tree.Define)


class CheckedPolicy(Struct, frozen=True):
    """A policy with the texts that its findings point into. `root`: the folder that its files stay in."""

    root: Path
    analysis: Analysis
    sources: Mapping[str, Source]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.analysis.diagnostics


class Findings(Struct, frozen=True):
    """What is wrong with several policies. `paths`: where each source lies; `unreadable`: a named file could not be
    read at all.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    paths: Mapping[str, Path]
    unreadable: bool


class _Files(Struct):
    """Reads the files of policies, each once. `texts` stand in for what lies on the disk."""

    texts: Mapping[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    def read(self, name: str, root: Path) -> Source:
        """Raises `FileFault`."""
        if name not in self.sources:
            path = resolve(name, Path.cwd(), [root])
            text = self.texts.get(name)
            self.sources[name] = read_source(path, name) if text is None else Source(name, text)
            self.paths[name] = path
        return self.sources[name]

    def policy(self, main: Source, root: Path) -> Analysis:
        folder = posixpath.dirname(main.name.replace("\\", "/"))

        def read(path: str) -> Source | Diagnostic:
            try:
                return self.read(posixpath.normpath(posixpath.join(folder, path)), root)
            except FileFault as fault:
                return fault.diagnostics[0]

        return load_policy(main, read)


def check_policy(name: str) -> CheckedPolicy:
    """Raises `FileFault` where the policy itself cannot be read."""
    files = _Files()
    root = find_root(Path(name))
    analysis = files.policy(files.read(name, root), root)
    return CheckedPolicy(root, analysis, files.sources)


def check_files(names: Sequence[str], texts: Mapping[str, str] | None = None) -> Findings:
    """All findings of all files, each once, by file and place."""
    files = _Files(texts or {})
    diagnostics: list[Diagnostic] = []
    unreadable = False
    headless: list[tuple[Source, Path]] = []
    used: set[str] = set()
    for name in names:
        root = find_root(Path(name))
        try:
            source = files.read(name, root)
        except FileFault as fault:
            diagnostics.extend(fault.diagnostics)
            unreadable = True
            continue
        if _HEAD.search(source.text):
            analysis = files.policy(source, root)
            diagnostics.extend(analysis.diagnostics)
            used.update(each.source.name for each in analysis.files[1:])
        else:
            headless.append((source, root))
    for source, root in headless:
        # What a policy uses was checked with it, where more is known than the file says itself.
        if source.name not in used:
            diagnostics.extend(_check_headless(files, source, root))
    return Findings(sort_diagnostics(diagnostics), files.sources, files.paths, unreadable)


def _check_headless(files: _Files, source: Source, root: Path) -> Sequence[Diagnostic]:
    """A file of shared lists and definitions has its form checked; any other is a policy without its head."""
    parsed = parse(source)
    statements = parsed.file.statements
    if has_errors(parsed.diagnostics) or (statements and all(isinstance(each, _SHARED) for each in statements)):
        return parsed.diagnostics
    return files.policy(source, root).diagnostics

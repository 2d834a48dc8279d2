"""A sample policy's folder, run as its README says, and held to the figures that the README tells."""

from __future__ import annotations

import io
import json
import re
import runpy
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadspec.documents import plain
from leadspec.documents.yaml_text import load_yaml
from leadspec.source import Source
from leadspec_cli.main import run

REPOSITORY = Path(__file__).parents[3]
AS_OF = "2026-11-21T09:00:00+01:00"
_FIGURE = re.compile(r"^\| `(?P<output>[^:`]+): (?P<value>[^`]+)` \| (?P<count>\d+) \|$", re.MULTILINE)
_ADDRESS = re.compile(r"@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder under `policies`."""

    name: str
    sample: str

    @property
    def path(self) -> Path:
        return REPOSITORY / "policies" / self.name

    def text(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def sample_is_what_the_generator_makes(self) -> bool:
        made = runpy.run_path(str(self.path / "make_leads.py"))["make"]()
        return (self.path / self.sample).read_bytes() == made.encode()

    def hosts(self) -> set[str]:
        """The last parts of the addresses in the sample."""
        return {each.rpartition(".")[2].lower() for each in _ADDRESS.findall(self.text(self.sample))}

    def cases(self) -> list[dict[str, Any]]:
        """The cases of its tests, as they stand there."""
        name = f"{self.name}.test.yaml"
        loaded = load_yaml(Source(name, self.text(name)))
        cases = plain(loaded.node)["cases"]
        assert isinstance(cases, list)
        return cases

    def findings(self) -> tuple[int, int]:
        """The exit codes of `lint` and `fmt --check`."""
        return self._command("lint")[0], self._command("fmt", "--check")[0]

    def tested(self) -> int:
        """The exit code of `test`."""
        return self._command("test")[0]

    def report(self) -> dict[str, Any]:
        """What `qualify` writes for programs about the sample."""
        sample = f"policies/{self.name}/{self.sample}"
        code, text = self._command("qualify", sample, "--as-of", AS_OF, "--format", "json")
        report = json.loads(text)
        assert code == (1 if report["rejected"] else 0)
        return dict(report)

    def _command(self, command: str, *arguments: str) -> tuple[int, str]:
        options = [each for each in arguments if each == "--check"]
        rest = [each for each in arguments if each != "--check"]
        written = io.BytesIO()
        out, err = (io.TextIOWrapper(each, encoding="utf-8") for each in (written, io.BytesIO()))
        with chdir(REPOSITORY), redirect_stdout(out), redirect_stderr(err):
            code = run([command, *options, f"policies/{self.name}", *rest, "--quiet"])
            out.flush()
        return code, written.getvalue().decode()

    def figures(self) -> Iterator[tuple[str, str, int]]:
        """The rows of the README's table of what comes out of the sample."""
        for each in _FIGURE.finditer(self.text("README.md")):
            yield each["output"], each["value"], int(each["count"])


def count(report: dict[str, Any], output: str, value: str) -> int:
    """How many leads have this value of an output; `rejected: FIELD` counts rejects."""
    if output == "rejected":
        return sum(each["field"] == value for each in report["rejected"])
    return sum(_has(row, output, value) for row in report["rows"])


def _has(row: dict[str, Any], output: str, value: str) -> bool:
    found: Any = row
    for key in output.split("."):
        found = found[key]
    return (
        value in found if isinstance(found, list) else value == (found if isinstance(found, str) else json.dumps(found))
    )

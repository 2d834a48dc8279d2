"""Running whole commands: in this process for speed, or in one of their own where the process is the point."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from leadspec_cli.main import run

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    code: int
    stdout: str
    stderr: str

    @property
    def both(self) -> str:
        return self.stdout + self.stderr


class _Stream(io.TextIOWrapper):
    """Keeps what is printed; says that it is a terminal if it is to be taken for one."""

    def __init__(self, terminal: bool, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


Command = Callable[..., Outcome]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `leadspec WORDS` in an empty folder."""

    def call(
        *words: str, cwd: Path = tmp_path, encoding: str = "utf-8", stdin: str = "", terminal: bool = False
    ) -> Outcome:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        out, err = (_Stream(terminal, encoding) for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            code = run(words)
        texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
        return Outcome(code, *texts)

    return call


def process(
    words: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None, stdin: bytes = b""
) -> Outcome:
    """Runs `leadspec WORDS` in a process of its own, with these variables beside the usual ones."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from leadspec_cli.main import run; sys.exit(run())", *words],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        input=stdin,
        capture_output=True,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def separate() -> Callable[..., Outcome]:
    return process


@pytest.fixture
def repository() -> Path:
    return REPOSITORY

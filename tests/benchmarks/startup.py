"""What a command costs before it does anything: whole processes, beside processes that do as little as can be."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clock import Times, cpu, middle, processes_in_turns, ratio, wall
from benchmarks.figures import Figure
from benchmarks.policies import write_policy

LINES = 200
ROUNDS = 21
BIN = Path(sys.executable).parent


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        policy = write_policy(Path(folder), LINES)
        click, version, yamllint, lint = processes_in_turns(
            ROUNDS,
            (sys.executable, "-c", "import click"),
            (str(BIN / "leadspec"), "--version"),
            (str(BIN / "yamllint"), "--version"),
            (str(BIN / "leadspec"), "lint", str(policy)),
            folder=folder,
        )
    found = []
    for clock, of in (("clock", wall), ("processor", cpu)):
        found.append(_figure(f"leadspec --version : import click ({clock})", version, click, of, 1.4))
        found.append(_figure(f"leadspec lint, {LINES} lines : yamllint --version ({clock})", lint, yamllint, of, 1.7))
    return found


def _figure(what: str, own: list[Times], other: list[Times], of: Callable[[Times], float], goal: float) -> Figure:
    detail = f"{middle(own, of) * 1e3:.0f} ms : {middle(other, of) * 1e3:.0f} ms, {len(own)} rounds"
    return Figure(what, ratio(own, other, of), detail, goal)

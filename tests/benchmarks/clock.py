"""Two things measured in turns, so that what else the machine does falls on both."""

from __future__ import annotations

import gc
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple


class Times(NamedTuple):
    """Seconds of one round: on the clock, and of the processor (all threads, user and system)."""

    wall: float
    cpu: float


def in_turns(rounds: int, *actions: Callable[[], object]) -> list[list[Times]]:
    """For each action its times, after a first round that does not count."""
    found: list[list[Times]] = [[] for _ in actions]
    for number in range(rounds + 1):
        for times, action in zip(found, actions, strict=True):
            gc.collect()
            wall, cpu = time.perf_counter(), time.process_time()
            action()
            if number:
                times.append(Times(time.perf_counter() - wall, time.process_time() - cpu))
    return found


def processes_in_turns(rounds: int, *commands: Sequence[str], folder: str) -> list[list[Times]]:
    """The same for whole processes. Bytecode is kept, as it is where a package was installed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    found: list[list[Times]] = [[] for _ in commands]
    for number in range(rounds + 1):
        for times, command in zip(found, commands, strict=True):
            taken = _process(command, environment, folder)
            if number:
                times.append(taken)
    return found


def _process(command: Sequence[str], environment: Mapping[str, str], folder: str) -> Times:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    complaints = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise RuntimeError(f"`{' '.join(command)}` ended with {process.returncode}: {complaints}")
    return Times(wall, usage.ru_utime + usage.ru_stime)


def ratio(left: Sequence[Times], right: Sequence[Times], of: Callable[[Times], float]) -> float:
    """The median of the ratios of the rounds."""
    return median(of(one) / of(other) for one, other in zip(left, right, strict=True))


def wall(times: Times) -> float:
    return times.wall


def cpu(times: Times) -> float:
    return times.cpu


def middle(times: Sequence[Times], of: Callable[[Times], float]) -> float:
    return median(of(each) for each in times)

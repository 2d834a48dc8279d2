"""Judging a lead touches nothing but memory: no file, no socket, no process, no import, no compiler.

An audit hook cannot be taken off again, so this runs in a process of its own. Policies are made ready first; then raw
leads are cleaned up, judged and rejected in front of the hook.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

CONTAINED = """
import json, sys
from agreement.cases import Batch, case_of
from agreement.records import wild_records
from leadspec.cleanup import Cleaner
from leadspec.engines.interpreter import Interpreter
from leadspec.engines.python import PythonEngine

ready = []
for seed in range(3000, 3012):
    case = case_of(seed, 8)
    cleaner = Cleaner(case.analysis.schema, case.zone)
    judges = [each().prepare(case.program, case.as_of, case.zone) for each in (Interpreter, PythonEngine)]
    answer = judges[1].answer
    for judge in judges:
        list(judge.verdicts(case.cleaned.leads))
    ready.append((case, cleaner, judges, answer))

touched = []
watching = False
sys.addaudithook(lambda event, arguments: touched.append(event) if watching else None)

watching = True
counts = [0, 0]
for case, cleaner, judges, answer in ready:
    for row, record in enumerate(case.records, 1):
        found = cleaner.record(row, record)
        if hasattr(found, "facts"):
            counts[0] += 1
            for judge in judges:
                list(judge.verdicts([found]))
            answer(found)
        else:
            counts[1] += 1
watching = False
evaluated = list(touched)

touched.clear()
watching = True
open(sys.executable, "rb").close()
watching = False
print(json.dumps({"touched": evaluated, "hook": touched, "judged": counts[0], "rejected": counts[1]}))
"""

# What Python itself tells of while it runs code that is there already.
HARMLESS = frozenset({"builtins.id", "object.__getattr__", "sys._getframe", "code.__new__"})


def test_judging_touches_nothing_but_memory() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", CONTAINED], env=environment, capture_output=True, text=True, check=True, timeout=300
    )
    found = json.loads(done.stdout)
    assert set(found["touched"]) <= HARMLESS
    assert "open" in found["hook"], "the hook is asked at all"
    assert found["judged"] > 40
    assert found["rejected"] > 5

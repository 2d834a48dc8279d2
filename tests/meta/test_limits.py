"""Large and deep inputs: nothing hangs, nothing recurses out, nothing takes more than 500 MB.

Each case runs in a process of its own, which tells its seconds and its largest memory. Bounds of time are wide, since
they are to find what grows faster than its input, not what is slow.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from leadspec.analysis.model import Analysis
from leadspec.engines.interpreter import evaluate
from leadspec.formatter import format_source
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.invariants import check
from leadspec.ir.lead import Event, Lead
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec.syntax.parse import parse
from leadspec.values.instants import HOUR
from leadspec.values.zones import zone
from unit.analysis.policies import HEAD, load

MOST_SECONDS = 30
MOST_MEGABYTES = 500
TERMS = 3_000
AS_OF = 1_795_000_000_000_000
RICH = Lead("rich", {"budget": 5_000_000, "newsletter": True, "email": "e99999", "job_title": "Chief of e77777"})


def ids(analysis: Analysis) -> list[str]:
    return sorted({each.id for each in analysis.diagnostics})


def all_stages(rules: str, lead: Lead = RICH) -> list[str]:
    """A policy through every step: loaded, formatted, checked, digested, evaluated. Its findings."""
    text = HEAD + rules
    analysis = load(text)
    formatted = format_source(Source("policy.lead", text)).text
    if analysis.program is not None:
        assert formatted is not None
        assert check(analysis.program) == []
        assert meaning_digest(analysis.program)
        evaluate(analysis.program, lead, AS_OF, zone("Europe/Berlin"))
    return ids(analysis)


def chain(joiner: str, term: str) -> str:
    return f" {joiner} ".join(term.format(number) for number in range(TERMS))


# --- many terms and definitions -----------------------------------------------------------------------------------


def chains() -> object:
    return [
        all_stages(f"we count a lead when: {chain('and', 'budget > {}')}\n"),
        all_stages(f"we count a lead when: {chain('or', 'budget > {}')}\n"),
        all_stages(f"we count a lead when: {chain('+', 'budget')} > 5\n"),
        all_stages(f"we count a lead when: {chain('*', 'budget')} > 5\n"),
    ]


def block_of_lines() -> object:
    lines = "".join(f"    budget > {number}\n" for number in range(TERMS))
    return all_stages(f"we count a lead when:\n  any of:\n{lines}")


def definitions_in_a_row() -> object:
    lines = [f"define d{number}: d{number - 1} or budget > {number}\n" for number in range(1, TERMS)]
    return all_stages(f"define d0: newsletter\n{''.join(lines)}we count a lead when: d{TERMS - 1}\n")


def definitions_in_a_row_last_first() -> object:
    lines = [f"define n{number}: n{number - 1} + 1\n" for number in range(TERMS - 1, 0, -1)]
    return all_stages(f"we count a lead when: n{TERMS - 1} > 5\n{''.join(lines)}define n0: budget * 1\n")


def circle_of_definitions() -> object:
    lines = [f"define d{number}: d{(number + 1) % TERMS} or budget > {number}\n" for number in range(TERMS)]
    return all_stages(f"{''.join(lines)}we count a lead when: d0\n")


def points_and_rows() -> object:
    lines = "".join(f"  +0.01 when budget > {number}\n" for number in range(TERMS))
    rows = "".join(f"  > {TERMS - number} | {number}\n" for number in range(TERMS))
    return all_stages(f"score s:\n{lines}table t by budget:\n{rows}  any | 0\nwe count a lead when: s > t\n")


# --- long lines and texts, and what is no policy ------------------------------------------------------------------

LONG = 300_000


def long_lines() -> object:
    text = "x" * LONG
    return [
        all_stages(f'we count a lead when: newsletter because "{text}"\n'),
        all_stages(f'we count a lead when: email contains "{text}" # {text}\n'),
        all_stages(f"we count a lead when:{' ' * LONG}newsletter\n"),
        all_stages(f"we count a lead when: {text}\n"),
        all_stages(f"we count a lead when: budget > {'9' * LONG}\n"),
    ]


SENSELESS = {
    "words": "a ",
    "phrases": "did not ",
    "chain": "newsletter and ",
    "open parentheses": "(",
    "closed parentheses": ")",
    "open brackets": "[",
    "signs": "@",
    "quotes": '"',
    "curly quotes": "“",
    "commas": ",",
    "minus": "-",
    "texts": '"a" ',
    "durations": "3 days ",
    "lines": "x\n",
}


def senseless() -> object:
    """The time for a text without sense grows with its length: four times as much takes far less than sixteen."""

    def seconds(piece: str, count: int) -> float:
        start = time.perf_counter()
        assert load(f"{HEAD}we count a lead when: {piece * count}\n").program is None
        return time.perf_counter() - start

    growth = {name: grows(partial(seconds, piece), 1_000, 4_000, most=9) for name, piece in SENSELESS.items()}
    return {name: each for name, each in growth.items() if each != "linear"}


def huge_texts() -> object:
    return [
        all_stages("we count a lead when: newsletter\n" + "# a line of nothing\n" * 450_000),
        all_stages("we count a lead when: newsletter\n" + "\n" * 500_000),
    ]


# --- depth --------------------------------------------------------------------------------------------------------


def nested(depth: int) -> dict[str, str]:
    """Rules nested so many levels deep. A head is the first level of the lines below it."""
    blocks = "".join(f"{'  ' * level}all of:\n" for level in range(1, depth))
    groups = "".join(f'{"  " * level}group "g":\n' for level in range(1, depth))
    inside = "  " * depth
    return {
        "parentheses": f"we count a lead when: {'(' * depth}newsletter{')' * depth}\n",
        "not": f"we count a lead when: {'not (' * depth}newsletter{')' * depth}\n",
        "any of": f"we count a lead when: {'any of (' * depth}newsletter{')' * depth}\n",
        "larger of": f"we count a lead when: {'larger of (' * depth}budget{')' * depth} > 3\n",
        "blocks": f"define x:\n{blocks}{inside}newsletter\nwe count a lead when: x\n",
        "groups": f"score s:\n{groups}{inside}+1 when newsletter\nwe count a lead when: s > 0\n",
    }


def depth() -> object:
    return {at: sorted({*map(str, map(all_stages, nested(at).values()))}) for at in (30, 31, 200)} | {
        5_000: sorted({str(all_stages(nested(5_000)[each])) for each in ("parentheses", "not", "any of", "larger of")})
    }


def deep_schemas() -> object:
    def found(name: str, text: str) -> list[str]:
        return [each.id for each in read_schema(Source(name, text)).diagnostics]

    many = {"type": "object", "properties": {f"f{number}": {"type": "string"} for number in range(20_000)}}
    deep = '{"a":' * 50_000 + "1" + "}" * 50_000
    return [
        found("s.json", json.dumps(many)),
        found("s.json", deep),
        found("s.yaml", deep),
        found("s.yaml", "[" * 50_000),
    ]


# --- size ---------------------------------------------------------------------------------------------------------


def grows(seconds: Callable[[int], float], small: int, large: int, most: float) -> object:
    """How the time grows, measured until it is little enough: other processes may disturb it."""
    ratios = []
    for _ in range(3):
        ratios.append(seconds(large) / min(seconds(small) for _ in range(3)))
        if ratios[-1] < most:
            return "linear"
    return f"grows by {ratios}"


def lines_of_policy(count: int) -> str:
    rules = (
        f"define d{number}:\n  all of:\n    budget > {number} and email is present\n    country is one of DE, AT\n"
        f"score s{number}:\n  +10 for each page_viewed in the last {number % 50 + 1} days, at most 20 points\n"
        f"  -5 when d{number}\n"
        for number in range(count // 7)
    )
    return HEAD + "".join(rules)


def parse_in_linear_time() -> object:
    def seconds(count: int) -> float:
        source = Source("policy.lead", lines_of_policy(count))
        start = time.perf_counter()
        assert parse(source).diagnostics == ()
        return time.perf_counter() - start

    return grows(seconds, 5_000, 50_000, most=14)


def lists_of_many_entries() -> object:
    entries = [f"e{number}" for number in range(100_000)]
    inline = ", ".join(f'"{each}"' for each in entries[:20_000])
    rules = 'list l from "l.txt"\nwe count a lead when: email in l and job_title contains any word of l\n'
    analysis = load(HEAD + rules, {"l.txt": "\n".join(entries)})
    assert analysis.program is not None
    found = evaluate(analysis.program, RICH, AS_OF, zone("Europe/Berlin"))
    return [
        ids(analysis),
        found.verdict.counts["agreed"],
        all_stages(f"list l: {inline}\nwe count a lead when: email in l\n"),
    ]


EVENT_RULES = """score s:
  +1 for each page_viewed where page starts with "/p1", at most 2 times per week, halving every 30 days
  +amount for each any event in the last 12 months
we count a lead when: any of (
  did page_viewed at least 9999 times within any 7 days,
  did page_viewed at least 9999 times within any 30 hours,
  did page_viewed then email_clicked within 1 hour since last unsubscribed,
  did page_viewed then email_clicked within 1 minute,
  count of different page of any event > 500,
  sum of amount of page_viewed since first email_clicked < 0,
  days with any event > 10_000,
  amount of last page_viewed where page is "nowhere" > 3,
  did page_viewed within 3 days after created_at
)
"""


def leads_with_many_events() -> object:
    def lead(apart: int) -> Lead:
        facts = ({"page": f"/p{number % 100}", "amount": number * 1_000} for number in range(10_000))
        events = (
            Event("page_viewed" if number % 2 else "email_clicked", AS_OF - (10_000 - number) * apart, each)
            for number, each in enumerate(facts)
        )
        return Lead("busy", {"created_at": AS_OF - 90 * 24 * HOUR}, tuple(events))

    return [all_stages(EVENT_RULES, lead(HOUR)), all_stages(EVENT_RULES, lead(0))]


# --- the cases ----------------------------------------------------------------------------------------------------

DEEP = ["['nested-too-deep']"]
CASES: dict[str, tuple[Callable[[], object], Any]] = {
    "chains": (chains, [[], [], [], []]),
    "block_of_lines": (block_of_lines, []),
    "definitions_in_a_row": (definitions_in_a_row, []),
    "definitions_in_a_row_last_first": (definitions_in_a_row_last_first, []),
    "circle_of_definitions": (circle_of_definitions, ["definition-cycle"]),
    "points_and_rows": (points_and_rows, []),
    "long_lines": (long_lines, [[], [], [], ["unknown-name"], ["bad-number"]]),
    "huge_texts": (huge_texts, [["policy-too-large"], []]),
    "depth": (depth, {"30": ["[]"], "31": DEEP, "200": DEEP, "5000": DEEP}),
    "deep_schemas": (deep_schemas, [["schema-too-large"], ["too-deep"], ["too-deep"], ["too-deep"]]),
    "parse_in_linear_time": (parse_in_linear_time, "linear"),
    "lists_of_many_entries": (lists_of_many_entries, [[], True, []]),
    "leads_with_many_events": (leads_with_many_events, [[], []]),
    "senseless": (senseless, {}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_large_input_is_no_trouble(name: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    code = f"from meta.test_limits import run; run({name!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=MOST_SECONDS * 4
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    found = json.loads(done.stdout)
    assert found["result"] == CASES[name][1]
    assert found["seconds"] < MOST_SECONDS
    assert found["megabytes"] < MOST_MEGABYTES


def run(name: str) -> None:
    """One case, with its result, time and memory printed."""
    start = time.perf_counter()
    result = CASES[name][0]()
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"result": result, "seconds": seconds, "megabytes": megabytes}))

"""The page about engines: what each is for, and the one table of what it can say."""

from __future__ import annotations

from collections.abc import Iterator

from leadspec.engines.capabilities import CONSTRUCTS, ENGINES, reason_against
from leadspec.engines.sql.dialects import DIALECTS
from leadspec_cli.commands.engines import WORTH_DUCKDB

_HEAD = """# Engines

This page is made from the programs' own tables by `python -m leadspec_cli.docs docs`.

An engine is one way to answer leads by a policy.
All give the same answers: the reference interpreter says what is right, and [tests](../contributing/testing.md) hold the others to it.
So `--engine` is a question of time and memory, and never of what comes out: each format has the same bytes whatever the engine, rejected records and the summary included.

| `--engine` | what does the work | for |
|---|---|---|
| `python` | a function generated from the policy | few leads, a form handler, the least memory |
| `duckdb` | one query over the cleaned leads, part by part | files of many leads |
| `spark` | the same query on Spark; needs the extra `leadspec[spark]` and Java 17 | who has Spark anyway |
| `auto` | `python` below {worth:,} leads, `duckdb` from there on | everything else |

`explain` always asks the reference interpreter, since only that has every reason at hand, and so does `test` for the cases that fail; the verdicts of cases come from generated Python.

## Why `auto` changes at {worth:,} leads

DuckDB starts late and then runs faster: its libraries are loaded, and the query is made and planned, in about half a second of the processor, whatever the number of leads.
A row whose facts are not all there costs generated Python the most, since it looks for what the missing ones could change.
`python` and `duckdb` took as long as each other at 2,000 to 4,000 leads of [the sample](../../policies/inbound/README.md), with the clean-up in both.
The number is the next power of two, so that a policy that is cheaper to judge does not pay for the start.
Whoever knows better writes `--engine`.

100,000 leads as JSON Lines, with 5 events each on the average, to Parquet, on a busy machine with two cores:

| `--engine` | seconds of the processor | peak of memory |
|---|---|---|
| `python` | 30.1 | 134 MiB |
| `duckdb` | 16.2 | 311 MiB |
| `auto` | 16.5 | 309 MiB |

Most of what is left is reading and cleaning the records, which is Python in each case.

DuckDB judges 16,384 leads or 131,072 events at once, so memory does not grow with the data.
A run that is interrupted ends with the part that is being judged.

## Faults

A construct that an engine cannot say is refused before anything is read, with its name, the engine and the reason ([`engine-cannot-say`](diagnostics/engine-cannot-say.md)).
An engine that is not installed is refused with the extra that brings it ([`engine-unavailable`](diagnostics/engine-unavailable.md)).
What an engine says of a fault of its own is not shown, since it may hold values of leads; the kind of fault is ([`engine-failed`](diagnostics/engine-failed.md)).
In each case the file that `--output` names stays as it was.

## What each engine can say

A construct is a kind of node of the [core IR](../decisions/0001-core-ir.md).

"""  # noqa: E501 - a sentence is a line

_DIALECTS = """
## Dialects of SQL

[`leadspec compile --to sql --dialect NAME`](compile.md) writes them.
A name that the command knows and this table lacks is refused.

| `--dialect` | reads | answers |
|---|---|---|
"""


def engines_page() -> str:
    return _HEAD.format(worth=WORTH_DUCKDB) + "".join(_capabilities()) + _DIALECTS + "".join(_dialects())


def _capabilities() -> Iterator[str]:
    yield f"| construct | in policies | {' | '.join(ENGINES)} |\n|---|---|{'---|' * len(ENGINES)}\n"
    for construct, words in CONSTRUCTS.items():
        cells = (reason_against(engine, construct) for engine in ENGINES)
        told = " | ".join("yes" if reason is None else f"no: {_cell(reason)}" for reason in cells)
        yield f"| `{construct}` | {_cell(words)} | {told} |\n"


def _dialects() -> Iterator[str]:
    for name, each in DIALECTS.items():
        yield f"| `{name}` | {each.reads} | {each.ran or 'text only, not run'} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

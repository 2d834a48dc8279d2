"""What a case may speak of: every output of a policy by its path, and the fields of its schema."""

from __future__ import annotations

from collections.abc import Iterator

from leadspec.engines.interpreter.verdict import output_definitions, output_name, output_path
from leadspec.ir.core import DISQUALIFIED, Definition, FirstMatch, Program, Role
from leadspec.questions.testing.model import (
    Amount,
    FactValues,
    NameSet,
    OneName,
    Place,
    Subject,
    TableResult,
    Truths,
)
from leadspec.schema.model import Schema

_CENTS = 2


def output_subjects(program: Program) -> dict[str, Subject]:
    """By path, in the order of the policy."""
    outputs = output_definitions(program)
    lines = {each.name: each.text or each.name for each in program.definitions if each.role is Role.PERSONA_LINE}
    reasons = tuple(output_name(each) for each in outputs if each.role is Role.DISQUALIFY)
    remarks = tuple(output_name(each) for each in outputs if each.role is Role.FLAG)
    paths = tuple(map(output_path, outputs))
    found = [each for output in outputs for each in _subjects(output, lines, bool(reasons))]
    found += [
        Subject("disqualified", Place.REASONS, "", NameSet("reason to disqualify", reasons)),
        Subject("flags", Place.FLAGS, "", NameSet("flag", remarks)),
        Subject("undecided", Place.UNDECIDED, "", NameSet("output", paths)),
        Subject("missing", Place.MISSING, "", NameSet("field", program.schema_order)),
    ]
    return {each.path: each for each in found}


def _subjects(output: Definition, lines: dict[str, str], disqualifies: bool) -> Iterator[Subject]:
    path, name = output_path(output), output_name(output)
    match output.role:
        case Role.STAGE:
            stages = (DISQUALIFIED, *output.members) if disqualifies else output.members
            yield Subject(path, Place.STAGE, name, OneName("stage", stages, ordered=True))
        case Role.COUNTS:
            yield Subject(path, Place.COUNTS, name, Truths(nullable=True))
        case Role.SCORE:
            yield Subject(path, Place.SCORE, name, Amount(_CENTS))
        case Role.CLASSIFY:
            labels = tuple(reversed(_outcomes(output))) if output.ranked else _outcomes(output)
            yield Subject(path, Place.LABEL, name, OneName("label", labels, output.ranked))
        case Role.TABLE:
            yield Subject(path, Place.TABLE, name, _results(output))
        case Role.PERSONA:
            yield Subject(path, Place.PERSONA, name, Truths(nullable=True))
            texts = NameSet("line", tuple(lines[each] for each in output.members))
            yield Subject(f"{path}.match", Place.MATCH, name, Amount(_CENTS, share=True))
            yield Subject(f"{path}.misses", Place.MISSES, name, texts)
            yield Subject(f"{path}.open", Place.OPEN, name, texts)
        case Role.DISQUALIFY:
            yield Subject(path, Place.REASON, name, Truths(nullable=False))
        case Role.FLAG:
            yield Subject(path, Place.FLAG, name, Truths(nullable=False))
        case _:
            raise ValueError(f"{output.role} is no output")


def _outcomes(output: Definition) -> tuple[str, ...]:
    if not isinstance(output.body, FirstMatch):
        raise TypeError("labels come from the first row that holds")
    return tuple(dict.fromkeys(each.outcome for each in output.body.rows))


def _results(output: Definition) -> TableResult:
    if not isinstance(output.body, FirstMatch):
        raise TypeError("a table is the first row that holds")
    rows = output.body.rows
    texts = dict.fromkeys(each.outcome for each in rows if each.number is None)
    return TableResult(tuple(texts), tuple(each.number for each in rows if each.number is not None))


def field_subjects(schema: Schema, outputs: dict[str, Subject]) -> dict[str, Subject]:
    """The fields by path. A field that is called like an output, or a group of them, is written in brackets."""
    heads = {path.partition(".")[0] for path in outputs}
    found: dict[str, Subject] = {}
    for field in schema.fields:
        subject = Subject(field.name, Place.FACT, field.name, FactValues(field))
        found[f"[{field.name}]"] = subject
        if field.path[0] not in heads:
            found[field.name] = subject
    return found

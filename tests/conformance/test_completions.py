"""A law over all cases: what is not reported as undecided stays as it is, whatever missing facts are filled in.

Asked only of policies without tests of presence: a fact that is missing is known to be missing. Put to the reference:
that the other engines say the same of the whole row, `undecided` included, is asked by their own tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from conformance.casefile import Case, case_files
from conformance.engines import REFERENCE, Row, load
from leadspec.documents import NumberText
from leadspec.schema.model import Field, Schema, TextFormat
from leadspec.types import BooleanType, DateTimeType, DateType, EnumType, NumberType

COMPLETIONS = 8
_PRESENCE = re.compile(r"\b(present|missing)\b")


def _asks_for_presence(case: Case) -> bool:
    return any(_PRESENCE.search(text) for text in (*case.files.values(), *(each.policy for each in case.questions)))


CASES = [case for file in case_files() for case in file.cases if case.error is None and not _asks_for_presence(case)]


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.id)
def test_decided_answers_stay_when_missing_facts_are_filled_in(case: Case) -> None:
    random = Random(case.id)
    for question in case.questions:
        schema = load(question.policy, case.schema, case.files).schema
        assert schema is not None
        leads = [dict(each.given) for each in question.leads]
        filled = [_filled(lead, schema, random) for lead in leads for _ in range(COMPLETIONS)]
        numbered = [{**lead, "id": f"L-{number}"} for number, lead in enumerate([*leads, *filled])]
        rows = REFERENCE.run(question.policy, case.schema, numbered, case.as_of, case.files)
        for number, after in enumerate(rows[len(leads) :]):
            before = rows[number // COMPLETIONS]
            if before is None or after is None:
                continue
            changed = _changed(before, after) - set(before["undecided"])
            told = (leads[number // COMPLETIONS], before, filled[number], after)
            assert not changed, "\n".join([question.policy, *map(str, told)])


def _changed(before: Row, after: Row) -> set[str]:
    """The outputs that differ, by the names that `undecided` gives them. A null means that it does not hold."""
    old, new = _answers(before), _answers(after)
    return {path for path in old | new if old.get(path) != new.get(path)}


def _answers(row: Row) -> dict[str, object]:
    found: dict[str, object] = {"stage": row["stage"]}
    for group in ("scores", "labels", "tables"):
        found |= {f"{group}.{name}": value for name, value in row[group].items()}
    found |= {f"lead.{name}": True for name, value in row["lead"].items() if value is True}
    for group in ("disqualified", "flags"):
        found |= {f"{group}.{name}": True for name in row[group]}
    return found


def _filled(lead: Mapping[str, Any], schema: Schema, random: Random) -> dict[str, Any]:
    """The lead with some of its missing facts filled in; arrays and the stage before are never unknown."""
    filled: dict[str, Any] = deepcopy(dict(lead))
    _fill(filled, schema.fields, {schema.id_field, schema.previous_stage_field}, random)
    if schema.activities is not None:
        for event in filled.get(schema.activities.name) or []:
            _fill(event, schema.activities.fields, {schema.activities.event_id}, random)
    return filled


def _fill(record: dict[str, Any], fields: tuple[Field, ...], kept: set[str | None], random: Random) -> None:
    for each in fields:
        if each.is_array or each.name in kept or random.random() < 0.4:
            continue
        block = record
        for key in each.path[:-1]:
            if block.get(key) is None:
                block[key] = {}
            block = block[key]
        if block.get(each.path[-1]) in (None, ""):
            block[each.path[-1]] = random.choice(_values(each))


def _values(field: Field) -> list[object]:
    match field.type:
        case BooleanType():
            return [True, False]
        case NumberType():
            numbers = (
                ["0", "1"] if field.maximum == 1_000_000 else ["0", "1", "5", "9", "10", "50", "100", "500", "1000"]
            )
            return [NumberText(each) for each in numbers]
        case EnumType(members):
            return list(members)
        case DateType():
            return ["2026-11-21", "2026-11-20", "2026-10-22", "2025-01-01", "2026-12-20"]
        case DateTimeType():
            return ["2026-11-21T08:30:00Z", "2026-11-20T10:00:00Z", "2026-11-01T10:00:00Z", "2025-01-01T00:00:00Z"]
        case _:
            return ["a@firm.example", "a@freemail.example", "a@rival.example"] + (
                [] if field.format is TextFormat.EMAIL else _TEXTS
            )


_TEXTS = ["Berlin", "Head of Sales", "/pricing", "DE123456789", "de", "CTO", "007", "istanbul"]

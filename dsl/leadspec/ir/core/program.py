"""Definitions, and the policy that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar

from leadspec.ir.core.expressions import (
    Condition,
    Value,
    ValueKind,
)
from leadspec.ir.core.rules import FirstMatch, PointsRule
from leadspec.node import Node


class Role(Enum):
    """What a definition is in the policy, and so under which name its output stands in a lead's row."""

    DEFINE = "define"
    PERSONA_LINE = "persona line"  # named P#1, P#2 …
    PERSONA = "persona"  # output `personas.P`
    SCORE = "score"  # output `scores.S`
    CLASSIFY = "classify"  # output `labels.C`
    TABLE = "table"  # output `tables.T`
    STAGE_CONDITION = "stage condition"  # a stage's own condition, under the stage's name
    DISQUALIFY = "disqualify"  # output `disqualified.R`
    FLAG = "flag"  # output `flags.R`
    STAGE = "stage"  # output `stage`: one, named `stage`; its outcomes are the stages and `disqualified`
    COUNTS = "counts"  # output `lead.D`, `lead.agreed`; already false where the stage is `disqualified`


Body = Value | Condition | PointsRule | FirstMatch

DISQUALIFIED = "disqualified"
STAGE = "stage"
AGREED = "agreed"


class Definition(Node, frozen=True):
    """One named thing. `name` is unique in the program; `label` is how its output is called (P, S, a reason's text).

    `text`: the rule in the language's own words, for explanations (a persona's line above all).
    """

    apart: ClassVar[tuple[str, ...]] = (
        "text",
        "because",
    )

    name: str
    role: Role
    body: Body
    kind: ValueKind | None = None  # of a value or condition body
    label: str = ""
    owner: str | None = None
    text: str = ""
    because: str | None = None
    members: tuple[str, ...] = ()  # a persona's lines by name; a stage's stages, lowest first
    ranked: bool = False  # labels of `classify … best first`


class FieldUse(Node, frozen=True):
    """A field that the policy reads: what the digest and the engines' table contract need of the schema."""

    name: str
    kind: ValueKind
    item_kind: ValueKind | None = None  # of an array
    members: tuple[str, ...] | None = None  # of an enum
    contract: tuple[tuple[str, str], ...] = ()  # markers, bounds, decimals … as canonical text, for the digest


class ListUse(Node, frozen=True):
    """The entries of a list that the policy reaches, folded, sorted, without doubles."""

    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A policy, lowered. `zone` is None only where no time is read."""

    name: str
    language: int
    departments: tuple[str, ...]
    zone: str | None
    definitions: tuple[Definition, ...]
    fields: tuple[FieldUse, ...]  # lead fields read, in schema order
    event_fields: tuple[FieldUse, ...]
    event_types: tuple[str, ...]  # all of the schema
    lists: Mapping[str, ListUse]
    schema_order: tuple[str, ...] = ()  # all lead fields, then `activities.F`: the order of `missing`
    outputs: tuple[str, ...] = ()  # definitions with an output of their own, in the order of `undecided`
    events_contract: tuple[tuple[str, str], ...] = ()  # which events count at all: markers, the id of an event
    reads_events: bool = False
    reads_time: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict, compare=False)

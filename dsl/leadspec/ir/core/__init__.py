"""The core IR: the one small form that every engine reads. Sugar is gone, missing is explicit, spans are kept.

Three families: values (which may be missing), conditions (true, false or unknown) and rules (always definite).
Numbers are integers in millionths, points in cents, dates in days since 1970-01-01, instants in microseconds.

A condition or value may stand in two scopes: the lead's, or one event's (inside `where`, and in the amount of points
`for each` event). `Field.scope` says whose fact is read. A window's limits are the lead's.

VALUE AND MAY: every node gives a value, and a may-set: all that the value may become once missing facts are filled in.
The value decides, and is in its may-set. For numbers, days and instants a may-set is bounds, with or without
"missing"; a text or truth that is open may be anything. "May" below says how the parts' may-sets make the node's; where
a docstring says nothing of it, every choice from the parts' may-sets is taken by itself. A may-set of one is decided:
then no missing fact is named. A value that is missing for good (x/0, the last event of none) is decided too.

INVARIANT: definitions stand in an order in which each reads only earlier ones; no node refers to a name that
the program does not define; every node's kind fits its place (`ir.invariants` checks it).
INVARIANT: a duration is in normal form: days, months or minutes, never weeks, years or hours (`2 weeks` is `14 days`).
INVARIANT: what is fixed stands on the right of a `Compare`.
"""

from __future__ import annotations

from leadspec.ir.core.expressions import (
    Arithmetic,
    ArrayNeed,
    AsOf,
    AtLeast,
    Bound,
    Choose,
    Choosing,
    Compare,
    Condition,
    Const,
    DayOf,
    Elapsed,
    EventSet,
    Field,
    Later,
    Measure,
    Measured,
    Not,
    OneOf,
    Operator,
    OutcomeIn,
    Preceded,
    Present,
    Ref,
    Relation,
    Round,
    Scope,
    Tally,
    TextHow,
    TextPart,
    TextPiece,
    Truth,
    Value,
    ValueKind,
)
from leadspec.ir.core.program import (
    AGREED,
    DISQUALIFIED,
    STAGE,
    Body,
    Definition,
    FieldUse,
    ListUse,
    Program,
    Role,
)
from leadspec.ir.core.rules import (
    Decay,
    FirstMatch,
    FirstOf,
    Group,
    Occasion,
    Period,
    Points,
    PointsRule,
    Row,
)

__all__ = [
    "AGREED",
    "DISQUALIFIED",
    "STAGE",
    "Arithmetic",
    "ArrayNeed",
    "AsOf",
    "AtLeast",
    "Body",
    "Bound",
    "Choose",
    "Choosing",
    "Compare",
    "Condition",
    "Const",
    "DayOf",
    "Decay",
    "Definition",
    "Elapsed",
    "EventSet",
    "Field",
    "FieldUse",
    "FirstMatch",
    "FirstOf",
    "Group",
    "Later",
    "ListUse",
    "Measure",
    "Measured",
    "Not",
    "Occasion",
    "OneOf",
    "Operator",
    "OutcomeIn",
    "Period",
    "Points",
    "PointsRule",
    "Preceded",
    "Present",
    "Program",
    "Ref",
    "Relation",
    "Role",
    "Round",
    "Row",
    "Scope",
    "Tally",
    "TextHow",
    "TextPart",
    "TextPiece",
    "Truth",
    "Value",
    "ValueKind",
]

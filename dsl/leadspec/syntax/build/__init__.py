"""From reductions to nodes: one method for each rule of the grammar, named as the rule.

Also here, because only here the written form is still known: `and` beside `or`, `not` before `and`, lists without
parentheses, and the order of the clauses of a line of points.
"""

from __future__ import annotations

from leadspec.syntax.build.events import EventBuilder
from leadspec.syntax.build.points import PointsBuilder
from leadspec.syntax.build.rows import RowBuilder
from leadspec.syntax.build.statements import StatementBuilder
from leadspec.syntax.build.values import ValueBuilder


class Builder(StatementBuilder, PointsBuilder, RowBuilder, EventBuilder, ValueBuilder):
    """Makes the nodes of one file."""

"""Nodes are equal, and not unequal, where they say the same."""

from __future__ import annotations

from operator import ne

from leadspec.source import Span
from leadspec.syntax.tree import Name, NumberLiteral, OneOf


def test_nodes_that_say_the_same_are_equal_wherever_they_stand() -> None:
    here, there = Name(("fit",), span=Span("a.lead", 0, 3)), Name(("fit",), span=Span("b.lead", 9, 12))
    assert here == there
    assert not ne(here, there)
    assert hash(here) == hash(there)


def test_nodes_that_say_something_else_are_unequal() -> None:
    assert Name(("fit",)) != Name(("heat",))
    assert Name(("fit",)) != NumberLiteral(1)


def test_what_is_apart_counts_in_neither() -> None:
    values = (NumberLiteral(1),)
    plain, enclosed = OneOf(Name(("x",)), values), OneOf(Name(("x",)), values, enclosed=True)
    assert plain == enclosed
    assert not ne(plain, enclosed)

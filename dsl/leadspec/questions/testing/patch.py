"""Leads made from other leads: `with` and `plus` of a case. Every value keeps the place where it is written."""

from __future__ import annotations

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.testing import CASE_FORM
from leadspec.documents import Entry, Mapping, Node, Scalar, Sequence, kind_of


def merged(base: Node | None, patch: Node) -> Node:
    """A JSON merge patch, RFC 7396: blocks are merged key by key, null takes a key away, all else replaces."""
    if not isinstance(patch, Mapping):
        return patch
    entries = {each.key: each for each in base.entries} if isinstance(base, Mapping) else {}
    for each in patch.entries:
        if isinstance(each.value, Scalar) and each.value.value is None:
            entries.pop(each.key, None)
        else:
            before = entries.get(each.key)
            value = merged(None if before is None else before.value, each.value)
            entries[each.key] = Entry(each.key, each.key_span, value)
    return Mapping(tuple(entries.values()), patch.span if base is None else base.span)


def appended(base: Mapping, plus: Mapping, faults: list[Diagnostic]) -> Mapping:
    """The base with the items of each list behind those of its own list of that name."""
    entries = {each.key: each for each in base.entries}
    for each in plus.entries:
        before = entries.get(each.key)
        value = _appended(None if before is None else before.value, each, faults)
        entries[each.key] = Entry(each.key, each.key_span, value)
    return Mapping(tuple(entries.values()), base.span)


def _appended(before: Node | None, added: Entry, faults: list[Diagnostic]) -> Node:
    absent = before is None or (isinstance(before, Scalar) and before.value is None)
    match added.value:
        case Sequence(items=items, span=span):
            if isinstance(before, Sequence):
                return Sequence((*before.items, *items), before.span)
            if absent:
                return Sequence(items, span)
        case Mapping() as block:
            if isinstance(before, Mapping):
                return appended(before, block, faults)
            if absent:
                return appended(Mapping((), block.span), block, faults)
        case Scalar() as value:
            message = f"`plus` appends lists, and `{added.key}` here is {kind_of(value)}"
            faults.append(CASE_FORM.at(added.key_span, message, f"write `{added.key}: [...]`, or use `with`"))
            return value
    is_ = "nothing" if before is None else kind_of(before)
    message = f"`plus` appends to lists, and `{added.key}` of the given lead is {is_}"
    faults.append(CASE_FORM.at(added.key_span, message, "replace the value with `with`"))
    return added.value

"""Whether a test file has the form that its JSON Schema describes."""

from __future__ import annotations

import json
from functools import cache
from pkgutil import get_data
from typing import Any

from leadspec.diagnostics import Diagnostic
from leadspec.documents import Entry, Mapping, Node, Sequence, kind_of

SCHEMA_FILE = "test-file.schema.json"

# Keys under which the schema asks no more than what kind of value stands there.
_FREE = frozenset({"given", "with", "plus"})


def check_form(root: Node) -> list[Diagnostic]:
    """What does not fit, in the order of the text."""
    from leadspec.documents.conform import check_shape  # needs a heavy library

    # Ten thousand cases have a few forms among them, and a case of each tells whether there is anything to find.
    thinned = _thinned(root)
    if thinned is not root and not check_shape(thinned, form(), _WHAT):
        return []
    return check_shape(root, form(), _WHAT)


_WHAT = "a test file"


@cache
def form() -> dict[str, Any]:
    """The JSON Schema of test files."""
    content = get_data("leadspec.questions.testing", SCHEMA_FILE)
    if content is None:
        raise FileNotFoundError(SCHEMA_FILE)
    found: dict[str, Any] = json.loads(content)
    return found


def _thinned(root: Node) -> Node:
    """The document with one case of each form."""
    if not isinstance(root, Mapping):
        return root
    entries: list[Entry] = []
    for entry in root.entries:
        if entry.key == "cases" and isinstance(entry.value, Sequence):
            forms = {_form_of(each): each for each in entry.value.items}
            cases = Sequence(tuple(forms.values()), entry.value.span)
            entries.append(Entry(entry.key, entry.key_span, cases))
        else:
            entries.append(entry)
    return Mapping(tuple(entries), root.span)


def _form_of(node: Node) -> object:
    """All of a node that the schema asks for: keys, kinds of values, and whether there is anything in them."""
    match node:
        case Mapping(entries=entries):
            return tuple(
                (each.key, kind_of(each.value) if each.key in _FREE else _form_of(each.value)) for each in entries
            )
        case Sequence(items=items):
            return ("items", *dict.fromkeys(map(_form_of, items)))
        case _:
            return kind_of(node), node.value == ""

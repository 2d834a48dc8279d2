"""Whether a document describes data or is data itself; a module of its own, since most data needs no more of this."""

from __future__ import annotations

from leadspec.data.nodes import get
from leadspec.documents import Mapping, Node
from leadspec.schema.model import Schema


def is_description(node: Node | None, schema: Schema) -> bool:
    """Whether a document describes data, and is not data itself: it has a block `leads` with a `file`.

    Where no lead can have such a block, a misspelt `file` does not make a lead of it.
    """
    leads = get(node, "leads")
    if not isinstance(leads, Mapping):
        return False
    has_field = any(each.path[0] == "leads" for each in schema.fields)
    return get(leads, "file") is not None or not has_field

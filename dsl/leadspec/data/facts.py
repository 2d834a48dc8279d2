"""The well-known facts of a lead: what a schema calls them, and what headers do, in five languages."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data

from msgspec import Struct
from msgspec.json import decode

from leadspec.schema.model import Schema
from leadspec.values.text import fold


class Fact(Struct, frozen=True):
    """`fields`: what a schema may call it, likeliest first. `words`: what headers say, by language."""

    fields: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


@cache
def facts() -> dict[str, Fact]:
    content = get_data(__name__.rpartition(".")[0], "facts.json")
    assert content is not None  # a package that lies in files or in an archive gives its data
    return decode(content, type=dict[str, Fact])


def fields_of_facts(schema: Schema) -> dict[str, str]:
    """The fact that each well-known field of a schema is; no two fields are the same one."""
    known = {fold(each.name): each.name for each in schema.fields}
    id_name = schema.id_field or "id"
    found = {id_name: "id"}
    for name, fact in facts().items():
        field = next((known[fold(each)] for each in fact.fields if fold(each) in known), None)
        if name != "id" and field is not None:
            found.setdefault(field, name)
    return found

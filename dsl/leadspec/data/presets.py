"""What is known of the exports of common systems: the columns of well-known facts, and ways of writing."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import Any

from msgspec import Struct
from msgspec.json import decode

from leadspec.cleanup import CleanOptions
from leadspec.data.facts import facts, fields_of_facts
from leadspec.schema.model import Schema
from leadspec.types import ArrayType

PRESETS = ("hubspot", "salesforce", "mautic", "odoo")


class Preset(Struct, frozen=True):
    """`columns`: by fact, likeliest first. `record_prefix`: where nested records keep the same names."""

    title: str
    record_prefix: str
    true_words: tuple[str, ...]
    false_words: tuple[str, ...]
    separator: str
    columns: dict[str, tuple[str, ...]]

    @property
    def content(self) -> dict[str, Any]:
        """All that it says, for the digest."""
        own = {name: getattr(self, name) for name in self.__struct_fields__}
        return {**own, "fields": {name: fact.fields for name, fact in facts().items()}}

    def columns_by_field(self, schema: Schema) -> dict[str, tuple[str, ...]]:
        """The columns that may hold each field of a schema."""
        prefix = self.record_prefix
        found = {}
        for field, fact in fields_of_facts(schema).items():
            names = self.columns.get(fact, ())
            nested = tuple(f"{prefix}{each}" for each in names if prefix and each.islower())
            found[field] = names + nested
        return found

    def options(self, schema: Schema) -> CleanOptions:
        lists = {each.name: self.separator for each in schema.fields if isinstance(each.type, ArrayType)}
        return CleanOptions(true_words=self.true_words, false_words=self.false_words, separators=lists)


@cache
def load_preset(name: str) -> Preset | None:
    """`None` for a name that is none of `PRESETS`."""
    if name not in PRESETS:
        return None
    content = get_data(__name__.rpartition(".")[0], f"presets/{name}.json")
    assert content is not None  # a package that lies in files or in an archive gives its data
    return decode(content, type=Preset)

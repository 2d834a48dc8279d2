"""The fields of a lead, as the schema declares them: the only thing that later passes know of a schema."""

from __future__ import annotations

from enum import Enum
from functools import cached_property

from msgspec import Struct, field

from leadspec.types import ArrayType, Type


class TextFormat(Enum):
    """What a text must look like; a text that does not is rejected by the clean-up."""

    PLAIN = "plain"
    EMAIL = "email"
    URI = "uri"


class OnInvalid(Enum):
    """What happens to a value that cannot be converted: the row is rejected, or the fact counts as missing."""

    REJECT = "reject"
    MISSING = "missing"


class Field(Struct, frozen=True):
    """One fact of a lead (or of an event).

    `path`: the keys from the record down, e.g. ("company", "employees").
    Numbers (`minimum` … `missing` where numeric) are in millionths (see `values.decimals`).
    `missing`: markers that mean missing, as canonical text (`values.decimals.format_number` for numbers,
    folded text for texts).
    """

    path: tuple[str, ...]
    type: Type
    required: bool = False
    format: TextFormat = TextFormat.PLAIN
    minimum: int | None = None
    maximum: int | None = None
    exclusive_minimum: int | None = None
    exclusive_maximum: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    missing: tuple[str, ...] = ()
    on_invalid: OnInvalid = OnInvalid.REJECT
    decimals: int | None = None
    fixed: bool = False
    personal: bool = False
    known_after_outcome: bool = False
    title: str | None = None
    description: str | None = None
    examples: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The dotted path, as reports and policies write it."""
        return ".".join(self.path)

    @property
    def is_array(self) -> bool:
        return isinstance(self.type, ArrayType)


class Activities(Struct, frozen=True):
    """The one array of events of a lead. `fields` hold the events' own fields without `type` and `at`."""

    path: tuple[str, ...]
    types: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    event_id: str | None = None
    type_missing: tuple[str, ...] = ()
    at_missing: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    required_within: tuple[tuple[str, str], ...] = ()
    required_blocks: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.path)


class Schema(Struct, frozen=True, dict=True):
    """All fields in the order of the schema file, nested ones in place."""

    fields: tuple[Field, ...]
    activities: Activities | None = None
    id_field: str | None = None
    previous_stage_field: str | None = None
    file: str = ""
    closed: bool = False  # additionalProperties: false; further keys in data are counted either way
    objects: frozenset[str] = field(default=frozenset())  # dotted paths that are nested objects
    # A block and a field in it that must be there in each record that has something in the block.
    required_within: tuple[tuple[str, str], ...] = ()
    # The same for a block in it, in which something must be there; `""` stands for the record itself.
    required_blocks: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {each.name: each for each in self.fields}

    @cached_property
    def event_fields(self) -> dict[str, Field]:
        return {} if self.activities is None else {each.name: each for each in self.activities.fields}

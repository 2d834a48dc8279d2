"""Columns -> the fields that a schema could have, each with its type, and how the data has to be read for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from leadspec.cleanup.names import is_a_value
from leadspec.cleanup.options import DateOrder
from leadspec.data.facts import facts
from leadspec.data.suggest import normal, words_of
from leadspec.questions.proposal.columns import PAIRS, Column, Shape
from leadspec.values.text import fold, nfc

_MOST_MEMBERS: Final = 25
_LEAST_REPEATED: Final = 2  # how often a member occurs on average
_FEW_VALUES: Final = 8
_LONGEST_MEMBER: Final = 40
_RARE: Final = 400
_COMMA_SHAPES: Final = (Shape.COMMA_NUMBER, Shape.INTEGER, Shape.GROUPED_POINT, Shape.GROUPED_COMMA)
_ALL_NUMBERS: Final = (
    Shape.NUMBER,
    Shape.GROUPED_POINT,
    Shape.GROUPED_COMMA,
    Shape.COMMA_NUMBER,
    Shape.WRITTEN_NUMBER,
)
_WRITTEN_NOTE: Final = (
    "looks like numbers: write `type: number`, and declare `thousands`, `decimal` and `number_signs` in data.yaml"
)
_OURS: Final = (
    "and",
    "or",
    "not",
    "is",
    "in",
    "when",
    "because",
    "true",
    "false",
    "any",
    "missing",
    "present",
    "stage",
)
_PERSONAL: Final = (
    "name",
    "mail",
    "phone",
    "telefon",
    "mobil",
    "fax",
    "street",
    "address",
    "birth",
    "vorname",
    "jmeno",
)
_OF_THINGS: Final = ("company", "firm", "account", "campaign", "product", "page", "file", "host", "domain", "event")
_ID: Final = ("id", "lead_id", "record_id", "contact_id", "customer_id", "uuid", "guid")


class Kind(Enum):
    """The type of a proposed field."""

    TEXT = "text"
    EMAIL = "email"
    URI = "uri"
    ENUM = "enum"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATE_TIME = "date-time"


class Reading(Struct, frozen=True):
    """How texts of the data are to be read. It holds for a whole file, so all columns must agree."""

    decimal: str = "."
    thousands: str | None = None
    date_order: DateOrder | None = None
    true_words: tuple[str, ...] = ()
    false_words: tuple[str, ...] = ()


class ProposedField(Struct, frozen=True):
    """`path` names it in the schema, `column` in the data. `notes`: what a person should look at."""

    path: tuple[str, ...]
    column: str
    kind: Kind
    members: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_list: bool = False
    is_id: bool = False
    personal: bool = False
    filled: int = 0
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.path)


class Events(Struct, frozen=True):
    """The activities, if the records have any: their key, their types, the fields of an event."""

    key: str
    types: tuple[str, ...]
    fields: tuple[ProposedField, ...]


class Proposal(Struct, frozen=True):
    """Fields in the order of the columns. `left_out`: columns that nothing can be made of, with the reason."""

    fields: tuple[ProposedField, ...]
    reading: Reading
    events: Events | None = None
    left_out: tuple[tuple[str, str], ...] = ()


def propose_fields(columns: Mapping[str, Column]) -> Proposal:
    """What a schema for these columns could be."""
    plain = [each for each in columns.values() if not any(step.endswith("[]") for step in each.path)]
    reading = _reading(columns.values())
    fields: list[ProposedField] = []
    left_out: list[tuple[str, str]] = []
    taken: set[str] = set()
    for number, column in enumerate(plain, 1):
        if f"{column.name}[]" in columns:
            continue
        if any(map(is_a_value, column.path)):
            # What is proposed is kept with the policy, and shown to many.
            left_out.append((f"number {number}", "has a value for a name; does the file have a header?"))
            continue
        if column.values == 0:
            left_out.append((column.name, "has no value in any record"))
            continue
        fields.append(_field(column, _path(column, taken), reading))
    return Proposal(_with_one_id(fields), reading, _events(columns, reading), tuple(left_out))


def _reading(columns: Iterable[Column]) -> Reading:
    """What all columns together allow: a comma and a point cannot both stand before the decimals."""
    decimal, thousands, order = ".", None, None
    firsts = months = False
    for column in columns:
        if column.shapes[Shape.COMMA_NUMBER] and column.all_are(*_COMMA_SHAPES):
            decimal = ","
            pointed = column.texts is not None and any("." in text for text in column.texts)
            if pointed or column.shapes[Shape.GROUPED_POINT]:
                thousands = "."
        if column.all_are(Shape.DAY_FIRST) and column.shapes[Shape.MONTH_FIRST] < column.values:
            firsts = True
        if column.all_are(Shape.MONTH_FIRST) and column.shapes[Shape.DAY_FIRST] < column.values:
            months = True
    if firsts != months:
        order = DateOrder.DAY_MONTH_YEAR if firsts else DateOrder.MONTH_DAY_YEAR
    words = _words(columns)
    return Reading(decimal, thousands, order, *words)


def _words(columns: Iterable[Column]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    trues, falses = ["true"], ["false"]
    found = False
    for column in columns:
        pair = _pair(column)
        if pair is not None and pair[0] not in trues:
            found = True
            trues.append(pair[0])
            falses += [pair[1]] if pair[1] not in falses else []
    return (tuple(trues), tuple(falses)) if found else ((), ())


def _pair(column: Column) -> tuple[str, str] | None:
    if not column.texts:
        return None
    words = {fold(each) for each in column.texts}
    return next((pair for pair in PAIRS if words == set(pair)), None)


def _only_true_or_false(column: Column) -> bool:
    """Whether one of these words stands in every record, as where nobody has opted out yet."""
    return bool(column.texts) and {fold(each) for each in column.texts or ()} <= {"true", "false"}


def _field(column: Column, path: tuple[str, ...], reading: Reading) -> ProposedField:
    is_id = fold(path[-1]) in _ID and len(path) == 1 and column.in_list == 0 and column.tells_apart
    kind, members, notes = (Kind.TEXT, (), ()) if is_id else _kind(column, reading)
    if _looks_personal(path):
        notes = tuple(each for each in notes if each != _WRITTEN_NOTE)  # a telephone number has spaces too
    if column.markers:
        notes = (*notes, f"{_values(sum(column.markers.values()))} that nothing is known")
    return ProposedField(
        path,
        column.name,
        kind,
        members,
        tuple(dict.fromkeys(fold(each) for each in column.markers)),
        is_list=column.in_list > 0,
        is_id=is_id,
        personal=kind is Kind.EMAIL or (kind is Kind.TEXT and _looks_personal(path)),
        filled=column.values,
        notes=notes,
    )


def _values(count: int) -> str:
    return "1 value says" if count == 1 else f"{count:,} values say"


def _looks_personal(path: tuple[str, ...]) -> bool:
    name = fold(".".join(path))
    return any(each in name for each in _PERSONAL) and not any(each in name for each in _OF_THINGS)


def _kind(column: Column, reading: Reading) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
    """The narrowest type that nearly every value has; text where there is any doubt."""
    if column.all_are(Shape.BOOLEAN) or _pair(column) is not None or _only_true_or_false(column):
        return Kind.BOOLEAN, (), ()
    if column.shapes[Shape.FRACTION] == 0 == column.shapes[Shape.COMMA_NUMBER] and reading.thousands is None:
        grouped = column.shapes[Shape.GROUPED_POINT] + column.shapes[Shape.GROUPED_COMMA]
        if grouped and column.most_are(Shape.INTEGER, Shape.GROUPED_POINT, Shape.GROUPED_COMMA):
            return Kind.INTEGER, (), (_grouped(grouped),)
    for kind, shapes in _candidates(reading):
        if column.most_are(*shapes):
            timed = kind is Kind.DATE and column.longest > len("31. 12. 2026")
            notes = (*_misfits(column.others(*shapes)), *_sentinel(column))
            return (Kind.DATE_TIME if timed else kind), (), notes
    if column.most_are(Shape.DAY_FIRST) or column.most_are(Shape.MONTH_FIRST):
        return Kind.TEXT, (), ("dates whose order of day and month nothing shows: declare `date_order` in data.yaml",)
    if column.shapes[Shape.WRITTEN_NUMBER] and column.most_are(*_ALL_NUMBERS):
        return Kind.TEXT, (), (_WRITTEN_NOTE,)
    return _text_or_enum(column)


def _candidates(reading: Reading) -> Iterator[tuple[Kind, tuple[Shape, ...]]]:
    yield Kind.INTEGER, (Shape.INTEGER, *((Shape.GROUPED_POINT,) if reading.thousands == "." else ()))
    if reading.decimal == ".":
        yield Kind.NUMBER, (Shape.NUMBER, Shape.GROUPED_POINT)
    else:
        yield Kind.NUMBER, _COMMA_SHAPES
    days: tuple[Shape, ...] = (Shape.DAY,)
    match reading.date_order:
        case DateOrder.DAY_MONTH_YEAR:
            days = (Shape.DAY, Shape.DAY_FIRST)
        case DateOrder.MONTH_DAY_YEAR:
            days = (Shape.DAY, Shape.MONTH_FIRST)
    yield Kind.DATE, days
    yield Kind.DATE_TIME, (*days, Shape.INSTANT, Shape.LOCAL_TIME)
    yield Kind.EMAIL, (Shape.EMAIL,)
    yield Kind.URI, (Shape.ADDRESS,)


def _misfits(count: int) -> tuple[str, ...]:
    if count == 0:
        return ()
    subject = (
        "1 value does not fit, and its record is" if count == 1 else f"{count:,} values do not fit; their records are"
    )
    return (f"{subject} rejected; `x-on-invalid: missing` would keep such records",)


def _grouped(count: int) -> str:
    subject = "1 value is" if count == 1 else f"{count:,} values are"
    return f"{subject} written like 1.200 or 1,200: if that is a thousand and more, declare `thousands` and `decimal`"


def _sentinel(column: Column) -> tuple[str, ...]:
    if column.minus_ones < 2 or column.minus_ones < column.negatives:
        return ()
    what = f"{column.minus_ones:,} values are -1, and no other is negative"
    return (f"{what}: if it means that nothing is known, write `x-missing: [-1]`",)


def _text_or_enum(column: Column) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
    if not column.texts:
        return Kind.TEXT, (), ()
    members: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for text, count in sorted(column.texts.items(), key=lambda each: (-each[1], each[0])):
        counts[members.setdefault(fold(text), nfc(text))] += count
    if any(each.isdecimal() for each in members):
        return Kind.TEXT, (), ()
    repeated = column.values >= _LEAST_REPEATED * len(members)
    wordy = all(len(each) <= _LONGEST_MEMBER and "/" not in each for each in members)
    if not (repeated and wordy and len(members) <= _MOST_MEMBERS and column.values > _FEW_VALUES):
        return Kind.TEXT, (), ()
    rare = [each for each, count in counts.items() if column.values >= _RARE * count]
    notes = (f"seldom seen, perhaps slips: {', '.join(sorted(rare, key=fold))}",) if rare else ()
    return Kind.ENUM, tuple(sorted(members.values(), key=fold)), notes


def _path(column: Column, taken: set[str]) -> tuple[str, ...]:
    """A name that a policy can use without brackets; each once. A well-known fact gets its usual name."""
    path = tuple(map(_identifier, column.path))
    # A name that a policy can use stays, but for the block in which HubSpot keeps all that it knows.
    if path != column.path or path[0] == "properties":
        known = _well_known(column.name)
        path = known if known is not None and not _clashes(".".join(known), taken) else path
    free, number = path, 2
    while _clashes(".".join(free), taken):
        # Where a step above is a field of its own, no other name below it would help.
        at = next((at for at in range(1, len(path)) if ".".join(free[:at]) in taken), len(path)) - 1
        free = (*path[:at], f"{path[at]}_{number}", *path[at + 1 :])
        number += 1
    taken.add(".".join(free))
    return free


def _well_known(header: str) -> tuple[str, ...] | None:
    """`company.employees` for a column that is called "No. of Employees", in any of our languages."""
    words = normal(header)
    found = next((name for name in facts() if name not in _OURS and words in words_of(name)), None)
    return tuple(found.split(".")) if found is not None else None


def _clashes(name: str, taken: set[str]) -> bool:
    # A field may not be a block too: `company` beside `company.name`.
    return any(each == name or each.startswith(f"{name}.") or name.startswith(f"{each}.") for each in taken)


def _identifier(text: str) -> str:
    words = re.findall(r"\w+", nfc(text))
    name = "_".join(words).lower().strip("_") or "field"
    if not name.isidentifier():
        name = f"field_{name}" if f"field_{name}".isidentifier() else "field"
    return f"{name}_" if name in _OURS else name


def _with_one_id(fields: Iterable[ProposedField]) -> tuple[ProposedField, ...]:
    found = list(fields)
    first = next((each for each in found if each.is_id), None)
    return tuple(replace(each, is_id=each is first) for each in found)


def _events(columns: Mapping[str, Column], reading: Reading) -> Events | None:
    """The first list of blocks whose blocks say `type` and `at`."""
    lists = [name for name in columns if name.endswith("[]") and "." not in name]
    for name in lists:
        type_, at = columns.get(f"{name}.type"), columns.get(f"{name}.at")
        if type_ is None or at is None or not type_.texts or at.values == 0:
            continue
        taken: set[str] = {"type", "at"}
        inside = [
            each
            for key, each in columns.items()
            if key.startswith(f"{name}.") and each.values and each.path[1:] not in (("type",), ("at",))
        ]
        plain = [each for each in inside if not any(step.endswith("[]") for step in each.path[1:])]
        fields = tuple(_event_field(each, taken, reading) for each in plain)
        return Events(name[:-2], tuple(sorted({nfc(each) for each in type_.texts}, key=fold)), fields)
    return None


def _event_field(column: Column, taken: set[str], reading: Reading) -> ProposedField:
    field = _field(column, column.path[1:], reading)
    taken.add(field.name)
    return replace(field, column=".".join(column.path[1:]), is_id=False)

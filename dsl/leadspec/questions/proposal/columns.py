"""What the values of each column look like, found in one pass with bounded memory.

Nothing here converts a value: a shape is only a proposal of a type, which people accept by keeping it in the schema.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final
from zlib import crc32

from msgspec import Struct, field

from leadspec.documents import NumberText, Raw
from leadspec.values.days import parse_day
from leadspec.values.decimals import parse_number
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.text import fold, strip

MOST_COLUMNS: Final = 2_000
MOST_KEPT: Final = 200
"""Different texts of a column that are counted one by one."""

_LONGEST_KEPT: Final = 60
_MOST_TOLD_APART: Final = 20_000
_DEEPEST: Final = 4
_ENOUGH: Final = 5
_COMMA: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[. \u00a0\u202f'’][0-9]{3})*,[0-9]{1,2}|[+-]?[0-9]+,[0-9]+")
_GROUPED_POINT: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_GROUPED_COMMA: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_ZERO: Final = re.compile(r"[+-]?0[0-9]")
_WRITTEN: Final = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:[., \u00a0\u202f'’][0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?"
    r"\s*(?:[€$£%]|zł|Kč|EUR|USD|GBP|CHF|PLN|CZK)?"
)
_DOTTED: Final = re.compile(r"([0-9]{1,2})([./-]|\.[ \u00a0])([0-9]{1,2})\2([0-9]{4})(?=$|[T ])")
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_ADDRESS: Final = re.compile(r"https?://\S+")

# Words that stand for true and false, in the languages of our users; both of a pair must occur.
PAIRS: Final = (
    ("true", "false"),
    ("yes", "no"),
    ("ja", "nein"),
    ("ano", "ne"),
    ("tak", "nie"),
    ("sí", "no"),
    ("si", "no"),
    ("oui", "non"),
    ("wahr", "falsch"),
)
# fmt: off
MARKERS: Final = frozenset((
    "unknown", "unbekannt", "neznámé", "nieznane", "desconocido", "n/a", "n.a.", "#n/a", "none", "null", "nil",
    "-", "--", "?", ".", "(blank)", "[blank]", "(empty)", "not set", "nicht angegeben", "keine angabe", "k.a.",
    "brak", "brak danych", "neuvedeno", "no disponible",
))
# fmt: on
"""Texts that as a rule say that nothing is known. `NA` is none of them: it is Namibia too."""


class Shape(Enum):
    """What one value could be read as. A value has several: `12` is an integer, a number and a text."""

    INTEGER = "integer"
    NUMBER = "number"
    FRACTION = "number with a decimal point"
    COMMA_NUMBER = "number with a decimal comma"
    # `1.200` and `1,200`: a thousand and more to one reader, little more than one to another.
    GROUPED_POINT = "number with a point before three digits"
    GROUPED_COMMA = "number with a comma before three digits"
    WRITTEN_NUMBER = "number with spaces in it, or with a sign beside it"
    DAY = "day"
    INSTANT = "instant"
    LOCAL_TIME = "time without offset"
    DAY_FIRST = "date with the day first"
    MONTH_FIRST = "date with the month first"
    EMAIL = "e-mail"
    ADDRESS = "address"
    BOOLEAN = "boolean"


class Column(Struct):
    """The values of one column (of nested records: of one path), blank ones and markers apart.

    `texts`: how often each value occurs, as it was first written; None once there are more than `MOST_KEPT`, or a long
    one. `shapes`: of how many values each was possible.
    """

    path: tuple[str, ...]
    values: int = 0
    blank: int = 0
    shapes: Counter[Shape] = field(default_factory=Counter)
    markers: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] | None = field(default_factory=Counter)
    longest: int = 0
    in_list: int = 0
    repeats: int = 0
    negatives: int = 0
    minus_ones: int = 0
    _seen: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def all_are(self, *shapes: Shape) -> bool:
        """Whether each value has one of the shapes (which exclude each other)."""
        return self.values > 0 and self.others(*shapes) == 0

    def most_are(self, *shapes: Shape) -> bool:
        """Whether all but one, or at least 95 %, have: one slip must not hide what a column is."""
        others = self.others(*shapes)
        return 20 * others <= self.values > 0 or (others == 1 and self.values >= _ENOUGH)

    def others(self, *shapes: Shape) -> int:
        """How many values have none of the shapes."""
        return self.values - sum(self.shapes[each] for each in shapes)

    @property
    def tells_apart(self) -> bool:
        """Whether each record has a value of its own, but for a few slips."""
        return self.blank == 0 and not self.markers and 50 * self.repeats <= self.values

    def add(self, raw: Raw) -> None:
        match raw:
            case None:
                self.blank += 1
            case bool():
                self._count("true" if raw else "false", {Shape.BOOLEAN})
            case NumberText():
                self._count(str(raw), _number_shapes(raw))
            case str():
                text = strip(raw)
                if not text:
                    self.blank += 1
                elif fold(text) in MARKERS:
                    self.markers[text] += 1
                else:
                    self._count(text, set(_shapes(text)))
            case list():
                self.in_list += 1
                for each in raw:
                    if not isinstance(each, (list, dict)):
                        self.add(each)
            case dict():
                self.blank += 1

    def _count(self, text: str, shapes: set[Shape]) -> None:
        self.values += 1
        self.shapes.update(shapes)
        self.longest = max(self.longest, len(text))
        if text.startswith("-") and Shape.NUMBER in shapes:
            self.negatives += 1
            self.minus_ones += text == "-1"
        if len(self._seen) < _MOST_TOLD_APART:
            # Four bytes are enough: a chance meeting only makes a column look less like an id.
            known = crc32(text.encode("utf-8", "surrogatepass"))
            self.repeats += known in self._seen
            self._seen.add(known)
        if self.texts is not None:
            self.texts[text] += 1
            if len(self.texts) > MOST_KEPT or len(text) > _LONGEST_KEPT:
                self.texts = None


def _number_shapes(text: str) -> set[Shape]:
    number = parse_number(text)
    if not isinstance(number, int):
        return set()
    return {Shape.NUMBER, Shape.INTEGER} if number % 1_000_000 == 0 else {Shape.NUMBER, Shape.FRACTION}


def _shapes(text: str) -> Iterator[Shape]:
    if not _ZERO.match(text):
        if _GROUPED_POINT.fullmatch(text):
            yield Shape.GROUPED_POINT
        elif _GROUPED_COMMA.fullmatch(text):
            yield Shape.GROUPED_COMMA
        elif _COMMA.fullmatch(text):
            yield Shape.COMMA_NUMBER
        elif found := _number_shapes(text):
            yield from found
        elif _WRITTEN.fullmatch(text):
            yield Shape.WRITTEN_NUMBER
    if parse_day(text) is not None:
        yield Shape.DAY
    elif (moment := parse_instant(text)) is not None:
        yield Shape.INSTANT if isinstance(moment, Instant) else Shape.LOCAL_TIME
    elif (date := _DOTTED.match(text)) is not None:
        first, second = int(date[1]), int(date[3])
        if second <= 12 and 1 <= first <= 31:
            yield Shape.DAY_FIRST
        if first <= 12 and 1 <= second <= 31:
            yield Shape.MONTH_FIRST
    if _EMAIL.fullmatch(text):
        yield Shape.EMAIL
    if _ADDRESS.fullmatch(text):
        yield Shape.ADDRESS


def profile_columns(records: Iterable[Mapping[str, Raw]], names: Iterable[str] = ()) -> dict[str, Column]:
    """All columns by dotted name, in the order in which they first occur; `names` come first, filled or not.

    A list of blocks is a column `NAME[]` with one column below it for each key.
    """
    columns: dict[str, Column] = {name: Column((name,)) for name in names}
    for record in records:
        for path, raw in _leaves(record, ()):
            name = ".".join(path)
            column = columns.get(name)
            if column is None:
                if len(columns) >= MOST_COLUMNS:
                    continue
                column = columns[name] = Column(path)
            column.add(raw)
    return columns


def _leaves(record: Mapping[str, Raw], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Raw]]:
    for key, raw in record.items():
        path = (*above, key)
        if isinstance(raw, dict) and len(path) < _DEEPEST:
            yield from _leaves(raw, path)
        elif isinstance(raw, list) and any(isinstance(each, dict) for each in raw):
            inside = (*above, f"{key}[]")
            yield inside, None
            for each in raw:
                if isinstance(each, dict):
                    yield from _leaves(each, inside)
        else:
            yield path, raw

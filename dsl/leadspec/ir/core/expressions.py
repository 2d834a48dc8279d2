"""Values, sets of events and conditions."""

from __future__ import annotations

from enum import Enum

from leadspec.node import Node
from leadspec.values.durations import Duration, Unit


class ValueKind(Enum):
    """What a value node gives."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    ARRAY = "array"  # of texts, numbers, days …; never missing, at most empty


class Scope(Enum):
    LEAD = "lead"
    EVENT = "event"


class Const(Node, frozen=True):
    """`value`: bool, int (number, day, instant) or str by `kind`. Always decided."""

    value: bool | int | str
    kind: ValueKind


class Field(Node, frozen=True):
    """A fact of the lead, or of the event at hand; missing where it has none.

    Every event has two of its own: `Field("at", INSTANT, EVENT)` and `Field("type", TEXT, EVENT)`.
    May: one that is missing may be anything of its kind, and may stay missing; an ARRAY is always decided.
    """

    name: str
    kind: ValueKind
    scope: Scope = Scope.LEAD


class Ref(Node, frozen=True):
    """The value of an earlier definition by name: a define, a score (as a number in millionths), a table's number.

    With kind BOOLEAN it is a condition: a define, a persona, one line of a persona, a stage's own condition.
    May: that of the definition; of a table's number, from the smallest to the largest of the rows that may be first.
    """

    name: str
    kind: ValueKind


class Operator(Enum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


class Arithmetic(Node, frozen=True):
    """From left to right; each `*` and `/` rounds once. A missing operand, x/0 or a result out of range: missing.

    May: step by step, from the ends of both operands' bounds; a divisor that may be 0 makes the quotient anything.
    """

    first: Value
    rest: tuple[tuple[Operator, Value], ...]


class Choosing(Enum):
    LARGEST = "largest"
    SMALLEST = "smallest"
    FIRST_KNOWN = "first known"


class Choose(Node, frozen=True):
    """Of the known ones; missing where none is known.

    May: LARGEST is at least the largest low end of those that are surely known, at most the largest high end;
    SMALLEST the other way round; FIRST_KNOWN any up to the first that is surely known.
    """

    how: Choosing
    items: tuple[Value, ...]
    kind: ValueKind


class Round(Node, frozen=True):
    """Half away from zero, to so many digits after the point. May: the ends of the bounds, rounded."""

    item: Value
    digits: int


class TextPiece(Enum):
    DOMAIN = "domain"
    LENGTH = "length"


class TextPart(Node, frozen=True):
    """DOMAIN gives text (missing where there is none), LENGTH a number.

    May, of an open item: any domain or none; any length from 0.
    """

    piece: TextPiece
    item: Value


class DayOf(Node, frozen=True):
    """The local date of an instant in the policy's zone. May: the days of the ends of the bounds."""

    item: Value


class AsOf(Node, frozen=True):
    """The instant of the run (kind INSTANT), or its local date (kind DAY), moved by `back` into the past.

    Days and months move dates, minutes instants; a negative amount moves ahead. Known before any lead is read, so
    always decided: engines take each distinct one from the run's parameters.
    """

    kind: ValueKind
    back: Duration | None = None


class Later(Node, frozen=True):
    """A date, or for minutes an instant, moved `by` so much into the future: the end of `within D after T`.

    Months clamp to the month's end: a month after 31 January is the last of February, after 28 February 28 March.
    May: the ends of the bounds, moved.
    """

    item: Value
    by: Duration


class Elapsed(Node, frozen=True):
    """A number: whole `unit`s from `start` to `end`, negative where `end` is earlier.

    Days and longer are counted on dates (`start`, `end` of kind DAY), hours and minutes on instants. Months and years
    are counted back from the later of the two. May: from latest start to earliest end, to the other two ends.
    """

    unit: Unit
    start: Value
    end: Value


class Measure(Enum):
    COUNT = "count"
    DIFFERENT = "different"  # how many different known values of `field` (texts folded)
    DAYS = "days"  # how many different local dates
    SUM = "sum"  # of the events that have `field`; 0 of none
    LARGEST = "largest"  # missing of none
    SMALLEST = "smallest"
    FIRST_AT = "first at"  # the earliest instant; missing of none
    LAST_AT = "last at"
    OF_FIRST = "of first"  # `field` of the earliest event (of several at one instant, the first given)
    OF_LAST = "of last"  # `field` of the latest event (of several at one instant, the last given)
    MOST_WITHIN = "most within"  # the largest count within any `within`: consecutive dates, or hours and minutes


class Measured(Node, frozen=True):
    """A measure of a set of events; missing where a limit of the set's window is.

    `field` is of the EVENT; where the measure gives the field's own values, its kind is `kind`.
    May: events that are surely in the set give one end, those that may be in it the other: a count from the sure ones
    to the possible ones, the first or last of those that may be it. A field that such an event lacks may be anything.
    """

    measure: Measure
    events: EventSet
    kind: ValueKind = ValueKind.NUMBER
    field: Field | None = None
    within: Duration | None = None


class Preceded(Node, frozen=True):
    """Only events that have a strictly earlier one of `types` with `where`, which lies at most `within` before.

    Days and months count dates, forward from the earlier event's day as `Later` does; minutes count instants.
    May: true where a surely earlier event is near enough, false where none that may be one is.
    """

    types: tuple[str, ...]
    where: Condition | None = None
    within: Duration | None = None


class Bound(Node, frozen=True):
    """One end of a window: an event's own moment stands in `relation` (an order) to `limit`, a value of the LEAD.

    A limit of kind DAY is compared with the event's local day, one of kind INSTANT with its instant.
    """

    relation: Relation
    limit: Value


class EventSet(Node, frozen=True):
    """The events that count: their type is one of `types`, `where` is true, and every bound of `window` holds.

    `types` are sorted, each of them the schema's; any event is all of them. An event after `as_of` is never in it.
    `window` has no bound, one or two. Where a limit is missing, so is each measure: a window is never unknown for one
    event alone. May: an event whose `where` is unknown, or whose bound is open, is not in the set but may be.
    """

    types: tuple[str, ...]
    where: Condition | None = None
    window: tuple[Bound, ...] = ()
    preceded: Preceded | None = None


class Tally(Node, frozen=True):
    """A number, never missing: how many of the conditions are true (a persona's lines).

    May: from those that are surely true to those that may be.
    """

    items: tuple[Condition, ...]


Value = Const | Field | Ref | Arithmetic | Choose | Round | TextPart | DayOf | AsOf | Later | Elapsed | Measured | Tally


class Relation(Enum):
    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Compare(Node, frozen=True):
    """Of two values of one kind; unknown where one is missing. Texts: `=` and `!=` only, folded unless `exact`.

    What is fixed stands on the right: a `Const` or `AsOf` is on the left only beside another one.
    May: what values within both bounds make of the relation, and unknown where one may be missing.
    """

    relation: Relation
    left: Value
    right: Value
    kind: ValueKind
    exact: bool = False


class TextHow(Enum):
    EQUALS = "equals"
    CONTAINS = "contains"
    WORD = "word"
    STARTS = "starts"
    ENDS = "ends"
    MATCHES = "matches"


class ArrayNeed(Enum):
    """For an item that is an array: how many of the set's entries it must hold."""

    ANY = "any"
    ALL = "all"


class OneOf(Node, frozen=True):
    """`item` equals (as text: `how`) one of `values` or of the entries of `lists`; unknown where it is missing.

    `values` are consts of the item's kind, without doubles. `exact`: all of them are texts, which mind case and outer
    spaces, and there are no lists; a mixed set is two of these, joined by `AtLeast`. For an ARRAY item (never unknown)
    `need` says whether the item must hold any of the set's entries, or all.
    May, of an open item: true where a value lies within its bounds, false unless it can be nothing else.
    """

    item: Value
    values: tuple[Const, ...] = ()
    lists: tuple[str, ...] = ()
    how: TextHow = TextHow.EQUALS
    need: ArrayNeed | None = None
    exact: bool = False


class Present(Node, frozen=True):
    """Never unknown. An array is present where it is not empty.

    May: where facts alone say it, it is decided, for that a fact is missing is known; a measure or number of points
    that is open may yet be there.
    """

    item: Value


class Not(Node, frozen=True):
    """True where `item` is false, and the other way round; unknown where it is. May: likewise."""

    item: Condition


class AtLeast(Node, frozen=True):
    """True where at least `number` of the items are true; false where too few can be; else unknown.

    `all of` is `number == len(items)`, `any of` is `number == 1`; of no items, `number == 0` is true.
    May: each item is whatever it may be, free of the others (`x or not x` of an open x is open).
    """

    number: int
    items: tuple[Condition, ...]


class OutcomeIn(Node, frozen=True):
    """The output of a first-match definition (stage, label, table) is one of `outcomes`. Never unknown itself.

    May: true where a row that may be first gives one of them, false where one gives another.
    """

    name: str
    outcomes: tuple[str, ...]


class Truth(Node, frozen=True):
    """A BOOLEAN value as a condition: a field, a reference or a constant; unknown where it is missing."""

    item: Value


Condition = Compare | OneOf | Present | Not | AtLeast | OutcomeIn | Truth

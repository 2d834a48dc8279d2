"""Random expressions that check by construction: values of a kind that was asked for, and conditions on them.

Two scopes, as in the language: the lead's, where all of it may be said, and one event's (inside of `where`, and in
points `for each` event), which has no other events and no definitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from leadspec.syntax import tree
from leadspec.values.days import format_day
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration, Unit
from leadspec.values.instants import DAY, HOUR, SECOND, format_instant
from leadspec.values.zones import Zone
from property.typed_choices import Choices
from property.typed_schema import FieldSpec, Kind, SchemaSpec

CLOCK_DURATIONS = tuple(
    Duration(amount, unit) for amount, unit in ((24, Unit.HOUR), (36, Unit.HOUR), (1, Unit.HOUR), (90, Unit.MINUTE))
)
DATE_DURATIONS = tuple(
    Duration(amount, unit)
    for unit, amounts in (
        (Unit.DAY, (30, 7, 1, 14, 90)),
        (Unit.WEEK, (2, 1)),
        (Unit.MONTH, (1, 3, 12)),
        (Unit.YEAR, (1, 2)),
    )
    for amount in amounts
)
NUMBERS = (0, 1, 2, 5, 10, 50, 100, 1000, -1, -10, 250_000)
FRACTIONS = ("0.5", "2.5", "99.99", "0.000001", "-0.25", "33.333333")
TEXTS = (
    "head",
    "Straße",
    "a",
    "Head-of-Sales",
    "ΣΑΣ",
    "İstanbul",
    "x.example",
    "/pricing",
    'say "hi"',
    " b ",
    "É",
    "10",
)
PATTERNS = ("[a-z]+", r"\d{2,5}", "(head|chief).*", r"[^@]+@[^@]+", ".*s", r"a?b*c+")
MEMBERS_IN_QUOTES = frozenset({"missing", "present", "any", "email"})
"""Words of the language, and members that are also names of fields."""


def number_literal(text: str | int) -> tree.NumberLiteral:
    whole, _, fraction = str(text).partition(".")
    size = abs(int(whole)) * ONE + int(fraction.ljust(6, "0") or 0)
    return tree.NumberLiteral(-size if str(text).startswith("-") else size)


@dataclass(frozen=True)
class Subject:
    """A value that a test may be about.

    `whole`: perhaps a whole number, which is never compared with a fraction for equality. `known`: never missing, so
    that nobody asks whether it is there. `share`: of lines, from 0 to 1.
    """

    node: Any
    kind: Kind
    members: tuple[str, ...] = ()
    unit: str | None = None
    whole: bool = True
    known: bool = False
    share: bool = False


@dataclass
class Names:
    """What of the policy may be named so far."""

    lists: list[tuple[str, Kind, tuple[str, ...]]] = field(default_factory=list)  # for enums: its members
    event_sets: list[str] = field(default_factory=list)
    values: list[Subject] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    personas: list[tuple[str, int]] = field(default_factory=list)
    outcomes: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)  # labels; whether they are ranked
    stages: list[str] = field(default_factory=list)  # all of the policy
    stages_above: list[str] = field(default_factory=list)  # those that may be named as conditions
    stage_known: bool = False


class Expressions:
    """Makes expressions over a schema and the names of a policy."""

    def __init__(self, choices: Choices, schema: SchemaSpec, names: Names, as_of: int, zone: Zone) -> None:
        self.choices = choices
        self.schema = schema
        self.names = names
        self.as_of = as_of
        self.zone = zone
        self.today = zone.day(as_of)
        self.one = choices.one
        self.of = choices.of
        self._lead_facts = {
            (kind, many): [each for each in schema.fields if each.kind is kind and each.many is many]
            for kind in Kind
            for many in (False, True)
        }
        for facts in self._lead_facts.values():
            facts[:] = [each for each in facts if "x-leadspec-previous-stage" not in each.keywords]
        own = (
            FieldSpec(("type",), Kind.ENUM, members=schema.event_types),
            FieldSpec(("at",), Kind.INSTANT),
        )
        self._event_facts = {
            kind: [each for each in (*schema.event_fields, *own) if each.kind is kind] for kind in Kind
        }

    # --- facts ------------------------------------------------------------------------------------------------

    def fact(self, kind: Kind, event: bool) -> Subject:
        """A field with one value."""
        if not event:
            return self._as_subject(self.of(self._lead_facts[kind, False]))
        if self.choices.rarely():
            return self._of_the_lead(self.of(self._lead_facts[kind, False]))
        return self._as_subject(self.of(self._event_facts[kind]))

    def many(self, event: bool) -> Subject:
        """A field with many values."""
        kind = self.one(Kind.TEXT, Kind.ENUM, Kind.NUMBER, Kind.DAY, Kind.INSTANT)
        found = self._lead_facts[kind, True] or self._lead_facts[Kind.TEXT, True]
        spec = self.of(found)
        return self._of_the_lead(spec) if event else self._as_subject(spec)

    def _as_subject(self, spec: FieldSpec) -> Subject:
        return Subject(spec.node, spec.kind, spec.members, spec.unit, spec.whole)

    def _of_the_lead(self, spec: FieldSpec) -> Subject:
        name = tree.Name(("lead", *spec.path), bracketed=spec.node.bracketed)
        return replace(self._as_subject(spec), node=name)

    # --- constants --------------------------------------------------------------------------------------------

    def number(self) -> tree.NumberLiteral:
        return number_literal(self.one(*NUMBERS, *FRACTIONS))

    def number_beside(self, subject: Subject, equality: bool = False) -> Any:
        """A number that the subject may be compared with."""
        if subject.unit or subject.share:
            if self.choices.rarely(2):
                return tree.PercentLiteral(self.one(0, 50, 100, 25, 2) * ONE)
            if subject.share or subject.unit == "share":
                return number_literal(self.one(0, 1, "0.5", "0.25", "0.333333"))
        if equality and subject.whole:
            return number_literal(self.of(NUMBERS))
        return self.number()

    def text(self) -> tree.TextLiteral:
        return tree.TextLiteral(self.of(TEXTS), exact=self.choices.rarely(6))

    def member(self, members: Sequence[str]) -> Any:
        return self.written(self.of(members))

    def written(self, member: str) -> Any:
        """A member as a bare word, or in quotes."""
        if not member.isidentifier() or member in MEMBERS_IN_QUOTES or self.choices.rarely(6):
            return tree.TextLiteral(member)
        return tree.Name((member,))

    def day(self) -> tree.DateLiteral:
        return tree.DateLiteral(self.today + self.one(0, -1, 1, -7, -30, -31, -365, 30, -10_000))

    def instant(self) -> tree.InstantLiteral:
        at = self.as_of + self.one(0, -SECOND, -HOUR, -7 * DAY, -30 * DAY, DAY, -365 * DAY)
        at -= at % SECOND
        return tree.InstantLiteral(at, format_instant(at, self.one(None, self.zone)))

    def constant(self, subject: Subject, equality: bool = False) -> Any:
        """A fixed value of the subject's kind."""
        match subject.kind:
            case Kind.NUMBER:
                return self.number_beside(subject, equality)
            case Kind.TEXT:
                return self.text()
            case Kind.ENUM:
                return self.member(subject.members)
            case Kind.DAY:
                return self.day()
            case Kind.INSTANT:
                return self.one(self.day, self.instant)()
            case _:
                raise AssertionError(subject)

    def duration(self, clock: bool = False) -> Duration:
        if clock and self.choices.rarely(2):
            return self.of(CLOCK_DURATIONS)
        return self.of(DATE_DURATIONS)

    # --- values -----------------------------------------------------------------------------------------------

    def value(self, kind: Kind, depth: int, event: bool = False) -> Subject:
        """A value of a kind that is not fixed."""
        match kind:
            case Kind.NUMBER:
                return self.number_value(depth, event)
            case Kind.TEXT | Kind.ENUM:
                return self.text_value(depth, event)
            case Kind.DAY | Kind.INSTANT:
                return self.moment_value(depth, event)
            case _:
                raise AssertionError(kind)

    def number_value(self, depth: int, event: bool) -> Subject:
        forms = ["field", "field", "length", "since", "between", "since", "between"]
        if depth > 0:
            forms += ["sum", "product", "choice", "round"]
        if not event:
            forms += ["count", "different", "days", "aggregate", "aggregate", "event fact"]
            forms += ["match", "match"] * bool(self.names.personas)
            forms += ["named", "named"] * bool(self.named(Kind.NUMBER))
        form = self.of(forms)
        match form:
            case "field":
                return self.fact(Kind.NUMBER, event)
            case "length":
                node: Any = tree.TextPart(tree.TextPartKind.LENGTH, self.text_value(0, event).node)
            case "since" | "between":
                node = self.elapsed(form == "since", depth, event)
            case "sum":
                return self.sum(depth, event)
            case "product":
                steps = tuple((self.of(tuple(tree.Factor)), self.factor(depth, event)) for _ in range(self.one(1, 2)))
                node = tree.Product(self.term(depth, event), steps)
            case "choice":
                items = tuple(self.term(depth, event) for _ in range(self.one(2, 1, 3)))
                node = tree.Choice(self.of(tuple(tree.ChoiceKind)), items)
            case "round":
                node = tree.Round(self.term(depth, event), self.one(0, 2, 6))
            case "count":
                node = tree.CountOf(self.pattern(depth), None, self.maybe_window(depth))
            case "different":
                node = tree.CountOf(self.pattern(depth), self.event_field(*Kind).node, self.maybe_window(depth))
            case "days":
                node = tree.DaysWith(self.pattern(depth), self.maybe_window(depth))
            case "aggregate":
                of = self.event_field(Kind.NUMBER)
                kind = self.of(tuple(tree.AggregateKind))
                node = tree.Aggregate(kind, of.node, self.pattern(depth), self.maybe_window(depth))
                return Subject(node, Kind.NUMBER, unit=of.unit)
            case "event fact":
                return self.event_fact(Kind.NUMBER, depth)
            case "match":
                node = tree.MatchOf(tree.Name((self.of(self.names.personas)[0],)))
                return Subject(node, Kind.NUMBER, whole=False, known=True, share=True)
            case _:
                return self.of(self.named(Kind.NUMBER))
        return Subject(node, Kind.NUMBER)

    def sum(self, depth: int, event: bool) -> Subject:
        if self.choices.rarely(3):
            share = next(each for each in self.schema.fields if each.unit)
            first = self._of_the_lead(share) if event else self._as_subject(share)
            return replace(
                first, node=tree.Sum(first.node, ((self.of(tuple(tree.Sign)), tree.PercentLiteral(10 * ONE)),))
            )
        steps = tuple((self.of(tuple(tree.Sign)), self.term(depth, event)) for _ in range(self.one(1, 2, 3)))
        return Subject(tree.Sum(self.term(depth, event), steps), Kind.NUMBER)

    def term(self, depth: int, event: bool) -> Any:
        """A part of a calculation: a number, fixed or not."""
        return self.number() if self.choices.rarely() else self.number_value(depth - 1, event).node

    def factor(self, depth: int, event: bool) -> Any:
        found = self.term(depth, event)
        return number_literal(2) if found == tree.NumberLiteral(0) else found

    def elapsed(self, since: bool, depth: int, event: bool) -> Any:
        """Hours and minutes are counted between date-times only."""
        if self.choices.rarely(3):
            unit = self.one(Unit.HOUR, Unit.MINUTE)
            start, end = (self.fact(Kind.INSTANT, event).node for _ in range(2))
        else:
            unit = self.one(Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
            start, end = self.moment_value(depth - 1, event).node, self.moment(depth - 1, event)
        return tree.TimeSince(unit, start) if since else tree.TimeBetween(unit, start, end)

    def text_value(self, depth: int, event: bool) -> Subject:
        forms = ["text", "enum", "domain"] + ["choice"] * (depth > 0)
        if not event:
            forms += ["event fact"] + ["named"] * bool(self.named(Kind.TEXT, Kind.ENUM))
        match self.of(forms):
            case "text":
                return self.fact(Kind.TEXT, event)
            case "enum":
                return self.fact(Kind.ENUM, event)
            case "domain":
                return Subject(tree.TextPart(tree.TextPartKind.DOMAIN, self.fact(Kind.TEXT, event).node), Kind.TEXT)
            case "choice":
                other = self.one(self.fact(Kind.ENUM, event).node, tree.TextLiteral(self.of(TEXTS)))
                items = (self.fact(Kind.TEXT, event).node, other)
                return Subject(tree.Choice(tree.ChoiceKind.FIRST_KNOWN, items), Kind.TEXT)
            case "event fact":
                return self.event_fact(self.one(Kind.TEXT, Kind.ENUM), depth)
            case _:
                return self.of(self.named(Kind.TEXT, Kind.ENUM))

    def moment_value(self, depth: int, event: bool) -> Subject:
        """A date or a date with time that is not fixed."""
        forms = ["day", "instant"] + ["choice"] * (depth > 0)
        if not event:
            forms += ["first or last", "event fact"] + ["named"] * bool(self.named(Kind.DAY, Kind.INSTANT))
        match self.of(forms):
            case "day":
                return self.fact(Kind.DAY, event)
            case "instant":
                return self.fact(Kind.INSTANT, event)
            case "choice":
                kinds = self.one((Kind.DAY, Kind.DAY), (Kind.INSTANT, Kind.INSTANT), (Kind.INSTANT, Kind.DAY))
                items = tuple(self.fact(each, event).node for each in kinds)
                kind = Kind.INSTANT if kinds[1] is Kind.INSTANT else Kind.DAY
                return Subject(tree.Choice(self.of(tuple(tree.ChoiceKind)), items), kind)
            case "first or last":
                return Subject(tree.EventMoment(self.of(tuple(tree.Which)), self.pattern(depth)), Kind.INSTANT)
            case "event fact":
                return self.event_fact(self.one(Kind.DAY, Kind.INSTANT), depth)
            case _:
                return self.of(self.named(Kind.DAY, Kind.INSTANT))

    def moment(self, depth: int, event: bool) -> Any:
        """What may stand behind `since` and `before`: a name, a date, or an event."""
        match self.one("value", "value", "day", "instant"):
            case "day":
                return self.day()
            case "instant":
                return self.instant()
            case _:
                found = self.moment_value(0, event) if event else self.moment_value(min(depth, 0), event)
                return found.node

    def event_field(self, *kinds: Kind) -> FieldSpec:
        return self.of([each for kind in kinds for each in self._event_facts[kind]])

    def event_fact(self, kind: Kind, depth: int) -> Subject:
        of = self.event_field(kind)
        node = tree.EventFact(of.node, self.of(tuple(tree.Which)), self.pattern(depth))
        return replace(self._as_subject(of), node=node)

    def named(self, *kinds: Kind) -> list[Subject]:
        return [each for each in self.names.values if each.kind in kinds]

    # --- events and windows -----------------------------------------------------------------------------------

    def pattern(self, depth: int) -> tree.EventPattern:
        types = [tree.Name((each,), bracketed=not each.isidentifier()) for each in self.schema.event_types]
        types += [tree.Name((each,)) for each in self.names.event_sets for _ in range(2)]
        type_ = self.one(*types, None)
        return tree.EventPattern(type_, self.where() if depth >= 0 and self.choices.rarely(3) else None)

    def where(self) -> Any:
        return self.condition(self.one(0, 0, 1), event=True)

    def maybe_window(self, depth: int) -> Any:
        return self.window(depth) if self.choices.rarely(2) else None

    def window(self, depth: int) -> Any:
        """Of events, which all lie in the past."""
        match self.one("last", "ago", "from", "since", "before", "after"):
            case "last":
                return tree.InTheLast(self.duration(clock=True))
            case "ago":
                return tree.AtLeastAgo(self.duration(clock=True))
            case "from":
                return self.from_to(clock=True)
            case "since":
                return tree.Since(self.moment(depth - 1, event=False))
            case "before":
                return tree.Before(self.moment(depth - 1, event=False))
            case _:
                if self.choices.rarely():
                    return tree.WithinAfter(self.of(CLOCK_DURATIONS), self.fact(Kind.INSTANT, event=False).node)
                return tree.WithinAfter(self.duration(), self.moment(depth - 1, event=False))

    def from_to(self, clock: bool) -> tree.FromToAgo:
        near, far = self.one((30, 60), (0, 7), (1, 2), (5, 20))
        units = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR, *((Unit.HOUR, Unit.MINUTE) if clock else ()))
        return tree.FromToAgo(near, far, self.of(units))

    def own_window(self, clock: bool, depth: int, event: bool) -> Any:
        """Of a date of the lead or of the event itself."""
        match self.one("last", "next", "next", "ago", "from", "since", "before"):
            case "last":
                return tree.InTheLast(self.duration(clock))
            case "next":
                return tree.InTheNext(self.duration(clock))
            case "ago":
                return tree.AtLeastAgo(self.duration(clock))
            case "from":
                return self.from_to(clock)
            case "since":
                return tree.Since(self.moment(depth - 1, event))
            case _:
                return tree.Before(self.moment(depth - 1, event))

    # --- conditions -------------------------------------------------------------------------------------------

    def condition(self, depth: int, event: bool = False) -> Any:
        forms = list(_TESTS)
        if not event:
            forms += _LEAD_TESTS
            forms += ["lines"] * bool(self.names.personas)
            forms += ["outcome", "outcome"] * bool(self.names.outcomes or self.names.stage_known)
            forms += ["named", "named"] * bool(self.names.conditions)
        if depth > 0:
            forms += _JOINED
        return getattr(self, "a_" + self.of(forms))(depth, event)

    def a_fact(self, _: int, event: bool) -> Any:
        return self.fact(Kind.BOOLEAN, event).node

    def a_truth(self, depth: int, event: bool) -> Any:
        item = self.fact(Kind.BOOLEAN, event).node
        if depth > 0 and self.choices.rarely():
            item = self.condition(depth - 1, event)
        elif not event and self.choices.rarely():
            item = self.event_fact(Kind.BOOLEAN, depth).node
        return tree.Truth(item, self.one(True, False))

    def a_comparison(self, depth: int, event: bool) -> Any:
        match self.one("number", "number", "text", "moment", "boolean"):
            case "number":
                subject = self.number_value(depth, event)
                operator = self.of(_ALL_OPERATORS)
                equality = operator in _EQUALITIES
                other = self.number_beside(subject, equality)
                if not subject.share and self.choices.rarely():
                    other = self.number_value(depth - 1, event).node
                elif self.choices.rarely(8):
                    return tree.Comparison(operator, other, subject.node)
            case "text":
                subject = self.text_value(depth, event)
                operator = self.of(_EQUALITIES)
                other = self.constant(subject)
                if self.choices.rarely():
                    # A field with the name of one of these members would be taken for it.
                    other = self.fact(Kind.ENUM if subject.members else Kind.TEXT, event).node
                    if other.text in MEMBERS_IN_QUOTES:
                        other = self.constant(subject)
            case "moment":
                subject = self.moment_value(depth, event)
                operator = self.of(_ALL_OPERATORS)
                other = self.moment_value(depth - 1, event).node if self.choices.rarely() else self.constant(subject)
            case _:
                subject, operator = self.fact(Kind.BOOLEAN, event), self.of(_EQUALITIES)
                other = self.fact(Kind.BOOLEAN, event).node
        return tree.Comparison(operator, subject.node, other)

    def a_one_of(self, depth: int, event: bool) -> Any:
        subject = self.value(self.one(Kind.ENUM, Kind.TEXT, Kind.NUMBER, Kind.DAY), depth, event)
        values = tuple(self.constant(subject, equality=True) for _ in range(self.one(2, 1, 3)))
        if not subject.share and self.choices.rarely(3):
            # A field with the name of one of the members would be taken for it.
            other = self.fact(subject.kind, event).node
            at = self.choices.pick(len(values) + 1)
            if other.text not in MEMBERS_IN_QUOTES:
                values = (*values[:at], other, *values[at:])
        return tree.OneOf(subject.node, values, self.one(False, True))

    def a_in_list(self, depth: int, event: bool) -> Any:
        name, kind, members = self.of(self.names.lists)
        found = [each for each in self._lead_facts[kind, False] if each.members == members]
        if not found:  # the members of a field with many values
            return self.a_includes(depth, event)
        if kind is Kind.ENUM:
            subject = self._of_the_lead(self.of(found)) if event else self._as_subject(self.of(found))
        elif kind is Kind.TEXT:
            subject = self.text_value(depth, event)
            if subject.members:
                subject = self.fact(kind, event)
        else:
            subject = self.value(kind, depth, event)
        return tree.InList(subject.node, tree.Name((name,)), self.one(False, True))

    def a_between(self, depth: int, event: bool) -> Any:
        subject = self.value(self.one(Kind.NUMBER, Kind.NUMBER, Kind.DAY), depth, event)
        low, high = self.ends(subject)
        if subject.kind is Kind.NUMBER and not subject.share and self.choices.rarely(5):
            low = self.fact(Kind.NUMBER, event).node
        return tree.Between(subject.node, low, high)

    def ends(self, subject: Subject) -> tuple[Any, Any]:
        """Two fixed values, the smaller one first."""
        if subject.kind is not Kind.NUMBER:
            day = self.day()
            return day, tree.DateLiteral(day.day + self.one(0, 1, 30))
        low = self.number_beside(subject)
        if isinstance(low, tree.PercentLiteral):
            return low, tree.PercentLiteral(min(low.value + 10 * ONE, 100 * ONE))
        if subject.share:
            return low, tree.NumberLiteral(min(low.value + ONE // 4, ONE))
        return low, tree.NumberLiteral(low.value + self.one(0, 1, 100) * ONE)

    def a_presence(self, depth: int, event: bool) -> Any:
        if self.choices.rarely(3):
            subject = self.many(event)
        elif not event and self.names.stages and self.choices.rarely(6):
            return tree.Presence(tree.PreviousStage(), self.one(False, True))
        else:
            kind = self.one(Kind.TEXT, Kind.NUMBER, Kind.DAY, Kind.BOOLEAN)
            subject = self.fact(kind, event) if kind is Kind.BOOLEAN else self.value(kind, depth, event)
        if subject.known:
            subject = self.fact(Kind.NUMBER, event)
        return tree.Presence(subject.node, self.one(False, True))

    def a_text_test(self, depth: int, event: bool) -> Any:
        subject = self.text_value(depth, event)
        return tree.TextTest(*self._text_test(subject))

    def _text_test(self, subject: Subject | None = None) -> tuple[Any, ...]:
        """The arguments of a text test; of a cell where there is no subject."""
        kind = self.of(tuple(tree.TextTestKind))
        operands: tuple[Any, ...] = (self.text(),)
        if kind is tree.TextTestKind.MATCHES:
            operands = (tree.TextLiteral(self.of(PATTERNS), exact=self.choices.rarely(5)),)
            any_of = False
        else:
            any_of = self.one(False, True)
            lists = [name for name, of, _ in self.names.lists if of in (Kind.TEXT, Kind.ENUM)]
            if any_of:
                operands = tuple(
                    tree.Name((self.of(lists),)) if lists and self.choices.rarely(3) else self.text()
                    for _ in range(self.one(2, 1, 3))
                )
        head = (kind,) if subject is None else (kind, subject.node)
        return (*head, operands, any_of, self.one(False, True))

    def a_includes(self, _: int, event: bool) -> Any:
        subject = self.many(event)
        quantifier = self.of(tuple(tree.Quantifier))
        count = 1 if quantifier is tree.Quantifier.ONE else self.one(2, 1, 3)
        values = tuple(self.instant() if subject.kind is Kind.INSTANT else self.constant(subject) for _ in range(count))
        lists = [
            name
            for name, kind, members in self.names.lists
            if kind is subject.kind and (kind is not Kind.ENUM or members == subject.members)
        ]
        if lists and quantifier is not tree.Quantifier.ONE and self.choices.rarely(3):
            values = (tree.Name((self.of(lists),)), *values[1:])
        return tree.Includes(subject.node, quantifier, values, self.one(False, True))

    def a_date_test(self, depth: int, event: bool) -> Any:
        subject = self.moment_value(depth, event)
        return tree.DateTest(subject.node, self.own_window(subject.kind is Kind.INSTANT, depth, event))

    def a_did(self, depth: int, _: bool) -> Any:
        times, days = self.of(_HOW_OFTEN), self.one(None, None, 2, 3)
        return tree.Did(self.pattern(depth), self.choices.rarely(3), times, days, self.maybe_window(depth))

    def a_burst(self, depth: int, _: bool) -> Any:
        duration = self.one(*CLOCK_DURATIONS, *(each for each in DATE_DURATIONS if each.in_months() is None))
        return tree.DidWithinAny(self.pattern(depth), self.one(2, 1, 3), duration, self.choices.rarely(3))

    def a_then(self, depth: int, _: bool) -> Any:
        within = self.duration(clock=True) if self.choices.rarely(2) else None
        pair = (self.pattern(depth - 1), self.pattern(depth - 1))
        return tree.DidThen(*pair, within, self.maybe_window(depth), self.choices.rarely(3))

    def a_lines(self, _: int, __: bool) -> Any:
        name, lines = self.of(self.names.personas)
        return tree.LinesOf(self.choices.number(1, lines), tree.Name((name,)))

    def a_named(self, _: int, __: bool) -> Any:
        return tree.Name((self.of(self.names.conditions),))

    def a_outcome(self, _: int, __: bool) -> Any:
        """A test of a label, of the stage, or of the stage that the lead had before."""
        node, values, ranked = self.of(self.outcomes())
        stages = values == (*self.names.stages, "disqualified")
        match self.one("is", "one of", "rank"):
            case "one of":
                return tree.OneOf(node, tuple(self.member(values) for _ in range(2)), self.one(False, True))
            case "rank" if ranked:
                steps = values[:-1] if stages else values
                return tree.Comparison(self.of(_RANKS), node, self.member(steps))
            case _:
                return tree.Comparison(self.of(_EQUALITIES), node, self.member(values))

    def outcomes(self) -> list[tuple[Any, tuple[str, ...], bool]]:
        """What a label or stage may be, and whether these are ranked."""
        found: list[tuple[Any, tuple[str, ...], bool]] = [
            (tree.Name((name,)), labels, ranked) for name, labels, ranked in self.names.outcomes
        ]
        stages = (*self.names.stages, "disqualified")
        if self.names.stage_known:
            found.append((tree.Name(("stage",)), stages, True))
        if self.names.stages:
            found.append((tree.PreviousStage(), stages, True))
        return found

    def a_literal(self, _: int, __: bool) -> Any:
        return tree.BooleanLiteral(self.one(True, False))

    # --- joined -----------------------------------------------------------------------------------------------

    def a_not(self, depth: int, event: bool) -> Any:
        return tree.Not(self.condition(depth - 1, event))

    def a_and(self, depth: int, event: bool) -> Any:
        return tree.And(self._several(depth, event))

    def a_or(self, depth: int, event: bool) -> Any:
        return tree.Or(self._several(depth, event))

    def a_inline(self, depth: int, event: bool) -> Any:
        items = self._several(depth, event, least=1)
        need = self.of(tuple(tree.Need))
        return tree.Inline(need, items, self.choices.number(1, len(items)) if need is tree.Need.AT_LEAST else 0)

    def _several(self, depth: int, event: bool, least: int = 2) -> tuple[Any, ...]:
        return tuple(self.condition(depth - 1, event) for _ in range(self.choices.number(least, 3)))


_EQUALITIES = (tree.Comparator.IS, tree.Comparator.IS_NOT)
_RANKS = (tree.Comparator.RANK_AT_LEAST, tree.Comparator.RANK_AT_MOST)
_ALL_OPERATORS = tuple(each for each in tree.Comparator if each not in _RANKS)
_HOW_OFTEN = (
    None,
    None,
    tree.Times(tree.Bound.AT_LEAST, 2),
    tree.Times(tree.Bound.AT_LEAST, 1),
    tree.Times(tree.Bound.AT_MOST, 3),
    tree.Times(tree.Bound.EXACTLY, 1),
    tree.Times(tree.Bound.EXACTLY, 0),
)
_TESTS = (
    "comparison",
    "comparison",
    "presence",
    "one_of",
    "in_list",
    "between",
    "text_test",
    "text_test",
    "includes",
    "date_test",
    "fact",
    "truth",
)
_LEAD_TESTS = ("did", "did", "burst", "then", "literal")
_JOINED = ("and", "or", "not", "inline")


def list_entry(value: Any) -> str:
    """A literal as a line of a list's file."""
    match value:
        case tree.NumberLiteral():
            return str(value.value // ONE)
        case tree.DateLiteral(day):
            return format_day(day)
        case tree.Name():
            return value.text
        case _:
            return value.value

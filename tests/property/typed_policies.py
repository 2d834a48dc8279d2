"""Random whole policies that check without errors by construction, each with its schema, files and instant.

`policies()` is a Hypothesis strategy that shrinks, `random_policy(seed)` the same thing without it: faster, and more
varied. `varied_policies()` mixes the two. Every statement, and every form of conditions and values, may occur;
`typed_constructs` counts them. Records to go with a policy: `typed_leads`. Policies that are almost the same:
`typed_mutants`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace as with_parts

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.file import NOT_FOUND
from leadspec.formatter import print_file
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration, Unit
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import Zone, zone
from property.typed_choices import Choices, drawn, seeded
from property.typed_expressions import TEXTS, Expressions, Names, Subject, list_entry, number_literal
from property.typed_schema import Kind, SchemaSpec, make_schema
from property.typed_trees import walk

MAIN, SHARED, SCHEMA = "policy.lead", "shared.lead", "lead.schema.json"
DEPARTMENTS = ("marketing", "sales", "service")

# Zones whose clocks change at midnight (in Cairo back into the day before), by half an hour, or not at all, and runs
# at the days on which they change, at month ends, on a leap day and one microsecond before midnight.
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Asuncion",
    "UTC",
    "Asia/Kathmandu",
    "Africa/Cairo",
)
RUNS = (
    "2026-11-21T09:00:00+01:00",
    "2026-03-29T12:00:00+02:00",
    "2026-10-25T02:30:00+01:00",
    "2026-03-31T23:59:59.999999+02:00",
    "2028-02-29T08:00:00Z",
    "2026-10-04T06:00:00Z",
    "2027-01-01T00:00:00+01:00",
    "2026-10-29T23:30:00+02:00",
)


@dataclass(frozen=True)
class TypedPolicy:
    """A policy as trees, with all that it names. `as_of` is the instant to run it at."""

    file: tree.File
    schema: SchemaSpec
    as_of: int
    shared: tree.File | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        return print_file(self.file)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """All files beside the main one, by name."""
        shared = {} if self.shared is None else {SHARED: print_file(self.shared)}
        return {SCHEMA: self.schema.text, **shared, **self.files}

    @cached_property
    def zone_name(self) -> str:
        head = next(each for each in self.file.statements if isinstance(each, tree.PolicyHead))
        line = next(each for each in head.lines if each.key is tree.MetaKey.TIMEZONE)
        return line.values[0].value  # type: ignore[union-attr, return-value]

    @property
    def zone(self) -> Zone:
        found = zone(self.zone_name)
        assert found is not None
        return found

    @property
    def stages(self) -> tuple[str, ...]:
        return tuple(each.name.text for each in self.file.statements if isinstance(each, tree.Stage))

    def load(self) -> Analysis:
        return load_texts(self.text, self.texts)

    def with_statements(self, statements: Sequence[tree.Statement]) -> TypedPolicy:
        return replace(self, file=with_parts(self.file, statements=tuple(statements)))


def load_texts(text: str, files: Mapping[str, str]) -> Analysis:
    """The policy of a text, whose files are other texts."""

    def read(path: str) -> Source | Diagnostic:
        found = files.get(path)
        return NOT_FOUND.at(None, f"there is no file `{path}`") if found is None else Source(path, found)

    return load_policy(Source(MAIN, text), read)


@st.composite
def policies(draw: Callable[[st.SearchStrategy[int]], int]) -> TypedPolicy:
    return make_policy(drawn(draw))


def varied_policies() -> st.SearchStrategy[TypedPolicy]:
    """Policies of random seeds, and some that shrink."""
    return st.integers(0, 10**12).map(random_policy) | policies()


def random_policy(seed: int | str) -> TypedPolicy:
    """The policy of a seed."""
    return make_policy(seeded(f"policy {seed}"))


def make_policy(choices: Choices) -> TypedPolicy:
    return _Maker(choices).policy()


REASONS = ("both agreed", 'they say "no"', "#5: ÄÖÜ")
OUTCOMES = (("hot", "warm", "cold"), ("gold", "silver"), ("A", "B+", "no grade"))
RESULTS = ("Team North", "Enterprise", "Later", "hand over")


class _Maker:
    """Makes one policy: first what others may read, then what reads it."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.one = choices.one
        self.of = choices.of
        self.rarely = choices.rarely
        self.schema = make_schema(choices)
        self.names = Names()
        self.zone = self.of(ZONES)
        at = parse_instant(self.of(RUNS))
        here = zone(self.zone)
        assert isinstance(at, Instant)
        assert here is not None
        self.as_of = at.at
        self.say = Expressions(choices, self.schema, self.names, self.as_of, here)
        self.files: dict[str, str] = {}
        self.count = 0

    def policy(self) -> TypedPolicy:
        self.names.stages = list(self.one((), ("suspect", "mql"), ("suspect", "prospect", "mql", "sql")))
        shared: list[tree.Statement] = [*self.event_sets(), *self.lists()]
        rules = [self.of(_READABLE)(self) for _ in range(self.choices.number(3, 6))]
        rules += [self.disqualify() for _ in range(self.one(0, 1, 2))]
        stages = [self.stage(each) for each in self.names.stages]
        self.names.stage_known = bool(stages)
        rules += [self.of(_LAST)(self) for _ in range(self.choices.number(1, 3))]
        rules += self.counts()
        rules += [self.reader(each) for each in self.unread([*rules, *stages])]
        used = None
        if self.rarely(3):
            shared += [each for each in rules if isinstance(each, tree.Define)]
            rules = [each for each in rules if not isinstance(each, tree.Define)]
            used = tree.File(tuple(map(self.with_trivia, shared)))
            shared = [tree.Use(tree.TextLiteral(SHARED))]
        others = self.choices.shuffled([*shared, *rules])
        places = sorted(self.choices.pick(len(others) + 1) for _ in stages)
        for place, stage in reversed(list(zip(places, stages, strict=True))):
            others.insert(place, stage)
        file = tree.File(tuple(map(self.with_trivia, (self.head(), *others))))
        return TypedPolicy(file, self.schema, self.as_of, used, self.files)

    def unread(self, rules: Sequence[tree.Statement]) -> list[str]:
        """Definitions that nothing reads yet, but for a few: those change nothing, wherever they are changed."""
        own = {id(each.name) for each in rules if isinstance(each, tree.Define)}
        read = {each.text for each in walk(tuple(rules)) if isinstance(each, tree.Name) and id(each) not in own}
        names = [each.name.text for each in rules if isinstance(each, tree.Define)]
        return [each for each in names if each not in read and not self.rarely(8)]

    def reader(self, name: str) -> tree.Statement:
        if name in self.names.conditions:
            return tree.Flag(tree.TextLiteral(name), tree.Name((name,)))
        key = next(each for each in self.names.values if each.node.text == name)
        return self.table([key])

    # --- parts of statements ----------------------------------------------------------------------------------

    def name(self, stem: str) -> tree.Name:
        self.count += 1
        return tree.Name((f"{stem}_{self.count}",))

    def owner(self) -> tree.Name | None:
        return tree.Name((self.of(DEPARTMENTS[:2]),)) if self.rarely(3) else None

    def because(self) -> str | None:
        return self.of(REASONS) if self.rarely() else None

    def with_trivia(self, node: Any) -> Any:
        if not self.rarely(8):
            return node
        around = self.one(
            tree.Trivia(blank_before=True), tree.Trivia(above=("why", "")), tree.Trivia(behind="as agreed")
        )
        return with_parts(node, trivia=around)

    def condition(self, depth: int = 2) -> Any:
        return self.say.condition(self.one(0, *range(1, depth + 1)))

    def block(self, depth: int = 2, need: tree.Need | None = None) -> tree.Block:
        need = need or self.of(tuple(tree.Need))
        lines = tuple(self.block_line(depth) for _ in range(self.choices.number(1, 3)))
        number = self.choices.number(1, len(lines)) if need is tree.Need.AT_LEAST else 0
        return tree.Block(need, lines, number, self.because())

    def block_line(self, depth: int) -> tree.ConditionLine:
        if depth > 0 and self.rarely(5):
            return self.with_trivia(tree.ConditionLine(self.block(depth - 1)))
        return self.with_trivia(tree.ConditionLine(self.condition(1), self.because()))

    def body(self) -> Any:
        """A condition in any of its shapes."""
        return self.block() if self.rarely(3) else self.condition()

    def guard(self) -> tuple[Any, str | None]:
        """A condition behind `when`, and its reason; a block has its own."""
        found = self.body()
        return found, None if isinstance(found, tree.Block) else self.because()

    # --- the head ---------------------------------------------------------------------------------------------

    def head(self) -> tree.PolicyHead:
        def line(key: tree.MetaKey, *values: Any) -> tree.MetaLine:
            return self.with_trivia(tree.MetaLine(key, values))

        departments = (tree.Name((each,)) for each in DEPARTMENTS[: self.one(2, 3)])
        lines = [
            line(tree.MetaKey.SCHEMA, tree.TextLiteral(SCHEMA)),
            line(tree.MetaKey.TIMEZONE, tree.TextLiteral(self.zone)),
            line(tree.MetaKey.DEPARTMENTS, *departments),
        ]
        if self.rarely(3):
            lines.append(line(tree.MetaKey.VERSION, tree.TextLiteral("2.1")))
        if self.rarely(4):
            lines.append(line(tree.MetaKey.VALID_FROM, tree.DateLiteral(20_454)))
            lines.append(line(tree.MetaKey.REVIEW_BY, tree.DateLiteral(20_819)))
        return tree.PolicyHead("Generated leads", tuple(lines))

    # --- names that rules use ---------------------------------------------------------------------------------

    def event_sets(self) -> list[tree.Statement]:
        made: list[tree.Statement] = []
        for _ in range(self.one(1, 0)):
            name = self.name("acts")
            types = tuple(map(_word, self.choices.some(self.schema.event_types, 1, 3)))
            made.append(tree.EventsStatement(name, types))
            self.names.event_sets.append(name.text)
        return made

    def lists(self) -> list[tree.Statement]:
        return [self.list_of(self.one(Kind.ENUM, Kind.TEXT, Kind.NUMBER, Kind.DAY)) for _ in range(self.one(2, 1, 3))]

    def list_of(self, kind: Kind) -> tree.ListStatement:
        name = self.name("list")
        members: tuple[str, ...] = ()
        count = self.choices.number(1, 3)
        if kind is Kind.ENUM:
            members = self.of([each for each in self.schema.fields if each.members]).members
            entries = tuple(map(_word, self.choices.some(members, 1, 3)))
        elif kind is Kind.TEXT:
            entries = tuple(tree.TextLiteral(self.say.text().value) for _ in range(count))
        elif kind is Kind.NUMBER:
            entries = tuple(number_literal(self.one(0, 5, 10, 100, "2.5")) for _ in range(count))
        else:
            entries = tuple(self.say.day() for _ in range(count))
        if kind is not Kind.ENUM and self.rarely(6):
            entries += self.many_entries(kind)
        self.names.lists.append((name.text, kind, members))
        if not self.rarely(4):
            return tree.ListStatement(name, entries)
        lines = [list_entry(each) for each in entries]
        if self.rarely(2):
            file = f"{name.text}.csv"
            rows = ["place,value", *(f"1,{_in_quotes(each)}" for each in lines)]
            self.files[file] = "\n".join(rows) + "\n"
            return tree.ListStatement(name, (), tree.TextLiteral(file), tree.TextLiteral("value"))
        file = f"{name.text}.txt"
        self.files[file] = "\n".join(lines) + "\n"
        return tree.ListStatement(name, (), tree.TextLiteral(file))

    def many_entries(self, kind: Kind) -> tuple[Any, ...]:
        """So many that an engine may look them up in another way."""
        numbers = range(self.one(30, 120))
        match kind:
            case Kind.TEXT:
                return tuple(tree.TextLiteral(f"{self.of(TEXTS).strip()} {each}") for each in numbers)
            case Kind.NUMBER:
                return tuple(number_literal(200 + each) for each in numbers)
            case _:
                return tuple(tree.DateLiteral(self.say.today - 400 - each) for each in numbers)

    # --- definitions ------------------------------------------------------------------------------------------

    def define_condition(self) -> tree.Define:
        body, name = self.body(), self.name("holds")
        self.names.conditions.append(name.text)
        return tree.Define(name, body, self.owner(), self.because())

    def define_value(self) -> tree.Define:
        kind = self.one(Kind.NUMBER, Kind.NUMBER, Kind.TEXT, Kind.DAY)
        name = self.name("value")
        if self.rarely(8):
            body = {Kind.NUMBER: self.say.number, Kind.TEXT: self.plain_text, Kind.DAY: self.say.day}[kind]()
            found = Subject(body, kind)
        else:
            found = self.say.value(kind, 2)
        # A share of lines counts as a number here, and may be anything that a share may be.
        unit = "share" if found.share else found.unit
        self.names.values.append(Subject(name, found.kind, found.members, unit, found.whole))
        return tree.Define(name, found.node, self.owner(), self.because())

    def plain_text(self) -> tree.TextLiteral:
        return tree.TextLiteral(self.say.text().value)

    def persona(self) -> tree.Persona:
        block, name = self.block(1, tree.Need.ALL), self.name("ideal")
        self.names.personas.append((name.text, len(block.lines)))
        self.names.conditions.append(name.text)
        return tree.Persona(name, block, self.owner(), self.because())

    def score(self) -> tree.Score:
        items = tuple(self.score_item(1) for _ in range(self.choices.number(1, 4)))
        low, high = self.one((None, None), (0, 100 * ONE), (-50 * ONE, None), (None, 75 * ONE // 10), (0, 0))
        name = self.name("fit")
        self.names.values.append(Subject(name, Kind.NUMBER, whole=False, known=True))
        return tree.Score(name, items, low, high, self.owner(), self.because())

    def score_item(self, depth: int) -> Any:
        blocks = ("group", "first of") if depth else ()
        match self.one("line", "events", "events", "line", *blocks):
            case "line":
                return self.with_trivia(self.plain_line())
            case "events":
                return self.with_trivia(self.events_line())
            case "group":
                floor, cap = self.one((None, None), (None, 20 * ONE), (-10 * ONE, 0), (-5 * ONE, None))
                items = tuple(self.score_item(depth - 1) for _ in range(self.choices.number(1, 2)))
                return self.with_trivia(tree.ScoreGroup("Hand raises", items, floor, cap, self.because()))
            case _:
                lines = tuple(self.plain_line(always=False) for _ in range(self.choices.number(1, 3)))
                return self.with_trivia(tree.FirstOf(lines, self.because()))

    def points(self) -> tree.NumberLiteral:
        return number_literal(self.one(10, 5, 40, "2.5", "0.01", 0, "33.33"))

    def plain_line(self, always: bool = True) -> tree.ScoreLine:
        """`always`: whether it may hold for everyone."""
        sign = self.one(tree.Sign.PLUS, tree.Sign.MINUS)
        amount = self.say.number_value(1, event=False).node if self.rarely() else self.points()
        if self.rarely(5):
            return tree.ScoreLine(sign, amount, when=self.block(1))
        when = None if always and self.rarely(5) else self.condition(1)
        cap = 15 * ONE if self.rarely(4) else None
        return tree.ScoreLine(sign, amount, when=when, at_most=cap, because=self.because())

    def events_line(self) -> tree.ScoreLine:
        sign = self.one(tree.Sign.PLUS, tree.Sign.PLUS, tree.Sign.MINUS)
        occasion = self.one(tree.Occasion.EACH, tree.Occasion.EACH, tree.Occasion.FIRST, tree.Occasion.LAST)
        events = tree.ForEvents(occasion, self.say.pattern(1), self.say.maybe_window(1))
        literal = not self.rarely(3)
        amount = self.points() if literal else self.say.number_value(1, event=True).node
        if self.rarely(8):
            return tree.ScoreLine(sign, amount, events, self.block(1))
        return tree.ScoreLine(
            sign,
            amount,
            events,
            self.condition(1) if self.rarely(3) else None,
            self.one(None, None, *_COOLDOWNS),
            self.one(None, *_DECAYS) if literal else None,
            self.one(None, None, 20 * ONE, 0),
            self.because(),
        )

    def classify(self) -> tree.Classify:
        labels, best_first, name = self.of(OUTCOMES), self.one(False, True), self.name("heat")
        order = list(labels)
        if not best_first:
            order = [*self.choices.some(labels, 1, len(labels)), *labels[: self.one(0, 1)]]
        rows = []
        for label in order[:-1]:
            for _ in range(self.one(1, 1, 2)):
                rows.append(self.with_trivia(tree.ClassRow(_label(label), *self.guard())))
        rows.append(tree.ClassRow(_label(order[-1]), None, self.because()))
        given = tuple(dict.fromkeys(order))
        self.names.outcomes.append((name.text, given[::-1] if best_first else given, best_first))
        return tree.Classify(name, tuple(rows), best_first, self.owner(), self.because())

    # --- tables -----------------------------------------------------------------------------------------------

    def table(self, keys: Sequence[Subject] = ()) -> tree.Table:
        keys = keys or [self.key() for _ in range(self.one(2, 1, 3))]
        name, count = self.name("route"), self.choices.number(2, 5)
        numbers = self.rarely(3)
        results = [self.result(numbers) for _ in range(count)]
        rows = [
            self.with_trivia(tree.TableRow(tuple(self.cell(each) for each in keys), result, self.because()))
            for result in results[:-1]
        ]
        rows.append(tree.TableRow(tuple(tree.AnyCell() for _ in keys), results[-1]))
        if numbers:
            self.names.values.append(Subject(name, Kind.NUMBER, whole=False, known=True))
        else:
            texts = tuple(dict.fromkeys(_plain(each) for each in results))
            self.names.outcomes.append((name.text, texts, False))
        return tree.Table(name, tuple(each.node for each in keys), tuple(rows), self.owner(), self.because())

    def result(self, numbers: bool) -> Any:
        return number_literal(self.one(1, 0, "2.5", -3)) if numbers else _word(self.of(RESULTS))

    def key(self) -> Subject:
        """A column. `kind` is BOOLEAN for conditions; labels and stages are enums whose `known` is set."""
        match self.one("number", "number", "enum", "text", "part", "day", "boolean", "many", "named", *["outcome"] * 3):
            case "number":
                return self.say.fact(Kind.NUMBER, event=False)
            case "enum":
                return self.say.fact(Kind.ENUM, event=False)
            case "part":
                part = self.one(tree.TextPartKind.LENGTH, tree.TextPartKind.DOMAIN)
                text = self.say.fact(Kind.TEXT, event=False).node
                kind = Kind.NUMBER if part is tree.TextPartKind.LENGTH else Kind.TEXT
                return Subject(tree.TextPart(part, text), kind)
            case "day":
                return self.say.fact(self.one(Kind.DAY, Kind.INSTANT), event=False)
            case "boolean":
                if self.names.conditions and self.rarely(2):
                    return Subject(tree.Name((self.of(self.names.conditions),)), Kind.BOOLEAN, known=True)
                return self.say.fact(Kind.BOOLEAN, event=False)
            case "many":
                return replace(self.say.many(event=False), kind=Kind.BOOLEAN, unit="many")
            case "named" if self.names.values:
                return self.of(self.names.values)
            case "outcome" if self.say.outcomes():
                node, values, ranked = self.of(self.say.outcomes())
                return Subject(node, Kind.ENUM, values, "ranked" if ranked else "labels", known=True)
            case _:
                return self.say.fact(Kind.TEXT, event=False)

    def cell(self, key: Subject) -> Any:
        if self.rarely(5):
            return tree.AnyCell()
        if not key.known and (key.unit == "many" or self.rarely(5)):
            return tree.PresenceCell(self.one(True, False))
        if key.kind is Kind.BOOLEAN:
            return tree.ValuesCell((tree.BooleanLiteral(self.one(True, False)),))
        if key.unit in ("ranked", "labels"):
            return self.outcome_cell(key)
        if key.kind in (Kind.TEXT, Kind.ENUM) and self.rarely(2):
            return tree.TextCell(*self.say._text_test())
        lists = [
            name
            for name, kind, members in self.names.lists
            if kind is (Kind.DAY if key.kind is Kind.INSTANT else key.kind)
            and (kind is not Kind.ENUM or members == key.members)
        ]
        if lists and self.rarely(3):
            return tree.ListCell(tree.Name((self.of(lists),)), self.one(False, True))
        if key.kind in (Kind.TEXT, Kind.ENUM):
            if self.rarely(4):
                return tree.CompareCell(self.of(_EQUALITIES), self.say.constant(key))
            return self.values_cell(key)
        match self.one("compare", "compare", "range", "values"):
            case "compare":
                operator = self.of(_COMPARATORS)
                return tree.CompareCell(operator, self.say.constant(key, operator in _EQUALITIES))
            case "range":
                return tree.RangeCell(*self.say.ends(key))
            case _:
                return self.values_cell(key)

    def values_cell(self, key: Subject) -> tree.ValuesCell:
        return tree.ValuesCell(tuple(self.say.constant(key, equality=True) for _ in range(self.one(1, 2))))

    def outcome_cell(self, key: Subject) -> Any:
        if self.rarely(2):
            steps = tuple(each for each in key.members if each != "disqualified")
            operators = (*_RANKS, *_RANKS, *_EQUALITIES) if key.unit == "ranked" else _EQUALITIES
            return tree.CompareCell(self.of(operators), self.say.member(steps))
        return tree.ValuesCell(tuple(self.say.member(key.members) for _ in range(self.one(1, 2))))

    # --- what a lead is ---------------------------------------------------------------------------------------

    def disqualify(self) -> tree.Disqualify:
        reason = tree.TextLiteral(self.name("reason").text + ': "no"')
        condition, because = self.guard()
        return tree.Disqualify(reason, condition, self.owner(), because)

    def flag(self) -> tree.Flag:
        remark = tree.TextLiteral(self.name("call").text + " them")
        condition, because = self.guard()
        return tree.Flag(remark, condition, self.owner(), because)

    def stage(self, name: str) -> tree.Stage:
        text = tree.TextLiteral("On a list") if self.rarely(2) else None
        condition = None
        if name != self.names.stages[0]:
            condition = self.sticky(name) if self.rarely(3) else self.body()
        self.names.conditions.append(name)  # later ones may name it
        return tree.Stage(tree.Name((name,)), condition, text, self.owner(), self.because())

    def sticky(self, name: str) -> tree.Or:
        """Once there, a lead stays."""
        before = tree.Comparison(tree.Comparator.RANK_AT_LEAST, tree.PreviousStage(), tree.Name((name,)))
        return tree.Or((self.condition(1), before))

    def counts(self) -> list[tree.Statement]:
        who = self.choices.some((None, *DEPARTMENTS[:2]), 1, 3)
        return [tree.Counts(None if each is None else tree.Name((each,)), self.body(), self.because()) for each in who]


_READABLE = (
    _Maker.define_condition,
    _Maker.define_value,
    _Maker.score,
    _Maker.persona,
    _Maker.classify,
    _Maker.table,
    _Maker.table,
    _Maker.define_value,
    _Maker.score,
)
_LAST = (_Maker.flag, _Maker.define_condition, _Maker.flag, _Maker.table, _Maker.classify)
_EQUALITIES = (tree.Comparator.IS, tree.Comparator.IS_NOT)
_RANKS = (tree.Comparator.RANK_AT_LEAST, tree.Comparator.RANK_AT_MOST)
_COMPARATORS = tuple(each for each in tree.Comparator if each not in _RANKS)
_COOLDOWNS = (
    tree.Cooldown(1, tree.Period.DAY),
    tree.Cooldown(2, tree.Period.DAY),
    tree.Cooldown(1, tree.Period.WEEK),
    tree.Cooldown(1, tree.Period.MONTH),
)
_DECAYS = (
    tree.Decay(tree.DecayKind.HALVING, Duration(30, Unit.DAY)),
    tree.Decay(tree.DecayKind.KEEPING, Duration(1, Unit.MONTH), 80 * ONE),
    tree.Decay(tree.DecayKind.LOSING_POINTS, Duration(2, Unit.WEEK), 5 * ONE),
    tree.Decay(tree.DecayKind.LOSING_SHARE, Duration(7, Unit.DAY), 50 * ONE),
    tree.Decay(tree.DecayKind.FADING, Duration(30, Unit.DAY)),
)


def _word(text: str) -> Any:
    """A name, or a quoted text where it cannot be one."""
    plain = text.isidentifier() and text not in ("missing", "present", "any")
    return tree.Name((text,)) if plain else tree.TextLiteral(text)


def _plain(word: Any) -> str:
    return word.text if isinstance(word, tree.Name) else word.value


def _label(text: str) -> tree.LabelName:
    return tree.LabelName(text, quoted=not text.isidentifier())


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

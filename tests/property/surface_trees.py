"""Random surface trees: everything that the grammar can say, whether or not it makes sense."""

from __future__ import annotations

from hypothesis import strategies as st

from leadspec.syntax import tree
from leadspec.values.days import from_civil
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration, Unit

# Names that are also words of the language stand among them on purpose.
NAMES = ["country", "fit", "score", "source", "type", "table", "owner", "first", "count", "stage", "größe", "x1"]
ODD_NAMES = ["Lead Source", "No. of Employees", "and", "2nd call", "a.b"]
TEXTS = ["", "Head", 'say "hi"', " outer ", "# no comment", "ÄÖÜ | x", "everyone"]


def make(kind: type, *parts: st.SearchStrategy, **named: st.SearchStrategy) -> st.SearchStrategy:
    """Nodes of one kind. The strategy asks nothing of the class, whose annotations name what other modules define."""

    def node(*args: object, **kwargs: object) -> object:
        return kind(*args, **kwargs)

    return st.builds(node, *parts, **named)


names = st.one_of(
    st.sampled_from(NAMES).map(lambda name: tree.Name((name,))),
    st.sampled_from(NAMES).map(lambda name: tree.Name(("company", name))),
    st.sampled_from(ODD_NAMES).map(lambda name: tree.Name((name,), bracketed=True)),
)
plain_names = st.sampled_from(["alpha", "beta", "größe", "x1"]).map(lambda name: tree.Name((name,)))
numbers = st.integers(-(10**9), 10**9).map(lambda value: tree.NumberLiteral(value * 1000))
counts = st.integers(0, 40)
whole = st.integers(0, 10**6).map(lambda value: value * ONE)
texts = st.sampled_from(TEXTS).map(tree.TextLiteral)
any_texts = make(tree.TextLiteral, st.sampled_from(TEXTS), st.booleans())
dates = st.integers(from_civil(1900, 1, 1), from_civil(2199, 12, 31)).map(tree.DateLiteral)
instants = st.just(tree.InstantLiteral(1_767_225_600_000_000, "2026-01-01T01:00:00+01:00"))
percents = st.integers(0, 100).map(lambda value: tree.PercentLiteral(value * ONE))
durations = st.builds(Duration, st.integers(1, 400), st.sampled_from(Unit))
choices = st.one_of(names, numbers, any_texts, dates, percents, st.booleans().map(tree.BooleanLiteral))


def tuples(items: st.SearchStrategy, least: int = 1, most: int = 3) -> st.SearchStrategy:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


expressions: st.SearchStrategy = st.deferred(lambda: st.one_of(values, conditions))
atoms = st.one_of(names, numbers, any_texts, dates, percents, instants, st.booleans().map(tree.BooleanLiteral))


def _comparison(operator: tree.Comparator, left: object, right: object) -> object:
    """`x is true` is one phrase, and so another node."""
    if operator is tree.Comparator.IS and isinstance(right, tree.BooleanLiteral):
        return tree.Truth(left, right.value)  # type: ignore[arg-type]
    return tree.Comparison(operator, left, right)  # type: ignore[arg-type]


where_tests = st.deferred(
    lambda: st.one_of(
        st.builds(_comparison, st.sampled_from(tree.Comparator), names, atoms),
        make(tree.OneOf, names, tuples(choices), st.booleans()),
        make(tree.Presence, names, st.booleans()),
        conditions,
        names,
    )
)
# `sum of amount of first` reads as `of first …`: an event type of that name is written in brackets.
event_types = names.filter(lambda name: name.text != "first")
# … and `count of last visit` counts events called `last`.
fact_names = names.filter(lambda name: name.text != "count")
patterns = make(tree.EventPattern, st.none() | event_types, st.none() | where_tests)
moments = st.deferred(
    lambda: st.one_of(
        names,
        dates,
        instants,
        make(tree.EventMoment, st.sampled_from(tree.Which), patterns),
        make(tree.EventFact, fact_names, st.sampled_from(tree.Which), patterns),
    )
)
windows = st.one_of(
    make(tree.InTheLast, durations),
    make(tree.InTheNext, durations),
    make(tree.AtLeastAgo, durations),
    make(tree.FromToAgo, st.integers(0, 9), st.integers(10, 99), st.sampled_from(Unit)),
    make(tree.Before, moments),
    make(tree.Since, moments),
    make(tree.WithinAfter, durations, moments),
)
times = make(tree.Times, st.sampled_from(tree.Bound), st.integers(1, 5))
date_operands = st.one_of(moments, expressions)


def _choice(kind: tree.ChoiceKind, items: tuple[object, ...]) -> tree.Choice:
    return tree.Choice(kind, items)  # type: ignore[arg-type]


values = st.deferred(
    lambda: st.one_of(
        atoms,
        make(tree.Sum, values, tuples(st.tuples(st.sampled_from(tree.Sign), expressions), 1, 2)),
        make(tree.Product, values, tuples(st.tuples(st.sampled_from(tree.Factor), expressions), 1, 2)),
        st.builds(_choice, st.sampled_from(tree.ChoiceKind), tuples(expressions)),
        make(tree.Round, expressions, st.integers(0, 6)),
        make(tree.TextPart, st.sampled_from(tree.TextPartKind), expressions),
        make(tree.TimeSince, st.sampled_from(Unit), date_operands),
        make(tree.TimeBetween, st.sampled_from(Unit), date_operands, date_operands),
        st.just(tree.PreviousStage()),
        make(tree.MatchOf, names),
        make(tree.CountOf, patterns, st.none() | names, st.none() | windows),
        make(tree.DaysWith, patterns, st.none() | windows),
        make(tree.Aggregate, st.sampled_from(tree.AggregateKind), names, patterns, st.none() | windows),
        make(tree.EventMoment, st.sampled_from(tree.Which), patterns),
        make(tree.EventFact, fact_names, st.sampled_from(tree.Which), patterns),
    )
)


def _text_test(kind: tree.TextTestKind, left: object, operands: tuple[object, ...], negated: bool) -> tree.TextTest:
    any_of = len(operands) > 1 and kind is not tree.TextTestKind.MATCHES
    return tree.TextTest(kind, left, operands if any_of else operands[:1], any_of, negated)  # type: ignore[arg-type]


def _includes(quantifier: tree.Quantifier, left: object, items: tuple[object, ...], negated: bool) -> tree.Includes:
    several = items[:1] if quantifier is tree.Quantifier.ONE else items
    return tree.Includes(left, quantifier, several, negated)  # type: ignore[arg-type]


def _flat(kind: type, items: tuple[object, ...]) -> object:
    return kind(items)


conditions = st.deferred(
    lambda: st.one_of(
        st.builds(_comparison, st.sampled_from(tree.Comparator), expressions, expressions),
        make(tree.OneOf, expressions, tuples(choices), st.booleans()),
        make(tree.InList, expressions, names, st.booleans()),
        make(tree.Between, expressions, expressions, expressions),
        make(tree.Presence, expressions, st.booleans()),
        make(tree.Truth, expressions, st.booleans()),
        st.builds(
            _text_test, st.sampled_from(tree.TextTestKind), expressions, tuples(any_texts | names), st.booleans()
        ),
        st.builds(_includes, st.sampled_from(tree.Quantifier), expressions, tuples(choices), st.booleans()),
        make(tree.DateTest, date_operands, windows),
        make(tree.LinesOf, counts, names),
        make(tree.Not, expressions),
        # A bare number or text beside `and` is a fault of form, so the generator does not make one.
        st.builds(_flat, st.sampled_from((tree.And, tree.Or)), tuples(st.one_of(names, conditions), 2)),
        make(tree.Inline, st.sampled_from((tree.Need.ALL, tree.Need.ANY, tree.Need.NONE)), tuples(expressions)),
        make(tree.Inline, st.just(tree.Need.AT_LEAST), tuples(expressions), counts),
        make(tree.Did, patterns, st.booleans(), st.none() | times, st.none() | st.integers(1, 9), st.none() | windows),
        make(tree.DidWithinAny, patterns, st.integers(1, 9), durations, st.booleans()),
        make(tree.DidThen, patterns, patterns, st.none() | durations, st.none() | windows, st.booleans()),
    )
)

reasons = st.none() | st.sampled_from(TEXTS)
owners = st.none() | plain_names
comments = st.sampled_from(["", "why", "a # b", 'say "x'])
trivia = make(tree.Trivia, tuples(comments, 0, 2), st.none() | comments, st.booleans())
condition_lines = st.deferred(
    lambda: st.one_of(
        make(tree.ConditionLine, expressions, reasons, trivia=trivia),
        make(tree.ConditionLine, blocks, st.none(), trivia=trivia),
    )
)
needs = st.sampled_from((tree.Need.ALL, tree.Need.ANY, tree.Need.NONE))
blocks: st.SearchStrategy = st.deferred(
    lambda: st.one_of(
        make(tree.Block, needs, tuples(condition_lines), st.just(0), reasons),
        make(tree.Block, st.just(tree.Need.AT_LEAST), tuples(condition_lines), counts, reasons),
    )
)
persona_blocks = make(tree.Block, st.just(tree.Need.ALL), tuples(condition_lines), st.just(0), reasons)
bodies = st.one_of(expressions, blocks)

decays = st.one_of(
    make(tree.Decay, st.sampled_from((tree.DecayKind.HALVING, tree.DecayKind.FADING)), durations),
    make(
        tree.Decay,
        st.sampled_from((tree.DecayKind.KEEPING, tree.DecayKind.LOSING_POINTS, tree.DecayKind.LOSING_SHARE)),
        durations,
        whole,
    ),
)
for_events = make(tree.ForEvents, st.sampled_from(tree.Occasion), patterns, st.none() | windows)
cooldowns = make(tree.Cooldown, st.integers(1, 9), st.sampled_from(tree.Period))
signs = st.sampled_from(tree.Sign)
score_lines = st.one_of(
    make(
        tree.ScoreLine,
        signs,
        expressions,
        for_events,
        st.none() | expressions,
        st.none() | cooldowns,
        st.none() | decays,
        st.none() | whole,
        reasons,
        trivia=trivia,
    ),
    st.builds(
        lambda sign, amount, when, at_most, because, around: tree.ScoreLine(
            sign, amount, None, when, at_most=at_most, because=because, trivia=around
        ),
        signs,
        expressions,
        st.none() | expressions,
        st.none() | whole,
        reasons,
        trivia,
    ),
    make(tree.ScoreLine, signs, expressions, st.none() | for_events, blocks, trivia=trivia),
)
score_items: st.SearchStrategy = st.deferred(
    lambda: st.one_of(
        score_lines,
        make(
            tree.ScoreGroup,
            st.sampled_from(TEXTS),
            tuples(score_items, 1, 2),
            st.none() | st.integers(-9, 0).map(lambda value: value * ONE),
            st.none() | whole,
            reasons,
            trivia=trivia,
        ),
        make(tree.FirstOf, tuples(score_items, 1, 2), reasons, trivia=trivia),
    )
)

labels = st.one_of(
    st.sampled_from(["cold", "hot", "größe"]).map(tree.LabelName),
    st.sampled_from(TEXTS).map(lambda text: tree.LabelName(text, quoted=True)),
)
class_rows = st.one_of(
    make(tree.ClassRow, labels, expressions, reasons, trivia=trivia),
    make(tree.ClassRow, labels, blocks, st.none(), trivia=trivia),
    make(tree.ClassRow, labels, st.none(), reasons, trivia=trivia),
)
cells = st.one_of(
    st.just(tree.AnyCell()),
    st.booleans().map(tree.PresenceCell),
    tuples(choices).map(tree.ValuesCell),
    make(tree.ListCell, names, st.booleans()),
    make(tree.CompareCell, st.sampled_from(tree.Comparator), choices),
    make(tree.RangeCell, choices, choices),
    st.builds(
        lambda kind, operands, negated: tree.TextCell(
            kind,
            operands if kind is not tree.TextTestKind.MATCHES else operands[:1],
            kind is not tree.TextTestKind.MATCHES and len(operands) > 1,
            negated,
        ),
        st.sampled_from(tree.TextTestKind),
        tuples(any_texts | names),
        st.booleans(),
    ),
)
results = st.one_of(texts, numbers, plain_names)
table_rows = make(tree.TableRow, tuples(cells), results, reasons, trivia=trivia)


def _meta(key: tree.MetaKey, text: object, people: tuple[object, ...], date: object, around: tree.Trivia) -> object:
    match key:
        case tree.MetaKey.DEPARTMENTS:
            items = people
        case tree.MetaKey.VALID_FROM | tree.MetaKey.REVIEW_BY:
            items = (date,)
        case _:
            items = (text,)
    return tree.MetaLine(key, items, trivia=around)  # type: ignore[arg-type]


meta_lines = st.builds(_meta, st.sampled_from(tree.MetaKey), texts, tuples(plain_names), dates, trivia)
entries = st.one_of(names, texts, numbers, dates)
statements = st.one_of(
    make(tree.PolicyHead, st.sampled_from(TEXTS), tuples(meta_lines, 0), trivia=trivia),
    make(tree.Use, texts, trivia=trivia),
    make(tree.ListStatement, plain_names, tuples(entries), trivia=trivia),
    make(tree.ListStatement, plain_names, st.just(()), texts, st.none() | texts, trivia=trivia),
    make(tree.EventsStatement, plain_names, tuples(names | texts), trivia=trivia),
    make(tree.Define, plain_names, bodies, owners, reasons, trivia=trivia),
    make(tree.Persona, plain_names, persona_blocks, owners, reasons, trivia=trivia),
    make(
        tree.Score,
        plain_names,
        tuples(score_items),
        st.none() | whole,
        st.none() | whole,
        owners,
        reasons,
        trivia=trivia,
    ),
    make(tree.Classify, plain_names, tuples(class_rows), st.booleans(), owners, reasons, trivia=trivia),
    make(tree.Table, plain_names, tuples(names), tuples(table_rows), owners, reasons, trivia=trivia),
    make(tree.Disqualify, texts, expressions, owners, reasons, trivia=trivia),
    make(tree.Disqualify, texts, blocks, owners, trivia=trivia),
    make(tree.Flag, texts, expressions, owners, reasons, trivia=trivia),
    make(tree.Stage, plain_names, st.none() | bodies, st.none() | texts, owners, reasons, trivia=trivia),
    make(tree.Counts, st.none() | plain_names, bodies, reasons, trivia=trivia),
)
files = make(tree.File, tuples(statements, 0, 4), comments_below=tuples(comments, 0, 2))

"""The row of one lead in terms: the columns of `qualify`'s table, in the policy's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from leadspec.engines.interpreter.verdict import output_definitions, output_name, output_path
from leadspec.engines.sql.comparisons import truth_of
from leadspec.engines.sql.compiler import Compiler
from leadspec.engines.sql.contract import ID
from leadspec.engines.sql.numbers import WORD, count_true, either, only_where
from leadspec.engines.sql.results import Cond, Match, Pts, Result, Val
from leadspec.engines.sql.terms import (
    FALSE,
    NULL,
    TRUE,
    ZERO,
    Op,
    Term,
    apply,
    column,
    compare,
    fails,
    holds,
    is_literal,
    is_null,
    literal,
    where,
)
from leadspec.ir.core import Definition, Role
from leadspec.values.decimals import divide_half_away

HOLDS = "holds"


class Outputs(Struct, frozen=True):
    """`scores`, `numbers`: columns in cents and in millionths. `definitions`: terms that have a name of their own."""

    columns: tuple[tuple[str, Term], ...]
    scores: frozenset[str]
    numbers: frozenset[str]
    definitions: tuple[tuple[str, Term], ...]


def outputs_of(c: Compiler, *, whole: bool = False, answers_only: bool = False) -> Outputs:
    """The columns of the row. `whole`: also whether each persona holds, which a table does not say.

    `answers_only`: without `undecided` and `missing`, so that nothing has to be worked out for them.
    """
    gathered = _Gathered(c, whole, answers_only)
    for definition in output_definitions(c.program):
        gathered.add(definition)
    return gathered.outputs()


class _Gathered:
    def __init__(self, c: Compiler, whole: bool, answers_only: bool) -> None:
        self.c = c
        self.whole = whole
        self.answers_only = answers_only
        self.stage: Term = NULL
        self.columns: dict[str, list[tuple[str, Term]]] = {
            each: [] for each in ("lead", "scores", "labels", "tables", "personas")
        }
        self.reasons: dict[str, list[tuple[Term, str]]] = {"disqualified": [], "flags": [], "undecided": []}
        self.blamed: list[tuple[Term, ...]] = []
        self.numbers: set[str] = set()
        self.texts = {each.name: each.text for each in c.program.definitions if each.role is Role.PERSONA_LINE}

    def add(self, definition: Definition) -> None:
        result = self.c.results[definition.name]
        name, path = output_name(definition), output_path(definition)
        open_, missing = self._open(result)
        self.reasons["undecided"].append((open_, path))
        self.blamed.append(only_where(open_, missing))
        match definition.role:
            case Role.PERSONA:
                self.columns["personas"] += self._persona(definition, path)
            case Role.SCORE:
                assert isinstance(result, Pts)
                self.columns["scores"].append((path, result.cents))
            case Role.CLASSIFY:
                assert isinstance(result, Match)
                self.columns["labels"].append((path, result.outcome))
            case Role.TABLE:
                assert isinstance(result, Match)
                if not is_literal(result.number, None):
                    self.numbers.add(path)
                self.columns["tables"].append((path, result.number if path in self.numbers else result.outcome))
            case Role.DISQUALIFY | Role.FLAG:
                where_ = "disqualified" if definition.role is Role.DISQUALIFY else "flags"
                self.reasons[where_].append((self._condition(result).value, name))
            case Role.STAGE:
                assert isinstance(result, Match)
                self.stage = result.outcome
            case Role.COUNTS:
                condition = self._condition(result)
                told = where((condition.value, TRUE), (condition.true, NULL), other=FALSE)
                self.columns["lead"].append((path, told))
            case _:
                raise ValueError(f"{definition.role} is no output")

    def _open(self, result: Result) -> tuple[Term, tuple[Term, ...]]:
        """Whether facts could change an output, and which; of a condition only counts whether it holds."""
        match result:
            case Pts():
                return result.undecided, result.missing
            case Match():
                return result.undecided, result.missing
            case Cond() | Val():
                condition = self._condition(result)
                return condition.open, condition.missing

    def _condition(self, result: Result) -> Cond:
        match result:
            case Cond():
                return result
            case Val():
                return truth_of(result, self.c.words)
            case Pts() | Match():
                raise TypeError("points and labels are no conditions")

    def _persona(self, definition: Definition, path: str) -> Iterator[tuple[str, Term]]:
        lines = [
            (self.texts.get(name) or name, self._condition(self.c.results[name]).value) for name in definition.members
        ]
        if self.whole:
            yield f"{path}.{HOLDS}", self._condition(self.c.results[definition.name]).value
        true = count_true(value for _, value in lines)
        shares = [_share(each, len(lines)) for each in range(len(lines))]
        share = where(
            *((compare(Op.EQUAL, true, literal(k)), literal(cents)) for k, cents in enumerate(shares)),
            other=literal(100),
        )
        yield f"{path}.match", share if lines else ZERO
        yield f"{path}.misses", texts_of((fails(value), text) for text, value in lines)
        yield f"{path}.open", texts_of((is_null(value), text) for text, value in lines)

    def outputs(self) -> Outputs:
        missing = either(self.blamed, self.c.words)
        absent = [
            (compare(Op.NOT_EQUAL, _bit(missing[place // WORD], place % WORD), ZERO), name)
            for place, name in enumerate(self.c.facts)
        ]
        columns = [(ID, column(ID, null=False)), ("stage", self.stage)]
        columns += [each for group in self.columns.values() for each in group]
        told = ("disqualified", "flags") if self.answers_only else tuple(self.reasons)
        columns += [(name, texts_of(self.reasons[name])) for name in told]
        if not self.answers_only:
            columns.append(("missing", texts_of(absent)))
        scores = {path for path, _ in self.columns["scores"]}
        scores |= {path for path, _ in self.columns["personas"] if path.endswith(".match")}
        named = tuple(self._named())
        return Outputs(tuple(columns), frozenset(scores), frozenset(self.numbers), named)

    def _named(self) -> Iterator[tuple[str, Term]]:
        for definition in self.c.program.definitions:
            match self.c.results[definition.name]:
                case Cond(value=value) | Val(value=value):
                    yield definition.name, value
                case Pts(cents=cents, low=low, high=high):
                    yield definition.name, cents
                    yield f"{definition.name} low", low
                    yield f"{definition.name} high", high
                case Match(outcome=outcome):
                    yield definition.name, outcome


def _share(true: int, lines: int) -> int:
    return divide_half_away(100 * true, lines)


def _bit(word: Term, place: int) -> Term:
    if is_literal(word, 0) or (word.op is Op.LITERAL and word.data == 0):
        return ZERO
    return apply(Op.BIT_AND, word, literal(1 << place), low=0, high=2**62, null=False)


def texts_of(told: Iterable[tuple[Term, str]]) -> Term:
    """The list of the texts whose condition holds, in their order."""
    arms = [(condition, text) for condition, text in told if not is_literal(condition, False)]
    items = (where((holds(condition), literal(text)), other=NULL) for condition, text in arms)
    return apply(Op.LIST, *items, null=False)

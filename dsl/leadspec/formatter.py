"""One canonical layout for a file of the language: comments kept, same meaning, one spelling for each rule.

Statements and lines keep their order and their groups (at most one blank line between two, one before each statement
with a block).
Heads of the policy, rows of tables and rows of classifications stand in columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from msgspec import Struct

from leadspec.diagnostics import Diagnostic, has_errors
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.document import INDENT, Document, flat, lines
from leadspec.syntax.keywords import Keywords, keywords
from leadspec.syntax.literals import spelled_number
from leadspec.syntax.parse import parse
from leadspec.syntax.print import Printer, quoted
from leadspec.values.decimals import format_number

Because = str | None


class FormatResult(Struct, frozen=True):
    """`text` is None where the file has faults of form: nothing is formatted that is not understood."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...]


def format_source(source: Source, language: str = "en") -> FormatResult:
    """The canonical text of a file."""
    parsed = parse(source, language)
    if has_errors(parsed.diagnostics):
        return FormatResult(None, parsed.diagnostics)
    return FormatResult(print_file(parsed.file, language), parsed.diagnostics)


def print_file(file: tree.File, language: str = "en") -> str:
    """The canonical text of a tree."""
    layout = _Layout(keywords(language))
    printed: list[str] = []
    for number, statement in enumerate(file.statements):
        made = list(layout.statement(statement))
        previous = file.statements[number - 1] if number else None
        if previous is not None and (statement.trivia.blank_before or _stands_apart(previous, statement)):
            printed.append("")
        printed.extend(made)
    if file.comments_below:
        printed += [""] if printed else []
        printed += [_comment(each) for each in file.comments_below]
    return "".join(line.rstrip() + "\n" for line in printed)


_BLOCKS = (tree.PolicyHead, tree.Persona, tree.Score, tree.Classify, tree.Table)


def _stands_apart(previous: tree.Statement, statement: tree.Statement) -> bool:
    """Whether a blank line belongs between two statements although none was written."""
    return (
        isinstance(previous, _BLOCKS) or isinstance(statement, _BLOCKS) or _has_block(previous) or _has_block(statement)
    )


def _has_block(statement: tree.Statement) -> bool:
    match statement:
        case tree.Define(body=tree.Block()):
            return True
        case (
            tree.Stage(condition=tree.Block())
            | tree.Counts(condition=tree.Block())
            | tree.Disqualify(condition=tree.Block())
            | tree.Flag(condition=tree.Block())
        ):
            return True
        case _:
            return False


def _comment(text: str) -> str:
    return f"# {text}" if text else "#"


class _Layout:
    """Writes statements as lines."""

    def __init__(self, words: Keywords) -> None:
        self.words = words
        self.say = words.spelling
        self.printer = Printer(words)

    # --- lines ------------------------------------------------------------------------------------------------

    def with_trivia(self, trivia: tree.Trivia, made: list[str], indent: str, *, first: bool = True) -> Iterator[str]:
        """Lines with the comments above them, and the one behind the first; a blank line between two stays."""
        if trivia.blank_before and not first:
            yield ""
        yield from (indent + _comment(each) for each in trivia.above)
        if trivia.behind is not None:
            made = [f"{made[0]}  {_comment(trivia.behind)}", *made[1:]]
        yield from made

    def line(self, document: Document, indent: str) -> list[str]:
        """One logical line, broken inside parentheses where it is long; a comment behind it stands at its end."""
        return ["\n".join(lines(document, indent))]

    def because(self, reason: Because) -> Document:
        return () if reason is None else (f" {self.say['BECAUSE']} {quoted(reason)}",)

    def because_line(self, reason: Because, indent: str) -> list[str]:
        return [] if reason is None else [f"{indent}{self.say['BECAUSE']} {quoted(reason)}"]

    def head(self, terminal: str, *pieces: str) -> str:
        return " ".join([self.say[terminal], *filter(None, pieces)])

    def owner(self, owner: tree.Name | None) -> str:
        return "" if owner is None else f"{self.say['OWNED_BY']} {self.printer.name(owner)}"

    # --- statements -------------------------------------------------------------------------------------------

    def statement(self, node: tree.Statement) -> Iterator[str]:
        yield from self.with_trivia(node.trivia, list(self.made(node)), "")

    def made(self, node: tree.Statement) -> Iterable[str]:
        name = self.printer.name
        match node:
            case tree.PolicyHead(name=title, lines=meta):
                return [self.head("POLICY", quoted(title)), *self.meta(meta)]
            case tree.Use(file=file):
                return [self.head("USE", quoted(file.value))]
            case tree.ListStatement(name=list_name, file=None, entries=entries):
                values = ", ".join(flat(self.printer.expression(each)) for each in entries)
                return [f"{self.head('LIST', name(list_name))}: {values}"]
            case tree.ListStatement(name=list_name, file=file, column=column):
                assert file is not None
                rest = [] if column is None else [self.say["COLUMN"], quoted(column.value)]
                return [self.head("LIST", name(list_name), self.say["FROM"], quoted(file.value), *rest)]
            case tree.EventsStatement(name=events_name, types=types):
                listed = ", ".join(flat(self.printer.expression(each)) for each in types)
                return [f"{self.head('EVENTS', name(events_name))}: {listed}"]
            case tree.Define(name=define_name, body=body, owner=owner, because=because):
                return self.body(self.head("DEFINE", name(define_name), self.owner(owner)), body, because)
            case tree.Persona(name=persona_name, block=block, owner=owner, because=because):
                head = self.head("PERSONA", name(persona_name), self.owner(owner)) + ":"
                return [head, *self.block(block, INDENT, ""), *self.because_line(because, INDENT)]
            case tree.Score(name=score_name, lines=items, low=low, high=high, owner=owner, because=because):
                ends = [] if low is None else [self.say["FROM"], spelled_number(low)]
                ends += [] if high is None else [self.say["TO"], spelled_number(high)]
                head = self.head("SCORE", name(score_name), *ends, self.owner(owner)) + ":"
                return [head, *self.items(items, INDENT), *self.because_line(because, INDENT)]
            case tree.Classify(name=class_name, rows=rows, best_first=best_first, owner=owner, because=because):
                best = self.say["BEST_FIRST"] if best_first else ""
                head = self.head("CLASSIFY", name(class_name), best, self.owner(owner)) + ":"
                return [head, *self.class_rows(rows), *self.because_line(because, INDENT)]
            case tree.Table(name=table_name, keys=keys, rows=table_rows, owner=owner, because=because):
                listed = ", ".join(flat(self.printer.expression(each)) for each in keys)
                head = self.head("TABLE", name(table_name), self.say["BY"], listed, self.owner(owner)) + ":"
                return [head, *self.table_rows(table_rows), *self.because_line(because, INDENT)]
            case tree.Disqualify(reason=reason, condition=condition, owner=owner, because=because):
                head = self.head("DISQUALIFY", quoted(reason.value), self.owner(owner))
                return self.guarded(head, condition, because, "")
            case tree.Flag(remark=remark, condition=condition, owner=owner, because=because):
                head = self.head("FLAG", quoted(remark.value), self.owner(owner))
                return self.guarded(head, condition, because, "")
            case tree.Stage(name=stage_name, condition=condition, text=text, owner=owner, because=because):
                title = "" if text is None else quoted(text.value)
                head = self.head("STAGE", name(stage_name), title, self.owner(owner))
                if condition is None:
                    return [flat((f"{head}: {self.say['EVERYONE']}", *self.because(because)))]
                return self.body(head, condition, because)
            case tree.Counts(department=None, condition=condition, because=because):
                return self.body(self.say["WE_COUNT_A_LEAD_WHEN"], condition, because)
            case tree.Counts(department=department, condition=condition, because=because):
                assert department is not None
                return self.body(f"{name(department)} {self.say['COUNTS_A_LEAD_WHEN']}", condition, because)
            case _:
                assert_never(node)

    def meta(self, meta: tuple[tree.MetaLine, ...]) -> Iterator[str]:
        width = max((len(self.printer.sign(each.key)) for each in meta), default=0)
        for each in meta:
            values = ", ".join(flat(self.printer.expression(value)) for value in each.values)
            made = f"{INDENT}{self.printer.sign(each.key):<{width}} {values}"
            yield from self.with_trivia(each.trivia, [made], INDENT, first=each is meta[0])

    def body(self, head: str, body: tree.Expression, because: Because) -> list[str]:
        """What stands behind the `:` of a head: on its line, or as a block below it."""
        if isinstance(body, tree.Block):
            return [head + ":", *self.block(body, INDENT, ""), *self.because_line(because, INDENT)]
        return self.line((head + ": ", *self.printer.expression(body), *self.because(because)), "")

    def guarded(self, head: str, condition: tree.Expression, because: Because, indent: str) -> list[str]:
        when = f"{head} {self.say['WHEN']} "
        if isinstance(condition, tree.Block):
            return self.block(condition, indent, when)
        return self.line((when, *self.printer.expression(condition), *self.because(because)), indent)

    # --- blocks -----------------------------------------------------------------------------------------------

    def block(self, block: tree.Block, indent: str, before: str) -> list[str]:
        made = [f"{indent}{before}{self.printer.need(block.need, block.number)}:"]
        inner = indent + INDENT
        for each in block.lines:
            if isinstance(each.condition, tree.Block):
                below = self.block(each.condition, inner, "")
            else:
                document = (*self.printer.expression(each.condition), *self.because(each.because))
                below = self.line(document, inner)
            made.extend(self.with_trivia(each.trivia, below, inner, first=each is block.lines[0]))
        return [*made, *self.because_line(block.because, inner)]

    # --- points -----------------------------------------------------------------------------------------------

    def items(self, items: tuple[tree.ScoreItem, ...], indent: str) -> Iterator[str]:
        for item in items:
            match item:
                case tree.ScoreLine():
                    made = self.score_line(item, indent)
                case tree.ScoreGroup(title=title, lines=below, at_least=floor, at_most=cap, because=because):
                    head = f"{indent}{self.say['GROUP']} {quoted(title)}{self.bounds(floor, cap)}:"
                    inner = indent + INDENT
                    made = [head, *self.items(below, inner), *self.because_line(because, inner)]
                case tree.FirstOf(lines=below, because=because):
                    inner = indent + INDENT
                    head = f"{indent}{self.say['FIRST_OF']}:"
                    made = [head, *self.items(below, inner), *self.because_line(because, inner)]
                case _:
                    assert_never(item)
            yield from self.with_trivia(item.trivia, made, indent, first=item is items[0])

    def bounds(self, floor: int | None, cap: int | None) -> str:
        text = "" if floor is None else f", {self.say['AT_LEAST']} {self.points(floor)}"
        return text + ("" if cap is None else f", {self.say['AT_MOST']} {self.points(cap)}")

    def points(self, amount: int) -> str:
        return f"{spelled_number(amount)} {self.say['POINTS']}"

    def score_line(self, node: tree.ScoreLine, indent: str) -> list[str]:
        amount = self.printer.term(node.amount, (tree.Sum,))
        document: Document = (node.sign.value, *amount)
        if node.events is not None:
            occasion = self.printer.sign(node.events.occasion)
            pattern = self.printer.pattern(node.events.events, bare=True)
            document = (*document, f" {occasion} ", *pattern, *self.printer.behind(node.events.window))
        clauses = self.clauses(node)
        if isinstance(node.when, tree.Block):
            return self.block(node.when, indent, flat(document) + f" {self.say['WHEN']} ")
        if node.when is not None:
            when = self.printer.inside(node.when) if clauses else self.printer.expression(node.when)
            document = (*document, f" {self.say['WHEN']} ", *when)
        return self.line((*document, clauses, *self.because(node.because)), indent)

    def clauses(self, node: tree.ScoreLine) -> str:
        text = ""
        if node.cooldown is not None:
            times = node.cooldown.times
            number = self.say["ONCE"] if times == 1 else f"{times} {self.say['TIMES']}"
            text += f", {self.say['AT_MOST']} {number} {self.printer.sign(node.cooldown.period)}"
        if node.decay is not None:
            text += f", {self.decay(node.decay)}"
        return text + self.bounds(None, node.at_most)

    def decay(self, decay: tree.Decay) -> str:
        duration = self.words.duration(decay.duration)
        every = f"{self.say['EVERY']} {duration}"
        match decay.kind:
            case tree.DecayKind.HALVING:
                return f"{self.say['HALVING_EVERY']} {duration}"
            case tree.DecayKind.KEEPING:
                return f"{self.say['KEEPING']} {format_number(decay.amount)}% {every}"
            case tree.DecayKind.LOSING_POINTS:
                return f"{self.say['LOSING']} {self.points(decay.amount)} {every}"
            case tree.DecayKind.LOSING_SHARE:
                return f"{self.say['LOSING']} {format_number(decay.amount)}% {every}"
            case tree.DecayKind.FADING:
                return f"{self.say['FADING_TO']} 0 {self.say['OVER']} {duration}"
            case _:
                assert_never(decay.kind)

    # --- first match ------------------------------------------------------------------------------------------

    def class_rows(self, rows: tuple[tree.ClassRow, ...]) -> Iterator[str]:
        labels = [quoted(each.label.text) if each.label.quoted else each.label.text for each in rows]
        width = max(map(len, labels), default=0)
        for label, row in zip(labels, rows, strict=True):
            head = f"{label:<{width}}"
            if row.condition is None:
                made = [flat((f"{INDENT}{head} {self.say['OTHERWISE']}", *self.because(row.because)))]
            else:
                made = self.guarded(head, row.condition, row.because, INDENT)
            yield from self.with_trivia(row.trivia, made, INDENT, first=row is rows[0])

    def table_rows(self, rows: tuple[tree.TableRow, ...]) -> Iterator[str]:
        """Cells stand in columns; a result stands behind the last one."""
        cells = [[self.cell(cell) for cell in row.cells] for row in rows]
        columns = max(map(len, cells), default=0)
        widths = [max((len(row[at]) for row in cells if at < len(row)), default=0) for at in range(columns)]
        for row, texts in zip(rows, cells, strict=True):
            padded = [f"{text:<{widths[at]}}" for at, text in enumerate(texts)]
            result = flat((*self.printer.expression(row.result), *self.because(row.because)))
            made = INDENT + " | ".join([*padded, result])
            yield from self.with_trivia(row.trivia, [made], INDENT, first=row is rows[0])

    def cell(self, cell: tree.Cell) -> str:
        value = self.printer.expression
        match cell:
            case tree.AnyCell():
                return self.say["ANY_CELL"]
            case tree.PresenceCell(missing=missing):
                return self.say["MISSING_CELL" if missing else "PRESENT_CELL"]
            case tree.ValuesCell(values=values):
                return ", ".join(flat(value(each)) for each in values)
            case tree.ListCell(list=name, negated=negated):
                return f"{self.say['NOT_IN' if negated else 'IN']} {self.printer.name(name)}"
            case tree.CompareCell(operator=operator, value=operand):
                return f"{self.printer.sign(operator)} {flat(value(operand))}"
            case tree.RangeCell(low=low, high=high):
                return f"{flat(value(low))} {self.say['TO']} {flat(value(high))}"
            case tree.TextCell(kind=kind, operands=operands, any_of=any_of, negated=negated):
                listed = ", ".join(flat(value(each)) for each in operands)
                return f"{self.printer.sign((kind, any_of, negated))} {listed}"
            case _:
                assert_never(cell)

"""An explanation for people: first the answers, then for each of them the rules that made it, in the policy's words."""

from __future__ import annotations

from collections.abc import Iterator

from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec.ir.core import DISQUALIFIED, Role
from leadspec.questions.explain import model
from leadspec.values.decimals import format_cents, format_number
from leadspec_cli.output.explain_conditions import condition_lines
from leadspec_cli.output.explain_points import points_lines
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.qualify_text import head_lines
from leadspec_cli.output.tables import table

_STRONG = "1"


def explanation_text(found: model.Explanation, context: ExplainContext, style: TextStyle, width: int) -> str:
    who = f"Lead {found.lead_id}"
    sections = [
        head_lines(context.head, style),
        [style.paint(_STRONG, visible(who, style.encoding)), *_answers(found, style, width)],
        *([title, *lines] for title, lines in reason_sections(found, context, style)),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def _answers(found: model.Explanation, style: TextStyle, width: int) -> list[str]:
    rows = [(each.path, answer(each), open_words(each)) for each in found.outputs]
    return table(("Output", "Answer", "Open"), rows, style, width)


def answer(output: model.OutputReason) -> str:
    match output:
        case model.ScoreOutput():
            return format_cents(output.cents)
        case model.MatchOutput():
            return output.outcome if output.number is None else format_number(output.number)
        case model.PersonaOutput():
            return f"{output.true_lines} of {len(output.lines)} lines hold"
        case model.ConditionOutput():
            word = {True: "yes", None: "not known", False: "no"}[output.value]
            return f"{word}, open" if output.undecided and output.value is not None else word


def open_words(output: model.OutputReason) -> str:
    """What the output may yet become, and what would have to be known."""
    if not output.undecided:
        return ""
    until = f"until known: {', '.join(output.missing)}" if output.missing else "open"
    match output:
        case model.ScoreOutput():
            return f"{format_cents(output.low)} to {format_cents(output.high)} {until}"
        case model.MatchOutput():
            return f"{' or '.join(output.may)} {until}"
        case _:
            return until


def reason_sections(
    found: model.Explanation, context: ExplainContext, style: TextStyle
) -> Iterator[tuple[str, list[str]]]:
    """For each output a title and the rules that made it, then the definitions that these name."""
    shown: set[str] = set()
    for output in found.outputs:
        owner = f", owned by {output.owner}" if output.owner else ""
        title = style.paint(_STRONG, visible(f"{output.path}: {answer(output)}{owner}", style.encoding))
        lines = [f"  because {visible(output.because, style.encoding)}"] if output.because else []
        match output:
            case model.ScoreOutput():
                lines += points_lines(output.points, context, style)
            case model.MatchOutput():
                for number, row in enumerate(output.rows):
                    lines += _row(output, number, row, found, context, style, shown)
            case model.PersonaOutput():
                for name in output.lines:
                    line = found.definitions.get(name)
                    if line is not None and line.reason is not None:
                        lines += condition_lines(line.reason, context, style, depth=1, text=line.text)
                        shown.add(name)
            case model.ConditionOutput():
                if output.role is Role.COUNTS and _is_disqualified(found):
                    lines.append("  the lead is disqualified, which wins over everything")
                lines += condition_lines(output.reason, context, style, depth=1)
        yield title, lines
    named = _names_used(found)
    for name, definition in found.definitions.items():
        if name not in shown and definition.reason is not None and name in named:
            title = style.paint(_STRONG, visible(f"{name}, used above", style.encoding))
            yield title, condition_lines(definition.reason, context, style, depth=1)


def _row(
    output: model.MatchOutput,
    number: int,
    row: model.RowReason,
    found: model.Explanation,
    context: ExplainContext,
    style: TextStyle,
    shown: set[str],
) -> list[str]:
    """One row that was looked at, the one that counts with an arrow."""
    words = context.words(row.span, row.outcome) if output.role is Role.TABLE else row.outcome
    head = f"{'->' if number == output.chosen else '  '} {visible(words, style.encoding)}"
    if output.role is not Role.STAGE:
        return [head, *condition_lines(row.reason, context, style, depth=2, plain=output.role is Role.TABLE)]
    if row.outcome == DISQUALIFIED:
        return [head, *condition_lines(row.reason, context, style, depth=2, text="a reason to disqualify holds")[:1]]
    own = found.definitions.get(row.outcome)
    if own is None or own.reason is None:
        return [head, *condition_lines(row.reason, context, style, depth=2)]
    shown.add(row.outcome)
    said = f' "{visible(own.text, style.encoding)}"' if own.text else ""
    everyone = "everyone" if own.reason.form is model.Form.ALL and not own.reason.parts else ""
    return [head + said, *condition_lines(own.reason, context, style, depth=2, text=everyone)]


def _is_disqualified(found: model.Explanation) -> bool:
    return any(
        each.value is True
        for each in found.outputs
        if isinstance(each, model.ConditionOutput) and each.role is Role.DISQUALIFY
    )


def _names_used(found: model.Explanation) -> set[str]:
    """The definitions that a shown condition names, also by way of others."""
    waiting = [each.reason for each in found.outputs if isinstance(each, model.ConditionOutput | model.PersonaOutput)]
    waiting += [row.reason for each in found.outputs if isinstance(each, model.MatchOutput) for row in each.rows]
    waiting += [
        line.when
        for each in found.outputs
        if isinstance(each, model.ScoreOutput)
        for line in _lines(each.points)
        if line.when
    ]
    names: set[str] = set()
    while waiting:
        reason = waiting.pop()
        waiting += reason.parts
        name = reason.refers_to
        if name is not None and name not in names:
            names.add(name)
            definition = found.definitions.get(name)
            if definition is not None and definition.reason is not None:
                waiting.append(definition.reason)
    return names


def _lines(points: model.PointsReason) -> Iterator[model.LineReason]:
    match points:
        case model.LineReason():
            yield points
        case model.GroupReason() | model.FirstOfReason():
            for item in points.items:
                yield from _lines(item)

"""`lint --rule ID`: the page of one kind of finding."""

from __future__ import annotations

from leadspec.diagnostics import Kind
from leadspec.diagnostics.kinds import registry
from leadspec.diagnostics.kinds.usage import UNKNOWN_RULE
from leadspec.diagnostics.render import render_page
from leadspec.diagnostics.suggest import nearest
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.commands.formats import JSON, TEXT, chosen_format
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.output.json_text import json_document


def show_rule(console: Console, rule: str, *, named_format: str | None, output: str | None) -> Exit:
    format_ = chosen_format(named_format, output, (TEXT, JSON), TEXT)
    kinds = registry()
    kind = kinds.get(rule)
    if kind is None:
        near = nearest(rule, kinds)
        hint = f"did you mean `{near[0]}`?" if near else "the id stands in brackets in front of a message"
        raise CannotRunError(UNKNOWN_RULE.at(None, f"there is no finding with the id `{rule}`", hint))
    page: str | bytes = json_document(_object(kind)) if format_ == JSON else render_page(kind)
    with open_sink(console, output, people=format_ != JSON) as sink:
        sink.write(page)
    return Exit.FINE


def _object(kind: Kind) -> dict[str, object]:
    return {
        "id": kind.id,
        "phase": kind.phase.value,
        "severity": kind.severity.value,
        "status": kind.status.value,
        "since": kind.since,
        "title": kind.title,
        "why": kind.why,
        "bad": kind.bad,
        "good": kind.good,
    }

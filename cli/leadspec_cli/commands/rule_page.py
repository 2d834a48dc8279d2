"""`lint --rule ID`: the page of one kind of finding."""

from __future__ import annotations

from leadspec.diagnostics.kinds import registry
from leadspec.diagnostics.kinds.usage import UNKNOWN_RULE
from leadspec.diagnostics.render import render_page
from leadspec.diagnostics.suggest import nearest
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.output.json_text import json_document


def show_rule(console: Console, rule: str, format_: str) -> Exit:
    kinds = registry()
    kind = kinds.get(rule)
    if kind is None:
        near = nearest(rule, kinds)
        hint = f"did you mean `{near[0]}`?" if near else "the id stands in brackets in front of a message"
        raise CannotRunError(UNKNOWN_RULE.at(None, f"there is no finding with the id `{rule}`", hint))
    if format_ == "json":
        page = {
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
        console.write(json_document(page))
    else:
        console.say(render_page(kind))
    return Exit.FINE

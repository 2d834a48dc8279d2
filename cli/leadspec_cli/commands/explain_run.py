"""What `explain` does: finds the one lead, judges it with the reference interpreter, shows every reason."""

from __future__ import annotations

from leadspec.cleanup.names import unused_names
from leadspec.cleanup.report import Reject
from leadspec.diagnostics.kinds.usage import LEAD_NOT_FOUND, LEAD_REJECTED
from leadspec.diagnostics.render import TextStyle
from leadspec.engines.interpreter import evaluate
from leadspec.ir.lead import Lead
from leadspec.questions.explain import explain
from leadspec.source import Place
from leadspec_cli.commands.console import PLAIN_WIDTH, Console
from leadspec_cli.commands.engines import check_engine
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.commands.formats import JSON, TEXT, chosen_format
from leadspec_cli.commands.lead_stream import LeadStream, require_activities
from leadspec_cli.commands.progress import Progress
from leadspec_cli.commands.reading import DataRequest, Policy, open_leads, open_policy, with_data
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.commands.targets import check_overwriting
from leadspec_cli.output.data_text import misnamed_lines
from leadspec_cli.output.explain_json import explanation_object
from leadspec_cli.output.explain_text import explanation_text
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.json_text import json_document


def run_explain(
    console: Console, request: DataRequest, lead_id: str, *, named_format: str | None, output: str | None
) -> Exit:
    format_ = chosen_format(named_format, output, (TEXT, JSON), TEXT)
    check_engine(request.engine)
    policy = open_policy(console, request)
    check_overwriting((output,), policy.inputs(request))
    lead, policy = _find(console, policy, request, lead_id, output)
    found = explain(evaluate(policy.program, lead, policy.as_of, policy.zone), show_values=request.show_values)
    context = ExplainContext(policy.head, policy.sources, policy.schema, policy.zone)
    if format_ == JSON:
        text = json_document(explanation_object(found, context)).decode("utf-8")
    else:
        style = console.style(console.stdout) if output is None else TextStyle()
        width = console.width() if output is None else PLAIN_WIDTH
        # Who asks for a lead by its id knows the id.
        text = explanation_text(found, context, style, width)
        if policy.repeat:
            text += f"\nTo repeat this run: {policy.repeat}\n"
    with open_sink(console, output, people=format_ == TEXT) as sink:
        sink.write(text)
    if policy.repeat and format_ == JSON and not console.quiet:
        console.note(f"to repeat this run: {policy.repeat}\n")
    return Exit.FINE


def _find(
    console: Console, policy: Policy, request: DataRequest, lead_id: str, output: str | None
) -> tuple[Lead, Policy]:
    """The lead, once all records were read: doubled ids and a source without events must not pass unseen."""
    found: Lead | None = None
    rejected: list[Reject] = []

    def keep(reject: Reject) -> None:
        if reject.id == lead_id or (reject.id is None and str(reject.row) == lead_id):
            rejected.append(reject)

    with Progress(console, "leads") as progress:
        leads = open_leads(policy, request)
        policy = with_data(policy, leads, (output,))
        if not request.no_activities:
            require_activities(policy.program, leads, request.data)
        stream = LeadStream(leads, as_of=None, limit=None, progress=progress, takes=(keep,))
        for lead in stream:
            if lead.id == lead_id:
                found = lead
    report = stream.report
    names = unused_names(report, policy.schema, show_values=request.show_values)
    for line in misnamed_lines(names, console.style(console.stderr)):
        console.note(f"{line}\n")
    if found is not None:
        return found, policy
    if rejected:
        reject = rejected[0]
        reason = reject.reason if reject.field is None else f"`{reject.field}` {reject.reason}"
        place = Place(leads.source.name, reject.row, None, None, reject.field)
        raise CannotRunError(LEAD_REJECTED.at(place, f"the lead was rejected: {reason}", "mend the record"))
    # Near ids are not offered: they belong to other people.
    message = f"no lead with this id among the {report.leads:,} leads of `{request.data}`"
    hint = "ids are compared exactly, with upper and lower case and all zeros"
    raise CannotRunError(LEAD_NOT_FOUND.at(Place(request.data), message, hint))

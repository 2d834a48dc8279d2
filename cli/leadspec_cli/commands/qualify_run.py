"""What `qualify` does: one pass over the leads, rows written as they come, counts kept for the end."""

from __future__ import annotations

from contextlib import ExitStack

from leadspec.cleanup.report import Reject
from leadspec.cleanup.suspicious import Watch
from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec_cli.commands.console import PLAIN_WIDTH, Console
from leadspec_cli.commands.engines import check_engine, judge_of
from leadspec_cli.commands.exits import Exit
from leadspec_cli.commands.formats import CSV, JSON, JSONL, PARQUET, TEXT, chosen_format
from leadspec_cli.commands.lead_stream import LeadStream, require_activities
from leadspec_cli.commands.progress import Progress
from leadspec_cli.commands.reading import DataRequest, Policy, open_leads, open_policy, with_data
from leadspec_cli.commands.rejects import Mending, open_rejects, rejects_file
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.commands.targets import check_overwriting
from leadspec_cli.output.data_report import DataReport
from leadspec_cli.output.data_text import event_lines, misnamed_lines, name_lines, suspicious_lines
from leadspec_cli.output.outputs import Outputs, outputs_of
from leadspec_cli.output.qualify_result import (
    CsvWriter,
    JsonLinesWriter,
    JsonWriter,
    QualifyResult,
    TextWriter,
    Writer,
)
from leadspec_cli.output.summary import Tally
from leadspec_cli.output.tables import counted

# So many events that could not be read are shown; `clean` lists them all.
_EVENTS_SHOWN = 3


def run_qualify(
    console: Console, request: DataRequest, *, named_format: str | None, output: str | None, rejects: str | None
) -> Exit:
    format_ = chosen_format(named_format, output, (TEXT, JSON, JSONL, CSV, PARQUET), TEXT)
    check_engine(request.engine)
    policy = open_policy(console, request)
    beside = None if format_ == JSON and rejects is None else rejects_file(rejects, output)
    check_overwriting((output, beside), policy.inputs(request))
    leads = open_leads(policy, request)
    policy = with_data(policy, leads, (output, beside))
    if not request.no_activities:
        require_activities(policy.program, leads, request.data)
    outputs = outputs_of(policy.program)
    writer = _writer(format_, policy, outputs, console, request, output)
    judge = judge_of(request.engine, policy.program, policy.as_of, policy.zone)
    tally = Tally(outputs)
    kept: list[Reject] = []
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(console, "leads"))
        takes = []
        if format_ == JSON:
            takes.append(kept.append)  # the object lists them itself
        if format_ != JSON or rejects is not None:
            mending = None if rejects is None else Mending(leads, policy.schema)
            takes.append(stack.enter_context(open_rejects(console, beside, leads.source.name, progress, mending)))
        # An object is whole or not there at all.
        sink = stack.enter_context(open_sink(console, output, hold=format_ in (JSON, TEXT), people=format_ == TEXT))
        watch = Watch(policy.schema, policy.as_of)
        stream = LeadStream(leads, as_of=policy.as_of, limit=request.limit, progress=progress, takes=takes, watch=watch)
        sink.write(writer.head())
        for verdict in judge.verdicts(stream):
            tally.add(verdict)
            sink.write(writer.row(verdict))
        data = stream.data(policy, show_values=request.show_values)
        summary = tally.summary(data.clean.rejected)
        progress.clear()
        sink.write(writer.tail(QualifyResult(summary, data, tuple(kept))))
    if format_ != TEXT or output is not None:
        # With `--quiet` too: the answers are not those that were asked for.
        for line in misnamed_lines(data.names, console.style(console.stderr)):
            console.note(f"{line}\n")
    _note(console, policy, leads.source.name, format_, output, data)
    return Exit.NO if data.clean.rejected else Exit.FINE


def _writer(
    format_: str, policy: Policy, outputs: Outputs, console: Console, request: DataRequest, output: str | None
) -> Writer:
    if format_ == JSONL:
        return JsonLinesWriter()
    if format_ == CSV:
        return CsvWriter(outputs)
    if format_ == JSON:
        return JsonWriter(policy.head)
    if format_ == PARQUET:
        from leadspec_cli.output.qualify_parquet import ParquetRowWriter  # loads pyarrow

        return ParquetRowWriter(policy.program, outputs, policy.head)
    return TextWriter(
        policy.head,
        policy.stage_texts,
        console.style(console.stdout) if output is None else TextStyle(),
        console.width() if output is None else PLAIN_WIDTH,
        mask_ids=policy.id_is_personal and not request.show_values,
        repeat=policy.repeat,
    )


def _note(
    console: Console,
    policy: Policy,
    name: str,
    format_: str,
    output: str | None,
    data: DataReport,
) -> None:
    """What a person wants to know whose result went elsewhere, or does not say it."""
    if console.quiet:
        return
    style, report = console.style(console.stderr), data.clean
    for line in event_lines(name, report, style, _EVENTS_SHOWN):
        console.note(f"{line}\n")
    if format_ == TEXT and output is None:
        return
    if format_ != TEXT and report.unused:
        for line in name_lines(data, style):
            console.note(f"{line}\n")
    if format_ != TEXT:
        for line in suspicious_lines(data, style):
            console.note(f"{line}\n")
    if output is not None:
        written, rejected = counted(report.leads, "lead"), counted(report.rejected, "record")
        console.note(f"{visible(output)}: {written}, {rejected} rejected\n")
    if policy.head.data is not None and format_ not in (TEXT, JSON):
        console.note(f"data {policy.head.data.digest}\n")
    if policy.repeat and format_ != TEXT:
        console.note(f"to repeat this run: {policy.repeat}\n")

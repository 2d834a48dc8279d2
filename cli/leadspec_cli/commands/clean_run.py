"""What `clean` does: one pass over the records, leads written as they come, the report at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from leadspec.cleanup.report import Reject
from leadspec.cleanup.suspicious import Watch
from leadspec.diagnostics.kinds.usage import FORMAT_UNAVAILABLE
from leadspec.ir.lead import Lead
from leadspec.source import Place
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.engines import check_engine
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.commands.formats import JSON, JSONL, PARQUET, chosen_format
from leadspec_cli.commands.lead_stream import LeadStream
from leadspec_cli.commands.progress import Progress
from leadspec_cli.commands.reading import DataRequest, Policy, open_leads, open_policy, with_data
from leadspec_cli.commands.rejects import Mending, open_rejects, rejects_file
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.commands.targets import check_overwriting
from leadspec_cli.output.clean_result import LeadWriter, report_object
from leadspec_cli.output.data_text import data_lines, event_lines, misnamed_lines
from leadspec_cli.output.json_text import json_line


def run_clean(
    console: Console, request: DataRequest, *, named_format: str | None, output: str | None, rejects: str | None
) -> Exit:
    format_ = chosen_format(named_format, output, (JSONL, JSON, PARQUET), JSONL)
    check_engine(request.engine)
    policy = open_policy(console, request)
    if format_ == PARQUET:
        _check_names(policy)
    beside = None if format_ == JSON and rejects is None else rejects_file(rejects, output)
    check_overwriting((output, beside), policy.inputs(request))
    leads = open_leads(policy, request)
    policy = with_data(policy, leads, (output, beside))
    writer = LeadWriter(policy.schema)
    as_object = format_ == JSON
    kept: list[Reject] = []
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(console, "records"))
        takes = [kept.append] if as_object else []
        if not as_object or rejects is not None:
            mending = None if rejects is None else Mending(leads, policy.schema)
            takes.append(stack.enter_context(open_rejects(console, beside, leads.source.name, progress, mending)))
        sink = stack.enter_context(open_sink(console, output, hold=as_object))
        as_of = policy.as_of if request.as_of is not None else None
        watch = Watch(policy.schema, as_of)
        stream = LeadStream(leads, as_of=as_of, limit=request.limit, progress=progress, takes=takes, watch=watch)
        between = ""
        if as_object:
            entries = {"policy": policy.head.policy_object(), **policy.head.data_entry()}
            sink.write(json_line(entries)[:-1] + ', "leads": [\n')
        if format_ == PARQUET:
            for piece in _table(policy, stream):
                sink.write(piece)
        for lead in () if format_ == PARQUET else stream:
            sink.write(between + writer.line(lead) + ("" if as_object else "\n"))
            between = ",\n" if as_object else ""
        data = stream.data(policy, show_values=request.show_values)
        if as_object:
            tail = report_object(data, tuple(kept))
            parts = ",\n".join(f"{json_line(key)}: {json_line(value)}" for key, value in tail.items())
            sink.write(f"],\n{parts}}}\n")
    style = console.style(console.stderr)
    if console.quiet:
        # These lines all the same: the leads lack values that the data has.
        lines = misnamed_lines(data.names, style)
    else:
        about = data_lines(data, style, console.width())
        lines = [*event_lines(leads.source.name, data.clean, style), *about]
        if policy.head.data is not None and not as_object:
            lines += ["", f"data {policy.head.data.digest}"]
    console.note("".join(f"{line}\n" for line in lines))
    return Exit.NO if data.clean.rejected else Exit.FINE


def _table(policy: Policy, leads: Iterable[Lead]) -> Iterator[bytes]:
    from leadspec_cli.output.clean_parquet import ParquetLeadWriter  # loads pyarrow

    writer = ParquetLeadWriter(policy.schema, policy.zone)
    for lead in leads:
        yield writer.add(lead)
    yield writer.end()


def _check_names(policy: Policy) -> None:
    """Before anything is read: a table has columns of its own beside those of the schema."""
    from leadspec_cli.output.clean_parquet import collisions

    taken = collisions(policy.schema)
    if taken:
        hint = "rename it in the schema, or write JSON Lines: `--format jsonl`"
        what = f"the field `{taken[0]}` has a name that tables of leads keep for columns of leadspec"
        raise CannotRunError(FORMAT_UNAVAILABLE.at(Place(policy.schema.file), what, hint))

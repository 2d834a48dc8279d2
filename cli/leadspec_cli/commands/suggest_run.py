"""What `clean --suggest` does: a data description for a file, from its header and from how its first records fit."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePath

from leadspec.cleanup import Reject, Repair
from leadspec.data.suggest import suggest
from leadspec.data.suggestion_text import description_text
from leadspec.diagnostics.kinds.usage import BAD_OPTION_VALUE
from leadspec.documents import Raw
from leadspec.source import Place, Source
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.commands.reading import DataRequest, Policy, data_roots, open_policy
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.commands.targets import check_overwriting
from leadspec_cli.files.descriptions import Described, open_data, open_description
from leadspec_cli.files.found import TellsFound
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.records import Broken, Table
from leadspec_cli.files.sources import DataSource
from leadspec_cli.files.wrapped import unwrapped
from leadspec_cli.output.tables import counted

# So many records are looked at: the text is a proposal, and a run then counts all of them.
_LOOKED_AT = 10_000
_MOST_KEYS = 500
_MOST_FITS = 20
_DEEPEST = 4
# What to write for a reason: the reasons are those of the clean-up.
_REMEDIES = (
    ("no decimal comma", 'perhaps `decimal: ","` is missing'),
    ("order of day and month", "perhaps `date_order: dmy` or `date_order: mdy` is missing"),
    ("no time zone", "perhaps `timezone: Europe/Berlin` is missing"),
    ("values that the schema lists", "perhaps `values: {field: {member: [spelling]}}` is missing"),
    ("is not `true`", "perhaps words are missing, such as `true_words: [Yes]` and `false_words: [No]`"),
    ("number", "perhaps `thousands`, `decimal` or `number_signs` is missing"),
)


def run_suggest(console: Console, request: DataRequest, *, output: str | None) -> Exit:
    policy = open_policy(console, request)
    check_overwriting((output,), policy.inputs(request))
    roots = data_roots(policy, request)
    source = open_data(request.data, Path.cwd(), roots, policy.schema, policy.zone, show_values=False).source
    if isinstance(source, Described):
        hint = "name a file of leads"
        message = f"`--suggest` describes a file, and `{request.data}` is a description already"
        raise CannotRunError(BAD_OPTION_VALUE.at(Place(request.data), message, hint))
    if isinstance(source, DataFile):
        source = unwrapped(source)
    suggestion = suggest(_header(source), policy.schema)
    folder = PurePath(output).parent if output is not None else PurePath()
    text = description_text(
        suggestion,
        file=PurePath(os.path.relpath(request.data, folder)).as_posix(),
        id_name=policy.schema.id_field or "id",
        reading=_reading(source),
    )
    if suggestion.columns or suggestion.same:
        text += "".join(f"# {each}\n" for each in _fits(policy, Source(output or "data.yaml", text), folder, roots))
    with open_sink(console, output) as sink:
        sink.write(text)
    return Exit.FINE


def _header(source: DataSource) -> tuple[str, ...]:
    """The columns of a table; the paths of the first nested records."""
    with source.open() as records:
        if isinstance(records, Table):
            return records.header
        found: dict[str, None] = {}
        for record in islice(records, _LOOKED_AT):
            if not isinstance(record, Broken):
                found.update(dict.fromkeys(islice(_paths(record.fields, "", 1), _MOST_KEYS)))
            if len(found) >= _MOST_KEYS:
                break
        return tuple(found)


def _paths(value: dict[str, Raw], prefix: str, depth: int) -> Iterator[str]:
    for key, each in value.items():
        if isinstance(each, dict) and each and depth < _DEEPEST:
            yield from _paths(each, f"{prefix}{key}.", depth + 1)
        else:
            yield f"{prefix}{key}"


def _reading(source: DataSource) -> dict[str, str]:
    """How the file was read, so that it is read like this again."""
    found = source.found[0] if isinstance(source, TellsFound) and source.found else None
    if found is None:
        return {}
    told = {"encoding": found.encoding, "delimiter": found.delimiter, "sheet": found.sheet}
    if isinstance(source, DataFile):
        told["records"] = source.records
    if found.quote != '"':
        told["quote"] = found.quote
    return {key: value for key, value in told.items() if value is not None}


def _fits(policy: Policy, text: Source, folder: PurePath, roots: list[Path]) -> Iterator[str]:
    """How the first records fit when they are read as suggested: counts only, no value."""
    data = open_description(text, Path.cwd() / folder, roots, policy.schema, policy.zone)
    leads = read_leads(data.source, policy.schema, policy.zone, data.options)
    faults: Counter[tuple[str | None, str]] = Counter()
    items = iter(leads)
    for each in islice(items, _LOOKED_AT):
        if isinstance(each, Reject):
            faults.update([(each.field, each.reason), *each.further])
    if hasattr(items, "close"):
        items.close()
    report = leads.report
    first = "the only record" if report.rows == 1 else f"the first {report.rows:,} records"
    yield f"of {first}, {counted(report.leads, 'lead')} fit and {report.rejected:,} would be rejected"
    for (field, reason), count in sorted(faults.items(), key=lambda each: (-each[1], str(each[0])))[:_MOST_FITS]:
        remedy = next((f"; {what}" for part, what in _REMEDIES if part in reason), "")
        yield f"{counted(count, 'time')} {f'`{field}`' if field else 'a record'} {reason}{remedy}"
    for (kind, field), count in report.repairs_by_field.items():
        if kind == Repair.INVALID.id:
            yield f"{counted(count, 'time')} `{field}` does not fit and would count as missing"
    at_fault = {field for field, _ in faults}
    if empty := [each for each in report.never_supplied if each not in at_fault]:
        yield f"never filled: {', '.join(empty)}"

"""`leadspec qualify`: the main job. How it is called; what it does stands in `qualify_run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadspec_cli.commands.options import (
    as_of_option,
    colour_option,
    data_options,
    format_option,
    limit_option,
    output_option,
    quiet_option,
    rejects_option,
)

if TYPE_CHECKING:
    from leadspec_cli.commands.console import Console


@click.command(
    epilog="""\b
Examples:
  leadspec qualify policies/inbound policies/inbound/leads.jsonl --as-of 2026-11-21T09:00:00+01:00
  leadspec qualify policies/inbound policies/inbound/leads.jsonl --output qualified.csv

\b
Exit status: 0 every record was judged, 1 records were rejected, 2 it could not run.
""",
)
@click.argument("policy", metavar="POLICY")
@click.argument("data", metavar="DATA")
@as_of_option()
@format_option(
    ("text", "json", "jsonl", "csv", "parquet"), "A page for people, or every lead: json, jsonl, csv, parquet."
)
@output_option
@rejects_option
@limit_option
@data_options
@quiet_option
@colour_option
@click.pass_obj
def qualify(
    console: Console,
    *,
    policy: str,
    data: str,
    as_of: str | None,
    format_: str | None,
    output: str | None,
    rejects: str | None,
    limit: int | None,
    engine: str,
    data_root: str | None,
    no_activities: bool,
    show_values: bool,
    quiet: bool,
    no_colour: bool,
) -> int:
    """Judge each lead of DATA by POLICY: stage, each department's verdict, scores, labels and reasons.

    Shows how many leads stand where, on which of them the departments disagree, and which facts are missing most.
    DATA is a CSV, TSV, JSON, JSON Lines, YAML, Parquet, Arrow or Excel file; nothing in it is changed. Rejected
    records are listed with their reason, never dropped in silence.
    """
    from leadspec_cli.commands.qualify_run import run_qualify
    from leadspec_cli.commands.reading import DataRequest

    return run_qualify(
        console.with_options(no_colour=no_colour, quiet=quiet),
        DataRequest(policy, data, as_of, limit, engine, data_root, no_activities, show_values),
        named_format=format_,
        output=output,
        rejects=rejects,
    )

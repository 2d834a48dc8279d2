"""`leadspec clean`: the clean-up alone. How it is called; what it does stands in `clean_run`."""

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
  leadspec clean policies/inbound policies/inbound/leads.jsonl --output clean.jsonl
  leadspec clean policies/inbound policies/inbound/leads.jsonl --output clean.parquet
  leadspec clean policies/inbound policies/inbound/leads.jsonl --format json --limit 10
  leadspec clean policies/inbound policies/inbound/leads.jsonl --suggest

\b
Exit status: 0 every record gave a lead, 1 records were rejected, 2 it could not run.
""",
)
@click.argument("policy", metavar="POLICY")
@click.argument("data", metavar="DATA")
@format_option(
    ("jsonl", "json", "parquet"),
    "One object a lead; one object around all leads, with the report; or a table for engines.",
)
@output_option
@rejects_option
@limit_option
@data_options
@click.option(
    "--suggest", is_flag=True, help="Print a data description for DATA instead, from its columns and the schema."
)
@as_of_option("The instant after which events are counted as not seen yet; nothing is left out.")
@quiet_option
@colour_option
@click.pass_obj
def clean(
    console: Console,
    *,
    policy: str,
    data: str,
    format_: str | None,
    output: str | None,
    rejects: str | None,
    limit: int | None,
    as_of: str | None,
    engine: str,
    data_root: str | None,
    no_activities: bool,
    show_values: bool,
    quiet: bool,
    no_colour: bool,
    suggest: bool,
) -> int:
    """Clean the leads of DATA up by the schema of POLICY, and write them for other tools.

    Each lead comes out in the schema's shape with every value in its declared type: numbers exact, dates as
    2026-01-31, times in UTC, members of an enum as the schema spells them, missing facts without a key, events
    earliest first. What was repaired or rejected is reported on standard error. The leads hold the values of the
    data, personal ones too.
    """
    from leadspec_cli.commands.clean_run import run_clean
    from leadspec_cli.commands.reading import DataRequest

    if suggest:
        from leadspec_cli.commands.suggest_run import run_suggest

        return run_suggest(
            console.with_options(no_colour=no_colour, quiet=quiet),
            DataRequest(policy, data, as_of, limit, engine, data_root, no_activities, show_values),
            output=output,
        )
    return run_clean(
        console.with_options(no_colour=no_colour, quiet=quiet),
        DataRequest(policy, data, as_of, limit, engine, data_root, no_activities, show_values),
        named_format=format_,
        output=output,
        rejects=rejects,
    )

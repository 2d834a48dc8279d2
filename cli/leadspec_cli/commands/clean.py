"""`leadspec clean`: the clean-up alone. How it is called; what it does stands in `clean_run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadspec_cli.commands.options import (
    colour_option,
    data_root_option,
    format_option,
    limit_option,
    output_option,
    quiet_option,
    rejects_option,
    show_values_option,
)

if TYPE_CHECKING:
    from leadspec_cli.commands.console import Console


@click.command(
    epilog="""\b
Examples:
  leadspec clean policies/inbound policies/inbound/leads.jsonl --output clean.jsonl
  leadspec clean policies/inbound policies/inbound/leads.jsonl --format json --limit 10

\b
Exit status: 0 every record gave a lead, 1 records were rejected, 2 it could not run.
""",
)
@click.argument("policy", metavar="POLICY")
@click.argument("data", metavar="DATA")
@format_option(
    ("jsonl", "json"), "One object a lead; or one object around all leads, with the report.", later=("parquet",)
)
@output_option
@rejects_option
@limit_option
@data_root_option
@show_values_option
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
    data_root: str | None,
    show_values: bool,
    quiet: bool,
    no_colour: bool,
) -> int:
    """Clean the leads of DATA up by the schema of POLICY, and write them for other tools.

    Each lead comes out in the schema's shape with every value in its declared type: numbers exact, dates as
    2026-01-31, times in UTC, members of an enum as the schema spells them, missing facts without a key, events
    earliest first. What was repaired or rejected is reported on standard error. The leads hold the values of the
    data, personal ones too.
    """
    from leadspec_cli.commands.clean_run import run_clean
    from leadspec_cli.commands.reading import DataRequest

    return run_clean(
        console.with_options(no_colour=no_colour, quiet=quiet),
        DataRequest(policy, data, limit=limit, data_root=data_root, show_values=show_values),
        named_format=format_,
        output=output,
        rejects=rejects,
    )

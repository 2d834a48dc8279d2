"""`leadspec explain`: why one lead got its answer. How it is called; what it does stands in `explain_run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadspec_cli.commands.options import (
    as_of_option,
    colour_option,
    data_options,
    format_option,
    output_option,
    quiet_option,
)

if TYPE_CHECKING:
    from leadspec_cli.commands.console import Console


@click.command(
    epilog="""\b
Examples:
  leadspec explain policies/inbound policies/inbound/leads.jsonl --id L-0001 --as-of 2026-11-21T09:00:00+01:00
  leadspec explain policies/inbound policies/inbound/leads.jsonl --id L-0001 --format json

\b
Exit status: 0 the lead is explained, 2 it could not run or there is no such lead.
""",
)
@click.argument("policy", metavar="POLICY")
@click.argument("data", metavar="DATA")
@click.option("--id", "lead_id", metavar="ID", required=True, help="The id of the lead, exactly as in the data.")
@as_of_option()
@format_option(("text", "json"), "For people, or an object for programs.")
@output_option
@data_options
@quiet_option
@colour_option
@click.pass_obj
def explain(
    console: Console,
    *,
    policy: str,
    data: str,
    lead_id: str,
    as_of: str | None,
    format_: str | None,
    output: str | None,
    engine: str,
    data_root: str | None,
    no_activities: bool,
    show_values: bool,
    quiet: bool,
    no_colour: bool,
) -> int:
    """Show why the lead ID of DATA got its answer by POLICY, rule by rule.

    Points with their decay and caps, each condition with its truth, the facts that are missing, the events that
    counted with the first and the last day of their window. Values of the lead's facts are left out unless
    --show-values is given.
    """
    from leadspec_cli.commands.explain_run import run_explain
    from leadspec_cli.commands.reading import DataRequest

    return run_explain(
        console.with_options(no_colour=no_colour, quiet=quiet),
        DataRequest(policy, data, as_of, None, engine, data_root, no_activities, show_values),
        lead_id,
        named_format=format_,
        output=output,
    )

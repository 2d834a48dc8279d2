"""`leadspec init`: a working policy folder. How it is called; what it does stands in `init_run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadspec_cli.commands.options import colour_option, quiet_option
from leadspec_cli.files.templates import TEMPLATES

if TYPE_CHECKING:
    from leadspec_cli.commands.console import Console


@click.command(
    epilog="""\b
Examples:
  leadspec init my-policy
  leadspec init two-views --template two-definitions
  leadspec init our-leads --from policies/inbound/leads.jsonl

\b
Exit status: 0 the folder is there, 2 it could not be written; then nothing is.
""",
)
@click.argument("folder", metavar="[DIR]", default=".")
@click.option(
    "--template",
    type=click.Choice(TEMPLATES),
    help="The policy to start from; inbound if nothing else is said.",
)
@click.option(
    "--from",
    "from_",
    metavar="FILE",
    help="Leads of your own: fields, types and values are proposed from them. None of them is copied.",
)
@quiet_option
@colour_option
@click.pass_obj
def init(
    console: Console, *, folder: str, template: str | None, from_: str | None, quiet: bool, no_colour: bool
) -> int:
    """Write a small working policy folder into DIR: policy, schema, lists, sample leads, tests, a CI workflow.

    DIR is made if it is not there; no file in it is ever written over.
    """
    from leadspec_cli.commands.init_run import run_init

    return run_init(console.with_options(no_colour=no_colour, quiet=quiet), folder, template=template, from_=from_)

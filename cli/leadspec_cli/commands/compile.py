"""`leadspec compile`: the policy as code for another engine. How it is called; what it does is in `compile_run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadspec_cli.commands.options import (
    OneOf,
    as_of_option,
    colour_option,
    format_option,
    output_option,
    quiet_option,
)

if TYPE_CHECKING:
    from leadspec_cli.commands.console import Console

_AS_OF = "With `--params`: the instant of the run, with its offset: 2026-11-21T09:00:00+01:00."


@click.command(
    epilog="""\b
Examples:
  leadspec compile policies/inbound --to python --output inbound.py
  leadspec compile policies/inbound --to sql --dialect duckdb --output inbound.sql
  leadspec compile policies/inbound --params --as-of 2026-11-21T09:00:00+01:00

\b
Exit status: 0 the code was written, 2 it could not run: the policy does not check, or the engine cannot say it.
""",
)
@click.argument("policy", metavar="POLICY")
@click.option("--to", type=OneOf(("python", "sql")), help="What to write: a Python module, or one query.")
@click.option(
    "--dialect",
    type=OneOf(("duckdb", "spark", "postgres", "snowflake", "bigquery")),
    help="Whose SQL. Default: duckdb.",
)
@click.option("--params", is_flag=True, help="Write the one row of parameters that the query reads, for `--as-of`.")
@as_of_option(_AS_OF)
@format_option(("text", "json", "parquet"), "The code itself, or an object with it; parquet for `--params` only.")
@output_option
@quiet_option
@colour_option
@click.pass_obj
def compile(
    console: Console,
    *,
    policy: str,
    to: str | None,
    dialect: str | None,
    params: bool,
    as_of: str | None,
    format_: str | None,
    output: str | None,
    quiet: bool,
    no_colour: bool,
) -> int:
    """Write POLICY as code for another engine: a module of Python, or a query over the table of cleaned leads.

    The code bears the policy's name, the digest of its meaning and the version of the language. A query holds no
    instant: it reads that, and all that is counted back from it, from one row of parameters.
    """
    from leadspec_cli.commands.compile_run import CompileRequest, run_compile

    request = CompileRequest(policy, to, dialect, params, as_of)
    return run_compile(
        console.with_options(no_colour=no_colour, quiet=quiet), request, named_format=format_, output=output
    )

"""`leadspec test`: whether a policy gives what was agreed on. How it is called; what it does stands in `test_run`."""

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

_AS_OF = "Judge at this instant in place of the `as_of` at the head of a file; that of a case stays."


@click.command(
    epilog="""\b
Examples:
  leadspec test policies/inbound
  leadspec test policies -k demo --format json

\b
Exit status: 0 every case passed, 1 a case failed, 2 a case or a file could not be run.
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-k", "only", metavar="TEXT", help="Run only the cases that have TEXT in their name, in any case.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first case that fails or cannot be run.")
@as_of_option(_AS_OF)
@format_option(("text", "json"), "For people, or an object for programs.")
@output_option
@data_options
@quiet_option
@colour_option
@click.pass_obj
def test(
    console: Console,
    *,
    paths: tuple[str, ...],
    only: str | None,
    fail_fast: bool,
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
    """Run the test files of policies: leads by example, and what must come out for them.

    PATH is a test file, or a folder that is searched for `*.test.yaml` files with all its folders; by default this
    folder. A case that fails shows what was expected, what came, and the reasons of that one answer. A file with a
    mistake in it is never taken for one that passed.
    """
    from leadspec_cli.commands.test_cases import TestRequest
    from leadspec_cli.commands.test_run import run_test

    request = TestRequest(paths, only, fail_fast, as_of, engine, data_root, no_activities, show_values)
    return run_test(
        console.with_options(no_colour=no_colour, quiet=quiet), request, named_format=format_, output=output
    )

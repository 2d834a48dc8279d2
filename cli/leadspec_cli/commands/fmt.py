"""`leadspec fmt`: the one canonical layout. How it is called; what it does stands in `fmt_run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadspec_cli.commands.options import colour_option, format_option, quiet_option

if TYPE_CHECKING:
    from leadspec_cli.commands.console import Console


@click.command(
    epilog="""\b
Examples:
  leadspec fmt --check policies/inbound
  leadspec fmt --diff policies
  leadspec fmt - < policies/inbound/policy.lead

\b
Exit status: 0 all is in the layout (now), 1 with --check or --diff something is not, 2 it could not run.
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Write nothing; report what is not in the layout.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@format_option(("text", "json", "github"), "How findings are shown.")
@quiet_option
@colour_option
@click.pass_obj
def fmt(
    console: Console,
    *,
    paths: tuple[str, ...],
    check: bool,
    diff: bool,
    format_: str | None,
    quiet: bool,
    no_colour: bool,
) -> int:
    """Write policies in the one canonical layout. Comments stay, and so does the meaning.

    PATH is a policy, or a folder that is searched for `*.lead` files with all its folders; by default this folder.
    `-` reads a policy from standard input and prints it.
    """
    from leadspec_cli.commands.fmt_run import run_fmt

    console = console.with_options(no_colour=no_colour, quiet=quiet)
    return run_fmt(console, paths, check=check, diff=diff, format_=format_ or "text")

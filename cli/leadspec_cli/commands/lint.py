"""`leadspec lint`: what is wrong with policies. How it is called; what it does stands in `lint_run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leadspec_cli.commands.options import colour_option, format_option, output_option, quiet_option

if TYPE_CHECKING:
    from leadspec_cli.commands.console import Console


@click.command(
    epilog="""\b
Examples:
  leadspec lint policies/inbound
  leadspec lint policies --format json
  leadspec lint --rule unknown-name

\b
Exit status: 0 nothing to report, 1 findings, 2 it could not run.
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="Make the safe fixes: those that keep what was surely meant.")
@click.option("--rule", metavar="ID", help="Explain a kind of finding by its id, as in error[ID].")
@format_option(("text", "json", "github"), "For people; for programs; as annotations of a pull request.")
@output_option
@quiet_option
@colour_option
@click.pass_obj
def lint(
    console: Console,
    *,
    paths: tuple[str, ...],
    fix: bool,
    rule: str | None,
    format_: str | None,
    output: str | None,
    quiet: bool,
    no_colour: bool,
) -> int:
    """Check policies: their text, names and types, their schema and lists.

    PATH is a policy, or a folder that is searched for `*.lead` files with all its folders; by default this folder.
    All files are checked in one run: the findings with their places, what to do, and the page of each.
    """
    console = console.with_options(no_colour=no_colour, quiet=quiet)
    if rule is not None:
        from leadspec_cli.commands.rule_page import show_rule

        return show_rule(console, rule, named_format=format_, output=output)
    from leadspec_cli.commands.lint_run import run_lint

    return run_lint(console, paths, fix=fix, named_format=format_, output=output)

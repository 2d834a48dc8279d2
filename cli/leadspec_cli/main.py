"""The entry point: finds the command, runs it, and turns whatever happens into an exit code and plain words.

Commands are imported when they are called, so that `--version` and `--help` start at once.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import TYPE_CHECKING

try:
    import click

    from leadspec_cli.commands.exits import CannotRunError, EndedBySignal, Exit
    from leadspec_cli.version import VERSION
except KeyboardInterrupt:  # half of a start is spent here, and nothing else could catch it
    raise SystemExit(130) from None

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadspec_cli.commands.console import Console

# Each in `commands/NAME.py` under its own name, with the line that `leadspec --help` shows.
COMMANDS = {
    "init": "Write a small working policy folder to start from.",
    "qualify": "Judge each lead: stage, verdicts, scores and why.",
    "clean": "Clean leads up without judging them, for other tools.",
    "explain": "Show rule by rule why one lead got its answer.",
    "compile": "Write a policy as code for another engine.",
    "test": "Run test files: leads by example, and what must come out.",
    "lint": "Check policies; explain and mend what is found.",
    "fmt": "Write policies in the one canonical layout.",
}


class CommandGroup(click.Group):
    """Knows the commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - given by click
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"leadspec_cli.commands.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            from leadspec_cli.commands.usage import unknown_command

            raise CannotRunError(unknown_command(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  leadspec qualify policies/inbound policies/inbound/leads.jsonl
  leadspec lint policies

\b
Exit status:
  0    fine: the answer is yes, nothing to report
  1    the answer is no: findings, rejected rows
  2    could not run: usage, a missing file, a policy that does not check
  3    undecided: a proof ran out of its budget
  70   a bug in leadspec
  130  interrupted; 129: the terminal was closed; 143: terminated
  141  nobody reads the output any more

LEADSPEC_DEBUG=FILE writes a report of a bug to FILE, for you to read and to send.
""",
)
@click.version_option(VERSION, "--version", prog_name="leadspec", message="%(prog)s %(version)s")
def leadspec() -> None:
    """A company's definition of a lead, checked, explained and applied.

    POLICY is a `.lead` file, or a folder with a `policy.lead` in it. leadspec changes nothing in any CRM, and
    never uses the network.
    """


# How many new objects are looked through for garbage at once. Trees and records are all in use for as long as a command
# works with them; looking every 700 objects, as is usual, costs a tenth of a start.
_NEW_OBJECTS = 50_000


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line, without `arguments` that of the process, which then ends; the exit code."""
    if arguments is not None:
        return _run_guarded(list(arguments))
    gc.set_threshold(_NEW_OBJECTS)
    try:
        _end_on_signals()
        code = _run_guarded(sys.argv[1:])
    except EndedBySignal as end:
        code = _ended(end.code)
    except KeyboardInterrupt:  # before or behind the work of the command
        code = _ended(Exit.INTERRUPTED)
    # All memory is given back at once: looking for garbage on the way out would be a fifth of a start. DuckDB complains
    # on standard error of what was not given back, so it gets its look.
    if "duckdb" not in sys.modules:
        gc.freeze()
    return code


# A program that stops others sends its signal twice, to the process and to its group.
_SAME_SIGNAL_SECONDS = 1.0


def _end_on_signals() -> None:
    """Lets the signals that ask a process to end unwind it, as an interrupt does."""
    import signal
    import time

    last = -_SAME_SIGNAL_SECONDS

    def end(number: int, _: object) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SAME_SIGNAL_SECONDS:
            last = now
            raise EndedBySignal(Exit.TERMINATED if number == signal.SIGTERM else Exit.HUNG_UP)

    for name in ("SIGTERM", "SIGHUP"):  # not every system has both
        number = getattr(signal, name, None)
        # Who started this with `nohup` wants it to go on.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def _ended(code: Exit) -> int:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:  # the terminal is gone
        return _nobody_reads(code)
    return int(code)


def _run_guarded(words: list[str]) -> int:
    from leadspec_cli.commands.console import standard_console

    console = standard_console(os.environ)
    code: int | None = None
    try:
        code = _run(words, console)
        console.flush()
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:  # the last of the output does not fit on the disk, or an object that tells of a fault
        from leadspec_cli.commands.usage import refused_by_the_system

        if code != Exit.COULD_NOT_RUN:  # else it is told already
            console.note_findings((refused_by_the_system(error),), {})
        return _nobody_reads(Exit.COULD_NOT_RUN)
    return int(code)


def _run(words: list[str], console: Console) -> int:
    try:
        if not words:
            with leadspec.make_context("leadspec", ["--help"], resilient_parsing=True) as context:
                console.note(leadspec.get_help(context) + "\n")
            return Exit.COULD_NOT_RUN
        with leadspec.make_context("leadspec", words, obj=console) as context:
            result = leadspec.invoke(context)
        return result if isinstance(result, int) else Exit.FINE
    except click.exceptions.Exit as end:
        return end.exit_code
    except CannotRunError as error:
        return _report(error, words, console)
    except click.ClickException as error:
        from leadspec_cli.commands.usage import plain_words

        return _report(CannotRunError(plain_words(error)), words, console)
    except (KeyboardInterrupt, click.Abort):
        console.note("\ninterrupted\n")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        from leadspec_cli.commands.usage import refused_by_the_system

        return _report(CannotRunError(refused_by_the_system(error)), words, console)
    except Exception as error:  # the one place where anything may arrive: our own bugs
        from leadspec_cli.files.fault import FileFault

        if isinstance(error, FileFault):
            return _report(CannotRunError(*error.diagnostics), words, console)
        from leadspec_cli.commands.bug import report_bug

        return report_bug(error, words, console, VERSION)


def _report(error: CannotRunError, words: Sequence[str], console: Console) -> Exit:
    from leadspec_cli.commands.usage import wanted_format

    console = console.with_options(no_colour="--no-color" in words)
    if wanted_format(words) == "json":
        console.write_findings_json(error.diagnostics, error.sources)
    else:
        console.note_findings(error.diagnostics, error.sources)
    return Exit.COULD_NOT_RUN


def _nobody_reads(code: Exit = Exit.NOBODY_READS) -> int:
    # The interpreter flushes once more on its way out; let it flush into nothing.
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    return int(code)

"""Mistakes on the command line in plain words, as findings like any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.file import UNREADABLE
from leadspec.diagnostics.kinds.usage import (
    BAD_OPTION_VALUE,
    MISSING_ARGUMENT,
    UNEXPECTED_ARGUMENT,
    UNKNOWN_COMMAND,
    UNKNOWN_OPTION,
)
from leadspec.diagnostics.suggest import nearest


def unknown_command(word: str, commands: Iterable[str]) -> Diagnostic:
    if word.startswith("-"):
        hint = "options stand behind the command; `leadspec --help` lists the commands"
        return UNKNOWN_OPTION.at(None, f"`leadspec` itself has no option `{word}`", hint)
    if word.endswith(".lead") or "/" in word:
        return UNKNOWN_COMMAND.at(
            None, f"`{word}` is no command", f"a command stands first, as in `leadspec lint {word}`"
        )
    near = nearest(word, commands)
    hint = f"did you mean `leadspec {near[0]}`?" if near else f"the commands are {', '.join(commands)}"
    return UNKNOWN_COMMAND.at(None, f"there is no command `{word}`", hint)


def plain_words(error: click.ClickException) -> Diagnostic:
    """click's own exceptions, told apart by their class and said anew."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "leadspec"
    see_help = f"`{command} --help` shows how it is called"
    if isinstance(error, click.NoSuchOption):
        return _unknown_option(error, context, command)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.opts[0] if isinstance(error.param, click.Option) else _argument_name(error.param)
        return MISSING_ARGUMENT.at(None, f"`{command}` needs `{name}`", see_help)
    if isinstance(error, click.BadOptionUsage):
        if "does not take" in error.message:
            return BAD_OPTION_VALUE.at(None, f"`{error.option_name}` takes no value", see_help)
        return MISSING_ARGUMENT.at(None, f"`{error.option_name}` needs a value behind it", see_help)
    if isinstance(error, click.UsageError) and "extra argument" in error.message:
        usage = " ".join(context.get_usage().split()).removeprefix("Usage: ") if context is not None else command
        return UNEXPECTED_ARGUMENT.at(
            None, f"`{command}` was given more than it takes", f"it is called as `{usage}`; quote names with spaces"
        )
    return BAD_OPTION_VALUE.at(None, error.format_message().rstrip("."), see_help)


def refused_by_the_system(error: OSError) -> Diagnostic:
    """What the operating system refused outside of any file that we know by name: the output, a temporary file."""
    words = (error.strerror or "no reason is given").lower()
    return UNREADABLE.at(None, f"the output cannot be written: {words}", "check the disk, and where the output goes")


def _unknown_option(error: click.NoSuchOption, context: click.Context | None, command: str) -> Diagnostic:
    known = [
        name
        for parameter in (context.command.get_params(context) if context is not None else ())
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    ]
    near = nearest(error.option_name, known)
    hint = f"did you mean `{near[0]}`?" if near else f"`{command} --help` lists its options"
    return UNKNOWN_OPTION.at(None, f"`{command}` has no option `{error.option_name}`", hint)


def _argument_name(parameter: click.Parameter) -> str:
    return (parameter.human_readable_name or "an argument").strip("[].…").upper()


def wanted_format(words: Sequence[str]) -> str | None:
    """The format that a command line asks for, read without checking it: for the report of a faulty one."""
    output = None
    for at, word in enumerate(words):
        name, equals, value = word.partition("=")
        if not equals:
            value = words[at + 1] if at + 1 < len(words) else ""
        if name == "--format":
            return value
        if name in ("--output", "-o"):
            output = value
    return "json" if output is not None and output.endswith(".json") else None

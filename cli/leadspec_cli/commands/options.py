"""The options that several commands share: one spelling, one help text, one check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from leadspec_cli.commands.exits import CannotRunError

Function = TypeVar("Function", bound=Callable[..., Any])


class OneOf(click.ParamType):  # type: ignore[type-arg] # a generic class in new releases only
    """One of a few words; the message for another lists them."""

    name = "word"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        return "[" + "|".join(self.words) + "]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        if value in self.words:
            return value
        from leadspec.diagnostics.kinds.usage import BAD_OPTION_VALUE
        from leadspec.diagnostics.suggest import nearest

        near = nearest(value, self.words)
        hint = f"did you mean `{near[0]}`?" if near else f"it takes one of {', '.join(self.words)}"
        raise CannotRunError(BAD_OPTION_VALUE.at(None, f"`{_name(param)}` cannot be `{value}`", hint))


class Count(click.ParamType):  # type: ignore[type-arg]
    """A whole number from 1 on."""

    name = "N"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002
        if isinstance(value, int):
            return value
        if value.isascii() and value.isdigit() and 0 < len(value) <= 18 and int(value) > 0:
            return int(value)
        from leadspec.diagnostics.kinds.usage import BAD_OPTION_VALUE

        hint = "it takes a whole number from 1 on, such as `100`"
        raise CannotRunError(BAD_OPTION_VALUE.at(None, f"`{_name(param)}` cannot be `{value}`", hint))


def _name(param: click.Parameter | None) -> str:
    return param.opts[0] if param is not None else "the option"


def format_option(words: Sequence[str], text: str) -> Callable[[Function], Function]:
    return click.option("--format", "format_", type=OneOf(words), help=text)


_AS_OF = "The instant to judge at, with its offset: 2026-11-21T09:00:00+01:00. Default: now."


def as_of_option(text: str = _AS_OF) -> Callable[[Function], Function]:
    return click.option("--as-of", metavar="INSTANT", help=text)


def output_option(function: Function) -> Function:
    return click.option(
        "--output",
        metavar="FILE",
        help="Write the result to FILE, whole or not at all; its ending names the format.",
    )(function)


def engine_option(function: Function) -> Function:
    words = ("auto", "python", "duckdb", "spark")
    return click.option(
        "--engine",
        type=OneOf(words),
        default="auto",
        help="What does the work: auto takes the fastest for so many leads. The answers are the same.",
    )(function)


def data_root_option(function: Function) -> Function:
    return click.option("--data-root", metavar="DIR", help="Allow data files from DIR, outside the repository.")(
        function
    )


def no_activities_option(function: Function) -> Function:
    return click.option("--no-activities", is_flag=True, help="No source has events, and that is meant.")(function)


def show_values_option(function: Function) -> Function:
    return click.option(
        "--show-values", is_flag=True, help="Show values of the data in messages. They may be personal."
    )(function)


def data_options(function: Function) -> Function:
    """What all commands share that judge leads."""
    for option in (show_values_option, no_activities_option, data_root_option, engine_option):
        function = option(function)
    return function


def limit_option(function: Function) -> Function:
    return click.option("--limit", type=Count(), metavar="N", help="Read the first N records only.")(function)


def rejects_option(function: Function) -> Function:
    return click.option(
        "--rejects",
        metavar="FILE",
        help="Write the rejected rows, with their values, to FILE: .csv or .jsonl, to be mended. "
        "Default: the reasons alone, beside the output or to standard error.",
    )(function)


def quiet_option(function: Function) -> Function:
    return click.option("--quiet", is_flag=True, help="No progress and no notes; findings and results only.")(function)


def colour_option(function: Function) -> Function:
    return click.option("--no-color", "no_colour", is_flag=True, help="No colours. NO_COLOR does the same.")(function)

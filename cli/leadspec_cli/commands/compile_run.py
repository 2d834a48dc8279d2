"""What `compile` does: a policy that checks as text for another engine, or the row of parameters that a query reads."""

from __future__ import annotations

from pathlib import PurePath

from msgspec import Struct

from leadspec.diagnostics.kinds.usage import (
    BAD_OPTION_VALUE,
    ENGINE_CANNOT_SAY,
    ENGINE_UNAVAILABLE,
    FORMAT_UNAVAILABLE,
    MISSING_ARGUMENT,
)
from leadspec.diagnostics.render.characters import visible
from leadspec.engines.sql.dialects import DIALECTS, sql_text
from leadspec.engines.sql.refusals import RefusalError
from leadspec.ir.core import Program
from leadspec.values.zones import Zone, zone
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.engines import DUCKDB, PYTHON, check_capable
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.commands.formats import ENDINGS, JSON, PARQUET, TEXT, chosen_format
from leadspec_cli.commands.reading import DataRequest, Policy, open_policy
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.commands.targets import check_overwriting
from leadspec_cli.output.code_text import code_object, params_object, params_parquet, params_sql

SQL = "sql"

# A policy is opened at some instant; code holds none.
_ANY_INSTANT = "2000-01-01T00:00:00Z"


class CompileRequest(Struct, frozen=True):
    """What the options say."""

    policy: str
    to: str | None
    dialect: str | None
    params: bool
    as_of: str | None


def run_compile(console: Console, request: CompileRequest, *, named_format: str | None, output: str | None) -> Exit:
    _check(request)
    format_ = _format(request, named_format, output)
    dialect = None if request.to == PYTHON else _check_dialect(request.dialect or DUCKDB)
    policy = open_policy(console, DataRequest(request.policy, "", request.as_of or _ANY_INSTANT))
    check_overwriting((output,), policy.sources)
    content = _params(policy, format_) if request.params else _code(policy, format_, dialect)
    with open_sink(console, output) as sink:
        sink.write(content)
    if output is not None and not console.quiet:
        console.note(f"{visible(output)}: meaning {policy.head.digest}\n")
    return Exit.FINE


def _check(request: CompileRequest) -> None:
    """What no single option can say of itself."""
    if request.params and request.as_of is None:
        hint = "add `--as-of` with an instant and its offset: `--as-of 2026-11-21T09:00:00+01:00`"
        raise CannotRunError(MISSING_ARGUMENT.at(None, "`--params` needs the instant of the run", hint))
    if not request.params and request.as_of is not None:
        hint = "leave it out; the row that the code reads is made with `--params --as-of`"
        raise CannotRunError(BAD_OPTION_VALUE.at(None, "code holds no instant, so `--as-of` says nothing here", hint))
    if not request.params and request.to is None:
        hint = "write `--to python` or `--to sql`"
        raise CannotRunError(MISSING_ARGUMENT.at(None, "`--to` is missing: what the policy is to become", hint))
    if request.to == PYTHON and request.params:
        hint = "its function takes the instant itself: `judge(as_of)`"
        raise CannotRunError(BAD_OPTION_VALUE.at(None, "`--params` are for SQL, not for Python", hint))
    if request.to == PYTHON and request.dialect is not None:
        hint = "leave `--dialect` out, or write `--to sql`"
        raise CannotRunError(BAD_OPTION_VALUE.at(None, "`--dialect` is of SQL, and Python has none", hint))


def _format(request: CompileRequest, named: str | None, output: str | None) -> str:
    """A file of code may have any ending, other than those of tables and objects."""
    ending = None if output is None else ENDINGS.get(PurePath(output).suffix.lower())
    found = named or (ending if ending in (JSON, PARQUET) else TEXT)
    if found == PARQUET and not request.params:
        hint = "only the parameters are a table: add `--params`"
        raise CannotRunError(FORMAT_UNAVAILABLE.at(None, "code is text, and Parquet holds none", hint))
    return chosen_format(found, output, (TEXT, JSON, PARQUET), TEXT)


def _code(policy: Policy, format_: str, dialect: str | None) -> str | bytes:
    program = policy.program
    language = PYTHON if dialect is None else SQL
    check_capable(program, dialect or PYTHON)
    if dialect is None:
        from leadspec.engines.python.module import source

        text = source(program)
    else:
        text = _sql_text(program, dialect)
    return code_object(policy.head, language, dialect, text) if format_ == JSON else text


def _sql_text(program: Program, dialect: str) -> str:
    try:
        return sql_text(program, _zone(program), dialect)
    except RefusalError as refusal:
        hint = "another dialect can: `docs/reference/engines.md` has them"
        raise CannotRunError(ENGINE_CANNOT_SAY.at(None, str(refusal), hint)) from None


def _params(policy: Policy, format_: str) -> str | bytes:
    from leadspec.engines.sql.params import params_row

    found = params_row(policy.program, policy.as_of, _zone(policy.program))
    if format_ == JSON:
        return params_object(policy.head, found)
    return params_parquet(found) if format_ == PARQUET else params_sql(policy.head, found)


def _zone(program: Program) -> Zone | None:
    """The one that the meaning has: code and parameters of equal policies are equal, whatever zone their data has."""
    return None if program.zone is None else zone(program.zone)


def _check_dialect(name: str) -> str:
    if name not in DIALECTS:
        hint = f"there is SQL for {', '.join(f'`{each}`' for each in DIALECTS)}"
        raise CannotRunError(ENGINE_UNAVAILABLE.at(None, f"SQL for `{name}` is not there yet", hint))
    return name

"""Code and its parameters, as they are written: bare, as an object for programs, or as a table of one row."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec_cli.output.json_text import json_document
from leadspec_cli.output.run_head import RunHead


def code_object(head: RunHead, language: str, dialect: str | None, text: str) -> bytes:
    """`language`: of the code, `python` or `sql`."""
    about: dict[str, object] = {"to": language}
    if dialect is not None:
        about["dialect"] = dialect
    return json_document({"policy": head.policy_object(), **about, "code": text})


def params_object(head: RunHead, params: Mapping[str, int | str]) -> bytes:
    return json_document({"policy": head.policy_object(), "as_of": head.as_of, "params": dict(params)})


def params_sql(head: RunHead, params: Mapping[str, int | str]) -> str:
    """One row, in words that all dialects have."""
    columns = ",\n".join(f"  {_sql(value)} AS {name}" for name, value in params.items())
    about = (f"Parameters of the policy {_quoted(head.policy)}", f"meaning {head.digest}", f"as of {head.as_of}")
    return "".join(f"-- {line}\n" for line in about) + f"SELECT\n{columns}\n"


def params_parquet(params: Mapping[str, int | str]) -> bytes:
    import pyarrow as pa  # slow to import

    from leadspec_cli.output.arrow_columns import ParquetText

    columns = [pa.array([value], pa.string() if isinstance(value, str) else pa.int64()) for value in params.values()]
    fields = [pa.field(name, each.type, nullable=False) for name, each in zip(params, columns, strict=True)]
    text = ParquetText(pa.schema(fields))
    return text.group(columns) + text.end()


def _sql(value: int | str) -> str:
    """Texts of parameters are digests, which need no escapes."""
    return f"'{value}'" if isinstance(value, str) else f"CAST({value} AS BIGINT)"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()) + '"'

"""Runs policies in DuckDB: the default for files that are large."""

from leadspec.engines.duckdb.engine import DuckDBEngine

__all__ = ["DuckDBEngine"]

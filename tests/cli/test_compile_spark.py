"""`leadspec compile --to sql --dialect spark`, run in Spark."""

from __future__ import annotations

import re
import shutil

import pytest
from pyarrow import parquet

from agreement.contenders import why_absent

ABSENT = why_absent("spark")
AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")


@pytest.mark.spark
@pytest.mark.skipif(ABSENT is not None, reason=str(ABSENT))
def test_text_runs_in_spark_and_gives_what_qualify_gives(command, tmp_path, repository):
    from leadspec.engines.spark.session import local_session, reduced

    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    data = ("policies/inbound", "policies/inbound/leads.jsonl")
    command("clean", *data, "--output", "leads.parquet", "--limit", "150")
    command("qualify", *data, "--output", "answers.parquet", "--limit", "150", *AS_OF)
    command("compile", "policies/inbound", "--params", *AS_OF, "--output", "params.parquet")
    text = command("compile", "policies/inbound", "--to", "sql", "--dialect", "spark").stdout
    session = local_session()
    with reduced():
        for setting in re.findall(r"^--   (SET .*);$", text, re.MULTILINE):
            session.sql(setting)
        for name in ("leads", "params"):
            table = parquet.read_table(tmp_path / f"{name}.parquet")
            session.createDataFrame(table).createOrReplaceTempView(name)
        rows = session.sql(text).toArrow()
    expected = parquet.read_table(tmp_path / "answers.parquet")
    assert rows.column_names == expected.column_names
    assert rows.to_pylist() == expected.to_pylist()

"""Tables of clean leads to tables of answers, and what is said where that cannot be."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from leadspec.engines.duckdb.files import TableJudge as DuckDBTableJudge
from leadspec.engines.sql.lead_table import stage_leads
from property.typed_leads import cleaned, random_records
from property.typed_policies import random_policy
from property.typed_runs import program_of

pytestmark = pytest.mark.spark
SEED = 5


@pytest.fixture(scope="module")
def made() -> tuple[pa.Table, DuckDBTableJudge, object]:
    from leadspec.engines.spark.tables import TableJudge

    policy = random_policy(SEED)
    analysis = policy.load()
    program = program_of(policy, analysis)
    leads = list(cleaned(random_records(SEED, policy, 120), analysis, policy.zone).values())
    table = stage_leads(leads, program, policy.zone)
    given = (program, policy.as_of, policy.zone)
    return table, DuckDBTableJudge(*given), TableJudge(*given)


def answers(folder: Path) -> list[dict[str, object]]:
    return [row for part in sorted(folder.glob("part-*")) for row in pq.read_table(part).to_pylist()]


def test_answers_stand_in_the_order_of_the_leads(made: tuple, tmp_path: Path) -> None:
    table, duckdb, spark = made
    leads, parts = tmp_path / "leads.parquet", tmp_path / "parts"
    pq.write_table(table, leads)
    parts.mkdir()
    for place, size in enumerate((5, 70, 30, 15)):
        pq.write_table(table.slice((0, 5, 75, 105)[place], size), parts / f"{place}.parquet")
    duckdb.to_parquet(str(leads), str(tmp_path / "duckdb.parquet"))
    expected = pq.read_table(tmp_path / "duckdb.parquet").to_pylist()
    for source in (leads, parts):
        target = tmp_path / f"answers of {source.name}"
        assert spark.parquet_to_parquet(str(source), str(target)) == table.num_rows
        assert answers(target) == expected


def test_answers_of_a_table_stand_in_the_order_of_their_ids(made: tuple, tmp_path: Path) -> None:
    table, _, spark = made
    spark.session.createDataFrame(table).createOrReplaceTempView("crm_leads")
    assert spark.table_to_parquet("crm_leads", str(tmp_path / "answers")) == table.num_rows
    ids = [row["id"] for row in answers(tmp_path / "answers")]
    assert ids == sorted(ids)


def test_faults_name_columns_and_paths_but_no_values(made: tuple, tmp_path: Path, capfd: pytest.CaptureFixture) -> None:
    from leadspec.engines.spark.session import SparkFaultError

    table, _, spark = made
    name = table.column_names[1]
    other = table.set_column(1, name, pa.array(["a secret"] * table.num_rows))
    faults = {
        "no-such": (None, "there is nothing at .*no-such"),
        "less": (table.drop_columns([name]), f"the table of leads has no column `{name}`"),
        "other": (other, "not of the type that leadspec clean gives it"),
    }
    for file, (given, said) in faults.items():
        if given is not None:
            pq.write_table(given, tmp_path / file)
        with pytest.raises(SparkFaultError, match=said) as caught:
            spark.parquet_to_parquet(str(tmp_path / file), str(tmp_path / "answers"))
        assert "secret" not in str(caught.value)
        assert not (tmp_path / "answers").exists()
    assert "secret" not in "".join(capfd.readouterr())


def test_answers_are_never_written_over(made: tuple, tmp_path: Path) -> None:
    from leadspec.engines.spark.session import SparkFaultError

    table, _, spark = made
    pq.write_table(table, tmp_path / "leads")
    (tmp_path / "answers").mkdir()
    with pytest.raises(SparkFaultError, match="is there already"):
        spark.parquet_to_parquet(str(tmp_path / "leads"), str(tmp_path / "answers"))

"""Leads of a table come in chunks; whoever reads them sees none of that."""

from __future__ import annotations

from itertools import islice

import pytest

from leadspec.cleanup import Reject
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile

SCHEMA = read_schema(
    Source("s.yaml", "type: object\nproperties:\n  size: {type: integer, x-missing: [-1]}\n  id: {type: string}\n")
).schema


def leads_of(tmp_path, text: str):
    (tmp_path / "d.csv").write_text(text, "utf-8")
    assert SCHEMA is not None
    return read_leads(DataFile(tmp_path / "d.csv", "d.csv"), SCHEMA)


@pytest.mark.parametrize("count", range(1, 8))
def test_a_report_speaks_of_the_records_that_were_read(tmp_path, count):
    lines = ["size,other", "1,", "-1,", "x,", "2", "-1,", "3,", "4,"]
    leads = leads_of(tmp_path, "\n".join(lines))
    source = iter(leads)
    found = list(islice(source, count))
    source.close()
    assert leads.report.rows == len(found) == min(count, 7)
    assert leads.report.leads == sum(not isinstance(each, Reject) for each in found)
    assert leads.report.repairs == ({} if count < 2 else {"marker-as-missing": 1 + (count >= 5)})
    assert leads.line == count + 1


def test_line_and_record_are_those_of_the_last_item(tmp_path):
    leads = leads_of(tmp_path, 'size\n1\nx\n\n"2"\n')
    seen = [(leads.line, leads.record.cells if isinstance(item, Reject) else None) for item in leads]
    assert seen == [(2, None), (3, ["x"]), (5, None)]


def test_records_before_a_fault_of_the_file_come_first(tmp_path):
    leads = leads_of(tmp_path, 'size\n1\n"2\n')
    source = iter(leads)
    assert next(source).facts == {"size": 1_000_000}
    with pytest.raises(FileFault):
        next(source)


def test_a_table_without_ids_is_not_read_twice(tmp_path):
    # An open quote far behind is found by whoever reads that far.
    text = "size\n" + "1\n" * 200_000 + '"2\n'
    assert next(iter(leads_of(tmp_path, text))).id == "2"
    with pytest.raises(FileFault):
        leads_of(tmp_path, "id,size\n" + "1,1\n" * 200_000 + '"2\n')

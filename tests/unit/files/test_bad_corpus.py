"""Files that are broken in ways that people meet: the exact value, or a refusal with its place; never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadspec.cleanup import Reject
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec.values.zones import zone
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.paths import resolve
from leadspec_cli.files.readers import DataFile

SCHEMA = read_schema(
    Source(
        "lead.schema.yaml",
        """\
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  name: {type: string, x-personal: true}
  n: {type: integer}
""",
    )
).schema


def read(path: Path, content: bytes) -> list[str]:
    """What became of each record: the name of a lead, or the reason of a reject."""
    path.write_bytes(content)
    leads = read_leads(DataFile(path, path.name), SCHEMA, zone("Europe/Berlin"))
    return [each.reason if isinstance(each, Reject) else str(each.facts.get("name")) for each in leads]


def refused(path: Path, content: bytes) -> tuple[str, int | None]:
    """The kind of the refusal, and its line."""
    with pytest.raises(FileFault) as caught:
        read(path, content)
    (found,) = caught.value.diagnostics
    assert found.primary is not None
    return found.id, getattr(found.primary.location, "line", None)


WORDS = {
    "cp852": ("Jiří Dvořák", "Šárka Kříž", "Žofie Nováková"),
    "mac_roman": ("Jürgen Groß", "Käthe Müller", "François Lefèvre"),
    "koi8_r": ("Иван", "Мария", "Пётр"),
    "shift_jis": ("Иван", "Мария"),
}


@pytest.mark.parametrize("codec", WORDS)
def test_an_encoding_that_nobody_looks_for_is_not_taken_for_another(tmp_path, codec):
    rows = "".join(f"{nth},{name}\n" for nth, name in enumerate(WORDS[codec]))
    assert refused(tmp_path / "a.csv", f"id,name\n{rows}".encode(codec)) == ("unclear-encoding", 2)


@pytest.mark.parametrize("text", ["20°C", "1 200 €", "«Müller»", "½"])
def test_measures_and_rare_signs_do_not_look_like_a_wrong_encoding(tmp_path, text):
    assert read(tmp_path / "a.csv", f"id,name\n1,{text}\n".encode("cp1252")) == [text]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_file_that_ends_within_a_sign_is_not_taken_for_an_old_encoding(tmp_path, ending):
    start = "id,name\n1,xą" if ending == "csv" else '{"id": "1"}\n{"name": "xą'
    assert refused(tmp_path / f"a.{ending}", start.encode()[:-1]) == ("unclear-encoding", 2)


CHANGES = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"9,z,1\n"),
    "broken": lambda path: path.write_bytes(b'id,name\n"'),
    "deleted": lambda path: path.unlink(),
    "replaced": lambda path: (path.rename(path.with_name("old")), path.write_bytes(path.with_name("old").read_bytes())),
}


@pytest.mark.parametrize("when", ["between two readings", "within one"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_while_it_is_read_gives_no_leads_of_two_states(tmp_path, change, when):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name,n\n" + b"".join(b"%d,x,1\n" % nth for nth in range(9000)))
    items = iter(read_leads(DataFile(path, path.name), SCHEMA))
    if when == "within one":
        next(items)
    CHANGES[change](path)
    with pytest.raises(FileFault, match="was changed while it was read"):
        list(items)


def test_who_has_read_enough_is_not_told_of_changes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name,n\n" + b"".join(b"%d,x,1\n" % nth for nth in range(9000)))
    items = iter(read_leads(DataFile(path, path.name), SCHEMA))
    next(items)
    path.unlink()
    items.close()


def test_a_name_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "a\udcff.csv").write_bytes(b"id,name\n1,x\n")
    with pytest.raises(FileFault, match=r"the name `aU\+DCFF.csv` is not UTF-8"):
        resolve("a\udcff.csv", tmp_path, [tmp_path])

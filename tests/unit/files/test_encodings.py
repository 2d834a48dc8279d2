"""Encodings of data: read exactly, or refused with a place; never read as another one."""

from __future__ import annotations

import gzip
import io
from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadspec_cli.files.encodings import find_encoding
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.records import Nested, Row, Table
from leadspec_cli.files.text_blocks import LINE_LIMIT, text_blocks

CENTRAL = ("cp1250", "iso-8859-2")
ALIKE = ("cp1250", "cp1252", "iso-8859-2")
# fmt: off
WORDS = {
    "Wiśniewski Dąbrowski Zieliński Woźniak Kozłowski Łódź Kraków Gdańsk Poznań Zając Stępień Grażyna": CENTRAL,
    "Dvořák Černý Procházka Krejčí Němec Pospíšil Růžička Beneš Šimek Plzeň České Budějovice Přerov": CENTRAL,
    "Kováč Horváth Baláž Žilina Košice Prešov Trenčín Ľubomír Vŕbová Stĺpová Ďurica Ťažký Kôň": CENTRAL,
    "Kovács Tóth Szabó Kőszegi Erdős Petőfi Győr Székesfehérvár Gyöngyös Hűvös Jenő Dezső": CENTRAL,
    "Kovačević Babić Marić Đorđe Petrović Šimić Čakovec Živković Perišić": CENTRAL,
    "Hélène François Agnès Benoît Noël Thérèse Crème brûlée Besançon Nîmes Cœur où à très Forêt": ("cp1252",),
    "Muñoz Peña Ibáñez Núñez España Coruña Logroño Señor ¿Qué Nº1": ("cp1252",),
    "João São Conceição Magalhães Simões Corrêa Gonçalves Antônio Guimarães": ("cp1252",),
    "Niccolò Città Forlì Perché Più Società": ("cp1252",),
    "Søren Jørgensen Bjørn Møller Kjær Åse Århus Håkan Næstved Østergård": ("cp1252",),
    "Göteborg Malmö Håkansson Åkesson Ångström Västerås": ("cp1252",),
    "Müller Größe Jäger Köln Straße Übel Renée José": ALIKE,
}
# fmt: on


def found(content: bytes, declared: str | None = None) -> str:
    encoding = find_encoding(lambda: nullcontext(io.BytesIO(content)), "t.csv", declared, LINE_LIMIT)
    return "".join(text_blocks(io.BytesIO(content), "t.csv", encoding))


def refused(content: bytes, declared: str | None = None) -> tuple[str, int | None, str]:
    with pytest.raises(FileFault) as caught:
        found(content, declared)
    (fault,) = caught.value.diagnostics
    assert fault.hints
    return fault.id, fault.primary.location.line, fault.message


@pytest.mark.parametrize(
    ("words", "encoding"), [(words, encoding) for words, encodings in WORDS.items() for encoding in encodings]
)
def test_names_of_a_language_are_read_exactly(words, encoding):
    text = "id;name\n" + "".join(f"{number};{word}\n" for number, word in enumerate(words.split()))
    assert found(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("word", "encoding"),
    [(word, encoding) for words, encodings in WORDS.items() for encoding in encodings for word in words.split()],
)
def test_a_single_name_is_read_exactly_or_refused(word, encoding):
    text = f"id,name\n1,{word}\n"
    try:
        assert found(text.encode(encoding)) == text
    except FileFault:
        id_, line, message = refused(text.encode(encoding))
        assert (id_, line) == ("unclear-encoding", 2)
        assert word not in message


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "cp1252", "iso-8859-2"]
)
@pytest.mark.parametrize("ending", ["csv", "csv.gz", "tsv", "json", "jsonl", "jsonl.gz", "json.gz"])
def test_every_text_format_is_read_in_every_encoding(tmp_path, encoding, ending):
    text = {
        "csv": "id,name\n1,Jürgen Größe\n",
        "tsv": "id\tname\n1\tJürgen Größe\n",
        "json": '[{"id": "1", "name": "Jürgen Größe"}]',
        "jsonl": '{"id": "1", "name": "Jürgen Größe"}\n',
    }[ending.removesuffix(".gz")]
    content = text.encode(encoding)
    path = tmp_path / f"d.{ending}"
    path.write_bytes(gzip.compress(content) if ending.endswith(".gz") else content)
    for declared in (None, encoding):
        file = DataFile(path, path.name, encoding=declared)
        with file.open() as records:
            (record,) = records.rows if isinstance(records, Table) else records
        cells = record.cells if isinstance(record, Row) else list(record.fields.values())
        assert isinstance(record, (Row, Nested))
        assert cells == ["1", "Jürgen Größe"]
        (said,) = file.found
        assert said.encoding is not None
        assert said.declared == (("encoding",) if declared else ())


def test_what_was_found_is_said(tmp_path):
    path = tmp_path / "d.csv"
    path.write_bytes("id;name\n1;Łukasz Wiśniewski\n".encode("cp1250"))
    file = DataFile(path, "d.csv")
    with file.open():
        (said,) = file.found
    assert said.sentence() == "read as windows-1250, `;` between cells"
    assert not said.usual


def test_a_word_that_could_be_two_is_refused_with_both_names():
    id_, line, message = refused("id,name\n1,x\n2,domě\n".encode("cp1250"))
    assert (id_, line) == ("unclear-encoding", 3)
    assert "windows-1252" in message
    assert "windows-1250" in message
    assert found("id,name\n1,x\n2,domě\n".encode("cp1250"), "cp1250").endswith("domě\n")


def test_utf_8_with_broken_bytes_is_no_other_encoding():
    text = "id,name\n1,Müller\n2,Größe\n".encode() + b"3,K\xf6ln\n4,\xc3\n"
    assert refused(text)[:2] == ("not-utf-8", 4)
    assert refused(b"\xef\xbb\xbfid,name\n1,x\n2,K\xf6ln\n")[:2] == ("not-utf-8", 3)
    assert refused("id,name\n1,Größe".encode() + b"\xc3")[:2] == ("not-utf-8", 2)


def test_letters_that_are_utf_8_by_chance_are_not_taken_for_it():
    assert refused("id,name\n1,a\n2,SPÓŁKA\n".encode("cp1250"))[:2] == ("unclear-encoding", 3)
    assert found("id,name\n1,SPÓŁKA\n".encode()) == "id,name\n1,SPÓŁKA\n"
    mixed = "id,name\n1,SPÓŁKA\n2,Łódź Gdańsk Wałbrzych Kraków Jabłoński\n"
    assert found(mixed.encode("cp1250")) == mixed


@pytest.mark.parametrize(
    ("content", "declared", "id_", "line"),
    [
        (b"a\n\x81\n", "cp1252", "not-utf-8", 2),
        (b"a\n\x9a\n", "iso-8859-2", "not-utf-8", 2),
        (b"a\n\xff\n", "utf-8", "not-utf-8", 2),
        ("a\nb\n".encode("utf-16"), "cp1250", "unclear-encoding", 1),
        (b"a\nb\n", "utf-16", "unclear-encoding", 1),
        (b"a\nb\n", "klingon", "unclear-encoding", None),
        ("a\nb\n".encode("utf-16")[:-1], None, "not-utf-8", 2),
        ("a\nb\n".encode("utf-32"), None, "not-utf-8", 1),
        (b"PK\x03\x04abc", None, "not-utf-8", 1),
        (b"a\nb\0c\n", None, "control-character", 2),
    ],
)
def test_what_does_not_fit_is_located(content, declared, id_, line):
    assert refused(content, declared)[:2] == (id_, line)


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_a_marked_text_is_read_exactly(text, encoding):
    shown = text.replace("\0", "").replace("\r", "").removeprefix("\ufeff") + "\n"
    assert found(shown.encode(encoding)) == shown


@given(st.binary(max_size=80))
def test_any_bytes_are_read_as_one_of_the_encodings_or_refused(content):
    try:
        text = found(content)
    except FileFault:
        return
    readings = []
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "cp1252", "iso-8859-2"):
        try:
            readings.append(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    assert any(text in (each, each.replace("\r", "\n")) for each in readings)

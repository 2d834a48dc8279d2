"""Loading: used files, list files and schemas through a callback, and what can be wrong with them."""

from __future__ import annotations

import pytest

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import file as file_kinds
from leadspec.source import Place, Source, Span
from unit.analysis.policies import COUNTS, FILES, HEAD, faults, load, program, rules

DACH = 'flag "x" when domain of email in names\n'


def entries(statement: str, **files: str) -> tuple[str, ...]:
    named = {name.replace("_", "."): text for name, text in files.items()}
    return program(f"list names from {statement}\n{DACH}", named).lists["names"].entries


def test_a_text_file_has_one_entry_on_each_line() -> None:
    text = "\ufeff# private mail\r\nGmail.com\r\n\r\n  web.de  \r\n#end\r\ngmail.com\r\n"
    assert entries('"l.txt"', l_txt=text) == ("gmail.com", "web.de")


@pytest.mark.parametrize(
    "text",
    [
        'name,domain\nA,a.example\n"B, Ltd","b.example"\nC,\n',
        "name;domain\nA;a.example\nB;b.example\n",
        "name\tdomain\nA\ta.example\nB\tb.example\n",
        'name,domain\n"two\nlines",a.example\nB,B.example\n',
        "\ufeffname,domain\r\nA,a.example\r\nB,b.example\r\nshort\r\n",
    ],
)
def test_a_csv_file_has_columns(text: str) -> None:
    assert entries('"l.csv" column "domain"', l_csv=text) == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("statement", "files", "message"),
    [
        ('"l.csv"', {"l.csv": "domain\na\n"}, "`l.csv` has columns, and the list does not say which one"),
        ('"l.csv" column "x"', {"l.csv": "domain\na\n"}, "`l.csv` has no column `x`"),
        ('"l.txt" column "x"', {"l.txt": "a\n"}, "`l.txt` is read line by line and has no columns"),
        ('"l.csv" column "a"', {"l.csv": 'a,b\n"x"y,1\n'}, "a quote in this line is not closed"),
        ('"l.csv" column "a"', {"l.csv": "a,b\n"}, "the list `names` has no entries: `l.csv` has none"),
        ('"l.txt"', {"l.txt": "# none\n"}, "the list `names` has no entries"),
        ('"l.txt"', {}, "there is no file `l.txt`"),
    ],
)
def test_files_of_lists_that_cannot_be_read(statement: str, files: dict[str, str], message: str) -> None:
    found = faults(f"list names from {statement}\n{DACH}", files)
    assert len(found) == 1
    assert found[0][1].startswith(message)


def test_a_wrong_entry_of_a_file_is_shown_by_its_line() -> None:
    text = 'list dach from "l.txt"\nflag "x" when country in dach\n'
    found = rules(text, {"l.txt": "DE\n# no\nDEE\n"}).diagnostics
    assert [(each.id, each.primary.location if each.primary else None) for each in found] == [
        ("list-entry", Place("l.txt", line=3))
    ]


def test_files_may_use_files_beside_them() -> None:
    files = {
        "shared/lists.lead": 'use "more/names.lead"\nlist dach: DE, AT\n',
        "shared/more/names.lead": 'list names from "names.txt"\nevents asked: demo_requested\n',
        "shared/more/names.txt": "a.example\n",
    }
    text = 'use "shared/lists.lead"\n' + DACH + 'flag "y" when country in dach and did asked\n'
    assert program(text, files).lists["names"].entries == ("a.example",)


def test_paths_are_relative_to_the_main_file() -> None:
    asked = []

    def read(path: str) -> Source | Diagnostic:
        asked.append(path)
        return file_kinds.NOT_FOUND.at(None, f"there is no file `{path}`")

    text = 'use "../shared/lists.lead"\nlist names from "./data/../l.txt"\n'
    load_policy(Source("policies/inbound/policy.lead", HEAD + text + COUNTS), read)
    assert sorted(asked) == ["../shared/lists.lead", "l.txt", "lead.schema.yaml"]


def test_a_file_that_is_used_twice_is_read_once() -> None:
    files = {"a.lead": 'use "c.lead"\n', "b.lead": 'use "c.lead"\n', "c.lead": "list dach: DE\n"}
    found = rules('use "a.lead"\nuse "b.lead"\nuse "./a.lead"\nflag "x" when country in dach\n', files)
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.lead": 'use "b.lead"\n', "b.lead": 'use "a.lead"\n'}, "`a.lead` uses `b.lead`, which uses `a.lead`"),
        ({"a.lead": 'use "a.lead"\n'}, "`a.lead` uses `a.lead`"),
        ({"a.lead": 'use "policy.lead"\n'}, "`policy.lead` uses `a.lead`, which uses `policy.lead`"),
    ],
)
def test_files_do_not_use_each_other_in_a_circle(files: dict[str, str], message: str) -> None:
    assert faults('use "a.lead"\n', files) == [("use-cycle", message)]


def test_a_used_file_holds_parts_only() -> None:
    files = {"a.lead": 'list dach: DE\nflag "y" when country in dach\nstage s: everyone\n'}
    found = rules('use "a.lead"\n', files).diagnostics
    assert [(each.id, each.primary.location.file) for each in found if each.primary] == [  # type: ignore[union-attr]
        ("misplaced-statement", "a.lead"),
        ("misplaced-statement", "a.lead"),
    ]


def test_findings_of_all_files_are_reported_in_one_run() -> None:
    files = {"a.lead": "list dach: DE\ndefine x: emial is present\n"}
    found = rules('use "a.lead"\nflag "x" when emil is present\nuse "b.lead"\n', files)
    assert [(each.id, _file(each)) for each in found.diagnostics] == [
        ("unknown-name", "a.lead"),
        ("unknown-name", "policy.lead"),
        ("file-not-found", "policy.lead"),
    ]
    assert found.sources.keys() == {"policy.lead", "a.lead", "lead.schema.yaml"}


def test_a_missing_file_is_shown_where_it_is_named() -> None:
    text = HEAD + 'use "b.lead"\n' + COUNTS
    found = load(text)
    assert [each.primary.location for each in found.diagnostics if each.primary] == [
        Span("policy.lead", text.index('"b.lead"'), text.index('"b.lead"') + len('"b.lead"'))
    ]


def test_without_a_schema_names_are_not_guessed_at() -> None:
    found = load(HEAD.replace("lead.schema", "nothing") + 'flag "x" when whatever is present and fit > x\n' + COUNTS)
    assert [each.id for each in found.diagnostics] == ["file-not-found"]
    assert not found.ok


def test_a_faulty_schema_gives_its_own_findings_only() -> None:
    found = load(HEAD + 'flag "x" when whatever is present\n' + COUNTS, {"lead.schema.yaml": "type: wrong\n"})
    assert {each.id.startswith("schema-") or "schema" in each.id for each in found.diagnostics} == {True}


def test_faulty_statements_give_no_follow_on_findings() -> None:
    found = rules('define x: email is\npersona p: broken\nscore s:\n  +1 when x\nflag "y" when x and p and s > 1\n')
    assert "unknown-name" not in [each.id for each in found.diagnostics]
    assert not found.ok


def _file(diagnostic: Diagnostic) -> str:
    location = diagnostic.primary.location if diagnostic.primary else None
    return location.file if location else ""


def test_the_same_texts_give_the_same_analysis() -> None:
    def read(path: str) -> Source | Diagnostic:
        return Source(path, FILES[path])

    def run() -> Analysis:
        return load_policy(Source("policy.lead", HEAD + COUNTS), read)

    assert run().program == run().program

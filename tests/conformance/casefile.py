"""Case files: YAML with the JSON types only -> cases with the policy that each one puts to the engines.

A case says one of these; `setup` stands in front of the first two:

- `condition`: the leads expect true, false or unknown;
- `value`: the leads expect a number, a literal of the language as text, or missing;
- `policy`: statements below the head; the leads expect parts of `qualify`'s row;
- `file`: a whole policy with its head; likewise.

In place of `leads`, `error` says that the policy does not check: `true` or the id of the finding, with its `line`.
A lead may also expect to be rejected. `files` are the texts beside the policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leadspec.documents import NumberText, plain
from leadspec.documents.yaml_text import load_yaml
from leadspec.source import Source

HERE = Path(__file__).parent
REJECTED = "rejected"
MISSING = "missing"
_FILE_KEYS = {"topic", "about", "as_of", "timezone", "schema", "files", "cases"}
_FORMS = ("condition", "value", "policy", "file")
_CASE_KEYS = {"name", "as_of", "timezone", "setup", "leads", "error", "line", *_FORMS}
_LEAD_KEYS = {"given", "expect", "why"}
_AS_OF = "2026-11-21T09:00:00+01:00"
_ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Expectation:
    """What one lead gets: parts of its row, or that it is rejected.

    `holds`: for whom the lead counts, in place of parts of the row. A condition that is neither true nor false holds
    for nobody, whether missing facts could change that or not.
    """

    given: Mapping[str, Any]
    said: object  # as the file says it, for messages
    row: Mapping[str, Any] = field(default_factory=dict)
    holds: Mapping[str, bool] = field(default_factory=dict)

    @property
    def rejected(self) -> bool:
        return self.said == REJECTED


@dataclass(frozen=True)
class Question:
    """One policy, and what leads get by it."""

    policy: str
    leads: tuple[Expectation, ...] = ()


@dataclass(frozen=True)
class Case:
    """`error`: True or an id; `line`: where in `policy` it is reported."""

    id: str
    as_of: str
    schema: str
    files: Mapping[str, str]
    questions: tuple[Question, ...]
    error: str | bool | None = None
    line: int | None = None


@dataclass(frozen=True)
class CaseFile:
    path: Path
    topic: str
    about: str
    cases: tuple[Case, ...]


def read_yaml(path: Path) -> Any:
    """The file as dicts, lists, texts, booleans and None; a number is a `NumberText`."""
    loaded = load_yaml(Source(path.name, path.read_text(encoding="utf-8")))
    assert loaded.node is not None, path
    assert not loaded.diagnostics, [each.message for each in loaded.diagnostics]
    return plain(loaded.node)


def case_files() -> list[CaseFile]:
    return [_case_file(path) for path in sorted((HERE / "cases").glob("*.yaml"))]


def _case_file(path: Path) -> CaseFile:
    raw = read_yaml(path)
    _check_keys(raw, _FILE_KEYS, path.name)
    schema = as_json(raw["schema"]) if "schema" in raw else (HERE / "schema.yaml").read_text(encoding="utf-8")
    files = raw.get("files", {})
    cases = tuple(_case(each, raw, path, schema, files) for each in raw["cases"])
    assert len({each.id for each in cases}) == len(cases), f"{path.name}: two cases of one name"
    return CaseFile(path, raw["topic"], raw["about"], cases)


def _case(raw: Mapping[str, Any], file: Mapping[str, Any], path: Path, schema: str, files: Mapping[str, str]) -> Case:
    id_ = f"{path.stem}/{raw['name']}"
    _check_keys(raw, _CASE_KEYS, id_)
    assert sum(form in raw for form in _FORMS) == 1, f"{id_}: one of {_FORMS}"
    assert ("leads" in raw) != ("error" in raw), f"{id_}: `leads` or `error`"
    zone = raw["timezone"] if "timezone" in raw else file.get("timezone", _ZONE)
    head = "" if "file" in raw else _head(zone)
    questions = tuple(_questions(raw, head))
    line = None
    if "line" in raw:
        before = head if "policy" in raw else head + _setup(raw)
        line = before.count("\n") + int(raw["line"])
    as_of = raw.get("as_of", file.get("as_of", _AS_OF))
    return Case(id_, as_of, schema, files, questions, raw.get("error"), line)


def _head(zone: str | None) -> str:
    lines = ['policy "Conformance"', '  schema      "schema.yaml"']
    if zone is not None:
        lines.append(f'  timezone    "{zone}"')
    return "\n".join([*lines, "  departments marketing, sales", ""])


def _setup(raw: Mapping[str, Any]) -> str:
    text: str = raw.get("setup", "")
    return text if not text or text.endswith("\n") else text + "\n"


def _questions(raw: Mapping[str, Any], head: str) -> Iterator[Question]:
    leads = [_lead(each) for each in raw.get("leads", ())]
    if "condition" in raw:
        policy = head + _setup(raw) + _define("tested", raw["condition"])
        policy += "marketing counts a lead when: tested\nsales counts a lead when: not tested\n"
        yield Question(policy, tuple(_of_condition(each) for each in leads))
    elif "value" in raw:
        yield from _of_value(head + _setup(raw) + _define("measured", raw["value"]), leads)
    else:
        policy = head + raw["policy"] if "policy" in raw else raw["file"]
        yield Question(policy, tuple(_of_policy(each) for each in leads))


def _lead(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    _check_keys(raw, _LEAD_KEYS, str(raw))
    assert "given" in raw, raw
    assert "expect" in raw, raw
    return raw


def _define(name: str, text: str) -> str:
    lines = text.strip("\n").split("\n")
    if len(lines) == 1:
        return f"define {name}: {lines[0]}\n"
    return "\n".join([f"define {name}:", *(f"  {each}" for each in lines), ""])


def _of_condition(lead: Mapping[str, Any]) -> Expectation:
    said = lead["expect"]
    assert said in (True, False, "unknown", REJECTED), lead
    return Expectation(lead["given"], said, holds={"marketing": said is True, "sales": said is False})


def _of_value(policy: str, leads: Sequence[Mapping[str, Any]]) -> Iterator[Question]:
    """One policy for each value that is expected: it is that value and not missing, or it is missing."""
    present = "sales counts a lead when: measured is present\n"
    for said in dict.fromkeys(str(each["expect"]) for each in leads):
        test = "is missing" if said in (MISSING, REJECTED) else f"is {said}"
        holds = {"marketing": True, "sales": said != MISSING}
        yield Question(
            f"{policy}marketing counts a lead when: measured {test}\n{present}",
            tuple(Expectation(each["given"], said, holds=holds) for each in leads if str(each["expect"]) == said),
        )
    if not leads:
        yield Question(policy + present)


def _of_policy(lead: Mapping[str, Any]) -> Expectation:
    said = lead["expect"]
    return Expectation(lead["given"], said, {} if said == REJECTED else said)


def _check_keys(raw: Mapping[str, Any], known: set[str], where: str) -> None:
    assert set(raw) <= known, f"{where}: {sorted(set(raw) - known)}"


def as_json(value: Any) -> str:
    """A loaded tree as JSON text, which is YAML too; numbers exactly as they were written."""
    match value:
        case NumberText():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{as_json(str(key))}: {as_json(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_json, value)) + "]"
        case str():
            return '"' + "".join(_ESCAPES.get(each, each) for each in value) + '"'
        case _:
            return {None: "null", True: "true", False: "false"}[value]


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True)
class Guess:
    """What people type first, and the mended policy. `hint` stands between backticks in a hint, `says` anywhere."""

    id: str
    wrong: str
    right: str
    line: int
    hint: str | None
    says: str | None


def first_guesses() -> list[Guess]:
    raw = read_yaml(HERE / "first_guesses.yaml")
    head = _head(_ZONE)
    guesses = []
    for each in raw["guesses"]:
        _check_keys(each, {"guess", "wrong", "right", "line", "hint", "says"}, str(each))
        line = head.count("\n") + int(each.get("line", 1))
        below = raw["setup"] + 'flag "always" when email is missing\n'
        texts = [head + _lined(each[key]) + below for key in ("wrong", "right")]
        assert ("hint" in each) != ("says" in each), each
        guesses.append(Guess(each["guess"], *texts, line, each.get("hint"), each.get("says")))
    return guesses


def _lined(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"

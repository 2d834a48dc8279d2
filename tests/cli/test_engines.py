"""`--engine`: the answers are the same bytes whatever does the work, and an engine that cannot says so."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadspec.engines import capabilities
from leadspec.engines.base import Judge
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.lead import Event, Lead
from leadspec_cli.commands import engines
from leadspec_cli.commands.engines import AutoJudge, InParts, check_engine
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.files import write
from leadspec_cli.files.leads import Leads

AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")
SECRET = "c4n4ry-value@person.example"
SAMPLES = {
    "inbound": "leads.jsonl",
    "handover": "leads.jsonl",
    "temperature": "leads.jsonl",
    "two-definitions": "leads.csv",
    "b2b-saas": "sample.data.yaml",
    "bank-marketing": "sample.data.yaml",
}
FORMATS = {"txt": "text", "json": "json", "jsonl": "jsonl", "csv": "csv", "parquet": "parquet"}


@pytest.fixture(scope="module")
def samples(tmp_path_factory, repository_root) -> Path:
    folder = tmp_path_factory.mktemp("engines")
    shutil.copytree(repository_root / "policies", folder / "policies")
    (folder / "leadspec.yaml").touch()
    return folder


@pytest.fixture(scope="module")
def repository_root() -> Path:
    return Path(__file__).resolve().parents[2]


def reference(_name, program, as_of, zone) -> Judge:
    return Interpreter().prepare(program, as_of, zone)


def results(command, folder: Path, policy: str, data: str, engine: str, *words: str) -> dict[str, object]:
    """All that one run writes: the result in a file and its rejects, what it prints, and how it ends."""
    found: dict[str, object] = {}
    out = folder / f"out-{policy.replace('/', '-')}"
    out.mkdir(exist_ok=True)
    for ending, format_ in FORMATS.items():
        target = (out / f"rows.{ending}").relative_to(folder).as_posix()
        rejects = (out / f"rejects-{ending}.csv").relative_to(folder).as_posix()
        line = ("qualify", f"policies/{policy}", data, *AS_OF, "--engine", engine, "--format", format_)
        done = command(*line, "--output", target, "--rejects", rejects, *words, cwd=folder)
        found[ending] = (done, (folder / target).read_bytes(), (folder / rejects).read_bytes())
    return found


@pytest.mark.parametrize("policy", SAMPLES)
def test_all_forms_are_the_same_bytes_on_each_engine(command, samples, monkeypatch, policy):
    data = f"policies/{policy}/{SAMPLES[policy]}"
    some = ("--limit", "60")
    python = results(command, samples, policy, data, "python", *some)
    assert results(command, samples, policy, data, "duckdb", *some) == python
    monkeypatch.setattr(engines, "WORTH_DUCKDB", 40)
    assert results(command, samples, policy, data, "auto", *some) == python
    monkeypatch.setattr("leadspec_cli.commands.qualify_run.judge_of", reference)
    assert results(command, samples, policy, data, "auto", *some) == python


def test_standard_output_is_the_same_on_each_engine(command, samples):
    words = ("qualify", "policies/handover", "policies/handover/leads.jsonl", *AS_OF)
    for more in ((), ("--format", "json"), ("--format", "jsonl", "--quiet"), ("--format", "csv", "--show-values")):
        first, second = (command(*words, *more, "--engine", each, cwd=samples) for each in ("python", "duckdb"))
        assert first == second
        assert first.stdout


TEXTS = st.sampled_from(["", "unknown", "DE", "de ", "Head of Sales", "demo@gmail.com", "a.b@corp.example", "İ", "ß\t"])
FACT = TEXTS | st.integers(-1, 2000) | st.none() | st.booleans()
EVENT = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["demo_requested", "page_viewed", "trial_started", "unsubscribed", "email_clicked"]),
        "at": st.sampled_from(
            ["2026-11-21T08:00:00Z", "2026-11-21T08:00:01Z", "2026-10-22T00:00:00+02:00", "2026-10-25T02:30:00+01:00"]
        ),
    },
    optional={"page": TEXTS, "content": TEXTS},
)
RECORD = st.fixed_dictionaries(
    {},
    optional={
        "created_at": st.sampled_from(["2026-11-01T08:00:00+01:00", "2026-10-25T02:30:00", "0"]),
        "email": TEXTS,
        "phone": TEXTS,
        "source": FACT,
        "country": TEXTS,
        "role": TEXTS,
        "industry": TEXTS,
        "job_title": TEXTS,
        "company": st.fixed_dictionaries({}, optional={"employees": FACT}),
        "activities": st.lists(EVENT, max_size=4),
    },
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(RECORD, min_size=1, max_size=30))
def test_any_records_give_the_same_object_on_each_engine(command, samples, records):
    lines = [json.dumps({"id": f"L{place}", **each}) for place, each in enumerate(records)]
    (samples / "any.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ("qualify", "policies/inbound", "any.jsonl", *AS_OF, "--format", "json", "--no-activities", "--engine")
    first, second = (command(*words, each, cwd=samples) for each in ("python", "duckdb"))
    assert first == second
    assert first.code in (Exit.FINE, Exit.NO)


# --- which one --------------------------------------------------------------------------------------------------------


class _Told:
    """Tells which judge was asked, and for how many leads at once."""

    def __init__(self, name: str, asked: list[tuple[str, int]]) -> None:
        self.name, self.asked = name, asked

    def prepare(self, *_):
        return self

    def verdicts(self, leads):
        given = list(leads)
        self.asked.append((self.name, len(given)))
        return iter([each.id for each in given])


def leads(number: int, events: int = 0) -> list[Lead]:
    return [Lead(str(place), {}, (Event("demo_requested", 0, {}),) * events) for place in range(number)]


@pytest.mark.parametrize(("number", "asked"), [(0, "python"), (4, "python"), (5, "duckdb"), (12, "duckdb")])
def test_auto_goes_by_the_number_of_leads(monkeypatch, number, asked):
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(engines, "_python", lambda: _Told("python", seen))
    monkeypatch.setattr(engines, "_duckdb", lambda *_: _Told("duckdb", seen))
    monkeypatch.setattr(engines, "cannot_say", lambda *_: [])
    found = list(AutoJudge(None, 0, None, worth=5).verdicts(iter(leads(number))))
    assert found == [str(each) for each in range(number)]
    assert seen == [(asked, number)]


def test_auto_leaves_what_duckdb_cannot_say_to_python(monkeypatch):
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(engines, "_python", lambda: _Told("python", seen))
    monkeypatch.setattr(engines, "cannot_say", lambda *_: ["a gap"])
    list(AutoJudge(None, 0, None, worth=2).verdicts(leads(6)))
    assert seen == [("python", 6)]


def test_memory_has_a_bound_in_leads_and_in_events(monkeypatch):
    monkeypatch.setattr(engines, "_LEADS_AT_ONCE", 4)
    monkeypatch.setattr(engines, "_EVENTS_AT_ONCE", 10)
    seen: list[tuple[str, int]] = []
    assert len(list(InParts(_Told("x", seen)).verdicts(leads(9)))) == 9
    assert len(list(InParts(_Told("x", seen)).verdicts(leads(7, events=5)))) == 7
    assert [number for _, number in seen] == [4, 4, 1, 2, 2, 2, 1]


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def gap(monkeypatch):
    """An engine that knows no lists."""
    monkeypatch.setattr(capabilities, "ENGINES", (*dict.fromkeys((*capabilities.ENGINES, "duckdb")),))
    monkeypatch.setattr(
        capabilities, "_REASONS", {(each, "OneOf"): "it has no sets" for each in ("duckdb", "python")}, raising=True
    )


@pytest.mark.usefixtures("gap")
def test_construct_that_an_engine_cannot_say_is_refused_by_name(command, samples):
    words = ("qualify", "policies/inbound", "policies/inbound/leads.jsonl", *AS_OF, "--output", "refused.csv")
    outcome = command(*words, "--engine", "duckdb", cwd=samples)
    assert outcome.code == Exit.COULD_NOT_RUN
    assert "error[engine-cannot-say]: duckdb cannot say lists, sets, tests of text, patterns in `" in outcome.stderr
    assert "because it has no sets" in outcome.stderr
    assert not (samples / "refused.csv").exists()
    outcome = command("compile", "policies/inbound", "--to", "python", cwd=samples)
    assert (outcome.code, outcome.stdout) == (Exit.COULD_NOT_RUN, "")
    assert "python cannot say" in outcome.stderr


def test_missing_extra_is_named(monkeypatch):
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    with pytest.raises(CannotRunError) as fault:
        check_engine("spark")
    (diagnostic,) = fault.value.diagnostics
    assert diagnostic.message == "the engine `spark` needs the extra `leadspec[spark]`, which is not installed"
    assert "pip install 'leadspec[spark]'" in diagnostic.hints[0]


def test_engine_that_is_not_there_is_refused_before_anything_is_read(command, samples, monkeypatch):
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    for words in (("qualify", "policies/inbound", "no.jsonl"), ("test", "policies/inbound")):
        outcome = command(*words, "--engine", "spark", cwd=samples)
        assert outcome.code == Exit.COULD_NOT_RUN
        assert outcome.stderr.startswith("error[engine-unavailable]: the engine `spark` needs the extra")


@pytest.mark.parametrize("engine", ["auto", "python", "duckdb"])
def test_engines_that_are_there_are_not_refused(engine):
    check_engine(engine)


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def old_output(samples):
    (samples / "old.csv").write_text("old\n", encoding="utf-8")
    before = sorted(path.name for path in samples.iterdir())
    yield samples / "old.csv"
    assert (samples / "old.csv").read_text(encoding="utf-8") == "old\n"
    assert not [each for each in samples.iterdir() if each.suffix == ".part"]
    assert set(before) <= {path.name for path in samples.iterdir()}


QUALIFY = ("qualify", "policies/inbound", "policies/inbound/leads.jsonl", *AS_OF, "--output", "old.csv", "--quiet")


@pytest.mark.usefixtures("old_output")
def test_fault_of_an_engine_shows_no_value_and_leaves_the_old_output(command, samples, monkeypatch):
    class Failing:
        def execute(self, *_):
            raise duckdb.OutOfMemoryException(f"could not hold {SECRET}")

        def register(self, *_):
            pass

    @contextmanager
    def connected():
        yield Failing()

    monkeypatch.setattr("leadspec.engines.duckdb.run.connected", connected)
    outcome = command(*QUALIFY, "--engine", "duckdb", cwd=samples)
    assert outcome.code == Exit.COULD_NOT_RUN
    assert "error[engine-failed]: DuckDB stopped with OutOfMemoryException" in outcome.stderr
    assert "--engine python" in outcome.stderr
    assert SECRET not in outcome.both
    assert "Traceback" not in outcome.both


@pytest.mark.usefixtures("old_output")
@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_interrupt_leaves_the_old_output(command, samples, monkeypatch, engine):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("leadspec_cli.output.summary.Tally.add", interrupted)
    outcome = command(*QUALIFY, "--engine", engine, cwd=samples)
    assert (outcome.code, outcome.stderr) == (Exit.INTERRUPTED, "\ninterrupted\n")


@pytest.mark.usefixtures("old_output")
@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_full_disk_is_told_and_leaves_the_old_output(command, samples, monkeypatch, engine):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write.os, "fsync", full)
    outcome = command(*QUALIFY, "--engine", engine, cwd=samples)
    assert outcome.code == Exit.COULD_NOT_RUN
    assert "`old.csv` cannot be written" in outcome.stderr
    assert "Traceback" not in outcome.both


@pytest.mark.usefixtures("old_output")
@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_file_that_ends_while_it_is_read_leaves_the_old_output(command, samples, monkeypatch, engine):
    """The ids are read first; then half of the file is gone."""
    data = samples / "shrinking.jsonl"
    shutil.copy(samples / "policies/inbound/leads.jsonl", data)
    first = Leads.__init__

    def then_cut(self, *words):
        first(self, *words)
        os.truncate(data, 100_001)

    monkeypatch.setattr(Leads, "__init__", then_cut)
    words = tuple("shrinking.jsonl" if each.endswith("leads.jsonl") else each for each in QUALIFY)
    outcome = command(*words, "--engine", engine, cwd=samples)
    assert outcome.code == Exit.COULD_NOT_RUN, outcome.both
    assert "Traceback" not in outcome.both
    assert "`shrinking.jsonl` was changed while it was read" in outcome.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="the system has no such signals")
@pytest.mark.usefixtures("old_output")
def test_process_that_is_asked_to_end_leaves_no_draft_behind(samples):
    wait = "import time; from leadspec.engines.duckdb.engine import DuckDBPolicy as P; "
    wait += "P.verdicts = lambda *_: time.sleep(60); "
    code = wait + "import sys; from leadspec_cli.main import run; sys.exit(run())"
    words = [sys.executable, "-c", code, *QUALIFY, "--engine", "duckdb"]
    running = subprocess.Popen(words, stderr=subprocess.PIPE, cwd=samples)
    latest = time.monotonic() + 20
    while not list(samples.glob(".old.csv.*.part")) and time.monotonic() < latest:
        time.sleep(0.01)
    time.sleep(0.2)
    running.send_signal(signal.SIGTERM)
    _, error = running.communicate(timeout=20)
    assert running.returncode == Exit.TERMINATED, error


def test_duckdb_says_nothing_on_the_way_out(separate, samples):
    done = separate([*QUALIFY[:-2], "quiet.csv", "--quiet", "--rejects", "r.csv", "--engine", "duckdb"], samples)
    assert (done.stdout, done.stderr) == ("", "")


# --- tests of policies ------------------------------------------------------------------------------------------------


def test_test_files_are_judged_by_generated_python(command, samples, monkeypatch):
    asked: list[int] = []
    found = engines._CompiledOnce.prepare

    def prepare(self, program, as_of, zone):
        asked.append(as_of)
        return found(self, program, as_of, zone)

    monkeypatch.setattr(engines._CompiledOnce, "prepare", prepare)
    assert command("test", "policies/inbound", cwd=samples).code == Exit.FINE
    assert asked

"""Laws of the analysis: it never raises, and what it lets pass evaluates on any lead."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadspec.analysis.load import load_policy
from leadspec.diagnostics import Diagnostic, has_errors
from leadspec.engines.interpreter import Interpreter
from leadspec.formatter import print_file
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.invariants import check
from leadspec.ir.lead import Event, Lead
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.values.zones import zone
from property.surface_trees import files
from unit.analysis.policies import FILES, rules

SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def read(path: str) -> Source | Diagnostic:
    return Source(path, FILES.get(path, "a\nb\n"))


@SOME
@given(files)
def test_any_tree_gives_findings_and_no_exception(file: tree.File) -> None:
    found = load_policy(Source("policy.lead", print_file(file)), read)
    assert (found.program is None) is has_errors(found.diagnostics)
    for each in found.diagnostics:
        assert each.primary is not None


NUMBERS = [
    "budget", "company.employees", "discount", "2.5", "100", "length of email", "days since created_at",
    "count of page_viewed", "count of different page of any event in the last 1 month", "sum of amount of any event",
    "largest amount of any event since created_at", "days with any event", "fit", "rate", "match of p * 2", "limit",
    "larger of (budget, fit)", "round (budget / 3, 2)", "days from created_at to contract_end", "open_rate + 0.5",
    "first known of (budget, 0)", "amount of last page_viewed",
]  # fmt: skip
CONDITIONS = [
    "email is present", "country is DE", "country is not home", "country in dach", "email not in names",
    "industry is none of (machinery, software)", "newsletter", "blocked is false", "tags include any of (names)",
    'tags include all of ("a", "b")', "markets do not include (DE)", "sizes include (3)",
    "created_at in the last 3 weeks",
    "contract_end in the next 2 months", "created_at before contract_end", "contract_end since 2026-01-31",
    "created_at from 3 to 30 days ago", "created_at at least 2 hours ago", 'email contains any of ("a", "b")',
    'job_title contains any word of ("head", names)', 'phone matches "\\\\+[0-9 ]+"', 'email is exactly "A@b.example"',
    "did demo_requested", "did not page_viewed in the last 1 month", "did asked at least 2 times since created_at",
    'did page_viewed where page starts with "/p" on at least 2 days in the last 2 weeks',
    "did page_viewed where (due in the last 3 days) at most 2 times",
    "did any event at least 3 times within any 7 days", "did page_viewed where opened",
    "did page_viewed then demo_requested within 1 month in the last 1 year",
    "did page_viewed within 3 hours after created_at", "did page_viewed within 1 month after first demo_requested",
    "last demo_requested in the last 30 days", "opened of last page_viewed", 'page of last page_viewed is "/x"',
    "heat is at least warm", "heat is one of (hot, cold)", 'route is "B"', "p", "at least 1 lines of p",
    "match of p >= 50%", "open_rate >= 20%", "previous stage is at least mql", "previous stage is at most suspect",
    "previous stage is not mql", "known", "domain of email in names",
]  # fmt: skip
PARTS = """list dach: DE, AT
list names: "a", b, gmail.com
events asked: demo_requested, page_viewed where_placeholder
define limit: 40
define known: email is present or phone is present
persona p:
  all of:
    email is present
    country in dach
score fit from -50 to 100:
  +40.5 when known
  -(company.employees * 0.03) when blocked is false
  first of:
    +20 when newsletter
    +10 when phone is present
  group "Events", at least -30 points, at most 60 points:
    +40 for each demo_requested, at most once per week, halving every 30 days
    +amount for each page_viewed in the last 1 month, at most 20 points
    -5 for the last unsubscribed when newsletter, fading to 0 over 2 weeks
classify heat best first:
  hot when fit >= 60
  warm when fit >= 30
  cold otherwise
table route by country, fit:
  in dach | 10 to 20 | "A"
  any | any | "B"
table rate by country:
  missing | 0.5
  any | 2
stage suspect: everyone
stage mql: fit > 10 and known
""".replace(" where_placeholder", "")

numbers = st.sampled_from(NUMBERS)
comparisons = st.builds(
    lambda left, operator, right: f"{left} {operator} {right}", numbers, st.sampled_from([">", "<=", "is"]), numbers
)
atoms = st.one_of(st.sampled_from(CONDITIONS), comparisons)


def inline(head: str, items: list[str]) -> str:
    return f"{head} ({', '.join(f'({each})' for each in items)})"


conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(lambda a: f"not ({a})", inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: inline("any of", items)),
        st.builds(lambda a, b: f"(({a}) and ({b}))", inner, inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: inline("at least 1 of", items)),
    ),
    max_leaves=6,
)

DAY = 86_400_000_000
AS_OF = 20_778 * DAY + 33_333_333_333
instants = st.integers(-400, 20).map(lambda back: AS_OF + back * DAY // 2)
days = st.integers(20_400, 20_900)
amounts = st.integers(-5, 500).map(lambda each: each * 250_000)
facts = st.fixed_dictionaries(
    {},
    optional={
        "email": st.sampled_from(["a@gmail.com", "A@b.example", "x"]),
        "phone": st.just("+49 30"),
        "country": st.sampled_from(["DE", "FR"]),
        "home": st.sampled_from(["DE", "AT"]),
        "industry": st.just("machinery"),
        "job_title": st.sampled_from(["Head of Sales", "b"]),
        "lifecycle": st.sampled_from(["mql", "suspect", "disqualified", "other"]),
        "newsletter": st.booleans(),
        "blocked": st.booleans(),
        "budget": amounts,
        "open_rate": st.just(500_000),
        "discount": amounts,
        "created_at": instants,
        "contract_end": days,
        "tags": st.just(("a", "c")),
        "markets": st.just(("DE",)),
        "sizes": st.just((3_000_000,)),
        "company.employees": st.integers(0, 900).map(lambda each: each * 1_000_000),
    },
)
events = st.lists(
    st.builds(
        Event,
        st.sampled_from(["demo_requested", "page_viewed", "unsubscribed"]),
        instants,
        st.fixed_dictionaries(
            {}, optional={"page": st.just("/pricing"), "amount": amounts, "due": days, "opened": st.booleans()}
        ),
    ),
    max_size=5,
)


@SOME
@given(conditions, facts, events)
def test_what_passes_evaluates(text: str, known: dict[str, object], happened: list[Event]) -> None:
    found = rules(f'{PARTS}flag "x" when {text}\nsales counts a lead when: {text}\n')
    assert [(each.id, each.message) for each in found.diagnostics if each.id != "impossible-value"] == []
    if found.program is None:
        return
    assert check(found.program) == []
    assert meaning_digest(found.program).startswith("sha256:")
    lead = Lead("L", known, tuple(sorted(happened, key=lambda each: each.at)))  # type: ignore[arg-type]
    judge = Interpreter().prepare(found.program, AS_OF, zone("Europe/Berlin"))
    [verdict] = judge.verdicts([lead])
    assert verdict.counts["sales"] is not True or "x" in verdict.flags

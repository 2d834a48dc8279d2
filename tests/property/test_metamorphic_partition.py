"""One condition, asked in every place where a condition may stand: it is true, false or unknown, and one of these only.

`p`, `not p` and neither of them split all leads (as TLP splits the rows of a query), and each place that counts `p`
finds the same leads (as NoREC holds a filter against a count): a flag, a reason, a verdict, a stage, a label, a table,
points, a persona's line. Every engine is asked.
"""

from __future__ import annotations

from collections import Counter

import pytest

from agreement.cases import Case
from agreement.contenders import CONTENDERS, why_absent
from agreement.harness import differences
from agreement.records import wild_records
from leadspec.engines.interpreter import Interpreter
from leadspec.formatter import print_file
from leadspec.ir.verdict import Verdict
from leadspec.syntax import tree
from leadspec.values.decimals import ONE
from property.soak import SOAK
from property.typed_policies import TypedPolicy, random_policy
from property.typed_trees import walk

FIRST = 70_000
POLICIES = 12 * SOAK
RECORDS = 12
P, N = tree.Name(("p",)), tree.Name(("n",))


def condition_of(policy: TypedPolicy) -> tree.Condition | None:
    """A condition that reads no definition, list or stage of the policy."""
    for each in policy.file.statements:
        if isinstance(each, tree.Flag | tree.Counts | tree.Disqualify) and not isinstance(each.condition, tree.Block):
            named = {name.text for name in walk(each.condition) if isinstance(name, tree.Name)}
            own = {at.name.text for at in _named(policy)}
            if not named & (own | {"stage"}):
                return each.condition
    return None


def _named(policy: TypedPolicy) -> list:
    statements = [*policy.file.statements, *(policy.shared.statements if policy.shared else ())]
    return [each for each in statements if hasattr(each, "name") and isinstance(each.name, tree.Name)]


def asked_everywhere(policy: TypedPolicy, condition: tree.Condition) -> str:
    text = tree.TextLiteral
    # A previous stage is asked for by the names of stages, so these stay the policy's own where there are any.
    stages = policy.stages or ("open", "closed")
    line = tree.ConditionLine
    head = next(each for each in policy.file.statements if isinstance(each, tree.PolicyHead))
    yes, no = tree.ValuesCell((tree.BooleanLiteral(True),)), tree.ValuesCell((tree.BooleanLiteral(False),))
    statements: tuple[tree.Statement, ...] = (
        head,
        tree.Define(P, condition),
        tree.Define(N, tree.Not(condition)),
        tree.Flag(text("p"), condition),
        tree.Flag(text("n"), tree.Not(condition)),
        tree.Flag(text("p by name"), P),
        tree.Flag(text("n by name"), tree.Not(P)),
        tree.Flag(text("p twice not"), tree.Not(N)),
        tree.Flag(text("either"), tree.Or((P, N))),
        tree.Flag(text("both"), tree.And((P, N))),
        tree.Classify(
            tree.Name(("label",)),
            (
                tree.ClassRow(tree.LabelName("yes"), condition),
                tree.ClassRow(tree.LabelName("no"), tree.Not(condition)),
                tree.ClassRow(tree.LabelName("neither"), None),
            ),
        ),
        tree.Table(
            tree.Name(("cell",)),
            (P,),
            (
                tree.TableRow((yes,), text("yes")),
                tree.TableRow((no,), text("no")),
                tree.TableRow((tree.AnyCell(),), text("neither")),
            ),
        ),
        tree.Score(
            tree.Name(("points",)),
            (
                tree.ScoreLine(tree.Sign.PLUS, tree.NumberLiteral(ONE), when=condition),
                tree.ScoreLine(tree.Sign.MINUS, tree.NumberLiteral(ONE), when=tree.Not(condition)),
            ),
        ),
        tree.Persona(tree.Name(("lines",)), tree.Block(tree.Need.ALL, (line(condition), line(tree.Not(condition))))),
        *(
            tree.Stage(tree.Name((each,)), condition if number == len(stages) - 1 else None if not number else N)
            for number, each in enumerate(stages)
        ),
        tree.Counts(None, condition),
    )
    return print_file(tree.File(statements))


def places(verdict: Verdict, top: str) -> dict[str, str]:
    """What each place says of the condition."""

    def told(is_true: bool, is_false: bool) -> str:
        return {(True, False): "yes", (False, True): "no", (False, False): "neither"}.get((is_true, is_false), "both")

    flags = verdict.flags
    return {
        "flags": told("p" in flags, "n" in flags),
        "by name": told("p by name" in flags, "n by name" in flags),
        "joined": "both" if "both" in flags else told("p twice not" in flags, "either" in flags and "p" not in flags),
        "label": verdict.labels["label"],
        "cell": str(verdict.tables["cell"]),
        "points": {100: "yes", -100: "no", 0: "neither"}[verdict.scores["points"]],
        "persona": told("p" in flags, "n" in flags) if verdict.personas["lines"].true_lines else "neither",
        "verdict": told(verdict.counts["agreed"] is True, "n" in flags),
        "stage": told(verdict.stage == top, "n" in flags),
    }


def test_a_condition_is_true_or_false_or_unknown_wherever_it_stands() -> None:
    found: Counter[str] = Counter()
    engines = tuple(each for each in CONTENDERS if why_absent(each) is None and each != "spark")
    tried = 0
    for seed in range(FIRST, FIRST + 10 * POLICIES):
        policy = random_policy(seed)
        condition = condition_of(policy)
        if condition is None:
            continue
        case = Case(
            asked_everywhere(policy, condition), policy.texts, policy.as_of, tuple(wild_records(seed, policy, RECORDS))
        )
        assert case.checks, [each.message for each in case.analysis.diagnostics] + [case.policy]
        judge = Interpreter().prepare(case.program, case.as_of, case.zone)
        verdicts = list(judge.verdicts(case.cleaned.leads))
        top = (policy.stages or ("open", "closed"))[-1]
        for verdict in verdicts:
            said = places(verdict, top)
            assert len(set(said.values())) == 1, f"seed {seed}, {verdict.id}: {said}\n{case.policy}"
            found[said["flags"]] += 1
        # As many leads pass the filter as the column counts.
        assert (
            sum("p" in each.flags for each in verdicts)
            == sum(max(each.scores["points"], 0) for each in verdicts) // 100
        )
        assert differences(case, engines) == [], f"seed {seed}"
        tried += 1
        if tried == POLICIES:
            break
    assert tried == POLICIES
    assert set(found) == {"yes", "no", "neither"}
    assert min(found.values()) >= tried / 2


@pytest.mark.parametrize("need", list(tree.Need))
def test_a_block_of_one_condition_says_what_the_condition_says(need: tree.Need) -> None:
    for seed in range(FIRST, FIRST + 8):
        policy = random_policy(seed)
        condition = condition_of(policy)
        if condition is None:
            continue
        block = tree.Inline(need, (condition,), 1 if need is tree.Need.AT_LEAST else 0)
        plain = tree.Not(condition) if need is tree.Need.NONE else condition
        head = next(each for each in policy.file.statements if isinstance(each, tree.PolicyHead))
        stages = tuple(
            tree.Stage(tree.Name((each,)), P if number else None) for number, each in enumerate(policy.stages)
        )
        statements = (
            head,
            tree.Define(P, plain),
            tree.Flag(tree.TextLiteral("block"), block),
            tree.Flag(tree.TextLiteral("plain"), plain),
            tree.Flag(tree.TextLiteral("not block"), tree.Not(block)),
            tree.Flag(tree.TextLiteral("not plain"), tree.Not(plain)),
            tree.Counts(None, P),
            *stages,
        )
        records = tuple(wild_records(seed, policy, 6))
        case = Case(print_file(tree.File(statements)), policy.texts, policy.as_of, records)
        for each in Interpreter().prepare(case.program, case.as_of, case.zone).verdicts(case.cleaned.leads):
            assert ("block" in each.flags) is ("plain" in each.flags), case.policy
            assert ("not block" in each.flags) is ("not plain" in each.flags), case.policy

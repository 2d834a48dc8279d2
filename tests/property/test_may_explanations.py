"""An explanation can be given for any evaluation, and says what the row says."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from leadspec.engines.interpreter import evaluate_prepared, prepare
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.questions.explain import ConditionOutput, MatchOutput, ScoreOutput, explain
from property.may_programs import NOW, leads, programs
from unit.engines.ir_builder import ZONE


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs(), leads())
def test_an_explanation_says_what_the_row_says(program: Program, lead: Lead) -> None:
    evaluation = evaluate_prepared(prepare(program, NOW, ZONE), lead)
    verdict, explanation = evaluation.verdict, explain(evaluation)
    assert tuple(each.path for each in explanation.outputs if each.undecided) == verdict.undecided
    assert {name for each in explanation.outputs for name in each.missing} == set(verdict.missing)
    for output in explanation.outputs:
        match output:
            case ScoreOutput():
                assert output.cents == output.points.cents == verdict.scores[output.name]
                assert output.low <= output.cents <= output.high
            case MatchOutput():
                assert output.outcome == output.deciding.outcome == verdict.labels[output.name]
                assert output.outcome in output.may
            case ConditionOutput():
                assert output.value is (output.name in verdict.flags)

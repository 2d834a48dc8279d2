"""The meaning of a verdict."""

from __future__ import annotations

from leadspec.ir.verdict import PersonaVerdict, Verdict


def verdict(*names: str) -> Verdict:
    """A verdict whose outputs stand in this order."""
    return Verdict(
        "a",
        "mql",
        counts=dict.fromkeys(names, True),
        scores=dict.fromkeys(names, 5),
        labels=dict.fromkeys(names, "hot"),
        tables={name: name if name == "x" else 1 for name in names},
        personas={name: PersonaVerdict(True, 1, 2) for name in names},
        disqualified=names,
        flags=names,
    )


def test_the_order_in_which_a_policy_names_its_outputs_is_no_part_of_it() -> None:
    assert verdict("x", "y").meaning() == verdict("y", "x").meaning()
    assert verdict("x").meaning() != verdict("y").meaning()


def test_unknown_and_false_mean_the_same() -> None:
    unknown = Verdict("a", None, {"sales": None}, {}, {}, {}, {}, (), ())
    false = Verdict("b", None, {"sales": False}, {}, {}, {}, {}, (), (), ("lead.sales",), ("email",))
    assert unknown.meaning() == false.meaning()

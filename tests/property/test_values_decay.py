"""Tables of decay against exact fractions."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from leadspec.values.decay import Decay, Fading, Halving, Keeping, LosingPoints, LosingShare, decay_table
from leadspec.values.durations import Duration, Unit

EVERY = Duration(30, Unit.DAY)
WHOLE = 100_000_000

percents = st.one_of(st.integers(0, 100).map(lambda n: n * 1_000_000), st.integers(0, WHOLE))
decays = st.one_of(
    st.just(Halving(EVERY)),
    st.builds(Keeping, percents.map(lambda n: n * 97 // 100), st.just(EVERY)),
    st.builds(LosingPoints, st.integers(500, 10**5), st.just(EVERY)),
    st.builds(LosingShare, percents.map(lambda n: max(n, WHOLE // 2000)), st.just(EVERY)),
    st.builds(Fading, st.builds(Duration, st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.WEEK]))),
)


def left(decay: Decay, k: int, cents: int) -> Fraction:
    """The exact points after k periods, in cents, of a positive amount."""
    match decay:
        case Halving():
            return Fraction(cents, 2**k)
        case Keeping(percent=percent):
            return cents * Fraction(percent, WHOLE) ** k
        case LosingPoints(points=points):
            return max(Fraction(cents - k * points), Fraction(0))
        case LosingShare(percent=percent):
            return cents * max(1 - k * Fraction(percent, WHOLE), Fraction(0))
        case Fading(over=over):
            days = over.amount * (7 if over.unit is Unit.WEEK else 1)
            return cents * max(1 - Fraction(k, days), Fraction(0))


@settings(max_examples=60)
@given(st.integers(0, 10**6), decays)
def test_each_entry_is_the_exact_value_rounded_once(cents: int, decay: Decay) -> None:
    table = decay_table(cents, decay)
    assert isinstance(table, tuple)
    for k in {*range(min(len(table), 50)), len(table) - 1}:
        exact = left(decay, k, cents)
        # Within half a cent, and of two equally near ones the larger.
        assert -Fraction(1, 2) < exact - table[k] < Fraction(1, 2) or exact - table[k] == -Fraction(1, 2)
    assert table[-1] == 0
    assert 0 not in table[:-1]


@settings(max_examples=60)
@given(st.integers(0, 10**6), decays)
def test_points_never_grow_and_negative_ones_mirror(cents: int, decay: Decay) -> None:
    table = decay_table(cents, decay)
    assert isinstance(table, tuple)
    assert table[0] == cents
    assert sorted(table, reverse=True) == list(table)
    assert decay_table(-cents, decay) == tuple(-each for each in table)

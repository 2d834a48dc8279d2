import time

import pytest

from leadspec.values.decay import (
    MOST_ENTRIES,
    Decay,
    DecayFault,
    Fading,
    Halving,
    Keeping,
    LosingPoints,
    LosingShare,
    decay_table,
    period_of,
)
from leadspec.values.durations import Duration, Unit

MONTHLY = Duration(30, Unit.DAY)
PERCENT = 1_000_000


@pytest.mark.parametrize(
    ("cents", "decay", "table"),
    [
        # Rounded step by step this would be … 13, 7, 4, 2, 1, 1 for ever.
        (100, Halving(MONTHLY), (100, 50, 25, 13, 6, 3, 2, 1, 0)),
        (-100, Halving(MONTHLY), (-100, -50, -25, -13, -6, -3, -2, -1, 0)),
        (1, Halving(MONTHLY), (1, 1, 0)),
        (3, Halving(MONTHLY), (3, 2, 1, 0)),
        (1000, Keeping(80 * PERCENT, MONTHLY), (1000, 800, 640, 512, 410, 328, 262, 210, 168, 134)),
        (1000, Keeping(50 * PERCENT, MONTHLY), (1000, 500, 250, 125, 63, 31, 16, 8, 4, 2, 1, 0)),
        (1000, Keeping(0, MONTHLY), (1000, 0)),
        (1000, Keeping(100 * PERCENT, MONTHLY), (1000,)),
        (1000, Keeping(12_500_000, MONTHLY), (1000, 125, 16, 2, 0)),
        (1000, LosingPoints(500, MONTHLY), (1000, 500, 0)),
        (1000, LosingPoints(300, MONTHLY), (1000, 700, 400, 100, 0)),
        (-1000, LosingPoints(300, MONTHLY), (-1000, -700, -400, -100, 0)),
        (1000, LosingPoints(1001, MONTHLY), (1000, 0)),
        (1000, LosingPoints(0, MONTHLY), (1000,)),
        (1000, LosingShare(50 * PERCENT, MONTHLY), (1000, 500, 0)),  # of the original: not 250 at the second step
        (1000, LosingShare(30 * PERCENT, MONTHLY), (1000, 700, 400, 100, 0)),
        (5, LosingShare(30 * PERCENT, MONTHLY), (5, 4, 2, 1, 0)),  # 3.5 and 0.5 are ties
        (-5, LosingShare(30 * PERCENT, MONTHLY), (-5, -4, -2, -1, 0)),
        (1000, LosingShare(100 * PERCENT, MONTHLY), (1000, 0)),
        (1000, LosingShare(0, MONTHLY), (1000,)),
        (1000, Fading(Duration(4, Unit.DAY)), (1000, 750, 500, 250, 0)),
        (1000, Fading(Duration(1, Unit.WEEK)), (1000, 857, 714, 571, 429, 286, 143, 0)),
        (-1000, Fading(Duration(3, Unit.DAY)), (-1000, -667, -333, 0)),
        (1, Fading(Duration(3, Unit.DAY)), (1, 1, 0)),
        (1000, Fading(Duration(1, Unit.DAY)), (1000, 0)),
        (0, Halving(MONTHLY), (0,)),
        (0, LosingPoints(500, MONTHLY), (0,)),
    ],
)
def test_decay_table(cents: int, decay: Decay, table: tuple[int, ...]) -> None:
    found = decay_table(cents, decay)
    assert isinstance(found, tuple)
    assert found[: len(table)] == table
    assert len(found) == len(table) or isinstance(decay, Keeping)


def test_keeping_ends_at_its_first_zero() -> None:
    found = decay_table(1000, Keeping(80 * PERCENT, MONTHLY))
    assert isinstance(found, tuple)
    # 1000 * 0.8**34 = 0.507, 1000 * 0.8**35 = 0.406
    assert (len(found), found[34], found[35]) == (36, 1, 0)


def test_an_exact_tie_far_down_rounds_away_from_zero() -> None:
    # 2**39 cents halved forty times are half a cent.
    found = decay_table(2**39, Halving(MONTHLY))
    assert isinstance(found, tuple)
    assert (found[39], found[40], found[41], len(found)) == (1, 1, 0, 42)


@pytest.mark.parametrize("decay", [Halving(MONTHLY), Keeping(80 * PERCENT, MONTHLY), Keeping(99 * PERCENT, MONTHLY)])
def test_what_the_short_numbers_leave_open_is_worked_out(monkeypatch: pytest.MonkeyPatch, decay: Decay) -> None:
    table = decay_table(12_345, decay)
    monkeypatch.setattr("leadspec.values.decay._GUARD_BITS", 2)
    monkeypatch.setattr("leadspec.values.decay._HALF", 2)
    assert decay_table(12_345, decay) == table


def test_the_length_of_a_table_is_limited() -> None:
    longest = decay_table(MOST_ENTRIES - 1, LosingPoints(1, MONTHLY))
    assert isinstance(longest, tuple)
    assert len(longest) == MOST_ENTRIES
    assert isinstance(decay_table(MOST_ENTRIES, LosingPoints(1, MONTHLY)), DecayFault)
    for decay in (
        LosingPoints(1, MONTHLY),
        LosingShare(1, MONTHLY),
        Keeping(100 * PERCENT - 1, MONTHLY),
        Fading(Duration(10**9, Unit.WEEK)),
    ):
        start = time.perf_counter()
        fault = decay_table(10**14, decay)
        assert time.perf_counter() - start < 2
        assert isinstance(fault, DecayFault)
        assert fault.message == "these points need more than 20,000 steps to come down to 0"


def test_slow_decay_takes_little_time() -> None:
    start = time.perf_counter()
    table = decay_table(4000, Keeping(99_950_000, MONTHLY))
    assert time.perf_counter() - start < 2
    assert isinstance(table, tuple)
    assert len(table) == 17_971


@pytest.mark.parametrize(
    ("decay", "words"),
    [
        (Keeping(100 * PERCENT + 1, MONTHLY), "between 0% and 100%"),
        (Keeping(-1, MONTHLY), "between 0% and 100%"),
        (LosingShare(100 * PERCENT + 1, MONTHLY), "between 0% and 100%"),
        (LosingPoints(-1, MONTHLY), "cannot be negative"),
        (Halving(Duration(0, Unit.DAY)), "`0 days` never elapses"),
        (Fading(Duration(0, Unit.WEEK)), "`0 weeks` never elapses"),
        (Fading(Duration(1, Unit.MONTH)), "`1 month` is not a fixed number of days"),
        (Fading(Duration(48, Unit.HOUR)), "`48 hours` is not a fixed number of days"),
    ],
)
def test_what_has_no_table_is_told(decay: Decay, words: str) -> None:
    fault = decay_table(1000, decay)
    assert isinstance(fault, DecayFault)
    assert words in fault.message
    assert fault.hint


def test_fading_counts_days_and_all_others_their_own_period() -> None:
    assert period_of(Fading(Duration(2, Unit.WEEK))) == Duration(1, Unit.DAY)
    assert period_of(Halving(MONTHLY)) == MONTHLY

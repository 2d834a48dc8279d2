"""Ids that stand twice, found in two passes."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from leadspec.cleanup import duplicates, find_duplicates
from leadspec_cli.files.doubled_ids import DoubledIds
from leadspec_cli.files.id_digests import Spilling


def batches(ids, size=2):
    for start in range(0, len(ids), size):
        some = ids[start : start + size]
        yield range(start, start + len(some)), some


@given(st.lists(st.text(alphabet="ab", max_size=3)))
def test_exactly_the_ids_that_stand_twice_with_their_lines(ids):
    lines = defaultdict(list)
    for line, id_ in enumerate(ids):
        lines[id_].append(line)
    expected = {id_: tuple(found) for id_, found in lines.items() if len(found) > 1}
    assert find_duplicates(lambda: batches(ids)) == {key: value[:21] for key, value in expected.items()}


def test_digests_that_meet_by_chance_reject_nobody(monkeypatch):
    monkeypatch.setattr(duplicates, "_digest", len)
    assert find_duplicates(lambda: batches(["a", "b", "cc", "a"])) == {"a": (0, 3)}


def test_sound_data_is_read_once():
    passes = []

    def ids():
        passes.append(1)
        return batches(["a", "b"])

    assert find_duplicates(ids) == {}
    assert len(passes) == 1


@given(st.lists(st.text(alphabet="abcd", max_size=4)), st.integers(1, 5))
def test_numbers_on_the_disk_give_the_same(ids, most):
    digests = Spilling(most)
    try:
        found = find_duplicates(lambda: batches(ids), digests, DoubledIds(most - 1))
    finally:
        digests.close()
    expected = find_duplicates(lambda: batches(ids))
    assert dict(found) == dict(expected)
    assert len(found) == len(expected)
    assert [found.get(each) for each in ids] == [expected.get(each) for each in ids]

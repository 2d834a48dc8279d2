"""Rows of other files that wait for their lead: nothing of them is lost, changed or put in another order."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadspec.documents import NumberText, Unreadable
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.joins import JoinStore, decode, encode, join_store

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", fullmatch=True).map(NumberText)
RAW = st.recursive(
    st.none() | st.booleans() | TEXTS | NUMBERS | st.builds(Unreadable, TEXTS, TEXTS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


@given(RAW)
def test_a_value_comes_back_as_it_was(raw):
    found = decode(encode(raw))
    assert found == raw
    assert type(found) is type(raw)


@given(st.lists(st.tuples(st.sampled_from(["a", "A", "b", None]), TEXTS), max_size=20))
def test_events_come_by_key_in_the_order_of_the_file(rows):
    store = JoinStore()
    store.add_events((key, line, text) for line, (key, text) in enumerate(rows, 2))
    store.add_events([("a", 2, "other file")])
    store.index_events()
    for _ in range(2):  # two leads may have one key
        assert list(store.events(0, "a")) == [(line, text) for line, (key, text) in enumerate(rows, 2) if key == "a"]
    assert store.events_left(0) == sum(key != "a" for key, _ in rows)
    assert store.events_left(1) == 1
    store.close()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=60))
def test_look_ups_give_one_row_or_the_lines_of_all(rows):
    store = JoinStore()
    copies = store.add_lookup(0, ((key, line, cells) for line, (key, cells) in enumerate(rows, 2)))
    assert copies == len(rows) - len(set(rows))
    for key in "abcd":
        own = [(line, cells) for line, (each, cells) in enumerate(rows, 2) if each == key]
        found = store.lookup(0, key)
        if not own:
            assert found is None
        elif len({cells for _, cells in own}) == 1:
            assert found == own[0][1]
        else:
            assert found == tuple(line for line, _ in own)[:20]
    store.close()


def test_many_rows_that_say_the_same_before_one_that_differs():
    store = JoinStore()
    store.add_lookup(0, (("a", line, "x" if line < 50 else "y") for line in range(60)))
    assert store.lookup(0, "a") == tuple(range(20))
    store.close()


def test_a_full_disk_is_told_and_a_mistake_of_ours_is_not_hidden():
    error = sqlite3.OperationalError("full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    with pytest.raises(FileFault, match="temporary files"), join_store():
        raise error
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    with pytest.raises(sqlite3.OperationalError), join_store():
        raise error


def test_a_file_without_events():
    store = JoinStore()
    store.add_events([])
    store.index_events()
    assert list(store.events(0, "a")) == []
    assert store.events_left(0) == 0
    store.close()

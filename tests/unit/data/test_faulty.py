"""Whatever stands in a description: it is read or refused with places, and nothing is raised."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from leadspec.data.read import description_schema, read_description
from leadspec.diagnostics import has_errors
from leadspec.documents import load
from leadspec.source import Source
from unit.data.describing import BERLIN, schema

KEYS = sorted(
    {
        *description_schema()["properties"],
        *description_schema()["$defs"],
        *("lead", "type", "at", "since", "column", "country", "company", "email", "tags", "newsletter", "DE", "true"),
    }
)
WORDS = [
    "leads.csv",
    "",
    "DE",
    "page_viewed",
    ",",
    ".",
    "dmy",
    "excel",
    "Europe/Berlin",
    "2026-01-31",
    "hubspot",
    "x\0",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.sampled_from([-1, 0, 1970, 10**30]) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=25,
)
FILES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6).map(lambda each: {"file": "l.csv", **each})
SCHEMA = schema()


@given(
    st.fixed_dictionaries(
        {"leads": FILES},
        optional={
            "preset": VALUES,
            "lookups": VALUES | st.dictionaries(st.sampled_from(["company", "x"]), FILES, max_size=2),
            "activities": VALUES | st.lists(FILES, max_size=2),
        },
    )
)
def test_anything_is_read_or_refused(value):
    source = Source("data.json", json.dumps(value))
    node = load(source).node
    assert node is not None
    found = read_description(node, SCHEMA, BERLIN)
    for each in found.diagnostics:
        assert each.message
        assert each.primary is not None
    if not has_errors(found.diagnostics):
        assert found.description is not None

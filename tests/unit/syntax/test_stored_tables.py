"""What a run reads of the grammar and the keywords is made from their sources as they are."""

from __future__ import annotations

import pytest

from leadspec_grammar.build import FOLDER, build

BUILT = build()


@pytest.mark.parametrize("name", BUILT)
def test_the_stored_file_is_current(name: str) -> None:
    assert FOLDER.joinpath(name).read_text("utf-8") == BUILT[name], "run `make docs`"


def test_no_stored_file_has_lost_its_source() -> None:
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.json")} == set(BUILT)

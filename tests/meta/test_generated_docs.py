"""The generated pages of the docs say what the program says. `LEADSPEC_ACCEPT=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

from leadspec_cli.docs import generated_pages, orphans, write_pages

DOCS = Path(__file__).resolve().parents[2] / "docs"
REWRITE = "run `python -m leadspec_cli.docs docs`"


def test_generated_pages_are_up_to_date():
    if os.environ.get("LEADSPEC_ACCEPT"):
        write_pages(DOCS)
    stale = [
        path
        for path, text in generated_pages().items()
        if not (DOCS / path).exists() or (DOCS / path).read_text(encoding="utf-8") != text
    ]
    assert not stale, REWRITE


def test_no_page_is_left_of_a_finding_that_is_gone():
    assert not orphans(DOCS), REWRITE

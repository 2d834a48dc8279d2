"""Every fenced example of README and docs runs, every link leads somewhere, and the prose keeps the house's words.

`docs_pages` says what each kind of block has to give. `LEADSPEC_ACCEPT=1` writes what commands print now into the
pages; look at the difference before committing it.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from leadspec.cleanup.outcomes import Repair
from leadspec.schema.keywords import PLACES
from leadspec_cli.docs import generated_pages
from leadspec_grammar import keyword_table
from meta.docs_pages import REPOSITORY, Page, blocks_of

DOCS = REPOSITORY / "docs"
GENERATED = {DOCS / path for path in generated_pages()}
PAGES = sorted({REPOSITORY / "README.md", *DOCS.rglob("*.md")} - GENERATED)
NAMES = [path.relative_to(REPOSITORY).as_posix() for path in PAGES]


def dependencies() -> list[str]:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return [re.split(r"[<>=]", each)[0] for each in settings["project"]["dependencies"]]


_CODE = re.compile(r"^(`{3,}).*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<path>[^)#\s]*)(?:#(?P<part>[^)\s]+))?\)")
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
_PATH = re.compile(r"`((?:dsl|cli|grammar|tests|policies|docs)/[\w./-]*[\w/])`")
_PADDING = re.compile(r"\b(?:simply|just|obviously)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_examples_give_what_the_page_says(path, tmp_path):
    page = Page(path.read_text(encoding="utf-8"), tmp_path)
    page.check()
    if os.environ.get("LEADSPEC_ACCEPT") and page.now:
        path.write_text(page.renewed(), encoding="utf-8")
    assert not page.faults, "\n\n".join(page.faults)


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_links_lead_somewhere(path):
    prose = _prose(path)
    broken = [each[0] for each in _LINK.finditer(prose) if not _leads_somewhere(path, each["path"], each["part"])]
    named = _PATH.findall(_blanked(path.read_text(encoding="utf-8"), r"^(`{3,}).*?^\1$"))
    broken += [each for each in named if not (REPOSITORY / each).exists()]
    assert not broken


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_prose_is_without_padding(path):
    assert not _PADDING.findall(_prose(path))


def test_no_page_is_out_of_reach():
    """From README, by links."""
    reached: set[Path] = set()
    waiting = [REPOSITORY / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md" or not path.exists():
            continue
        reached.add(path)
        waiting += [(path.parent / each["path"]).resolve() for each in _LINK.finditer(_prose(path)) if each["path"]]
    assert not [path for path in PAGES if path not in reached]


def test_figures_of_the_first_page_stand_in_its_outputs():
    """A figure in a sentence is one that the page shows, so it cannot grow old alone."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = "".join(block.body for block in blocks_of(readme))
    told = re.findall(r"(?<![\d.,-])\d{2,}(?![\d.,]\d)", _prose(REPOSITORY / "README.md").split("## For engineers")[0])
    assert told
    assert not [each for each in told if each not in shown and each != "15"]


def test_passes_are_where_the_architecture_says():
    page = (DOCS / "contributing" / "architecture.md").read_text(encoding="utf-8")
    passes = re.findall(r"`(\w+)` \(`([\w/.]+\.py)`\)", page)
    assert len(passes) > 8
    assert not [name for name, path in passes if f"def {name}(" not in (REPOSITORY / path).read_text(encoding="utf-8")]


def _leads_somewhere(page: Path, path: str, part: str | None) -> bool:
    if "://" in path:
        return True
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return part is None or part in _anchors(target)


def _anchors(path: Path) -> set[str]:
    titles = (
        each["title"].lower() for each in _HEADING.finditer(_blanked(path.read_text("utf-8"), r"^(`{3,}).*?^\1$"))
    )
    return {re.sub(r"[^\w\- ]", "", title).strip().replace(" ", "-") for title in titles}


def _prose(path: Path) -> str:
    return _CODE.sub("", path.read_text(encoding="utf-8"))


def _blanked(text: str, pattern: str) -> str:
    return re.sub(pattern, "", text, flags=re.MULTILINE | re.DOTALL)


def test_blocks_say_what_they_are():
    bare = [
        f"{name}:{block.line}"
        for path, name in zip(PAGES, NAMES, strict=True)
        for block in blocks_of(path.read_text(encoding="utf-8"))
        if not block.info
    ]
    assert not bare


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("reference/language.md", [each for phrases in keyword_table()["phrases"].values() for each in phrases[:1]]),
        ("reference/schema.md", [f"`{each}`" for each in PLACES]),
        ("reference/semantics.md", [f"`{each.id}`" for each in Repair]),
        ("decisions/0002-dependencies.md", [f"`{each}`" for each in dependencies()]),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_page_names_all_there_is(page, names):
    text = (DOCS / page).read_text(encoding="utf-8").split("## Grammar")[0]
    assert not [each for each in names if each not in text]

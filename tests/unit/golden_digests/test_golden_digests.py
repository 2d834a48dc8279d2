"""The digests of some policies, written down. They change only together with the version of the language.

A digest is what departments sign. When one of these tests fails, every approval that anybody has given is void with
the change at hand: a policy that nobody touched has another digest, and counts as not signed. That may only happen
on purpose. Then raise `LANGUAGE_VERSION`, say in the changelog that all policies have to be signed again, and write
the digests anew with `LEADSPEC_ACCEPT=1`. If it was not on purpose, the canonical form has changed by accident.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import LANGUAGE_VERSION
from leadspec.ir.canonical import meaning_digest
from leadspec.source import Source

HERE = Path(__file__).parent
WRITTEN = HERE / "digests.txt"
POLICIES = sorted(HERE.glob("*.lead"))
NAMES = [each.stem for each in POLICIES if each.stem != "lists"]


def digest_of(name: str) -> str:
    def read(path: str) -> Source:
        return Source(path, (HERE / path).read_text(encoding="utf-8"))

    analysis = load_policy(read(f"{name}.lead"), read)
    assert [(each.id, each.message) for each in analysis.diagnostics] == []
    assert analysis.program is not None
    return meaning_digest(analysis.program)


def written() -> dict[str, str]:
    rows = (line.split(" ") for line in WRITTEN.read_text(encoding="utf-8").splitlines())
    return dict(rows)


@pytest.fixture(scope="module", autouse=True)
def _accepted() -> None:
    if os.environ.get("LEADSPEC_ACCEPT"):
        rows = [f"language {LANGUAGE_VERSION}", *(f"{name} {digest_of(name)}" for name in NAMES)]
        WRITTEN.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_digest_is_the_one_that_was_written_down(name: str) -> None:
    assert digest_of(name) == written()[name], (
        f"the digest of `{name}` has changed: this voids all approvals, and needs a raised language version; "
        "see the head of this file"
    )


def test_every_digest_belongs_to_a_policy_and_to_this_version() -> None:
    assert written().keys() == {"language", *NAMES}
    assert written()["language"] == str(LANGUAGE_VERSION), "digests of another version of the language are written down"


def test_all_of_them_differ() -> None:
    assert len(set(written().values())) == len(NAMES) + 1

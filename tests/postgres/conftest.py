"""One server for all tests of this folder, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from postgres.server import Session, running, why_absent


@pytest.fixture(scope="session")
def session() -> Iterator[Session]:
    reason = why_absent()
    if reason is not None:
        pytest.skip(reason)
    with running() as folder:
        found = Session(folder)
        try:
            yield found
        finally:
            found.close()

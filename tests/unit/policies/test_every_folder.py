"""What holds of each sample policy, whatever it says: clean, its examples kept, its sample made and invented."""

from __future__ import annotations

import pytest

from unit.policies.folders import Folder

HANDOVER = Folder("handover", "leads.jsonl")
TEMPERATURE = Folder("temperature", "leads.jsonl")
TWO_DEFINITIONS = Folder("two-definitions", "leads.csv")
WITH_PEOPLE = (HANDOVER, TEMPERATURE, TWO_DEFINITIONS)
MADE = (*WITH_PEOPLE, Folder("bank-marketing", "sample.csv"))
ALL = (*MADE, Folder("b2b-saas", "sample.data.yaml"))


def _name(folder: Folder) -> str:
    return folder.name


@pytest.mark.parametrize("folder", ALL, ids=_name)
def test_nothing_is_found_in_it(folder: Folder) -> None:
    assert folder.findings() == (0, 0)


@pytest.mark.parametrize("folder", ALL, ids=_name)
def test_examples_hold(folder: Folder) -> None:
    assert folder.tested() == 0


@pytest.mark.parametrize("folder", MADE, ids=_name)
def test_sample_is_what_the_generator_makes(folder: Folder) -> None:
    assert folder.sample_is_what_the_generator_makes()


@pytest.mark.parametrize("folder", WITH_PEOPLE, ids=_name)
def test_names_no_domain_that_could_be_real(folder: Folder) -> None:
    assert folder.hosts() == {"example"}

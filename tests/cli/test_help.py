"""Every command explains itself, with examples that run."""

from __future__ import annotations

import re
import shlex
import shutil

import pytest

from leadspec_cli.main import COMMANDS

_EXAMPLE = re.compile(r"^ +leadspec (.+)$", re.MULTILINE)
# Rejected records of the sample are there on purpose, and a policy of the sample may not be in the layout.
_FINE_OR_NO = {0, 1}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_the_exit_codes_and_an_example(command, name):
    outcome = command(name, "--help")
    assert outcome.code == 0
    assert "Examples:" in outcome.stdout
    assert "Exit status: 0 " in outcome.stdout
    assert max(len(line) for line in outcome.stdout.splitlines()) <= 120


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_examples_of_the_help_run(command, name, tmp_path, repository):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()  # the root, as in a repository
    shown = command(*([name] if name else []), "--help").stdout
    examples = _EXAMPLE.findall(shown)
    assert examples
    for example in examples:
        line, _, source = example.partition(" < ")
        stdin = (tmp_path / source).read_text(encoding="utf-8") if source else ""
        outcome = command(*shlex.split(line), stdin=stdin)
        assert outcome.code in _FINE_OR_NO, (example, outcome.stderr)
        assert "error[" not in outcome.both

"""The policies that `init` can start from: those of this project, as they stand in `policies/`.

In an installed package they lie beside the code; in a checkout they are the folder itself, so there is one copy.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from leadspec_cli.files.text import read_source

TEMPLATES: Final = ("inbound", "two-definitions", "handover", "temperature")
_MAKERS: Final = (".py", ".pyc", ".md")
_USE: Final = re.compile(r'^use "(\.\./[^"]+)"', re.MULTILINE)


def template_files(name: str) -> dict[str, str]:
    """Name and text of each file of a template. Files that the policy uses from a folder beside it come along."""
    folder = _folder() / name
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix not in _MAKERS and not path.name.startswith("."):
            found[path.name] = _text(path)
    for used in _USE.findall(found["policy.lead"]):
        source = folder / used
        found[source.name] = _text(source)
        found["policy.lead"] = found["policy.lead"].replace(f'use "{used}"', f'use "{source.name}"')
    return found


def template_story(name: str) -> str:
    """What the policy says in plain words: its README up to the first table, list or command."""
    text = _text(_folder() / name / "README.md")
    return re.split(r"^(?:\||- |```|## )", text, maxsplit=1, flags=re.MULTILINE)[0].strip()


def _text(path: Path) -> str:
    return read_source(path.resolve(), path.name, 16_000_000).text


def _folder() -> Path:
    packaged = Path(__file__).parents[1] / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "policies"

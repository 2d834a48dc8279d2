"""What would change in a text, line by line, as `diff -u` shows it."""

from __future__ import annotations

import difflib

from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible

_COLOURS = {"+": "32", "-": "31", "@": "36"}


def text_diff(name: str, before: str, after: str, style: TextStyle) -> str:
    """A diff that `patch` takes; only hidden characters are shown by their code points."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"{name} (now)", f"{name} (canonical)", lineterm="")
    return "".join(_painted(visible(line.replace("\t", "    "), style.encoding), style) + "\n" for line in lines)


def _painted(line: str, style: TextStyle) -> str:
    code = _COLOURS.get(line[:1])
    return line if code is None else style.paint(code, line)


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")

"""What every node of the surface tree carries: where it stands, and what stands around its line."""

from __future__ import annotations

from dataclasses import dataclass, field

from leadspec.source import Span

NOWHERE = Span("", 0, 0)


def span_field() -> Span:
    """The place of a node; takes no part in equality."""
    return field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Trivia:
    """What stands around a line and means nothing: whole-line comments above, one comment behind it, blank lines.

    Comments are kept without `#` and the space after it; `blank_before`: a blank line stands above.
    """

    above: tuple[str, ...] = ()
    behind: str | None = None
    blank_before: bool = False


NO_TRIVIA = Trivia()


def trivia_field() -> Trivia:
    """The trivia of a line; takes no part in equality."""
    return field(default=NO_TRIVIA, compare=False, repr=False, kw_only=True)

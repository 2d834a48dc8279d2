"""What a reader found out about a file that nobody declared, so that it can be said."""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from msgspec import Struct

_SIGNS: Final = {"\t": "tabs", " ": "spaces"}


class Found(Struct, frozen=True):
    """How a file was read. What its format does not have is `None`.

    `delimiter`: the sign between cells. `quote`: the sign around cells. `declared`: which of these were declared.
    `open_end`: a last column without a name and without any value was left out.
    """

    name: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    sheet: str | None = None
    declared: tuple[str, ...] = ()
    open_end: bool = False

    def sentence(self) -> str:
        """For people: `read as windows-1250, `;` between cells`."""
        parts = [self.encoding or self.format]
        if self.delimiter is not None:
            sign = _SIGNS.get(self.delimiter, f"`{self.delimiter}`")
            parts.append(f"{sign} between cells")
        if self.quote is not None and self.quote != '"':
            parts.append(f"`{self.quote}` around cells")
        if self.sheet is not None:
            parts.append(f"sheet `{self.sheet}`" + ("" if "sheet" in self.declared else ", the first of several"))
        if self.open_end:
            parts.append("without the empty column at the end")
        return f"read as {', '.join(parts)}"

    @property
    def usual(self) -> bool:
        """Whether nobody would have expected anything else."""
        return (
            self.encoding in (None, "UTF-8")
            and self.delimiter in (None, ",", "\t" if self.format == "tsv" else ",")
            and self.quote in (None, '"')
            and not self.open_end
            and (self.sheet is None or "sheet" in self.declared)
        )


@runtime_checkable
class TellsFound(Protocol):
    """A source of data that says how its files were read when it was opened last."""

    @property
    def found(self) -> tuple[Found, ...]: ...

"""What both forms of an explanation share: the policy's own words for a rule, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from leadspec.schema.model import Schema
from leadspec.source import Source, Span
from leadspec.values.zones import Zone
from leadspec_cli.output.run_head import RunHead


class ExplainContext(Struct, frozen=True):
    """What an explanation is shown with beside itself. `sources`: the policy's texts."""

    head: RunHead
    sources: Mapping[str, Source]
    schema: Schema
    zone: Zone | None

    def words(self, span: Span, otherwise: str) -> str:
        """A rule as the policy writes it, if it stands on one line there."""
        source = self.sources.get(span.file)
        if source is None or not 0 <= span.start < span.end <= len(source.text):
            return otherwise
        text = source.text[span.start : span.end].strip()
        return _one_space(text) if text and "\n" not in text else otherwise

    def place(self, span: Span) -> tuple[str, int] | None:
        """File and 1-based line."""
        source = self.sources.get(span.file)
        if source is None or span.start > len(source.text):
            return None
        return span.file, source.position(span.start)[0]


def _one_space(text: str) -> str:
    """Without the spaces that only make columns; those inside quotes stay."""
    return re.sub(r'("[^"]*")|\s+', lambda match: match[1] or " ", text)

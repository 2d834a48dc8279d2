"""Names of fields: fit to be shown and read aloud, and no two alike."""

from __future__ import annotations

from leadspec.diagnostics import Diagnostic, Label
from leadspec.diagnostics.kinds import schema as kinds
from leadspec.documents.build import shown
from leadspec.source import Span
from leadspec.values.text import fold, invisible_or_bidi, nfc, strip


def faulty_name(name: str, span: Span) -> Diagnostic | None:
    """What is wrong with a field's own name, if anything."""
    if not strip(name):
        return kinds.FIELD_NAME.at(span, "a field has no name", "give it a name")
    hidden = next((each for each in name if not each.isprintable() or invisible_or_bidi(each)), None)
    if hidden is not None:
        return kinds.FIELD_NAME.at(
            span,
            f"the field name `{shown(name)}` holds the invisible character U+{ord(hidden):04X}",
            "delete the character",
        )
    if name != strip(nfc(name)):
        return kinds.FIELD_NAME.at(
            span,
            f"the field name `{shown(name)}` has spaces at its ends, or letters in two parts",
            f"write `{shown(strip(nfc(name)))}`",
        )
    bracket = next((each for each in name if each in "[]"), None)
    if bracket is not None:
        return kinds.FIELD_NAME.at(
            span,
            f"the field name `{shown(name)}` holds `{bracket}`",
            "use round brackets; square ones mark names in a policy",
        )
    return None


class Names:
    """The dotted names that are taken, as names are compared."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[str, Span]] = {}

    def take(self, path: tuple[str, ...], span: Span) -> Diagnostic | None:
        """Takes a name, or says which it is alike."""
        name = ".".join(path)
        first = self._taken.setdefault(fold(name), (name, span))
        if first[1] == span and first[0] == name:
            return None
        other, other_span = first
        if other == name:
            message = f"`{shown(name)}` is both a field of its own and a field inside a block"
        else:
            message = f"the fields `{shown(other)}` and `{shown(name)}` differ in case only"
        return kinds.FIELDS_ALIKE.at(span, message, "rename one of them", secondary=[Label(other_span, "first here")])

"""From what a case expects, or a share counts, to checks: `stage at least: mql`, `scores: {fit: {at most: 40}}`.

A key names an output or field by its path, in one key with dots or in blocks, and may end in a comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.file import UNKNOWN_KEY
from leadspec.diagnostics.kinds.testing import IMPOSSIBLE_EXPECTATION, NOTHING_EXPECTED, UNKNOWN_OUTPUT
from leadspec.diagnostics.suggest import nearest
from leadspec.documents import Entry, Node, kind_of
from leadspec.documents import Mapping as Block
from leadspec.documents import Sequence as Listed
from leadspec.documents.build import shown
from leadspec.questions.testing.model import Check, Comparison, Subject, Value
from leadspec.questions.testing.values import Unfit, is_ordered, is_set, value_of
from leadspec.source import Span
from leadspec.values.zones import Zone

_WORDS = {each.value: each for each in Comparison if each is not Comparison.IS}
_LISTED = (Comparison.ONE_OF, Comparison.NONE_OF, Comparison.INCLUDE, Comparison.EXCLUDE)


class Vocabulary:
    """What conditions may speak of; made once for all cases of a file. `groups`: starts of paths, as `scores.`."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        self.subjects = subjects
        self.groups = {path[: at + 1] for path in subjects for at in range(len(path)) if path[at] == "."}


class Conditions:
    """Reads conditions. `extra`: further keys that stand among them, for suggestions."""

    def __init__(
        self, vocabulary: Vocabulary, zone: Zone | None, faults: list[Diagnostic], extra: Sequence[str] = ()
    ) -> None:
        self._subjects = vocabulary.subjects
        self._groups = vocabulary.groups
        self._zone = zone
        self._faults = faults
        self._extra = extra

    def read(self, entries: Sequence[Entry], prefix: str = "") -> list[Check]:
        return [check for entry in entries for check in self._entry(entry, prefix)]

    def _entry(self, entry: Entry, prefix: str) -> Iterator[Check]:
        path = prefix + entry.key
        subject = self._subjects.get(path)
        if f"{path}." in self._groups and isinstance(entry.value, Block) and not _compares(entry.value):
            if not entry.value.entries:
                self._nothing(entry)
            yield from self.read(entry.value.entries, f"{path}.")
            return
        if subject is not None:
            yield from self._checks(subject, entry)
            return
        for words, comparison in _WORDS.items():
            stem = path.removesuffix(f" {words}")
            if stem != path and stem.removesuffix(" is") in self._subjects:
                yield from self._compared(self._subjects[stem.removesuffix(" is")], comparison, entry)
                return
        self._unknown(path, entry)

    def _checks(self, subject: Subject, entry: Entry) -> Iterator[Check]:
        if not isinstance(entry.value, Block):
            yield from self._compared(subject, Comparison.IS, entry)
            return
        if not entry.value.entries:
            self._nothing(entry)
        for each in entry.value.entries:
            comparison = _WORDS.get(each.key)
            if comparison is None:
                near = nearest(each.key, _WORDS)
                hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(f'`{w}`' for w in _WORDS)}"
                message = f"`{shown(each.key)}` is no comparison"
                self._faults.append(UNKNOWN_KEY.at(each.key_span, message, hint))
            else:
                yield from self._compared(subject, comparison, each)

    def _compared(self, subject: Subject, comparison: Comparison, entry: Entry) -> Iterator[Check]:
        set_, node = is_set(subject.range), entry.value
        if comparison in (Comparison.AT_LEAST, Comparison.AT_MOST) and not is_ordered(subject.range):
            self._impossible(entry.key_span, subject, "has no order", "use `one of`, or name the value itself")
        elif comparison in (Comparison.INCLUDE, Comparison.EXCLUDE) and not set_:
            self._impossible(entry.key_span, subject, "is no list", "use `one of` or `none of`")
        elif comparison in (Comparison.ONE_OF, Comparison.NONE_OF) and set_:
            self._impossible(entry.key_span, subject, "is a list", "use `include` or `exclude`")
        elif comparison in _LISTED:
            nodes = node.items if isinstance(node, Listed) else (node,)
            if not nodes:
                self._nothing(entry)
            yield from self._check(subject, comparison, nodes, entry)
        elif set_:
            yield from self._whole(subject, comparison, entry)
        elif isinstance(node, Listed):
            hint = "write `{one of: [...]}` where several values will do"
            self._impossible(node.span, subject, "is one value, and this is a list", hint)
        else:
            yield from self._check(subject, comparison, (node,), entry)

    def _whole(self, subject: Subject, comparison: Comparison, entry: Entry) -> Iterator[Check]:
        """A list that must be there, or must not, as a whole; in any order."""
        if not isinstance(entry.value, Listed):
            hint = "write `[]` for an empty list, `[a, b]` for others"
            self._impossible(entry.value.span, subject, f"is a list, and this is {kind_of(entry.value)}", hint)
            return
        values = self._values(subject, entry.value.items)
        if values is not None:
            names = tuple(dict.fromkeys(each for each in values if isinstance(each, str | int)))
            yield Check(subject, comparison, (names,), entry.key_span)

    def _check(self, subject: Subject, comparison: Comparison, nodes: Sequence[Node], entry: Entry) -> Iterator[Check]:
        values = self._values(subject, nodes)
        if values and comparison in (Comparison.AT_LEAST, Comparison.AT_MOST) and values[0] is None:
            self._impossible(entry.value.span, subject, "cannot be compared with nothing", "write a value")
        elif values:
            yield Check(subject, comparison, tuple(values), entry.key_span)

    def _values(self, subject: Subject, nodes: Sequence[Node]) -> list[Value] | None:
        """None if one of them cannot be; all are looked at."""
        found: list[Value] = []
        for node in nodes:
            value = value_of(subject.range, node, self._zone)
            if isinstance(value, Unfit):
                self._impossible(node.span, subject, value.reason, value.hint)
            else:
                found.append(value)
        return found if len(found) == len(nodes) else None

    def _impossible(self, span: Span, subject: Subject, reason: str, hint: str) -> None:
        self._faults.append(IMPOSSIBLE_EXPECTATION.at(span, f"`{subject.path}` {reason}", *([hint] if hint else [])))

    def _nothing(self, entry: Entry) -> None:
        message = f"`{shown(entry.key)}` is empty, so nothing is compared"
        self._faults.append(NOTHING_EXPECTED.at(entry.key_span, message, "name what must come out, or delete the key"))

    def _unknown(self, path: str, entry: Entry) -> None:
        known = [*self._subjects, *(each.removesuffix(".") for each in self._groups), *self._extra]
        own = [each for each in known if each.endswith(f".{path}")]
        near = own[:1] or nearest(path, known)
        if f"{path}." in self._groups:
            message = f"`{shown(path)}` is several outputs, and this is {kind_of(entry.value)}"
            hint = f"write a block such as `{path}: {{{self._first_of(path)}: ...}}`"
        else:
            message = f"the policy gives no `{shown(path)}`"
            hint = (
                f"did you mean `{near[0]}`?" if near else "see the names in a row of `leadspec qualify --format jsonl`"
            )
        self._faults.append(UNKNOWN_OUTPUT.at(entry.key_span, message, hint))

    def _first_of(self, path: str) -> str:
        return next(each for each in self._subjects if each.startswith(f"{path}.")).removeprefix(f"{path}.")


def _compares(block: Block) -> bool:
    return any(each.key in _WORDS for each in block.entries)

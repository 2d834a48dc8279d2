"""`share` and `count`: how many leads of a data file meet conditions, and the bounds of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.file import WRONG_SHAPE
from leadspec.diagnostics.kinds.testing import IMPOSSIBLE_EXPECTATION, NOTHING_EXPECTED
from leadspec.documents import Entry, Node, Scalar
from leadspec.documents import Mapping as Block
from leadspec.documents import Sequence as Listed
from leadspec.questions.testing.conditions import Conditions, Vocabulary
from leadspec.questions.testing.model import Measure, MeasureKind
from leadspec.questions.testing.values import read_percent
from leadspec.source import Span
from leadspec.values.decimals import ONE, parse_number
from leadspec.values.zones import Zone

MEASURES = {each.value: each for each in MeasureKind}
_AMONG = "among"
_BOUNDS = ("at least", "at most", "exactly")


def measures_of(
    entries: Sequence[Entry], vocabulary: Vocabulary, zone: Zone | None, faults: list[Diagnostic]
) -> list[Measure]:
    found = []
    for entry in entries:
        blocks = entry.value.items if isinstance(entry.value, Listed) else (entry.value,)
        for block in blocks:
            if isinstance(block, Block):
                found.append(_measure(MEASURES[entry.key], entry, block, vocabulary, zone, faults))
    return found


def _measure(
    kind: MeasureKind,
    entry: Entry,
    block: Block,
    vocabulary: Vocabulary,
    zone: Zone | None,
    faults: list[Diagnostic],
) -> Measure:
    conditions = Conditions(vocabulary, zone, faults, (_AMONG, *_BOUNDS))
    span = block.entries[0].key_span if isinstance(entry.value, Listed) and block.entries else entry.key_span
    among = block.get(_AMONG)
    limits = {each.key: _bound(kind, each, faults) for each in block.entries if each.key in _BOUNDS}
    tested = [each for each in block.entries if each.key != _AMONG and each.key not in _BOUNDS]
    if among is not None and not (isinstance(among, Block) and among.entries):
        message = "`among` is a block of conditions, such as `{stage at least: mql}`"
        faults.append(WRONG_SHAPE.at(among.span, message, "delete `among` where all leads are meant"))
    if not limits:
        hint = "add `at least`, `at most` or `exactly`"
        faults.append(NOTHING_EXPECTED.at(span, f"this {kind.value} has no bound", hint))
    faults.extend(_contradictions(kind, limits, span))
    if not tested and kind is MeasureKind.SHARE:
        hint = "name an output or a field, such as `stage: mql`"
        faults.append(NOTHING_EXPECTED.at(span, "this share has no condition", hint))
    return Measure(
        kind,
        tuple(conditions.read(tested)),
        tuple(conditions.read(among.entries)) if isinstance(among, Block) else (),
        limits.get("at least"),
        limits.get("at most"),
        limits.get("exactly"),
        span,
    )


def _contradictions(kind: MeasureKind, limits: Mapping[str, int | None], span: Span) -> Iterator[Diagnostic]:
    low, high = limits.get("at least"), limits.get("at most")
    if low is not None and high is not None and low > high:
        message = "`at least` is more than `at most`, so this never holds"
        yield IMPOSSIBLE_EXPECTATION.at(span, message, "swap the two")
    if "exactly" in limits and len(limits) > 1:
        message = "`exactly` leaves nothing for a second bound to say"
        yield IMPOSSIBLE_EXPECTATION.at(span, message, "delete one of the two")
    if not limits or "exactly" in limits or None in limits.values():
        return
    if low in (0, None) and high in ((ONE, None) if kind is MeasureKind.SHARE else (None,)):
        hint = "a share lies between 0% and 100%, a count is never below 0: name a closer bound"
        message = f"this {kind.value} is within its bounds whatever comes out"
        yield NOTHING_EXPECTED.at(span, message, hint)


def _bound(kind: MeasureKind, entry: Entry, faults: list[Diagnostic]) -> int | None:
    node: Node = entry.value
    text = node.value if isinstance(node, Scalar) and isinstance(node.value, str) else None
    number = parse_number(text) if text is not None else None
    if kind is MeasureKind.COUNT:
        if isinstance(number, int) and number >= 0 and number % ONE == 0:
            return number // ONE
        hint = "write a whole number from 0 on"
        faults.append(IMPOSSIBLE_EXPECTATION.at(node.span, f"`{entry.key}` of a count is a number of leads", hint))
        return None
    share = read_percent(text) if text is not None else None
    if share is None and isinstance(number, int):
        share = number
    if share is not None and 0 <= share <= ONE:
        return share
    hint = (
        f"did you mean `{text}%`?" if isinstance(number, int) and number > ONE else "write a percentage such as `10%`"
    )
    message = f"`{entry.key}` of a share is from 0% to 100%"
    faults.append(IMPOSSIBLE_EXPECTATION.at(node.span, message, hint))
    return None

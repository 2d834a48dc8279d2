"""From the text of a test file to its cases, as far as that needs no policy."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Many

from msgspec import Struct

from leadspec.diagnostics import Diagnostic, Label, has_errors
from leadspec.diagnostics.kinds.testing import CASE_FORM, DOUBLED_CASE, TEST_INSTANT
from leadspec.documents import Mapping, Node, Scalar, Sequence, load
from leadspec.documents.places import without_text
from leadspec.questions.testing.model import TestFile, WrittenCase
from leadspec.questions.testing.shape import check_form
from leadspec.source import Source, Span
from leadspec.values.instants import Instant, LocalTime, parse_instant

POLICY = "policy.lead"


class ReadTests(Struct, frozen=True):
    """`file` is there if its form is right; run it only if there are no findings.

    `leads`: the stretches of the text that hold facts of leads; all of the text where that cannot be told.
    """

    file: TestFile | None
    diagnostics: tuple[Diagnostic, ...]
    leads: tuple[Span, ...]


def read_tests(source: Source) -> ReadTests:
    """The cases of a test file, with everything that is wrong with them before the policy is asked."""
    loaded = load(source, private=True)
    if loaded.node is None or has_errors(loaded.diagnostics):
        return ReadTests(None, loaded.diagnostics, (source.span(0, len(source.text) + 1),))
    leads = tuple(lead_spans(loaded.node))
    faults = check_form(loaded.node)
    if faults or not isinstance(loaded.node, Mapping):
        return ReadTests(None, tuple(faults), leads)
    file = _file(source.name, loaded.node, faults)
    return ReadTests(file, tuple(faults), leads)


_NO_FACTS = ("policy", "as_of", "name", "over", "expect")


def lead_spans(root: Node) -> Iterator[Span]:
    """Where facts of leads stand or may be meant to stand, whatever the form of the file."""
    if not isinstance(root, Mapping):
        yield root.span
        return
    cases = root.get("cases")
    listed = cases.items if isinstance(cases, Sequence) else ()
    yield from (each.value.span for each in root.entries if each.key not in _NO_FACTS and each.value is not cases)
    if cases is not None and not isinstance(cases, Sequence):
        yield cases.span
    for case in listed:
        if isinstance(case, Mapping):
            own = (each.value for each in case.entries if each.key not in _NO_FACTS)
            yield from (each.span for each in own if not isinstance(each, Scalar))
        else:
            yield case.span


def without_leads(diagnostic: Diagnostic, source: Source, leads: Many[Span]) -> Diagnostic:
    """The finding with a place in place of a stretch of text, if a line that it would show holds facts of a lead."""
    spans = [each.location for each in (diagnostic.primary, *diagnostic.secondary) if each is not None]
    own = [each for each in spans if isinstance(each, Span) and each.file == source.name]
    if len(own) != len(spans):
        return diagnostic
    shown = [_lines(each, source) for each in own]
    hidden = [_lines(each, source) for each in leads] if shown else []
    meet = any(first <= end and start <= last for first, last in shown for start, end in hidden)
    return without_text(diagnostic, source) if meet else diagnostic


def _lines(span: Span, source: Source) -> tuple[int, int]:
    """The first and the last line of a stretch; its end may be the start of a line, which does not belong to it."""
    return source.position(span.start)[0], source.position(max(span.start, span.end - 1))[0]


def _file(name: str, root: Mapping, faults: list[Diagnostic]) -> TestFile:
    policy = _text(root, "policy")
    leads = root.get("leads")
    cases = root.get("cases")
    found = [_case(each, faults) for each in (cases.items if isinstance(cases, Sequence) else ())]
    _check_names(found, faults)
    return TestFile(
        name=name,
        policy=POLICY if policy is None else policy[0],
        policy_span=None if policy is None else policy[1],
        as_of=_instant(root, faults),
        leads={
            each.key: each.value
            for each in (leads.entries if isinstance(leads, Mapping) else ())
            if isinstance(each.value, Mapping)
        },
        cases=tuple(found),
    )


def _case(node: Node, faults: list[Diagnostic]) -> WrittenCase:
    parts = {each.key: each.value for each in node.entries} if isinstance(node, Mapping) else {}
    name, expect, over = parts["name"], parts["expect"], parts.get("over")
    with_, plus = parts.get("with"), parts.get("plus")
    if not isinstance(node, Mapping) or not isinstance(name, Scalar) or not isinstance(expect, Mapping):
        raise TypeError("the form of a test file was checked before")
    _check_parts(node, parts, name.span, faults)
    return WrittenCase(
        name=str(name.value),
        span=name.span,
        expect=expect,
        given=parts.get("given"),
        with_=with_ if isinstance(with_, Mapping) else None,
        plus=plus if isinstance(plus, Mapping) else None,
        over=str(over.value) if isinstance(over, Scalar) else None,
        over_span=None if over is None else over.span,
        as_of=_instant(node, faults) if "as_of" in parts else None,
    )


def _check_parts(node: Mapping, parts: dict[str, Node], name: Span, faults: list[Diagnostic]) -> None:
    if "over" not in parts and "given" not in parts:
        hint = "add `given:` with the facts of a lead, or `over:` with a data file"
        faults.append(CASE_FORM.at(name, "this case has no lead", hint))
    if "over" in parts:
        for each in node.entries:
            if each.key in ("given", "with", "plus"):
                message = f"`{each.key}` is about one lead, and `over` about those of a data file"
                faults.append(CASE_FORM.at(each.key_span, message, "make two cases of it"))


def _check_names(cases: list[WrittenCase], faults: list[Diagnostic]) -> None:
    first: dict[str, WrittenCase] = {}
    for case in cases:
        before = first.setdefault(case.name, case)
        if before is not case:
            faults.append(
                DOUBLED_CASE.at(
                    case.span,
                    "another case has this name",
                    "say in the name what this case is about",
                    label="again here",
                    secondary=[Label(before.span, "first here")],
                )
            )


def _text(block: Mapping, key: str) -> tuple[str, Span] | None:
    node = block.get(key)
    return (node.value, node.span) if isinstance(node, Scalar) and isinstance(node.value, str) else None


def _instant(block: Mapping, faults: list[Diagnostic]) -> int | None:
    written = _text(block, "as_of")
    if written is None:
        return None
    text, span = written
    parsed = parse_instant(text)
    if isinstance(parsed, Instant):
        return parsed.at
    if isinstance(parsed, LocalTime):
        message, hint = "this instant has no offset from UTC", f"add the offset, such as `{text}+01:00`"
    else:
        message = "this is not an instant"
        hint = "write date, time and offset, such as `2026-11-01T09:00:00+01:00`"
    faults.append(TEST_INSTANT.at(span, message, hint))
    return 0  # said once; the file is not run

"""YAML text -> tree, with the types of JSON only: what is no JSON number, `true`, `false` or `null` is text.

So `NO` is Norway, `012` and `2026-01-01` are texts, and the schema says what they mean. Works on the parser's
events: no tag is resolved, no alias followed, nothing is ever constructed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import file as kinds
from leadspec.documents.build import Builder, Stop
from leadspec.documents.model import NUMBER, Loaded, NumberText
from leadspec.source import Source, Span

# The parser written in C reads the same language thirty times faster; it is missing from some builds only.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
# A lone carriage return, U+0085, U+2028 and U+2029 would end a line for YAML, but not for an editor.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)")
_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)

_PROBLEMS = (
    ("found character '\\t'", "a tab stands where only spaces may", "indent with spaces"),
    ("found a tab character", "a tab stands where only spaces may", "indent with spaces"),
    ("mapping values are not allowed", "a colon is not allowed here", "put a text that holds `: ` in quotes"),
    ("could not find expected ':'", "a colon is missing after this key", "write `key: value`"),
    ("found unexpected end of stream", "a quote is opened and never closed", "add the closing quote"),
    ("found unknown escape", "there is no such sign after a backslash", "use single quotes, or `\\\\`"),
    ("expected <block end>", "this line is not indented like the lines it belongs to", "line the keys up"),
    ("did not find expected key", "this line does not fit the block around it", "line the keys up"),
    ("did not find expected '-'", "this line does not fit the list around it", "line the `-` signs up"),
    ("expected ',' or", "a comma or a closing bracket is missing", "close the bracket"),
    ("did not find expected ',' or", "a comma or a closing bracket is missing", "close the bracket"),
    ("cannot start any token", "no value can start with this sign", "put the text in quotes"),
    ("undefined tag handle", "tags are not read", "delete the tag"),
    ("found undefined tag", "tags are not read", "delete the tag"),
    ("expected the node content", "a value is missing here", "write the value, or `null`"),
    ("did not find expected node content", "a value is missing here", "write the value, or `null`"),
    ("expected '<document start>'", "the document ends here, but more text follows", "check the indentation"),
    (
        "did not find expected <document start>",
        "the document ends here, but more text follows",
        "check the indentation",
    ),
)


def load_yaml(source: Source, *, private: bool = False) -> Loaded:
    """The tree of a YAML text, with all faults that do not end the reading.

    `private`: no message repeats anything from the text.
    """
    builder = Builder(source, private)
    try:
        _refuse_characters(source, builder)
        for event in _events(source, builder):
            _take(event, source, builder)
        if builder.root is None:
            builder.report(kinds.EMPTY_FILE.at(source.span(0, 0), "there is nothing in this file"))
    except Stop:
        pass
    return Loaded(builder.root, tuple(builder.diagnostics))


def _refuse_characters(source: Source, builder: Builder) -> None:
    found = _FORBIDDEN.search(source.text)
    if found:
        code = ord(found.group()[0])
        raise builder.fail(
            kinds.CONTROL_CHARACTER.at(
                source.span(*found.span()),
                f"the invisible character U+{code:04X} stands here",
                f'delete it, or write `"\\u{code:04x}"` in double quotes if it is meant',
            )
        )


def _events(source: Source, builder: Builder) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(source.text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise builder.fail(_syntax_fault(error, source)) from None
    except yaml.YAMLError:
        raise builder.fail(kinds.YAML_SYNTAX.at(source.span(0, 0), "the YAML cannot be read")) from None
    except ValueError:
        # PyYAML converts the code of an escape such as `"\UFFFFFFFF"` without checking it.
        raise builder.fail(
            kinds.YAML_SYNTAX.at(source.span(0, 0), "a `\\U` escape in this file names no character")
        ) from None


def _syntax_fault(error: yaml.MarkedYAMLError, source: Source) -> Diagnostic:
    problem = error.problem or ""
    unclosed = "unexpected end of stream" in problem
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    at = 0 if mark is None else min(mark.index, len(source.text))
    if source.text[at : at + 1] == "\t":
        problem = "found a tab character"
    message, hint = next(
        ((message, hint) for part, message, hint in _PROBLEMS if part in problem),
        ("the YAML cannot be read from here on", "check indentation, quotes and brackets"),
    )
    return kinds.YAML_SYNTAX.at(source.span(at, min(at + 1, len(source.text))), message, hint)


def _take(event: yaml.Event, source: Source, builder: Builder) -> None:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return  # the start and the end of the stream only
    span = source.span(start.index, end.index)
    match event:
        case yaml.DocumentStartEvent():
            _document_start(event, span, source, builder)
        case yaml.AliasEvent():
            _feature(
                builder,
                span,
                f"{builder.named('alias', f'*{event.anchor}')} stands for a value that is written elsewhere",
            )
            if builder.wants_key:
                builder.key(f"*{event.anchor}", span)
            else:
                builder.scalar(None, span)
        case yaml.ScalarEvent():
            _refuse_marks(event, span, builder)
            _scalar(event, span, builder)
        case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
            _refuse_marks(event, span, builder)
            if builder.wants_key:
                raise builder.fail(
                    kinds.YAML_FEATURE.at(span, "a list or block cannot be a key", "write a name as the key")
                )
            builder.open(span.start, mapping=isinstance(event, yaml.MappingStartEvent))
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            builder.close(span.end)


def _document_start(event: yaml.DocumentStartEvent, span: Span, source: Source, builder: Builder) -> None:
    if builder.root is not None:
        raise builder.fail(
            kinds.YAML_FEATURE.at(
                span, "a second document starts here", "keep one document in a file; delete the `---`"
            )
        )
    if event.explicit:
        # The parser drops directives that it does not know, so the text is asked.
        for found in _DIRECTIVE.finditer(source.text, 0, span.end):
            where = source.span(*found.span())
            _feature(builder, where, "lines that start with `%` are not read", "delete the line")


def _refuse_marks(
    event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent, span: Span, builder: Builder
) -> None:
    if event.anchor is not None:
        _feature(builder, span, f"{builder.named('anchor', f'&{event.anchor}')} is not read")
    if event.tag is not None:
        _feature(builder, span, "tags are not read", "delete the tag; the schema says what a value is")


def _feature(builder: Builder, span: Span, message: str, hint: str = "write the value out") -> None:
    builder.report(kinds.YAML_FEATURE.at(span, message, hint))


def _scalar(event: yaml.ScalarEvent, span: Span, builder: Builder) -> None:
    text: str = event.value
    bare = not event.style  # None or empty, by the parser
    if any("\ud800" <= each <= "\udfff" for each in text) if not text.isascii() else False:
        raise builder.fail(kinds.YAML_SYNTAX.at(span, "half a character stands in this text", "delete it"))
    if builder.wants_key:
        if bare and text == "<<":
            _feature(builder, span, "the merge key `<<` is not read", "write the keys out")
        elif bare and text == "":
            raise builder.fail(kinds.YAML_SYNTAX.at(span, "a key is missing before the colon"))
        builder.key(text, span)
    elif not bare:
        builder.scalar(text, span)
    elif text in _WORDS:
        builder.scalar(_WORDS[text], span)
    elif text == "~":
        _feature(builder, span, "`~` is read as nothing by some programs and as a text by others", "write `null`")
        builder.scalar(None, span)
    else:
        builder.scalar(NumberText(text) if NUMBER.fullmatch(text) else text, span)

"""One field of a lead or an event, from the keywords that describe it."""

from __future__ import annotations

from msgspec.structs import replace

from leadspec.diagnostics import Label
from leadspec.diagnostics.kinds import schema as kinds
from leadspec.documents import NumberText, Scalar, Sequence
from leadspec.documents.build import shown
from leadspec.schema.keyword_values import KeywordValues
from leadspec.schema.keywords import Shape
from leadspec.schema.model import Field, OnInvalid, TextFormat
from leadspec.schema.parts import Part, Report
from leadspec.types import (
    ArrayType,
    BooleanType,
    DateTimeType,
    DateType,
    EnumType,
    NumberType,
    NumberUnit,
    ScalarType,
    TextType,
)
from leadspec.values.decimals import ONE, format_number, parse_number
from leadspec.values.text import fold, is_blank, nfc, strip

_LONGEST = 1_000_000


def read_marks(part: Part, report: Report) -> frozenset[str]:
    """The `x-leadspec-` marks that are set on a part."""
    keywords = KeywordValues(part, report)
    return frozenset(each for each in part.keywords if each.startswith("x-leadspec-") and keywords.mark(each))


def read_scalar(path: tuple[str, ...], part: Part, shape: Shape, report: Report) -> Field:
    """A field with one value. Faults are reported, and leave the keyword out."""
    keywords = KeywordValues(part, report)
    missing = _markers(keywords, shape)
    field = replace(_common(Field(path, _scalar_type(keywords, shape, missing)), keywords), missing=missing)
    match shape:
        case Shape.NUMBER | Shape.INTEGER:
            return _with_bounds(field, keywords)
        case Shape.TEXT:
            return _with_text_rules(field, keywords)
        case _:
            return field


def read_list(path: tuple[str, ...], part: Part, items: Part, shape: Shape, report: Report) -> Field:
    """A field with many values; `items` describe each of them."""
    item = read_scalar(path, items, shape, report)
    for keyword in ("x-on-invalid", "x-fixed", "x-personal", "x-known-after-outcome"):
        if keyword in items.keywords:
            report(
                kinds.MISPLACED_KEYWORD.at(
                    items.keywords[keyword].key_span,
                    f"`{keyword}` speaks of a whole field, not of its items",
                    "move it beside `type: array`",
                )
            )
    keywords = KeywordValues(part, report)
    type_ = item.type
    field = replace(
        _common(replace(item, fixed=False, personal=False, known_after_outcome=False), keywords),
        type=type_ if isinstance(type_, ArrayType) else ArrayType(_as_scalar(type_)),
        missing=tuple(dict.fromkeys(item.missing + _markers(keywords, shape))),
    )
    return replace(field, title=field.title or item.title, description=field.description or item.description)


def _as_scalar(type_: object) -> ScalarType:
    match type_:
        case BooleanType() | NumberType() | TextType() | EnumType() | DateType() | DateTimeType():
            return type_
        case _:
            raise TypeError(f"the items of a list have one value each, not {type_}")


def _scalar_type(keywords: KeywordValues, shape: Shape, missing: tuple[str, ...]) -> ScalarType:
    match shape:
        case Shape.BOOLEAN:
            return BooleanType()
        case Shape.NUMBER | Shape.INTEGER:
            unit = keywords.one_of("x-unit", ("share", "percent"))
            return NumberType(NumberUnit(unit or "plain"), shape is Shape.INTEGER)
        case Shape.DATE:
            return DateType()
        case Shape.DATE_TIME:
            return DateTimeType()
        case Shape.ENUM:
            return EnumType(_members(keywords, frozenset(missing)))
        case _:
            return TextType()


def _members(keywords: KeywordValues, markers: frozenset[str]) -> tuple[str, ...]:
    """The members, without those that `x-missing` declares to mean missing."""
    found: dict[str, Scalar] = {}
    members = []
    for item in keywords.scalars("enum"):
        if item.value is None:
            continue  # beside `"null"` JSON Schema wants it listed
        if not isinstance(item.value, str) or isinstance(item.value, NumberText):
            text = str(item.value).lower() if isinstance(item.value, bool) else str(item.value)
            keywords.report(
                kinds.ENUM.at(item.span, f"the member `{text}` is not a text", f'put it in quotes: `"{text}"`')
            )
            continue
        member = strip(nfc(item.value))
        folded = fold(member)
        if not folded:
            keywords.report(kinds.ENUM.at(item.span, "a member is blank", "delete it; a blank value means missing"))
        elif member != item.value:
            keywords.report(
                kinds.ENUM.at(
                    item.span,
                    f"the member `{shown(item.value)}` has spaces at its ends, or letters in two parts",
                    f"write `{shown(member)}`",
                )
            )
        elif not member.isprintable():
            keywords.report(
                kinds.ENUM.at(
                    item.span, f"the member `{shown(member)}` holds an invisible character", "delete the character"
                )
            )
        elif folded in found:
            keywords.report(
                kinds.ENUM.at(
                    item.span,
                    f"the members `{shown(str(found[folded].value))}` and `{shown(member)}` are the same, as case "
                    "does not count",
                    "keep one of them",
                    secondary=[Label(found[folded].span, "first here")],
                )
            )
        else:
            found[folded] = item
            if folded not in markers:
                members.append(member)
    node = keywords.part.node("enum")
    if (
        isinstance(node, Sequence)
        and not members
        and all(isinstance(each, Scalar) and (each.value is None or each in found.values()) for each in node.items)
    ):
        keywords.report(kinds.ENUM.at(node.span, "the `enum` has no member that says something", "list the values"))
    return tuple(members)


def _markers(keywords: KeywordValues, shape: Shape) -> tuple[str, ...]:
    """Markers of missing as canonical text, each once."""
    found: dict[str, None] = {}
    for item in keywords.scalars("x-missing"):
        match item.value:
            case None:
                pass  # null means missing anyway
            case bool():
                found["true" if item.value else "false"] = None
            case str():
                if not is_blank(item.value):
                    found[_canonical_marker(item.value, shape)] = None
    return tuple(found)


def _canonical_marker(text: str, shape: Shape) -> str:
    if shape in (Shape.NUMBER, Shape.INTEGER):
        number = parse_number(strip(text))
        if isinstance(number, int):
            return format_number(number)
    return fold(text)


def _common(field: Field, keywords: KeywordValues) -> Field:
    on_invalid = keywords.one_of("x-on-invalid", ("reject", "missing"))
    examples = (
        "true" if each.value is True else "false" if each.value is False else str(each.value)
        for each in _example_scalars(keywords)
        if each.value is not None
    )
    return replace(
        field,
        on_invalid=OnInvalid(on_invalid or "reject"),
        fixed=keywords.mark("x-fixed"),
        personal=keywords.mark("x-personal"),
        known_after_outcome=keywords.mark("x-known-after-outcome"),
        title=keywords.text("title"),
        description=keywords.text("description"),
        examples=tuple(examples),
    )


def _example_scalars(keywords: KeywordValues) -> tuple[Scalar, ...]:
    """Examples change nothing, so any value may stand there; the single values are kept."""
    node = keywords.part.node("examples")
    if node is not None and not isinstance(node, Sequence):
        keywords.scalars("examples")  # reports it
        return ()
    return tuple(each for each in node.items if isinstance(each, Scalar)) if node is not None else ()


def _with_bounds(field: Field, keywords: KeywordValues) -> Field:
    field = replace(
        field,
        minimum=keywords.number("minimum"),
        maximum=keywords.number("maximum"),
        exclusive_minimum=keywords.number("exclusiveMinimum"),
        exclusive_maximum=keywords.number("exclusiveMaximum"),
        decimals=keywords.count("x-decimals", 6),
    )
    unit = field.type.unit if isinstance(field.type, NumberType) else NumberUnit.PLAIN
    if unit is NumberUnit.SHARE:
        # A share lies between 0 and 1 whether the schema says so again or not.
        field = replace(
            field,
            minimum=max(field.minimum or 0, 0),
            maximum=ONE if field.maximum is None else min(field.maximum, ONE),
        )
    low, high = lowest(field), highest(field)
    if low is not None and high is not None and low > high:
        share = ("x-unit",) if unit is NumberUnit.SHARE else ()
        _report_empty(keywords, ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", *share))
    return field


def lowest(field: Field) -> int | None:
    """The smallest number that the bounds allow, in millionths."""
    step = ONE if isinstance(field.type, NumberType) and field.type.integer else 1
    bounds = []
    if field.minimum is not None:
        bounds.append(-(-field.minimum // step) * step)
    if field.exclusive_minimum is not None:
        bounds.append((field.exclusive_minimum // step + 1) * step)
    return max(bounds, default=None)


def highest(field: Field) -> int | None:
    """The largest number that the bounds allow, in millionths."""
    step = ONE if isinstance(field.type, NumberType) and field.type.integer else 1
    bounds = []
    if field.maximum is not None:
        bounds.append(field.maximum // step * step)
    if field.exclusive_maximum is not None:
        bounds.append((-(-field.exclusive_maximum // step) - 1) * step)
    return min(bounds, default=None)


def _with_text_rules(field: Field, keywords: KeywordValues) -> Field:
    format_ = keywords.text("format")
    field = replace(
        field,
        format=TextFormat(format_) if format_ in ("email", "uri") else TextFormat.PLAIN,
        min_length=keywords.count("minLength", _LONGEST),
        max_length=keywords.count("maxLength", _LONGEST),
        pattern=_pattern(keywords),
    )
    if field.min_length is not None and field.max_length is not None and field.min_length > field.max_length:
        _report_empty(keywords, ("minLength", "maxLength"))
    return field


def _pattern(keywords: KeywordValues) -> str | None:
    text = keywords.text("pattern")
    if text is None:
        return None
    from leadspec.values.patterns import PatternFault, parse_pattern  # few schemas have one

    pattern = parse_pattern(text)
    if isinstance(pattern, PatternFault):
        keywords.report(kinds.PATTERN.at(keywords.part.at("pattern"), pattern.message, pattern.hint))
        return None
    return text


def _report_empty(keywords: KeywordValues, names: tuple[str, ...]) -> None:
    present = [each for each in names if each in keywords.part.keywords]
    written = " and ".join(f"`{each}`" for each in present)
    keywords.report(
        kinds.BOUNDS.at(keywords.part.at(present[0]), f"no value fits {written} together", "correct one of them")
    )

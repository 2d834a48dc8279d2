"""One field of the schema -> the function that reads its raw values. Built once, called for each value."""

from __future__ import annotations

import re
from typing import Final, assert_never

from leadspec.cleanup.numbers import number_reader
from leadspec.cleanup.options import CleanOptions
from leadspec.cleanup.outcomes import (
    MISSING,
    Converter,
    Fault,
    Missing,
    Outcome,
    Reader,
    Repair,
    Repaired,
    with_repairs,
)
from leadspec.cleanup.times import day_of, instant_of
from leadspec.documents import NumberText, Raw, Unreadable
from leadspec.documents.json_value import json_value
from leadspec.ir.lead import Scalar
from leadspec.schema.model import Field, OnInvalid, TextFormat
from leadspec.types import (
    ArrayType,
    BooleanType,
    DateTimeType,
    DateType,
    EnumType,
    NumberType,
    ScalarType,
    TextType,
)
from leadspec.values.decimals import format_number, parse_number
from leadspec.values.patterns import Pattern, parse_pattern
from leadspec.values.text import fold, length_of, newer_characters, nfc, strip
from leadspec.values.zones import Zone

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NAME: Final = r"[^\s@<>()\[\],;:\\\"\x00-\x1f]+"
_HOST: Final = r"[^\s@<>()\[\],;:\\\"./\x00-\x1f]+"
_EMAIL: Final = re.compile(rf"{_NAME}@{_HOST}(?:\.{_HOST})*\.?")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f]+")


def converter(field: Field, options: CleanOptions, zone: Zone | None) -> Converter:
    """The function that reads the raw values of one field."""
    options = options.by_field.get(field.name, options)
    zone = options.zone or zone
    type_ = field.type
    match type_:
        case ArrayType(item):
            read = _list_reader(field, item, options, zone)
        case BooleanType() | NumberType() | TextType() | EnumType() | DateType() | DateTimeType():
            read = _scalar_reader(field, type_, options, zone)
        case _:
            raise TypeError(f"no field of a schema has the type {type_}")
    return _after(field, options, read)


def _after(field: Field, options: CleanOptions, read: Converter) -> Converter:
    """What the schema says about values that do not fit, and whether a reason may show them."""
    if field.on_invalid is OnInvalid.MISSING:

        def as_missing(raw: Raw) -> Outcome:
            outcome = read(raw)
            return Repaired(MISSING, (Repair.INVALID,)) if isinstance(outcome, Fault) else outcome

        return as_missing
    if options.show_values and not field.personal:

        def showing(raw: Raw) -> Outcome:
            outcome = read(raw)
            if isinstance(outcome, Fault) and isinstance(raw, str):
                shown = "".join(each if each.isprintable() else "�" for each in raw[:60]).replace("`", "'")
                return Fault(f"{outcome.reason}: `{shown}`")
            return outcome

        return showing
    return read


def _scalar_reader(field: Field, type_: ScalarType, options: CleanOptions, zone: Zone | None) -> Converter:
    read = _text_reader(field, type_, options, zone)
    markers = frozenset(field.missing) | frozenset(map(fold, options.missing))
    numeric = isinstance(type_, NumberType)
    spellings = {fold(each): value for value, spelled in options.values.get(field.name, {}).items() for each in spelled}

    def convert(raw: Raw) -> Outcome:
        match raw:
            case None:
                return MISSING
            case bool():
                text, bare = ("true" if raw else "false"), True
            case str():
                text, bare = raw, isinstance(raw, NumberText)
            case list():
                return Fault("is a list, and one value is wanted")
            case dict():
                return Fault("is a block of fields, and one value is wanted")
            case Unreadable(written, reason):
                return Repaired(MISSING, (Repair.MARKER,)) if written and fold(written) in markers else Fault(reason)
        if not strip(text):
            return MISSING
        if markers and (fold(text) in markers or (numeric and _canonical(text) in markers)):
            return Repaired(MISSING, (Repair.MARKER,))
        if spellings:
            meant = spellings.get(fold(text))
            if meant is not None:
                return _declared(read(meant, False))
        return read(text, bare)

    return convert


def _declared(outcome: Outcome) -> Outcome:
    """A value that was written as the data description declares, and not as the schema does."""
    if isinstance(outcome, (Fault, Missing, Repaired)):
        return outcome
    return Repaired(outcome, (Repair.DECLARED,))


def _canonical(text: str) -> str | None:
    number = parse_number(strip(text))
    return format_number(number) if isinstance(number, int) else None


def _text_reader(field: Field, type_: ScalarType, options: CleanOptions, zone: Zone | None) -> Reader:
    match type_:
        case BooleanType():
            return _boolean_reader(options)
        case NumberType():
            return number_reader(field, type_, options)
        case EnumType(members):
            return _member_reader(members)
        case DateType():
            return lambda text, _: day_of(strip(text), options)
        case DateTimeType():
            return lambda text, _: instant_of(strip(text), options, zone)
        case TextType():
            return _free_text_reader(field)
        case _:
            assert_never(type_)


def _boolean_reader(options: CleanOptions) -> Reader:
    # Data in JSON has its own true and false, whatever else is declared.
    words = {"false": False, "true": True}
    words |= {fold(each): False for each in options.false_words} | {fold(each): True for each in options.true_words}
    wanted = " or ".join(f"`{each}`" for each in dict.fromkeys((*options.true_words, *options.false_words)))

    def read(text: str, _: bool) -> Outcome:
        found = words.get(fold(text))
        return Fault(f"is not {wanted}") if found is None else found

    return read


def _member_reader(members: tuple[str, ...]) -> Reader:
    exact = frozenset(members)
    folded = {fold(each): each for each in members}
    fault = Fault(f"is none of the {len(members)} values that the schema lists")

    def read(text: str, _: bool) -> Outcome:
        if text in exact:
            return text if text.__class__ is str else str(text)
        member = folded.get(fold(text))
        return fault if member is None else Repaired(member, (Repair.SPELLING,))

    return read


def _free_text_reader(field: Field) -> Reader:
    pattern = parse_pattern(field.pattern) if field.pattern is not None else None
    shortest, longest = field.min_length, field.max_length
    counted = shortest is not None or longest is not None

    def read(text: str, _: bool) -> Outcome:
        if not text.isprintable():
            control = _CONTROL.search(text)
            if control:
                return Fault(f"holds the control character U+{ord(control.group()):04X}")
        if field.format is TextFormat.EMAIL and not _EMAIL.fullmatch(strip(text)):
            return Fault("is not an e-mail address")
        if field.format is TextFormat.URI and not _URI.fullmatch(strip(text)):
            return Fault("is not an address such as `https://firm.example`")
        if counted:
            length = length_of(text)
            if shortest is not None and length < shortest:
                return Fault(f"is shorter than {shortest} characters")
            if longest is not None and length > longest:
                return Fault(f"is longer than {longest} characters")
        if isinstance(pattern, Pattern) and not pattern.matches(fold(text)):
            return Fault("does not match the pattern of the schema")
        if text.isascii():
            return text if text.__class__ is str else str(text)
        return with_repairs(nfc(text), [Repair.NEWER] if newer_characters(text) else [])

    return read


def _list_reader(field: Field, item: ScalarType, options: CleanOptions, zone: Zone | None) -> Converter:
    read_item = _scalar_reader(field, item, options, zone)
    separator = options.separators.get(field.name)

    def convert(raw: Raw) -> Outcome:
        repairs: list[Repair] = []
        items = _items(raw, separator)
        if isinstance(items, Fault):
            return items
        single = items is None
        if items is None:
            items = [raw]
        values: list[Scalar] = []
        for number, each in enumerate(items, 1):
            outcome = read_item(each)
            if isinstance(outcome, Fault):
                return Fault(f"has an item, number {number}, that {outcome.reason}")
            if isinstance(outcome, Repaired):
                repairs += outcome.repairs
                outcome = outcome.value
            if isinstance(outcome, Missing):
                repairs.append(Repair.ITEMS)
            elif not isinstance(outcome, tuple):
                values.append(outcome)
        if single:
            # One value without a list around it; a blank one is an empty list.
            said = (each for each in repairs if each is not Repair.ITEMS)
            repairs = [*said, Repair.SINGLE] if values else list(said)
        return with_repairs(tuple(values) if values else MISSING, repairs)

    return convert


def _items(raw: Raw, separator: str | None) -> list[Raw] | Fault | None:
    """The items of a list: written as such, as JSON in one text, or with a declared separator; else `None`."""
    match raw:
        case list():
            return raw
        case dict():
            return Fault("is a block of fields, and a list is wanted")
        case str() if not isinstance(raw, NumberText):
            text = strip(raw)
            if separator is not None:
                return list(text.split(separator)) if text else []
            if text.startswith("[") and text.endswith("]"):
                value = json_value(text)
                return value if isinstance(value, list) else Fault("starts like a JSON list and is none")
    return None

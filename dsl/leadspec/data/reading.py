"""The part of a data description that says how one file is read: signs, words, spellings, zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from leadspec.cleanup import CleanOptions, DateNumbers, DateOrder
from leadspec.data.nodes import entries, get, named, word, words
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import description as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.documents import Node
from leadspec.schema.model import Field
from leadspec.source import Span
from leadspec.types import ArrayType, BooleanType, EnumType
from leadspec.values.text import fold
from leadspec.values.zones import zone, zone_names


class Names(Struct, frozen=True):
    """The names that a file's part of a description may use, and the fields that they stand for.

    `full`: by the name as written. `what`: what such a name is, for messages.
    """

    full: Mapping[str, tuple[str, Field]]
    what: str = "a field of the schema"

    def find(self, name: str, span: Span, found: list[Diagnostic]) -> tuple[str, Field] | None:
        """The field's name for the clean-up, and the field."""
        known = self.full.get(name)
        if known is None:
            found.append(
                kinds.UNKNOWN_FIELD.at(span, f"`{shown(name)}` is not {self.what}", *did_you_mean(name, self.full))
            )
        return known


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, ...]:
    known = list(known)
    folded = [each for each in known if fold(each) == fold(name)]
    near = folded[:1] or nearest(name, known)
    return (f"did you mean `{near[0]}`?",) if near else ()


def shown(text: str) -> str:
    return "".join(each if each.isprintable() else "�" for each in text[:60]).replace("`", "'")


def read_options(node: Node | None, names: Names, base: CleanOptions, found: list[Diagnostic]) -> CleanOptions:
    """What stands there over what a preset says. Faults go to `found`."""
    true_words, false_words = words(get(node, "true_words")), words(get(node, "false_words"))
    options = CleanOptions(
        decimal=_one_of(node, "decimal", base.decimal),
        thousands=word(get(node, "thousands")) or base.thousands,
        date_order=_order(node) or base.date_order,
        date_numbers=_date_numbers(node) or base.date_numbers,
        two_digit_years_from=_year(node) or base.two_digit_years_from,
        number_signs=_texts(node, "number_signs") or base.number_signs,
        true_words=tuple(each.text for each in true_words) or base.true_words,
        false_words=tuple(each.text for each in false_words) or base.false_words,
        missing=_texts(node, "missing") or base.missing,
        separators={**base.separators, **dict(_separators(node, names, found))},
        values={**base.values, **dict(_values(get(node, "values"), names, found))},
    )
    thousands = get(node, "thousands") or get(node, "decimal")
    if thousands is not None and options.decimal == options.thousands:
        message = f"`{options.decimal}` cannot stand both before decimals and between thousands"
        hint = "name another sign for one of the two"
        if get(node, "decimal") is None:
            other = "," if options.thousands == "." else "."
            hint = f'add `decimal: "{other}"` if that is the sign before decimals'
        found.append(kinds.BAD_READING.at(thousands.span, message, hint))
    yes = {fold(each) for each in (*options.true_words, "true")}
    no = {fold(each) for each in (*options.false_words, "false")}
    # A word in both lists is told once, in the list that stands second.
    both = [each for each in true_words if fold(each.text) in (no if not false_words else {"false"})]
    both += [each for each in false_words if fold(each.text) in yes]
    for each in both:
        message = f"`{shown(each.text)}` cannot mean both yes and no"
        found.append(kinds.BAD_READING.at(each.span, message, "delete it from one of the two lists"))
    zone_name = named(get(node, "timezone"))
    if zone_name is not None:
        here = zone(zone_name.text)
        if here is None:
            hints = did_you_mean(zone_name.text, zone_names()) or ("write it like `Europe/Berlin`",)
            found.append(
                kinds.BAD_READING.at(zone_name.span, f"there is no time zone `{shown(zone_name.text)}`", *hints)
            )
        options = replace(options, zone=here)
    return options


def read_spellings(
    node: Node | None, values: tuple[str, ...], what: str, found: list[Diagnostic]
) -> dict[str, tuple[str, ...]]:
    """`{member: [spellings]}`: for which of the values each spelling stands."""
    spelled: dict[str, tuple[str, ...]] = {}
    # A spelling may be the name of another value: systems use one word for different things.
    meant: dict[str, str] = {}
    for entry in entries(node):
        if entry.key not in values:
            message = f"`{shown(entry.key)}` is no value of {what}"
            hints = did_you_mean(entry.key, values) or (_listed(values),)
            found.append(kinds.UNKNOWN_MEMBER.at(entry.key_span, message, *hints))
            continue
        texts = words(entry.value)
        for each in texts:
            other = meant.setdefault(fold(each.text), entry.key)
            if other != entry.key:
                message = f"`{shown(each.text)}` cannot stand for both `{shown(other)}` and `{shown(entry.key)}`"
                found.append(kinds.BAD_READING.at(each.span, message, "delete it from one of the two"))
        spelled[entry.key] = tuple(each.text for each in texts)
    return spelled


def _listed(values: tuple[str, ...]) -> str:
    some = ", ".join(f"`{shown(each)}`" for each in values[:12])
    return f"the schema lists {some}{' …' if len(values) > 12 else ''}"


def _values(
    node: Node | None, names: Names, found: list[Diagnostic]
) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    for entry in entries(node):
        known = names.find(entry.key, entry.key_span, found)
        if known is None:
            continue
        name, field = known
        type_ = field.type.item if isinstance(field.type, ArrayType) else field.type
        match type_:
            case EnumType(members):
                yield name, read_spellings(entry.value, members, f"`{entry.key}`", found)
            case BooleanType():
                yield name, read_spellings(entry.value, ("true", "false"), f"`{entry.key}`", found)
            case _:
                message = f"`{entry.key}` has no fixed set of values that could be spelled otherwise"
                found.append(
                    kinds.UNKNOWN_MEMBER.at(entry.key_span, message, "`values` is for an `enum`, and for yes and no")
                )


def _separators(node: Node | None, names: Names, found: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    separators = get(node, "separator")
    for_all = word(separators)
    if for_all is not None:
        yield from ((name, for_all) for name, field in names.full.values() if isinstance(field.type, ArrayType))
    for entry in entries(separators):
        known = names.find(entry.key, entry.key_span, found)
        sign = word(entry.value)
        if known is None or sign is None:
            continue
        name, field = known
        if not isinstance(field.type, ArrayType):
            message = f"`{entry.key}` holds one value, which nothing has to split"
            found.append(kinds.BAD_READING.at(entry.key_span, message, "delete it, or make the field an array"))
        yield name, sign


def _texts(node: Node | None, key: str) -> tuple[str, ...]:
    return tuple(each.text for each in words(get(node, key)))


def _one_of(node: Node | None, key: str, otherwise: str) -> str:
    return word(get(node, key)) or otherwise


def _order(node: Node | None) -> DateOrder | None:
    text = word(get(node, "date_order"))
    return next((each for each in DateOrder if each.value == text), None)


def _date_numbers(node: Node | None) -> DateNumbers | None:
    text = word(get(node, "date_numbers"))
    return next((each for each in DateNumbers if each.value == text), None)


def _year(node: Node | None) -> int | None:
    text = word(get(node, "two_digit_years_from"))
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) == 4 else None

"""A nested record and its schema, walked together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec import field as structs_field

from leadspec.cleanup.outcomes import NO_FACTS, Converter, Fault, Missing, Outcome, Repair, Repaired
from leadspec.documents import NumberText, Raw
from leadspec.ir.lead import FactValue
from leadspec.values.text import nfc, strip

MOST_KEPT: Final = 4096
LONGEST_KEPT: Final = 64


class Leaf(Struct, frozen=True):
    """One field. It remembers what short texts became, since most fields have few different values.

    Bare numbers are kept apart from texts: `"1.500"` may be read otherwise than `1.500`.
    """

    name: str
    read: Converter
    texts: dict[str, Outcome] = structs_field(default_factory=dict)
    numbers: dict[str, Outcome] = structs_field(default_factory=dict)

    def convert(self, raw: Raw) -> Outcome:
        if not isinstance(raw, str):
            return self.read(raw)
        known = self.numbers if isinstance(raw, NumberText) else self.texts
        outcome = known.get(raw)
        if outcome is None:
            outcome = self.read(raw)
            if len(raw) <= LONGEST_KEPT and len(known) < MOST_KEPT:
                known[raw] = outcome
        return outcome


class Kept(Struct, frozen=True):
    """A key whose raw value is handed out as it is: the activities."""

    name: str


class Block(Struct, frozen=True):
    """A nested object: what its keys stand for."""

    name: str
    keys: dict[str, Leaf | Kept | Block] = structs_field(default_factory=dict)


class Gathered(Struct):
    """What one record gave."""

    facts: dict[str, FactValue] = field(default_factory=dict)
    repairs: list[tuple[Repair, str]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    kept: Raw = None

    def take(self, leaf: Leaf, raw: Raw) -> None:
        outcome = leaf.convert(raw)
        if isinstance(outcome, NO_FACTS):
            self.note(leaf.name, outcome)
        else:
            self.facts[leaf.name] = outcome

    def note(self, name: str, outcome: Missing | Repaired | Fault) -> None:
        match outcome:
            case Missing():
                pass
            case Fault(reason):
                self.faults.append((name, reason))
            case Repaired(value, repairs):
                self.repairs += [(each, name) for each in repairs]
                if not isinstance(value, Missing):
                    self.facts[name] = value


def build_block(leaves: Iterable[tuple[tuple[str, ...], Leaf | Kept]]) -> Block:
    """The tree of all leaves, by their paths."""
    root = Block("")
    for path, leaf in leaves:
        block = root
        for depth, key in enumerate(path[:-1], 1):
            inner = block.keys.setdefault(key, Block(".".join(path[:depth])))
            if not isinstance(inner, Block):
                raise ValueError(f"{leaf.name} lies inside a field that is no block")
            block = inner
        block.keys[path[-1]] = leaf
    return root


def empty_blocks(required: Sequence[tuple[str, str]], there: Sequence[str]) -> list[str]:
    """The blocks that are required, in the record or beside other fields of a block, and have nothing in them."""

    def holds(block: str) -> bool:
        return any(name == block or name.startswith(f"{block}.") for name in there)

    return [block for within, block in required if (not within or holds(within)) and not holds(block)]


def walk(record: Mapping[str, Raw], block: Block, gathered: Gathered) -> None:
    """Reads each key of a record as the schema says. As deep as the schema, whatever the record."""
    for key, raw in record.items():
        entry = block.keys.get(key) or _by_tidy_key(key, record, block)
        if isinstance(entry, Leaf):
            gathered.take(entry, raw)
            continue
        match entry:
            case None:
                gathered.unknown.append(f"{block.name}.{key}" if block.name else key)
            case Kept():
                gathered.kept = raw
            case Block() if isinstance(raw, dict):
                walk(raw, entry, gathered)
            case Block():
                if raw is not None and not (isinstance(raw, str) and not strip(raw)):
                    gathered.faults.append((entry.name, "is a single value or a list, and a block of fields is wanted"))


def _by_tidy_key(key: str, record: Mapping[str, Raw], block: Block) -> Leaf | Kept | Block | None:
    """A key with outer spaces, or with letters in two parts, unless the tidy one is there as well."""
    tidy = strip(nfc(key))
    return block.keys.get(tidy) if tidy not in record else None

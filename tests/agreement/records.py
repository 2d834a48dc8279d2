"""Raw leads as the world sends them: those of `typed_leads`, with text traps, edges of windows, and what does not fit.

A record that does not fit is rejected, or loses a field or an event. Engines that clean up on their own have to say
the same of it, word for word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leadspec.documents import NumberText, Raw
from leadspec.ir.lead import Event, FactValue, Lead
from leadspec.values.instants import DAY, FIRST_INSTANT, HOUR, LAST_INSTANT, SECOND, format_instant
from property.typed_choices import Choices, seeded
from property.typed_leads import Record, RecordMaker, put
from property.typed_policies import TypedPolicy
from property.typed_schema import FieldSpec, Kind

# What software takes for one letter, or for none: pairs to put in each other's place, both ways.
LOOK_ALIKES = (
    ("i", "\u0130"),
    ("I", "\u0131"),
    ("i", "i\u0307"),
    ("ss", "\u00df"),
    ("\u00df", "\u1e9e"),
    ("\u03a3", "\u03c2"),
    ("\u03c3", "\u03c2"),
    ("fi", "\ufb01"),
    ("e", "\u0435"),
    ("a", "\u0430"),
    ("k", "\u212a"),
    ("\u00e9", "e\u0301"),
    ("\u00c9", "E\u0301"),
    ("-", "\u2010"),
    ("1", "\u0661"),
    ("s", "\u017f"),
    ("h", "\uff48"),
    ("/", "\u2215"),
    (" ", "\u00a0"),
    (" ", "\u2003"),
    (" ", "\u3000"),
)
INSIDE = (
    "\u200b",
    "\u200d",
    "\u00ad",
    "\u2060",
    "\ufeff",
    "%",
    "_",
    "\\",
    "'",
    '"',
    "*",
    "\U0001f600",
    "\t",
    "\n",
    ".",
)
AROUND = ("\u00a0", "\u2003", "\u200b", "\ufeff", "\n", "\t", "\u2028", "\u3000", "\u1680", "\u180e")
PUNCTUATION = ("-", "/", ",", "(", "\u2013", "\u00b7", "_", "&", "\u3001", "\u2019", "'", "\u00a0")

_NUMBERS = ("-0", "+5", "007", "1e3", "0.0000001", "999999999999.999999", "-999999999999.999999", "1000000000000", ".5")
_NOT_NUMBERS = ("NaN", "1,5", "1.234.567", "12 000", "five", "1e400", "0x10", "--1", "1_000")
_NOT_DAYS = ("2026-02-30", "31.01.2026", "2026-1-5", "yesterday", "0000-01-01", "2026-13-01", "2027-02-29")
_NOT_INSTANTS = ("2026-02-30T10:00:00Z", "2026-01-31T25:00:00Z", "2026-01-31T10:00:00+25:00", "10:00", "1700000000")
_NOT_TRUTHS = ("yes", "ja", "1", "TRUE.", "t")
_NEVER_FITS: tuple[Raw, ...] = ({"value": 1}, [[1]], "\x00", {"": None}, "\x07")


def wild_records(seed: int | str, policy: TypedPolicy, count: int) -> list[Record]:
    """The raw leads of a seed."""
    maker = WildRecords(seeded(f"wild {seed}"), policy)
    return [maker.wild(number) for number in range(1, count + 1)]


class WildRecords(RecordMaker):
    """Makes records of which most fit."""

    def wild(self, number: int) -> Record:
        found = self.record(number)
        if self.choices.rarely(5):
            self.spoil(found)
        match self.choices.pick(40):
            case 0:
                found["id"] = f"lead-{max(number - 1, 1)}"
            case 1:
                del found["id"]
            case 2:
                found["id"] = NumberText(f"00{number}")
            case 3:
                found["no such field"] = "x"
            case 4:
                found[" country "] = found.pop("country", None)
            case _:
                pass
        return found

    def spoil(self, record: Record) -> None:
        spec = self.of(self.policy.schema.fields)
        outer = record.get(spec.path[0])
        if len(spec.path) == 1 or outer is None or isinstance(outer, dict):
            put(record, spec, self.misfit(spec))

    def misfit(self, spec: FieldSpec) -> Raw:
        """A value that the clean-up has to refuse, or to bring into shape."""
        if self.choices.rarely(5):
            return self.of(_NEVER_FITS)
        if spec.many and self.choices.rarely(2):
            return self.one("a single one", [None, "", "x", {"a": 1}], '["x", 2]', "[1", [True, NumberText("2")])
        match spec.kind:
            case Kind.NUMBER:
                text = self.one(*_NOT_NUMBERS, *_NUMBERS)
                return self.one(text, NumberText(text) if text in _NUMBERS else text, True, "1.2345678")
            case Kind.DAY:
                return self.one(*_NOT_DAYS, "2026-01-31T10:00:00Z", "2026-01-31T00:00:00", NumberText("20260131"))
            case Kind.INSTANT:
                return self.one(*_NOT_INSTANTS, *_NOT_DAYS, "2026-03-29T02:30:00", "2026-10-25T02:30:00.123456789")
            case Kind.BOOLEAN:
                return self.one(*_NOT_TRUTHS, NumberText("1"), "TRUE", " false ")
            case Kind.ENUM:
                return self.one("no member", NumberText("1"), True, self.trap(self.of(spec.members)))
            case Kind.TEXT:
                return self.one(NumberText("007"), True, "x" * 500, "not an address@", "\u202eabc")

    # --- texts ------------------------------------------------------------------------------------------------

    def text(self, spec: FieldSpec) -> str:
        found = super().text(spec)
        return self.trap(found) if self.choices.rarely(3) and "format" not in spec.keywords else found

    def trap(self, text: str) -> str:
        """What looks like the text, or holds it, but may be another."""
        match self.choices.pick(7):
            case 0 | 1:
                plain, other = self.of(LOOK_ALIKES)
                there = [each for each in LOOK_ALIKES if each[0] in text or each[1] in text]
                plain, other = self.of(there) if there else (plain, other)
                return text.replace(plain, other) if plain in text else text.replace(other, plain)
            case 2:
                at = self.choices.pick(len(text) + 1)
                return text[:at] + self.of(INSIDE) + text[at:]
            case 3:
                return self.of(AROUND) + text + self.of(AROUND)
            case 4:
                return unicodedata.normalize(self.one("NFD", "NFC", "NFKD"), text)
            case 5:
                return self.one("x", "the ", "") + self.of(PUNCTUATION) + text + self.of(PUNCTUATION)
            case _:
                return self.one(text.swapcase(), text.title(), text * 3, text[:-1], text + "s")

    # --- numbers and time -------------------------------------------------------------------------------------

    def number(self, spec: FieldSpec) -> Raw:
        if not self.choices.rarely(30):
            return super().number(spec)
        fits = ("-0", "+5", "007", "1e1") if not spec.unit else ("0", "1", "1.0", "0.000")
        return self.one(*fits)

    def instant(self) -> str:
        if not self.choices.rarely(2):
            return super().instant()
        at = self.of(self.interesting_instants) + self.one(0, -1, 1, -DAY, DAY, -SECOND, HOUR, -HOUR, DAY - 1)
        return format_instant(min(max(at, FIRST_INSTANT), LAST_INSTANT), self.one(None, self.zone))

    # --- events -----------------------------------------------------------------------------------------------

    def activities(self) -> Raw:
        found = super().activities()
        if isinstance(found, list):
            if self.choices.rarely(10):
                found += self.many_events()
            if self.choices.rarely(8):
                found.insert(self.choices.pick(len(found) + 1), self.odd_event())
        elif self.choices.rarely(8):
            return self.one("", "[]", {"type": "purchase"}, "none at all")
        return found

    def many_events(self) -> list[Raw]:
        """A burst, or a long history: close to each other, some at one instant."""
        start = self.of(self.interesting_instants)
        step = self.one(0, 1, SECOND, HOUR, DAY // 2, DAY, 7 * DAY)
        types = self.choices.some(self.policy.schema.event_types, 1, 2)
        found: list[Raw] = []
        for number in range(self.one(8, 20, 40)):
            at = min(max(start - number * step, FIRST_INSTANT), LAST_INSTANT)
            event: Record = {"type": self.of(types), "at": format_instant(at)}
            for each in self.policy.schema.event_fields:
                if "x-leadspec-event-id" not in each.keywords and self.choices.rarely(3):
                    put(event, each, self.field(each))
            found.append(event)
        return found

    def odd_event(self) -> Raw:
        spec = self.of(self.policy.schema.event_fields)
        event: Record = {"type": self.of(self.policy.schema.event_types), "at": self.instant()}
        changes: Sequence[Callable[[], object]] = (
            lambda: event.pop("at"),
            lambda: event.pop("type"),
            lambda: event.update(at=self.of(_NOT_INSTANTS)),
            lambda: event.update(type=NumberText("1")),
            lambda: put(event, spec, self.misfit(spec)),
            lambda: event.update({"what nobody declared": "x"}),
        )
        self.of(changes)()
        return self.one(event, event, event, "no event", None)


def mixed(seed: int | str, leads: Sequence[Lead], count: int) -> list[Lead]:
    """More leads from a few: facts of two of them, events of one, some left out. They cost next to nothing."""
    if not leads:
        return []
    choices = seeded(f"mixed {seed}")
    return [_mixed(choices, f"mixed-{number}", leads) for number in range(count)]


def _mixed(choices: Choices, name: str, leads: Sequence[Lead]) -> Lead:
    first, second, third = (choices.of(leads) for _ in range(3))
    facts: dict[str, FactValue] = {}
    for field in dict.fromkeys((*first.facts, *second.facts)):
        value = _picked(choices, first.facts, second.facts, field)
        if value is not None and not choices.rarely(12):
            facts[field] = value
    events = third.events if choices.rarely(2) else tuple(each for each in third.events if not choices.rarely(3))
    if choices.rarely(4) and len(events) > 1:
        moved = [Event(each.type, choices.of(events).at, each.facts) for each in events]
        events = tuple(sorted(moved, key=lambda each: each.at))
    return Lead(name, facts, events)


def _picked(choices: Choices, first: Mapping[str, Any], second: Mapping[str, Any], field: str) -> Any:
    one, other = (first, second) if choices.rarely(2) else (second, first)
    return one.get(field, other.get(field))

"""Random records that go with a policy: values on both sides of its own constants and of the ends of its windows.

Records are raw, as data is read, so they pass the clean-up first. Facts are missing in each way in which data leaves
them out; texts differ in case, spaces and look-alikes; times stand at month ends, at changes of the clock in the
policy's zone, at midnight, and one microsecond to either side of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from hypothesis import strategies as st

from leadspec.analysis.model import Analysis
from leadspec.cleanup import clean
from leadspec.documents import NumberText, Raw
from leadspec.ir.lead import Lead
from leadspec.syntax import tree
from leadspec.values.days import FIRST_DAY, LAST_DAY, format_day, from_civil, to_civil
from leadspec.values.days import back as day_back
from leadspec.values.decimals import LIMIT, ONE, format_number
from leadspec.values.durations import Duration
from leadspec.values.instants import DAY, FIRST_INSTANT, HOUR, LAST_INSTANT, MINUTE, format_instant
from leadspec.values.instants import back as instant_back
from leadspec.values.zones import Zone
from property.typed_choices import Choices, drawn, seeded
from property.typed_policies import TypedPolicy
from property.typed_schema import FieldSpec, Kind
from property.typed_trees import walk

Record = dict[str, Raw]

_PLAIN_TEXTS = ("head", "Ελλάς", "strasse", "İSTANBUL", "istanbul", "ΣΑΣ", "σας", "a b", "100", "true", "x@x.example")
_BETWEEN = ("-", " ", "/", ".", "_", "·", "x")


@st.composite
def records(draw: Callable[[st.SearchStrategy[int]], int], policy: TypedPolicy, count: int = 3) -> list[Record]:
    return make_records(drawn(draw), policy, count)


def random_records(seed: int | str, policy: TypedPolicy, count: int) -> list[Record]:
    """The records of a seed."""
    return make_records(seeded(f"records {seed}"), policy, count)


def make_records(choices: Choices, policy: TypedPolicy, count: int) -> list[Record]:
    maker = RecordMaker(choices, policy)
    return [maker.record(number) for number in range(1, count + 1)]


def cleaned(found: Sequence[Record], analysis: Analysis, zone: Zone | None) -> dict[str, Lead]:
    """The leads of records by id; those that are rejected are not among them."""
    assert analysis.schema is not None
    return {each.id: each for each in clean(enumerate(found, 1), analysis.schema, zone).leads}


class Edges:
    """What a policy names: constants and durations, which leads shall come close to."""

    def __init__(self, policy: TypedPolicy) -> None:
        numbers, texts, days, instants, durations = [], [], [], [], []
        for file in (policy.file, policy.shared):
            for node in walk(file) if file is not None else ():
                match node:
                    case tree.NumberLiteral(value) | tree.PercentLiteral(value):
                        numbers.append(value)
                    case tree.TextLiteral(value):
                        texts.append(value)
                    case tree.DateLiteral(day):
                        days.append(day)
                    case tree.InstantLiteral(at):
                        instants.append(at)
                    case tree.FromToAgo(near, far, unit):
                        durations += [Duration(each, unit) for each in (near, far) if each]
                durations += [
                    each for name in ("duration", "within") if isinstance(each := getattr(node, name, None), Duration)
                ]
        for text in policy.files.values():
            texts += text.splitlines()
        self.numbers = [*dict.fromkeys(numbers)] or [0]
        self.texts = [*dict.fromkeys(texts)]
        self.days = [*dict.fromkeys(days)]
        self.instants = [*dict.fromkeys(instants)]
        self.durations = [*dict.fromkeys(durations)]


class RecordMaker:
    """Makes records that all fit; `agreement.records` adds those that do not."""

    def __init__(self, choices: Choices, policy: TypedPolicy) -> None:
        self.choices = choices
        self.one = choices.one
        self.of = choices.of
        self.policy = policy
        self.zone = policy.zone
        self.today = self.zone.day(policy.as_of)
        self.edges = Edges(policy)

    def record(self, number: int) -> Record:
        found: Record = {"id": f"lead-{number}"}
        empty = self.choices.rarely(12)  # a lead of whom nobody knows anything
        fields = () if empty else self.policy.schema.fields
        gaps = self.one(3, 8, 40, 2)  # one field of so many is absent
        for each in fields:
            if each.name not in self.policy.schema.required and self.choices.rarely(gaps):
                continue
            put(found, each, self.field(each))
        for name in self.policy.schema.required:
            required = next(each for each in self.policy.schema.fields if each.name == name)
            put(found, required, self.one(*required.members))
        activities = self.activities()
        if activities is not None:
            found["activities"] = activities
        return found

    def field(self, spec: FieldSpec) -> Raw:
        if self.choices.rarely(8):
            return self.missing(spec)
        if spec.many:
            count = self.one(1, 2, 0, 3)
            return [self.missing(spec) if self.choices.rarely(6) else self.value(spec) for _ in range(count)]
        return self.value(spec)

    def missing(self, spec: FieldSpec) -> Raw:
        markers = [_as_raw(each) for each in spec.keywords.get("x-missing", ())]
        return self.one(None, "", "  ", "\u00a0", *markers)

    def value(self, spec: FieldSpec) -> Raw:
        if "x-leadspec-previous-stage" in spec.keywords:
            return self.one(*self.policy.stages, "disqualified", "never heard of", " MQL")
        match spec.kind:
            case Kind.NUMBER:
                return self.number(spec)
            case Kind.TEXT:
                return self.text(spec)
            case Kind.ENUM:
                return self.in_other_letters(self.of(spec.members)) if self.choices.rarely(3) else self.of(spec.members)
            case Kind.BOOLEAN:
                return self.one(True, False, "true", "False")
            case Kind.DAY:
                return format_day(self.day())
            case Kind.INSTANT:
                return self.instant()

    def number(self, spec: FieldSpec) -> Raw:
        """Close to a constant of the policy, seldom at the end of all numbers, always within the field's bounds."""
        value = self.of(self.edges.numbers) + self.one(0, 0, -ONE, ONE, 1, -1, ONE // 100)
        if spec.unit == "share" and self.choices.rarely(2):
            value //= 100
        if self.choices.rarely(40):
            value = self.one(LIMIT - ONE, ONE - LIMIT)
        value = min(max(value, _lowest(spec)), _highest(spec))
        if spec.whole:
            value -= value % ONE
        text = format_number(value)
        return text if self.choices.rarely(6) else NumberText(text)

    def text(self, spec: FieldSpec) -> Raw:
        text = self.of(self.edges.texts) if self.edges.texts and not self.choices.rarely(3) else self.of(_PLAIN_TEXTS)
        if self.choices.rarely(2):
            text = self.in_other_letters(text)
        if self.choices.rarely(3):
            text = self.one(f"Chief{self.of(_BETWEEN)}{text}", f"{text}{self.of(_BETWEEN)}2")
        match spec.keywords.get("format"):
            case "email":
                host = "".join(each for each in text if each.isalnum()) or "x"
                return self.one("me@x.example", "me@X.Example.", f"me@{host}.example", f"{host}@gmail.com")
            case "uri":
                return self.one("https://x.example", "mailto:me@x.example", "HTTPS://X.example/head")
        return text

    def in_other_letters(self, text: str) -> str:
        return self.one(text.upper(), f" {text} ", text.lower(), f"\u3000{text}\u200b", text.replace("É", "E\u0301"))

    # --- time -------------------------------------------------------------------------------------------------

    def day(self) -> int:
        return min(max(self.of(self.interesting_days) + self.one(0, 0, -1, 1), FIRST_DAY), LAST_DAY)

    @cached_property
    def interesting_days(self) -> list[int]:
        year, month, _ = to_civil(self.today)
        ends = [from_civil(year, month, 1) - 1, from_civil(year, 3, 1) - 1, from_civil(year - 1, 12, 31)]
        dated = [each for each in self.edges.durations if not each.is_clock]
        behind = [day_back(self.today, each) for each in dated]
        ahead = [day_back(self.today, Duration(-each.amount, each.unit)) for each in dated]
        named = [*self.edges.days, *map(self.zone.day, [*self.edges.instants, *self.clock_changes])]
        return [self.today, *ends, *behind, *behind, *ahead, *named]

    @cached_property
    def clock_changes(self) -> list[int]:
        """The last changes of the clock before the run, and the next one."""
        starts = [each for each in self.zone.starts if abs(each - self.policy.as_of) < 400 * DAY]
        return starts[:3]

    @cached_property
    def interesting_instants(self) -> list[int]:
        clock = [each for each in self.edges.durations if each.is_clock]
        windows = [instant_back(self.policy.as_of, each) for each in clock]
        midnights = [self.zone.at_start(each) for each in self.interesting_days]
        return [self.policy.as_of, *windows, *self.edges.instants, *self.clock_changes, *midnights, *midnights]

    def instant(self) -> str:
        """A date-time with offset, a local one without, or a date alone."""
        at = self.of(self.interesting_instants) + self.one(0, 0, -1, 1, 12 * HOUR, -30 * MINUTE, 30 * MINUTE)
        at = min(max(at, FIRST_INSTANT), LAST_INSTANT)
        match self.one("offset", "offset", "UTC", "local", "date"):
            case "offset":
                return format_instant(at, self.zone)
            case "UTC":
                return format_instant(at)
            case "local":
                return format_instant(at, self.zone)[:19].replace("T", self.one("T", " "))
            case _:
                return format_day(self.zone.day(at))

    # --- events -----------------------------------------------------------------------------------------------

    def activities(self) -> Raw:
        if self.choices.rarely(6):
            return self.one(None, [])
        count = self.one(1, 2, 3, 4, 6)
        found: list[Raw] = []
        at = self.instant()
        for number in range(count):
            at = at if self.choices.rarely(4) else self.instant()  # some at one instant
            event: Record = {"type": self.of(self.policy.schema.event_types), "at": at}
            for each in self.policy.schema.event_fields:
                if "x-leadspec-event-id" in each.keywords:
                    event[each.name] = f"event-{number}"
                elif not self.choices.rarely(4):
                    put(event, each, self.field(each))
            found.append(event)
            if self.choices.rarely(8):
                found.append(dict(event))
        if self.choices.rarely(12):
            found.append({"type": self.one("none", "unheard of"), "at": at})
        return found


def _lowest(spec: FieldSpec) -> int:
    if "exclusiveMinimum" in spec.keywords:
        return spec.keywords["exclusiveMinimum"] * ONE + 1
    return spec.keywords.get("minimum", 0 if spec.unit == "share" else 1 - LIMIT // ONE) * ONE


def _highest(spec: FieldSpec) -> int:
    return spec.keywords.get("maximum", 1 if spec.unit == "share" else LIMIT // ONE - 1) * ONE


def put(record: Record, spec: FieldSpec, value: Raw) -> None:
    for part in spec.path[:-1]:
        inner = record.setdefault(part, {})
        assert isinstance(inner, dict)
        record = inner
    record[spec.path[-1]] = value


def _as_raw(value: object) -> Raw:
    return NumberText(value) if isinstance(value, int) else str(value)

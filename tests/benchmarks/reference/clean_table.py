"""Clean leads for the reference policy as a table of any length, in the table contract, the same for a length.

DuckDB makes them up: `made_leads` gives the values and their shares, and each draw is a hash of the lead's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

import duckdb

from benchmarks.reference import made_leads
from benchmarks.reference.twin import AS_OF

GROUP = 16_384  # leads in a row group, as `leadspec clean` writes them
_SHARES = 1_000
_NOW = AS_OF // 1_000_000


class _Draws:
    """Expressions of draws that do not hang on each other."""

    def __init__(self, key: str, first: int) -> None:
        self._key = key
        self._places = count(first)

    def chance(self) -> str:
        """From 0 up to 1."""
        return f"(hash({self._key}, {next(self._places)}) % 1_000_000) / 1e6"

    def some(self, values: Iterable[str] | Mapping[str, float], missing: float = 0.0) -> str:
        shares = values if isinstance(values, Mapping) else dict.fromkeys(values, 1.0)
        whole = sum(shares.values())
        listed = [each for each, share in shares.items() for _ in range(max(1, round(share / whole * _SHARES)))]
        picked = f"({_texts(listed)})[1 + ({self.chance()} * {len(listed)})::INT]"
        return self.missing(f"coalesce({picked}, '{listed[0]}')", missing)

    def true(self, share: float, missing: float = 0.0) -> str:
        return self.missing(f"{self.chance()} < {share}", missing)

    def whole(self, middle: float, spread: float, missing: float) -> str:
        """A number of which most lie within a factor of the middle."""
        return self.missing(f"({middle} * pow({spread}, 4 * {self.chance()} - 2))::BIGINT", missing)

    def moment(self, days: float, missing: float = 0.0) -> str:
        back = f"({self.chance()} * {days} * 86_400_000)::BIGINT"
        return self.missing(f"make_timestamptz({AS_OF} - 1000 * {back})", missing)

    def missing(self, value: str, share: float) -> str:
        return value if not share else f"CASE WHEN {self.chance()} >= {share} THEN {value} END"


def write_table(path: Path, leads: int) -> None:
    """With 5 events a lead: none for two of five, else up to sixteen."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(
        f"COPY ({_select(leads)}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
    )
    connection.close()


def _select(leads: int) -> str:
    draw = _Draws("i", 1)
    columns = {
        "leadspec.id": "i::VARCHAR",
        "country": draw.some(made_leads.COUNTRIES, 0.02),
        "region": draw.some(made_leads.REGIONS, 0.5),
        "industry": draw.some(made_leads.INDUSTRIES, 0.15),
        "company.name": "'Company ' || i",
        "company.employees": draw.whole(150, 20, 0.2),
        "annual_revenue": draw.whole(9_000_000, 20, 0.3),
        "job_title": draw.some(made_leads.TITLES, 0.1),
        "seniority": draw.some(made_leads.SENIORITY, 0.1),
        "department": draw.some(made_leads.DEPARTMENTS, 0.1),
        "email": draw.missing(f"'user' || i || '@' || {draw.some(made_leads.HOSTS)}", 0.06),
        "email_verified": draw.true(0.6),
        "phone": draw.missing("'+49' || (i * 7919 % 1_000_000_000)", 0.4),
        "source": draw.some(made_leads.SOURCES),
        "consent": draw.true(0.8, 0.05),
        "consent_at": draw.moment(400, 0.3),
        "budget": draw.whole(13_000, 3, 0.4),
        "currency": draw.some(("EUR", "USD", "GBP")),
        "timeline_months": draw.missing(f"({draw.chance()} * 24)::BIGINT", 0.3),
        "crm": draw.some(made_leads.CRMS, 0.2),
        "language": draw.some(made_leads.LANGUAGES),
        "created_at": draw.moment(700),
        "is_customer": draw.true(0.05),
        "is_competitor": draw.true(0.02),
        "bounced": draw.true(0.03),
        "unsubscribed": draw.true(0.06),
    }
    days = {f"leadspec.day.{name}": f'"{name}"::DATE' for name in ("consent_at", "created_at")}
    events = f"CASE WHEN {draw.chance()} < 0.4 THEN 0 ELSE 1 + ({draw.chance()} * 15)::INT END"
    own = _Draws("(i * 31 + k)", 1_000)
    at = f"make_timestamptz({AS_OF} - 1000 * ((-60 * ln(1 - {own.chance()}) - 1) * 86_400_000)::BIGINT)"
    parts = {"at": at, "type": own.some(made_leads.EVENTS), "channel": own.some(("inbound", "outbound"), 0.3)}
    placed = {
        "type": "e.type",
        "at": 'e."at"',
        "leadspec.position": "(k - 1)::INT",
        "leadspec.day": 'e."at"::DATE',
        "channel": "e.channel",
    }
    told = ", ".join(f'{value} AS "{name}"' for name, value in columns.items())
    drawn = f"list_sort(list_transform(range(({events})::BIGINT), lambda k: {_struct(parts)}))"
    told_days = ", ".join(f'{value} AS "{name}"' for name, value in days.items())
    return (
        f"SELECT * EXCLUDE (drawn), {told_days}, list_transform(drawn, lambda e, k: {_struct(placed)}) AS activities "
        f"FROM (SELECT {told}, {drawn} AS drawn FROM range({leads}) AS n(i))"
    )


def _texts(values: Iterable[str]) -> str:
    return "[" + ", ".join(f"'{each}'" for each in values) + "]"


def _struct(parts: Mapping[str, str]) -> str:
    return "struct_pack(" + ", ".join(f'"{name}" := {value}' for name, value in parts.items()) + ")"

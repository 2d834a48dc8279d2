"""Made-up raw records for the reference policy, the same for a seed: shares of values and of gaps as in real lists."""

from __future__ import annotations

from random import Random
from typing import Any

from leadspec.documents import NumberText
from leadspec.values.instants import format_instant

DAY = 86_400_000_000
COUNTRIES = {
    "DE": 14, "AT": 4, "CH": 4, "FR": 8, "NL": 5, "BE": 3, "LU": 1, "GB": 9, "IE": 2, "US": 20, "CA": 4,
    "AU": 3, "ES": 4, "IT": 4, "PL": 3, "SE": 2, "IN": 5, "BR": 2, "JP": 2, "KP": 0.2, "IR": 0.2, "SY": 0.1,
}  # fmt: skip
INDUSTRIES = [
    "software",
    "manufacturing",
    "logistics",
    "pharma",
    "energy",
    "retail",
    "finance",
    "insurance",
    "education",
    "public",
    "media",
    "agriculture",
    "construction",
    "hospitality",
    "legal",
]
TITLES = (
    "Chief Technology Officer", "VP Engineering", "Head of IT", "Director of Operations", "CEO", "CFO", "IT Manager",
    "Software Engineer", "Senior Analyst", "Marketing Manager", "Buyer", "Student", "Intern", "Team Lead",
    "Vice President Supply Chain", "Consultant",
)  # fmt: skip
SENIORITY = ["c_level", "vp", "director", "manager", "lead", "senior", "junior", "intern", "student"]
DEPARTMENTS = ["it", "engineering", "security", "operations", "supply_chain", "marketing", "finance", "hr", "legal"]
SOURCES = ["referral", "partner", "demo_form", "webform", "event", "ads", "organic", "purchased_list", "scraped"]
CRMS = ["salesforce", "hubspot", "dynamics", "pipedrive", "none"]
LANGUAGES = ["de", "fr", "en", "es", "it", "nl", "pl"]
REGIONS = ["CA", "WA", "OR", "NV", "AZ", "NY", "TX", "BY", "NW", "IDF"]
HOSTS = {
    "acme.example": 20, "contoso.example": 18, "globex.example": 17, "initech.example": 10, "umbrella.example": 10,
    "gmail.com": 10, "yahoo.com": 5, "outlook.com": 5, "gmx.de": 4, "example.com": 1,
}  # fmt: skip
EVENTS = {
    "page_viewed": 36, "email_opened": 20, "email_clicked": 8, "pricing_viewed": 9, "whitepaper_downloaded": 5,
    "webinar_attended": 3, "demo_requested": 4.5, "trial_started": 2, "call_held": 4.5, "form_abandoned": 5,
    "chat_started": 3,
}  # fmt: skip


def records(count: int, as_of: int, most_events: int, seed: int = 7) -> list[dict[str, Any]]:
    random = Random(seed)
    return [_record(random, number, as_of, most_events) for number in range(count)]


def _record(random: Random, number: int, as_of: int, most_events: int) -> dict[str, Any]:
    def some(values: Any, missing: float = 0.0) -> Any:
        if random.random() < missing:
            return None
        if isinstance(values, dict):
            return random.choices(list(values), list(values.values()))[0]
        return random.choice(values)

    def number_of(value: float, missing: float = 0.0) -> Any:
        return None if random.random() < missing else NumberText(str(int(value)))

    def moment(days: float) -> str:
        return format_instant(as_of - int(days * DAY))

    def true(share: float) -> bool:
        return random.random() < share

    events = [
        {
            "type": some(EVENTS),
            "at": moment(random.expovariate(1 / 60) - (5 if true(0.01) else 0)),
            "channel": some(("inbound", "outbound"), 0.3),
        }
        for _ in range(random.randint(0, most_events))
    ]
    return {
        "id": str(number),
        "country": some(COUNTRIES, 0.02),
        "region": some(REGIONS, 0.5),
        "industry": some(INDUSTRIES, 0.15),
        "company": {"name": "Company", "employees": number_of(random.lognormvariate(5, 2) + 1, 0.2)},
        "annual_revenue": number_of(random.lognormvariate(16, 2), 0.3),
        "job_title": some(TITLES, 0.1),
        "seniority": some(SENIORITY, 0.1),
        "department": some(DEPARTMENTS, 0.1),
        "email": None if true(0.06) else f"user{number}@{some(HOSTS)}",
        "email_verified": true(0.6),
        "phone": None if true(0.4) else f"+49{number * 7919 % 10**9}",
        "source": some(SOURCES),
        "consent": some((True, True, True, True, False), 0.05),
        "consent_at": None if true(0.3) else moment(random.uniform(0, 400)),
        "budget": number_of(random.lognormvariate(9.5, 1.2), 0.4),
        "currency": some(("EUR", "USD", "GBP")),
        "timeline_months": number_of(random.randint(0, 24), 0.3),
        "use_case": some(("forecasting", "automation", "reporting", "integration"), 0.4),
        "crm": some(CRMS, 0.2),
        "language": some(LANGUAGES),
        "timezone": some(("Europe/Berlin", "America/New_York", "Asia/Tokyo")),
        "created_at": moment(random.uniform(0, 700)),
        "utm_campaign": some(("spring", "brand", "retarget", "launch"), 0.6),
        "is_customer": true(0.05),
        "is_competitor": true(0.02),
        "bounced": true(0.03),
        "unsubscribed": true(0.06),
        "activities": events,
    }

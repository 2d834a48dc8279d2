"""The reference policy by hand, as somebody writes it who knows Python: on cleaned leads, with whole days and cents.

`judge(lead, as_of)` gives the stage, the reasons against the lead, persona, fit, engagement (both in cents), route.
"""

from __future__ import annotations

from leadspec.ir.lead import Lead

DAY = 86_400_000_000
ONE = 1_000_000

FREE = ("@gmail.com", "@yahoo.com", "@hotmail.com", "@outlook.com", "@gmx.de", "@web.de", "@icloud.com")
DACH = frozenset({"DE", "AT", "CH"})
CORE = DACH | {"FR", "NL", "BE", "GB", "US"}
HOT = frozenset({"software", "manufacturing", "logistics", "pharma", "energy"})

AS_OF = 1_790_000_000 * 1_000_000

Answer = tuple[str, tuple[str, ...], str, int, int, str]


def halving(points: int, every: int, days: int) -> tuple[int, ...]:
    """The cents of an event by its age in days: halved each time, rounded half up."""
    return tuple((2 * points * 100 + 2 ** (age // every)) // (2 * 2 ** (age // every)) for age in range(days))


DEMO = halving(25, 30, 90)
PRICING = halving(10, 14, 30)
PAGE = halving(3, 7, 30)
OPENED = halving(1, 14, 60)
CLICKED = halving(4, 14, 60)
WEBINAR = halving(8, 60, 180)
PAPER = halving(6, 45, 120)
CALL = halving(15, 21, 45)


def judge(lead: Lead, as_of: int = AS_OF) -> Answer:
    get = lead.facts.get
    employees = get("company.employees")
    country = get("country")
    email = get("email")
    phone = get("phone")
    title = get("job_title")
    industry = get("industry")
    department = get("department")
    seniority = get("seniority")
    budget = get("budget")
    months = get("timeline_months")
    source = get("source")
    language = get("language")

    address = None if email is None else email.lower()
    business = address is not None and not address.endswith(FREE)
    decides = False
    if title is not None:
        t = title.lower()
        decides = (
            "chief" in t
            or "vp" in t
            or "vice president" in t
            or "head of" in t
            or "director" in t
            or "cto" in t
            or "ceo" in t
            or "cfo" in t
        )
    enterprise = employees is not None and employees >= 1000 * ONE
    mid_market = employees is not None and 50 * ONE <= employees < 1000 * ONE
    dach = country in DACH
    contactable = (
        get("consent") is True and get("unsubscribed") is not True and (email is not None or phone is not None)
    )
    has_budget = budget is not None and budget >= 10_000 * ONE
    hot = industry in HOT

    if decides and department in ("it", "engineering", "security") and (enterprise or mid_market):
        persona = "it_leader"
    elif decides and hot and department in ("operations", "supply_chain"):
        persona = "ops_leader"
    elif seniority in ("senior", "lead", "manager") and department in ("it", "engineering", "operations"):
        persona = "practitioner"
    else:
        persona = "nobody"

    fit = 0
    if enterprise:
        fit += 1500
    elif mid_market:
        fit += 1000
    if hot:
        fit += 1000
    if country in CORE:
        fit += 800
    if decides:
        fit += 1200
    if business:
        fit += 800
    if has_budget:
        fit += 800
        if budget >= 50_000 * ONE:
            fit += 600
    if months is not None and months <= 6 * ONE:
        fit += 800
        if months <= 3 * ONE:
            fit += 500
    revenue = get("annual_revenue")
    if revenue is not None and revenue >= 10_000_000 * ONE:
        fit += 600
    if phone is not None:
        fit += 400
    if get("crm") in ("salesforce", "hubspot", "dynamics"):
        fit += 400
    if source in ("referral", "partner", "demo_form"):
        fit += 500
    elif source in ("purchased_list", "scraped"):
        fit -= 1000
    if get("email_verified") is True:
        fit += 300
    if dach and language == "de":
        fit += 400
    if seniority in ("intern", "student"):
        fit -= 1500
    fit = 0 if fit < 0 else min(fit, 10000)

    demo = pricing = page = opened = clicked = webinar = paper = trial = call = 0
    demos_90 = demos_30 = calls = 0
    today = as_of // DAY
    for event in lead.events:
        at = event.at
        if at > as_of:
            continue
        age = today - at // DAY
        kind = event.type
        if kind == "page_viewed":
            if age < 30:
                page += PAGE[age]
        elif kind == "email_opened":
            if age < 60:
                opened += OPENED[age]
        elif kind == "pricing_viewed":
            if age < 30:
                pricing += PRICING[age]
        elif kind == "email_clicked":
            if age < 60:
                clicked += CLICKED[age]
        elif kind == "demo_requested":
            if age < 90:
                demo += DEMO[age]
                demos_90 += 1
                if age < 30:
                    demos_30 += 1
        elif kind == "call_held":
            if age < 45:
                calls += 1
                if event.facts.get("channel") == "inbound":
                    call += CALL[age]
        elif kind == "webinar_attended":
            if age < 180:
                webinar += WEBINAR[age]
        elif kind == "whitepaper_downloaded":
            if age < 120:
                paper += PAPER[age]
        elif kind == "trial_started" and age < 60:
            trial += 1200
    engagement = (
        min(demo, 5000)
        + min(pricing, 3000)
        + min(page, 3000)
        + min(opened, 1000)
        + min(clicked, 2000)
        + min(webinar, 1600)
        + min(paper, 1800)
        + min(trial, 1200)
        + min(call, 3000)
    )

    reasons = []
    if get("is_competitor") is True:
        reasons.append("competitor")
    if get("bounced") is True:
        reasons.append("bounced")
    if email is None and phone is None:
        reasons.append("no contact")
    if address is not None and ("test@" in address or "example.com" in address or "asdf" in address):
        reasons.append("test data")
    if country in ("KP", "IR", "SY", "CU"):
        reasons.append("embargo")
    if seniority == "student" and not business:
        reasons.append("student")
    if employees is not None and employees < 2 * ONE and not has_budget:
        reasons.append("tiny")
    if get("is_customer") is True and not demos_90:
        reasons.append("existing customer")
    if reasons:
        return "disqualified", tuple(reasons), persona, fit, engagement, "none"

    if contactable and fit >= 5000 and engagement >= 3000 and (demos_30 or calls):
        stage = "sql"
    elif contactable and ((fit >= 4000 and engagement >= 1500) or (fit >= 6500 and engagement >= 500)):
        stage = "mql"
    elif contactable and (fit >= 2500 or engagement >= 1000):
        stage = "lead"
    else:
        return "suspect", (), persona, fit, engagement, "nurture"

    route = None
    if stage != "lead":
        if dach and enterprise:
            route = "ae_dach_ent"
        elif dach and mid_market:
            route = "ae_dach_mm_mfg" if industry == "manufacturing" else "ae_dach_mm"
        elif country == "FR":
            route = "ae_fr_ent" if enterprise else "ae_fr"
        elif country in ("NL", "BE", "LU"):
            route = "ae_benelux"
        elif country in ("GB", "IE"):
            route = "ae_uk_ent" if enterprise else "ae_uk"
        elif country == "US":
            west = get("region") in ("CA", "WA", "OR", "NV", "AZ")
            route = "ae_us_west" if west else "ae_us_ent" if enterprise else "ae_us"
        elif industry == "pharma":
            route = "ae_pharma"
        elif source == "partner":
            route = "ae_partner"
        elif stage == "sql":
            route = "ae_row"
    if route is None:
        if dach:
            route = "sdr_dach"
        elif language == "fr":
            route = "sdr_fr"
        elif enterprise:
            route = "sdr_ent"
        elif country in ("US", "GB", "IE", "CA", "AU"):
            route = "sdr_anglo"
        else:
            route = "nurture"
    return stage, (), persona, fit, engagement, route

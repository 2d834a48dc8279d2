"""The reference policy by hand in DuckDB's SQL, as somebody writes it who knows DuckDB: list functions over the
events of a lead, so that memory stays flat; whole days, exact cents, the columns of leadspec's table of answers.
"""

from __future__ import annotations

from benchmarks.reference.twin import AS_OF, DAY

_TODAY = AS_OF // DAY

# type, points, days, half-life in days (0: none), limit, a further condition
_TERMS = {
    "demo": ("demo_requested", 25, 90, 30, 50, ""),
    "pricing": ("pricing_viewed", 10, 30, 14, 30, ""),
    "page": ("page_viewed", 3, 30, 7, 30, ""),
    "opened": ("email_opened", 1, 60, 14, 10, ""),
    "clicked": ("email_clicked", 4, 60, 14, 20, ""),
    "webinar": ("webinar_attended", 8, 180, 60, 16, ""),
    "paper": ("whitepaper_downloaded", 6, 120, 45, 18, ""),
    "trial": ("trial_started", 12, 60, 0, 12, ""),
    "call": ("call_held", 15, 45, 21, 30, " AND e.channel = 'inbound'"),
}
_COUNTS = {"demos_90": ("demo_requested", 90), "demos_30": ("demo_requested", 30), "calls": ("call_held", 45)}


def query(leads: str) -> str:
    """From the Parquet file of clean leads."""
    return f"""
WITH leads AS (
  SELECT *, lower(email) AS address, lower(job_title) AS title,
    list_filter(activities, lambda e: e."at" <= {_at()}) AS seen
  FROM read_parquet('{leads}')
), terms AS (
  SELECT * EXCLUDE (activities, seen), {", ".join(f"{_term(*term)} AS {name}" for name, term in _TERMS.items())},
    {", ".join(f"{_count(*term)} AS {name}" for name, term in _COUNTS.items())}
  FROM leads
), definitions AS (
  SELECT *,
    address IS NOT NULL AND NOT (address LIKE '%@gmail.com' OR address LIKE '%@yahoo.com'
      OR address LIKE '%@hotmail.com' OR address LIKE '%@outlook.com' OR address LIKE '%@gmx.de'
      OR address LIKE '%@web.de' OR address LIKE '%@icloud.com') AS business_email,
    coalesce(contains(title, 'chief') OR contains(title, 'vp') OR contains(title, 'vice president')
      OR contains(title, 'head of') OR contains(title, 'director') OR contains(title, 'cto') OR contains(title, 'ceo')
      OR contains(title, 'cfo'), false) AS decision_maker,
    coalesce("company.employees" >= 50 AND "company.employees" < 1000, false) AS mid_market,
    coalesce("company.employees" >= 1000, false) AS enterprise,
    coalesce(country IN ('DE', 'AT', 'CH'), false) AS dach,
    coalesce(country IN ('DE', 'AT', 'CH', 'FR', 'NL', 'BE', 'GB', 'US'), false) AS core_market,
    coalesce(consent, false) AND NOT coalesce(unsubscribed, false) AND (email IS NOT NULL OR phone IS NOT NULL)
      AS contactable,
    coalesce(budget >= 10000, false) AS has_budget,
    coalesce(industry IN ('software', 'manufacturing', 'logistics', 'pharma', 'energy'), false) AS hot_industry,
    coalesce(timeline_months <= 6, false) AS soon
  FROM terms
), scores AS (
  SELECT *,
    least(100, greatest(0,
      CASE WHEN enterprise THEN 15 ELSE 0 END + CASE WHEN mid_market THEN 10 ELSE 0 END
      + CASE WHEN hot_industry THEN 10 ELSE 0 END + CASE WHEN core_market THEN 8 ELSE 0 END
      + CASE WHEN decision_maker THEN 12 ELSE 0 END + CASE WHEN business_email THEN 8 ELSE 0 END
      + CASE WHEN has_budget THEN 8 ELSE 0 END + CASE WHEN budget >= 50000 THEN 6 ELSE 0 END
      + CASE WHEN soon THEN 8 ELSE 0 END + CASE WHEN timeline_months <= 3 THEN 5 ELSE 0 END
      + CASE WHEN annual_revenue >= 10000000 THEN 6 ELSE 0 END + CASE WHEN phone IS NOT NULL THEN 4 ELSE 0 END
      + CASE WHEN crm IN ('salesforce', 'hubspot', 'dynamics') THEN 4 ELSE 0 END
      + CASE WHEN source IN ('referral', 'partner', 'demo_form') THEN 5 ELSE 0 END
      + CASE WHEN email_verified THEN 3 ELSE 0 END + CASE WHEN dach AND language = 'de' THEN 4 ELSE 0 END
      - CASE WHEN source IN ('purchased_list', 'scraped') THEN 10 ELSE 0 END
      - CASE WHEN seniority IN ('intern', 'student') THEN 15 ELSE 0 END)) AS fit,
    {" + ".join(f"least({name}, {term[4] * 100})" for name, term in _TERMS.items())} AS engagement,
    CASE
      WHEN decision_maker AND department IN ('it', 'engineering', 'security') AND "company.employees" >= 50
        THEN 'it_leader'
      WHEN decision_maker AND department IN ('operations', 'supply_chain') AND hot_industry THEN 'ops_leader'
      WHEN seniority IN ('senior', 'lead', 'manager') AND department IN ('it', 'engineering', 'operations')
        THEN 'practitioner'
      ELSE 'nobody'
    END AS persona,
    list_filter([
      CASE WHEN is_competitor THEN 'competitor' END,
      CASE WHEN bounced THEN 'bounced' END,
      CASE WHEN email IS NULL AND phone IS NULL THEN 'no contact' END,
      CASE WHEN contains(address, 'test@') OR contains(address, 'example.com') OR contains(address, 'asdf')
        THEN 'test data' END,
      CASE WHEN country IN ('KP', 'IR', 'SY', 'CU') THEN 'embargo' END,
      CASE WHEN seniority = 'student' AND NOT business_email THEN 'student' END,
      CASE WHEN "company.employees" < 2 AND NOT has_budget THEN 'tiny' END,
      CASE WHEN is_customer AND demos_90 = 0 THEN 'existing customer' END
    ], lambda r: r IS NOT NULL) AS disqualified
  FROM definitions
), stages AS (
  SELECT *,
    CASE
      WHEN len(disqualified) > 0 THEN 'disqualified'
      WHEN fit >= 50 AND engagement >= 3000 AND contactable AND (demos_30 > 0 OR calls > 0) THEN 'sql'
      WHEN contactable AND ((fit >= 40 AND engagement >= 1500) OR (fit >= 65 AND engagement >= 500)) THEN 'mql'
      WHEN contactable AND (fit >= 25 OR engagement >= 1000) THEN 'lead'
      ELSE 'suspect'
    END AS stage
  FROM scores
)
SELECT
  "leadspec.id" AS id,
  stage,
  fit::DECIMAL(18, 2) AS "scores.fit",
  (engagement::DECIMAL(20, 0) * 0.01)::DECIMAL(18, 2) AS "scores.engagement",
  persona AS "labels.persona",
  CASE
    WHEN stage = 'disqualified' THEN 'none'
    WHEN stage = 'suspect' THEN 'nurture'
    WHEN stage <> 'lead' AND dach AND enterprise THEN 'ae_dach_ent'
    WHEN stage <> 'lead' AND dach AND mid_market AND industry = 'manufacturing' THEN 'ae_dach_mm_mfg'
    WHEN stage <> 'lead' AND dach AND mid_market THEN 'ae_dach_mm'
    WHEN stage <> 'lead' AND country = 'FR' AND enterprise THEN 'ae_fr_ent'
    WHEN stage <> 'lead' AND country = 'FR' THEN 'ae_fr'
    WHEN stage <> 'lead' AND country IN ('NL', 'BE', 'LU') THEN 'ae_benelux'
    WHEN stage <> 'lead' AND country IN ('GB', 'IE') AND enterprise THEN 'ae_uk_ent'
    WHEN stage <> 'lead' AND country IN ('GB', 'IE') THEN 'ae_uk'
    WHEN stage <> 'lead' AND country = 'US' AND region IN ('CA', 'WA', 'OR', 'NV', 'AZ') THEN 'ae_us_west'
    WHEN stage <> 'lead' AND country = 'US' AND enterprise THEN 'ae_us_ent'
    WHEN stage <> 'lead' AND country = 'US' THEN 'ae_us'
    WHEN stage <> 'lead' AND industry = 'pharma' THEN 'ae_pharma'
    WHEN stage <> 'lead' AND source = 'partner' THEN 'ae_partner'
    WHEN stage = 'sql' THEN 'ae_row'
    WHEN dach THEN 'sdr_dach'
    WHEN language = 'fr' THEN 'sdr_fr'
    WHEN enterprise THEN 'sdr_ent'
    WHEN country IN ('US', 'GB', 'IE', 'CA', 'AU') THEN 'sdr_anglo'
    ELSE 'nurture'
  END AS "labels.route",
  disqualified,
  []::VARCHAR[] AS flags
FROM stages
"""


def _at() -> str:
    return f"make_timestamptz({AS_OF})"


def _day(days_ago: int) -> str:
    return f"(DATE '1970-01-01' + {_TODAY - days_ago})"


def _term(kind: str, points: int, days: int, half_life: int, _limit: int, further: str) -> str:
    """The cents of a line: of each event its points, halved for each whole half-life, rounded half up."""
    events = f"list_filter(seen, lambda e: e.type = '{kind}' AND e.\"leadspec.day\" > {_day(days)}{further})"
    if not half_life:
        return f"len({events}) * {100 * points}"
    worth = ""
    for age in range(0, days, half_life):
        halved = 2 ** (age // half_life)
        cents = (200 * points + halved) // (2 * halved)
        worth += f' WHEN e."leadspec.day" > {_day(age + half_life)} THEN {cents}'
    return f"coalesce(list_sum(list_transform({events}, lambda e: CASE{worth} END)), 0)"


def _count(kind: str, days: int) -> str:
    return f"len(list_filter(seen, lambda e: e.type = '{kind}' AND e.\"leadspec.day\" > {_day(days)}))"

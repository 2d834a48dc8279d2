"""Policies of a given length: the one of `policies/inbound`, and below it statements of every kind, always the same."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
INBOUND = ROOT / "policies" / "inbound"

_BLOCK = """\

# Segment {n}: what the field team of region {n} asks for.
define segment_{n} owned by sales:
  any of:
    company.employees between {low} and {high}
    country is one of (DE, AT, CH) and industry is not software
    job_title contains any word of "head", "director", "Leiter"
    did page_viewed where page starts with "/pricing" at least {count} times in the last {days} days
  because "Region {n} buys like this"

score interest_{n} from 0 to 100 owned by marketing:
  +{count} for each content_downloaded, at most once per day, halving every {days} days
  +20 when segment_{n} and days since created_at < {high}
  -5.5 when domain of email in free_mail

table queue_{n} by country, company.employees:
  in dach | >= {low} | "Team {n}"
  any     | any      | "Pool"

flag "look at {n}" owned by sales when interest_{n} >= {count} and (phone is present or email is present)
"""


def policy_text(lines: int) -> str:
    """A policy without findings that has this many lines."""
    parts = (INBOUND / "policy.lead").read_text("utf-8").splitlines()
    number = 0
    while len(parts) < lines:
        number += 1
        numbers = {
            "n": number,
            "low": 10 + number,
            "high": 500 + number,
            "count": 2 + number % 9,
            "days": 7 + number % 80,
        }
        block = _BLOCK.format(**numbers).splitlines()
        if len(parts) + len(block) <= lines:
            parts.extend(block)
        else:
            parts.append(f'flag "line {number}" owned by sales when company.employees >= {number}')
    return "\n".join(parts[:lines]) + "\n"


def write_policy(folder: Path, lines: int) -> Path:
    """Such a policy with all that it uses, in a folder of its own; where its main file lies."""
    shutil.copytree(INBOUND, folder / "inbound")
    shutil.copytree(INBOUND.parent / "shared", folder / "shared")
    (folder / "leadspec.yaml").touch()  # the folder that the policy's files stay in
    path = folder / "inbound" / "policy.lead"
    path.write_text(policy_text(lines), "utf-8")
    return path

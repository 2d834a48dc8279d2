"""The meaning digest: what changes it, what does not, and that neither size nor names count."""

from __future__ import annotations

import pytest

from leadspec.ir.canonical import canonical_form, list_digests, meaning_digest
from unit.analysis.policies import COUNTS, HEAD, SCHEMA, load, program


def digest(text: str, schema: str = SCHEMA, head: str = HEAD) -> str:
    found = load(head + text + ("" if "we count" in text else COUNTS), {"lead.schema.yaml": schema})
    assert [(each.id, each.message) for each in found.diagnostics] == []
    assert found.program is not None
    return meaning_digest(found.program)


BASE = """
list free: gmail.com, "web.de"
define reachable: email is present or phone is present
score fit from 0 to 100 owned by sales:
  +40 when country is one of DE, AT
  -10 when domain of email in free
  first of:
    +20 when company.employees >= 500
    +10 when company.employees >= 50
  group "Hand raises", at most 60 points:
    +40 for each demo_requested, at most once per day, halving every 2 weeks
classify heat:
  hot when fit >= 60
  cold otherwise
disqualify "no contact" when not reachable
disqualify "customer" when newsletter and blocked
stage suspect: everyone
stage mql: fit >= 40 and did demo_requested in the last 30 days
marketing counts a lead when: reachable
we count a lead when: stage is at least mql
"""

SAME = [
    ("a comment", "define reachable:", "# why\ndefine reachable:"),
    ("a reason", "or phone is present\n", 'or phone is present because "we can call"\n'),
    ("a name of a definition", "reachable", "contactable"),
    ("a name of a list", "free", "private_mail"),
    ("order of operands", "email is present or phone is present", "phone is present or email is present"),
    ("order of values", "one of DE, AT", "one of AT, DE"),
    ("order of entries", 'gmail.com, "web.de"', 'WEB.de, " gmail.com "'),
    (
        "order of lines",
        "  +40 when country is one of DE, AT\n  -10 when domain of email in free\n",
        "  -10 when domain of email in free\n  +40 when country is one of DE, AT\n",
    ),
    (
        "order of statements",
        'disqualify "no contact" when not reachable\ndisqualify "customer" when newsletter and blocked\n',
        'disqualify "customer" when newsletter and blocked\ndisqualify "no contact" when not reachable\n',
    ),
    ("a title", '"Hand raises"', '"Asked for it"'),
    ("a stage's text", "stage mql:", 'stage mql "Marketing hands over":'),
    ("another unit of one duration", "every 2 weeks", "every 14 days"),
    ("a number written otherwise", "fit >= 60", "fit >= 60.00"),
    ("the side of a comparison", "fit >= 60", "60 <= fit"),
    ("a definition written out", "when: reachable", "when: email is present or phone is present"),
    ("a part that nothing reaches", "define reachable:", "define unused: budget > 3\ndefine reachable:"),
    ("repetition", "newsletter and blocked", "newsletter and blocked and newsletter"),
]

OTHER = [
    ("a number", "fit >= 60", "fit >= 61"),
    ("a member", "DE, AT", "DE, CH"),
    ("an entry", "gmail.com, ", "gmx.example, "),
    ("a label", "hot when", "warm when"),
    ("a reason's own text", '"no contact"', '"no way to contact"'),
    ("an owner", "owned by sales", "owned by marketing"),
    ("no owner", " owned by sales", ""),
    ("an owner of a definition", "define reachable:", "define reachable owned by sales:"),
    ("an owner of the first stage", "stage suspect:", "stage suspect owned by sales:"),
    ("who counts", "marketing counts", "sales counts"),
    (
        "the order of first rows",
        "    +20 when company.employees >= 500\n    +10 when company.employees >= 50\n",
        "    +10 when company.employees >= 50\n    +20 when company.employees >= 500\n",
    ),
    ("a window", "last 30 days", "last 31 days"),
    ("months are not days", "last 30 days", "last 1 month"),
    ("a cooldown", "once per day", "once per week"),
    ("a decay", "halving every", "keeping 60% every"),
    ("a cap", "at most 60 points", "at most 61 points"),
    ("a further condition", "one of DE, AT", "one of (DE, AT) and phone is present"),
    ("the range", "from 0 to 100", "from 0 to 99"),
    ("a stage's name", "mql", "sal"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [each[1:] for each in SAME], ids=[each[0] for each in SAME])
def test_what_does_not_change_it(old: str, new: str) -> None:
    assert old in BASE
    assert digest(BASE.replace(old, new)) == digest(BASE)


@pytest.mark.parametrize(("old", "new"), [each[1:] for each in OTHER], ids=[each[0] for each in OTHER])
def test_what_changes_it(old: str, new: str) -> None:
    assert old in BASE
    assert digest(BASE.replace(old, new)) != digest(BASE)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('"Inbound leads"', '"Outbound leads"', False),
        ("Europe/Berlin", "Europe/Vienna", False),
        ("marketing, sales", "sales, marketing", True),
        ("marketing, sales", "marketing, sales, service", False),
        ('timezone "', 'version "2.1"\n  timezone "', True),
    ],
)
def test_the_head(old: str, new: str, same: bool) -> None:
    assert (digest(BASE, head=HEAD.replace(old, new)) == digest(BASE)) is same


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("minimum: 0}", "minimum: 1}", False),
        ("enum: [AT, CH, DE, FR]}\n  home", "enum: [AT, CH, DE, FR, IT]}\n  home", False),
        ("enum: [AT, CH, DE, FR]}\n  home", "enum: [FR, AT, CH, DE]}\n  home", True),
        ("email: {type: string, format: email}", 'email: {type: string, format: email, x-missing: ["-"]}', False),
        ("email: {type: string, format: email}", "email: {type: string, format: email, title: E-mail}", True),
        ("budget: {type: number, x-missing: [0]}", "budget: {type: number}", True),  # the policy does not read it
        ("x-leadspec-event-id: true", "description: none", False),
        ("call_received", "call_made", True),
        ("  phone: {type: string}", "  fax: {type: string}\n  phone: {type: string}", True),
    ],
)
def test_the_schema(old: str, new: str, same: bool) -> None:
    assert old in SCHEMA
    assert (digest(BASE, SCHEMA.replace(old, new)) == digest(BASE)) is same


def test_any_event_is_all_types() -> None:
    every = "did any event"
    types = "events all_types: demo_requested, page_viewed, email_clicked, call_received, unsubscribed\n"
    assert digest(f'flag "x" when {every}\n') == digest(f'{types}flag "x" when did all_types\n')
    assert digest(f'flag "x" when {every}\n') != digest(
        f'flag "x" when {every}\n', SCHEMA.replace("call_received", "call_made")
    )


def test_the_lines_of_a_persona_count_in_its_match() -> None:
    two = "persona p:\n  all of:\n    email is present\n    phone is present\n"
    swapped = "persona p:\n  all of:\n    phone is present\n    email is present\n"
    one = "persona p:\n  all of:\n    email is present and phone is present\n"
    twice = two + "    phone is present\n"
    assert digest(two) == digest(swapped)
    assert len({digest(two), digest(one), digest(twice)}) == 3


def test_texts_fold_where_they_are_compared_and_only_there() -> None:
    assert digest('flag "x" when email is "A"\n') == digest('flag "x" when email is " a"\n')
    assert digest('flag "x" when email is exactly "A"\n') != digest('flag "x" when email is exactly "a"\n')
    assert digest('flag "x" when email is exactly "a"\n') != digest('flag "x" when email is "a"\n')
    chosen = 'flag "x" when first known of (email, "{}") is exactly "A"\n'
    assert digest(chosen.format("A")) != digest(chosen.format("a"))


def test_is_not_is_not_is() -> None:
    assert digest('flag "x" when country is not DE\n') == digest('flag "x" when not (country is DE)\n')
    assert digest('flag "x" when budget < 5\n') != digest('flag "x" when budget > 5\n')
    assert digest('flag "x" when budget < company.employees\n') == digest('flag "x" when company.employees > budget\n')


def test_a_list_has_a_digest_of_its_own() -> None:
    text = "list free: {}\nlist other: b\n" + 'flag "x" when any of (domain of email in free, email in other)\n'
    before = list_digests(program(text.format("a.example")))
    after = list_digests(program(text.format("a.example, c.example")))
    assert before.keys() == {"free", "other"}
    assert before["free"] != after["free"]
    assert before["other"] == after["other"]


def test_the_digest_of_a_small_policy() -> None:
    """A digest is a promise to those who signed it: a change here voids their signatures, and says so aloud."""
    assert digest("") == GOLDEN
    assert canonical_form(program("")) == {
        "form": "leadspec meaning 1",
        "language": "1",
        "policy": "Inbound leads",
        "departments": ["marketing", "sales"],
        "zone": None,
        "outputs": [
            {
                "role": "counts",
                "name": "agreed",
                "owner": None,
                "is": PRESENT,
            }
        ],
        "fields": [
            {
                "name": "email",
                "kind": "text",
                "item": None,
                "members": None,
                "contract": [["format", "email"], ["type", "text"]],
            }
        ],
        "event fields": [],
        "events": [],
    }


GOLDEN = "sha256:27797f448e47ea03de082b11775e78d7d26249dfa9f548bf5cb0850c590258bb"
PRESENT = "2cc41781866b613aa6f9ae6a5511037eb1ed08972d1ffa9278970d6761d89eec"


def test_use_by_name_is_worked_out_once() -> None:
    """Written out, this would be 2**200 conditions."""
    lines = ["define d0: email is present"]
    lines += [f"define d{k}: any of (all of (d{k - 1}, newsletter), all of (d{k - 1}, blocked))" for k in range(1, 200)]
    assert digest("\n".join([*lines, 'flag "x" when d199\n'])).startswith("sha256:")


@pytest.mark.parametrize(
    "field",
    [
        "amount: {type: number, minimum: 1}",
        "amount: {type: string}",
        "amount: {type: number, x-on-invalid: missing}",
    ],
)
def test_what_an_unread_event_field_may_reject_is_inside(field: str) -> None:
    changed = SCHEMA.replace("amount: {type: number}", field)
    assert changed != SCHEMA
    assert digest(BASE, changed) != digest(BASE)


def test_unread_event_field_that_rejects_nothing_is_outside() -> None:
    schema = SCHEMA.replace("amount: {type: number}", "amount: {type: number, x-on-invalid: missing}")
    without = SCHEMA.replace("        amount: {type: number}\n", "")
    assert digest(BASE, schema) == digest(BASE, without)


def test_unread_fields_of_the_lead_are_outside() -> None:
    schema = SCHEMA.replace("  activities:\n", "  hobby: {type: string, maxLength: 5}\n  activities:\n")
    assert digest(BASE, schema) == digest(BASE)

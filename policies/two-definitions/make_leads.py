"""Makes `leads.csv`: 120 invented records with the dirt that real lists have.

No person or company in it is real. The same bytes come out on every machine: the only source of chance is
`random.Random(SEED).random()`, whose sequence Python promises to keep, and there is no clock.

    python policies/two-definitions/make_leads.py            writes leads.csv beside this file
    python policies/two-definitions/make_leads.py --check    exits with 1 where the file differs
"""

from __future__ import annotations

import csv
import io
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "shared"))
from invented import Dice, write_or_check

SEED = 7
LEADS = 120
TODAY = date(2026, 11, 21)
MARKERS = ("unknown", "-", "N/A", "n/a", "Unknown ")
COLUMNS = (
    "id", "created_on", "name", "email", "phone", "social_handle", "do_not_contact", "company", "source", "country",
    "employees", "premises", "role", "need", "reason", "interest", "order_value", "orders_per_year", "years", "chance",
    "attempts", "reached", "sales_answer", "rejected_because", "Owner",
)  # fmt: skip

NAMES = (
    "Uwe Musterfeld", "Heike Ohnesorg", "Resi Hubmoser", "Urs Zurbühl", "Jürgen Weißbach", "Zofia Dąbrowiak",
    "Ondřej Říčný", "Begoña Peñalara", "Beat Amstegli", "Vroni Almreiter", "Annika Straßer", "Łukasz Źródlak",
)  # fmt: skip
WORDS = ("Tintenfass", "Wasserfall", "Kranich", "Zahnrad", "Morgentau", "Obstgarten", "Silberbach", "Sandstein")
FORMS = ("GmbH", "AG", "& Partner", "s.r.o.", "Praxis")
PLAIN = str.maketrans({"ü": "ue", "ß": "ss", "ą": "a", "ř": "r", "Ř": "R", "í": "i", "č": "c", "ý": "y", "ñ": "n",
                       "Ł": "L", "Ź": "Z", "ó": "o", " ": "."})  # fmt: skip

# How a record comes to be: share, sources, how much of it is known in percent, what the office is like.
KINDS: dict[str, tuple[int, tuple[str, ...], int, tuple[str, ...]]] = {
    "listed": (32, ("phone_book", "phone_book", "bought_list"), 12, ("home", "shop", "office", "school")),
    "lured": (10, ("prize_draw",), 30, ("home", "office", "school")),
    "asker": (33, ("website", "trade_fair", "seminar"), 62, ("office", "workshop", "shop", "clinic")),
    "buyer": (25, ("referral", "customer_of_partner", "website"), 95, ("office", "office", "workshop", "clinic")),
}

Row = dict[str, str]


def lead(dice: Dice, number: int) -> Row:
    kind = dice.by_share({name: each[0] for name, each in KINDS.items()})
    _, sources, known, premises = KINDS[kind]
    good = kind == "buyer"
    age = dice.below(6) if dice.percent(12) else 7 + dice.below(200)
    row = {"id": f"{number:04d}", "created_on": (TODAY - timedelta(days=age)).isoformat()}
    row["source"] = dice.one_of(sources)
    row["Owner"] = dice.one_of(("Team North", "Team South", ""))
    row |= contact(dice, kind)
    if dice.percent(94):
        row["do_not_contact"] = "true" if dice.percent(4) else "false"
    if dice.percent(max(known, 55)):
        row["country"] = dice.one_of(("DE", "DE", "DE", "AT", "CH") if good else ("DE", "DE", "AT", "CZ", "PL", "ES"))
    if dice.percent(known):
        row["employees"] = str(20 + dice.below(400) if good else 1 + dice.below(150))
    if dice.percent(max(known, 30)):
        row["premises"] = dice.one_of(premises)
    if dice.percent(known):
        row["role"] = dice.one_of(("decides", "decides", "advises") if good else ("decides", "advises", "uses", "none"))
    row |= cause(dice, known)
    row |= worth(dice, known, good)
    row |= work(dice, kind, age)
    return row


def contact(dice: Dice, kind: str) -> Row:
    name = dice.one_of(NAMES)
    firm = f"{dice.one_of(WORDS)} {dice.one_of(FORMS)}"
    row = {"name": name, "company": firm}
    # Numbers that are kept for fiction, as people write them.
    phone = dice.one_of((f"+49 30 23125 {dice.below(1000):03d}", f"030/23125{dice.below(1000):03d}"))
    if kind == "listed":
        return row | ({"phone": phone} if dice.percent(90) else {})
    if dice.percent(92):
        host = f"{firm.split()[0].lower()}.example" if dice.percent(75) else "freemail.example"
        row["email"] = f"{name.translate(PLAIN).lower()}@{host}"
    if dice.percent(50):
        row["phone"] = phone
    if dice.percent(8):
        row["social_handle"] = f"@{name.translate(PLAIN).lower().replace('.', '_')}"
    return row


def cause(dice: Dice, known: int) -> Row:
    row: Row = {}
    if dice.percent(known // 2):
        row["need"] = dice.one_of(("true", "false", "TRUE", "False"))
    if dice.percent(known // 2):
        row["reason"] = dice.one_of(("contract_ends", "bad_service", "moves_house", "grows", "none", "none"))
    if dice.percent(known * 2 // 3):
        row["interest"] = dice.one_of(("asked_for_offer", "asked_question", "read_brochure", "read_brochure", "none"))
    return row


def worth(dice: Dice, known: int, good: bool) -> Row:
    """Most orders are one machine's coffee; a few are a whole house's for years."""
    if not dice.percent(known):
        return {}
    value, often, years = (89, 1, 1)
    if good or dice.percent(40):
        value, often, years = 150 + 50 * dice.below(60), 2 + dice.below(11), 1 + dice.below(6)
    cents = dice.one_of(("", ".00", ".50", ".4995"))
    row = {"order_value": f"{value}{cents}", "orders_per_year": str(often), "years": str(years)}
    return row | ({"chance": f"0.{dice.below(80):02d}"} if dice.percent(90) else {})


def work(dice: Dice, kind: str, age: int) -> Row:
    """What sales did: much for some, nothing for many."""
    tries = 0
    if dice.percent({"listed": 25, "lured": 30, "asker": 65, "buyer": 85}[kind]) and age > 1:
        tries = 1 + dice.below(3 if dice.percent(75) else 8)
    row: Row = {"attempts": str(tries)} if tries or dice.percent(90) else {}
    reached = tries > 0 and dice.percent(55)
    row |= {"reached": "true" if reached else "false", "sales_answer": "open"}
    if tries and dice.percent(65):
        if reached and dice.percent(60):
            row["sales_answer"] = "accepted"
        else:
            row["sales_answer"] = "rejected"
            if dice.percent(80):
                row["rejected_because"] = dice.one_of(("not_our_customer", "no_need", "not_reached", "wrong_data"))
    return row


def make_dirty(dice: Dice, row: Row) -> None:
    """What happens to a record on its way through sheets."""
    for name in ("name", "phone", "country", "premises", "role", "source", "reason", "order_value"):
        if name in row and dice.percent(3):
            row[name] = dice.one_of(MARKERS)
        elif name not in row and dice.percent(8):
            row[name] = dice.one_of(("-", "  ", "N/A"))
    for name in ("country", "premises", "role", "source", "interest"):
        if name in row and row[name] not in MARKERS and dice.percent(6):
            row[name] = dice.one_of((row[name].upper(), row[name].lower(), f" {row[name]} ", f"{row[name]}\u00a0"))
    if "email" in row and dice.percent(6):
        row["email"] = dice.one_of((row["email"].upper(), f" {row['email']}", "no mail please"))
    if "employees" in row and dice.percent(8):
        row["employees"] = dice.one_of(("20-50", "ca. 80", "10+", "unknown"))


def spoil(rows: list[Row]) -> None:
    """The few records that nobody can convert, each rejected with its reason."""
    rows[17]["created_on"] = "31.02.2026"
    rows[33]["country"] = "Deutschland"
    rows[52]["source"] = "newspaper"
    rows[61]["attempts"] = "three"
    rows[78]["need"] = "ja"
    rows[90]["order_value"] = "1.250,50"
    rows[104]["id"] = rows[103]["id"]  # two records with one id


def make() -> str:
    """The whole file as text."""
    dice = Dice(SEED)
    rows = [lead(dice, number) for number in range(1, LEADS + 1)]
    for row in rows:
        make_dirty(dice, row)
    spoil(rows)
    text = io.StringIO()
    sheet = csv.DictWriter(text, COLUMNS, restval="", delimiter=";", lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    sys.exit(write_or_check(Path(__file__).with_name("leads.csv"), make(), sys.argv[1:]))

"""Makes `leads.jsonl`: 120 invented leads with what they did, and with the dirt that real exports have.

No person in it is real. The same bytes come out on every machine: the only source of chance is
`random.Random(SEED).random()`, whose sequence Python promises to keep, and there is no clock.

    python policies/temperature/make_leads.py            writes leads.jsonl beside this file
    python policies/temperature/make_leads.py --check    exits with 1 where the file differs from what would be written
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "shared"))
from invented import Dice, write_or_check

SEED = 5
LEADS = 120
AS_OF = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
MARKERS = ("unknown", "-", "N/A", "n/a", "Unknown ")

NAMES = (
    "Uwe Dachlatte", "Heike Regenrinne", "Resi Giebler", "Urs Ziegelmann", "Jürgen Firstner", "Zofia Dachówka",
    "Ondřej Taškář", "Begoña Tejado", "Beat Schindler-Lee", "Vroni Almreiter", "Annika Traufe", "Łukasz Komin",
)  # fmt: skip
HOSTS = ("freemail", "webpost", "mailbox24", "poczta", "gartenweg", "sonnenhang")
STRONG = ("visit_requested", "offer_requested", "call_received")
OWN = (*STRONG, "question_asked", "price_calculated", "fair_talk")
DRAWS = ("spring draw", "stadium draw", "win a grill")
PLAIN = str.maketrans({"ü": "ue", "ř": "r", "š": "s", "á": "a", "ó": "o", "ñ": "n", "Ł": "L", " ": "."})

# How a lead comes to be: share, channels, what the list says that was given.
KINDS: dict[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "drawn": (30, ("social_ad", "newspaper_ad", "trade_fair"), ("prize_draw",)),
    "saver": (15, ("letter", "website", "social_ad"), ("discount", "gift")),
    "reader": (15, ("search", "website", "social_post"), ("information",)),
    "bought": (15, ("telephone_list", "data_vendor"), ("nothing", "prize_draw")),
    "asker": (25, ("search", "website", "trade_fair", "business_network"), ("nothing",)),
}
GIVEN = {"drawn": ("prize_draw_entered",), "saver": ("voucher_claimed", "gift_taken"), "reader": ("guide_downloaded",)}

Row = dict[str, Any]


def instant(dice: Dice, days: int) -> str:
    """A moment of that day, counted back from the report's, as different systems write it."""
    moment = AS_OF - timedelta(days=days, hours=dice.below(16 if days > 0 else 8), minutes=dice.below(60))
    if dice.percent(5):
        return moment.strftime("%Y-%m-%d")  # a log that keeps dates only
    if dice.percent(65):
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (moment + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S+01:00")


class Maker:
    def __init__(self) -> None:
        self.dice = Dice(SEED)
        self.events = 0

    def event(self, kind: str, days: int, **facts: str) -> Row:
        self.events += 1
        return {"id": f"E{self.events:04d}", "type": kind, "at": instant(self.dice, days), **facts}

    def lead(self, number: int) -> Row:
        dice = self.dice
        kind = dice.by_share({name: each[0] for name, each in KINDS.items()})
        _, channels, given = KINDS[kind]
        age = 20 + dice.below(200)
        row: Row = {"id": f"S-{number:03d}", "created_at": instant(dice, age), "channel": dice.one_of(channels)}
        row |= self.contact()
        if dice.percent(90):
            row["incentive"] = dice.one_of(given)
        row |= self.home(kind)
        row |= self.estimate(kind, age)
        done = self.history(kind, age)
        if done or dice.percent(60):
            row["activities"] = done
        return row

    def contact(self) -> Row:
        dice = self.dice
        name = dice.one_of(NAMES)
        row: Row = {"name": name}
        if dice.percent(80):
            row["email"] = f"{name.translate(PLAIN).lower()}@{dice.one_of(HOSTS)}.example"
        if dice.percent(40):
            # Numbers that are kept for fiction, as people write them.
            row["phone"] = dice.one_of((f"+49 30 23125 {dice.below(1000):03d}", f"030/23125{dice.below(1000):03d}"))
        if dice.percent(20):
            row["postal_address"] = f"Ziegelweg {1 + dice.below(90)}, 00000 Dachstadt"
        return row

    def home(self, kind: str) -> Row:
        dice = self.dice
        known = 90 if kind == "asker" else 45
        row: Row = {}
        if dice.percent(known):
            row["home"] = dice.one_of(("house", "house", "house", "flat"))
        if dice.percent(known):
            row["owns_home"] = dice.percent(75)
        if dice.percent(known):
            row["roof_age"] = 1 + dice.below(48)
        return row

    def estimate(self, kind: str, age: int) -> Row:
        dice = self.dice
        if not dice.percent(75 if kind == "bought" else 40):
            return {}
        row: Row = {"purchase_probability": dice.below(7500) / 10000}
        if dice.percent(85):
            row["probability_from"] = (
                "data_vendor" if kind == "bought" else dice.one_of(("own_model", "platform_survey"))
            )
        if dice.percent(90):
            row["probability_on"] = (AS_OF - timedelta(days=dice.below(age))).strftime("%Y-%m-%d")
        return row

    def history(self, kind: str, age: int) -> list[Row]:
        """What a lead of this kind did since we know it: most of those who took a reward did nothing else."""
        dice, done = self.dice, []
        start = age - 1
        if kind in GIVEN and dice.percent(85):
            done.append(self.event(dice.one_of(GIVEN[kind]), start, campaign=dice.one_of(DRAWS)))
        if dice.percent(50):
            done.append(self.event("mail_opened", dice.below(start)))
        if dice.percent(30):
            done.append(self.event("mail_clicked", dice.below(start)))
        own = {"drawn": 14, "saver": 30, "reader": 45, "bought": 8, "asker": 95}[kind]
        if dice.percent(own):
            steps = 1 + dice.below(3)
            done += [self.event(dice.one_of(OWN), dice.below(min(start, 110))) for _ in range(steps)]
        if kind == "saver" and dice.percent(15):
            done.append(self.event(dice.one_of(OWN), age + 3))  # before the voucher
        if kind == "asker" and dice.percent(20):
            done.append(self.event("voucher_claimed", dice.below(15), campaign="autumn voucher"))
        if dice.percent(6):
            done.append(self.event("unsubscribed", dice.below(start)))
        return done


def make_dirty(maker: Maker, row: Row) -> None:
    """What happens to a record on its way through forms, sheets and exports."""
    dice = maker.dice
    for name in ("name", "phone", "channel", "home", "incentive"):
        if name in row and dice.percent(3):
            row[name] = dice.one_of(MARKERS)
        elif name not in row and dice.percent(8):
            row[name] = dice.one_of((None, "", "  ", "-"))
    for name in ("channel", "home", "incentive"):
        if isinstance(row.get(name), str) and row[name] not in MARKERS and dice.percent(6):
            row[name] = dice.one_of((row[name].upper(), f" {row[name]} ", row[name].capitalize()))
    if "email" in row and dice.percent(5):
        row["email"] = dice.one_of((row["email"].upper(), f" {row['email']}", "no mail please"))
    if "purchase_probability" in row and dice.percent(15):
        row["purchase_probability"] = dice.one_of((-1, str(row["purchase_probability"]), "unknown"))
    if "roof_age" in row and dice.percent(10):
        row["roof_age"] = dice.one_of((str(row["roof_age"]), "ca. 20", "10-15"))
    done = row.get("activities")
    if done and dice.percent(5):
        done.append(dict(done[0]))
    if done and dice.percent(4):
        done.append(maker.event("question_asked", -1 - dice.below(9)))
    if done and dice.percent(25):
        done.reverse()


def spoil(rows: list[Row]) -> None:
    """The few records that nobody can convert, each rejected with its reason."""
    rows[8]["created_at"] = "31.02.2026"
    rows[41]["channel"] = "carrier pigeon"
    rows[63]["purchase_probability"] = "45%"
    rows[77]["probability_on"] = "03/04/2026"
    rows[99]["id"] = rows[98]["id"]  # two records with one id


def make() -> str:
    """The whole file as text."""
    maker = Maker()
    rows = [maker.lead(number) for number in range(1, LEADS + 1)]
    for row in rows:
        make_dirty(maker, row)
    spoil(rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    sys.exit(write_or_check(Path(__file__).with_name("leads.jsonl"), make(), sys.argv[1:]))

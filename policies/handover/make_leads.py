"""Makes `leads.jsonl`: 150 invented contacts with what they did, and with the dirt that real exports have.

No person or company in it is real. The same bytes come out on every machine: the only source of chance is
`random.Random(SEED).random()`, whose sequence Python promises to keep, and there is no clock.

    python policies/handover/make_leads.py            writes leads.jsonl beside this file
    python policies/handover/make_leads.py --check    exits with 1 where the file differs from what would be written
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "shared"))
from invented import Dice, write_or_check

SEED = 11
LEADS = 150
AS_OF = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
MARKERS = ("unknown", "-", "N/A", "n/a", "Unknown ")

NAMES = (
    "Wolfgang Eichholz", "Sabine Grünlich", "Leopold Steinbichl", "Regula Rütibach", "Jiří Havránek", "Lenka Říčná",
    "Štefan Kováčin", "Mária Ďurínková", "Lukas Köhlmann", "Grażyna Żółkiew", "Maximilian Moosleiter", "Jana Brandtner",
)  # fmt: skip
TITLES = (
    "Inhaber", "Geschäftsführerin", "Meister Elektro", "majitel", "Konateľ", "Owner", "Bürokraft", "Azubi",
    "účetní", "Geschäftsführer und Meister", "asystentka", "Kaufmännische Leitung",
)  # fmt: skip
WORDS = ("hobelbank", "rohrzange", "lichtschalter", "farbtopf", "gartenzaun", "hausflur", "werkbank", "wasserwaage")
TRADES = ("carpentry", "plumbing", "electrical", "painting")
OTHERS = ("landscaping", "retail", "other")
PAGES = ("/", "/prices", "/Prices?from=mail", "/prices/teams", "/templates", "/jobs", "/help")
PLAIN = str.maketrans({"ü": "ue", "ö": "oe", "ř": "r", "Ř": "R", "í": "i", "á": "a", "č": "c", "Š": "S", "Ď": "D",
                       "ż": "z", "Ż": "Z", "ó": "o", "ł": "l", " ": "."})  # fmt: skip

# How a contact comes to be: share, sources, how much of it is known in percent.
KINDS: dict[str, tuple[int, tuple[str, ...], int]] = {
    "freebie": (24, ("free_template", "free_template", "prize_draw"), 25),
    "reader": (24, ("search", "website", "social"), 55),
    "owner": (33, ("referral", "website", "trade_fair", "partner"), 93),
    "manager": (9, ("search", "referral"), 92),
    "seeker": (4, ("website", "social"), 40),
    "customer": (6, ("partner", "referral"), 85),
}

Row = dict[str, Any]


def instant(dice: Dice, days: int) -> str:
    """A moment of that day, counted back from the report's, as different systems write it."""
    moment = AS_OF - timedelta(days=days, hours=dice.below(16 if days > 0 else 8), minutes=dice.below(60))
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
        _, sources, known = KINDS[kind]
        age = 10 + dice.below(260)
        row: Row = {"id": f"W-{number:03d}", "created_at": instant(dice, age), "source": dice.one_of(sources)}
        row |= self.contact(kind)
        good = kind in ("owner", "customer")
        if dice.percent(max(known, 60)):
            row["country"] = dice.one_of(
                ("DE", "DE", "AT", "CH", "CZ", "SK") if good else ("DE", "AT", "CZ", "PL", "SK")
            )
        if dice.percent(known):
            row["job_title"] = dice.one_of(TITLES[:6] if good else TITLES)
        if dice.percent(known):
            row["company"] = self.company(kind)
        if dice.percent(80):
            row["is_customer"] = kind == "customer"
        done = self.history(kind, age)
        row["stage_before"] = "nurtured"
        if kind in ("owner", "manager") and dice.percent(60):
            worked = self.work(age)
            done += worked
            if worked[-1]["type"] != "sent_back":
                row["stage_before"] = "handed_over"
        if done or dice.percent(70):
            row["activities"] = done
        return row

    def company(self, kind: str) -> Row:
        dice = self.dice
        firm: Row = {"name": f"{dice.one_of(WORDS)}{dice.one_of(WORDS)} {dice.one_of(('GmbH', 's.r.o.', 'KG'))}"}
        if dice.percent(90):
            firm["employees"] = 3 + dice.below(45) if kind == "owner" else 1 + dice.below(90)
        trades = {"owner": TRADES, "customer": TRADES, "manager": ("property",)}
        if dice.percent(90):
            firm["trade"] = dice.one_of(trades.get(kind, TRADES + OTHERS))
        return firm

    def contact(self, kind: str) -> Row:
        dice = self.dice
        name = dice.one_of(NAMES)
        row: Row = {"name": name}
        plain = name.translate(PLAIN).lower()
        if dice.percent(92):
            row["email"] = f"{plain}@{dice.one_of(WORDS) if dice.percent(70) else 'freemail'}.example"
        if dice.percent(55 if kind == "owner" else 25):
            # Numbers that are kept for fiction, as people write them.
            row["phone"] = dice.one_of((f"+49 30 23125 {dice.below(1000):03d}", f"030/23125{dice.below(1000):03d}"))
        if dice.percent(8):
            row["social_handle"] = f"@{plain.replace('.', '_')}"
        return row

    def history(self, kind: str, age: int) -> list[Row]:
        """What a contact of this kind did since we know it."""
        dice, done = self.dice, []
        if kind in ("freebie", "reader"):
            downloads = 1 + dice.below(3)
            done += [self.event("template_downloaded", dice.below(age)) for _ in range(downloads)]
        if kind in ("reader", "owner", "manager"):
            views = 1 + dice.below(5)
            done += [self.event("page_viewed", dice.below(min(age, 70)), page=dice.one_of(PAGES)) for _ in range(views)]
            done += [self.event("mail_clicked", dice.below(min(age, 50))) for _ in range(dice.below(4))]
        if kind == "reader" and dice.percent(25):
            done.append(self.event("webinar_attended", dice.below(age)))
        if kind == "reader" and dice.percent(15):
            done.append(self.event("unsubscribed", dice.below(20)))
        if kind == "freebie" and dice.percent(8):
            done.append(self.event("message_received", dice.below(20), about="price"))
        if kind in ("owner", "manager"):
            done += self.buying(age)
        if kind == "seeker":
            done += [self.event("message_received", dice.below(age), about="job"),
                     self.event("page_viewed", dice.below(age), page="/jobs")]  # fmt: skip
        if kind == "customer":
            done.append(self.event("call_received", dice.below(age), about="support"))
        return done

    def buying(self, age: int) -> list[Row]:
        dice, done = self.dice, []
        if dice.percent(75):
            action = dice.one_of(("demo_requested", "demo_requested", "trial_started", "offer_requested"))
            done.append(self.event(action, dice.below(min(age, 75))))
        if dice.percent(40):
            talk = dice.one_of(("call_received", "chat_started", "message_received"))
            done.append(self.event(talk, dice.below(min(age, 60)), about=dice.one_of(("price", "product", "other"))))
        if dice.percent(15):
            done.append(self.event("page_viewed", dice.below(10), page="/order"))
        if dice.percent(30):
            done.append(self.event("webinar_attended", dice.below(min(age, 120))))
        return done

    def work(self, age: int) -> list[Row]:
        """What sales did with a contact that it had: calls, and often a way back."""
        dice = self.dice
        back = dice.percent(60)
        last = dice.below(min(age, 130) if back else 10)
        calls = 1 + dice.below(6)
        done = [self.event("call_attempted", last + dice.below(12), outcome=dice.one_of(("talked", "no_answer")))
                for _ in range(calls)]  # fmt: skip
        if back:
            reason = dice.one_of(("no_answer", "no_time_now", "no_budget_yet", "not_the_person", ""))
            done.append(self.event("sent_back", last, **({"reason": reason} if reason else {})))
        return done


def make_dirty(maker: Maker, row: Row) -> None:
    """What happens to a record on its way through forms, sheets and exports."""
    dice = maker.dice
    for name in ("name", "phone", "country", "job_title", "source"):
        if name in row and dice.percent(3):
            row[name] = dice.one_of(MARKERS)
        elif name not in row and dice.percent(10):
            row[name] = dice.one_of((None, "", "  ", "-"))
    for name in ("country", "source"):
        if isinstance(row.get(name), str) and row[name] not in MARKERS and dice.percent(6):
            row[name] = dice.one_of((row[name].lower(), f" {row[name]} ", row[name].capitalize()))
    if "email" in row and dice.percent(6):
        row["email"] = dice.one_of((row["email"].upper(), f" {row['email']}", "no mail please"))
    firm = row.get("company")
    if firm and "employees" in firm and dice.percent(15):
        firm["employees"] = dice.one_of((str(firm["employees"]), str(firm["employees"]), "10-50", "ca. 8"))
    done = row.get("activities")
    if done and dice.percent(5):
        done.append(dict(done[0]))
    if done and dice.percent(4):
        done.append(maker.event("page_viewed", -1 - dice.below(9), page="/prices"))
    if done and dice.percent(4):
        done.append(maker.event("form_spam_check", dice.below(60)))
    if done and dice.percent(25):
        done.reverse()


def spoil(rows: list[Row]) -> None:
    """The few records that nobody can convert, each rejected with its reason."""
    rows[12]["created_at"] = "31.02.2026"
    rows[47]["country"] = "Österreich"
    rows[66]["source"] = "newspaper"
    rows[93]["is_customer"] = "perhaps"
    rows[121]["id"] = rows[120]["id"]  # two records with one id


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

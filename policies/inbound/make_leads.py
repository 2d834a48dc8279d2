"""Makes `leads.jsonl`: 1,000 invented leads with the dirt that real exports have.

No person, company or domain in it is real. The same bytes come out on every machine: the only source of chance is
`random.Random(SEED).random()`, whose sequence Python promises to keep, and there is no clock.

    python policies/inbound/make_leads.py            writes leads.jsonl beside this file
    python policies/inbound/make_leads.py --check    exits with 1 where the file differs from what would be written
"""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "shared"))
from invented import Dice, write_or_check

SEED = 20261121
LEADS = 1000
AS_OF = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
MARKERS = ("unknown", "-", "N/A", "n/a", "Unknown ")

Row = dict[str, Any]

# Names, titles and company names by country: (share of leads, first names, last names, legal form).
PEOPLE: dict[str, tuple[int, tuple[str, ...], tuple[str, ...], str]] = {
    "DE": (
        46,
        ("Jana", "Uwe", "Jürgen", "Heike", "Lukas", "Annika", "Wolfgang", "Sabine"),
        ("Musterfeld", "Weißbach", "Köhlmann", "Ohnesorg", "Brandtner", "Grünlich", "Eichholz", "Straßer"),
        "GmbH",
    ),
    "AT": (
        8,
        ("Leopold", "Resi", "Maximilian", "Vroni"),
        ("Hubmoser", "Almreiter", "Steinbichl", "Moosleitner"),
        "GmbH",
    ),
    "CH": (7, ("Urs", "Regula", "Beat", "Vreni"), ("Zurbühl", "Amstegli", "Rütibach", "Gerbernig"), "AG"),
    "PL": (
        9,
        ("Wojciech", "Zofia", "Łukasz", "Agnieszka", "Grażyna"),
        ("Wiśniowiecki", "Dąbrowiak", "Źródlak", "Kowalik-Brzoza", "Żółkiew"),
        "Sp. z o.o.",
    ),
    "CZ": (9, ("Jiří", "Lenka", "Ondřej", "Zdeňka"), ("Havránek", "Říčný", "Šťastníková", "Dvořáčkov"), "s.r.o."),
    "SK": (3, ("Ľudovít", "Mária", "Štefan"), ("Horváthik", "Kováčin", "Ďurínek"), "s.r.o."),
    "GB": (8, ("Harriet", "Owen", "Maeve", "Nigel"), ("O'Fennimore", "Ashdown-Lee", "Whitlock", "Penhale"), "Ltd"),
    "US": (5, ("Tyler", "Brianna", "Marcus"), ("Hollowell", "Brackenridge", "Sandoval-Kim"), "Inc."),
    "ES": (6, ("Íñigo", "Montserrat", "Begoña"), ("Peñalara", "Ibáñez-Rioja", "Güellar"), "S.L."),
    "MX": (2, ("Ximena", "Rodrigo"), ("Zacatilla", "Muñozcano"), "S.A. de C.V."),
    "FR": (2, ("Océane", "Gaël"), ("Lefêvrier", "d'Aubrac"), "SARL"),
    "IT": (1, ("Ludovica", "Nicolò"), ("Montefalchi", "Pietranera"), "S.r.l."),
    "NL": (1, ("Sjoerd", "Marijke"), ("van der Polder", "Dijkgracht"), "B.V."),
}
GERMAN = (
    "Leiter Einkauf",
    "Leiterin Produktion",
    "Head of Sales",
    "Technischer Leiter",
    "Werkstudent Marketing",
    "Sachbearbeiterin Vertrieb",
    "Geschäftsführer",
    "Praktikant",
    "Head-of-Operations",
    "Abteilungsleiter",
)
TITLES = {
    "DE": GERMAN,
    "AT": GERMAN,
    "CH": GERMAN,
    "PL": ("Dyrektor Zakupów", "Kierownik Produkcji", "Specjalista ds. sprzedaży", "Head of Procurement", "Stażysta"),
    "CZ": ("Ředitel výroby", "Vedoucí nákupu", "Obchodní zástupce", "Sales Director", "Brigádník"),
    "SK": ("Riaditeľ výroby", "Vedúca nákupu", "Sales Director"),
    "ES": ("Director de Compras", "Jefa de Producción", "Directora General", "Becario"),
    "MX": ("Director de Operaciones", "Gerente de Compras"),
}
ENGLISH = ("Head of Sales", "Purchasing Director", "Headhunter", "VP Engineering", "Intern", "head of production")
COMPANY_WORDS = (
    "Nordwerk",
    "Silberbach",
    "Hochtal",
    "Zahnrad",
    "Laborant",
    "Kessel",
    "Obstgarten",
    "Fernlicht",
    "Kranich",
    "Sandstein",
    "Polymeria",
    "Drehbank",
    "Wasserfall",
    "Tintenfass",
    "Glaswolle",
    "Morgentau",
)
INDUSTRIES = (
    "machinery",
    "chemicals",
    "automotive",
    "food",
    "logistics",
    "retail",
    "software",
    "health",
    "construction",
    "energy",
    "education",
)
FREE_MAIL = ("freemail.example", "webpost.example", "mailbox24.example", "poczta.example", "seznamka.example")
COMPETITORS = ("konkordia.example", "rivalis.example", "northrivals.example", "przewaga.example")
PAGES = ("/pricing", "/pricing/enterprise", "/Pricing?ref=mail", "/", "/blog/what-is-a-lead", "/careers", "/docs")
PAPERS = ("buyers-guide", "roi-sheet", "case-study-chemicals", "checklist")

# How a record comes to be: share, sources, chance of each fact in percent (contact, company, title), what it did.
KINDS: dict[str, tuple[int, tuple[str, ...], int, int, int]] = {
    "listed": (20, ("phone_book", "bought_list"), 82, 22, 8),
    "lured": (11, ("raffle", "discount"), 97, 30, 22),
    "reader": (26, ("website", "search", "webinar"), 99, 58, 55),
    "asker": (21, ("website", "search", "referral", "partner"), 99, 74, 66),
    "buyer": (18, ("referral", "trade_fair", "website", "webinar"), 100, 96, 94),
    "rival": (3, ("website", "search"), 100, 70, 60),
}


def ascii_only(text: str) -> str:
    """A name as it stands in an address."""
    for special, plain in (("ß", "ss"), ("ł", "l"), ("Ł", "L"), ("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("Ü", "Ue")):
        text = text.replace(special, plain)
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain.lower() if letter.isalnum() or letter == "-")


def instant(dice: Dice, moment: datetime) -> str:
    """The same instant as different systems write it."""
    style = dice.below(10)
    if style < 6:
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    offset = timedelta(hours=1 if style < 9 else -5)
    sign, hours = ("+", 1) if style < 9 else ("-", 5)
    return (moment + offset).strftime("%Y-%m-%dT%H:%M:%S") + f"{sign}{hours:02d}:00"


def days_ago(dice: Dice, days: int) -> datetime:
    """A moment of that day, counted back from the report's instant; today's lie before it."""
    return AS_OF - timedelta(days=days, hours=dice.below(16 if days else 8), minutes=dice.below(60))


class Maker:
    def __init__(self) -> None:
        self.dice = Dice(SEED)
        self.events = 0

    def event(self, kind: str, days: int, **facts: str) -> Row:
        self.events += 1
        at = days_ago(self.dice, days)
        # A log that keeps dates only.
        text = at.strftime("%Y-%m-%d") if self.dice.percent(3) else instant(self.dice, at)
        return {"id": f"E{self.events:05d}", "type": kind, "at": text, **facts}

    def visits(self, age: int) -> list[Row]:
        pages = 1 + self.dice.below(4)
        return [self.event("page_viewed", self.dice.below(age), page=self.dice.one_of(PAGES)) for _ in range(pages)]

    def downloads(self, age: int, most: int) -> list[Row]:
        count = 1 + self.dice.below(most)
        return [
            self.event("content_downloaded", self.dice.below(age), content=self.dice.one_of(PAPERS))
            for _ in range(count)
        ]

    def clicks(self, age: int, most: int) -> list[Row]:
        return [
            self.event("email_clicked", self.dice.below(age), campaign=self.dice.one_of(("spring", "autumn", "fair")))
            for _ in range(self.dice.below(most + 1))
        ]

    def history(self, kind: str, age: int) -> list[Row]:
        """What a record of this kind did in the `age` days since it was made."""
        dice, done = self.dice, []
        if kind == "listed":
            if dice.percent(12):
                done += self.clicks(age, 1)
            if dice.percent(5):
                done.append(self.event("call_received", dice.below(age)))
        if kind == "lured":
            done += self.clicks(age, 2)
            if dice.percent(12):
                done.append(self.event("chat_started", dice.below(age)))
            if dice.percent(15):
                done.append(self.event("unsubscribed", dice.below(age)))
        if kind in ("reader", "rival"):
            done += self.visits(age) + self.downloads(age, 4) + self.clicks(age, 5)
            if dice.percent(12):
                done.append(self.event("webinar_attended", dice.below(age)))
            if dice.percent(6):
                done.append(self.event("unsubscribed", dice.below(age)))
        if kind in ("asker", "buyer"):
            done += self.visits(age)
            if dice.percent(75 if kind == "asker" else 65):
                done.append(self.event("demo_requested", dice.below(age)))
            if dice.percent(35):
                done.append(self.event("trial_started", dice.below(min(age, 30))))
            if dice.percent(40):
                done += self.downloads(age, 3)
            if dice.percent(30):
                done += self.clicks(min(age, 20), 4)
        if kind == "buyer" and dice.percent(55):
            done += [self.event("page_viewed", dice.below(7), page="/pricing") for _ in range(3)]
        if kind == "buyer" and dice.percent(40):
            done.append(self.event("demo_requested", dice.below(min(age, 35))))
        return done

    def company(self, kind: str, country: str) -> Row:
        dice = self.dice
        sizes = {"buyer": (60, 900), "listed": (1, 60)}
        low, width = sizes.get(kind, (15, 400))
        if kind not in sizes and dice.percent(30):
            low, width = 150, 2200
        name = f"{dice.one_of(COMPANY_WORDS)}{dice.one_of(COMPANY_WORDS).lower()} {PEOPLE[country][3]}"
        return {"name": name, "employees": low + dice.below(width)}

    def lead(self, number: int) -> Row:
        dice = self.dice
        kind = dice.by_share({name: each[0] for name, each in KINDS.items()})
        _, sources, contact, company, title = KINDS[kind]
        country = dice.by_share({name: each[0] for name, each in PEOPLE.items()})
        if kind == "buyer" and dice.percent(70):
            country = dice.one_of(("DE", "DE", "AT", "CH"))
        _, firsts, lasts, _ = PEOPLE[country]
        first, last = dice.one_of(firsts), dice.one_of(lasts)
        age = 5 + dice.below(300 if kind in ("listed", "lured", "reader") else 150)
        row: Row = {"id": f"L-{number:04d}", "created_at": instant(dice, days_ago(dice, age))}
        row |= {"first_name": first, "last_name": last}
        has_company = dice.percent(company)
        firm = self.company(kind, country)
        if dice.percent(contact):
            row |= self.contact(kind, first, last, firm["name"] if has_company else None)
        row["source"] = dice.one_of(sources)
        if dice.percent(85):
            row["country"] = country
        if dice.percent(title):
            row["role"] = dice.by_share({"decision_maker": 40 if kind == "buyer" else 18, "influencer": 20, "user": 25,
                                         "student": 5, "other": 8})  # fmt: skip
        if has_company:
            row["company"] = firm
        if dice.percent(company):
            row["industry"] = dice.one_of(INDUSTRIES[: 3 if kind == "buyer" else len(INDUSTRIES)])
        if dice.percent(title):
            titles = TITLES.get(country, ENGLISH)
            row["job_title"] = dice.one_of(titles[:4] if kind == "buyer" else titles)
        done = self.history(kind, age)
        if done:
            row["activities"] = done
        return row

    def contact(self, kind: str, first: str, last: str, firm: str | None) -> Row:
        dice = self.dice
        found: Row = {}
        if kind == "listed" and dice.percent(65):
            return {"phone": self.phone()}
        host = f"{ascii_only(firm.split()[0])}.example" if firm else None
        if kind == "rival":
            host = dice.one_of(COMPETITORS)
        elif host is None or dice.percent(12):
            host = dice.one_of(FREE_MAIL)
        found["email"] = f"{ascii_only(first)}.{ascii_only(last)}@{host}"
        if dice.percent(40):
            found["phone"] = self.phone()
        if dice.percent(10):
            found["social_handle"] = f"@{ascii_only(first)}_{ascii_only(last)}"
        return found

    def phone(self) -> str:
        """In numbers that are kept for fiction, as people write them."""
        tail = f"{self.dice.below(1000):03d}"
        return self.dice.one_of(
            (f"+49 30 23125 {tail}", f"030/23125{tail}", f"+44 20 7946 0{tail}", f"'+493023125{tail}")
        )


def make_dirty(dice: Dice, row: Row) -> None:
    """What happens to a record on its way through forms, sheets and exports."""
    for name in ("first_name", "phone", "country", "role", "industry", "job_title", "source"):
        if name in row and dice.percent(2):
            row[name] = dice.one_of(MARKERS)
        elif name not in row and dice.percent(12):
            row[name] = dice.one_of((None, "", "  ", "-"))
    for name in ("country", "role", "industry", "source"):
        if isinstance(row.get(name), str) and row[name] not in MARKERS and dice.percent(5):
            row[name] = dice.one_of((row[name].lower(), f" {row[name]} ", row[name].capitalize(), f"{row[name]}\u00a0"))
    if "email" in row and dice.percent(6):
        row["email"] = dice.one_of((row["email"].upper(), f" {row['email']}", row["email"].title()))
    if "job_title" in row and isinstance(row["job_title"], str) and dice.percent(6):
        title = row["job_title"]
        row["job_title"] = dice.one_of((title.upper(), f"{title}  ", unicodedata.normalize("NFD", title)))
    firm = row.get("company")
    if isinstance(firm, dict):
        if dice.percent(18):
            firm["employees"] = str(firm["employees"])
        elif dice.percent(4):
            firm["employees"] = dice.one_of(("50-100", "ca. 80", "10+", "unknown", None, ""))
    if dice.percent(3):
        row["utm_id"] = f"u{dice.below(100000)}"


def add_odd_events(maker: Maker, row: Row) -> None:
    """Events after the instant of the report, delivered twice, of types nobody declared, without a time."""
    dice = maker.dice
    done: list[Row] = row.get("activities", [])
    if not done:
        if dice.percent(20):
            row["activities"] = dice.one_of((None, []))
        return
    if dice.percent(6):
        done.append(dict(done[dice.below(len(done))]))
    if dice.percent(4):
        done.append(maker.event("page_viewed", -1 - dice.below(9), page="/pricing"))
    if dice.percent(3):
        done.append(maker.event("form_spam_check", dice.below(60)))
    if dice.percent(1):
        broken = maker.event("email_clicked", dice.below(60))
        broken["at"] = dice.one_of(("yesterday", "", "2026-13-01T10:00:00Z"))
        done.append(broken)
    if dice.percent(2):
        no_zone = maker.event("page_viewed", dice.below(40), page="/docs")
        no_zone["at"] = days_ago(dice, 10 + dice.below(40)).strftime("%Y-%m-%dT%H:%M:%S")
        done.append(no_zone)
    if dice.percent(25):
        done.reverse()


def spoil(rows: list[Row]) -> None:
    """The few records that nobody can convert, each rejected with its reason; and two without a date and an id."""
    rows[57]["created_at"] = "31.02.2026"
    rows[143]["created_at"] = "soon"
    rows[301]["country"] = "Deutschland"
    rows[402]["country"] = "Niemcy"
    rows[478]["source"] = "newsletter swap"
    rows[555]["email"] = "no mail please"
    rows[613]["role"] = "boss"
    rows[702]["job_title"] = "Head of " + "everything and " * 20
    rows[840]["id"] = rows[839]["id"]  # two records with one id
    rows[260]["created_at"] = None
    rows[951].pop("id")


def make_duplicates(dice: Dice, rows: list[Row]) -> None:
    """The same person again under another id, as forms make them."""
    for number in range(90, LEADS - 60, 97):
        twin = json.loads(json.dumps(rows[number]))
        twin["id"] = rows[number + 31]["id"]
        if isinstance(twin.get("email"), str):
            name, at, host = twin["email"].partition("@")
            twin["email"] = dice.one_of((f"{name}+test{at}{host}", f"{name.upper()}{at}{host}"))
        for event in twin.get("activities") or []:
            event["id"] += "b"
        rows[number + 31] = twin


def make() -> str:
    """The whole file as text."""
    maker = Maker()
    rows = [maker.lead(number) for number in range(1, LEADS + 1)]
    for row in rows:
        add_odd_events(maker, row)
        make_dirty(maker.dice, row)
    make_duplicates(maker.dice, rows)
    spoil(rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    sys.exit(write_or_check(Path(__file__).with_name("leads.jsonl"), make(), sys.argv[1:]))

"""The words of one spoken language: phrases to terminals for reading, terminals to phrases for writing."""

from __future__ import annotations

import re
from functools import cache, cached_property

from msgspec import Struct

from leadspec.syntax.terminals import SIGNS, TERMINALS, Terminal
from leadspec.values.durations import Duration, Unit
from leadspec_grammar import keyword_table


class Phrase(Struct, frozen=True):
    """A way to write a terminal: the words behind the first one, and whether it is a mistake with a right spelling."""

    rest: tuple[str, ...]
    terminal: Terminal
    mistaken: bool = False


class Guess(Struct, frozen=True):
    """A line that cannot be read, by its look, and what to write."""

    pattern: re.Pattern[str]
    replacement: str


class Keywords(Struct, frozen=True, dict=True):
    """`phrases` by their first word, longest first; `spelling` by terminal; `units` by every form of their names."""

    phrases: dict[str, tuple[Phrase, ...]]
    spelling: dict[str, str]
    units: dict[str, Unit]
    unit_forms: dict[Unit, tuple[str, ...]]
    guess_table: tuple[tuple[str, str], ...]

    @cached_property
    def guesses(self) -> tuple[Guess, ...]:
        return tuple(Guess(re.compile(pattern), hint) for pattern, hint in self.guess_table)

    def duration(self, duration: Duration) -> str:
        """`30 days`, `1 month`."""
        one, many, *_ = self.unit_forms[duration.unit]
        return f"{duration.amount} {one if duration.amount == 1 else many}"


@cache
def keywords(language: str = "en") -> Keywords:
    """The words of a spoken language."""
    table = keyword_table(language)
    phrases: dict[str, list[Phrase]] = {}
    for section, mistaken in (("phrases", False), ("mistaken", True)):
        for name, spellings in table[section].items():
            for spelling in spellings:
                first, *rest = spelling.split(" ")
                phrases.setdefault(first, []).append(Phrase(tuple(rest), TERMINALS[name], mistaken))
    forms = {Unit(name): tuple(words) for name, words in table["units"].items()}
    return Keywords(
        {first: tuple(sorted(found, key=_longest_first)) for first, found in phrases.items()},
        {name: sign for sign, (name, _) in SIGNS.items()}
        | {name: spellings[0] for name, spellings in table["phrases"].items()},
        {word: unit for unit, words in forms.items() for word in words},
        forms,
        tuple((each["pattern"], each["hint"]) for each in table.get("guesses", ())),
    )


def _longest_first(phrase: Phrase) -> tuple[int, bool]:
    return -len(phrase.rest), phrase.mistaken

"""The words of one spoken language: phrases to terminals for reading, terminals to phrases for writing."""

from __future__ import annotations

import re
from functools import cache, cached_property

from msgspec import Struct

from leadspec.syntax.terminals import SIGNS, TERMINALS, Terminal
from leadspec.values.durations import Duration, Unit
from leadspec_grammar import keyword_table


class Phrase(Struct, frozen=True):
    """A way to write a terminal: how many words it has, and whether it is a mistake with a right spelling."""

    length: int
    terminal: Terminal
    mistaken: bool = False


class Branch(Struct, frozen=True):
    """`phrases`: what the words up to here spell, the longest first; `further`: where a next word leads."""

    phrases: tuple[Phrase, ...]
    further: dict[str, Branch]

    def leads_to(self, terminal: str) -> bool:
        """Whether one of the phrases here or further on is a way to write this terminal."""
        return any(phrase.terminal.name == terminal for phrase in self.phrases) or any(
            branch.leads_to(terminal) for branch in self.further.values()
        )


class Guess(Struct, frozen=True):
    """A line that cannot be read, by its look, and what to write."""

    pattern: re.Pattern[str]
    replacement: str


class Keywords(Struct, frozen=True, dict=True):
    """`phrases` word by word; `spelling` by terminal; `units` by every form of their names."""

    phrases: dict[str, Branch]
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
    phrases = [
        (words := spelling.split(" "), Phrase(len(words), TERMINALS[name], mistaken))
        for section, mistaken in (("phrases", False), ("mistaken", True))
        for name, spellings in table[section].items()
        for spelling in spellings
    ]
    forms = {Unit(name): tuple(words) for name, words in table["units"].items()}
    return Keywords(
        _branches(phrases, ()),
        {name: sign for sign, (name, _) in SIGNS.items()}
        | {name: spellings[0] for name, spellings in table["phrases"].items()},
        {word: unit for unit, words in forms.items() for word in words},
        forms,
        tuple((each["pattern"], each["hint"]) for each in table.get("guesses", ())),
    )


def _branches(phrases: list[tuple[list[str], Phrase]], shorter: tuple[Phrase, ...]) -> dict[str, Branch]:
    """By the first of the words that are left of each phrase. `shorter`: what the words before spell."""
    by_word: dict[str, list[tuple[list[str], Phrase]]] = {}
    for (first, *rest), phrase in phrases:
        by_word.setdefault(first, []).append((rest, phrase))
    made = {}
    for word, found in by_word.items():
        here = (*(phrase for rest, phrase in found if not rest), *shorter)
        made[word] = Branch(here, _branches([each for each in found if each[0]], here))
    return made

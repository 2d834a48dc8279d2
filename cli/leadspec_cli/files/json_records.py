"""Records in JSON: a list of them (or a single one), and JSON Lines. Never more than one record in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from leadspec.diagnostics.kinds import data as data_kinds
from leadspec.diagnostics.kinds import file as kinds
from leadspec.documents import NumberText, Raw, Unreadable, kind_of, plain
from leadspec.documents.fast_json import DOUBTFUL, quick_json, quick_json_at
from leadspec.documents.json_text import load_json
from leadspec.documents.places import without_text
from leadspec.source import Place, Source, Span
from leadspec_cli.files.bytes import too_large
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.records import RECORD_LIMIT, Broken, Nested

_WANTED = "not a block of fields"
_SPACE = " \t\n\r"
_LOCATED_LIMIT = 250_000  # the located loader takes up to a second for so many characters


def read_json_lines(lines: Iterator[tuple[int, str]]) -> Iterator[Nested | Broken]:
    """One record a line; blank lines are passed over, a broken line is rejected by itself."""
    for number, line in lines:
        value = quick_json(line)
        if isinstance(value, dict):
            yield Nested(number, value)
        elif line.strip(_SPACE):
            yield _doubtful_line(number, line)


def _doubtful_line(number: int, line: str) -> Nested | Broken:
    if len(line) > _LOCATED_LIMIT:
        return Broken(number, "is not sound JSON")
    source = Source("", line.rstrip("\r\n"))
    loaded = load_json(source, private=True)
    if loaded.diagnostics:
        found = loaded.diagnostics[0]
        place = without_text(found, source).primary
        column = place.location.column if place is not None and isinstance(place.location, Place) else None
        where = f" (column {column})" if column else ""
        return Broken(number, f"is not sound JSON: {found.message}{where}")
    what = "nothing" if loaded.node is None else kind_of(loaded.node)
    return Broken(number, f"is {what}, {_WANTED}")


def read_json(pieces: Iterator[str], name: str, inside: str | None = None) -> Iterator[Nested | Broken]:
    """The records of a JSON list, or the single record that a file holds. Raises `FileFault` for broken JSON.

    `inside`: the path of the list in that single record, for the answer of an interface, `{"results": [...]}`.
    """
    found = _Reader(pieces, name).records()
    return found if inside is None else _inside(found, name, inside)


def _inside(records: Iterator[Nested | Broken], name: str, path: str) -> Iterator[Nested | Broken]:
    only = list(islice(records, 2))
    value: Raw = only[0].fields if len(only) == 1 and isinstance(only[0], Nested) else None
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list):
        message = f"`{name}` is not a single block with a list under `{path}`"
        raise fault(data_kinds.NOT_RECORDS, Place(name), message, "correct `records`, or delete it")
    line = only[0].line
    for nth, each in enumerate(value, 1):
        yield Nested(line, each, nth) if isinstance(each, dict) else Broken(line, f"is {_kind(each)}, {_WANTED}")


class _Reader:
    """`text` holds what is read and not yet used up; `at` is where reading goes on, `line` its line."""

    def __init__(self, pieces: Iterator[str], name: str) -> None:
        self.pieces = pieces
        self.name = name
        self.text = ""
        self.at = 0
        self.line = 1
        self.last_line = 0  # on which a record started, and how many did
        self.on_line = 0
        self.dropped = 0  # characters of the current line that `text` has no longer
        self.ended = False

    def records(self) -> Iterator[Nested | Broken]:
        sign = self._next()
        if sign == "":
            raise fault(data_kinds.NO_RECORDS, Place(self.name), f"`{self.name}` is empty", "check the export")
        if sign == "{":
            yield self._record()
            if self._next():
                raise self._broken_here(
                    "more text follows the record", "name the file .jsonl if each line is one record"
                )
            return
        if sign != "[":
            raise fault(
                data_kinds.NOT_RECORDS,
                Place(self.name, self.line),
                f"`{self.name}` does not start with a list of records",
                "write the records between `[` and `]`",
            )
        self.at += 1
        if self._next() == "]":
            self.at += 1
        else:
            while True:
                yield self._record()
                sign = self._next()
                self.at += 1
                if sign == "]":
                    break
                if sign != ",":
                    self.at -= 1
                    raise self._broken_here("a comma or the closing `]` is missing here", "check the end of the file")
                self._next()
        if self._next():
            raise self._broken_here("more text follows the list", "keep one list in the file")

    def _next(self) -> str:
        """The next sign that is no white space, without using it up; empty at the end."""
        while True:
            start = self.at
            while self.at < len(self.text) and self.text[self.at] in _SPACE:
                self.at += 1
            self.line += self.text.count("\n", start, self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def _record(self) -> Nested | Broken:
        sign = self._next()
        line = self.line
        self.on_line = self.on_line + 1 if line == self.last_line else 1
        self.last_line = line
        while True:
            found = quick_json_at(self.text, self.at)
            # A number at the end of what is read may go on.
            if found is not DOUBTFUL and (sign in '{["' or found[1] < len(self.text) or self.ended):
                break
            if len(self.text) - self.at > RECORD_LIMIT or not self._more():
                return self._doubtful_record(line)
        value, end = found
        self.line += self.text.count("\n", self.at, end)
        self.at = end
        if isinstance(value, dict):
            return Nested(line, value, self.on_line)
        return Broken(line, f"is {_kind(value)}, {_WANTED}")

    def _more(self) -> bool:
        """Reads on, twice as much as is in use, so that a long record costs no more than its length."""
        if self.ended:
            return False
        wanted = max(len(self.text) - self.at, 1)
        read: list[str] = []
        size = 0
        while size < wanted:
            piece = next(self.pieces, None)
            if piece is None:
                self.ended = True
                break
            read.append(piece)
            size += len(piece)
        text = "".join(read)
        before = self.text.rfind("\n", 0, self.at)
        self.dropped = self.at - before - 1 if before >= 0 else self.dropped + self.at
        self.text = self.text[self.at :] + text
        self.at = 0
        return bool(text)

    def _column(self) -> int:
        before = self.text.rfind("\n", 0, self.at)
        return self.at - before if before >= 0 else self.dropped + self.at + 1

    def _broken_here(self, message: str, hint: str) -> FileFault:
        return fault(kinds.JSON_SYNTAX, Place(self.name, self.line, self._column()), message, hint)

    def _doubtful_record(self, line: int) -> Nested | Broken:
        """What the located loader makes of the record; a fault that hides its end is one of the whole file."""
        source = Source(self.name, self.text[self.at : self.at + _LOCATED_LIMIT])
        loaded = load_json(source, private=True, prefix=True)
        if loaded.node is None:
            if len(self.text) - self.at > RECORD_LIMIT:
                raise too_large(self.name, f"its record on line {line} has more than {RECORD_LIMIT:,} characters", line)
            found = loaded.diagnostics[0].primary
            cut = len(source.text) == _LOCATED_LIMIT
            if cut and not (found and isinstance(found.location, Span) and found.location.end < _LOCATED_LIMIT - 10):
                raise self._broken_here(
                    "the record that starts here is not sound JSON", "check it with the program it is from"
                )
            raise FileFault(without_text(each, source, line, self._column()) for each in loaded.diagnostics)
        end = self.at + loaded.node.span.end
        self.line += self.text.count("\n", self.at, end)
        self.at = end
        if loaded.diagnostics:
            return Broken(line, f"is not sound JSON: {loaded.diagnostics[0].message}")
        value = plain(loaded.node)
        return (
            Nested(line, value, self.on_line)
            if isinstance(value, dict)
            else Broken(line, f"is {kind_of(loaded.node)}, {_WANTED}")
        )


def _kind(value: Raw) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case NumberText():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case dict():
            return "a block of fields"
        case Unreadable():
            return "no value"

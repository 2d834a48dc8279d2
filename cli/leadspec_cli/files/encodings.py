"""How the bytes of a data file are to be read as text: declared, or found where only one answer is possible.

Policies, schemas and tests are UTF-8 and never come here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, Final

from msgspec import Struct

from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place
from leadspec_cli.files.bytes import reads, refuse_other_files
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.letters import evidence, make_sense, speaks_clearly

Opener = Callable[[], AbstractContextManager[BinaryIO]]


class Encoding(Struct, frozen=True):
    """`name` as messages show it; `controls`: bytes from 80 to 9F are controls in it, and so never meant."""

    codec: str
    name: str
    controls: bool = False


UTF_8: Final = Encoding("utf-8", "UTF-8")
UTF_16_LE: Final = Encoding("utf-16-le", "UTF-16")
UTF_16_BE: Final = Encoding("utf-16-be", "UTF-16")
CP1250: Final = Encoding("cp1250", "windows-1250")
CP1252: Final = Encoding("cp1252", "windows-1252")
LATIN_2: Final = Encoding("iso-8859-2", "ISO-8859-2", controls=True)
LATIN_1: Final = Encoding("iso-8859-1", "ISO-8859-1", controls=True)

_UTF_16: Final = "utf-16"
_DECLARED: Final = {
    "utf8": UTF_8,
    "utf8sig": UTF_8,
    "utf16le": UTF_16_LE,
    "utf16be": UTF_16_BE,
    "cp1250": CP1250,
    "windows1250": CP1250,
    "cp1252": CP1252,
    "windows1252": CP1252,
    "iso88592": LATIN_2,
    "latin2": LATIN_2,
    "iso88591": LATIN_1,
    "latin1": LATIN_1,
}
ENCODINGS: Final = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "cp1252", "iso-8859-2", "iso-8859-1")
"""What may be declared; letters of any case, with or without `-` and `_`."""

# The first that is left is named, where those that are left read the file alike.
_OLD: Final = (CP1252, CP1250, LATIN_2)

_SAMPLE = 4096
_BLOCK = 1 << 20
_MOST_WORDS = 20_000
_ASCII = bytes(range(128))
_WORD = re.compile(rb"[A-Za-z0-9\x80-\xff]{0,30}[\x80-\xff][A-Za-z0-9\x80-\xff]{0,30}")
# Two capitals of windows-1250 or ISO-8859-2 between others; as UTF-8 they are one sign.
_TWO_CAPITALS = re.compile(rb"(?<=[A-Z])[\xc2-\xdf][\xa1\xa3\xa5\xa6\xa9-\xac\xae\xaf](?=[A-Z])")
_DECLARE = "declare it in a data description, such as `encoding: cp1250`, or save the file as UTF-8"


def is_known(name: str) -> bool:
    """Whether an encoding of this name may be declared."""
    return _plain(name) in _DECLARED or _plain(name) == "utf16"


def find_encoding(opened: Opener, name: str, declared: str | None, line_limit: int | None) -> Encoding:
    """The encoding of a file. Reads all of it unless it is declared, a block at a time. Raises `FileFault`."""
    with opened() as stream:
        start = next(reads(stream, name, _SAMPLE), b"")
    refuse_other_files(start, name)
    marked = _marked(start)
    if declared is not None:
        return _declared(declared, marked, start, name)
    if marked is not None and marked is not UTF_8:
        return marked
    if b"\0" in start:
        wide = _wide(start)
        if wide is not None:
            return wide
    sums = _Sums()
    with opened() as stream:
        sums.read(reads(stream, name, _BLOCK), line_limit)
    if sums.broken_line is None:
        if sums.chance is not None and marked is None:
            raise _unclear(name, sums.chance, (UTF_8, CP1250, LATIN_2))
        return UTF_8
    return _old(opened, name, sums, marked)


def _plain(name: str) -> str:
    return re.sub("[-_ ]", "", name.lower())


def _declared(declared: str, marked: Encoding | None, start: bytes, name: str) -> Encoding:
    plain = _plain(declared)
    encoding = (marked or _wide(start)) if plain == "utf16" else _DECLARED.get(plain)
    if encoding is None and plain == "utf16":
        hint = "declare `utf-16-le` or `utf-16-be`"
        raise fault(kinds.UNCLEAR_ENCODING, Place(name, 1), f"`{name}` does not say which UTF-16 it is", hint)
    if encoding is None:
        known = ", ".join(f"`{each}`" for each in ENCODINGS)
        raise fault(kinds.UNCLEAR_ENCODING, Place(name), "the declared encoding is not known", f"one of {known}")
    if marked is not None and marked is not encoding:
        what = f"`{name}` is marked as {marked.name}, and another encoding is declared"
        raise fault(kinds.UNCLEAR_ENCODING, Place(name, 1), what, "leave the declaration out")
    return encoding


def _marked(start: bytes) -> Encoding | None:
    if start.startswith(codecs.BOM_UTF8):
        return UTF_8
    if start.startswith(codecs.BOM_UTF16_LE):
        return UTF_16_LE
    if start.startswith(codecs.BOM_UTF16_BE):
        return UTF_16_BE
    return None


def _wide(start: bytes) -> Encoding | None:
    """UTF-16 without a mark: every second byte of plain letters is zero, and none of the others is."""
    if len(start) < 4 or (len(start) < _SAMPLE and len(start) % 2):
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if not even and odd * 2 > half and start[1] == 0:
        return UTF_16_LE
    if not odd and even * 2 > half and start[0] == 0:
        return UTF_16_BE
    return None


class _Sums:
    """What one look at all bytes says: the first line that is not UTF-8.

    `cut`: only the last sign of the file is not, for want of its end. `chance`: a line with signs that are sound UTF-8,
    but only such as the two letters of `SPÓŁKA` give by chance in an old encoding; no line as soon as there are others.
    """

    def __init__(self) -> None:
        self.broken_line: int | None = None
        self.cut = False
        self.chance: int | None = None
        self._sure = False

    def read(self, blocks: Iterator[bytes], line_limit: int | None) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")()
        lines, run, clean = 1, 0, True
        for block in blocks:
            if not (clean and block.isascii()):
                try:
                    decoder.decode(block)
                except UnicodeDecodeError as error:
                    self.broken_line = lines + error.object.count(b"\n", 0, error.start)
                    return
                clean = not decoder.getstate()[0]
                if not self._sure:
                    self._weigh(block, lines)
            ends = block.count(b"\n")
            lines += ends
            if line_limit is not None:
                # The reader says what is wrong with such a line; the rest may be as long as the disk.
                run = len(block) - block.rfind(b"\n") if ends else run + len(block)
                if run > line_limit and b"\r" not in block:
                    return
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            self.broken_line = lines
            self.cut = True

    def _weigh(self, block: bytes, lines: int) -> None:
        found = [each for each in _TWO_CAPITALS.finditer(block) if not each[0].decode().isupper()]
        self._sure = len(block.translate(None, _ASCII)) > 2 * len(found)
        if self._sure:
            self.chance = None
        elif self.chance is None:
            self.chance = lines + block.count(b"\n", 0, found[0].start())


def _old(opened: Opener, name: str, sums: _Sums, marked: Encoding | None) -> Encoding:
    line = sums.broken_line or 1
    present, words, sound, broken = _looked_through(opened, name)
    if marked is UTF_8 or sound > broken:
        raise not_utf_8(name, line)
    left = [each for each in _OLD if not _lacks(each, present)]
    if not left:
        raise not_utf_8(name, line)
    if sums.cut:
        raise _unclear(name, line, (UTF_8, *left))
    best = [each for each in left if all(_beats(each, other, present, words) for other in left if other is not each)]
    if not best or sound * 4 > broken:
        raise _unclear(name, line, left)
    if not make_sense(words, best[0].codec):
        names = " or ".join(each.name for each in left)
        what = f"it is not clear how `{name}` is encoded: most of its words with accents make no sense as {names}"
        raise fault(kinds.UNCLEAR_ENCODING, Place(name, line), what, _DECLARE)
    return best[0]


def _looked_through(opened: Opener, name: str) -> tuple[frozenset[int], list[bytes], int, int]:
    """The bytes beyond ASCII that occur, the words with one, and how many signs are sound UTF-8 and are not."""
    present: set[int] = set()
    words: dict[bytes, None] = {}
    sound = broken = 0
    tail = b""
    with opened() as stream:
        for read in reads(stream, name, _BLOCK):
            block = tail + read
            cut = max(block.rfind(b"\n"), block.rfind(b"\r"), block.rfind(b" "), len(block) - 200) + 1
            block, tail = block[:cut], block[cut:]
            if block.isascii():
                continue
            present |= set(block.translate(None, _ASCII))
            more_sound, more_broken = _signs(block)
            sound += more_sound
            broken += more_broken
            if len(words) < _MOST_WORDS:
                words.update(dict.fromkeys(_WORD.findall(block)))
        present |= set(tail.translate(None, _ASCII))
        words.update(dict.fromkeys(_WORD.findall(tail)))
        more_sound, more_broken = _signs(tail)
    return frozenset(present), list(words), sound + more_sound, broken + more_broken


def _signs(block: bytes) -> tuple[int, int]:
    """How many signs beyond ASCII are sound UTF-8, and how many places are not."""
    wide = len(block.translate(None, _ASCII))
    sound = len(block.decode("utf-8", "ignore"))
    return sound - (len(block) - wide), len(block.decode("utf-8", "replace")) - sound


def _lacks(encoding: Encoding, present: frozenset[int]) -> bool:
    """Whether a byte that occurs stands for nothing in an encoding."""
    if encoding.controls and any(0x80 <= each < 0xA0 for each in present):
        return True
    return "�" in bytes(present).decode(encoding.codec, "replace")


def _beats(encoding: Encoding, other: Encoding, present: frozenset[int], words: list[bytes]) -> bool:
    occurring = bytes(present)
    if occurring.decode(encoding.codec) == occurring.decode(other.codec):
        return True
    return speaks_clearly(*evidence(words, encoding.codec, other.codec))


def _unclear(name: str, line: int, encodings: Sequence[Encoding]) -> FileFault:
    names = " or ".join(each.name for each in encodings)
    what = f"it is not clear how `{name}` is encoded: it may be {names}, which differ in letters of line {line}"
    return fault(kinds.UNCLEAR_ENCODING, Place(name, line), what, _DECLARE)


def not_utf_8(name: str, line: int) -> FileFault:
    hint = "save the file as UTF-8 (in a spreadsheet program: `CSV UTF-8`)"
    return fault(kinds.ENCODING, Place(name, line), f"line {line} of `{name}` is not UTF-8", hint)

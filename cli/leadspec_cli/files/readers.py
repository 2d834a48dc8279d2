"""Which reader reads which format: the one place where a format is added.

A reader takes a file and gives its records, never more than a few of them in memory at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from leadspec.cleanup import Repair
from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place
from leadspec_cli.files.bytes import open_bytes
from leadspec_cli.files.csv_table import TextRows, read_table
from leadspec_cli.files.encodings import find_encoding
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.found import Found
from leadspec_cli.files.json_records import read_json, read_json_lines
from leadspec_cli.files.records import Records
from leadspec_cli.files.text import YAML_DATA_LIMIT, read_source
from leadspec_cli.files.text_blocks import decoded, open_text, text_lines
from leadspec_cli.files.yaml_records import read_yaml

_ELSEWHERE = {
    "xls": "save the sheet as `.xlsx` or as `CSV UTF-8`",
    "xlsm": "save the sheet as `.xlsx` or as `CSV UTF-8`",
    "xlsb": "save the sheet as `.xlsx` or as `CSV UTF-8`",
    "ods": "save the sheet as `.xlsx` or as `CSV UTF-8`",
}


class DataFile(Struct, eq=False):
    """A file that `paths.resolve` let through, and the name that messages show for it: a `DataSource`.

    What is None is found: the encoding and the sign between the cells of a text, the sheet of a workbook; the sign
    around cells is `"`. `records`: where the list of records stands inside of a JSON file.
    `found` says how the file was read when it was opened last. `state`: what the system said of the file when it was
    opened first, for data is read more than once.
    """

    path: Path
    name: str
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    quote: str | None = None
    records: str | None = None
    found: tuple[Found, ...] = ()
    state: tuple[int, ...] | None = None

    @property
    def format(self) -> str:
        """The ending that says how the file is written. Raises `FileFault` for one that is not known."""
        ending = self.name.lower().removesuffix(".gz").rpartition(".")[2]
        if ending in READERS:
            return ending
        hint = _ELSEWHERE.get(ending, f"name it as it is written: {', '.join(f'.{each}' for each in READERS)}")
        raise fault(kinds.UNKNOWN_FORMAT, Place(self.name), f"`{self.name}` has no ending that is read here", hint)

    @property
    def brings_activities(self) -> bool:
        return False

    @contextmanager
    def open(self, *, ids_only: bool = False) -> Iterator[Records]:  # noqa: ARG002 - files are read whole
        """The records, whatever the format. Raises `FileFault`, here or while they are read, or at the end for a file
        that somebody was still writing: half of it would be old.
        """
        reader = READERS[self.format]
        self._check_state()
        try:
            with reader(self) as records:
                yield records
        except FileFault:
            self._check_state()  # what is wrong with a file that changes is of no use to anybody
            raise
        self._check_state()

    def _check_state(self) -> None:
        state: tuple[int, ...] = ()
        with suppress(OSError):
            found = self.path.stat()
            state = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
        if self.state is None:
            # A file that is not there at first is told of by its reader.
            self.state = state or None
        elif state != self.state:
            hint = "wait until it is written, and run this again"
            raise fault(kinds.UNREADABLE, Place(self.name), f"`{self.name}` was changed while it was read", hint)

    def tell(
        self,
        encoding: str | None = None,
        delimiter: str | None = None,
        quote: str | None = None,
        sheet: str | None = None,
        *,
        open_end: bool = False,
    ) -> None:
        """For readers: how the file is being read."""
        given = {"encoding": self.encoding, "delimiter": self.delimiter, "quote": self.quote, "sheet": self.sheet}
        declared = tuple(name for name, value in given.items() if value is not None)
        self.found = (Found(self.name, self.format, encoding, delimiter, quote, sheet, declared, open_end),)

    def counts(self) -> Mapping[tuple[Repair, str], int]:
        return {}


Reader = Callable[[DataFile], AbstractContextManager[Records]]


@contextmanager
def _table(file: DataFile) -> Iterator[Records]:
    with open_text(file.path, file.name, file.encoding) as (encoding, blocks):
        usual = "\t" if file.format == "tsv" else None
        table = read_table(blocks, file.name, file.delimiter, file.quote or '"', usual=usual)
        if isinstance(table.rows, TextRows):
            file.tell(encoding.name, table.rows.delimiter, table.rows.quote, open_end=table.rows.open_end)
        yield table


@contextmanager
def _json(file: DataFile) -> Iterator[Records]:
    encoding = find_encoding(lambda: open_bytes(file.path, file.name), file.name, file.encoding, None)
    file.tell(encoding.name)
    with open_bytes(file.path, file.name) as stream:
        yield read_json(decoded(stream, file.name, encoding), file.name, file.records)


@contextmanager
def _json_lines(file: DataFile) -> Iterator[Records]:
    with open_text(file.path, file.name, file.encoding) as (encoding, blocks):
        file.tell(encoding.name)
        yield read_json_lines(text_lines(blocks))


@contextmanager
def _yaml(file: DataFile) -> Iterator[Records]:
    yield read_yaml(read_source(file.path, file.name, YAML_DATA_LIMIT))


@contextmanager
def _parquet(file: DataFile) -> Iterator[Records]:
    from leadspec_cli.files.parquet_records import open_parquet  # loads pyarrow

    with open_parquet(file.path, file.name) as table:
        yield table


@contextmanager
def _arrow(file: DataFile) -> Iterator[Records]:
    from leadspec_cli.files.arrow_records import open_arrow  # loads pyarrow

    with open_arrow(file.path, file.name) as table:
        yield table


@contextmanager
def _xlsx(file: DataFile) -> Iterator[Records]:
    from leadspec_cli.files.xlsx_table import open_xlsx  # loads openpyxl

    with open_xlsx(file.path, file.name, file.sheet) as opened:
        # Of a workbook with one sheet there is nothing to say.
        file.tell(sheet=opened.name if file.sheet is not None or opened.others else None)
        yield opened.table


READERS: Final[Mapping[str, Reader]] = {
    "csv": _table,
    "tsv": _table,
    "json": _json,
    "jsonl": _json_lines,
    "ndjson": _json_lines,
    "yaml": _yaml,
    "yml": _yaml,
    "parquet": _parquet,
    "arrow": _arrow,
    "feather": _arrow,
    "arrows": _arrow,
    "xlsx": _xlsx,
}

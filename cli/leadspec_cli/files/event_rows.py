"""One row of a file of events -> the event as JSON, under the names of the schema's fields."""

from __future__ import annotations

from collections.abc import Callable

from leadspec.data.model import EventFile
from leadspec.documents import Raw
from leadspec_cli.files.joins import encode, text_as_json
from leadspec_cli.files.parts import Part, unused_names
from leadspec_cli.files.projections import put, reader_of
from leadspec_cli.files.records import Nested, Row, TypedRow

Writer = Callable[[Row | TypedRow | Nested], str]


def event_writer(events: EventFile, part: Part) -> Writer:
    """Columns that nothing reads stay in the event by their names alone, so that they are counted."""
    wants = {each.field: each.path for each in part.use.wants}
    read = reader_of(part.use, part.projection)
    further: dict[str, Raw] = dict.fromkeys(unused_names(part, {path[0] for path in wants.values()}))
    if events.type is not None:
        further["type"] = events.type

    def write(record: Row | TypedRow | Nested) -> str:
        event: dict[str, Raw] = {}
        for name, value in read(record).items():
            put(event, wants[name], value)
        return encode({**event, **further})

    if part.projection is None or any(len(wants[name]) > 1 for name in part.projection.indexes):
        return write

    # The usual case, and the one with most rows: a table of text whose columns are fields.
    tail = encode(further)[1:]
    keys = [(f"{text_as_json(wants[name][0])}:", i) for name, i in part.projection.indexes.items()]

    def write_cells(record: Row | TypedRow | Nested) -> str:
        if not isinstance(record, Row):
            return write(record)
        cells = record.cells
        told = [key + text_as_json(cells[i]) for key, i in keys if cells[i]]
        if told and further:
            told.append("")
        return "{" + ",".join(told) + tail

    return write_cells

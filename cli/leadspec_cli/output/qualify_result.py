"""The one model behind all forms of `qualify`'s result, and their writers: head, a row for each verdict, tail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from leadspec.cleanup.report import Reject
from leadspec.diagnostics.render import TextStyle
from leadspec.ir.verdict import Verdict
from leadspec_cli.output.csv_text import csv_header, csv_row
from leadspec_cli.output.data_report import DataReport, data_object
from leadspec_cli.output.data_text import short_data_lines
from leadspec_cli.output.json_text import json_line
from leadspec_cli.output.outputs import Outputs
from leadspec_cli.output.qualify_text import qualify_text
from leadspec_cli.output.rejects_text import reject_object
from leadspec_cli.output.rows import row_object
from leadspec_cli.output.run_head import RunHead
from leadspec_cli.output.summary import Summary, summary_object


class QualifyResult(Struct, frozen=True):
    """What is known once all leads were judged. `rejects`: only where the form lists them."""

    summary: Summary
    data: DataReport
    rejects: tuple[Reject, ...]


class Writer(Protocol):
    """One form of the result, as text or bytes to be written in this order."""

    def head(self) -> str | bytes: ...

    def row(self, verdict: Verdict) -> str | bytes: ...

    def tail(self, result: QualifyResult) -> str | bytes: ...


class JsonLinesWriter:
    """One object a lead, nothing around them."""

    def head(self) -> str:
        return ""

    def row(self, verdict: Verdict) -> str:
        return json_line(row_object(verdict)) + "\n"

    def tail(self, result: QualifyResult) -> str:  # noqa: ARG002 - the form has none
        return ""


class CsvWriter:
    """A header, one line a lead."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs

    def head(self) -> str:
        return csv_header(self._outputs)

    def row(self, verdict: Verdict) -> str:
        return csv_row(verdict, self._outputs)

    def tail(self, result: QualifyResult) -> str:  # noqa: ARG002
        return ""


class JsonWriter:
    """One object around all rows; each row on a line of its own, so that a difference shows one lead."""

    def __init__(self, head: RunHead) -> None:
        self._head = head
        self._between = "\n"

    def head(self) -> str:
        head = self._head
        entries = {"policy": head.policy_object(), **head.data_entry(), "as_of": head.as_of}
        return json_line(entries)[:-1] + ', "rows": ['

    def row(self, verdict: Verdict) -> str:
        between, self._between = self._between, ",\n"
        return between + json_line(row_object(verdict))

    def tail(self, result: QualifyResult) -> str:
        summary = json_line(summary_object(result.summary))
        rejected = ",\n".join(json_line(reject_object(each)) for each in result.rejects)
        about = ",\n".join(f"{json_line(key)}: {json_line(value)}" for key, value in data_object(result.data).items())
        return f'],\n"summary": {summary},\n"rejected": [{rejected}],\n{about}}}\n'


class TextWriter(Struct, frozen=True):
    """A page for people; rows are in its counts only. `repeat`: the option that repeats the run, if one is needed."""

    run_head: RunHead
    stage_texts: Mapping[str, str]
    style: TextStyle
    width: int
    mask_ids: bool
    repeat: str | None

    def head(self) -> str:
        return ""

    def row(self, verdict: Verdict) -> str:  # noqa: ARG002
        return ""

    def tail(self, result: QualifyResult) -> str:
        page = qualify_text(
            self.run_head, self.stage_texts, result.summary, self.style, self.width, mask_ids=self.mask_ids
        )
        data = "\n".join(short_data_lines(result.data, self.style, self.width))
        repeat = f"\nTo repeat this run: {self.repeat}\n" if self.repeat else ""
        return f"{page}\n{data}\n{repeat}"

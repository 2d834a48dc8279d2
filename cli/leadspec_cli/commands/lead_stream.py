"""One pass over the leads of a file: rejected records go aside, events are counted, progress is shown."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice

from leadspec.cleanup.names import unused_names
from leadspec.cleanup.report import CleanReport, Reasons, Reject
from leadspec.cleanup.suspicious import Watch
from leadspec.diagnostics.kinds.data import NO_ACTIVITIES
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.source import Place
from leadspec_cli.commands.exits import CannotRunError
from leadspec_cli.commands.progress import Progress
from leadspec_cli.commands.reading import Policy
from leadspec_cli.files.found import Found
from leadspec_cli.files.leads import Leads
from leadspec_cli.output.data_report import DataReport, FileRead, never_supplied


class LeadStream:
    """The leads, and what is known of them once they were read. `watch`: where suspicious values are wanted."""

    def __init__(
        self,
        leads: Leads,
        *,
        as_of: int | None,
        limit: int | None,
        progress: Progress,
        takes: Sequence[Callable[[Reject], None]],
        watch: Watch | None = None,
    ) -> None:
        self._leads = leads
        self._as_of = as_of
        self._limit = limit
        self._progress = progress
        self._takes = takes
        self._watch = watch
        self._reasons = Reasons()
        self.events_ahead = 0

    def __iter__(self) -> Iterator[Lead]:
        leads, watch = self._leads, self._watch
        source = iter(leads)
        for item in islice(source, self._limit):
            self._progress.step()
            if isinstance(item, Reject):
                self._reasons.add(item)
                for take in self._takes:
                    take(item)
                continue
            # Sorted by time: as a rule the last one settles it.
            if item.events and self._as_of is not None and item.events[-1].at > self._as_of:
                self.events_ahead += sum(event.at > self._as_of for event in item.events)
            if watch is not None:
                watch.take(leads.line, item)
            yield item
        if isinstance(source, Generator):
            source.close()  # its report speaks of what was read

    @property
    def report(self) -> CleanReport:
        return self._leads.report

    def data(self, policy: Policy, *, show_values: bool) -> DataReport:
        """All that is to be said of the data."""
        report, schema = self.report, policy.schema
        return DataReport(
            clean=report,
            names=unused_names(report, schema, show_values=show_values),
            events_ahead=self.events_ahead,
            reasons=self._reasons.groups(),
            never=never_supplied(report, policy.program, schema),
            suspicions=() if self._watch is None else self._watch.found(show_values=show_values),
            activities="" if schema.activities is None else schema.activities.name,
            files=tuple(map(_file_read, self._leads.found)),
        )


def _file_read(found: Found) -> FileRead:
    parts = {
        "format": found.format,
        "encoding": found.encoding,
        "delimiter": found.delimiter,
        "quote": found.quote,
        "sheet": found.sheet,
        "declared": list(found.declared),
    }
    return FileRead(found.name, found.sentence(), parts, found.usual)


def require_activities(program: Program, leads: Leads, data: str) -> None:
    """Refuses data without any source of events under a policy that reads them."""
    if program.reads_events and leads.activities_missing:
        hint = "name data with their activities, or say with `--no-activities` that there are none"
        message = f"the policy reads events, and `{data}` has no activities"
        raise CannotRunError(NO_ACTIVITIES.at(Place(data), message, hint))

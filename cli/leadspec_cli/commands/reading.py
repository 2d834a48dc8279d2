"""What `qualify`, `clean` and `explain` begin with: a policy that checks, one instant, and a file of leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from leadspec.analysis.head import declared_zone
from leadspec.analysis.model import Analysis, SymbolKind
from leadspec.diagnostics import has_errors
from leadspec.diagnostics.kinds.usage import BAD_OPTION_VALUE
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import Program
from leadspec.schema.model import Schema
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.values.zones import Zone, zone
from leadspec_cli.commands.checking import check_policy
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.exits import CannotRunError
from leadspec_cli.commands.instants import read_as_of
from leadspec_cli.commands.targets import check_overwriting, policy_file
from leadspec_cli.files.descriptions import Described, DescriptionFault, open_data
from leadspec_cli.files.leads import Leads, read_leads
from leadspec_cli.output.run_head import DataHead, RunHead, run_head


class DataRequest(Struct, frozen=True):
    """What the options say that all commands share which read leads."""

    policy: str
    data: str
    as_of: str | None = None
    limit: int | None = None
    engine: str = "auto"
    data_root: str | None = None
    no_activities: bool = False
    show_values: bool = False


class Policy(Struct, frozen=True):
    """A policy that checks, made ready for one instant. `repeat`: the option that repeats the run, if it is news."""

    program: Program
    sources: Mapping[str, Source]
    schema: Schema
    root: Path
    zone: Zone | None
    as_of: int
    head: RunHead
    stage_texts: Mapping[str, str]
    repeat: str | None

    def inputs(self, request: DataRequest) -> tuple[str, ...]:
        """All files that a run reads, by name."""
        return (request.data, *self.sources)

    @property
    def id_is_personal(self) -> bool:
        field = self.schema.by_name.get(self.schema.id_field or "")
        return field is not None and field.personal


def open_policy(console: Console, request: DataRequest) -> Policy:
    """Raises `CannotRunError` with every finding if one is an error; shows what is less than that."""
    checked = check_policy(policy_file(request.policy))
    analysis = checked.analysis
    if analysis.program is None or analysis.schema is None or has_errors(checked.diagnostics):
        raise CannotRunError.of(checked.diagnostics, checked.sources)
    if checked.diagnostics and not console.quiet:
        console.note_findings(checked.diagnostics, checked.sources)
    program = analysis.program
    here = _declared_zone(analysis)
    as_of = read_as_of(request.as_of, here)
    head = run_head(program, meaning_digest(program), as_of, here)
    stage_texts = {
        symbol.name: symbol.statement.text.value
        for symbol in analysis.symbols.values()
        if symbol.kind is SymbolKind.STAGE
        and isinstance(symbol.statement, tree.Stage)
        and symbol.statement.text is not None
    }
    repeat = f"--as-of {head.as_of}" if request.as_of is None else None
    return Policy(program, checked.sources, analysis.schema, checked.root, here, as_of, head, stage_texts, repeat)


def _declared_zone(analysis: Analysis) -> Zone | None:
    name = declared_zone(analysis.files[0].file)
    return None if name is None else zone(name)


def data_roots(policy: Policy, request: DataRequest) -> list[Path]:
    """The folders that files of data may lie in."""
    roots = [policy.root]
    if request.data_root is not None:
        if not Path(request.data_root).is_dir():
            message = f"`--data-root {request.data_root}` is not a folder"
            raise CannotRunError(BAD_OPTION_VALUE.at(None, message, "name the folder that the data lies in"))
        roots.append(Path(request.data_root))
    return roots


def open_leads(policy: Policy, request: DataRequest) -> Leads:
    roots = data_roots(policy, request)
    try:
        data = open_data(request.data, Path.cwd(), roots, policy.schema, policy.zone, show_values=request.show_values)
    except DescriptionFault as fault:
        raise CannotRunError.of(fault.diagnostics, {fault.source.name: fault.source}) from None
    return read_leads(data.source, policy.schema, policy.zone, data.options)


def with_data(policy: Policy, leads: Leads, outputs: Sequence[str | None]) -> Policy:
    """The policy whose head also names the data, if that is described; no output may be one of its files."""
    source = leads.source
    if not isinstance(source, Described):
        return policy
    check_overwriting(outputs, map(str, source.paths))
    return replace(policy, head=replace(policy.head, data=DataHead(source.description_digest, source.files)))

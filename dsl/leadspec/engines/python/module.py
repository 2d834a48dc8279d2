"""A policy as a Python module of its own: what `leadspec compile --to python` prints."""

from __future__ import annotations

import ast
from itertools import groupby

from leadspec.engines.python import build as b
from leadspec.engines.python.compiled import TITLE, CompiledProgram, Unit
from leadspec.engines.python.parts import AS_OF, HELPERS, ZONE
from leadspec.engines.python.runtime import never_back
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import Program
from leadspec.values.patterns import Pattern
from leadspec.values.zones import zone

_USE = """
The columns of an answer are `OUTPUTS`. A score is in cents, a number in millionths, a persona the count of its lines
that hold; all else that is yes or no is true where it holds. Leads are cleaned ones (`leadspec clean`).
"""
_CHECK = f'''
def judge({AS_OF}=None):
    """A function of a lead, for a run at `{AS_OF}`: a date-time with an offset, or microseconds since 1970 in UTC."""
    return {TITLE}(instant_of({AS_OF}), {ZONE.upper()})
'''


def source(program: Program) -> str:
    """The module's text: the same for a program, whenever and wherever it is made."""
    here = None if program.zone is None else zone(program.zone)
    compiled = CompiledProgram(program, back_never=here is None or never_back(here))
    unit = compiled.answer
    head = [
        f"Policy {_quoted(program.name)}, as Python. Made by leadspec; changes belong into the policy.",
        "",
        f"meaning {meaning_digest(program)}",
        f"language version {program.language}",
    ]
    title, digest = "\n".join(head), _literal(meaning_digest(program))
    parts = [
        _docstring(title + "\n" + _USE),
        _imports(unit, needs_zone=here is not None),
        f"POLICY = {_literal(program.name)}\nMEANING = {digest}\nLANGUAGE = {program.language}",
        f"OUTPUTS = {_literal(compiled.paths)}",
        f"{ZONE.upper()} = " + ("None" if program.zone is None else f"zone({_literal(program.zone)})"),
        *_constants(unit),
        ast.unparse(unit.factory),
        _CHECK.strip(),
    ]
    return "\n\n".join(each for each in parts if each) + "\n"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()) + '"'


def _docstring(text: str) -> str:
    return ast.unparse(ast.Module([b.do(b.const(text))], []))


def _literal(value: object) -> str:
    return ast.unparse(b.tuple_of(map(b.const, value)) if isinstance(value, tuple) else b.const(value))


def _imports(unit: Unit, *, needs_zone: bool) -> str:
    wanted = [(HELPERS[each], each) for each in (*unit.shared.helpers, "instant_of")]
    if any(isinstance(each, Pattern) for each in unit.shared.constants.values()):
        wanted.append(("leadspec.values.patterns", "parse_pattern"))
    if needs_zone:
        wanted.append(("leadspec.values.zones", "zone"))
    lines = []
    for module, names in groupby(sorted(wanted), key=lambda each: each[0]):
        lines.append(f"from {module} import {', '.join(name for _, name in names)}")
    return "\n".join(lines)


def _constants(unit: Unit) -> list[str]:
    found = []
    for name, value in unit.shared.constants.items():
        match value:
            case Pattern(text=text, exact=exact):
                found.append(f"{name} = parse_pattern({_literal(text)}, exact={exact})")
            case frozenset():
                entries = ast.Set(
                    [ast.Constant(each) for each in sorted(value, key=lambda each: (str(type(each)), each))]
                )
                found.append(f"{name} = frozenset({ast.unparse(entries)})")
            case tuple():
                found.append(f"{name} = {_literal(value)}")
            case _:
                raise TypeError(f"a constant of an unknown kind: {type(value).__name__}")
    return ["\n".join(found)] if found else []

"""A suggestion as the text of a data description that can be used as it is, with questions as comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leadspec.data.suggest import Suggestion

_SHOWN = 40


def description_text(
    suggestion: Suggestion,
    *,
    file: str,
    id_name: str,
    reading: Mapping[str, str],
) -> str:
    """`reading`: how the file was read, by key of a description."""
    lines = ["leads:", f"  file: {quoted(file)}"]
    lines += [f"  {key}: {quoted(value)}" for key, value in reading.items()]
    columns = dict(suggestion.columns)
    if id_name in columns:
        lines.append(f"  id: {quoted(columns.pop(id_name))}")
    asked = [
        f"    # {key(field)}: {quoted(column)}  # is this column meant?"
        for field, some in suggestion.asked.items()
        for column in some
    ]
    if columns:
        lines.append("  fields:")
        lines += [f"    {key(field)}: {quoted(column)}" for field, column in columns.items()]
        lines += asked
    elif asked:
        lines += ["  # fields:", *asked]
    comments = []
    if suggestion.same:
        comments.append(f"found under their own names: {_listed(suggestion.same)}")
    comments += [f"these columns have nearly the same name: {_listed(some)}" for some in suggestion.alike]
    if suggestion.unused:
        comments.append(f"not read: {_listed(suggestion.unused)}")
    if suggestion.hidden:
        names = "1 column whose name" if suggestion.hidden == 1 else f"{suggestion.hidden} columns whose names"
        comments.append(f"not read, and not shown: {names} may be a value; does the file have a header?")
    if not suggestion.columns and not suggestion.same:
        comments.append("no column is known: name them under `fields:`, each as `field: column`")
    lines += [f"# {each}" for each in comments]
    return "".join(f"{line}\n" for line in lines)


def key(name: str) -> str:
    return name if all(part.isidentifier() and part.isascii() for part in name.split(".")) else quoted(name)


def quoted(text: str) -> str:
    """A text in double quotes, with nothing in it that YAML or an editor could take for something else."""
    return f'"{"".join(map(_sign, text))}"'


def _sign(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable() and sign not in "\ufeff":
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join("".join(each if each.isprintable() else "�" for each in name) for name in names[:_SHOWN]) + more

"""Reading and writing files: the only place that touches the disk. Faults are `FileFault`s with diagnostics."""

from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import DataFile, Leads, read_leads
from leadspec_cli.files.paths import find_root, resolve
from leadspec_cli.files.text import read_source
from leadspec_cli.files.write import write_atomically, writing

__all__ = [
    "DataFile",
    "FileFault",
    "Leads",
    "find_root",
    "read_leads",
    "read_source",
    "resolve",
    "write_atomically",
    "writing",
]

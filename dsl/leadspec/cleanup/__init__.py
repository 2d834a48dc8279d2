"""The one clean-up step before any rule: raw records to typed leads, everything repaired or left out counted."""

from leadspec.cleanup.cleaner import Cleaned, Cleaner, Record, clean
from leadspec.cleanup.columns import Chunk
from leadspec.cleanup.duplicates import find_duplicates
from leadspec.cleanup.events import EventCleaner, EventFault, FileEvent
from leadspec.cleanup.flat import FlatCleaner, id_from_place
from leadspec.cleanup.options import CleanOptions, DateNumbers, DateOrder
from leadspec.cleanup.outcomes import Repair
from leadspec.cleanup.report import CleanReport, EventReject, Reject

__all__ = [
    "Chunk",
    "CleanOptions",
    "CleanReport",
    "Cleaned",
    "Cleaner",
    "DateNumbers",
    "DateOrder",
    "EventCleaner",
    "EventFault",
    "EventReject",
    "FileEvent",
    "FlatCleaner",
    "Record",
    "Reject",
    "Repair",
    "clean",
    "find_duplicates",
    "id_from_place",
]

"""The one clean-up step before any rule: raw records to typed leads, everything repaired or left out counted."""

from leadspec.cleanup.cleaner import Cleaned, Cleaner, FlatCleaner, Record, clean, id_from_place
from leadspec.cleanup.duplicates import find_duplicates
from leadspec.cleanup.events import EventCleaner, EventFault
from leadspec.cleanup.options import CleanOptions, DateOrder
from leadspec.cleanup.outcomes import Repair
from leadspec.cleanup.report import CleanReport, EventReject, Reject

__all__ = [
    "CleanOptions",
    "CleanReport",
    "Cleaned",
    "Cleaner",
    "DateOrder",
    "EventCleaner",
    "EventFault",
    "EventReject",
    "FlatCleaner",
    "Record",
    "Reject",
    "Repair",
    "clean",
    "find_duplicates",
    "id_from_place",
]

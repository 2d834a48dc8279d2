"""What a dialect of SQL says no to."""

from __future__ import annotations


class RefusalError(Exception):
    """A dialect cannot say what a policy asks for; the message says what, and why."""

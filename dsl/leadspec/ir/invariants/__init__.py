"""What the core IR promises, checked: in a `Program`, out what is broken, in the order of its definitions.

For tests, after every pass that makes or changes IR. A policy that a user wrote never breaks these: his mistakes are
findings of the type check, so each text here says that leadspec itself is wrong.
"""

from leadspec.ir.invariants.check import check

__all__ = ["check"]

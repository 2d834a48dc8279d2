"""The written rules of numbers, time and text, once, for every engine: pure functions on plain values."""

"""Findings for readers: pure functions of a list of diagnostics, one module for each kind of reader."""

from leadspec.diagnostics.render.to_github import render_github
from leadspec.diagnostics.render.to_json import diagnostic_objects
from leadspec.diagnostics.render.to_page import render_page
from leadspec.diagnostics.render.to_text import TextStyle, count_line, render_text

__all__ = ["TextStyle", "count_line", "diagnostic_objects", "render_github", "render_page", "render_text"]

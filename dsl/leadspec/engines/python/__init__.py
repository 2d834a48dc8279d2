"""Generated Python: one function for a policy, built as syntax trees, with the answers of the reference interpreter.

In: a program of the core IR, the instant of the run and the policy's zone. Out: `answer`, a function of a cleaned lead
that gives the decided outputs and nothing else; `verdict`, the whole row; `evaluation`, the row with all its reasons.
"""

from leadspec.engines.python.engine import CompiledPolicy, PythonEngine, PythonProgram, compile_program

__all__ = ["CompiledPolicy", "PythonEngine", "PythonProgram", "compile_program"]

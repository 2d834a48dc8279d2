"""Kinds of findings about the shape of a policy's text."""

from __future__ import annotations

from leadspec.diagnostics.model import Kind, Phase, Severity

UNEXPECTED_WORD = Kind(
    id="unexpected-word",
    phase=Phase.SYNTAX,
    title="A word or sign stands where it does not fit",
    why=(
        "The line reads as a rule up to the marked place, and then goes on in a way that the language does not know. "
        "The hint says what may stand there, or which spelling was probably meant."
    ),
    bad="define big: company.employees employees 50",
    good="define big: company.employees >= 50",
)

INCOMPLETE_LINE = Kind(
    id="incomplete-line",
    phase=Phase.SYNTAX,
    title="A line ends before its rule is complete",
    why="Something is missing at the end of the line: a value, a condition, or the lines that belong below it.",
    bad="define big: company.employees >=",
    good="define big: company.employees >= 50",
)

UNKNOWN_STATEMENT = Kind(
    id="unknown-statement",
    phase=Phase.SYNTAX,
    title="A line in column 1 does not begin with a statement",
    why=(
        "Each statement begins in the first column with its word: `policy`, `use`, `list`, `events`, `define`, "
        "`persona`, `score`, `classify`, `table`, `disqualify`, `flag`, `stage`, or `… counts a lead when:`."
    ),
    bad="rule big: company.employees >= 50",
    good="define big: company.employees >= 50",
)

BAD_INDENTATION = Kind(
    id="bad-indentation",
    phase=Phase.SYNTAX,
    title="A line is indented in a way that belongs to nothing",
    why=(
        "What is indented below a line belongs to it. The lines of one block begin in the same column, and only a "
        "line that opens a block (it ends with `:`) or the head of the policy has lines below it."
    ),
    bad="define big: company.employees >= 50\n    country is DE",
    good="define big:\n  all of:\n    company.employees >= 50\n    country is DE",
)

TAB_INDENTATION = Kind(
    id="tab-indentation",
    phase=Phase.SYNTAX,
    title="A line is indented with a tab",
    why="A tab is as wide as each editor likes, so what belongs together would depend on the editor. Use spaces.",
    bad="define big:\n\tall of:\n\t\temployees >= 50",
    good="define big:\n  all of:\n    employees >= 50",
)

UNCLOSED_TEXT = Kind(
    id="unclosed-text",
    phase=Phase.SYNTAX,
    title="A quoted text does not end on its line",
    why='A text begins and ends with `"` on one line. A quote inside a text is written twice: `""`.',
    bad='list free_mail: "gmail.com, "gmx.de"',
    good='list free_mail: "gmail.com", "gmx.de"',
)

UNCLOSED_PARENTHESIS = Kind(
    id="unclosed-parenthesis",
    phase=Phase.SYNTAX,
    title="A parenthesis is opened and not closed",
    why=(
        "Each `(` needs its `)`. The lines inside a parenthesis are indented deeper than the line that opens it, or "
        "begin with `)`; the first line that is not ends the search."
    ),
    bad="define good: (country is DE or country is AT",
    good="define good: (country is DE or country is AT)",
)

UNOPENED_PARENTHESIS = Kind(
    id="unopened-parenthesis",
    phase=Phase.SYNTAX,
    title="A parenthesis is closed that was not opened",
    why="Each `)` needs its `(` before it.",
    bad="define good: country is DE)",
    good="define good: country is DE",
)

MIXED_AND_OR = Kind(
    id="mixed-and-or",
    phase=Phase.SYNTAX,
    title="`and` stands beside `or` without parentheses",
    why=(
        "Read aloud, `A and B or C` has two meanings, and the two departments will each hear their own. "
        "Parentheses say which is meant."
    ),
    bad="define good: country is DE and role is buyer or email is present",
    good="define good: country is DE and (role is buyer or email is present)",
)

NOT_BEFORE_AND = Kind(
    id="not-before-and",
    phase=Phase.SYNTAX,
    title="`not` stands before a condition that `and` or `or` follows",
    why="`not A and B` is heard as `not (A and B)` by one reader and as `(not A) and B` by the next.",
    bad="define open: not newsletter and email is present",
    good="define open: (not newsletter) and email is present",
)

OPEN_LIST = Kind(
    id="open-list",
    phase=Phase.SYNTAX,
    title="A list of values needs parentheses here",
    why=(
        "A list that `and`, `or` or a comma follows, or that stands inside parentheses, would run into what comes "
        "after it. Its own parentheses say where it ends."
    ),
    bad="define near: country is one of DE, AT and email is present",
    good="define near: country is one of (DE, AT) and email is present",
)

TEXT_WITHOUT_TEST = Kind(
    id="text-without-test",
    phase=Phase.SYNTAX,
    title="`or` or `and` joins a bare value to a condition",
    why="Each side of `and` and `or` is a whole condition. Several values for one test are a list.",
    bad='define head: job_title contains "head" or "director"',
    good='define head: job_title contains any of "head", "director"',
)

FIRST_GUESS = Kind(
    id="first-guess",
    phase=Phase.SYNTAX,
    title="The language has another phrase for this",
    why="There is one way to say each thing, so that everybody reads the same. The hint has the phrase to use.",
    bad="define known: email is known",
    good="define known: email is present",
)

FOREIGN_SIGN = Kind(
    id="foreign-sign",
    phase=Phase.SYNTAX,
    title="A sign that the language does not use",
    why=(
        "Signs such as `=`, `&&` or `≥`, curly quotes and non-breaking spaces come from spreadsheets, word "
        "processors and programming languages. The hint has the sign or word to use here."
    ),
    bad="define big: company.employees ≥ 50",
    good="define big: company.employees >= 50",
)

CAPITAL_KEYWORD = Kind(
    id="capital-keyword",
    phase=Phase.SYNTAX,
    title="A word of the language is written with capital letters",
    why="The words of the language are written in lower case, so that names with capitals stay free to use.",
    bad="define good: country is DE AND role is buyer",
    good="define good: country is DE and role is buyer",
)

AMBIGUOUS_NUMBER = Kind(
    id="ambiguous-number",
    phase=Phase.SYNTAX,
    title="A number can be read in two ways",
    why=(
        "`10.000` is ten thousand in Berlin and ten in London, and `1,5` is one number or two. Numbers are written "
        "`1000`, `1_000_000` or `2.5`, without currency or unit."
    ),
    bad="define big: revenue >= 10.000",
    good="define big: revenue >= 10_000",
)

BAD_NUMBER = Kind(
    id="bad-number",
    phase=Phase.SYNTAX,
    title="A number that the language cannot hold",
    why="Numbers have up to 12 digits before and up to 6 digits after the point.",
    bad="define exact: ratio > 0.12345678",
    good="define exact: ratio > 0.123457",
)

BAD_DATE = Kind(
    id="bad-date",
    phase=Phase.SYNTAX,
    title="A date that is not written as year-month-day, or does not exist",
    why=(
        "`03/04/2026` is March in one country and April in the next. Dates are written `2026-01-31`, and a time "
        "of day needs its offset: `2026-01-31T09:00:00+01:00`. Years are 1900 to 2199."
    ),
    bad="define fresh: created_on since 31.01.2026",
    good="define fresh: created_on since 2026-01-31",
)

STRANGE_CHARACTER = Kind(
    id="strange-character",
    phase=Phase.SYNTAX,
    title="An invisible, bidirectional or control character",
    why=(
        "Characters that cannot be seen, or that turn the reading direction, make a text say something else than "
        "it shows. They are shown here by their code points."
    ),
)

BAD_NAME = Kind(
    id="bad-name",
    phase=Phase.SYNTAX,
    title="A name that cannot be written like this",
    why=(
        "Names are letters, digits and `_`, and do not begin with a digit. Any other field name is written in "
        "brackets: `[Lead Source]`."
    ),
    bad="define big: 2nd_call is present",
    good="define big: [2nd_call] is present",
)

TOO_DEEP = Kind(
    id="nested-too-deep",
    phase=Phase.SYNTAX,
    title="Blocks and parentheses are nested too deep",
    why="More than 30 levels cannot be read aloud. Give inner conditions a name with `define`.",
)

FILE_TOO_LARGE = Kind(
    id="policy-too-large",
    phase=Phase.SYNTAX,
    title="A policy file is too large",
    why="A policy file has at most 8 million characters. Put long lists into files of their own.",
)

TOO_MANY_ERRORS = Kind(
    id="too-many-errors",
    phase=Phase.SYNTAX,
    title="More findings than are shown",
    why="At most 50 faulty lines of a file are reported in one run. Mend these and run again.",
    severity=Severity.INFO,
)

MISPLACED_CLAUSE = Kind(
    id="misplaced-clause",
    phase=Phase.SYNTAX,
    title="The clauses of a line of points stand in another order, twice, or where they mean nothing",
    why=(
        "Behind the events of a `for` line come, in this order: how many count (`at most once per day`), one decay "
        "(`halving every 30 days`), and last the cap (`at most 20 points`). A line without events has only the cap."
    ),
    bad="score heat:\n  +10 for each visit, at most 20 points, at most once per day",
    good="score heat:\n  +10 for each visit, at most once per day, at most 20 points",
)

"""What goes with what: values, tests, windows, points, rows."""

from __future__ import annotations

from leadspec.diagnostics.model import Kind, Phase

TYPE_MISMATCH = Kind(
    "type-mismatch",
    Phase.TYPE,
    "two things of different kinds are compared",
    "A number is compared with a number, a text with a text, a date with a date. Nothing is converted: `007` "
    "as a text is not the number 7, and a guess would hold for some leads and not for others.",
    bad='flag "large" when company.employees is "500"\n',
    good='flag "large" when company.employees is 500\n',
)

NOT_A_CONDITION = Kind(
    "not-a-condition",
    Phase.TYPE,
    "a value stands where a condition is needed",
    "A rule applies when something holds. A number, a text or a date does not hold or fail by itself; say what "
    "it is compared with, or ask whether it is present.",
    bad='flag "has mail" when email\n',
    good='flag "has mail" when email is present\n',
)

NOT_A_NUMBER = Kind(
    "not-a-number",
    Phase.TYPE,
    "something that is no number stands where one is needed",
    "Points, sums and products are made of numbers. A date becomes a number with `days since`, a text with "
    "`length of`, events with `count of`.",
    bad='flag "old" when created_at + 30 > 100\n',
    good='flag "old" when days since created_at > 70\n',
)

NOT_A_TEXT = Kind(
    "not-a-text",
    Phase.TYPE,
    "a text test is asked of something that is no text",
    "`contains`, `starts with`, `ends with`, `matches`, `domain of` and `length of` look into texts. Numbers "
    "and dates are compared with `is`, `>=` and `<=`, many-valued fields are asked what they `include`.",
    bad='flag "large" when company.employees starts with "5"\n',
    good='flag "large" when company.employees >= 500\n',
)

NOT_A_DATE = Kind(
    "not-a-date",
    Phase.TYPE,
    "something that is no date stands where one is needed",
    "Windows such as `in the last 30 days` and words such as `days since` need a date: a field that the schema "
    "declares as one, a written date, or the instant of an event. "
    "A text that looks like a date is still a text; give the field `format: date` in the schema.",
    bad='flag "new" when email in the last 30 days\n',
    good='flag "new" when created_at in the last 30 days\n',
)

NO_ORDER = Kind(
    "no-order",
    Phase.TYPE,
    "values are put in an order that they do not have",
    "Numbers and dates have an order: `>`, `>=`, `<`, `<=`. Stages and ranked labels have one of their own: "
    "`is at least`, `is at most`. Texts have none, because each alphabet sorts differently.",
    bad='flag "late" when industry > "m"\n',
    good='flag "late" when industry is one of machinery, software\n',
)

UNRANKED_LABELS = Kind(
    "unranked-labels",
    Phase.TYPE,
    "labels without an order are compared by rank",
    "`is at least` needs labels that are written from best to worst. A classification says so with "
    "`best first` after its name; then each label stands in one block of rows.",
    bad="classify heat:\n  hot when phone is present\n  warm when email is present\n  cold otherwise\n"
    'flag "call" when heat is at least warm\n',
    good="classify heat best first:\n  hot when phone is present\n  warm when email is present\n  cold otherwise\n"
    'flag "call" when heat is at least warm\n',
)

MANY_VALUES = Kind(
    "many-values",
    Phase.TYPE,
    "a many-valued field is treated as one value",
    "A field with many values, such as `tags`, is asked what it includes. It equals nothing and is in no list "
    "as a whole.",
    bad='flag "partner" when tags is "partner"\n',
    good='flag "partner" when tags include "partner"\n',
)

ONE_VALUE = Kind(
    "one-value",
    Phase.TYPE,
    "`include` is asked of a field with one value",
    "`include` asks a field with many values for one of them. A field with one value is compared with `is` or "
    "`is one of`, and a part of a text is found with `contains`.",
    bad='flag "dach" when country include DE\n',
    good='flag "dach" when country is DE\n',
)

NEVER_MISSING = Kind(
    "never-missing",
    Phase.TYPE,
    "presence is asked of something that is always there",
    "Scores, labels, tables, stages and conditions of the policy are always there: a lead that nothing is "
    "known about has 0 points, the last row and the first stage. Facts can be missing; ask for these.",
    bad='score fit:\n  +10 when email is present\nflag "no fit" when fit is missing\n',
    good='score fit:\n  +10 when email is present\nflag "no fit" when fit is 0\n',
)

PERCENT_WITHOUT_UNIT = Kind(
    "percent-without-unit",
    Phase.TYPE,
    "a percentage stands where it has no meaning",
    "`50%` is 0.5 beside a share and 50 beside a percentage, and data hold either. It may stand beside the "
    "match of a persona, in a decay, and beside a field that the schema declares with `x-unit: share` or "
    "`x-unit: percent`.",
    bad='flag "half" when company.employees >= 50%\n',
    good='flag "half" when company.employees >= 50\n',
)

HOURS_ON_A_DATE = Kind(
    "hours-on-a-date",
    Phase.TYPE,
    "hours or minutes are counted on a date without a time",
    "Hours and minutes pass between instants. A date is a whole day, so only days and longer can be counted "
    "from it. If the hour matters, the field must be a date with time.",
    bad='flag "soon" when contract_end in the next 48 hours\n',
    good='flag "soon" when contract_end in the next 2 days\n',
)

CONSTANT_NEEDED = Kind(
    "constant-needed",
    Phase.TYPE,
    "what is looked for must be fixed",
    "`contains` and its kin, and `include`, look for texts or values that the policy writes down, or for the "
    "entries of a list after `any of` or `all of`. "
    "Two fields are compared with `is`.",
    bad='list titles: "head", "director"\nflag "boss" when job_title contains titles\n',
    good='list titles: "head", "director"\nflag "boss" when job_title contains any of titles\n',
)

EMPTY_TEXT = Kind(
    "empty-text",
    Phase.TYPE,
    "an empty text is compared or given",
    "An empty text, or one of spaces only, counts as missing. Nothing is equal to it, and every text contains "
    "it. Whether a fact is there is asked with `is present` and `is missing`.",
    bad='flag "no phone" when phone is ""\n',
    good='flag "no phone" when phone is missing\n',
)

BAD_PATTERN = Kind(
    "bad-pattern",
    Phase.TYPE,
    "a pattern cannot be read",
    "`matches` takes a small language of patterns that means the same on every engine: letters and digits as "
    "themselves, `.`, classes such as `[a-z]`, `\\d`, `\\w`, `\\s`, groups, `|`, and `*`, `+`, `?`, `{2,5}`. It "
    "must match the whole text; write `.*` where anything may stand.",
    bad='flag "code" when phone matches "+49[0-9"\n',
    good='flag "code" when phone matches "\\+49[0-9]+"\n',
)

RANGE_BACKWARDS = Kind(
    "range-backwards",
    Phase.TYPE,
    "the ends of a range stand the wrong way round",
    "The smaller end of a range comes first, and of `from 30 to 60 days ago` the nearer one. The other way "
    "round nothing lies between them.",
    bad='flag "mid" when company.employees between 1000 and 50\n',
    good='flag "mid" when company.employees between 50 and 1000\n',
)

NUMBER_TOO_LARGE = Kind(
    "number-too-large",
    Phase.TYPE,
    "a number is too large",
    "Numbers have up to 12 digits before the point and 6 after it, so that every engine calculates exactly with them. "
    "A larger one is a slip of the keyboard, or an id; ids are texts.",
)

TOO_MANY_DIGITS = Kind(
    "too-many-digits",
    Phase.TYPE,
    "a number has too many digits after the point",
    "Points are counted in hundredths, so they have at most two digits after the point. Other numbers have at "
    "most six.",
    bad="score fit:\n  +12.3456 when email is present\n",
    good="score fit:\n  +12.35 when email is present\n",
)

IMPOSSIBLE_VALUE = Kind(
    "impossible-value",
    Phase.TYPE,
    "a value that can never be met",
    "A whole number is never 2.5, and nothing can be divided by zero. A rule that asks for it never holds.",
    bad='flag "half" when company.employees is 2.5\n',
    good='flag "small" when company.employees <= 2\n',
)

IMPOSSIBLE_COUNT = Kind(
    "impossible-count",
    Phase.TYPE,
    "more, or fewer, are asked for than there can be",
    "`at least N of` and `at least N lines of` count from 1 to the number of conditions that stand there. With "
    "0 they always hold, with more than there are they never do.",
    bad='flag "known" when at least 3 of (email is present, phone is present)\n',
    good='flag "known" when at least 2 of (email is present, phone is present)\n',
)

BAD_WINDOW = Kind(
    "bad-window",
    Phase.TYPE,
    "a window of time that does not fit",
    "Events lie in the past, so none is `in the next` days. `within … after` is about events; for two dates "
    "count the days between them. A window is at least 1 long, and `within any` needs a fixed number of days.",
    bad='flag "soon" when did demo_requested in the next 3 days\n',
    good='flag "soon" when did demo_requested in the last 3 days\n',
)

NESTED_EVENTS = Kind(
    "nested-events",
    Phase.TYPE,
    "a condition on one event asks for other events",
    "The condition after `where`, and the points `for each` event, are about one event and the facts of its "
    "lead. What else happened is a condition of its own.",
    bad='flag "odd" when did page_viewed where (count of demo_requested > 1)\n',
    good='flag "odd" when did page_viewed and count of demo_requested > 1\n',
)

BAD_BOUND = Kind(
    "bad-bound",
    Phase.TYPE,
    "a floor above zero, or a limit below it",
    "The floor of a group is at most 0 and its limit at least 0: otherwise a lead that nothing is known about "
    "would win or lose points by the bound alone. `at most N points` on a line limits the size of what the "
    "line gives or takes, so N is not negative.",
    bad='score fit:\n  group "Contact", at least 10 points:\n    +10 when email is present\n',
    good='score fit:\n  group "Contact", at least -10 points:\n    -20 when email is missing\n',
)

TWO_SIGNS = Kind(
    "two-signs",
    Phase.TYPE,
    "points with a sign of their own behind the sign of the line",
    "A line of points begins with `+` or `-`, and that says whether it gives or takes. A second sign would make "
    "`+-10` a gift that takes away.",
    bad="score fit:\n  +-10 when phone is missing\n",
    good="score fit:\n  -10 when phone is missing\n",
)

EXACTLY_WITHOUT_TEST = Kind(
    "exactly-without-test",
    Phase.TYPE,
    "`exactly` stands on a text that is not compared",
    "`exactly` says how two texts are compared: with their letter case and outer spaces. A text that is only "
    "handed on has nothing to be exact about; `exactly` belongs into the comparison.",
    bad='flag "odd" when first known of (phone, exactly "A") is "A"\n',
    good='flag "odd" when first known of (phone, "A") is exactly "A"\n',
)

FIRST_OF_LINE = Kind(
    "first-of-line",
    Phase.TYPE,
    "a line of `first of:` that neither holds nor fails",
    "`first of:` gives the points of the first line whose condition holds. Lines for events, groups and other "
    "blocks have no one condition; put them beside the block.",
    bad="score fit:\n  first of:\n    +20 when phone is present\n    +10 for each email_clicked\n",
    good="score fit:\n  first of:\n    +20 when phone is present\n    +10 when did email_clicked\n",
)

BAD_DECAY = Kind(
    "bad-decay",
    Phase.TYPE,
    "points that cannot decay like this",
    "A decay is a fixed table of points by age in days, made from points that are written as a number. It "
    "goes down by days, weeks, months or years, towards 0; fading needs days or weeks.",
    bad="score fit:\n  +10 for each demo_requested, halving every 12 hours\n",
    good="score fit:\n  +10 for each demo_requested, halving every 1 day\n",
)

LAST_ROW = Kind(
    "last-row",
    Phase.TYPE,
    "rows that do not end with one for everyone",
    "A lead always has a label and a result. So a classification ends with `LABEL otherwise` and a table with "
    "a row of `any`; rows below `otherwise` would never be reached.",
    bad="classify heat:\n  hot when phone is present\n  cold when email is present\n",
    good="classify heat:\n  hot when phone is present\n  cold otherwise\n",
)

SPLIT_LABEL = Kind(
    "split-label",
    Phase.TYPE,
    "a ranked label stands in two places",
    "The rows of a classification that is written `best first` are its ranking. A label in two places would "
    "rank both above and below the one between.",
    bad="classify heat best first:\n  hot when phone is present\n  warm when email is present\n"
    "  hot when did demo_requested\n  cold otherwise\n",
    good="classify heat best first:\n  hot when phone is present\n  hot when did demo_requested\n"
    "  warm when email is present\n  cold otherwise\n",
)

LABELS_ALIKE = Kind(
    "labels-alike",
    Phase.TYPE,
    "two labels differ in case or spaces only",
    "Readers and other programs compare texts without regard to case, so `Hot` and `hot` would be one label "
    "for them and two for the policy. "
    "Write the label the same everywhere.",
    bad="classify heat:\n  Hot when phone is present\n  hot when email is present\n  cold otherwise\n",
    good="classify heat:\n  hot when phone is present\n  hot when email is present\n  cold otherwise\n",
)

ROW_LENGTH = Kind(
    "row-length",
    Phase.TYPE,
    "a row has too many or too few cells",
    "Each row of a table has one cell for each column of its head, and then its result. "
    "Where a column does not matter the cell is `any`, so that a row never shifts by accident.",
    bad='table route by country, source:\n  DE | "A"\n  any | any | "B"\n',
    good='table route by country, source:\n  DE | any | "A"\n  any | any | "B"\n',
)

ROW_RESULT = Kind(
    "row-result",
    Phase.TYPE,
    "the results of a table do not go together",
    "All rows of one table give a text (or label), or all give a number: what reads the table must know which. "
    "Numbers stand without quotes.",
    bad='table route by country:\n  DE | "A"\n  any | 2\n',
    good='table route by country:\n  DE | "A"\n  any | "B"\n',
)

NOT_DEFINABLE = Kind(
    "not-definable",
    Phase.TYPE,
    "a definition stands for a label, a stage or many values",
    "`define` names a condition, a number, a text or a date. A label or a stage has a name already; of a field "
    "with many values define what you ask of it.",
    bad="define marks: tags\nwe count a lead when: email is present\n",
    good='define partner: tags include "partner"\nwe count a lead when: partner\n',
)

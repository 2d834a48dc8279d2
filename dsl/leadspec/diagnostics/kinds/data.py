"""Faults of leads and their events, and of the tables and lists they come in."""

from __future__ import annotations

from leadspec.diagnostics.model import Kind, Phase

NOT_RECORDS = Kind(
    "data-not-records",
    Phase.DATA,
    "the file does not hold records",
    "A data file is a list of leads, each a block of fields, or one such block. In JSON Lines each line is one lead.",
    bad='"just a text"\n',
    good='[{"email": "a@firm.example"}]\n',
)

NO_RECORDS = Kind(
    "no-records",
    Phase.DATA,
    "the file holds no lead",
    "A file without a single record is more often a failed export than what was meant. An answer about no lead "
    "would look like good news.",
    bad="email,country\n",
    good="email,country\na@firm.example,DE\n",
)

CSV_HEADER = Kind(
    "csv-header",
    Phase.DATA,
    "the first line of the table does not name its columns",
    "The first line gives each column a name, and no two may be equal, not even but for case and outer spaces: "
    "most programs keep only the last of them. The message gives the numbers of the columns.",
    bad="email,country,email\na@firm.example,DE,b@firm.example\n",
    good="email,country,work_email\na@firm.example,DE,b@firm.example\n",
)

CSV_DELIMITER = Kind(
    "csv-delimiter",
    Phase.DATA,
    "it is not clear what separates the cells",
    "The sign between cells is the comma, semicolon, tab or `|` that stands most often in the first line. If two "
    "stand there equally often, either could be meant. A first line such as `sep=;` declares it, and so does "
    "`delimiter` in a data description.",
    bad="email,country;phone\na@firm.example,DE;1\n",
    good="email,country,phone\na@firm.example,DE,1\n",
)

CSV_QUOTE = Kind(
    "csv-quote",
    Phase.DATA,
    "a quote opens a cell and does not close it where the cell ends",
    "All that follows an open quote belongs to the same cell, up to the next quote, so one forgotten quote can "
    'swallow the rest of the table without a word. Close the cell with `"`, and write a quote inside a cell '
    "twice.",
    bad='email,note\na@firm.example,"called\nb@firm.example,wrote\n',
    good='email,note\na@firm.example,"called"\nb@firm.example,wrote\n',
)

NO_KNOWN_COLUMN = Kind(
    "no-known-column",
    Phase.DATA,
    "nothing in the data is a field of the schema",
    "Columns are matched to fields by name, nested ones as `company.employees`; so are the keys of a record. If "
    "none matches, the first line of a table is missing, its separator is another one, the records stand inside of "
    "something else, or the file belongs to another policy.",
    bad="a@firm.example,DE\nb@firm.example,AT\n",
    good="email,country\na@firm.example,DE\nb@firm.example,AT\n",
)

NO_ACTIVITIES = Kind(
    "no-activities",
    Phase.DATA,
    "the policy asks for events and the data brings none at all",
    "A lead without events did nothing, which is a fact that rules use. If no source has activities at all, it is "
    "far more likely that the file with them was forgotten, and every lead would look idle.",
)

"""Faults of a data description: names that schema and files do not have, ways of reading that do not go together."""

from leadspec.diagnostics.model import Kind, Phase

UNKNOWN_FIELD = Kind(
    "data-unknown-field",
    Phase.FILE,
    "a data description names a field that the schema does not have",
    "Left of the colon stands a field of the schema, right of it a column of the file. A field inside of a block is "
    "written with a point: `company.employees`. The fields of an event stand under `activities` in the schema.",
    bad="leads: {file: leads.csv, fields: {e_mail: E-Mail}}\n",
    good="leads: {file: leads.csv, fields: {email: E-Mail}}\n",
)

UNKNOWN_COLUMN = Kind(
    "data-unknown-column",
    Phase.FILE,
    "a data description names a column that the file does not have",
    "Columns are named as the first line of the file has them, with upper and lower case; outer spaces do not count. "
    "A column that is not found would leave its field empty in every lead.",
    bad="leads: {file: leads.csv, fields: {email: Mail}}\n",
    good="leads: {file: leads.csv, fields: {email: E-Mail}}\n",
)

FIELD_TWICE = Kind(
    "data-field-twice",
    Phase.FILE,
    "two columns are named for one field",
    "A field has one value in each lead, so one column gives it. Write `field: null` for the file that does not.",
    bad="leads: {file: leads.csv, id: lead_id, fields: {id: contact_id}}\n",
    good="leads: {file: leads.csv, id: lead_id}\n",
)

UNKNOWN_MEMBER = Kind(
    "data-unknown-member",
    Phase.FILE,
    "a data description spells a value that the schema does not list",
    "Under `values` stands, for each field, a value of the schema and then how else the file writes it: a member of "
    "its `enum`, a type of event, or `true` and `false`.",
    bad="leads: {file: leads.csv, values: {country: {Germany: [DE]}}}\n",
    good="leads: {file: leads.csv, values: {country: {DE: [Germany]}}}\n",
)

BAD_READING = Kind(
    "data-bad-reading",
    Phase.FILE,
    "a data description says something about reading that cannot be",
    "Signs and words must tell values apart: the decimal sign is another one than that between thousands, no word "
    "means both yes and no, no spelling stands for two values; a time zone and a day must exist.",
    bad='leads: {file: leads.csv, decimal: ",", thousands: ","}\n',
    good='leads: {file: leads.csv, decimal: ",", thousands: "."}\n',
)

LOOKUP_ROW = Kind(
    "data-lookup-row",
    Phase.DATA,
    "a row of a looked-up file cannot be read",
    "Leads that need this row would be without its facts, as if nobody knew them. Mend the row.",
)

"""Faults of the lead schema: the list of fields that a policy and its data share."""

from leadspec.diagnostics.model import Kind, Phase

NOT_AN_OBJECT = Kind(
    "schema-not-an-object",
    Phase.SCHEMA,
    "the schema does not describe a record",
    "A lead is a record with named fields, so the schema is a block with `type: object` and the fields under "
    "`properties`.",
    bad="type: array\n",
    good="type: object\nproperties:\n  email: {type: string}\n",
)

NO_FIELDS = Kind(
    "schema-without-fields",
    Phase.SCHEMA,
    "the schema names no field",
    "A policy can only speak of fields that the schema lists. List them under `properties`.",
    bad="type: object\n",
    good="type: object\nproperties:\n  email: {type: string}\n",
)

UNKNOWN_KEYWORD = Kind(
    "unknown-schema-keyword",
    Phase.SCHEMA,
    "a word that means nothing in a schema",
    "Other programs pass over keywords they do not know, so a misspelt `requierd` checks nothing and nobody "
    "notices. leadspec knows a closed list and reports everything else.",
    bad="type: object\nproperties:\n  country: {type: string, enmu: [DE, AT]}\n",
    good="type: object\nproperties:\n  country: {type: string, enum: [DE, AT]}\n",
)

UNSUPPORTED_KEYWORD = Kind(
    "unsupported-schema-keyword",
    Phase.SCHEMA,
    "a part of JSON Schema that is not used here",
    "JSON Schema can say more than a policy can be proved about: alternatives, conditions, references to the "
    "network. A keyword that is not checked would promise what does not happen, so it is refused. What "
    "depends on several fields belongs into the policy, where both departments read it.",
    bad="type: object\nproperties:\n  size: {type: integer, multipleOf: 10}\n",
    good="type: object\nproperties:\n  size: {type: integer, minimum: 10}\n",
)

MISPLACED_KEYWORD = Kind(
    "misplaced-schema-keyword",
    Phase.SCHEMA,
    "a keyword stands where it has no effect",
    "A `minimum` on a text or a `pattern` on a number would never be checked. Either the type is not the one "
    "that was meant, or the keyword belongs to another field.",
    bad="type: object\nproperties:\n  country: {type: string, minimum: 2}\n",
    good="type: object\nproperties:\n  country: {type: string, minLength: 2}\n",
)

KEYWORD_VALUE = Kind(
    "schema-keyword-value",
    Phase.SCHEMA,
    "a keyword has a value that does not go with it",
    "Each keyword takes one sort of value: bounds take numbers, `required` takes a list of field names, our "
    "own marks such as `x-personal` take `true`.",
    bad="type: object\nproperties:\n  age: {type: integer, minimum: eighteen}\n",
    good="type: object\nproperties:\n  age: {type: integer, minimum: 18}\n",
)

TYPE = Kind(
    "schema-type",
    Phase.SCHEMA,
    "a field has no type, or one that a lead cannot have",
    "Every field has one type: `string`, `integer`, `number`, `boolean`, `array` or `object`. Together with "
    '`"null"` it may also be empty, which every field may be. Two other types in one field would have to be '
    "told apart by guessing.",
    bad="type: object\nproperties:\n  size: {type: [string, integer]}\n",
    good="type: object\nproperties:\n  size: {type: integer}\n",
)

ENUM = Kind(
    "schema-enum",
    Phase.SCHEMA,
    "the members of an `enum` cannot be told apart or used",
    "Members are texts, and data is matched to them without regard to case and outer spaces. So no two may "
    "be equal after that, and none may be blank, because blank means missing.",
    bad="type: object\nproperties:\n  source: {type: string, enum: [Google, google]}\n",
    good="type: object\nproperties:\n  source: {type: string, enum: [Google, Bing]}\n",
)

FORMAT = Kind(
    "schema-format",
    Phase.SCHEMA,
    "a format that is not known",
    "Formats that are checked are `date`, `date-time`, `email` and `uri`. Another one would promise a check "
    "that does not happen.",
    bad="type: object\nproperties:\n  phone: {type: string, format: phone}\n",
    good="type: object\nproperties:\n  phone: {type: string}\n",
)

REFERENCE = Kind(
    "schema-reference",
    Phase.SCHEMA,
    "a `$ref` leads nowhere",
    "A `$ref` names a part of the same file under `$defs`, as `#/$defs/NAME`. Other files and addresses on "
    "the network are never read, so that a schema means the same everywhere.",
    bad="type: object\nproperties:\n  country: {$ref: '#/$defs/contry'}\n$defs:\n  country: {type: string}\n",
    good="type: object\nproperties:\n  country: {$ref: '#/$defs/country'}\n$defs:\n  country: {type: string}\n",
)

REFERENCE_CYCLE = Kind(
    "schema-reference-cycle",
    Phase.SCHEMA,
    "a `$ref` leads back to itself",
    "A lead has a fixed set of fields. A part of the schema that contains itself would have fields without end.",
    bad="type: object\nproperties:\n  company: {$ref: '#/$defs/company'}\n$defs:\n  company:\n    type: object\n"
    "    properties:\n      parent: {$ref: '#/$defs/company'}\n",
    good="type: object\nproperties:\n  company: {$ref: '#/$defs/company'}\n$defs:\n  company:\n    type: object\n"
    "    properties:\n      parent: {type: string}\n",
)

FIELD_NAME = Kind(
    "schema-field-name",
    Phase.SCHEMA,
    "a field's name cannot be used",
    "Field names stand in policies and reports. They may hold spaces, but no invisible characters, none that "
    "change the direction of reading, no square brackets, and no spaces at either end.",
    bad='type: object\nproperties:\n  "": {type: string}\n',
    good="type: object\nproperties:\n  email: {type: string}\n",
)

FIELDS_ALIKE = Kind(
    "schema-fields-alike",
    Phase.SCHEMA,
    "two fields have the same name, but for case or nesting",
    "`Email` and `email` would be mixed up by people, and by engines that do not mind case; a field called "
    "`company.employees` cannot be told from the field `employees` inside `company`. Rename one of them.",
    bad="type: object\nproperties:\n  Email: {type: string}\n  email: {type: string}\n",
    good="type: object\nproperties:\n  email: {type: string}\n  work_email: {type: string}\n",
)

ACTIVITIES = Kind(
    "schema-activities",
    Phase.SCHEMA,
    "the list of activities is not what events need",
    "One list of the lead holds its events. Each event is a block with a `type` that has an `enum` of event "
    "types, a date-time `at`, and fields with one value each.",
    bad="type: object\nproperties:\n  activities:\n    type: array\n    items:\n      type: object\n"
    "      properties:\n        type: {type: string}\n        at: {type: string, format: date-time}\n",
    good="type: object\nproperties:\n  activities:\n    type: array\n    items:\n      type: object\n"
    "      properties:\n        type: {type: string, enum: [demo_requested]}\n"
    "        at: {type: string, format: date-time}\n",
)

LIST = Kind(
    "schema-list",
    Phase.SCHEMA,
    "a list of something that has no rule",
    "A field with many values holds texts, numbers, dates or true and false: `items` says which. Lists of "
    "lists, and lists of blocks beside the activities, cannot be asked about in a policy.",
    bad="type: object\nproperties:\n  tags: {type: array}\n",
    good="type: object\nproperties:\n  tags: {type: array, items: {type: string}}\n",
)

BOUNDS = Kind(
    "schema-bounds",
    Phase.SCHEMA,
    "no value can lie within these bounds",
    "With the lower bound above the upper one every row would be rejected.",
    bad="type: object\nproperties:\n  age: {type: integer, minimum: 99, maximum: 18}\n",
    good="type: object\nproperties:\n  age: {type: integer, minimum: 18, maximum: 99}\n",
)

PATTERN = Kind(
    "schema-pattern",
    Phase.SCHEMA,
    "a pattern that cannot be used",
    "Patterns are written in a small language that means the same on every engine: literals, classes, groups, "
    "`|`, `*`, `+`, `?`, `{m,n}`, and `\\d`, `\\w`, `\\s`. A pattern always covers the whole text, so `^` and "
    "`$` are not needed.",
    bad="type: object\nproperties:\n  zip: {type: string, pattern: '[0-9'}\n",
    good="type: object\nproperties:\n  zip: {type: string, pattern: '[0-9]{5}'}\n",
)

MARKED_TWICE = Kind(
    "schema-marked-twice",
    Phase.SCHEMA,
    "two fields have a mark that only one may have",
    "One field is the lead's id, one the event's id, one the previous stage.",
    bad="type: object\nproperties:\n  id: {type: string, x-leadspec-id: true}\n"
    "  crm_id: {type: string, x-leadspec-id: true}\n",
    good="type: object\nproperties:\n  id: {type: string, x-leadspec-id: true}\n  crm_id: {type: string}\n",
)

REQUIRED = Kind(
    "schema-required-unknown",
    Phase.SCHEMA,
    "`required` names a field that is not there",
    "A name under `required` that stands in no `properties` beside it would reject every row.",
    bad="type: object\nproperties:\n  email: {type: string}\nrequired: [e_mail]\n",
    good="type: object\nproperties:\n  email: {type: string}\nrequired: [email]\n",
)

TOO_LARGE = Kind(
    "schema-too-large",
    Phase.SCHEMA,
    "the schema describes too many fields, or nests them too deep",
    "Parts that are used by `$ref` count wherever they are used. A lead with more than 5000 fields, or with "
    "blocks nested deeper than 32, is refused.",
)

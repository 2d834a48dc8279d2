"""What names stand for: fields, definitions, members, event types, lists, departments."""

from __future__ import annotations

from leadspec.diagnostics.model import Kind, Phase

UNKNOWN_NAME = Kind(
    "unknown-name",
    Phase.NAME,
    "a name stands for nothing",
    "A policy reads the fields that its schema declares, and what the policy itself defines. A name that is "
    "neither is a slip, or a field that the schema does not have yet: with a guess in its place a rule would "
    "never hold, and nobody would notice.\n\n"
    "Names compare exactly, letter for letter. Inside `where (…)` a name is the event's field; the lead's is "
    "written with `lead.` before it.",
    bad='flag "large" when company.employes >= 500\n',
    good='flag "large" when company.employees >= 500\n',
)

UNKNOWN_MEMBER = Kind(
    "unknown-value",
    Phase.NAME,
    "a value that the field does not allow",
    "A field with a fixed set of values is compared with one of them, written exactly as the schema has it. "
    "Compared with anything else the test would never hold. The same goes for the labels of a classification "
    "and for stages.",
    bad='flag "german" when country is Germany\n',
    good='flag "german" when country is DE\n',
)

AMBIGUOUS_WORD = Kind(
    "ambiguous-word",
    Phase.NAME,
    "a word that is a value and a name at once",
    "A bare word on the value side is one of the field's values. Where a field or a definition has the same "
    "name, a reader cannot tell which is meant. Write the value in quotes, or the field in square brackets.",
    bad='flag "by mail" when source is email\n',
    good='flag "by mail" when source is "email"\n',
)

DUPLICATE_NAME = Kind(
    "duplicate-name",
    Phase.NAME,
    "one name is given twice",
    "Every name of a policy has one meaning. Two rules with one name would make each use of it a riddle.",
    bad="define reachable: email is present\ndefine reachable: phone is present\n",
    good="define reachable_by_mail: email is present\ndefine reachable_by_phone: phone is present\n",
)

NAME_OF_A_FIELD = Kind(
    "name-of-a-field",
    Phase.NAME,
    "a rule has the name of a field",
    "Every name has one meaning. A definition with the name of a field would hide the field, and the same "
    "sentence would mean something else in another policy.",
    bad="define country: domain of email\n",
    good="define mail_domain: domain of email\n",
)

RESERVED_NAME = Kind(
    "reserved-name",
    Phase.NAME,
    "a name that is a word of the language",
    "`stage` is the lead's stage; `everyone`, `disqualified`, `missing`, `present`, `any` and `otherwise` have "
    "a meaning of their own where a name may stand, and `agreed` stands for what all departments agreed on. "
    "A rule with such a name could not be told from the word.",
    bad="define missing: email is missing\n",
    good="define without_mail: email is missing\n",
)

NAMES_LOOK_ALIKE = Kind(
    "names-look-alike",
    Phase.NAME,
    "two names look the same and are not",
    "Letters of different scripts can look alike: a Latin `a` and a Cyrillic `а`. Two names that differ in "
    "such letters only cannot be told apart on a screen, so a rule may read another one than its reader thinks.",
    bad="define target: email is present\ndefine tаrget: phone is present\n",
    good="define target: email is present\ndefine second_target: phone is present\n",
)

WRONG_KIND_OF_NAME = Kind(
    "wrong-kind-of-name",
    Phase.NAME,
    "a list or a set of events stands where a value is needed",
    "A list is asked with `in`, a set of events with `did` or `count of`. Neither is a value or a condition by itself.",
    bad='list dach: DE, AT, CH\nflag "near" when dach\n',
    good='list dach: DE, AT, CH\nflag "near" when country in dach\n',
)

UNKNOWN_LIST = Kind(
    "unknown-list",
    Phase.NAME,
    "there is no list with this name",
    "After `in`, and after `any of` where no quotes stand, comes the name of a list. Lists are written with "
    '`list N: A, B` or `list N from "FILE"`, here or in a file that the policy uses.',
    bad='list dach: DE, AT, CH\nflag "near" when country in dahc\n',
    good='list dach: DE, AT, CH\nflag "near" when country in dach\n',
)

UNKNOWN_EVENT = Kind(
    "unknown-event",
    Phase.NAME,
    "there is no event type with this name",
    "Events are asked for by a type of the schema's activities, by a set of types that the policy names with "
    "`events N: A, B`, or by `any event`. Another name would never happen.",
    bad='flag "asked" when did demo_request\n',
    good='flag "asked" when did demo_requested\n',
)

UNKNOWN_PERSONA = Kind(
    "unknown-persona",
    Phase.NAME,
    "there is no persona with this name",
    "`match of P` and `at least K lines of P` count the lines of a `persona`. A `define` holds or does not "
    "hold as a whole; it has no lines that are counted.",
    bad='define target: email is present\nflag "half" when match of target >= 50%\n',
    good="persona target:\n  all of:\n    email is present\n    phone is present\n"
    'flag "half" when match of target >= 50%\n',
)

UNKNOWN_DEPARTMENT = Kind(
    "unknown-department",
    Phase.NAME,
    "there is no department with this name",
    "The head of the policy names the departments. They own rules, sign changes, and say when they count a "
    "lead; an owner that does not exist could never sign.",
    bad='flag "no phone" owned by sale when phone is missing\n',
    good='flag "no phone" owned by sales when phone is missing\n',
)

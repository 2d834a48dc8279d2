"""A policy as a whole: its head, what must be there, what may read what, its lists and used files."""

from __future__ import annotations

from leadspec.diagnostics.model import Kind, Phase

MISSING_HEAD = Kind(
    "missing-policy-head",
    Phase.POLICY,
    "the policy has no head",
    "The head says what the policy is called, which schema its leads fit, and which departments it binds. It "
    "is part of what the departments sign.",
    bad="we count a lead when: email is present\n",
    good='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  departments marketing, sales\n'
    "we count a lead when: email is present\n",
)

DOUBLED_HEAD = Kind(
    "doubled-policy-head",
    Phase.POLICY,
    "the head, or a line of it, stands twice",
    "A policy has one head, and each line of it stands once. Of two different lines neither would be surely "
    "the one that was meant.",
    bad='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  departments marketing\n  departments sales\n'
    "we count a lead when: email is present\n",
    good='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  departments marketing, sales\n'
    "we count a lead when: email is present\n",
)

HEAD_LINE = Kind(
    "missing-head-line",
    Phase.POLICY,
    "the head does not say all that it must",
    "A policy has a name, a `schema` that declares its fields, and the `departments` that agree on it. "
    "Without them nobody knows what its names mean and who must sign a change.",
    bad='policy "Inbound leads"\n  schema "lead.schema.yaml"\nwe count a lead when: email is present\n',
    good='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  departments marketing, sales\n'
    "we count a lead when: email is present\n",
)

MISSING_ZONE = Kind(
    "missing-timezone",
    Phase.POLICY,
    "the policy reads time and names no time zone",
    "Days are local dates: an event at 23:30 in Berlin lies on another day in London. As soon as a policy "
    "reads events or times, its head says in which zone its days begin. The machine's own zone is never used.",
    bad='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  departments marketing, sales\n'
    "we count a lead when: did demo_requested in the last 30 days\n",
    good='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  timezone "Europe/Berlin"\n'
    "  departments marketing, sales\n"
    "we count a lead when: did demo_requested in the last 30 days\n",
)

UNKNOWN_ZONE = Kind(
    "unknown-timezone",
    Phase.POLICY,
    "there is no such time zone",
    "Time zones are named as in the public zone database, by continent and city: `Europe/Berlin`, "
    "`America/New_York`. Abbreviations such as `CEST` are not unique and say nothing about summer time.",
    bad='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  timezone "Berlin"\n'
    "  departments marketing, sales\nwe count a lead when: email is present\n",
    good='policy "Inbound leads"\n  schema "lead.schema.yaml"\n  timezone "Europe/Berlin"\n'
    "  departments marketing, sales\nwe count a lead when: email is present\n",
)

NO_ANSWER = Kind(
    "no-answer",
    Phase.POLICY,
    "the policy gives no answer",
    "Lists, events and definitions are parts. A policy says something about a lead with a persona, a score, a "
    "classification, a table, a flag, a reason to disqualify, stages, or what counts as a lead.",
    bad="define reachable: email is present\n",
    good="define reachable: email is present\nwe count a lead when: reachable\n",
)

MISPLACED_STATEMENT = Kind(
    "misplaced-statement",
    Phase.POLICY,
    "a used file holds more than lists, events and definitions",
    "What a policy takes over with `use` are parts: lists, sets of events, definitions. Scores, stages and "
    "verdicts stand in the policy itself, so that who reads it sees every answer that it gives.",
)

USE_CYCLE = Kind(
    "use-cycle",
    Phase.POLICY,
    "files use each other in a circle",
    "A file that is used may use others, but none that leads back to it. Move what both need into a third file.",
)

FILE_ENDING = Kind(
    "file-ending",
    Phase.POLICY,
    "a file is named whose ending is of another kind of file",
    "`use` reads files that end in `.lead`, `schema` files in `.yaml`, `.yml` or `.json`, and `list … from` files "
    "in `.txt` or `.csv`. Anything else is not opened, so that leads named by mistake never show in a message.",
    bad='list competitors from "leads.jsonl"\ndisqualify "competitor" when domain of email in competitors\n',
    good='list competitors from "competitors.csv" column "domain"\n'
    'disqualify "competitor" when domain of email in competitors\n',
)

LIST_FILE = Kind(
    "list-file",
    Phase.POLICY,
    "a list cannot be read from its file",
    "A list from a `.csv` file names the column that holds its entries; a `.txt` file has one entry on each "
    "line and no columns. The first line of a `.csv` file holds the names of its columns.",
    bad='list competitors from "competitors.csv"\nflag "rival" when domain of email in competitors\n',
    good='list competitors from "competitors.csv" column "domain"\nflag "rival" when domain of email in competitors\n',
)

EMPTY_LIST = Kind(
    "empty-list",
    Phase.POLICY,
    "a list has no entries",
    "Nothing is in an empty list, so whatever asks for it never holds. Most often the file is the wrong one, "
    "or an export failed.",
    bad='list competitors: " "\nflag "rival" when domain of email in competitors\n',
    good='list competitors: "rival.example"\nflag "rival" when domain of email in competitors\n',
)

LIST_ENTRY = Kind(
    "list-entry",
    Phase.POLICY,
    "an entry does not fit what the list is compared with",
    "Each entry of a list is compared with a field. Where the field allows fixed values only, each entry must "
    "be one of them (without regard to case); beside a number or a date each entry must be one. An entry that "
    "can never be met is a slip.",
    bad='list dach: DE, AT, Swiss\nflag "near" when country in dach\n',
    good='list dach: DE, AT, CH\nflag "near" when country in dach\n',
)

NO_ACTIVITIES = Kind(
    "no-events-in-schema",
    Phase.POLICY,
    "the policy asks for events, and the schema has none",
    "Events are the items of the schema's activities: an array of objects with a `type` from a fixed set and a "
    "date-time `at`. Without it there is nothing that `did` or `count of` could ask for.",
)

NO_PREVIOUS_STAGE = Kind(
    "no-previous-stage",
    Phase.POLICY,
    "the schema does not say where the previous stage is kept",
    "`previous stage` reads the stage that the lead had before this run, from the text field that the schema "
    "marks with `x-leadspec-previous-stage: true`. "
    "A lead without one had no stage yet, which is below all stages.",
)

NO_STAGES = Kind(
    "no-stages",
    Phase.POLICY,
    "the lead's stage is asked for, and the policy has no stages",
    "`stage` is the lead's stage by this policy. A field of the schema with that name is written `[stage]`.",
    bad="we count a lead when: stage is present\n",
    good="we count a lead when: email is present\n",
)

FIRST_STAGE = Kind(
    "first-stage",
    Phase.POLICY,
    "the first stage, and no other, is open to everyone",
    "A lead has the last stage whose condition holds. The first stage is `everyone`, so that every lead has "
    "one; a later stage for everyone would make all stages below it empty.",
    bad="stage prospect: email is present\nstage mql: email is present and phone is present\n",
    good="stage suspect: everyone\nstage prospect: email is present\n",
)

LATER_STAGE = Kind(
    "later-stage",
    Phase.POLICY,
    "a stage reads itself, a later one, or the lead's stage",
    "The condition of a stage may name earlier stages only, directly or through definitions. So each can be "
    "worked out from those before it. To keep leads in a stage that they once had, ask for the "
    "`previous stage`.",
    bad="stage suspect: everyone\nstage mql: sql\nstage sql: email is present\n",
    good="stage suspect: everyone\nstage mql: email is present\nstage sql: mql and phone is present\n",
)

DISQUALIFY_READS_STAGE = Kind(
    "disqualify-reads-stage",
    Phase.POLICY,
    "a reason to disqualify reads the lead's stage",
    "A disqualified lead has the stage `disqualified`, so the stage depends on every reason. A reason that "
    "read the stage would depend on itself. It may read facts, scores and labels, and the `previous stage`.",
    bad='stage suspect: everyone\nstage mql: email is present\ndisqualify "too early" when stage is suspect\n',
    good='stage suspect: everyone\nstage mql: email is present\ndisqualify "no way to contact" when email is missing\n',
)

DEFINITION_CYCLE = Kind(
    "definition-cycle",
    Phase.POLICY,
    "definitions read each other in a circle",
    "A definition that reads itself, directly or through others, has no value. The message shows the circle; "
    "let one of its rules ask for facts instead.",
    bad="define a: b and email is present\ndefine b: a or phone is present\nwe count a lead when: a\n",
    good="define a: b and email is present\ndefine b: phone is present\nwe count a lead when: a\n",
)

DOUBLED_OUTPUT = Kind(
    "doubled-answer",
    Phase.POLICY,
    "one answer is given twice",
    "A department says once when it counts a lead, and each reason and each remark stands for one rule. Two "
    "rules with one reason could not be told apart in the row of a lead.",
    bad='disqualify "no contact" when email is missing\ndisqualify "no contact" when phone is missing\n',
    good='disqualify "no contact" when any of (email is missing, phone is missing)\n',
)

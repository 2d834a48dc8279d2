"""Faults of a command as it was typed: its name, its options, and what it was asked to do."""

from leadspec.diagnostics.model import Kind, Phase, Severity

UNKNOWN_COMMAND = Kind(
    "unknown-command",
    Phase.USAGE,
    "leadspec has no command of this name",
    "`leadspec --help` lists all commands. Where a name is near, the message offers it.",
    bad="leadspec qualfy policy.lead leads.csv\n",
    good="leadspec qualify policy.lead leads.csv\n",
)

UNKNOWN_OPTION = Kind(
    "unknown-option",
    Phase.USAGE,
    "the command has no such option",
    "`leadspec COMMAND --help` lists the options of a command. Where a name is near, the message offers it. "
    "A file whose name starts with `-` is written `./-name`.",
    bad="leadspec qualify policy.lead leads.csv --fromat json\n",
    good="leadspec qualify policy.lead leads.csv --format json\n",
)

MISSING_ARGUMENT = Kind(
    "missing-argument",
    Phase.USAGE,
    "the command needs one thing more",
    "What a command works on stands behind its name: the policy first, the data second. An option that takes a "
    "value has it behind its name.",
    bad="leadspec qualify policy.lead\n",
    good="leadspec qualify policy.lead leads.csv\n",
)

UNEXPECTED_ARGUMENT = Kind(
    "unexpected-argument",
    Phase.USAGE,
    "the command was given more than it takes",
    "Most often a file name with a space in it was not put into quotes, so that it reached leadspec in two parts.",
    bad="leadspec qualify policy.lead my leads.csv\n",
    good='leadspec qualify policy.lead "my leads.csv"\n',
)

BAD_OPTION_VALUE = Kind(
    "bad-option-value",
    Phase.USAGE,
    "an option cannot have this value",
    "The message names what the option takes: one of a few words, a whole number, a file. Two options that "
    "exclude each other are reported here too.",
    bad="leadspec qualify policy.lead leads.csv --limit many\n",
    good="leadspec qualify policy.lead leads.csv --limit 100\n",
)

BAD_AS_OF = Kind(
    "bad-as-of",
    Phase.USAGE,
    "`--as-of` is not an instant with its offset",
    "A policy that says `in the last 30 days` gives an answer for one instant, and that instant is the same on "
    "every machine only with its offset from UTC. So a date alone, or a time without an offset, is refused: "
    "leadspec never takes the zone of the machine that it runs on.",
    bad="leadspec qualify policy.lead leads.csv --as-of 2026-11-21\n",
    good="leadspec qualify policy.lead leads.csv --as-of 2026-11-21T09:00:00+01:00\n",
)

ENGINE_UNAVAILABLE = Kind(
    "engine-unavailable",
    Phase.USAGE,
    "this engine is not there",
    "Every engine gives the same answers; they differ in speed only. `--engine auto` takes the one that is there.",
    bad="leadspec qualify policy.lead leads.csv --engine spark\n",
    good="leadspec qualify policy.lead leads.csv --engine auto\n",
)

ENGINE_CANNOT_SAY = Kind(
    "engine-cannot-say",
    Phase.USAGE,
    "the engine cannot say what the policy says",
    "An engine that lacks something refuses the whole policy, rather than give another answer. The message names "
    "the construct, where it stands and why; the table of engines says which of them can.",
)

ENGINE_FAILED = Kind(
    "engine-failed",
    Phase.USAGE,
    "the engine stopped before the last lead was judged",
    "The message says what kind of fault the engine told, never in its own words: these may hold values of the data. "
    "Too little memory or a full disk are the usual ones. No file was written. Generated Python needs the least "
    "memory.",
)

FORMAT_UNAVAILABLE = Kind(
    "format-unavailable",
    Phase.USAGE,
    "the result cannot be written in this format",
    "The format is the one named by `--format`, or else the ending of the file named by `--output`. "
    "`leadspec COMMAND --help` lists the formats of a command.",
    bad="leadspec qualify policy.lead leads.csv --output leads.docx\n",
    good="leadspec qualify policy.lead leads.csv --output qualified.csv\n",
)

NOTHING_FOUND = Kind(
    "nothing-found",
    Phase.USAGE,
    "no policy was found where it was looked for",
    "A check that looked at nothing must not end like one that found nothing wrong. Policies are the files that "
    "end in `.lead`; a folder is searched with all its folders, apart from hidden ones.",
    bad="leadspec lint docs/\n",
    good="leadspec lint policies/\n",
)

NOT_A_POLICY = Kind(
    "not-a-policy-file",
    Phase.USAGE,
    "what was named as a policy is another kind of file",
    "Policies are files that end in `.lead`. Most often policy and data were given the wrong way round; then the "
    "data is not even looked into, so that no line of it shows in a message.",
    bad="leadspec qualify leads.csv policy.lead\n",
    good="leadspec qualify policy.lead leads.csv\n",
)

OVERWRITES_INPUT = Kind(
    "overwrites-input",
    Phase.USAGE,
    "the result would take the place of what it is made from",
    "A result is written whole in place of what stood there before. If that were the data, the policy, or the "
    "other result of the same run, it would be lost.",
    bad="leadspec clean policy.lead leads.jsonl --output leads.jsonl\n",
    good="leadspec clean policy.lead leads.jsonl --output clean.jsonl\n",
)

WOULD_OVERWRITE = Kind(
    "would-overwrite",
    Phase.USAGE,
    "a file that is there already would be written over",
    "`leadspec init` writes a folder of new files. Where one of them is there already, it writes nothing at all: what "
    "somebody wrote is never lost.",
    bad="leadspec init policies\n",
    good="leadspec init policies/new\n",
)

UNKNOWN_RULE = Kind(
    "unknown-rule",
    Phase.USAGE,
    "there is no kind of finding with this id",
    "The id stands in brackets in front of a message, as in `error[unknown-name]`, and is the name of its page.",
    bad="leadspec lint --rule unknwon-name\n",
    good="leadspec lint --rule unknown-name\n",
)

LEAD_NOT_FOUND = Kind(
    "lead-not-found",
    Phase.USAGE,
    "no lead of the data has this id",
    "Ids are compared exactly, as text: `17` is not `017`. Where the schema marks no field with "
    "`x-leadspec-id`, the id is the field `id`, or else the line of the lead in its file.",
    bad="leadspec explain policy.lead leads.csv --id l-17\n",
    good="leadspec explain policy.lead leads.csv --id L-17\n",
)

LEAD_REJECTED = Kind(
    "lead-rejected",
    Phase.USAGE,
    "the lead with this id was rejected by the clean-up",
    "A row that does not fit the schema is not judged, so there is no answer to explain. The message names the "
    "field and the reason; mend the data, or let the schema take such values as missing "
    "(`x-on-invalid: missing`).",
)

NOT_FORMATTED = Kind(
    "not-formatted",
    Phase.USAGE,
    "the file is not in the one canonical layout",
    "One layout for all policies keeps changes small and readable. `leadspec fmt` writes it and never changes "
    "what a policy means.",
    severity=Severity.WARNING,
    bad="leadspec fmt --check policy.lead\n",
    good="leadspec fmt policy.lead\n",
)

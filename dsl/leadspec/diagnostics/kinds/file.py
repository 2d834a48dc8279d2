"""Faults of files as such: where they lie, how they are encoded, whether they are YAML, JSON or CSV at all."""

from leadspec.diagnostics.model import Kind, Phase

DUPLICATE_KEY = Kind(
    "duplicate-key",
    Phase.FILE,
    "a key stands twice in one block",
    "Most programs keep the last of two equal keys and say nothing, so half of what was written is lost. "
    "leadspec names both places instead. Keep the one you mean.",
    bad="email: {type: string}\nemail: {type: string, format: email}\n",
    good="email: {type: string, format: email}\n",
)

TOO_DEEP = Kind(
    "too-deep",
    Phase.FILE,
    "lists and blocks are nested too deep",
    "A lead, a schema or a test needs a handful of levels. Deeper nesting than 64 is a slip of a program or "
    "an attempt to exhaust the machine, and is refused.",
)

JSON_SYNTAX = Kind(
    "json-syntax",
    Phase.FILE,
    "the text is not JSON",
    "JSON has double quotes around all keys and texts, no comma after the last item, no comments, and "
    "`true`, `false` and `null` in small letters. `NaN` and `Infinity` are not numbers.",
    bad="{\"email\": 'a@firm.example',}\n",
    good='{"email": "a@firm.example"}\n',
)

YAML_SYNTAX = Kind(
    "yaml-syntax",
    Phase.FILE,
    "the text is not YAML",
    "YAML shows by indentation what belongs to what: the same number of spaces for all keys of one block, "
    "never tabs, and a space after each colon. A text that holds `: ` or starts with a sign needs quotes.",
    bad="leads:\n\tbuyer: {country: DE}\n",
    good="leads:\n  buyer: {country: DE}\n",
)

YAML_FEATURE = Kind(
    "yaml-feature",
    Phase.FILE,
    "a part of YAML that is not read",
    "Of YAML, leadspec reads what JSON has too: texts, numbers, `true`, `false`, `null`, lists and blocks. "
    "Anchors (`&a`), aliases (`*a`), merge keys (`<<`), tags (`!!str`), directives (`%YAML`), keys that are "
    "lists, several documents in one file and `~` are refused: programs read them differently, and a few "
    "lines of them can fill all memory. Write the value out where it is used.",
    bad="country: &home {type: string}\nregion: *home\n",
    good="country: {type: string}\nregion: {type: string}\n",
)

EMPTY_FILE = Kind(
    "empty-file",
    Phase.FILE,
    "the file has nothing in it",
    "An empty file is more often a failed export than what was meant, so it is never read as `no leads`.",
)

CONTROL_CHARACTER = Kind(
    "control-character",
    Phase.FILE,
    "an invisible control character stands in the text",
    "Control characters come from broken exports and from copying out of other programs. They do not show, "
    "and two values that look the same would differ. The message names the code point; delete it.",
)

NOT_FOUND = Kind(
    "file-not-found",
    Phase.FILE,
    "there is no such file",
    "The file that was named does not exist, or it is not a plain file. Names are looked up from the folder "
    "of the file that names them, or from where the command runs. What a data description names may also lie in the "
    "folder of `--data-root`.",
)

UNREADABLE = Kind(
    "file-unreadable",
    Phase.FILE,
    "the file cannot be read or written",
    "The operating system refuses: a permission is missing, the disk is full, or the file lies on a device "
    "that is gone.",
)

NOT_A_FILE = Kind(
    "not-a-file",
    Phase.FILE,
    "what is named is not a plain file",
    "leadspec reads plain files only: no folders, devices, pipes or sockets.",
)

OUTSIDE_ROOT = Kind(
    "file-outside-root",
    Phase.FILE,
    "the file lies outside the repository",
    "A policy and all it uses stay inside one folder: the nearest one with `.git` or `leadspec.yaml`, else "
    "the policy's own. So a foreign policy cannot read other files of your machine. Links that lead outside "
    "are refused as well. For data kept elsewhere there is `--data-root`.",
)

REMOTE_FILE = Kind(
    "remote-file",
    Phase.FILE,
    "the file is an address on the network",
    "leadspec never uses the network: what a policy means must not depend on what a server answers today. "
    "Download the file and keep it beside the policy.",
)

TOO_LARGE = Kind(
    "file-too-large",
    Phase.FILE,
    "the file, or one record of it, is too large",
    "Each kind of file has a limit that is far above what is needed, so that a wrong file is noticed before "
    "it fills all memory. The message names the limit. CSV and JSON Lines are read record by record and have "
    "no limit on the whole file.",
)

ARCHIVE = Kind(
    "archive-file",
    Phase.FILE,
    "the file is an archive",
    "Archives are not opened: a small one can unpack to more than the disk holds, and which of its files is "
    "meant would be a guess. Unpack it and name the file.",
)

DAMAGED = Kind(
    "damaged-file",
    Phase.FILE,
    "the file is damaged, locked, or not what its name says",
    "Parquet, Arrow and Excel files can be read only whole. One that was cut off while it was copied, is encrypted or "
    "locked with a password, or has the ending of another kind of file, cannot be read at all.",
)

UNKNOWN_FORMAT = Kind(
    "unknown-file-format",
    Phase.FILE,
    "the ending of the file's name is not known",
    "Leads are read from `.csv`, `.tsv`, `.json`, `.jsonl`, `.yaml`, `.parquet`, `.arrow` and `.xlsx`, each also with "
    "`.gz` behind it. The ending decides, so that the content never has to be guessed.",
)

ENCODING = Kind(
    "not-utf-8",
    Phase.FILE,
    "the file is not UTF-8 text",
    "Policies, schemas and tests are UTF-8, so that `Müller` is the same name on every machine. Data may have an older "
    "encoding, but a file that is UTF-8 up to a few broken bytes was damaged on its way, and is refused. Choose "
    "`CSV UTF-8` when saving, or export it again.",
)

UNCLEAR_ENCODING = Kind(
    "unclear-encoding",
    Phase.FILE,
    "it is not clear how the letters of a data file are encoded",
    "In older encodings the same byte is `ł` for one program and `³` for another. Where all that are possible read a "
    "file alike, or its words make sense in one of them only, that one is taken, and reports say so. Otherwise the "
    "file is refused, since a guess would change names without a word. Declare the encoding in a data description "
    "(`encoding: cp1250`), or save the file as UTF-8.",
)

UNKNOWN_KEY = Kind(
    "unknown-key",
    Phase.FILE,
    "a key that nothing reads",
    "A misspelt key would be passed over in silence, and the file would mean something else than it says. So every "
    "key of a data description and of a test file must be known.",
    bad="leads: {file: leads.csv, delimeter: ';'}\n",
    good="leads: {file: leads.csv, delimiter: ';'}\n",
)

MISSING_KEY = Kind(
    "missing-key",
    Phase.FILE,
    "a key that must be there is missing",
    "Some keys of a data description or of a test file say what nothing else can say, such as the file to read.",
    bad="leads: {id: lead_id}\n",
    good="leads: {file: leads.csv, id: lead_id}\n",
)

WRONG_SHAPE = Kind(
    "wrong-shape",
    Phase.FILE,
    "a value of another kind than is wanted",
    "Each key of a data description or of a test file wants a certain kind of value: a text, a number, a list, a "
    "block of keys and values. The message says which.",
    bad="leads: {file: [a.csv, b.csv]}\n",
    good="leads: {file: a.csv}\n",
)

"""The version of leadspec, as `--version` and what is written for others say it."""

VERSION = "0.1.0"

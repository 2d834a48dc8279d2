"""A first schema and policy for data that somebody has: proposed from the data's shape, for people to edit."""

from leadspec.questions.proposal.columns import Column, profile_columns
from leadspec.questions.proposal.fields import Events, Kind, Proposal, ProposedField, Reading, propose_fields
from leadspec.questions.proposal.policy import AS_OF, policy_text, sample_text, test_text
from leadspec.questions.proposal.schema import data_text, schema_text

__all__ = [
    "AS_OF",
    "Column",
    "Events",
    "Kind",
    "Proposal",
    "ProposedField",
    "Reading",
    "data_text",
    "policy_text",
    "profile_columns",
    "propose_fields",
    "sample_text",
    "schema_text",
    "test_text",
]

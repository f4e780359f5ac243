//! What an auditor recomputes: every byte of the vote.

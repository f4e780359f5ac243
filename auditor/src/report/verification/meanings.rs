//! What each step counts, and what it cannot show.

/// What is counted, one and many, and what does not follow even from a verified step.
pub(super) struct Meaning {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    pub(super) not: &'static str,
}

/// By step, from 1.
pub(super) const MEANINGS: [Meaning; 15] = [
    meaning(
        "manifest",
        "manifests",
        "that people voted under these rules: compare the election's id with the one published \
         before the vote (--election)",
    ),
    meaning(
        "checkpoint",
        "checkpoints",
        "that nobody was ever shown another log, beyond what the witnesses of the manifest saw",
    ),
    meaning("log entry", "log entries", "what is in the ballots"),
    meaning(
        "roll record or credential",
        "roll records and credentials",
        "that the people behind the roll exist and are all who are entitled",
    ),
    meaning(
        "ballot",
        "ballots",
        "that every ballot sent was logged: receipts and promises show that (step 14)",
    ),
    meaning("credential", "credentials", "whose keys they are: nobody can tell"),
    meaning("signature", "signatures", "that the device did what the voter wanted"),
    meaning("valid ballot", "valid ballots", "that the last vote was cast freely"),
    meaning("trustee's note", "trustees' notes", "that no trustee opened ballots before the close"),
    meaning("ballot", "ballots", "that a ballot says what the voter meant"),
    meaning(
        "contest",
        "contests",
        "that nobody voted in the place of people who took a credential and stayed away",
    ),
    meaning("contest", "contests", "that the rule is a good one"),
    meaning("note", "notes", "that the auditors are independent of each other"),
    meaning("thing of yours", "things of yours", "what is in your ballot"),
    meaning("file", "files", "that the site gives everybody the same files"),
];

impl Meaning {
    /// The noun for so many.
    pub(super) const fn unit(&self, count: u64) -> &'static str {
        if count == 1 { self.one } else { self.many }
    }
}

const fn meaning(one: &'static str, many: &'static str, not: &'static str) -> Meaning {
    Meaning { one, many, not }
}

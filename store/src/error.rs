//! What can go wrong in the store, in the domain's words.

use thiserror::Error;

/// Every error of the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database address is not one of the two kinds.
    #[error(
        "database address {0:?} is neither sqlite://FILE nor postgres://USER@HOST/NAME: \
         mend --database-url"
    )]
    Address(String),
    /// No connection could be opened. The address carries no password.
    #[error(
        "database {address} cannot be opened ({reason}): check the address and its permissions"
    )]
    Unreachable {
        /// The address without its password.
        address: String,
        /// The driver's words.
        reason: String,
    },
    /// The schema is older or newer than this program.
    #[error("database schema: {0}")]
    Schema(String),
    /// The database was to be emptied and holds something else than a demo.
    #[error("the database holds more than a demo and is not emptied")]
    NotADemo,
    /// The same for a replay.
    #[error("the database holds more than a replay and is not emptied")]
    NotAReplay,
    /// Every connection is taken or the file is locked: try again a little later.
    #[error("database is busy")]
    Busy,
    /// A constraint of the schema refused the change.
    #[error("refused by {0:?}")]
    Conflict(Constraint),
    /// No row answers to the key.
    #[error("not found")]
    NotFound,
    /// A row of a set to import is wrong, and nothing of the set was kept.
    #[error("row {row}, {column}: {reason}")]
    Row {
        /// Position in the set, from 0.
        row: usize,
        /// The field's name.
        column: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A word that is none of the kind's.
    #[error("{word:?} is no {kind}")]
    UnknownWord {
        /// The kind of word that was expected.
        kind: &'static str,
        /// What was found.
        word: String,
    },
    /// A stored value is not what this program wrote.
    #[error("stored value cannot be read: {0}")]
    Corrupt(String),
    /// Anything else the database said.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
}

/// Constraints that callers tell apart. Each is named the same in both schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// A territory code exists twice.
    TerritoryCode,
    /// A season's key exists already.
    SeasonKey,
    /// Proposals, projects or a manifest rest on the season.
    SeasonInUse,
    /// Two contests of a season have one position.
    ContestPosition,
    /// Two contests of a season have one territory.
    ContestTerritory,
    /// An account at a provider came with another identity number than before.
    AccountIdentity,
    /// A sign-in with this state is under way already.
    SignInState,
    /// A session with this token exists already.
    SessionToken,
    /// The person holds this role for this territory already.
    RoleHeld,
    /// The register of acts is only ever added to.
    ActsKept,
    /// The same act on the same subject waits for its second official already.
    ApprovalOpen,
    /// The approval was confirmed, declined or withdrawn before.
    ApprovalDecided,
    /// What was approved is another act, or on another subject.
    OtherApproval,
    /// Whoever proposed an act can neither confirm nor decline it.
    TwoPeople,
    /// Only who proposed an act can withdraw it.
    NotProposer,
    /// A proposal has this key already.
    ProposalKey,
    /// The proposal is not in a state in which this can be done.
    ProposalState,
    /// The proposal was saved again since it was read.
    ProposalChanged,
    /// A proposal without title, summary, text, place, category, mahalla or costs cannot be
    /// submitted.
    ProposalIncomplete,
    /// The season's phase for this is over or has not begun.
    PhaseClosed,
    /// Officials approved the manifest: what stands on the ballot is fixed.
    BallotFixed,
    /// Only its author changes, submits or withdraws a proposal.
    NotAuthor,
    /// The official holds no role for it in this territory.
    NotInScope,
    /// Nobody screens a proposal of their own.
    OwnProposal,
    /// The mahalla does not lie in the contest's territory.
    MahallaElsewhere,
    /// The author has as many drafts and waiting proposals as one may have.
    TooManyProposals,
    /// The person sent as many photos within a day as one may send.
    TooManyPhotos,
    /// A project has this key already.
    ProjectKey,
    /// The season has an election already that officials approved.
    ElectionApproved,
    /// The election is not in the state that the change begins from.
    ElectionState,
    /// Results can be appealed still, or the season names no time for it.
    AppealsOpen,
    /// Fewer auditors attested than the manifest asks for.
    Unattested,
    /// A credential was issued for this identity already, for another request.
    CredentialIssued,
    /// The identity is not on the roll of this contest.
    NotOnRoll,
    /// The log takes nothing any more.
    LogSealed,
    /// Somebody else published a head of this log in the meantime.
    LogMoved,
    /// What was proposed or published of a budget is neither changed nor removed.
    BudgetKept,
    /// The clock of a demo is only ever moved forward.
    ClockBack,
    /// Somebody else moved the clock in the meantime.
    ClockMoved,
    /// Only a demo's clock can be moved.
    NoDemo,
    /// A unique value exists already, and no caller needs to know which.
    Unique,
    /// A row refers to another that is not there.
    Reference,
    /// A value is outside its column's range.
    Check,
}

/// What SQLite's message contains, the constraint's name in PostgreSQL, the domain's word.
///
/// SQLite names columns for UNIQUE, `index 'name'` for an index over an expression, and the
/// constraint for a named CHECK.
const NAMED: &[(&str, &str, Constraint)] = &[
    ("territories.code", "territories_code_key", Constraint::TerritoryCode),
    ("seasons.key", "seasons_key_key", Constraint::SeasonKey),
    ("contests.season_id, contests.position", "contests_position_key", Constraint::ContestPosition),
    (
        "contests.season_id, contests.territory_id",
        "contests_territory_key",
        Constraint::ContestTerritory,
    ),
    ("accounts.issuer, accounts.subject", "accounts_subject_key", Constraint::AccountIdentity),
    ("sign_ins.state_hash", "sign_ins_pkey", Constraint::SignInState),
    ("sessions.token_hash", "sessions_token_key", Constraint::SessionToken),
    ("index 'roles_held_key'", "roles_held_key", Constraint::RoleHeld),
    ("approvals.act, approvals.subject", "approvals_open_key", Constraint::ApprovalOpen),
    ("elections.season_id", "elections_season_key", Constraint::ElectionApproved),
    // The same manifest again: only an approved election is still there.
    ("elections.election_id", "elections_election_id_key", Constraint::ElectionApproved),
    ("approvals_two_people", "approvals_two_people", Constraint::TwoPeople),
    ("approvals_own_withdrawal", "approvals_own_withdrawal", Constraint::NotProposer),
    ("proposals.key", "proposals_key_key", Constraint::ProposalKey),
    ("proposals_own", "proposals_own", Constraint::OwnProposal),
    ("proposal_versions_whole", "proposal_versions_whole", Constraint::ProposalIncomplete),
    ("projects.key", "projects_key_key", Constraint::ProjectKey),
];

/// What the triggers that keep rows say, in both schemas.
const KEPT: [(&str, Constraint); 2] = [
    ("acts are only ever added", Constraint::ActsKept),
    ("budgets are never overwritten", Constraint::BudgetKept),
];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::ColumnDecode { .. } => Self::Corrupt(error.to_string()),
            // SQLITE_BUSY: another process held the file for longer than the time-out.
            sqlx::Error::Database(said) if said.code().as_deref() == Some("5") => Self::Busy,
            // The message alone: PostgreSQL's detail would quote the row's values.
            sqlx::Error::Database(said) => constraint(said.as_ref()).map_or_else(
                || Self::Database(sqlx::Error::Protocol(said.message().to_owned())),
                Self::Conflict,
            ),
            _ => Self::Database(error),
        }
    }
}

fn constraint(said: &dyn sqlx::error::DatabaseError) -> Option<Constraint> {
    let violated = said.is_unique_violation() || said.is_check_violation();
    let named = NAMED.iter().find(|(sqlite, postgres, _)| match said.constraint() {
        Some(name) => name == *postgres,
        None => violated && said.message().contains(sqlite),
    });
    match named {
        Some((_, _, constraint)) => Some(*constraint),
        None if said.is_unique_violation() => Some(Constraint::Unique),
        None if said.is_foreign_key_violation() => Some(Constraint::Reference),
        None if said.is_check_violation() => Some(Constraint::Check),
        None => KEPT.iter().find(|(words, _)| said.message().contains(words)).map(|(_, it)| *it),
    }
}

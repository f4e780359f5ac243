//! Every rule of section 2, each with the path of the field that breaks it.

use std::collections::BTreeSet;

use crate::body::Layout;
use crate::error::{Error, Result};
use crate::manifest::{Contest, Manifest, Publication, RollTerms, SPEC, Trustees};
use crate::note::{KeyKind, NoteKey};
use crate::plaintext::BallotKind;
use crate::policy::Policy;
use crate::promise;
use crate::share::on_one_polynomial;

/// A copy record says the length of opening and body in 16 bits.
const MAX_BODY_LENGTH: usize = 65_535 - 32;
/// Sequence numbers have 32 bits, 4 of them for the casts of a slot of 600 seconds.
const MAX_TIME: u64 = 600 << 28;

pub(super) fn broken(at: impl Into<String>, reason: &str) -> Error {
    Error::Manifest { at: at.into(), reason: reason.to_owned() }
}

fn require(holds: bool, at: impl Into<String>, reason: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(broken(at, reason)) }
}

impl Manifest {
    pub(super) fn check(&self) -> Result<()> {
        require(self.spec == SPEC, "spec", "is not pb-v1")?;
        require(!self.title.is_empty(), "title", "is empty")?;
        self.check_roll()?;
        self.check_contests()?;
        self.check_keys()?;
        self.trustees.check()?;
        Policy::parse(&self.witnesses).map_err(|error| broken("witnesses", &error.to_string()))?;
        self.check_auditors()?;
        self.check_times()
    }

    fn check_roll(&self) -> Result<()> {
        let contests = self.contests.len();
        match &self.roll {
            RollTerms::Closed { size, roll_size, .. } => {
                require(roll_size.len() == contests, "roll.roll_size", "not one per contest")?;
                let fits = roll_size.iter().all(|eligible| eligible <= size);
                require(fits, "roll.roll_size", "more than the roll has records")
            }
            RollTerms::Open { roll_cap } => {
                require(roll_cap.len() == contests, "roll.roll_cap", "not one per contest")?;
                let sourced = roll_cap.iter().all(|cap| !cap.source.is_empty());
                require(sourced, "roll.roll_cap", "a cap without source")
            }
        }
    }

    fn check_contests(&self) -> Result<()> {
        let count = self.contests.len();
        require((1..usize::from(u16::MAX)).contains(&count), "contests", "none, or above 65534")?;
        let ids = self.contests.iter().map(|contest| contest.id.as_str());
        require(distinct(ids), "contests", "two with the same id")?;
        // One r under two keys would link a person to her ballots; one key would let a credential
        // of one contest be asked for in another.
        let keys = self.contests.iter().map(|contest| contest.rsa_spki.modulus());
        require(distinct(keys), "contests", "two with the same registrar key")?;
        for (index, contest) in self.contests.iter().enumerate() {
            contest.check(&format!("contests[{index}]"), self.plaintext_len)?;
        }
        Ok(())
    }

    fn check_keys(&self) -> Result<()> {
        let logs = [("logs.issuance", &self.logs.issuance), ("logs.ballots", &self.logs.ballots)];
        for (at, log) in logs {
            require(log.origin == log.vkey.name(), at, "origin is not the name of its vkey")?;
        }
        let promise_name = promise::key_name(&self.logs.ballots.origin);
        let named = self.promise_vkey.name() == promise_name;
        require(named, "promise_vkey", "is not named <ballots origin>/promise")?;
        let keys = || {
            let logs = logs.map(|(_, log)| &log.vkey);
            let trustees = self.trustees.list.iter().map(|trustee| &trustee.vkey);
            let auditors = self.auditors.iter().map(|auditor| &auditor.vkey);
            logs.into_iter()
                .chain([&self.promise_vkey, &self.organiser_vkey])
                .chain(trustees)
                .chain(auditors)
        };
        let notes = keys().all(|key| key.kind() == KeyKind::Note);
        require(notes, "vkey", "a key that does not sign notes")?;
        require(distinct(keys().map(NoteKey::name)), "vkey", "two keys with the same name")?;
        let distinct_keys = distinct(keys().map(|key| key.verifying_key().as_bytes()));
        require(distinct_keys, "vkey", "one key in two roles")
    }

    fn check_auditors(&self) -> Result<()> {
        for (index, auditor) in self.auditors.iter().enumerate() {
            let at = format!("auditors[{index}].name");
            // It names files of the record.
            let file = auditor.name.bytes().all(is_id_byte) && auditor.name.len() <= 64;
            require(file, at.as_str(), "is no file name")?;
            require(auditor.name == auditor.vkey.name(), at, "is not the name of its vkey")?;
        }
        require(self.quorum <= self.auditors.len() as u64, "quorum", "above the auditors")?;
        let attested = self.publication == Publication::Open || self.quorum > 0;
        require(attested, "quorum", "audited publication needs an auditor")
    }

    fn check_times(&self) -> Result<()> {
        require(self.issue_from <= self.cast_from, "issue_from", "after cast_from")?;
        require(self.cast_from < self.closes_at, "closes_at", "not after cast_from")?;
        require(self.closes_at < MAX_TIME, "closes_at", "too far in the future")?;
        let batch = &self.batch;
        require(batch.cap_seconds > 0, "batch.cap_seconds", "is 0")?;
        let capped = batch.min_seconds <= batch.cap_seconds;
        require(capped, "batch.min_seconds", "above cap_seconds")?;
        let merges = self.merge_by_seconds > batch.cap_seconds;
        require(merges, "merge_by_seconds", "not above batch.cap_seconds")
    }
}

impl Contest {
    fn check(&self, at: &str, plaintext_len: u64) -> Result<()> {
        require(is_id(&self.id), format!("{at}.id"), "is no id")?;
        require(!self.name.is_empty(), format!("{at}.name"), "is empty")?;
        require(is_id(&self.rule.name), format!("{at}.rule.name"), "is no name")?;
        let count = self.projects.len();
        let range = 1..=usize::from(u16::MAX);
        require(range.contains(&count), format!("{at}.projects"), "none, or above 65535")?;
        let ids = self.projects.iter().map(|project| project.id.as_str());
        require(distinct(ids), format!("{at}.projects"), "two with the same id")?;
        for (index, project) in self.projects.iter().enumerate() {
            require(is_id(&project.id), format!("{at}.projects[{index}].id"), "is no id")?;
            require(project.cost > 0, format!("{at}.projects[{index}].cost"), "is 0")?;
        }
        self.check_ballot(&format!("{at}.ballot"))?;
        let needed = 4 + 4 * u64::from(self.ballot.max);
        require(plaintext_len >= needed, "plaintext_len", "below 4 + 4 * max")?;
        let plaintext = usize::try_from(plaintext_len).unwrap_or(usize::MAX);
        let small = plaintext <= MAX_BODY_LENGTH;
        let layout = Layout { credential: self.rsa_spki.length(), plaintext };
        let fits = small && layout.body_length() <= MAX_BODY_LENGTH;
        require(fits, "plaintext_len", "bodies too long for the copy")
    }

    fn check_ballot(&self, at: &str) -> Result<()> {
        let ballot = &self.ballot;
        require(ballot.max >= 1, format!("{at}.max"), "is 0")?;
        require(ballot.min <= ballot.max, format!("{at}.min"), "above max")?;
        let enough = usize::from(ballot.max) <= self.projects.len();
        require(enough, format!("{at}.max"), "above the number of projects")?;
        let one = ballot.kind != BallotKind::ChooseOne || ballot.max == 1;
        require(one, format!("{at}.max"), "not 1 although one is chosen")?;
        let at = format!("{at}.max_points");
        match (ballot.kind, ballot.max_points) {
            (BallotKind::Cumulative, Some(points)) => {
                require(points >= u32::from(ballot.min.max(1)), at, "below min")
            }
            (BallotKind::Score, Some(points)) => {
                require((1..=u32::from(u16::MAX)).contains(&points), at, "not 1 to 65535")
            }
            (BallotKind::Cumulative | BallotKind::Score, None) => Err(broken(at, "is missing")),
            (_, Some(_)) => Err(broken(at, "means nothing for this kind")),
            (_, None) => Ok(()),
        }
    }
}

impl Trustees {
    fn check(&self) -> Result<()> {
        let threshold = (self.n == 1 && self.k == 1) || (2 <= self.k && self.k <= self.n);
        require(threshold, "trustees.k", "neither 1 of 1 nor 2 <= k <= n")?;
        let indexes = self.list.iter().map(|trustee| trustee.index);
        require(indexes.eq(1..=self.n), "trustees.list", "indexes are not 1 to n")?;
        for (trustee, at) in self.list.iter().zip(0..) {
            let at = format!("trustees.list[{at}].name");
            require(trustee.name == trustee.vkey.name(), at, "is not the name of its vkey")?;
        }
        let fits = on_one_polynomial(self.k, &self.y, &self.public());
        require(fits, "trustees.Y", "does not follow from the Y_i")
    }
}

/// `[A-Za-z0-9._-]{1,32}`.
fn is_id(id: &str) -> bool {
    (1..=32).contains(&id.len()) && id.bytes().all(is_id_byte)
}

const fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    items.into_iter().all(|item| seen.insert(item))
}

//! Step 4.

use std::collections::BTreeSet;

use crate::id::ContestIndex;
use crate::issuance::IssueEntry;
use crate::manifest::{Election, OnePer, RollTerms};
use crate::record::{ROLL, RecordSource};
use crate::roll::{Roll, RollLeaf, RollRecord};
use crate::verify::auditors::Audit;
use crate::verify::logs::Entries;
use crate::verify::manifest::read;
use crate::verify::report::{Finding, Step};

/// The roll, where it is public.
pub(super) struct Eligible {
    pub(super) roll: Option<Roll>,
}

pub(super) fn check(
    record: &dyn RecordSource,
    election: &Election,
    entries: &Entries,
    audit: &Audit,
) -> Step<Eligible> {
    let roll = match &election.manifest.roll {
        RollTerms::Closed { .. } => Some(closed_roll(record, election)?),
        RollTerms::Open { .. } => None,
    };
    let mut issued = Issued::default();
    for entry in &entries.issuance {
        issued.take(entry, election, roll.as_ref())?;
    }
    let size = roll.as_ref().map_or(0, Roll::size);
    let outcome = match roll {
        Some(_) => crate::verify::report::Outcome::Verified,
        None => audit.stands_in_for("who was on the open roll"),
    };
    let checked = size + entries.issuance.len() as u64;
    Ok(Finding::new(Eligible { roll }, checked, outcome))
}

fn closed_roll(record: &dyn RecordSource, election: &Election) -> Result<Roll, String> {
    let RollTerms::Closed { root, size, roll_size } = &election.manifest.roll else {
        return Err("the roll is open".to_owned());
    };
    let roll = Roll::parse(&read(record, ROLL)?).map_err(|error| format!("{ROLL}: {error}"))?;
    if roll.size() != *size || roll.root() != *root {
        return Err(format!("{ROLL} is not the roll of the manifest"));
    }
    for ((contest, terms), size) in election.contests().zip(roll_size) {
        if roll.size_of(contest) != *size {
            return Err(format!("{ROLL}: contest {} has another size", terms.id));
        }
    }
    Ok(roll)
}

/// What was used up.
#[derive(Default)]
struct Issued {
    records: BTreeSet<RollRecord>,
    pairs: BTreeSet<(ContestIndex, RollLeaf)>,
    people: BTreeSet<RollLeaf>,
}

impl Issued {
    fn take(
        &mut self,
        entry: &IssueEntry,
        election: &Election,
        roll: Option<&Roll>,
    ) -> Result<(), String> {
        let about = crate::text::hex(entry.leaf.as_bytes());
        if entry.election != election.id || election.terms.contest(entry.contest).is_err() {
            return Err(format!("issuance: the entry of {about} is of another election"));
        }
        let mut once = self.pairs.insert((entry.contest, entry.leaf));
        if election.manifest.one_per == OnePer::Election {
            once &= self.people.insert(entry.leaf);
        }
        if let Some(roll) = roll {
            let record = roll
                .record_for(entry.contest, entry.leaf)
                .ok_or_else(|| format!("issuance: {about} is not on the roll"))?;
            once &= self.records.insert(record);
        }
        if once { Ok(()) } else { Err(format!("issuance: {about} was issued too much")) }
    }
}

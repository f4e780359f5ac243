//! The projects and the envelope.

use super::{Refused, row_of, text};
use tally::pb::{Document, FileElection};
use tally::{Money, Project as Listing};
use voting::manifest::Project;

/// Integers from here on are not exact in every reader of JSON.
const TOO_LARGE: u128 = 1 << 53;
/// The longest id that a manifest has.
const ID_BYTES: usize = 32;

pub(super) struct Listed {
    pub(super) envelope: u64,
    pub(super) projects: Vec<Project>,
    /// As the file has them.
    pub(super) ids: Vec<String>,
    pub(super) renamed: bool,
}

impl Listed {
    pub(super) fn read(document: &Document<'_>, file: &FileElection) -> Result<Self, Refused> {
        let listings = file.instance.projects();
        let ids: Vec<String> = listings.iter().map(|p| p.id.as_str().to_owned()).collect();
        let renamed = !ids.iter().all(|id| fits(id));
        let names = if renamed { numbered(&ids) } else { ids.clone() };
        let mut projects = Vec::with_capacity(listings.len());
        for (listing, id) in listings.iter().zip(names) {
            projects.push(Project { id, cost: cost(document, file, listing)? });
        }
        Ok(Self { envelope: envelope(document, file)?, projects, ids, renamed })
    }
}

fn cost(document: &Document<'_>, file: &FileElection, listing: &Listing) -> Result<u64, Refused> {
    amount(listing.cost).filter(|cost| *cost > 0).ok_or_else(|| {
        let row = row_of(document, file, listing.id.as_str());
        let said = row.map(|row| text(row, &document.projects(), "cost")).unwrap_or_default();
        let reason = match listing.cost.units() {
            0 => format!("the cost `{said}` is 0, and the projects of a vote cost something"),
            _ => format!("the cost `{said}` is too large"),
        };
        Refused::Cell { line: row.map_or(1, |row| row.line), column: "cost".to_owned(), reason }
    })
}

fn envelope(document: &Document<'_>, file: &FileElection) -> Result<u64, Refused> {
    let meta = document.meta();
    let is_budget = |row: &tally::pb::Row<'_>| text(*row, &meta, "key") == "budget";
    amount(file.instance.envelope()).ok_or_else(|| Refused::Cell {
        line: meta.rows().find(is_budget).map_or(1, |row| row.line),
        column: "budget".to_owned(),
        reason: format!("the budget {} is too large", file.meta.budget),
    })
}

fn amount(money: Money) -> Option<u64> {
    let fits = money.units() < TOO_LARGE;
    u64::try_from(money.units()).ok().filter(|_| fits)
}

/// Whether a manifest takes an id.
fn fits(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=ID_BYTES).contains(&id.len()) && id.bytes().all(plain)
}

/// Ids that keep the order of `ids`, by which ties are decided.
fn numbered(ids: &[String]) -> Vec<String> {
    let mut sorted: Vec<&String> = ids.iter().collect();
    sorted.sort_unstable();
    let width = ids.len().to_string().len();
    let place = |id| sorted.binary_search(&id).map_or(0, |place| place + 1);
    ids.iter().map(|id| format!("p{:0width$}", place(id))).collect()
}

//! What a contest asks of its winners beyond the envelope: limits of categories and of mahallas, and
//! the part of the envelope that is for institutions.

use super::faults::Finder;
use super::table::{Entry, MAX_NUMBER, Table};
use std::collections::BTreeSet;
use store::Som;
use store::proposals::Category;
use store::seasons::{
    Bounds, CategoryLimit, Institutions, MahallaLimit, ResidenceRule, WrongBounds,
};

/// More projects than this stand on no ballot.
const MOST_PROJECTS: i64 = 65_535;

/// The keys, where they are written.
pub(super) struct Written<'t> {
    pub(super) limits: Option<Entry<'t>>,
    pub(super) each_mahalla: Option<Entry<'t>>,
    pub(super) part: Option<Entry<'t>>,
}

impl Written<'_> {
    /// The bounds; what is wrong between them is told once each of them can be read.
    pub(super) fn read(
        &self,
        envelope: Option<Som>,
        residence: Option<ResidenceRule>,
        faults: &mut Finder<'_>,
    ) -> Option<Bounds> {
        let limits = self.limits.as_ref().map_or(Some(Vec::new()), |it| limits(it, faults));
        let part = match &self.part {
            None => Some(None),
            Some(entry) => institutions(entry, faults).map(Some),
        };
        let each_mahalla = match &self.each_mahalla {
            None => Some(None),
            Some(entry) => each_mahalla(entry, residence, faults),
        };
        let bounds = Bounds {
            limits: limits?,
            each_mahalla: each_mahalla?,
            exclusive: Vec::new(),
            institutions: part?,
        };
        let wrong = bounds.wrong(envelope?);
        wrong.iter().for_each(|wrong| self.tell(wrong, faults));
        wrong.is_empty().then_some(bounds)
    }

    fn tell(&self, wrong: &WrongBounds, faults: &mut Finder<'_>) {
        let (entry, reason) = match wrong {
            WrongBounds::CategoryTwice(at, category) => {
                let reason = format!("limit {} names {category}, which one above it has", at + 1);
                (&self.limits, reason)
            }
            WrongBounds::NoLimit(at) => {
                let reason = format!("limit {} says neither number nor amount", at + 1);
                (&self.limits, reason)
            }
            WrongBounds::AcrossParts(at) => {
                let reason = format!(
                    "limit {} names categories for institutions and others: each part of the \
                     envelope is decided by itself, so give each a limit of its own",
                    at + 1
                );
                (&self.limits, reason)
            }
            WrongBounds::PartTooLarge => {
                let reason = "has all of the envelope, or more: the rest is for all other projects";
                (&self.part, reason.to_owned())
            }
            // What is empty was told where it stands; nothing else is in a file.
            WrongBounds::NoCategory(_)
            | WrongBounds::NoMahallaLimit
            | WrongBounds::NoInstitution
            | WrongBounds::Name(_)
            | WrongBounds::FewProjects(_) => return,
        };
        if let Some(entry) = entry {
            entry.wrong(reason, faults);
        }
    }
}

fn limits(entry: &Entry<'_>, faults: &mut Finder<'_>) -> Option<Vec<CategoryLimit>> {
    let tables = entry.tables(faults);
    let limit = |table: &Table<'_>| {
        table.only(&["categories", "number", "amount"], faults);
        let example = "categories = [\"roads\"]";
        let names = table.required("categories", example, faults);
        let names = names.and_then(|names| categories(&names, faults));
        let (number, amount) = most(table, faults)?;
        Some(CategoryLimit { categories: names?, number, amount })
    };
    // All are looked at before one that is wrong ends it.
    let read: Vec<Option<CategoryLimit>> = tables.iter().map(limit).collect();
    read.into_iter().collect()
}

/// How many projects and how much money a limit allows, each where it says so.
fn most(table: &Table<'_>, faults: &mut Finder<'_>) -> Option<(Option<u32>, Option<Som>)> {
    let number = table.entry("number").map(|it| it.number(1..=MOST_PROJECTS, faults));
    let amount = table.entry("amount").map(|it| it.number(1..=MAX_NUMBER, faults));
    let number = number.map_or(Some(None), |it| it.map(Some))?;
    let amount = amount.map_or(Some(None), |it| it.map(Some))?;
    let number = number.and_then(|it| u32::try_from(it.value).ok());
    Some((number, amount.map(|it| Som(it.value))))
}

/// The limit of every mahalla. An empty table is none, for a contest where those of all do not hold.
fn each_mahalla(
    entry: &Entry<'_>,
    residence: Option<ResidenceRule>,
    faults: &mut Finder<'_>,
) -> Option<Option<MahallaLimit>> {
    let table = entry.table(faults)?;
    table.only(&["number", "amount"], faults);
    let (number, amount) = most(&table, faults)?;
    if table.entries().next().is_none() {
        return Some(None);
    }
    if residence == Some(ResidenceRule::Mahalla) {
        let reason = "limits nothing: with residence = \"mahalla\" each contest is in one mahalla, \
                      and its envelope is the limit";
        entry.wrong(reason.to_owned(), faults);
        return None;
    }
    // A table of other keys, which were told.
    (number.is_some() || amount.is_some()).then_some(Some(MahallaLimit { number, amount }))
}

fn institutions(entry: &Entry<'_>, faults: &mut Finder<'_>) -> Option<Institutions> {
    let table = entry.table(faults)?;
    table.only(&["amount", "categories"], faults);
    let amount = table.required("amount", "amount = 900_000_000", faults);
    let amount = amount.and_then(|it| it.number(1..=MAX_NUMBER, faults));
    let names = table.required("categories", "categories = [\"school\", \"clinic\"]", faults);
    let names = names.and_then(|names| categories(&names, faults));
    Some(Institutions { amount: Som(amount?.value), categories: names? })
}

fn categories(entry: &Entry<'_>, faults: &mut Finder<'_>) -> Option<BTreeSet<Category>> {
    let texts = entry.texts(faults)?;
    let mut found = BTreeSet::new();
    let mut wrong = false;
    for text in texts {
        match text.value.parse() {
            Ok(category) => {
                found.insert(category);
            }
            Err(_) => {
                wrong = true;
                let known: Vec<&str> = Category::ALL.iter().map(|it| it.word()).collect();
                let reason = format!("has {:?}; expected {}", text.value, known.join(", "));
                faults.add(text.at, text.field, reason);
            }
        }
    }
    (!wrong).then_some(found)
}

//! The contests of a season: where, how much, which ballot, which rule. What a contest does not say
//! for itself is taken from `[every_contest]`.

use super::bounds::Written;
use super::faults::Finder;
use super::table::{Entry, Found, MAX_NUMBER, Table};
use super::word;
use std::collections::HashMap;
use store::seasons::{Ballot, BallotKind, Bounds, NewContest, ResidenceRule};
use store::territories::{Level, Territory};
use store::{Json, Localized, Som, Store, StoreError, TerritoryId};
use tally::Rule;

/// What may stand in `[every_contest]`, too.
const TERMS: [&str; 8] = [
    "cap",
    "cap_equipment",
    "min_votes",
    "limits",
    "each_mahalla",
    "institutions",
    "ballot",
    "rule",
];
const OWN: [&str; 10] = [
    "territory",
    "envelope",
    "cap",
    "cap_equipment",
    "min_votes",
    "limits",
    "each_mahalla",
    "institutions",
    "ballot",
    "rule",
];

/// What a manifest holds (docs/protocol.md, section 2).
const MOST: usize = 65_534;
const LONGEST_BALLOT: i64 = 65_535;
/// No roll is as long: whoever asks for more votes than this mistook an amount for a number.
const MOST_VOTES: i64 = 100_000_000;

/// Code and name of each contest's place.
type Places = Vec<(String, Localized)>;

/// The contests in the order of the file, which is that of the manifest.
pub(super) async fn read(
    root: &Table<'_>,
    residence: Option<ResidenceRule>,
    store: &Store,
    faults: &mut Finder<'_>,
) -> Result<(Vec<NewContest>, Places), StoreError> {
    let common = root.entry("every_contest").and_then(|entry| entry.table(faults));
    if let Some(common) = &common {
        common.only(&TERMS, faults);
    }
    let listed = root.required("contest", "a table [[contest]] for each district", faults);
    let listed = listed.map(|entry| (entry.clone(), entry.tables(faults)));
    let Some((entry, tables)) = listed else { return Ok((Vec::new(), Vec::new())) };
    if tables.len() > MOST {
        entry.wrong(format!("there are more than {MOST}, which one vote cannot have"), faults);
    }
    let mut seen = HashMap::new();
    let (mut contests, mut places) = (Vec::new(), Vec::new());
    for (number, own) in (1_usize..).zip(&tables) {
        own.only(&OWN, faults);
        let place = place(own, residence, store, faults).await?;
        if let Some(place) = &place
            && let Some(first) = seen.insert(place.value.code.clone(), number)
        {
            let reason = format!("contest {first} is in {} already", place.value.code);
            faults.add(place.at, place.field.clone(), reason);
        }
        let terms = Terms { own, common: common.as_ref(), residence };
        let territory = place.as_ref().map(|place| place.value.id);
        if let Some((contest, place)) = terms.contest(territory, faults).zip(place) {
            contests.push(contest);
            places.push((place.value.code, place.value.names));
        }
    }
    Ok((contests, places))
}

/// A district or city; under the residence rule of mahallas a mahalla.
async fn place(
    own: &Table<'_>,
    residence: Option<ResidenceRule>,
    store: &Store,
    faults: &mut Finder<'_>,
) -> Result<Option<Found<Territory>>, StoreError> {
    let entry = own.required("territory", "territory = \"1718203\"", faults);
    let Some((entry, code)) = entry.and_then(|it| Some((it.clone(), it.text(faults)?))) else {
        return Ok(None);
    };
    let found = match store.territory_by_code(code).await {
        Ok(found) => found,
        Err(StoreError::NotFound) => {
            let reason = format!(
                "is {code:?}, which is no territory's code: mend it, or bring the territories first \
                 (hashar import territories)"
            );
            entry.wrong(reason, faults);
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let (level, expected) = match residence {
        Some(ResidenceRule::Mahalla) => (Level::Mahalla, "a mahalla, as residence = \"mahalla\""),
        _ => (Level::District, "a district or a city"),
    };
    if found.kind.level() != level {
        let reason = format!("is {code}, which is no such place; expected {expected}");
        entry.wrong(reason, faults);
        return Ok(None);
    }
    Ok(Some(entry.found(found)))
}

/// What a contest says for itself and what all say.
struct Terms<'a, 't> {
    own: &'a Table<'t>,
    common: Option<&'a Table<'t>>,
    residence: Option<ResidenceRule>,
}

impl<'t> Terms<'_, 't> {
    fn contest(
        &self,
        territory: Option<TerritoryId>,
        faults: &mut Finder<'_>,
    ) -> Option<NewContest> {
        let envelope = self.own.required("envelope", "envelope = 2_900_000_000", faults);
        let envelope = envelope.and_then(|som| som.number(1..=MAX_NUMBER, faults));
        let cap = self.term("cap", "cap = 1_648_000_000", faults);
        let cap = cap.and_then(|som| som.number(1..=MAX_NUMBER, faults));
        affordable(envelope.as_ref(), cap.as_ref(), faults);
        let equipment = self.cap_equipment(cap.as_ref(), faults);
        let min_votes = self.term("min_votes", "min_votes = 50, or 0 for none", faults);
        let min_votes = min_votes.and_then(|votes| votes.number(0..=MOST_VOTES, faults));
        let ballot = self.ballot(faults);
        let kind = ballot.as_ref().map_or(BallotKind::Approval, |ballot| ballot.kind);
        let bounds = self.bounds(envelope.as_ref(), faults);
        let (rule, rule_params) = self.rule(min_votes.as_ref(), kind, faults)?;
        Some(NewContest {
            territory: territory?,
            envelope: Som(envelope?.value),
            cap: Som(cap?.value),
            cap_equipment: equipment,
            min_votes: min_votes?.value,
            ballot: ballot?,
            rule,
            rule_params,
            bounds: bounds?,
        })
    }

    fn bounds(&self, envelope: Option<&Found<i64>>, faults: &mut Finder<'_>) -> Option<Bounds> {
        let written = Written {
            limits: self.optional("limits"),
            each_mahalla: self.optional("each_mahalla"),
            part: self.optional("institutions"),
        };
        written.read(envelope.map(|som| Som(som.value)), self.residence, faults)
    }

    fn optional(&self, key: &str) -> Option<Entry<'t>> {
        self.own.entry(key).or_else(|| self.common?.entry(key))
    }

    fn term(&self, key: &str, example: &str, faults: &mut Finder<'_>) -> Option<Entry<'t>> {
        let entry = self.optional(key);
        if entry.is_none() {
            let reason = format!("is missing; write {example} here or under [every_contest]");
            faults.add(self.own.at, self.own.field(key), reason);
        }
        entry
    }

    fn cap_equipment(&self, cap: Option<&Found<i64>>, faults: &mut Finder<'_>) -> Option<Som> {
        let equipment = self.optional("cap_equipment")?.number(1..=MAX_NUMBER, faults)?;
        if let Some(cap) = cap.filter(|cap| cap.value < equipment.value) {
            let reason = format!("is above the cap of all projects, {} ({})", cap.value, cap.field);
            faults.add(equipment.at, equipment.field, reason);
            return None;
        }
        Some(Som(equipment.value))
    }

    fn ballot(&self, faults: &mut Finder<'_>) -> Option<Ballot> {
        const EXAMPLE: &str = "ballot = { kind = \"approval\", min = 1, max = 5 }";
        let table = self.term("ballot", EXAMPLE, faults)?.table(faults)?;
        table.only(&["kind", "min", "max"], faults);
        let kind = word(&table, "kind", &["choose_one", "approval", "knapsack"], faults);
        let mut number = |key: &str, least: i64| {
            let entry = table.required(key, &format!("{key} = {least}"), faults)?;
            entry.number(least..=LONGEST_BALLOT, faults)
        };
        let (min, max) = (number("min", 0), number("max", 1));
        let (kind, min, max) = (kind?, min?, max?);
        if kind == BallotKind::ChooseOne && max.value != 1 {
            let reason = format!("is {}; with kind = \"choose_one\" it is 1", max.value);
            faults.add(max.at, max.field, reason);
        } else if min.value > max.value {
            let reason = format!("is {}, more than max, {}", min.value, max.value);
            faults.add(min.at, min.field, reason);
        }
        Some(Ballot { kind, min: min.value, max: max.value })
    }

    /// Name and parameters; checked as preparing the vote will check them.
    fn rule(
        &self,
        min_votes: Option<&Found<i64>>,
        kind: BallotKind,
        faults: &mut Finder<'_>,
    ) -> Option<(String, Json)> {
        const EXAMPLE: &str = "rule = { name = \"greedy_votes\" }";
        let table = self.term("rule", EXAMPLE, faults)?.table(faults)?;
        table.only(&["name", "params"], faults);
        let entry = table.required("name", "name = \"greedy_votes\"", faults)?;
        let name = entry.text(faults)?;
        let params = params(&table, min_votes, faults);
        if let Err(reason) = crate::preparing::rule(name, &params, kind) {
            let rules = Rule::all().iter().map(|rule| match rule.parameters {
                [] => rule.name.to_owned(),
                parameters => format!("{} ({})", rule.name, parameters.join(", ")),
            });
            let rules = rules.collect::<Vec<_>>().join(", ");
            let told = "The rules, with their parameters, are";
            entry.wrong(format!("cannot be used: {reason}. {told} {rules}"), faults);
        }
        Some((name.to_owned(), params))
    }
}

/// An envelope that lost zeros, or a cap that gained some: no project at the cap could be funded.
fn affordable(envelope: Option<&Found<i64>>, cap: Option<&Found<i64>>, faults: &mut Finder<'_>) {
    if let Some((envelope, cap)) = envelope.zip(cap)
        && cap.value > envelope.value
    {
        let reason = format!(
            "is {}, less than one project may cost, {} ({}): count the zeros of both, or give the \
             contest a cap of its own that its envelope holds",
            envelope.value, cap.value, cap.field
        );
        faults.add(envelope.at, envelope.field.clone(), reason);
    }
}

fn params(table: &Table<'_>, min_votes: Option<&Found<i64>>, faults: &mut Finder<'_>) -> Json {
    let params = table.entry("params").and_then(|entry| entry.table(faults));
    let mut object = serde_json::Map::new();
    for (key, entry) in params.iter().flat_map(Table::entries) {
        if key == "threshold" && min_votes.is_some_and(|votes| votes.value > 0) {
            entry.wrong("says again what min_votes says: leave one of the two out", faults);
        }
        let Some(value) = entry.json(faults) else { continue };
        if key == "threshold" && value.as_i64().is_some_and(|votes| votes > MOST_VOTES) {
            entry.wrong(format!("is {value}; expected {MOST_VOTES} at most"), faults);
        }
        object.insert(key.to_owned(), value);
    }
    Json(object.into())
}

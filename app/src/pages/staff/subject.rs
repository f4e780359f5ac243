//! What an act of the register was done to, in words.

use crate::i18n::{Words, date_time, number, role_name};
use crate::pages::office;
use crate::t;
use crate::web::{Problem, Visit};
use leptos::prelude::*;
use std::collections::HashMap;
use store::StoreError;
use store::acts::Act;
use store::elections::ElectionState;
use store::roles::Role;
use store::seasons::Season;
use store::territories::Territory;

/// What names the subjects of a page of acts.
pub(super) struct Subjects {
    seasons: Vec<Season>,
    places: HashMap<String, Territory>,
    /// Names of officials, by the word that the register has for them.
    people: HashMap<String, String>,
}

impl Subjects {
    pub(super) async fn of(visit: &Visit, acts: &[Act]) -> Result<Self, Problem> {
        let store = &visit.site.store;
        let mut places = HashMap::new();
        for (_, code) in acts.iter().filter_map(|act| budget(&act.subject)) {
            if places.contains_key(code) {
                continue;
            }
            match store.territory_by_code(code).await {
                Ok(place) => drop(places.insert(code.to_owned(), place)),
                Err(StoreError::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let officials = store.officials().await?.into_iter();
        let people = officials.map(|it| (format!("person {}", it.person), it.name)).collect();
        Ok(Self { seasons: store.seasons().await?, places, people })
    }

    /// The subject with what tells it from others; what this version does not know stands for
    /// itself.
    pub(super) fn name(&self, visit: &Visit, act: &Act) -> AnyView {
        let words = visit.words();
        if let Some(key) = act.subject.strip_prefix("proposal ") {
            let href = visit.to(&format!("/proposals/{key}"));
            return view! { <a href=href>{key.to_owned()}</a> }.into_any();
        }
        let subject = self.subject(visit, act);
        match more(words, act) {
            Some(more) if act.act == "clock.move" => format!("{subject} → {more}").into_any(),
            Some(more) => format!("{subject}: {more}").into_any(),
            None => subject.into_any(),
        }
    }

    fn subject(&self, visit: &Visit, act: &Act) -> String {
        let (words, lang) = (visit.words(), visit.lang.code());
        let same =
            |season: &&Season| season.key == act.subject || season.id.to_string() == act.subject;
        if let Some(season) = self.seasons.iter().find(same) {
            return season.titles.text(lang).to_owned();
        }
        if let Some((year, code)) = budget(&act.subject)
            && let Some(place) = self.places.get(code)
        {
            let place = place.names.text(lang);
            return t!(words, "budgets-file-of", place = place, year = year);
        }
        match act.act.as_str() {
            "clock.move" => moment(words, act, "from"),
            "roll.import" => t!(words, "staff-people", count = count(act, "people")),
            "territories.import" => t!(words, "staff-territories", count = count(act, "added")),
            _ => self.people.get(&act.subject).unwrap_or(&act.subject).clone(),
        }
    }
}

/// Year and territory of `budget 2026/1718`.
fn budget(subject: &str) -> Option<(&str, &str)> {
    subject.strip_prefix("budget ")?.split_once('/')
}

fn more(words: Words, act: &Act) -> Option<String> {
    let detail = |name: &str| act.detail.0.get(name).and_then(|value| value.as_str());
    match act.act.as_str() {
        "roles.grant" | "roles.revoke" => detail("role").map(|word| {
            word.parse::<Role>().map_or(word.to_owned(), |role| role_name(words, role))
        }),
        "election.advance" => detail("state").map(|word| state(words, word)),
        "clock.move" => Some(moment(words, act, "to")),
        "ballots.erase" => attested(words, act),
        _ => detail("act").map(|word| office::act_name(words, word)),
    }
}

/// How many auditors had attested when ballots were erased; none where nobody was asked to.
fn attested(words: Words, act: &Act) -> Option<String> {
    let detail = &act.detail.0;
    detail.get("quorum")?.as_u64().filter(|quorum| *quorum > 0)?;
    let (attested, quorum) = (count(act, "attested"), count(act, "quorum"));
    Some(match detail.get("accepted_unattested")?.as_bool()? {
        true => t!(words, "staff-erased-unattested", attested = attested, quorum = quorum),
        false => t!(words, "staff-erased-attested", attested = attested, quorum = quorum),
    })
}

fn moment(words: Words, act: &Act, name: &str) -> String {
    let at = act.detail.0.get(name).and_then(serde_json::Value::as_i64);
    at.map_or_else(String::new, |at| date_time(words, at))
}

fn count(act: &Act, name: &str) -> String {
    number(act.detail.0.get(name).and_then(serde_json::Value::as_i64).unwrap_or_default())
}

fn state(words: Words, word: &str) -> String {
    match word.parse() {
        Ok(ElectionState::Prepared) => t!(words, "office-step-prepare"),
        Ok(ElectionState::Approved) => t!(words, "office-step-approve"),
        Ok(ElectionState::Closed) => t!(words, "office-step-close"),
        Ok(ElectionState::Tallied) => t!(words, "office-step-count"),
        Ok(ElectionState::Published) => t!(words, "office-step-publish"),
        Err(_) => word.to_owned(),
    }
}

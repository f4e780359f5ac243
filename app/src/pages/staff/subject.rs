//! What an act of the register was done to, in words.

use crate::i18n::{Words, date_time, role_name};
use crate::pages::office;
use crate::t;
use crate::web::Visit;
use store::acts::Act;
use store::elections::ElectionState;
use store::roles::Role;
use store::seasons::Season;

/// The subject with what tells it from others; what this version does not know stands for itself.
pub(super) fn subject(visit: &Visit, act: &Act, seasons: &[Season]) -> String {
    let words = visit.words();
    let detail = |name: &str| act.detail.0.get(name).and_then(|value| value.as_str());
    let of_season = seasons
        .iter()
        .find(|season| season.key == act.subject || season.id.to_string() == act.subject)
        .map(|season| season.titles.text(visit.lang.code()).to_owned());
    let subject = match act.act.split('.').next() {
        Some("approval" | "ballots" | "election" | "keys" | "season") => {
            of_season.unwrap_or_else(|| act.subject.clone())
        }
        Some("clock") => moment(words, act, "from"),
        _ => act.subject.clone(),
    };
    let more = match act.act.as_str() {
        "roles.grant" | "roles.revoke" => detail("role").map(|word| {
            word.parse::<Role>().map_or(word.to_owned(), |role| role_name(words, role))
        }),
        "election.advance" => detail("state").map(|word| state(words, word)),
        "clock.move" => Some(moment(words, act, "to")),
        _ => detail("act").map(|word| office::act_name(words, word)),
    };
    match more {
        Some(more) if act.act == "clock.move" => format!("{subject} → {more}"),
        Some(more) => format!("{subject}: {more}"),
        None => subject,
    }
}

fn moment(words: Words, act: &Act, name: &str) -> String {
    let at = act.detail.0.get(name).and_then(serde_json::Value::as_i64);
    at.map_or_else(String::new, |at| date_time(words, at))
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

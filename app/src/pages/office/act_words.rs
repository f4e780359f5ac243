//! The acts that take two officials, by name.

use crate::i18n::Words;
use crate::t;
use crate::web::OfficialAct;
use store::budgets::PUBLISH;

/// What an act that waits for a second official is called, by its word. Budgets have a desk of
/// their own; the word of another version stands for itself.
pub(in crate::pages) fn name_of(words: Words, word: &str) -> String {
    match OfficialAct::from_word(word) {
        Some(act) => name(words, act),
        None if word == PUBLISH => t!(words, "budgets-act"),
        None => word.to_owned(),
    }
}

/// What it is called.
pub(super) fn name(words: Words, act: OfficialAct) -> String {
    match act {
        OfficialAct::ElectionOpen => t!(words, "office-act-election-open"),
        OfficialAct::ElectionClose => t!(words, "office-act-election-close"),
        OfficialAct::ElectionTally => t!(words, "office-act-election-tally"),
        OfficialAct::ElectionPublish => t!(words, "office-act-election-publish"),
        OfficialAct::SeasonRules => t!(words, "office-act-season-rules"),
    }
}

/// What follows from it, in a sentence or two.
pub(super) fn meaning(words: Words, act: OfficialAct) -> String {
    match act {
        OfficialAct::ElectionOpen => t!(words, "office-means-election-open"),
        OfficialAct::ElectionClose => t!(words, "office-means-election-close"),
        OfficialAct::ElectionTally => t!(words, "office-means-election-tally"),
        OfficialAct::ElectionPublish => t!(words, "office-means-election-publish"),
        OfficialAct::SeasonRules => t!(words, "office-means-season-rules"),
    }
}

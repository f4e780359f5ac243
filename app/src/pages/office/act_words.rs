//! The acts that take two officials, by name.

use crate::i18n::Words;
use crate::t;
use crate::web::OfficialAct;

/// What it is called.
pub(in crate::pages) fn name(words: Words, act: OfficialAct) -> String {
    match act {
        OfficialAct::ElectionOpen => t!(words, "office-act-election-open"),
        OfficialAct::ElectionClose => t!(words, "office-act-election-close"),
        OfficialAct::ElectionTally => t!(words, "office-act-election-tally"),
        OfficialAct::ElectionPublish => t!(words, "office-act-election-publish"),
    }
}

/// What follows from it, in a sentence or two.
pub(super) fn meaning(words: Words, act: OfficialAct) -> String {
    match act {
        OfficialAct::ElectionOpen => t!(words, "office-means-election-open"),
        OfficialAct::ElectionClose => t!(words, "office-means-election-close"),
        OfficialAct::ElectionTally => t!(words, "office-means-election-tally"),
        OfficialAct::ElectionPublish => t!(words, "office-means-election-publish"),
    }
}

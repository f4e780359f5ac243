//! The booth's words. The server fills them in the reader's language; what changes with every
//! click stands in them as `{name}`.

use serde::{Deserialize, Serialize};

use super::failure::Failure;

macro_rules! words {
    ($($field:ident: $key:literal $(($($arg:ident),+))?;)+) => {
        /// Every text of the booth.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Words {
            $(pub(super) $field: String,)+
            failures: Vec<[String; 2]>,
        }

        #[cfg(feature = "ssr")]
        impl Words {
            /// The texts of a language.
            #[must_use]
            pub fn of(words: crate::i18n::Words) -> Self {
                Self {
                    $($field: crate::t!(
                        words, $key $(, $($arg = concat!("{", stringify!($arg), "}")),+)?
                    ),)+
                    failures: Failure::ALL.map(|failure| failure_words(words, failure)).into(),
                }
            }
        }
    };
}

words! {
    not_cast: "booth-not-cast";
    not_known: "booth-not-known";
    cast_at: "booth-cast-at" (time);
    changing: "booth-changing" (time);
    title: "booth-title";
    opening: "booth-opening";
    stays: "booth-stays";
    legend: "booth-legend";
    rule_one: "booth-rule-one";
    rule_approval: "booth-rule-approval" (max);
    rule_knapsack: "booth-rule-knapsack" (max, envelope);
    unit: "booth-unit";
    money: "booth-money" (sum);
    chosen: "booth-chosen";
    more: "booth-more";
    full: "booth-full";
    full_detail: "booth-full-detail" (max);
    dear: "booth-dear";
    dear_detail: "booth-dear-detail" (cost, left);
    picked: "booth-picked";
    too_few: "booth-too-few" (min);
    left: "booth-left";
    announce: "booth-announce" (count, max);
    announce_left: "booth-announce-left" (count, max, left);
    review: "booth-review";
    summary: "booth-summary";
    project: "booth-project";
    cost: "booth-cost";
    total: "booth-total";
    blank: "booth-blank";
    remove: "booth-remove";
    not_yet: "booth-not-yet";
    not_yet_text: "booth-not-yet-text" (closes);
    cast: "booth-cast";
    back: "booth-back";
    sealing: "booth-sealing";
    sealing_text: "booth-sealing-text";
    casting: "booth-casting";
    casting_text: "booth-casting-text";
    waiting: "booth-waiting" (time);
    waiting_text: "booth-waiting-text" (time);
    thanks: "booth-thanks";
    ticket: "booth-ticket";
    ticket_note: "booth-ticket-note";
    ticket_code: "booth-ticket-code";
    ticket_at: "booth-ticket-at";
    ticket_season: "booth-ticket-season";
    qr: "booth-qr";
    save: "booth-save";
    find: "booth-find";
    change: "booth-change";
    change_text: "booth-change-text" (closes);
    again: "booth-again";
    home: "booth-home";
    code: "booth-code";
    code_text: "booth-code-text";
    code_noted: "booth-code-noted";
    enter: "booth-enter";
    enter_text: "booth-enter-text";
    enter_label: "booth-enter-label";
    enter_hint: "booth-enter-hint";
    enter_mistyped: "booth-enter-mistyped";
    enter_foreign: "booth-enter-foreign";
    enter_go: "booth-enter-go";
    retry: "booth-retry";
    sign_in: "booth-sign-in";
}

impl Words {
    /// What happened, and what to do.
    pub(super) fn failure(&self, failure: Failure) -> [String; 2] {
        let place = Failure::ALL.iter().position(|known| *known == failure);
        place.and_then(|place| self.failures.get(place)).cloned().unwrap_or_default()
    }
}

/// Puts values in the places of their names.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(feature = "ssr")]
fn failure_words(words: crate::i18n::Words, failure: Failure) -> [String; 2] {
    use crate::t;
    match failure {
        Failure::Unreachable => {
            [t!(words, "booth-failed-unreachable"), t!(words, "booth-failed-unreachable-text")]
        }
        Failure::Unanswered => {
            [t!(words, "booth-failed-unanswered"), t!(words, "booth-failed-unanswered-text")]
        }
        Failure::Mismatch => {
            [t!(words, "booth-failed-mismatch"), t!(words, "booth-failed-mismatch-text")]
        }
        Failure::SignIn => {
            [t!(words, "booth-failed-sign-in"), t!(words, "booth-failed-sign-in-text")]
        }
        Failure::NotEligible => {
            [t!(words, "booth-failed-not-eligible"), t!(words, "booth-failed-not-eligible-text")]
        }
        Failure::ElsewhereKey => {
            [t!(words, "booth-failed-elsewhere"), t!(words, "booth-failed-elsewhere-text")]
        }
        Failure::NotOpen => {
            [t!(words, "booth-failed-not-open"), t!(words, "booth-failed-not-open-text")]
        }
        Failure::Closed => {
            [t!(words, "booth-failed-closed"), t!(words, "booth-failed-closed-text")]
        }
        Failure::NoTime => {
            [t!(words, "booth-failed-no-time"), t!(words, "booth-failed-no-time-text")]
        }
        Failure::WrongAnswer => {
            [t!(words, "booth-failed-wrong-answer"), t!(words, "booth-failed-wrong-answer-text")]
        }
        Failure::Refused => {
            [t!(words, "booth-failed-refused"), t!(words, "booth-failed-refused-text")]
        }
        Failure::Doubtful => {
            [t!(words, "booth-failed-doubtful"), t!(words, "booth-failed-doubtful-text")]
        }
        Failure::LateUnanswered => [
            t!(words, "booth-failed-late-unanswered"),
            t!(words, "booth-failed-late-unanswered-text"),
        ],
        Failure::Storage => {
            [t!(words, "booth-failed-storage"), t!(words, "booth-failed-storage-text")]
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    /// A text that is missing shows its key; one that lacks a place loses a number.
    #[test]
    fn every_language_has_every_word_with_its_places() {
        let places = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                .collect();
            names.sort();
            names
        };
        let all = Lang::ALL.map(|lang| {
            let words = serde_json::to_value(Words::of(crate::i18n::Words::of(lang))).unwrap();
            let serde_json::Value::Object(fields) = words else { panic!("not an object") };
            fields
        });
        let [first, others @ ..] = &all;
        for fields in others {
            for (name, text) in fields {
                let text = text.to_string();
                assert!(!text.contains("\"booth-"), "{text}");
                assert_eq!(places(&text), places(&first[name].to_string()), "{name}");
            }
        }
        assert!(!first["failures"].to_string().contains("\"booth-"));
    }

    #[test]
    fn values_take_their_places() {
        assert_eq!(fill("{a} of {b}", &[("a", "1"), ("b", "2")]), "1 of 2");
    }
}

//! The keys of a vote on the pages of officials: short enough to read to each other, and whole.

use crate::components::{Fact, Glyph, Icon};
use crate::i18n::Words;
use crate::t;
use crate::web::{KeyPurpose, NamedKey};
use leptos::prelude::*;

/// More keys than these are shown by their short form alone: registrar keys of hundreds of
/// districts would make the page too heavy for a phone.
const WHOLE: usize = 40;

/// Digits that are read in one breath.
const GROUP: usize = 4;

/// The keys of one purpose.
pub(super) fn fact(words: Words, purpose: KeyPurpose, keys: Vec<NamedKey>) -> Fact {
    let term = match purpose {
        KeyPurpose::Seal => t!(words, "office-keys-seal"),
        KeyPurpose::Share => t!(words, "office-keys-share"),
        KeyPurpose::Audit => t!(words, "office-keys-audit"),
        KeyPurpose::Credential => t!(words, "office-keys-credential"),
        KeyPurpose::Log => t!(words, "office-keys-log"),
        KeyPurpose::Witness => t!(words, "office-keys-witness"),
        KeyPurpose::Promise => t!(words, "office-keys-promise"),
        KeyPurpose::Record => t!(words, "office-keys-record"),
    };
    let few = keys.len() <= WHOLE;
    let rows = keys.into_iter().map(|key| view! { <li>{one(key, few)}</li> }).collect_view();
    Fact::new(term, view! { <ul class="keys" role="list">{rows}</ul> })
}

fn one(key: NamedKey, whole: bool) -> AnyView {
    let NamedKey { owner, whole: text, short } = key;
    let name = view! { <span>{owner}</span><code>{grouped(&short)}</code> };
    if !whole {
        return view! { <p>{name}</p> }.into_any();
    }
    view! {
        <details>
            <summary>{name}<Icon glyph=Glyph::Down /></summary>
            <code class="break">{text}</code>
        </details>
    }
    .into_any()
}

/// `1a2b 3c4d ...`, which stays on one line.
fn grouped(short: &str) -> String {
    let mut text = String::with_capacity(short.len() * 2);
    for (at, digit) in short.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_four() {
        assert_eq!(grouped("1a2b3c4d5e"), "1a2b\u{a0}3c4d\u{a0}5e");
        assert_eq!(grouped(""), "");
    }

    #[test]
    fn a_key_of_many_is_told_by_its_short_form() {
        let key = || NamedKey { owner: "o".into(), whole: "whole".into(), short: "1a2b".into() };
        assert!(one(key(), true).to_html().contains("whole"));
        let short = one(key(), false).to_html();
        assert!(short.contains("1a2b") && !short.contains("whole"), "{short}");
    }
}

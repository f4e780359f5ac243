//! The texts: the same messages in every language, each used, and each use with what it needs.

mod files;
mod sources;

use app::i18n::{Lang, Words};
use files::{Message, Messages};
use fluent_bundle::FluentValue;
use std::collections::{BTreeMap, BTreeSet};

/// Prints all that is wrong at once: whoever adds an area wants the whole list.
fn nothing(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

fn languages() -> Vec<(Lang, Messages)> {
    Lang::ALL.into_iter().map(|lang| (lang, files::read(lang.code()))).collect()
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    let all = languages();
    let keys: BTreeSet<&String> = all.iter().flat_map(|(_, messages)| messages.keys()).collect();
    assert!(keys.len() > 40, "only {} messages were read", keys.len());
    let mut wrong = Vec::new();
    for key in keys {
        let takes: BTreeSet<String> = all
            .iter()
            .filter_map(|(_, messages)| messages.get(key))
            .flat_map(|message| message.takes.clone())
            .collect();
        for (lang, messages) in &all {
            match messages.get(key) {
                None => wrong.push(format!("{}: {key} is missing", lang.code())),
                Some(message) => {
                    let lacks = takes.difference(&message.takes);
                    wrong.extend(lacks.map(|it| format!("{}: {key} lacks ${it}", lang.code())));
                }
            }
        }
    }
    nothing(&wrong);
}

#[test]
fn every_area_is_in_the_program_and_every_message_can_be_shown() {
    let mut wrong = Vec::new();
    for (lang, messages) in languages() {
        for (key, Message { file, takes }) in &messages {
            let args: Vec<(&str, FluentValue<'_>)> =
                takes.iter().map(|name| (name.as_str(), FluentValue::from("1"))).collect();
            let text = Words::of(lang).text(key, &args);
            if text == *key || text.trim().is_empty() {
                wrong.push(format!("{file}: {key} is not shown; is its area in texts.rs?"));
            }
        }
    }
    nothing(&wrong);
}

#[test]
fn every_message_lies_in_the_file_of_its_area() {
    let mut wrong = Vec::new();
    for (_, messages) in languages() {
        for (key, Message { file, .. }) in &messages {
            let area = file.rsplit('/').next().unwrap().trim_end_matches(".ftl");
            if !key.starts_with(&format!("{area}-")) {
                wrong.push(format!("{file}: {key} does not begin with {area}-"));
            }
        }
    }
    nothing(&wrong);
}

#[test]
fn every_use_has_its_message_and_gives_what_it_takes() {
    let uses = sources::uses();
    assert!(uses.len() > 40, "only {} uses were read", uses.len());
    let all = languages();
    let mut wrong = Vec::new();
    for used in &uses {
        for (lang, messages) in &all {
            let Some(message) = messages.get(&used.key) else {
                wrong.push(format!("{}: {} has no {}", used.place, used.key, lang.code()));
                continue;
            };
            let lacks = message.takes.iter().filter(|name| !used.gives.contains(*name));
            wrong.extend(
                lacks.map(|it| {
                    format!("{}: {} needs {it} in {}", used.place, used.key, lang.code())
                }),
            );
        }
    }
    nothing(&wrong);
}

#[test]
fn every_argument_and_every_message_is_used() {
    let uses = sources::uses();
    let all = languages();
    let used: BTreeSet<&str> = uses.iter().map(|used| used.key.as_str()).collect();
    let mut takes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (lang, messages) in &all {
        let referred: BTreeSet<&str> = files::referred(lang.code(), messages, &used);
        for (key, message) in messages {
            if !used.contains(key.as_str()) && !referred.contains(key.as_str()) {
                wrong.push(format!("{}: {key} is used nowhere", message.file));
            }
            takes.entry(key).or_default().extend(message.takes.iter().map(String::as_str));
        }
    }
    for used in &uses {
        let known = takes.get(used.key.as_str()).cloned().unwrap_or_default();
        let idle = used.gives.iter().filter(|name| !known.contains(name.as_str()));
        wrong.extend(idle.map(|it| format!("{}: {} takes no {it}", used.place, used.key)));
    }
    nothing(&wrong);
}

//! What the server found, for who has no script.

use super::{Outcome, Witnessed};
use crate::components::{Alert, Fact, Facts, Link, MoreLink, Tone};
use crate::i18n::{Words, date_time, number};
use crate::t;
use leptos::prelude::*;

pub(super) fn by_server(words: Words, api: &str, outcome: Outcome) -> AnyView {
    let (tone, title, text) = match outcome {
        Outcome::Found { index, size, commitment, witnessed } => {
            return found(words, api, (index, size), commitment, witnessed);
        }
        Outcome::Promised { by } => (
            Tone::Info,
            t!(words, "receipt-promised"),
            t!(words, "receipt-promised-text", by = date_time(words, by)),
        ),
        Outcome::Broken { by } => (
            Tone::Bad,
            t!(words, "receipt-broken"),
            t!(words, "receipt-broken-text", by = date_time(words, by)),
        ),
        Outcome::Missing => {
            (Tone::Warn, t!(words, "receipt-missing"), t!(words, "receipt-missing-text"))
        }
        Outcome::Unreadable => return ().into_any(),
    };
    view! { <Alert tone title live=true><p>{text}</p></Alert> }.into_any()
}

fn found(
    words: Words,
    api: &str,
    (index, size): (u64, u64),
    commitment: String,
    witnessed: Option<Witnessed>,
) -> AnyView {
    let shown = |value: u64| number(i64::try_from(value).unwrap_or(i64::MAX));
    let proof = Link::new(format!("{api}/proof/{commitment}"), t!(words, "receipt-proof"));
    let mut facts = vec![
        Fact::new(t!(words, "receipt-index"), shown(index)),
        Fact::new(t!(words, "receipt-size"), shown(size)),
        Fact::new(t!(words, "receipt-number"), view! { <code class="break">{commitment}</code> }),
    ];
    let quorum = witnessed.map(|Witnessed { signed, is_quorum }| {
        let names = match signed.is_empty() {
            true => t!(words, "receipt-witnesses-nobody"),
            false => signed.join(", "),
        };
        facts.push(Fact::new(t!(words, "receipt-witnesses"), names));
        match is_quorum {
            true => (Tone::Ok, t!(words, "receipt-quorum")),
            false => (Tone::Warn, t!(words, "receipt-quorum-missing")),
        }
    });
    let (tone, quorum) = quorum.map_or((Tone::Ok, None), |(tone, text)| (tone, Some(text)));
    view! {
        <Alert tone title=t!(words, "receipt-found") live=true>
            {quorum.map(|text| view! { <p>{text}</p> })}
            <p>{t!(words, "receipt-found-by-server")}</p>
            <Facts rows=facts/>
            <MoreLink link=proof/>
        </Alert>
    }
    .into_any()
}

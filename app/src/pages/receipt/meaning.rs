//! What a ticket proves and what it does not, and where observers look.

use crate::components::{Fact, Facts, Fold, Link, MoreLink, Prose, SectionHead};
use crate::i18n::Words;
use crate::t;
use leptos::prelude::*;
use voting::id::ElectionId;

pub(super) fn meaning(words: Words) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="proves">
            <SectionHead id="proves" title=t!(words, "receipt-proves")/>
            <Prose><ul>
                <li>{t!(words, "receipt-proves-taken")}</li>
                <li>{t!(words, "receipt-proves-kept")}</li>
            </ul></Prose>
        </section>
        <section class="stack" aria-labelledby="proves-not">
            <SectionHead id="proves-not" title=t!(words, "receipt-proves-not")/>
            <Prose><ul>
                <li>{t!(words, "receipt-not-how")}</li>
                <li>{t!(words, "receipt-not-last")}</li>
                <li>{t!(words, "receipt-not-counted")}</li>
            </ul></Prose>
        </section>
    }
    .into_any()
}

pub(super) fn details(words: Words, api: &str, election: &ElectionId, log_key: String) -> AnyView {
    let manifest = Link::new(format!("{api}/manifest.json"), t!(words, "receipt-manifest"));
    let head = Link::new(format!("/log/{election}/ballots/checkpoint"), t!(words, "receipt-head"));
    let facts = vec![
        Fact::new(
            t!(words, "receipt-election"),
            view! { <code class="break">{election.to_string()}</code> },
        ),
        Fact::new(t!(words, "receipt-log-key"), view! { <code class="break">{log_key}</code> }),
    ];
    view! {
        <Fold title=t!(words, "receipt-details")>
            <div class="stack">
                <p>{t!(words, "receipt-details-text")}</p>
                <Facts rows=facts/>
                <MoreLink link=manifest/>
                <MoreLink link=head/>
            </div>
        </Fold>
    }
    .into_any()
}

//! Every answer of the script, hidden until it shows one: so all words stay in one place.

use crate::components::{Alert, Fact, Facts, Tone};
use crate::i18n::Words;
use crate::t;
use leptos::prelude::*;

/// What the script can say; of witnesses only where the manifest requires them.
pub(super) fn answers(words: Words, has_witnesses: bool) -> AnyView {
    let checked = || (t!(words, "receipt-checked"), t!(words, "receipt-checked-text"));
    let ((witnessed, one), (unwitnessed, other)) = (checked(), checked());
    let parts = [
        ("checking", Tone::Info, t!(words, "receipt-checking"), t!(words, "receipt-checking-text")),
        ("checked", Tone::Ok, t!(words, "receipt-checked"), t!(words, "receipt-checked-text")),
        ("witnessed", Tone::Ok, witnessed, one),
        ("unwitnessed", Tone::Warn, unwitnessed, other),
        ("unsigned", Tone::Ok, t!(words, "receipt-unsigned"), t!(words, "receipt-unsigned-text")),
        ("missing", Tone::Warn, t!(words, "receipt-missing"), t!(words, "receipt-missing-text")),
        ("wrong", Tone::Bad, t!(words, "receipt-wrong"), t!(words, "receipt-wrong-text")),
        ("offline", Tone::Warn, t!(words, "receipt-offline"), t!(words, "receipt-offline-text")),
    ];
    let parts = parts
        .into_iter()
        .filter(|(answer, ..)| has_witnesses || !matches!(*answer, "witnessed" | "unwitnessed"));
    let parts = parts.map(|(answer, tone, title, text)| {
        let quorum = quorum(words, answer).map(|text| view! { <p>{text}</p> });
        view! {
            <div data-answer=answer hidden=true>
                <Alert tone title><p>{text}</p>{quorum}{values(words, answer)}</Alert>
            </div>
        }
    });
    parts.collect_view().into_any()
}

fn quorum(words: Words, answer: &str) -> Option<String> {
    match answer {
        "witnessed" => Some(t!(words, "receipt-quorum")),
        "unwitnessed" => Some(t!(words, "receipt-quorum-missing")),
        _ => None,
    }
}

fn values(words: Words, answer: &str) -> Option<AnyView> {
    let of_witnesses = matches!(answer, "witnessed" | "unwitnessed");
    if !of_witnesses && !matches!(answer, "checked" | "unsigned") {
        return None;
    }
    let slot = |name: &'static str| view! { <span data-value=name></span> };
    let mut facts = vec![
        Fact::new(t!(words, "receipt-index"), slot("index")),
        Fact::new(t!(words, "receipt-size"), slot("size")),
        Fact::new(
            t!(words, "receipt-number"),
            view! { <code class="break" data-value="number"></code> },
        ),
    ];
    if of_witnesses {
        facts.push(Fact::new(t!(words, "receipt-witnesses"), slot("witnesses")));
    }
    Some(view! { <Facts rows=facts/> }.into_any())
}

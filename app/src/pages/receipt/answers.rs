//! Every answer of the script, hidden until it shows one: so all words stay in one place.

use crate::components::{Alert, Fact, Facts, Tone};
use crate::i18n::Words;
use crate::t;
use leptos::prelude::*;

/// What the script can say.
pub(super) fn answers(words: Words) -> AnyView {
    let parts = [
        ("checking", Tone::Info, t!(words, "receipt-checking"), t!(words, "receipt-checking-text")),
        ("checked", Tone::Ok, t!(words, "receipt-checked"), t!(words, "receipt-checked-text")),
        ("unsigned", Tone::Ok, t!(words, "receipt-unsigned"), t!(words, "receipt-unsigned-text")),
        ("missing", Tone::Warn, t!(words, "receipt-missing"), t!(words, "receipt-missing-text")),
        ("wrong", Tone::Bad, t!(words, "receipt-wrong"), t!(words, "receipt-wrong-text")),
        ("offline", Tone::Warn, t!(words, "receipt-offline"), t!(words, "receipt-offline-text")),
    ];
    let parts = parts.map(|(answer, tone, title, text)| {
        view! {
            <div data-answer=answer hidden=true>
                <Alert tone title><p>{text}</p>{values(words, answer)}</Alert>
            </div>
        }
    });
    parts.collect_view().into_any()
}

fn values(words: Words, answer: &str) -> Option<AnyView> {
    if !matches!(answer, "checked" | "unsigned") {
        return None;
    }
    let slot = |name: &'static str| view! { <span data-value=name></span> };
    let facts = vec![
        Fact::new(t!(words, "receipt-index"), slot("index")),
        Fact::new(t!(words, "receipt-size"), slot("size")),
        Fact::new(
            t!(words, "receipt-number"),
            view! { <code class="break" data-value="number"></code> },
        ),
    ];
    Some(view! { <Facts rows=facts/> }.into_any())
}

//! Asking for the recovery code of another device.

use leptos::prelude::*;

use super::super::desk::Desk;
use super::super::machine::CodeEntry;
use super::head;
use crate::components::{Button, Look, TextField};

/// Id of the field, which the driver reads.
pub(in super::super) const FIELD: &str = "booth-code";

/// The field with what is wrong with the last entry.
pub(super) fn view(desk: Desk, entry: CodeEntry) -> AnyView {
    let error = match entry {
        CodeEntry::Empty => None,
        CodeEntry::Mistyped => Some(desk.word(|words| &words.enter_mistyped)),
        CodeEntry::Foreign => Some(desk.word(|words| &words.enter_foreign)),
    };
    let text = desk.word(|words| &words.enter_text);
    view! {
        <div class="wrap wrap-narrow">
            {head(desk, desk.word(|words| &words.enter), Some(text))}
            <form class="form" id="booth-recovery" novalidate>
                <TextField id=FIELD name="code" label=desk.word(|words| &words.enter_label)
                    hint=Some(desk.word(|words| &words.enter_hint)) error max=Some(60) />
                <div class="row">
                    <Button>{desk.word(|words| &words.enter_go)}</Button>
                    <Button kind="button" look=Look::Quiet name=Some("act".to_owned())
                        value=Some("back".to_owned())>{desk.word(|words| &words.back)}</Button>
                </div>
            </form>
        </div>
    }
    .into_any()
}

//! The ballot is not in: what happened, and what to do.

use leptos::prelude::*;

use super::super::desk::Desk;
use super::super::failure::Failure;
use super::super::machine::{Booth, Standing};
use super::head;
use crate::components::{Alert, Button, Glyph, LinkButton, Look, Tone};

/// The failure in words, and the ways on.
pub(super) fn view(desk: Desk, failure: Failure) -> AnyView {
    let [title, text] = desk.words.with_value(|words| words.failure(failure));
    let retry = failure.can_be_retried().then(|| {
        view! {
            <Button kind="button" name=Some("act".to_owned()) value=Some("retry".to_owned())>
                {desk.word(|words| &words.retry)}
            </Button>
        }
    });
    let find = (failure == Failure::LateUnanswered).then(|| {
        let href = desk.offer.with_value(|offer| offer.links.receipt.clone());
        view! {
            <LinkButton look=Look::Second icon=Some(Glyph::Search) href>
                {desk.word(|words| &words.find)}
            </LinkButton>
        }
    });
    let unknown = desk.booth.with(Booth::standing) == Standing::NotKnown;
    let tone = if unknown { Tone::Warn } else { Tone::Bad };
    let sign_in = (failure == Failure::SignIn).then(|| {
        let href = desk.offer.with_value(|offer| offer.links.sign_in.clone());
        view! { <LinkButton href>{desk.word(|words| &words.sign_in)}</LinkButton> }
    });
    view! {
        <div class="wrap wrap-narrow">
            {head(desk, title.clone(), None)}
            <div class="stack-l">
                <Alert tone title live=true><p>{text}</p></Alert>
                <div class="row">
                    {retry}
                    {sign_in}
                    {find}
                    <Button kind="button" look=Look::Quiet name=Some("act".to_owned())
                        value=Some("back".to_owned())>{desk.word(|words| &words.back)}</Button>
                </div>
            </div>
        </div>
    }
    .into_any()
}

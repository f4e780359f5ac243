//! The ballot is on its way.

use leptos::prelude::*;

use super::super::desk::Desk;
use super::super::machine::Work;
use super::head;

/// What happens now; the voter only waits.
pub(super) fn view(desk: Desk, work: Work) -> AnyView {
    let (title, text) = match work {
        Work::Sealing => {
            (desk.word(|words| &words.sealing), desk.word(|words| &words.sealing_text))
        }
        Work::Casting => {
            (desk.word(|words| &words.casting), desk.word(|words| &words.casting_text))
        }
        Work::Waiting(until) => {
            let time = desk.moment(until);
            let time = [("time", time.as_str())];
            let text = desk.phrase(|words| &words.waiting_text, &time);
            (desk.phrase(|words| &words.waiting, &time), text)
        }
    };
    view! {
        <div class="wrap wrap-narrow" aria-busy="true">{head(desk, title, Some(text))}</div>
    }
    .into_any()
}

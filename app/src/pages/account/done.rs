//! `GET /{lang}/sign-in/done`: the end of a sign-in in a second tab, beside a form that waits.

use crate::components::Empty;
use crate::t;
use crate::web::{Answer, Head, Visit};
use leptos::prelude::*;

pub(super) async fn show(visit: Visit) -> Answer {
    visit.person()?;
    let words = visit.words();
    let title = t!(words, "account-done-title");
    let text = t!(words, "account-done-text");
    let view = view! {
        <div class="wrap section">
            <h1 class="vh">{title.clone()}</h1>
            <Empty title=title.clone() text=text/>
        </div>
    };
    Ok(visit.page(Head::new(title).hidden_from_search(), view))
}

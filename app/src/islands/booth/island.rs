//! The island itself.

#![expect(missing_docs, reason = "the macro makes a struct that it does not document")]

use leptos::ev;
use leptos::prelude::*;

use super::desk::Desk;
use super::offer::Offer;
use super::words::Words;
use super::{drive, view};

/// The booth of one contest. On the server it renders the list; in the browser it wakes.
#[island]
pub fn Booth(
    /// Contest, projects, addresses.
    offer: Offer,
    /// Its texts.
    words: Words,
) -> impl IntoView {
    let desk = Desk::new(offer, words);
    Effect::new(move |_| drive::wake(desk));
    view! {
        <div
            on:change=move |event: ev::Event| drive::changed(desk, &event)
            on:click=move |event: ev::MouseEvent| drive::clicked(desk, &event)
            on:submit=move |event: ev::SubmitEvent| drive::submitted(desk, &event)
        >
            {view::booth(desk)}
        </div>
    }
}

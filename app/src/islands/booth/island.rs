//! The island itself.

#![expect(missing_docs, reason = "the macro makes a struct that it does not document")]

use leptos::ev;
use leptos::prelude::*;
use voting::json;

use super::desk::Desk;
use super::drive;

/// The booth of one contest. The server renders all that it can look like (`scene`, the children);
/// in the browser it wakes and shows the one that is true. So the module holds no views.
#[island]
pub fn Booth(
    /// Contest, projects, addresses: an [`Offer`](super::offer::Offer) as JSON. The module reads
    /// whatever it reads in one way, which keeps it small.
    offer: String,
    /// The list and the other states.
    children: Children,
) -> impl IntoView {
    let desk = if cfg!(feature = "hydrate") { wake(&offer) } else { None };
    let [changed, clicked, submitted] = [desk.clone(), desk.clone(), desk];
    view! {
        <div
            on:change=move |event: ev::Event| with(&changed, |desk| drive::changed(desk, &event))
            on:click=move |event: ev::MouseEvent| with(&clicked, |desk| drive::clicked(desk, &event))
            on:submit=move |event: ev::SubmitEvent| {
                with(&submitted, |desk| drive::submitted(desk, &event));
            }
        >
            {children()}
        </div>
    }
}

/// `None` cannot happen: the same build wrote the offer. The boxes stay shut then.
fn wake(offer: &str) -> Option<Desk> {
    let desk = Desk::new(json::parse(offer.as_bytes()).ok()?);
    drive::wake(desk.clone());
    Some(desk)
}

fn with(desk: &Option<Desk>, act: impl FnOnce(&Desk)) {
    if let Some(desk) = desk {
        act(desk);
    }
}

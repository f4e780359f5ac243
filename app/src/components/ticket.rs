//! The receipt of a cast ballot.

use leptos::prelude::*;

use super::{Fact, Facts};

/// The voter's ticket: code, QR, time, place in the log; never a choice.
///
/// The QR code comes as children: an `<svg>` with `role="img"` and an `aria-label`.
#[component]
pub fn Ticket(
    /// Id of its heading.
    #[prop(into)]
    id: String,
    /// "Your ticket".
    #[prop(into)]
    title: String,
    /// That it does not tell how you voted.
    #[prop(into)]
    note: String,
    /// "Ticket number".
    #[prop(into)]
    code_label: String,
    /// The code, in groups.
    #[prop(into)]
    code: String,
    /// When, where in the log, which season.
    facts: Vec<Fact>,
    /// The QR code.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let labelled = id.clone();
    let class = if children.is_some() { "ticket-body has-qr" } else { "ticket-body" };
    view! {
        <section class="ticket" aria-labelledby=labelled>
            <div class="ticket-head">
                <h2 class="title-xl" id=id>{title}</h2>
                <p class="small">{note}</p>
            </div>
            <div class=class>
                {children.map(|children| view! { <div class="qr">{children()}</div> })}
                <div class="stack">
                    <div>
                        <p class="small mute">{code_label}</p>
                        <p class="code">{code}</p>
                    </div>
                    <Facts rows=facts />
                </div>
            </div>
        </section>
    }
    .into_any()
}

//! People in a list, each with what is known of them and what can be done.

use leptos::prelude::*;

/// Somebody in a list.
pub struct Somebody {
    /// Full name.
    pub name: String,
    /// A sentence about them.
    pub hint: String,
    /// Numbers and dates; empty: nothing.
    pub note: String,
    /// A button.
    pub act: Option<AnyView>,
}

/// Names in bold, hairlines between people.
#[component]
pub fn People(
    /// Everybody.
    people: Vec<Somebody>,
) -> impl IntoView {
    let rows = people.into_iter().map(|Somebody { name, hint, note, act }| {
        let note = (!note.is_empty()).then(|| view! { <p class="small mute">{note}</p> });
        view! {
            <li>
                <div><p><b>{name}</b></p><p class="small">{hint}</p>{note}</div>
                {act}
            </li>
        }
    });
    view! { <ul class="people" role="list">{rows.collect_view()}</ul> }.into_any()
}

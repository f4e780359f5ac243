//! The queue of a desk: a dense table whose rows are cards on a phone.

use leptos::prelude::*;

use super::{Badge, Link, Tone};

/// One case in the queue.
pub struct QueueRow {
    /// Value of its box.
    pub id: String,
    /// The case.
    pub link: Link,
    /// Number and date.
    pub note: String,
    /// Place, and category under it.
    pub place: (String, String),
    /// The sum and, on a phone, its unit.
    pub amount: (String, String),
    /// The deadline in words.
    pub due: String,
    /// The deadline is today or over.
    pub late: bool,
    /// What the machine found.
    pub flags: Vec<(Tone, String)>,
    /// Where the case stands.
    pub state: String,
    /// Chosen for a bulk act.
    pub chosen: bool,
}

/// Words of the queue's head, in the order of its columns.
pub struct QueueHead {
    /// The table's caption.
    pub caption: String,
    /// "Choose": before the title of the case, for screen readers; none: cases are not chosen.
    pub choose: Option<String>,
    /// Case, place, sum, deadline, checks, state.
    pub columns: [String; 6],
    /// "Open": the button of a card.
    pub open: String,
}

/// The table inside a form; boxes are named `case`.
#[component]
pub fn Queue(
    /// Words.
    head: QueueHead,
    /// Cases.
    rows: Vec<QueueRow>,
) -> impl IntoView {
    let [case, place, sum, due, checks, state] = head.columns;
    let (choose, open) = (head.choose, head.open);
    let body = rows.into_iter().map(|row| one(row, choose.as_deref(), &open)).collect_view();
    let class = if choose.is_some() { "tbl queue" } else { "tbl queue queue-plain" };
    let choose_head =
        choose.map(|choose| view! { <th scope="col"><span class="vh">{choose}</span></th> });
    view! {
        <table class=class>
            <caption class="vh">{head.caption}</caption>
            <thead>
                <tr>
                    {choose_head}
                    <th scope="col">{case}</th>
                    <th scope="col">{place}</th>
                    <th scope="col" class="num">{sum}</th>
                    <th scope="col">{due}</th>
                    <th scope="col">{checks}</th>
                    <th scope="col">{state}</th>
                    <th scope="col" class="q-open"><span class="vh">{open}</span></th>
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}

fn one(row: QueueRow, choose: Option<&str>, open: &str) -> impl IntoView + use<> {
    let flags =
        row.flags.into_iter().map(|(tone, text)| view! { <Badge tone text /> }).collect_view();
    let tick =
        choose.map(|choose| tick(format!("{choose}: {}", row.link.text), row.id, row.chosen));
    let which = format!(": {}", row.link.text);
    let (place, category) = row.place;
    let (amount, unit) = row.amount;
    view! {
        <tr>
            {tick}
            <th scope="row" class="q-title">
                <a href=row.link.href.clone()>{row.link.text}</a>
                <span>{row.note}</span>
            </th>
            <td class="q-place">{place}" "<span>{category}</span></td>
            <td class="q-sum num">{amount}<span class="q-unit">{format!("\u{a0}{unit}")}</span></td>
            <td class="q-due"><span class=row.late.then_some("late")>{row.due}</span></td>
            <td class="q-flags"><span class="flags">{flags}</span></td>
            <td class="q-state"><Badge text=row.state outlined=true /></td>
            <td class="q-open">
                <a class="btn second sm" href=row.link.href>{open.to_owned()}<span class="vh">{which}</span></a>
            </td>
        </tr>
    }
    .into_any()
}

fn tick(spoken: String, id: String, chosen: bool) -> impl IntoView {
    view! {
        <td class="q-tick">
            <label>
                <span class="vh">{spoken}</span>
                <input class="box" type="checkbox" name="case" value=id checked=chosen />
            </label>
        </td>
    }
}

//! Projects in lists.

use leptos::prelude::*;

use super::{Bar, Glyph, Icon, Link, Picture, Sum, Tile};

/// A list of projects; [`ProjectRow`]s are its children.
#[component]
pub fn ProjectList(
    /// Rows.
    children: Children,
) -> impl IntoView {
    view! { <ul class="plist" role="list">{children()}</ul> }.into_any()
}

/// A project as a row; the whole row leads to it.
#[component]
pub fn ProjectRow(
    /// The project.
    link: Link,
    /// The category's sign.
    glyph: Glyph,
    /// The category's word; empty where none was chosen yet.
    #[prop(into)]
    category: String,
    /// Place, number, how many comments.
    meta: Vec<String>,
    /// Photograph.
    #[prop(default = None, into)]
    picture: Option<Picture>,
    /// The sum, digits grouped.
    #[prop(into)]
    amount: String,
    /// The unit's word.
    #[prop(into)]
    unit: String,
    /// Share of the envelope in words, or another note under the sum.
    #[prop(default = None, into)]
    share: Option<String>,
    /// The language that the title is written in, where it may be another than the page's.
    #[prop(default = None, into)]
    lang: Option<String>,
    /// A sentence under all: why it was refused.
    #[prop(default = None, into)]
    note: Option<String>,
    /// A badge.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let meta = meta.into_iter().map(|text| view! { <span>{text}</span> }).collect_view();
    let category =
        (!category.is_empty()).then(|| view! { <span class="cat"><Icon glyph />{category}</span> });
    view! {
        <li class="prow">
            <article>
                <Tile picture glyph />
                <div class="body">
                    {category}
                    <h3><a class="cover" href=link.href lang=lang>{link.text}</a></h3>
                    <p class="meta">{meta}{children.map(|children| children())}</p>
                    {note.map(|note| view! { <p class="small">{note}</p> })}
                </div>
                <div class="cost">
                    <Sum amount unit />
                    {share.map(|share| view! { <span class="share">{share}</span> })}
                </div>
            </article>
        </li>
    }
    .into_any()
}

/// Pictures of what earlier votes built; [`BuiltCard`]s are its children.
#[component]
pub fn BuiltList(
    /// Cards.
    children: Children,
) -> impl IntoView {
    view! { <ul class="built" role="list">{children()}</ul> }.into_any()
}

/// A funded project with how far it is.
#[component]
pub fn BuiltCard(
    /// The project.
    link: Link,
    /// The category's sign.
    glyph: Glyph,
    /// Category and place in words.
    #[prop(into)]
    category: String,
    /// Photograph.
    #[prop(default = None, into)]
    picture: Option<Picture>,
    /// The sum, digits grouped.
    #[prop(into)]
    amount: String,
    /// The unit's word.
    #[prop(into)]
    unit: String,
    /// How much of the work is done, per mille; none where nobody reports it.
    #[prop(default = None, into)]
    done: Option<u16>,
    /// Votes, a date or a delay in words.
    #[prop(into)]
    when: String,
    /// The badge of its state.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <Tile picture glyph />
            <span class="cat"><Icon glyph />{category}</span>
            <h3><a class="cover" href=link.href>{link.text}</a></h3>
            <Sum amount unit />
            <div class="meter">
                {done.map(|done| view! { <Bar parts=vec![done] /> })}
                <p class="cap">{children()}<span>{when}</span></p>
            </div>
        </li>
    }
    .into_any()
}

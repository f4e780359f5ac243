//! What somebody said about a project.

use leptos::prelude::*;

/// The author's answer under a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Who answers.
    pub who: String,
    /// What.
    pub text: String,
}

/// A comment, in the language it was written in.
#[component]
pub fn Said(
    /// One or two letters on the tile.
    #[prop(into)]
    initials: String,
    /// Who.
    #[prop(into)]
    author: String,
    /// Where and when.
    #[prop(into)]
    meta: String,
    /// What.
    #[prop(into)]
    text: String,
    /// Language tag where it is not the page's: `uz-Cyrl`.
    #[prop(default = None, into)]
    lang: Option<String>,
    /// An answer.
    #[prop(default = None, into)]
    reply: Option<Reply>,
) -> impl IntoView {
    let reply = reply.map(|reply| {
        view! {
            <div class="reply">
                <p class="small"><b>{reply.who}</b></p>
                <p>{reply.text}</p>
            </div>
        }
    });
    view! {
        <article class="said">
            <span class="av tile" aria-hidden="true">{initials}</span>
            <p><b>{author}</b>" "<span class="mute small">{meta}</span></p>
            <p lang=lang>{text}</p>
            {reply}
        </article>
    }
    .into_any()
}

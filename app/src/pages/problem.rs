//! The page of everything that went wrong: what happened, and what to do.

use crate::components::{Empty, LinkButton};
use crate::i18n::Words;
use crate::t;
use crate::web::{Problem, Visit};
use leptos::prelude::*;

/// The page's title.
pub(crate) fn title(words: Words, problem: Problem) -> String {
    match problem {
        Problem::NotFound => t!(words, "problem-not-found-title"),
        Problem::Method => t!(words, "problem-method-title"),
        Problem::TooLarge => t!(words, "problem-too-large-title"),
        Problem::Unavailable => t!(words, "problem-unavailable-title"),
        Problem::Internal => t!(words, "problem-internal-title"),
    }
}

fn text(words: Words, problem: Problem) -> String {
    match problem {
        Problem::NotFound => t!(words, "problem-not-found-text"),
        Problem::Method => t!(words, "problem-method-text"),
        Problem::TooLarge => t!(words, "problem-too-large-text"),
        Problem::Unavailable => t!(words, "problem-unavailable-text"),
        Problem::Internal => t!(words, "problem-internal-text"),
    }
}

/// The page itself.
pub(crate) fn view(visit: &Visit, problem: Problem) -> impl IntoView + use<> {
    let words = visit.words();
    let home = visit.to("/");
    view! {
        <div class="wrap section">
            <h1 class="vh">{title(words, problem)}</h1>
            <Empty title=title(words, problem) text=text(words, problem)>
                <LinkButton href=home>{t!(words, "problem-home")}</LinkButton>
            </Empty>
        </div>
    }
}

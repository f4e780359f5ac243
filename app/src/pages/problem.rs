//! The page of everything that went wrong: what happened, and what to do.

use crate::components::{Button, Empty, LinkButton, Look};
use crate::i18n::Words;
use crate::t;
use crate::web::{KeptForm, Problem, SignInFailure, Visit};
use leptos::prelude::*;

/// The page's title.
pub(crate) fn title(words: Words, problem: Problem) -> String {
    match problem {
        Problem::NotFound => t!(words, "problem-not-found-title"),
        Problem::Method => t!(words, "problem-method-title"),
        Problem::SignInNeeded => t!(words, "problem-sign-in-needed-title"),
        Problem::FreshSignInNeeded => t!(words, "problem-fresh-needed-title"),
        Problem::Forbidden => t!(words, "problem-forbidden-title"),
        Problem::CrossSite => t!(words, "problem-cross-site-title"),
        Problem::SignIn(failure) => failed_title(words, failure),
        Problem::Malformed => t!(words, "problem-malformed-title"),
        Problem::TooLarge => t!(words, "problem-too-large-title"),
        Problem::TooMany { .. } => t!(words, "problem-too-many-title"),
        Problem::Unavailable => t!(words, "problem-unavailable-title"),
        Problem::Internal => t!(words, "problem-internal-title"),
    }
}

fn text(words: Words, problem: Problem) -> String {
    match problem {
        Problem::NotFound => t!(words, "problem-not-found-text"),
        Problem::Method => t!(words, "problem-method-text"),
        Problem::SignInNeeded => t!(words, "problem-sign-in-needed-text"),
        Problem::FreshSignInNeeded => t!(words, "problem-fresh-needed-text"),
        Problem::Forbidden => t!(words, "problem-forbidden-text"),
        Problem::CrossSite => t!(words, "problem-cross-site-text"),
        Problem::SignIn(failure) => failed_text(words, failure),
        Problem::Malformed => t!(words, "problem-malformed-text"),
        Problem::TooLarge => t!(words, "problem-too-large-text"),
        Problem::TooMany { seconds } => {
            t!(words, "problem-too-many-text", seconds = i64::from(seconds))
        }
        Problem::Unavailable => t!(words, "problem-unavailable-text"),
        Problem::Internal => t!(words, "problem-internal-text"),
    }
}

fn failed_title(words: Words, failure: SignInFailure) -> String {
    match failure {
        SignInFailure::Cancelled => t!(words, "problem-cancelled-title"),
        SignInFailure::Expired => t!(words, "problem-expired-title"),
        SignInFailure::OtherBrowser => t!(words, "problem-other-browser-title"),
        SignInFailure::Unreachable => t!(words, "problem-provider-down-title"),
        SignInFailure::Refused => t!(words, "problem-refused-title"),
        SignInFailure::NotFresh => t!(words, "problem-not-fresh-title"),
        SignInFailure::NoNumber => t!(words, "problem-no-number-title"),
        SignInFailure::OtherIdentity => t!(words, "problem-other-identity-title"),
    }
}

fn failed_text(words: Words, failure: SignInFailure) -> String {
    match failure {
        SignInFailure::Cancelled => t!(words, "problem-cancelled-text"),
        SignInFailure::Expired => t!(words, "problem-expired-text"),
        SignInFailure::OtherBrowser => t!(words, "problem-other-browser-text"),
        SignInFailure::Unreachable => t!(words, "problem-provider-down-text"),
        SignInFailure::Refused => t!(words, "problem-refused-text"),
        SignInFailure::NotFresh => t!(words, "problem-not-fresh-text"),
        SignInFailure::NoNumber => t!(words, "problem-no-number-text"),
        SignInFailure::OtherIdentity => t!(words, "problem-other-identity-text"),
    }
}

/// The page itself; `kept` is the form that was posted.
pub(crate) fn view(
    visit: &Visit,
    problem: Problem,
    kept: Option<KeptForm>,
) -> impl IntoView + use<> {
    let words = visit.words();
    let kept = kept.filter(|kept| !kept.fields.is_empty());
    let action = match (problem, kept) {
        (Problem::SignInNeeded, Some(kept)) => kept_form(visit, kept, false),
        (Problem::FreshSignInNeeded, Some(kept)) => kept_form(visit, kept, true),
        (Problem::TooMany { .. } | Problem::Unavailable, Some(kept)) => send_again(words, kept),
        (Problem::SignInNeeded, None) => sign_in(visit, false),
        (Problem::FreshSignInNeeded, None) => sign_in(visit, true),
        (Problem::SignIn(_), _) => {
            let again = visit.to("/sign-in");
            view! { <LinkButton href=again>{t!(words, "problem-sign-in-again")}</LinkButton> }
                .into_any()
        }
        _ => {
            let home = visit.to("/");
            view! { <LinkButton href=home>{t!(words, "problem-home")}</LinkButton> }.into_any()
        }
    };
    view! {
        <div class="wrap section">
            <h1 class="vh">{title(words, problem)}</h1>
            <Empty title=title(words, problem) text=text(words, problem)>{action}</Empty>
        </div>
    }
}

/// Signs in and comes back to this page.
fn sign_in(visit: &Visit, fresh: bool) -> AnyView {
    let words = visit.words();
    view! {
        <form method="post" action=visit.to("/sign-in")>
            <input type="hidden" name="to" value=visit.address.clone()/>
            {fresh.then(|| view! { <input type="hidden" name="fresh" value="1"/> })}
            <Button>{t!(words, "site-sign-in")}</Button>
        </form>
    }
    .into_any()
}

/// Signs in in a second tab; this one keeps what was typed and sends it again.
fn kept_form(visit: &Visit, kept: KeptForm, fresh: bool) -> AnyView {
    let words = visit.words();
    view! {
        <p>{t!(words, "problem-kept-text")}</p>
        <form method="post" action=visit.to("/sign-in") target="_blank">
            <input type="hidden" name="to" value=visit.to("/sign-in/done")/>
            {fresh.then(|| view! { <input type="hidden" name="fresh" value="1"/> })}
            <Button>{t!(words, "problem-kept-sign-in")}</Button>
        </form>
        {post_again(kept, t!(words, "problem-kept-send"), Look::Second)}
    }
    .into_any()
}

/// What was typed waits on this page until it can be sent.
fn send_again(words: Words, kept: KeptForm) -> AnyView {
    view! {
        <p>{t!(words, "problem-again-text")}</p>
        {post_again(kept, t!(words, "problem-again-send"), Look::Primary)}
    }
    .into_any()
}

/// Hidden inputs keep line ends, and their values are escaped as attributes; leptos does not
/// escape the text of a textarea.
fn post_again(kept: KeptForm, button: String, look: Look) -> AnyView {
    let fields = kept
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form method="post" action=kept.action>
            {fields.collect_view()}
            <Button look>{button}</Button>
        </form>
    }
    .into_any()
}

//! Summary, the way of the ballot, failures, and the form for a recovery code.

use leptos::prelude::*;

use super::super::failure::Failure;
use super::super::fragment::{CODE_FIELD, STAGE_HEADING};
use super::super::machine::CodeEntry;
use super::super::offer::Offer;
use super::{Scene, head};
use crate::components::{
    Alert, Button, CastState, Column, Glyph, LinkButton, Look, Table, TextField, Till, Tone,
};
use crate::i18n::Words;
use crate::t;

/// What, where and cost; then the one explicit cast. The browser fills the table's body.
pub(super) fn summary(scene: &Scene) -> AnyView {
    let words = scene.words;
    let columns =
        vec![Column::words(t!(words, "booth-project")), Column::figures(t!(words, "booth-cost"))];
    let foot = vec![t!(words, "booth-total").into_any(), "{total}".into_any()];
    let caption = t!(words, "booth-summary");
    let chosen = view! {
        <Table id="booth-chosen" caption quiet=true columns rows=Vec::new() foot=Some(foot) />
    };
    before_cast(scene, chosen.into_any())
}

/// The summary of a ballot that chooses nothing.
pub(super) fn blank(scene: &Scene) -> AnyView {
    let text = t!(scene.words, "booth-blank");
    before_cast(scene, view! { <p class="say">{text}</p> }.into_any())
}

/// The state stays in sight beside the button, however long the list is.
fn before_cast(scene: &Scene, chosen: AnyView) -> AnyView {
    let words = scene.words;
    let text = t!(words, "booth-not-yet-text", closes = scene.closes.as_str());
    view! {
        <div class="wrap wrap-narrow">
            <div class="pagehead">
                <h1 id=STAGE_HEADING tabindex="-1">{t!(words, "booth-summary")}</h1>
            </div>
            <div class="stack-l">
                {chosen}
                <Alert tone=Tone::Warn title=t!(words, "booth-not-yet")><p>{text}</p></Alert>
                <div class="row">{back(words)}</div>
            </div>
        </div>
        <Till id="booth-total" cast=CastState::Not state="" money=().into_any()>
            <Button kind="button" icon=Some(Glyph::Seal) name=Some("act".to_owned())
                value=Some("cast".to_owned())>{t!(words, "booth-cast")}</Button>
        </Till>
    }
    .into_any()
}

/// One row of the summary.
pub(super) fn row(words: Words) -> AnyView {
    view! {
        <tr>
            <th scope="row">
                <span>"{title}"</span>
                <p class="small mute">"{category}"</p>
                <button class="btn quiet sm" type="button" name="remove" value="{position}">
                    {t!(words, "booth-remove")}<span class="vh">": {title}"</span>
                </button>
            </th>
            <td class="num">"{cost}"</td>
        </tr>
    }
    .into_any()
}

/// Manifest, credential, seal.
pub(super) fn sealing(words: Words) -> AnyView {
    working(t!(words, "booth-sealing"), t!(words, "booth-sealing-text"))
}

/// Ballot and answer.
pub(super) fn casting(words: Words) -> AnyView {
    working(t!(words, "booth-casting"), t!(words, "booth-casting-text"))
}

/// A recovered device waits for its slot.
pub(super) fn waiting(words: Words) -> AnyView {
    let text = t!(words, "booth-waiting-text", time = "{time}");
    working(t!(words, "booth-waiting", time = "{time}"), text)
}

/// The voter only waits.
fn working(title: String, text: String) -> AnyView {
    view! { <div class="wrap wrap-narrow" aria-busy="true">{head(title, Some(text))}</div> }
        .into_any()
}

/// Asks for the recovery code of another device, with what is wrong with the last entry.
pub(super) fn code(scene: &Scene, entry: CodeEntry) -> AnyView {
    let words = scene.words;
    let roll = scene.roll.clone();
    let error = match entry {
        CodeEntry::Empty => None,
        CodeEntry::Mistyped => Some(t!(words, "booth-enter-mistyped")),
        CodeEntry::Foreign => Some(t!(words, "booth-enter-foreign")),
    };
    let value = Some("{typed}".to_owned());
    let hint = Some(t!(words, "booth-enter-hint"));
    view! {
        <div class="wrap wrap-narrow">
            {head(t!(words, "booth-enter"), Some(t!(words, "booth-enter-text")))}
            <form class="form" id="booth-recovery" novalidate>
                <TextField id=CODE_FIELD name="code" label=t!(words, "booth-enter-label")
                    hint value error max=Some(60) />
                <div class="row">
                    <Button>{t!(words, "booth-enter-go")}</Button>
                    {back(words)}
                </div>
            </form>
            <div class="section">
                <Alert title=t!(words, "booth-not-me")>
                    <p>{t!(words, "booth-not-me-text")}</p>
                    <p><a href=roll>{t!(words, "booth-not-me-roll")}</a></p>
                </Alert>
            </div>
        </div>
    }
    .into_any()
}

/// The ballot is not in, or nobody knows: what happened, and the ways on.
pub(super) fn failed(scene: &Scene, offer: &Offer, failure: Failure) -> AnyView {
    let words = scene.words;
    let [title, text] = failure_words(words, failure);
    let tone = if failure.leaves_doubt() { Tone::Warn } else { Tone::Bad };
    let retry = failure.can_be_retried().then(|| {
        view! {
            <Button kind="button" name=Some("act".to_owned()) value=Some("retry".to_owned())>
                {t!(words, "booth-retry")}
            </Button>
        }
    });
    let sign_in = (failure == Failure::SignIn).then(|| {
        let href = scene.sign_in.clone();
        view! { <LinkButton href>{t!(words, "booth-sign-in")}</LinkButton> }
    });
    let find = (failure == Failure::LateUnanswered).then(|| {
        let href = offer.links.receipt.clone();
        view! {
            <LinkButton look=Look::Second icon=Some(Glyph::Search) href>
                {t!(words, "booth-find")}
            </LinkButton>
        }
    });
    view! {
        <div class="wrap wrap-narrow">
            {head(title.clone(), None)}
            <div class="stack-l">
                <Alert tone title live=true><p>{text}</p></Alert>
                <div class="row">{retry}{sign_in}{find}{back(words)}</div>
            </div>
        </div>
    }
    .into_any()
}

fn back(words: Words) -> impl IntoView {
    view! {
        <Button kind="button" look=Look::Quiet name=Some("act".to_owned())
            value=Some("back".to_owned())>{t!(words, "booth-back")}</Button>
    }
}

fn failure_words(words: Words, failure: Failure) -> [String; 2] {
    match failure {
        Failure::Unreachable => {
            [t!(words, "booth-failed-unreachable"), t!(words, "booth-failed-unreachable-text")]
        }
        Failure::Unanswered => {
            [t!(words, "booth-failed-unanswered"), t!(words, "booth-failed-unanswered-text")]
        }
        Failure::Mismatch => {
            [t!(words, "booth-failed-mismatch"), t!(words, "booth-failed-mismatch-text")]
        }
        Failure::SignIn => {
            [t!(words, "booth-failed-sign-in"), t!(words, "booth-failed-sign-in-text")]
        }
        Failure::NotEligible => {
            [t!(words, "booth-failed-not-eligible"), t!(words, "booth-failed-not-eligible-text")]
        }
        Failure::ElsewhereKey => {
            [t!(words, "booth-failed-elsewhere"), t!(words, "booth-failed-elsewhere-text")]
        }
        Failure::NotOpen => {
            [t!(words, "booth-failed-not-open"), t!(words, "booth-failed-not-open-text")]
        }
        Failure::Closed => {
            [t!(words, "booth-failed-closed"), t!(words, "booth-failed-closed-text")]
        }
        Failure::NoTime => {
            [t!(words, "booth-failed-no-time"), t!(words, "booth-failed-no-time-text")]
        }
        Failure::WrongAnswer => {
            [t!(words, "booth-failed-wrong-answer"), t!(words, "booth-failed-wrong-answer-text")]
        }
        Failure::Refused => {
            [t!(words, "booth-failed-refused"), t!(words, "booth-failed-refused-text")]
        }
        Failure::Doubtful => {
            [t!(words, "booth-failed-doubtful"), t!(words, "booth-failed-doubtful-text")]
        }
        Failure::LateUnanswered => [
            t!(words, "booth-failed-late-unanswered"),
            t!(words, "booth-failed-late-unanswered-text"),
        ],
        Failure::Storage => {
            [t!(words, "booth-failed-storage"), t!(words, "booth-failed-storage-text")]
        }
    }
}

//! What can be done with a file, and by whom.

use super::Case;
use crate::components::{Alert, Button, Look, Tone};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::PersonId;
use store::budgets::FileState;

/// What can be done with the file, by whom; otherwise why nothing can.
pub(super) fn decision(visit: &Visit, case: &Case, me: PersonId) -> AnyView {
    let words = visit.words();
    let own = case.file.uploaded_by == me;
    let public = visit.to(&format!("/budgets/{}/{}", case.file.budget.year, case.territory.code));
    match case.file.state {
        FileState::Kept if case.before.as_ref().is_some_and(|(_, changes)| changes.is_empty()) => {
            view! {
                <Alert tone=Tone::Warn title=t!(words, "budgets-nothing-new")>
                    <p>{t!(words, "budgets-nothing-new-text")}</p>
                </Alert>
            }
            .into_any()
        }
        FileState::Kept => ask(
            t!(words, "budgets-kept"),
            t!(words, "budgets-kept-text"),
            vec![("propose", Look::Primary, t!(words, "budgets-propose"))],
        ),
        FileState::Waiting(_) if own => ask(
            t!(words, "budgets-waiting-own"),
            t!(words, "budgets-waiting-own-text"),
            vec![("withdraw", Look::Second, t!(words, "budgets-withdraw"))],
        ),
        FileState::Waiting(_) => ask(
            t!(words, "budgets-waiting", name = case.file.uploader.clone()),
            t!(words, "budgets-waiting-text"),
            vec![
                ("confirm", Look::Primary, t!(words, "budgets-confirm")),
                ("decline", Look::Second, t!(words, "budgets-decline")),
            ],
        ),
        FileState::Ended(_) => view! { <Alert title=t!(words, "budgets-ended")/> }.into_any(),
        FileState::Published(number) => {
            let href = format!("{public}/{number}");
            view! {
                <Alert tone=Tone::Ok title=t!(words, "budgets-is-public", number = number)>
                    <p><a href=href>{t!(words, "budgets-to-public")}</a></p>
                </Alert>
            }
            .into_any()
        }
    }
}

fn ask(title: String, text: String, acts: Vec<(&'static str, Look, String)>) -> AnyView {
    let buttons = acts.into_iter().map(|(act, look, text)| {
        view! { <Button look name="do".to_owned() value=act.to_owned()>{text}</Button> }
    });
    view! {
        <Alert tone=Tone::Info title>
            <p>{text}</p>
            <form method="post" class="row money-ask">{buttons.collect_view()}</form>
        </Alert>
    }
    .into_any()
}

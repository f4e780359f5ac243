//! `/{lang}/officials`: who holds which role; administrators grant and revoke.

mod change;
mod view;

use crate::pages::office::FRESH_SECONDS;
use crate::t;
use crate::web::{Answer, Head, Visit};
use axum::extract::Form;
use axum::response::{IntoResponse as _, Redirect};
use change::{Change, Mistakes, grant, revoke};
use http::StatusCode;
use store::roles::Role;
use view::Row;

pub(super) async fn show(visit: Visit) -> Answer {
    page(&visit, Change::default(), Mistakes::default(), StatusCode::OK).await
}

pub(super) async fn change(visit: Visit, Form(change): Form<Change>) -> Answer {
    let me = visit.official(Role::Administrator, None).await?.person;
    visit.fresh(FRESH_SECONDS)?;
    let done = match change.revoke {
        Some(person) => revoke(&visit, me, person, &change).await?,
        None => grant(&visit, me, &change).await?,
    };
    match done {
        Ok(()) => Ok(Redirect::to(&visit.to("/officials")).into_response()),
        // The number of a person is not sent back to the browser; all else is kept.
        Err(mistakes) => page(&visit, change, mistakes, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

async fn page(visit: &Visit, typed: Change, wrong: Mistakes, status: StatusCode) -> Answer {
    visit.official(Role::Administrator, None).await?;
    let (words, store) = (visit.words(), &visit.site.store);
    let mut rows = Vec::new();
    for official in store.officials().await? {
        let (place, code) = match official.held.territory {
            Some(id) => {
                let territory = store.territory(id).await?;
                (territory.names.text(visit.lang.code()).to_owned(), territory.code)
            }
            None => (t!(words, "account-everywhere"), String::new()),
        };
        rows.push(Row { official, place, code });
    }
    let head = Head::new(t!(words, "staff-officials")).hidden_from_search();
    let mut response = visit.page(head, view::view(words, rows, typed, wrong));
    *response.status_mut() = status;
    Ok(response)
}

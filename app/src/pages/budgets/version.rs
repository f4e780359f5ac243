//! `GET /{lang}/budgets/{year}/{code}/{version}`: one version of a budget, for good.

use super::show::page;
use super::statement::Statement;
use crate::web::{Answer, Asked, Visit};
use axum::extract::Path;

pub(super) async fn show(
    visit: Visit,
    Path((_, year, code, version)): Path<(String, String, String, String)>,
    asked: Asked,
) -> Answer {
    let statement = Statement::load(&visit, &year, &code, Some(&version)).await?;
    Ok(page(&visit, statement, &asked))
}

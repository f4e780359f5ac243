//! `GET /api/v1/budgets`: every version of every budget.

use super::answer::{Answer, FOR_MINUTES};
use super::document::Summary;
use crate::routes::problem::ProblemJson;
use app::web::Site;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use serde::Serialize;

/// What is answered.
#[derive(Serialize)]
struct List {
    budgets: Vec<Summary>,
}

pub(super) async fn show(
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Response, ProblemJson> {
    let mut budgets = Vec::new();
    for newest in site.store.budgets().await? {
        let territory = site.store.territory(newest.territory).await?;
        for version in site.store.budget_versions(newest.budget()).await? {
            budgets.push(Summary::of(&version, &territory));
        }
    }
    let body = serde_json::to_vec(&List { budgets }).map_err(ProblemJson::unwritten)?;
    let kind = "application/json";
    Ok(Answer { body, kind, caching: FOR_MINUTES, name: None }.to(&headers))
}

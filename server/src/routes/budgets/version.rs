//! `GET /api/v1/budgets/{year}/{code}/{version}/{file}`: `budget.json`, `lines.csv`, `source.csv`.

use super::answer::{Answer, FOR_GOOD, FOR_MINUTES};
use super::csv;
use super::document::{Document, Summary};
use crate::routes::problem::ProblemJson;
use app::web::Site;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use store::budgets::{Budget, Version};
use store::territories::Territory;

pub(super) async fn show(
    State(site): State<Site>,
    Path((year, code, version, file)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, ProblemJson> {
    let year = year.parse().map_err(|_| unknown())?;
    let territory = site.store.territory_by_code(&code).await?;
    let versions = site.store.budget_versions(Budget { year, territory: territory.id }).await?;
    let found = versions.into_iter().find(|it| it.version.to_string() == version);
    let version = found.ok_or_else(unknown)?;
    let answer = match file.as_str() {
        "budget.json" => json(&site, &version, &territory).await?,
        "lines.csv" => lines(&site, &version, &territory).await?,
        "source.csv" => source(&site, &version, &territory).await?,
        _ => return Err(unknown()),
    };
    Ok(answer.to(&headers))
}

async fn json(
    site: &Site,
    version: &Version,
    territory: &Territory,
) -> Result<Answer, ProblemJson> {
    let lines = site.store.budget_lines(version.file).await?;
    let places = site.store.budget_territories(version.file).await?;
    let document = Document::of(Summary::of(version, territory), &lines, &places);
    let body = serde_json::to_vec(&document).map_err(ProblemJson::unwritten)?;
    Ok(Answer { body, kind: "application/json", caching: FOR_MINUTES, name: None })
}

async fn lines(
    site: &Site,
    version: &Version,
    territory: &Territory,
) -> Result<Answer, ProblemJson> {
    let lines = site.store.budget_lines(version.file).await?;
    let places = site.store.budget_territories(version.file).await?;
    let body = csv::write(&lines, &places).into_bytes();
    Ok(file(body, name(version, territory, "lines")))
}

async fn source(
    site: &Site,
    version: &Version,
    territory: &Territory,
) -> Result<Answer, ProblemJson> {
    let body = site.store.budget_source(version.file).await?;
    Ok(file(body, name(version, territory, "source")))
}

fn file(body: Vec<u8>, name: String) -> Answer {
    // A file that somebody uploaded is handed out to be kept, never to be shown by a browser.
    Answer { body, kind: "text/csv; charset=utf-8", caching: FOR_GOOD, name: Some(name) }
}

fn name(version: &Version, territory: &Territory, what: &str) -> String {
    format!("budget-{}-{}-{}-{what}.csv", version.year, territory.code, version.version)
}

fn unknown() -> ProblemJson {
    ProblemJson::new(StatusCode::NOT_FOUND, "budget", "no such version of a budget")
}

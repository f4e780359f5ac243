//! GET .../results/{contest}.csv: a published result as a table with titles, for people's programs.

use super::Routes;
use crate::routes::problem::ProblemJson;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use std::collections::HashMap;
use store::StoreError;
use store::elections::{ElectionState, StoredElection};
use store::projects::ProjectFilter;
use tally::{ProjectReport, Reason};
use voting::id::ContestIndex;
use voting::manifest::Manifest;
use voting::record::ContestResult;

const HEAD: [&str; 7] = ["contest", "id", "title", "cost", "votes", "funded", "reason"];

/// RFC 4180, UTF-8. Where too few ballots counted, the funded projects alone, without votes.
pub(super) async fn table(
    State(routes): State<Routes>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, ProblemJson> {
    let none = || ProblemJson::new(StatusCode::NOT_FOUND, "file", "no such result, or not yet");
    let stored = routes.closed(&id).await?;
    let contest = file.strip_suffix(".csv").ok_or_else(none)?;
    if stored.state != ElectionState::Published {
        return Err(none());
    }
    let result = result(&routes, &stored, contest).await?.ok_or_else(none)?;
    let titles = titles(&routes, &stored).await?;
    let table = write(&result, &titles)
        .map_err(|error| StoreError::Corrupt(format!("a result as a table: {error}")))?;
    let name = format!("attachment; filename=\"{contest}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CACHE_CONTROL, "public, max-age=3600".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, table).into_response())
}

async fn result(
    routes: &Routes,
    stored: &StoredElection,
    contest: &str,
) -> Result<Option<ContestResult>, ProblemJson> {
    let corrupt = |error: voting::error::Error| StoreError::Corrupt(error.to_string());
    let manifest: Manifest = voting::json::parse(&stored.manifest).map_err(corrupt)?;
    let position = manifest.contests.iter().position(|it| it.id == contest);
    let index = position.and_then(|index| u16::try_from(index).ok());
    let Some(index) = index.and_then(|index| ContestIndex::new(index).ok()) else {
        return Ok(None);
    };
    let bytes = routes.counting.polls.store().contest_result(stored.row, index).await?;
    Ok(Some(voting::json::parse(&bytes).map_err(corrupt)?))
}

/// By the projects' ids in the manifest.
async fn titles(
    routes: &Routes,
    stored: &StoredElection,
) -> Result<HashMap<String, String>, StoreError> {
    let store = routes.counting.polls.store();
    let mut titles = HashMap::new();
    for contest in store.contests(stored.season).await? {
        let projects = store.projects(contest.id, &ProjectFilter::default()).await?;
        titles.extend(projects.into_iter().map(|it| (it.key.to_string(), it.title)));
    }
    Ok(titles)
}

fn write(result: &ContestResult, titles: &HashMap<String, String>) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(HEAD)?;
    let title = |id: &str| titles.get(id).map_or("", String::as_str);
    let contest = result.contest.as_str();
    for report in result.projects.iter().flatten() {
        let ProjectReport { id, cost, score, funded, .. } = report;
        let (cost, score) = (cost.to_string(), score.to_string());
        let funded = if *funded { "yes" } else { "no" };
        table.write_record([
            contest,
            id.as_str(),
            &plain(title(id.as_str())),
            &cost,
            &score,
            funded,
            word(&report.reason),
        ])?;
    }
    if result.projects.is_none() {
        for id in &result.winners {
            table.write_record([
                contest,
                id.as_str(),
                &plain(title(id.as_str())),
                "",
                "",
                "yes",
                "funded",
            ])?;
        }
    }
    table.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// The words of `tally/<contest>.json`.
const fn word(reason: &Reason) -> &'static str {
    match reason {
        Reason::Funded { .. } => "funded",
        Reason::DoesNotFit { .. } => "does_not_fit",
        Reason::Stopped { .. } => "stopped",
        Reason::BelowThreshold { .. } => "below_threshold",
        Reason::PaidBySupporters { .. } => "paid_by_supporters",
        Reason::SupportersCannotPay { .. } => "supporters_cannot_pay",
        Reason::NoSupport => "no_support",
        Reason::LoadShared { .. } => "load_shared",
        Reason::InOptimum { .. } => "in_optimum",
        Reason::NotInOptimum { .. } => "not_in_optimum",
        Reason::TooFewVotes { .. } => "too_few_votes",
        Reason::LimitOfNumber { .. } => "limit_of_number",
        Reason::LimitOfMoney { .. } => "limit_of_money",
    }
}

/// Residents write titles: a spreadsheet must not take one for a formula.
fn plain(title: &str) -> String {
    match title.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{title}"),
        false => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_row_for_each_project_and_no_formula() {
        let json = br#"{"contest":"one","rule":"greedy_votes","winners":["a"],
            "total_cost":"5","envelope":"9","counted":3,"ties":[],"projects":[
            {"id":"a","cost":"5","score":"2","supporters":2,"funded":true,
             "reason":{"kind":"funded","purchase":1,"before":"9","after":"4"}},
            {"id":"b","cost":"7","score":"1","supporters":1,"funded":false,
             "reason":{"kind":"does_not_fit","purchases":1,"cost":"7","remaining":"4",
             "missing":"3"}}]}"#;
        let mut result: ContestResult = voting::json::parse(json).unwrap();
        let titles = [("a", "=cmd"), ("b", "Yoʻl, \"katta\"")];
        let titles = titles.map(|(id, title)| (id.to_owned(), title.to_owned())).into();
        let table =
            |result: &ContestResult| String::from_utf8(write(result, &titles).unwrap()).unwrap();
        assert_eq!(
            table(&result),
            "contest,id,title,cost,votes,funded,reason\n\
             one,a,'=cmd,5,2,yes,funded\n\
             one,b,\"Yoʻl, \"\"katta\"\"\",7,1,no,does_not_fit\n"
        );
        result.projects = None;
        let winners = "contest,id,title,cost,votes,funded,reason\none,a,'=cmd,,,yes,funded\n";
        assert_eq!(table(&result), winners);
    }
}

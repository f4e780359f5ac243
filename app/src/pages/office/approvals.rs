//! `GET /{lang}/approvals`: what waits for a second official.

use super::act_words::name;
use super::desk::desk;
use super::{covers, ministry};
use crate::components::{Column, Empty, PageHead, Table};
use crate::i18n::date_time;
use crate::t;
use crate::web::{Answer, Head, Line, OfficialAct, Problem, Visit};
use leptos::prelude::*;
use store::BudgetFileId;
use store::approvals::Approval;
use store::budgets::PUBLISH;

pub(super) async fn show(visit: Visit) -> Answer {
    let words = visit.words();
    ministry(&visit)?;
    let mut rows = Vec::new();
    for approval in visit.site.store.open_approvals().await? {
        rows.extend(row(&visit, approval).await?);
    }
    let columns = [
        t!(words, "office-column-act"),
        t!(words, "office-column-subject"),
        t!(words, "office-column-proposer"),
        t!(words, "office-column-when"),
    ];
    let title = t!(words, "office-approvals");
    let list = match rows.is_empty() {
        true => view! {
            <Empty title=t!(words, "office-approvals-empty") text=t!(words, "office-approvals-empty-text") />
        }
        .into_any(),
        false => {
            let columns = columns.map(Column::words).to_vec();
            view! { <Table id="open" caption=title.clone() quiet=true stacked=true columns rows /> }.into_any()
        }
    };
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let work = view! { <PageHead title lede=t!(words, "office-approvals-lede") />{list} };
    Ok(visit.page(head, desk(&visit, work.into_any()).await?))
}

/// A row, for who may decide on it; of what no longer stands, for anybody of the ministry.
async fn row(visit: &Visit, approval: Approval) -> Result<Option<Vec<AnyView>>, Problem> {
    let words = visit.words();
    let Some(act) = OfficialAct::from_word(&approval.act) else {
        return budget_row(visit, approval).await;
    };
    let explained = visit.site.office.explain(act, &approval.payload).await.ok();
    if let Some(explained) = &explained
        && !covers(visit, &explained.places).await?
    {
        return Ok(None);
    }
    let season = explained.and_then(|explained| {
        explained.lines.into_iter().find_map(|line| match line {
            Line::Season(titles) => Some(titles.text(visit.lang.code()).to_owned()),
            _ => None,
        })
    });
    let href = visit.to(&format!("/approvals/{}", approval.id));
    Ok(Some(vec![
        view! { <a href=href>{name(words, act)}</a> }.into_any(),
        season.unwrap_or(approval.subject).into_any(),
        approval.proposer.into_any(),
        date_time(words, approval.proposed_at).into_any(),
    ]))
}

/// The file that the publication of a budget is about; none for another act.
pub(super) fn budget_file(approval: &Approval) -> Option<BudgetFileId> {
    let file = approval.payload.0.get("file").and_then(serde_json::Value::as_i64);
    file.filter(|_| approval.act == PUBLISH).map(BudgetFileId)
}

/// A budget that waits; it is read and decided on at its own desk.
async fn budget_row(visit: &Visit, approval: Approval) -> Result<Option<Vec<AnyView>>, Problem> {
    let (words, store) = (visit.words(), &visit.site.store);
    let Some(file) = budget_file(&approval) else { return Ok(None) };
    let budget = store.budget_file(file).await?.budget;
    if !covers(visit, &[budget.territory]).await? {
        return Ok(None);
    }
    let place = store.territory(budget.territory).await?;
    let place = place.names.text(visit.lang.code()).to_owned();
    let href = visit.to(&format!("/budget-desk/{file}"));
    Ok(Some(vec![
        view! { <a href=href>{t!(words, "budgets-act")}</a> }.into_any(),
        t!(words, "budgets-file-of", place = place, year = budget.year.to_string()).into_any(),
        approval.proposer.into_any(),
        date_time(words, approval.proposed_at).into_any(),
    ]))
}

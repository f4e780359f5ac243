//! `GET /{lang}/budget-desk`: what waits, what was published, what one brought oneself.

use super::scope::official;
use crate::components::{Badge, Column, Empty, LinkButton, PageHead, Table, Tone};
use crate::i18n::{Words, date_time};
use crate::pages::office::desk;
use crate::t;
use crate::web::{Answer, Head, Visit};
use leptos::prelude::*;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::TerritoryId;
use store::approvals::Decision;
use store::budgets::{File, FileState};

/// Files on the page.
const SHOWN: i64 = 50;

pub(super) async fn show(visit: Visit) -> Answer {
    let words = visit.words();
    let me = official(&visit)?.person;
    let store = &visit.site.store;
    let files = store.budget_files(me, SHOWN).await?;
    let mut names: HashMap<TerritoryId, String> = HashMap::new();
    for file in &files {
        let id = file.budget.territory;
        if let Entry::Vacant(vacant) = names.entry(id) {
            let place = store.territory(id).await?;
            vacant.insert(place.names.text(visit.lang.code()).to_owned());
        }
    }
    let head = Head::new(t!(words, "budgets-desk")).hidden_from_search().flush();
    let work = view(&visit, &files, &names).into_any();
    Ok(visit.page(head, desk(&visit, work).await?))
}

fn view(
    visit: &Visit,
    files: &[File],
    names: &HashMap<TerritoryId, String>,
) -> impl IntoView + use<> {
    let words = visit.words();
    let upload = visit.to("/budget-desk/new");
    let list = match files.is_empty() {
        true => view! {
            <Empty title=t!(words, "budgets-desk-empty") text=t!(words, "budgets-desk-empty-text")/>
        }
        .into_any(),
        false => {
            let columns = vec![
                Column::words(t!(words, "budgets-budget")),
                Column::words(t!(words, "budgets-state")),
                Column::words(t!(words, "budgets-uploaded-by")),
                Column::words(t!(words, "budgets-uploaded-at")),
            ];
            let rows = files.iter().map(|file| row(visit, file, names)).collect();
            view! {
                <Table id="budget-files" caption=t!(words, "budgets-desk") quiet=true stacked=true
                    columns rows/>
            }
            .into_any()
        }
    };
    view! {
            <PageHead title=t!(words, "budgets-desk") lede=t!(words, "budgets-desk-lede")/>
            <div class="stack-l">
                <p><LinkButton href=upload>{t!(words, "budgets-upload")}</LinkButton></p>
                {list}
            </div>
    }
}

fn row(visit: &Visit, file: &File, names: &HashMap<TerritoryId, String>) -> Vec<AnyView> {
    let words = visit.words();
    let place = names.get(&file.budget.territory).cloned().unwrap_or_default();
    let title = t!(words, "budgets-file-of", place = place, year = file.budget.year.to_string());
    let href = visit.to(&format!("/budget-desk/{}", file.id));
    vec![
        view! { <a class="tap" href=href>{title}</a> }.into_any(),
        state_badge(words, file.state).into_any(),
        file.uploader.clone().into_any(),
        date_time(words, file.uploaded_at).into_any(),
    ]
}

/// How far a file is, in a word or two.
pub(super) fn state_badge(words: Words, state: FileState) -> impl IntoView {
    match state {
        FileState::Kept => {
            view! { <Badge text=t!(words, "budgets-state-kept") outlined=true/> }.into_any()
        }
        FileState::Waiting(_) => {
            view! { <Badge tone=Tone::Warn text=t!(words, "budgets-state-waiting")/> }.into_any()
        }
        FileState::Ended(Decision::Withdrawn) => {
            view! { <Badge text=t!(words, "budgets-state-withdrawn")/> }.into_any()
        }
        FileState::Ended(_) => {
            view! { <Badge tone=Tone::Bad text=t!(words, "budgets-state-declined")/> }.into_any()
        }
        FileState::Published(number) => {
            let text = t!(words, "budgets-state-published", number = number);
            view! { <Badge tone=Tone::Ok star=true text/> }.into_any()
        }
    }
}

//! `/{lang}/budget-desk/new`: a file is sent, read whole, and kept when nothing is wrong with it.

use super::mistakes::mistake_list;
use super::scope::{official, scope};
use crate::budget_file::{self, Column, FILE_BYTES, Mistake, ROWS};
use crate::components::{
    Button, Choice, ErrorSummary, FileField, Fold, Glyph, Link, PageHead, Select, TextField,
};
use crate::i18n::{Words, number, year};
use crate::pages::office::desk;
use crate::pages::proposals::Sent;
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::response::{IntoResponse as _, Redirect};
use http::StatusCode;
use leptos::prelude::*;
use sha2::{Digest as _, Sha256};
use store::FileHash;
use store::budgets::{Budget, NewFile, YEARS};
use store::territories::Territory;

/// The form as it was sent, and what is wrong with it.
#[derive(Default)]
struct Typed {
    territory: String,
    year: String,
    territory_wrong: Option<String>,
    year_wrong: Option<String>,
    file_wrong: Option<String>,
    /// Of the file, with the name of the territory that it was read for.
    mistakes: Option<(String, Vec<Mistake>)>,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let typed = Typed { year: year(visit.now).to_string(), ..Typed::default() };
    page(&visit, typed, StatusCode::OK).await
}

pub(super) async fn act(visit: Visit, sent: Sent) -> Answer {
    let Ok(person) = visit.person() else { return Ok(visit.keep(sent.fields)) };
    let by = person.person;
    match read(&visit, sent).await? {
        Ok(file) => {
            let id = visit.site.store.keep_budget_file(&file, by, visit.now).await?;
            Ok(Redirect::to(&visit.to(&format!("/budget-desk/{id}"))).into_response())
        }
        Err(typed) => page(&visit, *typed, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// What the form says, as a file to keep.
async fn read(visit: &Visit, mut sent: Sent) -> Result<Result<NewFile, Box<Typed>>, Problem> {
    let words = visit.words();
    let scope = scope(visit, official(visit)?).await?;
    let (code, year) = (sent.value("territory").to_owned(), sent.value("year").trim().to_owned());
    let place = scope.iter().find(|place| place.code == code);
    let in_range = year.parse().ok().filter(|year| YEARS.contains(year));
    let file = sent.files.pop();
    let mut typed = Typed { territory: code, year, ..Typed::default() };
    typed.territory_wrong = place.is_none().then(|| t!(words, "budgets-territory-wrong"));
    typed.year_wrong = in_range.is_none().then(|| year_sentence(visit, &typed.year));
    typed.file_wrong = file.is_none().then(|| t!(words, "budgets-file-missing"));
    let (Some(place), Some(year), Some(file)) = (place, in_range, file) else {
        return Ok(Err(Box::new(typed)));
    };
    // A file that was not read to its end is larger than any that is taken.
    let source = file.unwrap_or_else(|_| vec![0; FILE_BYTES + 1]);
    let codes = visit.site.store.territory_codes_within(place.id).await?;
    match budget_file::read(&source, &codes.into_iter().collect()) {
        Ok(lines) => {
            let sha256 = FileHash(Sha256::digest(&source).into());
            let budget = Budget { year, territory: place.id };
            Ok(Ok(NewFile { budget, source, sha256, lines }))
        }
        Err(mistakes) => {
            let name = place.names.text(visit.lang.code()).to_owned();
            typed.file_wrong = Some(t!(words, "budgets-file-wrong"));
            typed.mistakes = Some((name, mistakes));
            Ok(Err(Box::new(typed)))
        }
    }
}

fn year_sentence(visit: &Visit, typed: &str) -> String {
    let (from, to) = (YEARS.start().to_string(), YEARS.end().to_string());
    let typed: String = typed.chars().take(20).collect();
    t!(visit.words(), "budgets-year-wrong", from = from, to = to, typed = typed)
}

async fn page(visit: &Visit, typed: Typed, status: StatusCode) -> Answer {
    let scope = scope(visit, official(visit)?).await?;
    let head = Head::new(t!(visit.words(), "budgets-upload")).hidden_from_search().flush();
    let work = view(visit, &scope, typed).into_any();
    let mut response = visit.page(head, desk(visit, work).await?);
    *response.status_mut() = status;
    Ok(response)
}

fn view(visit: &Visit, scope: &[Territory], typed: Typed) -> impl IntoView + use<> {
    let words = visit.words();
    let summary = match &typed.mistakes {
        Some((place, mistakes)) => Some(mistake_list(words, place, mistakes).into_any()),
        None => summary(visit, &typed),
    };
    let choice = |place: &Territory| {
        let name = format!("{} — {}", place.code, place.names.text(visit.lang.code()));
        Choice::new(place.code.clone(), name, place.code == typed.territory)
    };
    let (choices, example) = (scope.iter().map(choice).collect::<Vec<_>>(), example(words));
    let megabytes = i64::try_from(FILE_BYTES / 1024 / 1024).unwrap_or_default();
    let most = number(i64::try_from(ROWS).unwrap_or_default());
    view! {
            <PageHead title=t!(words, "budgets-upload") lede=t!(words, "budgets-upload-lede")/>
            <form class="form" method="post" enctype="multipart/form-data" novalidate=true>
                {summary}
                <Select id="territory" name="territory" label=t!(words, "budgets-whose")
                    hint=t!(words, "budgets-whose-hint") choices
                    error=typed.territory_wrong required=true/>
                <TextField id="year" name="year" label=t!(words, "budgets-year-field")
                    value=typed.year error=typed.year_wrong max=4_u32 required=true/>
                <FileField id="file" name="file" label=t!(words, "budgets-file")
                    accept=".csv,text/csv"
                    hint=t!(words, "budgets-file-hint", megabytes = megabytes, most = most)
                    error=typed.file_wrong/>
                <p><Button icon=Glyph::Upload>{t!(words, "budgets-check")}</Button></p>
                {example}
            </form>
    }
    .into_any()
}

/// Fields that are wrong, where the file was not even read.
fn summary(visit: &Visit, typed: &Typed) -> Option<AnyView> {
    let errors: Vec<Link> = [
        ("territory", &typed.territory_wrong),
        ("year", &typed.year_wrong),
        ("file", &typed.file_wrong),
    ]
    .into_iter()
    .filter_map(|(id, wrong)| Some(Link::new(format!("#{id}"), wrong.clone()?)))
    .collect();
    let title = t!(visit.words(), "budgets-form-wrong");
    (!errors.is_empty()).then(|| view! { <ErrorSummary title errors/> }.into_any())
}

/// What a file looks like.
fn example(words: Words) -> impl IntoView {
    let head = Column::ALL.map(Column::name).join(",");
    let lines = format!(
        "{head}\n1718203,07.2,46192700000,36907967000\n1718203,09.1,92419900000,80331377000"
    );
    view! {
        <Fold title=t!(words, "budgets-example")>
            <div class="stack">
                <p>{t!(words, "budgets-example-text")}</p>
                <pre class="scroll" tabindex="0"><code>{lines}</code></pre>
            </div>
        </Fold>
    }
}

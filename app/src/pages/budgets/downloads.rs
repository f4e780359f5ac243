//! The files of a version, and every version with its date.

use crate::components::{Badge, Column, Download, Downloads, Link, Table, Tone};
use crate::i18n::{date_time, money, number};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::budgets::Version;

/// The files of a version.
pub(super) fn files(visit: &Visit, code: &str, version: &Version) -> impl IntoView + use<> {
    let words = visit.words();
    let base = format!("/api/v1/budgets/{}/{code}/{}", version.year, version.version);
    let kilobytes = number(version.bytes.saturating_add(1023) / 1024);
    let file = |name: &str, text: String, format: String| Download {
        link: Link::new(format!("{base}/{name}"), text),
        format,
    };
    let files = vec![
        file(
            "source.csv",
            t!(words, "budgets-file-source"),
            t!(words, "budgets-file-size", format = "CSV", size = kilobytes),
        ),
        file("lines.csv", t!(words, "budgets-file-lines"), "CSV".to_owned()),
        file("budget.json", t!(words, "budgets-file-json"), "JSON".to_owned()),
    ];
    let hash = data_encoding::HEXLOWER.encode(version.sha256.as_bytes());
    view! {
        <div class="stack">
            <Downloads files/>
            <p class="small mute">
                {t!(words, "budgets-hash")}": "<code class="money-hash">{hash}</code>
            </p>
        </div>
    }
}

/// Every version, the newest first.
pub(super) fn versions(
    visit: &Visit,
    code: &str,
    versions: &[Version],
    shown: i64,
) -> impl IntoView + use<> {
    let words = visit.words();
    let columns = vec![
        Column::words(t!(words, "budgets-version")),
        Column::words(t!(words, "budgets-published")),
        Column::figures(t!(words, "budgets-plan-short")),
        Column::figures(t!(words, "budgets-executed-short")),
    ];
    let rows = versions.iter().map(|it| row(visit, code, it, shown)).collect();
    view! { <Table id="versions" caption=t!(words, "budgets-versions") quiet=true stacked=true
    columns rows/> }
}

fn row(visit: &Visit, code: &str, version: &Version, shown: i64) -> Vec<AnyView> {
    let words = visit.words();
    let text = t!(words, "budgets-version-number", number = version.version);
    let href = visit.to(&format!("/budgets/{}/{code}/{}", version.year, version.version));
    let name = match version.version == shown {
        true => {
            view! { {text}" "<Badge tone=Tone::Info text=t!(words, "budgets-shown")/> }.into_any()
        }
        false => view! { <a class="tap" href=href>{text}</a> }.into_any(),
    };
    vec![
        name,
        date_time(words, version.published_at).into_any(),
        money(words, version.totals.plan.0).into_any(),
        money(words, version.totals.executed.0).into_any(),
    ]
}

//! Downloads: the result of this contest, its ballots, and the whole record.

use super::model::Published;
use crate::components::{Download, Downloads, Link};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use voting::manifest::Publish;
use voting::record::{counted_path, pabulib_path, result_path, trace_path};

pub(super) fn panel(visit: &Visit, published: &Published) -> impl IntoView + use<> {
    let words = visit.words();
    let below = format!("/api/v1/elections/{}", published.election.id);
    let id = &published.terms.id;
    let file = |path: String, text: String, format: &str| Download {
        link: Link::new(format!("{below}/{path}"), text),
        format: format.to_owned(),
    };
    let record = |path: String| format!("record/{path}");
    let mut files = vec![
        file(format!("results/{id}.csv"), t!(words, "result-file-table"), "CSV"),
        file(record(result_path(id)), t!(words, "result-file-result"), "JSON"),
    ];
    if published.result.counted.is_some() {
        let counted = match published.terms.publish {
            Publish::Ballots => t!(words, "result-file-ballots"),
            Publish::Totals => t!(words, "result-file-totals"),
        };
        files.push(file(record(counted_path(id)), counted, "CSV"));
        if published.terms.publish == Publish::Ballots {
            let text = t!(words, "result-file-pabulib");
            files.push(file(record(pabulib_path(id)), text, "Pabulib .pb"));
        }
    }
    if published.result.projects.is_some() {
        files.push(file(record(trace_path(id)), t!(words, "result-file-trace"), "JSON Lines"));
    }
    let size = megabytes(published.record.bytes);
    let whole = t!(words, "result-file-record");
    files.push(file("record.tar".to_owned(), whole, &format!("TAR, {size} MB")));
    let note = (published.terms.publish == Publish::Ballots).then(|| t!(words, "result-rare"));
    view! {
        <section class="panel stack" aria-labelledby="files">
            <h2 class="title-xl" id="files">{t!(words, "result-files")}</h2>
            <Downloads files/>
            {note.map(|note| view! { <p class="small mute">{note}</p> })}
        </section>
    }
}

/// Rounded up to tenths.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

//! What the record proves, in plain words, and the exact command that checks it.

use super::model::Published;
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use voting::manifest::{Publication, Publish};

pub(super) fn panel(visit: &Visit, published: &Published) -> impl IntoView + use<> {
    let words = visit.words();
    let audited = published.manifest.publication == Publication::Audited;
    let quorum = i64::try_from(published.manifest.quorum).unwrap_or(i64::MAX);
    let proves = match audited {
        false => t!(words, "result-proves-open"),
        true => t!(words, "result-proves-audited", quorum = quorum),
    };
    let shown = match published.terms.publish {
        Publish::Ballots => t!(words, "result-publish-ballots"),
        Publish::Totals => t!(words, "result-publish-totals"),
    };
    let code = match audited {
        false => t!(words, "result-exit-open"),
        true => t!(words, "result-exit-audited"),
    };
    let (id, url) = (published.election.id.to_string(), record_url(visit, published));
    let command = format!("hashar-audit verify {url} \\\n  --election {id}");
    view! {
        <section class="panel stack" aria-labelledby="verify">
            <h2 class="title-xl" id="verify">{t!(words, "result-verify")}</h2>
            <p>{proves}</p>
            <p>{shown}</p>
            <p>{t!(words, "result-command")}</p>
            <pre class="command"><code>{command}</code></pre>
            <p class="small mute">{code}</p>
            <p class="small mute">{t!(words, "result-protocol")}</p>
        </section>
    }
}

/// Where the record is published.
pub(super) fn record_url(visit: &Visit, published: &Published) -> String {
    visit.site.public_url.join(&format!("/api/v1/elections/{}/record", published.election.id))
}

//! What another rule would have given: counted in the reader's browser from the published ballots,
//! and marked as a simulation. Every word of the script's answers is here.

use super::model::{Published, whole};
use crate::components::{
    Alert, Badge, Button, Choice, Column, Fold, Look, SectionHead, Select, Table, Tone,
};
use crate::i18n::{Words, decimal_mark, number};
use crate::pages::seasons::{rule_parts, rule_title};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use tally::{ProjectReport, Rule};
use voting::manifest::{self, Publish};
use voting::record::{pabulib_path, rule_for};
use voting::verify::Recount;

/// The script of the section; only a page that has it loads it.
pub(super) const SCRIPT: &str = "what_if.js";

/// Whether there are ballots to count.
pub(super) fn is_possible(published: &Published) -> bool {
    published.terms.publish == Publish::Ballots && published.result.counted.is_some()
}

/// Hidden until its script is there; without one the command does the same.
pub(super) fn section(visit: &Visit, published: &Published) -> Option<AnyView> {
    if !is_possible(published) {
        return None;
    }
    let words = visit.words();
    let assets = &visit.site.assets;
    let id = &published.terms.id;
    let record = format!("/api/v1/elections/{}/record/", published.election.id);
    let command = format!(
        "hashar-audit tally {id}.pb --rule {} --compare mes_cost_add1u",
        published.terms.rule.name
    );
    let (ballots, file) = (format!("{record}{}", pabulib_path(id)), format!("{id}.pb"));
    let rules = rules(published);
    let table = table(words, published).into_any();
    let files = Recount::paths(&published.manifest, id).join(" ");
    let view = view! {
        <section class="section stack" aria-labelledby="what-if-head">
            <SectionHead id="what-if-head" title=t!(words, "result-what-if")/>
            <p>{t!(words, "result-what-if-lede")}</p>
            <div id="what-if" class="stack" hidden=true data-record=record data-contest=id.clone()
                data-files=files data-mark=decimal_mark(visit.lang).to_string() data-worker=assets.url("worker.js")
                data-glue=assets.url("record.js") data-wasm=assets.url("record_bg.wasm")>
                {form(words, &rules)}
                <div aria-live="polite" class="stack">{answers(words)}</div>
                <div data-answer="shown" hidden=true tabindex="-1" class="stack">
                    {shown(words)}
                    {table}
                </div>
            </div>
            <Fold title=t!(words, "result-what-if-command")>
                <div class="stack">
                    <p>
                        <a class="tap" href=ballots download=file>
                            {t!(words, "result-file-pabulib")}
                        </a>
                    </p>
                    <pre class="command" tabindex="0"><code>{command}</code></pre>
                </div>
            </Fold>
        </section>
    };
    Some(view.into_any())
}

/// Rules without parameters that read these ballots, the published one left out.
fn rules(published: &Published) -> Vec<&'static str> {
    let published_rule = published.terms.rule.name.as_str();
    let reads = |name: &str| {
        let rule = manifest::Rule { name: name.to_owned(), params: serde_json::Map::new() };
        rule_for(&rule, published.terms.ballot.kind).is_ok()
    };
    let names = Rule::all().iter().map(|info| info.name);
    names.filter(|name| *name != published_rule && reads(name)).collect()
}

fn form(words: Words, rules: &[&'static str]) -> AnyView {
    // What residents ask about first: equal shares.
    let first = rules.iter().position(|name| *name == "mes_cost_add1u").unwrap_or_default();
    let choice = |(place, name): (usize, &&'static str)| {
        Choice::new(*name, rule_title(words, name), place == first)
    };
    let choices = rules.iter().enumerate().map(choice).collect();
    let said = parts(words, rules).into_iter().map(|(sentence, names)| {
        view! { <p class="mute" data-rules=names.join(" ") hidden=true>{sentence}</p> }
    });
    view! {
        <form class="form panel">
            <Select id="what-if-rule" name="rule" label=t!(words, "result-what-if-rule") choices/>
            {said.collect_view()}
            <div class="row"><Button>{t!(words, "result-what-if-go")}</Button></div>
        </form>
    }
    .into_any()
}

/// Each part of the rules' sentences once, in the order of reading, with the rules that have it: all
/// sentences whole would weigh more than the rest of the page.
fn parts(words: Words, rules: &[&'static str]) -> Vec<(String, Vec<&'static str>)> {
    let mut parts: [Vec<(String, Vec<&'static str>)>; 3] = Default::default();
    for name in rules {
        for (sentences, sentence) in parts.iter_mut().zip(rule_parts(words, name)) {
            let Some(sentence) = sentence else { continue };
            match sentences.iter_mut().find(|(known, _)| *known == sentence) {
                Some((_, names)) => names.push(name),
                None => sentences.push((sentence, vec![name])),
            }
        }
    }
    parts.into_iter().flatten().collect()
}

fn answers(words: Words) -> AnyView {
    let slot = |name: &'static str| view! { <span data-value=name></span> };
    let part = |answer: &'static str, tone: Tone, title: String, text: AnyView| {
        view! {
            <div data-answer=answer hidden=true>
                <Alert tone title>{text}</Alert>
            </div>
        }
    };
    let plain = |text: String| view! { <p>{text}</p> }.into_any();
    let because = |text: String| {
        view! { <p>{text}</p><p><code class="break" data-value="reason"></code></p> }.into_any()
    };
    let loading = view! {
        <p>{t!(words, "result-what-if-files")}" "{slot("done")}" / "{slot("all")}</p>
    };
    view! {
        {part("loading", Tone::Info, t!(words, "result-what-if-loading"), loading.into_any())}
        {part("counting", Tone::Info, t!(words, "result-what-if-counting"),
            plain(t!(words, "result-what-if-counting-text")))}
        {part("offline", Tone::Warn, t!(words, "result-what-if-offline"),
            plain(t!(words, "result-what-if-offline-text")))}
        {part("wrong", Tone::Bad, t!(words, "result-what-if-wrong"),
            because(t!(words, "result-what-if-wrong-text")))}
        {part("refused", Tone::Warn, t!(words, "result-what-if-refused"),
            because(t!(words, "result-what-if-refused-text")))}
        {part("broken", Tone::Warn, t!(words, "result-what-if-broken"),
            plain(t!(words, "result-what-if-broken-text")))}
        <div class="row" data-act="stop" hidden=true>
            <Button look=Look::Second kind="button">{t!(words, "result-what-if-stop")}</Button>
        </div>
    }
    .into_any()
}

/// Figures of both outcomes beside each other.
fn shown(words: Words) -> AnyView {
    let cell = |name: &str| view! { <span data-value=name.to_owned()></span> }.into_any();
    let row = |text: String, figure: &str| {
        let both = ["published", "other"].map(|side| cell(&format!("{side}.{figure}")));
        let [published, other] = both;
        vec![text.into_any(), published, other]
    };
    let rows = vec![
        row(t!(words, "result-what-if-projects"), "projects"),
        row(t!(words, "result-what-if-spent"), "spent"),
        row(t!(words, "result-what-if-left"), "left"),
        row(t!(words, "result-what-if-served"), "served"),
        row(t!(words, "result-what-if-mean"), "mean"),
        row(t!(words, "result-what-if-gini"), "gini"),
    ];
    let columns = vec![
        Column::words(t!(words, "result-what-if-figure")),
        Column::figures(t!(words, "result-what-if-published")),
        Column::figures(t!(words, "result-what-if-other")),
    ];
    let voters = ["better", "worse", "equal"].map(cell);
    let [better, worse, equal] = voters;
    view! {
        <Alert tone=Tone::Ok title=t!(words, "result-what-if-same")>
            <p>{t!(words, "result-what-if-same-text")}</p>
        </Alert>
        <h3 class="title-l"><span data-value="rule"></span></h3>
        <p class="row">
            <Badge tone=Tone::Warn text=t!(words, "result-what-if-simulation")/>
            <span class="mute">{t!(words, "result-what-if-simulation-text")}</span>
        </p>
        <Table id="what-if-figures" caption=t!(words, "result-what-if-figures") quiet=true
            stacked=true columns rows/>
        <p>
            {t!(words, "result-what-if-better")}" "<b>{better}</b>". "
            {t!(words, "result-what-if-worse")}" "<b>{worse}</b>". "
            {t!(words, "result-what-if-equal")}" "<b>{equal}</b>"."
        </p>
    }
    .into_any()
}

/// Every project with its published state and, for the script, both states of the simulation.
fn table(words: Words, published: &Published) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(t!(words, "result-project")),
        Column::figures(t!(words, "result-column-votes")),
        Column::figures(t!(words, "result-column-cost")),
        Column::words(t!(words, "result-what-if-published")),
        Column::words(t!(words, "result-what-if-other")),
    ];
    let state = |funded: bool| match funded {
        true => view! { <Badge tone=Tone::Ok text=t!(words, "result-state-yes")/> }.into_any(),
        false => view! { <Badge text=t!(words, "result-state-no")/> }.into_any(),
    };
    let row = |report: &&ProjectReport| {
        let id = report.id.as_str().to_owned();
        let would = view! {
            <span data-project=id data-funded=report.funded.then_some("")>
                <span data-would="yes">{state(true)}</span>
                <span data-would="no">{state(false)}</span>
                " "<b data-change="" hidden=true>{t!(words, "result-what-if-change")}</b>
            </span>
        };
        vec![
            published.title(report.id.as_str()).into_any(),
            number(whole(report.score)).into_any(),
            number(whole(report.cost)).into_any(),
            state(report.funded),
            would.into_any(),
        ]
    };
    let rows = published.ranking().iter().map(row).collect();
    view! {
        <Table id="what-if-projects" caption=t!(words, "result-what-if-table") quiet=true
            stacked=true columns rows/>
    }
}

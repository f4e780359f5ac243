//! `GET /{lang}/projects/{key}`: what a project is, what it costs, and why it is on the ballot.

use super::pictures::gallery;
use crate::components::{
    Badge, Breadcrumbs, Column, Fact, Facts, Gallery, Icon, Link, LinkButton, MoreLink, PageHead,
    Picture, Prose, SectionHead, Sum, Table, Tone,
};
use crate::i18n::{category_glyph, category_name, date, language_tag, money, number, percent};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::projects::Project;
use store::proposals::{CostLine, Proposal, ProposalKey, Screened};
use store::seasons::{Contest, PhaseKind, Season};
use store::territories::Territory;

/// A project with what stands around it.
struct Model {
    project: Project,
    /// What was proposed; a project of an imported election has none.
    proposal: Option<Proposal>,
    contest: Contest,
    season: Season,
    district: Territory,
    mahalla: Option<Territory>,
    pictures: Vec<Picture>,
}

pub(super) async fn show(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    let key: ProposalKey = key.parse().map_err(|_| Problem::NotFound)?;
    let model = load(&visit, &key).await?;
    let head = Head::new(model.project.title.clone()).describe(model.project.summary.clone());
    Ok(visit.page(head, view(&visit, model)))
}

async fn load(visit: &Visit, key: &ProposalKey) -> Result<Model, Problem> {
    let store = &visit.site.store;
    let project = store.project(key).await?;
    let proposal = match project.proposal {
        Some(_) => Some(store.proposal(key).await?),
        None => None,
    };
    let contest = store.contest(project.contest).await?;
    let season = store.season_by_id(contest.season).await?;
    let district = store.territory(contest.territory).await?;
    let mahalla = match project.mahalla {
        Some(mahalla) => Some(store.territory(mahalla).await?),
        None => None,
    };
    let photos = proposal.as_ref().map(|proposal| proposal.content.photos.as_slice());
    let pictures = gallery(visit, photos.unwrap_or_default()).await?;
    Ok(Model { project, proposal, contest, season, district, mahalla, pictures })
}

fn view(visit: &Visit, mut model: Model) -> impl IntoView + use<> {
    let words = visit.words();
    let lang = visit.lang.code();
    let season_page = format!("/seasons/{}", model.season.key);
    let contest = visit.to(&format!("{season_page}/{}", model.district.code));
    let trail = vec![
        Link::new(visit.to("/"), t!(words, "site-home")),
        Link::new(visit.to(&season_page), model.season.titles.text(lang)),
        Link::new(contest, model.district.names.text(lang)),
    ];
    let category = model.project.category.map(|category| {
        let (glyph, name) = (category_glyph(category), category_name(words, category));
        view! { <span class="cat"><Icon glyph/>{name}</span> }
    });
    let written_in = language_tag(&model.project.language);
    let shown = shown(visit, &mut model);
    let screened = model.proposal.as_ref().and_then(|proposal| proposal.screened.clone());
    view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "site-crumbs") trail here=model.project.title.clone()/>
            <div lang=written_in.clone()>
                <PageHead title=model.project.title.clone() lede=model.project.summary.clone()>
                    {category}
                </PageHead>
            </div>
            <div class="split">
                <div class="stack-l">
                    {shown}
                    {model.proposal.as_ref().map(|proposal| about(visit, proposal))}
                    {screened.map(|screened| decision(visit, written_in, screened))}
                </div>
                <aside class="stack">{aside(visit, &model)}</aside>
            </div>
        </div>
    }
}

/// The photographs, with whose they are.
fn shown(visit: &Visit, model: &mut Model) -> Option<AnyView> {
    let author = model.proposal.as_ref()?.author_name.clone();
    let caption = t!(visit.words(), "proposals-photos-by", name = author);
    let pictures = std::mem::take(&mut model.pictures);
    (!pictures.is_empty()).then(|| view! { <Gallery pictures caption/> }.into_any())
}

/// What it costs and where it is; the vote, while it is on; the others of its envelope.
fn aside(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let contest = format!("/seasons/{}/{}", model.season.key, model.district.code);
    let vote = model.season.is_in(PhaseKind::Voting, visit.now).then(|| {
        let booth = visit.to(&format!("{contest}/vote"));
        view! { <LinkButton href=booth wide=true>{t!(words, "contest-vote")}</LinkButton> }
    });
    let proposal = model.proposal.as_ref().map(|proposal| {
        let page = visit.to(&format!("/proposals/{}", proposal.key));
        view! { <MoreLink link=Link::new(page, t!(words, "project-proposal"))/> }
    });
    view! {
        {panel(visit, model)}
        {vote}
        {proposal}
        <MoreLink link=Link::new(visit.to(&contest), t!(words, "project-to-contest"))/>
    }
}

/// The sum, where the money goes, and where the project is.
fn panel(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let name = |place: &Territory| place.names.text(visit.lang.code()).to_owned();
    let share = percent(visit.lang, model.project.cost, model.contest.envelope);
    let mut facts = vec![Fact::new(
        t!(words, "project-share"),
        t!(words, "project-share-value", share = share),
    )];
    if let Some(proposal) = &model.proposal
        && proposal.cost_asked != model.project.cost
    {
        facts.push(Fact::new(t!(words, "project-asked"), money(words, proposal.cost_asked.0)));
    }
    if let Some(mahalla) = &model.mahalla {
        let place = format!("{}, {}", name(mahalla), name(&model.district));
        facts.push(Fact::new(t!(words, "project-mahalla"), place));
    }
    if !model.project.place.is_empty() {
        facts.push(Fact::new(t!(words, "project-place"), model.project.place.clone()));
    }
    facts.push(Fact::new(t!(words, "project-number"), model.project.key.to_string()));
    view! {
        <div class="panel stack">
            <div>
                <p class="small mute">{t!(words, "project-cost")}</p>
                <Sum amount=number(model.project.cost.0) unit=t!(words, "site-som")/>
            </div>
            <Facts rows=facts/>
        </div>
    }
}

fn about(visit: &Visit, proposal: &Proposal) -> impl IntoView + use<> {
    let words = visit.words();
    let paragraphs = proposal.content.text.split("\n\n").map(|text| text.trim().to_owned());
    let paragraphs = paragraphs.map(|text| view! { <p>{text}</p> }).collect_view();
    let written_in = language_tag(&proposal.content.language);
    view! {
        <section aria-labelledby="about">
            <SectionHead id="about" title=t!(words, "project-about")/>
            <div lang=written_in><Prose>{paragraphs}</Prose></div>
        </section>
        <section aria-labelledby="costs">
            <SectionHead id="costs" title=t!(words, "project-costs")/>
            {costs(visit, proposal)}
        </section>
    }
}

fn costs(visit: &Visit, proposal: &Proposal) -> impl IntoView + use<> {
    let words = visit.words();
    let columns = vec![
        Column::words(t!(words, "project-item")),
        Column::figures(t!(words, "project-quantity")),
        Column::figures(t!(words, "project-unit-price")),
        Column::figures(t!(words, "project-line-total")),
    ];
    let foot = vec![
        t!(words, "project-asked").into_any(),
        ().into_any(),
        ().into_any(),
        number(proposal.cost_asked.0).into_any(),
    ];
    let rows = proposal.content.costs.iter().map(cost_row).collect();
    view! {
        <Table id="cost-lines" caption=t!(words, "project-costs-caption") columns rows foot=foot/>
    }
}

fn cost_row(line: &CostLine) -> Vec<AnyView> {
    let quantity = format!("{}\u{a0}{}", number(line.quantity), line.unit);
    // The store takes no line whose total it cannot count.
    let total = line.total().map_or_else(String::new, |total| number(total.0));
    vec![
        line.item.clone().into_any(),
        quantity.into_any(),
        number(line.unit_price.0).into_any(),
        total.into_any(),
    ]
}

fn decision(visit: &Visit, written_in: String, screened: Screened) -> impl IntoView + use<> {
    let words = visit.words();
    let reviewed = screened.cost.map(|cost| {
        Fact::new(t!(words, "project-reviewed"), t!(words, "site-money", amount = number(cost.0)))
    });
    let on = t!(words, "project-decided", date = date(words, screened.at));
    view! {
        <section aria-labelledby="decision">
            <SectionHead id="decision" title=t!(words, "project-decision")/>
            <div class="panel stack">
                <p><Badge tone=Tone::Ok star=true text=t!(words, "project-admitted")/></p>
                <p lang=written_in>{screened.reason}</p>
                <Facts rows=reviewed.into_iter().collect()/>
                <p class="small mute">{on}</p>
            </div>
        </section>
    }
}

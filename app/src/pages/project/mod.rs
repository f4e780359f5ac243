//! `GET /{lang}/projects/{key}`: what a project is, what it costs, and why it is on the ballot.

mod aside;
mod text;

use super::pictures::gallery;
use crate::components::{Breadcrumbs, Gallery, Icon, Link, PageHead, Picture};
use crate::i18n::{category_glyph, category_name, language_tag};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::projects::Project;
use store::proposals::{Proposal, ProposalKey};
use store::seasons::{Contest, Season};
use store::territories::Territory;

/// A project with what stands around it.
struct Model {
    project: Project,
    /// What was proposed; a project of an imported election has none.
    proposal: Option<Proposal>,
    contest: Contest,
    season: Season,
    district: Territory,
    /// The way down to its mahalla.
    mahalla: Vec<Territory>,
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
        Some(mahalla) => store.territory_path(mahalla).await?,
        None => Vec::new(),
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
            // On a phone cost and vote come right after the photograph, before the long text.
            <div class="split-lead">
                <div class="lead-shown">{shown}</div>
                <aside class="lead-side stack">{aside::aside(visit, &model)}</aside>
                <div class="lead-rest stack-l">
                    {model.proposal.as_ref().map(|proposal| text::about(visit, proposal))}
                    {screened.map(|screened| text::decision(visit, written_in, screened))}
                </div>
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

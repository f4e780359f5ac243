//! What everybody sees of a proposal: the same on its page, in the preview and on the desk.

use super::grounds::Grounds;
use crate::components::{Fact, Facts, Gallery, Icon, Prose, SectionHead, Sum};
use crate::i18n::{category_glyph, category_name, language_tag, money, number};
use crate::pages::cost_table::cost_table;
use crate::pages::pictures::gallery;
use crate::t;
use crate::web::{Problem, Visit};
use leptos::prelude::*;
use store::proposals::Proposal;

/// The proposal without its title: photographs, text, costs, facts.
pub(in crate::pages) async fn look(
    visit: &Visit,
    proposal: &Proposal,
    grounds: &Grounds,
) -> Result<impl IntoView + use<>, Problem> {
    let words = visit.words();
    let content = &proposal.content;
    let pictures = gallery(visit, &content.photos).await?;
    let caption = t!(words, "proposals-photos-by", name = proposal.author_name.clone());
    let lang = language_tag(&content.language);
    let paragraphs = content.text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    let paragraphs = paragraphs.map(|text| view! { <p>{text.to_owned()}</p> }).collect_view();
    let gallery = (!pictures.is_empty()).then(|| view! { <Gallery pictures caption /> });
    Ok(view! {
        <div class="split-lead">
            <div class="lead-shown">{gallery}</div>
            <div class="lead-side stack">{facts(visit, proposal, grounds)}</div>
            <div class="lead-rest stack-l">
                <div lang=lang><Prose>{paragraphs}</Prose></div>
                {costs(visit, proposal)}
            </div>
        </div>
    })
}

fn costs(visit: &Visit, proposal: &Proposal) -> impl IntoView + use<> {
    let words = visit.words();
    let total = (t!(words, "proposals-sum"), proposal.cost_asked);
    let caption = t!(words, "proposals-costs-caption");
    view! {
        <section aria-labelledby="costs">
            <SectionHead id="costs" title=t!(words, "proposals-costs") />
            {cost_table(words, &proposal.content.costs, caption, total)}
        </section>
    }
}

fn facts(visit: &Visit, proposal: &Proposal, grounds: &Grounds) -> impl IntoView + use<> {
    let words = visit.words();
    let content = &proposal.content;
    let reviewed = proposal.screened.as_ref().and_then(|screened| screened.cost);
    let amount = number(reviewed.unwrap_or(proposal.cost_asked).0);
    let mut rows = vec![
        Fact::new(t!(words, "proposals-mahalla"), grounds.place(visit, content.mahalla)),
        Fact::new(t!(words, "proposals-place"), content.place.clone()),
    ];
    if let Some(category) = content.category {
        let (glyph, name) = (category_glyph(category), category_name(words, category));
        rows.push(Fact::new(
            t!(words, "proposals-category"),
            view! { <span class="cat"><Icon glyph />{name}</span> },
        ));
    }
    if reviewed.is_some() {
        let asked = money(words, proposal.cost_asked.0);
        rows.push(Fact::new(t!(words, "proposals-cost-asked"), asked));
    }
    rows.push(Fact::new(t!(words, "proposals-author"), proposal.author_name.clone()));
    let caption = match reviewed {
        Some(_) => t!(words, "proposals-cost-reviewed"),
        None => t!(words, "proposals-cost-asked"),
    };
    view! {
        <div>
            <p class="small mute">{caption}</p>
            <Sum amount unit=t!(words, "proposals-som") big=true />
        </div>
        <Facts rows />
    }
}

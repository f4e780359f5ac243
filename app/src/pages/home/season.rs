//! The season that the home page is about, and the others.

use crate::components::{Fact, Facts, Hero, Link, LinkButton, Look, Purse, SectionHead, Stepper};
use crate::i18n::{money, number};
use crate::pages::seasons::{
    Overview, contest_table, now_sentence, propose, season_table, shared_cap, steps,
};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::seasons::{PhaseKind, Season};

/// More contests than this are found by searching, not by scrolling.
const LISTED: usize = 15;

/// The season's title, what goes on, and its money.
pub(super) fn hero(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let title = overview.season.titles.text(visit.lang.code()).to_owned();
    let state = now_sentence(words, &overview.season, visit.now);
    let rules = visit.to(&format!("/seasons/{}", overview.season.key));
    let districts = visit.to("/districts");
    view! {
        <Hero aside=purse(visit, overview).into_any()>
            <p class="eyebrow"><span>{t!(words, "home-title")}</span></p>
            <h1>{title}</h1>
            <p class="lede"><b>{state}</b>" "{t!(words, "home-lede")}</p>
            <div class="acts">
                <LinkButton href=districts look=Look::Now>{t!(words, "home-find")}</LinkButton>
                <LinkButton href=rules look=Look::OnBand>{t!(words, "season-rules")}</LinkButton>
            </div>
        </Hero>
    }
}

/// Where the season stands, and its contests.
pub(super) fn sections(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let steps = steps(words, &overview.season, visit.now);
    let path = visit.to(&format!("/seasons/{}", overview.season.key));
    let count = overview.contests.len();
    let table = (count <= LISTED).then(|| contest_table(visit, overview));
    let all =
        t!(words, "home-all-places", count = number(i64::try_from(count).unwrap_or(i64::MAX)));
    let more = table.is_none().then(|| Link::new(path.clone(), all));
    view! {
        <section class="section" aria-labelledby="phases">
            <SectionHead
                id="phases"
                title=t!(words, "home-season-phases")
                more=Link::new(path, t!(words, "season-rules"))
            />
            <Stepper steps across=true/>
        </section>
        <section class="section" aria-labelledby="places">
            <SectionHead
                id="places"
                title=t!(words, "home-places")
                more
                note=t!(words, "season-contests-note")
            />
            {table}
        </section>
    }
}

/// Every other season: those that run beside the current one, past and coming ones.
pub(super) fn others(visit: &Visit, seasons: &[Season]) -> Option<impl IntoView + use<>> {
    let words = visit.words();
    let all = Link::new(visit.to("/seasons"), t!(words, "home-all-seasons"));
    let table = season_table(visit, seasons);
    let open = seasons.iter().any(|season| season.is_in(PhaseKind::Submission, visit.now));
    let propose = open.then(|| {
        let href = propose(visit, None);
        let words = t!(words, "proposals-new-title");
        view! { <p class="row"><LinkButton href look=Look::Second>{words}</LinkButton></p> }
    });
    (!seasons.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="others">
                <SectionHead id="others" title=t!(words, "home-other-seasons") more=all/>
                <div class="stack">{table}{propose}</div>
            </section>
        }
    })
}

fn purse(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let contests = i64::try_from(overview.contests.len()).unwrap_or(i64::MAX);
    let mut facts = vec![Fact::new(t!(words, "season-contests"), number(contests))];
    if let Some(cap) = shared_cap(&overview.only_contests()) {
        let sum = t!(words, "season-up-to", sum = money(words, cap.0));
        facts.push(Fact::new(t!(words, "season-cap"), sum));
    }
    let age = t!(words, "season-years", age = number(overview.season.min_age));
    facts.push(Fact::new(t!(words, "season-age"), age));
    view! {
        <Purse
            caption=t!(words, "season-envelope")
            amount=number(overview.envelope().0)
            unit=t!(words, "site-som")
        >
            <Facts rows=facts/>
        </Purse>
    }
}

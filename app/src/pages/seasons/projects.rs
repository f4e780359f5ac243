//! The projects of a contest: searched, filtered, in a random order that an address can carry.

use super::order::Order;
use super::proposals::Counts;
use crate::components::{
    Button, Choice, Empty, Fold, Glyph, LinkButton, Look, ProjectList, ProjectRow, Select,
    TextField,
};
use crate::i18n::{category_glyph, category_name, language_tag, number, percent};
use crate::pages::pictures::cover;
use crate::t;
use crate::web::{Asked, Visit};
use leptos::prelude::*;
use store::projects::{Project, ProjectFilter, Total};
use store::proposals::Category;
use store::seasons::Contest;
use store::territories::Territory;
use store::{Som, Store, TerritoryId};

/// No search is longer.
const LONGEST: usize = 100;

/// What a contest page lists.
pub(super) struct Listing {
    order: Order,
    filter: ProjectFilter,
    /// All projects of the contest, whatever the filter.
    pub(super) all: Total,
    projects: Vec<Project>,
    mahallas: Vec<Territory>,
    envelope: Som,
}

impl Listing {
    pub(super) async fn load(
        store: &Store,
        contest: &Contest,
        asked: &Asked,
        now: store::UnixTime,
    ) -> store::Result<Self> {
        let mahallas = store.territories_in(Some(contest.territory)).await?;
        let code = asked.text("mahalla", LONGEST);
        let filter = ProjectFilter {
            text: asked.text("q", LONGEST),
            mahalla: mahallas.iter().find(|it| it.code == code).map(|it| it.id),
            category: asked.text("category", LONGEST).parse().ok(),
        };
        let order = Order::read(&asked.text("order", 2), now);
        let mut projects = store.projects(contest.id, &filter).await?;
        order.sort(&mut projects);
        let all = store.count_projects(contest.id).await?;
        Ok(Self { order, filter, all, projects, mahallas, envelope: contest.envelope })
    }

    fn mahalla(&self, id: Option<TerritoryId>) -> Option<&Territory> {
        self.mahallas.iter().find(|mahalla| Some(mahalla.id) == id)
    }
}

/// The form, the rows, and how they are ordered.
pub(super) fn section(visit: &Visit, path: &str, listing: &Listing, proposals: &Counts) -> AnyView {
    let words = visit.words();
    if listing.all.number == 0 {
        let to = (proposals.all() > 0).then(|| visit.to(&format!("{path}/proposals")));
        return view! {
            <Empty title=t!(words, "contest-empty-title") text=t!(words, "contest-empty-text")>
                {to.map(|href| view! {
                    <LinkButton href look=Look::Second>{t!(words, "contest-proposals-all")}</LinkButton>
                })}
            </Empty>
        }
        .into_any();
    }
    let found = i64::try_from(listing.projects.len()).unwrap_or(i64::MAX);
    let rows = match listing.projects.is_empty() {
        true => nothing(visit, path, listing).into_any(),
        false => rows(visit, listing).into_any(),
    };
    view! {
        <div class="split-l">
            <div>{form(visit, path, listing)}</div>
            <div class="stack">
                <p><b>{t!(words, "contest-rows", count = found)}</b></p>
                {rows}
                {order(visit, path, listing)}
            </div>
        </div>
    }
    .into_any()
}

fn form(visit: &Visit, path: &str, listing: &Listing) -> impl IntoView + use<> {
    let words = visit.words();
    let lang = visit.lang.code();
    let filter = &listing.filter;
    // The contest of a mahalla has none to choose from.
    let some = !listing.mahallas.is_empty();
    let mut mahallas =
        vec![Choice::new("", t!(words, "contest-any-mahalla"), filter.mahalla.is_none())];
    mahallas.extend(listing.mahallas.iter().map(|it| {
        Choice::new(it.code.clone(), it.names.text(lang), filter.mahalla == Some(it.id))
    }));
    let mut categories =
        vec![Choice::new("", t!(words, "contest-any-category"), filter.category.is_none())];
    categories.extend(
        Category::ALL.iter().map(|it| {
            Choice::new(it.word(), category_name(words, *it), filter.category == Some(*it))
        }),
    );
    let open = filter.mahalla.is_some() || filter.category.is_some() || !filter.text.is_empty();
    let (text, order) = (filter.text.clone(), listing.order.number());
    let action = visit.to(path);
    view! {
        <Fold title=t!(words, "contest-search") open phone_only=true>
            <form class="form" role="search" method="get" action=action>
                <input type="hidden" name="order" value=order/>
                <TextField
                    id="q"
                    name="q"
                    kind="search"
                    label=t!(words, "contest-search")
                    hint=t!(words, "contest-search-hint")
                    value=text
                    max=100_u32
                />
                {some.then(|| view! {
                    <Select id="mahalla" name="mahalla" label=t!(words, "contest-mahalla") choices=mahallas/>
                })}
                <Select
                    id="category"
                    name="category"
                    label=t!(words, "contest-category")
                    choices=categories
                />
                <Button icon=Glyph::Search look=Look::Second>{t!(words, "contest-filter")}</Button>
            </form>
        </Fold>
    }
}

fn rows(visit: &Visit, listing: &Listing) -> impl IntoView + use<> {
    let rows = listing.projects.iter().map(|project| row(visit, listing, project));
    let rows = rows.collect_view();
    view! { <ProjectList>{rows}</ProjectList> }
}

fn row(visit: &Visit, listing: &Listing, project: &Project) -> impl IntoView + use<> {
    let words = visit.words();
    let href = visit.to(&format!("/projects/{}", project.key));
    let mahalla = listing.mahalla(project.mahalla);
    let meta = mahalla.map(|mahalla| mahalla.names.text(visit.lang.code()).to_owned());
    let share = percent(visit.lang, project.cost, listing.envelope);
    view! {
        <ProjectRow
            link=crate::components::Link::new(href, project.title.clone())
            glyph=project.category.map_or(Glyph::Other, category_glyph)
            category=project.category.map_or_else(String::new, |it| category_name(words, it))
            lang=language_tag(&project.language)
            picture=project.cover.map(cover)
            meta=meta.into_iter().collect()
            amount=number(project.cost.0)
            unit=t!(words, "site-som")
            share=t!(words, "contest-share", share = share)
        />
    }
}

fn nothing(visit: &Visit, path: &str, listing: &Listing) -> impl IntoView + use<> {
    let words = visit.words();
    let all = format!("{}?order={}", visit.to(path), listing.order.number());
    let clear = t!(words, "contest-clear");
    view! {
        <Empty title=t!(words, "contest-nothing-title") text=t!(words, "contest-nothing-text")>
            <LinkButton href=all look=Look::Second>{clear}</LinkButton>
        </Empty>
    }
}

/// Why the order is what it is; the button keeps what was searched for.
fn order(visit: &Visit, path: &str, listing: &Listing) -> impl IntoView + use<> {
    let words = visit.words();
    let filter = &listing.filter;
    let mahalla = listing.mahalla(filter.mahalla).map(|mahalla| mahalla.code.clone());
    let said = t!(
        words,
        "contest-order",
        order = listing.order.number(),
        orders = i64::from(Order::COUNT)
    );
    let another = t!(words, "contest-next-order");
    let hidden = [
        ("order", Some(listing.order.next().number().to_string())),
        ("q", Some(filter.text.clone()).filter(|text| !text.is_empty())),
        ("mahalla", mahalla),
        ("category", filter.category.map(|category| category.word().to_owned())),
    ];
    let hidden = hidden
        .into_iter()
        .filter_map(|(name, value)| Some(view! { <input type="hidden" name=name value=value?/> }));
    view! {
        <form class="stack-s" method="get" action=visit.to(path)>
            <p class="small mute">{said}</p>
            {hidden.collect_view()}
            <div><Button look=Look::Quiet small=true>{another}</Button></div>
        </form>
    }
}

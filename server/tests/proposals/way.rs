//! The way of a proposal, from the empty form to the project.

use crate::browser::{Browser, Page};
use crate::world::World;
use store::proposals::{ProposalKey, ProposalState};

/// The fields of the form, in their order.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The hidden fields of a form.
    pub(crate) fn of(form: &Page) -> Self {
        let hidden = ["key", "version", "contest"];
        Self(hidden.iter().map(|name| ((*name).to_owned(), form.value(name))).collect())
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// A form filled in well.
pub(crate) fn filled(world: &World, form: &Page) -> Fields {
    let mut fields = Fields::of(form);
    let mahalla = world.mahalla.to_string();
    for (name, value) in [
        ("title", "Ichimlik suvi quvuri"),
        ("summary", "214 ta xonadonga suv keladi."),
        ("text", "Suv yoʻq.\n\nQuvur yotqiziladi."),
        ("place", "Bogʻbon koʻchasi"),
        ("category", "water"),
        ("language", "uz"),
        ("mahalla", mahalla.as_str()),
        ("item-0", "Polietilen quvur"),
        ("unit-0", "metr"),
        ("quantity-0", "2 400"),
        ("price-0", "168 000"),
    ] {
        fields.set(name, value);
    }
    fields
}

/// Saves and submits a good proposal; gives its key.
pub(crate) async fn submitted(world: &World, browser: &Browser) -> ProposalKey {
    let form = browser.get("/en/proposals/new").await;
    let mut fields = filled(world, &form);
    fields.set("do", "submit");
    let saved = browser.post_files("/en/proposals/new", &fields.pairs(), &[]).await;
    let preview = browser.get(&saved.location()).await;
    let version = preview.value("version");
    browser.post(&saved.location(), &[("version", &version)]).await.location();
    fields.pairs().iter().find(|(name, _)| *name == "key").unwrap().1.parse().unwrap()
}

#[tokio::test]
async fn from_the_empty_form_to_the_project() {
    let world = World::new().await;
    let (author, moderator) = (world.resident(1).await, world.moderator(2, "1718203").await);
    let anyone = world.anonymous();
    let form = author.get("/en/proposals/new").await;
    assert!(form.shows("1\u{a0}648\u{a0}000\u{a0}000"), "the cap is in view");
    assert!(form.shows("Oqdaryo tumani") && form.shows("Loyish"));
    let mut fields = filled(&world, &form);
    let saved = author.post_files("/en/proposals/new", &fields.pairs(), &[]).await.location();
    let edit = author.get(&saved).await;
    assert!(edit.shows("403\u{a0}200\u{a0}000"), "the sum is shown");
    let key = edit.value("key");
    let page = format!("/en/proposals/{key}");
    assert_eq!(anyone.get(&page).await.status, 404, "a draft is its author's alone");

    fields.set("version", &edit.value("version"));
    fields.set("do", "submit");
    let path = format!("{page}/edit");
    let preview = author.post_files(&path, &fields.pairs(), &[]).await.location();
    let preview_page = author.get(&preview).await;
    assert!(preview_page.shows("Ichimlik suvi quvuri"));
    let version = preview_page.value("version");
    assert_eq!(author.post(&preview, &[("version", &version)]).await.location(), page);
    assert_eq!(author.post(&preview, &[("version", &version)]).await.location(), page, "twice");
    assert!(anyone.get(&page).await.shows("Under review"));
    assert!(author.get("/en/me/proposals").await.shows("Specialists decide by"));

    assert!(moderator.get("/en/desk").await.shows("Ichimlik suvi quvuri"));
    let desk = format!("/en/desk/{key}");
    let review = moderator.get(&desk).await;
    assert!(review.shows("Within the limit") && review.shows("No proposal of this district"));
    let version = review.value("version");
    let mut decision = vec![
        ("version", version.as_str()),
        ("do", "admit"),
        ("reason", "Hisob toʻgʻri."),
        ("cost", "400 000 000"),
    ];
    let confirm = moderator.post(&desk, &decision).await;
    assert!(
        confirm.status == 200
            && confirm.shows("Hisob toʻgʻri.")
            && confirm.shows("400\u{a0}000\u{a0}000")
    );
    let parsed: ProposalKey = key.parse().unwrap();
    let waits = world.store.proposal(&parsed).await.unwrap().state;
    assert_eq!(waits, ProposalState::Submitted, "nothing before the confirmation");
    decision.push(("confirmed", "yes"));
    assert_eq!(moderator.post(&desk, &decision).await.location(), "/en/desk");

    let public = anyone.get(&page).await;
    assert!(public.shows("Admitted on") && public.shows("Hisob toʻgʻri."));
    assert_eq!(world.store.project(&parsed).await.unwrap().cost.0, 400_000_000);
    world.end().await;
}

#[tokio::test]
async fn a_submitted_proposal_changes_openly_and_is_withdrawn_for_good() {
    let world = World::new().await;
    let author = world.resident(1).await;
    let key = submitted(&world, &author).await;
    let (page, edit) = (format!("/en/proposals/{key}"), format!("/en/proposals/{key}/edit"));
    let mut fields = filled(&world, &author.get(&edit).await);
    fields.set("title", "Yangi sarlavha");
    assert_eq!(author.post_files(&edit, &fields.pairs(), &[]).await.location(), page);
    assert!(world.anonymous().get(&page).await.shows("Changed: “Yangi sarlavha”"));

    let withdraw = format!("{page}/withdraw");
    assert!(author.get(&withdraw).await.shows("cannot be submitted again"));
    assert_eq!(author.post(&withdraw, &[]).await.location(), "/en/me/proposals");
    assert_eq!(world.anonymous().get(&page).await.status, 404);
    assert!(author.get(&page).await.shows("Withdrawn"));
    assert_eq!(author.post(&withdraw, &[]).await.status, 409);
    world.end().await;
}

//! The form: what, where, costs, photographs; every error at its field.

use super::checked::Wrong;
use super::costs::cost_fields;
use super::grounds::Grounds;
use super::photos::photo_fields;
use super::save::Returned;
use super::typed::Typed;
use crate::components::{
    Alert, Breadcrumbs, Button, Choice, ErrorSummary, Link, Look, PageHead, Select, TextArea,
    TextField, Tone,
};
use crate::i18n::{category_name, money, number};
use crate::t;
use crate::web::{Head, Visit};
use axum::response::Response;
use http::StatusCode;
use leptos::prelude::*;
use store::proposals::{Category, Content, Proposal, ProposalState};

/// The form's model.
pub(super) struct Form {
    pub(super) typed: Typed,
    pub(super) wrong: Wrong,
    pub(super) alert: Option<String>,
    /// What was just done.
    pub(super) saved: Option<String>,
    /// Where the proposal stands; none before its first save.
    pub(super) state: Option<ProposalState>,
    /// Whether it was sent and could not be saved.
    pub(super) refused: bool,
}

impl Form {
    pub(super) fn new(typed: Typed) -> Self {
        let (wrong, state) = (Wrong::default(), None);
        Self { typed, wrong, alert: None, saved: None, state, refused: false }
    }

    pub(super) fn of(proposal: &Proposal, typed: Typed) -> Self {
        Self { state: Some(proposal.state), ..Self::new(typed) }
    }

    pub(super) fn returned(returned: Returned) -> Self {
        let Returned { typed, wrong, alert } = returned;
        Self { wrong, alert, refused: true, ..Self::new(typed) }
    }
}

pub(super) fn form_page(visit: &Visit, form: Form, grounds: &Grounds) -> Response {
    let words = visit.words();
    let title = match form.state {
        None => t!(words, "proposals-new-title"),
        Some(_) => t!(words, "proposals-edit-title"),
    };
    let refused = form.refused;
    let head = Head::new(title.clone()).hidden_from_search();
    let trail = vec![Link::new(visit.to("/me/proposals"), t!(words, "proposals-mine-title"))];
    let cap = money(words, grounds.contest.cap.0);
    let season = grounds.season.titles.text(visit.lang.code());
    let eyebrow = format!("{season} · {}", grounds.place(visit, None));
    let mut response = visit.page(
        head,
        view! {
            <div class="wrap wrap-narrow">
                <Breadcrumbs label=t!(words, "proposals-crumbs") trail here=title.clone() />
                <PageHead title rule=t!(words, "proposals-rule", cap = cap)>
                    {eyebrow}
                </PageHead>
                <div class="stack">
                    {notices(visit, &form)}
                    {fields(visit, form, grounds)}
                </div>
            </div>
        },
    );
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

fn notices(visit: &Visit, form: &Form) -> impl IntoView + use<> {
    let words = visit.words();
    let errors: Vec<_> =
        form.wrong.iter().map(|(id, text)| Link::new(format!("#{id}"), text)).collect();
    let summary = (!errors.is_empty()).then(|| {
        let count = i64::try_from(errors.len()).unwrap_or_default();
        view! { <ErrorSummary title=t!(words, "proposals-wrong", count = count) errors /> }
    });
    let alert = form.alert.clone().map(|text| {
        view! { <Alert tone=Tone::Warn title=t!(words, "proposals-not-saved") live=true><p>{text}</p></Alert> }
    });
    let saved = form.saved.clone().map(|text| {
        view! { <Alert tone=Tone::Ok title=text live=true /> }
    });
    view! { {summary}{alert}{saved} }
}

fn fields(visit: &Visit, form: Form, grounds: &Grounds) -> impl IntoView + use<> {
    let words = visit.words();
    let Form { typed, wrong, state, .. } = form;
    let submitted = state == Some(ProposalState::Submitted);
    let (key, version) = (typed.key.clone(), typed.version.to_string());
    let contest = grounds.contest.id.to_string();
    let cap = grounds.contest.cap_for(typed.category.parse().ok());
    view! {
        <form class="form" method="post" enctype="multipart/form-data" novalidate=true>
            // Enter in a field presses the first button: it saves, whatever stands below.
            <button class="vh" name="do" value="save" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name="key" value=key />
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="contest" value=contest />
            {what(visit, &typed, &wrong)}
            {place(visit, &typed, &wrong, grounds)}
            {cost_fields(words, typed.costs.clone(), &wrong, cap)}
            {photo_fields(words, typed.photos.clone(), &wrong)}
            <p class="note">{t!(words, "proposals-name-public")}</p>
            <div class="row">
                {if submitted {
                    view! { <Button name="do".to_owned() value="save".to_owned()>{t!(words, "proposals-save-changes")}</Button> }.into_any()
                } else {
                    view! {
                        <Button name="do".to_owned() value="submit".to_owned()>{t!(words, "proposals-check-and-submit")}</Button>
                        <Button look=Look::Second name="do".to_owned() value="save".to_owned()>{t!(words, "proposals-save-draft")}</Button>
                    }.into_any()
                }}
            </div>
        </form>
    }
}

fn what(visit: &Visit, typed: &Typed, wrong: &Wrong) -> impl IntoView + use<> {
    let words = visit.words();
    let used = |text: &str, max: usize| {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (used, max) = (number(count(text.chars().count())), number(count(max)));
        t!(words, "proposals-used", used = used, max = max)
    };
    let categories = Category::ALL.iter().map(|category| {
        let chosen = typed.category == category.word();
        Choice::new(category.word(), category_name(words, *category), chosen)
    });
    let none = Choice::new("", t!(words, "proposals-choose"), typed.category.is_empty());
    let languages = [
        ("uz", "Oʻzbekcha"),
        ("uz-cyrl", "Ўзбекча"),
        ("ru", "Русский"),
        ("kaa", "Qaraqalpaqsha"),
        ("en", "English"),
    ];
    let languages =
        languages.into_iter().map(|(code, name)| Choice::new(code, name, typed.language == code));
    view! {
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "proposals-what")}</legend>
            <TextField id="title" name="title" label=t!(words, "proposals-title")
                hint=t!(words, "proposals-title-hint") value=typed.title.clone()
                error=wrong.at("title") />
            <TextArea id="summary" name="summary" label=t!(words, "proposals-summary") rows=2
                hint=t!(words, "proposals-summary-hint") value=typed.summary.clone()
                count=used(&typed.summary, Content::SUMMARY) error=wrong.at("summary") />
            <TextArea id="text" name="text" label=t!(words, "proposals-text") rows=12
                hint=t!(words, "proposals-text-hint") value=typed.text.clone()
                count=used(&typed.text, Content::TEXT) error=wrong.at("text") />
            <Select id="category" name="category" label=t!(words, "proposals-category")
                choices=std::iter::once(none).chain(categories).collect()
                error=wrong.at("category") />
            <Select id="language" name="language" label=t!(words, "proposals-language")
                choices=languages.collect() />
        </fieldset>
    }
}

fn place(visit: &Visit, typed: &Typed, wrong: &Wrong, grounds: &Grounds) -> impl IntoView + use<> {
    let (words, lang) = (visit.words(), visit.lang.code());
    // The contest of a mahalla has one answer, which nobody has to give.
    let sole = grounds.around.is_some();
    let mahallas = grounds.mahallas.iter().map(|it| {
        let id = it.id.to_string();
        let chosen = sole || typed.mahalla == id;
        Choice::new(id, it.names.text(lang), chosen)
    });
    let none = Choice::new("", t!(words, "proposals-choose"), typed.mahalla.is_empty());
    let none = (!sole).then_some(none);
    let district = grounds.district.names.text(lang).to_owned();
    let hint = match sole {
        true => t!(words, "proposals-mahalla-sole"),
        false => t!(words, "proposals-mahalla-hint", district = district),
    };
    view! {
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "proposals-where")}</legend>
            <Select id="mahalla" name="mahalla" label=t!(words, "proposals-mahalla")
                hint choices=none.into_iter().chain(mahallas).collect()
                error=wrong.at("mahalla") />
            <TextField id="place" name="place" label=t!(words, "proposals-place")
                hint=t!(words, "proposals-place-hint") value=typed.place.clone()
                error=wrong.at("place") />
        </fieldset>
    }
}

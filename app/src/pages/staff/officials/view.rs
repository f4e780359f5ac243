//! The list of officials and the form below it.

use super::change::{Change, Mistakes};
use crate::components::{
    Alert, Button, Choice, Column, ErrorSummary, Fold, Link, Look, PageHead, SectionHead, Select,
    Table, TextField, Tone,
};
use crate::i18n::{Words, date, role_name};
use crate::t;
use leptos::prelude::*;
use store::roles::{Official, Role};

/// A row of the list.
pub(super) struct Row {
    pub(super) official: Official,
    pub(super) place: String,
    pub(super) code: String,
}

pub(super) fn view(words: Words, rows: Vec<Row>, typed: Change, wrong: Mistakes) -> impl IntoView {
    let columns = [
        t!(words, "staff-name"),
        t!(words, "staff-role"),
        t!(words, "staff-place"),
        t!(words, "staff-since"),
        t!(words, "staff-revoke"),
    ];
    let rows = rows.into_iter().map(|row| cells(words, row)).collect();
    view! {
        <div class="wrap section">
            <PageHead title=t!(words, "staff-officials") lede=t!(words, "staff-officials-lede")/>
            {wrong.whole.clone().map(|title| view! { <Alert tone=Tone::Bad title live=true/> })}
            {summary(words, &wrong)}
            <Table id="held" caption=t!(words, "staff-officials") quiet=true stacked=true
                columns=columns.map(Column::words).to_vec() rows=rows/>
            <section class="section" aria-labelledby="grant">
                <SectionHead id="grant" title=t!(words, "staff-grant")/>
                {form(words, typed, wrong)}
            </section>
        </div>
    }
    .into_any()
}

/// The form stands below a long list: what is wrong with it is told where the page begins.
fn summary(words: Words, wrong: &Mistakes) -> Option<AnyView> {
    let fields = [("#number", &wrong.number), ("#territory", &wrong.territory)];
    let errors: Vec<_> = fields
        .into_iter()
        .filter_map(|(field, said)| said.clone().map(|said| Link::new(field, said)))
        .collect();
    let title = t!(words, "staff-wrong");
    (!errors.is_empty()).then(|| view! { <ErrorSummary title errors/> }.into_any())
}

fn form(words: Words, typed: Change, wrong: Mistakes) -> impl IntoView {
    let chosen = typed.role.unwrap_or_default();
    let choices = Role::ALL
        .iter()
        .map(|role| Choice::new(role.word(), role_name(words, *role), role.word() == chosen))
        .collect::<Vec<_>>();
    view! {
        <form method="post" class="form">
            <TextField id="number" name="number" label=t!(words, "staff-number")
                hint=t!(words, "staff-number-hint") error=wrong.number required=true/>
            <Select id="role" name="role" label=t!(words, "staff-role") choices required=true/>
            <TextField id="territory" name="territory" label=t!(words, "staff-territory")
                hint=t!(words, "staff-territory-hint") value=typed.territory
                error=wrong.territory/>
            <p><Button>{t!(words, "staff-grant")}</Button></p>
        </form>
    }
    .into_any()
}

fn cells(words: Words, row: Row) -> Vec<AnyView> {
    let Row { official, place, code } = row;
    let role = official.held.role;
    let sure =
        t!(words, "staff-revoke-sure", name = official.name.clone(), role = role_name(words, role));
    let revoke = view! {
        <Fold title=t!(words, "staff-revoke")>
            <form method="post" class="stack-s">
                <p class="small">{sure}</p>
                <input type="hidden" name="role" value=role.word()/>
                <input type="hidden" name="territory" value=code/>
                <Button look=Look::Danger small=true name="revoke".to_owned()
                    value=official.person.to_string()>
                    {t!(words, "staff-revoke")}
                </Button>
            </form>
        </Fold>
    };
    vec![
        official.name.into_any(),
        role_name(words, role).into_any(),
        place.into_any(),
        date(words, official.held.granted_at).into_any(),
        revoke.into_any(),
    ]
}

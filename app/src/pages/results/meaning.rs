//! What the result means to voters: how many funded projects each of them chose, and whether money
//! went where the votes were. Bars drawn on the server, and the same in tables.

use super::evenness;
use super::model::{Published, below, count};
use crate::components::{BarKind, Column, Fold, SectionHead, Share, Shares, Table};
use crate::i18n::{Words, category_name, number, percent, tenths};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::Som;
use tally::{Analysis, CategoryShare, Fraction};
use voting::record::category_shares;

/// Nothing where a record tells neither ballots nor projects.
pub(super) fn section(visit: &Visit, published: &Published) -> Option<AnyView> {
    let words = visit.words();
    let voters = published.analysis.as_ref().filter(|it| it.voters > 0);
    let voters = voters.map(|analysis| {
        let evenly = evenness::section(words, published, analysis);
        view! { {voters_view(words, analysis)}{evenly} }
    });
    let categories = categories(words, published).map(|shares| categories_view(words, &shares));
    if voters.is_none() && categories.is_none() {
        return None;
    }
    let view = view! {
        <section class="section stack" aria-labelledby="meaning">
            <SectionHead id="meaning" title=t!(words, "result-meaning")/>
            {voters}
            {categories}
        </section>
    };
    Some(view.into_any())
}

fn part(width: u64, whole: u64) -> u16 {
    let share = u128::from(width) * 1_000 / u128::from(whole.max(1));
    u16::try_from(share).unwrap_or(1_000)
}

fn voters_view(words: Words, analysis: &Analysis) -> AnyView {
    let lang = words.lang();
    let all = count(analysis.voters);
    let of_all = |voters: u64| percent(lang, Som(count(voters)), Som(all));
    // Projects that voters chose and got, all together.
    let got = (0_u64..).zip(&analysis.histogram).map(|(projects, voters)| projects * voters);
    let mean = tenths(lang, Som(count(got.sum())), all);
    let said = t!(
        words,
        "result-meaning-voters",
        voters = number(count(analysis.represented)),
        share = of_all(analysis.represented),
        mean = mean,
    );
    let chosen = |projects: u64| t!(words, "result-meaning-bar", count = count(projects));
    let most = analysis.histogram.iter().copied().max().unwrap_or_default();
    let bars = (0_u64..).zip(&analysis.histogram).map(|(projects, voters)| Share {
        href: None,
        text: chosen(projects),
        figure: number(count(*voters)),
        width: part(*voters, most),
        kind: if projects == 0 { BarKind::Quiet } else { BarKind::Fill },
    });
    let rows = (0_u64..).zip(&analysis.histogram).map(|(projects, voters)| {
        let figures = [chosen(projects), number(count(*voters)), of_all(*voters) + "%"];
        figures.map(IntoAny::into_any).into()
    });
    let columns = vec![
        Column::words(t!(words, "result-meaning-projects")),
        Column::figures(t!(words, "result-meaning-voters-column")),
        Column::figures(t!(words, "result-column-share")),
    ];
    let (bars, rows) = (bars.collect(), rows.collect());
    view! {
        <p>{said}</p>
        <div class="twin">
            <div class="panel stack">
                <p class="small mute">{t!(words, "result-meaning-unit")}</p>
                <Shares shares=bars/>
            </div>
            <Fold title=t!(words, "result-table") open=true>
                <Table id="voters-table" caption=t!(words, "result-meaning-unit") quiet=true
                    stacked=true columns rows/>
            </Fold>
        </div>
    }
    .into_any()
}

/// In the order of money, then of votes.
fn categories(words: Words, published: &Published) -> Option<Vec<CategoryShare>> {
    published.result.projects.as_ref()?;
    let names = published.terms.projects.iter().map(|project| {
        let category = published.category(&project.id);
        category.map(|category| category_name(words, category)).into_iter().collect()
    });
    let names: Vec<Vec<String>> = names.collect();
    // Of an election held elsewhere the platform knows no categories.
    if names.iter().all(Vec::is_empty) {
        return None;
    }
    let mut shares = category_shares(&published.terms, &published.result, &names).ok()?;
    shares.sort_by_key(|it| std::cmp::Reverse((below(&it.money), below(&it.votes))));
    Some(shares)
}

fn categories_view(words: Words, shares: &[CategoryShare]) -> AnyView {
    let none = || t!(words, "result-meaning-no-category");
    let name = |share: &CategoryShare| share.category.clone().unwrap_or_else(none);
    let sum = |of: fn(&CategoryShare) -> &Fraction| shares.iter().map(|it| below(of(it))).sum();
    let (money, votes): (i64, i64) = (sum(|it| &it.money), sum(|it| &it.votes));
    let of = |part: i64, whole: i64| percent(words.lang(), Som(part), Som(whole)) + "%";
    let bar = |text: String, amount: i64, whole: i64, kind: BarKind| Share {
        href: None,
        text,
        figure: of(amount, whole),
        width: part(amount.unsigned_abs(), whole.unsigned_abs()),
        kind,
    };
    let bars = shares.iter().flat_map(|share| {
        let money_text = t!(words, "result-meaning-money", category = name(share));
        let votes_text = t!(words, "result-meaning-votes", category = name(share));
        [
            bar(money_text, below(&share.money), money, BarKind::Fill),
            bar(votes_text, below(&share.votes), votes, BarKind::Quiet),
        ]
    });
    let rows = shares.iter().map(|share| {
        let (got, for_it) = (below(&share.money), below(&share.votes));
        let figures = [name(share), number(got), of(got, money), number(for_it), of(for_it, votes)];
        figures.map(IntoAny::into_any).into()
    });
    let columns = vec![
        Column::words(t!(words, "result-meaning-category")),
        Column::figures(t!(words, "result-meaning-money-column")),
        Column::figures(t!(words, "result-meaning-of-money")),
        Column::figures(t!(words, "result-column-votes")),
        Column::figures(t!(words, "result-meaning-of-votes")),
    ];
    let (bars, rows) = (bars.collect(), rows.collect());
    view! {
        <div class="twin">
            <div class="panel stack">
                <p class="small mute">{t!(words, "result-meaning-categories")}</p>
                <Shares shares=bars/>
            </div>
            <Fold title=t!(words, "result-table") open=true>
                <Table id="categories-table" caption=t!(words, "result-meaning-categories")
                    quiet=true stacked=true columns rows/>
            </Fold>
        </div>
    }
    .into_any()
}

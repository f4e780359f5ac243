//! `GET /{lang}/desk`: what waits in the moderator's territories, the earliest deadline first.

use super::checks::{Facts, flags};
use super::{moderator, places};
use crate::components::{Desk, Empty, Link, PageHead, Queue, QueueHead, QueueRow};
use crate::i18n::{category_name, date, number};
use crate::pages::proposals::{Grounds, last_minute, state_badge};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::ContestId;
use store::proposals::{Card, Deadline};

/// A day, in seconds.
const DAY: i64 = 86_400;

type Contests = BTreeMap<ContestId, (Grounds, Vec<Card>)>;

pub(super) async fn show(visit: Visit) -> Answer {
    let person = moderator(&visit)?.person;
    let queue = visit.site.store.queue_of(person).await?;
    let contests = contests(&visit, &queue).await?;
    let words = visit.words();
    let title = t!(words, "desk-queue-title");
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let places = places(&visit, queue.len(), true);
    let rows: Vec<_> = queue.into_iter().filter_map(|case| row(&visit, case, &contests)).collect();
    let body = if rows.is_empty() {
        view! { <Empty title=t!(words, "desk-empty") text=t!(words, "desk-empty-text") /> }
            .into_any()
    } else {
        view! { <Queue head=columns(&visit) rows /> }.into_any()
    };
    Ok(visit.page(
        head,
        view! {
            <Desk label=t!(words, "desk-nav") places>
                <PageHead title lede=t!(words, "desk-queue-lede") />
                {body}
            </Desk>
        },
    ))
}

async fn contests(visit: &Visit, queue: &[Deadline]) -> Result<Contests, Problem> {
    let mut contests = Contests::new();
    for case in queue {
        let id = case.card.contest;
        if !contests.contains_key(&id) {
            let others = visit.site.store.public_proposals(id).await?;
            contests.insert(id, (Grounds::load(visit, id).await?, others));
        }
    }
    Ok(contests)
}

fn columns(visit: &Visit) -> QueueHead {
    let words = visit.words();
    QueueHead {
        caption: t!(words, "desk-queue-title"),
        choose: None,
        columns: [
            t!(words, "desk-column-case"),
            t!(words, "desk-column-place"),
            t!(words, "desk-column-sum"),
            t!(words, "desk-column-due"),
            t!(words, "desk-column-checks"),
            t!(words, "desk-column-state"),
        ],
        open: t!(words, "desk-open"),
    }
}

fn row(visit: &Visit, case: Deadline, contests: &Contests) -> Option<QueueRow> {
    let words = visit.words();
    let Deadline { card, deadline } = case;
    let (grounds, others) = contests.get(&card.contest)?;
    let category = card.category.map_or_else(String::new, |it| category_name(words, it));
    let submitted = card.submitted_at.map_or_else(String::new, |at| date(words, at));
    let late = deadline.is_some_and(|end| end - visit.now <= DAY);
    let due = deadline.map_or_else(String::new, |end| date(words, last_minute(end)));
    Some(QueueRow {
        id: card.key.to_string(),
        flags: flags(words, &Facts::of(&card), grounds, others),
        place: (grounds.place(visit, card.mahalla), category),
        amount: (number(card.cost_asked.0), t!(words, "proposals-som")),
        state: state_badge(words, card.state).1,
        link: Link::new(visit.to(&format!("/desk/{}", card.key)), card.title),
        note: submitted,
        due,
        late,
        chosen: false,
    })
}

//! Projects that were proposed and admitted: what a vote is prepared of.

use crate::people::account;
use store::people::NewAccount;
use store::proposals::{Category, Content, CostLine, NewProposal, Screening};
use store::roles::{Grant, Role};
use store::{Constraint, PersonId, SeasonId, Som, Store, StoreError, TerritoryId};

/// What a project costs.
const COST: Som = Som(60);
const AUTHOR: u8 = 200;
const MODERATOR: u8 = 201;

/// When a project was submitted, and when it was admitted.
pub(crate) struct Times {
    pub(crate) submitted: i64,
    pub(crate) screened: i64,
}

/// Admits a project in a contest of a season, which lies in the region with the code 1.
pub(crate) async fn admit(
    store: &Store,
    (season, position): (SeasonId, usize),
    (key, mahalla): (&str, &str),
    Times { submitted, screened }: Times,
) {
    let author = person(store, AUTHOR).await;
    let by = moderator(store).await;
    let contest = store.contests(season).await.unwrap()[position].id;
    let mahalla = store.territory_by_code(mahalla).await.unwrap().id;
    let new = NewProposal { key: key.parse().unwrap(), contest, author, content: content(mahalla) };
    let proposal = store.create_proposal(&new, submitted).await.unwrap();
    store.submit_proposal(proposal, author, 1, submitted).await.unwrap();
    let screening = Screening { proposal, version: 1, by, reason: "It fits.".to_owned() };
    store.admit_proposal(&screening, COST, screened).await.unwrap();
}

async fn person(store: &Store, number: u8) -> PersonId {
    let mahalla = store.territory_by_code("111").await.unwrap().id;
    let known = (Some("1980-01-01".to_owned()), Some(mahalla));
    let account = NewAccount { born_on: known.0, mahalla: known.1, ..account(number) };
    store.sign_in_person(&account, 0).await.unwrap()
}

async fn moderator(store: &Store) -> PersonId {
    let person = person(store, MODERATOR).await;
    let territory = Some(store.territory_by_code("1").await.unwrap().id);
    let grant = Grant { person, role: Role::Moderator, territory };
    match store.grant_role(grant, None, 0).await {
        Ok(()) | Err(StoreError::Conflict(Constraint::RoleHeld)) => person,
        Err(error) => panic!("{error}"),
    }
}

fn content(mahalla: TerritoryId) -> Content {
    let costs = vec![CostLine {
        item: "Stones".to_owned(),
        unit: "t".to_owned(),
        quantity: 1,
        unit_price: COST,
    }];
    Content {
        title: "A road".to_owned(),
        summary: "It becomes dry.".to_owned(),
        text: "For all.".to_owned(),
        place: "The road".to_owned(),
        category: Some(Category::Roads),
        language: "en".to_owned(),
        mahalla: Some(mahalla),
        costs,
        photos: Vec::new(),
    }
}

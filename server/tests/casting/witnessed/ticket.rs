//! What the page of a ticket says of witnesses.

use super::rig::{Rig, publish};
use super::{LATER, only_ballot, vote};
use crate::pages::look_in;
use crate::world::{NOW, World};
use server::witnesses::ask_all;
use voting::text::hex;

/// The page as a browser without scripts gets it, in Uzbek, Russian and English.
async fn pages(world: &World) -> [String; 3] {
    let number = hex(only_ballot(world).await.as_bytes());
    let page = async |lang| look_in(lang, world, &number, "").await.text();
    [page("uz").await, page("ru").await, page("en").await]
}

fn say(pages: &[String; 3], said: [&str; 3]) {
    for (page, said) in pages.iter().zip(said) {
        let answer = page.split("aria-live").next().unwrap();
        assert!(answer.contains(said), "{said:?} is not in\n{answer}");
    }
}

const QUORUM: [&str; 3] = ["yetarli sonda imzo qoʻygan", "подписал и кворум", "A quorum of the"];
const TOO_FEW: [&str; 3] = ["imzolar yetarli emas", "слишком немногие", "or too few of them"];
const NOBODY: [&str; 3] = ["hech kim<", "никто<", "nobody<"];

#[tokio::test(flavor = "multi_thread")]
async fn it_names_who_signed_and_says_whether_they_are_enough() {
    let (mut rig, world) = Rig::new(|_| {}).await;
    publish(&world).await;
    vote(&world, 1, NOW).await;
    rig.set_clock(&world, LATER);
    publish(&world).await;
    let none = pages(&world).await;
    say(&none, TOO_FEW);
    say(&none, NOBODY);
    rig.start(2, &world).await;
    rig.set_clock(&world, LATER + 10);
    ask_all(&world.polls).await.unwrap();
    let one = pages(&world).await;
    say(&one, TOO_FEW);
    say(&one, ["witness.example/2<"; 3]);
    rig.start(0, &world).await;
    rig.set_clock(&world, LATER + 60);
    ask_all(&world.polls).await.unwrap();
    let two = pages(&world).await;
    say(&two, QUORUM);
    say(&two, ["witness.example/0, witness.example/2<"; 3]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_is_given_the_policy_and_the_words() {
    let (_rig, world) = Rig::new(|_| {}).await;
    let page = world.get(&format!("/en/receipt/{}", world.election.id)).await.text();
    for said in
        ["data-policy=\"witness w0 ", "data-answer=\"witnessed\"", "data-answer=\"unwitnessed\""]
    {
        assert!(page.contains(said), "{said} is not in\n{page}");
    }
    world.end().await;
}

//! Contests of mahallas: where a project will be built is known, and nobody has to choose it.

use crate::browser::Page;
use crate::way::{filled, submitted};
use crate::world::World;

/// The choices of mahallas, as they stand in the HTML.
fn choices(page: &Page) -> String {
    let body = page.body();
    let list = body.split("<select").find(|list| list.contains("name=\"mahalla\"")).unwrap();
    list.split("</select>").next().unwrap().to_owned()
}

#[tokio::test]
async fn the_contests_own_mahalla_is_the_one_choice() {
    let world = World::of_mahallas().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    form.says("Dahbed, Oqdaryo tumani").says("This vote is about one mahalla.");
    let list = choices(&form);
    assert_eq!(list.matches("<option").count(), 1, "{list}");
    assert!(list.contains(&format!("value=\"{}\" selected", world.mahalla)), "{list}");
    assert!(list.contains("Dahbed"), "{list}");
    world.end().await;
}

#[tokio::test]
async fn of_a_neighbour_too_who_lives_in_another_one() {
    let world = World::of_mahallas().await;
    let neighbour = world.store.territory_by_code("14080011").await.unwrap().id;
    let season = world.store.seasons().await.unwrap().remove(0);
    let contests = world.store.contests(season.id).await.unwrap();
    let contest = contests.into_iter().find(|it| it.territory == neighbour).unwrap().id;
    let (browser, path) = (world.resident(1).await, format!("/en/proposals/new?contest={contest}"));
    let form = browser.get(&path).await;
    let list = choices(&form);
    assert!(list.contains(&format!("value=\"{neighbour}\" selected")), "{list}");
    assert_eq!(list.matches("<option").count(), 1, "{list}");
    // The mahalla next door has a contest of its own.
    let mut fields = filled(&world, &form);
    fields.set("do", "submit");
    let refused = browser.post_files(&path, &fields.pairs(), &[]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.error("mahalla").unwrap().contains("Choose the mahalla"));
    fields.set("mahalla", &neighbour.to_string());
    let preview = browser.post_files(&path, &fields.pairs(), &[]).await.location();
    browser.get(&preview).await.says("Loyish, Oqdaryo tumani");
    world.end().await;
}

#[tokio::test]
async fn a_proposal_there_becomes_a_project() {
    let world = World::of_mahallas().await;
    let (author, moderator) = (world.resident(1).await, world.moderator(2, "1718203").await);
    let key = submitted(&world, &author).await;
    let page = format!("/en/proposals/{key}");
    author.get(&page).await.says("Dahbed, Oqdaryo tumani").says_not("Dahbed, Dahbed");
    let desk = moderator.get(&format!("/en/desk/{key}")).await;
    desk.says("Dahbed, Oqdaryo tumani");
    let edit = author.get(&format!("{page}/edit")).await;
    assert!(choices(&edit).contains(&format!("value=\"{}\" selected", world.mahalla)));
    let version = desk.value("version");
    let decision = [
        ("version", version.as_str()),
        ("do", "admit"),
        ("reason", "Hisob toʻgʻri."),
        ("cost", "400 000 000"),
        ("confirmed", "yes"),
    ];
    moderator.post(&format!("/en/desk/{key}"), &decision).await.location();
    let project = world.anonymous().get(&format!("/en/projects/{key}")).await;
    project.says("Dahbed, Oqdaryo tumani").says_not("Dahbed, Dahbed");
    world.end().await;
}

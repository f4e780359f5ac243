//! What everybody sees: the way to the form, all proposals, and why they were refused.

use crate::way::submitted;
use crate::world::World;

const CONTEST: &str = "/en/seasons/2026-autumn/1718203";

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_through_the_sign_in_to_the_form() {
    let world = World::new().await;
    let form = "/en/proposals/new?contest=1";
    let through = "/en/sign-in?to=%2Fen%2Fproposals%2Fnew%3Fcontest%3D1";
    let page = world.anonymous().get(CONTEST).await;
    assert!(page.shows(&format!("href=\"{through}\"")), "{}", page.body());
    let sign_in = world.anonymous().get(through).await;
    assert!(sign_in.value("to") == form);
    let known = world.resident(1).await.get(CONTEST).await;
    assert!(known.shows(&format!("href=\"{form}\"")));
    assert!(world.resident(1).await.get(form).await.shows("name=\"title\""));
    let season = world.anonymous().get("/en/seasons/2026-autumn").await;
    assert!(season.shows("href=\"/en/sign-in?to=%2Fen%2Fproposals%2Fnew\""));

    world.wait_days(11);
    let late = world.anonymous().get(CONTEST).await;
    assert!(!late.shows("proposals%2Fnew") && !late.shows("/proposals/new"));
    world.end().await;
}

#[tokio::test]
async fn refusals_and_their_reasons_are_listed_for_everybody() {
    let world = World::new().await;
    let author = world.resident(1).await;
    let (waiting, refused, withdrawn) = (
        submitted(&world, &author).await,
        submitted(&world, &author).await,
        submitted(&world, &author).await,
    );
    author.post(&format!("/en/proposals/{withdrawn}/withdraw"), &[]).await.location();
    let list = format!("{CONTEST}/proposals");
    let moderator = world.moderator(2, "1718203").await;
    let decision = [
        ("version", "1"),
        ("do", "refuse"),
        ("reason", "Yer <davlatniki> emas."),
        ("confirmed", "yes"),
    ];
    moderator.post(&format!("/en/desk/{refused}"), &decision).await.location();

    let all = world.anonymous().get(&list).await;
    for key in [&waiting, &refused] {
        assert!(all.shows(&format!("href=\"/en/proposals/{key}\"")), "{key}");
    }
    assert!(!all.shows(withdrawn.as_str()), "what was withdrawn is its author's alone");
    assert!(all.shows("Reason: Yer &lt;davlatniki&gt; emas."), "{}", all.body());
    let only = world.anonymous().get(&format!("{list}?state=refused")).await;
    assert!(only.shows(refused.as_str()) && !only.shows(waiting.as_str()));
    let none = world.anonymous().get(&format!("{list}?state=admitted")).await;
    assert!(none.shows("No proposal stands like this."));
    // A state that is nobody's to see, or none at all, is all that is public.
    for state in ["draft", "withdrawn", "x", ""] {
        let page = world.anonymous().get(&format!("{list}?state={state}")).await;
        assert!(page.shows(waiting.as_str()) && !page.shows(withdrawn.as_str()), "{state}");
    }
    let contest = world.anonymous().get(CONTEST).await;
    assert!(contest.shows("1 under review, 0 admitted, 1 refused") && contest.shows(&list));
    let elsewhere = world.anonymous().get("/en/seasons/2026-autumn/1718236/proposals").await;
    assert!(elsewhere.shows("Nothing has been submitted yet."));
    world.end().await;
}

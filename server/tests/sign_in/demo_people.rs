//! The demo's officials are there before anybody signs in.

use crate::territory::territory;
use crate::world::World;
use server::demo::people::People;
use store::territories::TerritoryKind;

#[tokio::test]
async fn officials_hold_their_roles_once() {
    let world = World::demo().await;
    let rows = [
        territory("1718", None, TerritoryKind::Region, "1718"),
        territory("1718203", Some("1718"), TerritoryKind::District, "1718203"),
        territory("1718236", Some("1718"), TerritoryKind::District, "1718236"),
        territory("1718406", Some("1718"), TerritoryKind::City, "1718406"),
        territory("14150014", Some("1718406"), TerritoryKind::Mfy, "14150014"),
    ];
    let store = &world.site.store;
    store.import_territories(&rows, world.now()).await.unwrap();
    let people = People::read().unwrap();
    let issuer = format!("{}/demo-issuer", world.base);
    for _ in 0..2 {
        people.load(store, &world.site.pepper, &issuer, world.now()).await.unwrap();
    }
    let expected: usize = people.named.iter().map(|person| person.roles.len()).sum();
    assert_eq!(store.officials().await.unwrap().len(), expected);

    // Signing in finds the person that the demo made, with role and residence.
    let mut browser = world.browser();
    browser.sign_in("rauf", "/uz/me").await;
    let me = browser.get("/uz/me").await.body;
    assert!(me.contains("14150014, 1718406, 1718"), "{me}");
    assert!(me.contains("<dt>moderator</dt><dd>1718406, 1718</dd>"), "{me}");
    world.end().await;
}

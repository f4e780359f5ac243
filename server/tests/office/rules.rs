//! How winners are found: chosen by one official, confirmed by another, fixed by the approval.

use crate::browser::{Browser, Page};
use crate::districts;
use crate::world::{DESK, World};
use store::elections::ElectionState;
use store::roles::Role;
use store::seasons::{Contest, MahallaLimit, NewSeason, Publication, ResidenceRule};
use store::territories::{NewTerritory, TerritoryKind};
use store::{Localized, Som};

const RULES: &str = "/en/seasons/vote/election/rules";

/// Everything that the form sends, with one limit of categories and that of every mahalla.
const CHOICE: [(&str, &str); 11] = [
    ("for", ""),
    ("rule", "mes_cost"),
    ("rest", "add1u"),
    ("votes", "12"),
    ("rows", "1"),
    ("limit-0-category", "roads"),
    ("limit-0-category", "water"),
    ("limit-0-number", "1"),
    ("mahalla-number", "2"),
    ("mahalla-amount", "70"),
    ("part-amount", ""),
];

async fn send(browser: &Browser, changes: &[(&str, &str)]) -> Page {
    let kept = CHOICE.iter().filter(|(name, _)| changes.iter().all(|(other, _)| other != name));
    let fields: Vec<(&str, &str)> = kept.chain(changes).copied().collect();
    browser.post(RULES, &fields).await
}

async fn contests(world: &World) -> Vec<Contest> {
    world.store.contests(world.season).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_chooses_another_confirms_and_residents_read_it() {
    let world = World::new().await;
    world.admit_projects().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    one.get(DESK).await.says("How winners are found").says(RULES);
    let form = one.get(RULES).await;
    form.says("Money goes to the project with the most votes first").says("prepared already");
    form.says("Every voter gets an equal share of the money").says("road-a");

    let case = send(&one, &[("exclusive", "One road only: road-a, road-b")]).await;
    let case = case.location().to_owned();
    assert_eq!(contests(&world).await[0].rule, "greedy_votes", "nothing is done by proposing");
    one.get(RULES).await.says("This waits for a second official").says_not("name=\"votes\"");
    other.get("/en/approvals").await.says("Change how winners are found");
    let seen = other.get(&case).await;
    seen.says("(mes_cost_add1u)")
        .says("fewer than 12 votes")
        .says("the shares are then raised for everybody alike")
        .says("One road only");
    seen.says("“Roads and bridges”, “Drinking water” at most 1 is funded");
    let mahallas = "Of the projects of each mahalla at most 2 are funded. \
                    The projects of each mahalla get at most 70\u{a0}soʻm together.";
    seen.says(mahallas);

    assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
    other.get(&case).await.says("Confirmed and carried out");
    let [first, second] = &contests(&world).await[..] else { panic!("two contests") };
    assert_eq!((first.rule.as_str(), first.min_votes), ("mes_cost_add1u", 12));
    assert_eq!((second.rule.as_str(), second.bounds.limits.len()), ("mes_cost_add1u", 1));
    assert_eq!((first.bounds.exclusive.len(), second.bounds.exclusive.len()), (1, 0));
    let each = MahallaLimit { number: Some(2), amount: Some(Som(70)) };
    assert_eq!(
        (&first.bounds.each_mahalla, &second.bounds.each_mahalla),
        (&Some(each.clone()), &Some(each))
    );
    let prepared = world.store.election_of_season(world.season).await.unwrap();
    assert!(prepared.is_none(), "its manifest named other rules");
    let register = world.register().await;
    assert_eq!(register[register.len() - 2..], ["approval.confirm", "season.rules"]);

    let anonymous = world.anonymous();
    let page = anonymous.get("/en/seasons/vote").await;
    page.says("Every voter gets an equal share").says("fewer than 12 votes");
    page.says("at most 1 is funded").says("The district’s page names them").says(mahallas);
    let page = anonymous.get("/en/seasons/vote/11").await;
    page.says("Every voter gets an equal share").says("One road only").says(mahallas);
    let page = anonymous.get("/en/seasons/vote/11/vote").await;
    page.says("Every voter gets an equal share").says(mahallas);
    let form = one.get(RULES).await;
    form.says("name=\"mahalla-number\"").says("value=\"70\"");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_district_can_have_rules_of_its_own() {
    let world = World::new().await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let form = one.get(&format!("{RULES}?for=12")).await;
    assert_eq!(form.hidden("for"), "12");
    let case = send(&one, &[("for", "12"), ("rule", "phragmen"), ("rest", "u")])
        .await
        .location()
        .to_owned();
    other.post(&case, &[("do", "confirm")]).await;
    let [first, second] = &contests(&world).await[..] else { panic!("two contests") };
    assert_eq!((first.rule.as_str(), second.rule.as_str()), ("greedy_votes", "phragmen_u"));
    assert!(first.bounds.is_empty() && !second.bounds.is_empty());
    one.get(&format!("{RULES}?for=12")).await.says("value=\"phragmen\" checked");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_and_everything_typed_is_kept() {
    let world = World::new().await;
    world.admit_projects().await;
    let one = world.ministry(1).await;
    let wrong: [(&[(&str, &str)], &str); 17] = [
        (&[("rule", "by_lot")], "Choose one of the rules"),
        (&[("rule", "mes_points")], "Choose one of the rules"),
        (&[("rule", "phragmen")], "This rule cannot do that"),
        (&[("rule", "greedy_votes")], "This rule cannot do that"),
        (&[("votes", "many")], "from 0 to 100"),
        (&[("limit-0-category", "x")], "Choose one category at least"),
        (&[("limit-0-number", "")], "Say how many projects"),
        (&[("limit-0-number", "0")], "from 1 to 65"),
        (&[("limit-0-amount", "-5")], "Type whole soʻm above 0"),
        (&[("mahalla-number", "0")], "from 1 to 65"),
        (&[("mahalla-amount", "much")], "Type whole soʻm above 0"),
        (&[("exclusive", "mahalla:1 A: road-a, road-b")], "of a category or of a mahalla’s limit"),
        (&[("part-amount", "100"), ("part-category", "school")], "Leave something for all other"),
        (
            &[("part-amount", "50"), ("part-category", "water")],
            "a part of the envelope of their own",
        ),
        (&[("exclusive", "road-a, road-b")], "Write a name, a colon and keys"),
        (&[("exclusive", "One: road-a, nowhere")], "no project with the key nowhere"),
        (&[("exclusive", "One: road-a, well-a")], "run in different districts"),
    ];
    for (changes, said) in wrong {
        let page = send(&one, changes).await;
        assert_eq!(page.status, 422, "{changes:?}");
        page.says(said).says("needs a change").says("name=\"limit-0-number\"");
        page.says("name=\"mahalla-number\"");
        for (name, value) in changes.iter().filter(|(name, _)| name.ends_with("amount")) {
            page.says(&format!("name=\"{name}\"")).says(&format!("value=\"{value}\""));
        }
    }
    let kept = send(&one, &[("votes", "many"), ("exclusive", "One <road>: road-a, road-b")]).await;
    kept.says("value=\"many\"").says("One &lt;road").says("value=\"mes_cost\" checked");
    let more = send(&one, &[("do", "more")]).await;
    assert_eq!(more.status, 200);
    more.says("name=\"limit-1-number\"").says("value=\"12\"");
    // Found out by the tally itself: the roads stand under two limits.
    let unfit = send(&one, &[("rule", "maxwelfare_votes"), ("rest", "")]).await;
    assert_eq!(unfit.status, 422);
    unfit.says("cannot keep what was asked").says("value=\"70\"");
    let twice = "One: road-a, road-b\nOther: road-b, road-a";
    let unfit =
        send(&one, &[("rule", "maxwelfare_votes"), ("rest", ""), ("exclusive", twice)]).await;
    assert_eq!(unfit.status, 422);
    unfit.says("cannot keep what was asked").says("Other: road-b, road-a");
    assert!(world.store.open_approvals().await.unwrap().is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approved_vote_fixes_its_rules() {
    let world = World::new().await;
    world.admit_projects().await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let case = send(&one, &[]).await.location().to_owned();
    world.prepare(0).await;
    let approval = crate::world::propose(&one).await.location().to_owned();
    other.post(&approval, &[("do", "confirm")]).await;
    assert_eq!(world.state().await, ElectionState::Approved);

    let late = other.post(&case, &[("do", "confirm")]).await;
    assert_eq!(late.status, 409);
    late.says("The rules are fixed").says("The vote is approved");
    assert_eq!(contests(&world).await[0].rule, "greedy_votes");
    other.post(&case, &[("do", "decline")]).await;
    let page = one.get(RULES).await;
    page.says("The rules are fixed").says("the most votes first").says_not("name=\"votes\"");
    let sent = send(&one, &[]).await;
    assert_eq!(sent.status, 409);
    sent.says("The rules are fixed");
    assert_eq!(world.state().await, ElectionState::Approved);
    world.end().await;
}

/// Who approves a vote reads, from its manifest, the sentences that residents read.
#[tokio::test(flavor = "multi_thread")]
async fn the_approval_of_a_vote_says_rule_and_bounds_of_its_manifest() {
    let world = World::new().await;
    world.admit_projects().await;
    world.person_in(8, "121").await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let auditor = world.auditor();
    let prepare = async || {
        let path = format!("{DESK}/prepare");
        let sent = one.post_file(&path, &[("auditors", &auditor)], &world.trustees()).await;
        assert_eq!(sent.location(), DESK);
    };
    prepare().await;
    let before = one.get(DESK).await;
    before.says("the most votes first").says_not("Sums alone are published");
    before.says_not("are needed").says_not("votes is not funded");

    let changes = [
        ("exclusive", "One road only: road-a, road-b"),
        ("part-amount", "40"),
        ("part-category", "school"),
    ];
    let case = send(&one, &changes).await.location();
    assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
    one.get(DESK).await.says("not prepared yet");
    prepare().await;
    let case = crate::world::propose(&one).await.location();
    for page in [one.get(&case).await, other.get(&case).await] {
        page.says("Every voter gets an equal share")
            .says("the shares are then raised for everybody alike");
        page.says("A project with fewer than 12 votes is not funded.");
        page.says("“Roads and bridges”, “Drinking water” at most 1 is funded.");
        page.says("Of the envelope 40\u{a0}soʻm are for projects in “Schools”");
        page.says(
            "get at most 70\u{a0}soʻm together. This is counted in each part of the envelope",
        );
        page.says("“One road only”: of these projects at most one is funded: “road-a”, “road-b”.");
        page.says("Sums alone are published, so residents see who is funded, but not why");
    }
    world.end().await;
}

/// The manifest has them in Uzbek alone; an act of the season names them by code.
#[tokio::test(flavor = "multi_thread")]
async fn who_confirms_reads_districts_in_their_own_language() {
    let world = World::new().await;
    let districts = [("11", "Oqdaryo", "Акдарья"), ("12", "Urgut", "Ургут")];
    let districts = districts.map(|(code, uz, ru)| NewTerritory {
        code: code.to_owned(),
        parent: Some("1".to_owned()),
        kind: TerritoryKind::District,
        names: [("uz", uz), ("ru", ru)].into_iter().collect(),
        population: None,
    });
    world.store.import_territories(&districts, 0).await.unwrap();
    world.admit_projects().await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let said = async |case: &str| {
        other.get(case).await.says("Oqdaryo, Urgut");
        other.get(&case.replace("/en/", "/ru/")).await.says("Акдарья, Ургут");
        other.get(&case.replace("/en/", "/uz/")).await.says("Oqdaryo, Urgut");
    };
    let unfit = [("rule", "maxwelfare_votes"), ("rest", "")];
    let russian = RULES.replace("/en/", "/ru/");
    let fields = CHOICE.into_iter().filter(|(name, _)| !["rule", "rest"].contains(name));
    let fields: Vec<_> = fields.chain(unfit).collect();
    one.post(&russian, &fields).await.says("Не в этом районе: Акдарья.");

    let case = send(&one, &[]).await.location();
    said(&case).await;
    other.post(&case, &[("do", "decline")]).await;
    world.prepare(0).await;
    said(&crate::world::propose(&one).await.location()).await;
    world.end().await;
}

/// There, the envelope of a contest is that of its mahalla.
#[tokio::test(flavor = "multi_thread")]
async fn contests_in_mahallas_have_no_limit_of_every_mahalla() {
    let world = World::new().await;
    let mut contests = districts::contests(&world.store).await;
    contests[0].territory = world.store.territory_by_code("111").await.unwrap().id;
    let season = NewSeason {
        key: "small".to_owned(),
        titles: Localized::default(),
        act: Localized::default(),
        publication: Publication::Audited,
        residence: ResidenceRule::Mahalla,
        min_age: 18,
        phases: Vec::new(),
        contests: contests.into_iter().take(1).collect(),
    };
    let season = world.store.create_season(&season, 0).await.unwrap();
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let form = "/en/seasons/small/election/rules";
    one.get(form).await.says("name=\"votes\"").says_not("mahalla-number");
    let case = one.post(form, &CHOICE).await.location();
    other.post(&case, &[("do", "confirm")]).await;
    let bounds = world.store.contests(season).await.unwrap()[0].bounds.clone();
    assert_eq!((bounds.limits.len(), bounds.each_mahalla), (1, None));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_ministry_of_all_places_chooses() {
    let world = World::new().await;
    let resident = world.sign_in(4).await;
    assert_eq!(world.anonymous().get(RULES).await.status, 401);
    assert_eq!(resident.get(RULES).await.status, 403);
    assert_eq!(send(&resident, &[]).await.status, 403);
    let elsewhere = world.official(2, Role::Ministry, Some("11")).await;
    let page = elsewhere.get(RULES).await;
    page.says("An official who works in all districts").says_not("name=\"votes\"");
    assert_eq!(send(&elsewhere, &[]).await.status, 403);
    // For one's own district one may; whoever proposed it does not confirm it.
    let case = send(&elsewhere, &[("for", "11")]).await.location().to_owned();
    assert_eq!(elsewhere.post(&case, &[("do", "confirm")]).await.status, 403);
    let again = world.ministry(3).await;
    let again = send(&again, &[]).await;
    assert_eq!(again.status, 409);
    again.says("It was proposed already");
    world.end().await;
}

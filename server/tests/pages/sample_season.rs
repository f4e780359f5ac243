//! The season of the documentation's sample, from its file to its page.

use crate::people::account;
use crate::site::TestSite;
use crate::territory::territory;
use ed25519_dalek::SigningKey;
use http::StatusCode;
use server::import::read_season;
use server::preparing::{Choices, Organiser};
use server::randomness::{Generator, Seeds};
use std::path::Path;
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::proposals::{Category, Content, CostLine, NewProposal, Screening};
use store::roles::{Grant, Role};
use store::roll::RollSource;
use store::seasons::Publication;
use store::territories::TerritoryKind;
use store::{Nullifier, Som, Store};
use voting::constraints::{Constraints, Limit};
use voting::key_file::SecretKey;
use voting::manifest::{Auditor, Contest, Election};
use voting::note::{KeyKind, NoteSigner};

/// 15 January, 15 June, 15 July and 15 September 2027: before the season, and in three phases.
const BEFORE: i64 = 1_799_953_200;
const SUBMISSION: i64 = BEFORE + 151 * 86_400;
const SCREENING: i64 = BEFORE + 181 * 86_400;
const CAMPAIGN: i64 = BEFORE + 243 * 86_400;

fn sample() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/season.toml")
}

async fn place(store: &Store) {
    let all = [
        territory("1718", None, TerritoryKind::Region, "Samarqand viloyati"),
        territory("1718203", Some("1718"), TerritoryKind::District, "Oqdaryo tumani"),
        territory("1718236", Some("1718"), TerritoryKind::District, "Urgut tumani"),
        territory("14080007", Some("1718203"), TerritoryKind::Mfy, "Dahbed"),
        territory("14140045", Some("1718236"), TerritoryKind::Mfy, "Qoratepa"),
    ];
    store.import_territories(&all, BEFORE).await.unwrap();
}

/// A project in each contest, proposed and admitted in its phase.
async fn projects(store: &Store) {
    let [author, by] = [1, 2].map(account);
    let author = store.sign_in_person(&author, BEFORE).await.unwrap();
    let by = store.sign_in_person(&by, BEFORE).await.unwrap();
    let grant = Grant { person: by, role: Role::Moderator, territory: None };
    store.grant_role(grant, None, BEFORE).await.unwrap();
    let season = store.season("2027-autumn").await.unwrap();
    for (contest, mahalla) in
        store.contests(season.id).await.unwrap().iter().zip(["14080007", "14140045"])
    {
        let content = Content {
            title: "Ichimlik suvi quvuri".to_owned(),
            summary: "Suv keladi.".to_owned(),
            text: "Suv yoʻq.".to_owned(),
            place: "Bogʻbon koʻchasi".to_owned(),
            category: Some(Category::Water),
            language: "uz".to_owned(),
            mahalla: Some(store.territory_by_code(mahalla).await.unwrap().id),
            costs: vec![CostLine {
                item: "Quvur".to_owned(),
                unit: "m".to_owned(),
                quantity: 2_400,
                unit_price: Som(168_000),
            }],
            photos: Vec::new(),
        };
        let key = format!("suv-{}", contest.position).parse().unwrap();
        let new = NewProposal { key, contest: contest.id, author, content };
        let proposal = store.create_proposal(&new, SUBMISSION).await.unwrap();
        store.submit_proposal(proposal, author, 1, SUBMISSION).await.unwrap();
        let screening = Screening { proposal, version: 1, by, reason: "Mos keladi.".to_owned() };
        store.admit_proposal(&screening, Som(403_200_000), SCREENING).await.unwrap();
    }
}

/// One voter in each district, from a file of the state.
async fn roll(store: &Store) {
    let mut people = Vec::new();
    for (number, mahalla) in [(11, "14080007"), (12, "14140045")] {
        let mahalla = store.territory_by_code(mahalla).await.unwrap().id;
        let (nullifier, born_on) = (Nullifier([number; 32]), "1990-01-01".to_owned());
        people.push(RollSource { nullifier, born_on, mahalla });
    }
    store.import_roll_sources(&people, None, BEFORE).await.unwrap();
}

fn choices() -> Choices {
    let trustee = SecretKey::generate("trustee-1", Some(1), &mut Generator::new(&[99; 32]));
    let secret = SigningKey::from_bytes(&[15; 32]);
    let vkey = NoteSigner::new("auditor-1", KeyKind::Note, secret).unwrap().key().clone();
    let auditors = vec![Auditor { name: "auditor-1".to_owned(), vkey }];
    Choices::usual(trustee.unwrap().trustees().unwrap(), auditors, Publication::Audited)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_becomes_a_season_whose_vote_is_approved() {
    let site = TestSite::empty_at(CAMPAIGN).await;
    let store = &site.store;
    place(store).await;
    let read = read_season(&sample(), store, BEFORE).await.unwrap();
    store.import_season(&read.season, false, &read.hash, BEFORE).await.unwrap();
    projects(store).await;
    roll(store).await;

    let season = store.season("2027-autumn").await.unwrap();
    let host = "hashar.example".to_owned();
    let organiser = Organiser::new(store.clone(), site.path("keys"), host, Seeds::system());
    assert_eq!(organiser.make_keys(&season, 2_048).await.unwrap(), 2);
    let prepared = organiser.prepare(&season, &choices(), None, CAMPAIGN).await.unwrap();
    organiser.approve(&prepared, Warrant::Operator { at: CAMPAIGN }).await.unwrap();
    let election = store.election_of_season(season.id).await.unwrap().unwrap();
    assert_eq!(election.state, ElectionState::Approved);
    let manifest = Election::parse(&election.manifest).unwrap().manifest;
    assert_eq!(manifest.title, "Kuzgi mavsum, 2027");
    // 08:00 in Tashkent on 1 October, 00:00 on 11 October.
    assert_eq!((manifest.cast_from, manifest.closes_at), (1_822_359_600, 1_823_194_800));
    let [first, second] = &manifest.contests[..] else {
        panic!("{} contests", manifest.contests.len())
    };
    assert_eq!((first.territory.as_str(), first.envelope), ("1718203", 2_900_000_000));
    let asked = |contest: &Contest| Constraints::of(&contest.rule).unwrap();
    assert_eq!((asked(first).min_votes, asked(first).parts.len()), (50, 0));
    assert_eq!((second.territory.as_str(), asked(second).min_votes), ("1718236", 100));
    let parts = asked(second).parts;
    let parts: Vec<_> = parts.iter().map(|part| (part.name.as_str(), part.amount)).collect();
    let institutions = "part:school+kindergarten+clinic";
    assert_eq!(parts, [(institutions, 1_500_000_000), ("part:others", 2_500_000_000)]);

    let limits = [asked(first).limits, asked(second).limits].map(|limits| {
        let told = |it: Limit| (it.name, it.projects.join(" "), it.number, it.amount);
        limits.into_iter().map(told).collect::<Vec<_>>()
    });
    let each =
        |name: &str, id: &str| vec![(name.to_owned(), id.to_owned(), Some(3), Some(1_650_000_000))];
    let [dahbed, qoratepa] = ["mahalla:14080007 Dahbed", "mahalla:14140045 Qoratepa, part:others"];
    assert_eq!(limits, [each(dahbed, "suv-0"), each(qoratepa, "suv-1")]);

    let page = site.page("/uz/seasons/2027-autumn").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("“Yoʻl va koʻprik” toifasidagi loyihalardan koʻpi bilan 3 tasi");
    page.says("Har bir mahalla loyihalaridan koʻpi bilan 3 tasi moliyalashtiriladi.");
    page.says("Ayrim tumanlarda konvertning bir qismi ayrim toifalarga ajratilgan");
    page.says("Kuzgi mavsum, 2027").says("Namuna: hokim qarori").says("Urgut tumani");
    let contest = site.page("/uz/seasons/2027-autumn/1718203").await;
    contest.says("2 900 000 000");
    contest.says("Har bir mahalla loyihalariga jami koʻpi bilan 1 650 000 000 soʻm ajratiladi.");
    contest.says("“Yoʻl va koʻprik” toifasidagi loyihalardan koʻpi bilan 3 tasi");
}

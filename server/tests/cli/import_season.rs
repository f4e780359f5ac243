//! `hashar import season`: the sample of the documentation, and what is wrong with other files.

use crate::program::{Ended, Place};
use server::clock::SystemClock;
use store::Store;

/// 15 January 2027, before all dates of the sample.
const NOW: i64 = 1_799_953_200;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/season.toml");

async fn open(database: &str) -> Store {
    Store::open(&database.parse().unwrap()).await.unwrap()
}

/// A database with the sample's territories, in January 2027.
async fn ready() -> (Place, String) {
    let place = Place::new();
    let database = place.sqlite();
    for (file, text) in [
        ("regions.csv", "soato,name_uz_latn\n1718,Samarqand viloyati\n"),
        (
            "districts.csv",
            "soato,region_soato,type,name_uz_latn\n1718203,1718,district,Oqdaryo tumani\n\
             1718236,1718,district,Urgut tumani\n",
        ),
        ("mahallas.csv", "code,district_soato,kind,name_uz_latn\n14140045,1718236,MFY,Qoratepa\n"),
    ] {
        std::fs::write(place.path().join(file), text).unwrap();
    }
    place.run(&["import", "territories", ".", "--database-url", &database]).succeeded();
    set_clock(&database, NOW).await;
    (place, database)
}

async fn set_clock(database: &str, now: i64) {
    let store = open(database).await;
    store.set_clock_offset(now - SystemClock::default().now()).await.unwrap();
    store.close().await;
}

fn import(place: &Place, file: &str, more: &[&str], database: &str) -> Ended {
    let mut arguments = vec!["import", "season", file, "--database-url", database];
    arguments.extend(more);
    place.run(&arguments)
}

/// The sample with some of its words changed.
fn changed(place: &Place, changes: &[(&str, &str)]) -> String {
    let mut text = std::fs::read_to_string(SAMPLE).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old:?} is not in the sample");
        text = text.replace(old, new);
    }
    let file = place.path().join("season.toml");
    std::fs::write(&file, text).unwrap();
    file.display().to_string()
}

/// Seasons and acts.
async fn counted(database: &str) -> (usize, Vec<String>) {
    let store = open(database).await;
    let seasons = store.seasons().await.unwrap().len();
    let acts = store.acts(Default::default(), 50).await.unwrap();
    store.close().await;
    let imports = acts.into_iter().filter(|act| act.act == "season.import");
    (seasons, imports.map(|act| format!("{:?} {}", act.person, act.subject)).collect())
}

#[tokio::test]
async fn the_sample_is_checked_made_and_replaced() {
    let (place, database) = ready().await;
    let checked = import(&place, SAMPLE, &["--check"], &database);
    for expected in [
        "season 2027-autumn",
        "Autumn season 2027 (Sample: decision of the hokim of 10 January 2027, no. 1)",
        "1718236 Urgut tumani: 4 000 000 000 soʻm, a project at most 1 648 000 000 soʻm, \
         equipment 824 000 000 soʻm, at least 100 votes, knapsack of 1 to 10, greedy_votes",
        "each mahalla at most 3 projects and 1 650 000 000 soʻm, 1 500 000 000 soʻm for school",
        "2 contests, 6 900 000 000 soʻm together",
        "appeals end with the results phase",
    ] {
        let plain = checked.succeeded().replace('\u{a0}', " ");
        assert!(plain.contains(expected), "{expected:?} is not in\n{plain}");
    }
    assert!(checked.out.ends_with("checked; nothing was changed\n"), "{}", checked.out);
    assert_eq!(counted(&database).await, (0, vec![]));

    let made = import(&place, SAMPLE, &[], &database);
    assert!(made.succeeded().ends_with("season 2027-autumn made\n"), "{}", made.out);
    assert_eq!(counted(&database).await, (1, vec!["None 2027-autumn".to_owned()]));
    import(&place, SAMPLE, &[], &database).refused(&["is there already", "--replace"]);
    import(&place, SAMPLE, &["--check"], &database).refused(&["is there already", "--replace"]);

    let none = [("envelope = 4_000_000_000", "envelope = 4_000_000_000\neach_mahalla = {}")];
    let none = import(&place, &changed(&place, &none), &["--check", "--replace"], &database);
    assert_eq!(none.succeeded().matches("each mahalla at most").count(), 1, "{}", none.out);

    let other = changed(&place, &[("min_age = 18", "min_age = 16")]);
    let replaced = import(&place, &other, &["--replace"], &database);
    assert!(replaced.succeeded().ends_with("season 2027-autumn replaced\n"), "{}", replaced.out);
    let store = open(&database).await;
    assert_eq!(store.season("2027-autumn").await.unwrap().min_age, 16);
    store.close().await;
    assert_eq!(counted(&database).await.0, 1);
}

#[tokio::test]
async fn every_mistake_is_told_at_once_and_nothing_is_made() {
    let (place, database) = ready().await;
    let file = changed(
        &place,
        &[
            ("key = \"2027-autumn\"", "key = \"Kuz 2027\""),
            ("publication = \"audited\"", "publication = \"secret\""),
            ("min_age = 18", "min_age = \"18\"\nminimum_age = 18"),
            ("en = \"Autumn season 2027\"\n", ""),
            ("screening = { from = 2027-07-01T00", "screening = { from = 2027-06-30T00"),
            (
                "voting = { from = 2027-10-01T08:00:00+05:00",
                "voting = { from = 2027-10-01T08:00:00",
            ),
            ("cap_equipment = 824_000_000", "cap_equipment = 1_648_000_001"),
            ("ballot = { kind = \"knapsack\", min = 1", "ballot = { kind = \"knapsack\", min = 11"),
            ("territory = \"1718203\"\n", "territory = \"1718999\"\n"),
            ("envelope = 2_900_000_000", "envelope = 0"),
            ("rule = { name = \"greedy_votes\" }", "rule = { name = \"by_lot\" }"),
        ],
    );
    let ended = import(&place, &file, &[], &database);
    assert_eq!(ended.code, Some(1), "{}", ended.out);
    for expected in [
        "column 7, key: is \"Kuz 2027\"; expected 1 to 32 small letters, digits and hyphens",
        "publication: is \"secret\"; expected \"open\" or \"audited\"",
        "min_age: is a text; expected a whole number from 1 to 120",
        "minimum_age: is no key of this table; it may have key, title, act",
        "title.en: is missing; write en = \"...\"",
        "phases.screening.from: is 2027-06-30T00:00:00+05:00, before submission ends, \
         2027-07-01T00:00:00+05:00",
        "phases.voting.from: is 2027-10-01T08:00:00; expected a date with time and offset",
        "every_contest.cap_equipment: is above the cap of all projects, 1648000000",
        "contest 2, ballot.min: is 11, more than max, 10",
        "contest 1, territory: is \"1718999\", which is no territory's code",
        "contest 1, envelope: is 0; expected a whole number from 1 to",
        "every_contest.rule.name: cannot be used: there is no rule called `by_lot`",
        "greedy_votes_threshold (threshold), greedy_votes_cheapest_tie, mes_cost, mes_cost_u",
    ] {
        assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
    }
    let told = ended.err.lines().filter(|line| line.contains("season.toml, line ")).count();
    assert!(
        ended.err.contains(&format!("{told} mistakes were found and nothing")),
        "{}",
        ended.err
    );
    let line = std::fs::read_to_string(&file).unwrap();
    let line = 1 + line.lines().position(|line| line.starts_with("publication")).unwrap();
    assert!(ended.err.contains(&format!("season.toml, line {line}, column 15, publication")));
    assert_eq!(counted(&database).await, (0, vec![]));
}

#[tokio::test]
async fn places_levels_and_times_that_cannot_be_are_told() {
    let (place, database) = ready().await;
    for (changes, expected) in [
        (vec![("\"1718236\"", "\"1718203\"")], "contest 2, territory: contest 1 is in 1718203"),
        (vec![("\"1718236\"", "\"1718\"")], "expected a district or a city"),
        (vec![("residence = \"district\"", "residence = \"mahalla\"")], "expected a mahalla"),
        (vec![("\"1718236\"", "1718236")], "is a whole number; expected a text in quotation marks"),
        (vec![("[[contest]]", "[contest]")], "no TOML"),
        (vec![("kind = \"approval\"", "kind = \"choose_one\"")], "\"choose_one\" it is 1"),
        (vec![("{ name = \"greedy_votes\" }", "{ name = \"mes_points\" }")], "mes_points"),
        (
            vec![("[\"roads\"], number = 3", "[\"roads\", \"bridges\"], number = 3")],
            "every_contest.limits 1, categories: has \"bridges\"; expected roads, water, school",
        ),
        (
            vec![("[\"roads\"], number = 3", "[\"roads\"]")],
            "limit 1 says neither number nor amount",
        ),
        (
            vec![("[\"roads\"], number = 3", "[], number = 3")],
            "every_contest.limits 1, categories: is empty; expected one text at least",
        ),
        (
            vec![("[\"park\", \"sport\"]", "[\"park\", \"roads\"]")],
            "limit 2 names roads, which one above it has",
        ),
        (
            vec![("[\"park\", \"sport\"]", "[\"park\", \"school\"]")],
            "limit 2 names categories for institutions and others",
        ),
        (
            vec![("each_mahalla = { number = 3, ", "each_mahalla = { number = 0, ")],
            "every_contest.each_mahalla.number: is 0; expected a whole number from 1 to 65535",
        ),
        (
            vec![("each_mahalla = { number = 3, ", "each_mahalla = { projects = 3, ")],
            "every_contest.each_mahalla.projects: is no key of this table; it may have number, amount",
        ),
        (
            vec![("residence = \"district\"", "residence = \"mahalla\"")],
            "every_contest.each_mahalla: limits nothing: with residence = \"mahalla\"",
        ),
        (
            vec![("amount = 1_500_000_000", "amount = 4_000_000_000")],
            "contest 2, institutions: has all of the envelope, or more",
        ),
        (
            vec![(
                "name = \"greedy_votes\" }",
                "name = \"greedy_votes_threshold\", params = { threshold = 5 } }",
            )],
            "params.threshold: says again what min_votes says",
        ),
        (
            vec![(
                "until = 2027-10-11T00:00:00+05:00 }\ntally",
                "until = 2027-10-01T08:00:00+05:00 }\ntally",
            )],
            "phases.voting.until: is 2027-10-01T08:00:00+05:00, not after the beginning",
        ),
    ] {
        let ended = import(&place, &changed(&place, &changes), &["--check"], &database);
        assert_eq!(ended.code, Some(1), "{changes:?}: {}", ended.out);
        assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
    }
    late(&place, &database).await;
}

/// In December it is too late.
async fn late(place: &Place, database: &str) {
    set_clock(database, NOW + 330 * 86_400).await;
    let late = import(place, SAMPLE, &[], database);
    assert!(late.err.contains("phases.submission.until: is 2027-07-01"), "{}", late.err);
    assert!(late.err.contains("a vote is prepared and approved before it begins"), "{}", late.err);
}

#[tokio::test]
async fn slips_of_the_pen_are_told() {
    let (place, database) = ready().await;
    for (changes, expected) in [
        (
            vec![
                ("envelope = 4_000_000_000", "envelope = 4_000_000"),
                ("amount = 1_500_000_000", "amount = 1_500_000"),
            ],
            "column 12, contest 2, envelope: is 4000000, less than one project may cost, 1648000000 \
             (every_contest.cap): count the zeros of both",
        ),
        (
            vec![("min_votes = 100\n", "min_votes = 100\ncap = 4_000_000_001\n")],
            "contest 2, envelope: is 4000000000, less than one project may cost, 4000000001 \
             (contest 2, cap)",
        ),
        (
            vec![(
                "until = 2027-10-11T00:00:00+05:00 }\ntally",
                "until = 2027-10-01T08:59:59+05:00 }\ntally",
            )],
            "phases.voting.until: is 2027-10-01T08:59:59+05:00, too soon after the beginning, \
             2027-10-01T08:00:00+05:00: a vote lasts an hour at least, so mend one of them",
        ),
        (
            vec![("until = 2027-11-13T00:00:00+05:00 }", "until = 2027-10-13T23:59:59+05:00 }")],
            "phases.results.until: is 2027-10-13T23:59:59+05:00, too soon after the beginning, \
             2027-10-13T00:00:00+05:00: results can be appealed for a day at least",
        ),
        (vec![("min_age = 18", "min_age = 0")], "min_age: is 0; expected a whole number from 1 to"),
        (
            vec![("min_votes = 100\n", "min_votes = 100_000_001\n")],
            "contest 2, min_votes: is 100000001; expected a whole number from 0 to 100000000",
        ),
        (
            vec![
                ("min_votes = 100\n", "min_votes = 0\n"),
                (
                    "ballot = { kind = \"knapsack\", min = 1, max = 10 }",
                    "rule = { name = \"greedy_votes_threshold\", params = { threshold = 100_000_001 } }",
                ),
            ],
            "rule.params.threshold: is 100000001; expected 100000000 at most",
        ),
    ] {
        let ended = import(&place, &changed(&place, &changes), &["--check"], &database);
        assert_eq!(ended.code, Some(1), "{changes:?}: {}", ended.out);
        assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
        assert!(ended.err.contains("1 mistake was found"), "{}", ended.err);
    }
    // What is just long, old and rich enough.
    let edge = [
        (
            "until = 2027-10-11T00:00:00+05:00 }\ntally",
            "until = 2027-10-01T09:00:00+05:00 }\ntally",
        ),
        ("until = 2027-11-13T00:00:00+05:00 }", "until = 2027-10-14T00:00:00+05:00 }"),
        ("min_age = 18", "min_age = 1"),
        ("min_votes = 100\n", "min_votes = 100_000_000\n"),
        ("envelope = 4_000_000_000", "envelope = 1_648_000_000"),
    ];
    import(&place, &changed(&place, &edge), &["--check"], &database).succeeded();
}

#[tokio::test]
async fn a_season_has_a_contest() {
    let (place, database) = ready().await;
    let sample = std::fs::read_to_string(SAMPLE).unwrap();
    let (before, _) = sample.split_once("[[contest]]").unwrap();
    let file = place.path().join("season.toml");
    std::fs::write(&file, format!("contest = []\n{before}")).unwrap();
    let ended = import(&place, &file.display().to_string(), &[], &database);
    assert_eq!(ended.code, Some(1), "{}", ended.out);
    for expected in [
        "season.toml, line 1, column 11, contest: is empty; expected one at least, under a line \
         [[contest]]",
        "1 mistake was found and nothing was imported",
    ] {
        assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
    }
    assert_eq!(counted(&database).await, (0, vec![]));
}

#[tokio::test]
async fn files_that_are_none_are_told() {
    let (place, database) = ready().await;
    import(&place, "none.toml", &[], &database).refused(&["none.toml cannot be read"]);
    std::fs::write(place.path().join("cp1251.toml"), b"key = \"a\"\n# \xd1\xe0\n").unwrap();
    let ended = import(&place, "cp1251.toml", &[], &database);
    assert!(ended.err.contains("cp1251.toml, line 2, column 3: is not UTF-8"), "{}", ended.err);
    std::fs::write(place.path().join("empty.toml"), "").unwrap();
    let ended = import(&place, "empty.toml", &[], &database);
    assert!(ended.err.contains("contest: is missing; write a table [[contest]]"), "{}", ended.err);
    let elsewhere = Place::new();
    import(&elsewhere, SAMPLE, &[], &elsewhere.sqlite()).refused(&["no such file"]);
}

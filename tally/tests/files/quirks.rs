//! What must be read all the same, with a warning where one is due.

use tally::pb::{Document, FileElection, Limit, Warning, WarningKind};
use tally::{Ballot, BallotKind, Election, Rule, TieOrder};

use crate::{SOUND, with};

fn election(file: &str) -> FileElection {
    let document = Document::read(file.as_bytes()).unwrap();
    assert_eq!(document.to_bytes(), file.as_bytes(), "written back differently");
    document.election().unwrap()
}

fn winners(file: &FileElection) -> Vec<String> {
    let ties = TieOrder::by_id(&file.instance);
    let election = Election::new(&file.instance, &file.profile, &ties).unwrap();
    let outcome = Rule::GreedyVotes.tally(&election).unwrap();
    outcome.winner_ids(&file.instance).into_iter().map(String::from).collect()
}

fn ballots(file: &FileElection) -> Vec<(String, u64)> {
    let id = |ballot: Ballot<'_>| {
        let ids = ballot.entries.iter().map(|entry| file.instance.id(entry.project));
        (ids.collect::<Vec<&str>>().join("+"), ballot.weight)
    };
    file.profile.ballots().map(id).collect()
}

#[test]
fn a_sound_file_with_a_voter_called_meta() {
    let file = election(SOUND);
    assert_eq!(file.warnings, []);
    assert_eq!(file.profile.voters(), 3);
    let expected = [("a", 1), ("a+b/2", 1), ("", 1)];
    assert_eq!(ballots(&file), expected.map(|(ids, weight)| (ids.to_owned(), weight)));
    assert_eq!(file.selected, [Some(1), Some(0)]);
    let costs = file.instance.projects().iter().map(|p| file.instance.amount(p.cost).to_string());
    assert_eq!(costs.collect::<Vec<_>>(), ["600", "500.5"]);
    assert_eq!(winners(&file), ["a"]);
}

#[test]
fn line_ends_byte_order_mark_blank_lines_and_padded_titles() {
    let plain = ballots(&election(SOUND));
    let crlf = SOUND.replace('\n', "\r\n");
    let variants = [
        crlf.clone(),
        SOUND.trim_end().to_owned(),
        crlf.trim_end().to_owned(),
        format!("\u{FEFF}{SOUND}"),
        format!("\n\n{}\n\n", with("VOTES\n", "\nVOTES\n\n")),
        with("VOTES", "votes;;"),
        with("PROJECTS", "\"Projects\";\"\"; "),
        with("1;a;30\n", "1;a;30\r\n"),
        with("1;a;30\n", "1;\"a\";30\n"),
    ];
    for file in variants {
        let read = election(&file);
        assert_eq!(ballots(&read), plain, "{file:?}");
        assert_eq!(read.warnings, [], "{file:?}");
    }
}

#[test]
fn any_column_order_and_unknown_columns() {
    let file = SOUND
        .replace("project_id;cost;name;selected", "target;selected;cost;project_id")
        .replace("a;600;Well;1", "all;3;600;a")
        .replace("b/2;500.50;\"Lamps; \"\"new\"\"\";0", ";2;500.50;b/2")
        .replace("voter_id;vote;age", "age;vote;voter_id");
    let read = election(&file);
    assert_eq!(read.selected, [Some(3), Some(2)]);
    assert_eq!(ballots(&read), ballots(&election(SOUND)));
    let document = Document::read(file.as_bytes()).unwrap();
    let target = document.projects().column("target").unwrap();
    let targets: Vec<_> = document.projects().rows().map(|row| row.text(target)).collect();
    assert_eq!(targets, [Some("all".into()), Some("".into())]);
}

#[test]
fn a_cell_of_several_lines_in_meta_and_projects() {
    let file = with("A small town", "\"A small\ntown\"").replace("Well", "\"a\r\n\r\nwell\"");
    let read = election(&file.replace("1;a;30", "1;a,a;30"));
    // Line numbers count lines, not records.
    assert_eq!(read.warnings, [Warning { line: 16, kind: WarningKind::RepeatedInVote }]);
}

#[test]
fn odd_votes_count_with_a_warning() {
    let file = with("1;a;30", "1;a, a;30").replace("votes;;52", "votes");
    let file = file.replace("meta;a,b/2;41", "meta;a,b/2;41;x").replace("votes;3", "votes;4");
    let read = election(&file);
    let wrong = WarningKind::WrongCount { key: "num_votes", said: "4".to_owned(), found: 3 };
    let expected = [
        (6, wrong),
        (13, WarningKind::RepeatedInVote),
        (14, WarningKind::ExtraCells { cells: 4, columns: 3 }),
        (15, WarningKind::NoVote),
    ];
    assert_eq!(read.warnings, expected.map(|(line, kind)| Warning { line, kind }));
    assert_eq!(ballots(&read), ballots(&election(SOUND)));
}

#[test]
fn rows_of_one_voter_are_ballots_with_a_warning() {
    let repeated = |line| Warning { line, kind: WarningKind::RepeatedVoter };
    let of = |file: &str| election(file).warnings;
    assert_eq!(of(&with("meta;a,b/2", "1;a,b/2")), [repeated(14)]);
    assert_eq!(election(&with("meta;a,b/2", "1;a,b/2")).profile.voters(), 3);
    // In an order of their own, in quotes, with spaces around.
    let file =
        with("1;a;30", "zoe;a;30").replace("meta;", "\"10\";").replace("votes;;52", " zoe;;52");
    assert_eq!(of(&file), [repeated(15)]);
    let file = with("1;a;30", "10;a;30").replace("meta;", "9;").replace("votes;;52", "\"10\";;52");
    assert_eq!(of(&file), [repeated(15)]);
    // Nobody is known to be the same.
    let file = with("1;a;30", ";a;30").replace("meta;", ";").replace("votes;;52", "9;;52");
    assert_eq!(of(&file), []);
    assert_eq!(of(&with("voter_id;", "voter;").replace("meta;", "1;")), []);
}

#[test]
fn votes_over_a_limit_count_with_a_warning() {
    let limits = "max_sum_cost;1000\nmin_length;1\nmax_length;1.0\nmax_points;many";
    let read = election(&with("num_votes;3", limits));
    assert_eq!(read.profile.kind(), BallotKind::Knapsack);
    let broken = |line, limit| Warning { line, kind: WarningKind::BreaksLimit(limit) };
    let expected = [
        Warning { line: 9, kind: WarningKind::UnreadableKey("max_points") },
        broken(17, Limit::MaxLength),
        broken(17, Limit::MaxSumCost),
        broken(18, Limit::MinLength),
    ];
    assert_eq!(read.warnings, expected);
    assert_eq!(read.profile.voters(), 3);
}

#[test]
fn points_may_be_decimal_and_totals_are_checked() {
    let file = with("approval", "cumulative\nmax_sum_points;3.5")
        .replace("name;selected", "votes;score")
        .replace("a;600;Well;1", "a;600;2;3.25")
        .replace("b/2;500.50;\"Lamps; \"\"new\"\"\";0", "b/2;500.50;1;9")
        .replace("voter_id;vote;age\n1;a;30", "voter_id;vote;points\n1;a;1.25")
        .replace("meta;a,b/2;41", "meta;b/2,a;1.75,2.0")
        .replace("votes;;52", "votes;;");
    let read = election(&file);
    assert_eq!(read.profile.points_places(), 2);
    let (column, project) = ("score", "b/2".to_owned());
    let (said, found) = ("9".to_owned(), "1.75".to_owned());
    let expected = [
        (11, WarningKind::WrongTotal { column, project, said, found }),
        (15, WarningKind::BreaksLimit(Limit::MaxSumPoints)),
    ];
    assert_eq!(read.warnings, expected.map(|(line, kind)| Warning { line, kind }));
}

#[test]
fn rankings_keep_their_order() {
    let file = with("approval", "ordinal").replace("a,b/2;41", "b/2,a,b/2;41");
    let read = election(&file);
    assert_eq!(ballots(&read)[1], ("b/2+a".to_owned(), 1));
    assert_eq!(read.profile.borda_k(), 2);
    assert_eq!(read.warnings, [Warning { line: 14, kind: WarningKind::RepeatedInVote }]);
}

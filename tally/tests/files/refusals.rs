//! Every refusal names its reason and its line.

use tally::pb::{Document, ReadError, ReadErrorKind as Kind, Section};
use tally::{DecimalError, TallyError};

use crate::{SOUND, with};

fn error(file: &[u8]) -> ReadError {
    match Document::read(file) {
        Err(error) => error,
        Ok(document) => document.election().map(|_| ()).expect_err("the file was accepted"),
    }
}

#[track_caller]
fn refused(file: &str, line: u32, kind: Kind) {
    assert_eq!(error(file.as_bytes()), ReadError { line, kind: kind.clone() });
    // The same file with CRLF and no final newline is refused on the same line.
    let crlf = file.trim_end().replace('\n', "\r\n");
    if !matches!(kind, Kind::MissingSection(_)) {
        assert_eq!(error(crlf.as_bytes()), ReadError { line, kind });
    }
}

#[test]
fn unknown_ids() {
    refused(&with("1;a;30", "1;a,c;30"), 13, Kind::UnknownProject("c".to_owned()));
    refused(&with("1;a;30", "1;a,;30"), 13, Kind::UnknownProject(String::new()));
    refused(&with("meta;a,b/2", "meta;a,A"), 14, Kind::UnknownProject("A".to_owned()));
}

#[test]
fn negative_and_unreadable_amounts() {
    let bad = |what, text: &str, problem| Kind::BadAmount { what, text: text.to_owned(), problem };
    refused(&with("a;600", "a;-600"), 9, bad("cost", "-600", DecimalError::Negative));
    refused(&with("a;600", "a;1e3"), 9, bad("cost", "1e3", DecimalError::Unreadable));
    refused(&with("a;600", "a;"), 9, bad("cost", "", DecimalError::Unreadable));
    refused(&with("500.50", "1,000"), 10, bad("cost", "1,000", DecimalError::Unreadable));
    refused(&with(";1000", ";-1"), 4, bad("budget", "-1", DecimalError::Negative));
    refused(&with(";1000", ";much"), 4, bad("budget", "much", DecimalError::Unreadable));
    let long = "9".repeat(60);
    let file = with("a;600", &format!("a;{long}"));
    refused(&file, 9, bad("cost", &long, DecimalError::TooLong));
    let large = u128::MAX.to_string();
    let file = with("a;600", &format!("a;{large}"));
    refused(&file, 7, Kind::Tally(TallyError::AmountsTooLarge));
}

#[test]
fn points_that_are_missing_or_unreadable() {
    let points = |row: &str| {
        let file = with("vote_type;approval", "vote_type;cumulative");
        file.replace("voter_id;vote;age\n1;a;30", &format!("voter_id;vote;points\n1;{row}"))
            .replace("meta;a,b/2;41", "meta;a;2")
            .replace("votes;;52", "votes;;")
    };
    refused(&points("a,b/2;3"), 13, Kind::PointsDoNotMatch { projects: 2, points: 1 });
    refused(&points(";3"), 13, Kind::PointsDoNotMatch { projects: 0, points: 1 });
    let bad = |text: &str, problem| Kind::BadAmount { what: "points", text: text.into(), problem };
    refused(&points("a;-3"), 13, bad("-3", DecimalError::Negative));
    refused(&points("a;x"), 13, bad("x", DecimalError::Unreadable));
    refused(
        &points(&format!("a;{}", "9".repeat(30))),
        13,
        bad(&"9".repeat(30), DecimalError::TooLong),
    );
    refused(
        &with("vote_type;approval", "vote_type;scoring"),
        12,
        Kind::MissingColumn(Section::Votes, "points"),
    );
}

#[test]
fn unbalanced_quotes() {
    // Opened and never closed; the usual reader swallows the rest of the file.
    refused(&with("a;600;Well", "a;600;\"Well"), 9, Kind::UnbalancedQuote);
    refused(&with("1;a;30", "1;\"a;30"), 13, Kind::UnbalancedQuote);
    refused(&with("votes;;52", "votes;;\"52"), 15, Kind::UnbalancedQuote);
    // Closed rows later by the quote of another cell.
    let twice = with("description;", "description;\"").replace("key;value\n", "key;value\nx;\"");
    refused(&twice, 3, Kind::UnbalancedQuote);
    refused(&with("1;a;30\nmeta;a", "1;\"a;30\nmeta;a\""), 13, Kind::UnbalancedQuote);
    // A quoted cell that would swallow a section.
    refused(
        &with("num_votes;3\n", "x;\"3\n").replace("a;600;Well", "a;600;Well\""),
        6,
        Kind::UnbalancedQuote,
    );
    // One quote in the middle of a cell, and text after a closing quote.
    refused(&with("a;600;Well", "a;600;We\"ll"), 9, Kind::UnbalancedQuote);
    refused(&with("\"\"new\"\"\";0", "\"\"new\"\"\"x;0"), 10, Kind::UnbalancedQuote);
    // On the second line of a record that begins with a sound cell of two lines.
    refused(&with("A small town", "\"A small\ntown\";\"x"), 4, Kind::UnbalancedQuote);
}

#[test]
fn missing_sections_headers_and_columns() {
    let without = |from: &str| with(from, "");
    refused(&without("META\n"), 1, Kind::NotMeta);
    refused(&SOUND[SOUND.find("PROJECTS").unwrap()..], 1, Kind::MissingSection(Section::Meta));
    refused("", 1, Kind::MissingSection(Section::Meta));
    refused(&without("PROJECTS\n"), 10, Kind::MissingSection(Section::Projects));
    refused(&SOUND[..SOUND.find("PROJECTS").unwrap()], 7, Kind::MissingSection(Section::Projects));
    refused(&without("VOTES\n"), 15, Kind::MissingSection(Section::Votes));
    refused(&SOUND[..SOUND.find("voter_id").unwrap()], 11, Kind::MissingHeader(Section::Votes));
    refused(&with(";cost;", ";price;"), 8, Kind::MissingColumn(Section::Projects, "cost"));
    refused(&with("project_id", "id"), 8, Kind::MissingColumn(Section::Projects, "project_id"));
    refused(&with("id;vote;", "id;choice;"), 12, Kind::MissingColumn(Section::Votes, "vote"));
    refused(&with("key;value", "name;value"), 2, Kind::MissingColumn(Section::Meta, "key"));
    refused(&with(";name;", ";cost;"), 8, Kind::RepeatedColumn(Section::Projects, "cost"));
}

#[test]
fn a_file_after_a_file() {
    let again = Kind::RepeatedSection;
    refused(&format!("{SOUND}{SOUND}"), 16, again(Section::Meta));
    refused(&format!("{SOUND}\nMETA;;;\nKEY;value\nbudget;5\n"), 17, again(Section::Meta));
    refused(&with("description;", "META\nkey;value\ndescription;"), 3, again(Section::Meta));
    refused(&with("a;600;", "meta;;\na;600;"), 9, again(Section::Meta));
    refused(&with("a;600;", "Projects\na;600;"), 9, again(Section::Projects));
    // What is wrong above it stays the reason.
    let wrong = with("1;a;30", "1;c;30") + SOUND;
    refused(&wrong, 13, Kind::UnknownProject("c".to_owned()));
    // A blank ballot of a voter called `meta`.
    let blank = with("meta;a,b/2;41", "meta;;").replace("votes;;52", "votes;c;52");
    refused(&blank, 15, Kind::UnknownProject("c".to_owned()));
}

#[test]
fn repeated_and_empty_project_ids() {
    let repeated = Kind::RepeatedProject { id: "a".to_owned(), first: 9 };
    refused(&with("b/2;500.50", "a;500.50"), 10, repeated);
    refused(&with("b/2;500.50", " ;500.50"), 10, Kind::EmptyProjectId);
}

#[test]
fn meta_without_what_a_tally_needs() {
    refused(&with("budget;1000\n", ""), 1, Kind::MissingKey("budget"));
    refused(&with("vote_type;approval\n", ""), 1, Kind::MissingKey("vote_type"));
    refused(&with("num_votes;3", "budget;3"), 6, Kind::RepeatedKey("budget"));
    refused(&with("approval", "lottery"), 5, Kind::UnknownVoteType("lottery".to_owned()));
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = SOUND.as_bytes().to_vec();
    let well = SOUND.find("Well").unwrap();
    bytes[well] = 0xFF;
    assert_eq!(error(&bytes), ReadError { line: 9, kind: Kind::NotUtf8 });
}

#[test]
fn messages_say_line_and_reason() {
    let message = error(with("1;a;30", "1;a,c;30").as_bytes()).to_string();
    assert_eq!(message, "line 13: a vote names `c`, which is no project of this file");
    let message = error(with("a;600", "a;-600").as_bytes()).to_string();
    assert_eq!(message, "line 9: cost `-600` is negative");
}

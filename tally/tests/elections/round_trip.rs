//! Nothing is lost between reading and writing.

use tally::pb::{Column, Composer, Document, FileElection};

use crate::files::elections;

#[test]
fn every_file_is_written_back_byte_for_byte() {
    let Some(elections) = elections() else { return };
    for (name, bytes) in elections {
        let document = Document::read(bytes).unwrap();
        // Not assert_eq: a failure must not print the rows of voters.
        assert!(document.to_bytes() == *bytes, "{name} changed");
        let written = document.to_bytes();
        assert!(Document::read(&written).unwrap() == document, "{name} reads back differently");
    }
}

#[test]
fn every_election_survives_being_composed_anew() {
    let Some(elections) = elections() else { return };
    for (name, bytes) in elections {
        let document = Document::read(bytes).unwrap();
        let file = document.election().unwrap();
        let composed = compose(&document, &file);
        let again =
            Document::read(composed.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let read = again.election().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read.instance, file.instance, "{name}");
        assert!(read.profile.ballots().eq(file.profile.ballots()), "{name}");
        assert_eq!(read.profile.kind(), file.profile.kind(), "{name}");
        assert_eq!(read.profile.borda_k(), file.profile.borda_k(), "{name}");
        assert_eq!(read.selected, file.selected, "{name}");
        assert_eq!(read.meta.limits, file.meta.limits, "{name}");
        assert_eq!(column(&again, "name"), column(&document, "name"), "{name}");
    }
}

fn compose(document: &Document<'_>, file: &FileElection) -> String {
    let mut composer = Composer::new(&file.instance, &file.profile);
    for row in document.meta().rows() {
        composer = composer.meta(&row.text(0).unwrap(), &row.text(1).unwrap());
    }
    let known = ["project_id", "cost", "votes", "score"];
    for name in document.projects().columns().filter(|name| !known.contains(&name.as_ref())) {
        composer = composer.column(Column { cells: column(document, &name), name: name.into() });
    }
    composer.compose().unwrap()
}

fn column(document: &Document<'_>, name: &str) -> Vec<String> {
    let projects = document.projects();
    let Some(column) = projects.column(name) else { return Vec::new() };
    projects.rows().map(|row| row.text(column).unwrap_or_default().into_owned()).collect()
}

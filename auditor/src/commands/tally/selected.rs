//! `--compare selected`: what the city itself decided, as the file tells it.

use tally::ProjectIndex;
use tally::pb::{Document, FileElection};

use crate::failure::Failure;

/// The column of PROJECTS, and what stands for it on the command line: no rule has this name.
pub(super) const SELECTED: &str = "selected";

/// Only this mark says that a project was funded from the envelope; 2 and 3 are cities' own.
const FUNDED: u8 = 1;

/// The projects that the city funded, in the order of the file.
pub(super) fn winners(
    input: &str,
    document: &Document<'_>,
    file: &FileElection,
) -> Result<Vec<ProjectIndex>, Failure> {
    if document.projects().column(SELECTED).is_none() {
        let reason = "PROJECTS has no column `selected`, so that the city's own decision, with \
                      which to compare, is not known";
        return Err(Failure::unsound(input, reason));
    }
    let marked = || file.instance.indexes().zip(&file.selected);
    if let Some((project, _)) = marked().find(|(_, mark)| mark.is_none()) {
        let id = file.instance.id(project);
        let reason = format!("the project `{id}` has no number in the column `selected`");
        return Err(Failure::unsound(input, reason));
    }
    let funded = marked().filter(|(_, mark)| **mark == Some(FUNDED));
    Ok(funded.map(|(project, _)| project).collect())
}

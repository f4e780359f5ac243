//! A file understood.

use super::document::Document;
use super::error::{ReadError, ReadErrorKind, Warning};
use super::meta::Meta;
use super::projects::{Projects, check_totals};
use super::votes;
use crate::instance::Instance;
use crate::profile::Profile;
use crate::scores::Scores;

/// The election in a `.pb` file.
#[derive(Clone, Debug)]
pub struct FileElection {
    /// What META says.
    pub meta: Meta,
    /// Envelope and projects, in file order.
    pub instance: Instance,
    /// The ballots; every row of VOTES is one, blank ones included.
    pub profile: Profile,
    /// The city's own decision per project, where the file has it: 1 funded, 0 not; 2 and 3 are
    /// cases of the city's own (funded from elsewhere, withdrawn after the vote).
    pub selected: Vec<Option<u8>>,
    /// What a careful reader should know, by line.
    pub warnings: Vec<Warning>,
}

impl Document<'_> {
    /// Understands the file.
    ///
    /// # Errors
    /// With its line, whatever would make the tally another: unknown or repeated ids, amounts
    /// that are negative or unreadable, missing columns and keys.
    pub fn election(&self) -> Result<FileElection, ReadError> {
        let mut warnings = Vec::new();
        let meta = Meta::read(&self.meta(), &mut warnings)?;
        let Projects { instance, selected } =
            Projects::read(&self.projects(), meta.budget, &mut warnings)?;
        let profile = votes::read(&self.votes(), &meta, &instance, &mut warnings);
        let profile = profile.map_err(|error| self.or_another_file(error))?;
        let scores = Scores::of(&profile)
            .map_err(|error| ReadErrorKind::Tally(error).at(self.votes().title_line))?;
        check_totals(&self.projects(), &instance, &scores, &mut warnings)?;
        let projects = instance.projects().len() as u64;
        Meta::check_count(&self.meta(), "num_projects", projects, &mut warnings)?;
        Meta::check_count(&self.meta(), "num_votes", profile.voters(), &mut warnings)?;
        warnings.sort_by_key(|warning| warning.line);
        Ok(FileElection { meta, instance, profile, selected, warnings })
    }
}

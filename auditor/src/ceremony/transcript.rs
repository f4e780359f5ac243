//! What all trustees announced and revealed, read from the files of one trustee's folder.

use std::collections::{BTreeMap, BTreeSet};

use voting::hash::sha256;
use voting::keygen::{Announcement, Package, Reveal, Transcript, TrusteeNotes, ceremony_of};
use voting::manifest::Trustees;
use voting::note::Note;

use crate::ceremony::dkg::ByIndex;
use crate::ceremony::folder::{announce_name, reveal_name};
use crate::ceremony::{Folder, Own};
use crate::failure::Failure;

/// All announcements of one key generation.
pub(crate) struct Announced {
    /// What names it.
    pub(crate) ceremony: [u8; 32],
    pub(crate) list: ByIndex<Announcement>,
    notes: BTreeMap<u16, Note>,
}

/// All packages, announced and proven.
pub(crate) struct Revealed {
    pub(crate) bytes: ByIndex<Vec<u8>>,
    pub(crate) packages: ByIndex<Package>,
    notes: BTreeMap<u16, Note>,
}

impl Announced {
    /// Reads the announcements of all trustees; the own one must be the one that was made here.
    pub(crate) fn read(folder: &Folder, own: &Own) -> Result<Self, Failure> {
        let notes = folder.notes(1..=own.secret.n, |index| announce_name(*index))?;
        let (mut list, mut names, mut keys) = (ByIndex::new(), BTreeSet::new(), BTreeSet::new());
        for (index, note) in &notes {
            let path = folder.path(&announce_name(*index));
            let wrong = |reason: &str| Failure::unsound(path.display(), reason);
            let found = Announcement::verify(note).map_err(|e| wrong(&e.to_string()))?;
            if (found.index, found.k, found.n) != (*index, own.secret.k, own.secret.n) {
                return Err(wrong("is of another index, threshold or number of trustees"));
            }
            if *index == own.secret.index && found != own.announcement()? {
                return Err(wrong("is not what you announced"));
            }
            let new_name = names.insert(found.key.name().to_owned());
            if !new_name || !keys.insert(found.key.verifying_key().to_bytes()) {
                return Err(wrong("has the name or key of another trustee"));
            }
            list.insert(*index, found);
        }
        Ok(Self { ceremony: ceremony_of(notes.values()), list, notes })
    }

    /// Reads the packages of all trustees and checks them against what was announced.
    pub(crate) fn revealed(&self, folder: &Folder) -> Result<Revealed, Failure> {
        let notes = folder.notes(self.list.keys().copied(), |index| reveal_name(*index))?;
        let (mut all, mut packages) = (ByIndex::new(), ByIndex::new());
        for ((index, announced), note) in self.list.iter().zip(notes.values()) {
            let path = folder.path(&reveal_name(*index));
            let name = announced.key.name();
            let wrong =
                |reason: &str| Failure::unsound(path.display(), format!("{name}: {reason}"));
            let found = Reveal::verify(note, &announced.key).map_err(|e| wrong(&e.to_string()))?;
            if (found.index, found.ceremony) != (*index, self.ceremony) {
                return Err(wrong("is of another trustee or key generation"));
            }
            if sha256(&[&found.package]) != announced.package {
                return Err(wrong("is not the package that was announced"));
            }
            let package = Package::parse(announced.k, &found.package)
                .and_then(|package| package.verify(*index).map(|()| package))
                .map_err(|error| wrong(&error.to_string()))?;
            packages.insert(*index, package);
            all.insert(*index, found.package);
        }
        Ok(Revealed { bytes: all, packages, notes })
    }
}

impl Revealed {
    /// What is published, all notes as they were signed.
    pub(crate) fn transcript(&self, announced: &Announced, trustees: Trustees) -> Transcript {
        let notes = announced.notes.values().zip(self.notes.values());
        let notes = notes.map(|(announcement, reveal)| TrusteeNotes {
            announcement: announcement.to_string(),
            reveal: reveal.to_string(),
        });
        Transcript { trustees, notes: notes.collect() }
    }

    /// What FROST's code wants: the packages of everybody else.
    pub(crate) fn of_others(&self, own: u16) -> ByIndex<Vec<u8>> {
        let others = self.bytes.iter().filter(|(index, _)| **index != own);
        others.map(|(index, bytes)| (*index, bytes.clone())).collect()
    }
}

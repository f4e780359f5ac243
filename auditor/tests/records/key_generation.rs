//! Key generation of k of n trustees by the binary, each in a folder of its own.

use std::collections::BTreeMap;

use voting::election_key::ElectionSecret;
use voting::key_file::SecretKey;
use voting::keygen::{Announcement, Deal, Reveal, Transcript, verify};
use voting::manifest::Trustees;
use voting::note::Note;
use voting::share::{Share, combine};

use crate::support::{Folder, Run, hashar_audit};

/// Trustees 1 to n, by their folders.
pub(crate) struct Group<'a> {
    pub(crate) k: u16,
    pub(crate) folders: &'a [Folder],
}

/// n empty folders.
pub(crate) fn folders(n: usize) -> Vec<Folder> {
    (0..n).map(|_| Folder::empty()).collect()
}

impl Group<'_> {
    fn begin(&self, index: usize) -> Run {
        let (root, of) = (self.folders[index - 1].root(), self.folders.len().to_string());
        let (name, k) = (format!("trustee-{index}"), self.k.to_string());
        let index = index.to_string();
        hashar_audit(&[
            "trustee",
            "begin",
            "--name",
            &name,
            "--index",
            &index,
            "--of",
            &of,
            "--threshold",
            &k,
            "--folder",
            &root,
        ])
    }

    pub(crate) fn round(&self, action: &str, index: usize) -> Run {
        hashar_audit(&["trustee", action, "--folder", &self.folders[index - 1].root()])
    }

    /// Everybody in this order, then all notes to all.
    fn all(&self, order: &[usize], round: impl Fn(&Self, usize) -> Run) {
        for index in order {
            round(self, *index).succeeded();
        }
        self.exchange();
    }

    /// Every note, those for others too, into every folder.
    fn exchange(&self) {
        let files = self.folders.iter().flat_map(Folder::files);
        let notes: BTreeMap<String, Vec<u8>> =
            files.filter(|(name, _)| name.ends_with(".note")).collect();
        for folder in self.folders {
            folder.add(&notes);
        }
    }

    /// The first three rounds.
    pub(crate) fn deal(&self, order: &[usize]) {
        self.all(order, Self::begin);
        self.all(order, |all, index| all.round("reveal", index));
        self.all(order, |all, index| all.round("deal", index));
    }

    fn key(&self, index: usize, file: &str) -> SecretKey {
        SecretKey::parse(&std::fs::read(self.folders[index - 1].path(file)).unwrap()).unwrap()
    }

    /// A note in every folder.
    fn put(&self, name: &str, note: &Note) {
        for folder in self.folders {
            std::fs::write(folder.path(name), note.to_string()).unwrap();
        }
    }

    fn note(&self, name: &str) -> Note {
        Note::parse(&std::fs::read_to_string(self.folders[0].path(name)).unwrap()).unwrap()
    }
}

fn fails(run: &Run, code: i32, words: &[&str]) {
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    for word in words {
        assert!(run.err.contains(word), "{word}: {}", run.err);
    }
}

fn permutations(of: &[usize]) -> Vec<Vec<usize>> {
    if of.is_empty() {
        return vec![vec![]];
    }
    let with_first = |first: &usize| {
        let rest: Vec<usize> = of.iter().copied().filter(|other| other != first).collect();
        let tails = permutations(&rest).into_iter();
        tails.map(|tail| [&[*first][..], &tail].concat()).collect::<Vec<_>>()
    };
    of.iter().flat_map(with_first).collect()
}

/// All trustees have one public result, and any k of their keys give x.
fn finish(all: &Group<'_>, order: &[usize]) {
    let n = all.folders.len();
    let outputs: Vec<String> =
        order.iter().map(|index| all.round("finish", *index).succeeded().out).collect();
    assert!(outputs.iter().all(|output| *output == outputs[0]), "one hash to compare");
    let public: Vec<Vec<u8>> =
        all.folders.iter().map(|f| std::fs::read(f.path("trustees.json")).unwrap()).collect();
    assert!(public.iter().all(|bytes| *bytes == public[0]));
    let trustees: Trustees = serde_json::from_slice(&public[0]).unwrap();
    for folder in all.folders {
        let file = std::fs::read(folder.path("key-generation.json")).unwrap();
        let transcript = Transcript::parse(&file).unwrap();
        assert_eq!(transcript.trustees, trustees);
        assert_eq!(verify(&trustees, &transcript.notes), Ok(()), "what the organiser checks");
    }
    assert_eq!((trustees.k, usize::from(trustees.n)), (all.k, n));
    let shares: Vec<Share> = (1..=n)
        .map(|index| {
            let key = all.key(index, "trustee.key");
            assert_eq!(*key.signer.key(), trustees.list[index - 1].vkey);
            let share = key.share.unwrap();
            let (ballots, issuance) = ([0; 32], [0; 32]);
            Share { index: share.index, secret: share.secret.clone(), ballots, issuance }
        })
        .collect();
    let combined = |chosen: &[Share]| combine(all.k, &trustees.y, &trustees.public(), chosen);
    for chosen in 0..1_u32 << n {
        let some: Vec<Share> =
            shares.iter().filter(|s| (chosen >> (s.index - 1)) & 1 == 1).cloned().collect();
        assert_eq!(combined(&some).is_ok(), some.len() >= usize::from(all.k), "{chosen:b}");
    }
}

#[test]
fn two_of_three_in_every_order() {
    for order in permutations(&[1, 2, 3]) {
        let folders = folders(3);
        let all = Group { k: 2, folders: &folders };
        all.deal(&order);
        finish(&all, &order);
    }
}

#[test]
fn three_of_five() {
    let folders = folders(5);
    let all = Group { k: 3, folders: &folders };
    all.deal(&[4, 1, 5, 3, 2]);
    finish(&all, &[2, 5, 1, 4, 3]);
}

#[test]
fn thresholds_that_protect_nobody_are_refused() {
    let folders = folders(3);
    for k in [0, 1, 4] {
        let all = Group { k, folders: &folders };
        fails(&all.begin(1), 70, &["threshold"]);
    }
    fails(&Group { k: 1, folders: &folders[..1] }.begin(1), 70, &["init"]);
    assert!(folders.iter().all(|folder| folder.files().is_empty()));
}

#[test]
fn rounds_wait_for_all_and_repeat_themselves() {
    let folders = folders(3);
    let all = Group { k: 2, folders: &folders };
    for index in 1..=3 {
        all.begin(index).succeeded();
    }
    fails(&all.round("reveal", 1), 76, &["announce-2.note, announce-3.note"]);
    let before = folders[0].files();
    all.begin(1).succeeded();
    assert_eq!(folders[0].files(), before, "nothing is drawn anew");
    all.exchange();
    all.all(&[1, 2], |all, index| all.round("reveal", index));
    fails(&all.round("deal", 1), 76, &["lacks reveal-3.note"]);
    all.all(&[3], |all, index| all.round("reveal", index));
    all.round("deal", 1).succeeded();
    fails(&all.round("finish", 1), 76, &["deal-2-to-1.note, deal-3-to-1.note"]);
    for index in [1, 2, 3] {
        all.round("deal", index).succeeded();
    }
    all.exchange();
    for _ in 0..2 {
        finish(&all, &[1, 2, 3]);
    }
    std::fs::write(folders[0].path("anounce-2.note"), "").unwrap();
    assert!(all.round("finish", 1).out.contains("anounce-2.note"), "named");
}

#[cfg(unix)]
#[test]
fn secret_files_are_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let folders = folders(2);
    let all = Group { k: 2, folders: &folders };
    all.deal(&[1, 2]);
    finish(&all, &[1, 2]);
    for name in ["note.key", "ceremony.secret", "trustee.key"] {
        let mode = std::fs::metadata(folders[0].path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

/// The sender signs a value that is not the polynomial's.
#[test]
fn a_wrong_value_is_named() {
    let folders = folders(3);
    let all = Group { k: 2, folders: &folders };
    all.deal(&[1, 2, 3]);
    let sender = all.key(2, "note.key");
    let recipient = Announcement::verify(&all.note("announce-1.note")).unwrap().recipient;
    let honest = Deal::verify(&all.note("deal-2-to-1.note"), sender.signer.key()).unwrap();
    let secret = SecretKey::generate("x", Some(1), &mut fixed()).unwrap().share.unwrap().secret;
    let seal = |to: &voting::election_key::ElectionKey, value: &ElectionSecret| {
        let deal = Deal::seal((2, 1), honest.ceremony, to, value, &mut fixed()).unwrap();
        deal.sign(&sender.signer).unwrap()
    };
    all.put("deal-2-to-1.note", &seal(&recipient, &secret));
    fails(&all.round("finish", 1), 72, &["trustee-2", "does not fit"]);
    all.put("deal-2-to-1.note", &seal(&secret.public(), &secret));
    fails(&all.round("finish", 1), 72, &["trustee-2", "does not open"]);
    assert!(!folders[0].path("trustee.key").exists());
    all.round("finish", 3).succeeded();
}

/// A package that is not the one announced, and one whose announcement was made to fit.
#[test]
fn a_wrong_package_is_named() {
    let folders = folders(3);
    let all = Group { k: 2, folders: &folders };
    all.all(&[1, 2, 3], Group::begin);
    all.all(&[1, 2, 3], |all, index| all.round("reveal", index));
    let liar = all.key(2, "note.key");
    let honest = Reveal::verify(&all.note("reveal-2.note"), liar.signer.key()).unwrap();
    let mut other = honest;
    other.package[127] ^= 1;
    all.put("reveal-2.note", &other.sign(&liar.signer).unwrap());
    fails(&all.round("deal", 1), 72, &["trustee-2", "announced"]);
}

#[test]
fn notes_of_another_key_generation_are_refused() {
    let (folders, others) = (folders(3), folders(3));
    let all = Group { k: 2, folders: &folders };
    let before = Group { k: 2, folders: &others };
    for of in [&all, &before] {
        of.all(&[1, 2, 3], Group::begin);
        of.all(&[1, 2, 3], |all, index| all.round("reveal", index));
    }
    let reveal = all.note("reveal-2.note");
    all.put("reveal-2.note", &before.note("reveal-2.note"));
    fails(&all.round("deal", 1), 72, &["reveal-2.note", "trustee-2"]);
    all.put("reveal-2.note", &reveal);
    all.put("announce-2.note", &before.note("announce-2.note"));
    all.put("reveal-2.note", &before.note("reveal-2.note"));
    fails(&all.round("deal", 1), 72, &["reveal-1.note", "key generation"]);
    fails(&all.round("deal", 2), 72, &["announce-2.note", "not what you announced"]);
}

/// A generator whose values do not matter.
fn fixed() -> impl rand_core::CryptoRng {
    use rand_core::SeedableRng as _;
    chacha20::ChaCha20Rng::from_seed([7; 32])
}

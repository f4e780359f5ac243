//! A season from a TOML file: its texts, its dates, its contests with their rules.
//!
//! docs/season.toml is one, with a word on each key. All mistakes are told at once, each with its
//! line. To add a key: the line that reads it here, in `phases.rs` or in `contests.rs`, and its
//! name in the list of keys beside it.

mod bounds;
mod contests;
mod faults;
mod phases;
mod table;

pub use faults::{Fault, Faults};

use app::i18n::Lang;
use faults::Finder;
use std::path::Path;
use store::seasons::NewSeason;
use store::{FileHash, Localized, Store, StoreError, UnixTime};
use table::Table;
use toml::de::DeTable;
use voting::hash::sha256;

const KEYS: [&str; 9] = [
    "key",
    "title",
    "act",
    "publication",
    "residence",
    "min_age",
    "phases",
    "every_contest",
    "contest",
];

/// It stands in addresses, in names of logs and in the folder of keys.
const LONGEST_KEY: usize = 32;
/// Characters of a title, or of the name of an act.
const LONGEST_TEXT: usize = 500;
/// Years, for the minimum age: nobody is older, and without a minimum infants would vote.
const AGES: std::ops::RangeInclusive<i64> = 1..=120;

/// A season as its file describes it.
#[derive(Debug)]
pub struct SeasonFile {
    /// What would be made.
    pub season: NewSeason,
    /// The place of each contest: code and name.
    pub places: Vec<(String, Localized)>,
    /// SHA-256 of the file.
    pub hash: FileHash,
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum SeasonError {
    /// What is wrong in it.
    #[error(transparent)]
    Faults(#[from] Faults),
    /// There is no such file, or it is not ours to read.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// The system's words.
        reason: std::io::Error,
    },
    /// The territories could not be asked for.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the file of a season whose territories the store knows by their codes, and whose vote has
/// not begun at `now`.
///
/// # Errors
/// Every mistake of the file, by line and column.
pub async fn read(path: &Path, store: &Store, now: UnixTime) -> Result<SeasonFile, SeasonError> {
    let bytes = std::fs::read(path)
        .map_err(|reason| SeasonError::Unreadable { file: path.display().to_string(), reason })?;
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let whole = std::str::from_utf8(&bytes);
    let text = whole.unwrap_or_else(|error| readable(&bytes, error.valid_up_to()));
    let mut faults = Finder::new(text);
    if whole.is_err() {
        faults.add(text.len(), "", "is not UTF-8 from here on: save the file as UTF-8");
        return Err(faults.into_faults(file).into());
    }
    let (root, broken) = DeTable::parse_recoverable(text);
    for error in broken {
        let at = error.span().map_or(text.len(), |span| span.start);
        faults.add(at, "", format!("is no TOML: {}", error.message()));
    }
    if !faults.is_empty() {
        return Err(faults.into_faults(file).into());
    }
    let read = season(&Table::root(root.get_ref()), store, now, &mut faults).await?;
    match read {
        Some((season, places)) if faults.is_empty() => {
            Ok(SeasonFile { season, places, hash: FileHash(sha256(&[&bytes])) })
        }
        _ => Err(faults.into_faults(file).into()),
    }
}

/// The part of a file before the first byte that is not UTF-8.
fn readable(bytes: &[u8], end: usize) -> &str {
    bytes.get(..end).and_then(|start| std::str::from_utf8(start).ok()).unwrap_or_default()
}

/// The season and the places of its contests; `None` once something is wrong.
async fn season(
    root: &Table<'_>,
    store: &Store,
    now: UnixTime,
    faults: &mut Finder<'_>,
) -> Result<Option<(NewSeason, Vec<(String, Localized)>)>, StoreError> {
    root.only(&KEYS, faults);
    let key = key(root, faults);
    let (title, act) = (languages(root, "title", faults), languages(root, "act", faults));
    let publication = word(root, "publication", &["open", "audited"], faults);
    let residence = word(root, "residence", &["none", "district", "mahalla"], faults);
    let min_age = root.required("min_age", "min_age = 18", faults);
    let min_age = min_age.and_then(|years| years.number(AGES, faults));
    let phases = phases::read(root, now, faults);
    let (contests, places) = contests::read(root, residence, store, faults).await?;
    let (Some(key), Some(titles), Some(act), Some(publication), Some(residence), Some(min_age)) =
        (key, title, act, publication, residence, min_age)
    else {
        return Ok(None);
    };
    let min_age = min_age.value;
    let season = NewSeason { key, titles, act, publication, residence, min_age, phases, contests };
    Ok(Some((season, places)))
}

fn key(root: &Table<'_>, faults: &mut Finder<'_>) -> Option<String> {
    let entry = root.required("key", "key = \"2027-spring\"", faults)?;
    let key = entry.text(faults)?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let ends = key.starts_with('-') || key.ends_with('-');
    if key.is_empty() || key.len() > LONGEST_KEY || ends || !key.bytes().all(plain) {
        let reason = format!(
            "is {key:?}; expected 1 to {LONGEST_KEY} small letters, digits and hyphens between them"
        );
        entry.wrong(reason, faults);
        return None;
    }
    Some(key.to_owned())
}

/// A text in every language of the site.
fn languages(root: &Table<'_>, key: &str, faults: &mut Finder<'_>) -> Option<Localized> {
    let codes = Lang::ALL.map(Lang::code);
    let example = format!("[{key}] with a line for each of {}", codes.join(", "));
    let table = root.required(key, &example, faults)?.table(faults)?;
    table.only(&codes, faults);
    let mut texts = Vec::with_capacity(codes.len());
    for code in codes {
        let Some(entry) = table.required(code, &format!("{code} = \"...\""), faults) else {
            continue;
        };
        let Some(text) = entry.text(faults).map(str::trim) else { continue };
        match text.chars().count() {
            0 => entry.wrong("is empty; people read it on every page of the season", faults),
            long if long > LONGEST_TEXT => {
                let reason = format!("has {long} characters; expected {LONGEST_TEXT} at most");
                entry.wrong(reason, faults);
            }
            _ => texts.push((code, text)),
        }
    }
    (texts.len() == codes.len()).then(|| texts.into_iter().collect())
}

/// One of a few words.
fn word<T: std::str::FromStr>(
    table: &Table<'_>,
    key: &str,
    words: &[&str],
    faults: &mut Finder<'_>,
) -> Option<T> {
    let choice = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" or ");
    let entry = table.required(key, &format!("{key} = {choice}"), faults)?;
    let text = entry.text(faults)?;
    let value = words.contains(&text).then(|| text.parse().ok()).flatten();
    if value.is_none() {
        entry.wrong(format!("is {text:?}; expected {choice}"), faults);
    }
    value
}

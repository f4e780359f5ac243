//! Saving the form: photographs are taken in first, then everything is checked, then stored.

use super::checked::{Needed, Wrong, check};
use super::grounds::Grounds;
use super::sent::Sent;
use super::state::refused_save;
use super::typed::{Typed, TypedPhoto};
use crate::i18n;
use crate::t;
use crate::web::{PHOTO_BYTES, PhotoRefused, Problem, Visit};
use store::proposals::{Content, Edit, NewProposal, Photo, Proposal, ProposalKey, ProposalState};
use store::{Constraint, PersonId, PhotoHash, StoreError};

/// How saving ended.
pub(super) enum Saved {
    /// It is stored.
    Stored(ProposalKey),
    /// Nothing was stored but the photographs; the form is given back.
    Refused(Box<Returned>),
}

/// A form to give back.
pub(super) struct Returned {
    pub(super) typed: Typed,
    pub(super) wrong: Wrong,
    /// What no single field is to blame for.
    pub(super) alert: Option<String>,
}

/// Saves what was sent: a new draft, or over the proposal that was there before.
pub(super) async fn save(
    visit: &Visit,
    author: PersonId,
    sent: Sent,
    grounds: &Grounds,
    before: Option<&Proposal>,
) -> Result<Saved, Problem> {
    let words = visit.words();
    let mut typed = Typed::read(&sent.fields);
    let refused = take_photos(visit, author, &mut typed, sent.files).await?;
    let submitted = before.is_some_and(|it| it.state != ProposalState::Draft);
    let whole = submitted || typed_do(&sent.fields) == "submit";
    let needed = if whole { Needed::Everything } else { Needed::Nothing };
    let (content, mut wrong) = check(words, &typed, grounds, needed);
    for text in refused {
        wrong.add("file", text);
    }
    if !wrong.is_empty() {
        return Ok(Saved::Refused(Box::new(Returned { typed, wrong, alert: None })));
    }
    match store(visit, author, (&typed, content), grounds, before).await {
        Ok(key) => Ok(Saved::Stored(key)),
        Err(StoreError::Conflict(constraint)) => {
            let alert = Some(refused_save(words, constraint));
            if let (Constraint::ProposalChanged, Some(now)) = (constraint, before) {
                // Whoever saves again has read the warning.
                typed.version = now.version;
            }
            Ok(Saved::Refused(Box::new(Returned { typed, wrong, alert })))
        }
        Err(other) => Err(other.into()),
    }
}

/// The button that was pressed.
pub(super) fn typed_do(fields: &[(String, String)]) -> &str {
    let found = fields.iter().find(|(name, _)| name == "do");
    found.map_or("save", |(_, value)| value.as_str())
}

async fn store(
    visit: &Visit,
    author: PersonId,
    (typed, content): (&Typed, Content),
    grounds: &Grounds,
    before: Option<&Proposal>,
) -> Result<ProposalKey, StoreError> {
    let (store, contest) = (&visit.site.store, grounds.contest.id);
    if let Some(before) = before {
        let version = typed.version;
        let edit = Edit { proposal: before.id, author, version, contest, content };
        store.save_proposal(&edit, visit.now).await?;
        return Ok(before.key.clone());
    }
    let key: ProposalKey = typed.key.parse().map_err(|_| StoreError::NotFound)?;
    let new = NewProposal { key: key.clone(), contest, author, content };
    match store.create_proposal(&new, visit.now).await {
        Err(StoreError::Conflict(Constraint::ProposalKey)) => {
            // The same form once more: a second click, or the way back from the next page.
            let draft = store.proposal(&key).await?;
            let NewProposal { content, .. } = new;
            let (proposal, version) = (draft.id, draft.version);
            let edit = Edit { proposal, author, version, contest, content };
            store.save_proposal(&edit, visit.now).await?;
        }
        created => drop(created?),
    }
    Ok(key)
}

/// Takes photographs in and puts them into the form; gives what is wrong with the others.
async fn take_photos(
    visit: &Visit,
    author: PersonId,
    typed: &mut Typed,
    files: Vec<Result<Vec<u8>, PhotoRefused>>,
) -> Result<Vec<String>, Problem> {
    let words = visit.words();
    let mut wrong = Vec::new();
    if forget_gone(visit, typed).await? {
        wrong.push(t!(words, "proposals-photo-gone"));
    }
    for file in files {
        if typed.photos.len() >= Content::PHOTOS {
            let max = i18n::number(i64::try_from(Content::PHOTOS).unwrap_or_default());
            wrong.push(t!(words, "proposals-photo-too-many", max = max));
            break;
        }
        match take(visit, author, file).await? {
            Ok(hash) if typed.photos.iter().any(|known| known.hash == hash) => {}
            Ok(hash) => typed.photos.push(TypedPhoto { hash, alt: String::new() }),
            Err(text) => wrong.push(text),
        }
    }
    Ok(wrong)
}

/// Leaves out photographs that housekeeping forgot while the form lay open somewhere for days.
async fn forget_gone(visit: &Visit, typed: &mut Typed) -> Result<bool, Problem> {
    let mut kept = Vec::new();
    for photo in &typed.photos {
        if visit.site.store.photo(photo.hash).await?.is_some() {
            kept.push(photo.clone());
        }
    }
    let gone = kept.len() < typed.photos.len();
    typed.photos = kept;
    Ok(gone)
}

/// Takes one photograph in; a refusal in words.
async fn take(
    visit: &Visit,
    author: PersonId,
    file: Result<Vec<u8>, PhotoRefused>,
) -> Result<Result<PhotoHash, String>, Problem> {
    let store = &visit.site.store;
    let too_many = || t!(visit.words(), "proposals-photo-today", max = i18n::number(Photo::SENT));
    if !store.may_send_photo(author, visit.now).await? {
        return Ok(Err(too_many()));
    }
    let taken = match file {
        Ok(bytes) => visit.site.photos.take(bytes).await,
        Err(refused) => Err(refused),
    };
    match taken {
        Ok(photo) => match store.add_photo(photo, author, visit.now).await {
            Err(StoreError::Conflict(Constraint::TooManyPhotos)) => Ok(Err(too_many())),
            added => Ok(Ok(added.map(|()| photo.hash)?)),
        },
        Err(PhotoRefused::Unavailable) => Err(Problem::Unavailable),
        Err(refused) => Ok(Err(photo_refused(visit, refused))),
    }
}

fn photo_refused(visit: &Visit, refused: PhotoRefused) -> String {
    let words = visit.words();
    let megabytes = i64::try_from(PHOTO_BYTES / 1024 / 1024).unwrap_or_default();
    match refused {
        PhotoRefused::TooLarge => t!(words, "proposals-photo-too-large", max = megabytes),
        PhotoRefused::Kind => t!(words, "proposals-photo-kind"),
        PhotoRefused::Pixels => t!(words, "proposals-photo-pixels"),
        PhotoRefused::Damaged | PhotoRefused::Unavailable => t!(words, "proposals-photo-damaged"),
    }
}

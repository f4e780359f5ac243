//! `/{lang}/receipt/{election}`: the page that a ticket leads to.
//!
//! GET knows nothing of the number: it stands behind the `#` and a script checks it. POST is for
//! who has no script: a number or the saved promise comes in, and the server looks. Neither asks
//! who it is.

use super::no_page;
use crate::poll::{Poll, Polls};
use crate::sequencer::{self, SequencerError};
use app::pages::receipt::{Outcome, Receipt, Witnessed, receipt};
use app::web::{Answer, Problem, Site, Visit};
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path};
use axum::routing::get;
use axum::{Extension, Router};
use std::sync::Arc;
use store::UnixTime;
use voting::commitment::Commitment;
use voting::entry::{self, Entry};
use voting::id::ElectionId;
use voting::note::Note;
use voting::promise::Promise;
use voting::text;

/// Hexadecimal digits of a commitment, and those of them that a ticket shows.
const DIGITS: usize = 64;
const SHOWN_DIGITS: usize = 16;

/// The page's route; anybody may ask.
pub(crate) fn router(polls: Polls) -> Router<Site> {
    Router::new().route("/{lang}/receipt/{election}", get(show).post(look)).layer(Extension(polls))
}

async fn show(
    visit: Visit,
    Extension(polls): Extension<Polls>,
    Path((_, id)): Path<(String, String)>,
) -> Answer {
    let poll = poll(&polls, &id).await?;
    answer(&visit, &polls, &poll, String::new(), None).await
}

async fn look(
    visit: Visit,
    Extension(polls): Extension<Polls>,
    Path((_, id)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let poll = poll(&polls, &id).await?;
    let (number, file) = fields(form).await.map_err(|_| Problem::Malformed)?;
    let said = if file.trim().is_empty() { &number } else { &file };
    let outcome = match Asked::read(said, &poll) {
        Some(asked) => find(&polls, &poll, asked, visit.now).await?,
        None => Outcome::Unreadable,
    };
    answer(&visit, &polls, &poll, number, Some(outcome)).await
}

async fn answer(
    visit: &Visit,
    polls: &Polls,
    poll: &Poll,
    typed: String,
    outcome: Option<Outcome>,
) -> Answer {
    let stored = polls.store().election(&poll.election.id).await?;
    let season = polls.store().season_by_id(stored.season).await?.titles;
    let manifest = &poll.election.manifest;
    let log_key = manifest.logs.ballots.vkey.to_string();
    let has_witnesses = poll.election.policy.requires_witnesses();
    let policy = has_witnesses.then(|| manifest.witnesses.clone());
    let page = Receipt { election: poll.election.id, season, log_key, policy, typed, outcome };
    Ok(receipt(visit, page))
}

async fn poll(polls: &Polls, id: &str) -> Result<Arc<Poll>, Problem> {
    let id = text::array_from_hex("election", id).map_err(|_| Problem::NotFound)?;
    polls.poll(&ElectionId::from_bytes(id)).await.map_err(no_page)
}

async fn fields(mut form: Multipart) -> Result<(String, String), MultipartError> {
    let (mut number, mut file) = (String::new(), String::new());
    while let Some(field) = form.next_field().await? {
        let into = match field.name() {
            Some("number") => &mut number,
            Some("file") => &mut file,
            _ => continue,
        };
        // A photograph in place of the file is no ticket, which the answer says.
        *into = String::from_utf8_lossy(&field.bytes().await?).into_owned();
    }
    Ok((number, file))
}

/// What somebody holds of a ballot.
enum Asked {
    /// All of its commitment.
    Whole(Commitment),
    /// What a ticket shows of it.
    Begins([u8; SHOWN_DIGITS / 2]),
    /// The box's promise, whose signature holds.
    Promise(Promise),
}

impl Asked {
    fn read(said: &str, poll: &Poll) -> Option<Self> {
        if let Ok(note) = Note::parse(&said.replace("\r\n", "\n")) {
            let key = &poll.election.manifest.promise_vkey;
            return Promise::verify(&note, key).ok().map(Self::Promise);
        }
        let number = said.rsplit('#').next().unwrap_or_default();
        let digits: String =
            number.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        let digits = digits.to_ascii_lowercase();
        let wrong = |_| None::<Self>;
        match digits.len() {
            DIGITS => text::array_from_hex("number", &digits)
                .map_or_else(wrong, |bytes| Some(Self::Whole(Commitment::from_bytes(bytes)))),
            SHOWN_DIGITS => text::array_from_hex("number", &digits)
                .map_or_else(wrong, |bytes| Some(Self::Begins(bytes))),
            _ => None,
        }
    }
}

async fn find(polls: &Polls, poll: &Poll, asked: Asked, now: UnixTime) -> Result<Outcome, Problem> {
    let (commitment, by) = match asked {
        Asked::Whole(commitment) => (Some(commitment), None),
        Asked::Promise(promise) => (Some(promise.commitment), Some(promise.merge_by)),
        Asked::Begins(begin) => (only(polls, poll, &begin).await?, None),
    };
    let Some(commitment) = commitment else { return Ok(Outcome::Missing) };
    let entry = entry::ballot(&commitment);
    let internal = |error: SequencerError| {
        tracing::error!(%error, "a receipt cannot be made");
        Problem::Internal
    };
    let found = sequencer::receipt(polls.store(), poll.row, &entry).await.map_err(internal)?;
    let by = by.map(|by| UnixTime::try_from(by).unwrap_or(UnixTime::MAX));
    Ok(match (found, by) {
        (Some(receipt), _) => {
            checked(poll, &commitment, &receipt).map_err(|error| internal(error.into()))?
        }
        (None, Some(by)) if now > by => Outcome::Broken { by },
        (None, Some(by)) => Outcome::Promised { by },
        (None, None) => Outcome::Missing,
    })
}

/// What a receipt shows, checked as anybody would.
fn checked(
    poll: &Poll,
    commitment: &Commitment,
    receipt: &voting::receipt::Receipt,
) -> voting::error::Result<Outcome> {
    let (log, policy) = (&poll.election.manifest.logs.ballots.vkey, &poll.election.policy);
    let head = receipt.verify_inclusion(&entry::ballot(commitment), log)?;
    let note = &receipt.checkpoint;
    let witnessed = policy.requires_witnesses().then(|| Witnessed {
        signed: policy.cosigners(note).map(|it| it.key.name().to_owned()).collect(),
        is_quorum: policy.is_met(note),
    });
    let commitment = text::hex(commitment.as_bytes());
    Ok(Outcome::Found { index: receipt.index, size: head.size, commitment, witnessed })
}

/// The one logged commitment that begins so.
async fn only(
    polls: &Polls,
    poll: &Poll,
    begin: &[u8; SHOWN_DIGITS / 2],
) -> Result<Option<Commitment>, Problem> {
    let bound = |rest: u8| {
        let mut bytes = [rest; 32];
        for (to, from) in bytes.iter_mut().zip(begin) {
            *to = *from;
        }
        entry::ballot(&Commitment::from_bytes(bytes))
    };
    let found = polls.store().ballots_between(poll.row, &bound(0), &bound(u8::MAX)).await?;
    Ok(match found.as_slice() {
        [entry] => match Entry::parse(entry) {
            Ok(Entry::Ballot(commitment)) => Some(commitment),
            _ => None,
        },
        _ => None,
    })
}

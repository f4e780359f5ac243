//! Asking one witness.

use crate::sequencer::{self, SequencerError};
use http::{StatusCode, header};
use openidconnect::reqwest::{self, Client, Response};
use store::logs::Log;
use store::{ElectionRow, Store};
use thiserror::Error;
use url::Url;
use voting::cosignature;
use voting::note::{Note, NoteKey, NoteSignature};
use voting::text;
use voting::witness::Request;

/// Requests until a witness and the log agree on what it saw last: it may have been asked by
/// another process meanwhile.
const TRIES: u32 = 3;

/// Lines of a witness are some hundred bytes.
const MOST_BYTES: usize = 16 * 1024;

/// A witness of the configuration.
pub(super) struct Listed {
    pub(super) key: NoteKey,
    pub(super) address: Url,
    pub(super) http: Client,
}

/// A published head.
pub(super) struct Head<'a> {
    pub(super) store: &'a Store,
    pub(super) row: ElectionRow,
    pub(super) log: Log,
    pub(super) size: u64,
    pub(super) note: &'a Note,
}

/// Why a witness did not sign.
#[derive(Debug, Error)]
pub(super) enum Unsigned {
    #[error("does not answer: {0}")]
    Unreachable(#[from] reqwest::Error),
    #[error("answers {0}")]
    Refused(StatusCode),
    #[error(
        "saw {seen} entries, and the log has {size}: an older database was put back, or somebody \
         else has the log's key"
    )]
    Ahead { seen: u64, size: u64 },
    #[error("saw another root at {0} entries: somebody signed two views of the log")]
    OtherRoot(u64),
    #[error("saw another size at each request")]
    Restless,
    #[error("answers something else: {0}")]
    Answer(#[from] voting::error::Error),
    #[error("answers too much")]
    TooLong,
    #[error(transparent)]
    Log(#[from] SequencerError),
}

/// What a witness says to a request.
enum Said {
    Lines(String),
    /// It saw another size last.
    Size(u64),
}

impl Listed {
    /// Asks for a cosignature, beginning from the size that the witness saw last as far as it is
    /// known. What it gives holds.
    pub(super) async fn cosign(
        &self,
        head: &Head<'_>,
        seen: u64,
    ) -> Result<NoteSignature, Unsigned> {
        let mut old = seen.min(head.size);
        for _ in 0..TRIES {
            let range = (old, head.size);
            let proof = sequencer::consistency(head.store, head.row, head.log, range).await?;
            let request = Request { old, proof, checkpoint: head.note.clone() };
            match self.post(request.to_string()).await? {
                Said::Lines(lines) => return self.own_line(head.note, &lines),
                Said::Size(seen) if seen > head.size => {
                    return Err(Unsigned::Ahead { seen, size: head.size });
                }
                Said::Size(seen) if seen == old => return Err(Unsigned::OtherRoot(seen)),
                Said::Size(seen) => old = seen,
            }
        }
        Err(Unsigned::Restless)
    }

    async fn post(&self, body: String) -> Result<Said, Unsigned> {
        let answer = self.http.post(self.address.clone()).body(body).send().await?;
        match answer.status() {
            StatusCode::OK => Ok(Said::Lines(read(answer).await?)),
            StatusCode::CONFLICT if is_size(&answer) => {
                let size = read(answer).await?;
                Ok(Said::Size(text::decimal("size", size.trim_end_matches('\n'))?))
            }
            status => Err(Unsigned::Refused(status)),
        }
    }

    /// This witness's line of an answer, once its cosignature holds. Others are ignored.
    fn own_line(&self, head: &Note, lines: &str) -> Result<NoteSignature, Unsigned> {
        let is_own =
            |line: &NoteSignature| line.name == self.key.name() && line.id == self.key.id();
        let own = lines.lines().filter_map(|line| NoteSignature::parse(line).ok()).find(is_own);
        let own = own.ok_or(voting::error::Error::Note("not cosigned by this witness"))?;
        let mut cosigned = head.clone();
        cosigned.add(own.clone());
        cosignature::verify(&self.key, &cosigned)?;
        Ok(own)
    }
}

fn is_size(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes() == voting::witness::SIZE_TYPE.as_bytes())
}

async fn read(mut answer: Response) -> Result<String, Unsigned> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_BYTES {
            return Err(Unsigned::TooLong);
        }
    }
    // What is no text is no line either.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

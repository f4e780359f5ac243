//! Photos that were taken in. The store knows their hashes and sizes, not their bytes.

use crate::{Constraint, PersonId, PhotoHash, Result, Store, StoreError, UnixTime, people};

/// A photo that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Photo {
    /// SHA-256 of its largest JPEG.
    pub hash: PhotoHash,
    /// Pixels of that JPEG.
    pub width: i64,
    /// Pixels of that JPEG.
    pub height: i64,
}

/// How many photos a person sent since a time.
const SENT: &str = "SELECT COUNT(*) FROM photos WHERE person_id = $1 AND added_at > $2";

impl Photo {
    /// Photos of one person within [`Photo::WITHIN`].
    pub const SENT: i64 = 60;
    /// A day, in seconds.
    pub const WITHIN: UnixTime = 86_400;
}

impl Store {
    /// Whether a person may send one more photo: asked before one is decoded, which is dear.
    ///
    /// # Errors
    /// What the database said.
    pub async fn may_send_photo(&self, by: PersonId, at: UnixTime) -> Result<bool> {
        let since = at.saturating_sub(Photo::WITHIN);
        let sent: i64 = read!(self, |conn| {
            sqlx::query_scalar(SENT).bind(by).bind(since).fetch_one(conn).await
        })?;
        Ok(sent < Photo::SENT)
    }

    /// Remembers a photo whose files are kept already. Who sends a known one changes nothing but
    /// the time, so that it is not forgotten as unused.
    ///
    /// # Errors
    /// [`Constraint::Check`] for a side of no or too many pixels;
    /// [`Constraint::Reference`] for an unknown person; [`Constraint::TooManyPhotos`] for who sent
    /// [`Photo::SENT`] of them within [`Photo::WITHIN`].
    pub async fn add_photo(&self, photo: Photo, by: PersonId, at: UnixTime) -> Result<()> {
        const SQL: &str = "INSERT INTO photos (hash, width, height, person_id, added_at) \
             VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (hash) DO UPDATE SET added_at = excluded.added_at";
        let mut tx = self.begin().await?;
        people::hold(&mut tx, by).await?;
        step!(&mut tx, |conn| {
            sqlx::query(SQL)
                .bind(photo.hash.as_bytes())
                .bind(photo.width)
                .bind(photo.height)
                .bind(by)
                .bind(at)
                .execute(conn)
                .await
                .map(drop)
        })?;
        let since = at.saturating_sub(Photo::WITHIN);
        let sent: i64 = step!(&mut tx, |conn| {
            sqlx::query_scalar(SENT).bind(by).bind(since).fetch_one(conn).await
        })?;
        if sent > Photo::SENT {
            return Err(StoreError::Conflict(Constraint::TooManyPhotos));
        }
        tx.commit().await
    }

    /// The photo with a hash, if it was ever taken in.
    ///
    /// # Errors
    /// What the database said.
    pub async fn photo(&self, hash: PhotoHash) -> Result<Option<Photo>> {
        const SQL: &str = "SELECT hash, width, height FROM photos WHERE hash = $1";
        Ok(read!(self, |conn| {
            sqlx::query_as(SQL).bind(hash.as_bytes()).fetch_optional(conn).await
        })?)
    }

    /// Forgets the photos that were taken in before a time and that no proposal shows; gives their
    /// hashes, so that the files can follow.
    ///
    /// # Errors
    /// What the database said.
    pub async fn forget_unused_photos(&self, before: UnixTime) -> Result<Vec<PhotoHash>> {
        const SQL: &str = "DELETE FROM photos WHERE added_at < $1 \
             AND hash NOT IN (SELECT hash FROM proposal_photos) RETURNING hash";
        let mut tx = self.begin().await?;
        let gone =
            step!(&mut tx, |conn| sqlx::query_scalar(SQL).bind(before).fetch_all(conn).await)?;
        tx.commit().await?;
        Ok(gone)
    }
}

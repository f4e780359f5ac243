//! The trustee whose folder it is.

use voting::hash::sha256;
use voting::keygen::Announcement;

use crate::ceremony::Secret;
use crate::failure::Failure;
use crate::key_file::SecretKey;

/// What `begin` made.
pub(crate) struct Own {
    /// Signs the notes; has no share before the end.
    pub(crate) key: SecretKey,
    pub(crate) secret: Secret,
}

impl Own {
    /// The one announcement that this trustee makes.
    pub(crate) fn announcement(&self) -> Result<Announcement, Failure> {
        let wrong = |error| Failure::unsound("ceremony.secret", error);
        Ok(Announcement {
            index: self.secret.index,
            k: self.secret.k,
            n: self.secret.n,
            key: self.key.signer.key().clone(),
            recipient: self.secret.recipient().map_err(wrong)?.public(),
            package: sha256(&[&self.secret.package().map_err(wrong)?]),
        })
    }
}

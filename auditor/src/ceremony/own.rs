//! The trustee whose folder it is.

use voting::election_key::ElectionSecret;
use voting::hash::sha256;
use voting::keygen::Announcement;

use crate::ceremony::Secret;
use crate::ceremony::dkg::{self, ByIndex, Value};
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
        Ok(Announcement {
            index: self.secret.index,
            k: self.secret.k,
            n: self.secret.n,
            key: self.key.signer.key().clone(),
            recipient: self.recipient()?.public(),
            package: sha256(&[&self.package()?]),
        })
    }

    pub(crate) fn package(&self) -> Result<Vec<u8>, Failure> {
        let seed = self.secret.seed().map_err(wrong)?;
        dkg::package(self.secret.numbers(), &seed).map_err(wrong)
    }

    /// Opens what others sealed.
    pub(crate) fn recipient(&self) -> Result<ElectionSecret, Failure> {
        self.secret.recipient().map_err(wrong)
    }

    /// A value for each of the others, whose packages these are.
    pub(crate) fn deal(&self, others: &ByIndex<Vec<u8>>) -> Result<ByIndex<Value>, Failure> {
        let seed = self.secret.seed().map_err(wrong)?;
        dkg::deal(self.secret.numbers(), &seed, others).map_err(wrong)
    }

    /// The share, from the packages and values of the others.
    pub(crate) fn finish(
        &self,
        others: &ByIndex<Vec<u8>>,
        values: &ByIndex<Value>,
    ) -> Result<Value, Failure> {
        let seed = self.secret.seed().map_err(wrong)?;
        dkg::finish(self.secret.numbers(), &seed, others, values).map_err(wrong)
    }
}

fn wrong(error: impl ToString) -> Failure {
    Failure::unsound("key generation", error)
}

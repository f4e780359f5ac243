//! What a trustee keeps between the rounds: `ceremony.secret`.

use serde::{Deserialize, Serialize};
use voting::election_key::ElectionSecret;
use voting::text::{array_from_base64, from_base64};
use zeroize::{Zeroize as _, Zeroizing};

const FORMAT: &str = "hashar-audit ceremony 1";

/// The file's JSON; secrets are base64.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Secret {
    format: String,
    pub(crate) index: u16,
    pub(crate) k: u16,
    pub(crate) n: u16,
    /// Public from the reveal on.
    package: String,
    polynomial: String,
    recipient: String,
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.polynomial.zeroize();
        self.recipient.zeroize();
    }
}

impl Secret {
    pub(crate) fn new(
        (index, k, n): (u16, u16, u16),
        package: &[u8],
        polynomial: &[u8],
        recipient: &ElectionSecret,
    ) -> Self {
        use voting::text::base64;
        let recipient = base64(&*Zeroizing::new(recipient.to_bytes()));
        let (package, polynomial) = (base64(package), base64(polynomial));
        Self { format: FORMAT.to_owned(), index, k, n, package, polynomial, recipient }
    }

    /// Reads the file; no error repeats what stands in it.
    pub(crate) fn parse(json: &[u8]) -> Result<Self, String> {
        let secret: Self = serde_json::from_slice(json)
            .map_err(|_| "is no ceremony file of this program".to_owned())?;
        if secret.format != FORMAT {
            return Err("is a ceremony file of another version".to_owned());
        }
        Ok(secret)
    }

    pub(crate) fn to_json(&self) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
        serde_json::to_vec_pretty(self).map(Zeroizing::new)
    }

    pub(crate) fn package(&self) -> voting::error::Result<Vec<u8>> {
        from_base64("package", &self.package)
    }

    pub(crate) fn polynomial(&self) -> voting::error::Result<Zeroizing<Vec<u8>>> {
        from_base64("polynomial", &self.polynomial).map(Zeroizing::new)
    }

    pub(crate) fn recipient(&self) -> voting::error::Result<ElectionSecret> {
        let bytes = Zeroizing::new(array_from_base64("recipient", &self.recipient)?);
        ElectionSecret::from_bytes(*bytes)
    }
}

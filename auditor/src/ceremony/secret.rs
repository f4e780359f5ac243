//! What a trustee keeps between the rounds: `ceremony.secret`.

use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use voting::election_key::ElectionSecret;
use voting::error::Result;
use voting::text::{array_from_base64, base64};
use zeroize::{Zeroize as _, Zeroizing};

use crate::ceremony::dkg::Numbers;

const FORMAT: &str = "hashar-audit ceremony 1";

/// The file's JSON; secrets are base64.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Secret {
    format: String,
    pub(crate) index: u16,
    pub(crate) k: u16,
    pub(crate) n: u16,
    /// The polynomial is drawn from it.
    seed: String,
    /// Opens what others seal.
    recipient: String,
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.seed.zeroize();
        self.recipient.zeroize();
    }
}

impl Secret {
    pub(crate) fn generate((index, k, n): Numbers, rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *seed);
        let recipient = Zeroizing::new(ElectionSecret::generate(rng).to_bytes());
        let (seed, recipient) = (base64(&*seed), base64(&*recipient));
        Self { format: FORMAT.to_owned(), index, k, n, seed, recipient }
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

    pub(crate) fn to_json(&self) -> serde_json::Result<Zeroizing<Vec<u8>>> {
        serde_json::to_vec_pretty(self).map(Zeroizing::new)
    }

    pub(crate) const fn numbers(&self) -> Numbers {
        (self.index, self.k, self.n)
    }

    pub(crate) fn seed(&self) -> Result<Zeroizing<[u8; 32]>> {
        array_from_base64("seed", &self.seed).map(Zeroizing::new)
    }

    pub(crate) fn recipient(&self) -> Result<ElectionSecret> {
        let bytes = Zeroizing::new(array_from_base64("recipient", &self.recipient)?);
        ElectionSecret::from_bytes(*bytes)
    }
}

//! Trustees: the election's secret from the shares that they release after the close.
//!
//! With one trustee the share is the secret; with k of n it is interpolated (Shamir 1979) from the
//! k lowest valid indexes. Both go through the same types.

use std::collections::BTreeMap;

use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;

use crate::election_key::{ElectionKey, ElectionSecret};
use crate::error::{Error, Result};
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// A trustee's share, bound to the final checkpoints it was released for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The trustee's index, from 1.
    pub index: u16,
    /// s_i.
    pub secret: ElectionSecret,
    /// SHA-256 of the final ballots checkpoint body.
    pub ballots: [u8; 32],
    /// SHA-256 of the final issuance checkpoint body.
    pub issuance: [u8; 32],
}

impl Share {
    /// Signs the note `<trustee>/share`.
    ///
    /// # Errors
    /// Never for a key whose name is one.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        let fields = [
            self.index.to_string(),
            text::base64(&self.secret.to_bytes()),
            text::base64(&self.ballots),
            text::base64(&self.issuance),
        ];
        statement::sign(signer, &name(signer.key()), tag::line::SHARE, &fields)
    }

    /// Reads and verifies a trustee's note.
    ///
    /// # Errors
    /// When it is none, not signed by `key`, or the share is not canonical.
    pub fn verify(note: &Note, key: &NoteKey) -> Result<Self> {
        let [index, secret, ballots, issuance] =
            statement::verify(note, key, &name(key), tag::line::SHARE)?;
        let index = u16::try_from(text::decimal("share", index)?)
            .map_err(|_| Error::malformed("share", "index too large"))?;
        Ok(Self {
            index,
            secret: ElectionSecret::from_bytes(text::array_from_base64("share", secret)?)?,
            ballots: text::array_from_base64("share", ballots)?,
            issuance: text::array_from_base64("share", issuance)?,
        })
    }
}

/// Recovers x from at least `k` shares; `public` are the Y_i by index. Shares that do not fit
/// their Y_i are left out.
///
/// # Errors
/// When fewer than `k` fit, or x*B is not Y.
pub fn combine(
    k: u16,
    key: &ElectionKey,
    public: &BTreeMap<u16, ElectionKey>,
    shares: &[Share],
) -> Result<ElectionSecret> {
    let fits = |share: &&Share| public.get(&share.index) == Some(&share.secret.public());
    let valid: BTreeMap<u16, &ElectionSecret> =
        shares.iter().filter(fits).map(|share| (share.index, &share.secret)).collect();
    let chosen: Vec<_> = valid.into_iter().take(usize::from(k)).collect();
    if k == 0 || chosen.len() < usize::from(k) {
        return Err(Error::Share("fewer valid shares than the threshold"));
    }
    let indexes: Vec<u16> = chosen.iter().map(|(index, _)| *index).collect();
    let sum = chosen.iter().map(|(index, s)| lagrange(0, *index, &indexes) * s.scalar());
    let secret = ElectionSecret::from_scalar(sum.sum());
    if secret.public() != *key {
        return Err(Error::Share("the secret does not fit the election's key"));
    }
    Ok(secret)
}

fn name(key: &NoteKey) -> String {
    format!("{}/share", key.name())
}

/// Whether Y and all Y_i are values, at 0 and at i, of one polynomial of degree below `k` in the
/// exponent: then any k valid shares give the same secret.
pub(crate) fn on_one_polynomial(
    k: u16,
    key: &ElectionKey,
    public: &BTreeMap<u16, ElectionKey>,
) -> bool {
    let indexes: Vec<u16> = public.keys().copied().take(usize::from(k)).collect();
    let value = |at: u16| -> RistrettoPoint {
        let terms = public.iter().take(usize::from(k));
        terms.map(|(index, y_i)| lagrange(at, *index, &indexes) * y_i.point()).sum()
    };
    indexes.len() == usize::from(k)
        && value(0) == *key.point()
        && public.iter().skip(usize::from(k)).all(|(index, y_i)| value(*index) == *y_i.point())
}

/// Lagrange coefficient: product over the other indexes j of (at - j) / (index - j).
fn lagrange(at: u16, index: u16, indexes: &[u16]) -> Scalar {
    let (x, i) = (Scalar::from(at), Scalar::from(index));
    let others = || indexes.iter().filter(|j| **j != index).map(|j| Scalar::from(*j));
    let numerator: Scalar = others().map(|j| x - j).product();
    let denominator: Scalar = others().map(|j| i - j).product();
    numerator * denominator.invert()
}

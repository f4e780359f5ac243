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

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::text::array_from_hex;

    /// Shares of 2 of 3 that were dealt elsewhere (FROST on ristretto255, draft's vectors).
    fn dealt() -> Option<(ElectionKey, Vec<ElectionSecret>, ElectionSecret)> {
        let path = fixtures::shared("vectors/frost/cfrg_frost-ristretto255-sha512.json")?;
        let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let bytes = |value: &Value| array_from_hex("frost", value.as_str().unwrap()).unwrap();
        let inputs = &file["inputs"];
        let key = ElectionKey::from_bytes(bytes(&inputs["group_public_key"])).unwrap();
        let secret = ElectionSecret::from_bytes(bytes(&inputs["group_secret_key"])).unwrap();
        let shares = inputs["participant_shares"].as_array().unwrap().iter();
        let share = |s: &Value| ElectionSecret::from_bytes(bytes(&s["participant_share"])).unwrap();
        Some((key, shares.map(share).collect(), secret))
    }

    fn share(index: u16, secret: &ElectionSecret) -> Share {
        Share { index, secret: secret.clone(), ballots: [0; 32], issuance: [0; 32] }
    }

    #[test]
    fn any_two_of_three_give_the_secret() {
        let Some((key, secrets, expected)) = dealt() else { return };
        let public: BTreeMap<u16, ElectionKey> =
            (1..).zip(secrets.iter().map(ElectionSecret::public)).collect();
        assert!(on_one_polynomial(2, &key, &public));
        let [a, b, c]: [Share; 3] = [1, 2, 3].map(|i| share(i, &secrets[usize::from(i) - 1]));
        for shares in [[&a, &b], [&b, &c], [&c, &a]] {
            let shares = shares.map(Clone::clone);
            assert_eq!(combine(2, &key, &public, &shares).unwrap(), expected);
        }
        assert_eq!(
            combine(2, &key, &public, &[a.clone(), b.clone(), c.clone()]).unwrap(),
            expected
        );
        assert!(combine(2, &key, &public, std::slice::from_ref(&a)).is_err());
        assert!(combine(2, &key, &public, &[a.clone(), a.clone()]).is_err(), "one share twice");
        assert!(combine(2, &key, &public, &[a.clone(), share(2, &secrets[2])]).is_err());
        let with_wrong = [a, share(2, &secrets[2]), c];
        assert_eq!(combine(2, &key, &public, &with_wrong).unwrap(), expected, "left out");
        let other = secrets[0].public();
        assert!(combine(2, &other, &public, &with_wrong).is_err());
        assert!(!on_one_polynomial(2, &other, &public));
        assert!(!on_one_polynomial(3, &other, &public));
    }

    #[test]
    fn a_single_share_is_the_secret() {
        let Some((_, secrets, _)) = dealt() else { return };
        let key = secrets[0].public();
        let public = BTreeMap::from([(1, key)]);
        assert!(on_one_polynomial(1, &key, &public));
        let combined = combine(1, &key, &public, &[share(1, &secrets[0])]).unwrap();
        assert_eq!(combined, secrets[0]);
        assert!(combine(0, &key, &public, &[share(1, &secrets[0])]).is_err());
    }
}

//! Domain tags: the first bytes of everything that is signed or hashed.
//!
//! Two things with different tags can never be mistaken for one another. A new kind of signed or
//! hashed thing starts with a new constant here; the test below keeps tags apart.

/// SHA-256 over the manifest: the election id.
pub const MANIFEST: &[u8] = b"pb-v1:manifest\n";
/// Leaf of the roll: who may vote, without saying who.
pub const ROLL: &[u8] = b"pb-v1:roll\n";
/// Entry of the issuance log.
pub const ISSUE: &[u8] = b"pb-v1:issue\n";
/// The message that the registrar signs blindly.
pub const CRED: &[u8] = b"pb-v1:cred\n";
/// Ballot body.
pub const BALLOT: &[u8] = b"pb-v1:ballot\n";
/// Hash of a body into a scalar, and entry of the ballot log.
pub const LEAF: &[u8] = b"pb-v1:leaf\n";
/// The second generator of the commitment.
pub const COMMIT: &[u8] = b"pb-v1:commit\n";
/// Key of the seal.
pub const KEM: &[u8] = b"pb-v1:kem\n";
/// Key that a trustee's value is sealed under in the key generation.
pub const DEAL: &[u8] = b"pb-v1:deal\n";
/// Challenge of the confirmation.
pub const CONFIRM: &[u8] = b"pb-v1:confirm\n";
/// First entry of both logs.
pub const HEADER: &[u8] = b"pb-v1:header\n";
/// Last entry of both logs.
pub const CLOSE: &[u8] = b"pb-v1:close\n";
/// Proof that an auditor has read the copy.
pub const ATTEST: &[u8] = b"pb-v1:attest\n";
/// Order of projects in a tie.
pub const TIE: &[u8] = b"pb-v1:tie\n";
/// Voter's signing key from the seed.
pub const SEED_SK: &[u8] = b"pb-v1:seed/sk\n";
/// Blinding stream from the seed.
pub const SEED_RNG: &[u8] = b"pb-v1:seed/rng\n";

/// Second text line of each kind of note (notes end their lines themselves).
pub mod line {
    /// The organiser's note over the manifest.
    pub const MANIFEST: &str = "pb-v1:manifest";
    /// The organiser's note over SHA256SUMS.
    pub const SUMS: &str = "pb-v1:sums";
    /// The box's promise to log a commitment.
    pub const PROMISE: &str = "pb-v1:promise";
    /// A trustee's share, released after the close.
    pub const SHARE: &str = "pb-v1:share";
    /// A trustee's hash of a package, key generation's first round.
    pub const ANNOUNCE: &str = "pb-v1:announce";
    /// A trustee's package.
    pub const REVEAL: &str = "pb-v1:reveal";
    /// A trustee's sealed value for another one.
    pub const DEAL: &str = "pb-v1:deal";
    /// An auditor holds a copy that opens the log.
    pub const HOLD: &str = "pb-v1:hold";
    /// An auditor has recomputed the election.
    pub const ATTEST: &str = "pb-v1:attest";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tag_begins_another() {
        let tags = [
            MANIFEST, ROLL, ISSUE, CRED, BALLOT, LEAF, COMMIT, KEM, CONFIRM, HEADER, CLOSE, ATTEST,
            DEAL, TIE, SEED_SK, SEED_RNG,
        ];
        for (i, tag) in tags.iter().enumerate() {
            assert!(tag.starts_with(b"pb-v1:") && tag.ends_with(b"\n"));
            assert_eq!(tag.iter().filter(|byte| **byte == b'\n').count(), 1);
            for other in &tags[i + 1..] {
                assert!(!tag.starts_with(other) && !other.starts_with(tag));
            }
        }
    }
}

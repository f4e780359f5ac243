//! What a provider's signed ID token says about a person.

use super::provider::{OidcClient, Tokens};
use super::settings::{ClaimNames, Settings};
use app::identity::Pinfl;
use app::web::SignInFailure;
use chrono::{DateTime, Utc};
use openidconnect::core::CoreJwsSigningAlgorithm;
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, Nonce, SignatureVerificationError,
    TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::UnixTime;
use store::sign_ins::SignIn;

/// Clocks of provider and site may differ by this many seconds.
const SKEW: UnixTime = 10;

/// A token was made at most this many seconds ago; ours was asked for just now.
const TOKEN_AGE: UnixTime = 300;

/// Somebody who showed at the provider who they are.
pub(super) struct Identified {
    pub(super) subject: String,
    pub(super) number: Pinfl,
    pub(super) name: String,
    /// `YYYY-MM-DD`.
    pub(super) born_on: Option<String>,
    /// A code of the state; whether it is a mahalla's is for the store to say.
    pub(super) mahalla: Option<String>,
    /// When the provider asked for them; 0 if it does not say.
    pub(super) authed_at: UnixTime,
}

/// Every claim beside those of the standard. Shown nowhere.
#[derive(Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub(super) struct AllClaims(Map<String, Value>);

impl AdditionalClaims for AllClaims {}

impl std::fmt::Debug for AllClaims {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("AllClaims(..)")
    }
}

/// Why a token does not identify anybody.
pub(super) enum Unverified {
    /// Its key is none of those known: the provider may have a new one.
    UnknownKey,
    /// Anything else.
    Failure(SignInFailure),
}

impl From<SignInFailure> for Unverified {
    fn from(failure: SignInFailure) -> Self {
        Self::Failure(failure)
    }
}

/// Verifies an ID token (OpenID Connect Core, section 3.1.3.7) and reads it.
pub(super) fn identify(
    client: &OidcClient,
    settings: &Settings,
    tokens: &Tokens,
    sign_in: &SignIn,
    now: UnixTime,
) -> Result<Identified, Unverified> {
    let token = tokens.id_token().ok_or_else(|| refused("no ID token"))?;
    let required = settings.acr.clone();
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs([
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        ])
        .set_time_fn(move || time(now))
        .set_issue_time_verifier_fn(move |issued| issued_now(issued, now))
        .set_auth_context_verifier_fn(move |said| {
            let fits = required.is_empty() || said.is_some_and(|acr| acr.as_str() == required);
            if fits { Ok(()) } else { Err("another context was required".to_owned()) }
        });
    let nonce = Nonce::new(sign_in.nonce.clone());
    let claims = token.claims(&verifier, &nonce).map_err(unverified)?;
    let authed_at = claims.auth_time().map_or(0, |time| time.timestamp());
    if sign_in.fresh && authed_at < sign_in.created_at.saturating_sub(SKEW) {
        return Err(SignInFailure::NotFresh.into());
    }
    let said = serde_json::to_value(claims).map_err(|_| refused("claims"))?;
    let subject = claims.subject().to_string();
    Ok(read(&settings.claims, &said, subject, authed_at.min(now))?)
}

fn read(
    names: &ClaimNames,
    said: &Value,
    subject: String,
    authed_at: UnixTime,
) -> Result<Identified, SignInFailure> {
    let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::trim);
    let number = text(&names.number).and_then(|number| number.parse().ok());
    Ok(Identified {
        subject,
        number: number.ok_or(SignInFailure::NoNumber)?,
        name: text(&names.name).unwrap_or_default().chars().take(200).collect(),
        born_on: text(&names.birth_date).filter(|date| is_date(date)).map(str::to_owned),
        mahalla: text(&names.mahalla).filter(|code| !code.is_empty()).map(str::to_owned),
        authed_at,
    })
}

/// `YYYY-MM-DD`. Providers may also say a year alone, or year 0000 for an unknown one (OpenID
/// Connect Core, section 5.1): neither is a birth date.
fn is_date(text: &str) -> bool {
    let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d");
    text.len() == 10 && !text.starts_with("0000") && date.is_ok()
}

fn issued_now(issued: DateTime<Utc>, now: UnixTime) -> Result<(), String> {
    let age = now.saturating_sub(issued.timestamp());
    match (-TOKEN_AGE..=TOKEN_AGE).contains(&age) {
        true => Ok(()),
        false => Err("not a token of just now".to_owned()),
    }
}

fn unverified(error: ClaimsVerificationError) -> Unverified {
    use ClaimsVerificationError::SignatureVerification;
    match error {
        SignatureVerification(SignatureVerificationError::NoMatchingKey) => Unverified::UnknownKey,
        // The words may quote claims.
        ClaimsVerificationError::InvalidAudience(_) => refused("audience").into(),
        ClaimsVerificationError::InvalidIssuer(_) => refused("issuer").into(),
        ClaimsVerificationError::InvalidNonce(_) => refused("nonce").into(),
        ClaimsVerificationError::InvalidAuthContext(_) => refused("acr").into(),
        ClaimsVerificationError::Expired(_) => refused("time").into(),
        SignatureVerification(_) => refused("signature").into(),
        _ => refused("claims").into(),
    }
}

pub(super) fn refused(what: &'static str) -> SignInFailure {
    tracing::warn!(what, "the identity provider's answer was refused");
    SignInFailure::Refused
}

fn time(seconds: UnixTime) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> ClaimNames {
        ClaimNames {
            number: "pin".to_owned(),
            name: "full_name".to_owned(),
            birth_date: "birthdate".to_owned(),
            mahalla: "mfy".to_owned(),
        }
    }

    fn read_json(said: Value) -> Result<Identified, SignInFailure> {
        read(&names(), &said, "sub".to_owned(), 7)
    }

    #[test]
    fn claims_are_read_by_their_configured_names() {
        let said = serde_json::json!({
            "pin": "41203849990014", "full_name": " Dilfuza ", "birthdate": "1984-03-12", "mfy": "1"
        });
        let person = read_json(said).ok().unwrap();
        assert_eq!((person.name.as_str(), person.number.digits()), ("Dilfuza", "41203849990014"));
        assert_eq!((person.born_on.as_deref(), person.authed_at), (Some("1984-03-12"), 7));
        assert_eq!(person.mahalla.as_deref(), Some("1"));
    }

    #[test]
    fn without_a_valid_number_nobody_is_identified() {
        for said in [
            serde_json::json!({}),
            serde_json::json!({ "pin": "41203849990015" }),
            serde_json::json!({ "pin": 41203849990014_u64 }),
            serde_json::json!({ "pinfl": "41203849990014" }),
        ] {
            assert_eq!(read_json(said).err(), Some(SignInFailure::NoNumber));
        }
    }

    #[test]
    fn what_is_no_date_is_left_out() {
        for (text, date) in [("2001-02-28", true), ("2001-02-29", false), ("1984", false)] {
            assert_eq!(is_date(text), date, "{text}");
        }
        assert!(!is_date("0000-03-12") && !is_date("") && !is_date("1984-3-12"));
    }
}

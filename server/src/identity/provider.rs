//! The provider, found lazily: the site starts and shows its pages while the provider is down.

use super::claims::AllClaims;
use super::settings::Settings;
use app::web::SignInFailure;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AuthType, Client, ClientId, ClientSecret, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl, StandardErrorResponse,
    StandardTokenResponse, reqwest,
};
use std::sync::Arc;
use std::time::Duration;
use store::UnixTime;
use tokio::sync::Mutex;

/// What the provider says of itself is asked again after this many seconds.
const BELIEVED: UnixTime = 3_600;

/// Keys are fetched anew for an unknown key at most once in this many seconds.
const REFRESHED: UnixTime = 60;

/// One request to the provider takes no longer.
const PATIENCE: Duration = Duration::from_secs(3);

/// A provider that did not answer is left alone for this many seconds: who comes meanwhile is told
/// at once instead of waiting in line.
const LEFT_ALONE: UnixTime = 5;

/// Before asking a second time.
const PAUSE: Duration = Duration::from_millis(250);

/// The client of openidconnect with all claims of the ID token.
pub(super) type OidcClient = Client<
    AllClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

pub(super) type Tokens = StandardTokenResponse<
    IdTokenFields<
        AllClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// This site as a client of its identity provider.
pub struct RelyingParty {
    pub(super) settings: Settings,
    pub(super) http: reqwest::Client,
    known: Mutex<Known>,
}

/// The last answer of the provider, and when it last gave none.
#[derive(Default)]
struct Known {
    found: Option<(Arc<OidcClient>, UnixTime)>,
    silent: Option<UnixTime>,
}

impl RelyingParty {
    /// A client of a provider, which is not asked for anything yet.
    ///
    /// # Errors
    /// The TLS library cannot be started.
    pub fn new(settings: Settings) -> Result<Self, reqwest::Error> {
        // A redirect would let the provider send requests of this server anywhere.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .no_proxy()
            .build()?;
        Ok(Self { settings, http, known: Mutex::default() })
    }

    /// The provider as it was found, asked anew after an hour. While it does not answer, what is
    /// known stays believed.
    ///
    /// # Errors
    /// [`SignInFailure::Unreachable`] when it was never found.
    pub(super) async fn client(&self, now: UnixTime) -> Result<Arc<OidcClient>, SignInFailure> {
        self.younger_than(BELIEVED, now).await
    }

    /// The provider with its present keys, for a token of an unknown key.
    ///
    /// # Errors
    /// As [`RelyingParty::client`].
    pub(super) async fn with_new_keys(
        &self,
        now: UnixTime,
    ) -> Result<Arc<OidcClient>, SignInFailure> {
        self.younger_than(REFRESHED, now).await
    }

    /// One task asks, the others wait for its answer.
    async fn younger_than(
        &self,
        seconds: UnixTime,
        now: UnixTime,
    ) -> Result<Arc<OidcClient>, SignInFailure> {
        let mut known = self.known.lock().await;
        let old = match &known.found {
            Some((client, since)) if is_within(seconds, *since, now) => return Ok(client.clone()),
            old => old.as_ref().map(|(client, _)| client.clone()).ok_or(SignInFailure::Unreachable),
        };
        if known.silent.is_some_and(|silent| is_within(LEFT_ALONE, silent, now)) {
            return old;
        }
        match self.discover().await {
            Ok(client) => {
                let client = Arc::new(client);
                *known = Known { found: Some((client.clone(), now)), silent: None };
                Ok(client)
            }
            Err(error) => {
                tracing::warn!(error, "the identity provider does not answer");
                known.silent = Some(now);
                old
            }
        }
    }

    async fn discover(&self) -> Result<OidcClient, String> {
        let issuer =
            IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| error.to_string())?;
        let mut found = CoreProviderMetadata::discover_async(issuer.clone(), &self.http).await;
        if found.is_err() {
            tokio::time::sleep(PAUSE).await;
            found = CoreProviderMetadata::discover_async(issuer, &self.http).await;
        }
        let provider = found.map_err(|error| error.to_string())?;
        let auth = auth_type(provider.token_endpoint_auth_methods_supported());
        let secret = Some(self.settings.client_secret.clone()).filter(|secret| !secret.is_empty());
        let id = ClientId::new(self.settings.client_id.clone());
        let client = Client::from_provider_metadata(provider, id, secret.map(ClientSecret::new));
        Ok(client.set_auth_type(auth))
    }
}

/// A demo's clock may also have been moved back.
fn is_within(seconds: UnixTime, since: UnixTime, now: UnixTime) -> bool {
    now.saturating_sub(since).unsigned_abs() < seconds.unsigned_abs()
}

/// HTTP Basic unless the provider takes the secret in the body only (OpenID Connect Discovery,
/// section 3: Basic is the default).
fn auth_type(supported: Option<&Vec<CoreClientAuthMethod>>) -> AuthType {
    let takes = |method| supported.is_some_and(|methods| methods.contains(&method));
    let post_only = takes(CoreClientAuthMethod::ClientSecretPost)
        && !takes(CoreClientAuthMethod::ClientSecretBasic);
    if post_only { AuthType::RequestBody } else { AuthType::BasicAuth }
}

//! What `hashar serve` needs for people to sign in: the pepper, and a provider, real or the demo's.

use crate::config::Config;
use crate::demo::issuer::{self, Client, Issuer};
use crate::demo::people::People;
use crate::entropy;
use crate::identity::Settings;
use crate::keys::KeyFolder;
use anyhow::Context as _;
use app::i18n::{Lang, Words};
use app::identity::Pepper;
use app::t;
use app::web::Provider;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Everything about signing in.
pub(super) struct SignIn {
    pub(super) pepper: Pepper,
    pub(super) settings: Settings,
    /// The demo's provider.
    pub(super) issuer: Option<Issuer>,
    /// What pages say about the provider.
    pub(super) shown: Provider,
}

impl SignIn {
    /// Reads keys and configuration; a demo makes what it lacks.
    pub(super) fn prepare(config: &Config, demo: bool) -> anyhow::Result<Self> {
        let folder = config.keys();
        if demo {
            let pepper = KeyFolder::open_or_create(&folder)?.pepper_or_create()?;
            return Self::at_demo(config, pepper);
        }
        let settings = config.identity()?;
        let pepper = KeyFolder::open(&folder).and_then(|folder| folder.pepper())?;
        let shown = provider(&settings, Vec::new());
        Ok(Self { pepper, settings, issuer: None, shown })
    }

    fn at_demo(config: &Config, pepper: Pepper) -> anyhow::Result<Self> {
        let public = config.public_url()?;
        let people = Arc::new(People::read()?);
        let mut settings = config.identity_of_demo(public.join(issuer::PATH));
        settings.client_secret = random_secret()?;
        let name = |lang: Lang| (lang.code().to_owned(), t!(Words::of(lang), "issuer-name"));
        settings.name = Lang::ALL.map(name).into();
        let address = |lang: Lang| public.join(&format!("/{}/sign-in/return", lang.code()));
        let client = Client {
            id: settings.client_id.clone(),
            secret: settings.client_secret.clone(),
            redirects: Lang::ALL.map(address).to_vec(),
        };
        let mut key = Zeroizing::new([0; 32]);
        entropy::fill(&mut *key)?;
        let shown = provider(&settings, people.for_pages());
        let issuer = Issuer::new(settings.issuer.clone(), client, people, &key)
            .context("the demo's signing key")?;
        Ok(Self { pepper, settings, issuer: Some(issuer), shown })
    }
}

fn provider(settings: &Settings, people: Vec<app::web::DemoPerson>) -> Provider {
    Provider { name: settings.name.clone().into_iter().collect(), people }
}

fn random_secret() -> anyhow::Result<String> {
    let mut bytes = Zeroizing::new([0; 32]);
    entropy::fill(&mut *bytes)?;
    Ok(data_encoding::BASE64URL_NOPAD.encode(&*bytes))
}

//! `hashar serve`

mod parts;

use super::Common;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::role::Role;
use crate::{demo, logging, router, sequencer};
use anyhow::{Context as _, bail};
use app::i18n::Words;
use clap::Args;
use parts::Parts;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Below the options: clap shows a command's own words from `mod.rs` alone.
const EXAMPLES: &str = "\
Examples:
  hashar serve --config /etc/hashar.toml
  hashar serve --demo --listen 127.0.0.1:8080
  hashar serve --role box --config /etc/hashar-box.toml";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Address and port
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Folder of the built site
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// What this process does: registrar and ballot box can run apart and share no key
    #[arg(long, value_enum, default_value_t, value_name = "ROLE")]
    role: Role,
    /// Load and serve the demo, on loopback only
    #[arg(long)]
    demo: bool,
    /// Start over: empty a database that holds nothing but a demo
    #[arg(long, requires = "demo")]
    fresh: bool,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    let config = options.common.load(&[
        ("listen", options.listen.map(|address| address.to_string())),
        ("site", options.site.as_ref().map(|path| path.display().to_string())),
    ])?;
    logging::start(config.log.format, &config.log.filter)?;
    if options.demo {
        refuse_wrong_demo(&config, options.role)?;
    }
    Words::check().map_err(anyhow::Error::msg)?;
    let witnesses = config.witnesses()?;
    let listener = listen(config.listen, "pass another --listen").await?;
    let internal = match options.demo {
        true => None,
        false => Some(listen(config.internal_listen, "name another in internal_listen").await?),
    };
    let clock = SystemClock::default();
    let Parts { store, polls, router } = match options.role.shows_pages() {
        true => parts::pages(&config, &options, &clock, witnesses).await?,
        false => parts::apart(&config, options.role, &clock, witnesses).await?,
    };
    polls.open_all().await.context("the keys of a vote cannot be used")?;
    let publishing = tokio::spawn(sequencer::run(polls.clone()));
    let witnessing = tokio::spawn(crate::witnesses::run(polls.clone()));
    // Where it listens indeed: port 0 is one that the system chose.
    tracing::info!(address = %listener.local_addr()?, role = ?options.role, "serving");
    if options.demo {
        let audit = std::env::current_exe()?.with_file_name("hashar-audit");
        print!("{}", demo::welcome(listener.local_addr()?, &config.beside(), &audit)?);
    }
    let mut served = vec![(listener, router)];
    served.extend(internal.map(|listener| (listener, router::build_internal(polls))));
    serve(served, &config).await?;
    publishing.abort();
    witnessing.abort();
    store.close().await;
    Ok(())
}

fn refuse_wrong_demo(config: &Config, role: Role) -> anyhow::Result<()> {
    if !config.listen.ip().is_loopback() {
        bail!(
            "a demo listens on loopback only, {} is not: pass --listen 127.0.0.1:3000",
            config.listen
        );
    }
    let url = config.public_url()?;
    if !url.is_loopback() {
        bail!(
            "a demo lets everybody in without a password, on loopback only, {} is not: remove \
             public_url",
            url.origin()
        );
    }
    if config.has_issuer() {
        bail!("a demo runs beside no real identity provider: remove identity.issuer");
    }
    if role != Role::All {
        bail!("a demo plays every role in one process: leave out --role");
    }
    Ok(())
}

async fn listen(address: SocketAddr, instead: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on: stop what runs there or {instead}")
    })
}

/// Serves until SIGTERM or Ctrl-C, then lets requests under way finish.
async fn serve(served: Vec<(TcpListener, axum::Router)>, config: &Config) -> anyhow::Result<()> {
    let (stopping, stopped) = watch::channel(());
    let mut serving = tokio::task::JoinSet::new();
    for (listener, router) in served {
        let mut told = stopped.clone();
        let server = axum::serve(listener, router).with_graceful_shutdown(async move {
            // The sender is gone as soon as the signal came.
            let _ = told.changed().await;
        });
        serving.spawn(async move { server.await });
    }
    asked_to_stop().await?;
    tracing::info!("stopping: requests under way may finish");
    drop(stopping);
    let drained = async {
        while let Some(ended) = serving.join_next().await {
            ended??;
        }
        Ok(())
    };
    match tokio::time::timeout(Duration::from_secs(config.drain_seconds), drained).await {
        Ok(ended) => ended,
        Err(_) => {
            tracing::warn!("some requests took longer than drain_seconds and were cut");
            Ok(())
        }
    }
}

async fn asked_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminated.recv() => Ok(()),
        pressed = tokio::signal::ctrl_c() => pressed,
    }
}

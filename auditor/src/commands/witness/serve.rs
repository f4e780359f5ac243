//! `hashar-audit witness serve`

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use witness::{State, Witness, WitnessError};

use super::logs::Logs;
use crate::clock;
use crate::failure::Failure;
use crate::key_file;
use crate::output::print;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The key file that `witness init` wrote
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    #[command(flatten)]
    logs: Logs,
    /// The folder of what was signed, which no other process may use; made if it is not there
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    /// Address and port; TLS is the matter of a proxy before it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3430")]
    listen: SocketAddr,
}

const AFTER_HELP: &str = "\
Answers POST /add-checkpoint by c2sp.org/tlog-witness, and GET / with its key and how far it saw
each log. A head is signed if it continues the one that was signed last, and that is on the disk
before. The folder of the state is all that a restart knows: never empty it, and never put an older
copy of it back, or the witness may sign a second history.
A head that contradicts one of the same size is refused, and both are kept in the folder, in a file
whose name holds `split-view`: publish it, anybody can check it (`hashar-audit witness evidence`).
Exit codes: 0 stopped by a signal; 71 a file cannot be read; 72 a file is not what it should be;
74 the folder or the address cannot be used; 76 refused

Example:
  hashar-audit witness serve --key witness.key --manifest manifest.json --state witness/";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let key = key_file::read(&arguments.key)?;
    let logs = arguments.logs.read()?;
    let state = State::open(&arguments.state).map_err(refused)?;
    let witness = Arc::new(Witness::open(key.signer, state, &logs).map_err(refused)?);
    let ansi = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(ansi).init();
    let unusable = |error| Failure::Listen { address: arguments.listen, error };
    let runtime = Builder::new_multi_thread().enable_all().build().map_err(unusable)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(arguments.listen).await.map_err(unusable)?;
        // Where it listens indeed: port 0 is one that the system chose.
        let address = listener.local_addr().map_err(unusable)?;
        print(&format!("witness {}\nhttp://{address}/add-checkpoint\n", witness.key()))?;
        for (log, size) in witness.sizes() {
            print(&format!("follows {log} from {size} entries\n"))?;
        }
        let router = witness::router(witness, clock::now);
        witness::serve(listener, router, asked_to_stop()).await.map_err(unusable)
    })
}

fn refused(error: WitnessError) -> Failure {
    match error {
        WitnessError::Damaged { path, reason } => Failure::unsound(path.display(), reason),
        WitnessError::Unusable { path, error } => Failure::Output { path, error },
        other => Failure::Refused(other.to_string()),
    }
}

/// Ctrl-C, or what a service manager sends. Where signals cannot be heard, the process is killed
/// as ever, and loses nothing.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

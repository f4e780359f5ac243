//! `hashar-audit witness`

mod evidence;
mod init;
mod logs;
mod serve;

use clap::{Args, Subcommand};

use crate::failure::Failure;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Make the key that a witness signs with
    Init(init::Arguments),
    /// Follow logs and sign their heads, as long as they only grow
    Serve(serve::Arguments),
    /// Check evidence of a split view: two heads of one size, both signed by the log
    Evidence(evidence::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.action {
        Action::Init(arguments) => init::run(arguments),
        Action::Serve(arguments) => serve::run(arguments),
        Action::Evidence(arguments) => evidence::run(arguments),
    }
}

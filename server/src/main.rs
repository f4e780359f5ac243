//! `hashar`: the server and the commands of those who operate it.

fn main() -> std::process::ExitCode {
    server::commands::run()
}

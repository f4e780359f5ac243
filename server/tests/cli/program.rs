//! Runs the binary in a folder of its own.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells the folders of one test process apart.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// A folder to run in, with an empty site; removed at the end.
pub(crate) struct Place(PathBuf);

/// What the program left when it ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A running server, stopped when it goes out of scope.
pub(crate) struct Running {
    child: Child,
    /// What it said before it served.
    pub(crate) welcome: String,
    log: Option<PathBuf>,
}

fn unique() -> String {
    format!("cli_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = std::env::temp_dir().join(unique());
        std::fs::create_dir_all(folder.join("site")).expect("a folder");
        std::fs::write(folder.join("site/assets.json"), "{}").expect("a file");
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The address of a SQLite file in the folder.
    pub(crate) fn sqlite(&self) -> String {
        format!("sqlite://{}/hashar.db", self.0.display())
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, &[])
    }

    /// The same with more environment variables.
    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ended {
        let mut command = self.command(arguments);
        let output = command.envs(environment.iter().copied()).output().expect("the program runs");
        Ended::of(output)
    }

    /// `serve --demo` with a JSON log of everything.
    pub(crate) fn serve_demo_logged(&self, database: &str) -> Running {
        let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0", "--site", "site"];
        let mut command = self.command(&arguments);
        let log = std::fs::File::create(self.0.join("log")).expect("a file");
        command
            .args(["--database-url", database])
            .envs([("HASHAR__LOG__FORMAT", "json"), ("HASHAR__LOG__FILTER", "debug")])
            .stderr(log);
        let mut running = Running::start(command);
        running.log = Some(self.0.join("log"));
        running
    }

    /// Runs the program to its end with this standard input.
    pub(crate) fn run_reading(&self, arguments: &[&str], input: &str) -> Ended {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // What ends before it reads leaves a closed pipe; its answer says enough.
        let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
        Ended::of(child.wait_with_output().expect("the program runs"))
    }

    /// `serve --demo` on a free port, once it has said its welcome.
    pub(crate) fn serve_demo(&self, database: &str, more: &[&str]) -> Running {
        let mut arguments = vec!["serve", "--demo", "--listen", "127.0.0.1:0", "--site", "site"];
        arguments.extend(["--database-url", database]);
        arguments.extend(more);
        Running::start(self.command(&arguments))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hashar"));
        command.args(arguments).current_dir(&self.0).envs([
            ("HASHAR__LOG__FILTER", "error"),
            // Tests run beside each other.
            ("HASHAR__INTERNAL_LISTEN", "127.0.0.1:0"),
        ]);
        command
    }
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut welcome = String::new();
        while !welcome.contains("--fresh starts over") {
            let line = lines.next().expect("the welcome, before the end").expect("UTF-8");
            welcome.extend([line.as_str(), "\n"]);
        }
        Self { child, welcome, log: None }
    }

    /// Address and port.
    pub(crate) fn address(&self) -> String {
        let after = self.welcome.split("http://").nth(1).expect("an address");
        after.split(['/', ' ', '\n']).next().expect("its end").to_owned()
    }

    /// Asks it to stop.
    pub(crate) fn terminate(&self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().expect("kill runs");
        assert!(sent.success());
    }

    /// How it ended by itself.
    pub(crate) fn ended(&mut self) -> std::process::ExitStatus {
        self.child.wait().expect("it ends")
    }

    /// Stops it and gives what it logged.
    pub(crate) fn log(mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        std::fs::read_to_string(self.log.take().expect("a log")).expect("UTF-8")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What a failed removal leaves lies in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Running {
    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; the test then failed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ended {
    fn of(output: std::process::Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The program refused, with one sentence that has all of `parts`.
    #[track_caller]
    pub(crate) fn refused(&self, parts: &[&str]) {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        assert_eq!(self.err.trim_end().lines().count(), 1, "{}", self.err);
        for part in parts {
            assert!(self.err.contains(part), "{part:?} is not in {}", self.err);
        }
    }

    #[track_caller]
    pub(crate) fn succeeded(&self) -> &str {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        &self.out
    }
}

/// The address of an empty database on the throwaway server; `None` after its lack was recorded.
pub(crate) async fn postgres() -> Option<String> {
    let server = fixtures::postgres_server()?;
    let name = unique();
    let mut connection = PgConnection::connect(&server).await.expect("the server answers");
    for sql in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.expect("a database");
    }
    let (before, _) = server.rsplit_once('/').expect("a path");
    Some(format!("{before}/{name}"))
}

//! The real server as a process of its own.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Tenths of a second that a start may take.
const PATIENCE: u32 = 600;

/// A running process; it ends with the measurement, however that ends.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// `hashar serve` with these arguments and environment, once it answers.
    pub(crate) async fn hashar(set: impl FnOnce(&mut Command)) -> Self {
        let address = free_address();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hashar"));
        command.args(["serve", "--listen", &address.to_string()]);
        command.env("HASHAR__LOG__FILTER", "error");
        command.env("HASHAR__INTERNAL_LISTEN", free_address().to_string());
        set(&mut command);
        Self::start(&mut command, address).await
    }

    /// Any program that listens on this address.
    pub(crate) async fn start(command: &mut Command, address: SocketAddr) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let running = Self { child: child.unwrap(), address };
        for _ in 0..PATIENCE {
            if answers(address).await {
                return running;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{command:?} does not answer");
    }
}

/// Whether anything is answered. A server listens before it made its database ready, and answers
/// after that.
async fn answers(address: SocketAddr) -> bool {
    let Ok(mut stream) = TcpStream::connect(address).await else { return false };
    let asked = stream.write_all(b"GET / HTTP/1.0\r\n\r\n").await;
    asked.is_ok() && stream.read_u8().await.is_ok()
}

pub(crate) fn free_address() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

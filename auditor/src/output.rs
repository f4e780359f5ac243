//! Standard output, in one piece.

use std::io::{self, Write as _};

use serde::Serialize;

use crate::failure::Failure;

/// Prints a text that ends in a newline.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Stdout)
}

/// Prints a value as indented JSON.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value);
    let text = text.map_err(|error| Failure::Stdout(error.into()))?;
    print(&format!("{text}\n"))
}

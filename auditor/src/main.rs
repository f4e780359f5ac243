//! The command line of an auditor.
fn main() {}

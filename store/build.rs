//! The migrations are compiled in: a new file there must compile the crate again.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}

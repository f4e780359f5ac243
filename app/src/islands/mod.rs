//! What wakes in the browser. Words arrive as props: translations stay on the server.

pub mod booth;

//! What the frame of every page says: words and links, filled once by the server.

use super::Link;

/// Words and links of header and footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chrome {
    /// "Skip to the content".
    pub skip: String,
    /// Who runs the platform; configuration, empty in none.
    pub operator: String,
    /// Help line in words: number and hours.
    pub help: Option<String>,
    /// "This is a demo": shown on every page of a demo.
    pub demo: Option<String>,
    /// The platform's name, to its first page.
    pub home: Link,
    /// Where one works: shown beside the name on the officials' side.
    pub place: Option<String>,
    /// Name of the main navigation.
    pub nav_label: String,
    /// The main navigation.
    pub nav: Vec<NavLink>,
    /// The languages.
    pub languages: Languages,
    /// "Menu": opens the navigation on a phone.
    pub menu: String,
    /// Links at the end of the phone's menu: help, rules.
    pub more: Vec<Link>,
    /// Who is signed in.
    pub session: Session,
    /// The footer.
    pub footer: Footer,
}

/// A link of the main navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Where to, in which words.
    pub link: Link,
    /// The page belongs here.
    pub here: bool,
}

/// The same page in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// Short name of this language on the button: "O'z".
    pub short: String,
    /// For screen readers, after the short name: "Uzbek, change language".
    pub spoken: String,
    /// All languages.
    pub list: Vec<Language>,
}

/// This page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Where to; the language's own name.
    pub link: Link,
    /// Tag: `uz-Latn`.
    pub tag: &'static str,
    /// The page is in this one.
    pub here: bool,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// Nobody: "sign in".
    Out(Link),
    /// Somebody.
    In {
        /// The name on the button.
        name: String,
        /// Role and place, in the drawer.
        role: Option<String>,
        /// My ballots, my proposals, the desk.
        links: Vec<Link>,
        /// Where signing out is posted to, and its word.
        sign_out: Link,
    },
}

/// The footer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// The platform's name.
    pub title: String,
    /// What it is, in two sentences.
    pub about: String,
    /// Three lists of links.
    pub columns: Vec<FooterColumn>,
    /// Operator's legal lines; version, date.
    pub legal: Vec<String>,
}

/// One list of the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FooterColumn {
    /// Its heading.
    pub title: String,
    /// Its links.
    pub links: Vec<Link>,
}

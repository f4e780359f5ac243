//! The words and links of header and footer, the same on every page.

use super::own_path::with_return;
use super::visit::Visit;
use crate::components::{
    Chrome, Footer, FooterColumn, Language, Languages, Link, NavLink, Session,
};
use crate::i18n::{Lang, role_name};
use crate::t;
use store::roles::{HeldRole, Role};

/// Fills the frame of a page for its visit.
pub(super) fn chrome(visit: &Visit) -> Chrome {
    let words = visit.words();
    Chrome {
        skip: t!(words, "site-skip"),
        operator: visit.site.operator.name.text(visit.lang.code()).to_owned(),
        help: help_line(visit),
        demo: visit.site.demo.then(|| t!(words, "site-demo")),
        home: Link::new(visit.to("/"), t!(words, "site-name")),
        place: None,
        nav_label: t!(words, "site-nav"),
        nav: navigation(visit),
        languages: languages(visit),
        menu: t!(words, "site-menu"),
        more: Vec::new(),
        session: session(visit),
        footer: footer(visit),
    }
}

fn session(visit: &Visit) -> Session {
    let words = visit.words();
    match visit.session.as_deref() {
        Some(view) => Session::In {
            name: view.name.clone(),
            role: view.roles.first().map(|held| role_name(words, held.role)),
            links: own_links(visit, &view.roles),
            sign_out: Link::new(visit.to("/sign-out"), t!(words, "site-sign-out")),
        },
        // Home and the sign-in page are no places to come back to.
        None if ["/", "/sign-in"].contains(&visit.path.as_str()) => {
            Session::Out(Link::new(visit.to("/sign-in"), t!(words, "site-sign-in")))
        }
        None => {
            let href = with_return(&visit.to("/sign-in"), &visit.address);
            Session::Out(Link::new(href, t!(words, "site-sign-in")))
        }
    }
}

/// What somebody may open beyond what everybody may.
pub(crate) fn own_links(visit: &Visit, roles: &[HeldRole]) -> Vec<Link> {
    let words = visit.words();
    let holds = |role: Role| roles.iter().any(|held| held.role == role);
    let mut links = vec![
        Link::new(visit.to("/me"), t!(words, "site-me")),
        Link::new(visit.to("/me/proposals"), t!(words, "proposals-mine-title")),
    ];
    if holds(Role::Moderator) {
        links.push(Link::new(visit.to("/desk"), t!(words, "desk-nav")));
    }
    if holds(Role::Ministry) {
        links.push(Link::new(visit.to("/budget-desk"), t!(words, "budgets-desk")));
        links.push(Link::new(visit.to("/approvals"), t!(words, "office-nav")));
    }
    if holds(Role::Administrator) {
        links.push(Link::new(visit.to("/officials"), t!(words, "staff-officials")));
    }
    if holds(Role::Auditor) {
        links.push(Link::new(visit.to("/register"), t!(words, "staff-register")));
    }
    if visit.site.demo && (holds(Role::Ministry) || holds(Role::Administrator)) {
        links.push(Link::new(visit.to("/clock"), t!(words, "office-clock")));
    }
    links
}

fn navigation(visit: &Visit) -> Vec<NavLink> {
    let words = visit.words();
    let item = |path: &str, text: String| NavLink {
        link: Link::new(visit.to(path), text),
        here: visit.path == path || visit.path.starts_with(&format!("{path}/")),
    };
    vec![
        item("/", t!(words, "site-home")),
        item("/seasons", t!(words, "site-seasons")),
        item("/districts", t!(words, "site-districts")),
        item("/budgets", t!(words, "budgets-nav")),
    ]
}

/// Choosing a language goes through an address that remembers it; the page itself sets no cookie.
fn languages(visit: &Visit) -> Languages {
    // Filters and the order of a list go along; the language is the address's first part.
    let query = visit.address.split_once('?').map_or(String::new(), |(_, it)| format!("?{it}"));
    let list = Lang::ALL.map(|lang| Language {
        link: Link::new(
            with_return(
                &format!("/language/{}", lang.code()),
                &format!("/{}{}{query}", lang.code(), visit.path),
            ),
            lang.name(),
        ),
        tag: lang.tag(),
        here: lang == visit.lang,
    });
    Languages {
        short: visit.lang.short().to_owned(),
        spoken: format!("{}, {}", visit.lang.name(), t!(visit.words(), "site-language")),
        list: list.to_vec(),
    }
}

fn help_line(visit: &Visit) -> Option<String> {
    let (words, operator) = (visit.words(), &visit.site.operator);
    let phone = operator.help_phone.as_str();
    match (phone, operator.help_hours.text(visit.lang.code())) {
        ("", _) => None,
        (_, "") => Some(t!(words, "site-help", phone = phone)),
        (_, hours) => Some(t!(words, "site-help-hours", phone = phone, hours = hours)),
    }
}

fn footer(visit: &Visit) -> Footer {
    let words = visit.words();
    let platform = FooterColumn {
        title: t!(words, "site-footer-platform"),
        links: vec![
            Link::new(visit.to("/"), t!(words, "site-home")),
            Link::new(visit.to("/seasons"), t!(words, "site-seasons")),
            Link::new(visit.to("/districts"), t!(words, "site-districts")),
            Link::new(visit.to("/budgets"), t!(words, "budgets-nav")),
        ],
    };
    let data = FooterColumn {
        title: t!(words, "site-footer-data"),
        links: vec![
            Link::new("/api/v1/records", t!(words, "site-footer-records")),
            Link::new("/api/v1/budgets", t!(words, "site-footer-budgets")),
        ],
    };
    let columns = vec![platform, data];
    Footer {
        title: t!(words, "site-name"),
        about: t!(words, "site-footer-about"),
        columns,
        legal: vec![t!(words, "site-source")],
    }
}

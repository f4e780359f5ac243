//! What a demo says on the terminal once it listens.

use super::people::People;
use super::votes::{OWNERS, key_path};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;

/// One person of each kind: who proposes, who votes, who screens, who runs a season, who checks.
const INTRODUCED: [&str; 7] =
    ["dilfuza", "elena", "barno", "nigora", "kamol", "muhabbat", "sanjar"];

/// The season that is in voting.
const VOTING: &str = "2026-autumn";

/// The address, who can sign in, what to try first, and which keys lie in the folder `own`; `audit`
/// is the auditor's program.
///
/// # Errors
/// A mistake in `demo/residents.toml`.
pub fn welcome(listening: SocketAddr, own: &Path, audit: &Path) -> anyhow::Result<String> {
    let mut text = format!(
        "\nHashar's demo is at http://{listening}\n\
         People, projects and sums in it are invented.\n\n\
         Who can sign in (all of them are on the sign-in page):\n"
    );
    let people = People::read()?;
    for key in INTRODUCED {
        if let Some(person) = people.find(key) {
            let (name, hint) = (&person.name, person.hint.text("en"));
            writeln!(text, "  {key:<9} {name:<20} {hint}")?;
        }
    }
    let audit = audit.display();
    let [trustee, auditor] = OWNERS.map(|owner| key_path(own, owner, VOTING).display().to_string());
    write!(
        text,
        "\nWhat to try first:\n\
         \x20 1. http://{listening}/en/ shows the season that is being voted on.\n\
         \x20 2. http://{listening}/en/districts?q=dahbed finds a mahalla in any spelling.\n\
         \x20 3. http://{listening}/en/sign-in lets you be dilfuza, who lives there.\n\
         \x20 4. Vote for one project, keep the receipt, and check it once it is in the log.\n\
         \x20 5. http://{listening}/en/seasons/2026-spring is a season with results; each of its\n\
         \x20    result pages has the command that recomputes it. The program is\n\
         \x20    {audit}\n\
         \x20 6. As nigora, http://{listening}/en/clock moves the clock to the end of the vote;\n\
         \x20    she and kamol then close, count and publish it.\n\n\
         Ballots of {VOTING} are sealed to {trustee}. In a real vote a trustee makes that\n\
         file with `hashar-audit trustee init` and no server ever has it; here it lies beside the\n\
         database, with {auditor}, so that you can take every part.\n\n\
         Ctrl-C ends it. The data stay; --fresh starts over.\n"
    )?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_who_is_introduced_exists() {
        let (own, audit) = (Path::new("/demo"), Path::new("/bin/hashar-audit"));
        let text = welcome("127.0.0.1:3000".parse().unwrap(), own, audit).unwrap();
        for key in INTRODUCED {
            assert!(text.contains(&format!("\n  {key} ")), "{key} is missing:\n{text}");
        }
        assert!(text.contains("http://127.0.0.1:3000/en/districts"), "{text}");
        assert!(text.contains("/demo/trustee-2026-autumn.key"), "{text}");
        assert!(text.contains("/bin/hashar-audit"), "{text}");
    }
}

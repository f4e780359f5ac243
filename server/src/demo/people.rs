//! The demo's people, from `demo/residents.toml`, whose head says what each key means.

use app::identity::{Pepper, Pinfl};
use app::web::DemoPerson;
use serde::Deserialize;
use std::collections::HashMap;
use store::people::NewAccount;
use store::roles::{Grant, Role};
use store::roll::RollSource;
use store::territories::Level;
use store::{Constraint, Localized, PersonId, Store, StoreError, TerritoryId, UnixTime};

const SOURCE: &str = include_str!("../../../demo/residents.toml");

/// The role that everybody has; the store knows only those beyond it.
const RESIDENT: &str = "resident";

/// An invented person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Short name, and their account at the demo's identity provider.
    pub key: String,
    /// Full name; for the generated ones, mahalla and number.
    pub name: String,
    /// Their identity number.
    pub number: Pinfl,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// Code of the mahalla where they live, if it is in the demo.
    pub mahalla: Option<String>,
    /// Roles beside resident, each with the code of its territory; none: the whole country.
    pub roles: Vec<(Role, Option<String>)>,
    /// What to try as them; empty for the generated ones.
    pub hint: Localized,
}

/// Everybody who lives or works in the demo.
#[derive(Clone, Debug)]
pub struct People {
    /// Those with a story.
    pub named: Vec<Person>,
    /// The other residents of each mahalla.
    pub generated: Vec<Person>,
}

/// The first wrong thing in the file.
#[derive(Debug, thiserror::Error)]
#[error("demo/residents.toml: {0}")]
pub struct PeopleError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    resident: Vec<Resident>,
    generated: Vec<Generated>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Resident {
    key: String,
    full_name: String,
    pinfl: String,
    birth_date: String,
    mahalla: Option<String>,
    roles: Vec<Held>,
    hint: Localized,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    role: String,
    territory: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Generated {
    mahalla: String,
    count: u32,
}

impl People {
    /// Reads the file that is part of the program.
    ///
    /// # Errors
    /// Whose entry is wrong, and how.
    pub fn read() -> Result<Self, PeopleError> {
        let file: File = toml::from_str(SOURCE).map_err(|error| PeopleError(error.to_string()))?;
        let named = file.resident.into_iter().map(Person::named).collect::<Result<_, _>>()?;
        let mut generated = Vec::new();
        for (mahalla, place) in (1..).zip(&file.generated) {
            for number in 1..=place.count {
                generated.push(Person::generated(&place.mahalla, mahalla, number)?);
            }
        }
        Ok(Self { named, generated })
    }

    /// Everybody, those with a story first.
    pub fn all(&self) -> impl Iterator<Item = &Person> {
        self.named.iter().chain(&self.generated)
    }

    /// The person with a key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Person> {
        self.all().find(|person| person.key == key)
    }

    /// Those with a story, for the sign-in page.
    #[must_use]
    pub fn for_pages(&self) -> Vec<DemoPerson> {
        let shown = self.named.iter().map(|person| DemoPerson {
            key: person.key.clone(),
            name: person.name.clone(),
            roles: person.roles.iter().map(|(role, _)| *role).collect(),
            hint: person.hint.clone(),
        });
        shown.collect()
    }

    /// Makes those with a story known to the store as if each had signed in at `issuer`, with
    /// their roles, and tells who is who by key. Whoever is there already stays as they are, and
    /// so do roles that were revoked.
    ///
    /// # Errors
    /// What the store says; [`StoreError::NotFound`] for a role in a territory that is not there.
    pub async fn load(
        &self,
        store: &Store,
        pepper: &Pepper,
        issuer: &str,
        at: UnixTime,
    ) -> Result<HashMap<String, PersonId>, StoreError> {
        let mut known = HashMap::new();
        for person in &self.named {
            let there = store.person_by_nullifier(pepper.nullifier(&person.number)).await?;
            let id = match there {
                Some(id) => id,
                None => {
                    let account = person.account(store, pepper, issuer).await?;
                    let id = store.sign_in_person(&account, at).await?;
                    person.grant_roles(store, id, at).await?;
                    id
                }
            };
            known.insert(person.key.clone(), id);
        }
        Ok(known)
    }
}

impl Person {
    /// The state's file about this person; `None` for who lives outside the demo.
    ///
    /// # Errors
    /// What the store says.
    pub async fn roll_source(
        &self,
        store: &Store,
        pepper: &Pepper,
    ) -> Result<Option<RollSource>, StoreError> {
        let Some(mahalla) = self.home(store).await? else { return Ok(None) };
        let (nullifier, born_on) = (pepper.nullifier(&self.number), self.birth_date.clone());
        Ok(Some(RollSource { nullifier, born_on, mahalla }))
    }

    /// What the demo's identity provider says of this person at sign-in.
    ///
    /// # Errors
    /// What the store says.
    pub async fn account(
        &self,
        store: &Store,
        pepper: &Pepper,
        issuer: &str,
    ) -> Result<NewAccount, StoreError> {
        Ok(NewAccount {
            issuer: issuer.to_owned(),
            subject: self.key.clone(),
            nullifier: pepper.nullifier(&self.number),
            name: self.name.clone(),
            born_on: Some(self.birth_date.clone()),
            mahalla: self.home(store).await?,
        })
    }

    async fn home(&self, store: &Store) -> Result<Option<TerritoryId>, StoreError> {
        let Some(code) = &self.mahalla else { return Ok(None) };
        match store.territory_by_code(code).await {
            Ok(place) => Ok((place.kind.level() == Level::Mahalla).then_some(place.id)),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn grant_roles(
        &self,
        store: &Store,
        person: PersonId,
        at: UnixTime,
    ) -> Result<(), StoreError> {
        for (role, code) in &self.roles {
            let territory = match code {
                Some(code) => Some(store.territory_by_code(code).await?.id),
                None => None,
            };
            let grant = Grant { person, role: *role, territory };
            match store.grant_role(grant, None, at).await {
                Ok(()) | Err(StoreError::Conflict(Constraint::RoleHeld)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn named(resident: Resident) -> Result<Self, PeopleError> {
        let wrong = |what: String| PeopleError(format!("{}: {what}", resident.key));
        let number = resident.pinfl.parse::<Pinfl>().map_err(|error| wrong(error.to_string()))?;
        let mut roles = Vec::new();
        for held in resident.roles.iter().filter(|held| held.role != RESIDENT) {
            let role = held.role.parse().map_err(|error: StoreError| wrong(error.to_string()))?;
            roles.push((role, held.territory.clone()));
        }
        Ok(Self {
            key: resident.key,
            name: resident.full_name,
            number,
            birth_date: resident.birth_date,
            mahalla: resident.mahalla,
            roles,
            hint: resident.hint,
        })
    }

    /// Resident `number` of the mahalla at 1-based `position`, by the rule in the file's head.
    fn generated(mahalla: &str, position: u32, number: u32) -> Result<Self, PeopleError> {
        let (year, month, day) =
            (1950 + (number * 37 + position * 11) % 56, 1 + number * 5 % 12, 1 + number * 11 % 28);
        let sex = if number % 2 == 1 { 3 } else { 4 };
        let century = if year < 2000 { sex } else { sex + 2 };
        let short = year % 100;
        let area = 900 + position;
        let first = format!("{century}{day:02}{month:02}{short:02}{area:03}{number:03}");
        let check = Pinfl::check_digit(&first).unwrap_or_default();
        let key = format!("{mahalla}-{number:03}");
        let pinfl = format!("{first}{check}").parse();
        Ok(Self {
            number: pinfl.map_err(|error| PeopleError(format!("{key}: {error}")))?,
            name: format!("Yashovchi {key}"),
            key,
            birth_date: format!("{year}-{month:02}-{day:02}"),
            mahalla: Some(mahalla.to_owned()),
            roles: Vec::new(),
            hint: Localized::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everybody_has_a_number_of_their_own() {
        let people = People::read().unwrap();
        assert!(people.named.len() >= 30 && people.generated.len() >= 200);
        let numbers: BTreeSet<&str> = people.all().map(|person| person.number.digits()).collect();
        let keys: BTreeSet<&str> = people.all().map(|person| person.key.as_str()).collect();
        assert_eq!((numbers.len(), keys.len()), (people.all().count(), people.all().count()));
    }

    #[test]
    fn a_generated_number_says_the_birth_date() {
        let people = People::read().unwrap();
        // Resident 1 of the first mahalla: year 1950 + 48, month 6, day 12, a man.
        let first = &people.generated[0];
        assert_eq!((first.birth_date.as_str(), first.key.as_str()), ("1998-06-12", "14080007-001"));
        assert_eq!(&first.number.digits()[..13], "3120698901001");
        for person in people.all() {
            let (digits, born) = (person.number.digits(), person.birth_date.as_str());
            let said = format!("{}{}{}", &born[8..10], &born[5..7], &born[2..4]);
            assert_eq!(&digits[1..7], said, "{}", person.key);
        }
    }

    #[test]
    fn officials_keep_their_roles_with_their_places() {
        let people = People::read().unwrap();
        let barno = people.find("barno").unwrap();
        let expected = ["1718203", "1718236"].map(|code| (Role::Moderator, Some(code.to_owned())));
        assert_eq!(barno.roles, expected);
        let sanjar = people.find("sanjar").unwrap();
        assert_eq!(sanjar.roles, [(Role::Administrator, None)]);
        assert!(people.find("dilfuza").unwrap().roles.is_empty());
        for role in Role::ALL {
            assert!(people.named.iter().any(|person| person.roles.iter().any(|(r, _)| r == role)));
        }
    }
}

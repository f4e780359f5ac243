//! Tables of a TOML file and their values, each with its place.

use super::faults::Finder;
use store::UnixTime;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::{Datetime, Offset};

/// A table, and what messages call it.
#[derive(Clone)]
pub(super) struct Table<'t> {
    /// `contest 3`; empty for the file itself.
    name: String,
    /// Where it begins.
    pub(super) at: usize,
    entries: &'t DeTable<'t>,
}

/// A value, and what messages call it.
#[derive(Clone)]
pub(super) struct Entry<'t> {
    pub(super) field: String,
    pub(super) at: usize,
    value: &'t DeValue<'t>,
}

/// What was read, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) field: String,
    pub(super) at: usize,
}

impl<'t> Table<'t> {
    /// The whole file.
    pub(super) fn root(entries: &'t DeTable<'t>) -> Self {
        Self { name: String::new(), at: 0, entries }
    }

    /// Tells every key that is none of `known`.
    pub(super) fn only(&self, known: &[&str], faults: &mut Finder<'_>) {
        for key in self.entries.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let reason = format!("is no key of this table; it may have {}", known.join(", "));
            faults.add(key.span().start, self.field(key.get_ref()), reason);
        }
    }

    /// A value that may be missing.
    pub(super) fn entry(&self, key: &str) -> Option<Entry<'t>> {
        let value = self.entries.get(key)?;
        Some(Entry { field: self.field(key), at: value.span().start, value: value.get_ref() })
    }

    /// A value that must be there; `example` says how it is written.
    pub(super) fn required(
        &self,
        key: &str,
        example: &str,
        faults: &mut Finder<'_>,
    ) -> Option<Entry<'t>> {
        let entry = self.entry(key);
        if entry.is_none() {
            faults.add(self.at, self.field(key), format!("is missing; write {example}"));
        }
        entry
    }

    /// Its keys and values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'t str, Entry<'t>)> {
        self.entries.iter().map(|(key, value)| {
            let field = self.field(key.get_ref());
            let entry = Entry { field, at: value.span().start, value: value.get_ref() };
            (key.get_ref().as_ref(), entry)
        })
    }

    pub(super) fn field(&self, key: &str) -> String {
        match self.name.as_str() {
            "" => key.to_owned(),
            // `contest 3, ballot.max`
            name if name.ends_with(|last: char| last.is_ascii_digit()) => format!("{name}, {key}"),
            name => format!("{name}.{key}"),
        }
    }
}

impl<'t> Entry<'t> {
    pub(super) fn found<T>(&self, value: T) -> Found<T> {
        Found { value, field: self.field.clone(), at: self.at }
    }

    pub(super) fn wrong(&self, reason: impl Into<String>, faults: &mut Finder<'_>) {
        faults.add(self.at, self.field.clone(), reason);
    }

    /// A text.
    pub(super) fn text(&self, faults: &mut Finder<'_>) -> Option<&'t str> {
        match self.value {
            DeValue::String(text) => Some(text.as_ref()),
            _ => self.no("a text in quotation marks", faults),
        }
    }

    /// A whole number within bounds.
    pub(super) fn number(
        &self,
        bounds: std::ops::RangeInclusive<i64>,
        faults: &mut Finder<'_>,
    ) -> Option<Found<i64>> {
        let expected = format!("a whole number from {} to {}", bounds.start(), bounds.end());
        let DeValue::Integer(digits) = self.value else {
            return self.no(&expected, faults);
        };
        match i64::from_str_radix(digits.as_str(), digits.radix()) {
            Ok(number) if bounds.contains(&number) => Some(self.found(number)),
            _ => {
                self.wrong(format!("is {digits}; expected {expected}"), faults);
                None
            }
        }
    }

    /// A date with time and offset, in Unix seconds.
    pub(super) fn time(&self, faults: &mut Finder<'_>) -> Option<Found<UnixTime>> {
        const EXPECTED: &str =
            "a date with time and offset, without quotation marks: 2027-03-01T00:00:00+05:00";
        let DeValue::Datetime(date) = self.value else {
            return self.no(EXPECTED, faults);
        };
        match seconds(date) {
            Some(seconds) => Some(self.found(seconds)),
            None => {
                self.wrong(format!("is {date}; expected {EXPECTED}"), faults);
                None
            }
        }
    }

    /// A table.
    pub(super) fn table(&self, faults: &mut Finder<'_>) -> Option<Table<'t>> {
        match self.value {
            DeValue::Table(entries) => {
                Some(Table { name: self.field.clone(), at: self.at, entries })
            }
            _ => self.no("a table", faults),
        }
    }

    /// A list of tables, numbered from 1, one at least.
    pub(super) fn tables(&self, faults: &mut Finder<'_>) -> Vec<Table<'t>> {
        let DeValue::Array(items) = self.value else {
            let expected = format!("tables, each under a line [[{}]]", self.field);
            self.wrong(format!("is {}; expected {expected}", kind(self.value)), faults);
            return Vec::new();
        };
        if items.is_empty() {
            self.wrong(
                format!("is empty; expected one at least, under a line [[{}]]", self.field),
                faults,
            );
        }
        let table = |(number, item): (usize, &'t Spanned<DeValue<'t>>)| {
            let field = format!("{} {number}", self.field);
            let entry = Entry { field, at: item.span().start, value: item.get_ref() };
            entry.table(faults)
        };
        (1..).zip(items.iter()).filter_map(table).collect()
    }

    /// A list of texts, each with its place; one at least.
    pub(super) fn texts(&self, faults: &mut Finder<'_>) -> Option<Vec<Found<&'t str>>> {
        let DeValue::Array(items) = self.value else {
            return self.no("a list of texts in quotation marks", faults);
        };
        if items.is_empty() {
            self.wrong("is empty; expected one text at least", faults);
            return None;
        }
        let text = |item: &'t Spanned<DeValue<'t>>| {
            let at = item.span().start;
            let entry = Entry { field: self.field.clone(), at, value: item.get_ref() };
            entry.text(faults).map(|text| entry.found(text))
        };
        items.iter().map(text).collect()
    }

    /// A value for JSON: texts and whole numbers, which manifests may hold.
    pub(super) fn json(&self, faults: &mut Finder<'_>) -> Option<serde_json::Value> {
        match self.value {
            DeValue::String(text) => Some(text.as_ref().into()),
            DeValue::Integer(_) => {
                Some(self.number(-MAX_NUMBER..=MAX_NUMBER, faults)?.value.into())
            }
            _ => self.no("a whole number, or a text such as \"2.5\"", faults),
        }
    }

    /// It is of another kind than what was expected.
    fn no<T>(&self, expected: &str, faults: &mut Finder<'_>) -> Option<T> {
        self.wrong(format!("is {}; expected {expected}", kind(self.value)), faults);
        None
    }
}

const fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Manifests hold no larger number (docs/protocol.md, section 1).
pub(super) const MAX_NUMBER: i64 = (1 << 53) - 1;

/// Whole seconds since 1970; `None` for a date without time or offset, and for none at all.
fn seconds(date: &Datetime) -> Option<UnixTime> {
    let Datetime { date: Some(day), time: Some(time), offset: Some(offset) } = date else {
        return None;
    };
    if time.nanosecond.is_some_and(|part| part > 0) {
        return None;
    }
    let minutes = match offset {
        Offset::Z => 0,
        Offset::Custom { minutes } => i64::from(*minutes),
    };
    let day = chrono::NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())?;
    let second = u32::from(time.second.unwrap_or(0));
    let local = day.and_hms_opt(time.hour.into(), time.minute.into(), second)?;
    Some(local.and_utc().timestamp() - minutes * 60)
}

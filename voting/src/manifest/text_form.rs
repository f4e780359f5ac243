//! Keys and hashes as JSON strings.

use serde::{Deserialize, Deserializer, Serializer, de};

use crate::election_key::ElectionKey;
use crate::error::Result;
use crate::merkle::Hash;
use crate::note::NoteKey;
use crate::registrar::RegistrarKey;
use crate::text;

/// A value with one text form.
pub(super) trait TextForm: Sized {
    fn to_text(&self) -> String;
    fn from_text(text: &str) -> Result<Self>;
}

pub(super) fn serialize<T: TextForm, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&value.to_text())
}

pub(super) fn deserialize<'de, T: TextForm, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::from_text(&String::deserialize(from)?).map_err(de::Error::custom)
}

impl TextForm for Hash {
    fn to_text(&self) -> String {
        self.to_base64()
    }

    fn from_text(text: &str) -> Result<Self> {
        Self::from_base64(text)
    }
}

impl TextForm for NoteKey {
    fn to_text(&self) -> String {
        self.to_string()
    }

    fn from_text(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl TextForm for ElectionKey {
    fn to_text(&self) -> String {
        text::base64(self.as_bytes())
    }

    fn from_text(text: &str) -> Result<Self> {
        Self::from_bytes(text::array_from_base64("election key", text)?)
    }
}

impl TextForm for RegistrarKey {
    fn to_text(&self) -> String {
        text::base64(self.spki())
    }

    fn from_text(text: &str) -> Result<Self> {
        Self::from_spki(&text::from_base64("registrar key", text)?)
    }
}

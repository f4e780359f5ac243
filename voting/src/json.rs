//! JSON as the protocol admits it: UTF-8, no key twice in an object, integers below 2^53, no null,
//! no fractions. Two readers in two languages then read the same.

use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::{Error, Result};

const LIMIT: u64 = 1 << 53;

/// Reads exactly one value of the admitted form, then a `T` from it.
///
/// # Errors
/// [`Error::Json`] with place and reason.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict.deserialize(&mut reader).map_err(|error| Error::Json(error.to_string()))?;
    reader.end().map_err(|error| Error::Json(error.to_string()))?;
    serde_json::from_value(value).map_err(|error| Error::Json(error.to_string()))
}

#[derive(Clone, Copy)]
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, array, string, boolean or integer below 2^53")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        if value < LIMIT { Ok(value.into()) } else { Err(E::custom("integer not below 2^53")) }
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() < LIMIT {
            Ok(value.into())
        } else {
            Err(E::custom("integer not below 2^53"))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(self)?;
            if object.contains_key(&key) {
                return Err(de::Error::custom(format!("key {key:?} twice in one object")));
            }
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admits_plain_json() {
        let value: Value = parse(br#"{"a":[1,"x",true,{}],"b":-9007199254740991}"#).unwrap();
        assert_eq!(value["a"][0], 1);
        assert_eq!(value["b"], -9_007_199_254_740_991_i64);
    }

    #[test]
    fn refuses_what_readers_disagree_about() {
        for (wrong, reason) in [
            (&br#"{"a":1,"a":1}"#[..], "twice"),
            (br#"[{"a":{"b":1,"\u0062":2}}]"#, "twice"),
            (br#"{"a":null}"#, "null"),
            (br#"{"a":1.0}"#, "floating"),
            (br#"{"a":1e3}"#, "floating"),
            (br#"{"a":9007199254740992}"#, "2^53"),
            (br#"{"a":-9007199254740992}"#, "2^53"),
            (br#"{"a":1} {}"#, "trailing"),
            (b"\xef\xbb\xbf{}", "expected value"),
            (b"\"\xff\"", "unicode"),
            (b"", "EOF"),
        ] {
            let Err(Error::Json(message)) = parse::<Value>(wrong) else { panic!("{wrong:?}") };
            assert!(message.contains(reason), "{message}");
        }
    }
}

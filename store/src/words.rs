//! Enums that stand in the database, in addresses and in published files as stable words.

/// Declares an enum whose values are written and read as one fixed word each.
///
/// Gives `ALL`, `word()`, `Display`, `FromStr` and `TryFrom<String>` (for rows); a word that is
/// none of them is `StoreError::UnknownWord`.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$value_meta:meta])* $value:ident = $word:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$value_meta])* $value,)+
        }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// The word it is written as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::StoreError;

            fn from_str(word: &str) -> $crate::Result<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word).ok_or_else(|| {
                    let (kind, word) = (stringify!($name), word.to_owned());
                    $crate::StoreError::UnknownWord { kind, word }
                })
            }
        }

        stored_as!($name, String);

        impl TryFrom<String> for $name {
            type Error = $crate::StoreError;

            fn try_from(word: String) -> $crate::Result<Self> {
                word.parse()
            }
        }
    };
}

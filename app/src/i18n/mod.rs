//! Every word that people read: Fluent messages in `locales/<language>/<area>.ftl`.
//!
//! To add a language: a variant of [`Lang`], a folder in `locales/`; the tests name what is
//! missing. To add an area: a file of that name for each language and a line in `texts.rs`.

mod category;
mod format;
mod function;
mod lang;
mod names;
mod texts;

pub use category::{category_glyph, category_name};
pub use format::{
    date, date_range, date_time, decimal_mark, money, number, percent, tenths, until, year,
};
pub use function::{division_name, function_name};
pub use lang::{Lang, language_tag};
pub use names::{act_name, role_name};
pub use texts::Words;

/// A message by its key, with arguments by name: `t!(words, "home-title", place = name)`.
#[macro_export]
macro_rules! t {
    ($words:expr, $key:literal) => { $words.text($key, &[]) };
    ($words:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $words.text($key, &[$((stringify!($name), $value.into())),+])
    };
}

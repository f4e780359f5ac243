//! The signs of `/icons.svg`, so that a page cannot ask for one that is not drawn.

macro_rules! glyphs {
    ($($name:ident => $id:literal),+ $(,)?) => {
        /// A sign of the sprite `/icons.svg` (24 grid, one stroke).
        ///
        /// To add one: draw its `<symbol id="i-...">` there and name it here; a test compares both.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum Glyph {
            $(#[doc = concat!("`i-", $id, "`")] $name),+
        }

        impl Glyph {
            /// Every sign, in the sprite's order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name in the sprite, without the prefix `i-`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}

glyphs! {
    Road => "road", School => "school", Water => "water", Lamp => "lamp", Park => "park",
    Clinic => "clinic", Sport => "sport", Canal => "canal", Culture => "culture",
    Equipment => "equipment", Ecology => "ecology", Waste => "waste", Other => "other",
    Search => "search", Filter => "filter", Map => "map", Pin => "pin", Clock => "clock",
    Calendar => "calendar", User => "user", People => "people", Chat => "chat", Lock => "lock",
    Unlock => "unlock", Key => "key", Shield => "shield", Seal => "seal", Ballot => "ballot",
    Ledger => "ledger", Gavel => "gavel", Scales => "scales", History => "history",
    Money => "money", Chart => "chart", Table => "table", Home => "home",
    Building => "building", Flag => "flag", Bell => "bell", Megaphone => "megaphone",
    Download => "download", Upload => "upload", Print => "print", Copy => "copy",
    File => "file", External => "external", Link => "link", Qr => "qr", Phone => "phone",
    Call => "call", Photo => "photo", Edit => "edit", Withdraw => "withdraw",
    Refresh => "refresh", Settings => "settings", Eye => "eye", Trash => "trash",
    Plus => "plus", Minus => "minus", Check => "check", Cross => "cross", Info => "info",
    Help => "help", Warning => "warning", Play => "play", Stop => "stop", Menu => "menu",
    Globe => "globe", SignIn => "sign-in", SignOut => "sign-out", Arrow => "arrow",
    Back => "back", Right => "right", Left => "left", Down => "down", Up => "up",
}

#[cfg(test)]
mod tests {
    use super::Glyph;

    const SPRITE: &str = include_str!("../../../public/icons.svg");

    #[test]
    fn every_glyph_is_drawn_and_every_drawing_is_named() {
        let drawn: Vec<&str> = SPRITE
            .split("<symbol id=\"i-")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let named: Vec<&str> = Glyph::ALL.iter().map(|glyph| glyph.id()).collect();
        assert_eq!(named, drawn);
    }
}

//! Who gets funded: instances, profiles, rules.

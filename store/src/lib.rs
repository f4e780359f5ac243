//! All SQL, on SQLite and PostgreSQL.

//! Pages, components, islands and server functions.

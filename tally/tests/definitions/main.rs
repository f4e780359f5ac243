//! The greedy rules against their definitions, on random small elections.

mod brute_force;
mod invariances;
mod small;

//! The one integration test program.
#![allow(clippy::disallowed_methods)]

mod akn;
mod cache;
mod commands;
mod continuation;
mod corpus;
mod corrections;
mod crash;
mod data;
mod figures;
mod fixture;
mod floors;
mod formats;
mod fuzzed;
mod gate;
mod import;
mod injection;
mod memory;
mod metadata;
mod mistakes;
mod mutated;
mod preview;
mod progress;
mod reading;
mod recount;
mod rfc5545;
mod score;
mod site;
mod tidy;
mod words;

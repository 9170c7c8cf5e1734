//! What is true of written Vietnamese, whoever writes it.
pub mod abbreviation;
pub mod date;
pub mod fold;
pub mod hint;
pub mod letter;
pub mod near;
pub mod number;

pub mod syllable;
pub mod token;
pub mod unit;
pub mod word;

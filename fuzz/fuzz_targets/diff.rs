//! See `diff` in tests/it/fuzzed.rs.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|text: &str| fuzzed::diff(text));

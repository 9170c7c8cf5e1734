//! Diagnostics → text with carets, or JSON; formats, does not print.

//! Days, months, quarters and feasts as they are printed.

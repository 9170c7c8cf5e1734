//! Mentions of agencies in a text, longest name first, and the role each plays.

//! "I.", "2.2.1.", "đ)", "(1)", "-" at the head of a block → Marker.

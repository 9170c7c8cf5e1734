//! Bundle → disk, all or nothing: the only writer.

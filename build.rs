//! A number for the sources of this program, so that what an older one kept is never taken for this one's.

#![expect(clippy::disallowed_methods, reason = "reads the sources of the program, not of a site")]

use std::fs;
use std::path::Path;

fn main() {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for path in ["src", "themes/default", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
        add(Path::new(path), &mut hash);
    }
    println!("cargo:rustc-env=KETLUAN_SOURCES={hash:016x}");
}

/// Names and bytes in order of name, by FNV-1a.
fn add(path: &Path, hash: &mut u64) {
    let mut mix = |bytes: &[u8]| {
        for b in bytes {
            *hash = (*hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    mix(path.to_string_lossy().as_bytes());
    if path.is_dir() {
        let mut below: Vec<_> = fs::read_dir(path).into_iter().flatten().flatten().map(|e| e.path()).collect();
        below.sort();
        for path in below {
            add(&path, hash);
        }
    } else if let Ok(bytes) = fs::read(path) {
        mix(&bytes);
    }
}

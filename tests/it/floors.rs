//! No module imports from a floor above its own: the table of ARCHITECTURE.md, held against every `crate::` path in src.

use std::collections::BTreeMap;

/// Rows like "| 6 | `extract.rs` | … |" → module name and floor.
fn table() -> BTreeMap<String, u32> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    text.lines()
        .filter_map(|line| {
            let mut cells = line.trim().trim_matches('|').split('|').map(str::trim);
            let floor: u32 = cells.next()?.parse().ok()?;
            let name = cells.next()?.trim_matches('`').strip_suffix(".rs")?;
            Some((name.to_string(), floor))
        })
        .collect()
}

#[test]
fn no_import_points_upward() {
    let floors = table();
    let mut wrong = Vec::new();
    for (path, text) in super::tidy::all() {
        let module = path.split('/').next().expect("a part").trim_end_matches(".rs").to_string();
        let own = *floors
            .get(&module)
            .unwrap_or_else(|| panic!("{module} has no row in the floor table"));
        // unit tests may look up
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + 7..];
            let used: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if used == module || used.is_empty() {
                continue;
            }
            match floors.get(&used) {
                Some(floor) if *floor < own => {}
                Some(floor) => wrong.push(format!("{path} (floor {own}) uses {used} (floor {floor})")),
                None => wrong.push(format!("{path} uses {used}, which has no floor")),
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! Every internal link of the rendered pages leads to a file and an anchor.
//!
//! A link is resolved as soon as its page is seen, and kept once for each place it leads to: ten thousand pages
//! with the same menu cost no more than one.

use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The places of a page and those that it leads to, each as a number: what is kept of a page that is not rendered again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The page's own ids.
    pub ids: Vec<u64>,
    /// Where its links lead, sorted; `DEAD` for a file that is not there.
    pub links: Vec<u64>,
}

/// The place of a link without a file.
pub const DEAD: u64 = 0;

/// The number of a place: a path, and an id in it or "". Collisions are no danger: one in 2^64 dead links is missed.
fn place(path: &str, id: &str) -> u64 {
    let mut hash = blake3::Hasher::new();
    hash.update(path.as_bytes());
    hash.update(b"#");
    hash.update(id.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first).max(1)
}

/// Paths of all files of a site. Only asked, never walked through.
pub type Paths<'p> = HashSet<&'p str, FixedState>;

impl Places {
    /// Those of a rendered page, given the paths of all files.
    pub fn of(path: &str, bytes: &[u8], paths: &Paths) -> Places {
        let text = std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
        let (mut ids, mut links) = (HashSet::new(), HashSet::new());
        scan(&text, |tag, name, value| match name {
            "id" => {
                ids.insert(value);
            }
            "name" if tag == "a" => {
                ids.insert(value);
            }
            "href" | "src" => {
                links.insert(value);
            }
            _ => {}
        });
        let mut places = Places {
            ids: ids.into_iter().map(|id| place(path, &decode_entities(id))).collect(),
            links: links.into_iter().filter_map(|link| leads_to(path, link, paths)).collect(),
        };
        for list in [&mut places.ids, &mut places.links] {
            list.sort_unstable();
            list.dedup();
        }
        places
    }
}

/// The place that a link leads to where it needs to be looked for: a file without a fragment is known to be there.
fn leads_to(page: &str, link: &str, paths: &Paths) -> Option<u64> {
    let (target, fragment) = resolve(page, &decode_entities(link))?;
    let rooted = target.starts_with('/');
    let mut rest = target.trim_start_matches('/');
    loop {
        if let Some(file) = file_of(paths, rest) {
            let whole = fragment.is_empty() || fragment == "top" || !file.ends_with(".html");
            return (!whole).then(|| place(&file, &fragment));
        }
        match rest.split_once('/') {
            Some((_, tail)) if rooted => rest = tail,
            _ => return Some(DEAD),
        }
    }
}

/// Whether every link of the pages leads somewhere.
pub fn all_alive<'p>(pages: impl Iterator<Item = &'p Places> + Clone) -> bool {
    let mut wanted: HashSet<u64> = pages.clone().flat_map(|p| &p.links).copied().collect();
    for id in pages.flat_map(|p| &p.ids) {
        wanted.remove(id);
    }
    wanted.is_empty()
}

/// Gathers links and anchors while files are rendered, so that no page is kept.
#[derive(Default)]
pub struct Checker {
    /// Path of a page → the ids in it.
    pub ids: BTreeMap<String, BTreeSet<String>>,
    /// (path, fragment) a link leads to → the first page with such a link, and the link as written.
    pub links: BTreeMap<(String, String), (String, String)>,
}

impl Checker {
    /// Looks at one rendered file; only `.html` files have links to follow.
    pub fn see(&mut self, path: &str, bytes: &[u8]) {
        if !path.ends_with(".html") {
            return;
        }
        let text = String::from_utf8_lossy(bytes);
        let mut ids = BTreeSet::new();
        let mut links = BTreeSet::new();
        scan(&text, |tag, name, value| match name {
            "id" => {
                ids.insert(decode_entities(value));
            }
            "name" if tag == "a" => {
                ids.insert(decode_entities(value));
            }
            "href" | "src" => {
                links.insert(decode_entities(value));
            }
            _ => {}
        });
        for link in links {
            if let Some(target) = resolve(path, &link) {
                self.note(target, (path.to_string(), link));
            }
        }
        self.ids.insert(path.to_string(), ids);
    }

    /// Takes over what another checker saw.
    pub fn merge(&mut self, other: Checker) {
        self.ids.extend(other.ids);
        for (target, seen) in other.links {
            self.note(target, seen);
        }
    }

    /// The first page in order of path stands for all, so that the order of seeing does not matter.
    fn note(&mut self, target: (String, String), seen: (String, String)) {
        let known = self.links.entry(target).or_insert_with(|| seen.clone());
        if seen < *known {
            *known = seen;
        }
    }

    /// (page, link) of every place that a link leads to and that is not there, given the paths of all files.
    pub fn dead<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<(String, String)> {
        let paths: Paths = paths.collect();
        let mut out: Vec<_> = self
            .links
            .iter()
            .filter(|((path, fragment), _)| !self.alive(&paths, path, fragment))
            .map(|(_, seen)| seen.clone())
            .collect();
        out.sort();
        out
    }

    fn alive(&self, paths: &Paths, target: &str, fragment: &str) -> bool {
        // A link from the server's root carries the site's base path, which a page does not know: any tail of it may be the file.
        let rooted = target.starts_with('/');
        let mut rest = target.trim_start_matches('/');
        loop {
            if let Some(file) = file_of(paths, rest)
                && (fragment.is_empty() || fragment == "top" || self.ids.get(&file).is_none_or(|ids| ids.contains(fragment)))
            {
                return true;
            }
            match rest.split_once('/') {
                Some((_, tail)) if rooted => rest = tail,
                _ => return false,
            }
        }
    }
}

/// The file that an address is served from.
fn file_of(paths: &Paths, target: &str) -> Option<String> {
    if target.is_empty() || target.ends_with('/') {
        let index = format!("{target}index.html");
        return paths.contains(index.as_str()).then_some(index);
    }
    if paths.contains(target) {
        return Some(target.to_string());
    }
    let index = format!("{target}/index.html");
    paths.contains(index.as_str()).then_some(index)
}

/// Where a link on a page leads: path below the root and fragment. `None` where it leads out of the site.
fn resolve(page: &str, link: &str) -> Option<(String, String)> {
    let link = link.trim();
    if link.starts_with("//") || has_scheme(link) {
        return None;
    }
    let (rest, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = rest.split('?').next().unwrap_or("");
    let fragment = decode_percent(fragment);
    if path.is_empty() {
        return Some((page.to_string(), fragment));
    }
    let path = decode_percent(path);
    if path.starts_with('/') {
        return Some((path, fragment));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let mut folder = true;
    let mut outside = false;
    for part in path.split('/') {
        folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => outside |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    if outside {
        // A file of this name is never written: the link is reported.
        return Some((format!("../{path}"), fragment));
    }
    let mut target = parts.join("/");
    if folder && !target.is_empty() {
        target.push('/');
    }
    Some((target, fragment))
}

/// "https:", "mailto:", "webcal:", "data:", "tel:" …
fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Calls `see(tag, attribute, raw value)` for each attribute of each tag; comments, scripts and styles are passed over.
fn scan<'t>(text: &'t str, mut see: impl FnMut(&str, &str, &'t str)) {
    let bytes = text.as_bytes();
    let mut i = 0;
    while let Some(at) = memchr::memchr(b'<', &bytes[i..]) {
        i += at + 1;
        let rest = &text[i..];
        if rest.starts_with("!--") {
            i += rest.find("-->").map_or(rest.len(), |n| n + 3);
            continue;
        }
        let len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        if len == 0 {
            continue;
        }
        let tag = lower(&rest[..len]);
        i += len;
        i = attributes(text, i, |name, value| see(&tag, name, value));
        if tag == "script" || tag == "style" {
            let close = format!("</{tag}");
            i += text[i..].find(&close).unwrap_or(text.len() - i);
        }
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        name.to_ascii_lowercase().into()
    } else {
        name.into()
    }
}

/// Reads attributes from `i` on; returns the place behind the tag's `>`.
fn attributes<'t>(text: &'t str, mut i: usize, mut see: impl FnMut(&str, &'t str)) -> usize {
    let bytes = text.as_bytes();
    let skip = |mut i: usize| {
        while i < bytes.len() && (bytes[i].is_ascii_whitespace() || bytes[i] == b'/') {
            i += 1;
        }
        i
    };
    loop {
        i = skip(i);
        match bytes.get(i) {
            None => return i,
            Some(b'>') => return i + 1,
            _ => {}
        }
        let start = i;
        while i < bytes.len() && !(bytes[i].is_ascii_whitespace() || matches!(bytes[i], b'=' | b'>' | b'/')) {
            i += 1;
        }
        if i == start {
            // A lone "=": no attribute, but go on.
            i += 1;
            continue;
        }
        let name = lower(&text[start..i]);
        let mut j = i;
        while j < bytes.len() && bytes[j].is_ascii_whitespace() {
            j += 1;
        }
        if bytes.get(j) != Some(&b'=') {
            see(&name, "");
            continue;
        }
        j += 1;
        while j < bytes.len() && bytes[j].is_ascii_whitespace() {
            j += 1;
        }
        let (from, to, next) = match bytes.get(j) {
            Some(q @ (b'"' | b'\'')) => {
                let end = memchr::memchr(*q, &bytes[j + 1..]).map_or(bytes.len(), |n| j + 1 + n);
                (j + 1, end, (end + 1).min(bytes.len()))
            }
            _ => {
                let mut end = j;
                while end < bytes.len() && !(bytes[end].is_ascii_whitespace() || bytes[end] == b'>') {
                    end += 1;
                }
                (j, end, end)
            }
        };
        see(&name, text.get(from..to).unwrap_or(""));
        i = next;
    }
}

/// `&amp;` and the other entities that our own pages write.
fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.find(';').filter(|end| *end <= 10).map(|end| (&rest[1..end], end + 1));
        let read = entity.and_then(|(name, len)| {
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{a0}',
                n => {
                    let n = n.strip_prefix('#')?;
                    let code = match n.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => n.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((c, len))
        });
        match read {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// `%C4%91` → "đ"; what is no escape stays.
fn decode_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).and_then(|b| (*b as char).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        match (bytes[i], digit(i + 1), digit(i + 2)) {
            (b'%', Some(a), Some(b)) => {
                out.push((a * 16 + b) as u8);
                i += 3;
            }
            (b, ..) => {
                out.push(b);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(pages: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut checker = Checker::default();
        for (path, html) in pages {
            checker.see(path, html.as_bytes());
        }
        checker.dead(pages.iter().map(|p| p.0))
    }

    fn alive(pages: &[(&str, &str)]) -> bool {
        let paths = pages.iter().map(|p| p.0).collect();
        let places: Vec<Places> = pages.iter().map(|(path, html)| Places::of(path, html.as_bytes(), &paths)).collect();
        all_alive(places.iter())
    }

    #[test]
    fn links_lead_to_files_and_anchors() {
        let there = (
            "ket-luan/a/index.html",
            "<p id=\"nv-II.2.đ\">x</p><a href='../../'>về</a><a href=../b/>b</a>",
        );
        let home = (
            "index.html",
            "<a href=\"ket-luan/a/#nv-II.2.%C4%91\">1</a><a href=\"./ket-luan/a\">2</a><a href=\"#top\">3</a>\
             <a href=\"https://x.vn/\">4</a><a href=\"webcal://x/lich.ics\">5</a><a href=\"mailto:a@b\">6</a>\
             <a href=\"ket-luan/a/?q=1&amp;r=2#nv-II.2.đ\">7</a>",
        );
        assert!(!alive(&[there, home]));
        assert!(alive(&[(there.0, &there.1.replace("<a href=../b/>b</a>", "")), home]));
        assert_eq!(dead(&[there, home]), [("ket-luan/a/index.html".to_string(), "../b/".to_string())]);
    }

    #[test]
    fn missing_anchor_is_dead() {
        let pages = [
            ("index.html", "<a href=\"a.html#y\">1</a><img src=\"no.png\">"),
            ("a.html", "<p id=x>"),
        ];
        assert!(!alive(&pages));
        let links: Vec<String> = dead(&pages).into_iter().map(|d| d.1).collect();
        assert_eq!(links, ["a.html#y", "no.png"]);
    }

    #[test]
    fn scripts_comments_and_broken_tags_are_passed_over() {
        let page = "<!-- <a href=x> --><script>'<a href=y>'</script><a href=\"z\" =>\u{1f600}<a href='unended";
        let links: Vec<String> = dead(&[("index.html", page)]).into_iter().map(|d| d.1).collect();
        assert_eq!(links, ["unended", "z"]);
    }

    #[test]
    fn above_the_root_is_dead_and_base_paths_are_not() {
        let page = "<a href=\"../x/\">1</a><a href=\"/kl/x/\">2</a>";
        let links: Vec<String> = dead(&[("index.html", page), ("x/index.html", "")])
            .into_iter()
            .map(|d| d.1)
            .collect();
        assert_eq!(links, ["../x/"]);
    }
}

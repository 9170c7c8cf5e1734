//! Names of bodies → agencies of the site, on the notice's date.

use crate::arena::Arena;
use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Mention, Notice, Task};
use crate::registry::{Agency, AgencyId, Registry};
use crate::span::SourceId;
use crate::viet::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The agencies met so far.
pub struct Whom<'a> {
    registry: &'a Registry,
    pub agencies: Arena<Agency>,
    by_slug: BTreeMap<String, AgencyId>,
    warned: BTreeSet<(SourceId, String)>,
}

impl<'a> Whom<'a> {
    pub fn new(registry: &'a Registry) -> Self {
        Whom {
            registry,
            agencies: Arena::default(),
            by_slug: BTreeMap::new(),
            warned: BTreeSet::new(),
        }
    }

    /// Leads and coordinators of a task, each once; who leads does not coordinate too.
    pub fn of_task(&mut self, notice: &Notice, task: &Task, day: Option<Day>, diags: &mut Diagnostics) -> (Vec<AgencyId>, Vec<AgencyId>) {
        let mut leads = Vec::new();
        for mention in &task.leads {
            leads.extend(self.resolve(notice, task, mention, day, diags).filter(|a| !leads.contains(a)));
        }
        let mut coordinators = Vec::new();
        for mention in &task.coordinators {
            let id = self.resolve(notice, task, mention, day, diags);
            coordinators.extend(id.filter(|a| !leads.contains(a) && !coordinators.contains(a)));
        }
        (leads, coordinators)
    }

    fn resolve(&mut self, notice: &Notice, task: &Task, mention: &Mention, day: Option<Day>, diags: &mut Diagnostics) -> Option<AgencyId> {
        let mut slug = mention.slug.clone().unwrap_or_else(|| fold::short_slug(&mention.name));
        if slug.is_empty() {
            return None;
        }
        let registry = self.registry;
        if let Some(found) = registry.by_slug.get(&slug).map(|id| &registry.agencies[*id]) {
            let known = self.on_day(found, &mention.name, day);
            if let (Some(day), Some(to)) = (day, known.to)
                && to < day
                && !said_former(notice, task, &mention.name)
                && self.warned.insert((mention.span.source, known.slug.clone()))
            {
                let heirs: Vec<&str> = known
                    .successors
                    .iter()
                    .filter_map(|s| Some(registry.agencies[*registry.by_slug.get(s)?].name.as_str()))
                    .collect();
                let hint = (!heirs.is_empty()).then(|| {
                    Text::new(
                        format!(
                            "nhiệm vụ nay thuộc {}; nếu văn bản nói cơ quan cũ, viết “(cũ)” sau tên",
                            heirs.join(", ")
                        ),
                        format!(
                            "its duties passed to {}; where the former body is meant, write “(cũ)” after the name",
                            heirs.join(", ")
                        ),
                    )
                });
                diags.report(
                    Code::AgencyCeased,
                    Some(mention.span),
                    Text::new(
                        format!("{} đã không còn từ sau ngày {to}", known.name),
                        format!("{} ceased after {to}", known.name),
                    ),
                    Some(Text::new("giữ tên như trong văn bản", "kept the name as printed")),
                    hint,
                );
            }
            slug = known.slug.clone();
            if let Some(id) = self.by_slug.get(&slug) {
                return Some(*id);
            }
            let id = self.agencies.push(known.clone());
            self.by_slug.insert(slug, id);
            return Some(id);
        }
        if let Some(id) = self.by_slug.get(&slug) {
            return Some(*id);
        }
        let name = mention.name.trim();
        let name = if name.is_empty() { slug.clone() } else { name.to_string() };
        let id = self.agencies.push(Agency {
            slug: slug.clone(),
            kind: kind_of(&name).into(),
            name,
            ..Agency::default()
        });
        self.by_slug.insert(slug, id);
        Some(id)
    }

    /// The body that bore the name on the day: one that had ended gives way to a successor of the same name,
    /// one that was not yet to a predecessor of it.
    fn on_day(&self, found: &'a Agency, name: &str, day: Option<Day>) -> &'a Agency {
        let Some(day) = day else { return found };
        let lives = |a: &Agency| a.from.is_none_or(|f| f <= day) && a.to.is_none_or(|t| day <= t);
        if lives(found) {
            return found;
        }
        let late = found.to.is_some_and(|t| t < day);
        let mut seen = BTreeSet::from([found.slug.as_str()]);
        let mut ahead = vec![found];
        while let Some(at) = ahead.pop() {
            for slug in if late { &at.successors } else { &at.predecessors } {
                let Some(next) = self.registry.by_slug.get(slug).map(|id| &self.registry.agencies[*id]) else {
                    continue;
                };
                if !seen.insert(next.slug.as_str()) {
                    continue;
                }
                if lives(next) && bears(next, name) {
                    return next;
                }
                ahead.push(next);
            }
        }
        found
    }
}

fn bears(agency: &Agency, name: &str) -> bool {
    let key = fold::match_key(name.trim());
    std::iter::once(&agency.name)
        .chain(&agency.short)
        .chain(&agency.aliases)
        .any(|n| fold::match_key(n) == key)
}

/// Kinds of bodies by the first words of their names, spelled as `fold::match_key` does.
const KINDS: [(&str, &[&str]); 10] = [
    ("nhom", &["các ", "cán bộ, công chức", "công chức, viên chức"]),
    (
        "quan-su",
        &[
            "bộ chỉ huy",
            "ban chỉ huy quân sự",
            "ban chỉ huy bộ đội",
            "bộ đội",
            "đồn biên phòng",
        ],
    ),
    ("cong-an", &["công an "]),
    (
        "trung-uong",
        &["thuế ", "cục thuế", "chi cục thuế", "bảo hiểm xã hội", "ngân hàng nhà nước"],
    ),
    ("ban", &["ban quản lý ", "ban chỉ đạo ", "ban điều hành "]),
    ("so", &["sở "]),
    ("phong", &["phòng "]),
    ("ubnd", &["ubnd ", "uỷ ban nhân dân "]),
    (
        "dang",
        &["tỉnh uỷ", "thành uỷ", "huyện uỷ", "đảng uỷ", "uỷ ban mặt trận", "mặt trận tổ quốc"],
    ),
    (
        "doanh-nghiep",
        &[
            "công ty ",
            "tổng công ty ",
            "tập đoàn ",
            "trường ",
            "đại học ",
            "bệnh viện ",
            "trung tâm ",
        ],
    ),
];

/// Offices that the capital directs, wherever the words stand: "Phòng Giao dịch … Kho bạc Nhà nước khu vực …".
const DIRECTED: [&str; 4] = ["kho bạc nhà nước", "chi cục hải quan", "chi cục thống kê", "ngân hàng nhà nước"];

/// The kind of a body that no register has, from its name; `khac` where that does not say it.
fn kind_of(name: &str) -> &'static str {
    let key = fold::match_key(name);
    let begins = |(_, words): &&(&str, &[&str])| words.iter().any(|w| key.starts_with(w));
    match KINDS.iter().find(begins) {
        Some((kind @ "nhom", _)) => kind,
        _ if DIRECTED.iter().any(|w| key.contains(w)) => "trung-uong",
        Some((kind, _)) => kind,
        None => "khac",
    }
}

/// Whether the task, or a heading above it, says "(cũ)" of the name.
fn said_former(notice: &Notice, task: &Task, name: &str) -> bool {
    let key = fold::match_key(name);
    let says = |text: &str| {
        let text = fold::match_key(text);
        key.contains("(cũ)")
            || text
                .match_indices(&key)
                .any(|(i, _)| text[i + key.len()..].trim_start().trim_start_matches('(').starts_with("cũ"))
    };
    if says(&task.text) {
        return true;
    }
    let body = &notice.document.body;
    let mut at = Some(task.block);
    // a parent stands before its child, so the walk ends
    while let Some((i, clause)) = at.and_then(|i| Some((i, body.get(i)?))) {
        if says(&clause.block.text) {
            return true;
        }
        at = clause.parent.filter(|p| *p < i);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_unknown_body_is_read_from_its_name() {
        for (name, kind) in [
            ("Các cơ quan, đơn vị liên quan", "nhom"),
            ("Các hiệp hội", "nhom"),
            ("Cán bộ, công chức, viên chức, người lao động", "nhom"),
            ("Phòng Giao dịch số 3 - Kho bạc Nhà nước khu vực V", "trung-uong"),
            ("Phòng Tài chính - Kế hoạch", "phong"),
            ("UBND xã Hòa Bình", "ubnd"),
            ("Uỷ ban nhân dân phường Tân An", "ubnd"),
            ("Công an xã Tân An", "cong-an"),
            ("Công ty Thủy lợi Mận", "doanh-nghiep"),
            ("Ban Quản lý dự án các công trình thủy lợi", "ban"),
            ("Lực lượng cứu hộ", "khac"),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}

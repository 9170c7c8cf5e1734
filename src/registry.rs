//! The registers of a site: agencies (names, years, successors), indicators, topics, holidays, progress,
//! each laid over the built-in one.

use crate::arena::{Arena, Idx};
use crate::calendar::Day;
use crate::diag::Diagnostics;
use crate::input::Input;
use std::collections::BTreeMap;

pub type AgencyId = Idx<Agency>;

/// A body of the register. A body of the same name before and after a reorganisation is one agency with dated parts.
#[derive(Clone, Debug, Default)]
pub struct Agency {
    pub slug: String,
    /// Official name.
    pub name: String,
    pub short: Vec<String>,
    pub aliases: Vec<String>,
    /// `so`, `ban`, `cong-an`, `quan-su`, `trung-uong`, `ubnd`, `phong`, `nhom` (a group), `doanh-nghiep`, `dang`, `khac`.
    pub kind: String,
    pub parent: Option<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Slugs.
    pub predecessors: Vec<String>,
    pub successors: Vec<String>,
    /// A sentence about its history, shown on its page.
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct IndicatorDef {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    /// Usual unit of its value.
    pub unit: Option<String>,
    /// Plausible range of the value in `unit`.
    pub range: Option<(f64, f64)>,
}

#[derive(Clone, Debug, Default)]
pub struct Topic {
    pub slug: String,
    pub name: String,
    pub aliases: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Holiday {
    pub day: Day,
    pub name: String,
    /// A day off, not only a feast.
    pub off: bool,
}

#[derive(Clone, Debug)]
pub struct ProgressEntry {
    /// Task id, `2026-03/III.1.1`.
    pub task: String,
    /// `chua-bao-cao`, `dang-thuc-hien`, `hoan-thanh`, `hoan-thanh-qua-han`, `xin-gia-han`, `khong-con-hieu-luc`.
    pub status: String,
    pub date: Day,
    pub new_due: Option<Day>,
    pub evidence: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Registry {
    pub agencies: Arena<Agency>,
    pub by_slug: BTreeMap<String, AgencyId>,
    pub indicators: Vec<IndicatorDef>,
    pub topics: Vec<Topic>,
    pub holidays: Vec<Holiday>,
    pub progress: Vec<ProgressEntry>,
}

/// Lays `content/_data` over the built-in registers. Never fails; bad entries are diagnosed and left out.
pub fn load(_input: &Input, _diags: &mut Diagnostics) -> Registry {
    Registry::default()
}

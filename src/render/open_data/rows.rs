//! The objects of the open data and how a site fills them. Keys keep the order of CONTRACT "Open data", because each
//! object is a struct of this file; their JSON Schemas are made from these types, descriptions included.

use super::{Part, task_href, url};
use crate::calendar::{Day, Month};
use crate::config::SiteConfig;
use crate::notice::{Bound, Deadline, Indicator, NoticeKind, Target};
use crate::page;
use crate::page::route::{Api, Route};
use crate::registry::AgencyId;
use crate::site::{Conflict, Contradiction, FigureRef, Lateness, Load, NoticeId, NoticePair, Site, TaskId};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Notice")]
pub struct NoticeJson<'a> {
    #[schemars(extend("const" = "ketluan/notice/1"))]
    pub schema: &'static str,
    #[schemars(
        description = "Mã của văn bản, phần cuối địa chỉ trang; không đổi khi văn bản được sửa",
        regex(pattern = r"^[a-z0-9-]+$")
    )]
    pub id: &'a str,
    #[schemars(description = "Địa chỉ trang của văn bản")]
    pub url: String,
    #[schemars(description = "Loại: thông báo kết luận hoặc công văn", extend("enum" = ["thong-bao-ket-luan", "cong-van"]))]
    pub kind: &'static str,
    #[schemars(description = "Số, ký hiệu")]
    pub number: Option<&'a str>,
    #[schemars(description = "Cơ quan ban hành")]
    pub issuer: Option<&'a str>,
    #[schemars(description = "Địa danh ghi trên văn bản")]
    pub place: Option<&'a str>,
    #[schemars(description = "Ngày ban hành")]
    pub issued: Option<Iso>,
    #[schemars(description = "Ngày họp")]
    pub meeting_date: Option<Iso>,
    #[schemars(description = "Kỳ của phiên họp, năm-tháng", regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub period: Option<String>,
    #[schemars(description = "Người chủ trì phiên họp")]
    pub chair: Option<&'a str>,
    #[schemars(description = "Người ký")]
    pub signer: Option<SignerJson<'a>>,
    #[schemars(description = "Nơi nhận")]
    pub recipients: &'a [String],
    #[schemars(description = "Tiêu đề (trích yếu)")]
    pub title: Option<&'a str>,
    #[schemars(description = "Tệp nguồn của văn bản")]
    pub source: SourceJson<'a>,
    #[schemars(description = "Nhiệm vụ, theo thứ tự trong văn bản")]
    pub tasks: Vec<TaskJson<'a>>,
    #[schemars(description = "Số liệu, theo thứ tự trong văn bản")]
    pub indicators: Vec<IndicatorJson<'a>>,
    #[schemars(description = "Mục tiêu của các chỉ tiêu, theo thứ tự trong văn bản")]
    pub targets: Vec<TargetJson<'a>>,
    #[schemars(description = "Nội dung được thông qua")]
    pub approvals: Vec<&'a str>,
    #[schemars(description = "Văn bản được viện dẫn")]
    pub citations: Vec<CitationJson<'a>>,
}

/// A day as `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Iso(pub Day);

impl JsonSchema for Iso {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
    fn inline_schema() -> bool {
        true
    }
}

impl Serialize for Iso {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Signer")]
pub struct SignerJson<'a> {
    #[schemars(description = "Họ và tên")]
    pub name: &'a str,
    #[schemars(description = "Chức vụ")]
    pub title: Option<&'a str>,
    #[schemars(description = "Quyền hạn ký, ví dụ TL. CHỦ TỊCH")]
    pub authority: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct SourceJson<'a> {
    #[schemars(description = "Đường dẫn của tệp nguồn")]
    pub path: &'a str,
    #[schemars(description = "Mã băm SHA-256 của tệp nguồn", regex(pattern = r"^([0-9a-f]{64})?$"))]
    pub sha256: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Task")]
pub struct TaskJson<'a> {
    #[schemars(description = "Mã nhiệm vụ: mã văn bản, dấu /, mục; thêm ~2, ~3 … cho nhiệm vụ thứ hai, thứ ba … của một mục")]
    pub id: &'a str,
    #[schemars(description = "Địa chỉ của nhiệm vụ trên trang văn bản")]
    pub url: String,
    #[schemars(description = "Mục của văn bản, ví dụ III.1.1")]
    pub clause: String,
    #[schemars(description = "Nội dung nhiệm vụ")]
    pub text: &'a str,
    #[schemars(description = "Cơ quan chủ trì lấy theo tiêu đề mục")]
    pub inherited: bool,
    #[schemars(description = "Đã được người biên tập hiệu chỉnh")]
    pub corrected: bool,
    #[schemars(description = "Cơ quan chủ trì")]
    pub leads: Vec<Body<'a>>,
    #[schemars(description = "Cơ quan phối hợp")]
    pub coordinators: Vec<Body<'a>>,
    #[schemars(description = "Thời hạn; trống khi văn bản không nêu")]
    pub deadlines: Vec<DeadlineJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub struct Body<'a> {
    #[schemars(description = "Mã cơ quan, như trong agencies", regex(pattern = r"^[a-z0-9-]+$"))]
    pub id: &'a str,
    #[schemars(description = "Tên cơ quan như văn bản gọi vào thời điểm đó")]
    pub name: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Deadline")]
pub struct DeadlineJson<'a> {
    #[schemars(description = "Cụm từ chỉ thời hạn, nguyên văn")]
    pub quote: &'a str,
    #[schemars(
        description = "Ngày đến hạn; trống khi không có ngày cụ thể; trong bộ dữ liệu thời hạn là ngày đang áp dụng, kể cả khi được gia hạn"
    )]
    pub due: Option<Iso>,
    #[schemars(description = "Cách tính: before là trước ngày, by là chậm nhất ngày, within là trong khoảng, event là gắn với sự kiện, recurring là định kỳ", extend("enum" = ["before", "by", "within", "event", "recurring"]))]
    pub bound: &'static str,
    #[schemars(
        description = "Chu kỳ của thời hạn định kỳ theo ISO 8601, ví dụ P1W là hằng tuần",
        regex(pattern = r"^P([0-9]+[DWMY]|T[0-9]+H)$")
    )]
    pub every: Option<&'a str>,
    #[schemars(description = "Thứ trong tuần của thời hạn định kỳ, 1 là thứ Hai", range(min = 1, max = 7))]
    pub weekday: Option<u32>,
    #[schemars(description = "Ngày trong tháng của thời hạn định kỳ", range(min = 1, max = 31))]
    pub day: Option<u32>,
    #[schemars(description = "Giờ, nếu văn bản nêu", regex(pattern = r"^[0-9]{2}:[0-9]{2}$"))]
    pub time: Option<&'a str>,
    #[schemars(description = "Ngày được quy đổi từ âm lịch")]
    pub lunar: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Indicator")]
pub struct IndicatorJson<'a> {
    #[schemars(description = "Mã chỉ tiêu; other: và tên viết liền cho chỉ tiêu ngoài danh mục")]
    pub id: &'a str,
    #[schemars(description = "Tên chỉ tiêu như văn bản gọi")]
    pub label: &'a str,
    #[schemars(description = "Giá trị, tính theo đơn vị ở unit")]
    pub value: Option<f64>,
    #[schemars(description = "Đơn vị, ví dụ tỷ đồng, %")]
    pub unit: Option<&'a str>,
    #[schemars(
        description = "Kỳ số liệu: 2026-03, 2026-Q1, 2026 hoặc 2026-01/2026-03",
        regex(pattern = r"^[0-9]{4}(-Q[1-4]|-[0-9]{2}(/[0-9]{4}-[0-9]{2})?)?$")
    )]
    pub span: Option<String>,
    #[schemars(description = "Câu nêu số liệu, nguyên văn")]
    pub quote: &'a str,
    #[schemars(description = "Mục của văn bản")]
    pub clause: String,
    #[schemars(description = "Các mức so sánh nêu kèm")]
    pub comparisons: Vec<ComparisonJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Comparison")]
pub struct ComparisonJson<'a> {
    #[schemars(description = "So với: yoy cùng kỳ năm trước, mom kỳ trước, plan kế hoạch, central_budget dự toán Trung ương giao, local_budget dự toán địa phương giao, scenario kịch bản, plan_pm kế hoạch Thủ tướng giao, assigned mức được giao", extend("enum" = ["yoy", "mom", "plan", "central_budget", "local_budget", "scenario", "plan_pm", "assigned", null]))]
    pub basis: Option<&'static str>,
    #[schemars(description = "Mức so sánh")]
    pub value: f64,
    #[schemars(description = "Đơn vị của mức so sánh")]
    pub unit: &'a str,
    #[schemars(description = "true: bằng chừng ấy của mốc so sánh; false: tăng hoặc giảm chừng ấy")]
    pub level: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Citation")]
pub struct CitationJson<'a> {
    #[schemars(description = "Số, ký hiệu của văn bản được viện dẫn")]
    pub number: &'a str,
    #[schemars(description = "Câu viện dẫn, nguyên văn")]
    pub quote: &'a str,
}

pub fn notice<'a>(site: &'a Site, config: &SiteConfig, id: NoticeId) -> NoticeJson<'a> {
    let entry = &site.notices[id];
    let n = &entry.notice;
    let h = &n.head;
    NoticeJson {
        schema: "ketluan/notice/1",
        id: &entry.id,
        url: url(config, &Route::Notice(entry.id.clone()).address()),
        kind: kind_name(h.kind),
        number: h.number.as_deref(),
        issuer: h.issuer.as_deref(),
        place: h.place.as_deref(),
        issued: h.issued.map(Iso),
        meeting_date: h.meeting_date.map(Iso),
        period: h.period.map(|m| m.to_string()),
        chair: h.chair.as_deref(),
        signer: h.signer.as_ref().map(|s| SignerJson {
            name: &s.name,
            title: s.title.as_deref(),
            authority: s.authority.as_deref(),
        }),
        recipients: &h.recipients,
        title: h.title.as_deref(),
        source: SourceJson {
            path: &n.document.path,
            sha256: &n.document.sha256,
        },
        tasks: entry.tasks.iter().map(|t| task(site, config, *t)).collect(),
        indicators: n.indicators.iter().map(indicator).collect(),
        targets: n.targets.iter().map(target).collect(),
        approvals: n.approvals.iter().map(|a| a.text.as_str()).collect(),
        citations: n
            .citations
            .iter()
            .map(|c| CitationJson {
                number: &c.number,
                quote: &c.quote,
            })
            .collect(),
    }
}

pub fn task<'a>(site: &'a Site, config: &SiteConfig, id: TaskId) -> TaskJson<'a> {
    let t = site.task(id);
    let row = &site.tasks[id];
    TaskJson {
        id: &row.id,
        url: url(config, &task_href(site, id)),
        clause: t.clause.to_string(),
        text: &t.text,
        inherited: t.certainty == crate::notice::Certainty::Inherited,
        corrected: t.corrected,
        leads: bodies(site, &row.leads, &t.leads),
        coordinators: bodies(site, &row.coordinators, &t.coordinators),
        deadlines: t.deadlines.iter().map(deadline).collect(),
    }
}

/// Slug of the linked agency with the name as the notice has it: "Sở Kế hoạch và Đầu tư" keeps its name of the time.
pub fn bodies<'a>(site: &'a Site, linked: &[AgencyId], mentions: &'a [crate::notice::Mention]) -> Vec<Body<'a>> {
    let paired = linked.len() == mentions.len();
    let of = |(i, agency): (usize, &AgencyId)| {
        let agency = &site.agencies[*agency];
        // Where linking joined names, the slug finds them again: the offices of two districts are one body of the register.
        let mut names: Vec<&str> = match mentions.get(i).filter(|_| paired) {
            Some(one) => vec![&one.name],
            None => mentions
                .iter()
                .filter(|m| m.slug.as_ref() == Some(&agency.slug))
                .map(|m| m.name.as_str())
                .collect(),
        };
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        if names.is_empty() {
            names.push(&agency.name);
        }
        names.into_iter().map(|name| Body { id: &agency.slug, name })
    };
    linked.iter().enumerate().flat_map(of).collect()
}

pub fn deadline(d: &Deadline) -> DeadlineJson<'_> {
    let (every, weekday, day) = match &d.bound {
        Bound::Every { every, weekday, day } => (Some(every.as_str()), *weekday, *day),
        _ => (None, None, None),
    };
    DeadlineJson {
        quote: &d.quote,
        due: d.bound.due().map(Iso),
        bound: d.bound.name(),
        every,
        weekday,
        day,
        time: d.time.as_deref(),
        lunar: d.lunar,
    }
}

pub fn indicator(i: &Indicator) -> IndicatorJson<'_> {
    IndicatorJson {
        id: &i.id,
        label: &i.label,
        value: i.stated(),
        unit: i.stated().and(i.unit.as_deref()),
        span: i.span_of_time.map(|p| p.to_string()),
        quote: &i.quote,
        clause: i.clause.to_string(),
        comparisons: i
            .comparisons
            .iter()
            .map(|c| ComparisonJson {
                basis: c.basis,
                value: c.value,
                unit: &c.unit,
                level: c.level,
            })
            .collect(),
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Target")]
pub struct TargetJson<'a> {
    #[schemars(description = "Mã chỉ tiêu")]
    pub indicator: &'a str,
    #[schemars(description = "Mức cần đạt, hoặc mức tăng so với cùng kỳ năm trước")]
    pub value: f64,
    #[schemars(description = "Đơn vị")]
    pub unit: &'a str,
    #[schemars(description = "Đúng: value là mức tăng; sai: value là giá trị cần đạt")]
    pub growth: bool,
    #[schemars(description = "Văn bản ghi “trở lên”, “trên”, “tối thiểu”")]
    pub at_least: bool,
    #[schemars(description = "Kỳ: 2026, 2026-Q1, 2026-03 hoặc 2026-01/2026-06")]
    pub span: String,
    #[schemars(description = "Nguyên văn")]
    pub quote: &'a str,
    #[schemars(description = "Mục")]
    pub clause: String,
}

fn target(t: &Target) -> TargetJson<'_> {
    TargetJson {
        indicator: &t.id,
        value: t.value,
        unit: &t.unit,
        growth: t.growth,
        at_least: t.at_least,
        span: t.period.to_string(),
        quote: &t.quote,
        clause: t.clause.to_string(),
    }
}

/// An entry of a list together with the notice it stands in.
#[derive(Serialize, JsonSchema)]
pub struct InNotice<'a, T: Serialize> {
    #[schemars(description = "Mã của văn bản", regex(pattern = r"^[a-z0-9-]+$"))]
    pub notice: &'a str,
    #[serde(flatten)]
    pub entry: T,
}

/// Tasks with their notice, newest notice first.
pub fn task_rows<'a>(site: &'a Site, config: &'a SiteConfig, part: Part<'a>) -> impl Iterator<Item = InNotice<'a, TaskJson<'a>>> {
    part.tasks(site).into_iter().map(move |id| InNotice {
        notice: &site.notices[site.tasks[id].notice].id,
        entry: task(site, config, id),
    })
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Agency")]
pub struct AgencyJson<'a> {
    #[schemars(description = "Mã cơ quan, phần cuối địa chỉ trang", regex(pattern = r"^[a-z0-9-]+$"))]
    pub id: &'a str,
    #[schemars(description = "Địa chỉ trang của cơ quan")]
    pub url: String,
    #[schemars(description = "Tên chính thức")]
    pub name: &'a str,
    #[schemars(description = "Tên viết tắt")]
    pub short: &'a [String],
    #[schemars(description = "Tên gọi khác trong văn bản")]
    pub aliases: &'a [String],
    #[schemars(description = "Loại cơ quan")]
    pub kind: &'a str,
    #[schemars(description = "Mã cơ quan cấp trên")]
    pub parent: Option<&'a str>,
    #[schemars(description = "Hoạt động từ ngày")]
    pub from: Option<Iso>,
    #[schemars(description = "Hoạt động đến ngày")]
    pub to: Option<Iso>,
    #[schemars(description = "Mã các cơ quan tiền thân")]
    pub predecessors: &'a [String],
    #[schemars(description = "Mã các cơ quan kế thừa")]
    pub successors: &'a [String],
    #[schemars(description = "Ghi chú về lịch sử")]
    pub note: Option<&'a str>,
    #[schemars(description = "Số nhiệm vụ chủ trì")]
    pub leads: usize,
    #[schemars(description = "Số nhiệm vụ phối hợp")]
    pub coordinates: usize,
}

pub fn agencies<'a>(site: &'a Site, config: &'a SiteConfig) -> impl Iterator<Item = AgencyJson<'a>> {
    site.agencies.iter().map(move |(id, a)| AgencyJson {
        id: &a.slug,
        url: url(config, &Route::Agency(a.slug.clone()).address()),
        name: &a.name,
        short: &a.short,
        aliases: &a.aliases,
        kind: &a.kind,
        parent: a.parent.as_deref(),
        from: a.from.map(Iso),
        to: a.to.map(Iso),
        predecessors: &a.predecessors,
        successors: &a.successors,
        note: a.note.as_deref(),
        leads: site.led.get(&id).map_or(0, Vec::len),
        coordinates: site.coordinated.get(&id).map_or(0, Vec::len),
    })
}

#[derive(Serialize, JsonSchema)]
pub struct DeadlineRow<'a> {
    #[schemars(description = "Mã nhiệm vụ")]
    pub task: &'a str,
    /// Which of the task's deadlines, from 1.
    #[schemars(description = "Thời hạn thứ mấy của nhiệm vụ, từ 1")]
    pub ordinal: usize,
    #[schemars(description = "Địa chỉ của nhiệm vụ")]
    pub url: String,
    #[serde(flatten)]
    pub deadline: DeadlineJson<'a>,
    #[schemars(description = "Cơ quan chủ trì")]
    pub leads: Vec<Body<'a>>,
    #[schemars(description = "Cơ quan phối hợp")]
    pub coordinators: Vec<Body<'a>>,
    #[schemars(description = "Ngày theo văn bản, trước khi được gia hạn; bằng due khi không gia hạn")]
    pub due_in_notice: Option<Iso>,
}

/// Dated deadlines by day, then those without a day.
pub fn deadlines<'a>(site: &'a Site, config: &'a SiteConfig, part: Part<'a>) -> impl Iterator<Item = InNotice<'a, DeadlineRow<'a>>> {
    let slots = site.by_day.values().flatten().chain(&site.undated);
    slots
        .filter(move |(id, _)| part.has(site.notices[site.tasks[*id].notice].year))
        .filter_map(move |(id, i)| deadline_row(site, config, *id, *i))
}

fn deadline_row<'a>(site: &'a Site, config: &SiteConfig, id: TaskId, i: usize) -> Option<InNotice<'a, DeadlineRow<'a>>> {
    let t = site.task(id);
    let row = &site.tasks[id];
    Some(InNotice {
        notice: &site.notices[row.notice].id,
        entry: DeadlineRow {
            task: &row.id,
            ordinal: i + 1,
            url: url(config, &task_href(site, id)),
            // in this list the day that counts now: one that was put off stands on its new day
            deadline: DeadlineJson {
                due: site.due(id, i).map(Iso),
                ..deadline(t.deadlines.get(i)?)
            },
            due_in_notice: t.deadlines.get(i)?.bound.due().map(Iso),
            leads: bodies(site, &row.leads, &t.leads),
            coordinators: bodies(site, &row.coordinators, &t.coordinators),
        },
    })
}

/// A figure with its notice.
pub fn observation(site: &Site, (n, i): FigureRef) -> Option<InNotice<'_, IndicatorJson<'_>>> {
    let entry = &site.notices[n];
    Some(InNotice {
        notice: &entry.id,
        entry: indicator(entry.notice.indicators.get(i)?),
    })
}

/// Figures of each indicator in order of time.
pub fn figures<'a>(site: &'a Site, part: Part<'a>) -> impl Iterator<Item = FigureRef> + 'a {
    let all = site.series.values().flatten().copied();
    all.filter(move |(n, _)| part.has(site.notices[*n].year))
}

pub fn indicators<'a>(site: &'a Site, part: Part<'a>) -> impl Iterator<Item = InNotice<'a, IndicatorJson<'a>>> {
    figures(site, part).filter_map(move |r| observation(site, r))
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Pair")]
pub struct PairJson<'a> {
    #[schemars(description = "Mã văn bản trước", regex(pattern = r"^[a-z0-9-]+$"))]
    pub earlier: &'a str,
    #[schemars(description = "Mã văn bản sau", regex(pattern = r"^[a-z0-9-]+$"))]
    pub later: &'a str,
    #[schemars(description = "Nhiệm vụ được tiếp tục")]
    pub continued: Vec<ContinuedJson<'a>>,
    #[schemars(description = "Mã nhiệm vụ mới")]
    pub new: Vec<&'a str>,
    #[schemars(description = "Mã nhiệm vụ không nhắc lại")]
    pub dropped: Vec<&'a str>,
    #[schemars(description = "Số liệu đặt cạnh nhau")]
    pub figures: Vec<FigurePairJson<'a>>,
    #[schemars(description = "Số nhiệm vụ của từng cơ quan")]
    pub load: Vec<LoadJson<'a>>,
    #[schemars(description = "Số liệu của hai văn bản không khớp nhau")]
    pub contradictions: Vec<ContradictionJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Contradiction")]
pub struct ContradictionJson<'a> {
    #[schemars(description = "Mã chỉ tiêu")]
    pub indicator: &'a str,
    #[schemars(description = "value: một kỳ hai giá trị; growth: một kỳ hai mức tăng, giảm; not-borne-out: mức tăng, giảm không khớp với hai giá trị", extend("enum" = ["value", "growth", "not-borne-out"]))]
    pub kind: &'static str,
    #[schemars(description = "So với: yoy cùng kỳ năm trước, mom tháng trước; null khi hai giá trị khác nhau")]
    pub basis: Option<&'static str>,
    #[schemars(description = "Mức tăng, giảm mà văn bản sau nêu")]
    pub stated: Option<f64>,
    #[schemars(description = "Mức mà văn bản trước nêu, hoặc tính ra từ hai giá trị")]
    pub other: Option<f64>,
    #[schemars(description = "Mã văn bản trước", regex(pattern = r"^[a-z0-9-]+$"))]
    pub earlier_notice: &'a str,
    #[schemars(description = "Số liệu của văn bản trước, với nguyên văn và mục")]
    pub earlier: IndicatorJson<'a>,
    #[schemars(description = "Mã văn bản sau", regex(pattern = r"^[a-z0-9-]+$"))]
    pub later_notice: &'a str,
    #[schemars(description = "Số liệu của văn bản sau, với nguyên văn và mục")]
    pub later: IndicatorJson<'a>,
}

fn contradiction<'a>(site: &'a Site, found: &'a Contradiction) -> ContradictionJson<'a> {
    let figure = |(n, i): FigureRef| indicator(&site.notices[n].notice.indicators[i]);
    let (kind, stated, other) = match found.conflict {
        Conflict::Value => ("value", None, None),
        Conflict::Growth { earlier, later } => ("growth", Some(later), Some(earlier)),
        Conflict::NotBorneOut { stated, real, .. } => ("not-borne-out", Some(stated), Some(real)),
    };
    ContradictionJson {
        indicator: &found.indicator,
        kind,
        basis: found.basis,
        stated,
        other,
        earlier_notice: &site.notices[found.earlier.0].id,
        earlier: figure(found.earlier),
        later_notice: &site.notices[found.later.0].id,
        later: figure(found.later),
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Continued")]
pub struct ContinuedJson<'a> {
    #[schemars(description = "Mã nhiệm vụ trước")]
    pub earlier: &'a str,
    #[schemars(description = "Mã nhiệm vụ sau")]
    pub later: &'a str,
    #[schemars(description = "Mức giống nhau, từ 0 đến 1", range(min = 0, max = 1))]
    pub strength: f64,
    #[schemars(description = "true: chắc là cùng việc; false: chỉ có thể là cùng việc")]
    pub sure: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FigurePair")]
pub struct FigurePairJson<'a> {
    #[schemars(description = "Mã chỉ tiêu")]
    pub indicator: &'a str,
    #[schemars(description = "Số liệu của văn bản trước")]
    pub earlier: Option<IndicatorJson<'a>>,
    #[schemars(description = "Số liệu của văn bản sau")]
    pub later: Option<IndicatorJson<'a>>,
    #[schemars(description = "Chênh lệch, chỉ khi hai số liệu so sánh được")]
    pub change: Option<f64>,
    #[schemars(description = "Vì sao không so sánh được")]
    pub reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Load")]
pub struct LoadJson<'a> {
    #[schemars(description = "Mã cơ quan", regex(pattern = r"^[a-z0-9-]+$"))]
    pub agency: &'a str,
    #[schemars(description = "Ở văn bản trước")]
    pub earlier: LoadOf,
    #[schemars(description = "Ở văn bản sau")]
    pub later: LoadOf,
}

#[derive(Serialize, JsonSchema)]
pub struct LoadOf {
    #[schemars(description = "Số nhiệm vụ chủ trì")]
    pub leads: usize,
    #[schemars(description = "Số nhiệm vụ phối hợp")]
    pub coordinates: usize,
}

impl From<&crate::site::Load> for LoadOf {
    fn from(l: &crate::site::Load) -> LoadOf {
        LoadOf {
            leads: l.leads,
            coordinates: l.coordinates,
        }
    }
}

pub fn comparisons<'a>(site: &'a Site, part: Part<'a>) -> impl Iterator<Item = PairJson<'a>> {
    let task_id = move |t: &TaskId| site.tasks[*t].id.as_str();
    let figure = move |r: &Option<FigureRef>| r.and_then(|(n, i)| site.notices[n].notice.indicators.get(i)).map(indicator);
    let pairs = site.pairs.iter().filter(move |p| part.has(site.notices[p.later].year));
    pairs.map(move |p| PairJson {
        earlier: &site.notices[p.earlier].id,
        later: &site.notices[p.later].id,
        continued: p
            .continued
            .iter()
            .map(|c| ContinuedJson {
                earlier: task_id(&c.earlier),
                later: task_id(&c.later),
                strength: thousandths(c.strength),
                sure: c.sure,
            })
            .collect(),
        new: p.new.iter().map(task_id).collect(),
        dropped: p.dropped.iter().map(task_id).collect(),
        figures: p
            .figures
            .iter()
            .map(|f| FigurePairJson {
                indicator: &f.indicator,
                earlier: figure(&f.earlier),
                later: figure(&f.later),
                change: f.change,
                reason: f.reason.as_ref().map(|r| page::comparison::apart_words(&site.words, r)),
            })
            .collect(),
        load: loads(site, p)
            .into_iter()
            .map(|(slug, earlier, later)| LoadJson {
                agency: slug,
                earlier: earlier.into(),
                later: later.into(),
            })
            .collect(),
        contradictions: p.contradictions.iter().map(|c| contradiction(site, c)).collect(),
    })
}

/// How much each agency had to do, by slug: numbers of agencies change with any notice of the archive.
pub fn loads<'a>(site: &'a Site, pair: &'a NoticePair) -> Vec<(&'a str, &'a Load, &'a Load)> {
    let load = pair
        .load
        .iter()
        .map(|(a, earlier, later)| (site.agencies[*a].slug.as_str(), earlier, later));
    let mut load: Vec<_> = load.collect();
    load.sort_by_key(|l| l.0);
    load
}

/// More digits of a strength mean nothing.
pub fn thousandths(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cited")]
pub struct CitedJson<'a> {
    #[schemars(description = "Số, ký hiệu")]
    pub number: &'a str,
    #[schemars(description = "Nơi viện dẫn")]
    pub cited_by: Vec<CitedByJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CitedBy")]
pub struct CitedByJson<'a> {
    #[schemars(description = "Mã của văn bản viện dẫn", regex(pattern = r"^[a-z0-9-]+$"))]
    pub notice: &'a str,
    #[schemars(description = "Mục")]
    pub clause: String,
    #[schemars(description = "Câu viện dẫn, nguyên văn")]
    pub quote: &'a str,
    #[schemars(description = "Thứ tự trong văn bản, từ 1")]
    pub ordinal: usize,
    #[schemars(
        description = "Ngày ban hành của văn bản được viện dẫn tại đây, phân biệt các văn bản cùng số của nhiều năm; trống khi không rõ"
    )]
    pub issued: Option<Iso>,
    #[schemars(description = "Năm ban hành của văn bản được viện dẫn tại đây; trống khi không rõ")]
    pub issued_year: Option<i32>,
}

pub fn citations(site: &Site) -> impl Iterator<Item = CitedJson<'_>> {
    site.citations.iter().map(|(number, by)| {
        let documents = page::cited::documents(site, number, by);
        let issued: BTreeMap<_, _> = documents
            .into_iter()
            .flat_map(|(issued, places)| places.into_iter().map(move |p| (p, issued)))
            .collect();
        let cited_by = by.iter().filter_map(|(n, i)| {
            let entry = &site.notices[*n];
            let c = entry.notice.citations.get(*i)?;
            let issued = issued.get(&(*n, *i));
            Some(CitedByJson {
                notice: &entry.id,
                clause: c.clause.to_string(),
                quote: &c.quote,
                ordinal: *i + 1,
                issued: issued.and_then(|i| i.day()).map(Iso),
                issued_year: issued.and_then(|i| i.year()),
            })
        });
        CitedJson {
            number,
            cited_by: cited_by.collect(),
        }
    })
}

#[derive(Serialize, JsonSchema)]
pub struct NoticeRow<'a> {
    #[schemars(description = "Mã của văn bản", regex(pattern = r"^[a-z0-9-]+$"))]
    pub id: &'a str,
    #[schemars(description = "Địa chỉ trang của văn bản")]
    pub url: String,
    #[schemars(description = "Loại: thông báo kết luận hoặc công văn", extend("enum" = ["thong-bao-ket-luan", "cong-van"]))]
    pub kind: &'static str,
    #[schemars(description = "Số, ký hiệu")]
    pub number: Option<&'a str>,
    #[schemars(description = "Cơ quan ban hành")]
    pub issuer: Option<&'a str>,
    #[schemars(description = "Ngày ban hành")]
    pub issued: Option<Iso>,
    #[schemars(description = "Ngày họp")]
    pub meeting_date: Option<Iso>,
    #[schemars(description = "Kỳ của phiên họp, năm-tháng", regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub period: Option<String>,
    #[schemars(description = "Tiêu đề (trích yếu)")]
    pub title: Option<&'a str>,
    #[schemars(description = "Số nhiệm vụ")]
    pub tasks: usize,
    #[schemars(description = "Số số liệu")]
    pub indicators: usize,
    #[schemars(description = "Mã băm SHA-256 của tệp nguồn", regex(pattern = r"^([0-9a-f]{64})?$"))]
    pub sha256: &'a str,
}

/// All notices, newest first.
pub fn notices<'a>(site: &'a Site, config: &'a SiteConfig) -> impl Iterator<Item = NoticeRow<'a>> {
    site.order.iter().map(move |id| {
        let entry = &site.notices[*id];
        let h = &entry.notice.head;
        NoticeRow {
            id: &entry.id,
            url: url(config, &Route::Notice(entry.id.clone()).address()),
            kind: kind_name(h.kind),
            number: h.number.as_deref(),
            issuer: h.issuer.as_deref(),
            issued: h.issued.map(Iso),
            meeting_date: h.meeting_date.map(Iso),
            period: h.period.map(|m| m.to_string()),
            title: h.title.as_deref(),
            tasks: entry.tasks.len(),
            indicators: entry.notice.indicators.len(),
            sha256: &entry.notice.document.sha256,
        }
    })
}

fn kind_name(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Conclusion => "thong-bao-ket-luan",
        NoticeKind::Dispatch => "cong-van",
    }
}

#[derive(Serialize, JsonSchema)]
pub struct ProgressRow<'a> {
    #[schemars(description = "Mã nhiệm vụ")]
    pub task: &'a str,
    #[schemars(
        description = "Tình trạng",
        extend("enum" = ["chua-bao-cao", "dang-thuc-hien", "hoan-thanh", "hoan-thanh-qua-han", "xin-gia-han", "khong-con-hieu-luc", "khong-phat-sinh-nhiem-vu"])
    )]
    pub status: &'a str,
    #[schemars(description = "Ngày báo cáo")]
    pub date: Iso,
    #[schemars(description = "Ngày hoàn thành, nếu khác ngày báo cáo")]
    pub completed: Option<Iso>,
    #[schemars(description = "Thời hạn mới được đề nghị")]
    pub new_due: Option<Iso>,
    #[schemars(description = "Lý do xin gia hạn")]
    pub reason: Option<&'a str>,
    #[schemars(description = "Người hoặc cơ quan đồng ý gia hạn")]
    pub agreed_by: Option<&'a str>,
    #[schemars(description = "Thời hạn thứ mấy của nhiệm vụ được dời, từ 1")]
    pub deadline: Option<usize>,
    #[schemars(description = "Căn cứ, ví dụ số báo cáo")]
    pub evidence: Option<&'a str>,
    #[schemars(description = "Địa chỉ của báo cáo")]
    pub link: Option<&'a str>,
    #[schemars(description = "Ghi chú")]
    pub note: Option<&'a str>,
}

/// Reports of progress in the order of the register.
pub fn progress(site: &Site) -> impl Iterator<Item = ProgressRow<'_>> {
    site.registry.progress.iter().map(|p| ProgressRow {
        task: &p.task,
        status: p.status.key(),
        date: Iso(p.date),
        completed: p.completed.map(Iso),
        new_due: p.new_due.map(Iso),
        reason: p.reason.as_deref(),
        agreed_by: p.agreed_by.as_deref(),
        deadline: p.deadline,
        evidence: p.evidence.as_deref(),
        link: p.link.as_deref(),
        note: p.note.as_deref(),
    })
}

// ---- small files for programs ----

#[derive(Serialize, JsonSchema)]
pub struct OpenTasks<'a> {
    #[schemars(extend("const" = "ketluan/agency/1"))]
    pub schema: &'static str,
    #[schemars(description = "Mã cơ quan", regex(pattern = r"^[a-z0-9-]+$"))]
    pub agency: &'a str,
    #[schemars(description = "Tên cơ quan")]
    pub name: &'a str,
    #[schemars(description = "Ngày mà quá hạn được tính đến")]
    pub date: Iso,
    #[schemars(description = "Nhiệm vụ chưa có báo cáo hoàn thành, theo ngày đến hạn")]
    pub tasks: Vec<OpenTask<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub struct OpenTask<'a> {
    #[schemars(description = "Vai trò: leads là chủ trì, coordinates là phối hợp", extend("enum" = ["leads", "coordinates"]))]
    pub role: &'static str,
    #[schemars(description = "Ngày đến hạn sớm nhất")]
    pub due: Option<Iso>,
    #[schemars(description = "Đã qua hạn")]
    pub late: bool,
    #[serde(flatten)]
    pub task: InNotice<'a, TaskJson<'a>>,
}

/// Whether a program would still ask for a task: not reported as done, and neither late for so long that it has left
/// the warnings, nor without a day in a notice of more than a year ago.
pub fn is_open(site: &Site, id: TaskId) -> bool {
    let mut dated = false;
    for i in 0..site.task(id).deadlines.len() {
        match site.lateness(id, i) {
            Lateness::Done => return false,
            Lateness::Due(_) => return true,
            Lateness::Late(n) if n <= site.stale_after => return true,
            Lateness::Late(_) => dated = true,
            Lateness::Undated => {}
        }
    }
    let entry = &site.notices[site.tasks[id].notice];
    !site.is_closed(id) && !dated && entry.day.is_some_and(|d| (site.today - d).num_days() <= 366)
}

pub fn open_tasks<'a>(site: &'a Site, config: &SiteConfig, agency: AgencyId) -> OpenTasks<'a> {
    let led = site.led.get(&agency).map(Vec::as_slice).unwrap_or_default();
    let coordinated = site.coordinated.get(&agency).map(Vec::as_slice).unwrap_or_default();
    let mut rows: Vec<(&'static str, TaskId)> = led.iter().map(|t| ("leads", *t)).collect();
    let leads: BTreeSet<&TaskId> = led.iter().collect();
    rows.extend(coordinated.iter().filter(|t| !leads.contains(t)).map(|t| ("coordinates", *t)));
    rows.retain(|(_, t)| is_open(site, *t));
    // those with a day first, by day
    rows.sort_by_key(|(_, t)| (site.first_due(*t).is_none(), site.first_due(*t).map(|d| d.1), *t));
    let a = &site.agencies[agency];
    OpenTasks {
        schema: "ketluan/agency/1",
        agency: &a.slug,
        name: &a.name,
        date: Iso(site.today),
        tasks: rows
            .into_iter()
            .map(|(role, t)| OpenTask {
                role,
                due: site.first_due(t).map(|d| Iso(d.1)),
                late: (0..site.task(t).deadlines.len()).any(|i| matches!(site.lateness(t, i), Lateness::Late(_))),
                task: InNotice {
                    notice: &site.notices[site.tasks[t].notice].id,
                    entry: task(site, config, t),
                },
            })
            .collect(),
    }
}

#[derive(Serialize, JsonSchema)]
pub struct DueMonth<'a> {
    #[schemars(extend("const" = "ketluan/due/1"))]
    pub schema: &'static str,
    #[schemars(description = "Tháng", regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub month: String,
    #[schemars(description = "Thời hạn trong tháng, theo ngày")]
    pub deadlines: Vec<DueRow<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub struct DueRow<'a> {
    #[schemars(description = "Nội dung nhiệm vụ, rút gọn")]
    pub text: String,
    #[serde(flatten)]
    pub row: InNotice<'a, DeadlineRow<'a>>,
}

pub fn due_month<'a>(site: &'a Site, config: &SiteConfig, month: Month) -> DueMonth<'a> {
    let deadlines = site
        .by_day
        .range(month.first_day()..=month.last_day())
        .flat_map(|(_, slots)| slots)
        .filter_map(|(id, i)| {
            Some(DueRow {
                text: page::excerpt(&site.task(*id).text, 160),
                row: deadline_row(site, config, *id, *i)?,
            })
        })
        .collect();
    DueMonth {
        schema: "ketluan/due/1",
        month: month.to_string(),
        deadlines,
    }
}

#[derive(Serialize, JsonSchema)]
pub struct Series<'a> {
    #[schemars(extend("const" = "ketluan/series/1"))]
    pub schema: &'static str,
    #[schemars(description = "Mã chỉ tiêu")]
    pub indicator: &'a str,
    #[schemars(description = "Số liệu theo thời gian")]
    pub observations: Vec<InNotice<'a, IndicatorJson<'a>>>,
    #[schemars(description = "Số liệu không khớp nhau giữa các văn bản")]
    pub contradictions: Vec<ContradictionJson<'a>>,
}

pub fn series<'a>(site: &'a Site, id: &'a str) -> Series<'a> {
    let found = site.series.get(id).map(Vec::as_slice).unwrap_or_default();
    Series {
        schema: "ketluan/series/1",
        indicator: id,
        observations: found.iter().filter_map(|r| observation(site, *r)).collect(),
        contradictions: site
            .contradictions
            .get(id)
            .into_iter()
            .flatten()
            .map(|c| contradiction(site, c))
            .collect(),
    }
}

#[derive(Serialize, JsonSchema)]
pub struct ApiIndex<'a> {
    #[schemars(extend("const" = "ketluan/v1/1"))]
    pub schema: &'static str,
    #[schemars(description = "Ngày mà quá hạn được tính đến")]
    pub date: Iso,
    #[schemars(description = "Cơ quan: tệp nhiệm vụ chưa hoàn thành của từng cơ quan")]
    pub agencies: Vec<ApiLink<'a>>,
    #[schemars(description = "Tháng có thời hạn")]
    pub months: Vec<ApiLink<'a>>,
    #[schemars(description = "Chỉ tiêu: chuỗi số liệu của từng chỉ tiêu")]
    pub indicators: Vec<ApiLink<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub struct ApiLink<'a> {
    #[schemars(description = "Mã")]
    pub id: std::borrow::Cow<'a, str>,
    #[schemars(description = "Tên")]
    pub name: Option<&'a str>,
    #[schemars(description = "Địa chỉ tệp")]
    pub url: String,
}

/// What small files there are.
pub fn api_index<'a>(site: &'a Site, config: &SiteConfig) -> ApiIndex<'a> {
    ApiIndex {
        schema: "ketluan/v1/1",
        date: Iso(site.today),
        agencies: site
            .agencies
            .iter()
            .map(|(_, a)| ApiLink {
                id: a.slug.as_str().into(),
                name: Some(&a.name),
                url: url(config, &Api::Agency(&a.slug).address()),
            })
            .collect(),
        months: site
            .due_months()
            .into_iter()
            .map(|m| ApiLink {
                id: m.to_string().into(),
                name: None,
                url: url(config, &Api::Month(m).address()),
            })
            .collect(),
        indicators: site
            .series
            .iter()
            .map(|(id, figures)| ApiLink {
                id: id.as_str().into(),
                name: figures
                    .first()
                    .and_then(|(n, i)| Some(site.notices[*n].notice.indicators.get(*i)?.label.as_str())),
                url: url(config, &Api::Indicator(id).address()),
            })
            .collect(),
    }
}

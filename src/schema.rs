//! JSON Schemas of what people write: notices in YAML, registers, settings. For editors; the program itself reads more
//! patiently and says what it did with the rest. The schemas of the published data are elsewhere (`/du-lieu/schema/`).
#![expect(dead_code, reason = "these types are only looked at by the schema's derivation")]

use schemars::{JsonSchema, schema_for};
use serde_json::Value;
use std::collections::BTreeMap;

/// Names under which `of` gives a schema.
pub const NAMES: [&str; 7] = ["notice", "agencies", "indicators", "topics", "holidays", "progress", "config"];

/// The schema of a name of `NAMES`; `None` for another.
pub fn of(name: &str) -> Option<Value> {
    let schema = match name {
        "notice" => schema_for!(Notice),
        "agencies" => schema_for!(BTreeMap<Slug, Agency>),
        "indicators" => schema_for!(BTreeMap<Slug, Indicator>),
        "topics" => schema_for!(BTreeMap<Slug, Topic>),
        "holidays" => schema_for!(Vec<Holiday>),
        "progress" => schema_for!(Vec<Progress>),
        "config" => schema_for!(Config),
        _ => return None,
    };
    let mut value = schema.to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("$id".into(), format!("https://ketluan.invalid/schema/{name}.json").into());
        object.insert("title".into(), format!("ketluan: {name}").into());
    }
    Some(value)
}

/// Chữ; số và true/false cũng đọc như chữ.
#[derive(JsonSchema)]
#[serde(untagged)]
enum Words {
    Text(String),
    Number(f64),
}

/// Một chữ hoặc một danh sách.
#[derive(JsonSchema)]
#[serde(untagged)]
enum List {
    One(String),
    Many(Vec<Words>),
}

/// Số, hoặc số viết kiểu Việt Nam trong ngoặc kép: "1.028,5".
#[derive(JsonSchema)]
#[serde(untagged)]
enum Figure {
    Number(f64),
    Text(String),
}

/// a-z, 0-9 và dấu gạch nối hoặc gạch dưới.
#[derive(JsonSchema, PartialEq, Eq, PartialOrd, Ord)]
struct Slug(#[schemars(regex(pattern = "^[a-z0-9][a-z0-9_-]*$"))] String);

/// Ngày: 2026-04-12, 12/4/2026 hoặc 12-4-2026.
#[derive(JsonSchema)]
struct Day(#[schemars(regex(pattern = "^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}.*)$"))] String);

/// Ngày của sổ: 2026-04-12.
#[derive(JsonSchema)]
struct IsoDay(#[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))] String);

/// Số của mục, "III.1.1"; số thập phân như "1.10" phải đặt trong ngoặc kép.
#[derive(JsonSchema)]
#[serde(untagged)]
enum Clause {
    Text(String),
    Whole(i64),
}

/// Một thông báo hoặc công văn; cũng là các khóa ở đầu tệp Markdown.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Notice {
    /// Mã cố định của văn bản, là địa chỉ trang: a-z, 0-9 và dấu gạch nối, không phải riêng bốn chữ số.
    #[schemars(length(max = 100), regex(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"))]
    id: Option<String>,
    /// `thong-bao-ket-luan` hoặc `cong-van`.
    kind: Option<Kind>,
    /// Số, ký hiệu: 12/TB-UBND.
    number: Option<Words>,
    /// Cơ quan ban hành.
    issuer: Option<Words>,
    /// Địa danh.
    place: Option<Words>,
    /// Ngày ban hành.
    issued: Option<Day>,
    /// Ngày ban hành, tên gọi khác.
    date: Option<Day>,
    /// Ngày họp.
    meeting_date: Option<Day>,
    /// Kỳ: 2026-03.
    period: Option<Words>,
    /// Người chủ trì.
    chair: Option<Words>,
    signer: Option<Signer>,
    /// Nơi nhận.
    recipients: Option<List>,
    /// Tiêu đề.
    title: Option<Words>,
    /// Các văn bản được thông qua.
    approvals: Option<List>,
    /// Văn bản được dẫn.
    citations: Option<Vec<Citation>>,
    /// Ngày nhận văn bản.
    received: Option<Day>,
    /// Tệp đính kèm, đường dẫn tính từ thư mục nội dung.
    files: Option<List>,
    /// Văn bản gốc, khi tệp này chỉ thuật lại.
    original: Option<Original>,
    /// Các id cũ của văn bản.
    aliases: Option<List>,
    /// Điều được công bố dù phần kiểm tra nêu ra (KL0160–KL0164), kèm lý do.
    waivers: Option<Vec<Waiver>>,
    /// Sửa điều đọc sai, theo từng mục.
    corrections: Option<Vec<Correction>>,
    /// Các nhiệm vụ, thay cho điều đọc từ văn bản.
    tasks: Option<Vec<Task>>,
    /// Các số liệu, thay cho điều đọc từ văn bản.
    indicators: Option<Vec<Observation>>,
    /// Nội dung theo mục (chỉ trong tệp YAML).
    outline: Option<Vec<Part>>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    ThongBaoKetLuan,
    CongVan,
}

/// Người ký.
#[derive(JsonSchema)]
#[serde(untagged)]
enum Signer {
    Name(String),
    Full(FullSigner),
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct FullSigner {
    name: Words,
    /// CHÁNH VĂN PHÒNG
    title: Option<Words>,
    /// TL. CHỦ TỊCH
    authority: Option<Words>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Original {
    Text(String),
    Full(FullOriginal),
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct FullOriginal {
    title: Option<Words>,
    date: Option<Day>,
    url: Option<Words>,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Waiver {
    /// KL0160 đến KL0164.
    code: WaivedCode,
    /// Chữ được miễn; không ghi thì miễn mọi chỗ của mã ấy.
    quote: Option<Words>,
    /// Lý do.
    reason: String,
}

#[derive(JsonSchema)]
enum WaivedCode {
    KL0160,
    KL0161,
    KL0162,
    KL0163,
    KL0164,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Correction {
    /// Số của mục; `III.1.1~2` là nhiệm vụ thứ hai của mục.
    clause: Option<Clause>,
    /// Như `clause`.
    task: Option<Clause>,
    /// Cơ quan chủ trì: mã trong danh bạ hoặc tên đầy đủ.
    leads: Option<Bodies>,
    /// Cơ quan phối hợp.
    coordinators: Option<Bodies>,
    deadlines: Option<Vec<Deadline>>,
    /// Không phải nhiệm vụ.
    ignore: Option<bool>,
    /// Thêm một nhiệm vụ vào mục.
    add: Option<Task>,
    /// Chữ của nhiệm vụ.
    text: Option<Words>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Bodies {
    Names(List),
    /// Như trong dữ liệu mở.
    Links(Vec<Body>),
}

#[derive(JsonSchema)]
struct Body {
    id: Option<String>,
    name: Option<String>,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Task {
    clause: Option<Clause>,
    text: Words,
    leads: Option<Bodies>,
    coordinators: Option<Bodies>,
    deadlines: Option<Vec<Deadline>>,
    id: Option<String>,
    url: Option<String>,
    inherited: Option<bool>,
    corrected: Option<bool>,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Deadline {
    due: Option<Day>,
    /// before: trước ngày; by: chậm nhất ngày; within: trong kỳ; event: gắn với sự kiện; recurring: định kỳ.
    bound: Option<Bound>,
    /// Chữ của thời hạn trong văn bản.
    quote: Option<Words>,
    /// week, month, quarter …
    every: Option<Words>,
    /// Thứ Hai là 1.
    #[schemars(range(min = 1, max = 7))]
    weekday: Option<u32>,
    #[schemars(range(min = 1, max = 31))]
    day: Option<u32>,
    /// HH:MM
    time: Option<Words>,
    lunar: Option<bool>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Bound {
    Before,
    By,
    Within,
    Event,
    Recurring,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Observation {
    id: Option<Words>,
    label: Option<Words>,
    value: Option<Figure>,
    unit: Option<Words>,
    span: Option<Words>,
    quote: Option<Words>,
    clause: Option<Clause>,
    comparisons: Option<Vec<Comparison>>,
}

#[derive(JsonSchema)]
struct Comparison {
    basis: Option<Words>,
    value: Figure,
    unit: Option<Words>,
    level: Option<bool>,
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Part {
    clause: Option<Clause>,
    heading: Option<Words>,
    /// Markdown.
    text: Option<Words>,
    children: Option<Vec<Part>>,
}

/// Một cơ quan của danh bạ.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Agency {
    /// Tên đầy đủ; cần có khi cơ quan chưa có trong danh bạ sẵn của chương trình.
    name: Option<String>,
    /// Tên tắt: STC.
    short: Option<Vec<String>>,
    /// Tên gọi khác.
    aliases: Option<Vec<String>>,
    /// so, ban, cong-an, quan-su, trung-uong, ubnd, phong, nhom, doanh-nghiep, dang, khac
    kind: Option<String>,
    /// Mã của cơ quan cấp trên.
    parent: Option<String>,
    from: Option<IsoDay>,
    to: Option<IsoDay>,
    /// Mã của các cơ quan trước khi sắp xếp.
    predecessors: Option<Vec<String>>,
    successors: Option<Vec<String>>,
    note: Option<String>,
}

/// Một chỉ tiêu.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Indicator {
    name: Option<String>,
    aliases: Option<Vec<String>>,
    /// Tên ngắn, chỉ hiểu là chỉ tiêu này khi đứng một mình.
    short: Option<Vec<String>>,
    /// Những chỉ tiêu mà bên cạnh chúng tên ngắn được hiểu là chỉ tiêu này.
    beside: Option<Vec<String>>,
    /// Chỉ tiêu gộp những gì.
    covers: Option<String>,
    /// Mã của chỉ tiêu mà chỉ tiêu này là một phần: không bao giờ lớn hơn.
    part_of: Option<String>,
    unit: Option<String>,
    /// Khoảng giá trị hợp lý.
    range: Option<(f64, f64)>,
}

/// Một văn bản được dẫn, như trong dữ liệu mở.
#[derive(JsonSchema)]
struct Citation {
    /// Số và ký hiệu: "01/NQ-CP".
    number: String,
    /// Những chữ dẫn văn bản.
    quote: Option<String>,
}

/// Một chuyên đề.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Topic {
    name: String,
    /// Những chữ cho biết một nhiệm vụ thuộc chuyên đề.
    aliases: Option<Vec<String>>,
    /// Từ ngày này không theo dõi nữa; những gì trước đó vẫn giữ trang.
    retired: Option<IsoDay>,
}

/// Ngày lễ, ngày kỷ niệm.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Holiday {
    day: IsoDay,
    name: String,
    /// Được nghỉ.
    off: Option<bool>,
}

/// Tiến độ của một nhiệm vụ vào một ngày.
#[derive(JsonSchema)]
struct Progress {
    /// Mã của nhiệm vụ: 2026-03/III.1.1
    task: String,
    /// chua-bao-cao, dang-thuc-hien, hoan-thanh, hoan-thanh-qua-han, xin-gia-han, khong-con-hieu-luc, khong-phat-sinh-nhiem-vu
    status: String,
    date: Day,
    /// Văn bản báo cáo.
    evidence: Option<Words>,
    note: Option<Words>,
}

/// ketluan.yaml
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Config {
    /// Tên trang.
    title: Option<Words>,
    /// Cơ quan công bố.
    office: Option<Words>,
    /// Địa chỉ trang: https://ketluan.tinh.gov.vn
    #[schemars(regex(pattern = "^(https?://.+)?$"))]
    base_url: Option<String>,
    province: Option<Words>,
    description: Option<Words>,
    /// vi hoặc en: ngôn ngữ của trang và của thông báo lỗi.
    language: Option<Language>,
    /// Số ngày sau đó nhiệm vụ quá hạn chưa có báo cáo rời trang đầu.
    stale_after: Option<Figure>,
    /// Số ngày trước hạn thì coi là sắp đến hạn.
    due_soon: Option<Figure>,
    /// Số ngày sau hạn thì coi là quá hạn lâu.
    long_late: Option<Figure>,
    footer: Option<Words>,
    /// Giấy phép của dữ liệu mở.
    licence: Option<Words>,
    /// Lịch có nhắc việc: nhắc trước mấy ngày.
    remind_before: Option<Figure>,
    /// Những tệp chỉ làm khi cần: xlsx, zip, images, gz, br.
    with: Option<List>,
    /// Thư mục giao diện.
    theme: Option<String>,
    /// Thư mục trang được ghi vào.
    output: Option<String>,
    /// Lời văn riêng của trang: { khóa: lời văn }.
    texts: Option<serde_json::Map<String, Value>>,
    /// Mức của từng mã: { KL0302: error, KL0205: { level: off, reason: "…" } }.
    diagnostics: Option<BTreeMap<String, Rule>>,
    /// Biểu trưng: đường dẫn trong static/.
    logo: Option<String>,
    contact: Option<Words>,
    week_numbers: Option<bool>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Language {
    Vi,
    En,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Rule {
    Level(LevelName),
    Reasoned(ReasonedRule),
}

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReasonedRule {
    level: LevelName,
    reason: Option<String>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum LevelName {
    Error,
    Warning,
    Note,
    Off,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(schema: &Value) -> BTreeSet<&str> {
        schema["properties"]
            .as_object()
            .expect("properties")
            .keys()
            .map(String::as_str)
            .collect()
    }

    #[test]
    fn schemas_have_the_keys_that_are_read() {
        let notice = of("notice").expect("a schema");
        let mut read: BTreeSet<&str> = crate::outline::front_matter::KEYS.iter().copied().collect();
        read.insert("outline");
        assert_eq!(keys(&notice), read);
        let config = of("config").expect("a schema");
        assert_eq!(keys(&config), crate::config::KEYS.iter().copied().collect());
    }

    /// Whether the schema of a name takes a YAML text.
    fn takes(name: &str, yaml: &str) -> Result<(), String> {
        let value: Value = serde_yaml::from_str(yaml).map_err(|e| e.to_string())?;
        let schema = of(name).expect("a schema");
        let validator = jsonschema::validator_for(&schema).map_err(|e| e.to_string())?;
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| format!("{e} at {}", e.instance_path()))
            .collect();
        if errors.is_empty() { Ok(()) } else { Err(errors.join("\n")) }
    }

    #[test]
    fn our_own_files_fit() {
        for (name, text) in [
            ("notice", include_str!("../content/2025-05-cong-van-huyen.yaml")),
            ("agencies", include_str!("registry/agencies.yaml")),
            ("indicators", include_str!("registry/indicators.yaml")),
            ("holidays", include_str!("registry/holidays.yaml")),
            ("topics", include_str!("../content/_data/topics.yaml")),
            ("config", include_str!("../ketluan.yaml")),
            ("config", include_str!("scaffold/ketluan.yaml")),
            (
                "notice",
                "id: a-1\nissued: 12/4/2026\nwaivers: [{ code: KL0163, reason: x }]\ncorrections:\n  - { clause: III.1.1, leads: [so-y-te], deadlines: [{ due: 2026-05-12, bound: before }] }\n  - { clause: 2, add: { text: A } }\n",
            ),
            (
                "progress",
                "- { task: 2026-03/III.1.1, status: hoan-thanh, date: 2026-04-11, evidence: 'Báo cáo số 1', note: '' }\n",
            ),
            ("config", "diagnostics: { KL0302: error, KL0204: { level: 'off', reason: x } }\n"),
        ] {
            assert_eq!(takes(name, text), Ok(()), "{name}: {text:.80}");
        }
    }

    #[test]
    fn what_is_wrong_does_not_fit() {
        for (name, text) in [
            ("notice", "titel: A"),
            ("notice", "id: Á b"),
            ("notice", "waivers: [{ code: KL0163 }]"),
            ("notice", "waivers: [{ code: KL0205, reason: x }]"),
            ("notice", "corrections: [{ clause: I.1, deadlines: [{ bound: after }] }]"),
            ("notice", "corrections: [{ clause: I.1, deadlines: [{ weekday: 8 }] }]"),
            ("agencies", "Sở Y tế: { name: Sở Y tế }"),
            ("agencies", "so-y-te: { name: Sở Y tế, from: 2026 }"),
            ("holidays", "- { day: 30/4/2026, name: A }"),
            ("progress", "- { task: a }"),
            ("config", "language: fr"),
            ("config", "base_url: javascript:alert(1)"),
            ("config", "diagnostics: { KL0302: loud }"),
        ] {
            assert!(takes(name, text).is_err(), "{name}: {text}");
        }
    }
}

//! Tests of the joining, on notices made by hand.

use super::*;
use crate::calendar::Period;
use crate::diag::code::Code;
use crate::notice::*;
use crate::outline::front_matter::FrontMatter;
use crate::outline::{ClausePath, Document};
use crate::registry::{Agency, ProgressEntry, Status, Topic};
use crate::site::Apart;
use crate::span::{SourceId, Span};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn span() -> Span {
    Span::new(SourceId(0), 0, 0)
}

fn mention(name: &str, slug: Option<&str>) -> Mention {
    Mention {
        name: name.into(),
        slug: slug.map(Into::into),
        span: span(),
        certainty: Default::default(),
        doubts: vec![],
    }
}

fn task(clause: &str, text: &str, leads: Vec<Mention>) -> Task {
    Task {
        clause: ClausePath(clause.split('.').map(Into::into).collect()),
        ordinal: 1,
        text: text.into(),
        matter: 0,
        span: span(),
        block: 0,
        leads,
        coordinators: vec![],
        certainty: Certainty::Explicit,
        doubts: vec![],
        deadlines: vec![],
        corrected: false,
    }
}

fn figure(value: Option<f64>, unit: &str, span_of_time: Period) -> Indicator {
    Indicator {
        id: "budget_revenue".into(),
        label: "tổng thu".into(),
        value,
        unit: Some(unit.into()),
        span_of_time: Some(span_of_time),
        comparisons: vec![],
        quote: String::new(),
        clause: ClausePath::default(),
        span: span(),
        certainty: Default::default(),
        doubts: vec![],
    }
}

fn notice(id: &str, period: &str, tasks: Vec<Task>, indicators: Vec<Indicator>) -> Notice {
    Notice {
        document: Document {
            source: SourceId(0),
            path: format!("{id}.md"),
            sha256: String::new(),
            id: id.into(),
            front: FrontMatter::default(),
            head: vec![],
            body: vec![],
            recipients: vec![],
            signature: vec![],
        },
        head: Head {
            kind: NoticeKind::Conclusion,
            number: None,
            issuer: Some("UBND tỉnh A".into()),
            place: None,
            issued: None,
            meeting_date: None,
            period: Month::parse(period),
            chair: None,
            signer: None,
            addressees: vec![],
            recipients: vec![],
            title: None,
        },
        tasks,
        indicators,
        approvals: vec![],
        targets: vec![],
        citations: vec![],
    }
}

fn site(notices: Vec<Notice>, registry: Registry) -> (Site, Diagnostics) {
    let mut diags = Diagnostics::new();
    let site = link(notices, registry, &SiteConfig::default(), day("2026-04-10"), &mut diags);
    (site, diags)
}

#[test]
fn neighbours_are_found_by_time_not_by_path() {
    let (site, _) = site(
        vec![
            notice("a", "2026-03", vec![], vec![]),
            notice("b", "2025-03", vec![], vec![]),
            notice("c", "2026-01", vec![], vec![]),
        ],
        Registry::default(),
    );
    let ids: Vec<_> = site.order.iter().map(|n| site.notices[*n].id.as_str()).collect();
    assert_eq!(ids, ["a", "c", "b"]);
    let a = &site.notices[site.order[0]];
    assert_eq!(
        (a.previous, a.next, a.year_before, a.year),
        (Some(site.order[1]), None, Some(site.order[2]), Some(2026))
    );
    assert_eq!(site.pairs.len(), 3);
}

#[test]
fn ids_are_mended_and_unique() {
    let (site, diags) = site(
        vec![
            notice("2026", "2026-01", vec![], vec![]),
            notice("Kết luận", "2026-02", vec![], vec![]),
            notice("ket-luan", "2026-03", vec![], vec![]),
        ],
        Registry::default(),
    );
    let ids: Vec<_> = site.notices.iter().map(|(_, e)| e.id.as_str()).collect();
    assert_eq!(ids, ["van-ban-2026", "ket-luan"]);
    let codes: Vec<_> = diags.iter().map(|d| d.code).collect();
    assert_eq!(codes.iter().filter(|c| **c == Code::BadId).count(), 2);
    assert_eq!(codes.iter().filter(|c| **c == Code::DuplicateId).count(), 1);
}

fn registry(agencies: Vec<Agency>) -> Registry {
    let mut registry = Registry::default();
    for agency in agencies {
        let slug = agency.slug.clone();
        let id = registry.agencies.push(agency);
        registry.by_slug.insert(slug, id);
    }
    registry
}

#[test]
fn agencies_are_those_of_the_date_and_made_for_unknown_names() {
    let old = Agency {
        slug: "so-a".into(),
        name: "Sở A".into(),
        to: Some(day("2025-02-28")),
        successors: vec!["so-b".into()],
        ..Agency::default()
    };
    let new = Agency {
        slug: "so-b".into(),
        name: "Sở B".into(),
        from: Some(day("2025-03-01")),
        ..Agency::default()
    };
    let tasks = vec![
        task("I.1", "Sở A báo cáo", vec![mention("Sở A", Some("so-a"))]),
        task("I.2", "Tổ công tác làm", vec![mention("Tổ công tác", None)]),
        task("I.3", "Tổ công tác báo cáo", vec![mention("Tổ công tác", None)]),
    ];
    let (site, diags) = site(vec![notice("x", "2026-01", tasks, vec![])], registry(vec![old, new]));
    let slugs: Vec<_> = site.agencies.iter().map(|(_, a)| (a.slug.as_str(), a.kind.as_str())).collect();
    assert_eq!(slugs, [("so-a", ""), ("to-cong-tac", "khac")]);
    assert_eq!(diags.iter().filter(|d| d.code == Code::AgencyCeased).count(), 1);
    assert_eq!(site.led.values().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_former_agency_is_no_warning_where_the_text_says_so() {
    let old = Agency {
        slug: "so-a".into(),
        name: "Sở A".into(),
        to: Some(day("2025-02-28")),
        ..Agency::default()
    };
    let tasks = vec![task("I.1", "Sở A (cũ) bàn giao hồ sơ", vec![mention("Sở A", Some("so-a"))])];
    let (_, diags) = site(vec![notice("x", "2026-01", tasks, vec![])], registry(vec![old]));
    assert!(diags.is_empty());
}

#[test]
fn progress_is_the_latest_and_unknown_tasks_are_told() {
    let entry = |task: &str, status: &str, date: &str| ProgressEntry::reported(task, Status::parse(status).unwrap(), day(date));
    let registry = Registry {
        progress: vec![
            entry("x/I.1", "hoan-thanh", "2026-03-02"),
            entry("x/I.1", "dang-thuc-hien", "2026-02-01"),
            entry("x/IX", "hoan-thanh", "2026-02-01"),
        ],
        ..Registry::default()
    };
    let (site, diags) = site(vec![notice("x", "2026-01", vec![task("I.1", "làm", vec![])], vec![])], registry);
    assert_eq!(site.tasks.iter().next().and_then(|(_, t)| t.progress), Some(0));
    assert_eq!(diags.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::UnknownTask]);
}

#[test]
fn topics_are_matched_as_whole_words() {
    let registry = Registry {
        topics: vec![Topic {
            retired: None,
            slug: "t".into(),
            name: "nhà tạm".into(),
            aliases: vec![],
        }],
        ..Registry::default()
    };
    let tasks = vec![task("I.1", "Xóa nhà tạm, nhà dột nát", vec![]), task("I.2", "nhà tạmx", vec![])];
    let (site, _) = site(vec![notice("x", "2026-01", tasks, vec![])], registry);
    assert_eq!(site.topic_tasks[0].len(), 1);
}

#[test]
fn a_month_is_not_compared_with_months_so_far() {
    let m = |t| Month::parse(t).unwrap();
    let early = vec![figure(Some(2825.0), "tỷ đồng", Period::Months(m("2025-01"), m("2025-07")))];
    let late = vec![figure(Some(480.0), "tỷ đồng", Period::Month(m("2026-01")))];
    let (site_one, _) = site(
        vec![notice("a", "2025-07", vec![], early), notice("b", "2026-01", vec![], late.clone())],
        Registry::default(),
    );
    let line = &site_one.pairs[0].figures[0];
    assert_eq!(
        (line.change, line.reason.clone()),
        (
            None,
            Some(Apart::Spans(
                Period::Months(m("2025-01"), m("2025-07")),
                Period::Month(m("2026-01"))
            ))
        )
    );
    let early = vec![figure(Some(400.3), "tỷ đồng", Period::Month(m("2025-07")))];
    let (site_two, _) = site(
        vec![notice("a", "2025-07", vec![], early), notice("b", "2026-01", vec![], late)],
        Registry::default(),
    );
    assert_eq!(site_two.pairs[0].figures[0].change, Some(79.7));
}

#[test]
fn one_span_and_one_unit_may_be_written_in_several_ways() {
    let m = |t| Month::parse(t).unwrap();
    let change = |early: (f64, &str, Period), late: (f64, &str, Period)| {
        let (early, late) = (
            vec![figure(Some(early.0), early.1, early.2)],
            vec![figure(Some(late.0), late.1, late.2)],
        );
        let notices = vec![notice("a", "2025-07", vec![], early), notice("b", "2026-01", vec![], late)];
        let (site, _) = site(notices, Registry::default());
        let line = &site.pairs[0].figures[0];
        (line.change, line.reason.clone())
    };
    let (months, year) = (Period::Months(m("2024-01"), m("2024-12")), Period::Year(2025));
    assert_eq!(
        change((980_000.0, "triệu đồng", months), (1095.5, "tỷ đồng", year)),
        (Some(115.5), None)
    );
    let (one, month) = (Period::Months(m("2025-07"), m("2025-07")), Period::Month(m("2026-01")));
    assert_eq!(change((3.0, "ha", one), (5.0, "ha", month)), (Some(2.0), None));
    assert_eq!(
        change((3.0, "ha", month), (5.0, "tấn", month)).1,
        Some(Apart::Units(Some("ha".into()), Some("tấn".into())))
    );
}

#[test]
fn a_matter_goes_on_and_its_agency_does_not_make_it_so() {
    let lead = || vec![mention("Sở Y tế", None)];
    let early = vec![
        task(
            "I.1",
            "Sở Y tế hoàn thiện thủ tục mua máy chụp cắt lớp cho bệnh viện đa khoa tỉnh",
            lead(),
        ),
        task("I.2", "Sở Y tế tuyên truyền về an toàn thực phẩm", lead()),
    ];
    let late = vec![
        task(
            "I.1",
            "Sở Y tế đưa máy chụp cắt lớp của bệnh viện đa khoa tỉnh vào vận hành",
            lead(),
        ),
        task("I.2", "Sở Y tế phòng, chống dịch sởi ở trẻ em", lead()),
    ];
    let (site, _) = site(
        vec![notice("a", "2025-07", early, vec![]), notice("b", "2026-01", late, vec![])],
        Registry::default(),
    );
    let pair = &site.pairs[0];
    assert_eq!(pair.continued.len(), 1);
    assert_eq!(
        (
            site.tasks[pair.continued[0].earlier].id.as_str(),
            site.tasks[pair.continued[0].later].id.as_str()
        ),
        ("a/I.1", "b/I.1")
    );
    assert_eq!((pair.new.len(), pair.dropped.len(), pair.load.len()), (1, 1, 1));
}

/// Monthly notices of one issuer from 2010 on, each with tasks about works that come up again after some months.
fn long_line(months: usize, but: Option<usize>) -> Vec<Notice> {
    let works = [
        "kè chống sạt lở bờ sông Mận",
        "cầu treo Nà Lại",
        "trạm bơm Đồi Thông",
        "hồ chứa nước Khuổi Tát",
        "chợ đêm Bến Gió",
    ];
    let said = |n: usize| {
        let work = |k: usize| works[(n * (k + 1) + k) % works.len()];
        let text = |k: usize| format!("Sở A hoàn thành {} đợt {}; báo cáo kết quả", work(k), (n + k) % 7);
        // a body that one notice alone names as one, and whose name others speak of
        let body = "Tổ công tác cầu Nà Lại";
        let spoken = if n % 11 == 8 {
            format!(" theo đề nghị của {body}")
        } else {
            String::new()
        };
        (0..2)
            .map(|k| {
                let lead = if n == 30 && k == 0 { body } else { "Sở A" };
                task(&format!("I.{}", k + 1), &(text(k) + &spoken), vec![mention(lead, None)])
            })
            .collect()
    };
    (0..months)
        .filter(|n| Some(*n) != but)
        .map(|n| notice(&format!("n{n}"), &format!("{}-{:02}", 2010 + n / 12, n % 12 + 1), said(n), vec![]))
        .collect()
}

fn knowing(notices: Vec<Notice>, known: &Found) -> (Site, Found) {
    link_knowing(
        notices,
        Registry::default(),
        &SiteConfig::default(),
        day("2026-04-10"),
        known,
        &|_| false,
        &mut Diagnostics::new(),
    )
}

/// All that goes on, by ids.
fn going_on(site: &Site) -> Vec<String> {
    let id = |t: &TaskId| site.tasks[*t].id.as_str();
    let pairs = site.pairs.iter().flat_map(|p| &p.continued);
    let pairs = pairs.map(|c| format!("{} {} {} {:?}", id(&c.earlier), id(&c.later), c.strength, c.sentences));
    let follows = site.follows.iter().flat_map(|(t, all)| all.iter().map(move |f| (t, f)));
    pairs
        .chain(follows.map(|(t, f)| format!("{} after {} {} {} {}", id(t), id(&f.task), f.strength, f.sure, f.chain)))
        .collect()
}

#[test]
fn what_was_found_before_changes_nothing() {
    let (whole, found) = knowing(long_line(150, None), &Found::default());
    let row = |t: &TaskId| &whole.notices[whole.tasks[*t].notice];
    let taken_up = whole
        .follows
        .iter()
        .filter(|(t, f)| row(t).previous != Some(whole.tasks[f[0].task].notice));
    assert!(taken_up.count() > 20);
    for but in [0, 24, 30, 70, 149] {
        let (anew, _) = knowing(long_line(150, Some(but)), &Found::default());
        let (with, left) = knowing(long_line(150, Some(but)), &found);
        assert_eq!(going_on(&with), going_on(&anew), "without notice {but}");
        // and back again, with what is left of it
        let (back, again) = knowing(long_line(150, None), &left);
        assert_eq!(going_on(&back), going_on(&whole), "with notice {but} again");
        assert_eq!(again, found);
    }
}

#[test]
fn a_notice_changes_nothing_far_from_it() {
    let (whole, _) = knowing(long_line(200, None), &Found::default());
    let (without, _) = knowing(long_line(200, Some(5)), &Found::default());
    // two windows and the first pair behind them; what is taken up again may hang on what was taken up long before
    let number = |site: &Site, t: TaskId| site.notices[site.tasks[t].notice].id[1..].parse::<usize>().unwrap();
    let far = |site: &Site| -> Vec<String> {
        let pairs = site
            .pairs
            .iter()
            .flat_map(|p| &p.continued)
            .filter(|c| number(site, c.earlier) > 130);
        pairs
            .map(|c| format!("{} {} {}", site.tasks[c.earlier].id, site.tasks[c.later].id, c.strength))
            .collect()
    };
    assert!(far(&whole).len() > 20);
    assert_eq!(far(&whole), far(&without));
}

//! Twenty builds, each laid over the one before: deadlines move, tasks are renamed, go and come back.

use super::fixture::input;
use super::rfc5545::check;
use ketluan::calendar::Day;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One task of the notice: its words, and the day of its deadline in May 2026, where it has one.
#[derive(Clone, Debug)]
struct Duty {
    words: u32,
    day: Option<u32>,
    there: bool,
}

#[derive(Clone, Debug)]
enum Change {
    Nothing,
    Move(usize, u32),
    Undate(usize),
    Rename(usize, u32),
    Cancel(usize),
    Return(usize),
}

/// A notice in YAML: a task keeps its clause whatever goes beside it.
fn content(duties: &[Duty]) -> String {
    let mut out = String::from(
        "-- content/2026-03.yaml --\nkind: thong-bao-ket-luan\nissuer: UBND tỉnh\nmeeting_date: 2026-04-02\nperiod: 2026-03\ntasks:\n",
    );
    for (i, d) in duties.iter().enumerate().filter(|(_, d)| d.there) {
        let deadline = match d.day {
            Some(day) => format!("{{ due: 2026-05-{day:02}, bound: before, quote: trước ngày {day}/5/2026 }}"),
            None => "{ bound: event, quote: khi có điều kiện }".into(),
        };
        out.push_str(&format!(
            "  - {{ clause: \"II.{}\", text: Việc {}, leads: [Sở Tài chính], deadlines: [{deadline}] }}\n",
            i + 1,
            d.words
        ));
    }
    // one that never changes, so that the notice is never empty
    out.push_str(
        "  - { clause: \"II.99\", text: Rà soát, leads: [Sở Y tế], deadlines: [{ due: 2026-05-30, bound: by, quote: ngày 30/5/2026 }] }\n",
    );
    out
}

/// (state of the entry, its SEQUENCE, its LAST-MODIFIED)
type Seen = (String, u32, String);

struct Built {
    state: String,
    files: BTreeMap<String, Vec<u8>>,
    /// UID → what the site's two calendars say, by component.
    entries: BTreeMap<(String, String), Seen>,
    /// id → `updated` of the site's feed.
    news: BTreeMap<String, String>,
}

fn build(duties: &[Duty], today: Day, previous: Option<String>) -> Built {
    let mut input = input(&content(duties));
    input.today = today;
    input.previous = previous;
    let compiled = ketluan::compile(&input);
    assert!(compiled.diagnostics.iter().all(|d| d.code.number() != "KL0540"));
    let bundle = compiled.bundle(&input);
    let files: BTreeMap<String, Vec<u8>> = bundle
        .files()
        .filter(|(p, _)| !p.as_str().ends_with(".html"))
        .map(|(p, make)| (p.as_str().to_string(), make()))
        .collect();
    let mut entries = BTreeMap::new();
    for path in ["lich.ics", "lich-khong-ngay.ics"] {
        let calendar = check(&String::from_utf8(files[path].clone()).expect("UTF-8")).unwrap_or_else(|e| panic!("{path}: {e}"));
        for c in &calendar.components {
            let get = |n: &str| c.value(n).unwrap_or_default().to_string();
            let state = if get("STATUS") == "CANCELLED" {
                "gone".into()
            } else {
                get("DTSTART")
            };
            let sequence = get("SEQUENCE").parse().expect("a number");
            entries.insert((c.name.clone(), get("UID")), (state, sequence, get("LAST-MODIFIED")));
        }
    }
    let feed = atom_syndication::Feed::read_from(files["feed.xml"].as_slice()).expect("a feed");
    let news = feed.entries.iter().map(|e| (e.id.clone(), e.updated.to_rfc3339())).collect();
    let state = String::from_utf8(files["du-lieu/state.json"].clone()).expect("UTF-8");
    Built {
        state,
        files,
        entries,
        news,
    }
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..4usize;
    prop_oneof![
        Just(Change::Nothing),
        (at.clone(), 1..28u32).prop_map(|(i, d)| Change::Move(i, d)),
        at.clone().prop_map(Change::Undate),
        (at.clone(), 0..5u32).prop_map(|(i, w)| Change::Rename(i, w)),
        at.clone().prop_map(Change::Cancel),
        at.prop_map(Change::Return),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn uids_stay_and_sequence_rises_only_when_a_deadline_moves(changes in proptest::collection::vec(change(), 19)) {
        let mut duties: Vec<Duty> = (1..5).map(|i| Duty { words: 0, day: Some(i), there: true }).collect();
        let mut day = Day::from_ymd_opt(2026, 4, 10).expect("a day");
        let mut last = build(&duties, day, None);
        for (step, change) in changes.into_iter().enumerate() {
            match change {
                Change::Nothing => {}
                Change::Move(i, d) => duties[i].day = Some(d),
                Change::Undate(i) => duties[i].day = None,
                Change::Rename(i, w) => duties[i].words = w,
                Change::Cancel(i) => duties[i].there = false,
                Change::Return(i) => duties[i].there = true,
            }
            day = day.succ_opt().expect("a day");
            let now = build(&duties, day, Some(last.state.clone()));
            // no entry ever vanishes, and one that stands as it did has its old number and date
            for (uid, before) in &last.entries {
                let after = now.entries.get(uid);
                prop_assert!(after.is_some(), "{uid:?} vanished");
                let after = after.expect("there");
                if before.0 == after.0 {
                    prop_assert_eq!(before, after);
                } else {
                    prop_assert_eq!(before.1 + 1, after.1);
                    prop_assert_eq!(&after.2, &format!("{}T000000Z", day.format("%Y%m%d")));
                }
            }
            // of each task exactly one entry stands, under the name that its clause gives it
            for (i, d) in duties.iter().enumerate() {
                let uid = format!("2026-03/II.{}~d1@ketluan.invalid", i + 1);
                let standing: Vec<_> = now.entries.iter().filter(|((_, u), s)| *u == uid && s.0 != "gone").map(|((n, _), _)| n.as_str()).collect();
                let want = match (d.there, d.day) { (false, _) => vec![], (true, Some(_)) => vec!["VEVENT"], (true, None) => vec!["VTODO"] };
                prop_assert_eq!(standing, want);
            }
            // news keeps its date unless it is new or its content is
            for (id, updated) in &last.news {
                if let Some(after) = now.news.get(id) {
                    let today = format!("{day}T00:00:00+07:00");
                    prop_assert!(after == updated || *after == today, "{id}: {updated} {after}");
                    if matches!(change, Change::Nothing) {
                        prop_assert_eq!(after, updated);
                    }
                }
            }
            // the same content, date and previous site give the same bytes, and so does the site laid over itself
            if step % 6 == 0 {
                let again = build(&duties, day, Some(last.state.clone()));
                prop_assert!(again.files == now.files);
                let over = build(&duties, day, Some(now.state.clone()));
                prop_assert!(over.files == now.files);
            }
            last = now;
        }
    }
}

#[test]
fn a_damaged_state_is_told_and_the_site_is_built_all_the_same() {
    let text = content(&[]);
    let clean = {
        let input = input(&text);
        ketluan::compile(&input).bundle(&input).bytes("lich.ics")
    };
    for previous in [
        "{",
        "null",
        "[]",
        "{\"schema\":\"ketluan/state/1\",\"notices\":[\"2026-03\"],\"tasks\":{}}",
        "<html>",
    ] {
        let mut input = input(&text);
        input.previous = Some(previous.into());
        let compiled = ketluan::compile(&input);
        assert!(compiled.diagnostics.iter().any(|d| d.code.number() == "KL0540"), "{previous}");
        assert_eq!(compiled.bundle(&input).bytes("lich.ics"), clean);
    }
}

#[test]
fn a_lead_that_is_corrected_moves_only_the_news_of_those_concerned() {
    let build = |lead: &str, today: u32, previous: Option<String>| {
        let mut input = input(&content(&[]).replace("Sở Y tế", lead));
        input.today = Day::from_ymd_opt(2026, 4, today).expect("a day");
        input.previous = previous;
        let compiled = ketluan::compile(&input);
        let bundle = compiled.bundle(&input);
        let read = |path: &str| {
            let bytes = bundle.bytes(path).expect("planned");
            let feed = atom_syndication::Feed::read_from(bytes.as_slice()).expect("a feed");
            feed.entries.first().map(|e| (e.id.clone(), e.updated.to_rfc3339()))
        };
        (
            read("feed.xml").expect("an entry"),
            bundle
                .contains("co-quan/so-y-te/feed.xml")
                .then(|| read("co-quan/so-y-te/feed.xml")),
            String::from_utf8(bundle.bytes("du-lieu/state.json").expect("planned")).expect("UTF-8"),
        )
    };
    let first = build("Sở Y tế", 10, None);
    assert_eq!(first.0.1, "2026-04-02T00:00:00+07:00");
    let second = build("Sở Y tế", 11, Some(first.2));
    assert_eq!(second.0.1, "2026-04-02T00:00:00+07:00");
    let third = build("Sở Xây dựng", 12, Some(second.2));
    assert_eq!(third.0, (second.0.0, "2026-04-12T00:00:00+07:00".into()));
}

//! A check of calendars written from the text of RFC 5545 (sections in brackets), and of every calendar of two builds.

use super::fixture::input;
use std::collections::{BTreeMap, BTreeSet};

/// A property: name, parameters, value.
pub type Property = (String, BTreeMap<String, String>, String);

/// A component and what is in it.
#[derive(Debug, Default)]
pub struct Component {
    pub name: String,
    pub properties: Vec<Property>,
    pub components: Vec<Component>,
}

impl Component {
    pub fn all(&self, name: &str) -> Vec<&Property> {
        self.properties.iter().filter(|p| p.0 == name).collect()
    }
    pub fn value(&self, name: &str) -> Option<&str> {
        self.all(name).first().map(|p| p.2.as_str())
    }
}

/// Lines are ended by CRLF, at most 75 octets long, and continued by one space or tab (3.1).
fn unfold(text: &str) -> Result<Vec<String>, String> {
    let body = text.strip_suffix("\r\n").ok_or("the last line is not ended by CRLF")?;
    let mut out: Vec<String> = Vec::new();
    for line in body.split("\r\n") {
        if line.contains(['\r', '\n']) {
            return Err(format!("a bare CR or LF in {line:?}"));
        }
        if line.len() > 75 {
            return Err(format!("{} octets: {line:?}", line.len()));
        }
        match (line.strip_prefix([' ', '\t']), out.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            (Some(_), None) => return Err("the first line is a continued one".into()),
            (None, _) => out.push(line.to_string()),
        }
    }
    Ok(out)
}

/// `name *(";" param) ":" value` (3.1); control characters are allowed nowhere but the tab.
fn property(line: &str) -> Result<Property, String> {
    if let Some(c) = line.chars().find(|c| c.is_control() && *c != '\t') {
        return Err(format!("control character {c:?} in {line:?}"));
    }
    let mut quoted = false;
    let colon = line
        .char_indices()
        .find(|(_, c)| {
            quoted ^= *c == '"';
            *c == ':' && !quoted
        })
        .map(|(i, _)| i)
        .ok_or(format!("no colon in {line:?}"))?;
    let mut head = line[..colon].split(';');
    let name = head.next().unwrap_or_default().to_string();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(format!("no property name: {line:?}"));
    }
    let mut parameters = BTreeMap::new();
    for p in head {
        let (k, v) = p.split_once('=').ok_or(format!("no parameter: {p:?}"))?;
        parameters.insert(k.to_string(), v.to_string());
    }
    Ok((name, parameters, line[colon + 1..].to_string()))
}

pub fn parse(text: &str) -> Result<Component, String> {
    let mut stack: Vec<Component> = vec![Component::default()];
    for line in unfold(text)? {
        let (name, parameters, value) = property(&line)?;
        match name.as_str() {
            "BEGIN" => stack.push(Component {
                name: value,
                ..Component::default()
            }),
            "END" => {
                let done = stack
                    .pop()
                    .filter(|c| c.name == value)
                    .ok_or(format!("END:{value} closes nothing"))?;
                stack.last_mut().ok_or("more is closed than opened")?.components.push(done);
            }
            _ => stack.last_mut().ok_or("outside")?.properties.push((name, parameters, value)),
        }
    }
    match (stack.len(), stack.pop()) {
        (1, Some(mut root)) if root.components.len() == 1 && root.properties.is_empty() => Ok(root.components.remove(0)),
        _ => Err("not one calendar".into()),
    }
}

fn is_date(value: &str) -> bool {
    value.len() == 8 && chrono::NaiveDate::parse_from_str(value, "%Y%m%d").is_ok()
}

fn is_utc(value: &str) -> bool {
    value.len() == 16 && chrono::NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%SZ").is_ok()
}

/// A TEXT value (3.3.11): `\` only before `\ ; , n N`, no bare `;`; a bare `,` only parts a list.
fn is_text(value: &str, list: bool) -> bool {
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if matches!(chars.next(), Some('\\' | ';' | ',' | 'n' | 'N')) => {}
            '\\' => return false,
            ';' => return false,
            ',' if !list => return false,
            _ => {}
        }
    }
    true
}

/// A RECUR value (3.3.10), as far as our rules go.
fn is_rule(value: &str) -> bool {
    let parts: BTreeMap<&str, &str> = value.split(';').filter_map(|p| p.split_once('=')).collect();
    let known = parts.iter().all(|(k, v)| match *k {
        "FREQ" => ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].contains(v),
        "INTERVAL" => v.parse::<u32>().is_ok_and(|n| n > 0),
        "BYDAY" => v.split(',').all(|d| ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(&d)),
        "BYMONTHDAY" => v.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n)),
        _ => false,
    });
    known && parts.contains_key("FREQ") && parts.len() == value.split(';').count()
}

fn entry(c: &Component) -> Result<(), String> {
    let uid = c.value("UID").unwrap_or_default();
    let fail = |what: &str| Err(format!("{} {uid}: {what}", c.name));
    // required, and not more than once (3.6.1, 3.6.2)
    for name in ["UID", "DTSTAMP"] {
        if c.all(name).len() != 1 {
            return fail(&format!("{} of {name}", c.all(name).len()));
        }
    }
    for name in [
        "CLASS",
        "COMPLETED",
        "CREATED",
        "DESCRIPTION",
        "DTSTART",
        "DUE",
        "DTEND",
        "DURATION",
        "LAST-MODIFIED",
        "LOCATION",
        "PERCENT-COMPLETE",
        "PRIORITY",
        "RRULE",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "URL",
    ] {
        if c.all(name).len() > 1 {
            return fail(&format!("{name} more than once"));
        }
    }
    let statuses: &[&str] = match c.name.as_str() {
        "VEVENT" => {
            // required where the calendar has a METHOD or not, for an all-day entry its only time
            let Some((_, parameters, value)) = c.all("DTSTART").first() else {
                return fail("no DTSTART");
            };
            if parameters.get("VALUE").map(String::as_str) != Some("DATE") || !is_date(value) {
                return fail("DTSTART is no date");
            }
            for other in ["DUE", "COMPLETED", "PERCENT-COMPLETE"] {
                if c.value(other).is_some() {
                    return fail(&format!("{other} belongs to a to-do"));
                }
            }
            &["TENTATIVE", "CONFIRMED", "CANCELLED"]
        }
        "VTODO" => {
            if c.value("DUE").is_some() || c.value("DTSTART").is_some() || c.value("TRANSP").is_some() {
                return fail("a day, or what a to-do has not");
            }
            &["NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"]
        }
        _ => return fail("unknown component"),
    };
    if !c.value("STATUS").is_some_and(|s| statuses.contains(&s)) {
        return fail("STATUS");
    }
    if c.all("RRULE").iter().any(|p| !is_rule(&p.2)) {
        return fail("RRULE");
    }
    for name in ["DTSTAMP", "LAST-MODIFIED", "COMPLETED"] {
        if c.all(name).iter().any(|p| !is_utc(&p.2)) {
            return fail(&format!("{name} is not in UTC"));
        }
    }
    if !c.value("SEQUENCE").is_none_or(|s| s.parse::<u32>().is_ok()) {
        return fail("SEQUENCE");
    }
    for (name, list) in [("UID", false), ("SUMMARY", false), ("DESCRIPTION", false), ("CATEGORIES", true)] {
        if c.all(name).iter().any(|p| !is_text(&p.2, list)) {
            return fail(&format!("{name} is not escaped"));
        }
    }
    // an address has only what RFC 3986 allows
    if c.all("URL")
        .iter()
        .any(|p| !p.2.is_ascii() || !p.2.contains("://") || p.2.contains([' ', '"', '<', '>']))
    {
        return fail("URL");
    }
    for alarm in &c.components {
        let allowed = ["ACTION", "TRIGGER", "DESCRIPTION"];
        if alarm.name != "VALARM"
            || allowed.iter().any(|n| alarm.all(n).len() != 1)
            || alarm.properties.len() != 3
            || alarm.value("ACTION") != Some("DISPLAY")
            // (3.3.6) at an hour of the day
            || !alarm
                .value("TRIGGER")
                .is_some_and(|t| t.trim_start_matches('-').starts_with('P') && t.contains('T') && t.ends_with('H'))
        {
            return fail("VALARM");
        }
    }
    Ok(())
}

/// The calendar, or what is wrong with it.
pub fn check(text: &str) -> Result<Component, String> {
    let calendar = parse(text)?;
    if calendar.name != "VCALENDAR" {
        return Err("no VCALENDAR".into());
    }
    // (3.6, 3.7)
    for name in ["PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "REFRESH-INTERVAL"] {
        if calendar.all(name).len() != 1 {
            return Err(format!("{} of {name}", calendar.all(name).len()));
        }
    }
    if calendar.value("VERSION") != Some("2.0") {
        return Err("VERSION".into());
    }
    // with METHOD:PUBLISH no two entries of one UID without RECURRENCE-ID (RFC 5546, 3.2.1)
    let mut uids = BTreeSet::new();
    for c in &calendar.components {
        entry(c)?;
        if !uids.insert(c.value("UID").unwrap_or_default().to_string()) {
            return Err(format!("UID twice: {}", c.value("UID").unwrap_or_default()));
        }
    }
    Ok(calendar)
}

#[test]
fn the_check_finds_what_is_wrong() {
    let whole = |event: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nNAME:x\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n{event}END:VCALENDAR\r\n"
        )
    };
    let event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260401T000000Z\r\nDTSTART;VALUE=DATE:20260412\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\n";
    assert!(check(&whole(event)).is_ok());
    for (from, to) in [
        ("UID:a\r\n", ""),
        ("VALUE=DATE:20260412", "VALUE=DATE:20260431"),
        ("CONFIRMED", "COMPLETED"),
        ("UID:a", "UID:a,b"),
        ("\r\nSTATUS", "\r\nRRULE:FREQ=OFTEN\r\nSTATUS"),
        ("DTSTAMP:20260401T000000Z", "DTSTAMP:20260401T000000"),
        (
            "UID:a\r\n",
            "UID:a\r\nSUMMARY:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n",
        ),
        ("UID:a\r\n", "UID:a\n"),
    ] {
        assert!(check(&whole(&event.replace(from, to))).is_err(), "{to}");
    }
    assert!(check(&whole(&format!("{event}{event}"))).is_err());
}

/// Every calendar of a site, held against the check and against calcard; the days of the site's own calendars
/// against `deadlines.json`.
pub fn check_site(text: &str) -> usize {
    let input = input(text);
    let compiled = ketluan::compile(&input);
    let bundle = compiled.bundle(&input);
    let mut seen = 0;
    let mut days: BTreeMap<String, String> = BTreeMap::new();
    let mut undated: BTreeSet<String> = BTreeSet::new();
    for (path, make) in bundle.files() {
        let path = path.as_str();
        if !path.ends_with(".ics") {
            continue;
        }
        let text = String::from_utf8(make()).expect("UTF-8");
        let calendar = check(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        let other = calcard::icalendar::ICalendar::parse(&text).unwrap_or_else(|e| panic!("{path}: {e:?}"));
        let entries = other
            .components
            .iter()
            .filter(|c| c.component_type.is_event() || c.component_type.is_todo());
        assert_eq!(entries.count(), calendar.components.len(), "{path}");
        seen += 1;
        for c in &calendar.components {
            let uid = c.value("UID").unwrap_or_default().replace("\\,", ",");
            match (path, c.value("RRULE"), c.value("DTSTART")) {
                ("lich.ics", None, Some(day)) => {
                    days.insert(uid, day.to_string());
                }
                ("lich.ics", Some(_), _) | ("lich-khong-ngay.ics", ..) => {
                    undated.insert(uid);
                }
                _ => {}
            }
        }
    }
    let json: serde_json::Value = serde_json::from_slice(&bundle.bytes("du-lieu/deadlines.json").expect("planned")).expect("JSON");
    let (mut want_days, mut want_undated) = (BTreeMap::new(), BTreeSet::new());
    for d in json["deadlines"].as_array().expect("a list") {
        let uid = format!("{}~d{}@{}", d["task"].as_str().expect("task"), d["ordinal"], compiled.config.host());
        match d["due"].as_str() {
            Some(day) => {
                want_days.insert(uid, day.replace('-', ""));
            }
            None => {
                want_undated.insert(uid);
            }
        }
    }
    assert_eq!(days, want_days);
    assert_eq!(undated, want_undated);
    seen
}

#[test]
fn every_calendar_of_a_site_is_right() {
    let text = format!(
        "{}-- ketluan.yaml --\nbase_url: https://x.vn/kl\ntitle: \"A, b; c\\\\d\"\n-- content/_data/topics.yaml --\nduong-tranh: {{ name: Đường tránh thị trấn, aliases: [] }}\n-- content/_data/progress/1.yaml --\n- {{ task: 2026-02/II.2.b, status: dang-thuc-hien, date: 2026-03-20 }}\n",
        super::site::TWO
    );
    assert!(check_site(&text) > 10);
}

#[test]
fn every_calendar_of_the_real_notices_is_right() {
    if let Some(text) = super::corpus::sections() {
        check_site(&text);
    }
}

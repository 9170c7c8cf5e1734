//! Kind, issuer, dateline, session, period, chair, signer, recipients.

use crate::calendar::{Day, Month};
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Head, NoticeKind, Signer};
use crate::outline::{Document, component};
use crate::viet::{fold, letter};

/// Reads the head; each field that the front matter sets is taken from there.
pub fn read(document: &Document, diags: &mut Diagnostics) -> Head {
    let head = fields(document);
    missing(document, &head, diags);
    head
}

/// Names the fields that were not found, with lines for the front matter. A warning where the site cannot do without: the title, the body
/// that issued it, any day; a note for the others, of which a summary in other words (`original:`) needs none.
fn missing(document: &Document, head: &Head, diags: &mut Diagnostics) {
    let unwritten = document.head.is_empty() && document.body.is_empty() && document.front.tasks.is_none();
    if unwritten {
        return;
    }
    let dated = match head.kind {
        NoticeKind::Conclusion => head.meeting_date.is_some(),
        NoticeKind::Dispatch => head.meeting_date.is_some() || head.period.is_some(),
    };
    let grave = head.title.is_none() || head.issuer.is_none() || head.issued.is_none() && !dated;
    if !grave && document.front.original.is_some() {
        return;
    }
    let all = [
        (head.title.is_none(), "tên văn bản", "the title", "title: Kết luận …"),
        (head.number.is_none(), "số", "the number", "number: 12/TB-UBND"),
        (head.issued.is_none(), "ngày ban hành", "the day of issue", "issued: 2026-04-09"),
        (head.issuer.is_none(), "cơ quan ban hành", "who issued it", "issuer: UBND tỉnh …"),
    ];
    let lacking: Vec<_> = all.iter().filter(|(missing, ..)| *missing).collect();
    if lacking.is_empty() {
        return;
    }
    let list = |of: fn(&(bool, &'static str, &'static str, &'static str)) -> &'static str, mark: &str| {
        lacking.iter().map(|l| of(l)).collect::<Vec<_>>().join(mark)
    };
    let (vi, en, lines) = (list(|l| l.1, ", "), list(|l| l.2, ", "), list(|l| l.3, "\n"));
    let mut done = vec![];
    if head.title.is_none() {
        done.push(("tên lấy theo tên tệp", "named after its file"));
    }
    if head.issued.is_none() && !dated && head.period.is_none() {
        done.push((
            "xếp vào nhóm không rõ ngày, không so sánh với văn bản khác",
            "put among those without a day, compared with no other notice",
        ));
    }
    let done = match done.as_slice() {
        [] => Text::new("trang bỏ trống các mục ấy", "the page leaves them out"),
        all => Text::new(
            all.iter().map(|d| d.0).collect::<Vec<_>>().join("; "),
            all.iter().map(|d| d.1).collect::<Vec<_>>().join("; "),
        ),
    };
    let (place_vi, place_en) = if document.path.ends_with(".md") {
        ("đầu tệp, giữa hai dòng “---”", "at the head of the file, between two lines “---”")
    } else {
        ("tệp", "into the file")
    };
    diags.report(
        if grave { Code::HeadIncomplete } else { Code::HeadPartlyRead },
        Some(crate::span::Span::file(document.source)),
        Text::new(format!("không đọc được {vi}"), format!("not found: {en}")),
        Some(done),
        Some(Text::new(
            format!("nếu văn bản có, ghi vào {place_vi}:\n{lines}"),
            format!("where the notice has them, write {place_en}:\n{lines}"),
        )),
    );
}

fn fields(document: &Document) -> Head {
    let front = &document.front;
    let lines: Vec<&str> = document.head.iter().map(|b| b.text.as_str()).collect();
    let title_at = lines.iter().position(|l| is_notice_title(l));
    let addressed = lines.iter().position(|l| starts(l, "kinh gui"));
    let telegram = title_at.is_some_and(|t| starts(lines[t], "cong dien"));
    let kind = front.kind.unwrap_or(match (title_at, addressed) {
        (None, Some(_)) => NoticeKind::Dispatch,
        _ if telegram => NoticeKind::Dispatch,
        _ => NoticeKind::Conclusion,
    });
    let (title, opening_at) = match title_at {
        Some(t) => title(&lines, t),
        None => (lines.get(..addressed.unwrap_or(0)).and_then(subject_line), addressed.unwrap_or(0)),
    };
    let letterhead = lines.get(..title_at.or(addressed).unwrap_or(0)).unwrap_or(&[]);
    let opening = lines.get(opening_at..).unwrap_or(&[]);
    let (place, issued) = dateline(if title_at.or(addressed).is_some() { letterhead } else { &lines }).unzip();
    let issuer = front.issuer.clone().or_else(|| {
        issuer_of_letterhead(letterhead, document).or_else(|| {
            let bare = issuer_of_opening(opening, kind)?;
            Some(at_place(bare, place.as_deref()))
        })
    });
    // a dispatch may pass on what was said at the issuer's own session
    let session = kind == NoticeKind::Conclusion || opening.iter().any(|l| tells_session(l, issuer.as_deref()));
    let issued = front.issued.or(issued);
    let meeting_date = front.meeting_date.or_else(|| session.then(|| day_of_session(opening)).flatten());
    let near = meeting_date.or(issued).map(Month::of);
    let period = front.period.or_else(|| {
        // the month in the title of another dispatch is that of what it answers
        let title = title.as_deref().filter(|_| session || title_at.is_some());
        let from_title = title.and_then(|t| month_in(t, near, false));
        let from_opening = || session.then(|| opening.iter().find_map(|l| month_in(l, near, true))).flatten();
        from_title
            .or_else(from_opening)
            .or_else(|| months_so_far(title?, near))
            .or_else(|| quarter_in(title?, near))
    });
    let chair = front.chair.clone().or_else(|| {
        if !session {
            return None;
        }
        let named = title.as_deref().and_then(|t| chair_of_title(t, issuer.as_deref()));
        named
            .or_else(|| opening.iter().find_map(|l| chair_of_opening(l, issuer.as_deref())))
            .or_else(|| opening.iter().find_map(|l| who_concludes(l, issuer.as_deref())))
            .or_else(|| opening.iter().find_map(|l| who_visited(l, issuer.as_deref())))
            .or_else(|| chair_of_title(opening.iter().find(|l| tells_session(l, issuer.as_deref()))?, issuer.as_deref()))
    });
    Head {
        kind,
        number: front.number.clone().or_else(|| letterhead.iter().find_map(|l| number(l))),
        place: front.place.clone().or(place),
        issued,
        meeting_date,
        period,
        chair,
        signer: front.signer.clone().or_else(|| signer(document)),
        addressees: addressed.map(|a| addressees(&lines, a)).unwrap_or_default(),
        recipients: front.recipients.clone().unwrap_or_else(|| {
            let lines = whole_lines(document);
            let items = lines
                .iter()
                .flat_map(|line| items(signed_behind(line).map_or(line, |at| &line[..at]), lines.len() == 1));
            items.map(item).filter(|t| !t.is_empty() && !is_file(t)).collect()
        }),
        title: front.title.clone().or(title),
        issuer,
    }
}

/// "UBND tỉnh" that a text without letterhead says, with the place of its dateline, which is that of the issuer
/// (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).
fn at_place(issuer: String, place: Option<&str>) -> String {
    const BARE: &[&str] = &[
        "UBND tỉnh",
        "UBND huyện",
        "UBND quận",
        "UBND thị xã",
        "UBND xã",
        "UBND phường",
        "UBND thị trấn",
        "UBND đặc khu",
    ];
    match place {
        Some(place) if BARE.contains(&issuer.as_str()) => format!("{issuer} {place}"),
        _ => issuer,
    }
}

fn starts(text: &str, plain: &str) -> bool {
    fold::starts_plain(text.trim_start_matches(|c: char| !c.is_alphanumeric()), plain)
}

/// The lines of the recipients. Where they end in semicolons, one that does not goes on in the next.
fn whole_lines(document: &Document) -> Vec<String> {
    let marked = document.recipients.iter().filter(|b| b.text.ends_with(';')).count();
    let mut lines: Vec<String> = Vec::new();
    for block in &document.recipients {
        match lines.last_mut() {
            Some(last) if marked > 2 && !last.ends_with([';', '.', ':', ',', '/']) => {
                last.push(' ');
                last.push_str(&block.text);
            }
            _ => lines.push(block.text.clone()),
        }
    }
    lines
}

/// The items of a list that stands in one line: "- A; - B; - C.", or, where it is all there is, "A; B; C."
fn items(text: &str, all: bool) -> impl Iterator<Item = &str> {
    let dashed = text.contains("; - ") || text.contains("; – ");
    let parted = all && text.matches("; ").count() > 1;
    let mut from = 0;
    let ends: Vec<usize> = text
        .match_indices("; ")
        .map(|(at, _)| at + 1)
        .filter(|at| parted && !dashed || dashed && text[*at..].trim_start().starts_with(['-', '–']))
        .chain([text.len()])
        .collect();
    ends.into_iter().map(move |end| {
        let part = &text[from..end];
        from = end;
        part
    })
}

/// The byte at which the signature begins that a text without line ends has behind its recipients: "Lưu: VT. TL. CHỦ TỊCH CHÁNH VĂN PHÒNG
/// Họ Tên".
fn signed_behind(text: &str) -> Option<usize> {
    let powers = [" TL. ", " KT. ", " TM. ", " TUQ. "];
    // no signature is longer
    const LONGEST: usize = 200;
    let power_before = |end: usize| Some(end - powers.iter().find(|p| text.as_bytes()[..end].ends_with(p.as_bytes()))?.len());
    memchr::memrchr_iter(b'.', text.as_bytes())
        .take_while(|dot| text.len() - dot < LONGEST)
        .filter_map(|dot| power_before((dot + 2).min(text.len())))
        .find(|at| text.len() - at < LONGEST && component::is_signature(text[*at..].trim()))
}

/// "TB_PHTK-T12": the name of the typist's file below the recipients.
fn is_file(item: &str) -> bool {
    let bare = !item.contains(char::is_whitespace) && !item.contains(char::is_lowercase);
    bare && item.contains('_') && item.contains(|c: char| c.is_ascii_uppercase())
}

/// A line of a list without its dash and closing mark.
fn item(text: &str) -> String {
    text.trim_start_matches(['-', '–', '+', ' '])
        .trim_end_matches([';', '.', ',', '/', ' '])
        .to_string()
}

/// "THÔNG BÁO" alone, or with what it announces on the same line.
fn is_notice_title(line: &str) -> bool {
    component::is_title(line) || line.starts_with("THÔNG BÁO ") || line == "THÔNG BÁO"
}

/// The text under THÔNG BÁO and the line at which the opening begins.
fn title(lines: &[&str], at: usize) -> (Option<String>, usize) {
    let mut parts = Vec::new();
    let own = lines.get(at).and_then(|l| l.strip_prefix("THÔNG BÁO")).map_or("", str::trim);
    if own.chars().any(char::is_lowercase) {
        parts.push(own);
    }
    let mut next = at + 1;
    while let Some(line) = lines.get(next) {
        const OPENINGS: [&str; 14] = [
            "ngay ",
            "sang ",
            "chieu ",
            "sang ngay",
            "trong ",
            "thuc hien",
            "can cu",
            "tren co so",
            "vua qua",
            "tai phien hop ngay",
            "tu ngay",
            "hom nay",
            "dong chi ",
            "duoi su",
        ];
        // "triển khai nhiệm vụ / trọng tâm tháng 9" goes on in small letters
        let opens = !parts.is_empty() && line.starts_with(char::is_uppercase) && OPENINGS.iter().any(|o| starts(line, o));
        if opens || line.ends_with(':') || line.chars().count() >= 300 || (starts(line, "ngay ") && line.contains(',')) {
            break;
        }
        parts.push(line);
        next += 1;
    }
    let text = parts.join(" ");
    ((!text.is_empty()).then_some(text), next)
}

/// The subject of a dispatch as its letterhead tells it, below the number (Nghị định 30/2020/NĐ-CP, Phụ lục I): "V/v triển khai …".
fn subject_line(letterhead: &[&str]) -> Option<String> {
    let begins = |line: &str| starts(line, "v/v");
    let at = letterhead.iter().position(|l| begins(l))?;
    let goes_on = |line: &&&str| {
        line.chars().any(char::is_lowercase)
            && !["so:", "so ", "doc lap", "kinh gui", "hoa toc"].iter().any(|w| starts(line, w))
            && dateline(&[line]).is_none()
    };
    let lines: Vec<&str> = letterhead[at..].iter().take_while(goes_on).copied().collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// "Ngày 31/10/2025, UBND phường tổ chức phiên họp …", "Thực hiện kết luận của Chủ tịch UBND phường tại phiên họp ngày …": the
/// paragraph of a dispatch that tells of the issuer's own session.
fn tells_session(line: &str, issuer: Option<&str>) -> bool {
    const SESSIONS: [&str; 8] = [
        "phiên họp",
        "cuộc họp",
        "hội nghị",
        "buổi làm việc",
        "buổi họp",
        "giao ban",
        "kiểm tra hiện trường",
        "kiểm tra thực tế",
    ];
    let begins = |words: &[&str]| words.iter().any(|w| line.trim_start().starts_with(w));
    let (held, followed) = (
        begins(&["Ngày", "Sáng", "Chiều", "Trong ngày"]),
        begins(&["Thực hiện", "Triển khai", "Căn cứ", "Theo"]),
    );
    let sentence = line.split(". ").next().filter(|_| held || followed).unwrap_or_default();
    let lower = letter::lowercase(sentence);
    let Some(at) = SESSIONS.iter().filter_map(|w| lower.find(w)).min() else {
        return false;
    };
    let told = if held {
        ["tổ chức", "chủ trì", "đã họp", "có buổi", "đã đi kiểm tra", "đã kiểm tra"]
            .iter()
            .any(|w| sentence.contains(w))
    } else {
        committees(sentence)
            .iter()
            .any(|(of, name)| *of < at && sentence[..*of].trim_end().ends_with("hủ tịch") && level_of(name) == issuer.and_then(level_of))
    };
    told && session_day(sentence).is_some()
}

/// The level of the committee in a name: "huyện" of "Văn phòng UBND huyện Sao Mai".
fn level_of(name: &str) -> Option<&'static str> {
    let (_, rest) = name.split_once("UBND ")?;
    level(rest).map(|(level, _)| level)
}

/// "Số: 12/TB-UBND", also with gaps; `None` where the number itself is blank.
fn number(line: &str) -> Option<String> {
    if !starts(line, "so") {
        return None;
    }
    // a scan may print "Sô"
    let rest = line.trim_start().trim_start_matches(|c: char| c.is_alphabetic());
    let rest = rest.trim_start_matches([':', ' ', '.']);
    let end = rest.find(" ngày").unwrap_or(rest.len());
    // "356 /TB-UBND  Sao Mai, ngày …": what is no sign stands in the other column
    let compact: String = rest
        .get(..end)?
        .split_whitespace()
        .enumerate()
        .take_while(|(n, part)| *n == 0 || !part.contains(char::is_lowercase) || part.contains(['/', '-']))
        .flat_map(|(_, part)| part.chars())
        .filter(|c| *c != '…')
        .collect();
    let digits = compact.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && compact.get(digits..)?.starts_with(['/', '-']) && compact.len() <= 40).then_some(compact)
}

/// "X, ngày D tháng M năm Y" alone on its line.
fn dateline(lines: &[&str]) -> Option<(String, Day)> {
    lines.iter().find_map(|line| {
        let at = line.find("ngày")?;
        let place = line.get(..at)?.trim().strip_suffix(',')?.trim();
        // the number may stand in the same line
        let place = match place.rfind('/').filter(|_| starts(place, "so")) {
            Some(sign) => place.get(sign..)?.split_once(' ')?.1.trim(),
            None => place,
        };
        let (day, end) = date(line.get(at..)?)?;
        let alone = line.get(at + end..)?.chars().all(|c| !c.is_alphanumeric());
        let named = place.starts_with(char::is_uppercase) && place.chars().count() <= 40;
        (alone && named).then(|| (place.to_string(), day))
    })
}

/// The number at the head of a text. A scan takes 1 for l and 0 for O: beside a digit they are meant as such.
fn digits(text: &str) -> Option<(u32, &str)> {
    let mut value = 0;
    let mut n = 0;
    let mut seen = false;
    for c in text.chars().take(5) {
        let digit = match c {
            '0'..='9' => {
                seen = true;
                c as u32 - '0' as u32
            }
            'l' | 'I' => 1,
            'O' | 'o' => 0,
            _ => break,
        };
        value = value * 10 + digit;
        n += 1;
    }
    (seen && n <= 4).then_some((value, text.get(n..)?))
}

/// The date that follows "ngày": "06/8/2025", "28 tháng 4 năm 2022". With the bytes read.
fn date(text: &str) -> Option<(Day, usize)> {
    let rest = text.strip_prefix("ngày").or_else(|| text.strip_prefix("Ngày"))?.trim_start();
    let (d, rest) = digits(rest)?;
    let trimmed = rest.trim_start();
    let (m, rest) = match trimmed.strip_prefix("tháng") {
        Some(r) => digits(r.trim_start())?,
        None => digits(trimmed.strip_prefix(['/', '-', '.'])?.trim_start())?,
    };
    let trimmed = rest.trim_start();
    let year = trimmed.strip_prefix("năm").or_else(|| trimmed.strip_prefix(['/', '-', '.']))?;
    let (y, rest) = digits(year.trim_start())?;
    let day = Day::from_ymd_opt(y as i32, m, d)?;
    (1900..=2200).contains(&y).then_some((day, text.len() - rest.len()))
}

/// The day of the first paragraph that tells one; of the session at which the chairman presided, where the first tells of a visit before it.
fn day_of_session(opening: &[&str]) -> Option<Day> {
    let first = opening.iter().position(|l| session_day(l).is_some())?;
    let visit = ["kiểm tra", "khảo sát", "làm việc"].iter().any(|v| opening[first].contains(v)) && !opening[first].contains("chủ trì");
    let presided = |l: &&&str| {
        let dated = ["Ngày ", "Sáng ", "Chiều "].iter().any(|d| l.trim_start().starts_with(d));
        let chair = l.find("Chủ tịch").zip(l.find("chủ trì"));
        dated && chair.is_some_and(|(who, presides)| who < presides)
    };
    let later = opening[first + 1..].iter().filter(|_| visit).filter(presided);
    later.chain([&opening[first]]).find_map(|l| session_day(l))
}

/// "Ngày 06/8/2025, … tổ chức Phiên họp": a day that dates no document.
fn session_day(text: &str) -> Option<Day> {
    let plain = fold::plain(text);
    ["hop", "hoi nghi", "lam viec", "kiem tra", "ket luan", "buoi", "phien giai trinh"]
        .iter()
        .any(|w| plain.contains(w))
        .then_some(())?;
    // "Sáng 28/01/2026, UBND tỉnh họp …"
    let part = ["Sáng ", "Chiều ", "Tối "]
        .iter()
        .find_map(|part| text.trim_start().strip_prefix(part));
    if let Some((day, _)) = part.and_then(|rest| date(&format!("ngày {}", letter::first(rest, 16)))) {
        return Some(day);
    }
    let mut places: Vec<usize> = text.match_indices("ngày").chain(text.match_indices("Ngày")).map(|m| m.0).collect();
    places.sort_unstable();
    places.into_iter().find_map(|at| {
        let rest = text.get(at..)?;
        let (day, _) = date(rest).or_else(|| date(&last_of_days(rest)?))?;
        let before = text.get(..at)?.rsplit([',', '.', ';']).next()?;
        let document = before.rsplit(' ').take(8).any(|w| w.contains('/') || matches!(w, "số" | "Số"));
        (!document).then_some(day)
    })
}

/// "ngày 19/5/2015" of "ngày 18 và 19/5/2015".
fn last_of_days(text: &str) -> Option<String> {
    let first = text.get("ngày ".len()..)?;
    let rest = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = [" và ngày ", " và ", " - ", "-"].iter().find_map(|and| rest.strip_prefix(and))?;
    (rest.len() < first.len()).then(|| format!("ngày {rest}"))
}

/// The month after "tháng" in a title, or after "thường kỳ", "phiên họp" in an opening.
fn month_in(text: &str, near: Option<Month>, opening: bool) -> Option<Month> {
    let lower = letter::lowercase(text);
    lower.match_indices("tháng ").find_map(|(at, word)| {
        let (month, rest) = digits(lower.get(at + word.len()..)?.trim_start())?;
        let before = lower.get(..at)?.trim_end();
        // "ngày 6 tháng 8" is a day, "tuần 3 tháng 8" a week
        let counted = before.trim_end_matches(|c: char| c.is_ascii_digit());
        if counted.len() < before.len() && !["tuần", "tuần thứ"].iter().any(|w| counted.trim_end().ends_with(w)) || month == 0 || month > 12
        {
            return None;
        }
        // "đợt mưa lũ cuối tháng 8": when something happened
        let part = ["cuối", "đầu", "giữa"].iter().any(|w| before.ends_with(w));
        if part && ["mưa", "lũ", "bão", "thiên tai", "sự cố"].iter().any(|w| lower.contains(w)) {
            return None;
        }
        if opening && !["thường kỳ", "họp", "thường kì", "định kỳ"].iter().any(|w| before.ends_with(w)) {
            return None;
        }
        let year = rest.strip_prefix(['/', '-']).and_then(digits).map(|d| d.0).or_else(|| {
            let near: String = rest.chars().take(60).collect();
            let part = near.split(['.', ';']).next()?;
            let at = part.find("năm 2").or_else(|| part.find("năm 1"))?;
            digits(part.get(at + "năm ".len()..)?).map(|d| d.0)
        });
        match (year, near) {
            (Some(y), _) => Month::new(y as i32, month),
            // without a year: the one nearest to the session
            (None, Some(n)) => [n.year - 1, n.year, n.year + 1]
                .iter()
                .filter_map(|y| Month::new(*y, month))
                .min_by_key(|m| ((m.year - n.year) * 12 + m.month as i32 - n.month as i32).abs()),
            (None, None) => None,
        }
    })
}

/// "9 tháng đầu năm 2023", "9 tháng và nhiệm vụ quý IV năm 2023": the last of them; without a year that of the session.
fn months_so_far(text: &str, near: Option<Month>) -> Option<Month> {
    const SO_FAR: [&str; 5] = [
        " tháng đầu năm",
        " tháng năm",
        " tháng và triển khai nhiệm vụ",
        " tháng và nhiệm vụ",
        " tháng, nhiệm vụ",
    ];
    // what else is judged over months is no session of them
    let all = SO_FAR.iter().take(if text.contains("kinh tế") { SO_FAR.len() } else { 1 });
    let (before, behind) = all.copied().find_map(|words| text.split_once(words))?;
    let month = before.rsplit(' ').next()?.trim_start_matches('0').parse().ok()?;
    // "và nhiệm vụ 3 tháng cuối năm 2025"
    let year_of = |text: &str| digits(text).map(|(year, _)| year as i32).filter(|year| (1900..2200).contains(year));
    let later = || {
        behind
            .match_indices(" năm ")
            .find_map(|(at, word)| year_of(&behind[at + word.len()..]))
    };
    let year = year_of(behind.trim_start()).or_else(later);
    // the tasks that follow a whole year are those of the next
    let tasks = month == 12 && !behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let year = year.map(|y| y - i32::from(tasks));
    Month::new(year.or(near.map(|n| n.year))?, month)
}

/// "phiên họp thường kỳ UBND tỉnh quý III năm 2019": the last month of the quarter; without a year that of the session.
fn quarter_in(title: &str, near: Option<Month>) -> Option<Month> {
    const QUARTER: &str = "quý ";
    let lower = letter::lowercase(title);
    let at = lower.find(QUARTER)?;
    let session = ["phiên họp", "cuộc họp", "hội nghị", "kỳ họp"]
        .iter()
        .find_map(|s| lower[..at].rfind(s))?;
    let session = &lower[session..at];
    // "phiên họp về nhiệm vụ quý IV" looks ahead
    if session.chars().count() > 64 || session.contains("nhiệm vụ") {
        return None;
    }
    let rest = &lower[at + QUARTER.len()..];
    let (numeral, behind) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
    let quarter = ["i", "ii", "iii", "iv"].iter().position(|n| *n == numeral).map(|n| n as u32 + 1);
    let quarter = quarter.or_else(|| numeral.parse().ok().filter(|n| (1..=4).contains(n)))?;
    let year = behind.trim_start_matches([' ', '/', '-', ',']);
    let year = digits(year.strip_prefix("năm ").unwrap_or(year)).map(|(year, _)| year as i32);
    // without a year: the last such quarter that had begun
    let last = || near.map(|n| n.year - i32::from(n.month + 2 < quarter * 3));
    let month = Month::new(year.or_else(last)?, quarter * 3)?;
    // a plan for the quarter in which one meets is not what was done in it
    near.is_none_or(|n| (n.year, n.month) >= (month.year, month.month)).then_some(month)
}

/// What a word of a name is made of: "Brang", "K'Sor", "H-Ring".
fn of_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '’' | '-')
}

/// The capitalised words at the end of a text: a name.
fn name_at_end(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text
        .split_whitespace()
        .rev()
        .take_while(|w| {
            w.starts_with(char::is_uppercase) && w.chars().all(of_name) && (w.chars().count() == 1 || w.chars().any(char::is_lowercase))
        })
        .collect();
    words.reverse();
    words
}

/// The capitalised words at the head of a text, up to the first mark.
fn name_at_start(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        let core = word.trim_end_matches([',', '.', ';', ':', ')']);
        let letter = core.chars().count() == 1;
        if !core.starts_with(char::is_uppercase) || !core.chars().all(of_name) || !(letter || core.chars().any(char::is_lowercase)) {
            break;
        }
        out.push(core);
        if core.len() < word.len() {
            break;
        }
    }
    out
}

/// A person's name out of a run of capitalised words that may begin with the name of the issuer's place.
fn person(words: &[&str], issuer: Option<&str>) -> Option<String> {
    let place: Vec<&str> = issuer.map(name_at_end).unwrap_or_default();
    let words = if !place.is_empty() && words.len() >= place.len() && words[..place.len()] == place[..] {
        &words[place.len()..]
    } else {
        words
    };
    // "Chủ tịch UBND Tỉnh NAME"
    let words = match words {
        ["Tỉnh" | "Huyện" | "Xã" | "Phường", name @ ..] if name.len() > 1 => name,
        words => words,
    };
    (2..=5).contains(&words.len()).then(|| words.join(" "))
}

/// "Kết luận của Chủ tịch UBND tỉnh NAME tại …".
fn chair_of_title(title: &str, issuer: Option<&str>) -> Option<String> {
    let after = title.split_once("của ")?.1;
    let end = [" tại ", " về ", " trong ", " ở ", " - ", " – ", ","]
        .iter()
        .filter_map(|w| after.find(w))
        .min()
        .unwrap_or(after.len());
    let holder = after.get(..end)?;
    let plain = fold::plain(holder);
    if !["chu tich", "truong", "giam doc", "bi thu", "dong chi", "ong ", "ba ", "pho "]
        .iter()
        .any(|w| plain.contains(w))
    {
        return None;
    }
    person(&name_at_end(holder), issuer)
}

/// What stands before the name of a person.
const HONORIFICS: [&str; 7] = ["đồng chí ", "Đồng chí ", "Dồng chí ", "ông ", "Ông ", "bà ", "Bà "];

/// "Phiên họp do đồng chí NAME - … chủ trì", "Chủ tịch UBND tỉnh NAME chủ trì Phiên họp".
fn chair_of_opening(text: &str, issuer: Option<&str>) -> Option<String> {
    // who presides over a session of a council has the seat: "chủ tọa"
    let presides = |s: &str| {
        ["chủ trì", "Chủ trì", "chủ tọa", "chủ toạ", "Chủ tọa", "Chủ toạ"]
            .iter()
            .find_map(|w| s.find(w))
    };
    let (sentence, upto) = text.split(". ").find_map(|s| Some((s, presides(s)?)))?;
    let before = sentence.get(..upto)?.trim_end().trim_end_matches(" đã").trim_end_matches(',');
    // whom the honorific names; else the name that ends the subject, which may also be that of a place
    let honoured = HONORIFICS
        .iter()
        .flat_map(|w| before.match_indices(w).map(|(at, w)| at + w.len()))
        .max()
        .and_then(|at| person(&name_at_start(before.get(at..)?), None));
    honoured.or_else(|| person(&name_at_end(before), issuer)).or_else(|| {
        HONORIFICS
            .iter()
            .filter_map(|w| Some((sentence.find(w)?, w.len())))
            .filter_map(|(at, len)| person(&name_at_start(sentence.get(at + len..)?), None))
            .next()
    })
}

/// "Chủ tịch UBND phường NAME đã có ý kiến kết luận, chỉ đạo", "… có buổi làm việc với …": who concludes, where nobody is said to
/// chair.
fn who_concludes(text: &str, issuer: Option<&str>) -> Option<String> {
    const DEEDS: [&str; 6] = [
        " đã có ý kiến kết luận",
        " có ý kiến kết luận",
        " đã kết luận",
        " kết luận",
        " đã có buổi làm việc",
        " có buổi làm việc",
    ];
    let at = DEEDS.iter().find_map(|w| text.find(w))?;
    let before = text.get(..at)?;
    let subject = before.rsplit([',', ';', '.']).next()?;
    ["Chủ tịch", "chủ tịch", "Trưởng", "Giám đốc"]
        .iter()
        .any(|office| subject.contains(office))
        .then(|| person(&name_at_end(subject), issuer))
        .flatten()
}

/// "Ngày …, đồng chí NAME - Chủ tịch UBND tỉnh cùng đoàn công tác đã đi kiểm tra … và làm việc với …": who leads a visit, where
/// nobody is said to chair or to conclude.
fn who_visited(text: &str, issuer: Option<&str>) -> Option<String> {
    const VISITS: [&str; 6] = [
        " làm việc với",
        " làm việc tại",
        " đi kiểm tra",
        " đã kiểm tra",
        " đã đến thăm",
        " khảo sát",
    ];
    let sentence = text.split(". ").next()?;
    let upto = VISITS.iter().filter_map(|w| sentence.find(w)).min()?;
    let subject = sentence.get(..upto)?;
    let at = HONORIFICS.iter().filter_map(|w| Some(subject.find(w)? + w.len())).min()?;
    let holder = subject.get(at..)?;
    // "đồng chí Chủ tịch UBND tỉnh NAME đã đi kiểm tra …"
    if ["Chủ tịch ", "Phó Chủ tịch "].iter().any(|office| holder.starts_with(office)) {
        let own = [",", " và ", " cùng "]
            .iter()
            .filter_map(|end| holder.find(end))
            .min()
            .map_or(holder, |end| &holder[..end]);
        return person(&name_at_end(own.trim_end().trim_end_matches(" đã")), issuer).filter(|_| level_of(own) == issuer.and_then(level_of));
    }
    let name = person(&name_at_start(holder), None)?;
    // "đồng chí NAME - Chủ tịch …", "ông NAME, Phó Chủ tịch …"
    let office = holder.get(name.len()..)?.trim_start_matches([' ', ',', '-', '–', '(']);
    ["Chủ tịch", "Phó Chủ tịch", "Bí thư", "Phó Bí thư", "Ủy viên", "Uỷ viên"]
        .iter()
        .any(|o| office.starts_with(o))
        .then_some(name)
}

/// Power, office and name as signed.
fn signer(document: &Document) -> Option<Signer> {
    let among = || {
        let last = document.recipients.last()?.text.as_str();
        Some(last[signed_behind(last)?..].trim())
    };
    let lines: Vec<&str> = document
        .signature
        .iter()
        .map(|b| b.text.trim())
        .chain(among().filter(|_| document.signature.is_empty()))
        .flat_map(|line| match component::signed(line) {
            Some((office, name)) if component::is_signature(office) && component::is_name(name) => vec![office, name],
            _ => vec![line],
        })
        .filter(|l| !l.is_empty() && !l.starts_with('('))
        .collect();
    let (mut powers, mut offices, mut name) = (Vec::new(), Vec::new(), None);
    for line in lines {
        let plain = fold::plain(line);
        let power = ["tl.", "kt.", "tuq.", "tm.", "t/m"].iter().any(|p| plain.starts_with(p));
        if power && offices.is_empty() {
            // power and office on one line: "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG", but "KT. CHÁNH VĂN PHÒNG" names whose place is taken
            let cut = [" CHÁNH ", " PHÓ ", " GIÁM ĐỐC"]
                .iter()
                .filter_map(|w| line.find(w))
                .filter(|at| line[..*at].contains(' '))
                .min()
                .unwrap_or(line.len());
            let (first, rest) = line.split_at(cut);
            powers.push(first.trim());
            if !rest.trim().is_empty() {
                offices.push(rest.trim());
            }
        } else if component::is_signature(line)
            || (name.is_none() && offices.is_empty() && !powers.is_empty() && !line.chars().any(char::is_lowercase))
        {
            offices.push(line);
        } else if component::is_name(line) {
            name = Some(line.to_string());
        }
    }
    let joined = |lines: Vec<&str>| (!lines.is_empty()).then(|| lines.join(" "));
    let (authority, title) = (joined(powers), joined(offices));
    name.map(|name| Signer { name, title, authority })
}

/// The lines below "Kính gửi:", or what stands behind it.
fn addressees(lines: &[&str], at: usize) -> Vec<String> {
    let mut out = Vec::new();
    let own = lines.get(at).and_then(|l| l.split_once(':')).map_or("", |l| l.1).trim();
    if !own.is_empty() {
        out.extend(own.split(';').map(item).filter(|t| !t.is_empty()));
        if own.ends_with('.') {
            return out;
        }
    }
    for line in lines.get(at + 1..).unwrap_or(&[]) {
        let listed = line.ends_with(';') || line.ends_with('.');
        if line.chars().count() > 160
            || ["thuc hien", "can cu", "ngay ", "ubnd", "de "]
                .iter()
                .any(|w| starts(line, w) && !listed)
            || (!own.is_empty() && !listed)
        {
            break;
        }
        out.push(item(line));
        if line.ends_with('.') {
            break;
        }
    }
    out.retain(|t| !t.is_empty());
    out
}

const LEVELS: [&str; 8] = ["tỉnh", "thành phố", "thị xã", "huyện", "quận", "xã", "phường", "đặc khu"];

/// The level named at the head of a text, with its bytes.
fn level(text: &str) -> Option<(&'static str, &str)> {
    LEVELS.iter().find_map(|l| {
        // also with a mark that a scan lost: "TINH"
        let end: usize = text.chars().take(l.chars().count()).map(char::len_utf8).sum();
        let (word, rest) = text.split_at(end);
        let same = word == *l || fold::plain(word) == fold::plain(l);
        (same && !rest.starts_with(char::is_alphabetic)).then_some((*l, rest))
    })
}

/// Each "UBND tỉnh X" of a text, in whichever spelling: where it stands, and its normal form.
fn committees(text: &str) -> Vec<(usize, String)> {
    const FORMS: [&str; 5] = ["Ủy ban nhân dân", "Uỷ ban nhân dân", "Ủy ban Nhân dân", "Uỷ ban Nhân dân", "UBND"];
    let mut out: Vec<(usize, String)> = Vec::new();
    for form in FORMS {
        for (at, _) in text.match_indices(form) {
            let rest = text.get(at + form.len()..).unwrap_or("").trim_start();
            let rest = rest.strip_prefix("(UBND)").unwrap_or(rest).trim_start();
            if let Some((level, rest)) = level(rest) {
                let mut words = name_at_start(if rest.starts_with(' ') { rest } else { "" });
                words.truncate(4);
                let name = words.join(" ");
                out.push((at, format!("UBND {level} {name}").trim_end().to_string()));
            }
        }
    }
    out.sort();
    out
}

fn issuer_of_opening(opening: &[&str], kind: NoticeKind) -> Option<String> {
    let mut bare = None;
    for text in opening {
        for (at, name) in committees(text) {
            let before = text.get(..at).unwrap_or("").trim_end();
            let person = before.ends_with("Chủ tịch") || before.ends_with("chủ tịch");
            let words = name.split(' ').skip(1).filter(|w| w.starts_with(char::is_uppercase)).count();
            let level_only = || {
                name.split(' ')
                    .take_while(|w| !w.starts_with(char::is_uppercase) || *w == "UBND")
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            if kind == NoticeKind::Dispatch {
                // who asks: the chairman; "của UBND …" is another's document
                if person {
                    return Some(if words <= 2 { name } else { level_only() });
                }
                if bare.is_none() && !before.ends_with("của") && !before.ends_with(';') && !before.is_empty() {
                    bare = Some(name);
                }
            } else if !person && words > 0 {
                return Some(name);
            } else if bare.is_none() && !(person && words > 2) {
                bare = Some(name);
            }
        }
    }
    // "Ngày …, Ban Chỉ đạo … tổ chức cuộc họp"
    let other = || {
        opening.iter().find_map(|text| {
            let after = text.split_once(", ")?.1;
            let end = [" đã tổ chức", " tổ chức", " đã họp", " họp"]
                .iter()
                .filter_map(|w| after.find(w))
                .min()?;
            let name = after.get(..end)?;
            (name.starts_with(char::is_uppercase) && name.chars().count() <= 120 && !name.contains(". ")).then(|| name.to_string())
        })
    };
    if kind == NoticeKind::Conclusion && bare.as_ref().is_none_or(|b| !b.contains(' ')) {
        other().or(bare)
    } else {
        bare.or_else(other)
    }
}

/// The bodies that stand at the head of a letterhead, as printed and as written short.
const COLLEGES: [(&str, &str); 6] = [
    ("ủy ban nhân dân", "UBND"),
    ("uỷ ban nhân dân", "UBND"),
    ("uy ban nhân dân", "UBND"),
    ("ubnd", "UBND"),
    ("hội đồng nhân dân", "HĐND"),
    ("hđnd", "HĐND"),
];

/// The left column of the letterhead: "ỦY BAN NHÂN DÂN / TỈNH X", with the body below it that issues.
fn issuer_of_letterhead(lines: &[&str], document: &Document) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        // "SỞ A / ĐẾN Số: …": the stamp of who received it
        if lines.get(n + 1).is_some_and(|next| next.trim_start().starts_with("ĐẾN")) {
            continue;
        }
        // both columns in one line
        let other = ["CỘNG HO", "Độc lập", "ĐỘC LẬP"].iter().filter_map(|w| line.find(w)).min();
        let line = other.map_or(*line, |at| &line[..at]);
        // the rule below a name, where a cell holds both
        let line = line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '_'));
        let plain = fold::plain(line);
        let skip = [
            "cong hoa",
            "doc lap",
            "so:",
            "so ",
            "v/v",
            "dang cong san",
            "hoa toc",
            "thuong khan",
            "khan",
            "mat",
        ]
        .iter()
        .any(|w| plain.starts_with(w) && !line.trim_start().starts_with("SỞ "))
            || plain.contains("ngay ")
            || line.chars().any(char::is_lowercase)
            || line.chars().filter(|c| c.is_alphabetic()).count() < 3;
        if skip {
            continue;
        }
        let lower = letter::lowercase(line);
        match names.last_mut() {
            // the name goes on in the next line
            Some(last) if level(&lower).is_some() || tasked(last) && !begins_college(&plain) => {
                last.push(' ');
                last.push_str(&lower);
            }
            _ => names.push(lower),
        }
    }
    // the body itself stands below the one above it: "UBND TỈNH X / UBND HUYỆN Y"
    let committee = names.iter().rev().find_map(|n| {
        let (short, rest) = COLLEGES.iter().find_map(|(form, short)| Some((short, n.strip_prefix(form)?)))?;
        let (level, rest) = level(rest.trim_start())?;
        Some(format!("{short} {level} {}", title_case(rest)).trim_end().to_string())
    });
    let own = names.iter().rev().find(|n| !COLLEGES.iter().any(|(form, _)| n.starts_with(form)));
    match (own, committee) {
        (Some(own), committee) => {
            // "SỞ NÔNG NGHIỆP VÀ PTNT"
            let name = super::agency::tidy(&recase(own, document));
            Some(match committee {
                // "HỘI ĐỒNG NHÂN DÂN TỈNH X / THƯỜNG TRỰC"
                Some(c) if own == "văn phòng" || own == "thường trực" => format!("{name} {c}"),
                // "UBND HUYỆN A / VĂN PHÒNG HĐND&UBND": the office of both
                Some(c) if own.starts_with("văn phòng") && own.ends_with("ubnd") => {
                    let both = own
                        .replacen("văn phòng", "Văn phòng", 1)
                        .replace("hđnd", "HĐND")
                        .replace("ubnd", "UBND");
                    match c.split_once(' ') {
                        Some((_, place)) => format!("{both} {place}"),
                        None => both,
                    }
                }
                // a committee or a department of the province that stands above it
                Some(c) if tasked(own) || own.starts_with("sở ") && !own.contains(" tỉnh ") && !own.contains(" thành phố ") => {
                    match c.split_once(' ') {
                        Some((_, place)) => format!("{name} {place}"),
                        None => name,
                    }
                }
                _ => name,
            })
        }
        (None, committee) => committee,
    }
}

/// A committee whose name tells its task at length, not yet ended by a level: "ban chỉ đạo phòng, chống thiên tai".
fn tasked(lower: &str) -> bool {
    let long = [
        "ban chỉ đạo",
        "ban chỉ huy",
        "hội đồng",
        "tổ công tác",
        "ban tổ chức",
        "ban điều hành",
    ];
    let told = ["tỉnh", "thành phố", "huyện", "quận", "xã", "phường"];
    long.iter().any(|s| lower.starts_with(s))
        && !lower.starts_with("hội đồng nhân dân")
        && !told.iter().any(|l| lower.contains(&format!(" {l}")))
}

/// Whether a line of a letterhead, folded, begins a body of its own.
fn begins_college(plain: &str) -> bool {
    [
        "ban ",
        "so ",
        "uy ban",
        "ubnd",
        "van phong",
        "hoi dong",
        "hdnd",
        "cuc ",
        "chi cuc",
        "cong an",
        "phong ",
    ]
    .iter()
    .any(|s| plain.starts_with(s))
}

fn title_case(text: &str) -> String {
    text.split_whitespace().map(capitalised).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A name printed in capitals, as the text below spells it; else with its first two words capitalised ("Sở Tài chính").
fn recase(lower: &str, document: &Document) -> String {
    let texts = document
        .head
        .iter()
        .chain(document.body.iter().map(|c| &c.block))
        .map(|b| b.text.as_str());
    for text in texts {
        let folded = letter::lowercase(text);
        // capitals and small letters of Vietnamese take the same bytes; where not, the place is not to be trusted
        if folded.len() == text.len()
            && let Some(found) = folded.find(lower).and_then(|at| text.get(at..at + lower.len()))
            && found.chars().any(char::is_lowercase)
        {
            return capitalised(found);
        }
    }
    // a kind of body that has one capital; of the others the second word has one too ("Ban Chỉ đạo", "Sở Tài chính")
    let capitals = if lower.starts_with("văn phòng") { 1 } else { 2 };
    let voiced = |w: &str| fold::plain(w).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let mut place = false;
    lower
        .split_whitespace()
        .enumerate()
        .map(|(i, w)| {
            let named = place;
            place |= LEVELS.contains(&w);
            match w {
                // what has no vowel is an abbreviation: "MTQG"
                w if w.chars().all(char::is_alphabetic) && !voiced(w) => w.to_uppercase(),
                w if i < capitals || named => capitalised(w),
                w => w.to_string(),
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::parse;
    use crate::source::SourceFile;
    use crate::span::SourceId;

    fn head(text: &str) -> Head {
        let source = SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: text.into(),
            sha256: String::new(),
        };
        let mut diags = Diagnostics::new();
        read(&parse(&source, &mut diags), &mut diags)
    }

    #[test]
    fn letterhead_side_by_side() {
        let h = head(
            "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SAO MAI             Độc lập - Tự do - Hạnh phúc\nSố: 05 /TB-UBND          Sao Mai, ngày 9 tháng 01 năm 2026\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh Trần Văn A tại phiên họp tháng 12\n\nChiều ngày 05/01/2026, UBND tỉnh họp. Chủ tịch kết luận như sau:\n\n1. Sở A báo cáo.",
        );
        assert_eq!(h.issuer.as_deref(), Some("UBND tỉnh Sao Mai"));
        assert_eq!(h.number.as_deref(), Some("05/TB-UBND"));
        assert_eq!(h.place.as_deref(), Some("Sao Mai"));
        assert_eq!(h.issued, Day::from_ymd_opt(2026, 1, 9));
        assert_eq!(h.meeting_date, Day::from_ymd_opt(2026, 1, 5));
        assert_eq!(h.period, Month::new(2025, 12));
        assert_eq!(h.chair.as_deref(), Some("Trần Văn A"));
    }

    #[test]
    fn the_stamp_of_who_got_the_letter_is_none_of_the_head() {
        let h = head(
            "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SAO MAI             Độc lập - Tự do - Hạnh phúc\n\nSố: 05/TB-UBND          Sao Mai, ngày 9 tháng 01 năm 2026\n\nUBND HUYỆN TRĂNG NON\nCÔNG VĂN ĐẾN\nSố: 1187\nNgày: 12/01/2026\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại phiên họp tháng 12\n\nChiều 05/01/2026, UBND tỉnh họp. Chủ tịch kết luận như sau:\n\n1. Sở A báo cáo.",
        );
        assert_eq!(h.issuer.as_deref(), Some("UBND tỉnh Sao Mai"));
        assert_eq!(h.number.as_deref(), Some("05/TB-UBND"));
        assert_eq!(h.meeting_date, "2026-01-05".parse().ok());
    }

    #[test]
    fn a_letterhead_above_a_stamp_is_the_notices_own() {
        let h = head(
            "\nSỞ TÀI CHÍNH\nCÔNG VĂN ĐẾN\nSố: 1187\nNgày: 12/01/2026\n\nSố: 05/TB-STC\n\nSao Mai, ngày 9 tháng 01 năm 2026\n\nTHÔNG BÁO\nKết luận của Giám đốc Sở tại cuộc họp giao ban\n\nNgày 05/01/2026, Sở Tài chính họp. Giám đốc kết luận như sau:\n\n1. Phòng A báo cáo.",
        );
        assert_eq!(
            (h.issuer.as_deref(), h.number.as_deref()),
            (Some("Sở Tài chính"), Some("05/TB-STC"))
        );
        assert!(h.title.is_some());
    }

    #[test]
    fn the_day_is_that_of_the_session_and_not_of_a_visit() {
        let day = |second: &str, first: &str| day_of_session(&[first, second]).map(|d| d.to_string()).unwrap_or_default();
        let visit = "Ngày 13/3/2026, Phó Thủ tướng đã kiểm tra hiện trường và làm việc với tỉnh.";
        assert_eq!(
            day("Sáng ngày 19/3/2026, Chủ tịch UBND tỉnh chủ trì cuộc họp.", visit),
            "2026-03-19"
        );
        let session = "Ngày 05/8/2024, UBND tỉnh tổ chức cuộc họp.";
        for other in [
            "Sau khi nghe Sở Xây dựng (cơ quan chủ trì soạn thảo) báo cáo kết quả làm việc ngày 01/8/2024, Chủ tịch kết luận:",
            "Ngày 01/8/2024, Sở Xây dựng chủ trì họp thẩm định hồ sơ.",
        ] {
            assert_eq!(day(other, session), "2024-08-05", "{other}");
        }
    }

    #[test]
    fn a_seal_is_none_of_the_recipients() {
        let h = head(
            "THÔNG BÁO\n\nKết luận\n\n1. Sở A báo cáo./.\n\nNơi nhận:                    TL. CHỦ TỊCH\n- Sở A;                      CHÁNH VĂN PHÒNG\n- Sở B;                      * TỈNH SAO MAI *\n- Lưu: VT.                   Trần Văn A",
        );
        assert_eq!(h.recipients, ["Sở A", "Sở B", "Lưu: VT"]);
        assert_eq!(h.signer.map(|s| s.name).as_deref(), Some("Trần Văn A"));
    }

    #[test]
    fn powers_and_offices_of_who_signs() {
        let signed = |lines: &str| {
            let text = format!("THÔNG BÁO\n\nKết luận\n\n1. Sở A báo cáo./.\n\nNơi nhận:\n\n- Như trên;\n\n{lines}\n\nTrần Văn A");
            let signer = head(&text).signer.expect("a signer");
            (signer.authority.unwrap_or_default(), signer.title.unwrap_or_default())
        };
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        assert_eq!(signed("TL. CHỦ TỊCH\n\nCHÁNH VĂN PHÒNG"), pair("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"));
        assert_eq!(signed("TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"), pair("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"));
        assert_eq!(
            signed("KT. CHÁNH VĂN PHÒNG\n\nPHÓ CHÁNH VĂN PHÒNG"),
            pair("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
        );
        assert_eq!(
            signed("TL. CHỦ TỊCH\n\nKT. CHÁNH VĂN PHÒNG\n\nPHÓ CHÁNH VĂN PHÒNG"),
            pair("TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
        );
    }

    #[test]
    fn telegrams_are_dispatches_with_a_title() {
        let h = head(
            "# UBND TỈNH SAO MAI\n\nSố: 07/CĐ-UBND\n\nSao Mai, ngày 26 tháng 8 năm 2025\n\n## CÔNG ĐIỆN\n\nVề việc ứng phó bão số 5\n\nCHỦ TỊCH UBND TỈNH SAO MAI điện:\n\n- Các sở, ban, ngành.\n\nChủ tịch UBND tỉnh yêu cầu:\n\n1. Sở A báo cáo.",
        );
        assert_eq!(h.kind, NoticeKind::Dispatch);
        assert_eq!(h.issuer.as_deref(), Some("UBND tỉnh Sao Mai"));
        assert_eq!(h.title.as_deref(), Some("Về việc ứng phó bão số 5"));
    }

    #[test]
    fn months_so_far_end_with_the_last() {
        let so_far = |text: &str| months_so_far(text, Month::new(2024, 10));
        assert_eq!(so_far("Phiên họp đánh giá 9 tháng đầu năm 2023"), Month::new(2023, 9));
        assert_eq!(so_far("Hội nghị sơ kết 06 tháng đầu năm"), Month::new(2024, 6));
        assert_eq!(so_far("giải ngân 10 tháng đầu năm 2022"), Month::new(2022, 10));
        assert_eq!(
            so_far("đánh giá kinh tế - xã hội 9 tháng và triển khai nhiệm vụ quý IV năm 2025"),
            Month::new(2025, 9)
        );
        assert_eq!(
            so_far("đánh giá tình hình kinh tế - xã hội 9 tháng và nhiệm vụ 3 tháng cuối năm 2025"),
            Month::new(2025, 9)
        );
        assert_eq!(so_far("kinh tế - xã hội 12 tháng và nhiệm vụ năm 2026"), Month::new(2025, 12));
        assert_eq!(
            so_far("kinh tế - xã hội 12 tháng năm 2025 và nhiệm vụ năm 2026"),
            Month::new(2025, 12)
        );
        assert_eq!(so_far("nhiệm vụ các tháng đầu năm 2022"), None);
    }

    #[test]
    fn months_of_a_flood_are_no_period() {
        let period = |title: &str| {
            head(&format!(
                "THÔNG BÁO\n\n{title}\n\nNgày 05/9/2018, UBND tỉnh họp.\n\n1. Sở A báo cáo."
            ))
            .period
        };
        assert_eq!(
            period("Kết luận tại Hội nghị khắc phục hậu quả mưa lũ cuối tháng 8, đầu tháng 9 năm 2018"),
            None
        );
        assert_eq!(period("Kết luận tại phiên họp tháng 8 năm 2018"), Month::new(2018, 8));
        assert_eq!(
            period("Kết luận tại cuộc họp giao ban tuần 3 tháng 9 năm 2018"),
            Month::new(2018, 9)
        );
        assert_eq!(period("Kết luận tại cuộc họp ngày 3 tháng 9 năm 2018"), None);
    }

    #[test]
    fn who_leads_a_visit_concludes() {
        let chair = |opening: &str| {
            head(&format!(
                "THÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh tại buổi làm việc với huyện Sao Mai\n\n{opening} Chủ tịch UBND tỉnh kết luận như sau:\n\n1. Sở A báo cáo."
            ))
            .chair
        };
        let visit = "Ngày 12 tháng 5 năm 2017, đồng chí Trần Văn A - Chủ tịch UBND tỉnh cùng đoàn công tác đã đi kiểm tra thực tế và làm việc với Ban Thường vụ Huyện ủy.";
        assert_eq!(chair(visit).as_deref(), Some("Trần Văn A"));
        let other = "Ngày 12 tháng 5 năm 2017, đoàn công tác làm việc với đồng chí Trần Văn A.";
        assert_eq!(chair(other), None);
    }

    #[test]
    fn a_cell_holds_office_and_name_in_one_line() {
        let h = head(
            "| ỦY BAN NHÂN DÂN TỈNH SAO MAI ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------- |\n| --- | --- |\n| Số: 1/TB-UBND | Sao Mai, ngày 2 tháng 9 năm 2022 |\n\nTHÔNG BÁO\n\nKết luận\n\n1. Sở A báo cáo./.\n\n| **Nơi nhận:** - Như trên; - Sở A; - Lưu: VT. | **TL. CHỦ TỊCH CHÁNH VĂN PHÒNG** **Lê Văn Sao** |\n| --- | --- |",
        );
        assert_eq!(h.issuer.as_deref(), Some("UBND tỉnh Sao Mai"));
        assert_eq!(h.recipients, ["Như trên", "Sở A", "Lưu: VT"]);
        let signer = h
            .signer
            .map(|s| (s.authority.unwrap_or_default(), s.title.unwrap_or_default(), s.name));
        let want = ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn Sao"].map(String::from);
        assert_eq!(signer, Some(want.into()));
    }

    #[test]
    fn recipients_in_one_line() {
        let list = |lines: &str| {
            head(&format!(
                "THÔNG BÁO\n\nKết luận\n\n1. Sở A báo cáo./.\n\n{lines}\n\nTL. CHỦ TỊCH\n\nTrần Văn A"
            ))
            .recipients
        };
        assert_eq!(
            list("Nơi nhận: - Như trên; - Sở A, Sở B; - Lưu: VT."),
            ["Như trên", "Sở A, Sở B", "Lưu: VT"]
        );
        assert_eq!(
            list("Nơi nhận:\n- Như trên;\n- Các sở, ngành;\n- Ban Quản lý các khu công nghiệp\nSao Mai;\n- Lưu: VT."),
            ["Như trên", "Các sở, ngành", "Ban Quản lý các khu công nghiệp Sao Mai", "Lưu: VT"]
        );
        assert_eq!(
            list("***Nơi nhận:*** Như trên; các sở, ngành; Lưu: VT."),
            ["Như trên", "các sở, ngành", "Lưu: VT"]
        );
        // two bodies of one line are one line
        assert_eq!(
            list("Nơi nhận:\n\n- Trạm A; Trường B; Chợ C;\n\n- Lưu: VT."),
            ["Trạm A; Trường B; Chợ C", "Lưu: VT"]
        );
        // and the signature behind them, as a page of a portal has all in one line
        let pasted = head(
            "THÔNG BÁO\n\nKết luận\n\n1. Sở A báo cáo./.\n\nNơi nhận: - Như trên; - Lưu: VT. TL. CHỦ TỊCH CHÁNH VĂN PHÒNG Trần Văn An",
        );
        assert_eq!(pasted.recipients, ["Như trên", "Lưu: VT"]);
        let signer = pasted
            .signer
            .map(|s| (s.authority.unwrap_or_default(), s.title.unwrap_or_default(), s.name));
        assert_eq!(
            signer,
            Some(("TL. CHỦ TỊCH".into(), "CHÁNH VĂN PHÒNG".into(), "Trần Văn An".into()))
        );
    }

    #[test]
    fn bodies_in_capitals() {
        let issuer = |lines: &str| {
            head(&format!("{lines}\n\nTHÔNG BÁO\n\nKết luận\n\n1. Sở A báo cáo."))
                .issuer
                .unwrap_or_default()
        };
        assert_eq!(issuer("UBND TỈNH AN BÌNH\n\nVĂN PHÒNG"), "Văn phòng UBND tỉnh An Bình");
        assert_eq!(issuer("UBND TỈNH AN BÌNH\n\nSỞ Y TẾ"), "Sở Y tế tỉnh An Bình");
        assert_eq!(
            issuer("UBND TỈNH AN BÌNH\n\nSỞ NÔNG NGHIỆP VÀ PTNT\n\nSở Nông nghiệp và PTNT thông báo:"),
            "Sở Nông nghiệp và Phát triển nông thôn tỉnh An Bình"
        );
        assert_eq!(
            issuer("UBND HUYỆN AN BÌNH\n\nVĂN PHÒNG HĐND&UBND"),
            "Văn phòng HĐND&UBND huyện An Bình"
        );
        assert_eq!(
            issuer("TỈNH AN BÌNH\n\nBAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH MTQG"),
            "Ban Chỉ đạo các chương trình MTQG"
        );
    }

    #[test]
    fn a_dispatch() {
        let h = head(
            "Kính gửi:\n\n- Các cơ quan;\n\n- UBND các xã.\n\nThực hiện Công văn số 1270/UBND-TH ngày 05/5/2025 của UBND tỉnh X, Chủ tịch UBND huyện đề nghị thực hiện các nhiệm vụ sau đây:\n\n1. Rà soát.\n\nNơi nhận:\n- Như trên;\n\nCHỦ TỊCH\n\n\nTrần Văn A",
        );
        assert_eq!(h.kind, NoticeKind::Dispatch);
        assert_eq!(h.addressees, ["Các cơ quan", "UBND các xã"]);
        assert_eq!(h.issuer.as_deref(), Some("UBND huyện"));
        assert_eq!(h.meeting_date, None);
        assert_eq!(
            h.signer,
            Some(Signer {
                name: "Trần Văn A".into(),
                title: Some("CHỦ TỊCH".into()),
                authority: None
            })
        );
    }

    #[test]
    fn a_dispatch_passes_on_the_conclusions_of_a_session() {
        let of = |opening: &str| {
            head(&format!(
                "ỦY BAN NHÂN DÂN\nPHƯỜNG SAO MAI\n\nSố: 12/UBND-VP\nV/v triển khai ý kiến chỉ đạo tại\nphiên họp thường kỳ tháng 10 năm 2025\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSao Mai, ngày 04 tháng 11 năm 2025\n\nKính gửi:\n- Các phòng;\n- Công an phường.\n\n{opening}\n\n1. Rà soát."
            ))
        };
        let h = of(
            "Ngày 31/10/2025, UBND phường Sao Mai tổ chức phiên họp thường kỳ tháng 10 năm 2025. Sau khi nghe ý kiến thảo luận, Chủ tịch UBND phường Đinh Văn Sao đã có ý kiến kết luận, chỉ đạo. UBND phường yêu cầu triển khai các nhiệm vụ sau:",
        );
        let title = "V/v triển khai ý kiến chỉ đạo tại phiên họp thường kỳ tháng 10 năm 2025";
        assert_eq!(h.title.as_deref(), Some(title));
        assert_eq!(h.meeting_date, Day::from_ymd_opt(2025, 10, 31));
        assert_eq!(
            session_day("Trong 02 ngày 18 và 19/5/2015, đồng chí A đã đi kiểm tra thực tế các tuyến đê"),
            Day::from_ymd_opt(2015, 5, 19)
        );
        assert_eq!(h.period, Month::new(2025, 10));
        assert_eq!(h.chair.as_deref(), Some("Đinh Văn Sao"));
        // another's session, to which it answers
        let h = of(
            "Thực hiện Kết luận của Thủ tướng Chính phủ tại Phiên họp thường kỳ tháng 10 năm 2025, Chủ tịch UBND phường yêu cầu triển khai các nhiệm vụ sau:",
        );
        assert_eq!(h.title.as_deref(), Some(title));
        assert_eq!((h.meeting_date, h.period, h.chair), (None, None, None));
        let h = of(
            "Thực hiện ý kiến kết luận của Chủ tịch UBND tỉnh Đinh Văn Sao tại cuộc họp ngày 12/10/2025, UBND phường yêu cầu triển khai các nhiệm vụ sau:",
        );
        assert_eq!((h.meeting_date, h.chair), (None, None));
        // its own
        for opening in [
            "Thực hiện ý kiến kết luận của Chủ tịch UBND phường Đinh Văn Sao tại cuộc họp ngày 12/10/2025, Văn phòng đề nghị thực hiện các nội dung sau:",
            "Ngày 12/10/2025, đồng chí Chủ tịch UBND phường Đinh Văn Sao đã có buổi làm việc với Công an phường. Chủ tịch UBND phường chỉ đạo như sau:",
        ] {
            let h = of(opening);
            assert_eq!(h.meeting_date, Day::from_ymd_opt(2025, 10, 12), "{opening}");
            assert_eq!(h.chair.as_deref(), Some("Đinh Văn Sao"), "{opening}");
        }
    }

    #[test]
    fn months_and_numbers() {
        let near = Month::new(2026, 1);
        assert_eq!(
            month_in("thường kỳ tháng 3 và sơ kết quý I năm 2026", None, false),
            Month::new(2026, 3)
        );
        assert_eq!(month_in("phiên họp tháng 4/2022", None, true), Month::new(2022, 4));
        assert_eq!(month_in("phiên họp tháng 12", near, true), Month::new(2025, 12));
        assert_eq!(month_in("ngày 6 tháng 8 năm 2025", near, false), None);
        let quarter = |title: &str| quarter_in(title, Month::new(2019, 10));
        assert_eq!(
            quarter("Kết luận tại phiên họp thường kỳ UBND tỉnh quý III năm 2019"),
            Month::new(2019, 9)
        );
        assert_eq!(quarter("Kết luận phiên họp quý 1"), Month::new(2019, 3));
        assert_eq!(
            quarter_in(
                "Kết luận tại cuộc họp thành viên UBND tỉnh thường kỳ quý III năm 2022",
                Month::new(2022, 9)
            ),
            Month::new(2022, 9)
        );
        assert_eq!(quarter("Kết luận phiên họp về nhiệm vụ quý IV năm 2019"), None);
        assert_eq!(
            quarter_in("Hội nghị triển khai kế hoạch giải ngân quý II năm 2026", Month::new(2026, 4)),
            None
        );
        assert_eq!(number("Số:      /TB-UBND"), None);
    }
}

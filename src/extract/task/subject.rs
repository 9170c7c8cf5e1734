//! Who acts in a sentence: the bodies that it orders to do something, or names before, behind or within what is done.

use super::super::agency::{Found, VERBS, Word, is, says};
use super::reader::{Reader, Search, Segment, Subject, bracketed, decides, order, predicate, strong, together};
use super::told;
use crate::notice::Doubt;
use crate::viet::hint::Sieve;
use crate::viet::letter::lowercase;
use std::ops::Range;

impl Reader<'_> {
    /// The leads that a segment names for itself.
    pub(super) fn subject(&self, search: &Search) -> Option<Subject> {
        self.opening(search)
            .or_else(|| self.given(search))
            .or_else(|| self.behind_time(search))
            .or_else(|| self.within(search))
            .or_else(|| self.behind_matter(search).filter(|_| search.alone))
            .or_else(|| self.in_brackets(search).filter(|_| search.alone))
    }

    /// Where a subject may begin: at the segment's head, or after what opens it.
    fn opening(&self, search: &Search) -> Option<Subject> {
        let Search {
            text,
            w,
            segment: s,
            alone,
            ..
        } = *search;
        // "X chịu trách nhiệm … nếu để chậm trễ" is a tail
        let tail = s.from > 0 && liable(w, s, alone);
        for k in openings(w, s.from, s.to, search.is_free()) {
            if search.is_company(k) || self.is_addressee(search, k) {
                continue;
            }
            // "Yêu cầu hai đơn vị trên …"
            let object = order(w, k).filter(|_| !self.is_below(w, k));
            if let Some((leads, next)) = self.named_before(text, w, object.unwrap_or(k), search.inherited, search.before)
                && (object.is_some() || predicate(w, next))
                && !(tail && answers(w, next, s.to))
            {
                return Some(Subject {
                    leads,
                    words: k..next,
                    doubt: Some(Doubt::LeadInSentence),
                });
            }
            // "…; phân công đơn vị soạn thảo" is a deed of whom the sentence names
            let found = match object.filter(|_| alone && s.sentence || !is(w, k, &["phân", "công"])) {
                Some(object) => self.ordered(search, k, object),
                None => self.acting(search, k, tail),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Whether a body is the last of those for whom something is done, or to whom it is sent by a time: "đồng gửi Bộ A, Bộ B trước ngày 25/9".
    fn is_addressee(&self, search: &Search, k: usize) -> bool {
        let Search { text, w, segment: s, .. } = *search;
        let timed = || {
            let end = self.finder.list(text, w, k).1;
            w.get(end).is_some_and(|x| matches!(x.key, "trước" | "trong" | "chậm" | "vào"))
        };
        // "Theo dõi, hỗ trợ Công ty A, Công ty B duy trì công suất": whom it is done for
        const AIDS: &[&str] = &["hỗ trợ", "đôn đốc", "hướng dẫn", "theo dõi", "giám sát", "chỉ đạo"];
        let companies = || self.finder.list(text, w, k).0.iter().all(told::is_company);
        let aided = |n: usize| {
            let by = || n > s.from + 2 && matches!(w[n - 3].key, "theo" | "để" | "căn" | "thực");
            n >= s.from + 2 && w[n].before == ' ' && AIDS.iter().any(|a| says(w, n - 2, a).is_some()) && !by() && companies()
        };
        // "báo cáo Chủ tịch, các Phó Chủ tịch UBND tỉnh kết quả"
        let sent = |n: usize| matches!(w[n].key, "cáo" | "trình" | "gửi");
        let listed = w.get(k).is_some_and(|x| x.before == ',');
        if listed && k > s.from + 2 && is(w, k - 2, &["chủ", "tịch"]) && sent(k - 3) && says(w, k, "các phó chủ tịch").is_some() {
            return true;
        }
        // "mở lớp bồi dưỡng cho cán bộ, công chức cấp xã theo hình thức …"
        if listed && k > s.from + 2 && is(w, k - 3, &["cho", "cán", "bộ"]) {
            return true;
        }
        let mut before = s.from.max(k.saturating_sub(12))..k;
        k > s.from
            && w.get(k).is_some_and(|x| x.before == ',')
            && before.any(|n| w[n].capital && self.finder.list(text, w, n).1 > k && (aided(n) || timed()))
    }

    /// Those to whom the order at word `k` is given, who stand at word `object`.
    fn ordered(&self, search: &Search, k: usize, object: usize) -> Option<Subject> {
        let Search { text, w, segment: s, .. } = *search;
        let (mut leads, mut next) = self.finder.list(text, w, object);
        if leads.is_empty() {
            (leads, next) = self.meant(text, w, object).or_else(|| self.place(text, w, object))?;
        }
        // "Yêu cầu các đơn vị, đề nghị Sở A khẩn trương …"
        if w.get(next).is_some_and(|x| x.before == ',')
            && let Some(more) = order(w, next)
            && let (others, end) = self.finder.list(text, w, more)
            && !others.is_empty()
        {
            leads.extend(others);
            next = end;
        }
        // "đề nghị Sở A phối hợp." asks for company, "giao Sở A phối hợp với Sở B rà soát" for the deed
        let deed = !is(w, next, &["phối", "hợp"]) || next + 2 < s.to || !self.coordinators(text, w, next, s.to, &[]).0.is_empty();
        deed.then(|| Subject {
            leads,
            words: k..next,
            doubt: (k != s.from).then_some(Doubt::LeadInSentence),
        })
    }

    /// Those who stand at word `k` and act. `tail`: the segment says who answers for what.
    fn acting(&self, search: &Search, k: usize, tail: bool) -> Option<Subject> {
        let Search { text, w, segment: s, .. } = *search;
        let doubt = (k != s.from).then_some(Doubt::LeadInSentence);
        let (mut leads, mut next) = self.finder.list(text, w, k);
        // "riêng xã A gửi trước thứ Tư"
        let apart = k > 0 && is(w, k - 1, &["riêng"]);
        if leads.is_empty()
            && let Some(place) = self.place(text, w, k).filter(|(found, next)| {
                apart || obliged(w, *next) || k == 0 && found.len() > 1 && VERBS.at(w, *next).is_some_and(|n| n > 1)
            })
        {
            (leads, next) = place;
        }
        // "Trước diễn biến thời tiết bất lợi, ngành nông nghiệp chủ động hướng dẫn …"
        if leads.is_empty()
            && search.is_free()
            && let Some((mut branch, mut end)) = self.finder.branch(text, w, k)
        {
            // "Ngành nông nghiệp và các địa phương tăng cường …"
            if is(w, end, &["và"]) {
                let (more, behind) = self.finder.list(text, w, end + 1);
                if !more.is_empty() {
                    branch.extend(more);
                    end = behind;
                }
            }
            if strong(w, end) {
                (leads, next) = (branch, end);
            }
        }
        // "Riêng xã A: hồ sơ phải nộp …"
        if apart
            && leads.is_empty()
            && let Some((leads, next)) = self.finder.committees_of(text, w, k)
            && w.get(next).is_some_and(|x| x.before == ':')
        {
            return Some(Subject {
                leads,
                words: k..next,
                doubt,
            });
        }
        if leads.is_empty() || only_told(search, k, next, &leads) || self.heads_matter(search, &leads, next) {
            return None;
        }
        // "riêng Trường A, Sở B kiểm tra": the one is the matter, the other acts
        if let [matter, acting] = &leads[..]
            && apart
            && matter.slug.is_none()
            && !matter.name.starts_with("UBND")
            && acting.slug.is_some()
        {
            leads.remove(0);
        }
        let next = aside(w, headed(w, bracketed(text, w, next)), s.to);
        // "Sở A, Sở B: Sở A kiểm tra; Sở B hoàn thành …"
        if let Some(own) = self.own_part(search, k, next, &leads) {
            return Some(own);
        }
        let colon = w.get(next).is_some_and(|x| x.before == ':');
        // a list of bodies may go on behind a semicolon
        let end = next == s.to || next >= w.len();
        // a committee that names itself acts
        if leads.iter().all(|f| self.is_issuer(f)) && !(s.sentence && (strong(w, next) || colon)) || decides(w, next, &leads) {
            return None;
        }
        if tail && answers(w, next, s.to) || colon && self.is_matter(search, &leads, next) {
            return None;
        }
        let known = leads.iter().any(|f| f.slug.is_some());
        // "…; Sở A cho học sinh nghỉ học"
        let lets = k == s.from && known && w.get(next).is_some_and(|x| x.key == "cho" && x.before == ' ');
        let acts = predicate(w, next) || lets;
        let opens =
            s.from == 0 && k == s.from && (acts || colon || end || known || w.get(next).is_none_or(|x| matches!(x.before, ' ' | ',')));
        let does = acts && (s.sentence || k == s.from || matches!(w[k].before, ',' | ':' | ' ')) && !end;
        let headed = colon && k == s.from && (s.sentence || known && !w[next].capital && VERBS.at(w, next).is_some());
        (opens || does || headed).then_some(Subject {
            leads,
            words: k..next,
            doubt,
        })
    }

    /// "Sở A, Sở B: Sở A kiểm tra; …": the first of several before the colon acts behind it.
    fn own_part(&self, search: &Search, k: usize, next: usize, leads: &[Found]) -> Option<Subject> {
        let Search { text, w, .. } = *search;
        if leads.len() < 2 || w.get(next).is_none_or(|x| x.before != ':') {
            return None;
        }
        let (own, end) = self.finder.list(text, w, next);
        let has = |all: &[Found], f: &Found| all.iter().any(|o| o.name == f.name);
        let among = own.iter().all(|o| has(leads, o));
        // the others act behind a semicolon or a stop
        let parts = || (end..w.len()).filter(|n| matches!(w[*n].before, ';' | '.'));
        let others: Vec<Found> = parts().flat_map(|n| self.finder.list(text, w, n).0).collect();
        let each = leads.iter().all(|l| has(&own, l) || has(&others, l));
        (!own.is_empty() && own.len() < leads.len() && among && each && predicate(w, end)).then_some(Subject {
            leads: own,
            words: k..end,
            doubt: None,
        })
    }

    /// "Cảng A: Sở B làm việc với nhà thầu": whether the one before the colon is the matter, and the other acts.
    fn is_matter(&self, search: &Search, leads: &[Found], next: usize) -> bool {
        const WORKS: &[&str] = &["Cảng", "Chợ", "Bến", "Khu", "Cụm", "Nhà máy", "Trạm", "Ga ", "Trường", "Bệnh viện"];
        let Search { text, w, .. } = *search;
        let works = matches!(leads, [f] if f.slug.is_none() && WORKS.iter().any(|kind| f.name.starts_with(kind)));
        works && {
            let (acting, end) = self.finder.list(text, w, next);
            acting.iter().any(|f| f.slug.is_some()) && predicate(w, end) && !together(w, end)
        }
    }

    /// "Các trường nội trú tại các xã biên giới: Sở A chủ trì hoàn chỉnh hồ sơ": whether a group is what the matter before the colon is about.
    fn heads_matter(&self, search: &Search, leads: &[Found], next: usize) -> bool {
        const WITHIN: usize = 14;
        let Search { text, w, segment: s, .. } = *search;
        // "Nhà thầu thi công: Công ty A và Công ty B khắc phục": the part that those behind the colon have
        const ROLES: &[&str] = &[
            "Nhà thầu",
            "Chủ đầu tư",
            "Nhà đầu tư",
            "Đơn vị thi công",
            "Đơn vị tư vấn",
            "Tư vấn giám sát",
        ];
        let role = matches!(leads, [f] if ROLES.iter().any(|r| f.name.starts_with(r)));
        if let Some(colon) = (next..s.to.min(next + 4)).find(|n| w[*n].before == ':').filter(|_| role) {
            let (acting, end) = self.finder.list(text, w, colon);
            return acting.iter().any(|f| !f.group) && predicate(w, end) && !together(w, end);
        }
        let groups = leads.iter().all(|f| f.group && !f.name.starts_with("UBND"));
        let Some(colon) = (next + 1..s.to.min(next + WITHIN)).find(|n| w[*n].before == ':').filter(|_| groups) else {
            return false;
        };
        let told = w[next].before == ' ' && !(next..colon).any(|n| VERBS.at(w, n).is_some_and(|v| v > 1));
        let (acting, end) = self.finder.list(text, w, colon);
        told && acting.iter().any(|f| f.slug.is_some()) && predicate(w, end)
    }

    /// Those to whom a matter is given that stands before them.
    fn given(&self, search: &Search) -> Option<Subject> {
        let Search { text, w, segment: s, .. } = *search;
        let k = given(search)?;
        let (leads, next) = self.finder.list(text, w, k);
        let ends = next >= s.to || matches!(w[next].before, ',' | ';' | '(' | '.') || is(w, next, &["như", "sau"]);
        (!leads.is_empty() && ends).then_some(Subject {
            leads,
            words: k..next,
            doubt: Some(Doubt::LeadInSentence),
        })
    }

    /// "từ tuần sau Văn phòng A …": behind a time or a ground without a comma.
    fn behind_time(&self, search: &Search) -> Option<Subject> {
        let Search { text, w, segment: s, .. } = *search;
        times(w, s.from, s.to).into_iter().filter(|k| !search.is_company(*k)).find_map(|k| {
            let (leads, next) = self.finder.list(text, w, k);
            let acts = !leads.is_empty() && next < s.to && !leads.iter().all(|f| self.is_issuer(f)) && predicate(w, next);
            acts.then_some(Subject {
                leads,
                words: k..next,
                doubt: Some(Doubt::LeadInSentence),
            })
        })
    }

    /// "…, giao Sở A chủ trì", "trong đó Sở A chủ trì", "… do Sở A thực hiện".
    fn within(&self, search: &Search) -> Option<Subject> {
        let Search {
            text,
            w,
            segment: s,
            alone,
            ..
        } = *search;
        // "Mùa mưa đã bắt đầu, yêu cầu Công ty A …", below a heading of groups: what is told before it, rather than done
        let told = |k: usize| {
            const STATES: &[&str] = &[
                "đã", "đang", "còn", "chưa", "vẫn", "phản", "sắp", "mới", "chậm", "thấp", "gây", "bùng", "xảy", "xuống", "thiếu",
            ];
            let states = || w[s.from..k].iter().any(|x| STATES.contains(&x.key));
            search.is_below_groups() && VERBS.at(w, s.from).is_none() && states()
        };
        const ORDERS: &[&str] = &["giao", "và"];
        const BY: &[&str] = &["do", "đó", "được", "thuộc"];
        static HERE: Sieve = Sieve::of(ORDERS);
        static BEFORE: Sieve = Sieve::of(BY);
        let may = |k: usize| {
            matches!(w[k].before, ',' | '(' | '-' | '–' | ':')
                || HERE.may(w[k].hint) && ORDERS.contains(&w[k].key)
                || BEFORE.may(w[k - 1].hint) && BY.contains(&w[k - 1].key)
        };
        let subject = |leads: Vec<Found>, words: Range<usize>| Subject {
            leads,
            words,
            doubt: Some(Doubt::LeadInSentence),
        };
        (s.from + 1..s.to).filter(|k| may(*k) && !search.is_company(*k)).find_map(|k| {
            let and = is(w, k, &["và", "giao"]);
            let asks = is(w, k, &["yêu", "cầu"]) || is(w, k, &["đề", "nghị"]);
            let orders = and
                || alone && is(w, k, &["giao"]) && matches!(w[k].before, ',' | '(' | '-' | '–')
                || alone && is(w, k, &["giao", "cho"]) && is(w, k - 1, &["được"])
                || asks && matches!(w[k].before, ',' | ':') && (alone || s.sentence && (w[k].before == ':' || told(k)));
            if orders {
                let k = k + usize::from(and);
                if let Some(object) = order(w, k)
                    && let (leads, next) = self.finder.list(text, w, object)
                    && !leads.is_empty()
                    && next <= s.to + 12
                {
                    return Some(subject(leads, k..next));
                }
            }
            let by = is(w, k - 1, &["do"]);
            // "… phải được Công an tỉnh giải quyết"
            let passive = (alone || s.sentence) && is(w, k - 1, &["được"]) && k > 1 && matches!(w[k - 2].key, "phải" | "cần");
            // "…; trách nhiệm chính thuộc Sở A"
            let charged = alone && CHARGES.iter().any(|c| behind(w, k, c));
            if !(alone && matches!(w[k].before, ',' | ':' | '(') || by || charged || is(w, k - 1, &["đó"]) || passive) {
                return None;
            }
            let (leads, next) = self.finder.list(text, w, k);
            let acts = || {
                is(w, next, &["chủ", "trì"])
                    || is(w, next, &["chịu", "trách"])
                    || is(w, next, &["có", "trách"])
                    || is(w, next, &["báo", "cáo"]) && w[k].before == ','
                    || by && does_it(search, k, next)
                    || passive && predicate(w, next)
                    || is(w, k - 1, &["đó"])
                        && (alone || search.is_free())
                        && NUCLEUS.iter().any(|n| says(w, next, n).is_some_and(|n| predicate(w, next + n)))
                    || is(w, next, &["phải"])
            };
            (!leads.is_empty() && !leads.iter().all(|f| self.is_issuer(f)) && (acts() || charged)).then(|| subject(leads, k..next))
        })
    }

    /// "Các kiến nghị còn lại giao Văn phòng A tổng hợp": the order in mid-sentence, behind the matter.
    fn behind_matter(&self, search: &Search) -> Option<Subject> {
        let Search { text, w, segment: s, .. } = *search;
        const NOT: &[&str] = &["được", "đã", "bàn", "chuyển", "phân", "theo", "do", "tỉnh", "huyện", "ubnd"];
        static MAY: Sieve = Sieve::of(&["giao", "yêu"]);
        (s.from + 1..s.to)
            .filter(|k| MAY.may(w[*k].hint) && w[*k].before == ' ' && !w[*k].capital && !search.is_company(*k))
            // "Rác tồn đọng yêu cầu Công ty A vận chuyển hết": the matter first, which is no act
            .filter(|k| w[*k].key == "giao" || is(w, *k, &["yêu", "cầu"]) && VERBS.at(w, s.from).is_none())
            .filter(|k| !NOT.contains(&w[*k - 1].key))
            .find_map(|k| {
                let (leads, next) = self.finder.list(text, w, order(w, k)?);
                (!leads.is_empty() && predicate(w, next)).then_some(Subject {
                    leads,
                    words: k..next,
                    doubt: Some(Doubt::LeadInSentence),
                })
            })
    }

    /// "Rà soát hồ sơ, trình trước ngày 15/11 (UBND các huyện).": those who are named alone in brackets behind what is to be done.
    fn in_brackets(&self, search: &Search) -> Option<Subject> {
        let Search { text, w, segment: s, .. } = *search;
        // what is judged, or done to those in the brackets
        const JUDGED: &[&str] = &[
            "phê bình",
            "nghiêm khắc",
            "biểu dương",
            "đánh giá",
            "thống nhất",
            "kiểm điểm",
            "xử lý",
            "nhắc nhở",
            "chấn chỉnh",
            "thực hiện",
            "hỗ trợ",
        ];
        let judged = JUDGED.iter().any(|j| says(w, s.from, j).is_some());
        let deed = VERBS.at(w, s.from).is_some_and(|n| n > 1) && !judged;
        let open = (s.from + 3..s.to).find(|k| deed && w[*k].before == '(')?;
        let (mut leads, next) = self.finder.list(text, w, open);
        let shut = bracketed(text, w, open);
        // a list that goes on behind the bracket
        let end = w.get(shut).map_or(text.len(), |x| x.start);
        leads.retain(|f| f.range.end < end);
        let next = next.min(shut);
        let told = ["được phân công", "được giao"].iter().find_map(|t| says(w, next, t)).unwrap_or(0);
        let ends = shut >= s.to || matches!(w[shut].before, ',' | '.' | ';') || text[..w[shut].start].trim_end().ends_with([',', '.', ';']);
        // "các đơn vị chậm (Sở A, Sở B)", "gửi cấp có thẩm quyền (Bộ A)", "Dự án A (Ban B)": which of them, or whose
        const NOUNS: &[&str] = &[
            "vị",
            "phương",
            "quan",
            "án",
            "trình",
            "thầu",
            "ngành",
            "xã",
            "huyện",
            "bộ",
            "sở",
            "tư",
            "thể",
            "quyền",
            "bên",
            "lượng",
            "môn",
            "nghiệp",
            "tỉnh",
            "chỉ",
            "thẩm",
            "kiến",
            "thấp",
            "cao",
            "chậm",
            "phạm",
            "tốt",
            "kém",
            "dân",
            "trấn",
            "phường",
            "khu",
            "bị",
        ];
        let groups = |n: usize| NOUNS.contains(&w[n].key);
        let explains = (open.saturating_sub(3)..open).any(groups) || open > 0 && w[open - 1].capital;
        (!leads.is_empty() && (next == shut || next + told == shut) && ends && !explains).then_some(Subject {
            leads,
            words: open..next,
            doubt: Some(Doubt::LeadInSentence),
        })
    }

    /// "UBND huyện giao …" in the notice of a province: a committee below the issuer is told to give the order.
    fn is_below(&self, w: &[Word], k: usize) -> bool {
        let own = |level: &str| self.finder.issuer.is_some_and(|i| lowercase(i).contains(level));
        is(w, k, &["ubnd"])
            && w.get(k + 1)
                .is_some_and(|x| matches!(x.key, "huyện" | "xã" | "phường") && own("tỉnh") && !own(x.key))
    }

    /// "giao Sở chuẩn bị …", "giao Văn phòng bố trí …": the body of that kind that the words before name last; the office that is
    /// named nowhere before is the issuer's own.
    fn meant(&self, text: &str, w: &[Word], object: usize) -> Option<(Vec<Found>, usize)> {
        let office = is(w, object, &["văn", "phòng"]);
        let word = w
            .get(object)
            .filter(|x| x.capital && (office || matches!(x.key, "sở" | "cục" | "viện" | "phòng" | "ban")))?;
        let next = object + 1 + usize::from(office);
        VERBS.at(w, next)?;
        let named = (0..object).rev().filter(|n| w[*n].key == word.key && w[*n].capital).find_map(|n| {
            let (mut found, _) = self.finder.list(text, w, n);
            found.truncate(1);
            (!found.is_empty()).then_some(found)
        });
        let own = || {
            vec![Found {
                name: "Văn phòng".into(),
                range: word.start..w[next - 1].end,
                ..Found::default()
            }]
        };
        named.or_else(|| office.then(own)).map(|found| (found, next))
    }

    /// "giao xã A hoàn thành …": the committee of a place that has to do something.
    fn place(&self, text: &str, w: &[Word], k: usize) -> Option<(Vec<Found>, usize)> {
        self.finder.committees_of(text, w, k).filter(|(_, next)| predicate(w, *next))
    }
}

/// Whether of the bodies at word `k`, whose list ends before word `next`, only something is told or said in which case.
fn only_told(search: &Search, k: usize, next: usize, leads: &[Found]) -> bool {
    let Search { w, segment: s, alone, .. } = *search;
    // "…, các thôn còn lại hoàn thành trong năm": of what is done, not who does it
    let left = k > s.from && next > k + 2 && is(w, next - 2, &["còn", "lại"]);
    // "các cấp, các ngành đã có nhiều cố gắng": looks back
    let back = is(w, next, &["đã"]) && !is(w, next, &["đã", "được"]) || is(w, next, &["chưa"]) && !s.sentence;
    // "…; những xã không có khả năng hoàn thành thì tham mưu điều chỉnh": in which case who is named before does it
    let case = s.from > 0 && !alone && !s.sentence && leads.iter().all(|f| f.group) && conditional(w, next, s.to);
    // "Qua kiểm tra, nhà thầu A bỏ công trường nhiều ngày": what was seen
    let sends = |n: usize| matches!(w[n].key, "gửi" | "trình" | "nộp") || is(w, n, &["báo", "cáo"]) || is(w, n, &["hoàn", "thành"]);
    let seen = k > s.from && SEEN.iter().any(|how| says(w, s.from, how).is_some()) && !strong(w, next) && !(next..s.to).any(sends);
    // "…, vì vậy các nhà thầu đề nghị điều chỉnh giá"
    let so = || k > s.from + 1 && (is(w, k - 1, &["vậy"]) || is(w, k - 1, &["đó"]) || is(w, k - 1, &["thế"]));
    let asks = leads.iter().all(|f| f.group) && (is(w, next, &["đề", "nghị"]) || is(w, next, &["kiến", "nghị"])) && so();
    left || back || case || seen || asks || suffers(w, next)
}

/// "… do Sở A thực hiện", "Riêng dự án B, do Sở A làm chủ đầu tư": whether the bodies at word `k` behind "do", before word `next`, do it.
fn does_it(search: &Search, k: usize, next: usize) -> bool {
    // "Việc điều chuyển vốn do Sở A tổng hợp, trình …"
    let matter = || is(search.w, search.segment.from, &["việc"]) && VERBS.at(search.w, next).is_some_and(|n| n > 1);
    const DEEDS: &[&str] = &[
        "làm chủ đầu tư",
        "đảm nhiệm",
        "thực hiện",
        "đảm nhận",
        "triển khai",
        "trực tiếp",
        "tham mưu",
        "làm đầu mối",
        "phối hợp với",
    ];
    let Search { w, segment: s, alone, .. } = *search;
    (alone
        || (s.sentence || is(w, s.from, &["riêng"])) && w[k - 1].before == ','
        || owned(w, s.from) && says(w, next, "làm chủ đầu tư phải").is_some())
        && (DEEDS.iter().any(|deed| says(w, next, deed).is_some()) || matter())
}

/// "Phân công nhiệm vụ xử lý nhà đất dôi dư cho Sở A", "Công tác khử khuẩn giao cho Sở B;": the word at which the bodies stand to whom the
/// matter is given, behind "cho".
fn given(search: &Search) -> Option<usize> {
    let Search { w, segment: s, .. } = *search;
    let shares = is(w, s.from, &["phân", "công"]) || is(w, s.from, &["giao", "nhiệm", "vụ"]) || is(w, s.from, &["giao", "trách", "nhiệm"]);
    let matter = ["công tác", "việc", "nhiệm vụ", "nội dung", "phần việc"]
        .iter()
        .any(|m| says(w, s.from, m).is_some());
    // "Thống nhất các mốc giải ngân giao cho các chủ đầu tư như sau"
    let agreed = is(w, s.from, &["thống", "nhất"]);
    (s.from + 2..s.to).find(|k| {
        let to = w[k - 1].key == "cho" && w[k - 1].before == ' ' && w[*k].before == ' ' && (w[*k].capital || w[*k].key == "các");
        to && (shares || (matter || agreed) && w[k - 2].key == "giao" && !matches!(w[k - 3].key, "đã" | "được" | "bàn"))
    })
}

/// Words by which others do it around a body.
const NUCLEUS: &[&str] = &[
    "là lực lượng nòng cốt",
    "là nòng cốt",
    "làm nòng cốt",
    "giữ vai trò nòng cốt",
    "làm đầu mối",
    "là đầu mối",
];

/// Words behind which stands who answers for something.
const CHARGES: &[&str] = &["trách nhiệm chính thuộc", "trách nhiệm thuộc", "trách nhiệm này thuộc"];

/// Whether a phrase that begins a part of a sentence stands right before word `k`: not "làm rõ trách nhiệm thuộc Sở A".
fn behind(w: &[Word], k: usize, phrase: &str) -> bool {
    // most words are not its last already
    if !k.checked_sub(1).is_some_and(|last| phrase.ends_with(w[last].key)) {
        return false;
    }
    let n = phrase.split(' ').count();
    k.checked_sub(n)
        .is_some_and(|at| says(w, at, phrase) == Some(n) && (at == 0 || matches!(w[at].before, ';' | ',' | '.' | '(' | '-' | '–')))
}

/// "Nhà thầu chậm tiến độ phải được nhắc nhở": the words behind a body tell what is done with it.
fn suffers(w: &[Word], k: usize) -> bool {
    // behind a colon another is spoken of
    (k..w.len().min(k + 6))
        .take_while(|n| w[*n].before == ' ' || *n == k && w[*n].before != ':')
        .any(|n| is(w, n, &["phải", "được"]))
}

/// How what is told was seen.
const SEEN: &[&str] = &[
    "qua kiểm tra",
    "qua theo dõi",
    "qua rà soát",
    "qua khảo sát",
    "qua nắm tình hình",
    "qua báo cáo",
];

/// "không có khả năng hoàn thành thì tham mưu …" behind a group: which of them, and what others do then.
fn conditional(w: &[Word], k: usize, to: usize) -> bool {
    const WITHIN: usize = 14;
    let which = w
        .get(k)
        .is_some_and(|x| x.before == ' ' && matches!(x.key, "không" | "chưa" | "chậm" | "nào" | "còn" | "có"));
    let then = (k..to.min(k + WITHIN)).find(|n| w[*n].key == "thì");
    const OTHERS: &[&str] = &[
        "tham mưu",
        "đề xuất",
        "kiến nghị",
        "báo cáo",
        "điều chỉnh",
        "điều chuyển",
        "thu hồi",
        "xử lý",
        "kiên quyết",
    ];
    which && then.is_some_and(|n| OTHERS.iter().any(|deed| says(w, n + 1, deed).is_some()))
}

/// Whether a part of a block says in which case somebody answers ("… nếu để chậm trễ", "nơi để xảy ra vi phạm") or, where others
/// have to do it, for what ("… về tính chính xác của số liệu"). `alone`: nothing above or before names anybody.
fn liable(w: &[Word], s: &Segment, alone: bool) -> bool {
    static MAY: Sieve = Sieve::of(&["chưa", "không", "nào", "nếu", "trường", "quá", "để", "thì", "tính"]);
    let mut case = false;
    (s.from..s.to).filter(|k| MAY.may(w[*k].hint)).any(|k| match w[k].key {
        // "…; địa phương nào để chậm thì Chủ tịch UBND chịu trách nhiệm"
        "chưa" | "không" | "nào" => {
            case = true;
            false
        }
        "nếu" => true,
        "trường" => k == s.from && is(w, k, &["trường", "hợp"]),
        "quá" => k == s.from,
        "để" => is(w, k, &["để", "xảy", "ra"]),
        // "…; đến hết ngày 25/10 chưa xong thì Chủ tịch UBND xã phải giải trình"
        "thì" => case,
        "tính" if !alone => is(w, k, &["tính", "chính", "xác"]) || is(w, k, &["tính", "trung", "thực"]),
        _ => false,
    })
}

/// Whether the words behind a body, up to word `to`, say that it answers for something: "(phải) chịu trách nhiệm", also behind
/// words that tell which: "nơi để xảy ra phá rừng phải chịu trách nhiệm".
fn answers(w: &[Word], k: usize, to: usize) -> bool {
    const WHICH_ONE: usize = 14;
    let end = match w.get(k).map(|x| x.key) {
        Some("nơi" | "nào" | "để") => to.min(k + WHICH_ONE),
        Some("phải") => k + 2,
        _ => k + 1,
    };
    let explains = ["phải giải trình", "phải kiểm điểm"].iter().any(|e| says(w, k, e).is_some());
    explains || (k..end).any(|n| is(w, n, &["chịu", "trách"]))
}

/// Words that only a body can stand before: "có trách nhiệm", "khẩn trương".
fn obliged(w: &[Word], k: usize) -> bool {
    [
        "có trách nhiệm",
        "chịu trách nhiệm",
        "khẩn trương",
        "chủ trì",
        "chủ động",
        "tập trung",
    ]
    .iter()
    .any(|o| says(w, k, o).is_some())
}

/// Where the subject may begin: at the segment's head, after what opens it ("Đồng thời,", "Trong tháng 8,", "Về dự án A:").
/// `free`: nothing above names a body of its own.
fn openings(w: &[Word], from: usize, to: usize, free: bool) -> Vec<usize> {
    let mut out = vec![from];
    let Some(x) = w.get(from) else { return out };
    const ONE: &[&str] = &[
        "trong", "từ", "trước", "về", "để", "sau", "hằng", "hàng", "đến", "riêng", "ngoài", "khi", "nếu", "tại", "trên", "nhằm", "vì",
        "qua", "theo", "mặt", "với", "song", "tuy", "do", "nay", "hiện", "ngay", "đầu", "cuối", "hết", "xét", "bên", "nhân", "ngày",
        "tháng", "quý", "năm", "tuần", "thứ", "còn", "vào", "kể", "tính", "sáng", "chiều", "căn", "liên", "thống", "đồng",
    ];
    // "Các nội dung vượt thẩm quyền, Sở A báo cáo": what is done with them
    const MATTERS: &[&str] = &["nội dung", "vấn đề", "vướng mắc", "khó khăn", "kiến nghị"];
    let matters = || matches!(x.key, "các" | "những" | "mọi") && MATTERS.iter().any(|m| says(w, from + 1, m).is_some());
    static ONE_OF_THEM: Sieve = Sieve::of(ONE);
    const TWO: &[[&str; 2]] = &[
        ["bên", "cạnh"],
        ["đối", "với"],
        ["định", "kỳ"],
        ["trường", "hợp"],
        ["chậm", "nhất"],
        ["cụ", "thể"],
        ["lưu", "ý"],
        ["vướng", "mắc"],
        ["thực", "hiện"],
        ["thông", "qua"],
        ["khẩn", "trương"],
        ["chủ", "trương"],
        ["nhất", "trí"],
        ["yêu", "cầu"],
        ["giao", "ban"],
        ["thời", "gian"],
    ];
    let strives = free && is(w, from, &["phấn", "đấu"]);
    // "Riêng Sở A …", "Đồng thời Sở A …", "trong đó Sở A …"
    for skip in [
        &["riêng"][..],
        &["đồng", "thời"],
        &["ngoài", "ra"],
        &["trong", "đó"],
        &["tuy", "nhiên"],
        &["cùng", "đó"],
        &["cùng", "với", "đó"],
        &["song", "song", "đó"],
        &["song", "song", "với", "đó"],
    ] {
        if is(w, from, skip) {
            out.push(from + skip.len());
        }
    }
    // "Hai tuần một lần, Tổ A …"
    let unit = |k: usize| {
        w.get(k)
            .is_some_and(|x| matches!(x.key, "ngày" | "tuần" | "tháng" | "quý" | "năm" | "giờ"))
    };
    // "Đơn vị nào để chậm, Sở A báo cáo"
    let which = matches!(x.key, "đơn" | "cơ" | "địa" | "ngành" | "dự") && (from + 1..to.min(from + 4)).any(|k| w[k].key == "nào");
    let often = which || unit(from + 1) && (is(w, from + 2, &["một", "lần"]) || is(w, from + 2, &["lần"]));
    // "yêu cầu làm việc với A, B hoàn thành …": the act that is asked for, of whom the heading names
    let asked = is(w, from, &["yêu", "cầu"]) && (is(w, from + 2, &["làm", "việc"]) || is(w, from + 2, &["trao", "đổi"]));
    // "Công trình A đến nay chưa nghiệm thu, Ban B hoàn thiện hồ sơ", "UBND tỉnh chưa đồng ý, Sở A rà soát lại": what is told before
    let stands = matches!(x.key, "dự" | "công" | "gói" | "khu" | "tuyến") && told::stands(w, from, to);
    let told = stands || matches!(x.key, "ubnd" | "tập") && told::leaves_open(w, from, to);
    if often
        || told
        || strives
        || matters()
        || ONE_OF_THEM.may(x.hint) && ONE.contains(&x.key)
        || TWO.iter().any(|t| is(w, from, t)) && !asked
        || x.key == "quá"
    {
        out.extend((from + 1..to.min(from + 60)).filter(|k| matches!(w[*k].before, ',' | ':') || w[*k - 1].key == "thì"));
    } else if x.key == "việc" {
        // "Việc quản lý xe cũ còn nhiều bất cập, Sở A kiểm tra"; who stands behind "do" is told before the comma
        let told = (from + 1..to).find(|k| matches!(w[*k].key, "do" | "giao")).unwrap_or(to);
        out.extend((from + 1..told.min(from + 60)).filter(|k| w[*k].before == ','));
        // "Việc lựa chọn sách giáo khoa: Sở A làm việc với …"
        out.extend((from + 1..to.min(from + 60)).find(|k| w[*k].before == ':' && told >= *k));
    } else {
        // "Dự án X: Sở A" — after the first colon within few words
        let named = |k: &usize| w[*k].before == ':' && w[*k - 1].key != "như";
        out.extend((from + 1..to.min(from + 40)).filter(named).take(1));
    }
    // "Hạ tầng số là điều kiện tiên quyết, do vậy Sở A khẩn trương …"
    const SO: &[&str] = &["do vậy", "do đó", "vì vậy", "vì thế", "bởi vậy"];
    let ground = free && VERBS.at(w, from).is_none_or(|n| n < 2);
    out.extend(
        (from + 1..to.min(from + 60))
            .filter(|k| ground && w[*k].before == ',')
            .filter_map(|k| {
                let n = SO.iter().find_map(|so| says(w, k, so))?;
                (k + n < to).then_some(k + n)
            }),
    );
    // "…, từ nay Sở A chỉ …"
    let since = |k: &usize| {
        ["từ nay", "từ giờ", "hiện nay", "trước mắt", "thời gian tới"]
            .iter()
            .find_map(|p| says(w, *k, p))
            .map(|n| k + n)
    };
    let later: Vec<usize> = out.iter().filter_map(since).filter(|k| *k < to).collect();
    out.extend(later);
    out
}

/// "(Riêng) dự án …": a part of a block about one of the works.
fn owned(w: &[Word], from: usize) -> bool {
    let at = from + usize::from(is(w, from, &["riêng"]));
    ["dự án", "công trình", "gói thầu"].iter().any(|works| says(w, at, works).is_some())
}

/// "Tổ công tác số 1 do Giám đốc Sở A làm Tổ trưởng đi kiểm tra": the word behind the remark who heads a body.
fn headed(w: &[Word], k: usize) -> usize {
    if !is(w, k, &["do"]) || w[k].before != ' ' {
        return k;
    }
    const HEADS: &[&str] = &[
        "tổ trưởng",
        "trưởng ban",
        "trưởng đoàn",
        "chủ tịch hội đồng",
        "trưởng nhóm",
        "đội trưởng",
    ];
    (k + 2..w.len().min(k + 16))
        .filter(|n| w[*n].key == "làm" || w[*n].key == "là")
        .find_map(|n| HEADS.iter().find_map(|h| says(w, n + 1, h)).map(|len| n + 1 + len))
        .unwrap_or(k)
}

/// "Sở A, với vai trò cơ quan quản lý ngành, chỉ đạo": the word behind the remark as what a body acts.
fn aside(w: &[Word], k: usize, to: usize) -> usize {
    const LONGEST: usize = 16;
    const AS: &[&str] = &[
        "với vai trò",
        "với trách nhiệm",
        "với chức năng",
        "với tư cách",
        "với nhiệm vụ",
        "trên cương vị",
        "cơ quan thường trực",
    ];
    if w.get(k).is_none_or(|x| x.before != ',') || !AS.iter().any(|a| says(w, k, a).is_some()) {
        return k;
    }
    let end = (k + 2..to.min(k + LONGEST)).find(|n| w[*n].before == ',');
    end.filter(|n| VERBS.at(w, *n).is_some_and(|v| v > 1)).unwrap_or(k)
}

/// A time or a ground without a comma before the subject: "từ tuần sau Văn phòng …", "trên cơ sở đó Sở A …".
fn times(w: &[Word], from: usize, to: usize) -> Vec<usize> {
    let opens = [
        "từ", "trong", "trước", "sau", "đến", "hằng", "hàng", "định", "chậm", "trên", "hết", "ngay", "sáng", "chiều", "thứ",
    ];
    // "ngày 25 hằng tháng Cục A báo cáo"
    let each = is(w, from, &["ngày"]) && (is(w, from + 2, &["hằng"]) || is(w, from + 2, &["hàng"]));
    let deputy = is(w, from, &["thứ", "trưởng"]);
    if !each && (deputy || !w.get(from).is_some_and(|x| opens.contains(&x.key))) {
        return vec![];
    }
    const NOT: &[&str] = &[
        "khi", "với", "của", "do", "cho", "về", "tại", "gửi", "qua", "theo", "và", "để", "trình", "nghị", "bởi", "từ", "trước", "sau",
        "cầu", "giao", "là", "cáo", "mưu", "trên", "ở", "thuộc", "nhận", "được", "hợp", "việc",
    ];
    (from + 2..to.min(from + 9))
        .filter(|k| {
            let near = w[*k - 1].key;
            let week = near == "sau" && matches!(w[*k - 2].key, "tuần" | "tháng" | "quý" | "năm");
            // "Chiều thứ Năm" is no body
            let weekday = matches!(near, "thứ" | "sáng" | "chiều");
            w[*k].before == ' ' && w[*k].capital && (week || !NOT.contains(&near)) && !weekday
        })
        .collect()
}

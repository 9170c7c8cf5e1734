//! Sentences and the deadlines in them.

use super::*;
use crate::outline::Piece;
use crate::span::SourceId;
use std::collections::BTreeMap;

fn block(text: &str) -> Block {
    Block {
        text: text.to_string(),
        pieces: vec![Piece {
            at: 0,
            len: text.len() as u32,
            start: 0,
        }],
        source: SourceId(0),
    }
}

fn found(text: &str, day: &str) -> Vec<Deadline> {
    find(
        &block(text),
        0..text.len(),
        &Context {
            day: day.parse().ok(),
            period: None,
        },
    )
}

/// "before 2025-09-15", "recurring P1W", …
fn brief(text: &str) -> Vec<String> {
    brief_from(text, "2025-08-16")
}

fn brief_from(text: &str, day: &str) -> Vec<String> {
    found(text, day)
        .iter()
        .map(|d| {
            let mut s = d.bound.name().to_string();
            if let Some(due) = d.bound.due() {
                s += &format!(" {due}");
            }
            if let Bound::Every { every, weekday, day } = &d.bound {
                s += &format!(" {every}");
                weekday.iter().for_each(|w| s += &format!(" w{w}"));
                day.iter().for_each(|w| s += &format!(" d{w}"));
            }
            d.time.iter().for_each(|t| s += &format!(" {t}"));
            s
        })
        .collect()
}

#[test]
fn every_reader_that_a_form_names_is_known() {
    for (_, form, _) in form::FORMS {
        for token in form.split(' ').map(|t| t.trim_start_matches('?')).filter(|t| t.starts_with('<')) {
            assert!(form::TOKENS.iter().any(|(name, _)| *name == token), "{token}");
        }
    }
}

#[test]
fn every_form_reads_the_words_that_show_it() {
    for (n, (kind, _, shows)) in form::FORMS.iter().enumerate() {
        let cut = Cut::new(shows);
        let openings = form::Openings::of(&cut.words());
        let (found, _, end) = openings.fitting(shows, 0, 0).unwrap_or_else(|| panic!("{shows}"));
        assert_eq!(found, n, "{shows}");
        // a frequency stops before the act, a label before the time, a time before the colon of what is then to be done
        assert!(
            matches!(&shows[end..], "" | ":") || matches!(kind, Kind::Frequency | Kind::Label),
            "{shows}"
        );
    }
}

#[test]
fn what_binds() {
    for (text, want) in [
        ("hoàn thành kiểm kê tài sản của các xã trước khi sáp nhập", "event"),
        ("Hoàn thành trước 20 tháng 12 năm 2025.", "before 2025-12-20"),
        ("Báo cáo xong trước 15/9/2025.", "before 2025-09-15"),
        ("Gửi trước 16 giờ 30 phút ngày 20/8/2025", "before 2025-08-20 16:30"),
        ("Gửi trước 17h00 ngày 20/8", "before 2025-08-20 17:00"),
        ("Báo cáo chậm nhất vào ngày 20/9", "by 2025-09-20"),
        ("Báo cáo muộn nhất ngày 20/9", "by 2025-09-20"),
        ("Thực hiện đến hết ngày 30/9/2025", "by 2025-09-30"),
        ("Thông xe dịp 19/12/2025", "by 2025-12-19"),
        (
            "tiến độ từ nay đến 30/4/2026 và đến 19/5/2026; xác định",
            "by 2026-04-30, by 2026-05-19",
        ),
        ("kết thúc kiểm tra xong trong ngày 23/8/2025", "within 2025-08-23"),
        ("Thứ Hai (18/8), 14 giờ 30: Phòng Kinh tế trình phương án", "by 2025-08-18 14:30"),
        ("thứ Sáu (22/8), trước 10 giờ 00: gửi báo cáo", "before 2025-08-22 10:00"),
        ("không để kéo dài quá ngày 20/10", "by 2025-10-20"),
        ("báo cáo tại buổi giao ban ngày 18/11/2025", "by 2025-11-18"),
        ("cung ứng đủ giống trước khi vào khung thời vụ", "event"),
        ("chi trả chậm nhất sau 05 ngày kể từ khi được cấp kinh phí", "event"),
        ("cấp phép trong vòng 15 ngày làm việc sau khi nhận đủ hồ sơ", "event"),
        (
            "báo cáo tại cuộc họp giao ban các Phó Chủ tịch UBND tỉnh ngày 17/11/2025",
            "by 2025-11-17",
        ),
        ("tập huấn trong 02 ngày 18 và 19/9/2025", "within 2025-09-19"),
        ("Gửi chậm nhất sáng ngày 24/8/2025", "by 2025-08-24"),
        ("Gửi trước cuối giờ chiều ngày 20/8", "before 2025-08-20"),
        ("khánh thành dịp Quốc khánh 02/9", "by 2025-09-02"),
        ("bảo đảm an ninh trật tự dịp Quốc khánh 02/9", ""),
        ("thông xe kỹ thuật chào mừng ngày 19/12/2025", "by 2025-12-19"),
        ("tổ chức hoạt động chào mừng ngày 19/12/2025", ""),
        ("trình đề án trong quý này", "within 2025-09-30"),
        ("Hội nghị trong đầu tháng 9, đảm bảo", "within 2025-09-10"),
        ("Hoàn thành giữa tháng 9", "within 2025-09-20"),
        ("Hoàn thành trong cuối quý III năm 2025, làm", "within 2025-09-30"),
        ("Hoàn thành trong quý II/2026", "within 2026-06-30"),
        ("Kinh phí đến tay trước ngày 25 tháng Chạp;", "before 2026-02-12"),
        ("hoàn thành trước Tết Nguyên đán.", "event"),
        ("thi tuyển xong trước học kỳ II năm học 2025-2026;", "event"),
        ("Báo cáo vào ngày 05 hằng tháng.", "recurring P1M d5"),
        ("Báo cáo chậm nhất vào ngày 20 hằng tháng.", "recurring P1M d20"),
        ("Báo cáo trước 16 giờ ngày thứ Sáu hằng tuần.", "recurring P1W w5 16:00"),
        ("Rà soát, báo cáo định kỳ 02 tuần/lần", "recurring P2W"),
        ("Họp mỗi tuần", "recurring P1W"),
        ("Hằng quý, Sở Tài chính rà soát", "recurring P3M"),
        ("báo cáo sau 10 ngày kể từ ngày ban hành Thông báo", "by 2025-08-26"),
        ("báo cáo trong vòng 05 ngày làm việc kể từ ngày ký", "within 2025-08-22"),
        ("báo cáo trong vòng 05ngày làm việc kể từ ngày ký", "within 2025-08-22"),
        ("trình ban hành chậm nhất trong ngày 14/9/2025", "by 2025-09-14"),
        ("điều chuyển vốn của các dự án đến ngày 30/9/2025 có tỷ lệ giải ngân dưới 50%", ""),
        ("báo cáo trong vòng 15 ngày", "by"),
        ("báo cáo trước ngày 31/4/2026", "by"),
        ("Trong tháng 1, hoàn thành", "within 2026-01-31"),
        ("Gửi Văn phòng trước 15-12.", "before 2025-12-15"),
        ("Gửi Văn phòng chậm nhất 05-9 để tổng hợp", "by 2025-09-05"),
        ("Báo cáo trước ngày 15.12 và họp lại", "before 2025-12-15"),
        ("gửi tài liệu trước 5-7 ngày", ""),
        ("Báo cáo trước 15 giờ thứ Năm", "before 2025-08-21 15:00"),
        ("Báo cáo chậm nhất chiều thứ Bảy", "by 2025-08-16"),
        ("Báo cáo trước 11 giờ trưa mai", "before 2025-08-17 11:00"),
        ("Báo cáo chậm nhất đầu tuần sau", "by 2025-08-18"),
        ("Rà soát xong trong tuần; họp trong tuần", "within 2025-08-17"),
        ("Hằng tuần báo cáo Sở Y tế trước 15 giờ thứ Năm", "recurring P1W w4 15:00"),
        ("khám tuyển hoàn thành từ ngày 01/12 đến hết ngày 31/12/2025", "by 2025-12-31"),
        ("hạn cuối báo cáo: 15/11/2025.", "by 2025-11-15"),
        ("báo cáo trong tuần từ 06/10 đến 10/10/2025", "within 2025-10-10"),
        ("báo cáo kết quả tại cuộc họp giao ban ngày 25/8/2025", "by 2025-08-25"),
        ("thi công, đưa vào khai thác ngày 19/12/2025", "by 2025-12-19"),
        ("báo cáo trước ngày 25 của tháng cuối quý", "recurring P3M d25"),
        ("giải quyết trong vòng 10 ngày kể từ ngày nhận đủ hồ sơ", "event"),
        ("trả lời chậm nhất sau 10 ngày kể từ ngày nhận đủ hồ sơ", "event"),
        ("Chiều thứ Năm tuần sau Phòng A mời các hộ họp", "by 2025-08-21"),
        ("gửi sớm, ngay sáng thứ Tư để tổng hợp", "by 2025-08-20"),
        ("thẩm định không quá 05 ngày làm việc kể từ khi nhận đủ hồ sơ", "event"),
        ("báo cáo nguyên nhân, hạn chót 11h30 ngày 26/11/2025", "by 2025-11-26 11:30"),
        ("giao nền cho các hộ trước Tết Dương lịch năm 2026", "before 2026-01-01"),
        ("đón đoàn khách vào sáng mùng 1 Tết Dương lịch", "by 2026-01-01"),
        ("hồ sơ phải nộp đầu giờ sáng mai", "by 2025-08-17"),
        (
            "Sau khi có khối lượng nghiệm thu, trong vòng 04 ngày làm việc hoàn chỉnh hồ sơ",
            "event",
        ),
        ("theo dõi trên hệ thống, hằng ngày nhắn tin nhắc hồ sơ sắp đến hạn", "recurring P1D"),
        ("xóa vùng lõm sóng trong 6 tháng đầu năm 2026", "within 2026-06-30"),
        ("công bố kết quả trong tháng 12 hằng năm", "recurring P1Y"),
        ("thông xe kỹ thuật ngày 19/12/2025", "by 2025-12-19"),
        ("rà soát, báo cáo UBND tỉnh (qua Sở Y tế) ngày 07/11/2025", "by 2025-11-07"),
        ("các hộ họp chiều thứ Tư", ""),
        ("giờ họp bố trí chiều thứ Ba, ngày 19/8/2025", "by 2025-08-19"),
        (
            "trình Chủ tịch UBND tỉnh xem xét vào đầu giờ sáng thứ Sáu, ngày 22/8/2025",
            "by 2025-08-22",
        ),
        ("gửi Sở Xây dựng chậm nhất hết giờ làm việc ngày 18/8/2025", "by 2025-08-18"),
        (
            "chuẩn bị buổi làm việc, trình dự thảo chương trình ngày 18/8/2025.",
            "by 2025-08-18",
        ),
        ("trình Tờ trình số 12/TTr-STC ngày 18/8/2025.", ""),
        ("gửi tài liệu phiên họp ngày 18/8/2025.", ""),
        (
            "Phấn đấu thu vượt 12% dự toán HĐND tỉnh giao trong năm 2025; phân tích",
            "within 2025-12-31",
        ),
        ("phấn đấu đạt chỉ tiêu được giao trong năm 2025", ""),
        ("văn bản hỏi ý kiến phải được trả lời trong thời hạn 05 ngày làm việc", "event"),
        ("tiếp dân ít nhất 02 ngày trong một tháng", ""),
        ("nội dung về giá dịch vụ chưa trình tại kỳ họp này", ""),
        ("Dự án khởi công ngày 20/02/2023, đến nay mới đạt 40%", ""),
        ("nắm tình hình đơn hàng quý III, tháo gỡ khó khăn", ""),
        ("theo nội dung đã báo cáo UBND tỉnh ngày 07/7/2025", ""),
        ("Chiều 15/8/2025, đoàn đã kiểm tra hiện trường", ""),
        ("báo cáo kết quả, tổ chức dọn vệ sinh tại các khu dân cư hằng tuần", ""),
        ("gặp gỡ, đối thoại trong tuần từ 18 đến 22/8/2025", "within 2025-08-22"),
        ("trong tuần tới trình kế hoạch", "within 2025-08-24"),
        ("cuối năm 2025 phải giải ngân 100% kế hoạch", "within 2025-12-31"),
        ("phát triển người tham gia, bảo đảm cuối năm đạt 95%", "within 2025-12-31"),
        ("công bố kết quả xếp hạng của các sở, ngành, địa phương hằng tháng", "recurring P1M"),
        ("sơ tuyển vào hai ngày 21 và 22/10/2025 tại Trạm Y tế", "by 2025-10-22"),
        ("thời gian thực hiện từ ngày 10/9 đến hết ngày 30/9/2025", "by 2025-09-30"),
        ("xử lý đất giao khoán trước năm 1993", ""),
        ("xử lý đất giao trái thẩm quyền từ trước năm 2014", ""),
        ("vốn của các dự án đến ngày 30/9/2025 giải ngân dưới 50%", ""),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
}

#[test]
fn what_does_not() {
    for text in [
        "thực hiện Quyết định số 508/QĐ-TTg ngày 25/3/2022 của Thủ tướng",
        "Kế hoạch giai đoạn 2026-2030, tầm nhìn đến năm 2050",
        "mục tiêu đến năm 2030",
        "mới khởi công 02/06 dự án",
        "rà soát, báo cáo các kiến nghị đã nêu tại hội nghị đối thoại doanh nghiệp ngày 17/10/2025",
        "không chờ đến cuối năm mới thanh toán",
        "kết quả từ ngày 01/3/2026 đến ngày 29/3/2026",
        "áp dụng từ tháng 4/2026",
        "kế hoạch chi tiết theo tuần, kiểm tra dữ liệu định kỳ",
        "trực cấp cứu trong dịp Tết; bảo đảm an ninh trước, trong và sau Tết",
        "kế hoạch năm 2026; nội dung Phiên họp thường kỳ tháng 8; Kế hoạch quý II",
        "kỷ niệm 85 năm (28/01/1941 - 28/01/2026)",
        "Thực hiện thường xuyên; khẩn trương, ngay",
        "số liệu giải ngân hàng tuần, lũy kế giải ngân",
        "xây dựng kế hoạch hằng năm",
        "khắc phục thiệt hại mưa đá cuối tháng 7",
        "rà soát năng lực nhà thầu trước khi tham gia dự án",
        "chịu trách nhiệm trước Chủ tịch UBND tỉnh; so với cùng kỳ năm trước",
        "doanh nghiệp bị ảnh hưởng trước ngày 31/12/2021",
        "Việc điều hành trong quý IV phải bảo đảm rõ việc",
        "trong dịp nghỉ lễ; trong dịp 30/4, 01/5",
        "nhiệm vụ 6 tháng cuối năm; tháo gỡ ngay từ đầu năm",
    ] {
        assert_eq!(brief(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn quote_and_range() {
    let text = "Trước ngày 20/8/2025 báo cáo; hoàn thành trước mùa mưa năm 2025 để thi công";
    let found = found(text, "2025-05-12");
    assert_eq!(
        found.iter().map(|d| d.quote.as_str()).collect::<Vec<_>>(),
        ["Trước ngày 20/8/2025", "trước mùa mưa năm 2025"]
    );
    let cut = text.find(';').unwrap();
    assert_eq!(find(&block(text), cut..text.len(), &Context { day: None, period: None }).len(), 1);
    assert!(find(&block(text), 1000..2000, &Context { day: None, period: None }).is_empty());
}

proptest::proptest! {
    #[test]
    fn any_words_are_read_without_a_panic(words in proptest::collection::vec("trước |ngày |31/4|/2026|hằng |tuần|16 giờ|từ |đến |tháng |Chạp|trong |sau 10 |kể từ |, |ộ|.|\\PC", 0..30), start in 0usize..40) {
        let text = words.concat();
        for d in find(&block(&text), start..text.len(), &Context { day: None, period: None }) {
            proptest::prop_assert!(text.contains(&d.quote));
        }
    }
}

#[test]
fn labelled_deadlines() {
    let Some(dir) = ["../shared", "../../shared"]
        .iter()
        .map(|d| std::path::Path::new(d).join("corpus/labels"))
        .find(|d| d.is_dir())
    else {
        eprintln!("skipped: no labelled notices beside the project");
        return;
    };
    let days: BTreeMap<&str, &str> = [
        ("2025-07", "2025-08-16"),
        ("2026-01", "2026-02-03"),
        ("2025-05-cong-van-huyen", "2025-05-12"),
    ]
    .into();
    let mut wrong = Vec::new();
    for (name, day) in days {
        let Ok(json) = std::fs::read_to_string(dir.join(format!("{name}.json"))) else {
            continue;
        };
        let labels: serde_json::Value = serde_json::from_str(&json).unwrap();
        for task in labels["tasks"].as_array().unwrap() {
            let text = task["text"].as_str().unwrap();
            let (mut want, mut maybe) = (Vec::new(), Vec::new());
            for d in task["deadlines"].as_array().unwrap() {
                let s = |k: &str| d[k].as_str().unwrap_or("").to_string();
                let key = (s("due"), s("bound"), s("every"));
                if d["optional"] == true { maybe.push(key) } else { want.push(key) }
            }
            let mut have: Vec<_> = found(text, day)
                .iter()
                .map(|d| {
                    let every = if let Bound::Every { every, .. } = &d.bound {
                        every.clone()
                    } else {
                        String::new()
                    };
                    (
                        d.bound.due().map_or(String::new(), |d| d.to_string()),
                        d.bound.name().to_string(),
                        every,
                    )
                })
                .collect();
            have.retain(|k| !maybe.contains(k) || want.contains(k));
            want.sort();
            have.sort();
            if want != have {
                wrong.push(format!("{name} {} want {want:?} have {have:?}: {text}", task["clause"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lunar_and_cyclic_dates() {
    for (text, want) in [
        ("hoàn thành xuống giống trước ngày 10 tháng Ba âm lịch", "before 2026-04-26"),
        ("trình kịch bản trước rằm tháng Giêng", "before 2026-03-03"),
        ("trình kịch bản trước rằm tháng Tám âm lịch", "before 2025-10-06"),
        ("chậm nhất hết tháng Chạp", "by 2026-02-16"),
        ("xong trong tháng Giêng năm Bính Ngọ", "within 2026-03-18"),
        ("chi trả xong trước 28 Tết", "before 2026-02-15"),
        // the twelfth month of that year has 29 days
        ("chi trả xong trước 30 Tết", "before 2026-02-16"),
        ("hoàn thành trước ngày 25 tháng Chạp năm Ất Tỵ (2025)", "before 2026-02-12"),
        ("báo cáo trước mùng 6 tháng Giêng", "before 2026-02-22"),
        ("tổ chức lễ hội vào ngày 10/3 (âm lịch)", "by 2026-04-26"),
        ("hoàn thành trước ngày 26 tháng Ba", "before 2026-03-26"),
    ] {
        assert_eq!(brief_from(text, "2025-08-30").join(", "), want, "{text}");
    }
}

#[test]
fn scanned_digits_are_digits() {
    for (text, want) in [
        ("trình trước ngày l5/11/2O25", "before 2025-11-15"),
        ("báo cáo trước ngày 3O/1l/2025", "before 2025-11-30"),
        ("xong trong tháng 1O năm 2025", "within 2025-10-31"),
        ("trong vòng 1O ngày kể từ ngày ký", "within 2025-08-26"),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
}

#[test]
fn weeks_and_weekdays() {
    // the notice is of a Saturday
    for (text, want) in [
        ("trình UBND tỉnh trước thứ Năm tuần sau", "before 2025-08-21"),
        ("hoàn thành trong tuần này", "within 2025-08-17"),
        ("giải quyết dứt điểm hồ sơ trong tuần 36", "within 2025-09-07"),
        ("gửi Sở Y tế trước tuần 35", "before 2025-08-25"),
        ("hoàn thành trong tuần tới.", "within 2025-08-24"),
        ("gửi chậm nhất thứ Sáu (ngày 22/8)", "by 2025-08-22"),
        ("gửi trước 16h00 thứ Hai, ngày 25/8/2025", "before 2025-08-25 16:00"),
        ("gửi chậm nhất 17 giờ ngày 25/8/2025", "by 2025-08-25 17:00"),
        ("giải quyết dứt điểm hồ sơ, hạn cuối ngày 25/8", "by 2025-08-25"),
        ("dự án chậm quá 24 tháng so với chủ trương thì chấm dứt", ""),
        ("gửi trước 10 giờ sáng ngày 25/8", "before 2025-08-25 10:00"),
        ("trình trong tuần đầu tháng 9", "within 2025-09-07"),
        ("trình trong nửa đầu tháng 9/2025", "within 2025-09-15"),
        ("trình trong nửa cuối tháng 9", "within 2025-09-30"),
        ("nghiệm thu trong 10 ngày đầu tháng 9", "within 2025-09-10"),
        ("báo cáo vào sáng thứ Hai hằng tuần", "recurring P1W w1"),
        ("định kỳ thứ Năm hàng tuần báo cáo", "recurring P1W w4"),
        ("chiều thứ Sáu hằng tuần tổng hợp, báo cáo", "recurring P1W w5"),
        ("gửi dự thảo ngay trong ngày hôm nay", "within 2025-08-16"),
        ("gửi dự thảo trước 17 giờ ngày mai", "before 2025-08-17 17:00"),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
}

#[test]
fn frequencies() {
    for (text, want) in [
        ("Định kỳ 6 tháng, hằng năm báo cáo kết quả", "recurring P6M, recurring P1Y"),
        (
            "định kỳ hằng tháng, quý, năm tổng hợp",
            "recurring P1M, recurring P3M, recurring P1Y",
        ),
        ("báo cáo 10 ngày/lần", "recurring P10D"),
        ("lập kế hoạch tưới, điều tiết nước định kỳ 10 ngày/lần", "recurring P10D"),
        ("vận hành cống hằng ngày trước 16 giờ 30", "recurring P1D 16:30"),
        ("sơ kết 06 tháng một lần", "recurring P6M"),
        ("giao ban mỗi tháng một lần", "recurring P1M"),
        ("kiểm tra mỗi tháng 02 lần", "recurring P2W"),
        ("kiểm tra mỗi tháng 02lần", "recurring P2W"),
        ("sơ kết 06 tháng 01 lần", "recurring P6M"),
        ("giao ban & 02 tuần/lần báo cáo UBND tỉnh", "recurring P2W"),
        ("giao ban hằng quý ít nhất 01 lần", "recurring P3M"),
        ("họp ít nhất 01 lần mỗi quý", "recurring P3M"),
        ("kiểm tra 02 lần/năm", "recurring P6M"),
        ("mỗi quý đối thoại với doanh nghiệp ít nhất một lần", "recurring P3M"),
        ("hằng ngày nắm tình hình trên công trường", "recurring P1D"),
        ("vận hành cống, đo độ mặn hằng ngày, kịp thời thông tin", "recurring P1D"),
        ("báo cáo trước ngày 05 tháng sau", "recurring P1M d5"),
        ("báo cáo trước ngày 15 tháng cuối quý", "recurring P3M d15"),
        ("báo cáo trước ngày 15/12 hằng năm", "recurring P1Y"),
        (
            "gửi trước ngày 15/9/2025 và hằng tháng cập nhật",
            "before 2025-09-15, recurring P1M",
        ),
        ("Định kỳ ngày 25 hằng tháng gửi kết quả", "recurring P1M d25"),
        ("định kỳ hằng tuần, tuần tra ban đêm", "recurring P1W"),
        ("báo cáo mực nước mỗi giờ một lần", "recurring PT1H"),
        ("báo cáo 2 giờ/lần", "recurring PT2H"),
        ("cập nhật mực nước mỗi 3 giờ", "recurring PT3H"),
        ("báo cáo trước 17h00 hằng ngày", "recurring P1D 17:00"),
        ("báo cáo hằng ngày trước 17 giờ", "recurring P1D 17:00"),
        ("báo cáo trước ngày 20 tháng cuối cùng của quý", "recurring P3M d20"),
        ("báo cáo trước ngày làm việc cuối cùng của tháng", "recurring P1M"),
        ("báo cáo vào ngày 20 của tháng", "recurring P1M d20"),
        ("Hằng tháng, trước ngày 25, Sở A báo cáo", "recurring P1M d25"),
        (
            "báo cáo hằng tháng, trước ngày 20/12/2025 tổng kết",
            "recurring P1M, before 2025-12-20",
        ),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
}

#[test]
fn events_and_conditions() {
    for (text, want) in [
        ("gia cố nhà xưởng trước khi bão số 5 đổ bộ", "event"),
        ("điều tra xong trước khi Đoàn kiểm tra của Bộ vào làm việc", "event"),
        ("lắp biển báo trước ngày học sinh nghỉ hè", "event"),
        ("tổ chức kỳ họp cuối năm trước kỳ họp của HĐND tỉnh, gửi dự kiến", "event"),
        ("gửi hồ sơ chậm nhất là 15 ngày trước ngày khai mạc kỳ họp;", "event"),
        ("chậm nhất sau 10 ngày kể từ ngày nhận được kiến nghị phải trả lời", "event"),
        ("xử lý trong vòng 48 giờ", "event"),
        ("trình HĐND tỉnh vào kỳ họp thường lệ cuối năm", "event"),
        ("trang trí xong trước ngày Quốc khánh 02/9", "before 2025-09-02"),
        ("di dời xong trước đỉnh lũ", "event"),
        ("hoàn thành trước Tết.", "event"),
        ("khơi thông cống rãnh trước trận mưa tới", "event"),
        ("hoàn thành trước dịp kỷ niệm 80 năm Ngày thành lập", "event"),
        ("ban hành kế hoạch ngay sau Hội nghị này", "event"),
        ("khắc phục ngay sau bão", "event"),
        ("thông báo ít nhất 04 giờ trước khi xả lũ", "event"),
        ("thông báo trước khi xả lũ ít nhất 04 giờ", "event"),
        ("ổn định giá trước, trong và sau Tết", ""),
        ("mở đợt cao điểm trấn áp tội phạm trước Tết", ""),
        ("không thanh tra quá một lần trong năm đối với doanh nghiệp", ""),
        ("rà soát cơ sở vật chất, báo cáo trước khai giảng", "event"),
        ("báo cáo giải trình trước kỳ họp", ""),
        ("gia cố taluy trước khi vào cao điểm mùa mưa", "event"),
        ("hoàn thành hồ sơ trước khi Đoàn thẩm định của tỉnh về làm việc", "event"),
        (
            "báo cáo kết quả tại cuộc họp giao ban tuần kế tiếp (sáng thứ Hai, ngày 25/8/2025)",
            "by 2025-08-25",
        ),
        ("Dự báo từ nay đến cuối năm còn 3 cơn bão", ""),
        ("tưới nước chống bụi 03 lần/ngày", ""),
        ("điều chuyển vốn của các dự án đến ngày 30/6/2025 chưa giải ngân", ""),
        ("kiểm điểm các đơn vị có tỷ lệ giải ngân đến hết quý II/2026 dưới 30%", ""),
        ("rà soát các vụ việc kéo dài của 3 tỉnh trước khi hợp nhất", ""),
        (
            "hoàn thành tiêm chủng đến hết ngày 30/11/2026 dưới sự giám sát của Sở Nội vụ",
            "by 2026-11-30",
        ),
        ("thu hồi dự án nếu đến hết ngày 31/12/2025 chưa khởi công", ""),
        ("coi đây là tiêu chí đánh giá mức độ hoàn thành nhiệm vụ trong năm 2025", ""),
        ("tổ chức lại giao thông trước khi thông xe cầu Sao Mai", "event"),
        ("lập danh mục dự án nhà ở khởi công năm 2026, trình tại phiên sau", ""),
        ("cung cấp danh sách tàu cập cảng cho Đồn Biên phòng hằng ngày.", "recurring P1D"),
        ("lấy ý kiến trước khi trình UBND tỉnh", ""),
        ("rà soát hồ sơ trước khi UBND tỉnh phê duyệt", ""),
        ("vệ sinh chuồng trại trước khi đưa vào sử dụng", ""),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
}

#[test]
fn counts_begin_with_the_notice_a_date_or_an_event() {
    for (text, want) in [
        ("báo cáo trong thời hạn 30 ngày kể từ ngày 01/9/2025", "within 2025-10-01"),
        ("hoàn thành trong vòng 02 tuần kể từ ngày ban hành", "within 2025-08-30"),
        ("hoàn thành trong 01 tháng kể từ ngày ký Thông báo này", "within 2025-09-16"),
        ("trả lời trong vòng 05 ngày kể từ ngày ký hợp đồng", "event"),
        ("hoàn thành trong 07 ngày tới", "within 2025-08-23"),
        ("báo cáo trong vòng không quá 10 ngày kể từ ngày ký", "within 2025-08-26"),
        ("báo cáo trong thời hạn 15 ngày", "by"),
        ("báo cáo chậm nhất trong vòng 10 ngày kể từ ngày ký", "by 2025-08-26"),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
    let unknown = Context { day: None, period: None };
    let text = "báo cáo sau 10 ngày kể từ ngày ban hành";
    assert_eq!(find(&block(text), 0..text.len(), &unknown)[0].bound, Bound::By(None));
}

#[test]
fn lists_of_periods_end_with_the_last() {
    for (text, want) in [
        ("hoàn thành trong quý III, IV", "within 2025-12-31"),
        ("hoàn thành trong tháng 8, 9/2025", "within 2025-09-30"),
        ("hoàn thành trong tháng 8 và tháng 9/2025", "within 2025-09-30"),
        ("trong tháng 8, 12 xã hoàn thành", "within 2025-08-31"),
        ("hoàn thành trong quý III/2025, quý IV năm 2025", "within 2025-12-31"),
        ("hoàn thành quý IV/2025", "within 2025-12-31"),
        ("hoàn thành dứt điểm trong năm.", "within 2025-12-31"),
        ("các ngày lễ lớn trong năm; công việc trong tháng", ""),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
}

#[test]
fn a_time_alone_binds_behind_a_label_or_in_its_cell() {
    for (text, want) in [
        ("Thời gian hoàn thành: 20/9/2025.", "by 2025-09-20"),
        ("Thời gian hoàn thành: Quý IV/2025.", "within 2025-12-31"),
        ("Thời gian: cuối tháng 11; địa điểm: hội trường", "within 2025-11-30"),
        ("Thời hạn gửi là trước ngày 20/9/2025", "before 2025-09-20"),
        ("Thời gian thực hiện: từ ngày 15/9 đến ngày 30/9/2025", "by 2025-09-30"),
        ("Thời gian hoàn thành: Thường xuyên", ""),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
    let context = Context {
        day: "2025-08-16".parse().ok(),
        period: None,
    };
    for (text, want) in [
        ("30/4/2026", Bound::By("2026-04-30".parse().ok())),
        ("Tháng 10/2025", Bound::Within("2025-10-31".parse().unwrap())),
        (
            "Hằng tháng",
            Bound::Every {
                every: "P1M".into(),
                weekday: None,
                day: None,
            },
        ),
        ("Trước 31/10/2025", Bound::Before("2025-10-31".parse().unwrap())),
    ] {
        let words = Cut::new(text);
        assert_eq!(
            given(&block(text), &words.words(), 0..text.len(), &context)[0].bound,
            want,
            "{text}"
        );
        let plain = find(&block(text), 0..text.len(), &context);
        assert!(plain.len() <= 1, "{text}");
    }
}

#[test]
fn what_is_striven_for_by_a_near_day_is_a_deadline() {
    for (text, want) in [
        ("phấn đấu đến 31/12/2025 thu đạt 170 tỷ đồng", "by 2025-12-31"),
        (
            "phấn đấu đến 30/9/2025 đạt trên 50%, đến 31/12/2025 đạt 95% kế hoạch",
            "by 2025-09-30, by 2025-12-31",
        ),
        ("phấn đấu đến hết năm 2025 xóa ít nhất 60 điểm lõm sóng", "by 2025-12-31"),
        ("phấn đấu đến hết năm 2030 đạt chuẩn", ""),
        ("mục tiêu đến năm 2030 đạt 12 triệu lượt khách", ""),
    ] {
        assert_eq!(brief(text).join(", "), want, "{text}");
    }
}

#[test]
fn what_a_form_needs_may_stand_far_behind_its_beginning() {
    // abbreviations are many words in one place
    assert_eq!(
        brief("báo cáo tại cuộc họp giao ban của UBMTTQVN UBMTTQVN UBMTTQVN UBMTTQVN (sáng thứ Hai, ngày 27/10/2025)"),
        ["by 2025-10-27"]
    );
    let without_a_day = "báo cáo tại cuộc họp giao ban của UBMTTQVN UBMTTQVN UBMTTQVN UBMTTQVN (sáng thứ Hai)";
    assert_eq!(brief(without_a_day), Vec::<String>::new());
}

#[test]
fn a_count_from_the_notice_ends_within_or_on_its_day() {
    for (text, want) in [
        ("báo cáo trong 15 ngày kể từ ngày ban hành Thông báo này", "within 2025-08-31"),
        (
            "báo cáo trong thời hạn 10 ngày kể từ ngày ký ban hành Thông báo này",
            "within 2025-08-26",
        ),
        ("báo cáo chậm nhất 10 ngày kể từ ngày ban hành Thông báo này", "by 2025-08-26"),
        ("báo cáo sau 10 ngày kể từ ngày ban hành", "by 2025-08-26"),
    ] {
        assert_eq!(brief(text), [want], "{text}");
    }
    let quote = &found("báo cáo trong 15 ngày kể từ ngày ban hành Thông báo này.", "2025-08-16")[0].quote;
    assert_eq!(quote, "trong 15 ngày kể từ ngày ban hành Thông báo này");
}

#[test]
fn what_a_time_is_or_holds_is_no_deadline() {
    for text in [
        "Tháng 9 là tháng cuối của quý III, có ý nghĩa quan trọng",
        "điều chuyển vốn giữa các dự án lần cuối trong năm 2025",
        "tổ chức chào mừng các ngày lễ lớn trong quý IV theo kế hoạch",
        "Dự báo xâm nhập mặn còn tiếp tục ở mức cao đến giữa tháng 9",
    ] {
        assert_eq!(brief(text), Vec::<String>::new(), "{text}");
    }
    for (text, want) in [
        ("tiếp tục hoàn thiện hệ thống dự báo lũ trong quý IV/2025", "within 2025-12-31"),
        ("rà soát danh mục lần cuối trong tháng 11/2025", "within 2025-11-30"),
    ] {
        assert_eq!(brief(text), [want], "{text}");
    }
    assert_eq!(brief("công bố chỉ số giá xây dựng hằng tháng theo quy định"), ["recurring P1M"]);
    assert_eq!(
        brief("xác nhận nguồn gốc đất; đến hết ngày 25/10/2025 chưa xong thì phải giải trình"),
        ["by 2025-10-25"]
    );
}

#[test]
fn goals_and_things_not_to_be_done_are_no_deadlines() {
    for text in [
        "mục tiêu đón 3 triệu lượt khách vào năm 2030",
        "không để dồn khối lượng nghiệm thu, thanh toán vào cuối năm",
        "tránh dồn việc vào cuối tháng",
    ] {
        assert_eq!(brief(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_was_inferred_is_told() {
    let doubts = |text: &str| found(text, "2025-08-16")[0].doubts.clone();
    assert_eq!(doubts("trước ngày 15/9"), [Doubt::YearInferred]);
    assert_eq!(doubts("trước ngày 15/9/2025"), []);
    assert_eq!(doubts("trong vòng 10 ngày kể từ ngày ký"), [Doubt::DayCounted]);
}

#[test]
fn hours_of_a_watch_count_nothing() {
    assert_eq!(brief("duy trì 24/24 giờ từ nay đến hết ngày 31/10/2025"), ["by 2025-10-31"]);
    assert_eq!(brief("báo cáo kết quả/15 ngày một lần"), ["recurring P15D"]);
    assert_eq!(brief("gửi tài liệu cho các thành viên ít nhất 05 ngày trước phiên họp."), ["event"]);
}

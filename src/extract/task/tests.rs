//! Notices in few lines, and what is read of them.

use super::*;
use crate::notice::Mention;
use crate::outline::front_matter::Correction;
use crate::source::SourceFile;
use crate::span::SourceId;

fn document(text: &str) -> Document {
    let source = SourceFile {
        id: SourceId(0),
        path: "a.md".into(),
        text: format!("THÔNG BÁO\n\nKết luận\n\n{text}\n"),
        sha256: String::new(),
    };
    crate::outline::parse(&source, &mut Diagnostics::new())
}

fn tasks_of(document: &Document) -> (Vec<Task>, Diagnostics) {
    let input = crate::input::Input::default();
    let mut diags = Diagnostics::new();
    let registry = crate::registry::load(&input, &mut diags);
    (
        read(
            document,
            &parts(document),
            None,
            &Context { day: None, period: None },
            &registry,
            &mut diags,
        ),
        diags,
    )
}

/// "clause: leads / coordinators"
fn said(text: &str) -> Vec<String> {
    let list = |m: &[Mention]| m.iter().map(|m| m.name.clone()).collect::<Vec<_>>().join(" + ");
    tasks_of(&document(text))
        .0
        .iter()
        .map(|t| format!("{}: {} / {}", t.clause, list(&t.leads), list(&t.coordinators)))
        .collect()
}

#[test]
fn who_brought_something_forward_leads_only_what_is_asked_of_it() {
    let decided = "Khu đất chưa có trong quy hoạch sử dụng đất của huyện nên chưa đủ cơ sở để giải quyết trong năm nay theo đề nghị. Giao Sở Xây \
                   dựng bổ sung quy hoạch.";
    let asked = "Công ty có trách nhiệm ký quỹ bổ sung và cam kết bằng văn bản về tiến độ thực hiện dự án, gửi cơ quan đăng ký đầu tư theo quy định.";
    assert_eq!(
        said(&format!(
            "II. Giải quyết kiến nghị\n\n1. Công ty TNHH Sao Mai (xin chuyển mục đích sử dụng đất)\n\n{decided}\n\n{asked}\n\n2. Sở Y tế sửa trạm."
        )),
        ["II.1: Sở Xây dựng / ", "II.1: Công ty TNHH Sao Mai / ", "II.2: Sở Y tế / "]
    );
}

#[test]
fn offices_that_submit_something_are_no_office_of_that_name() {
    assert_eq!(
        said("1. Các cơ quan trình UBND tỉnh phương án sắp xếp.\n\n2. Giao cơ quan trình hoàn thiện dự thảo."),
        ["1: Các cơ quan / ", "2: Cơ quan trình / "]
    );
}

#[test]
fn who_submitted_a_draft_completes_it() {
    assert_eq!(
        said(
            "I. Các dự thảo\n\n1. Dự thảo Quyết định về giá đất\n\nCơ quan trình: Sở Tài chính.\n\nThống nhất thông qua.\n\n\
             Cơ quan trình tiếp thu ý kiến, trình ký trong tháng 12."
        ),
        ["I.1: Sở Tài chính / "]
    );
}

#[test]
fn a_group_that_is_only_the_case_leads_nothing() {
    assert_eq!(
        said("1. Sở Xây dựng:\n\n- Rà soát các xã đăng ký; những xã không có khả năng hoàn thành thì tham mưu điều chỉnh."),
        ["1: Sở Xây dựng / "]
    );
    assert_eq!(
        said("1. Cảng Sao Mai (đặc khu Trăng Non): Sở Xây dựng làm việc với nhà thầu để khắc phục hư hỏng."),
        ["1: Sở Xây dựng / "]
    );
}

#[test]
fn roles_in_brackets_offices_and_clipped_levels() {
    assert_eq!(
        said("1. Sở Giáo dục và Đào tạo (chủ trì), Sở Nội vụ, UBND phường Tân An (phối hợp): rà soát biên chế."),
        ["1: Sở Giáo dục và Đào tạo / Sở Nội vụ + UBND phường Tân An"]
    );
    assert_eq!(
        said("1. Sở Tài chính (Phòng Ngân sách) & Sở Công Thương rà soát; Sở Y tế báo cáo."),
        ["1: Sở Tài chính + Sở Công Thương / ", "1: Sở Y tế / "]
    );
    assert_eq!(
        said("1. Về chuyển đổi số: Sở Nội vụ là cơ quan đầu mối, theo dõi, tổng hợp."),
        ["1: Sở Nội vụ / "]
    );
    assert_eq!(
        said("1. Chủ tịch UBND các huyện, thành, thị thực hiện nghiêm chế độ báo cáo."),
        ["1: UBND các huyện, thành, thị / "]
    );
    assert_eq!(
        said("1. Chủ tịch UBND các huyện: Tân An, Phú Hòa và Chủ tịch UBND các thành phố: Bình Lâm, Hải Lâm chỉ đạo."),
        ["1: UBND huyện Tân An + UBND huyện Phú Hòa + UBND thành phố Bình Lâm + UBND thành phố Hải Lâm / "]
    );
    assert_eq!(
        said("1. Sở Y tế chủ trì, phối hợp Công an tỉnh (Phòng Cảnh sát phòng, chống tội phạm về môi trường), UBND huyện Tân An lấy mẫu."),
        ["1: Sở Y tế / Công an tỉnh + UBND huyện Tân An"]
    );
    assert_eq!(
        said("1. Sở Y tế chủ trì, phối hợp Công an tỉnh (Phòng Cảnh sát môi trường) và UBND huyện Tân An lấy mẫu."),
        ["1: Sở Y tế / Công an tỉnh + UBND huyện Tân An"]
    );
    assert_eq!(
        said("1. Sở Y tế:\n\n- Mỗi trạm y tế cấp xã bảo đảm có 04 bác sĩ."),
        ["1: Sở Y tế / "]
    );
    assert_eq!(
        said("1. Sở Tài chính theo dõi.\n\n2. Các báo cáo trình phiên họp phải được gửi trước ngày họp."),
        ["1: Sở Tài chính / ", "2:  / "]
    );
    assert_eq!(
        said("1. Để khắc phục việc đó, từ nay Sở Nội vụ chỉ tham mưu khi có địa chỉ ứng dụng."),
        ["1: Sở Nội vụ / "]
    );
}

/// The last task of a paragraph below a heading that names a matter.
fn below_theme(text: &str) -> String {
    said(&format!("1. Về vốn\n\n{text}")).pop().unwrap_or_default()
}

#[test]
fn a_committee_below_the_issuer_is_told_to_give_the_order() {
    let document = document("1. Không thành lập tổ chức mới; UBND huyện giao nhiệm vụ cho Phòng Nội vụ kiêm nhiệm.");
    let mut diags = Diagnostics::new();
    let registry = crate::registry::load(&crate::input::Input::default(), &mut diags);
    let context = Context { day: None, period: None };
    for (issuer, want) in [("UBND tỉnh Sao Mai", "UBND huyện"), ("UBND huyện Sao Mai", "Phòng Nội vụ")] {
        let tasks = read(&document, &parts(&document), Some(issuer), &context, &registry, &mut diags);
        let leads: Vec<&str> = tasks.iter().flat_map(|t| &t.leads).map(|m| m.name.as_str()).collect();
        assert_eq!(leads, [want], "{issuer}");
    }
}

#[test]
fn leads_behind_their_deed_and_bodies_meant() {
    for (text, want) in [
        (
            "Kịch bản phải được cập nhật; việc này do Sở Tài chính chủ trì, Thống kê tỉnh phối hợp, trình trước ngày 25/3.",
            "1: Sở Tài chính / Thống kê tỉnh",
        ),
        (
            "Việc quản lý xe cũ còn nhiều bất cập, Sở Công Thương và Sở Nội vụ tăng cường kiểm tra.",
            "1: Sở Công Thương + Sở Nội vụ / ",
        ),
        (
            "Giao Sở Tài chính thẩm định, cùng Sở Xây dựng tham mưu mức hỗ trợ.",
            "1: Sở Tài chính / Sở Xây dựng",
        ),
        (
            "Lễ hội năm nay được giao cho Sở Du lịch chủ trì, phối hợp với Sở Nội vụ chuẩn bị.",
            "1: Sở Du lịch / Sở Nội vụ",
        ),
        (
            "Tình trạng đua xe phải được Công an tỉnh giải quyết dứt điểm.",
            "1: Công an tỉnh / ",
        ),
        (
            "Ngành Y tế, do Giám đốc Sở Y tế trực tiếp chỉ đạo, sắp xếp xong các trạm.",
            "1: Sở Y tế / ",
        ),
        ("Thống nhất đề xuất của Sở Tư pháp; giao Sở chuẩn bị nội dung.", "1: Sở Tư pháp / "),
        ("Bệnh viện Quân y 121 hỗ trợ hai kíp hồi sức.", "1: Bệnh viện Quân y 121 / "),
        (
            "Các Tổ kiểm tra của Ban Chỉ đạo đi kiểm tra đột xuất.",
            "1: Các tổ kiểm tra của Ban Chỉ đạo / ",
        ),
        (
            "Công ty Cổ phần Công trình đô thị Sao dọn bùn, rác trên các tuyến đường.",
            "1: Công ty Cổ phần Công trình đô thị Sao / ",
        ),
    ] {
        assert_eq!(below_theme(text), want, "{text}");
    }
    assert_eq!(
        said("1. Các ấp\n\n- Nộp báo cáo tháng; ấp Sao Mai và ấp Trăng Non kiểm điểm việc báo cáo trễ."),
        ["1: Các ấp / ", "1: Ấp Sao Mai + Ấp Trăng Non / "]
    );
    assert_eq!(
        said("1. UBND các xã\n\na) Củng cố tổ cộng đồng; mỗi tổ phụ trách không quá 50 hộ."),
        ["1.a: UBND các xã / "]
    );
}

#[test]
fn persons_in_office_lead_as_groups() {
    for (text, want) in [
        (
            "Cán bộ, công chức toàn xã nghiêm túc chấp hành giờ làm việc.",
            "1: Cán bộ, công chức toàn xã / ",
        ),
        (
            "Công chức phụ trách quản lý đô thị – môi trường làm việc với đơn vị thu gom rác.",
            "1: Công chức phụ trách quản lý đô thị – môi trường / ",
        ),
        (
            "Các đồng chí thành viên UBND xã theo lĩnh vực đôn đốc các thôn.",
            "1: Các thành viên UBND xã / ",
        ),
        (
            "Giao các đồng chí Phó Chủ tịch UBND tỉnh đôn đốc.",
            "1: Các Phó Chủ tịch UBND tỉnh / ",
        ),
        ("Trưởng thôn, tổ dân phố tuyên truyền đến từng hộ.", "1: Các thôn, tổ dân phố / "),
        ("Trưởng thôn Sao Mai báo cáo kết quả.", "1: Thôn Sao Mai / "),
        (
            "Người đứng đầu cấp ủy, chính quyền cơ sở chịu trách nhiệm.",
            "1: Cấp ủy, chính quyền cơ sở / ",
        ),
        (
            "Về nông thôn mới: giao xã Sao Mai, thị trấn Trăng hoàn thành 02 tiêu chí.",
            "1: UBND xã Sao Mai + UBND thị trấn Trăng / ",
        ),
        ("Phường Sao Mai có trách nhiệm vận động các hộ dân.", "1: UBND phường Sao Mai / "),
        ("Huyện Sao Mai đạt 19 tiêu chí.", "1:  / "),
        (
            "Chính quyền các địa phương tuyên truyền, vận động.",
            "1: Chính quyền các địa phương / ",
        ),
        (
            "Chủ đầu tư và đơn vị thi công khắc phục hư hỏng.",
            "1: Chủ đầu tư + Đơn vị thi công / ",
        ),
        (
            "Các sở quản lý công trình chuyên ngành thẩm định hồ sơ.",
            "1: Các sở quản lý công trình chuyên ngành / ",
        ),
        ("Bí thư chi bộ, trưởng thôn vận động nhân dân.", "1: Các chi bộ + Các thôn / "),
        ("Cán bộ, công chức là nhân tố quyết định.", "1:  / "),
        ("Cán bộ vi phạm phải bị xử lý nghiêm.", "1:  / "),
    ] {
        assert_eq!(below_theme(text), want, "{text}");
    }
}

#[test]
fn the_company_of_the_notice_is_meant_by_its_kind() {
    let document = |title: &str| {
        let source = SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: format!("THÔNG BÁO\n\n{title}\n\n1. Về vốn: Yêu cầu Công ty nộp đủ tiền sử dụng đất.\n"),
            sha256: String::new(),
        };
        crate::outline::parse(&source, &mut Diagnostics::new())
    };
    let leads = |title: &str| -> Vec<String> {
        let (tasks, _) = tasks_of(&document(title));
        tasks.iter().flat_map(|t| &t.leads).map(|l| l.name.clone()).collect()
    };
    assert_eq!(
        leads("Kết luận tại buổi làm việc với Công ty Cổ phần Sao Mai"),
        ["Công ty Cổ phần Sao Mai"]
    );
    assert!(leads("Kết luận tại buổi làm việc với Công ty Cổ phần Sao Mai, Công ty Điện lực Trăng Non").is_empty());
    // or calls so
    assert_eq!(
        leads("Kết luận tại buổi làm việc với Công ty Cổ phần Tập đoàn Sao Mai (sau đây gọi là Công ty), Công ty Điện lực Trăng Non"),
        ["Công ty Cổ phần Tập đoàn Sao Mai"]
    );
    // or of the passage
    assert_eq!(
        said("1. Đối với kiến nghị của Tập đoàn Sao Mai và Công ty A: Tập đoàn hoàn chỉnh hồ sơ."),
        ["1: Tập đoàn Sao Mai / "]
    );
    assert_eq!(
        said("1. Đối với kiến nghị của Công ty TNHH Sao Mai về quy hoạch: thống nhất chủ trương. Đề nghị Công ty hoàn chỉnh hồ sơ."),
        ["1: Công ty TNHH Sao Mai / "]
    );
}

#[test]
fn a_heading_that_names_a_draft_is_no_task_and_what_is_left_of_it_neither() {
    assert_eq!(
        said(
            "III. VỀ CÁC DỰ THẢO\n\n**1. Báo cáo tình hình thực hiện Đề án A và tờ trình xin gia hạn Dự án B do Sở Y tế trình, được gửi \
             trước tới các thành viên UBND tỉnh để nghiên cứu và cho ý kiến bằng văn bản theo quy chế làm việc của UBND tỉnh**\n\n\
             - Về Đề án A: UBND tỉnh ghi nhận báo cáo.\n\n- Giao Sở Nội vụ rà soát.\n\n**2. Dự thảo Quyết định C**\n\n\
             UBND tỉnh chưa xem xét thông qua tại phiên họp này.\n\nSở Tài chính trình lại."
        ),
        ["III.1: Sở Nội vụ / ", "III.2: Sở Tài chính / "]
    );
}

#[test]
fn who_prepares_for_a_committee_is_its_office() {
    let of = |text: &str| said(&format!("1. Về vốn\n\n{text}")).pop().unwrap_or_default();
    assert_eq!(
        of("Các huyện gửi báo cáo về Cơ quan Thường trực Ban Chỉ đạo (Sở Y tế).\n\nCơ quan Thường trực tổng hợp, tham mưu."),
        "1: Sở Y tế / "
    );
    // two committees
    assert_eq!(
        of(
            "Gửi Cơ quan Thường trực Ban Chỉ đạo A (Sở Y tế), Cơ quan Thường trực Ban Chỉ đạo B (Sở Nội vụ).\n\nCơ quan Thường trực tổng hợp."
        ),
        "1: Cơ quan Thường trực / "
    );
}

#[test]
fn capitals_in_brackets_stand_for_the_body_before_them() {
    let of = |text: &str| said(&format!("1. Về vốn\n\n{text}")).pop().unwrap_or_default();
    assert_eq!(
        of("Mời Tổng công ty Sao Mai Việt Nam (SMV) dự họp.\n\n2. Đề nghị SMV và Sở Y tế:\n\n- Bàn giao hồ sơ."),
        "2: Tổng công ty Sao Mai Việt Nam + Sở Y tế / "
    );
    assert_eq!(of("Đề nghị SMV bàn giao hồ sơ."), "1:  / ");
}

#[test]
fn what_is_left_or_done_names_no_lead() {
    for (text, want) in [
        (
            "1. UBND các huyện lập danh sách dự án; mỗi huyện, thành phố gửi Sở Y tế trước ngày 5/1.",
            "1: UBND các huyện / ",
        ),
        (
            "1. Sở Y tế phủ sóng 20 thôn; trong quý IV phủ sóng 5 thôn, các thôn còn lại hoàn thành trong năm 2023.",
            "1: Sở Y tế / ",
        ),
        (
            "1. UBND các huyện, thành phố chỉ đạo UBND cấp xã:\n\n- Bố trí máy tính.",
            "1: UBND các huyện, thành phố / ",
        ),
    ] {
        assert_eq!(said(text), [want], "{text}");
    }
}

#[test]
fn a_group_is_those_named_behind_its_colon() {
    for (text, want) in [
        (
            "Các chủ đập, đơn vị quản lý hồ chứa: Công ty CP Thủy điện Sao Mai, Công ty CP Thủy điện Trăng Non trực ban 24/24 giờ.",
            "1: Công ty CP Thủy điện Sao Mai + Công ty CP Thủy điện Trăng Non / ",
        ),
        (
            "Yêu cầu các chủ đầu tư: Sở Y tế, UBND phường Sao Mai đẩy nhanh tiến độ.",
            "1: Sở Y tế + UBND phường Sao Mai / ",
        ),
        ("Giao các đơn vị: khẩn trương rà soát.", "1: Các đơn vị / "),
        (
            "Sở Y tế làm việc với UBND huyện Sao Mai trong quý IV; các địa phương trên chịu trách nhiệm nếu để chậm.",
            "1: Sở Y tế / ",
        ),
        (
            "Sở Y tế khảo sát tuyến đường; cùng với đó, Sở Công Thương mỗi tháng có ít nhất 01 tin, bài.",
            "1: Sở Công Thương / ",
        ),
        ("Các chủ đập, hồ chứa tích nước an toàn.", "1: Các chủ đập, hồ chứa / "),
    ] {
        assert_eq!(below_theme(text), want, "{text}");
    }
}

#[test]
fn who_does_it_is_told_behind_the_deed_or_beside_the_name() {
    for (text, want) in [
        (
            "Sở Y tế rà soát. Việc đánh giá phải hoàn thành trước ngày 30/9, do Sở Công Thương tham mưu thực hiện.",
            "1: Sở Công Thương / ",
        ),
        (
            "Giao Sở Y tế kiểm tra; riêng tuyến đường A, do Ban Quản lý dự án đầu tư xây dựng làm chủ đầu tư, phải xong trước ngày 10/10.",
            "1: Ban Quản lý dự án đầu tư xây dựng / ",
        ),
        (
            "Sở Y tế sửa chữa; riêng Trường Tiểu học A, Sở Xây dựng có ý kiến.",
            "1: Sở Xây dựng / ",
        ),
        ("Riêng Sở Y tế, Sở Xây dựng báo cáo.", "1: Sở Y tế + Sở Xây dựng / "),
        (
            "Hai tuần một lần, Tổ công tác số 1 do Giám đốc Sở Xây dựng làm Tổ trưởng đi kiểm tra hiện trường.",
            "1: Tổ công tác số 1 / ",
        ),
        ("Sở Y tế báo cáo. Sở Du lịch cho ý kiến bằng văn bản.", "1: Sở Du lịch / "),
        (
            "Báo Sao Mai, Đài Phát thanh và Truyền hình tỉnh biểu dương các hộ gương mẫu.",
            "1: Báo Sao Mai + Đài Phát thanh và Truyền hình tỉnh / ",
        ),
        ("Giao bộ phận soạn thảo hoàn chỉnh dự thảo.", "1: Bộ phận soạn thảo / "),
        ("Việc thẩm định phải do Sở Tư pháp đảm nhiệm.", "1: Sở Tư pháp / "),
        (
            "Sở Tư pháp là đơn vị chủ trì; Sở Nội vụ, Sở Tài chính là đơn vị phối hợp.",
            "1: Sở Tư pháp / Sở Nội vụ + Sở Tài chính",
        ),
        ("Sở Tư pháp thống nhất với Sở Nội vụ phương án nhân sự.", "1: Sở Tư pháp / "),
        ("Giao: (1) Sở Y tế rà soát; (2) Sở Nội vụ tổng hợp.", "1: Sở Nội vụ / "),
    ] {
        assert_eq!(below_theme(text), want, "{text}");
    }
}

#[test]
fn bodies_named_just_before_are_pointed_back_to() {
    for (text, want) in [
        (
            "Sở Xây dựng, Sở Tài chính báo cáo.\n\nHai đơn vị trên phối hợp với Sở Nội vụ tham mưu.",
            "1: Sở Xây dựng + Sở Tài chính / Sở Nội vụ",
        ),
        (
            "Công an tỉnh kiểm tra; Sở Y tế rà soát. Đề nghị định kỳ hằng quý 02 cơ quan trên báo cáo.",
            "1: Công an tỉnh + Sở Y tế / ",
        ),
        (
            "Phê bình Sở Xây dựng, UBND phường Sao Mai; yêu cầu Thủ trưởng hai cơ quan này nghiêm túc rút kinh nghiệm.",
            "1: Sở Xây dựng + UBND phường Sao Mai / ",
        ),
        ("Sở Y tế báo cáo; các đơn vị trên địa bàn rà soát.", "1: Các đơn vị trên địa bàn / "),
    ] {
        assert_eq!(below_theme(text), want, "{text}");
    }
}

#[test]
fn bodies_written_short_numbered_or_misprinted() {
    for (text, want) in [
        (
            "Sở Y tế chủ trì, phối hợp với Sở Lao động - TB&XH, Sở Kế hoạch & Đầu tư rà soát.",
            "1: Sở Y tế / Sở Lao động - Thương binh và Xã hội + Sở Kế hoạch và Đầu tư",
        ),
        (
            "Ban QLDA đầu tư xây dựng công trình giao thông tỉnh bàn giao mặt bằng.",
            "1: Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh / ",
        ),
        (
            "Sở Du lịch phối hợp Ủy ban nhân dân Quận 1, Quận 5, huyện Sao Mai làm mới sản phẩm.",
            "1: Sở Du lịch / UBND Quận 1 + UBND Quận 5 + UBND huyện Sao Mai",
        ),
        (
            "UBND các phường Sao Mai 1, Sao Mai 2 rà soát hồ sơ.",
            "1: UBND phường Sao Mai 1 + UBND phường Sao Mai 2 / ",
        ),
        (
            "Sở Công Thương chủ trì, phối hợp với UBND TP. Sao Mai kiểm tra các dự án.",
            "1: Sở Công Thương / UBND thành phố Sao Mai",
        ),
        (
            "Chủ tịch UBND thành phố Sao Mai và các quận, huyện trực tiếp đối thoại.",
            "1: UBND thành phố Sao Mai + UBND các quận, huyện / ",
        ),
        (
            "Thuế cơ sở 5 tỉnh Sao Mai và Phòng Kinh tế rà soát hộ kinh doanh.",
            "1: Thuế cơ sở 5 tỉnh Sao Mai + Phòng Kinh tế / ",
        ),
        (
            "Đối với sạt lở bờ sông, giao Phó Chủ tịch Trăng Thanh Sao xem xét.",
            "1: Phó Chủ tịch Trăng Thanh Sao / ",
        ),
        (
            "Sở Tài chính phối hợp vói Kho bạc Nhà nuớc rà soát.",
            "1: Sở Tài chính / Kho bạc Nhà nước",
        ),
        (
            "UBND các tỉnh Bà Sao - Vũng Trăng, Sao Mai đẩy nhanh tiến độ.",
            "1: UBND tỉnh Bà Sao - Vũng Trăng + UBND tỉnh Sao Mai / ",
        ),
        (
            "Nếu quá thời hạn trên mà không đăng ký thì Sở Xây dựng chủ trì thu hồi quỹ đất.",
            "1: Sở Xây dựng / ",
        ),
    ] {
        assert_eq!(below_theme(text), want, "{text}");
    }
}

#[test]
fn rows_that_repeat_the_row_above_and_rows_that_head_others() {
    assert_eq!(
        said(
            "1. Sở Y tế rà soát.\n\n**PHỤ LỤC**\n\n| TT | Nội dung | Cơ quan chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n| **I** | **Tài chính** | | | |\n| 1 | Cập nhật kịch bản | Sở Tài chính | Sở Nội vụ | 10/10/2025 |\n| 2 | Rà soát vốn | -nt- | | Trước học kỳ II |"
        ),
        ["1: Sở Y tế / ", "I.1: Sở Tài chính / Sở Nội vụ", "I.2: Sở Tài chính / "]
    );
}

#[test]
fn what_looks_back_under_a_number_is_no_task() {
    assert_eq!(
        said(
            "1. GRDP 9 tháng tăng 11,6% so với cùng kỳ; giải ngân đạt 52,4% kế hoạch.\n\n2. Về kết quả thực hiện: đến nay mới hoàn thành 3.214 căn.\n\n3. Giao Sở Nội vụ đôn đốc."
        ),
        ["3: Sở Nội vụ / "]
    );
}

#[test]
fn an_order_behind_the_list_of_approved_documents_stands_below_their_heading() {
    assert_eq!(
        said(
            "III. Về các dự thảo\n\nUBND tỉnh thống nhất thông qua 02 dự thảo:\n\n1. Dự thảo Quyết định A;\n\n2. Dự thảo Kế hoạch B.\n\nGiao Sở Y tế hoàn thiện hồ sơ."
        ),
        ["III: Sở Y tế / "]
    );
    assert_eq!(
        said(
            "III. Nội dung khác\n\n1. UBND tỉnh thông qua các dự thảo văn bản trình kỳ họp thứ 4, HĐND tỉnh khóa XVIII, gồm:\n\n\
             - Tờ trình A.\n\n- Báo cáo B.\n\nCác cơ quan chủ trì soạn thảo tiếp thu ý kiến, hoàn chỉnh hồ sơ."
        ),
        ["III.1: Các cơ quan chủ trì soạn thảo / "]
    );
}

#[test]
fn what_a_body_is_called_hereafter() {
    assert_eq!(
        said(
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh (sau đây gọi tắt là Ban Quản lý dự án giao thông tỉnh) báo cáo tiến độ.\n\n1. Ban Quản lý dự án giao thông tỉnh có trách nhiệm:\n\n+ Lập tiến độ chi tiết."
        )
        .last()
        .map(String::as_str),
        Some("1: Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh / ")
    );
}

#[test]
fn lists_by_when_and_bodies_of_a_group_in_brackets() {
    assert_eq!(
        said("1. Giao Sở Nội vụ thực hiện các nội dung sau, hoàn thành trước ngày 20/10/2023:\n\n- Rà soát A.\n\n- Lập B."),
        ["1: Sở Nội vụ / ", "1: Sở Nội vụ / "]
    );
    assert_eq!(
        said("1. Các doanh nghiệp bưu chính, viễn thông (VNPT Tân An, Viettel Tân An, Bưu điện tỉnh)\n\n- Phủ sóng các thôn."),
        ["1: VNPT Tân An + Viettel Tân An + Bưu điện tỉnh / "]
    );
    assert_eq!(
        said("1. Trụ sở A: giao Ban Quản lý khu kinh tế (chủ đầu tư):\n\n- Hoàn thiện hồ sơ."),
        ["1: Ban Quản lý Khu kinh tế / "]
    );
}

#[test]
fn headings_hand_down_leads_and_coordinators() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Sở Tài chính chủ trì, phối hợp với Sở Y tế:\n\n- Rà soát vốn đầu tư.\n\n- Yêu cầu các nhà thầu tăng ca.\n\n2. Sở Nội vụ khẩn trương trình đề án."
        ),
        ["I.1: Sở Tài chính / Sở Y tế", "I.1: Các nhà thầu / ", "I.2: Sở Nội vụ / "]
    );
}

#[test]
fn a_block_is_parted_where_leads_differ() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Giao Sở Tài chính rà soát vốn; giao Sở Y tế mua thuốc, báo cáo UBND tỉnh.\n\n2. Sở Xây dựng đôn đốc; kiểm tra."
        ),
        ["I.1: Sở Tài chính / ", "I.1: Sở Y tế / ", "I.2: Sở Xây dựng / "]
    );
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. Sở Tài chính rà soát vốn; Sở Y tế: tăng cường kiểm tra."),
        ["I.1: Sở Tài chính / ", "I.1: Sở Y tế / "]
    );
}

#[test]
fn assessment_approvals_and_closing_hold_no_tasks() {
    assert_eq!(
        said(
            "I. Đánh giá tình hình\n\nSở Tài chính cần rà soát.\n\nII. Nhất trí thông qua các văn bản sau đây:\n\n1. Báo cáo A.\n\nGiao cơ quan soạn thảo hoàn thiện dự thảo.\n\nChủ tịch UBND tỉnh thông báo để các sở, ban, ngành biết, thực hiện./."
        ),
        ["II: Cơ quan soạn thảo / "]
    );
}

#[test]
fn other_layouts() {
    assert_eq!(
        said(
            "1. Về giải ngân\n\nChủ tịch UBND tỉnh giao các Sở: Tài chính, Xây dựng rà soát; đề nghị Kho bạc Nhà nước khu vực V đối chiếu số liệu.\n\n2. Về y tế\n\n- Hoàn thiện hồ sơ đề án.\n\n- Đơn vị chủ trì: Sở Y tế.\n\n- Đơn vị phối hợp: Sở Tài chính."
        ),
        [
            "1: Sở Tài chính + Sở Xây dựng / ",
            "1: Kho bạc Nhà nước khu vực V / ",
            "2: Sở Y tế / Sở Tài chính"
        ]
    );
    assert_eq!(
        said(
            "I. Nhiệm vụ trọng tâm giao các sở, ban, ngành và UBND các huyện, thành phố\n\n1. Hoàn thành quyết toán dự án.\n\n2. Công ty Điện lực tỉnh khẩn trương cấp điện."
        ),
        [
            "I.1: Các sở, ban, ngành + UBND các huyện, thành phố / ",
            "I.2: Công ty Điện lực tỉnh / "
        ]
    );
}

#[test]
fn corrections_win_and_are_marked() {
    let mut d = document("I. Nhiệm vụ\n\n1. Sở Tài chính rà soát vốn đầu tư.\n\n2. Sở Y tế mua thuốc.");
    d.front.corrections = vec![
        Correction {
            clause: "I.1".into(),
            leads: Some(vec!["so-xay-dung".into()]),
            ..Correction::default()
        },
        Correction {
            clause: "I.2".into(),
            ignore: true,
            ..Correction::default()
        },
        Correction {
            clause: "I.9".into(),
            ignore: true,
            ..Correction::default()
        },
    ];
    let (tasks, diags) = tasks_of(&d);
    assert_eq!(
        tasks.iter().map(|t| (t.leads[0].name.as_str(), t.corrected)).collect::<Vec<_>>(),
        [("Sở Xây dựng", true)]
    );
    assert!(diags.iter().any(|d| d.code == Code::CorrectionUnmatched));
}

#[test]
fn doubts_are_told() {
    let d = document("I. Nhiệm vụ\n\n1. Rà soát vốn đầu tư, xong trước ngày 25 tháng Chạp.\n\n2. Công ty Cổ phần Sao Mai bàn giao hồ sơ.");
    let tasks = tasks_of(&d).0;
    assert_eq!(tasks[0].doubts, [Doubt::NoLead]);
    assert!(tasks[0].deadlines.iter().all(|d| d.doubts.contains(&Doubt::LunarDay)));
    assert_eq!(tasks[1].leads[0].doubts, [Doubt::UnknownBody]);
}

#[test]
fn headings_in_many_forms_hand_down() {
    // a bare line of names, bold or not
    assert_eq!(
        said(
            "**Nhiệm vụ trọng tâm**\n\nPhòng Y tế\n\nRà soát danh mục thuốc của trạm.\n\nBáo cáo kết quả hằng tháng.\n\nCông an huyện tăng cường tuần tra.\n\nBáo cáo nhanh khi có vụ việc."
        ),
        [": Phòng Y tế / ", ": Phòng Y tế / ", ": Công an huyện / ", ":  / "]
    );
    // remarks in brackets, numbers in brackets below a heading without a number
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Về chuyển đổi số\n\nGiao Sở Y tế chủ trì, phối hợp với Công an tỉnh (xong trong quý III):\n\n(1) Kết nối dữ liệu bệnh án;\n\n(2) Sở Tài chính bố trí kinh phí;\n\n(3) Tập huấn cho trạm y tế."
        ),
        [
            "I.1.1: Sở Y tế / Công an tỉnh",
            "I.1.2: Sở Tài chính / ",
            "I.1.3: Sở Y tế / Công an tỉnh"
        ]
    );
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Nhiệm vụ chung đối với các sở, ban, ngành\n\n- Rà soát tiến độ.\n\n2. Các sở được giao chủ trì dự án thành phần (Sở Y tế, Sở Nội vụ):\n\n- Thành lập tổ công tác."
        ),
        ["I.1: Các sở, ban, ngành / ", "I.2: Các sở / "]
    );
    // a whole sentence asks for something before the one that opens the list
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\nYêu cầu các sở, ban, ngành rà soát lại toàn bộ các chỉ tiêu được giao tại Chương trình hành động của Tỉnh ủy, có giải pháp cụ thể đối với từng chỉ tiêu đạt thấp. Trong đó, tập trung vào một số nhiệm vụ sau:\n\n1. Sở Y tế mua thuốc."
        ),
        ["I: Các sở, ban, ngành / ", "I.1: Sở Y tế / "]
    );
    // a heading that gives its section to bodies, without a colon
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n### 1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ\n\n- Rà soát biên chế trạm y tế.\n\n- Riêng Sở Nội vụ trình đề án trước ngày 5/6."
        ),
        ["I.1: Sở Y tế / Sở Nội vụ", "I.1: Sở Nội vụ / "]
    );
}

#[test]
fn later_sentences_with_a_body_of_their_own_are_parted() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Sở Xây dựng rà soát các mỏ cát; từ tuần sau Văn phòng UBND tỉnh không nhận hồ sơ muộn. Trên cơ sở đó, Sở Tài chính bố trí vốn; đề nghị Liên đoàn Lao động tỉnh vận động đoàn viên. Kho bạc Nhà nước khu vực II trực cả ngày nghỉ."
        ),
        [
            "I.1: Sở Xây dựng / ",
            "I.1: Văn phòng UBND tỉnh / ",
            "I.1: Sở Tài chính / ",
            "I.1: Liên đoàn Lao động tỉnh / ",
            "I.1: Kho bạc Nhà nước khu vực II / "
        ]
    );
    // tails, decisions and deeds of the same body part nothing
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Về đề nghị của Sở Y tế: UBND tỉnh thống nhất về chủ trương. Giao Sở Y tế lập đề án; phân công đơn vị soạn thảo; Giám đốc Sở Y tế chịu trách nhiệm nếu để chậm."
        ),
        ["I.1: Sở Y tế / "]
    );
}

#[test]
fn names_that_go_on_and_names_that_end() {
    for (text, want) in [
        ("Vụ Pháp chế là đầu mối, đôn đốc các đơn vị.", "Vụ Pháp chế"),
        ("Văn phòng Bộ làm đầu mối làm việc với Đoàn thanh tra.", "Văn phòng Bộ"),
        ("Cục Phát triển đô thị tổng hợp các vướng mắc.", "Cục Phát triển đô thị"),
        (
            "Cục Giám định Nhà nước về chất lượng công trình xây dựng bố trí lịch kiểm tra.",
            "Cục Giám định Nhà nước về chất lượng công trình xây dựng",
        ),
        (
            "Thanh tra Cục Hàng không Sao Mai giám sát an toàn.",
            "Thanh tra Cục Hàng không Sao Mai",
        ),
        (
            "Ban Chỉ đạo quốc gia về phòng, chống thiên tai chủ trì tổng kết.",
            "Ban Chỉ đạo quốc gia về phòng, chống thiên tai",
        ),
        (
            "Các Ban Quản lý dự án: Sao Mai, 2, 85 lập đường găng.",
            "Ban Quản lý dự án Sao Mai + Ban Quản lý dự án 2 + Ban Quản lý dự án 85",
        ),
        ("Các phòng nghiên cứu chủ động nhắc việc.", "Các phòng nghiên cứu"),
        (
            "Giám đốc Trung tâm Y tế huyện Tân An rà soát máy thở.",
            "Trung tâm Y tế huyện Tân An",
        ),
        (
            "UBND các xã, phường ven sông Sao Mai kiểm tra các cơ sở xả thải.",
            "UBND các xã, phường ven sông Sao Mai",
        ),
        (
            "Các sở, ban, ngành được giao nhiệm vụ và UBND huyện Tân An báo cáo kết quả.",
            "Các sở, ban, ngành + UBND huyện Tân An",
        ),
        (
            "Cục Quản lý nhà và thị trường bất động sản theo dõi tiến độ.",
            "Cục Quản lý nhà và thị trường bất động sản",
        ),
        ("UBND các xã bị thiệt hại và Sở Y tế rà soát.", "UBND các xã bị thiệt hại + Sở Y tế"),
    ] {
        assert_eq!(said(&format!("I. Nhiệm vụ\n\n1. {text}")), [format!("I.1: {want} / ")], "{text}");
    }
}

#[test]
fn a_name_that_a_heading_prints_alone_ends_there_in_sentences_too() {
    let text = "I. Nhiệm vụ\n\n1. Ban Quản lý các dự án chỉnh trang phố cổ tỉnh:\n\na) Bàn giao mặt bằng.\n\n2. Sở Y tế phối hợp với Ban Quản lý các dự án chỉnh trang phố cổ tỉnh di dời trạm.";
    assert_eq!(
        said(text),
        [
            "I.1.a: Ban Quản lý các dự án chỉnh trang phố cổ tỉnh / ",
            "I.2: Sở Y tế / Ban Quản lý các dự án chỉnh trang phố cổ tỉnh"
        ]
    );
    // a longer name, and the same words parted by a comma, are others
    let text = "I. Nhiệm vụ\n\n1. Văn phòng Điều phối nông thôn mới:\n\na) Rà soát.\n\n2. Sở Y tế phối hợp với Văn phòng Điều phối nông thôn mới và Giảm nghèo tỉnh rà soát.";
    assert_eq!(said(text)[1], "I.2: Sở Y tế / Văn phòng Điều phối nông thôn mới và Giảm nghèo tỉnh");
    // what has to be done is no name, and two bodies are none
    let text = "I. Nhiệm vụ\n\n1. Sở Y tế và Sở Tài chính:\n\na) Rà soát.\n\n2. Sở Y tế khẩn trương:\n\na) Tổng hợp.";
    assert_eq!(said(text), ["I.1.a: Sở Y tế + Sở Tài chính / ", "I.2.a: Sở Y tế / "]);
}

#[test]
fn an_appendix_may_hold_tasks_and_its_title_is_none() {
    let text = "1. Sở Y tế rà soát.\n\nVăn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện./.\n\nPHỤ LỤC\n\nPHÂN CÔNG NHIỆM VỤ\n\nI. CÁC PHÒNG, THANH TRA, VĂN PHÒNG\n\n1. Sở Tài chính\n\na) Cân đối vốn.";
    assert_eq!(said(text), ["1: Sở Y tế / ", "I.1.a: Sở Tài chính / "]);
    // whose rows belong to no list of approved documents before it
    let text = "1. Thông qua các văn bản\n\nUBND xã thống nhất thông qua:\n\na) Báo cáo tháng 11.\n\nGiao Phòng Kinh tế chỉnh sửa.\n\n\
                Trên đây là kết luận, yêu cầu các phòng nghiêm túc thực hiện./.\n\n**Nơi nhận:**\n\n- Lưu: VT.\n\n**PHỤ LỤC**\n\n\
                | TT | Nội dung | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n\
                | 1 | Phối hợp với Phòng Văn hóa lắp camera | Công an xã | 20/12/2025 |";
    assert_eq!(said(text), ["1: Phòng Kinh tế / ", "1: Công an xã / Phòng Văn hóa"]);
}

#[test]
fn who_is_meant_by_a_short_word_or_stands_behind_the_matter() {
    for (text, want) in [
        (
            "Sở Y tế, Sở Tài chính rà soát. Hai đơn vị tổ chức kiểm điểm.",
            &["Sở Y tế + Sở Tài chính / "][..],
        ),
        (
            "Thanh tra tỉnh rà soát. Giao Văn phòng bố trí lịch tiếp công dân.",
            &["Thanh tra tỉnh / ", "Văn phòng / "],
        ),
        (
            "UBND các xã rà soát, báo cáo trước 30/5/2026; riêng xã Sao Mai, Trăng Non gửi ngay.",
            &["UBND các xã / ", "UBND xã Sao Mai + UBND xã Trăng Non / "],
        ),
        ("Các nội dung vượt thẩm quyền, Sở Y tế báo cáo UBND tỉnh.", &["Sở Y tế / "]),
        ("Chiều thứ Năm tuần này Sở Y tế mời các hộ họp.", &["Sở Y tế / "]),
        (
            "Sở Y tế vận động; trường hợp hộ dân không phối hợp, UBND xã Sao Mai lập hồ sơ.",
            &["Sở Y tế / ", "UBND xã Sao Mai / "],
        ),
    ] {
        let want: Vec<String> = want.iter().map(|w| format!("I.1: {w}")).collect();
        assert_eq!(said(&format!("I. Nhiệm vụ\n\n1. {text}")), want, "{text}");
    }
    // what a heading asks for is no attribute
    let text = "I. Nhiệm vụ\n\n1. Các trường học trên địa bàn phường rà soát cơ sở vật chất\n\na) Báo cáo kết quả.";
    assert_eq!(said(text)[0], "I.1: Các trường học / ");
    let text = "I. Nhiệm vụ\n\n1. UBND các xã, phường có dự án thuộc Chương trình:\n\na) Chỉ đạo bàn giao mặt bằng.";
    assert_eq!(said(text), ["I.1.a: UBND các xã, phường / "]);
    let text = "I. Nhiệm vụ\n\n1. Giám đốc Sở Y tế: Bệnh viện Sao Mai phải được sửa chữa.";
    assert_eq!(said(text), ["I.1: Sở Y tế / "]);
}

#[test]
fn parts_with_small_numbers_and_what_is_done_with_a_body() {
    assert_eq!(
        said(
            "1. Dịch bệnh: Giao (i) Sở Y tế là cơ quan thường trực; (ii) Công an tỉnh nắm tình hình; (iii) Sở Tài chính cho ứng kinh phí."
        ),
        ["1: Sở Y tế / ", "1: Công an tỉnh / ", "1: Sở Tài chính / "]
    );
    assert_eq!(
        said("1. Sở Xây dựng:\n\n- Nhà thầu chậm tiến độ phải được nhắc nhở bằng văn bản."),
        ["1: Sở Xây dựng / "]
    );
    assert_eq!(
        said("1. Sở Xây dựng; Công an tỉnh:\n\n- Bến khách phải được kiểm tra. Việc kiểm tra do Sở Xây dựng chủ trì."),
        ["1: Sở Xây dựng / "]
    );
    // to whom something is sent has nothing to do
    assert_eq!(
        said(
            "1. UBND tỉnh Sao Mai:\n\n- Hỗ trợ ngay; trường hợp vượt khả năng, báo cáo Thủ tướng, đồng gửi Bộ Tài chính, Bộ Y tế trước ngày 25/9."
        ),
        ["1: UBND tỉnh Sao Mai / "]
    );
    assert_eq!(said("1. Sở Nội vụ: Đơn vị nào để chậm, Sở Tư pháp báo cáo."), ["1: Sở Nội vụ / "]);
}

#[test]
fn headings_of_owners_and_of_two_orders() {
    for (heading, want) in [
        ("Các dự án do Sở Xây dựng làm chủ đầu tư:", "Sở Xây dựng"),
        ("Sở Công Thương; đề nghị Công an tỉnh:", "Sở Công Thương + Công an tỉnh"),
        ("Giao nhiệm vụ cho các sở, ngành, hoàn thành trước ngày 20/6/2024:", "Các sở, ngành"),
        ("Yêu cầu chung đối với các chủ đầu tư:", "Các chủ đầu tư"),
        ("Công an tỉnh là đơn vị thường trực, có trách nhiệm:", "Công an tỉnh"),
    ] {
        assert_eq!(
            said(&format!("1. {heading}\n\na) Rà soát hồ sơ.")),
            [format!("1.a: {want} / ")],
            "{heading}"
        );
    }
}

#[test]
fn who_answers_for_it_parts_nothing() {
    for text in [
        "UBND các huyện thống kê thiệt hại, gửi Sở Tài chính; Chủ tịch UBND huyện, thành phố chịu trách nhiệm về tính chính xác của số liệu.",
        "UBND các huyện cập nhật số liệu; trường hợp không cập nhật, Giám đốc Ban Quản lý dự án chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        "UBND các huyện nộp hồ sơ. Nếu đến hết năm không giải ngân hết vốn, chủ đầu tư chịu trách nhiệm kiểm điểm.",
        "UBND các huyện tuần tra; Chủ tịch UBND xã nơi để xảy ra phá rừng phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
    ] {
        assert_eq!(said(&format!("I. Nhiệm vụ\n\n1. {text}")), ["I.1: UBND các huyện / "], "{text}");
    }
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. Đồng ý tạm ứng kinh phí; Sở Y tế chịu trách nhiệm về tính chính xác của hồ sơ."),
        ["I.1: Sở Y tế / "]
    );
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. UBND các huyện thống kê thiệt hại; Sở Y tế chịu trách nhiệm về tiến độ tiêm."),
        ["I.1: UBND các huyện / ", "I.1: Sở Y tế / "]
    );
}

#[test]
fn company_in_many_forms() {
    for text in [
        "Sở Y tế chủ trì, phối hợp chặt chẽ, thường xuyên với Công an tỉnh rà soát.",
        "Sở Y tế cùng với Công an tỉnh rà soát cơ sở.",
        "Sở Y tế chủ trì, cùng Công an tỉnh rà soát cơ sở.",
        "Giao Sở Y tế phối hợp Công an tỉnh và các cơ quan liên quan rà soát.",
        "Sở Y tế chủ trì (cơ quan thường trực), phối hợp với Công an tỉnh rà soát.",
    ] {
        assert_eq!(
            said(&format!("I. Nhiệm vụ\n\n1. {text}")),
            ["I.1: Sở Y tế / Công an tỉnh"],
            "{text}"
        );
    }
}

#[test]
fn what_is_told_before_an_order_and_headings_without_bodies_are_no_tasks() {
    let text = "1.1. Tiểu ban Lễ tân - Hậu cần:\n\n- Phát hành giấy mời.\n\n1.2. Tiểu ban An ninh, trật tự, y tế:\n\n- Rà soát phương án.";
    assert_eq!(
        said(text),
        ["1.1: Tiểu ban Lễ tân - Hậu cần / ", "1.2: Tiểu ban An ninh, trật tự, y tế / "]
    );
    let text = "1. Về phố đi bộ: Sau khi nghe Sở Y tế báo cáo, tập thể lãnh đạo UBND thành phố kết luận:\n\n1.1. Giao Sở Xây dựng rà soát.";
    assert_eq!(said(text), ["1.1: Sở Xây dựng / "]);
    assert_eq!(
        said("1. Khu tái định cư\n\nHiện nay khu này mới hoàn thành 60% khối lượng. Giao Sở Xây dựng:\n\n- Đôn đốc nhà thầu."),
        ["1: Sở Xây dựng / "]
    );
    assert_eq!(
        said("1. Khu tái định cư\n\nRà soát các hộ còn lại trong khu. Giao Sở Xây dựng:\n\n- Đôn đốc nhà thầu."),
        ["1: Sở Xây dựng / ", "1: Sở Xây dựng / "]
    );
    assert_eq!(
        said("1. Đường A\n\nĐã bàn giao 88 km; còn 316 hộ. Để bảo đảm tiến độ, yêu cầu:\n\na) Sở Y tế rà soát."),
        ["1.a: Sở Y tế / "]
    );
    assert_eq!(
        said(
            "I. CÁC TRƯỜNG HỢP TIẾP CÔNG DÂN\n\n1. Trường hợp bà Sao khiếu nại về đất\n\nQua nghe bà Sao trình bày thì đất là do nhận chuyển nhượng.\n\nGiao Sở Y tế xác minh."
        ),
        ["I.1: Sở Y tế / "]
    );
    assert_eq!(
        said("1. Về rừng\n\nThống nhất đề xuất của Sở Y tế tại Tờ trình số 12/TTr-SYT.\n\nSở Y tế dự thảo Quyết định."),
        ["1: Sở Y tế / "]
    );
}

#[test]
fn names_that_ended_too_soon_and_who_is_named_in_other_ways() {
    for (text, want) in [
        ("Cục Biến đổi khí hậu chuẩn bị nội dung.", "Cục Biến đổi khí hậu"),
        ("Thanh tra Bộ kết thúc các cuộc thanh tra.", "Thanh tra Bộ"),
        (
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông, nông nghiệp khẩn trương hoàn thành.",
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông, nông nghiệp",
        ),
        (
            "UBND các tỉnh, thành phố trực thuộc Trung ương rà soát.",
            "UBND các tỉnh, thành phố trực thuộc Trung ương",
        ),
        ("Giao Thứ trưởng Phan Thị Sao trực tiếp chỉ đạo.", "Thứ trưởng Phan Thị Sao"),
        (
            "Đồng chí Phó Trưởng Ban Thường trực chủ trì giao ban.",
            "Phó Trưởng Ban Thường trực",
        ),
        (
            "Thanh tra huyện + Ban Tiếp công dân: giải quyết đơn.",
            "Thanh tra huyện + Ban Tiếp công dân",
        ),
        (
            "Việc lựa chọn sách giáo khoa: các phòng Giáo dục và Đào tạo rà soát.",
            "Các phòng Giáo dục và Đào tạo",
        ),
        (
            "Riêng các tỉnh Sao Mai, Trăng Non bàn giao mặt bằng.",
            "UBND tỉnh Sao Mai + UBND tỉnh Trăng Non",
        ),
        ("Riêng xã Sao Mai: hồ sơ phải nộp ngay.", "UBND xã Sao Mai"),
        ("Vụ Pháp chế - Thanh tra chủ trì xây dựng kế hoạch.", "Vụ Pháp chế - Thanh tra"),
        ("Các đơn vị thuộc Tổng cục rà soát.", "Các đơn vị thuộc Tổng cục"),
        (
            "BCĐ Chương trình xây dựng nông thôn mới tỉnh tổ chức kiểm tra.",
            "Ban Chỉ đạo Chương trình xây dựng nông thôn mới tỉnh",
        ),
        (
            "Yêu cầu Thủ trưởng các đơn vị, đề nghị Sở Y tế khẩn trương báo cáo.",
            "Các đơn vị + Sở Y tế",
        ),
        (
            "Các Trạm Chăn nuôi và Thú y khu vực cử cán bộ.",
            "Các Trạm Chăn nuôi và Thú y khu vực",
        ),
        (
            "Tiểu ban Vận động tài trợ tiếp tục làm việc với các doanh nghiệp.",
            "Tiểu ban Vận động tài trợ",
        ),
        (
            "Trung tâm Khuyến nông - Khuyến ngư triển khai các mô hình.",
            "Trung tâm Khuyến nông - Khuyến ngư",
        ),
        ("Rác tồn đọng ở bãi Sao yêu cầu Sở Y tế vận chuyển hết.", "Sở Y tế"),
        (
            "Ban Chỉ đạo yêu cầu các cấp ủy, tổ chức đảng trực thuộc Thành ủy giải quyết xong.",
            "Các cấp ủy, tổ chức đảng trực thuộc Thành ủy",
        ),
        (
            "Vướng mắc 350 m qua thôn Sao, UBND xã Trăng Non phối hợp với Sở Y tế giải quyết.",
            "UBND xã Trăng Non",
        ),
    ] {
        let found = said(&format!("I. Nhiệm vụ\n\n1. {text}"));
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].split(" / ").next(), Some(format!("I.1: {want}").as_str()), "{text}");
    }
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Sở Y tế phối hợp với Ủy ban Khoa học, Công nghệ và Môi trường của Quốc hội, Chi cục Thuế khu vực và Khu BTTN Sao Mai rà soát."
        ),
        ["I.1: Sở Y tế / Ủy ban Khoa học, Công nghệ và Môi trường của Quốc hội + Chi cục Thuế khu vực + Khu Bảo tồn thiên nhiên Sao Mai"]
    );
}

#[test]
fn sections_of_committees_end_where_another_body_begins() {
    assert_eq!(
        said("1.1. Tiểu ban Hậu cần, Sở Y tế:\n\n- Rà soát.\n\n1.2. Sở Y tế tham mưu thành lập Tiểu ban"),
        ["1.1: Tiểu ban Hậu cần + Sở Y tế / ", "1.2: Sở Y tế / "]
    );
    assert_eq!(
        said("1. Sở Tài chính phối hợp với Tiểu ban Hậu cần, Sở Y tế."),
        ["1: Sở Tài chính / Tiểu ban Hậu cần + Sở Y tế"]
    );
}

#[test]
fn a_matter_about_a_conclusion_is_no_assessment() {
    assert_eq!(
        said("1. Về việc thực hiện Kết luận số 12-KL/TW\n\na) Sở Nội vụ rà soát trước ngày 30/9."),
        ["1.a: Sở Nội vụ / "]
    );
}

#[test]
fn departments_of_other_places_are_others() {
    let document = document(
        "1. Sở Công Thương chủ trì, phối hợp với Sở Công Thương thành phố Trăng Non, Sở Y tế tỉnh Sao Mai - Bắc Nắng tổ chức hội nghị.\n\n2. Sở Xây dựng phối hợp với tỉnh Trăng Non hoàn thiện hồ sơ.",
    );
    let mut diags = Diagnostics::new();
    let registry = crate::registry::load(&crate::input::Input::default(), &mut diags);
    let context = Context { day: None, period: None };
    let tasks = read(
        &document,
        &parts(&document),
        Some("UBND tỉnh Sao Mai - Bắc Nắng"),
        &context,
        &registry,
        &mut diags,
    );
    let with: Vec<(&str, Option<&str>)> = tasks
        .iter()
        .flat_map(|t| &t.coordinators)
        .map(|m| (m.name.as_str(), m.slug.as_deref()))
        .collect();
    assert_eq!(
        with,
        [
            ("Sở Công Thương thành phố Trăng Non", None),
            ("Sở Y tế tỉnh Sao Mai - Bắc Nắng", Some("so-y-te")),
            ("UBND tỉnh Trăng Non", None)
        ]
    );
}

#[test]
fn offices_of_a_commune_posts_and_comrades_in_short() {
    for (text, want) in [
        (
            "Công chức tài chính - kế toán rà soát các khoản nợ.",
            "Công chức tài chính - kế toán",
        ),
        (
            "Công chức địa chính - xây dựng - đô thị và môi trường kiểm tra các hộ.",
            "Công chức địa chính - xây dựng - đô thị và môi trường",
        ),
        (
            "Đồn Biên phòng Sao Mai, Trăng Non tăng cường tuần tra.",
            "Đồn Biên phòng Sao Mai + Đồn Biên phòng Trăng Non",
        ),
        ("Các đ/c Phó Chủ tịch UBND tỉnh trực tiếp kiểm tra.", "Các Phó Chủ tịch UBND tỉnh"),
    ] {
        assert_eq!(said(&format!("I. Nhiệm vụ\n\n1. {text}")), [format!("I.1: {want} / ")], "{text}");
    }
}

#[test]
fn a_heading_says_by_when_before_the_list() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\na) Giao Sở Xây dựng chủ trì, phối hợp với Sở Y tế, hoàn thành trước ngày 20/6/2026 các nhiệm vụ sau:\n\n- Công bố giá vật liệu;\n\n- Lập danh mục các mỏ."
        ),
        ["I.a: Sở Xây dựng / Sở Y tế", "I.a: Sở Xây dựng / Sở Y tế"]
    );
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Giao Sở Xây dựng (chủ trì), Sở Y tế, Công an tỉnh (phối hợp), trong quý III/2026 thực hiện các nhiệm vụ sau:\n\n- Rà soát nhà ở xã hội."
        ),
        ["I.1: Sở Xây dựng / Sở Y tế + Công an tỉnh"]
    );
}

#[test]
fn the_last_sentence_of_a_dispatch_is_no_task() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Sở Y tế rà soát thuốc.\n\nUBND phường yêu cầu Thủ trưởng các phòng, đơn vị nghiêm túc triển khai thực hiện./."
        ),
        ["I.1: Sở Y tế / "]
    );
}

#[test]
fn what_is_told_of_the_past_is_no_task() {
    assert_eq!(
        said(
            "Thời gian qua, các sở, ngành đã nỗ lực, giải ngân đạt 45%.\n\n**1. Về vốn**\n\nSở Tài chính rà soát vốn.\n\nYêu cầu các cơ quan nghiêm túc thực hiện./."
        ),
        ["1: Sở Tài chính / "]
    );
    assert_eq!(
        said(
            "**Đánh giá tình hình thực hiện nhiệm vụ tháng 5**\n\nCông an huyện phá 02 vụ án.\n\n**Nhiệm vụ tháng 6**\n\nCông an huyện tăng cường tuần tra."
        ),
        [": Công an huyện / "]
    );
}

#[test]
fn a_paragraph_that_calls_itself_a_result_is_no_task() {
    assert_eq!(
        said(
            "**1. Công tác tiếp dân**\n\nKết quả: Thanh tra tỉnh và các sở tiếp 120 lượt người, đã trả lời 95 đơn.\n\nTồn tại: Sở Xây dựng còn 6 \
             đơn quá hạn.\n\nYêu cầu: Sở Xây dựng giải quyết dứt điểm 6 đơn."
        ),
        ["1: Sở Xây dựng / "]
    );
}

#[test]
fn what_is_told_first_loses_no_order() {
    for (text, want) in [
        ("Thông qua Đề án 06, Công an tỉnh cập nhật dữ liệu dân cư.", "II.1: Công an tỉnh / "),
        ("Thông qua công tác kiểm tra, Sở Y tế xử lý vi phạm.", "II.1: Sở Y tế / "),
        (
            "Công trình chợ Sao Mai đến nay chưa nghiệm thu, Sở Xây dựng khẩn trương hoàn thiện hồ sơ trước ngày 20/11/2025.",
            "II.1: Sở Xây dựng / ",
        ),
        (
            "UBND tỉnh chưa đồng ý điều chỉnh dự án, Sở Xây dựng rà soát lại, báo cáo trước ngày 15/11/2025.",
            "II.1: Sở Xây dựng / ",
        ),
        (
            "UBND tỉnh thống nhất thông qua Tờ trình về giá đất; Quyết định này giao Sở Tài chính ban hành trước ngày 15/11/2025.",
            "II.1: Sở Tài chính / ",
        ),
        (
            "Sở Y tế công bố số điện thoại đường dây nóng 0912 345 678 trước ngày 20/10/2025.",
            "II.1: Sở Y tế / ",
        ),
        ("Sở Tài chính phân bổ 1 250 000 000 đồng cho các xã.", "II.1: Sở Tài chính / "),
        (
            "Theo hướng dẫn Bộ Y tế, Sở Y tế triển khai tiêm chủng trước ngày 15/11/2025.",
            "II.1: Sở Y tế / ",
        ),
        ("Khó khăn: Sở Tài chính tháo gỡ trước ngày 20/11/2025.", "II.1: Sở Tài chính / "),
        (
            "Việc khắc phục tồn tại là trách nhiệm của Sở Y tế, phải hoàn thành trước ngày 15/11/2025.",
            "II.1:  / ",
        ),
        (
            "Sở Y tế báo cáo kết quả (UBND các xã phối hợp không tốt phải kiểm điểm).",
            "II.1: Sở Y tế / ",
        ),
        (
            "Các sở, UBND các xã rà soát chỉ tiêu; từng đơn vị báo cáo trước ngày 10/11.",
            "II.1: Các sở + UBND các xã / ",
        ),
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")), [want], "{text}");
    }
    // a heading of two
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Sở Y tế, Sở Nội vụ\n\n- Sở Y tế rà soát thuốc.\n\n- Sở Nội vụ phối hợp với Công an tỉnh, Sở Xây dựng kiểm tra.\n\n- Hai \
             đơn vị nêu trên báo cáo kết quả."
        )
        .pop()
        .as_deref(),
        Some("I.1: Sở Y tế + Sở Nội vụ / ")
    );
    // without a number: who leads the items of the list
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Về giải ngân:\n\na) Sở Y tế rà soát vốn.\n\nb) Sở Nội vụ rà soát biên chế.\n\nc) Sở Xây dựng rà soát đơn giá.\n\nd) \
             Các đơn vị nêu trên báo cáo kết quả trước ngày 20/5/2026."
        )
        .pop()
        .as_deref(),
        Some("I.1.d: Sở Y tế + Sở Nội vụ + Sở Xây dựng / ")
    );
    // drafts that a heading passes behind its colon
    assert!(
        said("3. Về các nội dung trình tại phiên họp: Thống nhất thông qua các nội dung sau:\n\n3.1. Dự thảo Báo cáo tháng 9.").is_empty()
    );
}

#[test]
fn company_in_brackets_and_bodies_named_before() {
    for (text, want) in [
        (
            "Sở Xây dựng báo cáo kết quả trước 20/5/2026 (Sở Tài chính, UBND các xã Sao Mai, Trăng Non phối hợp).",
            "II.1: Sở Xây dựng / Sở Tài chính + UBND xã Sao Mai + UBND xã Trăng Non",
        ),
        (
            "Sở Xây dựng rà soát tiến độ (UBND các xã, phường nơi có dự án phối hợp, bàn giao mặt bằng). Hoàn thành trong tháng 5.",
            "II.1: Sở Xây dựng / UBND các xã, phường",
        ),
        (
            "Sở Y tế kiểm tra tàu cá (Sở Công Thương, UBND đặc khu Sao Mai và các xã, phường ven biển phối hợp thực hiện).",
            "II.1: Sở Y tế / Sở Công Thương + UBND đặc khu Sao Mai + UBND các xã, phường ven biển",
        ),
        (
            "Việc nâng cấp đê được giao cho Sở Y tế làm đầu mối, Sở Tài chính phối hợp bố trí vốn.",
            "II.1: Sở Y tế / Sở Tài chính",
        ),
        (
            "Về rác thải tại các huyện Sao Mai, Trăng Non, Tân Hội, giao Sở Y tế phối hợp cùng Sở Xây dựng và UBND ba huyện nói trên thống nhất phương án.",
            "II.1: Sở Y tế / Sở Xây dựng + UBND huyện Sao Mai + UBND huyện Trăng Non + UBND huyện Tân Hội",
        ),
        (
            "Phê bình Giám đốc Sở Y tế, Chủ tịch UBND phường Sao Mai vì giải ngân chậm. Yêu cầu các đồng chí có tên nêu trên kiểm điểm.",
            "II.1: Sở Y tế + UBND phường Sao Mai / ",
        ),
        (
            "Thống nhất các mốc giải ngân giao cho các chủ đầu tư như sau: hết quý I đạt 15%.",
            "II.1: Các chủ đầu tư / ",
        ),
        (
            "Yêu cầu các đồng chí Giám đốc sở, Thủ trưởng các ban, ngành, Chủ tịch UBND các xã rà soát chỉ tiêu.",
            "II.1: Các sở, ban, ngành + UBND các xã / ",
        ),
        (
            "Các trường nội trú tại các xã biên giới: Sở Giáo dục và Đào tạo chủ trì hoàn chỉnh hồ sơ.",
            "II.1: Sở Giáo dục và Đào tạo / ",
        ),
        (
            "UBND các xã, phường bố trí nhân lực; Chủ tịch UBND xã, phường đối thoại với công dân.",
            "II.1: UBND các xã, phường / ",
        ),
        (
            "Ban Quản lý Khu kinh tế tỉnh:\n\n- Theo dõi, hỗ trợ Công ty cổ phần Thép Sao Mai, Công ty TNHH Trăng Non duy trì công suất.",
            "II.1: Ban Quản lý Khu kinh tế tỉnh / ",
        ),
        (
            "UBND các xã, phường nơi có dự án:\n\n- Công khai phương án bồi thường.",
            "II.1: UBND các xã, phường / ",
        ),
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")), [want], "{text}");
    }
    // persons are told apart
    assert_eq!(
        said(
            "I. Kết quả\n\nII. Nhiệm vụ\n\n1. Giao đồng chí Lê Văn Sáu, Phó Chủ tịch UBND tỉnh theo dõi giao thông; đồng chí H'Lan Êban, Phó \
             Chủ tịch UBND tỉnh theo dõi y tế."
        )
        .len(),
        2
    );
    // whose fault something was, and a row of figures
    assert!(
        said(
            "I. Kết quả\n\nII. Nhiệm vụ\n\n1. Việc chậm bàn giao là lỗi của chủ đầu tư, UBND tỉnh đã có văn bản phê bình.\n\n2. Ban Quản lý dự án A \
             1.930,0 791,3 41,0 60"
        )
        .is_empty()
    );
}

#[test]
fn who_does_it_stands_far_behind_in_brackets_or_as_a_list_of_places() {
    for (text, want) in [
        (
            "Rà soát hồ sơ đất đai theo quy định, hoàn thành trước ngày 20/5/2026 (UBND các huyện).",
            "II.1: UBND các huyện / ",
        ),
        (
            "Tham mưu điều chỉnh vốn của các dự án chậm tiến độ cho phù hợp thực tế (Sở Tài chính), hoàn thành trước ngày 31/10/2025.",
            "II.1: Sở Tài chính / ",
        ),
        (
            "Việc xác định giá đất phải được đẩy nhanh, không để ách tắc; trách nhiệm chính thuộc Sở Tài chính.",
            "II.1: Sở Tài chính / ",
        ),
        (
            "Tăng cường quản lý, bảo vệ rừng, xử lý nghiêm các vụ phá rừng, lấn chiếm đất rừng, nhất là tại các xã vùng giáp ranh với tỉnh bạn: Sở Y \
             tế, Công an tỉnh theo chức năng, nhiệm vụ thực hiện.",
            "II.1: Sở Y tế + Công an tỉnh / ",
        ),
        (
            "Các tỉnh Sao Mai, Trăng Non thực hiện chế độ báo cáo hằng tuần.",
            "II.1: UBND tỉnh Sao Mai + UBND tỉnh Trăng Non / ",
        ),
        // which of them, or whose
        (
            "Rà soát các dự án chậm của các đơn vị (Sở Tài chính, Sở Xây dựng), hoàn thành trước ngày 20/5/2026.",
            "II.1:  / ",
        ),
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")), [want], "{text}");
    }
    // what was agreed on the matter is no task of the heading's
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Công ty TNHH Sao Mai:\n\na) Về kiến nghị thêm lô đất: Thống nhất về chủ trương theo đề xuất của huyện. Giao Sở \
             Xây dựng kiểm tra hạ tầng."
        ),
        ["I.1.a: Sở Xây dựng / "]
    );
    // in which case somebody answers for it
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. UBND xã Sao Mai xác nhận nguồn gốc đất; đến hết ngày 25/10/2025 chưa xong thì Chủ tịch UBND xã phải giải trình."
        ),
        ["I.1: UBND xã Sao Mai / "]
    );
}

#[test]
fn a_part_on_the_situation_and_the_tasks_has_both() {
    assert_eq!(
        said(
            "Ngày 05/12/2025, UBND tỉnh họp. Chủ tịch kết luận như sau:\n\nA. VỀ TÌNH HÌNH KINH TẾ - XÃ HỘI VÀ NHIỆM VỤ THỜI GIAN TỚI\n\nI. Tình hình tháng 11\n\n- Sở Y tế hoàn thành tốt kế hoạch.\n\nII. Nhiệm \
             vụ trọng tâm tháng 12\n\n1. Sở Y tế rà soát thuốc.\n\nB. CÁC NỘI DUNG TRÌNH TẠI PHIÊN HỌP\n\nI. Các nội dung chưa thông \
             qua\n\n1. Đề án dược liệu\n\nGiao Sở Y tế bổ sung đánh giá.\n\n2. Dự thảo Quyết định phân cấp\n\nNội dung chưa phù hợp thực tế. Sở \
             Nội vụ lấy lại ý kiến các xã."
        ),
        ["A.II.1: Sở Y tế / ", "B.I.1: Sở Y tế / ", "B.I.2: Sở Nội vụ / "]
    );
    // also below a heading that tells of the situation alone
    assert_eq!(
        said(
            "Ngày 05/12/2025, UBND tỉnh họp. Chủ tịch kết luận như sau:\n\nA. VỀ TÌNH HÌNH KINH TẾ - XÃ HỘI\n\nI. Kết quả\n\n1. Sở Y tế có nhiều cố gắng.\n\nII. Nhiệm vụ trọng tâm tháng 12\n\n1. Sở Y tế rà \
             soát thuốc."
        ),
        ["A.II.1: Sở Y tế / "]
    );
}

#[test]
fn praise_and_the_situation_among_the_tasks_order_nothing() {
    let below = |text: &str| {
        said(&format!(
            "I. Kết quả\n\nII. Nhiệm vụ\n\n1. Về khắc phục hậu quả bão\n\n{text}\n\na) Sở Y tế rà soát thuốc."
        ))
    };
    for text in [
        "Ủy ban nhân dân thành phố ghi nhận, biểu dương các cấp, các ngành đã nỗ lực, khẩn trương khắc phục hậu quả bão; điện, nước đã được khôi phục.",
        "Các thành viên UBND tỉnh biểu quyết nhất trí thông qua.",
        "Đến ngày 20/9/2024, thành phố mới giải ngân được 8.916 tỷ đồng, đạt 47,6% kế hoạch; 11 chủ đầu tư có tỷ lệ dưới 30%.",
        "UBND tỉnh cơ bản thống nhất với Báo cáo do Sở Tài chính chuẩn bị. Chỉ số sản xuất công nghiệp 4 tháng tăng 14,2% so với cùng kỳ; xuất khẩu \
         ước đạt 502 triệu USD, tăng 9,3%. Chi ngân sách đạt thấp.",
        "Tuy nhiên, còn một số hạn chế: giải ngân đạt 21,4% kế hoạch; tiến độ giải phóng mặt bằng còn chậm.",
        "Đề án phát triển du lịch hồ Sao Mai: Cơ bản thống nhất về mục tiêu. Tuy nhiên, phần nguồn lực còn dàn trải.",
    ] {
        assert_eq!(below(text), ["II.1.a: Sở Y tế / "], "{text}");
    }
    // what is to be reached, who is to do it, what is asked for behind praise
    for (text, want) in [
        (
            "Đến ngày 30/11/2025, các chủ đầu tư giải ngân đạt 80% kế hoạch vốn.",
            "Các chủ đầu tư",
        ),
        (
            "Đến nay giải ngân mới đạt 45% kế hoạch, chậm hơn nhiều so với yêu cầu. Sở Tài chính hằng tuần báo cáo UBND tỉnh.",
            "Sở Tài chính",
        ),
        (
            "Tính đến ngày 31/10/2025 giải ngân mới đạt 45%, Sở Tài chính điều chuyển vốn của các dự án chậm.",
            "Sở Tài chính",
        ),
        ("- Đến ngày 31/12/2025 các xã xóa 100% nhà tạm cho hộ nghèo đã được phê duyệt.", ""),
        (
            "UBND các xã biểu dương, khen thưởng kịp thời các tập thể, cá nhân có thành tích.",
            "",
        ),
        (
            "Chủ tịch UBND các xã, phường biểu dương, khen thưởng người dân hiến đất làm đường.",
            "",
        ),
        (
            "Tập trung biểu dương, khen thưởng các điển hình tiên tiến; nhân rộng mô hình hiệu quả.",
            "",
        ),
        ("Chủ động tiếp cận, ghi nhận những khó khăn của doanh nghiệp để tháo gỡ.", ""),
        (
            "UBND tỉnh biểu dương Sở Y tế. Tiếp tục đẩy mạnh tiêm chủng, mở rộng các điểm tiêm.",
            "",
        ),
        (
            "UBND tỉnh biểu dương các lực lượng đã tham gia; khẩn trương khắc phục các tuyến đường hư hỏng.",
            "",
        ),
    ] {
        let found = below(text);
        assert_eq!(found.len(), 2, "{text} {found:?}");
        assert_eq!(found[0], format!("II.1: {want} / "), "{text}");
    }
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. Đến ngày 31/12/2026 giải ngân đạt 100% kế hoạch, các chủ đầu tư phải cam kết tiến độ."),
        ["I.1: Các chủ đầu tư / "]
    );
    // what is asked for below it
    assert_eq!(
        said(
            "1. Kinh tế - xã hội 10 tháng tiếp tục chuyển biến. Chỉ số sản xuất công nghiệp tăng 14,6% so với cùng kỳ, bán lẻ tăng 13,9%.\n\nĐể hoàn \
             thành kế hoạch, đề nghị các sở, ban, ngành tập trung thực hiện.\n\n2. Sở Y tế rà soát thuốc."
        ),
        ["1: Các sở, ban, ngành / ", "2: Sở Y tế / "]
    );
}

#[test]
fn what_is_asked_for_beside_the_situation_is_kept() {
    for text in [
        "Đến ngày 31/12/2025, xóa toàn bộ nhà tạm cho các hộ nghèo đã được phê duyệt, không để ai bị bỏ lại phía sau.",
        "Đến ngày 30/11/2025 Sở Nội vụ bố trí trụ sở làm việc mới cho các xã sau sắp xếp đơn vị hành chính.",
        "Bên cạnh kết quả đạt được, Giám đốc Sở Y tế xử lý dứt điểm các tồn tại về đấu thầu thuốc.",
        "Tuy nhiên, vẫn còn 12 dự án chưa giải ngân, Chủ tịch UBND các xã nơi có dự án giải quyết dứt điểm mặt bằng.",
        "Đến nay dự án đã chậm tiến độ, Trưởng ban Ban Quản lý dự án tỉnh kiểm điểm trách nhiệm các cá nhân liên quan.",
        "Đến nay mặt bằng đã bàn giao đủ, nhà thầu huy động máy móc, nhân lực thi công 3 ca, 4 kíp.",
        "Đến nay dự án đã chậm tiến độ nên Sở Xây dựng làm việc với nhà thầu, báo cáo UBND tỉnh trong tuần tới.",
        "Tuy nhiên, còn một số hộ chưa di dời, vì vậy UBND xã Sao Mai vận động các hộ bàn giao mặt bằng cho nhà thầu.",
        "Thủ trưởng các sở, ngành thực hiện cắt giảm 10% chi thường xuyên, tăng thu 5% so với cùng kỳ năm 2024.",
        "Bên cạnh những kết quả đạt được, cần nghiêm túc khắc phục tình trạng đùn đẩy, né tránh trách nhiệm.",
        "Tuy nhiên, còn một số hộ chưa di dời. Thời gian tới, tiếp tục vận động các hộ bàn giao mặt bằng cho nhà thầu.",
        "Hoàn thành chỉ tiêu thu ngân sách năm 2025, tăng 10% so với cùng kỳ, giải ngân vốn đầu tư công đạt 100% kế hoạch.",
        "Thu hút khách du lịch quý IV tăng 15% so với cùng kỳ, doanh thu du lịch tăng 20%, tổ chức tốt các sự kiện cuối năm.",
        "Giải ngân vốn đầu tư công cả năm đạt 100% kế hoạch, tăng 5% so với cùng kỳ năm 2024.",
        "UBND tỉnh ghi nhận kết quả đạt được, các chủ đầu tư tiếp tục duy trì tiến độ thi công.",
        "Chủ tịch UBND tỉnh ghi nhận kết quả đạt được; thời gian tới phải khắc phục ngay các hạn chế.",
        "UBND tỉnh ghi nhận sự nỗ lực, tập trung hoàn thành các chỉ tiêu còn lại trong tháng 12/2025.",
        "UBND tỉnh ghi nhận những kiến nghị của doanh nghiệp, tổng hợp, trả lời trong tháng 11/2025.",
        "UBND tỉnh biểu dương Sở Y tế, tiếp tục đẩy mạnh tiêm chủng, mở rộng các điểm tiêm tại các xã.",
        "Đề án phát triển du lịch: Cơ bản thống nhất; cần làm rõ thêm nguồn lực, lộ trình, trách nhiệm từng cơ quan.",
    ] {
        let found = said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. Về đầu tư công\n\n{text}"));
        assert_eq!(found.len(), 1, "{text} {found:?}");
    }
    // below a paragraph that tells of it
    let below = |items: &str| {
        let told = "Tính đến ngày 31/10/2025, toàn tỉnh mới giải ngân được 45% kế hoạch vốn, thấp hơn bình quân chung của cả nước.";
        said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {told}\n\n{items}"))
    };
    assert_eq!(
        below("a) Sở Tài chính điều chuyển vốn của các dự án chậm.\n\nb) UBND các xã bàn giao mặt bằng trong tháng 11/2025."),
        ["II.1.a: Sở Tài chính / ", "II.1.b: UBND các xã / "]
    );
    assert_eq!(
        below("a) Sở Tài chính:\n\n- Khẩn trương điều chuyển vốn.\n\n- Báo cáo UBND tỉnh trước ngày 15/11/2025."),
        ["II.1.a: Sở Tài chính / ", "II.1.a: Sở Tài chính / "]
    );
    for text in [
        "Không bố trí vốn cho các dự án chưa đủ thủ tục, không khởi công dự án chưa có mặt bằng sạch.",
        "Dừng ngay việc khai thác cát tại các mỏ đã hết hạn giấy phép, không để phát sinh thêm điểm khai thác mới.",
        "Giữ ổn định giá cả hàng hóa thiết yếu dịp Tết, không để khan hiếm hàng, tăng giá đột biến trên địa bàn.",
        "Nước sạch nông thôn: mở rộng mạng lưới cấp nước tới các thôn, bản chưa có nước sạch theo kế hoạch đã duyệt.",
    ] {
        assert_eq!(
            said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. Về các lĩnh vực\n\n{text}")).len(),
            1,
            "{text}"
        );
    }
    // for which nobody is named and no time is set
    for text in [
        "Quốc phòng, an ninh được giữ vững; đã tổ chức diễn tập khu vực phòng thủ tại 02 huyện đạt kết quả tốt.",
        "Bên cạnh đó, tiến độ một số dự án thủy điện còn chậm; nhiều cụm công nghiệp chưa có hệ thống xử lý nước thải tập trung.",
    ] {
        assert!(
            said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. Về các lĩnh vực\n\n{text}")).is_empty(),
            "{text}"
        );
    }
}

#[test]
fn a_matter_of_which_something_is_told_and_then_asked_for() {
    assert_eq!(
        said(
            "**1. Về tình hình kinh tế - xã hội 9 tháng**\n\nThường trực HĐND tỉnh cơ bản thống nhất với báo cáo. Kinh tế phục hồi rõ nét.\n\nĐể hoàn \
             thành các chỉ tiêu, Thường trực HĐND tỉnh đề nghị UBND tỉnh:\n\n- Rà soát từng chỉ tiêu.\n\n**2. Về kết quả giám sát**\n\nCó 87 kiến \
             nghị đã được giải quyết.\n\n2.1. Đề nghị Sở Y tế rà soát thuốc."
        ),
        ["1: UBND tỉnh / ", "2.1: Sở Y tế / "]
    );
    // orders within an assessment are no tasks where a part of tasks follows
    assert_eq!(
        said(
            "I. Về tình hình tháng 10\n\nKinh tế phục hồi.\n\nYêu cầu các sở, ngành nghiêm túc rút kinh nghiệm.\n\nSở Y tế hoàn thành kế hoạch.\n\nII. Nhiệm \
             vụ trọng tâm tháng 11\n\n1. Sở Y tế rà soát thuốc."
        ),
        ["II.1: Sở Y tế / "]
    );
    assert_eq!(
        said(
            "I. Về kết quả tháng 10\n\nKinh tế ổn định.\n\nYêu cầu các sở, ngành rút kinh nghiệm.\n\nSở Y tế đã hoàn thành kế hoạch.\n\nII. Về công tác trọng \
             tâm tháng 11\n\n1. Sở Y tế rà soát thuốc."
        ),
        ["II.1: Sở Y tế / "]
    );
    // what a committee agrees to is ordered, where nothing was submitted
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Về dự án đường tránh\n\nUBND tỉnh thống nhất:\n\na) Sở Xây dựng hoàn thiện hồ sơ.\n\nb) UBND xã Sao Mai bàn giao mặt bằng.\n\n2. \
             Về y tế\n\n- Sở Y tế rà soát."
        ),
        ["I.1.a: Sở Xây dựng / ", "I.1.b: UBND xã Sao Mai / ", "I.2: Sở Y tế / "]
    );
    // of the month before
    assert!(
        said("I. Tình hình tháng 10\n\n1. Kết quả\n\n- Tốt.\n\n2. Một số nhiệm vụ tháng 9 chuyển sang\n\n- Sở Tài chính để quá hạn.")
            .is_empty()
    );
    for head in [
        "Tình hình phòng, chống dịch và một số giải pháp",
        "Tình hình giải ngân và nhiệm vụ các tháng cuối năm",
    ] {
        assert_eq!(
            said(&format!(
                "I. {head}\n\n1. Sở Y tế rà soát thuốc.\n\nII. Nhiệm vụ\n\n1. Sở Nội vụ rà soát biên chế."
            )),
            ["I.1: Sở Y tế / ", "II.1: Sở Nội vụ / "],
            "{head}"
        );
    }
    assert_eq!(
        said(
            "1. Tình hình kinh tế - xã hội tháng 10\n\n1.1. Kết quả\n\n- Sở Y tế có cố gắng.\n\n1.2. Nhiệm vụ trọng tâm tháng 11\n\na) Sở Y tế rà \
             soát thuốc."
        ),
        ["1.2.a: Sở Y tế / "]
    );
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. Cơ bản thống nhất với phương hướng của huyện, yêu cầu UBND huyện tập trung:\n\n- Rà soát quy hoạch."),
        ["I.1: UBND huyện / "]
    );
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Sở Y tế chủ trì, phối hợp với UBND các huyện, đề nghị Hội Chữ thập đỏ tỉnh cùng phối hợp, rà soát danh sách hộ nghèo."
        ),
        ["I.1: Sở Y tế / UBND các huyện + Hội Chữ thập đỏ tỉnh"]
    );
}

#[test]
fn who_is_judged_or_told_of_leads_nothing() {
    for (text, want) in [
        ("Phê bình nghiêm khắc các tập thể có tỷ lệ giải ngân thấp (Sở Y tế, Sở Nội vụ).", ""),
        (
            "Tham mưu văn bản gửi cấp có thẩm quyền (Bộ Tài chính, Bộ Xây dựng), hoàn thành trước ngày 20/11/2025.",
            "II.1:  / ",
        ),
        (
            "Làm rõ trách nhiệm thuộc Sở Y tế, Sở Tài chính trong việc chậm tiến độ, báo cáo UBND tỉnh.",
            "II.1:  / ",
        ),
        (
            "Huyện Sao Mai, huyện Trăng Non còn 15 dự án chậm. Yêu cầu Sở Xây dựng kiểm tra.",
            "II.1: Sở Xây dựng / ",
        ),
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")).join("; "), want, "{text}");
    }
    for text in [
        "Thanh tra tỉnh công bố kết luận; quá thời hạn, Sở Y tế giải trình, khắc phục trước ngày 20/12/2025.",
        "Sở Nội vụ tổng hợp; trường hợp chậm, Chủ tịch UBND các xã kiểm điểm tập thể, cá nhân liên quan.",
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")).len(), 2, "{text}");
    }
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. UBND huyện Sao Mai khẩn trương giải phóng mặt bằng; Chủ tịch UBND huyện chịu trách nhiệm trước Chủ tịch UBND tỉnh về tiến độ."
        ),
        ["I.1: UBND huyện Sao Mai / "]
    );
    for text in [
        "Giao Sở Xây dựng hoàn thiện hồ sơ; Giám đốc Sở Tài chính chịu trách nhiệm trước UBND tỉnh về bố trí đủ vốn.",
        "Sở Y tế chủ trì phòng chống dịch; UBND các xã chịu trách nhiệm trước Chủ tịch UBND tỉnh về phòng chống dịch trên địa bàn.",
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")).len(), 2, "{text}");
    }
    // the part that those behind the colon have
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. Nhà thầu thi công: Công ty TNHH Sao Mai và Công ty TNHH Trăng Non khắc phục ngay tình trạng bùn đất."),
        ["I.1: Công ty TNHH Sao Mai + Công ty TNHH Trăng Non / "]
    );
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. Giao Trung tâm Y tế huyện thực hiện, Công an huyện, Hội Phụ nữ phối hợp."),
        ["I.1: Trung tâm Y tế huyện / Công an huyện + Hội Phụ nữ"]
    );
}

#[test]
fn headings_of_an_assessment_hold_no_tasks() {
    for head in [
        "Kết quả thực hiện mục tiêu và giải pháp phát triển kinh tế tháng 10",
        "Đánh giá tình hình thực hiện chức năng và nhiệm vụ của các sở, ngành 10 tháng",
    ] {
        let text = format!("I. {head}\n\n1. Sở Y tế triển khai tiêm chủng.\n\nII. Nhiệm vụ\n\n1. Sở Y tế rà soát thuốc.");
        assert_eq!(said(&text), ["II.1: Sở Y tế / "], "{head}");
    }
    for head in [
        "Một số nhiệm vụ triển khai chậm",
        "Về nhiệm vụ quốc phòng, an ninh",
        "Nhiệm vụ trong tháng 10",
    ] {
        let text = format!(
            "I. Đánh giá chung\n\n1. Kết quả\n\n- Tốt.\n\n2. {head}\n\n- Sở Y tế triển khai tiêm chủng.\n\nII. Nhiệm vụ\n\n1. Sở Y tế rà soát thuốc."
        );
        assert_eq!(said(&text), ["II.1: Sở Y tế / "], "{head}");
    }
}

#[test]
fn each_item_of_a_matter_says_what_it_tells() {
    assert_eq!(
        said(
            "A. KINH TẾ\n\n1. Nông nghiệp\n\na) Kết quả: Đã gieo cấy 33.480 ha lúa, đạt 101% kế hoạch.\n\nb) Tồn tại: Tai nạn giao thông tăng, giao Sở \
             Y tế báo cáo.\n\nc) Nhiệm vụ: Sở Nội vụ rà soát biên chế.\n\n2. Công nghiệp\n\na) Kết quả: Tốt.\n\nb) Nhiệm vụ, giải pháp:\n\n- Sở Tư pháp rà soát."
        ),
        ["A.1.c: Sở Nội vụ / ", "A.2.b: Sở Tư pháp / "]
    );
    // what is to come of it
    assert_eq!(
        said("I. Nhiệm vụ\n\n1. Sở Y tế:\n\na) Mở rộng tiêm chủng.\n\nb) Kết quả: báo cáo UBND tỉnh trước ngày 20/5."),
        ["I.1.a: Sở Y tế / ", "I.1.b: Sở Y tế / "]
    );
}

#[test]
fn drafts_are_decided_one_by_one_and_hand_over_their_lists() {
    let text = "A. TÀI CHÍNH\n\n**1. Dự thảo Nghị quyết về phí** *(Sở Tài chính trình)*\n\nThống nhất với nội dung dự thảo Nghị quyết do Sở Tài chính trình. Giao Sở \
                Tài chính:\n\n- Rà soát mức thu.\n\n- Hoàn thiện Tờ trình.\n\nB. Y TẾ\n\n**2. Dự thảo Nghị quyết về học phí** *(Sở Y tế trình)*\n\na) Thống nhất mức hỗ trợ theo \
                phương án 2.\n\nb) Giao Sở Y tế trình ngay.\n\nC. XÂY DỰNG\n\n**3. Dự thảo Nghị quyết về nhà ở** *(Sở Xây dựng trình)*\n\nThống nhất trình HĐND tỉnh theo phương án 1. \
                Giao Sở Xây dựng:\n\n- Cập nhật số liệu.\n\nD. NỘI CHÍNH\n\n4. Sở Nội vụ rà soát.\n\nĐ. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tư pháp thẩm định.\n\nE. CÔNG AN\n\n1. Công an tỉnh rà soát.\n\nG. QUỐC PHÒNG\n\n1. Sở Y tế khám tuyển.";
    assert_eq!(
        said(text),
        [
            "A.1: Sở Tài chính / ",
            "A.1: Sở Tài chính / ",
            "B.2.b: Sở Y tế / ",
            "C.3: Sở Xây dựng / ",
            "D.4: Sở Nội vụ / ",
            "Đ.1: Sở Tư pháp / ",
            "E.1: Công an tỉnh / ",
            "G.1: Sở Y tế / "
        ]
    );
}

#[test]
fn who_does_it_behind_a_ground_an_aside_or_a_group_before_a_colon() {
    for (text, want) in [
        (
            "Hạ tầng số là điều kiện tiên quyết, do vậy Sở Y tế khẩn trương trang bị thiết bị.",
            &["II.1: Sở Y tế / "][..],
        ),
        (
            "Bảo đảm an ninh các sự kiện, trong đó Công an tỉnh là lực lượng nòng cốt mở đợt cao điểm.",
            &["II.1: Công an tỉnh / "],
        ),
        (
            "Tình trạng trễ hạn phải chấm dứt. Sở Y tế, với vai trò cơ quan quản lý ngành, chỉ đạo Văn phòng Đăng ký giải quyết hồ sơ.",
            &["II.1: Sở Y tế / "],
        ),
        (
            "Phấn đấu đến hết quý II giải ngân đạt 45%, các chủ đầu tư lập đường găng tiến độ.",
            &["II.1: Các chủ đầu tư / "],
        ),
        (
            "Sở Y tế, Sở Nội vụ: Sở Y tế phòng, chống dịch; Sở Nội vụ hoàn thành rà soát biên chế.",
            &["II.1: Sở Y tế / ", "II.1: Sở Nội vụ / "],
        ),
        (
            "Công tác giảm nghèo tiếp tục được quan tâm; trong đó, Sở Nội vụ đưa lao động đi làm việc ở nước ngoài.",
            &["II.1: Sở Nội vụ / "],
        ),
        (
            "Trước diễn biến bất lợi, ngành nông nghiệp và môi trường chủ động hướng dẫn lịch thời vụ.",
            &["II.1: Ngành nông nghiệp và môi trường / "],
        ),
        (
            "Ngành Giáo dục và Đào tạo tập trung rà soát đội ngũ.",
            &["II.1: Ngành Giáo dục và Đào tạo / "],
        ),
        (
            "Sở Y tế chủ trì kiểm tra; UBND các xã ven biển và vùng cuối nguồn tổ chức đắp đập tạm.",
            &["II.1: Sở Y tế / ", "II.1: UBND các xã ven biển và vùng cuối nguồn / "],
        ),
        (
            "Sở Tài chính:\n\na) Rà soát vốn. Định kỳ 10 ngày một lần báo cáo Chủ tịch, các Phó Chủ tịch UBND tỉnh kết quả.",
            &["II.1.a: Sở Tài chính / "],
        ),
        (
            "Giao Giám đốc Sở Y tế:\n\na) Chủ trì, phối hợp với Sở Nội vụ và các đơn vị liên quan:\n\n- Rà soát biên chế.\n\nb) Mua thuốc.",
            &["II.1.a: Sở Y tế / Sở Nội vụ", "II.1.b: Sở Y tế / "],
        ),
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")), want, "{text}");
    }
}

#[test]
fn agreement_and_what_is_told_lose_no_order() {
    for (text, want) in [
        (
            "Thống nhất triển khai theo phương án 1, UBND xã Sao Mai bàn giao mặt bằng trước ngày 30/11/2025.",
            "UBND xã Sao Mai",
        ),
        ("Thống nhất giao Sở Xây dựng làm chủ đầu tư theo phương án 1.", "Sở Xây dựng"),
        (
            "Thống nhất trình HĐND tỉnh tại kỳ họp tháng 12, Sở Tài chính hoàn thiện hồ sơ trước ngày 15/11/2025.",
            "Sở Tài chính",
        ),
        (
            "Thống nhất với báo cáo của Sở Tài chính, các chủ đầu tư khẩn trương giải ngân trước ngày 31/12/2025.",
            "Các chủ đầu tư",
        ),
        (
            "Thống nhất di dời 30 hộ dân theo phương án 2, hoàn thành trước ngày 20/11/2025.",
            "",
        ),
        ("Thông qua 05 đoàn kiểm tra liên ngành, kịp thời chấn chỉnh vi phạm.", ""),
        ("Đồng ý chủ trương xây cầu, khẩn trương khảo sát địa chất, lập dự án.", ""),
        (
            "Đến nay mới giải ngân 45% kế hoạch. Tập trung giải phóng mặt bằng các đoạn còn vướng.",
            "",
        ),
        (
            "Đến nay mới đạt 60%, xây dựng kịch bản chi tiết để đạt mục tiêu 100% vào 31/12/2025.",
            "",
        ),
        ("Nhiệm vụ sắp xếp hoàn thành trước ngày 30/11/2025; đây là nhiệm vụ nặng nề.", ""),
        (
            "Yêu cầu đồng chí Chủ tịch, các Phó Chủ tịch UBND tỉnh trực tiếp đối thoại.",
            "Các Phó Chủ tịch UBND tỉnh",
        ),
        (
            "Sở Y tế, Sở Nội vụ: Sở Y tế rà soát, Sở Nội vụ bố trí biên chế.",
            "Sở Y tế + Sở Nội vụ",
        ),
    ] {
        let found = said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}"));
        assert_eq!(found.len(), 1, "{text} {found:?}");
        assert!(found[0].starts_with(&format!("II.1: {want}")), "{text} {found:?}");
    }
    for (text, want) in [
        (
            "Để tháo gỡ khó khăn cho doanh nghiệp, các sở, ban, ngành rà soát thủ tục.",
            "Các sở, ban, ngành",
        ),
        (
            "Nếu vượt thẩm quyền, các sở, ngành kiến nghị Bộ, ngành Trung ương giải quyết.",
            "Các sở, ngành",
        ),
        ("Thống nhất sự cần thiết, tuy nhiên chưa thông qua. Khảo sát lại thực địa.", ""),
        (
            "Khó khăn, vướng mắc: Sở Tài chính tháo gỡ.\n\n2. Nhiệm vụ khác: Sở Y tế rà soát.",
            "Sở Tài chính",
        ),
    ] {
        let found = said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}"));
        assert!(
            found.first().is_some_and(|f| f.starts_with(&format!("II.1: {want}"))),
            "{text} {found:?}"
        );
    }
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. UBND tỉnh thống nhất nội dung các dự thảo Nghị quyết, yêu cầu:\n\na) Sở Tài chính hoàn thiện.\n\nb) Sở Y tế bổ sung."
        ),
        ["I.1.a: Sở Tài chính / ", "I.1.b: Sở Y tế / "]
    );
    // below a body of its own others are told of
    for text in [
        "Huy động lực lượng tìm kiếm cứu nạn, trong đó Công an tỉnh là nòng cốt.",
        "Thành lập Tổ công tác do Sở Tài chính làm đầu mối, kiểm tra trong tháng 11/2025.",
        "Đơn giá tăng cao, vì vậy các nhà thầu đề nghị điều chỉnh giá; rà soát, công bố giá vật liệu.",
        "Trong tháng 11, ngành giáo dục tổ chức sơ kết học kỳ.",
        "Phấn đấu đến hết năm 2025, các xã, phường hoàn thành sắp xếp thôn.",
        "Mở lớp bồi dưỡng theo vị trí việc làm cho cán bộ, công chức cấp xã theo hình thức mới.",
        "Thống nhất với Báo cáo thẩm định của Sở Tư pháp, hoàn thiện hồ sơ trình UBND tỉnh trước ngày 20/11/2025.",
    ] {
        let found = said(&format!("II. Nhiệm vụ\n\n1. Sở Xây dựng:\n\n- {text}"));
        assert_eq!(found, ["II.1: Sở Xây dựng / "], "{text}");
    }
    assert_eq!(
        said("II. Nhiệm vụ\n\n1. Sở Xây dựng:\n\n- Rà soát các dự án; trong đó, Sở Tư pháp cung cấp hồ sơ."),
        ["II.1: Sở Xây dựng / ", "II.1: Sở Tư pháp / "]
    );
    assert_eq!(
        said("II. Nhiệm vụ\n\n1. Khó khăn về mặt bằng: Giao UBND các xã tháo gỡ.\n\n2. Giải pháp về vốn: Sở Tài chính cân đối."),
        ["II.1: UBND các xã / ", "II.2: Sở Tài chính / "]
    );
}

#[test]
fn contents_of_a_session_are_numbers_and_may_begin_with_the_situation() {
    assert_eq!(
        said(
            "**Nội dung 1: Báo cáo tháng 10**\n\n1. Sở Y tế rà soát.\n\n**Nội dung 2: Tình hình giải ngân vốn đầu tư công**\n\nGiải ngân còn chậm.\n\nChủ \
             tịch UBND thành phố yêu cầu:\n\n- Sở Nội vụ báo cáo.\n\n**Nội dung 3: Đề án A**\n\nUBND thành phố cơ bản thống nhất sự cần thiết. Tuy nhiên, nội dung \
             còn dàn trải; chưa thông qua tại phiên họp.\n\nGiao Sở Tư pháp rà soát."
        ),
        ["1.1: Sở Y tế / ", "2: Sở Nội vụ / ", "3: Sở Tư pháp / "]
    );
    // numbers with two parts go on below a line that names bodies
    assert_eq!(
        said(
            "2. Nhiệm vụ\n\nYêu cầu Chủ tịch UBND các xã thực hiện các nhiệm vụ sau:\n\n2.1. Rà soát hồ sơ.\n\n2.2. Về đất đai:\n\n- Cấp giấy."
        ),
        ["2.1: UBND các xã / ", "2.2: UBND các xã / "]
    );
}

#[test]
fn goals_that_only_frame_what_follows_are_no_tasks() {
    assert_eq!(
        said(
            "I. Kết quả\n\nII. Nhiệm vụ\n\nMục tiêu tăng trưởng cả năm là 11%; đây là nhiệm vụ rất nặng nề, đòi hỏi sự nỗ lực của cả hệ thống chính trị.\n\n1. Sở Y tế rà soát."
        ),
        ["II.1: Sở Y tế / "]
    );
}

#[test]
fn a_matter_given_to_those_behind_it() {
    for (text, want) in [
        (
            "Phân công nhiệm vụ xử lý nhà, đất dôi dư cho Sở Tài chính.",
            "II.1: Sở Tài chính / ",
        ),
        (
            "Công tác khử khuẩn trường học giao cho Sở Y tế; hoàn thành trước ngày 20/9.",
            "II.1: Sở Y tế / ",
        ),
        (
            "Việc điều chuyển vốn giữa các dự án do Sở Tài chính tổng hợp, trình UBND tỉnh.",
            "II.1: Sở Tài chính / ",
        ),
        (
            "Đồng chí Lê Văn Sáu, Phó Chủ tịch UBND phường kiêm Giám đốc Trung tâm Phục vụ hành chính công chỉ đạo:\n\n- Rà soát hồ sơ quá hạn.",
            "II.1: Phó Chủ tịch UBND phường / ",
        ),
    ] {
        assert_eq!(said(&format!("I. Kết quả\n\nII. Nhiệm vụ\n\n1. {text}")), [want], "{text}");
    }
}

#[test]
fn rows_of_a_table_by_the_heads_of_its_columns() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n| 1 | Lập kế hoạch | Sở Y tế | Sở Tài chính; các sở liên quan | Quý II |\n| 2 | Trình đề án | Sở Nội vụ<br>Sở Tư pháp | UBND các xã có trạm y tế | 30/6 |"
        ),
        [
            "I.1: Sở Y tế / Sở Tài chính",
            "I.2: Sở Nội vụ + Sở Tư pháp / UBND các xã có trạm y tế"
        ]
    );
}

#[test]
fn a_row_of_bodies_leads_the_rows_below_it() {
    let head = "I. Nhiệm vụ\n\n| TT | Nội dung | Phối hợp | Thời gian |\n|---|---|---|---|\n";
    let rows = "| **Sở Y tế** | **Sở Y tế** | **Sở Y tế** | **Sở Y tế** |\n| 1 | Lập kế hoạch | Sở Tài chính | Quý II |\n| | Sở Nội vụ, Sở Tư pháp | | |\n| 2 | Trình đề án | | 30/6 |\n| | | Sở Tài chính | |\n| | Lĩnh vực khác | | |\n| 3 | Rà soát | | 30/7 |";
    assert_eq!(
        said(&format!("{head}{rows}")),
        ["I.1: Sở Y tế / Sở Tài chính", "I.2: Sở Nội vụ + Sở Tư pháp / ", "I.3:  / "]
    );
}

#[test]
fn doubts_of_leads() {
    let d = document("I. Nhiệm vụ\n\n1. Đối với dự án cầu A, giao Sở Xây dựng rà soát; Sở Y tê mua thuốc.");
    let tasks = tasks_of(&d).0;
    assert_eq!(tasks[0].doubts, [Doubt::LeadInSentence, Doubt::PartedBlock]);
    assert_eq!(tasks[1].leads[0].doubts, [Doubt::MendedBody]);
    assert!(tasks_of(&d).1.iter().any(|d| d.code == Code::AgencyMended));
}

#[test]
fn a_matter_and_its_bodies_in_one_line() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n**1. Về số hóa.** Sở Y tế (cơ quan thường trực):\n\na) Rà soát hồ sơ bệnh án.\n\nb) Báo cáo kết quả.\n\n**2. Về thu ngân sách.**\n\n2.1. Thuế tỉnh đôn đốc thu nợ."
        ),
        ["I.1.a: Sở Y tế / ", "I.1.b: Sở Y tế / ", "I.2.1: Thuế tỉnh / "]
    );
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Để bảo đảm tiến độ, Chủ tịch UBND tỉnh giao nhiệm vụ cho các chủ đầu tư như sau:\n\n- Lập đường găng tiến độ.\n\n- Sở Xây dựng kiểm tra hiện trường."
        ),
        ["I.1: Các chủ đầu tư / ", "I.1: Sở Xây dựng / "]
    );
}

#[test]
fn a_second_body_that_is_asked_for_something_is_a_doubt() {
    let d = document(
        "I. Nhiệm vụ\n\n1. Sở Y tế rà soát hồ sơ, yêu cầu Trạm Y tế báo cáo hằng tuần.\n\n2. Việc nạo vét kênh do Xí nghiệp Thủy lợi Sông Trăng thực hiện.",
    );
    let tasks = tasks_of(&d).0;
    assert_eq!(tasks[0].doubts, [Doubt::TwoLeads]);
    assert_eq!(tasks[1].leads[0].name, "Xí nghiệp Thủy lợi Sông Trăng");
    assert_eq!(
        (tasks[1].certainty, tasks[1].doubts.as_slice()),
        (Certainty::Inferred, &[Doubt::LeadInSentence][..])
    );
}

#[test]
fn brackets_part_nothing() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Các nhà thầu (Công ty Cổ phần Sao Mai; Công ty TNHH Trăng Non) tổ chức thi công ba ca. Ngày 15 hằng tháng, các chủ đầu tư báo cáo."
        ),
        ["I.1: Các nhà thầu / ", "I.1: Các chủ đầu tư / "]
    );
}

#[test]
fn an_order_behind_a_formula_is_a_task() {
    assert_eq!(
        said(
            "I. Nhiệm vụ\n\n1. Nhất trí thông qua: (1) Báo cáo tháng 5; (2) Tờ trình về phí. Giao Sở Tài chính hoàn thiện hồ sơ.\n\nVăn phòng UBND tỉnh thông báo để các sở, ngành biết, thực hiện. Giao Văn phòng UBND tỉnh theo dõi việc thực hiện./."
        ),
        ["I.1: Sở Tài chính / ", "I: Văn phòng UBND tỉnh / "]
    );
}

#[test]
fn a_name_that_heads_a_list_ends_before_a_group() {
    assert_eq!(
        said("1. Sở Nông nghiệp và PTNT, các địa phương:\n\n- Rà soát kế hoạch."),
        ["1: Sở Nông nghiệp và Phát triển nông thôn + Các địa phương / "]
    );
}

#[test]
fn what_is_told_first_hides_no_order_below_a_groups_heading() {
    assert_eq!(
        said("1. Nhiệm vụ giao các sở, ban, ngành:\n\n- Mùa mưa đã bắt đầu, yêu cầu UBND xã Tân An, UBND xã Phú Hòa trực 24/24 giờ."),
        ["1: UBND xã Tân An + UBND xã Phú Hòa / "]
    );
    assert_eq!(
        said("1. Thời gian còn lại không nhiều, Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát kế hoạch."),
        ["1: Sở Y tế / "]
    );
    // what the group does first, and asks of others, is its own
    for item in [
        "Sớm có văn bản gửi Bộ Tài chính, đề nghị Bộ Tài chính bổ sung vốn.",
        "Cử cán bộ xuống địa bàn, yêu cầu UBND xã Tân An thống kê thiệt hại.",
        "Không để dự án kéo dài, yêu cầu Công ty A cam kết tiến độ.",
    ] {
        assert_eq!(
            said(&format!("1. Nhiệm vụ giao các sở, ban, ngành:\n\n- {item}")),
            ["1: Các sở, ban, ngành / "],
            "{item}"
        );
    }
    // what is asked for before the list is a task of its own
    assert_eq!(
        said(
            "1. Yêu cầu các sở, ban, ngành rà soát từng chỉ tiêu, có giải pháp cụ thể và tập trung thực hiện tốt các nhiệm vụ sau:\n\n\
             - Báo cáo kết quả trước ngày 15/4/2026."
        ),
        ["1: Các sở, ban, ngành / ", "1: Các sở, ban, ngành / "]
    );
    // a ground or an aim is not
    assert_eq!(
        said(
            "1. Trên cơ sở kết quả rà soát và để hoàn thành mục tiêu, yêu cầu các sở, ngành quán triệt và tập trung thực hiện các nhiệm vụ sau:\n\n\
             - Báo cáo kết quả trước ngày 15/4/2026."
        ),
        ["1: Các sở, ngành / "]
    );
}

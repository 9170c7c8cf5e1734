//! Bodies as they are named in sentences.

use super::*;
use crate::diag::Diagnostics;
use crate::input::Input;

fn registry() -> Registry {
    let input = Input::default();
    crate::registry::load(&input, &mut Diagnostics::new())
}

fn list(text: &str) -> Vec<String> {
    let r = registry();
    let cut = Cut::new(text);
    let w = cut.words();
    Finder::new(&r, None, None)
        .list(text, &w, 0)
        .0
        .into_iter()
        .map(|f| f.name)
        .collect()
}

#[test]
fn official_spelling() {
    assert_eq!(
        list("Sở Văn hóa - Thể thao và Du lịch tập trung"),
        ["Sở Văn hóa, Thể thao và Du lịch"]
    );
    assert_eq!(list("Sở Kế hoạch và Đầu rà soát lại"), ["Sở Kế hoạch và Đầu tư"]);
    assert_eq!(list("SỞ TÀI CHÍNH: rà soát"), ["Sở Tài chính"]);
    assert_eq!(
        list("Trung tâm Xúc tiến đầu tư và Sở Tài chính rà soát"),
        ["Trung tâm Xúc tiến đầu tư", "Sở Tài chính"]
    );
    assert_eq!(list("Sở Công Thương Chủ trì"), ["Sở Công Thương"]);
}

#[test]
fn names_for_short_are_made_of_the_words_of_the_long_one() {
    assert!(shortens("Ban Quản lý dự án tỉnh", "Ban Quản lý dự án đầu tư xây dựng tỉnh"));
    assert!(!shortens("Ban Quản lý dự án tỉnh", "Ban Quản lý dự án tỉnh"));
    assert!(!shortens("Trung tâm Quản lý", "Ban Quản lý Trung tâm"));
    assert!(!shortens("Ban Quản lý rừng", "Ban Quản lý dự án"));
}

#[test]
fn lists() {
    // two lines of a cell
    let r = registry();
    let lines: Vec<_> = Finder::new(&r, None, None)
        .whole("Sở Xây dựng UBND phường Sao Mai")
        .into_iter()
        .map(|f| f.name)
        .collect();
    assert_eq!(lines, ["Sở Xây dựng", "UBND phường Sao Mai"]);
    assert_eq!(
        list("Nhà thầu Công ty cổ phần Xây dựng Sao Mai chịu trách nhiệm"),
        ["Công ty cổ phần Xây dựng Sao Mai"]
    );
    assert_eq!(
        list("UBND các tỉnh, thành phố khu vực đồng bằng sông Sao rà soát"),
        ["UBND các tỉnh, thành phố khu vực đồng bằng sông Sao"]
    );
    assert_eq!(list("UBND các tỉnh trong vùng hoàn thiện hồ sơ"), ["UBND các tỉnh trong vùng"]);
    for (text, want) in [
        (
            "UBND các xã khu vực miền núi phía Bắc lập danh sách",
            "UBND các xã khu vực miền núi phía Bắc",
        ),
        ("UBND các xã khu vực phía Nam tập trung", "UBND các xã khu vực phía Nam"),
        ("UBND các huyện vùng phía Nam rà soát", "UBND các huyện vùng phía Nam"),
        (
            "Sở Giao thông vận tải - Xây dựng là cơ quan đầu mối",
            "Sở Giao thông vận tải - Xây dựng",
        ),
        ("ƯBND các huyện Sao Mai rà soát", "UBND huyện Sao Mai"),
        ("các cơ quan trình tiếp thu ý kiến", "Các cơ quan trình"),
        ("Các cơ quan trình phê duyệt danh mục dự án", "Các cơ quan"),
        (
            "UBND các xã ven sông Sao, sông Trăng huy động lực lượng",
            "UBND các xã ven sông Sao, sông Trăng",
        ),
        ("Khu Di tích lịch sử Sao Mai xây dựng kế hoạch", "Khu Di tích lịch sử Sao Mai"),
        ("đồng chí Kế toán - Phòng Kinh tế lập danh mục", "Phòng Kinh tế"),
        (
            "Trung tâm Cung ứng dịch vụ sự nghiệp công xã thực hiện",
            "Trung tâm Cung ứng dịch vụ sự nghiệp công xã",
        ),
    ] {
        assert_eq!(list(text), [want], "{text}");
    }
    assert_eq!(list("Báo Sao Mai thông tin khách quan"), ["Báo Sao Mai"]);
    assert_eq!(list("Trưởng Thuế tỉnh thu hồi nợ"), ["Thuế tỉnh"]);
    assert_eq!(
        list("UBND 4 huyện vùng Cao nguyên đá hoàn thiện hồ sơ"),
        ["UBND 4 huyện vùng Cao nguyên đá"]
    );
    assert_eq!(
        list("Hội đồng NVQS các xã, thị trấn, Trung tâm Y tế huyện chuẩn bị"),
        ["Hội đồng nghĩa vụ quân sự các xã, thị trấn", "Trung tâm Y tế huyện"]
    );
    assert_eq!(
        list("Uỷ ban MTTQ huyện và các đoàn thể chính trị - xã hội vận động"),
        ["Ủy ban MTTQ huyện", "Các đoàn thể chính trị - xã hội"]
    );
    assert_eq!(
        list("Sở Y tế, Giáo dục và Đào tạo và Sở Nội vụ rà soát"),
        ["Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Nội vụ"]
    );
    assert_eq!(
        list("các chủ đầu tư, Ban QLDA và đơn vị liên quan rà soát"),
        ["Các chủ đầu tư", "Các Ban Quản lý dự án", "Các đơn vị liên quan"]
    );
    assert_eq!(
        list("Cục Thuế, Kho bạc Nhà nước, UBND các xã, phường và các cơ quan liên quan theo dõi"),
        ["Cục Thuế", "Kho bạc Nhà nước", "UBND các xã, phường", "Các cơ quan liên quan"]
    );
    assert_eq!(
        list("các cơ quan, ban, ngành; UBND các xã, thị trấn tăng cường"),
        ["Các cơ quan, ban, ngành", "UBND các xã, thị trấn"]
    );
    assert_eq!(
        list(
            "Phòng Tài chính - Kế hoạch, phòng Kinh tế, Hạ tầng và Đô thị, phòng Giao dịch số 10 - Kho bạc Nhà nước khu vực VI, UBND các xã, thị trấn theo chức năng"
        ),
        [
            "Phòng Tài chính - Kế hoạch",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            "Phòng Giao dịch số 10 - Kho bạc Nhà nước khu vực VI",
            "UBND các xã, thị trấn"
        ]
    );
    assert_eq!(list("các sở, ngành và địa phương triển khai"), ["Các sở, ngành", "Các địa phương"]);
    assert_eq!(
        list("Ngân hàng Nhà nước Việt Nam, Chi nhánh Khu vực V- địa bàn Sao Mai chủ trì"),
        ["Ngân hàng Nhà nước Việt Nam, Chi nhánh Khu vực V - địa bàn Sao Mai"]
    );
    assert_eq!(
        list("UBND các xã: Sao Mai, Trăng Non khẩn trương"),
        ["UBND xã Sao Mai", "UBND xã Trăng Non"]
    );
    assert_eq!(
        list("lực lượng quản lý thị trường tăng cường kiểm tra"),
        ["Lực lượng quản lý thị trường"]
    );
    assert_eq!(
        list("Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường chịu trách nhiệm"),
        ["Các sở, ban, ngành", "UBND các xã, phường"]
    );
}

#[test]
fn unknown_bodies_end_where_the_verb_begins() {
    for (text, name) in [
        ("Ban Nghiên cứu rà soát", "Ban Nghiên cứu"),
        (
            "Công ty cổ phần Sách và Thiết bị trường học bảo đảm",
            "Công ty cổ phần Sách và Thiết bị trường học",
        ),
        (
            "Cục Quản lý xây dựng và Chất lượng công trình rà soát",
            "Cục Quản lý xây dựng và Chất lượng công trình",
        ),
        ("Ban Quản lý xây dựng phương án", "Ban Quản lý"),
        ("Hiệp hội chè Sao Mai xây dựng phương án", "Hiệp hội chè Sao Mai"),
        ("Thanh tra Sở Xây dựng kiểm tra", "Thanh tra Sở Xây dựng"),
        (
            "Văn phòng Điều phối Chương trình nông thôn mới tỉnh rà soát",
            "Văn phòng Điều phối Chương trình nông thôn mới tỉnh",
        ),
        ("Các công ty thủy nông vận hành", "Các công ty thủy nông"),
        ("Các đơn vị xây dựng báo cáo sơ kết", "Các đơn vị"),
        ("Chi cục Thú y kiểm tra", "Chi cục Thú y"),
        (
            "Văn phòng thường trực Ban Chỉ huy PCTT và TKCN tỉnh tổng hợp",
            "Văn phòng thường trực Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh",
        ),
        ("Cục Công tác phía Nam tổ chức", "Cục Công tác phía Nam"),
        ("Đội Thanh niên xung kích ra quân", "Đội Thanh niên xung kích"),
        ("Bưu điện tỉnh tổ chức thăm, tặng quà", "Bưu điện tỉnh"),
        ("Cục Thi hành án dân sự tỉnh báo cáo", "Cục Thi hành án dân sự tỉnh"),
        ("Trung tâm Bảo trợ xã hội tổng hợp tiếp nhận", "Trung tâm Bảo trợ xã hội tổng hợp"),
        (
            "Ban Chỉ đạo phòng, chống tội phạm và xây dựng phong trào của huyện tiếp tục",
            "Ban Chỉ đạo phòng, chống tội phạm và xây dựng phong trào của huyện",
        ),
        ("Hạt Kiểm lâm các huyện, thành phố phối hợp", "Hạt Kiểm lâm các huyện, thành phố"),
        ("Ban Quản lý Cảng cá, bến cá tỉnh kiểm soát", "Ban Quản lý Cảng cá, bến cá tỉnh"),
        (
            "Ban QLDA đầu tư xây dựng các công trình giao thông, nông nghiệp tỉnh đẩy nhanh",
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông, nông nghiệp tỉnh",
        ),
        (
            "Công ty TNHH MTV Quản lý, khai thác công trình thủy lợi Sao Mai rà soát",
            "Công ty TNHH MTV Quản lý, khai thác công trình thủy lợi Sao Mai",
        ),
        (
            "Tổng công ty Đầu tư phát triển đường cao tốc Sao Mai (SAO) rà soát",
            "Tổng công ty Đầu tư phát triển đường cao tốc Sao Mai",
        ),
        (
            "Ban Quản lý bán đảo Sao Mai và các bãi biển du lịch Trăng Non phối hợp",
            "Ban Quản lý bán đảo Sao Mai và các bãi biển du lịch Trăng Non",
        ),
        (
            "Công ty Thoát nước và Xử lý nước thải Sao Mai kiểm tra",
            "Công ty Thoát nước và Xử lý nước thải Sao Mai",
        ),
        (
            "Ban Giải phóng mặt bằng và Phát triển quỹ đất tỉnh hướng dẫn",
            "Ban Giải phóng mặt bằng và Phát triển quỹ đất tỉnh",
        ),
        ("Bộ Tư lệnh Vùng 5 Hải quân hỗ trợ", "Bộ Tư lệnh Vùng 5 Hải quân"),
        (
            "Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp tổ chức gặp gỡ",
            "Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp",
        ),
        (
            "Trung tâm Xúc tiến đầu tư, thương mại và hội nghị triển lãm phối hợp giới thiệu",
            "Trung tâm Xúc tiến đầu tư, thương mại và hội nghị triển lãm",
        ),
        (
            "Ban Quản lý dự án sử dụng vốn vay nước ngoài hoàn thiện hồ sơ",
            "Ban Quản lý dự án sử dụng vốn vay nước ngoài",
        ),
        ("Chi đội Kiểm ngư số 9 tuần tra", "Chi đội Kiểm ngư số 9"),
        ("Đội Trật tự đô thị ra quân", "Đội Trật tự đô thị"),
        (
            "đơn vị thi công cao tốc Sao - Mai qua địa bàn tỉnh khơi thông",
            "Đơn vị thi công cao tốc Sao - Mai",
        ),
        (
            "Ban Quản lý Vườn quốc gia và Khu dự trữ sinh quyển Sao Mai rà soát",
            "Ban Quản lý Vườn quốc gia và Khu dự trữ sinh quyển Sao Mai",
        ),
        (
            "Bệnh viện Y học cổ truyền - Phục hồi chức năng tỉnh chuẩn bị",
            "Bệnh viện Y học cổ truyền - Phục hồi chức năng tỉnh",
        ),
        ("Viện Lúa Đồng bằng sông Sao Mai khảo nghiệm", "Viện Lúa Đồng bằng sông Sao Mai"),
        (
            "Ban Quản lý Âu thuyền và Cảng cá Sao Mai kiểm tra",
            "Ban Quản lý Âu thuyền và Cảng cá Sao Mai",
        ),
        (
            "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp tổ chức hội chợ",
            "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp",
        ),
        (
            "Ban Quản lý Khu kinh tế mở Sao Mai lập kế hoạch",
            "Ban Quản lý Khu kinh tế mở Sao Mai",
        ),
        ("Bộ Tư lệnh Vùng Cảnh sát biển 4 hỗ trợ", "Bộ Tư lệnh Vùng Cảnh sát biển 4"),
        ("Thuế tỉnh Sao Đồng chủ trì rà soát", "Thuế tỉnh Sao Đồng"),
        ("Công ty Cổ phần Sao Mai bàn giao", "Công ty Cổ phần Sao Mai"),
        ("Kho bạc Nhà nước khu vực XV tổng hợp", "Kho bạc Nhà nước khu vực XV"),
        ("Báo Sao Mai mở chuyên mục", "Báo Sao Mai"),
        ("Vườn quốc gia Tràm Chim khẩn trương", "Vườn quốc gia Tràm Chim"),
        (
            "Sở Giao thông vận tải - Xây dựng kiểm tra các công trình",
            "Sở Giao thông vận tải - Xây dựng",
        ),
        (
            "Ban Quản lý dự án đầu tư xây dựng - Quỹ đất huyện báo cáo",
            "Ban Quản lý dự án đầu tư xây dựng - Quỹ đất huyện",
        ),
        ("Sở Tài chính - Xây dựng phương án cân đối vốn", "Sở Tài chính"),
        (
            "Chi cục Đê điều và Phòng chống lụt bão theo dõi",
            "Chi cục Đê điều và Phòng chống lụt bão",
        ),
        (
            "Văn phòng Thường trực Ban Chỉ huy tỉnh hoàn thiện",
            "Văn phòng Thường trực Ban Chỉ huy tỉnh",
        ),
        (
            "Cơ quan Thường trực Ban Chỉ đạo (Sở Y tế) tổng hợp",
            "Cơ quan Thường trực Ban Chỉ đạo",
        ),
    ] {
        assert_eq!(list(text), [name], "{text}");
    }
}

#[test]
fn a_general_body_keeps_its_slug_at_a_place() {
    let r = registry();
    let slug = |text: &str| {
        let cut = Cut::new(text);
        let w = cut.words();
        Finder::new(&r, None, None).list(text, &w, 0).0[0].slug.clone().unwrap_or_default()
    };
    assert_eq!(slug("Thuế tỉnh Long An rà soát"), "thue-tinh");
    assert_eq!(slug("Chi cục Hải quan khu vực III rà soát"), "chi-cuc-hai-quan");
    assert_eq!(slug("Thanh tra thành phố rà soát"), "thanh-tra-tinh");
    assert_eq!(slug("Công an huyện rà soát"), "cong-an-huyen");
}

#[test]
fn places_in_lists_keep_their_level() {
    assert_eq!(
        list("UBND các xã, phường ven biển, đặc khu Sao Mai tuần tra"),
        ["UBND các xã, phường ven biển, đặc khu Sao Mai"]
    );
    assert_eq!(list("các phòng, ngành, các xóm rà soát"), ["Các phòng, ngành", "Các xóm"]);
    assert!(list("các làng nghề xử lý nước thải").is_empty());
    assert_eq!(
        list("UBND các xã: Bình An, Tân Hội và phường Phú Mỹ rà soát"),
        ["UBND xã Bình An", "UBND xã Tân Hội", "UBND phường Phú Mỹ"]
    );
    // a level said with the first, a number before a place, a syllable of a place that looks like a verb
    assert_eq!(
        list("UBND huyện Sao Mai, Trăng Non và Tân Hội tập trung"),
        ["UBND huyện Sao Mai", "UBND huyện Trăng Non", "UBND huyện Tân Hội"]
    );
    assert_eq!(
        list("UBND phường Sao Mai, phường Trăng Non giải tỏa"),
        ["UBND phường Sao Mai", "UBND phường Trăng Non"]
    );
    assert_eq!(
        list("Công an huyện Sao Mai, Tân Hội xử lý"),
        ["Công an huyện Sao Mai", "Công an huyện Tân Hội"]
    );
    assert_eq!(
        list("Bộ đội Biên phòng, Công an huyện Sao Mai, Tân Hội xử lý"),
        ["Bộ đội Biên phòng", "Công an huyện Sao Mai", "Công an huyện Tân Hội"]
    );
    assert_eq!(list("UBND huyện Sao Mai, Sở Y tế rà soát"), ["UBND huyện Sao Mai", "Sở Y tế"]);
    assert_eq!(
        list("UBND phường 1 Sao Mai và UBND xã Tân Hội 1 xác định"),
        ["UBND phường 1 Sao Mai", "UBND xã Tân Hội 1"]
    );
    assert_eq!(
        list("UBND các xã Sao An, Sao Thành lập hồ sơ"),
        ["UBND xã Sao An", "UBND xã Sao Thành"]
    );
    assert_eq!(
        list("Công an, Bộ Chỉ huy Quân sự huyện tăng cường"),
        ["Công an huyện", "Bộ Chỉ huy Quân sự huyện"]
    );
    assert_eq!(list("UBND các xã, phường ven biển rà soát"), ["UBND các xã, phường ven biển"]);
    assert_eq!(list("UBND CÁC XÃ, ĐẶC KHU TRONG THÁNG 02"), ["UBND các xã, đặc khu"]);
    assert_eq!(list("UBND CÁC XÃ, PHƯỜNG TỪ NAY ĐẾN CUỐI NĂM 2026"), ["UBND các xã, phường"]);
    assert_eq!(
        list("UBND các huyện, thành phố ven biển, đảo rà soát"),
        ["UBND các huyện, thành phố ven biển, đảo"]
    );
    for whole in [
        "UBND các huyện, thị xã Sao Mai và thành phố Trăng Non",
        "UBND các xã, phường, đặc khu Sao Mai",
    ] {
        assert_eq!(list(&format!("{whole} rà soát")), [whole]);
    }
    assert_eq!(
        list("UBND các huyện Sao Mai, Trạm Nắng, Văn Hạ rà soát"),
        ["UBND huyện Sao Mai", "UBND huyện Trạm Nắng", "UBND huyện Văn Hạ"]
    );
    assert_eq!(
        list("các trường: Tiểu học Kim Đồng, THCS Lê Lợi rà soát"),
        ["Trường Tiểu học Kim Đồng", "Trường THCS Lê Lợi"]
    );
    assert_eq!(
        list("Tổ dân phố số 2, số 4 và số 7 vận động"),
        ["Tổ dân phố số 2", "Tổ dân phố số 4", "Tổ dân phố số 7"]
    );
    assert_eq!(
        list("Tổ trưởng các tổ dân phố số 3, 11 và 19 nộp danh sách"),
        ["Tổ dân phố số 3", "Tổ dân phố số 11", "Tổ dân phố số 19"]
    );
    assert_eq!(list("Tổ dân phố số 3, 5 hộ còn lại"), ["Tổ dân phố số 3"]);
    assert_eq!(
        list("Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở chịu trách nhiệm"),
        ["Các trường mầm non, tiểu học, trung học cơ sở"]
    );
    assert_eq!(
        list("Hiệu trưởng các trường mầm non, tiểu học công lập trên địa bàn phường tổ chức dạy bù"),
        ["Các trường mầm non, tiểu học công lập"]
    );
    assert_eq!(
        list("các trường cao đẳng, trung cấp công lập báo cáo"),
        ["Các trường cao đẳng, trung cấp công lập"]
    );
    assert_eq!(
        list("Hiệu trưởng các trường THPT trên địa bàn tổ chức"),
        ["Các trường THPT trên địa bàn"]
    );
    assert_eq!(
        list("Sở Y tế; các trường đại học, cao đẳng công lập trên địa bàn tỉnh; Sở Nội vụ rà soát"),
        ["Sở Y tế", "Các trường đại học, cao đẳng công lập", "Sở Nội vụ"]
    );
    assert_eq!(
        list("các trường THPT Sao Mai, THCS Trăng Non rà soát"),
        ["Trường THPT Sao Mai", "Trường THCS Trăng Non"]
    );
}

#[test]
fn places_whose_names_look_like_something_else() {
    for (text, want) in [
        (
            "UBND các huyện Ea H'mai, Krông Sao chủ trì",
            &["UBND huyện Ea H'mai", "UBND huyện Krông Sao"][..],
        ),
        ("UBND huyện Đổi Mới đưa chợ hoạt động trở lại", &["UBND huyện Đổi Mới"]),
        ("UBND huyện đổi mới phương án", &["UBND huyện"]),
        ("UBND HUYỆN SAO ĐỔI MỚI PHƯƠNG ÁN", &["UBND HUYỆN SAO"]),
        (
            "Huyện ủy, UBND huyện Sao Mai tập trung chỉ đạo",
            &["Huyện ủy Sao Mai", "UBND huyện Sao Mai"],
        ),
        ("Đảng ủy và UBND xã Sao Mai rà soát", &["Đảng ủy xã Sao Mai", "UBND xã Sao Mai"]),
        ("Huyện uỷ, UBND tỉnh rà soát", &[]),
        (
            "Văn phòng Ban An toàn giao thông tỉnh theo dõi",
            &["Văn phòng Ban An toàn giao thông tỉnh"],
        ),
        (
            "Trung tâm Văn hóa, Thể thao và Truyền thanh huyện tăng thời lượng",
            &["Trung tâm Văn hóa, Thể thao và Truyền thanh huyện"],
        ),
        ("Trưởng các thôn, Tổ trưởng các tổ dân phố rà soát", &["Các thôn", "Các Tổ dân phố"]),
        (
            "các doanh nghiệp lữ hành, Vườn Quốc gia Sao Mai - Trăng Non xây dựng",
            &["Các doanh nghiệp lữ hành", "Vườn Quốc gia Sao Mai - Trăng Non"],
        ),
    ] {
        assert_eq!(list(text), want, "{text}");
    }
}

#[test]
fn misprints_are_mended() {
    for (text, name) in [
        ("Sở Tài chinh rà soát", "Sở Tài chính"),
        ("Sơ Y tế khẩn trương", "Sở Y tế"),
        ("Sở Lao đông - Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Thanh tra tinh rà soát", "Thanh tra tỉnh"),
        ("Sở Tài nguyên và Môi truờng rà soát", "Sở Tài nguyên và Môi trường"),
    ] {
        assert_eq!(list(text), [name], "{text}");
    }
    assert!(list("So với cùng kỳ tăng").is_empty());
}

#[test]
fn lists_behind_a_common_head_or_in_brackets() {
    assert_eq!(
        list("Công ty TNHH Thủy lợi Sao Mai, Trăng Hòa và Nắng Hạ kiểm tra công trình"),
        [
            "Công ty TNHH Thủy lợi Sao Mai",
            "Công ty TNHH Thủy lợi Trăng Hòa",
            "Công ty TNHH Thủy lợi Nắng Hạ"
        ]
    );
    assert_eq!(
        list("các sở, ngành là thành viên Ban Chỉ đạo, Chủ tịch UBND các huyện quán triệt"),
        ["Các sở, ngành", "UBND các huyện"]
    );
    assert_eq!(
        list("các sở, ngành: Y tế, Tư pháp; UBND các xã: Sao Mai, Trăng Hòa rà soát"),
        ["Sở Y tế", "Sở Tư pháp", "UBND xã Sao Mai", "UBND xã Trăng Hòa"]
    );
    assert_eq!(
        list("Các địa phương: Sao Mai, Trăng Hòa, thị xã Nắng Hạ khẩn trương rà soát"),
        ["UBND huyện Sao Mai", "UBND huyện Trăng Hòa", "UBND thị xã Nắng Hạ"]
    );
    assert_eq!(
        list("Các xã vùng cao: Sao Mai, Trăng Hòa hướng dẫn"),
        ["UBND xã Sao Mai", "UBND xã Trăng Hòa"]
    );
    assert_eq!(list("các cơ quan, đơn vị nêu trên chịu trách nhiệm"), ["Các cơ quan, đơn vị"]);
    assert_eq!(
        list("UBND các xã, phường ven biển (phường: An Hải, An Phú; xã: Tân Hải) kiểm soát"),
        ["UBND phường An Hải", "UBND phường An Phú", "UBND xã Tân Hải"]
    );
    assert_eq!(
        list("các Công ty TNHH Lâm nghiệp: Sông Kôn, Hà Nừng tuần tra"),
        ["Công ty TNHH Lâm nghiệp Sông Kôn", "Công ty TNHH Lâm nghiệp Hà Nừng"]
    );
    assert_eq!(
        list("Các Công ty TNHH một thành viên: Sông Sao, Bắc sông Mai rà soát"),
        ["Công ty TNHH một thành viên Sông Sao", "Công ty TNHH một thành viên Bắc sông Mai"]
    );
    assert_eq!(
        list("Viễn thông Sao Mai, Chi nhánh Viettel Sao Mai khôi phục"),
        ["Viễn thông Sao Mai", "Chi nhánh Viettel Sao Mai"]
    );
    assert_eq!(list("UBND các xã Ea Sao, M'Trăng rà soát"), ["UBND xã Ea Sao", "UBND xã M'Trăng"]);
    assert_eq!(list("UBND 12 xã nằm trong vùng dự án công khai"), ["UBND 12 xã"]);
    assert_eq!(
        list("Trạm Trồng trọt và BVTV, các HTX DVNN rà soát"),
        ["Trạm Trồng trọt và Bảo vệ thực vật", "Các hợp tác xã dịch vụ nông nghiệp"]
    );
    assert_eq!(list("UBND xã M'Drắk rà soát"), ["UBND xã M'Drắk"]);
}

#[test]
fn a_level_said_once_goes_for_the_whole_list() {
    assert_eq!(
        list("Hội Nông dân, Hội Cựu chiến binh, Hội Liên hiệp Phụ nữ huyện vận động"),
        ["Hội Nông dân huyện", "Hội Cựu chiến binh huyện", "Hội Liên hiệp Phụ nữ huyện"]
    );
    assert_eq!(
        list("UBND các xã, phường: Chủ tịch UBND cấp xã chịu trách nhiệm"),
        ["UBND các xã, phường"]
    );
    assert_eq!(
        list("UBND thị xã Sao Mai, các huyện Trăng Non, Tân Hội rà soát"),
        ["UBND thị xã Sao Mai", "UBND huyện Trăng Non", "UBND huyện Tân Hội"]
    );
    assert_eq!(
        list("Ban CHQS huyện, Phòng GD&ĐT rà soát"),
        ["Ban Chỉ huy Quân sự huyện", "Phòng Giáo dục và Đào tạo"]
    );
    assert_eq!(
        list("Thủ trưởng các phòng, ban huyện; Bí thư Đảng ủy, Chủ tịch UBND các xã rà soát"),
        ["Các phòng, ban huyện", "UBND các xã"]
    );
}

#[test]
fn persons_stand_for_their_office() {
    assert_eq!(
        list("đồng chí Lê Thị Hoa - Phó Chủ tịch UBND huyện trực tiếp chỉ đạo"),
        ["Phó Chủ tịch UBND huyện"]
    );
    assert_eq!(list("ông Trần Văn Bình, Giám đốc Sở Y tế chịu trách nhiệm"), ["Sở Y tế"]);
    assert_eq!(
        list("Các ông (bà) Giám đốc các Sở: Nội vụ, Tư pháp chịu trách nhiệm"),
        ["Sở Nội vụ", "Sở Tư pháp"]
    );
}

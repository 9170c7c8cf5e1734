//! Words of official papers: what begins a directive, what begins a body's name, and what a name is made of.
//!
//! Each list is phrases parted by `|`; a phrase is one word or several.

use crate::viet::fold::match_key;
use crate::viet::hint::Table;
use crate::viet::token::{Word, says};
use std::sync::LazyLock;

/// Phrases by their first word. Only looked up, never walked.
pub struct Phrases(
    /// The words behind the first, longest first.
    Table<Vec<Vec<String>>>,
);

impl Phrases {
    fn new(list: &str) -> Phrases {
        let mut all: Vec<String> = list
            .split(['|', '\n'])
            .map(|p| match_key(p.trim()))
            .filter(|p| !p.is_empty())
            .collect();
        all.sort_by_key(|p| std::cmp::Reverse(p.split(' ').count()));
        let mut behind: Table<Vec<Vec<String>>> = Table::default();
        for phrase in all {
            let mut words = phrase.split(' ').map(str::to_string);
            if let Some(first) = words.next() {
                behind.entry(&first).push(words.collect());
            }
        }
        Phrases(behind)
    }
    /// Whether one of the phrases begins with a word.
    pub fn begin(&self, x: &Word) -> bool {
        self.0.place(x.key, x.hint).is_some()
    }
    /// How many words of the text at `k` are one of the phrases.
    pub fn at(&self, w: &[Word], k: usize) -> Option<usize> {
        let first = w.get(k)?;
        let behind = self.0.get(first.key, first.hint)?;
        let rest = &w[k + 1..];
        let fits = |p: &&Vec<String>| p.len() <= rest.len() && p.iter().zip(rest).all(|(part, x)| x.before == ' ' && x.key == *part);
        behind.iter().find(fits).map(|p| p.len() + 1)
    }
}

/// What ends the name of a body and begins what it does, or when, or how.
pub static VERBS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "chủ trì|chủ động|chủ yếu|phối hợp|theo|căn cứ|tiếp tục|tiếp sóng|tiếp thu|tiếp nhận|tiếp xúc|tiếp đón|tiếp công dân|khẩn trương|tập trung|tập huấn|tập hợp
        tăng cường|tăng|rà soát|xây dựng|tổ chức|triển khai|thực hiện|thực hành|tham mưu|tham gia|tham dự|báo cáo|hướng dẫn|đôn đốc|chịu trách nhiệm
        có trách nhiệm|có kế hoạch|có văn bản|có biện pháp|có giải pháp|có phương án|có ý kiến|có báo cáo|nghiêm túc|nghiêm khắc|phải|cần|chỉ đạo|đề xuất|đề nghị
        kết thúc|hoàn thiện|hoàn thành|hoàn chỉnh|hoàn tất|đẩy|quan tâm|thường xuyên|nghiên cứu|kiểm tra|kiểm soát|kiểm đếm|kiểm điểm|kiểm kê|thẩm định|thẩm tra
        tổng hợp|tổng kết|tổng rà soát|tổng kiểm tra|bảo đảm|đảm bảo|duy trì|xử lý|giải quyết|giải trình|giải phóng|giải ngân|là|sớm|kịp thời|trình|ban hành|cung cấp
        cung ứng|cập nhật|công khai|công bố|chấn chỉnh|chấm dứt|chuẩn bị|đánh giá|khắc phục|lập|làm|nâng|nắm|phát động|phát huy|phát triển|phát sóng|phát hiện
        quán triệt|quyết liệt|quyết định|rút|siết|sử dụng|thống nhất|thống kê|thúc đẩy|tích cực|tiến hành|tuyên truyền|vận động|vận hành|xem xét|xác định|xác minh|xác nhận
        yêu cầu|để|trong|tại|trước|trên cơ sở|trên địa bàn|nếu|khi|đã|đang|sẽ|được|bố trí|chậm|hỗ trợ|giám sát|thông báo|thông qua|thông tin|trực tiếp|trực ban|nhằm|gắn
        đề cao|đồng thời|không|góp|ngay|định kỳ|hằng|hàng tháng|hàng tuần|hàng quý|hàng năm|hàng ngày|kết nối|kết hợp|giúp|vào|gửi|tuân thủ|chấp hành|đăng ký|khai thác|khai trương|huy động
        phấn đấu|bám sát|bám|đi|chuyển|ưu tiên|tạo|bổ sung|sắp xếp|tháo gỡ|lựa chọn|đưa|mở|nhanh chóng|khảo sát|phê duyệt|phê bình|thu hồi|thu hút|thu thập|quản lý
        đấu tranh|đấu thầu|giao|sau|từ|thành lập|dự kiến|dự báo|dự thảo|tuyệt đối|xúc tiến|cấp|trả lời|khởi công|khởi động|khẳng định|liên hệ|liên tục|lưu ý|làm việc
        trao đổi|trang bị|trang trí|truy quét|tuần tra|tấn công|tư vấn|ký|kêu gọi|kiên quyết|kiến nghị|kiện toàn|niêm yết|nhắc nhở|nhân rộng|nhập|nhận|phân công|phân bổ|phân tích|phân loại
        phòng chống|phục vụ|quảng bá|quy hoạch|quy định|ra soát|ra quân|sửa chữa|sửa đổi|số hóa|số hoá|thanh tra|thanh toán|thay|theo dõi|thăm|thi công|thu|thuê|tính toán|tìm|tranh thủ|tuyển
        ứng dụng|ứng phó|viết|xóa|xoá|xin|ý kiến|di dời|dừng|điều chỉnh|điều hành|điều tra|điều tiết|điều động|đối chiếu|đối thoại|đổi mới|đón|đề ra|đồng chủ trì|cùng|với|hạn chế
        bàn giao|biểu dương|cam kết|cân đối|chăm lo|chăm sóc|chi trả|chủ quản|cho|chia sẻ|cử|cụ thể|cưỡng chế|dành|duyệt|giữ|giới thiệu|gia hạn|gia cố|hướng tới|họp|lấy|lắp đặt|lồng ghép|loại bỏ
        lãnh đạo chỉ đạo|nêu|ngăn|nộp|nỗ lực|phản ánh|phản hồi|phát hành|quyết toán|sẵn sàng|soạn|soát xét|sơ kết|tăng ca|thí điểm|thiết lập|tổng|trồng|trích|tự|vẫn|vượt|xếp|xuất|ổn định|đặc biệt|đặt|đầu tư
        đấu giá|đấu nối|đồng hành|đào tạo|đáp ứng|rất|cũng|còn|chưa|nào|thì|mà|như|so với|đối với|về|bằng|qua|do|vì|nên|hay|hoặc|việc|các|những|nội dung|kết quả|có|và các|nhiệm vụ|trưng cầu|lấy ý kiến|hội đàm
        bán|mua|tặng|trao|chụp|giảm|tiết kiệm|đóng|khám|tiêm|chống|bảo vệ|hưởng ứng|tôn vinh|khen thưởng|xây|lát|dọn|vệ sinh|kê khai|ghi|in|giải thích|thẩm|chi|chốt|rà|bồi dưỡng|bồi thường|hòa giải|hoà giải|động viên|vay|đền bù|kéo|khơi|khoanh|củng cố|chứng thực|hoạt động|hợp tác|trợ giúp|truyền thông|đăng tải|đăng|kiểm|mời|nhất là|riêng|đến|tới|tuyên dương|đẩy mạnh|nếu có|gồm|bao gồm
        giải tỏa|giải toả|cắt|cắt tỉa|khôi phục|khảo nghiệm|khuyến khích|khuyến cáo|nạo vét|phân luồng|phát quang|sơ tán|tiêu hủy|xử phạt|kích hoạt|can thiệp|tích trữ|trấn áp|trục vớt|chằng chống|phá dỡ|tháo dỡ|treo|cắm|gương mẫu|nêu gương|cho ý kiến|cho phép",
    )
});

/// First words of bodies that no register lists.
pub static HEADS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "sở|phòng|ban|bộ|vụ|cục|chi cục|tổng cục|công ty|tổng công ty|tập đoàn|trung tâm|hội|văn phòng|đại học|trường|học viện|bệnh viện|viện|liên đoàn|liên minh|hiệp hội|hội đồng
        tổ công tác|tổ công nghệ số|tổ công nghệ số cộng đồng|tổ chuyên gia|tổ giúp việc|tổ liên ngành|tổ dân phố|tổ đại biểu|đoàn công tác|đoàn kiểm tra|đoàn thanh tra|đoàn giám sát|đoàn liên ngành|đoàn thanh niên|đoàn đại biểu
        kho bạc|ngân hàng|công an|quỹ|báo|đài|toà án|tạp chí|cổng thông tin điện tử|thuế|hải quan|bảo hiểm|điện lực|lực lượng|già làng|người có uy tín|công chức|nhà thầu|nhà đầu tư|chủ đầu tư|chủ rừng|đảng uỷ|uỷ ban|hợp tác xã|thanh tra|thống kê|tỉnh đoàn|huyện đoàn
        đơn vị tư vấn|đơn vị thi công|đơn vị tư vấn thiết kế|đơn vị tư vấn giám sát|tư vấn giám sát|hải đội|hải đoàn|tiểu đoàn|đội thuế
        thành đoàn|công đoàn|đoàn nghệ thuật|tiểu ban|thường trực|cơ quan thường trực|bưu điện|bưu chính|viễn thông|viettel|vnpt|mobifone|nhà máy|nhà hát|nhà xuất bản|vườn quốc gia|khu bảo tồn|khu di tích|hạt kiểm lâm|hạt quản lý|khu quản lý|đội|đội quản lý|đội thanh tra|đội trật tự|đội kiểm tra|chi đội|đội liên ngành|đội cảnh sát|phân hiệu|phân viện
        cảng|cảng vụ|đồn|đồn biên phòng|trạm|trạm y tế|xí nghiệp|liên danh|nông trường|lâm trường|doanh nghiệp|bảo tàng|thư viện|tỉnh uỷ|thành uỷ|huyện uỷ|thị uỷ|quận uỷ|thôn|ấp|khóm|bản|xóm|buôn|làng|khối phố|khu phố|chi nhánh|tổng liên đoàn|trung ương hội|trung ương đoàn|thông tấn xã|ga|bộ tư lệnh|quân khu|sư đoàn|trung đoàn|lữ đoàn|cụm|tổng đội|khối|mặt trận",
    )
});

/// What only begins like a body.
pub static NO_BODY: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "vụ đông|vụ xuân|vụ mùa|vụ hè|vụ thu|vụ chiêm|vụ việc|vụ án|vụ cháy|vụ tai nạn|ga tàu|báo cáo|báo chí|báo động|ban hành|ban đầu|trường hợp|trường học|trường phổ thông|hội nghị|hội thảo|hội nhập|hội chợ|hội đàm|hội thi|hội họp|bộ máy|bộ tiêu chí|bộ chỉ số|bộ thủ tục|bộ phận|bộ hồ sơ|bộ dữ liệu
        phòng chống|phòng cháy|phòng ngừa|phòng trừ|phòng vệ|phòng học|phòng thủ|quỹ đất|quỹ nhà|quỹ thời gian|sở hữu|bảo hiểm y tế|bảo hiểm thất nghiệp|bảo đảm|thuế suất|thuế giá trị|thuế thu nhập|viện dẫn|viện trợ|viện phí
        thống kê|tổ chức|trạm biến áp|trạm bơm|trạm thu phí|đài tưởng niệm|cảng biển|cảng hàng không|khối lượng|khối tài sản|cụm công nghiệp|cụm từ|hội viên|thuế đất|trung tâm hành chính|nhà máy nhiệt điện|nhà máy thủy điện|doanh nghiệp nhà nước|mặt trận và|đồn điền|lực lượng lao động|chi nhánh là|thường trực sẵn|trạm trộn|làng nghề|làng văn hóa|làng văn hoá|làng trẻ|buôn bán|buôn lậu|đội ngũ|đội tuyển|đội hình|đội viên|đội bóng",
    )
});

/// Nouns of which names are made, written small: "Cục Thi hành án dân sự", "Trung tâm Kiểm soát bệnh tật".
pub static NAME_WORDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "thủ đô|chính quy|sự nghiệp công|dự phòng|các cảng cá|các cảng|các chợ|các bến xe|các di tích|toàn cầu|cao nguyên|cao nguyên đá|tài trợ|khuyến ngư|khuyến lâm|khuyến diêm|khí hậu|khí tượng|thủy văn|thuỷ văn|viễn thám|bản đồ|địa chất|hải đảo|quân đội|y khoa|giao dịch|xung kích|tình nguyện|ngành hàng|cổ phần|trách nhiệm hữu hạn|hợp danh|các dự án|nông lâm sản|nông sản|lâm sản|thủy nội địa|đường thủy nội địa|đường thuỷ nội địa|thủy nông|ca múa nhạc|múa nhạc|trường học|nhà|bay|sư sãi|yêu nước|dược liệu|hóa dầu|hoá dầu|lọc hóa dầu|lọc hoá dầu|lọc dầu|xi măng|phân bón|mía đường|cao su|cà phê|thuốc lá|dệt may|cơ khí|hóa chất|hoá chất|vật liệu xây dựng|xăng dầu|dầu khí|lương thực|các khu chế xuất|đường cao tốc|cao tốc|cảnh sát biển|hải quân|bán đảo|bãi biển|các bãi biển|bến cá|nước thải|chất thải|rác thải|mặt bằng|danh thắng|thường trực|phòng chống lụt bão|phòng chống thiên tai|một thành viên|hai thành viên|đê điều|đê|kiểm lâm|thủy nông|thuỷ nông|thủy điện|thuỷ điện|vốn nhà nước|doanh nghiệp nhà nước|thông minh|hội nghị triển lãm|hội chợ triển lãm|triển lãm|sử dụng vốn vay nước ngoài|vốn vay nước ngoài|dự trữ sinh quyển|bảo tồn biển|phục hồi chức năng|án dân sự|dân sự|quỹ đất|các công trình|truyền thanh|tiếp công dân|lâm nghiệp|hồ chứa|nhà thầu|nhà đầu tư|thi công|xổ số|chợ|nghĩa trang|bãi rác|bến bãi|án|bệnh tật|bệnh|âu thuyền|đồng bằng sông|đồng bằng|đất đai|đầu tư|dự án|thương mại|du lịch|giao thông|công trình|nông nghiệp|nông thôn|nông dân|nhân dân|nhà nước|quốc tế|quốc gia|chính sách|xã hội|thị trường|khoa học|công nghệ
        đại biểu|hành chính công|hành chính|thủy lợi|thuỷ lợi|thủy sản|thuỷ sản|chăn nuôi|thú y|trồng trọt|bảo vệ thực vật|thực vật|môi trường|tài nguyên|khoáng sản|năng lượng|năng lượng xanh|điện lực|viễn thông|thông tin|truyền thông|truyền hình|phát thanh
        điện tử|điện tử tỉnh|chất lượng|đo lường|tiêu chuẩn|sản phẩm|dân dụng|công nghiệp|đô thị|hạ tầng|kỹ thuật|kinh tế|khu kinh tế|khu công nghiệp|các khu công nghiệp|các khu kinh tế|các khu|khu chế xuất|khu công nghệ cao|khu|cụm công nghiệp|cửa khẩu|biên giới|biển|đảo|rừng|rừng phòng hộ|rừng đặc dụng|đặc dụng|phòng hộ
        nước sạch|vệ sinh môi trường|vệ sinh|cấp nước|thoát nước|cấp thoát nước|nước|điện|mỏ|than|trẻ|nữ|mồ côi|chất độc da cam|da cam|dioxin|người cao tuổi|người khuyết tật|người mù|khuyết tật|cao tuổi|khuyến học|làm vườn|sinh vật cảnh|nhà báo|nhà văn|luật gia|luật sư|công chứng|đấu giá tài sản|tài sản|pháp lý|pháp lý nhà nước
        việc làm|lao động|nghề|dạy nghề|nghề nghiệp|giáo dục|thường xuyên|phổ thông|trung học|tiểu học|mầm non|dân tộc|nội trú|bán trú|y tế|y học cổ truyền|cổ truyền|sức khỏe|sức khoẻ|sinh sản|đa khoa|chuyên khoa|phụ sản|nhi|tâm thần|phổi|mắt|dược|mỹ phẩm|thực phẩm|an toàn thực phẩm|giám định|pháp y|cấp cứu|huyết học|văn hóa|văn hoá|thể thao|nghệ thuật|di tích|di sản
        bảo tồn|thiên nhiên|cứu nạn|cứu hộ|cứu hỏa|thiên tai|giao thông đường bộ|đường bộ|đường sắt|đường thủy|đường thuỷ|hàng không|hàng hải|đăng kiểm|vận tải|hành khách|bến xe|cảng cá|cảng|tàu cá|tín dụng|tiết kiệm|chính trị|hành chính sự nghiệp|lưu trữ|lịch sử|công nghệ thông tin|chuyển đổi số|đổi mới sáng tạo|sáng tạo|dữ liệu|tin học|ngoại ngữ|doanh nghiệp|doanh nhân|hợp tác xã|công nhân|viên chức|công chức|cán bộ|cựu chiến binh|thanh niên|thiếu nhi|thiếu niên|phụ nữ|trẻ em|hữu nghị|văn học|tôn giáo|phật giáo|công giáo|người nghèo|nhà ở|bất động sản|xổ số kiến thiết|kiến thiết|cây xanh|chiếu sáng|công cộng|dịch vụ|công ích|tổng hợp|nhiệt đới|sinh học|giống|cây trồng|vật nuôi|khuyến nông|chính phủ|trung ương|địa phương|quân sự|biên phòng|hình sự|ma túy|ma tuý|kinh tế và chức vụ|cơ động|trật tự|an ninh|điều tra|tối cao|cấp cao|khu vực|liên ngành|chuyên ngành|chuyên trách|trọng điểm|mục tiêu|mới",
    )
});

/// Verbs that are parts of names right after the first words of a name, or after "và": "Quỹ hỗ trợ nông dân", "Trung tâm phục vụ hành chính công".
pub static NAME_VERBS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "hỗ trợ|phục vụ|quản lý|đầu tư|xây dựng|phát triển|bảo vệ|kiểm soát|kiểm tra|thanh tra|đăng ký|xúc tiến|khai thác|điều phối|đào tạo|cung cấp|kiểm định|giám định|quy hoạch|tư vấn|nghiên cứu|chăm sóc|bảo trợ|dịch vụ|ứng dụng|thi hành|vận hành|bảo tồn|sửa chữa|phòng chống|cứu trợ|giáo dục|huấn luyện|thông tin|kinh doanh|sản xuất|chế biến|tiếp công dân|bảo trì|khuyến công|kiểm nghiệm|quan trắc|xử lý|giải phóng",
    )
});

/// Nouns that make a group after "các".
pub static GROUPS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "cơ quan|đơn vị|địa phương|đại biểu|trường đại học|trường cao đẳng|cao đẳng|trung cấp|nhóm trẻ|cơ sở giáo dục|cơ sở y tế|cơ sở đào tạo|cơ sở khám chữa bệnh|chủ đầu tư|nhà thầu|nhà đầu tư|nhà tài trợ|thứ trưởng|cảng vụ|doanh nghiệp|tổ chức|đoàn thể|ban quản lý dự án|ban quản lý|thành viên|lực lượng|ngân hàng|sở|ban|ngành|phòng|xã|phường|thị trấn|huyện|quận|thị xã
        thành phố|đặc khu|tư vấn|trường|bệnh viện|hiệp hội|hội|công ty|phó chủ tịch|cấp|hợp tác xã|uỷ viên|bộ phận|cơ sở|đồng chí|đảng uỷ|chi cục|trung tâm|tổ công tác|đội|uỷ ban|mặt trận|tổ dân phố|tổ công nghệ số|tổ công nghệ số cộng đồng|tổ hợp tác|tổ tự quản|tổ bảo vệ an ninh trật tự|tổ bảo vệ an ninh trật tự cơ sở|tổ đại biểu|thôn|ấp|khóm|bản|xóm|buôn|làng|khối phố|khu dân cư|khu phố|tổ|tổ kiểm tra|đoàn kiểm tra|đội kiểm tra|tổ giúp việc|tổ thẩm định
        chi nhánh|tập đoàn|tổng công ty|hội đồng|văn phòng|bộ|quỹ|đồn biên phòng|đồn|trạm y tế|trạm|hạt kiểm lâm|hạt quản lý đê|hạt quản lý đường bộ|hạt|chủ sở hữu|chủ phương tiện|báo|đài|nhà mạng|chủ rừng|chủ hồ chứa|hồ chứa|chủ hồ|chủ đập|chủ tàu|hộ kinh doanh|kho bạc|chi bộ|nhà trường|ban chỉ đạo|ban chỉ huy|viện
        nhà máy|siêu thị|bến xe|khách sạn|lâm trường|nông trường|hãng hàng không|huyện uỷ|thị uỷ|thành uỷ|quận uỷ|tỉnh uỷ|cấp uỷ|đảng bộ",
    )
});

/// What may follow a group's noun and tell which: "cơ quan chuyên môn", "các xã ven biển".
pub static WHICH: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "bị phê bình|bị nhắc nhở|được biểu dương|thuộc tổng cục|thuộc cục|thuộc viện|thuộc bộ|thuộc sở|thuộc huyện|thuộc thành phố|thuộc xã|thuộc phường|đảng|đảng trực thuộc|đảng trực thuộc tỉnh uỷ|đảng trực thuộc thành uỷ|đảng trực thuộc huyện uỷ|đảng trực thuộc đảng uỷ|tuyến huyện|tuyến tỉnh|tuyến xã|tuyến trên|còn lại|hàng hải|chủ chương trình|chủ dự án|chủ quản|tiểu học|trung học cơ sở|trung học phổ thông|thcs|thpt|mẫu giáo|dịch vụ nông nghiệp|nông nghiệp|của ban chỉ đạo|chuyên môn|chuyên ngành|chuyên trách|chức năng|trực thuộc|cấp tỉnh|cấp huyện|cấp xã|cấp|của tỉnh|của huyện|của thành phố|của xã|của phường|tỉnh|huyện|thành phố|nêu trên|trên địa bàn tỉnh|trên địa bàn|hành chính|sự nghiệp|sự nghiệp công lập|trung ương
        tư vấn|thi công|xây dựng|giám sát|biên giới|ven biển|miền núi|vùng cao|vùng sâu|trọng điểm|soạn thảo|chủ trì soạn thảo|chủ trì|thuộc tỉnh|thuộc|thụ hưởng|chính trị|chính trị xã hội|đoàn thể|viễn thông|bưu chính|tín dụng|thương mại|thủy điện|thuỷ điện|thủy lợi|thuỷ lợi|công ích|công lập|nhà nước|vận tải|du lịch|xuất khẩu
        đầu tư xây dựng|quản lý nhà nước|sử dụng ngân sách|sử dụng ngân sách nhà nước|dự toán|đầu mối|đóng trên địa bàn|ngành dọc|ngành dọc trung ương|trung tâm|biên phòng|đại biểu|ban chỉ đạo|thành viên|quản lý|nghĩa vụ|y tế|giáo dục|báo chí|thông tấn|truyền thông|thông tin đại chúng|lữ hành|kiểm lâm|phổ thông|học|mầm non|dân lập|quốc doanh|kinh tế|tài chính",
    )
});

/// Verbs that stand in no name, so that the name of a committee with a long task ends before them.
pub static PLAIN_VERBS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "chủ trì|chủ động|phối hợp|tiếp tục|khẩn trương|tập trung|tăng cường|rà soát|tham mưu|báo cáo|có trách nhiệm|chịu trách nhiệm|phải|cần|theo dõi|hướng dẫn|đôn đốc|đẩy mạnh|đẩy nhanh|hoàn thành|hoàn thiện|trình|ban hành|nghiêm túc|sớm|kịp thời|theo|căn cứ|tổng hợp|là|được|đã|để|họp|tổ chức",
    )
});

/// Bodies whose name tells their task at length, up to the level that ends it.
pub static TASKED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "ban chỉ đạo|tổ công tác|ban chỉ huy|đoàn kiểm tra|đoàn công tác|đoàn liên ngành|tổ giúp việc|ban tổ chức|hội đồng|ban điều phối|ban vận động|ban điều hành|văn phòng điều phối|tổ liên ngành",
    )
});

/// "- Xây dựng", "- Quỹ đất" behind a name: its second part, as far as words go of which names are made.
pub fn hyphened(w: &[Word], k: usize) -> Option<usize> {
    if !w.get(k).is_some_and(|x| matches!(x.before, '-' | '–') && x.capital) || HEADS.at(w, k).is_some() && NO_BODY.at(w, k).is_none() {
        return None;
    }
    let mut end = k;
    while let Some(x) = w.get(end) {
        let and = usize::from(end > k && x.key == "và");
        let verb = || NAME_VERBS.at(w, end + and).filter(|_| end == k || and == 1);
        let Some(n) = NAME_WORDS.at(w, end + and).or_else(verb).filter(|_| end == k || x.before == ' ') else {
            break;
        };
        end += and + n;
    }
    // a deed behind the dash has an object
    let ends = w.get(end).is_none_or(|x| {
        let next = matches!(x.key, "tỉnh" | "huyện" | "xã" | "phường" | "là" | "và" | "có");
        x.before != ' ' || x.capital || VERBS.at(w, end).is_some_and(|n| n > 1) || next
    });
    (end > k && ends).then_some(end)
}

/// "… công trình giao thông", "và phát triển đô thị": a name's further part, written small.
pub fn goes_on(w: &[Word], k: usize) -> bool {
    let Some(x) = w.get(k).filter(|x| !x.capital && x.before == ' ') else {
        return false;
    };
    if x.key != "và" {
        // "giao thông" is a longer word than "giao"
        return NAME_WORDS
            .at(w, k)
            .is_some_and(|name| VERBS.at(w, k).is_none_or(|verb| verb < name || verb < 2 && x.key == "các"))
            && says(w, k, "khu vực").is_none();
    }
    w.get(k + 1).is_some_and(|y| !y.capital && y.before == ' ')
        && (NAME_VERBS
            .at(w, k + 1)
            .is_some_and(|n| NAME_WORDS.at(w, k + 1 + n).is_some() && w[k + 1 + n].before == ' ')
            || NAME_WORDS.at(w, k + 1).is_some_and(|n| n > 1) && VERBS.at(w, k + 1).is_none())
}

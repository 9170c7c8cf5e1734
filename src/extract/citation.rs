//! Numbers of cited documents; documents that the committee approved.
use crate::notice::{Approval, Citation};
use crate::outline::Document;

pub fn approvals(_document: &Document) -> Vec<Approval> {
    Vec::new()
}
pub fn citations(_document: &Document) -> Vec<Citation> {
    Vec::new()
}

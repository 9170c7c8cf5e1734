//! Kind, issuer, dateline, session, period, chair, signer, recipients.
use crate::diag::Diagnostics;
use crate::notice::{Head, NoticeKind};
use crate::outline::Document;

pub fn read(_document: &Document, _diags: &mut Diagnostics) -> Head {
    Head { kind: NoticeKind::Conclusion, number: None, issuer: None, place: None, issued: None, meeting_date: None, period: None, chair: None, signer: None, addressees: vec![], recipients: vec![], title: None }
}

//! A notice written in YAML → the same Document.
use super::Document;
use crate::diag::Diagnostics;
use crate::source::SourceFile;

pub fn parse(source: &SourceFile, _diags: &mut Diagnostics) -> Document {
    Document {
        source: source.id, path: source.path.clone(), sha256: source.sha256.clone(),
        id: super::front_matter::id_of_path(&source.path), front: Default::default(),
        head: vec![], body: vec![], recipients: vec![], signature: vec![],
    }
}

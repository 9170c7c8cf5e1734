//! Parts letterhead and opening, "Nơi nhận" and signature from the body (Nghị định 30/2020/NĐ-CP, Phụ lục I).

use super::Block;
use super::reflow::RawBlock;

#[derive(Clone, Debug, Default)]
pub struct Framed {
    pub head: Vec<Block>,
    pub body: Vec<RawBlock>,
    pub recipients: Vec<Block>,
    pub signature: Vec<Block>,
}

pub fn part(blocks: Vec<RawBlock>) -> Framed {
    Framed { body: blocks, ..Framed::default() }
}

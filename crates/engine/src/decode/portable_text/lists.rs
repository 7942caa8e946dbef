//! Lists from items that stand one behind another, each with its level.

use crate::article::{Block, BlockKind};

/// Lists lie in others this deep; items of a deeper level stand in the deepest.
const MAX_LEVEL: usize = 8;

/// Blocks that grow, and the lists that may go on behind them.
#[derive(Default)]
pub(in crate::decode) struct Lists {
    blocks: Vec<Block>,
    /// The lists that are open, the outermost first.
    open: Vec<List>,
}

struct List {
    ordered: bool,
    items: Vec<Vec<Block>>,
}

impl Lists {
    /// Blocks that are no items end all lists.
    pub(in crate::decode) fn blocks(&mut self, blocks: Vec<Block>) {
        self.close(0);
        self.blocks.extend(blocks);
    }

    /// An item of a level, from 1. A level that is skipped is none.
    pub(in crate::decode) fn item(&mut self, ordered: bool, level: usize, content: Vec<Block>) {
        if content.is_empty() {
            return;
        }
        let level = level.clamp(1, MAX_LEVEL).min(self.open.len() + 1);
        self.close(level);
        // A list of the other kind begins.
        if self.open.len() == level && self.open.last().is_some_and(|list| list.ordered != ordered) {
            self.close(level - 1);
        }
        if self.open.len() < level {
            self.open.push(List { ordered, items: Vec::new() });
        }
        if let Some(list) = self.open.last_mut() {
            list.items.push(content);
        }
    }

    pub(in crate::decode) fn finish(mut self) -> Vec<Block> {
        self.close(0);
        self.blocks
    }

    /// Ends the lists below a level. Each belongs to the last item of the one around it.
    fn close(&mut self, level: usize) {
        while self.open.len() > level {
            let Some(List { ordered, items }) = self.open.pop() else { return };
            let list = BlockKind::List { ordered, start: 1, items }.into();
            match self.open.last_mut().and_then(|around| around.items.last_mut()) {
                Some(item) => item.push(list),
                None => self.blocks.push(list),
            }
        }
    }
}

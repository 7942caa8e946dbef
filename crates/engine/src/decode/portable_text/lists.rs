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
    /// As its items say; more than one above the list around it where a level is skipped.
    level: usize,
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
        while let [.., around, _] = self.open.as_slice()
            && around.level >= level
        {
            self.close(self.open.len() - 1);
        }
        let is_deepest = self.open.len() == MAX_LEVEL;
        match self.open.last_mut() {
            Some(list) if list.level >= level || is_deepest => {
                list.level = level;
                // A list of the other kind begins.
                if list.ordered != ordered {
                    self.close(self.open.len() - 1);
                    self.open.push(List { level, ordered, items: Vec::new() });
                }
            }
            _ => self.open.push(List { level, ordered, items: Vec::new() }),
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
            let Some(List { ordered, items, .. }) = self.open.pop() else { return };
            let list = BlockKind::List { ordered, start: 1, items }.into();
            match self.open.last_mut().and_then(|around| around.items.last_mut()) {
                Some(item) => item.push(list),
                None => self.blocks.push(list),
            }
        }
    }
}

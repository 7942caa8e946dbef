//! What the panel and the cards of entities say.

use sidelight_engine::article::{Entity, EntityKind};

/// Characters of a description that are said by themselves.
const SPOKEN: usize = 200;

/// Phrases of one language.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct EntityMessages {
    /// BCP 47 tag of the language.
    pub language: &'static str,
    pub filter: &'static str,
    pub order: &'static str,
    /// By appearance, by frequency, by name.
    pub orders: [&'static str; 3],
    pub nothing_fits: &'static str,
    pub view: &'static str,
    /// As a list, as a graph.
    pub views: [&'static str; 2],
    pub enlarge: &'static str,
    pub as_table: &'static str,
    /// Of the table: one, the other, how many passages.
    pub table_heads: [&'static str; 3],
    /// One of each kind, in the order of `EntityKind::ALL`.
    pub kinds: [&'static str; 7],
    pub where_mentioned: &'static str,
    pub facts: &'static str,
    pub as_of: &'static str,
    pub appears_with: &'static str,
    pub mentions: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub back: &'static str,
    pub pin: &'static str,
    pub unpin: &'static str,
    pub pinned: &'static str,
    pub compare: &'static str,
    pub more: &'static str,
    pub hide: &'static str,
    pub hidden: &'static str,
    pub show_again: &'static str,
    pub report: &'static str,
    pub report_note: &'static str,
    pub send_report: &'static str,
    pub reported: &'static str,
    pub take_back: &'static str,
    pub export: &'static str,
    pub export_hint: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub download: &'static str,
    pub cancel: &'static str,
    pub kind: &'static str,
    pub description: &'static str,
    pub other_names: &'static str,
    pub cast_failure: &'static str,
    pub open_panel: &'static str,
    pub cards: &'static str,
    pub cards_off: &'static str,
    pub cards_are_off: &'static str,
    pub press_enter: &'static str,
}

pub(super) static ENGLISH: EntityMessages = EntityMessages {
    language: "en",
    filter: "Filter names",
    order: "Order",
    orders: ["By appearance", "By frequency", "By name"],
    nothing_fits: "Nobody and nothing of that name is in this article.",
    view: "View",
    views: ["List", "Who with whom"],
    enlarge: "Enlarge",
    as_table: "As a table",
    table_heads: ["Who or what", "With", "Passages"],
    kinds: ["Person", "Organisation", "Product", "Place", "Work", "Event", "Idea"],
    where_mentioned: "Where it is mentioned",
    facts: "Facts",
    as_of: "as of",
    appears_with: "Appears with",
    mentions: "Mentions",
    previous: "Previous mention",
    next: "Next mention",
    back: "Back to where I was reading",
    pin: "Pin this card",
    unpin: "Unpin",
    pinned: "Pinned",
    compare: "Compare",
    more: "More",
    hide: "Hide in this article",
    hidden: "Hidden",
    show_again: "Show again",
    report: "Report as wrong",
    report_note: "What is wrong? (may be left empty)",
    send_report: "Report",
    reported: "Reported as wrong",
    take_back: "Take back",
    export: "Export the corrected list",
    export_hint: "The entities of this article as JSON, with what you have hidden or reported; an editor can put it in the place of the article’s own.",
    copy: "Copy",
    copied: "Copied",
    download: "Save as a file",
    cancel: "Cancel",
    kind: "Kind",
    description: "Description",
    other_names: "Other names",
    cast_failure: "A list of names could not be loaded, so some may be missing here.",
    open_panel: "Open in the panel",
    cards: "Cards beside the words",
    cards_off: "Turn these cards off",
    cards_are_off: "The cards are off. A switch at the foot of the panel turns them on again.",
    press_enter: "Press Enter for more.",
};

pub(super) static CHINESE: EntityMessages = EntityMessages {
    language: "zh-Hans",
    filter: "筛选名称",
    order: "排序",
    orders: ["按出现先后", "按次数", "按名称"],
    nothing_fits: "文中没有这个名称。",
    view: "查看方式",
    views: ["列表", "关系图"],
    enlarge: "放大",
    as_table: "以表格显示",
    table_heads: ["条目", "同现条目", "段数"],
    kinds: ["人物", "机构", "产品", "地点", "作品", "事件", "概念"],
    where_mentioned: "在文中的位置",
    facts: "资料",
    as_of: "截至",
    appears_with: "同时出现",
    mentions: "文中提及",
    previous: "上一处提及",
    next: "下一处提及",
    back: "回到刚才读到的地方",
    pin: "固定这张卡片",
    unpin: "取消固定",
    pinned: "已固定",
    compare: "对比",
    more: "更多",
    hide: "在本文中隐藏",
    hidden: "已隐藏",
    show_again: "重新显示",
    report: "报告错误",
    report_note: "哪里有误？（可不填）",
    send_report: "报告",
    reported: "已报告有误",
    take_back: "撤回",
    export: "导出更正后的名单",
    export_hint: "本文全部条目的 JSON，含隐藏与报错的标记；编辑可用它替换文章原有的条目。",
    copy: "复制",
    copied: "已复制",
    download: "存为文件",
    cancel: "取消",
    kind: "类别",
    description: "简介",
    other_names: "其他名称",
    cast_failure: "有一份名单未能载入，这里可能不全。",
    open_panel: "在面板中打开",
    cards: "在词语旁显示卡片",
    cards_off: "不再显示卡片",
    cards_are_off: "卡片已关闭，可在面板底部的开关重新打开。",
    press_enter: "按回车键查看更多。",
};

impl EntityMessages {
    fn is_chinese(&self) -> bool {
        self.language.starts_with("zh")
    }

    /// What one of this kind is called.
    pub fn kind_of(&self, kind: EntityKind) -> &'static str {
        let place = EntityKind::ALL.iter().position(|known| *known == kind);
        self.kinds[place.unwrap_or(self.kinds.len() - 1)]
    }

    /// "DeepSeek, organisation. A Chinese developer. 6 mentions. Press Enter for more."
    pub fn announcement(&self, entity: &Entity, mentions: &str, says_enter: bool) -> String {
        let is_chinese = self.is_chinese();
        let (comma, stop) = if is_chinese { ("，", "。") } else { (", ", ". ") };
        let kind = self.kind_of(entity.kind);
        let mut text = format!("{}{comma}{}{stop}", entity.name, kind.to_ascii_lowercase());
        if let Some(description) = entity.description.as_deref().map(str::trim_end) {
            let end = description.char_indices().nth(SPOKEN).map(|(at, _)| at);
            text.push_str(&description[..end.unwrap_or(description.len())]);
            text.push_str(match end {
                Some(_) => "… ",
                None if description.ends_with(['.', '!', '?', '…', '。', '！', '？']) => " ",
                None => stop,
            });
        }
        for part in [mentions, stop, if says_enter { self.press_enter } else { "" }] {
            text.push_str(part);
        }
        text
    }

    /// "3 of 7", the first counted from 1.
    pub fn place(&self, current: usize, count: usize) -> String {
        if self.is_chinese() {
            format!("第 {current} 处，共 {count} 处")
        } else {
            format!("{current} of {count}")
        }
    }

    /// "With DeepSeek in 3 passages".
    pub fn together(&self, name: &str, passages: usize) -> String {
        match (self.is_chinese(), passages) {
            (true, _) => format!("与“{name}”同在 {passages} 段"),
            (false, 1) => format!("With {name} in 1 passage"),
            (false, _) => format!("With {name} in {passages} passages"),
        }
    }

    /// "with 5 others".
    pub fn companions(&self, count: usize) -> String {
        match (self.is_chinese(), count) {
            (true, _) => format!("与 {count} 个条目同时出现"),
            (false, 1) => "with 1 other".to_owned(),
            (false, _) => format!("with {count} others"),
        }
    }

    /// "Card of DeepSeek".
    pub fn card_of(&self, name: &str) -> String {
        if self.is_chinese() {
            format!("打开“{name}”的卡片")
        } else {
            format!("Open the card of {name}")
        }
    }

    /// "All 12 mentions".
    pub fn all_mentions(&self, count: usize) -> String {
        if self.is_chinese() { format!("全部 {count} 处") } else { format!("All {count} mentions") }
    }
}

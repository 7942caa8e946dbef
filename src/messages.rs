//! The interface's phrases, in the reader's language.

mod entities;

use std::fmt;

pub use entities::EntityMessages;
use leptos::prelude::{use_context, window};
use sidelight_engine::article::EntityKind;
use sidelight_engine::decode::{DecodeError, MAX_BLOCKS, MAX_DEPTH, MAX_ENTITIES, MAX_VALUES, Place};
use sidelight_engine::highlight::{RegexError, RegexErrorKind};

use crate::load::LoadError;

/// Phrases of one language. Those with a number in them are methods.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct Messages {
    /// BCP 47 tag of the interface's language.
    pub language: &'static str,
    pub library: &'static str,
    pub search: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub remove: &'static str,
    pub change: &'static str,
    pub edit: &'static str,
    pub hide: &'static str,
    pub unhide: &'static str,
    pub hidden: &'static str,
    pub list: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub options: &'static str,
    pub case: &'static str,
    pub word: &'static str,
    pub accents: &'static str,
    pub script: &'static str,
    pub regex: &'static str,
    pub suggestions: &'static str,
    pub selection: &'static str,
    pub copy_link: &'static str,
    pub link_copied: &'static str,
    pub highlight_selection: &'static str,
    pub theme: &'static str,
    pub themes: [&'static str; 4],
    pub open: &'static str,
    pub open_title: &'static str,
    pub open_file: &'static str,
    pub open_hint: &'static str,
    pub open_address: &'static str,
    pub open_pasted: &'static str,
    pub show: &'static str,
    pub close: &'static str,
    pub retry: &'static str,
    pub loading: &'static str,
    pub crashed: &'static str,
    pub later_failure: &'static str,
    pub contents: &'static str,
    pub cast: &'static str,
    pub cast_title: &'static str,
    pub sheet_height: &'static str,
    pub sheet_heights: [&'static str; 3],
    pub kinds: [&'static str; 7],
    pub also: &'static str,
    pub updated: &'static str,
    pub source: &'static str,
    pub disclosure: &'static str,
    pub correction: &'static str,
    pub related: &'static str,
    pub trending: &'static str,
    pub original: &'static str,
    pub footnotes: &'static str,
    pub unknown_block: &'static str,
    pub image_missing: &'static str,
    pub minimap: &'static str,
    pub library_empty: &'static str,
    pub drop_here: &'static str,
    pub skip: &'static str,
    pub license: &'static str,
    pub text_of_note: &'static str,
    pub websites: &'static str,
    /// Of the panel and the cards.
    pub entities: &'static EntityMessages,
    pub wikipedia: &'static str,
    pub wikidata: &'static str,
    pub summary: &'static str,
    pub summary_notice: &'static str,
    pub summary_here: &'static str,
    pub summary_always: &'static str,
    pub summary_asked: &'static str,
    pub summary_missing: &'static str,
    /// Around the names of Wikipedia and of the licence.
    pub summary_source: [&'static str; 3],
    pub also_in: &'static str,
}

/// English.
pub static ENGLISH: Messages = Messages {
    language: "en",
    library: "Library",
    search: "Search in this article",
    previous: "Previous match",
    next: "Next match",
    remove: "Remove",
    change: "Change",
    edit: "Keyword",
    hide: "Hide",
    unhide: "Show",
    hidden: "hidden",
    list: "Options and list of matches",
    earlier: "Previous",
    later: "Next",
    options: "How to search",
    case: "Match case",
    word: "Whole words",
    accents: "Exact accents",
    script: "Simplified ≠ Traditional",
    regex: "Regular expression",
    suggestions: "In this article",
    selection: "Selection",
    copy_link: "Copy link to this passage",
    link_copied: "Link copied",
    highlight_selection: "Highlight",
    theme: "Theme",
    themes: ["as the system", "light", "dark", "sepia"],
    open: "Open an article",
    open_title: "Open an article",
    open_file: "Choose a file",
    open_hint: "Article JSON or a text page. A file can also be dropped anywhere on the page.",
    open_address: "Address of an article",
    open_pasted: "Or paste the text or the JSON of an article",
    show: "Show",
    close: "Close",
    retry: "Try again",
    loading: "Loading the article…",
    later_failure: "The search and the panel could not be loaded. The text is all here.",
    crashed: "Something in the viewer broke. The text stays as it is; load the page again to go on.",
    contents: "Contents",
    cast: "Cast",
    cast_title: "In this article",
    sheet_height: "Change the height of the panel",
    sheet_heights: ["low", "half", "full"],
    kinds: ["People", "Organisations", "Products", "Places", "Works", "Events", "Ideas"],
    also: "Also",
    updated: "Updated",
    source: "Source",
    disclosure: "Disclosure",
    correction: "Correction",
    related: "Related",
    trending: "Trending",
    original: "Original",
    footnotes: "Notes",
    unknown_block: "This part is of a type that the viewer does not know; its text is shown as it came",
    image_missing: "The picture could not be loaded.",
    minimap: "Where the matches lie in the article",
    library_empty: "There are no articles here yet. Open one of your own.",
    drop_here: "Drop the article to open it",
    skip: "Skip to the text",
    license: "Licence",
    text_of_note: "Back to the text",
    websites: "Elsewhere",
    entities: &entities::ENGLISH,
    wikipedia: "Wikipedia",
    wikidata: "Wikidata",
    summary: "Summary from Wikipedia",
    summary_notice: "Your browser will ask Wikipedia for this page, and Wikipedia will see your network address.",
    summary_here: "Show here",
    summary_always: "Always load summaries",
    summary_asked: "Asking Wikipedia…",
    summary_missing: "Wikipedia gave no summary.",
    summary_source: ["From ", ", ", ""],
    also_in: "Also in",
};

/// Chinese, in Simplified script.
pub static CHINESE: Messages = Messages {
    language: "zh-Hans",
    library: "文库",
    search: "在文中查找",
    previous: "上一处",
    next: "下一处",
    remove: "移除",
    change: "修改",
    edit: "关键词",
    hide: "隐藏",
    unhide: "显示",
    hidden: "已隐藏",
    list: "查找选项与结果列表",
    earlier: "前",
    later: "后",
    options: "查找方式",
    case: "区分大小写",
    word: "整词匹配",
    accents: "区分重音",
    script: "区分简繁",
    regex: "正则表达式",
    suggestions: "文中常见",
    selection: "选中的文字",
    copy_link: "复制此处的链接",
    link_copied: "链接已复制",
    highlight_selection: "标记",
    theme: "主题",
    themes: ["跟随系统", "浅色", "深色", "米色"],
    open: "打开文章",
    open_title: "打开文章",
    open_file: "选择文件",
    open_hint: "支持文章 JSON 和纯文本页面，也可以把文件拖到页面任意处。",
    open_address: "文章的网址",
    open_pasted: "或者粘贴文章的文字或 JSON",
    show: "显示",
    close: "关闭",
    retry: "重试",
    loading: "正在载入文章……",
    later_failure: "查找和侧栏未能载入，正文不受影响。",
    crashed: "阅读器出了故障。文字仍然保留，重新载入页面即可继续。",
    contents: "目录",
    cast: "人物与概念",
    cast_title: "文中提到",
    sheet_height: "调整面板高度",
    sheet_heights: ["低", "半屏", "全屏"],
    kinds: ["人物", "机构", "产品", "地点", "作品", "事件", "概念"],
    also: "又作",
    updated: "更新于",
    source: "来源",
    disclosure: "利益说明",
    correction: "更正",
    related: "相关文章",
    trending: "热门",
    original: "原创",
    footnotes: "注释",
    unknown_block: "阅读器不认识这一段的类型，文字按原样显示",
    image_missing: "图片无法载入。",
    minimap: "查找结果在全文中的位置",
    library_empty: "这里还没有文章，打开一篇自己的吧。",
    drop_here: "松开即可打开文章",
    skip: "跳到正文",
    license: "许可",
    text_of_note: "回到正文",
    websites: "相关网页",
    entities: &entities::CHINESE,
    wikipedia: "维基百科",
    wikidata: "维基数据",
    summary: "来自维基百科的简介",
    summary_notice: "浏览器会向维基百科请求这个条目，对方会看到您的网络地址。",
    summary_here: "在此显示",
    summary_always: "总是载入简介",
    summary_asked: "正在询问维基百科……",
    summary_missing: "维基百科没有给出简介。",
    summary_source: ["摘自", "，以 ", " 许可发布"],
    also_in: "另见于",
};

impl Messages {
    /// The phrases for the reader's browser: Chinese where that comes before English.
    pub fn for_reader() -> &'static Self {
        let languages = window().navigator().languages();
        let mut languages = languages.iter().filter_map(|language| language.as_string());
        let known = languages.find_map(|language| match language.get(..2)? {
            "zh" => Some(&CHINESE),
            "en" => Some(&ENGLISH),
            _ => None,
        });
        known.unwrap_or(&ENGLISH)
    }

    /// The phrases of the viewer that a component belongs to.
    pub fn here() -> &'static Self {
        use_context().unwrap_or(&ENGLISH)
    }

    fn is_chinese(&self) -> bool {
        self.language.starts_with("zh")
    }

    /// The plural name of a kind of entity.
    pub fn kind(&self, kind: EntityKind) -> &'static str {
        let place = EntityKind::ALL.iter().position(|known| *known == kind);
        self.kinds[place.unwrap_or(self.kinds.len() - 1)]
    }

    /// "3 of 14"; the first number is 0 while no match is the current one.
    pub fn place(&self, current: usize, count: usize) -> String {
        match (self.is_chinese(), current, count) {
            (false, _, 0) => "No matches".to_owned(),
            (true, _, 0) => "无结果".to_owned(),
            (false, 0, 1) => "1 match".to_owned(),
            (false, 0, _) => format!("{count} matches"),
            (true, 0, _) => format!("{count} 处"),
            (false, ..) => format!("{current} of {count}"),
            (true, ..) => format!("第 {current} 处，共 {count} 处"),
        }
    }

    /// "76 more".
    pub fn more(&self, count: usize) -> String {
        if self.is_chinese() { format!("另有 {count} 个") } else { format!("{count} more") }
    }

    /// "Colour 3".
    pub fn colour(&self, number: usize) -> String {
        if self.is_chinese() { format!("颜色 {number}") } else { format!("Colour {number}") }
    }

    /// What is wrong with a regular expression, and at which character, counted from 1.
    pub fn pattern_fault(&self, error: &RegexError, character: usize) -> String {
        match self.is_chinese() {
            true => format!("第 {character} 个字符：{}", chinese_pattern_fault(error)),
            false => format!("Character {character}: {error}"),
        }
    }

    /// "7 mentions".
    pub fn mentions(&self, count: usize) -> String {
        match (self.is_chinese(), count) {
            (true, _) => format!("提到 {count} 次"),
            (false, 1) => "1 mention".to_owned(),
            (false, _) => format!("{count} mentions"),
        }
    }

    /// "6 min read".
    pub fn reading_time(&self, minutes: u32) -> String {
        if self.is_chinese() { format!("约 {minutes} 分钟") } else { format!("{minutes} min read") }
    }

    /// "12 comments".
    pub fn comments(&self, count: u64) -> String {
        match (self.is_chinese(), count) {
            (true, _) => format!("{count} 条评论"),
            (false, 1) => "1 comment".to_owned(),
            (false, _) => format!("{count} comments"),
        }
    }

    /// How far a load has come, in kilobytes.
    pub fn progress(&self, progress: crate::load::Progress) -> String {
        let kilobytes = |bytes: usize| bytes.div_ceil(1_000);
        match progress.total {
            _ if progress.received == 0 => self.loading.to_owned(),
            Some(total) => {
                format!("{} {} / {} KB", self.loading, kilobytes(progress.received), kilobytes(total))
            }
            None => format!("{} {} KB", self.loading, kilobytes(progress.received)),
        }
    }

    /// What went wrong, and what to do.
    pub fn load_failure(&self, error: &LoadError) -> String {
        Phrase(self, error).to_string()
    }

    pub(crate) fn load_error(&self, error: &LoadError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_chinese() {
            return chinese_load_error(error, f);
        }
        match error {
            LoadError::Network => f.write_str(
                "The article could not be reached. Check the connection and the address; the server must \
                 also allow other sites to read it (CORS).",
            ),
            LoadError::TimedOut => f.write_str("The server has sent nothing for ten seconds. Try again."),
            LoadError::Status(404 | 410) => {
                f.write_str("There is no article at this address (404). Check the address.")
            }
            LoadError::Status(status @ 500..) => {
                write!(f, "The server has a fault (status {status}). Try again later.")
            }
            LoadError::Status(status) => {
                write!(f, "The server did not give out the article (status {status}).")
            }
            LoadError::Formats => f.write_str(
                "The part of the reader that reads this kind of file could not be loaded. Check the connection, and \
                 try again.",
            ),
            LoadError::NotKept => f.write_str(
                "This article is in a file of your own, which the page does not keep. Open the file again.",
            ),
            LoadError::Decode(error) => write!(f, "{error}"),
            LoadError::Aborted => f.write_str("Loading was given up."),
        }
    }
}

struct Phrase<'a>(&'a Messages, &'a LoadError);

impl fmt::Display for Phrase<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.load_error(self.1, f)
    }
}

fn chinese_load_error(error: &LoadError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error {
        LoadError::Network => {
            f.write_str("无法取得文章。请检查网络和网址；服务器还须允许其他网站读取（CORS）。")
        }
        LoadError::TimedOut => f.write_str("服务器十秒钟没有回应，请重试。"),
        LoadError::Status(404 | 410) => f.write_str("这个网址没有文章（404），请检查网址。"),
        LoadError::Status(status @ 500..) => write!(f, "服务器出了故障（状态 {status}），请稍后重试。"),
        LoadError::Status(status) => write!(f, "服务器没有给出文章（状态 {status}）。"),
        LoadError::Aborted => f.write_str("已取消载入。"),
        LoadError::NotKept => f.write_str("这篇文章在你自己的文件里，页面没有保存。请重新打开文件。"),
        LoadError::Formats => f.write_str("读取这种文件所需的程序部分未能载入。请检查连接，然后重试。"),
        LoadError::Decode(error) => match error {
            DecodeError::Empty => f.write_str("文件是空的。请提供文章 JSON 或文本页面。"),
            DecodeError::TooLarge { limit } => {
                write!(f, "文件超过 {} MB，请把文章分成几部分。", limit / 1_000_000)
            }
            DecodeError::NotUtf8 { offset } => {
                write!(f, "文件不是 UTF-8 文本（第 {offset} 字节），请另存为 UTF-8。")
            }
            DecodeError::NotUtf16 { offset } => {
                write!(f, "文件的 UTF-16 文本有误（第 {offset} 字节），请另存为 UTF-8。")
            }
            DecodeError::Html => {
                f.write_str("这是一个网页，不是文章。请检查网址：服务器可能返回了错误页面。")
            }
            DecodeError::Json { place, message } => {
                write!(f, "JSON 在{}有误：{message}。", ChinesePlace(place))
            }
            DecodeError::TooDeep { place } => {
                write!(f, "JSON 在{}嵌套超过 {MAX_DEPTH} 层，请减少嵌套。", ChinesePlace(place))
            }
            DecodeError::TooManyValues { place } => {
                write!(
                    f,
                    "JSON 的值超过 {MAX_VALUES} 个，到{}为止；请把文件分成几部分。",
                    ChinesePlace(place)
                )
            }
            DecodeError::TooManyBlocks => {
                write!(f, "文章超过 {MAX_BLOCKS} 段，请分成几部分。")
            }
            DecodeError::TooManyEntities => {
                write!(f, "人物与概念超过 {MAX_ENTITIES} 个，请去掉文中没有提到的。")
            }
            DecodeError::NotAnArticle { .. } => {
                f.write_str("这不是文章。文章应是含有 headline 和 body 的 JSON 对象。")
            }
            DecodeError::Several { count } => write!(f, "文件里有 {count} 篇文章，请选择其中一篇。"),
            DecodeError::NoSuchItem { item } => {
                write!(f, "文件里没有文章“{item}”。请写文章的 id、网址，或从 1 起的序号。")
            }
            other => write!(f, "{other}"),
        },
    }
}

/// A place in a JSON text, in Chinese.
struct ChinesePlace<'a>(&'a Place);

impl fmt::Display for ChinesePlace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column, offset, path } = self.0;
        write!(f, "第 {line} 行第 {column} 列（第 {offset} 字节")?;
        if !path.is_empty() {
            write!(f, "，位于 {path}")?;
        }
        f.write_str("）")
    }
}

fn chinese_pattern_fault(error: &RegexError) -> &'static str {
    use RegexErrorKind as Kind;
    match error.kind {
        Kind::UnclosedGroup => "括号没有闭合，请补上 )；要查找括号本身，请写 \\(。",
        Kind::UnopenedGroup => "多了一个 )；要查找括号本身，请写 \\)。",
        Kind::UnknownGroup => "分组应写作 (…)、(?:…) 或 (?<名称>…)。",
        Kind::LookAround => "不支持环视，因为无法在线性时间内查找。",
        Kind::BackReference => "不支持反向引用，因为无法在线性时间内查找。",
        Kind::UnclosedClass => "方括号没有闭合，请补上 ]；要查找它本身，请写 \\[。",
        Kind::EmptyClass => "方括号里没有内容；要查找 ] 本身，请写 \\]。",
        Kind::InvalidRange => "范围的起点不能在终点之后；要查找连字符本身，请写 \\-。",
        Kind::NothingToRepeat => "前面没有可以重复的内容；要查找这个符号本身，请在前面写 \\。",
        Kind::InvalidCount => "次数应写作 {2}、{2,} 或 {2,4}；要查找它本身，请写 \\{。",
        Kind::CountTooLarge => "重复次数不能超过 1000。",
        Kind::UnfinishedEscape => "\\ 后面缺少字符；要查找它本身，请写 \\\\。",
        Kind::UnknownEscape => "\\ 后面的字符没有特殊含义。",
        Kind::InvalidCode => "字符编码应写作 \\x41、\\u4E2D 或 \\u{1F600}。",
        Kind::UnknownProperty => "可用的属性有 \\p{L}、\\p{N}、\\p{Han} 和几种文字的名称。",
        Kind::TooDeep => "分组嵌套不能超过 100 层。",
        Kind::TooLarge => "展开重复后表达式过长，请减小次数。",
    }
}

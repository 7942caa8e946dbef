//! Articles of 1 MB, made of our own words; the same ones in every run.

use sidelight_engine::article::{Article, Block, BlockKind, Cell, Entity, EntityKind, Figure, Inline, Text};

/// Bytes of text in a generated article, about.
const LENGTH: usize = 1_000_000;

/// Words by falling frequency, as in real text, where few words make most of it.
const ENGLISH: &str = "the of and to a in that is it for was with as on be by at this from are or an which not have \
    but one all were they we more will there can been its has their who would about time if no than people other \
    new some could these may then do first any like my now over such our man even most after also did many before \
    through years must where much your way well down should because each just those how too state good very make \
    world still own see work long here get both between life being under never day same another know while last \
    might us great old year off come since against go came right used take three model open weights source code \
    licence research company engineer compute memory chip price market export policy release paper training data \
    inference language network laboratory founder investor newspaper argument advantage priority efficiency \
    ecosystem community download developer customer hardware competition monopoly closed frontier capital talent \
    university professor student toolkit speech recognition decade progress variant benchmark reasoning";

const CHINESE: &str = "的 是 在 了 和 不 有 这 人 中 大 为 上 个 到 我们 他们 一个 可以 就 也 会 对 说 年 而 与 但 从 更 \
    模型 开源 公司 技术 发展 问题 研究 市场 数据 训练 芯片 企业 工程师 价格 竞争 社区 代码 许可证 算力 效率 优势 \
    论文 权重 发布 下载 用户 客户 生态 系统 教授 学生 大学 语音 识别 推理 语言 网络 实验室 创始人 投资者 报纸 论点 \
    政策 出口 管制 硬件 垄断 封闭 前沿 资本 人才 工具 十年 进步 变体 基准 如果 因为 所以 虽然 仍然 已经 正在 没有 \
    需要 认为 表示 其中 之后 之前 同时 成为 使用 进行 提供 能够 重要 不同 全球 国家 社会 经济 城市 时间 世界 生活";

/// A language to generate text in.
#[derive(Clone, Copy)]
pub enum Language {
    English,
    Chinese,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    pub fn name(self) -> &'static str {
        match self {
            Self::English => "english",
            Self::Chinese => "chinese",
        }
    }

    fn words(self) -> Vec<&'static str> {
        match self {
            Self::English => ENGLISH,
            Self::Chinese => CHINESE,
        }
        .split_whitespace()
        .collect()
    }

    /// Names of made-up people, companies and products.
    pub fn names(self, count: usize) -> Vec<String> {
        let syllables: &[&str] = match self {
            Self::English => {
                &["Al", "Ber", "Cor", "Dan", "El", "Far", "Gor", "Hal", "Ing", "Jor", "Kel", "Lum"]
            }
            Self::Chinese => &["安", "柏", "辰", "岱", "恩", "枫", "归", "禾", "景", "珂", "澜", "牧"],
        };
        let of = |place: usize| syllables[place % syllables.len()];
        let name = |number: usize| match self {
            Self::English => {
                format!("{}{} {}", of(number), of(number / 12).to_lowercase(), of(number / 144 + number))
            }
            Self::Chinese => format!("{}{}{}", of(number), of(number / 12), of(number / 144 + number)),
        };
        (0..count).map(name).collect()
    }

    /// Keywords of mixed frequency.
    pub fn keywords(self, count: usize) -> Vec<&'static str> {
        let words = self.words();
        // A prime step visits frequent and rare words in turn.
        (0..count).map(|number| words[(7 + number * 37) % words.len()]).collect()
    }

    /// An article with these entities, one of which stands in every third sentence.
    pub fn article(self, names: &[String]) -> Article {
        let words = self.words();
        let (space, stop) = match self {
            Self::English => (" ", ". "),
            Self::Chinese => ("", "。"),
        };
        let mut random = Random(42);
        let mut length = 0;
        let mut article = Article { headline: Text::plain("1 MB"), ..Article::default() };
        while length < LENGTH {
            let mut paragraph = String::new();
            for sentence in 0..3 + random.below(5) {
                for word in 0..6 + random.below(18) {
                    if word > 0 {
                        paragraph.push_str(space);
                    }
                    // The product of two draws falls towards the frequent words.
                    let rank = random.below(words.len()) * random.below(words.len()) / words.len();
                    paragraph.push_str(words[rank]);
                }
                if sentence % 3 == 0 && !names.is_empty() {
                    paragraph.push_str(space);
                    paragraph.push_str(&names[random.below(names.len())]);
                }
                paragraph.push_str(stop);
            }
            length += paragraph.len();
            article.body.push(Block::paragraph(paragraph));
        }
        article.entities = names.iter().map(|name| entity(name)).collect();
        article.number_blocks();
        article
    }
}

/// The same text with as much around it as an article can have: a mark in each sentence, and a list, a table and a picture
/// to each six paragraphs.
pub fn marked(article: &Article) -> Article {
    let plain = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => text.to_plain(),
        _ => String::new(),
    };
    let url = || "https://example.org/2025/12/09/article?from=bench".to_owned();
    let entity = article.entities.first().map(|entity| entity.id.clone()).unwrap_or_default();
    let marks = |text: &str| {
        let sentences = text.split_inclusive(['.', '。']).enumerate();
        let run = |(number, sentence): (usize, &str)| {
            let content = vec![Inline::Text(sentence.to_owned())];
            match number % 5 {
                0 => Inline::Text(sentence.to_owned()),
                1 => Inline::Emphasis(content),
                2 => Inline::Link { url: url(), content },
                3 => Inline::Mention { entity: entity.clone(), content },
                _ => Inline::Strong(content),
            }
        };
        Text::new(sentences.map(run).collect())
    };
    let paragraph = |text: &str| Block::from(BlockKind::Paragraph(marks(text)));
    let block = |(number, block): (usize, &Block)| {
        let text = plain(block);
        match number % 6 {
            0 => {
                let items = text.split_inclusive(['.', '。']).map(|item| vec![paragraph(item)]).collect();
                BlockKind::List { ordered: false, start: 1, items }.into()
            }
            1 => {
                let cells =
                    text.split_whitespace().map(|word| Cell { content: marks(word), ..Cell::default() });
                let rows = cells.collect::<Vec<_>>().chunks(5).map(<[_]>::to_vec).collect();
                BlockKind::Table { caption: Text::default(), head: vec![], rows }.into()
            }
            2 => BlockKind::Figure(Figure {
                url: url(),
                caption: marks(&text),
                width: Some(1600),
                height: Some(900),
                ..Figure::default()
            })
            .into(),
            _ => paragraph(&text),
        }
    };
    let body = article.body.iter().enumerate().map(block).collect();
    Article { body, ..article.clone() }
}

/// A dictionary with three names an entity: a Latin one of three words, a Chinese one made of the words of the text, so
/// that it has beginnings of names everywhere, and an abbreviation. One Latin name in eight begins as the text may.
pub fn dictionary(count: usize) -> Vec<Entity> {
    let [english, chinese] = Language::ALL.map(Language::words);
    let made_up = Language::English.names(count);
    let mut random = Random(7);
    let entity = |number: usize| {
        let mut word = |words: &[&str]| words[random.below(words.len())].to_owned();
        let first = if number.is_multiple_of(8) { word(&english) } else { made_up[number].replace(' ', "") };
        let name = format!("{first} {} {}", word(&english), word(&english));
        let chinese = word(&chinese) + &word(&chinese) + &word(&chinese);
        let kind = EntityKind::ALL[number % EntityKind::ALL.len()];
        let alternate_names = vec![chinese, format!("Q{number}")];
        Entity { id: format!("q{number}"), kind, name, alternate_names, ..Entity::default() }
    };
    (0..count).map(entity).collect()
}

fn entity(name: &str) -> Entity {
    Entity { id: name.to_owned(), kind: EntityKind::Person, name: name.to_owned(), ..Entity::default() }
}

/// A linear congruential generator (Knuth's MMIX), so that no crate's change changes the text.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

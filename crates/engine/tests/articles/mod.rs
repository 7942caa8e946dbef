//! Generated articles in normal form: what decoding gives, so that it gives the same again.

use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::article::*;

/// Ids that the generated articles always have.
const ENTITIES: [&str; 3] = ["deepseek", "谷歌", "e 3"];
const FOOTNOTES: [&str; 2] = ["n1", "note 2"];

/// Text with what makes offsets and folding hard: accents, Han, emoji, dropped and widened signs.
fn text() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "a",
        "The",
        "open",
        " ",
        "  ",
        ", ",
        "DeepSeek",
        "Ａｉ",
        "ß",
        "İ",
        "é",
        "e\u{301}",
        "开源",
        "阿里巴巴千问",
        "。",
        "👩‍💻",
        "𝄞",
        "\u{AD}",
        "\u{200B}",
        "\"",
        "\\",
        "</p>",
        "&amp;",
        "\n",
        "・",
        "1988",
        "漢",
    ];
    prop_oneof![
        4 => vec(select(WORDS), 1..8).prop_map(|words| words.concat()),
        1 => "\\PC{1,12}",
    ]
}

/// A string that is not blank, trimmed.
fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.trim().to_owned()).prop_filter("blank", |text| !text.is_empty())
}

fn address() -> impl Strategy<Value = String> {
    select(&["https://a.example/b?c=d#e", "http://a.example", "../b/c.html", "d.png", "//e.example/"][..])
        .prop_map(str::to_owned)
}

fn language() -> impl Strategy<Value = String> {
    select(&["en", "zh-Hans", "zh-Hant-TW", "fr"][..]).prop_map(str::to_owned)
}

fn date() -> impl Strategy<Value = Date> {
    let clock = (0u8..24, 0u8..60, 0u8..=60, of(-1439i16..=1439))
        .prop_map(|(hour, minute, second, offset)| Clock { hour, minute, second, offset });
    (0u16..=9999, 1u8..=12, 1u8..=28, of(clock)).prop_map(|(year, month, day, clock)| Date {
        year,
        month,
        day,
        clock,
    })
}

/// Runs of a text, at least one.
fn runs() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        6 => text().prop_map(Inline::Text),
        1 => text().prop_map(Inline::Code),
        1 => (line(), line()).prop_map(|(base, annotation)| Inline::Ruby { base, annotation }),
        1 => Just(Inline::Break),
        1 => select(&FOOTNOTES[..]).prop_map(|id| Inline::FootnoteRef { id: id.to_owned() }),
    ];
    let run = leaf.prop_recursive(3, 12, 3, |run| {
        // Tidied as decoding tidies: neighbouring plain runs are one.
        let content = vec(run, 1..4).prop_map(|runs| Text::new(runs).inlines).boxed();
        prop_oneof![
            content.clone().prop_map(Inline::Emphasis),
            content.clone().prop_map(Inline::Strong),
            content.clone().prop_map(Inline::Sub),
            content.clone().prop_map(Inline::Sup),
            (address(), content.clone()).prop_map(|(url, content)| Inline::Link { url, content }),
            (select(&ENTITIES[..]), content.clone())
                .prop_map(|(entity, content)| Inline::Mention { entity: entity.to_owned(), content }),
            (language(), content).prop_map(|(lang, content)| Inline::Phrase { lang, content }),
        ]
    });
    vec(run, 1..5).prop_map(Text::new)
}

fn runs_or_none() -> impl Strategy<Value = Text> {
    prop_oneof![runs(), Just(Text::default())]
}

fn figure() -> impl Strategy<Value = Figure> {
    (address(), text(), runs_or_none(), runs_or_none(), of(1u32..5000), of(1u32..5000)).prop_map(
        |(url, alt, caption, credit, width, height)| Figure { url, alt, caption, credit, width, height },
    )
}

fn cell() -> impl Strategy<Value = Cell> {
    let align = select(&[CellAlign::Start, CellAlign::Center, CellAlign::End][..]);
    (runs_or_none(), any::<bool>(), align, 1u16..=1000, 1u16..=1000).prop_map(
        |(content, header, align, colspan, rowspan)| Cell { content, header, align, colspan, rowspan },
    )
}

fn block_of(kind: impl Strategy<Value = BlockKind>) -> impl Strategy<Value = Block> {
    (of(line()), of(language()), kind).prop_map(|(id, lang, kind)| Block { id, lang, kind })
}

fn block() -> impl Strategy<Value = Block> {
    let paragraph = runs().prop_filter("blank", |text| {
        text.inlines.iter().any(|run| !matches!(run, Inline::Text(text) if text.trim().is_empty()))
    });
    let row =
        || vec(prop_oneof![cell(), runs().prop_map(|content| Cell { content, ..Cell::default() })], 0..3);
    let leaf = prop_oneof![
        6 => paragraph.prop_map(BlockKind::Paragraph),
        1 => (2u8..=6, runs()).prop_map(|(level, content)| BlockKind::Heading { level, content }),
        1 => (runs(), runs_or_none()).prop_map(|(content, cite)| BlockKind::PullQuote { content, cite }),
        1 => figure().prop_map(BlockKind::Figure),
        1 => (of(line()), text())
            .prop_map(|(language, text)| BlockKind::Code { language, text: Text::plain(text) }),
        1 => (runs_or_none(), vec(row(), 0..2), vec(row(), 1..3))
            .prop_map(|(caption, head, rows)| BlockKind::Table { caption, head, rows }),
        1 => Just(BlockKind::Rule),
        1 => (address(), of(line()), of(line()), of(line())).prop_map(|(url, title, description, provider)| {
            BlockKind::Embed { url, title, description, provider }
        }),
    ];
    block_of(leaf).prop_recursive(3, 16, 3, |block| {
        let blocks = vec(block.clone(), 1..3).boxed();
        let blocks_or_none = vec(block, 0..3).boxed();
        block_of(prop_oneof![
            (blocks.clone(), runs_or_none(), of(address()))
                .prop_map(|(content, cite, url)| BlockKind::Quote { content, cite, url }),
            (any::<bool>(), -5i64..99, vec(blocks.clone(), 1..3))
                .prop_map(|(ordered, start, items)| BlockKind::List { ordered, start, items }),
            vec((runs_or_none(), blocks_or_none.clone()), 1..3).prop_map(|items| {
                let items = items.into_iter().map(|(term, definition)| Definition { term, definition });
                BlockKind::Definitions(items.collect())
            }),
            (runs(), blocks_or_none)
                .prop_map(|(question, answer)| BlockKind::QuestionAnswer { question, answer }),
            (runs_or_none(), blocks).prop_map(|(title, content)| BlockKind::Note { title, content }),
        ])
    })
}

fn entity(id: &'static str) -> impl Strategy<Value = Entity> {
    let type_name =
        select(&["Person", "Corporation", "Organization", "City", "Thing", "DefinedTerm", "X"][..]);
    let others = btree_set(line(), 0..3);
    let pages = vec(address(), 0..3);
    let find = select(&[Find::All, Find::First, Find::None][..]);
    let finding = (of(line()), find, vec(line(), 0..3));
    let known = (of(line()), vec(fact(), 0..3), pages, of(address()), any::<bool>());
    (type_name, line(), others, finding, known).prop_map(
        move |(type_name, name, others, finding, (description, facts, same_as, image, about))| {
            let (family_name, find, except) = finding;
            let kind = EntityKind::from_schema_type(type_name);
            Entity {
                id: id.to_owned(),
                kind,
                type_name: (type_name != kind.schema_type()).then(|| type_name.to_owned()),
                alternate_names: others.into_iter().filter(|other| *other != name).collect(),
                name,
                family_name,
                description,
                facts,
                same_as,
                image: image.map(|url| Figure { url, ..Figure::default() }),
                about,
                find,
                except,
            }
        },
    )
}

fn fact() -> impl Strategy<Value = Fact> {
    (line(), line(), of(source()), of(date())).prop_map(|(label, value, source, as_of)| Fact {
        label,
        value,
        source,
        as_of,
    })
}

fn entities() -> impl Strategy<Value = Vec<Entity>> {
    (entity(ENTITIES[0]), entity(ENTITIES[1]), entity(ENTITIES[2])).prop_map(|(a, b, c)| {
        let mut entities = vec![a, b, c];
        // `about` is read before `mentions`.
        entities.sort_by_key(|entity| !entity.about);
        entities
    })
}

fn person() -> impl Strategy<Value = Person> {
    (line(), of(line()), of(address()), of(address()), of(line())).prop_map(
        |(name, job_title, url, image, description)| Person { name, job_title, url, image, description },
    )
}

fn source() -> impl Strategy<Value = Source> {
    (line(), of(address())).prop_map(|(name, url)| Source { name, url })
}

fn teaser() -> impl Strategy<Value = Teaser> {
    (line(), of(address()), of(line()), of(date()), any::<bool>()).prop_map(
        |(headline, url, description, published, original)| Teaser {
            headline,
            url,
            description,
            published,
            original,
        },
    )
}

fn keywords() -> impl Strategy<Value = Vec<String>> {
    let keyword = line().prop_filter("divided at commas", |word| !word.contains([',', '，', '、']));
    btree_set(keyword, 0..4).prop_map(|words| words.into_iter().collect())
}

/// An article, its blocks numbered.
pub fn article() -> impl Strategy<Value = Article> {
    let head = (of(address()), of(language()), of(line()), line(), of(line()), vec(block(), 0..3));
    let byline =
        (vec(person(), 0..3), of(source()), of(date()), of(date()), of(0..=i64::MAX as u64), keywords());
    let end = (vec(source(), 0..3), vec(block(), 0..2), vec((runs(), of(date())), 0..2), of(line()));
    let files = (vec(address(), 0..3), vec(address(), 0..3));
    let lists = (entities(), vec(teaser(), 0..3), vec(teaser(), 0..3), files);
    (head, byline, of(figure()), vec(block(), 0..6), end, lists).prop_map(
        |(head, byline, image, mut body, end, lists)| {
            let note = |id: &str| Footnote { id: id.to_owned(), content: vec![Block::paragraph("Note.")] };
            body.push(BlockKind::Footnotes(FOOTNOTES.map(note).to_vec()).into());
            let correction = |(text, published)| Correction { text, published };
            let mut article = Article {
                url: head.0,
                language: head.1,
                section: head.2,
                headline: Text::plain(head.3),
                alternative_headline: head.4.map(Text::plain),
                standfirst: head.5,
                authors: byline.0,
                publisher: byline.1,
                published: byline.2,
                modified: byline.3,
                comment_count: byline.4,
                keywords: byline.5,
                image,
                body,
                attribution: end.0,
                disclosure: end.1,
                corrections: end.2.into_iter().map(correction).collect(),
                license: end.3,
                entities: lists.0,
                dictionaries: lists.3.0,
                annotations: lists.3.1,
                related: lists.1,
                trending: lists.2,
            };
            article.number_blocks();
            article
        },
    )
}

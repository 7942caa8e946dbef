//! Text pages: what copying an article's page gives.

use std::path::Path;

use expect_test::{Expect, expect};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::article::{Article, Date};
use sidelight_engine::decode::{DecodeError, Decoded, decode};

const CHINESE: &str = "\
雨季之前，渔村学会了用模型看云
海事
2024-05-06 07:08:09
31

本刊编者按：海风镇的渔民把旧手机改成了气象站。以下文字由镇上的教师执笔。

以下是文章全文:

四月的一个清晨，陈阿海把手机绑在桅杆上，让它每十分钟拍一张云。

照片送进一个开源模型，模型说出的只是概率：今天下午有七成可能起风。

    镇上的人起初不信 (“机器没有出过海”)，后来开始记账。

来源:海风镇通讯

相关内容

灯塔换灯的那一夜
老灯塔用了六十年的灯泡，今晚熄了...
2024-05-05 22:00:00
渔港的账本
一斤鱼从船上到桌上，要过几道手？
2024-05-04 06:30:00

热门资讯

原创 三种... 结绳是渔民的第一门功课，学会三种就能出海。
AIS 是什么... 一条船怎样告诉别的船自己在哪里。
手机防水的五个办法 塑料袋、蜡纸，还有别的。
原创 一张没有说明的海图
";

const ENGLISH: &str = "\
Before the rains, a village learns to read clouds
Sea
2024-05-06T07:08:09+01:00
31
By Anna Shore

The fishers of Seawind turned old phones into weather stations. A teacher tells how.

The full text follows:

One morning in April, Hai Chen tied a phone to his mast.

It took a picture of the clouds every ten minutes.

Source: Seawind Courier

Related

The night the lamp was changed
After sixty years the old bulb went out...
2024-05-05 22:00:00

Trending

Three kno... A knot is a fisher's first lesson.
A chart without a legend
";

/// The article in its JSON form, a line for each field and block, then the diagnostics.
#[track_caller]
fn check(page: &str, expected: Expect) {
    let Decoded { article, diagnostics } = decode(page.as_bytes()).expect("an article");
    let json = serde_json::to_string_pretty(&article).expect("JSON");
    let lines = json.lines().filter(|line| !line.contains("\"@") && line.contains('"'));
    let diagnostics = diagnostics.iter().map(|diagnostic| format!("! {diagnostic}\n"));
    let text: String = lines.map(|line| line.strip_prefix("  ").unwrap_or(line).to_owned() + "\n").collect();
    expected.assert_eq(&(text + &diagnostics.collect::<String>()));
}

fn read(page: &str) -> Article {
    decode(page.as_bytes()).expect("an article").article
}

fn paragraphs(article: &Article) -> Vec<String> {
    article.texts().iter().map(|(_, text)| text.to_plain()).collect()
}

#[test]
fn a_chinese_page() {
    check(
        CHINESE,
        expect![[r#"
        "headline": "雨季之前，渔村学会了用模型看云",
        "inLanguage": "zh-Hans",
        "articleSection": "海事",
        "standfirst": [
          "本刊编者按：海风镇的渔民把旧手机改成了气象站。以下文字由镇上的教师执笔。",
          "以下是文章全文:"
        "datePublished": "2024-05-06T07:08:09",
        "commentCount": 31,
        "body": [
          "四月的一个清晨，陈阿海把手机绑在桅杆上，让它每十分钟拍一张云。",
          "照片送进一个开源模型，模型说出的只是概率：今天下午有七成可能起风。",
          "镇上的人起初不信 (“机器没有出过海”)，后来开始记账。"
        "sourceOrganization": [
            "name": "海风镇通讯"
        "related": [
            "headline": "灯塔换灯的那一夜",
            "description": "老灯塔用了六十年的灯泡，今晚熄了...",
            "datePublished": "2024-05-05T22:00:00"
            "headline": "渔港的账本",
            "description": "一斤鱼从船上到桌上，要过几道手？",
            "datePublished": "2024-05-04T06:30:00"
        "trending": [
            "headline": "三种...",
            "description": "结绳是渔民的第一门功课，学会三种就能出海。",
            "original": true
            "headline": "AIS 是什么...",
            "description": "一条船怎样告诉别的船自己在哪里。"
            "headline": "手机防水的五个办法",
            "description": "塑料袋、蜡纸，还有别的。"
            "headline": "一张没有说明的海图",
            "original": true
    "#]],
    );
}

#[test]
fn an_english_page() {
    check(
        ENGLISH,
        expect![[r#"
        "headline": "Before the rains, a village learns to read clouds",
        "articleSection": "Sea",
        "standfirst": [
          "The fishers of Seawind turned old phones into weather stations. A teacher tells how.",
          "The full text follows:"
        "author": [
            "name": "Anna Shore"
        "datePublished": "2024-05-06T07:08:09+01:00",
        "commentCount": 31,
        "body": [
          "One morning in April, Hai Chen tied a phone to his mast.",
          "It took a picture of the clouds every ten minutes."
        "sourceOrganization": [
            "name": "Seawind Courier"
        "related": [
            "headline": "The night the lamp was changed",
            "description": "After sixty years the old bulb went out...",
            "datePublished": "2024-05-05T22:00:00"
        "trending": [
            "headline": "Three kno...",
            "description": "A knot is a fisher's first lesson."
            "headline": "A chart without a legend"
    "#]],
    );
}

#[test]
fn a_title_and_paragraphs() {
    check(
        "Title\n\nOne.\n\nTwo.\nThree.\n",
        expect![[r#"
        "headline": "Title",
        "body": [
          "One.",
          "Two.",
          "Three."
    "#]],
    );
    check(
        "Title\nOne.",
        expect![[r#"
        "headline": "Title",
        "body": [
          "One."
    "#]],
    );
}

/// What differs in how a page was copied differs in nothing else.
#[test]
fn line_ends_marks_and_widths_do_not_matter() {
    let plain = read(CHINESE);
    let variants = [
        ("CRLF", CHINESE.replace('\n', "\r\n")),
        ("byte order mark", format!("\u{FEFF}{CHINESE}")),
        ("no line feed at the end", CHINESE.trim_end().to_owned()),
        ("blank lines around", format!("\n\n{CHINESE}\n\n")),
        ("more blank lines", CHINESE.replace("\n\n", "\n \n\t\n")),
        ("spaces around lines", CHINESE.lines().map(|line| format!("  {line}\u{3000}\n")).collect()),
        ("full-width colons", CHINESE.replace("来源:", "来源：")),
        ("space behind the colon", CHINESE.replace("来源:", "来源: ")),
        ("no colon", CHINESE.replace("相关内容", "相关内容：").replace("热门资讯", "热门资讯:")),
        ("another heading", CHINESE.replace("相关内容", "相关阅读").replace("热门资讯", "热门推荐")),
        ("time with a T", CHINESE.replace("2024-05-06 07:08:09", "2024-05-06T07:08:09")),
    ];
    for (what, page) in variants {
        assert_eq!(read(&page), plain, "{what}");
    }
    let follows = read(&CHINESE.replace("以下是文章全文:", "以下为全文"));
    assert_eq!(follows.standfirst.len(), 2);
    assert_eq!(follows.body, plain.body);
}

#[test]
fn parts_may_be_missing() {
    let plain = read(CHINESE);
    let without = |part: &str| {
        assert!(CHINESE.contains(part));
        read(&CHINESE.replace(part, ""))
    };

    let article = without("海事\n2024-05-06 07:08:09\n31\n");
    assert_eq!((article.section, article.published, article.comment_count), (None, None, None));
    assert_eq!((article.standfirst, article.body), (plain.standfirst.clone(), plain.body.clone()));

    let article = without("31\n");
    assert_eq!((article.section.as_deref(), article.comment_count), (Some("海事"), None));
    let article = without("海事\n");
    assert_eq!((article.section, article.comment_count), (None, Some(31)));

    let article = without("以下是文章全文:\n\n");
    assert_eq!(article.standfirst, []);
    assert_eq!(article.body.len(), plain.body.len() + 1, "the introduction is a paragraph");

    let article = without("来源:海风镇通讯\n\n");
    assert_eq!((article.attribution, article.body), (vec![], plain.body.clone()));

    let (page, _) = CHINESE.split_once("热门资讯").expect("the list");
    assert_eq!((read(page).trending, read(page).related), (vec![], plain.related.clone()));
    let (page, _) = CHINESE.split_once("相关内容").expect("the list");
    assert_eq!((read(page).trending, read(page).related), (vec![], vec![]));
    assert_eq!(read(page).attribution, plain.attribution);

    let (_, lists) = CHINESE.split_once("相关内容").expect("the list");
    let (related, trending) = lists.split_once("热门资讯").expect("the list");
    assert_eq!(read(&format!("{page}热门资讯{trending}\n相关内容{related}")), plain, "the other way round");

    let (before, list) = (page, CHINESE.split_once("热门资讯").expect("the list").1);
    let article = read(&format!("{before}热门资讯{list}"));
    assert_eq!((article.trending, article.related), (plain.trending, vec![]));
}

#[test]
fn lines_that_look_like_parts_but_stand_elsewhere_stay_paragraphs() {
    let page = "Title\n\nIntroduction.\n\n2024-05-06\n\nSource: the river.\n\nMore text.\n\n31\n";
    let article = read(page);
    assert_eq!(
        paragraphs(&article),
        ["Title", "Introduction.", "2024-05-06", "Source: the river.", "More text.", "31"]
    );
    assert_eq!((article.published, article.comment_count, article.attribution), (None, None, vec![]));
    let page = "Title\n\n来源:\n";
    assert_eq!(paragraphs(&read(page)), ["Title", "来源:"], "no source is named");
}

#[test]
fn related_entries_without_times_are_parted_by_blank_lines_and_told() {
    check(
        "Title\n\nText.\n\nRelated\n\nFirst\nExcerpt one.\n\nSecond\nExcerpt two.\nMore of it.\n\nThird\n",
        expect![[r#"
            "headline": "Title",
            "body": [
              "Text."
            "related": [
                "headline": "First",
                "description": "Excerpt one."
                "headline": "Second",
                "description": "Excerpt two.\nMore of it."
                "headline": "Third"
            ! line 7: the related article “First” has no time
            ! line 10: the related article “Second” has no time
            ! line 14: the related article “Third” has no time
        "#]],
    );
    check(
        "Title\n\nText.\n\nRelated\nOnly\nExcerpt.\n",
        expect![[r#"
        "headline": "Title",
        "body": [
          "Text."
        "related": [
            "headline": "Only",
            "description": "Excerpt."
    "#]],
    );
}

#[test]
fn trending_entries_are_divided_where_a_title_ends() {
    let table = [
        "原创 三种... 结绳是第一课。",
        "原創 三種… 結繩是第一課。",
        "原创性研究 是什么",
        "原创",
        "AIS 是什么... 一条船。",
        "手机防水的五个办法 塑料袋。",
        "没有摘要的标题",
        "An English title and no excerpt",
        "An English ti... And an excerpt",
        "很长很长的一段话没有任何空格，所以只能整个当作标题来显示，不能从中间切开，即使它后面有 空格",
    ];
    let page = format!("Title\n\nText.\n\nTrending\n{}", table.join("\n"));
    let lines = read(&page).trending.into_iter().map(|entry| {
        let mark = if entry.original { "* " } else { "" };
        format!("{mark}{} | {}\n", entry.headline, entry.description.unwrap_or_default())
    });
    expect![[r#"
        * 三种... | 结绳是第一课。
        * 三種… | 結繩是第一課。
        原创性研究 | 是什么
        原创 | 
        AIS 是什么... | 一条船。
        手机防水的五个办法 | 塑料袋。
        没有摘要的标题 | 
        An English title and no excerpt | 
        An English ti... | And an excerpt
        很长很长的一段话没有任何空格，所以只能整个当作标题来显示，不能从中间切开，即使它后面有 空格 | 
    "#]]
    .assert_eq(&lines.collect::<String>());
}

#[test]
fn authors_are_named_in_several_ways() {
    let author = |line: &str| {
        let article = read(&format!("Title\n{line}\n2024-05-06\n\nText.\n"));
        (article.authors.into_iter().map(|author| author.name).collect::<String>(), article.section)
    };
    for line in ["作者：王海", "作者: 王海", "文：王海", "Author: 王海", "By 王海"] {
        assert_eq!(author(line), ("王海".to_owned(), None), "{line}");
    }
    assert_eq!(author("Bylines"), (String::new(), Some("Bylines".to_owned())));
}

#[test]
fn one_line_is_no_page() {
    for page in ["Title", "\n\n Title \n\n"] {
        assert!(matches!(decode(page.as_bytes()), Err(DecodeError::NotAnArticle { .. })));
    }
}

proptest! {
    /// Lines with a bias to what the page knows, in any order: each is found again.
    #[test]
    fn every_line_is_kept_somewhere(lines in vec(any_line(), 2..25)) {
        let page = lines.join("\n");
        let Ok(Decoded { article, .. }) = decode(page.as_bytes()) else { return Ok(()) };
        let kept = all_of(&article);
        for line in lines.iter().map(|line| line.trim()) {
            prop_assert!(
                is_label(line) || kept.contains(&squeezed(line)) || kept.contains(&bare(line)),
                "{:?} is lost of\n{}",
                line,
                page
            );
        }
    }

    #[test]
    fn any_text_is_survived_and_kept(page in "(\\PC{0,12}\n{1,2}){2,9}") {
        // What starts as JSON or a web page does is no text page.
        prop_assume!(!page.trim_start().starts_with(['{', '[', '<', '"']));
        let Ok(Decoded { article, .. }) = decode(page.as_bytes()) else { return Ok(()) };
        let kept = all_of(&article);
        for line in page.lines().map(str::trim).filter(|line| !line.contains([':', '：'])) {
            prop_assert!(kept.contains(&squeezed(line)), "{:?} is lost of\n{}", line, page);
        }
    }
}

fn any_line() -> impl Strategy<Value = String> {
    const LINES: &[&str] = &[
        "",
        "",
        "",
        " ",
        "2024-05-06 07:08:09",
        "2024-05-07",
        "2024-02-30",
        "12",
        "0",
        "-4",
        "相关内容",
        "热门资讯：",
        "Related",
        "TRENDING",
        "以下是文章全文:",
        "The full text follows",
        "来源:通讯",
        "来源：",
        "Source: Courier",
        "作者：王海",
        "By Anna Shore",
        "文: 李",
        "原创 三种... 结绳。",
        "原创",
        "原创 ",
        "标题 摘要 更多",
        "Cut ti... and excerpt",
        "x",
        "A sentence, as it stands.",
        "一句话。",
    ];
    prop_oneof![4 => select(LINES).prop_map(str::to_owned), 1 => "[a-c ]{0,9}"]
}

/// Whether a line says only what the article's fields say in their own way.
fn is_label(line: &str) -> bool {
    let is = |labels: &[&str]| labels.contains(&line.trim_end_matches([':', '：']).trim_end());
    is(&["相关内容", "热门资讯", "Related", "TRENDING"])
}

/// The text of a line without what its field stands for, and without white space, which divides fields.
fn bare(line: &str) -> String {
    let date = Date::parse(line).map(|date| date.to_string());
    let labels = ["来源:", "来源：", "Source:", "作者：", "By ", "文:"];
    let line = date.as_deref().unwrap_or(line);
    let line = labels.iter().find_map(|label| line.strip_prefix(label)).unwrap_or(line);
    let line = line.strip_prefix("原创 ").unwrap_or(line);
    squeezed(line)
}

/// All text of an article, a line for each entry, without white space and labels.
fn all_of(article: &Article) -> String {
    let mut lines = paragraphs(article);
    lines.extend(article.section.clone());
    lines.extend(article.authors.iter().map(|author| author.name.clone()));
    lines.extend(article.attribution.iter().map(|source| source.name.clone()));
    lines.extend(article.published.map(|date| date.to_string()));
    lines.extend(article.comment_count.map(|count| count.to_string()));
    for entry in article.related.iter().chain(&article.trending) {
        lines.push(format!("{}{}", entry.headline, entry.description.as_deref().unwrap_or_default()));
        lines.extend(entry.published.map(|date| date.to_string()));
    }
    lines.iter().map(|line| squeezed(line)).collect::<Vec<_>>().join("\n")
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect()
}

/// The op-ed that is the project's first real input. It lies beside the repository, since its text is not
/// ours to publish.
#[test]
fn the_sample_is_read_whole() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/op-ed.zh.txt");
    let Ok(page) = std::fs::read_to_string(&sample) else {
        eprintln!("skipped: {} is missing", sample.display());
        return;
    };
    let lines: Vec<_> = page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let place = |start: &str| lines.iter().position(|line| line.starts_with(start)).expect("such a line");
    let (announced, source) = (place("以下是文章全文"), place("来源"));

    let Decoded { article, diagnostics } = decode(page.as_bytes()).expect("an article");
    assert_eq!(diagnostics, []);
    assert_eq!(article.headline.to_plain(), lines[0]);
    assert_eq!(article.section.as_deref(), Some(lines[1]));
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2025-12-09T18:15:10"));
    assert_eq!(article.comment_count, Some(0));
    assert_eq!(article.language.as_deref(), Some("zh-Hans"));
    assert_eq!(article.standfirst.len(), 2);

    let plain: Vec<_> = paragraphs(&article);
    assert_eq!(plain[1..3], lines[4..6]);
    assert_eq!(article.body.len(), source - announced - 1);
    assert_eq!(plain[3..], lines[announced + 1..source]);

    assert_eq!(article.attribution.len(), 1);
    assert_eq!(format!("来源:{}", article.attribution[0].name), lines[source]);

    let trending = place("热门资讯");
    assert_eq!(article.related.len(), 6);
    assert!(article.related.iter().all(|entry| entry.description.is_some() && entry.published.is_some()));
    let related: Vec<_> = article
        .related
        .iter()
        .flat_map(|entry| {
            let time = entry.published.map(|date| date.to_string().replace('T', " "));
            [Some(entry.headline.clone()), entry.description.clone(), time].map(Option::unwrap_or_default)
        })
        .collect();
    assert_eq!(related, lines[source + 2..trending]);

    assert_eq!(article.trending.len(), 9);
    for (entry, line) in article.trending.iter().zip(&lines[trending + 1..]) {
        assert_eq!(entry.original, line.starts_with("原创"));
        let excerpt = entry.description.as_deref().expect("an excerpt");
        assert_eq!(format!("{} {excerpt}", entry.headline), line.strip_prefix("原创 ").unwrap_or(line));
    }
}

//! The program as people call it: files in, files and messages out.

mod folder;

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use sidelight_engine::article::Article;
use sidelight_engine::decode::decode;
use sidelight_engine::entity::EntityIndex;

use folder::{Folder, Run};

const PAGE: &str = "\
灯塔镇用开放模型看病历
健康
2025-03-04 09:05:00
12

编者按：一家县医院的试验。

以下是文章全文:

去年冬天，县医院开始使用 DeepSeek 的模型。计算机科学家梅拉妮・米切尔 (Melanie Mitchell) 说，成绩不等于理解。

医院没有向 OpenAI 付过钱；谷歌和 Google 的模型也试过。

来源:侧光

相关内容

乡村诊所的一年
一个医生，三千个病人。
2025-03-03 08:00:00

热门资讯

原创 听诊器的历史 从一卷纸说起。
";

#[test]
fn import_writes_an_article_that_is_sound() {
    let folder = Folder::with(&[("page.txt", PAGE)]);
    let printed = folder.run(&["import", "page.txt"]);
    assert_eq!((printed.code, printed.stderr.as_str()), (0, ""));
    let article = sound(&printed.stdout);
    assert_eq!(article.headline.to_plain(), "灯塔镇用开放模型看病历");
    assert_eq!(article.comment_count, Some(12));
    assert_eq!((article.related.len(), article.trending.len()), (1, 1));

    let written = folder.run(&["import", "page.txt", "-o", "article.json"]);
    assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (0, "", ""));
    assert_eq!(folder.read("article.json"), printed.stdout);
    assert_eq!(folder.names(), ["article.json", "page.txt"], "nothing is left beside the file");

    let again = folder.run(&["import", "article.json"]);
    assert_eq!(again.stdout, printed.stdout, "importing an imported article changes nothing");
    assert_eq!(folder.run(&["check", "article.json", "page.txt"]), Run::silent(0));
}

#[test]
fn import_writes_the_fields_in_the_order_of_reading() {
    let folder = Folder::with(&[("page.txt", PAGE)]);
    let json = folder.run(&["import", "page.txt"]).stdout;
    let keys: Vec<_> = json
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split_once("\":"))
        .map(|(key, _)| key)
        .collect();
    expect!["@context @type headline inLanguage articleSection standfirst datePublished commentCount body sourceOrganization mentions related trending"]
        .assert_eq(&keys.join(" "));
}

#[test]
fn import_finds_entities_of_the_built_in_dictionary_and_of_glosses() {
    let folder = Folder::with(&[("page.txt", PAGE)]);
    let article = sound(&folder.run(&["import", "page.txt"]).stdout);
    expect![[r#"
        deepseek       organization DeepSeek [深度求索] 1
        openai         organization OpenAI [] 1
        google         organization 谷歌 [Google, 谷歌公司] 2
        melanie-mitchell person       梅拉妮・米切尔 [Melanie Mitchell] 2
    "#]]
    .assert_eq(&cast(&article));
    assert_eq!(
        article.entity("google").and_then(|google| google.description.as_deref()),
        Some("1998 年成立的美国科技公司，开发同名搜索引擎、Android 和 Gemini。"),
        "a Chinese article has Chinese descriptions"
    );
}

#[test]
fn import_gives_an_english_article_english_names() {
    let folder = Folder::with(&[("page.txt", "Models\n\nGoogle and 阿里巴巴 publish models.\n")]);
    let article = sound(&folder.run(&["import", "page.txt"]).stdout);
    expect![[r#"
        google         organization Google [谷歌公司] 1
    "#]]
    .assert_eq(&cast(&article));
}

#[test]
fn entities_of_the_article_win_over_those_of_dictionaries() {
    let article = r#"{
        "headline": "Openness", "inLanguage": "en",
        "body": ["Google, Mozilla, DeepSeek and the Apache Foundation."],
        "mentions": [{ "id": "goog", "name": "Google", "description": "Our own words." },
                     { "id": "mozilla", "name": "Mozilla Corporation" }]
    }"#;
    let dictionary = r#"[
        { "id": "google", "name": "ＧＯＯＧＬＥ", "alternateName": "DeepSeek", "description": "Has the name of another." },
        { "id": "mozilla", "name": "Mozilla" },
        { "id": "asf", "@type": "Organization", "name": "Apache Foundation" },
        { "id": "debian", "name": "Debian" }
    ]"#;
    let folder = Folder::with(&[("article.json", article), ("dictionary.json", dictionary)]);
    let found = folder.run(&["import", "article.json", "--entities", "dictionary.json"]);
    assert_eq!(found.stderr, "");
    expect![[r#"
        goog           concept      Google [] 1
        mozilla        concept      Mozilla Corporation [] 0
        asf            organization Apache Foundation [] 1
    "#]]
    .assert_eq(&cast(&sound(&found.stdout)));
}

#[test]
fn entities_of_a_given_dictionary_win_over_the_built_in_ones() {
    let dictionary = r#"[{ "id": "google", "name": "谷歌", "description": "自家词条。" },
                         { "id": "ds", "name": "深度求索", "alternateName": "deepseek" },
                         { "id": "hospital", "@type": "Organization", "name": "县医院" }]"#;
    let folder = Folder::with(&[("page.txt", PAGE), ("dictionary.json", dictionary)]);
    let article = sound(&folder.run(&["import", "--entities", "dictionary.json", "page.txt"]).stdout);
    expect![[r#"
        google         concept      谷歌 [] 1
        ds             concept      深度求索 [deepseek] 1
        hospital       organization 县医院 [] 2
        openai         organization OpenAI [] 1
        melanie-mitchell person       梅拉妮・米切尔 [Melanie Mitchell] 2
    "#]]
    .assert_eq(&cast(&article));
}

#[test]
fn import_reports_what_it_had_to_mend() {
    let article = r#"{ "headline": "H", "body": ["x", { "type": "marquee", "content": "y" }] }"#;
    let folder = Folder::with(&[("a.json", article), ("d.json", r#"[{ "id": "nameless" }]"#)]);
    let run = folder.run(&["import", "a.json", "--entities", "d.json", "-o", "b.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    expect![[r#"
        a.json: body[1]: unknown block "marquee"; its text is kept
        d.json: [0]: no name; it is left out
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn reads_standard_input() {
    let folder = Folder::with(&[]);
    let run = folder.run_with_input(&["import", "-"], PAGE.as_bytes());
    assert_eq!(run.code, 0);
    sound(&run.stdout);
    let run = folder.run_with_input(&["check", "-"], b"{}");
    assert_eq!(run.code, 1);
    expect![[r#"
        standard input: This is an object without headline and body, not an article. An article is an object with “headline” and “body”.
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn check_names_file_and_path() {
    let article = r#"{
        "headline": "H",
        "datePublished": "yesterday",
        "body": [
            ["never"],
            { "type": "heading", "level": 1, "content": "T" },
            { "type": "paragraph", "content": ["By ", { "type": "mention", "entity": "openai", "content": "it" }] },
            { "type": "paragraph", "content": { "type": "link", "url": "javascript:alert(1)", "content": "x" } },
            "Of Mercury\nand mercury, said Jane Roe and Richard Roe. Roe? No."
        ],
        "mentions": [{ "name": "Jane Roe", "@type": "Person", "id": "jane" },
                     { "name": "Richard Roe", "@type": "Person", "id": "richard" },
                     { "name": "Mercury", "id": "planet" }, { "name": "mercury", "id": "element" },
                     { "name": "Hydrargyrum", "alternateName": "MERCURY", "id": "metal" }]
    }"#;
    let folder = Folder::with(&[("a.json", article), ("good.json", r#"{ "headline": "H", "body": "x" }"#)]);
    let run = folder.run(&["check", "good.json", "a.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        a.json: body[0]: an array where a block is expected; its text is kept
        a.json: body[1]: heading level 1 is outside 2 to 6
        a.json: body[2].content[1].entity: no entity "openai"
        a.json: body[3].content.url: an address that starts with "javascript:" is not followed
        a.json: datePublished: "yesterday" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        a.json: mentions: the name "Mercury" stands in the text 2 times, first in “Of Mercury and mercury, sa”, and links to nothing there, since "planet" and "element" and "metal" share it; take it from all but one, or mark each place with a mention run
        a.json: mentions: the name "Roe" stands in the text once, first in “nd Richard Roe. Roe? No.”, and links to nothing there, since "jane" and "richard" share it; mark each place with a mention run
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn check_reads_feeds_as_well() {
    let feed = r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Library", "items": [
        { "id": "1", "title": "One", "_sidelight": { "src": "one.json" } }, { "id": "2", "title": "Two" }
    ] }"#;
    let run = Folder::with(&[("feed.json", feed)]).run(&["check", "feed.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        feed.json: items[1]: an item wants a title and the address of its article in “_sidelight.src”; it is left out
    "#]].assert_eq(&run.stdout);
}

#[test]
fn files_that_are_no_articles_are_told_apart() {
    let folder = Folder::with(&[
        ("empty.json", ""),
        ("blank.txt", " \n\n"),
        ("broken.json", "{ \"headline\": \"H\",\n  \"body\": [\"x\" }"),
        ("list.json", "[]"),
        ("line.txt", "Only one line\n"),
        ("page.html", "<!doctype html><p>404"),
        ("good.json", r#"{ "headline": "H", "body": ["x"] }"#),
    ]);
    fs::write(folder.path("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").expect("a file");
    fs::write(folder.path("zero.txt"), b"Head\n\nte\0xt").expect("a file");
    fs::create_dir(folder.path("folder")).expect("a folder");
    let files = ["missing.json", "folder", "empty.json", "blank.txt", "broken.json", "list.json"];
    let more = ["line.txt", "page.html", "picture.png", "zero.txt", "good.json"];
    let run = folder.run(&[&["check"], &files[..], &more[..]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    let told = expect![[r#"
        missing.json: There is no such file. Check its name and its folder.
        folder: This is a folder. Name the file of an article.
        empty.json: The file is empty. Give it an article as JSON or as a text page.
        blank.txt: The file is empty. Give it an article as JSON or as a text page.
        broken.json: The JSON is broken at line 2, column 16 (byte 34, in body): a comma or ] is expected.
        list.json: This is an array, not an article. An article is an object with “headline” and “body”.
        line.txt: This is a single line of text, not an article. An article is an object with “headline” and “body”.
        page.html: This is a web page in which no article is found. Save the page of the article itself; this may be that of a list, or of an error.
        picture.png: The file is not UTF-8 text (byte 0). Save it as UTF-8.
        zero.txt: The file is not UTF-8 text (byte 8). Save it as UTF-8.
    "#]];
    told.assert_eq(&run.stderr);
    for file in [&files[..], &more[..4]].concat() {
        let run = folder.run(&["import", file, "-o", "out.json"]);
        assert_eq!(run.code, 1, "{file}");
        assert!(run.stderr.starts_with(&format!("{file}: ")), "{}", run.stderr);
        assert!(!folder.path("out.json").exists(), "{file}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told_and_leaves_no_trace() {
    let folder = Folder::with(&[("page.txt", PAGE), ("old.json", "precious")]);
    fs::create_dir(folder.path("folder")).expect("a folder");
    let told = |arguments: &[&str], expected: Expect| {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
        expected.assert_eq(&run.stderr);
    };
    told(
        &["import", "page.txt", "-o", "nowhere/out.json"],
        expect![[r#"
            nowhere/out.json: There is no such folder. Make it, or choose another.
        "#]],
    );
    told(
        &["import", "page.txt", "-o", "folder"],
        expect![[r#"
            folder: This is a folder. Name the file to write.
        "#]],
    );
    told(
        &["import", "page.txt", "-o", "old.json", "--entities", "page.txt"],
        expect![[r#"
            page.txt: The JSON is broken at line 1, column 1 (byte 0): a value is expected.
        "#]],
    );
    told(
        &["import", "page.txt", "-o", "old.json", "--entities", "nothing.json"],
        expect![[r#"
            nothing.json: There is no such file. Check its name and its folder.
        "#]],
    );
    assert_eq!(folder.read("old.json"), "precious");
    assert_eq!(folder.names(), ["folder", "old.json", "page.txt"]);
}

#[test]
fn a_dictionary_of_another_shape_is_told() {
    let folder = Folder::with(&[("page.txt", PAGE), ("d.json", r#"{ "mentions": [] }"#)]);
    let run = folder.run(&["import", "page.txt", "--entities", "d.json"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        d.json: This is an object, not a dictionary. A dictionary is an array of entities.
    "#]]
    .assert_eq(&run.stderr);
}

#[cfg(unix)]
#[test]
fn an_output_may_be_a_link_or_a_device() {
    let folder = Folder::with(&[("page.txt", PAGE), ("real.json", "old")]);
    std::os::unix::fs::symlink("real.json", folder.path("link.json")).expect("a link");
    assert_eq!(folder.run(&["import", "page.txt", "-o", "link.json"]), Run::silent(0));
    assert!(folder.path("link.json").is_symlink());
    sound(&folder.read("real.json"));
    assert_eq!(folder.run(&["import", "page.txt", "-o", "/dev/null"]), Run::silent(0));
}

#[test]
fn the_command_line_is_explained() {
    let folder = Folder::with(&[]);
    let help = folder.run(&["--help"]);
    assert_eq!(help.code, 0);
    for word in ["import", "check", "mentions", "Exit codes", "Usage: sidelight <COMMAND>"] {
        assert!(help.stdout.contains(word), "{word}");
    }
    let version = folder.run(&["--version"]);
    assert_eq!((version.code, version.stdout), (0, format!("sidelight {}\n", env!("CARGO_PKG_VERSION"))));
    for wrong in [
        &[][..],
        &["import"],
        &["check"],
        &["mentions"],
        &["mentions", "a", "b"],
        &["publicize"],
        &["import", "a", "--loud"],
        &["import", "a", "b"],
    ] {
        let run = folder.run(wrong);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(run.stderr.contains("Usage: sidelight"), "{wrong:?}: {}", run.stderr);
    }
}

#[test]
fn mentions_are_listed_in_the_order_of_the_text() {
    let folder = Folder::with(&[
        ("article.json", LIGHTHOUSE),
        ("site.json", SITE),
        ("more.json", r#"[{ "id": "coast-guard", "name": "coastguard" }]"#),
    ]);
    let run = folder.run(&["mentions", "article.json", "--entities", "site.json", "--entities", "more.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    expect![[r#"
        灯塔         0   0   6  灯塔
        灯塔         0  12  22  lighthouse
        harbour      1   7  14  harbour
        keeper       1  30  38  Ada Lind
        lamp         1  51  55  lamp
        coast-guard  1  73  83  coastguard
        harbour      2   4  11  harbour
        keeper       3   4  10  keeper
        灯塔         5   0   6  灯塔
    "#]]
    .assert_eq(&run.stdout);
    let run = folder.run(&["mentions", "--json", "article.json", "--entities", "site.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    expect![[r#"
        [
          {"entity": "灯塔", "block": 0, "start": 0, "end": 6, "text": "灯塔"},
          {"entity": "灯塔", "block": 0, "start": 12, "end": 22, "text": "lighthouse"},
          {"entity": "harbour", "block": 1, "start": 7, "end": 14, "text": "harbour"},
          {"entity": "keeper", "block": 1, "start": 30, "end": 38, "text": "Ada Lind"},
          {"entity": "lamp", "block": 1, "start": 51, "end": 55, "text": "lamp"},
          {"entity": "harbour", "block": 2, "start": 4, "end": 11, "text": "harbour"},
          {"entity": "keeper", "block": 3, "start": 4, "end": 10, "text": "keeper"},
          {"entity": "灯塔", "block": 5, "start": 0, "end": 6, "text": "灯塔"}
        ]
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn mentions_are_of_bytes_in_the_text_of_a_block() {
    let folder = Folder::with(&[("article.json", LIGHTHOUSE), ("site.json", SITE)]);
    let run = folder.run(&["mentions", "article.json", "--json", "--entities", "site.json"]);
    let texts = sound(LIGHTHOUSE).block_texts();
    let mentions: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).expect("an array");
    assert!(mentions.len() > 5);
    for mention in mentions {
        let number = |key: &str| mention[key].as_u64().expect("a number") as usize;
        assert_eq!(
            mention["text"],
            texts[number("block")].as_str()[number("start")..number("end")],
            "{mention}"
        );
    }
}

#[test]
fn an_article_without_mentions_lists_none() {
    let folder = Folder::with(&[("page.txt", PAGE)]);
    assert_eq!(folder.run(&["mentions", "page.txt"]), Run::silent(0));
    let run = folder.run(&["mentions", "page.txt", "--json"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "[]\n", ""));
}

#[test]
fn mentions_reads_standard_input_and_says_what_is_no_article() {
    let folder = Folder::with(&[("site.json", SITE)]);
    let run = folder.run_with_input(&["mentions", "-", "--entities", "site.json"], LIGHTHOUSE.as_bytes());
    fs::write(folder.path("article.json"), LIGHTHOUSE).expect("a file");
    assert_eq!(run, folder.run(&["mentions", "article.json", "--entities", "site.json"]));
    let run = folder.run(&["mentions", "site.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    expect![[r#"
        site.json: This is an array, not an article. An article is an object with “headline” and “body”.
    "#]]
    .assert_eq(&run.stderr);
    let article = r#"{ "headline": "H", "body": ["E", { "type": "marquee", "content": "y" }], "mentions": { "name": "E" } }"#;
    let run = folder.run_with_input(&["mentions", "-"], article.as_bytes());
    assert_eq!((run.code, run.stdout.as_str()), (0, "e  1  0  1  E\n"));
    expect![[r#"
        standard input: body[1]: unknown block "marquee"; its text is kept
    "#]]
    .assert_eq(&run.stderr);
}

/// A line feed in a text would be a line more, and a control character an order to the terminal.
#[test]
fn a_mention_is_one_line() {
    let article = r#"{
        "headline": "H", "mentions": { "id": "a\u001b[2Jb\nc", "name": "N" },
        "body": [{ "content": ["By ", { "type": "mention", "entity": "a\u001b[2Jb\nc", "content": ["x\u001b[1m", { "type": "break" }, "y\nz"] }] }]
    }"#;
    let folder = Folder::with(&[("a.json", article)]);
    let run = folder.run(&["mentions", "a.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "a [2Jb c  1   3  14  x [1m y z\n");
    let run = folder.run(&["mentions", "a.json", "--json"]);
    let mentions: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(mentions[0]["text"], "x\u{1b}[1m\u{2028}y\nz");
    assert_eq!(mentions[0]["entity"], "a\u{1b}[2Jb\nc");
    assert!(!run.stdout.contains('\u{1b}'));
}

#[test]
fn check_says_which_names_stand_twice_in_an_object() {
    let article = r#"{ "headline": "A", "body": ["x", { "content": "y", "content": "z", "content": "u" }], "headline": "B" }"#;
    let dictionary = r#"[{ "name": "A" }, { "name": "B", "in": { "en": { "name": "C" }, "en": {} } }]"#;
    let feed = r#"{ "items": [{ "title": "T", "_sidelight": { "src": "a.json", "src": "b.json" } }] }"#;
    let folder = Folder::with(&[("a.json", article), ("d.json", dictionary), ("f.json", feed)]);
    let run = folder.run(&["check", "a.json", "d.json", "f.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        a.json: body[1].content: the name stands more than once in its object; the last one counts
        a.json: headline: the name stands more than once in its object; the last one counts
        d.json: the name "A" of "a" is a single letter, and is found wherever it stands; leave it out, or set “find” to first or none
        d.json: the name "B" of "b" is a single letter, and is found wherever it stands; leave it out, or set “find” to first or none
        d.json: [1].in.en: the name stands more than once in its object; the last one counts
        f.json: items[0]._sidelight.src: the name stands more than once in its object; the last one counts
    "#]].assert_eq(&run.stdout);
}

/// Control characters would be orders to the terminal, and controls of direction turn around what stands behind them.
#[test]
fn what_is_said_of_a_text_gives_the_terminal_no_orders() {
    let hostile = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}evil\u{2066}\u{7f}\u{2028}\n";
    let article = serde_json::json!({
        "headline": hostile, "datePublished": hostile, "inLanguage": hostile, "url": format!("{hostile}:x"),
        "body": [{ "type": hostile, "content": "x" }, { "content": [hostile, { "type": "mention", "entity": "e", "content": hostile }] }],
        "mentions": [{ "id": "e", "name": hostile, "@type": "Person" }, { "id": "e", "name": "N" }, { "name": hostile }],
        "dictionary": [format!("{hostile}.json"), format!("https://a.example/{hostile}")],
    });
    let broken = format!("{{ {}: [ x", serde_json::json!(hostile));
    let name = "a\u{1b}[2J\u{202e}.json";
    let folder = Folder::with(&[("a.json", &article.to_string()), ("b.json", &broken), (name, "{")]);
    let is_order = |c: char| c != '\n' && c.is_control() || "\u{2028}\u{202e}\u{2066}".contains(c);
    let mut said = 0;
    for command in [
        &["check", "a.json"][..],
        &["check", "b.json"],
        &["check", name],
        &["check", "a\u{1b}[2J"],
        &["import", "a.json"],
        &["mentions", "a.json"],
        &["mentions", "a.json", "--json"],
    ] {
        let run = folder.run(command);
        for output in [run.stdout, run.stderr] {
            assert!(!output.contains(is_order), "{command:?}: {output:?}");
            said += output.matches("\\u").count();
        }
    }
    assert!(said > 20, "it is said what stands there");
    // What is written is the same article.
    let imported = folder.run(&["import", "a.json"]).stdout;
    let imported: serde_json::Value = serde_json::from_str(&imported).expect("JSON");
    assert_eq!(imported["body"][1]["content"][0], hostile);
}

/// The address of the dictionary that an article names, and whether the file is read.
#[test]
fn dictionaries_that_an_article_names_are_read_beside_it() {
    let folder = Folder::with(&[("site.json", SITE), ("侧 光.json", SITE), ("100%.json", SITE)]);
    for name in ["news", "news/deep"] {
        fs::create_dir(folder.path(name)).expect("a folder");
    }
    fs::write(folder.path("news/site.json"), SITE).expect("a file");
    let root = format!("{}", folder.path("site.json").display());
    let table = [
        ("site.json", true),
        ("./site.json?v=2#top", true),
        ("../site.json", true),
        ("../%E4%BE%A7%20%e5%85%89.json", true),
        ("../侧 光.json", true),
        ("deep", false),
        ("", false),
        ("#top", false),
        ("../100%.json", true),
        ("%FF.json", false),
        ("https://a.example/site.json", false),
        ("//a.example/site.json", false),
        ("/site.json", false),
        (&root, false),
        (&root.replace('/', "%2F"), false),
    ];
    for (address, is_read) in table {
        let article = LIGHTHOUSE
            .replace("\"body\"", &format!("\"dictionary\": {}, \"body\"", serde_json::json!(address)));
        fs::write(folder.path("news/article.json"), article).expect("a file");
        let run = folder.run(&["mentions", "news/article.json"]);
        assert_eq!((run.code, run.stdout.contains("harbour")), (0, is_read), "{address}");
        let note = format!(
            "news/article.json: dictionary: {address} is no file beside the article, and is not read\n"
        );
        assert_eq!(run.stderr, if is_read || address.is_empty() { "" } else { &note });
        let check = folder.run(&["check", "news/article.json"]);
        assert_eq!(
            (check.code, check.stdout.as_str()),
            (0, ""),
            "what cannot be looked at is no fault: {address}"
        );
    }
}

#[test]
fn a_file_that_an_article_names_and_that_cannot_be_read_is_a_fault_of_it() {
    let article = r#"{ "headline": "H", "body": "The harbour.", "dictionary": ["gone.json", "broken.json", "site.json"], "annotations": "gone.json" }"#;
    let folder = Folder::with(&[("a.json", article), ("broken.json", "["), ("site.json", SITE)]);
    let said = expect![[r#"
        a.json: dictionary: gone.json: There is no such file. Check its name and its folder.
        a.json: dictionary: broken.json: The JSON is broken at line 1, column 1 (byte 1): the file ends within an array.
        a.json: annotations: gone.json: There is no such file. Check its name and its folder.
    "#]];
    let run = folder.run(&["check", "a.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    said.assert_eq(&run.stdout);
    let run = folder.run(&["mentions", "a.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "harbour  1   4  11  harbour\n"));
    said.assert_eq(&run.stderr);
}

#[test]
fn names_of_the_article_are_its_own_alone() {
    let article = r#"{
        "headline": "Fruit", "inLanguage": "en", "body": "Apple, Apple Records, Acme and Acorn.",
        "mentions": [{ "id": "apple", "name": "Apple Inc.", "alternateName": "Apple" }, { "id": "acme", "name": "Acme" }]
    }"#;
    let dictionary = r#"[
        { "id": "records", "name": "Apple Records", "alternateName": ["apple"] },
        { "id": "roadrunner", "name": "ACME", "alternateName": "Acorn" },
        { "id": "acme", "name": "Acorn" }
    ]"#;
    let folder = Folder::with(&[("a.json", article), ("d.json", dictionary)]);
    let listed = folder.run(&["mentions", "a.json", "--entities", "d.json"]).stdout;
    expect![[r#"
        apple    1   0   5  Apple
        records  1   7  20  Apple Records
        acme     1  22  26  Acme
    "#]]
    .assert_eq(&listed);
    assert_eq!(folder.run(&["check", "a.json", "--entities", "d.json"]), Run::silent(0));
    assert_eq!(folder.run(&["import", "a.json", "--entities", "d.json", "-o", "b.json"]), Run::silent(0));
    assert_eq!(folder.run(&["mentions", "b.json"]).stdout, listed, "what is written stands alone");
    assert_eq!(folder.run(&["check", "b.json"]), Run::silent(0));
}

#[test]
fn an_article_that_names_a_dictionary_is_given_no_other() {
    let article = r#"{ "headline": "H", "body": "Google at the harbour.", "dictionary": "site.json" }"#;
    let folder = Folder::with(&[("a.json", article), ("site.json", SITE)]);
    let written = sound(&folder.run(&["import", "a.json"]).stdout);
    assert_eq!((written.entities, written.dictionaries), (vec![], vec!["site.json".to_owned()]));
}

#[test]
fn check_says_what_is_wrong_with_a_dictionary() {
    let dictionary = r#"[
        { "id": "planet", "name": "Mercury" }, { "id": "element", "name": "Hydrargyrum", "alternateName": ["MERCURY", "Hg", "hg"] },
        { "id": "planet", "name": "Venus" }, {}, { "name": "X" }, { "name": "Y", "find": "first" }, { "name": "𝄞" },
        { "id": "mars", "name": "Mars", "in": { "zh": { "name": "火" }, "zh-Hant": { "alternateName": ["Hg"] } } },
        { "id": "fire", "name": "Fire", "alternateName": "火", "find": "none", "in": { "fr": { "facts": 5 } } }
    ]"#;
    let folder = Folder::with(&[
        ("d.json", dictionary),
        ("site.json", SITE),
        ("list.json", "[]"),
        ("articles.json", "[{ \"headline\": \"H\" }]"),
    ]);
    let run = folder.run(&["check", "site.json", "d.json", "list.json", "articles.json"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        d.json: [2]: the id "planet" is taken by "Mercury"; the second is left out
        d.json: [3]: no name; it is left out
        d.json: the name "Mercury" is shared by "planet" and "element"; it links to the one that an article mentions by another name as well, else to none
        d.json: the name "X" of "x" is a single letter, and is found wherever it stands; leave it out, or set “find” to first or none
        d.json: the name "𝄞" of "𝄞" is a single letter, and is found wherever it stands; leave it out, or set “find” to first or none
        d.json: [8].in.fr.facts: a fact wants a “label” and a “value”; it is left out
        d.json: the name "火" of "mars" is a single letter, and is found wherever it stands; leave it out, or set “find” to first or none
        d.json: the name "Hg" is shared by "element" and "mars"; it links to the one that an article mentions by another name as well, else to none
    "#]].assert_eq(&run.stdout);
    expect![[r#"
        list.json: This is an array, not an article. An article is an object with “headline” and “body”.
        articles.json: This is an array, not an article. An article is an object with “headline” and “body”.
    "#]]
    .assert_eq(&run.stderr);
    assert_eq!(folder.run(&["check", "site.json"]), Run::silent(0));
}

#[test]
fn check_says_which_names_of_dictionaries_link_to_none() {
    let dictionary = r#"[{ "id": "planet", "name": "Mercury" }, { "id": "element", "name": "Mercury" }, {}]"#;
    let article = r#"{ "headline": "H", "inLanguage": "en", "body": "Mercury here, Mercury there." }"#;
    let folder = Folder::with(&[("a.json", article), ("b.json", article), ("d.json", dictionary)]);
    let run = folder.run(&["check", "a.json", "--entities", "d.json", "b.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        a.json: the name "Mercury" stands in the text 2 times, first in “Mercury here, Mercury t”, and links to nothing there, since "planet" and "element" share it; take it from all but one, or mark each place with a mention run
        d.json: [2]: no name; it is left out
        b.json: the name "Mercury" stands in the text 2 times, first in “Mercury here, Mercury t”, and links to nothing there, since "planet" and "element" share it; take it from all but one, or mark each place with a mention run
    "#]].assert_eq(&run.stdout);
    let run = folder.run(&["check", "a.json", "b.json", "--entities", "gone.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    expect![[r#"
        gone.json: There is no such file. Check its name and its folder.
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn import_marks_what_annotations_point_at() {
    let folder = Folder::with(&[("article.json", LIGHTHOUSE), ("notes.json", NOTES)]);
    let run = folder.run(&["import", "article.json", "--annotations", "notes.json", "-o", "out.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.starts_with("notes.json: "), "{}", run.stderr);
    let article = sound(&folder.read("out.json"));
    let body = serde_json::to_value(&article.body).expect("JSON");
    let content = &body[0]["content"];
    assert_eq!(
        content[1],
        serde_json::json!({ "type": "mention", "entity": "keeper", "content": "the old woman" })
    );
    let listed = folder.run(&["mentions", "article.json", "--annotations", "notes.json"]);
    assert_eq!(folder.run(&["mentions", "out.json"]).stdout, listed.stdout, "what is written stands alone");
    assert!(listed.stdout.contains("the old woman"));
    assert_eq!(listed.stderr, run.stderr);
    let check = folder.run(&["check", "article.json", "--annotations", "notes.json"]);
    assert_eq!((check.code, check.stdout), (1, run.stderr), "what cannot be found is a fault");
}

#[test]
fn annotations_that_an_article_names_are_read_beside_it() {
    let article = LIGHTHOUSE.replace("\"body\"", "\"annotations\": \"notes.json\", \"body\"");
    let folder = Folder::with(&[("article.json", &article), ("notes.json", NOTES)]);
    let run = folder.run(&["mentions", "article.json"]);
    assert!(run.stdout.contains("the old woman"), "{}", run.stdout);
    let run = folder.run(&["check", "article.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(run.stdout.starts_with("notes.json: "), "{}", run.stdout);
}

#[test]
fn what_is_marked_first_wins_over_annotations_behind_it() {
    let of = |exact: &str| {
        format!(
            r##"[{{ "type": "Annotation", "motivation": "identifying", "body": "#entity-灯塔",
                "target": {{ "selector": {{ "type": "TextQuoteSelector", "exact": "{exact}" }} }} }}]"##
        )
    };
    let folder = Folder::with(&[
        ("article.json", LIGHTHOUSE),
        ("run.json", &of("The keeper")),
        ("lamp.json", &of("lights the lamp")),
        ("the lamp.json", &of("the lamp. ")),
        ("site.json", SITE),
    ]);
    let with = |files: &[&str]| {
        let files = files.iter().flat_map(|file| ["--annotations", file]);
        let command = ["mentions", "article.json", "--entities", "site.json"];
        let run = folder.run(&command.into_iter().chain(files).collect::<Vec<_>>());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    assert_eq!(with(&["run.json"]), with(&[]));
    assert_eq!(with(&["lamp.json", "the lamp.json"]), with(&["lamp.json"]));
    assert_eq!(with(&["the lamp.json", "lamp.json"]), with(&["the lamp.json"]));
    let listed = with(&["lamp.json"]);
    assert!(listed.contains("  lights the lamp\n") && !listed.contains("  lamp\n"), "{listed}");
}

/// Two annotations: one of the keeper, and one of what is not in the text.
const NOTES: &str = r#"[
    { "type": "Annotation", "motivation": "identifying", "body": "https://sidelight.example/#entity-keeper",
      "target": { "source": "article.json", "selector": { "type": "TextQuoteSelector", "exact": "the old woman" } } },
    { "type": "Annotation", "motivation": "identifying", "body": "https://sidelight.example/#entity-keeper",
      "target": { "source": "article.json", "selector": { "type": "TextQuoteSelector", "exact": "the young man" } } }
]"#;

const LIGHTHOUSE: &str = r#"{
    "headline": "灯塔 (the lighthouse)", "inLanguage": "en",
    "body": [
        "In the harbour the old woman, Ada Lind, lights the lamp. 👩‍💻 The coastguard calls at night.",
        { "type": "list", "items": ["The harbour", { "content": ["The ", { "type": "mention", "entity": "keeper", "content": "keeper" }] }] },
        { "type": "table", "rows": [["灯塔", "1888"]] }
    ],
    "mentions": [{ "@type": "Person", "id": "keeper", "name": "Ada Lind" },
                 { "@type": "Place", "id": "灯塔", "name": "灯塔", "alternateName": "lighthouse" }]
}"#;

/// A dictionary for a whole site.
const SITE: &str = r#"[
    { "@type": "Place", "id": "harbour", "name": "harbour" },
    { "@type": "Place", "id": "lamp", "name": "lamp", "in": { "zh": { "name": "油灯" } } },
    { "id": "keeper", "name": "woman" }
]"#;

/// The op-ed that is the project's first real input. It lies beside the repository, since its text is not
/// ours to publish.
#[test]
fn the_sample_is_imported_with_its_cast() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/op-ed.zh.txt");
    if !sample.exists() {
        eprintln!("skipped: {} is missing", sample.display());
        return;
    }
    let folder = Folder::with(&[]);
    fs::copy(&sample, folder.path("op-ed.txt")).expect("a copy of the sample");
    assert_eq!(folder.run(&["import", "op-ed.txt", "-o", "op-ed.json"]), Run::silent(0));
    assert_eq!(folder.run(&["check", "op-ed.json"]), Run::silent(0));
    let article = sound(&folder.read("op-ed.json"));
    assert_eq!((article.related.len(), article.trending.len()), (6, 9));
    let index = EntityIndex::new(&article, &article.block_texts());
    let counts = article.entities.iter().zip(0..).map(|(entity, place)| (index.count(place), &*entity.name));
    let counts: Vec<_> = counts.map(|(count, name)| format!("{name} {count}")).collect();
    expect!["李开复 2, 拉吉·雷迪 2, 埃里克·施密特 2, 零一万物 1, DeepSeek 3, OpenAI 2, 谷歌 4, Meta 1, 苹果 2, 英伟达 1, Anthropic 1, xAI 1, Hugging Face 1, 阿里巴巴 1, 百度 1, 智谱 1, 月之暗面 1, 美团 1, 金融时报 2, 纳斯达克 1, DeepSeek R1 4, GPT-5 1, Gemini 1, Llama 1, 千问 1, iOS 1, Android 3, iPhone 1, 美国 13, 中国 14, 英国 1, 硅谷 1, 图灵奖 1, GPU 2, 大语言模型 3, 开源 13, 生成式 AI 2, 微调 1, 语音识别 1, 算力 2, 出口管制 1, 风险资本 1"].assert_eq(&counts.join(", "));
}

/// An article that decodes without a diagnostic.
fn sound(json: &str) -> Article {
    let decoded = decode(json.as_bytes()).expect("an article");
    assert_eq!(decoded.diagnostics, []);
    decoded.article
}

/// The entities with their kind, names and number of mentions, a line each.
fn cast(article: &Article) -> String {
    let index = EntityIndex::new(article, &article.block_texts());
    let line = |(place, entity): (usize, &sidelight_engine::article::Entity)| {
        format!(
            "{:14} {:12} {} [{}] {}\n",
            entity.id,
            entity.kind.name(),
            entity.name,
            entity.alternate_names.join(", "),
            index.count(place as u32)
        )
    };
    article.entities.iter().enumerate().map(line).collect()
}

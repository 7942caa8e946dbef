//! What the program reads beside the formats of the engine: web pages, Markdown and plain texts. Each file in
//! `fixtures/input` has beside it, as `NAME.article.json`, what it is imported as.

mod folder;

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect, expect_file};
use serde_json::{Value, json};

use folder::{Folder, Run};

#[test]
fn each_fixture_is_the_article_that_was_read() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/input");
    let mut files: Vec<_> =
        fs::read_dir(&fixtures).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| !file.to_string_lossy().ends_with(".article.json"));
    files.sort();
    assert_eq!(files.len(), 5);
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let folder = Folder::with(&[]);
        fs::copy(&file, folder.path(&name)).expect("a copy");
        let Run { code, stdout, stderr } = folder.run(&["import", &name]);
        assert_eq!(code, 0, "{stderr}");
        expect_file![format!("{}.article.json", file.display())].assert_eq(&(stdout + &stderr));
    }
}

/// Imports a file of this name. What came of it, and what was said.
#[track_caller]
fn imported(name: &str, content: &[u8]) -> (Value, String) {
    let folder = Folder::with(&[]);
    fs::write(folder.path(name), content).expect("a file");
    let run = folder.run(&["import", name]);
    (serde_json::from_str(&run.stdout).unwrap_or_default(), run.stderr)
}

/// The headline and the blocks of what is imported, a line each, and what was said.
#[track_caller]
fn check(name: &str, text: &str, expected: Expect) {
    let (article, said) = imported(name, text.as_bytes());
    let mut lines = format!("# {}\n", article["headline"].as_str().unwrap_or_default());
    for block in article["body"].as_array().into_iter().flatten() {
        lines += &format!("{block}\n");
    }
    expected.assert_eq(&(lines + &said));
}

/// How a file is called and what it begins with, and the headline that it has.
#[test]
fn what_a_file_is_is_told_by_its_name_and_its_beginning() {
    let markdown = "# Tea\n\nOne *cup*.\n";
    let front = "---\ntitle: Tea\n---\n\nOne *cup*.\n";
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/input/page.html"))
            .expect("a page");
    let native = r#"{ "headline": "Tea", "body": ["One cup."] }"#;
    let table = [
        ("a.md", markdown, Some("Tea")),
        ("A.MARKDOWN", markdown, Some("Tea")),
        ("a.txt", markdown, Some("# Tea")),
        ("a", markdown, Some("# Tea")),
        ("a.md", front, Some("Tea")),
        ("a.txt", front, Some("Tea")),
        ("a", front, Some("Tea")),
        ("a.html", &page, Some("The ferry that would not sail")),
        ("a.htm", &page, Some("The ferry that would not sail")),
        ("a", &page, Some("The ferry that would not sail")),
        ("a.json", &page, None),
        ("a.json", native, Some("Tea")),
        ("a", native, Some("Tea")),
        ("a.txt", native, Some("Tea")),
        ("a.md", "\u{FEFF}# Tea\n\nOne cup.", Some("Tea")),
        ("a.md", "[Tea](https://tea.example/) for one.", Some("")),
        ("a.txt", "---\n\nTea\n\n---\n\nOne cup.", Some("---")),
        ("a.md", " \n", None),
        ("a.html", "<p>404", None),
        ("a.html", "Not found", None),
    ];
    for (name, content, headline) in table {
        let (article, said) = imported(name, content.as_bytes());
        assert_eq!(article["headline"].as_str(), headline, "{name}: {content}: {said}");
        assert!(headline.is_some() || said.starts_with(&format!("{name}: ")), "{said}");
    }
}

#[test]
fn text_pages_stay_what_they_are() {
    let lines = "The boat\n\nThe boat to Lindholm takes twenty minutes, all say\nand nobody has seen it since the day on which it sank\n";
    check(
        "a.txt",
        lines,
        expect![[r#"
        # The boat
        "The boat to Lindholm takes twenty minutes, all say and nobody has seen it since the day on which it sank"
    "#]],
    );
    for (mark, is_page) in [("", false), ("2025-03-04 09:05:00\n\n", true), ("以下是文章全文\n\n", true)]
    {
        let (article, _) = imported("a.txt", lines.replacen("\n\n", &format!("\n{mark}\n"), 1).as_bytes());
        assert_eq!(article["body"].as_array().map(Vec::len), Some(if is_page { 2 } else { 1 }), "{mark}");
    }
    for end in ["\n\nSource: The Harbour Post\n", "\n\nRelated\n\nOne\nTwo\n", "\n\nTrending\n\nOne\n"] {
        let (article, _) = imported("a.txt", format!("{lines}{end}").as_bytes());
        assert_eq!(article["body"].as_array().map(Vec::len), Some(2), "{end}");
    }
    // Lines that end where sentences do, short ones, and long ones.
    for lines in [
        "Boats\n\nThe boat to Lindholm takes twenty minutes, and all say so.\nNobody has seen it since the day on which it sank.\nIt was a Monday.",
        "Boats\n\nShort\nlines\nof verse",
        &format!("Boats\n\n{}\n{}", "word ".repeat(30), "word ".repeat(30)),
        "Boats\nThe boat to Lindholm takes twenty minutes, all say\n",
    ] {
        let (article, _) = imported("a.txt", lines.as_bytes());
        assert_eq!(
            article["body"].as_array().map(Vec::len),
            Some(lines.trim_end().lines().filter(|line| !line.is_empty()).count() - 1),
            "{lines}"
        );
    }
}

#[test]
fn front_matter_has_many_names_and_forms() {
    let fields = |front: &str| {
        let (mut article, said) = imported("a.md", format!("---\n{front}\n---\nText.\n").as_bytes());
        assert_eq!(said, "", "{front}");
        let article = article.as_object_mut().expect("an article");
        article.retain(|key, _| !["@context", "@type", "body"].contains(&&**key));
        json!(article)
    };
    let table = [
        ("title: 1984", json!({ "headline": "1984" })),
        ("title: T\nheadline: H", json!({ "headline": "H" })),
        ("title: T\nlang: no", json!({ "headline": "T", "inLanguage": "no" })),
        ("title: T\nlocale: zh_CN.UTF-8", json!({ "headline": "T", "inLanguage": "zh-CN" })),
        ("title: T\nauthor: Ann Lee", json!({ "headline": "T", "author": [{ "name": "Ann Lee" }] })),
        (
            "title: T\nauthor: { name: Ann Lee, bio: A poet }",
            json!({ "headline": "T", "author": [{ "name": "Ann Lee", "description": "A poet" }] }),
        ),
        ("title: T\ntags: tea", json!({ "headline": "T", "keywords": ["tea"] })),
        ("title: T\ncategories: [a, b]", json!({ "headline": "T", "articleSection": "a · b" })),
        (
            "title: T\nimage: https://a.example/a.png",
            json!({ "headline": "T", "image": { "url": "https://a.example/a.png", "alt": "" } }),
        ),
        (
            "title: T\ndate: 2025-03-01T08:00:00Z",
            json!({ "headline": "T", "datePublished": "2025-03-01T08:00:00Z" }),
        ),
        (
            "title: T\ndescription:\ndraft: false\nweight: 3\nslug: t\nparams: { a: [1] }",
            json!({ "headline": "T" }),
        ),
        ("# A comment.\n\ntitle: T", json!({ "headline": "T" })),
    ];
    for (front, expected) in table {
        assert_eq!(fields(front), expected, "{front}");
    }
}

#[test]
fn faults_of_front_matter_have_its_names() {
    check(
        "a.md",
        "---\ntitle: T\ndate: yesterday\ntags: { a: 1 }\nlink: javascript:alert(1)\nentities: [{ id: x }]\n---\nText.",
        expect![[r##"
            # T
            "Text."
            a.md: entities[0]: no name; it is left out
            a.md: link: an address that starts with "javascript:" is not followed
            a.md: date: "yesterday" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
            a.md: tags: expected a string, found an object
        "##]],
    );
    check(
        "a.md",
        "---\ntitle: [T\n---\nText.",
        expect![[r##"
            # 
            {"language":"yaml","text":"title: [T","type":"code"}
            "Text."
            a.md: the front matter cannot be read: line 1 column 8: unclosed bracket '['; its text is kept
            a.md: no headline; the article is shown without one
        "##]],
    );
    check(
        "a.md",
        "+++\ntitle = T\n+++\nText.",
        expect![[r##"
            # 
            {"language":"toml","text":"title = T","type":"code"}
            "Text."
            a.md: the front matter cannot be read: invalid boolean, expected `true`; its text is kept
            a.md: no headline; the article is shown without one
        "##]],
    );
}

/// Aliases of aliases, which would be a thousand million words.
#[test]
fn front_matter_cannot_exhaust_the_memory() {
    let mut front = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for level in 1..9 {
        let last = level - 1;
        front += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{last}"); 10].join(","));
    }
    let (article, said) = imported("a.md", format!("---\n{front}---\n# T\n\nText.\n").as_bytes());
    assert_eq!(article["headline"], "T");
    assert!(said.starts_with("a.md: the front matter cannot be read: "), "{said}");
}

#[test]
fn the_headline_is_the_title_or_the_first_heading() {
    check(
        "a.md",
        "# The *boat*\n\n# One\n\nText.\n\n## Two\n",
        expect![[r##"
            # The boat
            {"content":"One","level":2,"type":"heading"}
            "Text."
            {"content":"Two","level":3,"type":"heading"}
        "##]],
    );
    check(
        "a.md",
        "---\ntitle: Tea\n---\n# The boat\n\nText.\n",
        expect![[r##"
            # Tea
            {"content":"The boat","level":2,"type":"heading"}
            "Text."
        "##]],
    );
    check(
        "a.md",
        "Text.\n\n# The boat\n",
        expect![[r##"
            # 
            "Text."
            {"content":"The boat","level":2,"type":"heading"}
            a.md: no headline; the article is shown without one
        "##]],
    );
    check(
        "a.md",
        "## The boat\n\nText.\n",
        expect![[r##"
            # 
            {"content":"The boat","level":2,"type":"heading"}
            "Text."
            a.md: no headline; the article is shown without one
        "##]],
    );
}

#[test]
fn nothing_hostile_comes_of_markdown() {
    check(
        "a.md",
        "# T\n\n[a](javascript:alert(1)) ![b](data:image/svg+xml,x) <img src=x onerror=alert(1)> <a href='&#106;avascript:x'>c</a>\n\n[^\"><script>]: x\n\n<script>alert(1)</script>\n\n<iframe srcdoc='<p>x'></iframe>\n",
        expect![[r##"
            # T
            "a c"
            {"alt":"","type":"figure","url":"x"}
            {"items":[{"content":"x","id":"\"><script>"}],"type":"footnotes"}
            a.md: an address that starts with "javascript:" is not followed
            a.md: an address that starts with "javascript:" is not followed
            a.md: an address that starts with "data:" is not followed
        "##]],
    );
}

#[test]
fn pages_may_be_in_the_encoding_that_they_name() {
    let page = |charset: &str| {
        let text = "山谷里的茶农第一次坐上了新渡轮，从前绕山要走两个小时的路，如今过河只要二十分钟，镇上的老人并不都喜欢这条船。";
        format!(
            "<html><head><meta charset=\"{charset}\"><title>渡轮</title></head><body><article>{}</article></body></html>",
            format!("<p>{text}</p>").repeat(6)
        )
    };
    for encoding in [encoding_rs::UTF_8, encoding_rs::GBK, encoding_rs::BIG5, encoding_rs::SHIFT_JIS] {
        let page = page(encoding.name());
        let (bytes, _, _) = encoding.encode(&page);
        let (article, said) = imported("a.html", &bytes);
        assert_eq!(article["headline"], "渡轮", "{}: {said}", encoding.name());
    }
    let (bytes, _, _) = encoding_rs::GBK.encode("<p>渡轮");
    let (_, said) = imported("a.html", &bytes);
    assert!(said.contains("is not UTF-8 text"), "{said}");
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(page("utf-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(imported("a.html", &utf16).0["headline"], "渡轮");
}

#[test]
fn no_part_of_a_fixture_breaks_the_program() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/input");
    let folder = Folder::with(&[]);
    for name in ["page.html", "page-json-ld.html", "article.md", "hugo.md", "boat.txt"] {
        let bytes = fs::read(fixtures.join(name)).expect("a file");
        for end in (0..bytes.len()).step_by(bytes.len() / 23 + 1) {
            for part in [&bytes[..end], &bytes[end..]] {
                fs::write(folder.path(name), part).expect("a file");
                let run = folder.run(&["check", name]);
                assert!(run.code == 0 || run.code == 1, "{name} {end}: {}", run.stderr);
            }
        }
    }
}

#[test]
fn a_picture_of_its_own_has_its_title_as_caption() {
    check(
        "a.md",
        "# T\n\n![A quay](https://a.example/q.jpg \"The *quay*\")\n\nBeside ![](https://a.example/p.jpg \"a pot\") text.\n\n![One](https://a.example/1.jpg)\n",
        expect![[r##"
            # T
            {"alt":"A quay","caption":"The *quay*","type":"figure","url":"https://a.example/q.jpg"}
            "Beside text."
            {"alt":"","type":"figure","url":"https://a.example/p.jpg"}
            {"alt":"One","type":"figure","url":"https://a.example/1.jpg"}
        "##]],
    );
}

#[test]
fn what_readability_adds_is_none_of_the_article() {
    let page = format!(
        "<title>T</title><body>{}</body>",
        "<p>Some words of a text, with commas, and enough of them, so that it counts.</p>".repeat(9)
    );
    check_blocks(&page);
    check_blocks(&page.replace("<p>", "<div>").replace("</p>", "</div>"));
    check_blocks(&page.replace("<body>", "<body><article>"));
}

#[track_caller]
fn check_blocks(page: &str) {
    let (article, _) = imported("a.html", page.as_bytes());
    let blocks = article["body"].as_array().expect("blocks");
    assert!(blocks.iter().all(|block| block == "Some words of a text, with commas, and enough of them, so that it counts."), "{blocks:?}");
    assert_eq!(blocks.len(), 9);
}

/// Other parsers take minutes for this.
#[test]
fn a_page_that_is_nested_deep_ends_soon() {
    let page = format!("<html><body>{}text", "<div><b>".repeat(100_000));
    let (_, said) = imported("a.html", page.as_bytes());
    assert!(said.starts_with("a.html: This is a web page in which no article is found."), "{said}");
}

#[test]
fn of_several_articles_one_is_chosen_and_all_are_checked() {
    let item = |id: &str, html: &str| json!({ "id": id, "url": format!("https://a.example/{id}"), "title": format!("Of {id}"), "content_html": html });
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [
        item("one", "<p>One.</p>"), item("two", "<p>Two.</p><h4>Low</h4><p><a href='javascript:x'>x</a></p>"), item("three", "<p>Three <a href='#gone'>there</a>.</p>")
    ] });
    let folder = Folder::with(&[("feed.json", &feed.to_string())]);
    let run = folder.run(&["import", "feed.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    expect![[r#"
        feed.json: The file holds 3 articles. Choose one by --item, with its id, its address or its number from 1.
    "#]]
    .assert_eq(&run.stderr);
    for item in ["two", "2", "https://a.example/two"] {
        let run = folder.run(&["import", "feed.json", "--item", item]);
        assert!(run.stdout.contains("\"headline\": \"Of two\""), "{item}: {}", run.stderr);
        assert_eq!(folder.run(&["mentions", "feed.json", "--item", item]).code, 0);
    }
    let run = folder.run(&["import", "feed.json", "--item", "four"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    let run = folder.run(&["check", "feed.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r##"
        feed.json: items[1].content_html: an address that starts with "javascript:" is not followed
        feed.json: item 2: body[1]: suggestion: the heading “Low” has level 4, and the one before it is the headline; make it level 2
        feed.json: item 3: body[0]: suggestion: the link “there” leads to "#gone", which is nowhere; give this id to the block that is meant, or correct the link
    "##]]
    .assert_eq(&run.stdout);
}

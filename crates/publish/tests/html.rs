//! HTML to blocks, by the parser of the program.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use sidelight_engine::decode::decode_html;
use sidelight_publish::Html5ever;
use url::Url;

/// The JSON of the blocks, a line each, and what was wrong.
fn shown(html: &str) -> String {
    let (blocks, diagnostics) = decode_html(html, Some("https://example.org/news/tea.html"), &Html5ever);
    let blocks = blocks.iter().map(|block| serde_json::to_string(block).expect("a block is JSON"));
    let faults = diagnostics.iter().map(|fault| format!("! {}", fault.message));
    blocks.chain(faults).map(|line| line + "\n").collect()
}

#[track_caller]
fn check(html: &str, expected: Expect) {
    expected.assert_eq(&shown(html));
}

#[test]
fn paragraphs_and_marks() {
    check(
        "<p>One <em>two</em>\n  <b><i>three</i></b>.<p>四\n五 <a href='../x?y#z'>六</a><br><br>七<br>八",
        expect![[r#"
            {"type":"paragraph","content":["One ",{"type":"emphasis","content":"two"}," ",{"type":"strong","content":[{"type":"emphasis","content":"three"}]},"."]}
            {"type":"paragraph","content":["四五 ",{"type":"link","url":"https://example.org/x?y#z","content":"六"}]}
            {"type":"paragraph","content":["七",{"type":"break"},"八"]}
        "#]],
    );
}

#[test]
fn only_links_that_may_be_followed_are_links() {
    check(
        "<p><a href='java\tscript:alert(1)'>a</a> <a href=' JAVASCRIPT:x'>b</a> <a href='mailto:a@b.c'>c</a> <a \
         href='&#1;javascript:x'>d</a> <a href='#e'>e</a></p><img src='data:image/svg+xml,x'><img src=x.png \
         onerror=alert(1)>",
        expect![[r##"
            {"type":"paragraph","content":["a b ",{"type":"link","url":"mailto:a@b.c","content":"c"}," d ",{"type":"link","url":"#e","content":"e"}]}
            {"type":"figure","url":"https://example.org/news/x.png","alt":""}
            ! an address that starts with "javascript:" is not followed
            ! an address that starts with "JAVASCRIPT:" is not followed
            ! an address that starts with "javascript:" is not followed
            ! an address that starts with "data:" is not followed
        "##]],
    );
}

#[test]
fn marks_go_on_in_the_paragraphs_they_hold() {
    check(
        "<a href=/x><div><p>One<p>Two</div></a><b>three<h1>Four</h1></b>",
        expect![[r#"
        {"type":"paragraph","content":[{"type":"link","url":"https://example.org/x","content":"One"}]}
        {"type":"paragraph","content":[{"type":"link","url":"https://example.org/x","content":"Two"}]}
        {"type":"paragraph","content":[{"type":"strong","content":"three"}]}
        {"type":"heading","level":2,"content":"Four"}
    "#]],
    );
}

#[test]
fn links_hold_blocks_but_no_links() {
    check(
        "<a href=/x><h3>One <b>two</b></h3><ul><li>Three</ul><table><tr><td>Four</table>five<table><a href=/y>six<tr><td>7\
         </table></a>",
        expect![[r#"
            {"type":"heading","level":3,"content":[{"type":"link","url":"https://example.org/x","content":["One ",{"type":"strong","content":"two"}]}]}
            {"type":"list","ordered":false,"items":[[{"type":"paragraph","content":[{"type":"link","url":"https://example.org/x","content":"Three"}]}]]}
            {"type":"table","rows":[[[{"type":"link","url":"https://example.org/x","content":"Four"}]]]}
            {"type":"paragraph","content":[{"type":"link","url":"https://example.org/x","content":"fivesix"}]}
            {"type":"table","rows":[[[{"type":"link","url":"https://example.org/x","content":"7"}]]]}
        "#]],
    );
}

#[test]
fn long_addresses_and_languages_are_not_repeated() {
    let html = format!("<a href={}>{}</a>", "x".repeat(100_000), "<p>y".repeat(100));
    assert!(shown(&html).len() < 200_000);
    let html = format!("<a href={}><table>{}", "x".repeat(100_000), "<tr><td>y".repeat(100));
    assert!(shown(&html).len() < 200_000);
    let html = format!("<div lang=en{}>{}</div>", "-x".repeat(50_000), "<p>y".repeat(100));
    assert!(shown(&html).len() < 200_000);
}

#[test]
fn listings_keep_their_lines() {
    for (html, text) in [
        ("a<br>b", "a\\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\\n\\nb"),
        ("<p>a</p>b<p>c\n</p>d", "a\\nb\\nc\\nd"),
        ("<code><span>a</span>\n<span>b</span></code><button>Copy</button>", "a\\nb"),
    ] {
        let expected = format!("{{\"type\":\"code\",\"text\":\"{text}\"}}\n");
        assert_eq!(shown(&format!("<pre>{html}</pre>")), expected, "{html}");
    }
}

#[test]
fn wrappers_name_what_they_hold() {
    check(
        "<div lang=ja id=w><p></p><p>\u{4e00}<p id=p lang=de>zwei<ul lang=''><li>three</ul></div><p>four",
        expect![[r#"
            {"type":"paragraph","id":"w","lang":"ja","content":"一"}
            {"type":"paragraph","id":"p","lang":"de","content":"zwei"}
            {"type":"list","ordered":false,"items":[["three"]]}
            "four"
        "#]],
    );
}

#[test]
fn figures_lose_nothing() {
    check(
        "<figure><figcaption>A</figcaption><img src=a.png><p>b</p><figcaption>C</figcaption></figure><figure><img \
         src=d.png><blockquote>e</blockquote></figure><figure><div><img data-src=f.png src=wait.gif></div><noscript><img \
         src=f.png></noscript><figcaption>F</figcaption></figure><figure><figcaption>G</figcaption><pre>h</pre></figure>",
        expect![[r#"
            {"type":"figure","url":"https://example.org/news/a.png","alt":"","caption":"A"}
            "b"
            "C"
            {"type":"quote","content":"e"}
            {"type":"figure","url":"https://example.org/news/d.png","alt":""}
            {"type":"figure","url":"https://example.org/news/f.png","alt":"","caption":"F"}
            "G"
            {"type":"code","text":"h"}
        "#]],
    );
}

#[test]
fn the_largest_of_several_pictures_is_taken() {
    for (attributes, file) in [
        ("srcset='l.png 1024w, s.png 300w'", "l.png"),
        ("srcset='a,b.png 1x,\n c.png 2x'", "c.png"),
        ("srcset='a.png 2x,b.png 1x'", "a.png"),
        ("srcset='a.png, b.png'", "b.png"),
        ("srcset='a.png'", "a.png"),
        ("srcset='a.png 1x, , b.png 1.5x,'", "b.png"),
        ("src=wait.gif data-original=a.png data-srcset='b.png 2x'", "a.png"),
        ("src=wait.gif data-srcset='b.png 2x'", "b.png"),
        ("src=a.png srcset='b.png 2x' data-orig-file=c.png", "a.png"),
        ("src=a.png data-src=''", "a.png"),
        ("src='data:image/gif;base64,R0' srcset='b.png 2x'", "b.png"),
    ] {
        let expected =
            format!("{{\"type\":\"figure\",\"url\":\"https://example.org/news/{file}\",\"alt\":\"\"}}\n");
        assert_eq!(shown(&format!("<img {attributes}>")), expected, "{attributes}");
    }
}

#[test]
fn styles_of_pasted_text_are_marks() {
    check(
        "<b id=docs-internal-guid style='font-weight:normal;'><p><span style='color:#000; font-weight: 700'>a</span><span \
         style='font-style:italic;font-weight:bold'>b</span><span style='font-weight:400;font-style:normal'>c</span><i \
         style='font-style:normal'>d</i></p></b>",
        expect![[r#"
            {"type":"paragraph","content":[{"type":"strong","content":"a"},{"type":"strong","content":[{"type":"emphasis","content":"b"}]},"cd"]}
        "#]],
    );
}

#[test]
fn no_run_is_empty() {
    check(
        "<p><b> <i>a</i> <u> </u> </b><i> </i>b <b><i> </i></b>c<b>d <br></b><br><i><br> </i></p><blockquote>e<cite>\u{2014} \
         <b>f</b></cite></blockquote>",
        expect![[r#"
            {"type":"paragraph","content":[{"type":"strong","content":[{"type":"emphasis","content":"a"}," "]},"b c",{"type":"strong","content":"d"}]}
            {"type":"quote","content":"e","cite":[{"type":"strong","content":"f"}]}
        "#]],
    );
}

#[test]
fn the_deepest_blocks_are_apart() {
    let html = "<div>".repeat(200) + "a<p>b</p><p>c";
    assert_eq!(shown(&html), "\"a b c\"\n");
}

#[test]
fn lists_quotes_and_notes() {
    check(
        "<ol start=3><li>a<ul><li>b</ul><li><input type=checkbox checked> c</ol><blockquote cite=/q><p>Said.<footer>— \
         Her</footer></blockquote><details><summary>More</summary>Text</details><dl><dt>T<dd>D</dl>",
        expect![[r#"
            {"type":"list","ordered":true,"start":3,"items":[["a",{"type":"list","ordered":false,"items":[["b"]]}],["☑ c"]]}
            {"type":"quote","content":"Said.","cite":"Her","url":"https://example.org/q"}
            {"type":"note","title":"More","content":"Text"}
            {"type":"definitions","items":[{"term":"T","definition":"D"}]}
        "#]],
    );
}

#[test]
fn figures_and_tables() {
    check(
        "<figure><img data-src=a.jpg src='data:image/gif;base64,R0' width=640 height=360 alt=' A '><noscript><img \
         src=a.jpg></noscript><figcaption>By <b>her</b></figcaption></figure><p>x <img src=b.png> y</p><table><tr><th>A\
         <th style='text-align: right'>B<tr><td colspan=2>c<p>d</table><iframe src='https://e.org/v' title=V></iframe>",
        expect![[r#"
            {"type":"figure","url":"https://example.org/news/a.jpg","alt":"A","caption":["By ",{"type":"strong","content":"her"}],"width":640,"height":360}
            "x y"
            {"type":"figure","url":"https://example.org/news/b.png","alt":""}
            {"type":"table","head":[[{"content":"A","header":true},{"content":"B","header":true,"align":"end"}]],"rows":[[{"content":["c",{"type":"break"},"d"],"colspan":2}]]}
            {"type":"embed","url":"https://e.org/v","title":"V"}
        "#]],
    );
}

#[test]
fn footnotes() {
    check(
        "<p>One<sup><a href='#n1'>1</a></sup>.</p><ol class=wp-block-footnotes><li id=n1>Note. <a href='#r1'>↩︎</a></ol>",
        expect![[r#"
            {"type":"paragraph","content":["One",{"type":"footnote","ref":"n1"},"."]}
            {"type":"footnotes","items":[{"id":"n1","content":"Note."}]}
        "#]],
    );
}

#[test]
fn what_is_no_text_is_left_out() {
    check(
        "<script>alert(1)</script><style>p{}</style><template><p>t</template><svg><text>s</text></svg><p hidden>h</p>\
         <button>b</button><x-y>kept</x-y><p>&nbsp;</p><pre><code class=language-rust>fn\n  main()\n</code></pre>",
        expect![[r#"
            "kept"
            {"type":"code","language":"rust","text":"fn\n  main()"}
        "#]],
    );
}

#[test]
fn hostile_nesting_keeps_its_text() {
    // A parser that looks through all open elements for each one would take hours here.
    for html in [
        "<div>".repeat(100_000) + "deep",
        "<b><p>".repeat(50_000) + "deep",
        "<ul><li>".repeat(50_000) + "deep",
        "<blockquote>".repeat(100_000) + "deep",
        "<table><tr><td>".repeat(35_000) + "deep",
        "<a href=x>".repeat(100_000) + "deep",
        "<svg>".repeat(100_000) + "deep",
        "<span>".repeat(100_000) + "deep",
        "<br>".repeat(100_000) + "deep",
    ] {
        let text = shown(&html);
        assert!(text.contains("deep") || html.starts_with("<svg"), "{}", &html[..20]);
    }
}

/// The address of a link in an article that lies at `base`, before a browser has read it.
fn resolved(base: &str, reference: &str) -> Option<String> {
    let html = format!("<a href=\"{reference}\">x</a>");
    let (blocks, _) = decode_html(&html, Some(base), &Html5ever);
    let json = serde_json::to_value(blocks).expect("blocks are JSON");
    json[0]["content"][0]["url"].as_str().map(str::to_owned)
}

/// Checks that a reference leads where the URL standard says.
fn check_resolved(base: &str, reference: &str) -> Result<(), TestCaseError> {
    let expected = Url::parse(base).and_then(|base| base.join(reference));
    let (Ok(expected), Some(address)) = (expected, resolved(base, reference)) else { return Ok(()) };
    if address.starts_with('#') {
        return Ok(());
    }
    let address = Url::parse(&address);
    prop_assert_eq!(address.ok(), Some(expected), "{} from {}", reference, base);
    Ok(())
}

#[test]
fn addresses_start_from_the_article() {
    let bases = [
        "https://a.example/b/c.html?d=/e/#f/g",
        "https://a.example",
        "http://a.example/b/c/",
        "https://a.example/?x",
    ];
    let references = [
        "x",
        "./x",
        "../x",
        "../../../x",
        "/x",
        "//b.example/x",
        "?y",
        "x?y=../z",
        "x#y/../z",
        ".",
        "..",
        "./",
        "../",
        "x/..",
        "x/../y",
        "x/./y",
        "a//b",
        "..//x",
        "\\x",
        "\\\\b.example",
        "https://b.example",
        "mailto:a@b.example",
        "文/章?词",
    ];
    for base in bases {
        for reference in references {
            check_resolved(base, reference).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

proptest! {
    #[test]
    fn any_address_starts_from_the_article(path in "(/?(\\.|\\.\\.|[a-c]{0,2})){0,6}", reference in "[./?#ab\\\\]{1,8}") {
        check_resolved(&format!("https://a.example/{path}"), &reference)?;
    }
}

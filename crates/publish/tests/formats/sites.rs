//! What sites' own systems write: WordPress, Ghost, JSON Feed.

use expect_test::expect;
use serde_json::json;
use sidelight_engine::decode::{DecodeError, Formats};
use sidelight_publish::Html5ever;

use super::{brief, decode, decode_item, decoded};

#[test]
fn files_of_several_articles_are_lists() {
    let bytes = include_bytes!("../fixtures/json-feed.json");
    assert_eq!(decode(bytes), Err(DecodeError::Several { count: 3 }));
    assert!(matches!(decode_item(bytes, Some("none")), Err(DecodeError::NoSuchItem { .. })));
    let (library, faults) = Formats { html: &Html5ever, item: None }.decode_library(bytes).expect("a list");
    let lines = library.items.iter().map(|item| {
        let date = item.published.map(|date| date.to_string()).unwrap_or_default();
        format!(
            "{} | {} | {} | {date} | {}\n",
            item.src,
            item.title,
            item.authors.join(", "),
            item.summary.as_deref().unwrap_or("-")
        )
    });
    expect![[r#"
        #https%3A%2F%2Ftidewater.example%2F2025%2Fkelp | What kelp remembers | Iris Okafor | 2025-04-01T07:00:00-03:00 | A forest that is new every spring.
        #77 | 潮汐表 | 林潮 | 2025-05-06 | 第一段，同一段。
        #draft | 3 | Iris Okafor |  | -
    "#]].assert_eq(&lines.collect::<String>());
    assert_eq!(faults.len(), 2, "those of the articles: {faults:?}");
    assert_eq!(library.title.as_deref(), Some("Tidewater"));
}

#[test]
fn wordpress_posts_differ() {
    let shown = [
        r#"{ "title": { "rendered": "A &amp; B" }, "content": { "rendered": "", "protected": true } }"#,
        r#"[{ "id": 1, "title": { "rendered": "One" }, "content": { "rendered": "<p>1</p>" } }]"#,
        r#"{ "title": { "rendered": "T" }, "content": { "rendered": 7 }, "date": "never", "link": "javascript:x" }"#,
        r#"{ "title": { "rendered": "&amp;lt;b&amp;gt;" }, "content": { "rendered": "<script>alert(1)</script>x" } }"#,
    ];
    let shown: String = shown.map(brief).join("\n");
    expect![[r#"
        A & B
        ! the post is protected by a password, without which WordPress does not give out its text

        One
        "1"

        T
        "7"
        ! link: an address that starts with "javascript:" is not followed
        ! date: "never" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00

        &lt;b&gt;
        "x"
    "#]]
    .assert_eq(&shown);
}

/// WordPress makes an excerpt of the first words where no editor wrote one.
#[test]
fn excerpts_are_introductions_where_an_editor_wrote_them() {
    let text = "<p>The ferry left <em>at nine</em>, as it does.</p><ul><li>Two piers</li></ul>";
    for (excerpt, expected) in [
        ("<p>The ferry left at nine, as it does.\nTwo piers</p>", json!(null)),
        ("<p>The ferry left at nine, as [&hellip;]</p>", json!(null)),
        ("<p>The ferry left at nine&hellip; <a class='more-link'>Read on</a></p>", json!(null)),
        ("", json!(null)),
        ("<p>[Update] A ferry for two piers.</p>", json!("[Update] A ferry for two piers.")),
        ("<p>The&hellip; ferry!</p>", json!("The… ferry!")),
        ("<p>Why nine?</p>", json!("Why nine?")),
    ] {
        let (article, _) = decoded(&json!({
            "title": { "rendered": "T" }, "content": { "rendered": text }, "excerpt": { "rendered": excerpt },
        }));
        assert_eq!(article["standfirst"], expected, "{excerpt}");
    }
}

#[test]
fn what_wordpress_and_its_plugins_say() {
    let yoast = json!({ "canonical": "https://a.example/t", "author": "Ada Quist", "og_locale": "fr_CA", "og_site_name": "A &amp; B",
        "og_image": [{ "url": "/i.jpg", "width": 9, "height": "8" }] });
    for (members, key, expected) in [
        (json!({ "yoast_head_json": yoast }), "author", json!([{ "name": "Ada Quist" }])),
        (json!({ "yoast_head_json": yoast }), "inLanguage", json!("fr-CA")),
        (json!({ "yoast_head_json": yoast, "lang": "de" }), "inLanguage", json!("de")),
        (json!({ "yoast_head_json": yoast }), "publisher", json!({ "name": "A & B" })),
        (
            json!({ "yoast_head_json": yoast, "link": "https://cms.example/t" }),
            "url",
            json!("https://a.example/t"),
        ),
        (
            json!({ "yoast_head_json": yoast, "link": "https://cms.example/t" }),
            "image",
            json!({ "url": "https://cms.example/i.jpg", "alt": "", "width": 9, "height": 8 }),
        ),
        (json!({ "yoast_head_json": { "canonical": "#", "author": "" } }), "url", json!(null)),
        (json!({ "jetpack_featured_media_url": "" }), "image", json!(null)),
        (
            json!({ "jetpack_featured_media_url": "https://a.example/j.jpg" }),
            "image",
            json!({ "url": "https://a.example/j.jpg", "alt": "" }),
        ),
        (
            json!({ "authors": [{ "display_name": "Bo Ek", "job_title": "Editor" }, { "display_name": "Cy Ray" }] }),
            "author",
            json!([{ "name": "Bo Ek", "jobTitle": "Editor" }, { "name": "Cy Ray" }]),
        ),
        (
            json!({ "coauthors": [12, 13], "_embedded": { "author": [{ "name": "Bo Ek" }] } }),
            "author",
            json!([{ "name": "Bo Ek" }]),
        ),
        (
            json!({ "_embedded": { "wp:featuredmedia": [{ "source_url": "https://a.example/p.jpg", "mime_type": "image/jpeg", "media_details": { "image_meta": { "credit": "", "copyright": "C. Ray" } } }] } }),
            "image",
            json!({ "url": "https://a.example/p.jpg", "alt": "", "credit": "C. Ray" }),
        ),
        (
            json!({ "_embedded": { "wp:featuredmedia": [{ "source_url": "https://a.example/p.mp4", "mime_type": "video/mp4" }] } }),
            "image",
            json!(null),
        ),
        (
            json!({ "_embedded": { "wp:featuredmedia": [{ "code": "rest_forbidden" }] } }),
            "image",
            json!(null),
        ),
    ] {
        let mut post = json!({ "title": { "rendered": "T" }, "content": { "rendered": "x" } });
        post.as_object_mut().expect("an object").extend(members.as_object().expect("an object").clone());
        let (article, faults) = decoded(&post);
        assert_eq!(article[key], expected, "{members}");
        assert!(faults.is_empty(), "{members}: {faults:?}");
    }
    let (_, faults) =
        decoded(&json!({ "title": { "rendered": "T" }, "content": { "rendered": "x" }, "author": 3 }));
    assert_eq!(
        faults,
        ["author, picture and categories are numbers here; ask WordPress for what they mean by ?_embed"]
    );
}

/// A post's own clock and UTC tell the zone.
#[test]
fn zones_of_wordpress_dates() {
    let zone = |date: &str, utc: &str| {
        let json = format!(
            r#"{{ "title": {{ "rendered": "T" }}, "content": {{ "rendered": "x" }}, "date": "{date}", "date_gmt": "{utc}" }}"#
        );
        let decoded = decode(json.as_bytes()).expect("an article");
        decoded.article.published.expect("a date").to_string()
    };
    for (date, utc, expected) in [
        ("2025-12-09T18:15:00", "2025-12-09T10:15:00", "2025-12-09T18:15:00+08:00"),
        ("2026-01-01T00:30:00", "2025-12-31T19:00:00", "2026-01-01T00:30:00+05:30"),
        ("2024-02-29T23:00:00", "2024-03-01T04:00:00", "2024-02-29T23:00:00-05:00"),
        ("2025-06-01T12:00:00", "2025-06-01T12:00:00", "2025-06-01T12:00:00Z"),
        ("2025-06-01T12:00:00", "2025-07-01T12:00:00", "2025-06-01T12:00:00"),
        ("2025-06-01T12:00:00", "0000-00-00T00:00:00", "2025-06-01T12:00:00"),
    ] {
        assert_eq!(zone(date, utc), expected, "{date} {utc}");
    }
}

#[test]
fn ghost_posts_for_members_say_so() {
    let shown = [
        r#"{ "posts": [{ "id": "a", "uuid": "u", "title": "Paid", "slug": "paid", "html": null, "visibility": "paid", "access": false }] }"#,
        r#"{ "id": "a", "uuid": "u", "title": "Draft", "slug": "draft", "visibility": "public", "plaintext": "Text" }"#,
    ];
    expect![[r#"
        Paid
        ! posts[0]: the post is for members, to whom alone Ghost gives out its text

        Draft
        "Text"
        ! no text; “html” is missing or empty. Ask Ghost for it by ?formats=html
    "#]]
    .assert_eq(&shown.map(brief).join("\n"));
}

/// The HTML of a player holds its clock and its buttons.
#[test]
fn cards_of_ghost_are_what_they_lead_to() {
    let html = r#"<div class="kg-card kg-audio-card"><img src="" alt="" class="kg-audio-thumbnail kg-audio-hide">
        <div class="kg-audio-player-container"><audio src="/content/media/rain.mp3" preload="metadata"></audio>
        <div class="kg-audio-title">Rain on tin</div><div class="kg-audio-player"><button>Play</button>
        <span class="kg-audio-current-time">0:00</span><div class="kg-audio-time">/<span>3:12</span></div></div></div></div>
        <div class="kg-card kg-file-card"><a class="kg-file-card-container" href="/content/files/map.pdf" download>
        <div class="kg-file-card-contents"><div class="kg-file-card-title">地圖</div>
        <div class="kg-file-card-caption">Of the valley</div><div class="kg-file-card-metadata">
        <div class="kg-file-card-filename">map.pdf</div><div class="kg-file-card-filesize">2 MB</div></div></div></a></div>"#;
    let post = serde_json::json!({
        "title": "T", "uuid": "u", "slug": "t", "url": "https://alder.example/t/", "html": html,
    });
    expect![[r#"
        T
        {"title":"Rain on tin","type":"embed","url":"https://alder.example/content/media/rain.mp3"}
        {"description":"Of the valley","title":"地圖","type":"embed","url":"https://alder.example/content/files/map.pdf"}
    "#]].assert_eq(&brief(&post.to_string()));
}

/// The text may stand in either member, and addresses start from the item's own, else from the site's.
#[test]
fn items_of_feeds_differ() {
    let shown = [
        r#"{ "items": [{ "id": "1", "content_html": "", "content_text": "Plain\nline\n\nNext" }] }"#,
        r#"{ "home_page_url": "https://e.org/", "items": [{ "id": "1", "title": "T", "content_html": "<p><a href=b>c</a>",
            "attachments": [{ "url": "/rain.mp3", "mime_type": "audio/mpeg" }] }] }"#,
        r#"{ "items": [{ "id": "1", "content_text": null, "content_html": "<p>a" }, 7] }"#,
    ];
    expect![[r#"

        "Plain line"
        "Next"

        T
        {"content":[{"content":"c","type":"link","url":"https://e.org/b"}],"type":"paragraph"}
        {"description":"audio/mpeg","type":"embed","url":"https://e.org/rain.mp3"}


        "a"
    "#]]
    .assert_eq(&shown.map(brief).join("\n"));
}

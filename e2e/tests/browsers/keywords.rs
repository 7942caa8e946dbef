//! Keywords as chips: kept, changed, hidden; how they are looked for; the list of matches; suggestions.

use crate::fixture::{open, put, wait_painted};
use anyhow::{Result, ensure};
use serde_json::json;
use sidelight_e2e::keys::{DOWN, ENTER, ESCAPE, F3};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, tests};

pub const TESTS: &[Test] = tests![
    commas_part_keywords_and_quotes_hold_them,
    takes_a_pasted_list,
    a_chip_is_edited_recoloured_hidden_and_removed,
    options_change_what_is_found,
    options_are_remembered_and_in_the_address,
    says_where_an_expression_is_wrong,
    lists_the_matches_in_their_lines,
    turns_the_pages_of_a_long_list,
    suggests_the_articles_own_terms,
    suggests_in_chinese,
    cuts_a_long_row_of_chips,
    searches_in_a_language_nobody_knows,
    waits_for_an_input_method,
    keeping_a_keyword_keeps_the_place,
];

const FIELD: &str = "[part~=search] input[type=search]";
const COUNT: &str = "[part~=match-count]";
const CHIP: &str = "[part~=keyword]";
const LINE: &str = ".match-line";

fn commas_part_keywords_and_quotes_hold_them(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, "harbour,\"paid, and quill\",que")?;
    page.wait_count(CHIP, 2)?;
    ensure!(page.texts(".chip-text")? == ["harbour", "paid, and quill"], "{:?}", page.texts(".chip-text")?);
    ensure!(page.eval(&format!("document.querySelector('{FIELD}').value"))? == json!("que"));
    wait_painted(page, "sidelight-2", &["paid, and Quill"])
}

fn takes_a_pasted_list(page: &Page) -> Result<()> {
    open(page, "")?;
    let paste = "(() => { const data = new DataTransfer(); data.setData('text/plain', arguments[1]); \
         const event = new ClipboardEvent('paste', { clipboardData: data, data: arguments[1], \
         dataType: 'text/plain', bubbles: true, cancelable: true }); \
         return document.querySelector(arguments[0]).dispatchEvent(event); })()";
    page.eval_with(paste, &[json!(FIELD), json!("harbour\nquill\r\nlantern\n")])?;
    page.wait_count(CHIP, 3)?;
    page.wait_text(COUNT, "11 matches")?;
    // What a field gets of a list on one line.
    put(page, "silted，nobody、Harbour;")?;
    page.wait_count(CHIP, 5)?;
    ensure!(
        page.eval(&format!("document.querySelector('{FIELD}').value"))? == json!(""),
        "the field is emptied"
    );
    Ok(())
}

fn a_chip_is_edited_recoloured_hidden_and_removed(page: &Page) -> Result<()> {
    open(page, "&q=harbour&q=quill")?;
    wait_painted(page, "sidelight-2", &["Quill"; 4])?;
    let second = format!("{CHIP}:nth-child(2) ");
    page.click(&format!("{second}[data-action=change]"))?;
    page.click(".swatch[data-colour='5']")?;
    wait_painted(page, "sidelight-5", &["Quill"; 4])?;
    wait_painted(page, "sidelight-2", &[])?;
    page.wait_count(".swatch[data-colour='5'][aria-pressed=true]", 1)?;
    // Escape leaves the chip as it was, and goes back to it.
    page.type_text(".chip-menu input", &format!("zz{ESCAPE}"))?;
    page.wait_count(".chip-menu", 0)?;
    page.wait_until("document.activeElement.matches('.chip:nth-child(2) .chip-open')")?;
    page.wait_text(&format!("{second}.chip-text"), "quill")?;
    page.click(&format!("{second}[data-action=change]"))?;
    page.wait_until("document.activeElement.matches('.chip-menu input')")?;
    page.clear(".chip-menu input")?;
    page.type_text(".chip-menu input", &format!("ada{ENTER}"))?;
    wait_painted(page, "sidelight-5", &["Ada"; 3])?;
    page.wait_text(&format!("{second}.chip-text"), "ada")?;
    page.click(&format!("{second}[data-action=change]"))?;
    page.click("[data-action=hide]")?;
    wait_painted(page, "sidelight-5", &[])?;
    page.wait_text(COUNT, "5 matches")?;
    page.wait_text(&format!("{second}.chip-count"), "3")?;
    page.click("[data-action=hide]")?;
    wait_painted(page, "sidelight-5", &["Ada"; 3])?;
    page.click("[data-action=remove]")?;
    page.wait_count(CHIP, 1)?;
    page.wait_until("document.activeElement.matches('input[type=search]')")?;
    page.wait_text(COUNT, "3 matches")
}

/// A text whose language no browser knows is searched like any other.
fn searches_in_a_language_nobody_knows(page: &Page) -> Result<()> {
    for language in ["zh-yue", "abcd", "de-1996-1996", "12-34"] {
        let article = json!({ "headline": "Words", "inLanguage": language, "body": ["cat catalogue"] });
        page.server.route("/words.json", Reply::json(article.to_string()));
        page.open("/?src=words.json&q=cat&word=1")?;
        page.wait_state("article")?;
        wait_painted(page, "sidelight-1", &["cat"])?;
    }
    Ok(())
}

/// What an input method composes is searched for, and taken apart only when it is done.
fn waits_for_an_input_method(page: &Page) -> Result<()> {
    open(page, "")?;
    let compose = |kind: &str, text: &str| {
        page.eval_with(
            "(() => { const field = document.querySelector(arguments[0]); field.value = arguments[2]; \
             return arguments[1] === 'input' \
               ? field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true })) \
               : field.dispatchEvent(new CompositionEvent(arguments[1], { bubbles: true })); })()",
            &[json!(FIELD), json!(kind), json!(text)],
        )
    };
    compose("input", "harbour，quill")?;
    page.wait_text(COUNT, "No matches")?;
    ensure!(page.eval(&format!("document.querySelector('{FIELD}').value"))? == json!("harbour，quill"));
    compose("compositionend", "harbour，quill")?;
    page.wait_count(CHIP, 1)?;
    page.wait_text(COUNT, "9 matches")
}

/// Enter keeps the keyword and goes on from the match that the reader was at.
fn keeping_a_keyword_keeps_the_place(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, &format!("harbour{F3}"))?;
    page.wait_text(COUNT, "1 of 5")?;
    page.type_text(FIELD, F3)?;
    page.wait_text(COUNT, "2 of 5")?;
    page.type_text(FIELD, ENTER)?;
    page.wait_text(COUNT, "3 of 5")
}

const OPTIONS: &str = r#"{
  "headline": "Options", "inLanguage": "zh",
  "body": ["Harbour HARBOUR harbours", "café cafe", "开源 開源", "我们爱中国", "a1 b22"]
}"#;

fn open_options(page: &Page, query: &str) -> Result<()> {
    page.server.route("/options.json", Reply::json(OPTIONS));
    page.open(&format!("/?src=options.json{query}"))?;
    page.wait_state("article")
}

fn options_change_what_is_found(page: &Page) -> Result<()> {
    for (query, found) in [
        ("&q=HARBOUR", &["Harbour", "HARBOUR", "harbour"][..]),
        ("&q=HARBOUR&case=1", &["HARBOUR"]),
        ("&q=harbour&word=1", &["Harbour", "HARBOUR"]),
        ("&q=caf%C3%A9", &["café", "cafe"]),
        ("&q=caf%C3%A9&accents=1", &["café"]),
        ("&q=%E5%BC%80%E6%BA%90", &["开源", "開源"]),
        ("&q=%E5%BC%80%E6%BA%90&script=1", &["开源"]),
        // 中国 is a word, and 国 a part of it, by the browser's dictionary.
        ("&q=%E4%B8%AD%E5%9B%BD&word=1", &["中国"]),
        ("&q=%E5%9B%BD&word=1", &[]),
        ("&q=[ab]%5Cd%2B&regex=1", &["a1", "b22"]),
    ] {
        open_options(page, query)?;
        wait_painted(page, "sidelight-1", found)?;
    }
    Ok(())
}

fn options_are_remembered_and_in_the_address(page: &Page) -> Result<()> {
    open_options(page, "&q=HARBOUR")?;
    wait_painted(page, "sidelight-1", &["Harbour", "HARBOUR", "harbour"])?;
    page.click("[data-action=list]")?;
    for (option, found) in [("case", &["HARBOUR"][..]), ("word", &["HARBOUR"])] {
        page.click(&format!("[data-option={option}]"))?;
        page.wait_until(&format!("new URLSearchParams(location.search).get('{option}') === '1'"))?;
        wait_painted(page, "sidelight-1", found)?;
    }
    // The next visit begins as this one ended.
    open_options(page, "")?;
    page.type_text(FIELD, "HARBOUR")?;
    wait_painted(page, "sidelight-1", &["HARBOUR"])?;
    page.wait_until("new URLSearchParams(location.search).get('case') === '1'")?;
    // What somebody else has sent is shown as it was sent.
    open_options(page, "&q=HARBOUR")?;
    wait_painted(page, "sidelight-1", &["Harbour", "HARBOUR", "harbour"])?;
    page.click("[data-action=list]")?;
    let pressed = page.attribute("[data-option=case]", "aria-pressed")?;
    ensure!(pressed.as_deref() == Some("false"), "the switch says {pressed:?}");
    Ok(())
}

fn says_where_an_expression_is_wrong(page: &Page) -> Result<()> {
    open_options(page, "&q=har(b&regex=1")?;
    page.wait_text(".fault-place", "(")?;
    page.wait_until("document.querySelector('.search-fault').textContent.includes('Character 4')")?;
    page.wait_text(COUNT, "No matches")?;
    page.click("[data-action=remove]")?;
    page.wait_count(".search-fault", 0)
}

fn lists_the_matches_in_their_lines(page: &Page) -> Result<()> {
    open(page, "&q=harbour&q=quill")?;
    page.click("[data-action=list]")?;
    page.wait_count(LINE, 9)?;
    page.wait_text(".match-list li:nth-child(3)", "Ada Quill drew the first harbour in 1901. Within ten …")?;
    page.click(".match-list li:nth-child(5) button")?;
    page.wait_text(COUNT, "5 of 9")?;
    page.wait_until("document.activeElement.matches('.match-list li:nth-child(5) button')")?;
    page.wait_count(".match-line[aria-current=true]", 1)?;
    wait_painted(page, "sidelight-current", &["harbour"])?;
    page.type_text(".match-list li:nth-child(5) button", &format!("{DOWN}{ENTER}"))?;
    page.wait_text(COUNT, "6 of 9")?;
    page.type_text(".match-list li:nth-child(6) button", ESCAPE)?;
    page.wait_count(LINE, 0)
}

fn turns_the_pages_of_a_long_list(page: &Page) -> Result<()> {
    let body: Vec<_> = (1..=250).map(|number| format!("Line {number} ends.")).collect();
    page.server.route("/long.json", Reply::json(json!({ "headline": "Long", "body": body }).to_string()));
    page.open("/?src=long.json&q=line")?;
    page.wait_state("article")?;
    page.click("[data-action=list]")?;
    page.wait_count(LINE, 100)?;
    page.click("[data-action=later]")?;
    page.click("[data-action=later]")?;
    page.wait_count(LINE, 50)?;
    page.wait_text(".match-list li:first-child", "Line 201 ends.")?;
    page.click(".match-list li:last-child button")?;
    page.wait_text(COUNT, "250 of 250")?;
    page.click("[data-action=earlier]")?;
    page.wait_text(".match-list li:first-child", "Line 101 ends.")
}

fn suggests_the_articles_own_terms(page: &Page) -> Result<()> {
    page.open("/?src=articles/open-weights.en.json")?;
    page.wait_state("article")?;
    page.click(FIELD)?;
    page.wait_until("document.querySelectorAll('[data-action=suggestion]').length >= 5")?;
    let words = page.texts("[data-action=suggestion]")?;
    ensure!(words.iter().any(|word| word.contains("open")), "the article is about openness, not {words:?}");
    page.click("[data-action=suggestion]")?;
    page.wait_text(".chip-text", &words[0])?;
    page.wait_count("[data-action=suggestion]", 0)?;
    page.wait_until(&format!("/[1-9]/.test(document.querySelector('{COUNT}').textContent)"))
}

fn suggests_in_chinese(page: &Page) -> Result<()> {
    page.open("/?src=articles/open-source-ai.zh.json")?;
    page.wait_state("article")?;
    page.click(FIELD)?;
    page.wait_until("document.querySelectorAll('[data-action=suggestion]').length >= 5")?;
    let words = page.texts("[data-action=suggestion]")?;
    for word in ["开源", "模型"] {
        ensure!(words.iter().any(|known| known.contains(word)), "{word} is not among {words:?}");
    }
    Ok(())
}

fn cuts_a_long_row_of_chips(page: &Page) -> Result<()> {
    open(page, "")?;
    let list: Vec<_> = (0..100).map(|number| format!("word {number}")).collect();
    put(page, &(list.join(",") + ","))?;
    page.wait_text("[data-action=all-chips]", "92 more")?;
    page.click("[data-action=all-chips]")?;
    page.wait_count(CHIP, 100)
}

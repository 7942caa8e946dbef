//! A small article whose every count is known.

use anyhow::Result;
use sidelight_e2e::{Page, Reply};

/// Its address, below the page's own.
pub const PATH: &str = "/harbour.json";

/// “harbour” is five times in its text, “Ada Quill” or “Quill” four times.
pub const ARTICLE: &str = r#"{
  "headline": "The harbour that moved",
  "inLanguage": "en",
  "standfirst": "Ada Quill and the Lantern Company built one port twice.",
  "author": [{ "name": "A. Tester" }],
  "body": [
    "Ada Quill drew the first harbour in 1901. Within ten years the harbour had silted up.",
    "The Lantern Company paid, and Quill did not.",
    { "type": "heading", "content": "A second harbour" },
    "HARBOUR works began again. Nobody had asked Ada Quill."
  ],
  "mentions": [
    { "@type": "Person", "id": "quill", "name": "Ada Quill", "alternateName": ["Quill"], "description": "An engineer." },
    { "@type": "Organization", "id": "lantern", "name": "Lantern Company" }
  ]
}"#;

/// The article's headline.
pub const HEADLINE: &str = "The harbour that moved";

/// Opens the article, with more of a query if one is given: `&q=ink`.
pub fn open(page: &Page, query: &str) -> Result<()> {
    page.server.route(PATH, Reply::json(ARTICLE));
    page.open(&format!("/?src=harbour.json{query}"))?;
    page.wait_state("article")?;
    page.wait_text("[part~=headline]", HEADLINE)
}

/// Puts a text into the search field at once, as pasting does. A driver cannot type all signs.
pub fn put(page: &Page, text: &str) -> Result<()> {
    page.eval_with(
        "(() => { const field = document.querySelector('[part~=search] input[type=search]'); \
         field.value = arguments[0]; \
         return field.dispatchEvent(new Event('input', { bubbles: true })); })()",
        &[serde_json::json!(text)],
    )?;
    Ok(())
}

/// Waits until the texts under a name of the highlight registry are these.
pub fn wait_painted(page: &Page, name: &str, texts: &[&str]) -> Result<()> {
    let wanted = serde_json::to_string(&texts.join("|"))?;
    page.wait_until(&format!("{} === {wanted}", painted(name)))
}

/// A JavaScript expression of the texts under a name of the highlight registry, parted by bars.
fn painted(name: &str) -> String {
    format!(
        "[...(CSS.highlights.get('{name}') ?? [])].map((range) => {{ \
            const text = new Range(); \
            text.setStart(range.startContainer, range.startOffset); \
            text.setEnd(range.endContainer, range.endOffset); \
            return String(text); }}).join('|')"
    )
}

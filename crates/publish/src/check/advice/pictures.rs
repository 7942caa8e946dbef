//! Figures that not everybody can see, and texts that are pictures.

use sidelight_engine::article::Figure;
use sidelight_engine::decode::Diagnostic;
use sidelight_engine::text::percent_decode;

use super::super::parts::Part;

/// What a caption says of who made the picture, where there is no credit beside it; in lower case.
const CREDITS: [&str; 29] = [
    "©",
    "(c)",
    "photo:",
    "photos:",
    "photo by",
    "photograph:",
    "photograph by",
    "image:",
    "image by",
    "picture:",
    "illustration:",
    "illustration by",
    "graphic:",
    "chart:",
    "credit:",
    "source:",
    "courtesy of",
    "getty images",
    "摄",
    "攝",
    "图源",
    "圖源",
    "供图",
    "供圖",
    "来源",
    "來源",
    "制图",
    "製圖",
    "图片:",
];

/// Names of files that hold a picture of a text, as programs and people give them; in lower case. Those of letters are whole
/// words.
const PICTURES_OF_TEXT: [&str; 12] = [
    "screenshot",
    "screenshots",
    "screengrab",
    "screencap",
    "scan",
    "scanned",
    "tweet",
    "截图",
    "截圖",
    "截屏",
    "扫描",
    "掃描",
];

/// An alternative text is a sentence or two; what is longer is read aloud in one go. In columns, of which signs of East Asia
/// take two.
const LONGEST_ALT: usize = 500;

/// A text that says what stands in a picture of a text is hardly shorter.
const SHORTEST_TEXT: usize = 80;

/// Fewer than these columns of text beside pictures are no article.
const SHORTEST_ARTICLE: usize = 240;

pub fn advice(parts: &[Part<'_>]) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    for part in parts {
        let Some(figure) = part.figure() else { continue };
        let messages = [missing(figure), long_alt(figure), picture_of_text(figure)];
        let said = messages.into_iter().flatten();
        advice.extend(said.map(|message| Diagnostic { path: part.path.clone(), message }));
    }
    advice.extend(pictures_alone(parts));
    advice
}

fn missing(figure: &Figure) -> Option<String> {
    const ALT: &str = "say what it shows in “alt”, for those who cannot see it";
    let caption = figure.caption.to_plain().to_lowercase().replace('：', ":");
    let has_credit = !figure.credit.is_empty() || CREDITS.iter().any(|credit| caption.contains(credit));
    Some(match (figure.alt.trim().is_empty(), has_credit) {
        (false, true) => return None,
        (true, true) => format!("the figure has no alternative text; {ALT}"),
        (false, false) => "the figure has no credit; say who made it in “credit”".to_owned(),
        (true, false) => {
            format!("the figure has neither alternative text nor credit; {ALT}, and who made it in “credit”")
        }
    })
}

fn long_alt(figure: &Figure) -> Option<String> {
    let columns = columns(&figure.alt);
    (columns > LONGEST_ALT).then(|| {
        format!(
            "the alternative text is {} characters long; put the text of a picture into the body, where it can be \
             searched and copied, and a description into the caption",
            figure.alt.chars().count()
        )
    })
}

fn picture_of_text(figure: &Figure) -> Option<String> {
    let is_told = columns(&figure.alt) + columns(&figure.caption.to_plain()) >= SHORTEST_TEXT;
    let name = file_name(&figure.url).filter(|_| !is_told)?;
    let is_one = |word: &str| PICTURES_OF_TEXT.contains(&word);
    let folded =
        name.to_lowercase().replace("screen shot", "screenshot").replace("screen-shot", "screenshot");
    let is_of_text = folded.split(|c: char| !c.is_alphabetic()).any(is_one)
        || PICTURES_OF_TEXT.iter().any(|word| !word.is_ascii() && folded.contains(word));
    is_of_text.then(|| {
        format!("\"{name}\" seems to be a picture of a text; write the text into the body, or what it says into “alt”")
    })
}

/// The last part of an address; none for a picture that is in the article itself.
fn file_name(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit('/').next().filter(|_| !path.starts_with("data:"))?;
    percent_decode(name)
}

/// An article that is hardly more than its pictures.
fn pictures_alone(parts: &[Part<'_>]) -> Option<Diagnostic> {
    let body = || parts.iter().filter(|part| part.is_in_body());
    let figures = body().filter_map(Part::figure).count();
    let texts = body().flat_map(Part::texts);
    let alternatives = body().filter_map(Part::figure).map(|figure| columns(&figure.alt)).sum::<usize>();
    let text = texts.map(|text| columns(&text.to_plain())).sum::<usize>() + alternatives;
    (figures > 0 && text < SHORTEST_ARTICLE).then(|| Diagnostic {
        path: "body".to_owned(),
        message: "there is hardly any text beside the pictures; where they hold it, write it out, since a text that is a \
                  picture can be neither searched nor read aloud"
            .to_owned(),
    })
}

/// How long a text is, in letters; a sign of East Asia says as much as two of them or more.
fn columns(text: &str) -> usize {
    text.trim()
        .chars()
        .map(|c| if matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}') { 2 } else { 1 })
        .sum()
}

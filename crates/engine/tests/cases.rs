//! What counts as a match: the table of cases in `matching/cases.txt`, which was written from the description
//! alone, without knowledge of the code.

mod matching;

use matching::{find, texts};
use sidelight_engine::highlight::{Options, Query};

const CASES: &str = include_str!("matching/cases.txt");

#[test]
fn cases() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (line, case) in
        CASES.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let [options, keyword, expected] =
            fields(case).unwrap_or_else(|| panic!("line {}: {case}", line + 1));
        let (keyword, expected) = (unescaped(keyword), unescaped(expected));
        let text = expected.replace(['⟦', '⟧'], "");
        let options = options_of(options);
        let found = marked(&keyword, &text, options);
        count += 1;
        if found != expected {
            failures.push(format!("line {}: {case}\n    found {}", line + 1, found.escape_debug()));
        }
    }
    assert!(count > 500, "the table has {count} cases only");
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
}

fn fields(case: &str) -> Option<[&str; 3]> {
    let mut fields = case.splitn(3, '|').map(str::trim);
    Some([fields.next()?, fields.next()?, fields.next()?])
}

fn options_of(names: &str) -> Options {
    Options::by_name(&|name| names.split(' ').any(|known| known == name))
}

/// The text with what a keyword finds in brackets.
fn marked(keyword: &str, text: &str, options: Options) -> String {
    let mut marked = String::new();
    let mut done = 0;
    for found in find(&Query::new([keyword], options), &texts(&[text])) {
        marked += &format!("{}⟦{}⟧", &text[done..found.span.start as usize], &text[found.span.range()]);
        done = found.span.end as usize;
    }
    marked + &text[done..]
}

/// A text with `\n` and `\u{…}` as what they stand for; any other backslash is one.
fn unescaped(text: &str) -> String {
    let mut unescaped = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        unescaped.push_str(before);
        let code = after.strip_prefix("u{").and_then(|code| code.split_once('}'));
        if let Some(after) = after.strip_prefix('n') {
            unescaped.push('\n');
            rest = after;
        } else if let Some((code, after)) = code {
            let code = u32::from_str_radix(code, 16).expect("a hexadecimal number");
            unescaped.push(char::from_u32(code).expect("a character"));
            rest = after;
        } else {
            unescaped.push('\\');
            rest = after;
        }
    }
    unescaped + rest
}

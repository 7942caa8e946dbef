//! Where entities are mentioned: the table of cases in `mentions/cases.txt`, which was written from the
//! description alone, without knowledge of the code.

use sidelight_engine::article::{Article, Block, BlockKind, Entity, EntityKind, Find, Inline, Text};
use sidelight_engine::entity::EntityIndex;

const CASES: &str = include_str!("mentions/cases.txt");

#[test]
fn cases() {
    let cases = read(CASES);
    let mut failures = Vec::new();
    for case in &cases {
        let found = marked(&case.entities, &case.paragraphs);
        for (paragraph, found) in case.paragraphs.iter().zip(found) {
            if found != paragraph.expected {
                failures.push(format!(
                    "line {}: {}\n    expected {}\n    found    {}",
                    paragraph.line,
                    case.about,
                    visible(&paragraph.expected),
                    visible(&found)
                ));
            }
        }
    }
    assert!(cases.len() >= 350, "the table has {} cases only", cases.len());
    assert!(failures.is_empty(), "{} paragraphs fail:\n{}", failures.len(), failures.join("\n"));
}

/// One article.
struct Case {
    about: &'static str,
    entities: Vec<Entity>,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    /// Line of the table, from 1.
    line: usize,
    runs: Vec<Inline>,
    /// The text with each mention as `⟦text|id⟧`.
    expected: String,
}

/// The cases of the table; panics at a line that is not of the form which its head describes.
fn read(table: &'static str) -> Vec<Case> {
    let lines: Vec<_> = (1..).zip(table.lines()).filter(|(_, line)| !line.starts_with("//")).collect();
    let mut cases: Vec<Case> = Vec::new();
    for lines in lines.split(|(_, line)| line.is_empty()).filter(|lines| !lines.is_empty()) {
        let about = lines[0].1.strip_prefix("# ");
        let about =
            about.unwrap_or_else(|| panic!("line {}: a case says first what it is about", lines[0].0));
        let entities: Vec<_> = lines[1..].iter().map_while(|(_, line)| entity_of(line)).collect();
        let paragraphs = &lines[1 + entities.len()..];
        let paragraphs = paragraphs.iter().map(|(line, text)| paragraph_of(*line, text)).collect();
        let entities = match cases.last() {
            Some(before) if entities.is_empty() => before.entities.clone(),
            _ => entities,
        };
        let case = Case { about, entities, paragraphs };
        check(&case, lines[0].0);
        cases.push(case);
    }
    cases
}

/// Panics where a case could not fail as it was meant to.
fn check(case: &Case, line: usize) {
    assert!(!case.entities.is_empty() && !case.paragraphs.is_empty(), "line {line}: nothing to look for");
    for Paragraph { line, expected, .. } in &case.paragraphs {
        assert!(!expected.contains("): "), "line {line}: no entity of a known form, or one behind the text");
        for mention in expected.split('⟦').skip(1) {
            let id =
                mention.split_once('⟧').and_then(|(mention, _)| mention.rsplit_once('|')).map(|(_, id)| id);
            let is_known = case.entities.iter().any(|entity| Some(entity.id.as_str()) == id);
            assert!(is_known, "line {line}: no such entity: {mention}");
        }
    }
}

/// An entity of the form `id (Kind): name / alias ; setting=value`; none where the line is of another form.
fn entity_of(line: &str) -> Option<Entity> {
    let (head, rest) = line.split_once("): ")?;
    let (id, kind) = head.split_once(" (").filter(|(id, _)| !id.contains(' '))?;
    let mut parts = rest.split(" ; ");
    let mut names = parts.next()?.split(" / ").map(|name| unescaped(name.trim()));
    let mut entity = Entity {
        id: id.to_owned(),
        kind: EntityKind::ALL.into_iter().find(|known| format!("{known:?}") == kind)?,
        name: names.next()?,
        alternate_names: names.collect(),
        ..Entity::default()
    };
    for part in parts {
        let (setting, value) = part.split_once('=').unwrap_or_else(|| panic!("no value: {line}"));
        match setting.trim() {
            "family" => entity.family_name = Some(unescaped(value.trim())),
            "except" => entity.except = value.split('|').map(|phrase| unescaped(phrase.trim())).collect(),
            "find" => {
                let find = Find::NAMES.into_iter().find(|(_, name)| *name == value.trim());
                entity.find = find.unwrap_or_else(|| panic!("find what? {line}")).0;
            }
            _ => panic!("unknown setting: {line}"),
        }
    }
    Some(entity)
}

/// A text in which `[text|id]` is to be found, and `{text|id}` is marked by the article itself.
fn paragraph_of(line: usize, text: &str) -> Paragraph {
    let mut runs = Vec::new();
    let mut expected = String::new();
    let mut rest = text;
    while let Some(start) = mark_start(rest) {
        let (before, mark) = rest.split_at(start);
        let (close, is_own) = if mark.starts_with('[') { (']', false) } else { ('}', true) };
        // An escape may lie within, and has braces of its own.
        let (mention, after) = mark[1..]
            .split_once('|')
            .and_then(|(mention, rest)| rest.split_once(close).map(|(id, after)| ((mention, id), after)))
            .unwrap_or_else(|| panic!("line {line}: a mark that is not closed: {text}"));
        let (mention, id) = (unescaped(mention.0), mention.1);
        expected += &format!("{}⟦{mention}|{id}⟧", unescaped(before));
        runs.push(Inline::Text(unescaped(before)));
        runs.push(match is_own {
            true => Inline::Mention { entity: id.to_owned(), content: vec![Inline::Text(mention)] },
            false => Inline::Text(mention),
        });
        rest = after;
    }
    runs.push(Inline::Text(unescaped(rest)));
    expected += &unescaped(rest);
    Paragraph { line, runs, expected }
}

/// Where the next mark starts: at `[`, or at a `{` that belongs to no escape.
fn mark_start(text: &str) -> Option<usize> {
    text.char_indices()
        .find(|&(at, c)| c == '[' || c == '{' && !text[..at].ends_with("\\u"))
        .map(|(at, _)| at)
}

/// A text with `\n` and `\u{…}` as what they stand for.
fn unescaped(text: &str) -> String {
    let mut unescaped = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        unescaped.push_str(before);
        if let Some(after) = after.strip_prefix('n') {
            unescaped.push('\n');
            rest = after;
            continue;
        }
        let code = after.strip_prefix("u{").and_then(|code| code.split_once('}'));
        let (code, after) = code.unwrap_or_else(|| panic!("unknown escape: {text}"));
        let code = u32::from_str_radix(code, 16).expect("a hexadecimal number");
        unescaped.push(char::from_u32(code).expect("a character"));
        rest = after;
    }
    unescaped + rest
}

/// The paragraphs of an article, each mention in brackets as in [`Paragraph::expected`].
fn marked(entities: &[Entity], paragraphs: &[Paragraph]) -> Vec<String> {
    let body = paragraphs.iter().map(|paragraph| {
        let text = Text::new(paragraph.runs.clone());
        Block::from(BlockKind::Paragraph(text))
    });
    let mut article = Article { body: body.collect(), entities: entities.to_vec(), ..Article::default() };
    article.number_blocks();
    let texts = article.block_texts();
    let index = EntityIndex::new(&article, &texts);
    // The headline is a text as well, if an empty one.
    let first = texts.len() - paragraphs.len();
    let marked = (first..).zip(&texts[first..]).map(|(block, text)| {
        let text = text.as_str();
        let mut marked = String::new();
        let mut done = 0;
        for mention in index.mentions().iter().filter(|mention| mention.block.get() == block) {
            let span = mention.span.range();
            let id = &entities[mention.entity as usize].id;
            marked += &format!("{}⟦{}|{id}⟧", &text[done..span.start], &text[span.clone()]);
            done = span.end;
        }
        marked + &text[done..]
    });
    marked.collect()
}

/// The same on one line, with what has no shape of its own as its number.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { c.to_string() } else { c.escape_debug().to_string() })
        .collect()
}

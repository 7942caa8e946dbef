//! Who and what is mentioned where.

mod articles;
#[path = "entities/definition.rs"]
mod definition;

use proptest::prelude::*;
use sidelight_engine::article::{
    Article, Block, BlockIndex, BlockKind, Entity, EntityKind, Find, Inline, Text,
};
use sidelight_engine::decode::decode;
use sidelight_engine::entity::{self, AmbiguousName, EntityIndex, Finder, Mention, glossed_people};
use sidelight_engine::text::{BlockText, Span};

/// Checks the mentions in a text: they are in brackets, each with the id of its entity. An empty line divides blocks.
///
/// Entities are `id: name / other name`, one a line, and then, each behind a semicolon, what else is set: `person`,
/// `family Name`, `first`, `none`, `except a phrase`.
#[track_caller]
fn check(entities: &str, marked_text: &str) {
    let blocks: Vec<_> = marked_text.split("\n\n").map(unmarked).collect();
    let article = article(entities, &blocks);
    assert_eq!(marked(&article).join("\n\n"), marked_text);
}

/// The text without its brackets.
fn unmarked(marked_text: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for part in marked_text.split_inclusive(['[', ']']) {
        let plain = part.trim_end_matches(['[', ']']);
        text += if inside { plain.split_once('|').expect("[text|id]").0 } else { plain };
        inside = part.ends_with('[');
    }
    text
}

fn article(entities: &str, blocks: &[String]) -> Article {
    Article { entities: cast(entities), ..of_body(blocks.iter().map(Block::paragraph).collect()) }
}

fn cast(lines: &str) -> Vec<Entity> {
    let entity = |line: &str| {
        let (id, rest) = line.split_once(": ").expect("id: names");
        let mut settings = rest.split("; ");
        let mut names = settings.next().expect("names").split(" / ").map(|name| name.trim().to_owned());
        let mut entity = Entity {
            id: id.trim().to_owned(),
            name: names.next().expect("a name"),
            alternate_names: names.collect(),
            ..Entity::default()
        };
        for setting in settings {
            match setting.split_once(' ').unwrap_or((setting, "")) {
                ("person", _) => entity.kind = EntityKind::Person,
                ("family", name) => entity.family_name = Some(name.to_owned()),
                ("first", _) => entity.find = Find::First,
                ("none", _) => entity.find = Find::None,
                ("except", phrase) => entity.except.push(phrase.to_owned()),
                _ => panic!("{setting}"),
            }
        }
        entity
    };
    lines.lines().filter(|line| !line.trim().is_empty()).map(entity).collect()
}

fn of_body(body: Vec<Block>) -> Article {
    let mut article = Article { body, ..Article::default() };
    article.number_blocks();
    article
}

/// The blocks that hold text, with the mentions in brackets.
fn marked(article: &Article) -> Vec<String> {
    let texts = article.block_texts();
    let index = EntityIndex::new(article, &texts);
    let blocks = texts.iter().enumerate().filter(|(_, text)| !text.as_str().is_empty());
    let mark = |(block, text): (usize, &BlockText)| {
        let mut marked = String::new();
        let mut done = 0;
        for mention in index.mentions().iter().filter(|mention| mention.block.get() == block) {
            let range = mention.span.range();
            let id = &article.entities[mention.entity as usize].id;
            marked +=
                &format!("{}[{}|{id}]", &text.as_str()[done..range.start], &text.as_str()[range.clone()]);
            done = range.end;
        }
        marked + &text.as_str()[done..]
    };
    blocks.map(mark).collect()
}

#[test]
fn names_and_other_names_are_found() {
    check("d: DeepSeek / 深度求索", "[DeepSeek|d]，又名[深度求索|d]。[DeepSeek|d]!");
    check("d: DeepSeek", "no one");
    check("d:  DeepSeek  ", "[DeepSeek|d]");
    check("e: !?", "What[!?|e] No!");
}

#[test]
fn case_width_and_middle_dots_do_not_matter() {
    check("d: DeepSeek", "[deepseek|d] [DEEPSEEK|d] [ＤｅｅｐＳｅｅｋ|d] [Deep\u{AD}Seek|d]");
    check("r: 拉吉·雷迪", "[拉吉・雷迪|r]与[拉吉•雷迪|r]");
    check("s: Straße / Große Straße", "[STRASSE|s], [GROSSE STRASSE|s]");
    check("h: Hugging Face", "[Hugging\u{A0}Face|h] and [hugging\nface|h]");
}

#[test]
fn the_longest_name_wins() {
    let cast = "a: 阿里巴巴\nq: 千问\nb: 阿里巴巴云\nc: 阿里";
    check(cast, "[阿里巴巴|a][千问|q]，[阿里巴巴云|b]，[阿里|c]人");
    check("aq: 阿里巴巴千问\nq: 千问\na: 阿里巴巴", "[阿里巴巴千问|aq]、[千问|q]、[阿里巴巴|a]");
    check("t: 图灵\nta: 图灵奖\ntl: 图灵奖得主", "[图灵奖|ta]与[图灵|t]，[图灵奖得主|tl]");
    check("m: Meta\nmp: Meta Platforms", "[Meta|m] and [Meta Platforms|mp]; [Meta|m] Platform");
    // Found from the left: what is taken is not looked at again.
    check("ab: 甲乙\nbc: 乙丙丁", "[甲乙|ab]丙丁");
    check("n: New York\nt: York Times", "[New York|n] Times");
}

#[test]
fn latin_names_end_at_word_edges() {
    check("a: Apple", "[Apple|a], pineApple, Applet, [apple|a]-pie, ([Apple|a]) [Apple|a]'s “[Apple|a]”");
    check("m: Meta", "metaphor Metallica über[Meta|m]".replace("[Meta|m]", "Meta").as_str());
    check("g: GPT-5", "[GPT-5|g] GPT-50 GPT-5.1 [GPT-5|g]. XGPT-5");
    check("e: École", "[École|e] Écolette");
    // Signs without spaces between words are no part of a Latin word.
    check("i: iPhone\nx: xAI", "尽管[iPhone|i]深受，用[xAI|x]的");
    check("k: Kim", "[Kim|k]は");
    check("r: R1", "模型[R1|r]在，R1000，[R1|r]。");
}

#[test]
fn names_are_of_whole_characters() {
    check("w: 👩\nc: 👩\u{200D}💻", "[👩|w], [👩🏽|w], 👩\u{200D}👧, [👩\u{200D}💻|c]");
    check("d: 🇩🇪\ne: 🇪🇩", "[🇩🇪|d][🇩🇪|d]");
    check("k: 株式\ns: 社", "㍿，[株式|k]会[社|s]");
    check("k: क", "[क|k] कि क्ष");
    // An accent is of the name, what shows nothing is not.
    check(
        "p: Pele",
        "[Pele\u{301}|p]\u{200F}, [Pel\u{200B}e|p]\u{FEFF}\u{200B}; [Peles|p]\u{2069} Peles\u{301}",
    );
}

#[test]
fn points_and_signs_go_on_with_a_name() {
    check("v: GPT 4\nf: 5", "[GPT 4|v]. GPT 4.5; 4.5, [5|f]. [5|f].x");
    check("u: U.S.\nn: .NET\ny: Yahoo!", "[U.S.|u], U.S.A., ASP.NET, [.NET|n]; Yahoo!s [Yahoo!|y]");
    check("c: C", "C++ C# [C|c]+ [C|c].");
    check("m: Model", "my_model model_x _Model [Model|m]");
}

#[test]
fn letters_of_another_script_are_an_edge() {
    check("a: xAI\nk: 김", "[xAI|a]는 ב[xAI|a] न[xAI|a] [김|k][xAI|a] 김밥");
    check("m: Москва", "Москваs Москва2 xМосква [Москва|m]");
    check("b: ลาว", "ใน[ลาว|b]และ");
}

#[test]
fn han_names_need_no_edges() {
    check("g: 谷歌", "前[谷歌|g]员工，[谷歌|g]Gemini");
    check("c: C罗", "[C罗|c]进球，AC罗马");
}

#[test]
fn short_names_in_capitals_are_found_in_capitals_only() {
    check("w: WHO\na: AI\nu: US", "[WHO|w] who Who [AI|a] ai Ai [US|u] us U.S.");
    check("a: AI", "[ＡＩ|a] ａｉ");
    check("g: GPT4", "[GPT4|g] gpt4");
    check("o: NVIDIA", "[NVIDIA|o] [Nvidia|o] [nvidia|o]");
    check("i: iOS", "[iOS|i] [IOS|i] [ios|i]");
    check("w: WHO / Who", "[WHO|w] [who|w]");
    check("r: R1", "[R1|r] r1");
    check("n: 42", "[42|n]");
}

#[test]
fn plurals_and_possessives_are_mentions() {
    check(
        "t: Tesla",
        "[Tesla|t]'s [Tesla|t]’s [Teslas|t] [Teslas|t]’ [Teslas|t], Teslass Teslast TeslaS TESLAS",
    );
    check(
        "w: Williams\nx: X\ni: iPhone",
        "[Williams|w]' [Williams|w]'s Williamss; Xs; [iPhones|i] [iphones|i]",
    );
    check("g: GPU\na: AI\nh: H100", "[GPUs|g] GPUS gpus [AIs|a] AIS ais Ais [H100s|h] H100S");
    check("g: GPT-5\ne: École\no: Obama", "[GPT-5s|g], [Écoles|e], the [Obamas|o]");
    // What is written with an s itself is the longer name.
    check("g: Google\nt: Googles", "[Google|g] [Googles|t] [googles|t]");
    check("g: AI\nt: AIS", "[AIs|g] [AIS|t] ais");
    check("h: 谷歌\nc: 阿里Cloud\ny: 2010", "[谷歌|h]s [阿里Clouds|c] 2010s");
    check("l: Large Language Model", "[large language models|l]");
    check("t: Tesla", "[Teslaｓ|t] Teslaŝ");
}

#[test]
fn a_short_name_of_one_may_be_capitals_of_another() {
    check("w: WHO\nb: Who", "[who|b] [Who|b]");
    check("w: WHO\nb: Who", "WHO");
}

#[test]
fn a_family_name_is_found_behind_the_full_name() {
    check(
        "r: Raj Reddy / 拉吉・雷迪; person\nl: Reddy Labs",
        "Reddy. [Raj Reddy|r], [Reddy|r], [Reddy|r]'s [REDDY|r] [Reddys|r] reddy Reddyx [Reddy Labs|l] 雷迪\n\n\
         [Reddy|r] 雷迪 [拉吉·雷迪|r] [雷迪|r]说",
    );
    check("r: Raj Reddy", "[Raj Reddy|r] Reddy");
    // A nickname does not hold it.
    check("r: Raj Reddy / Professor R; person", "[Professor R|r] Reddy [Raj Reddy|r] [Reddy|r]");
    check("r: 拉吉・雷迪 / 雷迪教授; person", "雷迪，[雷迪教授|r]，[雷迪|r]");
    check("s: Sima Guang; person; family Sima", "[Sima Guang|s], [Sima|s]");
    check("s: 司马光; person; family 司马", "司马，[司马光|s]，[司马|s]");
    // A given one that no name holds goes with all.
    check("l: Lula; person; family da Silva", "da Silva; [Lula|l], [da Silva|l], Silva");
    // Others in the script of the full name are nicknames.
    check(
        "t: Margaret Thatcher / Iron Lady; person",
        "[Margaret Thatcher|t], [Iron Lady|t], Lady, [Thatcher|t]",
    );
    check("m: Elon Musk / 埃隆·马斯克 / 钢铁·侠客; person", "[钢铁·侠客|m]侠客，[埃隆·马斯克|m][马斯克|m]");
    check(
        "m: Ab Musk / Αβ Μασκ / Иб Маск / イー・マスク / 埃隆·马斯克; person",
        "[Ab Musk|m] [Musk|m] [Αβ Μασκ|m] [Μασκ|m] [Иб Маск|m] [Маск|m] [イー・マスク|m] [マスク|m] [埃隆·马斯克|m] [马斯克|m]",
    );
    // One sign or letter would be found everywhere.
    check("m: 马云; person; family 马", "[马云|m]，马上");
    check("m: Malcolm X; person", "[Malcolm X|m] X");
    check("y: Neil Young; person", "[Neil Young|y] young [Young|y]");
}

#[test]
fn family_names_are_told_by_the_full_name() {
    for (name, family) in [
        ("Ursula von der Leyen", "von der Leyen"),
        ("Vincent van Gogh", "van Gogh"),
        ("Ursula K. Le Guin", "Le Guin"),
        ("Charles de Gaulle", "de Gaulle"),
        ("Osama bin Laden", "bin Laden"),
        ("Martin Luther King Jr.", "King"),
        ("Martin Luther King, Jr.", "King"),
        ("Loudon Wainwright III", "Wainwright"),
        ("Conan O’Brien", "O'Brien"),
        ("Jean-Luc Picard", "Picard"),
        ("Lindsey Duncan-Smith", "Duncan-Smith"),
        ("Claude Lévi-Strauss", "Levi-Strauss"),
        ("克洛德·列维-斯特劳斯", "列维-斯特劳斯"),
        ("约翰・罗纳德・托尔金", "托尔金"),
        ("ハーバート・サイモン", "サイモン"),
        ("Лев Николаевич Толстой", "Толстой"),
        ("Αλέξης Τσίπρας", "Τσίπρας"),
        ("Søren Kierkegaard", "Kierkegaard"),
        ("Jane Roe, PhD", "Roe"),
    ] {
        check(&format!("p: {name}; person"), &format!("{family}; [{name}|p]; [{family}|p]"));
    }
    for (name, other) in [
        ("Vincent van Gogh", "Gogh"),
        ("Madonna", "Madonna's"),
        ("Reddy, Raj", "Raj"),
        ("Agent 47", "47"),
        ("Raj R.", "R"),
        ("Queen Elizabeth II", "II"),
        ("李开复", "开复"),
        ("拉吉·雷", "雷"),
        ("·雷迪", "雷迪"),
        ("Jane Roe, PhD", "PhD"),
    ] {
        let other = other.replace("Madonna's", "Ciccone");
        check(&format!("p: {name}; person"), &format!("[{name}|p]; {other}"));
    }
}

#[test]
fn two_with_one_family_name_are_neither() {
    let cast = "b: Bill Clinton; person\nh: Hillary Clinton; person";
    check(cast, "[Bill Clinton|b] [Clinton|b] [Hillary Clinton|h] Clinton");
    assert_eq!(
        ambiguous(cast, "Bill Clinton, Hillary Clinton: Clinton, Clinton"),
        ["Clinton 2: b h at 0:31"]
    );
    // The third was not there yet.
    assert_eq!(
        ambiguous(
            &format!("{cast}\nc: Chelsea Clinton; person\nd: Dewitt Clinton; person"),
            "Bill Clinton, Hillary Clinton: Clinton, Chelsea Clinton: Clinton, Dewitt Clinton"
        ),
        ["Clinton 2: b h c at 0:31"]
    );
    // One is introduced, the other only named elsewhere.
    check("f: Ford\ng: Gerald Ford; person", "[Ford|f] [Gerald Ford|g] Ford");
    check("f: Ford\ng: Gerald Ford; person", "[Gerald Ford|g] [Ford|g]");
    check("y: Neil Young; person\nx: Young", "[Neil Young|y] [young|x]");
    // An entity counts once, though it has the name as well.
    let cast = "x: Reddy / Xq\nr: Raj Reddy / Reddy; person";
    check(cast, "[Raj Reddy|r] [Reddy|r]");
    check(cast, "[Xq|x] [Raj Reddy|r] Reddy");
    assert_eq!(ambiguous(cast, "Xq, Raj Reddy, Reddy"), ["Reddy 1: x r at 0:15"]);
}

/// The shared names of a text, as `name places: ids at block:byte`.
fn ambiguous(entities: &str, text: &str) -> Vec<String> {
    let article = article(entities, &text.split("\n\n").map(str::to_owned).collect::<Vec<_>>());
    let index = EntityIndex::new(&article, &article.block_texts());
    let line = |name: &AmbiguousName| {
        let ids: Vec<_> = name.entities.iter().map(|place| &*article.entities[*place as usize].id).collect();
        let (block, span) = name.first;
        // The headline is block 0.
        format!("{} {}: {} at {}:{}", name.name, name.places, ids.join(" "), block.0 - 1, span.start)
    };
    index.ambiguous().iter().map(line).collect()
}

#[test]
fn a_shared_name_is_nobodys_unless_the_text_tells() {
    let cast = "planet: Mercury\nelement: mercury / quicksilver\nsinger: Freddie Mercury";
    check(cast, "Mercury, [Freddie Mercury|singer]");
    // The element is mentioned for certain, before or behind.
    check(cast, "[Mercury|element], [Freddie Mercury|singer] and [quicksilver|element]");
    check("a: Mercury / A\nb: Mercury / Bc", "Mercury A [Bc|b]".replace(" A", " [A|a]").as_str());
    // What nobody is told to have is taken.
    check("a: New York\nb: New York\nc: York", "New York [York|c]");
    assert_eq!(ambiguous(cast, "no metal"), Vec::<String>::new());
    assert_eq!(ambiguous(cast, "quicksilver, Mercury"), Vec::<String>::new());
    assert_eq!(ambiguous(cast, "x\n\na MERCURY\n\nmercury"), ["Mercury 2: planet element at 1:2"]);
    assert_eq!(ambiguous("a: WHO\nb: Who\nc: who", "who WHO"), ["WHO 2: a b c at 0:0"]);
    assert_eq!(ambiguous("a: WHO\nb: Who\nc: who", "who"), ["WHO 1: b c at 0:0"]);
}

#[test]
fn a_name_given_twice_is_not_shared() {
    check("a: Apple / apple / ＡＰＰＬＥ", "[Apple|a]");
    check("r: Raj Reddy / Reddy; person", "[reddy|r] [Raj Reddy|r] [Reddy|r]");
    assert_eq!(ambiguous("a: Apple / apple", "apple"), Vec::<String>::new());
}

#[test]
fn a_name_of_very_many_is_nobodys() {
    let cast: String = (0..65).map(|n| format!("e{n}: Smith / Number {n}q\n")).collect();
    check(&cast, "[Number 1q|e1] Smith");
    let people: String = (0..65).map(|n| format!("e{n}: {} Smith; person\n", "a".repeat(n + 2))).collect();
    check(&people, "[Aaa Smith|e1] [Smith|e1]");
}

#[test]
fn the_articles_own_entity_has_the_name() {
    let find = |own: usize, text: &str| {
        let entities = cast("a: Apple\nb: Apple / Beta\nc: Fiona Apple; person");
        let mut finder = Finder::new(&entities, own);
        finder.read(BlockIndex(0), &BlockText::from_plain(text.to_owned()));
        let index = finder.finish(&[]);
        index
            .mentions()
            .iter()
            .map(|mention| &*entities[mention.entity as usize].id)
            .collect::<Vec<_>>()
            .join("")
    };
    assert_eq!(find(1, "Apple"), "a");
    assert_eq!(find(1, "Beta Apple"), "ba");
    assert_eq!(find(0, "Beta Apple"), "bb");
    assert_eq!(find(2, "Apple"), "");
    // A family name is no name that it has alone.
    assert_eq!(find(1, "Fiona Apple, Apple"), "cc");
    assert_eq!(find(1, "Apple, Fiona Apple, Apple"), "ac");
}

#[test]
fn an_editor_says_which_mentions_are_found() {
    check("a: Apple / 苹果; first", "x [Apples|a] Apple\n\n苹果");
    check("r: Raj Reddy; person; first", "[Raj Reddy|r] Reddy");
    check("a: Apple; none\nb: apple", "[Apple|b]");
    check("a: Apple Pie; none\nb: Pie", "Apple [Pie|b]");
    check("r: Raj Reddy; person; none; family Reddy", "Raj Reddy Reddy");
    // The place of one that is not found again stays taken.
    check("a: New York; first\nb: York", "[New York|a] New York [York|b]");
    let once = |find, content: &str| {
        let mut article = of_runs(content);
        article.entities[0].find = find;
        marked(&article)[1].clone()
    };
    let mark = r#"{ "type": "mention", "entity": "d", "content": "it" }"#;
    assert_eq!(once(Find::First, &format!(r#"[{mark}, " DeepSeek"]"#)), "[it|d] DeepSeek");
    assert_eq!(
        once(Find::First, &format!(r#"["DeepSeek ", {mark}, " DeepSeek"]"#)),
        "[DeepSeek|d] [it|d] DeepSeek"
    );
    assert_eq!(
        once(Find::None, &format!(r#"["DeepSeek ", {mark}, " DeepSeek"]"#)),
        "DeepSeek [it|d] DeepSeek"
    );
}

#[test]
fn phrases_are_excepted() {
    check(
        "a: Apple; except apple pie\np: pie",
        "[Apple|a], Apple Pie, apple pies, [pie|p], [apple|a] [pie|p]chart"
            .replace("[pie|p]chart", "piechart")
            .as_str(),
    );
    check("a: Apple; except apple", "[Apple|a] apple [APPLE|a] apples [Apples|a]");
    check("a: It; except IT", "[It|a] [it|a] IT");
    check("q: 千问; except 千问题", "[千问|q]，千问题");
    check("a: Apple; except Apple Pie\nb: Apple Pie Company", "[Apple Pie Company|b] Apple Pie");
    // What somebody else is called is theirs.
    check("a: Apple; except Apple Records\nb: Apple Records", "[Apple Records|b] [Apple|a]");
    check("a: Apple; except apple\nb: apple; except Apple", "[Apple|a] [apple|b] APPLE");
    check("r: Raj Reddy; person; except Reddy", "[Raj Reddy|r] Reddy");
    check("r: Raj Reddy / Reddy; person; except Reddy", "[reddy|r] [Raj Reddy|r] Reddy [REDDY|r]");
    check(
        "r: Raj Reddy; person; except Reddy\nh: Helen Reddy; person",
        "[Raj Reddy|r] [Helen Reddy|h] [Reddy|h]",
    );
    check("u: Uni; except US\nx: us", "US [us|x]".replace("US", "[US|x]").as_str());
}

#[test]
fn names_are_found_beside_marks() {
    let table = [
        // A mark within a longer name leaves room for the shorter one.
        (r#"["Mercury", { "type": "mention", "entity": "g", "content": " Google" }]"#, "Mercury[ Google|g]"),
        (
            r#"["Google ", { "type": "mention", "entity": "m1", "content": "Google" }, " Google"]"#,
            "[Google|g] [Google|m1] [Google|g]",
        ),
    ];
    for (content, expected) in table {
        assert_eq!(marked(&of_runs(content))[1], expected, "{content}");
    }
    let entities = cast("aq: 阿里巴巴千问\na: 阿里巴巴\nr: Raj Reddy; person");
    let find = |text: &str, mark: (u32, u32, u32)| {
        let mut finder = Finder::new(&entities, 3);
        finder.read(BlockIndex(0), &BlockText::from_plain(text.to_owned()));
        let mark =
            Mention { block: BlockIndex(0), span: Span { start: mark.0, end: mark.1 }, entity: mark.2 };
        let index = finder.finish(&[mark]);
        index
            .mentions()
            .iter()
            .map(|mention| (mention.span.start, mention.span.end, mention.entity))
            .collect::<Vec<_>>()
    };
    assert_eq!(find("阿里巴巴千问", (12, 18, 2)), [(0, 12, 1), (12, 18, 2)]);
    assert_eq!(find("阿里巴巴千问", (15, 18, 2)), [(0, 12, 1), (15, 18, 2)]);
    // One in part, of the same.
    assert_eq!(find("阿里巴巴千问", (12, 18, 0)), [(12, 18, 0)]);
    assert_eq!(find("阿里巴巴千问", (0, 6, 0)), [(0, 6, 0)]);
    // A mark introduces the family name.
    assert_eq!(find("Reddy: he, Reddy", (7, 9, 2)), [(7, 9, 2), (11, 16, 2)]);
}

#[test]
fn very_long_names_are_not_looked_for() {
    let (long, longer) = ("谷歌".repeat(42), "谷歌".repeat(43));
    check(&format!("a: {long}"), &format!("[{long}|a]"));
    check(&format!("a: {longer}"), &longer);
}

#[test]
fn names_are_folded_as_text_is() {
    check("h: Hugging  Face", "[Hugging Face|h]");
    check("h: a\u{2028}b\nc: Next", "ab a\u{2028}b [Next|c]");
    check("h: \u{AD} Deep", "[Deep|h]");
}

#[test]
fn entities_without_a_usable_name_are_survived() {
    check("a: \u{AD}\nb: \u{301} / B", "[B|b] b \u{AD}");
}

/// An article from the runs of one paragraph, as JSON.
fn of_runs(content: &str) -> Article {
    let json = format!(
        r#"{{ "headline": "H", "body": [{{ "content": {content} }}], "mentions": [
            {{ "id": "d", "name": "DeepSeek" }}, {{ "id": "g", "name": "谷歌", "alternateName": "Google" }},
            {{ "id": "m1", "name": "Mercury" }}, {{ "id": "m2", "name": "Mercury" }}
        ] }}"#
    );
    let decoded = decode(json.as_bytes()).expect("an article");
    assert_eq!(decoded.diagnostics, []);
    decoded.article
}

#[test]
fn explicit_marks_win() {
    let table = [
        (
            // The mark tells which of the two is meant elsewhere as well.
            r#"["", { "type": "mention", "entity": "m2", "content": "Mercury" }, " and Mercury"]"#,
            "[Mercury|m2] and [Mercury|m2]",
        ),
        (
            r#"[{ "type": "mention", "entity": "g", "content": "DeepSeek" }, ", DeepSeek"]"#,
            "[DeepSeek|g], [DeepSeek|d]",
        ),
        (
            r#"["The ", { "type": "mention", "entity": "d", "content": "Hangzhou company" }]"#,
            "The [Hangzhou company|d]",
        ),
        // A mark that a found name would reach into.
        (r#"["Deep", { "type": "mention", "entity": "g", "content": "Seek" }]"#, "Deep[Seek|g]"),
        (
            r#"[{ "type": "strong", "content": ["a ", { "type": "mention", "entity": "g", "content": "search" }] }, " 谷歌"]"#,
            "a [search|g] [谷歌|g]",
        ),
    ];
    for (content, expected) in table {
        assert_eq!(marked(&of_runs(content))[1], expected, "{content}");
    }
}

#[test]
fn names_are_found_across_runs() {
    let table = [
        (r#"["Deep", { "type": "emphasis", "content": "Seek" }, "."]"#, "[DeepSeek|d]."),
        (
            r#"[{ "type": "strong", "content": ["x ", { "type": "emphasis", "content": "DeepSeek" }] }, "!"]"#,
            "x [DeepSeek|d]!",
        ),
        (r#"[{ "type": "link", "url": "https://a.example/", "content": "Google" }, "y"]"#, "Googley"),
        (r#"[{ "type": "code", "content": "DeepSeek" }]"#, "[DeepSeek|d]"),
        (r#"[{ "type": "ruby", "base": "谷歌", "annotation": "DeepSeek" }]"#, "[谷歌|g]"),
        (r#"["Deep", { "type": "break" }, "Seek"]"#, "Deep\u{2028}Seek"),
    ];
    for (content, expected) in table {
        assert_eq!(marked(&of_runs(content))[1], expected, "{content}");
    }
}

#[test]
fn names_are_not_found_across_blocks() {
    let article = Article {
        entities: cast("d: DeepSeek"),
        ..of_body(vec![Block::paragraph("Deep"), Block::paragraph("Seek DeepSeek")])
    };
    assert_eq!(marked(&article), ["Deep", "Seek [DeepSeek|d]"]);
}

#[test]
fn links_are_made_where_a_link_may_stand() {
    let table = [
        (
            r#"["With DeepSeek, ", { "type": "strong", "content": "谷歌!" }]"#,
            r#"["With ",{"type":"mention","entity":"d","content":"DeepSeek"},", ",{"type":"strong","content":[{"type":"mention","entity":"g","content":"谷歌"},"!"]}]"#,
        ),
        (
            r#"[{ "type": "link", "url": "a.html", "content": "DeepSeek" }, { "type": "code", "content": "DeepSeek" }]"#,
            r#"[{"type":"link","url":"a.html","content":"DeepSeek"},{"type":"code","content":"DeepSeek"}]"#,
        ),
        (
            r#"["DeepSee", { "type": "emphasis", "content": "k" }, "!"]"#,
            r#"[{"type":"mention","entity":"d","content":"DeepSee"},{"type":"emphasis","content":{"type":"mention","entity":"d","content":"k"}},"!"]"#,
        ),
        (
            r#"["Deep", { "type": "emphasis", "content": "Seek" }]"#,
            r#"[{"type":"mention","entity":"d","content":"Deep"},{"type":"emphasis","content":{"type":"mention","entity":"d","content":"Seek"}}]"#,
        ),
        (
            r#"[{ "type": "mention", "entity": "g", "content": "DeepSeek" }]"#,
            r#"[{"type":"mention","entity":"g","content":"DeepSeek"}]"#,
        ),
    ];
    for (content, expected) in table {
        let mut article = of_runs(content);
        EntityIndex::new(&article, &article.block_texts()).link(&mut article);
        let BlockKind::Paragraph(text) = &article.body[0].kind else { panic!("a paragraph") };
        let linked = serde_json::to_value(text).expect("JSON");
        let expected: serde_json::Value = serde_json::from_str(expected).expect("JSON");
        // A run alone is written in an array as well.
        assert_eq!(
            linked.to_string().replace(['[', ']'], ""),
            expected.to_string().replace(['[', ']'], ""),
            "{content}"
        );
    }
}

#[test]
fn mentions_are_counted_and_ordered() {
    let article = Article {
        headline: Text::plain("乙"),
        entities: cast("a: 甲\nb: 乙\nc: 丙"),
        ..of_body(vec![Block::paragraph("乙甲乙"), Block::paragraph("甲")])
    };
    let index = EntityIndex::new(&article, &article.block_texts());
    let places = |mention: &Mention| (mention.block.0, mention.span.start);
    let order: Vec<_> = index.mentions().iter().map(|mention| (places(mention), mention.entity)).collect();
    assert_eq!(order, [((0, 0), 1), ((1, 0), 1), ((1, 3), 0), ((1, 6), 1), ((2, 0), 0)]);
    assert_eq!(index.of(0).map(places).collect::<Vec<_>>(), [(1, 3), (2, 0)]);
    assert_eq!(index.of(1).map(places).collect::<Vec<_>>(), [(0, 0), (1, 0), (1, 6)]);
    assert_eq!([0, 1, 2, 99].map(|entity| index.count(entity)), [2, 3, 0, 0]);
}

#[test]
fn a_dictionary_gives_what_is_mentioned() {
    let article = Article {
        entities: cast("aq: 阿里巴巴千问"),
        ..of_body(vec![Block::paragraph("阿里巴巴千问，Linux")])
    };
    let ids = |dictionary: &str| -> Vec<String> {
        let own = article.entities.len();
        let mut entities = [article.entities.clone(), cast(dictionary)].concat();
        let marks = entity::marked(&article, &entities);
        let index = EntityIndex::find(&entities, own, &article.block_texts(), &marks);
        index.keep_mentioned(&mut entities, own);
        entities.split_off(own).into_iter().map(|entity| entity.id).collect()
    };
    assert_eq!(ids("l: Linux\nq: 千问\nb: BSD"), ["l"], "千问 is a part of the article's own name");
    assert_eq!(ids("l1: Linux\nl2: linux"), Vec::<String>::new(), "a shared name mentions neither");
    assert_eq!(ids(""), Vec::<String>::new());
}

fn glosses(text: &str) -> Vec<String> {
    let article = of_body(vec![Block::paragraph(text)]);
    let people = glossed_people(&article);
    people.iter().map(|person| format!("{} = {}", person.name, person.alternate_names.join("/"))).collect()
}

#[test]
fn glosses_introduce_people() {
    let table: &[(&str, &[&str])] = &[
        ("图灵奖得主拉吉・雷迪 (Raj Reddy) 教授", &["拉吉・雷迪 = Raj Reddy"]),
        ("谷歌前 CEO 埃里克・施密特 (Eric Schmidt) 警告", &["埃里克・施密特 = Eric Schmidt"]),
        ("总理安格拉·默克尔（Angela Merkel）说", &["安格拉·默克尔 = Angela Merkel"]),
        ("经理理查德·费曼(Richard Feynman)", &["理查德·费曼 = Richard Feynman"]),
        ("模特伊莎贝拉·罗西 (Isabella Rossi)", &["伊莎贝拉·罗西 = Isabella Rossi"]),
        ("部门马修·布朗 (Matthew Brown)", &["马修·布朗 = Matthew Brown"]),
        (
            "由约翰·罗纳德·瑞尔·托尔金 (John Ronald Reuel Tolkien) 写",
            &["约翰·罗纳德·瑞尔·托尔金 = John Ronald Reuel Tolkien"],
        ),
        ("作家厄休拉·勒古恩 (Ursula K. Le Guin)", &["厄休拉·勒古恩 = Ursula K. Le Guin"]),
        ("让-吕克·皮卡德 (Jean-Luc Picard)", &["吕克·皮卡德 = Jean-Luc Picard"][..0]),
        ("克洛德·列维-斯特劳斯 (Claude Lévi-Strauss)", &[]),
        (
            "克洛德·香农 (Claude Shannon)，又说克洛德・香农 (Claude Shannon)",
            &["克洛德·香农 = Claude Shannon"],
        ),
        (
            "蒂姆·库克 (Tim Cook) 与萨提亚·纳德拉 (Satya Nadella)",
            &["蒂姆·库克 = Tim Cook", "萨提亚·纳德拉 = Satya Nadella"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(glosses(text), *expected, "{text}");
    }
}

#[test]
fn other_glosses_introduce_nobody() {
    for text in [
        "李飞飞 (Fei-Fei Li)",
        "检索增强生成 (Retrieval Augmented Generation)",
        "卡内基·梅隆大学 (CMU)",
        "马丁·路德 (MLK)",
        "马丁·路德 (Martin)",
        "马丁·路德 (martin luther)",
        "马丁·路德 (Martin Luther King The Very Long)",
        "马丁·路德 (1483)",
        "马丁·路德 (Peter Quinn)",
        "第一·第二 (First Second)",
        "·雷迪 (Raj Reddy)",
        "拉吉· (Raj Reddy)",
        "拉吉··雷迪 (Raj Reddy)",
        "拉·雷迪 (Raj Reddy)",
        "(Raj Reddy)",
        "拉吉·雷迪 (Raj Reddy",
        "拉吉·雷迪 Raj Reddy",
        "哈利·波特：火焰杯 (Harry Potter)",
    ] {
        assert_eq!(glosses(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn known_people_are_not_introduced_again() {
    let text = "拉吉・雷迪 (Raj Reddy) 和马丁·路德 (Martin Luther)";
    for known in ["r: 拉吉·雷迪", "r: Raj Reddy", "r: X / RAJ REDDY", "raj-reddy: X"] {
        let article = Article { entities: cast(known), ..of_body(vec![Block::paragraph(text)]) };
        let people = glossed_people(&article);
        assert_eq!(
            people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(),
            ["martin-luther"],
            "{known}"
        );
    }
}

#[test]
fn many_mentions_in_one_block_are_linked_in_time() {
    let mark = || Inline::Mention { entity: "d".to_owned(), content: vec![Inline::Text("it, ".to_owned())] };
    let name = |text: &str| Inline::Emphasis(vec![Inline::Text(text.to_owned())]);
    let runs = (0..40_000).flat_map(|_| [mark(), name("DeepSeek "), name("and ")]).collect();
    let entities = (0..40_000).map(|n| format!("e{n}: name {n}\n")).collect::<String>() + "d: DeepSeek";
    let mut article =
        Article { entities: cast(&entities), ..of_body(vec![BlockKind::Paragraph(Text::new(runs)).into()]) };
    let index = EntityIndex::new(&article, &article.block_texts());
    assert_eq!(index.count(40_000), 80_000);
    index.link(&mut article);
    assert_eq!(EntityIndex::new(&article, &article.block_texts()).count(40_000), 80_000);
}

#[test]
fn a_text_of_brackets_is_read_in_time() {
    glosses(&"(".repeat(100_000));
    glosses(&"拉·雷(Raj ".repeat(10_000));
}

proptest! {
    #[test]
    fn linking_keeps_text_and_mentions(article in articles::article()) {
        let mut article = article;
        // A mark introduces all family names of a person, so that more are found behind it.
        article.entities.iter_mut().for_each(|entity| entity.kind = EntityKind::Product);
        let texts = article.block_texts();
        let index = EntityIndex::new(&article, &texts);
        for mention in index.mentions() {
            prop_assert!(texts[mention.block.get()].as_str().get(mention.span.range()).is_some_and(|text| !text.is_empty()));
        }
        for pair in index.mentions().windows(2) {
            prop_assert!(pair[0] <= pair[1]);
        }
        let counts = (0..article.entities.len() as u32).map(|entity| index.count(entity)).sum::<usize>();
        prop_assert_eq!(counts, index.mentions().len());

        let mut linked = article.clone();
        index.link(&mut linked);
        prop_assert_eq!(plain(&linked), plain(&article));
        for ((_, before), (_, after)) in article.texts().iter().zip(linked.texts()) {
            prop_assert_eq!(before.index, after.index);
            prop_assert_eq!(&Text::new(after.inlines.clone()).inlines, &after.inlines, "runs stay tidy");
            prop_assert!(links_hold_no_links(&after.inlines, false) || !links_hold_no_links(&before.inlines, false));
        }
        // Every mention found stays a mention of the same entity, in one link or in several.
        let again = EntityIndex::new(&linked, &linked.block_texts());
        let covered = |mention: &Mention, by: &EntityIndex| {
            by.mentions().iter().any(|other| {
                (other.block, other.entity) == (mention.block, mention.entity) && other.span.overlaps(mention.span)
            })
        };
        for mention in index.mentions() {
            prop_assert!(covered(mention, &again), "{:?}", mention);
        }
        for mention in again.mentions() {
            prop_assert!(covered(mention, &index), "{:?}", mention);
        }
        let mut twice = linked.clone();
        again.link(&mut twice);
        prop_assert_eq!(twice, linked, "linking again changes nothing");
    }
}

fn plain(article: &Article) -> Vec<(BlockIndex, String)> {
    article.texts().iter().map(|(_, text)| (text.index, text.to_plain())).collect()
}

fn links_hold_no_links(runs: &[Inline], in_link: bool) -> bool {
    runs.iter().all(|run| {
        let is_link = matches!(run, Inline::Link { .. } | Inline::Mention { .. });
        !(is_link && in_link) && links_hold_no_links(run.content(), in_link || is_link)
    })
}

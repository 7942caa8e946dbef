//! People whom a Chinese text introduces by a gloss, as 拉吉・雷迪 (Raj Reddy).
//!
//! Only what is plainly a person's name counts: a transliteration with a middle dot, a Latin name of two
//! to four capitalised words, and sounds that fit. Where the Han name starts, in a run of signs without
//! spaces, is told by the sounds as well: 图灵奖得主拉吉 is 拉吉, since 得 and 主 begin no Raj.

use std::collections::HashSet;

use crate::article::{Article, Entity, EntityKind};
use crate::highlight::fold;

/// For each Latin letter, signs that the first syllable of a name with that initial is written with.
/// All of them together are the signs that transliterations are made of.
const SOUNDS: [(char, &str); 26] = [
    ('A', "阿埃艾爱安昂奥澳亚"),
    ('B', "巴芭白拜班邦保鲍贝本比彼毕别宾波伯博勃布"),
    ('C', "卡凯坎康考科柯克肯库夸查柴切奇齐恰乔塞西辛采蔡"),
    ('D', "达戴丹德登邓狄迪蒂丁杜敦顿多"),
    ('E', "埃艾爱伊厄恩尔叶耶俄尤"),
    ('F', "法凡范菲费芬冯佛弗福夫富"),
    ('G', "盖甘冈戈哥格葛根贡古圭加嘉贾杰吉乔"),
    ('H', "哈海汉豪赫亨洪胡怀惠霍休"),
    ('I', "伊艾英因"),
    ('J', "杰吉贾简詹珍乔约朱雅何哈"),
    ('K', "卡凯坎康考科柯克肯库奎昆基金"),
    ('L', "拉莱赖兰朗劳勒雷黎里理丽利莉廉连列林琳刘龙卢鲁露路伦罗洛吕"),
    ('M', "马玛迈麦曼芒毛梅门蒙米密敏明摩莫默姆穆缪"),
    ('N', "娜纳奈南内尼妮涅宁纽农努诺"),
    ('O', "奥欧"),
    ('P', "帕派潘庞培佩彭蓬皮珀蒲普保彼菲"),
    ('Q', "奎昆夸卡齐"),
    ('R', "拉莱赖兰朗劳勒雷黎里理利莉列林琳卢鲁路伦罗洛吕瑞热"),
    ('S', "萨塞赛桑瑟森沙莎珊尚香绍舍申圣施什史舒斯思松苏索肖谢辛西希锡夏"),
    ('T', "塔泰坦汤唐陶特腾提廷图涂托蒂汀西"),
    ('U', "乌尤厄"),
    ('V', "瓦万威韦维魏温沃文弗菲"),
    ('W', "瓦万旺威韦维魏温翁沃乌伍怀惠"),
    ('X', "泽克赛夏萨谢"),
    ('Y', "亚雅延扬杨耶叶伊约尤"),
    ('Z', "扎泽兹佐朱卓齐"),
];

/// Signs of transliterations that no name starts with.
const ENDINGS: &str = "尔逊治茨赞士姬甫娅娃丝妲祖茜修灵翰蕾琪薇诗黛嫩坚滕茹莲芙桂";

/// A gloss in its brackets is at most this long, in signs; looking further would make a text of brackets
/// slow.
const LONGEST_GLOSS: usize = 60;

/// Words that stand before names and end in a sign that a name may start with.
const WORDS_BEFORE: [&str; 10] =
    ["总理", "经理", "助理", "代理", "部门", "模特", "大夫", "丈夫", "这里", "那里"];

/// The people whom the text introduces by a gloss and whom none of the article's entities names, in the
/// order of their introduction. The name is the Han one as written, the Latin name an alias.
pub fn glossed_people(article: &Article) -> Vec<Entity> {
    let names = article.entities.iter().flat_map(Entity::names);
    let mut known: HashSet<String> = names.map(fold).collect();
    known.extend(article.entities.iter().map(|entity| entity.id.clone()));
    let mut people = Vec::new();
    for (_, text) in article.texts() {
        for (name, latin) in glosses(&text.to_plain()) {
            let words = latin.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let id = fold(&words.collect::<Vec<_>>().join("-"));
            if [fold(name), fold(latin), id.clone()].iter().any(|name| known.contains(name)) {
                continue;
            }
            known.extend([fold(name), fold(latin), id.clone()]);
            people.push(Entity {
                id,
                kind: EntityKind::Person,
                name: name.to_owned(),
                alternate_names: vec![latin.to_owned()],
                ..Entity::default()
            });
        }
    }
    people
}

/// Han names with the Latin names that gloss them.
fn glosses(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices(['(', '（']).filter_map(|(at, open)| {
        let mut inside = text[at..].char_indices().take(LONGEST_GLOSS);
        let (end, _) = inside.find(|(_, c)| matches!(c, ')' | '）'))?;
        let latin = &text[at + open.len()..at + end];
        let words = latin_name(latin)?;
        let name = han_name(text[..at].trim_end(), &words)?;
        Some((name, latin.trim()))
    })
}

/// The words of a Latin name of a person.
fn latin_name(text: &str) -> Option<Vec<&str>> {
    let words: Vec<_> = text.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
            // Capitals alone are an abbreviation, unless they are an initial.
            && (word.trim_end_matches('.').len() == 1 || word.chars().any(char::is_lowercase))
    };
    ((2..=4).contains(&words.len()) && words.iter().all(is_name)).then_some(words)
}

/// The Han name that a text ends with, where it sounds as the Latin one.
fn han_name<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let is_part = |c: char| is_han(c) || is_dot(c);
    let start = text.char_indices().rev().take_while(|(_, c)| is_part(*c)).last()?.0;
    let parts: Vec<_> = text[start..].split(is_dot).collect();
    let (first, others) = parts.split_first()?;
    let last = others.last()?;
    let longest = first.char_indices().rev().take_while(|(_, c)| is_sound(*c)).map(|(at, _)| at).last()?;
    // What stands before the name may look like a part of it, so the name starts with the first sign
    // that sounds as the Latin one does.
    let is_start = |at: usize, c: char| {
        let ends_word = WORDS_BEFORE.iter().any(|word| first[..at + c.len_utf8()].ends_with(word));
        sounds_as(c, words[0]) && !ends_word
    };
    let from = longest + first[longest..].char_indices().find(|(at, c)| is_start(longest + at, *c))?.0;
    let is_name = (2..=6).contains(&first[from..].chars().count())
        && others.len() < words.len()
        && others.iter().all(|part| !part.is_empty())
        && last.chars().next().is_some_and(|c| words[1..].iter().any(|word| sounds_as(c, word)));
    is_name.then(|| &text[start + from..])
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn is_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '･' | '•' | '‧' | '∙' | '⋅')
}

fn is_sound(c: char) -> bool {
    ENDINGS.contains(c) || SOUNDS.iter().any(|(_, signs)| signs.contains(c))
}

fn sounds_as(c: char, word: &str) -> bool {
    SOUNDS.iter().any(|(initial, signs)| word.starts_with(*initial) && signs.contains(c))
}

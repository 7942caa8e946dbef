//! Suggested keywords: words that a reader would type, the topical ones first.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::decode::decode;
use sidelight_engine::highlight::{fold, suggest};

/// Asserts that the terms are among the first ten.
#[track_caller]
fn assert_among(texts: &[&str], terms: &[&str]) {
    let suggestions = suggest(texts, 10);
    for term in terms {
        assert!(suggestions.iter().any(|suggestion| suggestion == term), "no {term} in {suggestions:?}");
    }
}

#[track_caller]
fn assert_not_among(texts: &[&str], terms: &[&str]) {
    let suggestions = suggest(texts, usize::MAX);
    for term in terms {
        assert!(!suggestions.iter().any(|suggestion| suggestion == term), "{term} in {suggestions:?}");
    }
}

const CHIPS: [&str; 5] = [
    "The export controls on advanced chips began in October 2022. Export controls work slowly, and companies \
     find ways around them.",
    "A company that cannot buy the newest GPU buys many older GPUs. The GPU is a commodity; the memory beside \
     it is not.",
    "Open source software spread the same way. With open source, the company gives away the code and sells \
     the service. Open source is not charity.",
    "Washington’s export controls also cover the machines that make chips. A chip needs a machine, and the \
     machine needs ASML. ASML sells to China what the export controls allow.",
    "AI companies ask for looser controls. AI labs in China publish open source models, and AI labs in \
     America do not.",
];

#[test]
fn english_words_and_phrases() {
    assert_among(&CHIPS, &["export controls", "open source", "chips", "China", "GPU", "ASML"]);
    assert_eq!(suggest(&CHIPS, 1), ["export controls"]);
}

#[test]
fn a_phrase_takes_the_place_of_its_words() {
    assert_not_among(&CHIPS, &["export", "Export", "controls", "open", "Open", "Open source", "source"]);
}

#[test]
fn stop_words_are_no_terms() {
    assert_not_among(
        &CHIPS,
        &["the", "The", "that", "with", "With", "a", "in", "is", "not", "many", "October"],
    );
}

#[test]
fn the_commoner_of_singular_and_plural_is_shown() {
    let cats = ["Cats sleep. Two cats ate.", "A cat slept on the policies, and the policy held the boxes."];
    let suggestions = suggest(&cats, 10);
    let cat = |term: &&String| matches!(fold(term).as_str(), "cat" | "cats");
    assert_eq!(suggestions.iter().filter(cat).count(), 1, "{suggestions:?}");
    assert!(suggestions.contains(&"policy".to_owned()), "{suggestions:?}");
}

#[test]
fn the_commonest_spelling_is_shown() {
    let texts = ["DeepSeek and Deepseek and DeepSeek.", "deepseek, DeepSeek, DEEPSEEK"];
    assert_eq!(suggest(&texts, 10), ["DeepSeek"]);
}

#[test]
fn terms_that_fold_alike_are_one() {
    // With a hyphen-minus it is one word, with a non-breaking hyphen it is two.
    let texts = ["Luna-3X, Luna-3X", "Luna\u{2011}3X, Luna\u{2011}3X"];
    assert_eq!(suggest(&texts, 10).len(), 1);
}

const CARS: [&str; 6] = [
    "新能源汽车的销量在过去三年里翻了两番。中国的新能源汽车企业如今占全球市场的六成以上，动力电池的份额更高。",
    "动力电池的成本下降得很快。宁德时代与比亚迪两家公司的动力电池，装在全世界三分之一的电动车上。比亚迪从电池起家，\
     后来才造车。",
    "欧盟对中国的电动车加征关税，理由是补贴。关税让电动车在欧洲的价格上涨，可是比亚迪在匈牙利建厂，绕过了关税。",
    "充电桩是另一个瓶颈。城市里的充电桩已经够多，高速公路上的充电桩在节假日仍要排队。国家电网计划在高速公路沿线再建一批\
     充电桩。",
    "未来的竞争在软件：自动驾驶、智能座舱。自动驾驶需要算力，算力需要芯片；美国限制芯片出口，自动驾驶公司只好自研芯片。",
    "新能源汽车的未来，一半在动力电池，一半在自动驾驶。欧洲市场会不会再加关税，没有人知道。",
];

#[test]
fn chinese_words_without_a_dictionary() {
    assert_among(&CARS, &["动力电池", "自动驾驶", "新能源汽车", "电动车", "关税", "比亚迪", "充电桩"]);
    assert_not_among(
        &CARS,
        &["力电", "力电池", "自动驾", "亚迪", "的新", "能源汽", "电桩", "新能", "在高速", "家公司"],
    );
}

#[test]
fn traditional_chinese_words() {
    let texts = [
        "半導體是臺灣的命脈。半導體的供應鏈分散在許多國家，臺灣只做其中一段。",
        "供應鏈一斷，半導體的價格便漲。人們這才知道供應鏈有多長。",
        "臺灣的工程師說，供應鏈靠的是信任。半導體的工程師也這樣說。",
    ];
    assert_among(&texts, &["半導體", "供應鏈", "臺灣", "工程師"]);
    assert_not_among(&texts, &["導體", "應鏈", "供應", "程師", "半導"]);
}

#[test]
fn a_piece_of_several_terms_is_none() {
    let texts = [
        "美国公司领先，中国公司追赶。美国公司贵，中国公司便宜。",
        "有的美国公司不开源；有的中国公司开源。开源模型多，闭源模型少。",
        "开源的好处在开源模型里，闭源的好处在闭源模型里。模型是公司的。",
    ];
    assert_not_among(&texts, &["国公司", "国公", "源模", "源模型", "的好处"]);
}

#[test]
fn latin_terms_in_chinese_text() {
    let texts =
        ["DeepSeek 的模型用的GPU不多。", "用 GPU 训练的人都看 DeepSeek。", "没有GPU，就没有DeepSeek。"];
    assert_among(&texts, &["DeepSeek", "GPU"]);
}

#[test]
fn other_languages() {
    let japanese = [
        "人工知能の研究は長い冬を経験した。人工知能という言葉が流行したのは今回が初めてではない。",
        "日本の企業もオープンソースの言語モデルを公開し始めた。オープンソースであれば、企業は自社で学習できる。",
    ];
    assert_among(&japanese, &["人工知能", "オープンソース", "企業"]);
    let korean = [
        "기업은 모델의 가중치를 공개한다. 인공지능 반도체는 수출 규제를 받는다.",
        "미국은 규제를 강화한다. 인공지능 모델 공개는 기업에게 기회다. 기업 모델이다.",
    ];
    assert_among(&korean, &["인공지능", "모델", "규제", "기업"]);
    let german = [
        "Die Zeitung druckt die Berichtigung. Wer die Berichtigung liest, vertraut der Zeitung mehr.",
        "Künstliche Intelligenz schreibt für die Zeitung. Künstliche Intelligenz macht andere Fehler.",
    ];
    assert_among(&german, &["Zeitung", "Berichtigung", "Künstliche Intelligenz"]);
    assert_not_among(&german, &["Die", "die", "der"]);
}

#[test]
fn a_term_reaches_across_no_boundary() {
    let texts = ["red, kite. red", "kite; red! kite", "开，源。开", "源；开！源"];
    assert_eq!(suggest(&texts, 10), ["kite", "red"]);
}

/// For each demo article, what must be among the first ten, and what must nowhere be.
#[test]
fn demo_articles() {
    let articles: [(&str, &[&str], &[&str]); 5] = [
        (
            "open-source-ai.zh",
            &["模型", "李开复", "开源", "权重", "训练"],
            &["国公司", "家公司", "开复", "李开", "源模", "模型的", "公司的", "个问题"],
        ),
        (
            "side-light.zh",
            &["影子", "侧光", "修复师", "太阳", "月球", "考古学家"],
            &["复师", "修复", "学家", "的光", "道光", "古学家", "利略", "肯替人"],
        ),
        (
            "punctuation.zh-Hant",
            &["標點", "中文", "逗號", "新式標點", "標點符號", "句號"],
            &["式標點", "點符號", "新式", "嘆號", "標點的"],
        ),
        (
            "open-weights.en",
            &["model", "Open Source", "open weights", "training"],
            &["open", "Source", "Sources", "the", "way", "AI Definition", "Source AI Definition"],
        ),
        (
            "corrections.en",
            &["correction", "newspaper", "readers", "error", "stories"],
            &["corrections", "newspapers", "the", "one", "said"],
        ),
    ];
    for (name, terms, junk) in articles {
        let path = format!("{}/../../public/articles/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let article = decode(&std::fs::read(path).expect("a demo article")).expect("an article").article;
        let texts: Vec<String> = article.texts().iter().map(|(_, text)| text.to_plain()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_among(&texts, terms);
        assert_not_among(&texts, junk);
    }
}

#[test]
fn a_long_text_is_sampled_evenly() {
    // Each tenth of the text has a word of its own, and all have one in common.
    let word = |at: usize| {
        ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"][at]
    };
    let text: String = (0..200_000).map(|at| format!("{}; common. ", word(at / 20_000))).collect();
    assert!(text.len() > 2_000_000);
    let suggestions = suggest(&[&text], 20);
    assert_eq!(suggestions[0], "common");
    for at in 0..10 {
        assert!(suggestions.iter().any(|term| term == word(at)), "no {} in {suggestions:?}", word(at));
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for texts in [&[][..], &[""], &[" \n", "…"], &["1920 1920 1920"], &["once"]] {
        assert_eq!(suggest(texts, 10), [""; 0]);
    }
    assert_eq!(suggest(&CHIPS, 0), [""; 0]);
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    const PIECES: &[&str] = &[
        "open",
        "Open",
        "source",
        "sources",
        "GPU",
        "don't",
        "개발을",
        "모델",
        "모델은",
        "モデル",
        "ー",
        "の",
        "开源",
        "模型",
        "大模型",
        "的",
        "一",
        "不",
        "。",
        "，",
        " ",
        " ",
        "-",
        "-4",
        "\u{AD}",
        "\u{301}",
        "\u{200B}",
        "\u{A0}",
        "İ",
        "ß",
        "ﬁ",
        "Ａｉ",
        "𠮷",
        "👩‍💻",
        "\n",
        "1920",
        "Straße",
        "policies",
        "policy",
        "ss",
        "s",
        "为",
        "比",
    ];
    let line = prop_oneof![
        4 => vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        1 => "\\PC{0,40}",
        1 => any::<String>(),
    ];
    vec(line, 0..8)
}

proptest! {
    #[test]
    fn suggestions_are_distinct_terms_of_the_text(texts in texts(), limit in 0usize..20) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let suggestions = suggest(&texts, limit);
        prop_assert!(suggestions.len() <= limit);
        for (at, term) in suggestions.iter().enumerate() {
            prop_assert!(!fold(term).trim().is_empty());
            prop_assert!(texts.iter().any(|text| text.contains(term.as_str())), "{:?} is not in the text", term);
            prop_assert!(suggestions[..at].iter().all(|other| fold(other) != fold(term)), "{:?} twice", term);
        }
        // A smaller limit gives the first of the same.
        let all = suggest(&texts, usize::MAX);
        prop_assert!(all.starts_with(&suggestions));
    }
}

//! What is too common to be a term: stop words, characters with a grammatical function, endings.

/// Stop words, folded: those of English, and the most frequent ones of German, French, Spanish and Korean.
const STOP_WORDS: &str = "\
about above across after again against ago all almost alone along already also although always among \
and another any anyone anything are aren ask asked asks around away back became because become becomes been before \
april august behind being below best better between beyond billion both but came can cannot come comes could couldn day days december did didn \
does doesn doing don done down during each either else enough even ever every everyone everything far \
february few first five four for found from gave get gets getting give given gives goes going gone good got great had hadn \
has hasn have haven having her here hers herself him himself his how however hundred into isn its itself january july june just \
keep kept knew know known last later least less let like likely little long look made make makes making \
many march may mean means merely might million mine more most mostly much must myself near nearly need needs neither \
never new next nobody none nor not nothing november now number october off often old once one ones only onto other others our \
ours out over own part people perhaps put quite rather really right said same saw say saying says second see \
seem seemed seems seen september several seven shall she should shouldn show since six some someone something sometimes soon \
still such take taken takes tell ten than that the their theirs them themselves then there these they thing \
things think this those though thought three through thus thousand time together told too took toward towards two under \
until upon use used uses using usually very via want wants was wasn way ways well went were weren what \
whatever when where whether which while who whole whom whose why will with within without word words work \
would wouldn year years yesterday yes yet you your yours \
aber als auch auf aus bei bin bis das dass dem den denn der des die doch durch ein eine einem einen einer \
eines für hat ich ihr ist kann man mehr mit nach nicht noch nur oder sein sich sie sind über und vom von \
vor war wenn werden wie wir wird wurde zum zur \
aux avec ces cette comme dans elle est être fait ils les leur mais même nous ont par pas plus pour que qui \
sans ses son sont sur tout une vous \
como con del desde ella entre este esta esto hasta las los más muy para pero por porque sin sobre son sus \
también una uno \
있다 있는 없다 없는 한다 하는 했다 이다 것이다 그리고 그러나 하지만";

/// Chinese words without a subject of their own, simplified and traditional.
const COMMON_HAN: &str = "\
自己 已经 已經 今天 明天 昨天 时候 時候 现在 現在 开始 開始 许多 許多 同样 同樣 当时 當時 后来 後來 看见 看見 \
觉得 覺得 知道 大约 大約 意思 东西 東西 事情 真正 方面 情况 情況 甚至 仍然 当然 當然 非常 今年 去年 近年 目前 \
同时 同時 之间 之間 最后 最後 通过 通過 进行 進行 成为 成為 认为 認為 表示 指出 出现 出現 需要 应该 應該 继续 \
繼續 地方 其实 其實 几乎 幾乎 尤其 特别 特別 样子 樣子 大家 人们 人們 部分 左右 以前 以后 以後 回到 告诉 告訴 写下 \
寫下 年代 世纪 世紀 那样 那樣 这样 這樣 如此 例子 本来 本來 從前 从前 另一 另外 第一 第二 第三 可以 所以 因此 因为 \
因為 没有 沒有 如果 由于 由於 对于 對於 关于 關於 为了 為了 作为 作為 以及 无法 無法 只有 所有 得到 不是";

/// Characters that stand between terms.
const FUNCTION_HAN: &str = "\
的了是在和与與而但也就都这這那个個一不我你他她它们們其之很最更还還又再才却卻吗嗎呢吧啊么麼些此每各某已曾";

/// Characters that mostly stand between terms, but also begin names: 比亚迪, 以色列.
const PREPOSITIONS: &str = "以于於为為從从把被让讓得地所并並若则則因由着著谁誰哪便即且乃虽雖跟比只没沒无無";

/// Characters that stand between terms and not in one either.
const NEVER_INSIDE: &str = "的了是在这這那我你他她它们們个個就都也从從给給";

/// Numbers, and what else stands before a measure word.
const NUMBERS: &str = "一二三四五六七八九十百千万萬亿億两兩几幾数數半第这這那哪各每某单單整同别別另";

/// Measure words: no part of the term between a number and a noun.
const MEASURES: &str = "家道件条條支枝枚座幅张張名场場段句项項位种種次只隻本份篇卷类類代群批排头頭";

/// Characters that begin no term, unless they mostly stand there.
const SELDOM_FIRST: &str = "\
有过過到来來去说說看想要会會能可将將等向给給对對用里裡上下中时時后後前当當像叫做使如何何时该該未多少几幾两兩二\
三四五六七八九十百千万萬亿億第年号號些出起至连連替另同按据據于便肯";

/// Characters that end no term, unless they mostly stand there.
const SELDOM_LAST: &str = "\
有过過到来來去说說看想要将將等向给給对對用里裡上下中时時后後前当當像叫如该該未多少年日号次种種位件条條出起至连連\
替另同按据據会會能可";

/// Terms that begin or end like no term.
const EXCEPTIONS: &str = "\
未来 未來 目的 标的 標的 自我 他人 个人 個人 个体 個體 和平 首都 成都 都市 就业 就業 行为 行為 华为 華為 存在 \
在线 不平等 不动产 地球 地区 地區 地位 地图 地圖 土地 当地 殖民地 以色列 中国 中國 中文 中心 会议 會議 社会 \
社會 能源 能力 可能性 对话 對話 小说 小說 思想 时间 時間 时代 時代 无人机 無人機 一带一路 不确定性 比特币 \
并购 併購 比赛 比賽 上海 说明 說明 看法 想象 想像";

/// Korean particles, the longer ones first.
const PARTICLES: &str = "에서 으로 에게 까지 부터 보다 처럼 은 는 이 가 의 에 도 와 과 로 만";

pub(super) fn is_stop_word(folded: &str) -> bool {
    has(STOP_WORDS, folded)
}

/// Whether a symbol is a Han character that stands between terms.
pub(super) fn is_function(symbol: u32) -> bool {
    is_in(FUNCTION_HAN, symbol)
}

/// Whether a symbol is a Han character that mostly stands between terms.
pub(super) fn is_preposition(symbol: u32) -> bool {
    is_in(PREPOSITIONS, symbol)
}

/// Whether Han characters that occur together `count` times may be a term, as far as its characters tell
/// and those that stand before it.
pub(super) fn may_be_term(
    symbols: &[u32],
    count: usize,
    before: &[u32],
    total: &dyn Fn(u32) -> usize,
) -> bool {
    let (Some(&first), Some(&last)) = (symbols.first(), symbols.last()) else { return false };
    let term: String = symbols.iter().filter_map(|&symbol| char::from_u32(symbol)).collect();
    if has(EXCEPTIONS, &term) {
        return true;
    }
    let seldom = |symbol: u32, list: &str| is_in(list, symbol) && count * 2 < total(symbol);
    let numbered = || before.iter().filter(|&&symbol| is_in(NUMBERS, symbol)).count() * 2 >= count;
    !(has(COMMON_HAN, &term)
        || symbols.iter().any(|&symbol| is_in(NEVER_INSIDE, symbol))
        || is_function(first)
        || is_function(last)
        || is_in(NUMBERS, last)
        || seldom(first, PREPOSITIONS)
        || seldom(last, PREPOSITIONS)
        || seldom(first, SELDOM_FIRST)
        || seldom(last, SELDOM_LAST)
        || is_in(MEASURES, first) && numbered())
}

fn is_in(list: &str, symbol: u32) -> bool {
    list.chars().any(|c| c as u32 == symbol)
}

/// The singular of an English plural, if there is such a word.
pub(super) fn singular(word: &str, find: &dyn Fn(&str) -> Option<usize>) -> Option<usize> {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s'))?;
    find(stem).or_else(|| find(stem.strip_suffix('e')?)).or_else(|| {
        let mut singular = stem.strip_suffix("ie")?.to_owned();
        singular.push('y');
        find(&singular)
    })
}

/// A Korean word without its particle.
pub(super) fn particle(word: &str) -> Option<&str> {
    let hangul = |c: char| matches!(c, '\u{AC00}'..='\u{D7A3}');
    if !word.chars().all(hangul) {
        return None;
    }
    let mut stems = PARTICLES.split(' ').filter_map(|particle| word.strip_suffix(particle));
    stems.find(|stem| stem.chars().count() > 1)
}

fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|item| item == word)
}

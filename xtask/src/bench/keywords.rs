//! What to search for in a text: the same in every run.

use std::collections::HashMap;

/// So many bytes are on the first screen for certain.
const FIRST_LINES: usize = 1000;

/// The words of a text.
pub struct Words {
    text: String,
    /// Each word and how many there are of it, the most frequent first.
    counts: Vec<(String, usize)>,
}

impl Words {
    /// Words of three letters and more; where words are not parted by spaces, each pair of Han characters.
    pub fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for run in text.split(|letter: char| !letter.is_alphabetic()) {
            if run.is_ascii() && run.len() >= 3 {
                *counts.entry(run).or_default() += 1;
            }
            let letters: Vec<(usize, char)> = run.char_indices().collect();
            for pair in letters.windows(2).filter(|pair| is_han(pair[0].1) && is_han(pair[1].1)) {
                let end = pair[1].0 + pair[1].1.len_utf8();
                *counts.entry(&run[pair[0].0..end]).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().map(|(word, times)| (word.to_owned(), times)).collect();
        counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Self { text, counts }
    }

    /// So many words of mixed frequency: their ranks grow geometrically, from the most frequent word to those
    /// that stand in the text three times.
    pub fn mixed(&self, count: usize) -> Vec<&str> {
        let last = self.counts.partition_point(|(_, times)| *times >= 3).saturating_sub(1);
        let mut rank = 0;
        let mut words = Vec::new();
        for place in 0..count {
            let part = place as f64 / count.saturating_sub(1).max(1) as f64;
            rank = rank.max(((last as f64).powf(part) as usize).saturating_sub(1));
            words.extend(self.counts.get(rank).map(|(word, _)| word.as_str()));
            rank += 1;
        }
        words
    }

    /// A word that is neither frequent nor rare: of those in the first lines, which are in view at first, the tenth.
    pub fn middling(&self) -> Option<&str> {
        let is_near = |word: &str| self.text.find(word).is_some_and(|at| at < FIRST_LINES);
        self.counts.iter().map(|(word, _)| word.as_str()).filter(|word| is_near(word)).nth(9)
    }

    /// Of the words with some ten matches, the one whose matches lie closest together.
    pub fn rare(&self) -> Option<&str> {
        let places = |word: &str| self.text.match_indices(word).map(|(at, _)| at).collect::<Vec<_>>();
        self.counts
            .iter()
            .filter(|(_, times)| (9..=11).contains(times))
            .map(|(word, times)| (word.as_str(), *times, places(word)))
            // Not where it is part of other words as well.
            .filter(|(_, times, places)| places.len() == *times)
            .min_by_key(|(_, _, places)| places[places.len() - 1] - places[0])
            .map(|(word, ..)| word)
    }

    /// The letter that there is most of.
    pub fn letter(&self) -> Option<char> {
        let mut counts: HashMap<char, usize> = HashMap::new();
        for letter in self.text.chars().filter(|letter| letter.is_alphabetic()) {
            *counts.entry(letter).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(letter, times)| (*times, *letter)).map(|(letter, _)| letter)
    }
}

/// Whether a character is one of those that Chinese is written with.
pub fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_and_pairs_of_han() {
        let counts = |text: &str| {
            let words = Words::of(text).counts.into_iter();
            words.map(|(word, times)| format!("{word} {times}")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(counts("the sea, The land of sea the"), "the 3, sea 2, land 1");
        assert_eq!(counts("用gcc编译，编译。"), "编译 2");
    }

    #[test]
    fn mixes_frequent_and_rare_words() {
        let text = (1..=60).map(|rank| format!("word{} ", "abcdefghij".repeat(rank)).repeat(60 / rank));
        let words = Words::of(&text.collect::<String>());
        let mixed = words.mixed(4);
        assert_eq!(mixed.len(), 4);
        assert_eq!(mixed[0], words.counts[0].0);
        assert_eq!(mixed[3].len(), words.counts[18].0.len(), "the last that stands there three times");
    }
}

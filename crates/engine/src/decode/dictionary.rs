//! Dictionaries: arrays of entities.

use super::json::{self, Elements, Sink};
use super::native::Entities;
use super::source::Source;
use super::{DecodeError, Diagnostic, MAX_ENTITIES};
use crate::article::Entity;

/// Decodes a dictionary one entity at a time, so that there is time for other things between them: ten thousand
/// take a tenth of a second. What it gives is that of [`decode_entities`](super::decode_entities).
///
/// ```
/// use sidelight_engine::decode::DictionaryReader;
/// let mut reader = DictionaryReader::new(br#"[{ "name": "Google" }, { "name": "Meta" }]"#, None)?;
/// while reader.read()? {}
/// assert_eq!(reader.finish().0.len(), 2);
/// # Ok::<(), sidelight_engine::decode::DecodeError>(())
/// ```
pub struct DictionaryReader<'a> {
    elements: Elements<'a>,
    entities: Entities<'a>,
    sink: Sink,
}

impl<'a> DictionaryReader<'a> {
    /// A reader of a dictionary for an article in `language`.
    ///
    /// # Errors
    /// As [`decode`](super::decode), for bytes that are no text or no array.
    pub fn new(bytes: &'a [u8], language: Option<&'a str>) -> Result<Self, DecodeError> {
        let sink = Sink::default();
        let elements = match Elements::new(Source::new(bytes)?) {
            Ok(elements) => elements,
            Err(source) => {
                return Err(DecodeError::NotADictionary { found: json::read(&source, &sink)?.kind() });
            }
        };
        Ok(Self { elements, entities: Entities::in_language(language), sink })
    }

    /// Reads the next entity. Returns whether there was one.
    ///
    /// # Errors
    /// Where the bytes are not JSON, or there are more than [`MAX_ENTITIES`]; nothing is to be read behind that.
    pub fn read(&mut self) -> Result<bool, DecodeError> {
        let is_read = self.elements.read(&self.sink, |node| self.entities.add(node, false))?;
        if self.entities.len() > MAX_ENTITIES {
            return Err(DecodeError::TooManyEntities);
        }
        Ok(is_read)
    }

    /// The entities read, and what was wrong with others.
    pub fn finish(self) -> (Vec<Entity>, Vec<Diagnostic>) {
        (self.entities.into_vec(), self.sink.into_inner())
    }
}

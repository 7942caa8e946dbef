//! Entities: the people, organisations, products and ideas of an article.

use super::{Date, Figure, Source};

/// Somebody or something the article speaks of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// Unique within the article; part of addresses, as in `#entity-deepseek`.
    pub id: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// The type as the source names it, such as `Corporation`.
    pub type_name: Option<String>,
    /// The name that is shown.
    pub name: String,
    /// Other names that are found in the text.
    pub alternate_names: Vec<String>,
    /// The family name of a person, where it is not the last word of the name.
    pub family_name: Option<String>,
    /// A sentence or two.
    pub description: Option<String>,
    /// What is known about it, in the order of the source.
    pub facts: Vec<Fact>,
    /// Pages about the same thing: Wikidata, Wikipedia, the official site.
    pub same_as: Vec<String>,
    /// A picture.
    pub image: Option<Figure>,
    /// Whether the article is mainly about it (schema.org's `about`), or only mentions it.
    pub about: bool,
    /// Which of its mentions by name are found.
    pub find: Find,
    /// Words that hold one of its names and are not about it, as "apple pie" is not about Apple. Nothing in them
    /// is found. One that has the letters of a name is meant as it is written: "apple" takes only that from Apple.
    pub except: Vec<String>,
}

/// Something known about an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fact {
    /// What it says something about, as "Founded".
    pub label: String,
    /// What it says, as "17 July 2023".
    pub value: String,
    /// Where it comes from.
    pub source: Option<Source>,
    /// When it was true, or was looked up.
    pub as_of: Option<Date>,
}

/// Which mentions of an entity are found by name. Those that the article marks itself count in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Find {
    /// All.
    #[default]
    All,
    /// The first in the article.
    First,
    /// None.
    None,
}

impl Find {
    /// All, with their names in the JSON.
    pub const NAMES: [(Self, &str); 3] = [(Self::All, "all"), (Self::First, "first"), (Self::None, "none")];
}

impl Entity {
    /// The name and the alternate names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.alternate_names).map(String::as_str)
    }
}

/// The seven kinds of entity, each with a hue and a shape of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, a party, a school, a newspaper.
    Organization,
    /// Something made to be used.
    Product,
    /// A country, a city, a building.
    Place,
    /// A book, a film, a law.
    Work,
    /// Something that happens.
    Event,
    /// An idea, and whatever is nothing else.
    #[default]
    Concept,
}

impl EntityKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Person,
        Self::Organization,
        Self::Product,
        Self::Place,
        Self::Work,
        Self::Event,
        Self::Concept,
    ];

    /// The kind's name in addresses and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Product => "product",
            Self::Place => "place",
            Self::Work => "work",
            Self::Event => "event",
            Self::Concept => "concept",
        }
    }

    /// The schema.org type that is written for this kind.
    pub fn schema_type(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::Product => "Product",
            Self::Place => "Place",
            Self::Work => "CreativeWork",
            Self::Event => "Event",
            Self::Concept => "DefinedTerm",
        }
    }

    /// The kind of a schema.org type; [`EntityKind::Concept`] for what it does not know.
    pub fn from_schema_type(name: &str) -> Self {
        let name = name.rsplit(['/', '#', ':']).next().unwrap_or(name);
        match name {
            "Person" => Self::Person,
            "Corporation"
            | "CollegeOrUniversity"
            | "GovernmentAgency"
            | "LocalBusiness"
            | "NGO"
            | "School"
            | "SportsTeam"
            | "Airline"
            | "Consortium"
            | "PoliticalParty"
            | "MusicGroup" => Self::Organization,
            "Product"
            | "SoftwareApplication"
            | "MobileApplication"
            | "WebApplication"
            | "VideoGame"
            | "Vehicle"
            | "Car"
            | "Drug" => Self::Product,
            "Place"
            | "Country"
            | "City"
            | "State"
            | "AdministrativeArea"
            | "LandmarksOrHistoricalBuildings"
            | "Landform"
            | "Mountain"
            | "BodyOfWater"
            | "TouristAttraction" => Self::Place,
            "CreativeWork" | "Book" | "Movie" | "Article" | "NewsArticle" | "ScholarlyArticle"
            | "Legislation" | "Painting" | "MusicComposition" | "TVSeries" | "Periodical" | "Newspaper"
            | "Dataset" => Self::Work,
            "Event" => Self::Event,
            _ if name.ends_with("Organization") => Self::Organization,
            _ if name.ends_with("Event") => Self::Event,
            _ => Self::Concept,
        }
    }
}

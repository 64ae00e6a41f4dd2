//! The tabs of a person page.

use std::collections::BTreeMap;

use danh_exchange::Told;

use super::AsOf;
use crate::components::{Presence, Tab, Tabs};
use crate::messages::Key;

/// A tab of a person page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PersonTab {
    /// Who the person is.
    #[default]
    Summary,
    /// Relatives, and who lives with the person.
    Family,
    /// Where the person lives and lived.
    Residence,
    /// Numbers and cards.
    Documents,
    /// Everything that happened.
    Timeline,
    /// Who was told of the person: a page of its own, for who may read access records.
    Readers,
}

/// Which tabs a reader is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferedTabs {
    /// All of them.
    All,
    /// All but who was told of the person.
    AllButReaders,
}

impl PersonTab {
    const ALL: [Self; 6] = [
        Self::Summary,
        Self::Family,
        Self::Residence,
        Self::Documents,
        Self::Timeline,
        Self::Readers,
    ];

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Family => "family",
            Self::Residence => "residence",
            Self::Documents => "documents",
            Self::Timeline => "timeline",
            Self::Readers => "readers",
        }
    }

    const fn label(self) -> Key {
        match self {
            Self::Summary => Key("person-summary"),
            Self::Family => Key("person-family"),
            Self::Residence => Key("person-residence"),
            Self::Documents => Key("person-documents"),
            Self::Timeline => Key("person-timeline"),
            Self::Readers => Key("person-readers"),
        }
    }

    /// What it tells of the person.
    pub const fn tells(self) -> Told {
        match self {
            Self::Summary => Told::Summary,
            Self::Family => Told::Family,
            Self::Residence => Told::Residence,
            Self::Documents => Told::Documents,
            Self::Timeline => Told::History,
            Self::Readers => Told::AccessRecords,
        }
    }

    /// The tab that a query asks for; the first, when it names none that there is.
    pub(super) fn of_query(query: &BTreeMap<String, String>) -> Self {
        let named = query.get("tab");
        let mut all = Self::ALL.into_iter();
        named
            .and_then(|name| all.find(|tab| tab.as_str() == name))
            .unwrap_or_default()
    }
}

/// The tabs of a person's page; the dates are kept from one to the next.
pub(super) fn tabs(handle: &str, as_of: &AsOf, shown: PersonTab, offered: OfferedTabs) -> Tabs {
    let all = PersonTab::ALL.into_iter();
    let offered = all.filter(|tab| offered == OfferedTabs::All || *tab != PersonTab::Readers);
    Tabs {
        label: Key("person-contents").into(),
        tabs: offered
            .map(|tab| Tab {
                href: as_of.address(handle, tab),
                label: tab.label(),
                count: None,
                presence: if tab == shown {
                    Presence::Shown
                } else {
                    Presence::Elsewhere
                },
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_dates_are_kept_from_tab_to_tab() {
        let as_of = AsOf {
            on: Some(date(2009, 5, 20)),
            known: Some(date(2015, 12, 31)),
            ..AsOf::default()
        };
        let tabs = tabs("h1", &as_of, PersonTab::Family, OfferedTabs::All);
        let hrefs: Vec<&str> = tabs.tabs.iter().map(|tab| &*tab.href).collect();
        assert_eq!(
            hrefs,
            [
                "/persons/h1?on=2009-05-20&known=2015-12-31",
                "/persons/h1?tab=family&on=2009-05-20&known=2015-12-31",
                "/persons/h1?tab=residence&on=2009-05-20&known=2015-12-31",
                "/persons/h1?tab=documents&on=2009-05-20&known=2015-12-31",
                "/persons/h1?tab=timeline&on=2009-05-20&known=2015-12-31",
                "/persons/h1/readers?on=2009-05-20&known=2015-12-31",
            ]
        );
        let shown: Vec<bool> = tabs.tabs.iter().map(Tab::is_shown).collect();
        assert_eq!(shown, [false, true, false, false, false, false]);
    }

    #[test]
    fn every_tab_is_found_by_its_name_and_nonsense_is_the_first() {
        let asked = |name: &str| {
            let query = BTreeMap::from([("tab".to_owned(), name.to_owned())]);
            PersonTab::of_query(&query)
        };
        for tab in PersonTab::ALL {
            assert_eq!(asked(tab.as_str()), tab);
        }
        assert_eq!(asked("x"), PersonTab::Summary);
        assert_eq!(PersonTab::of_query(&BTreeMap::new()), PersonTab::Summary);
    }
}

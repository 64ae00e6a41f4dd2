//! From the register to the person page: everything read in one transaction, so that state,
//! family and timeline are of one moment.

use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::HandleKey;
use danh_register::{
    EventBody, PersonState, SubjectError, TimelineEntry, View, Viewer, person_as_of, timeline,
};
use danh_store::Tx;
use danh_vocabulary::PersonId;
use jiff::civil::Date;

use super::{
    DocumentsTab, FamilyTab, Particulars, PersonFacts, PersonTab, Place, Residence, ResidenceTab,
    Shown, Summary, SummaryTab, TimelineTab,
};
use crate::components::Menu;
use crate::places::place;
use crate::words;

/// What is needed to read a person page, apart from the transaction.
#[derive(Clone)]
pub struct PersonReader {
    /// The administrative units.
    pub directory: Arc<Directory>,
    /// The key of the handles that name persons in this portal's addresses.
    pub handles: HandleKey,
    /// Today in Vietnam: by which day's names places are called "today".
    pub today: Date,
    /// Who reads it: protected persons are left out of what is told of others.
    pub viewer: Viewer,
}

impl PersonReader {
    /// What a tab tells of a person in a view; nothing, when the register did not know them then.
    pub fn facts(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        view: View,
        tab: PersonTab,
    ) -> Result<Option<PersonFacts>, SubjectError> {
        let Some(state) = person_as_of(tx, person, view)? else {
            return Ok(None);
        };
        Ok(Some(PersonFacts {
            name: state.identity.name.to_string(),
            is_dead: state.death.is_some(),
            status: self.status(tx, person, &state)?,
            shown: self.shown(tx, person, &state, view, tab)?,
        }))
    }

    fn shown(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        state: &PersonState,
        view: View,
        tab: PersonTab,
    ) -> Result<Shown, SubjectError> {
        let day = view.on.unwrap_or(self.today);
        Ok(match tab {
            PersonTab::Summary | PersonTab::Readers => {
                let particulars = self.particulars(tx, state, day)?;
                Shown::Summary(Box::new(SummaryTab {
                    summary: self.summary(state, particulars),
                    starts: Menu::default(),
                }))
            }
            PersonTab::Family => Shown::Family(FamilyTab {
                relatives: self.family(tx, person, state, view)?,
                household: self.household_of(tx, state, view)?,
                household_page: None,
            }),
            PersonTab::Residence => {
                let events = timeline(tx, person, view)?;
                Shown::Residence(ResidenceTab {
                    residences: self.residences(person, state, &events, view),
                    whereabouts: self.whereabouts(state, day),
                })
            }
            PersonTab::Documents => Shown::Documents(DocumentsTab {
                documents: self.documents(state, day),
            }),
            PersonTab::Timeline => {
                let events = timeline(tx, person, view)?;
                let happened = events.iter().map(|entry| self.happened(tx, person, entry));
                Shown::Timeline(TimelineTab {
                    events: happened.collect::<Result<_, _>>()?,
                })
            }
        })
    }

    pub(super) fn handle(&self, person: PersonId) -> String {
        self.handles.seal(person.as_i64())
    }

    /// Everybody else of whom the page tells something, by whose page it links to.
    pub(super) fn others_on_page(&self, facts: &PersonFacts) -> Vec<PersonId> {
        let merged = facts.status.merged_into.as_deref().into_iter();
        let mut others: Vec<PersonId> = merged
            .chain(facts.shown.handles())
            .filter_map(|handle| self.handles.open(handle).map(PersonId::from_i64))
            .collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    pub(crate) fn place(
        &self,
        address: danh_directory::AddressedUnit,
        detail: Option<&str>,
    ) -> Place {
        place(&self.directory, address, detail, self.today)
    }

    fn summary(&self, state: &PersonState, particulars: Particulars) -> Summary {
        let identity = &state.identity;
        Summary {
            number: state.number().map(|number| number.to_string()),
            sex: identity.sex,
            born: identity.born.to_string(),
            died: state.death.as_ref().map(|death| death.on.to_string()),
            birth_place: identity
                .birth_place
                .map(|address| self.place(address, None)),
            origin: identity.origin.map(|address| self.place(address, None)),
            ethnicity: identity
                .ethnicity
                .map(|ethnicity| ethnicity.name().to_owned()),
            marital_status: words::marital_status(&state.marital),
            declared_dead: state.death.as_ref().is_some_and(|death| death.declared),
            particulars,
        }
    }

    /// Where the person lives and lived, the latest first: each place until the day before the
    /// next, or before it was deleted, the last until death. What was withdrawn never was.
    fn residences(
        &self,
        person: PersonId,
        state: &PersonState,
        events: &[TimelineEntry],
        view: View,
    ) -> Vec<Residence> {
        let mut places: Vec<(Date, Home<'_>)> = events
            .iter()
            .filter(|entry| !entry.withdrawn)
            .filter_map(|entry| {
                let home = Home::said(person, &entry.says)?;
                let recorded_on = entry.event.recorded_at.date_in_viet_nam();
                let from = match home {
                    Home::At(residence) => residence.since.unwrap_or(recorded_on),
                    Home::Nowhere => entry.effective_on,
                };
                Some((from, home))
            })
            .filter(|(from, _)| view.on.is_none_or(|day| *from <= day))
            .collect();
        places.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
        let mut until = state.death.as_ref().map(|death| death.on.to_string());
        let mut residences = Vec::new();
        for (from, home) in places {
            if let Home::At(residence) = home {
                residences.push(Residence {
                    place: self.place(residence.place, residence.detail.as_deref()),
                    relationship: residence.relationship,
                    from: residence.since.map(|since| since.to_string()),
                    until: until.take(),
                });
            }
            until = from.yesterday().ok().map(|last| last.to_string());
        }
        residences
    }
}

/// Where somebody lives from an event on.
#[derive(Clone, Copy)]
enum Home<'said> {
    At(&'said danh_register::Residence),
    Nowhere,
}

impl<'said> Home<'said> {
    fn said(person: PersonId, says: &'said EventBody) -> Option<Self> {
        match says {
            EventBody::Enrolment(enrolment) => enrolment.residence.as_ref().map(Self::At),
            EventBody::ResidenceRegistered(registered) => Some(Self::At(&registered.residence)),
            EventBody::ResidenceMoved(moved) => Some(Self::At(&moved.residence)),
            EventBody::HouseholdSplit(changed)
            | EventBody::HouseholdMerged(changed)
            | EventBody::HouseholdHeadChanged(changed) => {
                let mut members = changed.members.iter();
                let mine = members.find(|member| member.person == person)?;
                Some(Self::At(&mine.residence))
            }
            EventBody::ResidenceDeleted(_) => Some(Self::Nowhere),
            _ => None,
        }
    }
}

//! The names of a household: surnames from father to child, given names of their time.

use danh_vocabulary::{Ethnicity, Name, Sex};

use crate::dice::Dice;
use crate::tables::{Cohort, Fashion, NameArea, NameToken, NamingCustom, Tables};
use crate::template::{NOBODY, Parents, Skeleton};

/// How much older than a child somebody is taken to be of whom only the name is known.
const GENERATION_YEARS: i16 = 27;

/// How often people with given names of their own take one that most have, by the time of birth.
const GIVEN_LIKE_MOST: [f64; 4] = [0.05, 0.12, 0.3, 0.45];
/// How often another name is drawn when a relative has the same: so many times, then it stays.
const TRIES: usize = 6;

/// Names of the members, and of those parents who are not members.
pub(super) struct FamilyNames {
    members: Vec<Name>,
    parents: Vec<(Option<Name>, Option<Name>)>,
}

impl FamilyNames {
    pub(super) fn draw(skeleton: &Skeleton, tables: &Tables, dice: &mut Dice) -> Self {
        let mut drawing = Drawing {
            skeleton,
            tables,
            dice,
            given: Vec::new(),
        };
        let mut families: Vec<String> = Vec::with_capacity(skeleton.parents.len());
        for (index, parents) in skeleton.parents.iter().enumerate() {
            // Ancestors stand before descendants.
            let family = match drawing.whose_family(parents) {
                NOBODY => drawing.family_name(index).to_owned(),
                member => {
                    let theirs = skeleton.members[usize::from(member)].parents;
                    families[usize::from(theirs)].clone()
                }
            };
            families.push(family);
        }
        let members = skeleton.members.iter().map(|member| {
            let parents = usize::from(member.parents);
            drawing.name(parents, &families[parents], member.sex, member.born_year)
        });
        let members = members.collect();
        let parents = (0..families.len()).map(|index| drawing.absent(index, &families[index]));
        let parents = parents.collect();
        Self { members, parents }
    }

    pub(super) fn of_member(&self, index: usize) -> &Name {
        &self.members[index]
    }

    /// The father and mother, where they are not members.
    pub(super) fn parents(&self, index: usize) -> (Option<&Name>, Option<&Name>) {
        let (father, mother) = &self.parents[index];
        (father.as_ref(), mother.as_ref())
    }
}

struct Drawing<'a, 'd> {
    skeleton: &'a Skeleton,
    tables: &'a Tables,
    dice: &'d mut Dice,
    /// The given names in the household: nobody is called like a brother, a sister or an elder.
    given: Vec<&'a str>,
}

impl<'a> Drawing<'a, '_> {
    fn area(&self, parents: usize) -> NameArea {
        let province = usize::from(self.skeleton.parents[parents].home_province);
        self.tables.provinces.provinces[province].name_area
    }

    fn ethnicity(&self, parents: usize) -> Ethnicity {
        self.skeleton.parents[parents].ethnicity
    }

    fn is_from_mother(&self, people: Ethnicity) -> bool {
        let custom = self.tables.ethnic_names.of(people);
        custom.is_some_and(|custom| custom.from_mother)
    }

    /// The member whose family name the children of a couple have: the father, or the mother where
    /// both are of a people that descends from her.
    fn whose_family(&self, parents: &Parents) -> u8 {
        if !self.is_from_mother(parents.ethnicity) {
            return parents.father;
        }
        let hers = self.skeleton.members.get(usize::from(parents.mother));
        let hers = hers.map(|mother| self.ethnicity(usize::from(mother.parents)));
        match hers {
            Some(hers) if hers != parents.ethnicity => parents.father,
            _ => parents.mother,
        }
    }

    fn family_name(&mut self, parents: usize) -> &'a str {
        let custom = self.tables.ethnic_names.of(self.ethnicity(parents));
        match custom.map(|custom| &custom.family_names) {
            Some(names) if !names.is_empty() => self.dice.one_of::<String>(names),
            _ => self
                .tables
                .names
                .draw_surname(self.area(parents), self.dice),
        }
    }

    /// The names of the parents who are not members, if anybody asks for them.
    fn absent(&mut self, index: usize, family: &str) -> (Option<Name>, Option<Name>) {
        let parents = &self.skeleton.parents[index];
        let children = self.skeleton.members.iter();
        let mut born = children
            .filter(|child| usize::from(child.parents) == index)
            .map(|it| it.born_year);
        let Some(year) = born.next().map(|year| year - GENERATION_YEARS) else {
            return (None, None);
        };
        let other = self.family_name(index);
        let (his, hers) = if self.is_from_mother(parents.ethnicity) {
            (other, family)
        } else {
            (family, other)
        };
        let father = parents.father == NOBODY;
        let father = father.then(|| self.name(index, his, Sex::Male, year));
        let mother = parents.mother == NOBODY;
        let mother = mother.then(|| self.name(index, hers, Sex::Female, year));
        (father, mother)
    }

    fn name(&mut self, parents: usize, family: &str, sex: Sex, born_year: i16) -> Name {
        let fashion = Fashion {
            cohort: Cohort::of_year(born_year),
            area: self.area(parents),
        };
        let mut text = String::with_capacity(48);
        match self.tables.ethnic_names.of(self.ethnicity(parents)) {
            None => {
                add(&mut text, family);
                self.add_kinh(&mut text, sex, fashion);
            }
            Some(custom) => {
                for token in &custom.order {
                    match token {
                        NameToken::Family => add(&mut text, family),
                        NameToken::Marker => self.add_marker(&mut text, custom, sex),
                        NameToken::Given => self.add_given(&mut text, custom, sex, fashion),
                        NameToken::Kinh => self.add_kinh(&mut text, sex, fashion),
                    }
                }
            }
        }
        text.parse().expect("the tables hold names")
    }

    fn add_marker(&mut self, text: &mut String, custom: &NamingCustom, sex: Sex) {
        let markers = custom.markers(sex);
        if !markers.is_empty() {
            add(text, self.dice.one_of::<String>(markers));
        }
    }

    /// A given name of the people's own, or one that most could have too.
    fn add_given(
        &mut self,
        text: &mut String,
        custom: &'a NamingCustom,
        sex: Sex,
        fashion: Fashion,
    ) {
        let names = custom.given_names(sex);
        let like_most = self.dice.chance(GIVEN_LIKE_MOST[fashion.cohort as usize]);
        let given = self.other_than_relatives("", |drawing| {
            if like_most {
                drawing.tables.names.draw_given(sex, fashion, drawing.dice)
            } else {
                drawing.dice.one_of::<String>(names)
            }
        });
        add(text, given);
    }

    fn add_kinh(&mut self, text: &mut String, sex: Sex, fashion: Fashion) {
        let middle = self.tables.names.draw_middle(sex, fashion, self.dice);
        add(text, middle);
        let given = self.other_than_relatives(text, |drawing| {
            drawing.tables.names.draw_given(sex, fashion, drawing.dice)
        });
        add(text, given);
    }

    /// A given name that neither a relative has nor the words before it end in.
    fn other_than_relatives(
        &mut self,
        before: &str,
        mut draw: impl FnMut(&mut Self) -> &'a str,
    ) -> &'a str {
        let mut given = draw(self);
        for _ in 0..TRIES {
            if !before.ends_with(given) && !self.given.contains(&given) {
                break;
            }
            given = draw(self);
        }
        self.given.push(given);
        given
    }
}

/// Adds a word or words; what ends in an apostrophe (`H'`) is written together with the next.
fn add(text: &mut String, words: &str) {
    if !text.is_empty() && !words.is_empty() && !text.ends_with('\'') {
        text.push(' ');
    }
    text.push_str(words);
}

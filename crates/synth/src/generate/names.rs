//! The names of a household: surnames from father to child, given names of their time.

use danh_vocabulary::{Ethnicity, Name, Sex};

use crate::dice::Dice;
use crate::tables::{Cohort, NameArea, NameToken, NamingCustom, Tables};
use crate::template::{NOBODY, Skeleton};

/// How much older than a child somebody is taken to be of whom only the name is known.
const GENERATION_YEARS: i16 = 27;

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
        };
        let mut families: Vec<String> = Vec::with_capacity(skeleton.parents.len());
        for (index, parents) in skeleton.parents.iter().enumerate() {
            let family = if parents.father == NOBODY {
                drawing.family_name(index).to_owned()
            } else {
                // Ancestors stand before descendants.
                let his = skeleton.members[usize::from(parents.father)].parents;
                families[usize::from(his)].clone()
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
}

impl<'a> Drawing<'a, '_> {
    fn area(&self, parents: usize) -> NameArea {
        let province = usize::from(self.skeleton.parents[parents].home_province);
        self.tables.provinces.provinces[province].name_area
    }

    fn ethnicity(&self, parents: usize) -> Ethnicity {
        self.skeleton.parents[parents].ethnicity
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
        let father = parents.father == NOBODY;
        let father = father.then(|| self.name(index, family, Sex::Male, year));
        let mother = parents.mother == NOBODY;
        let mother = mother.then(|| {
            let hers = self.family_name(index);
            self.name(index, hers, Sex::Female, year)
        });
        (father, mother)
    }

    fn name(&mut self, parents: usize, family: &str, sex: Sex, born_year: i16) -> Name {
        let mut text = String::with_capacity(48);
        match self.tables.ethnic_names.of(self.ethnicity(parents)) {
            None => {
                add(&mut text, family);
                self.add_kinh(&mut text, sex, born_year);
            }
            Some(custom) => {
                for token in &custom.order {
                    self.add_token(&mut text, *token, custom, family, sex, born_year);
                }
            }
        }
        text.parse().expect("the tables hold names")
    }

    fn add_token(
        &mut self,
        text: &mut String,
        token: NameToken,
        custom: &NamingCustom,
        family: &str,
        sex: Sex,
        born_year: i16,
    ) {
        match token {
            NameToken::Family => add(text, family),
            NameToken::Marker => add(text, custom.marker(sex)),
            NameToken::Given => add(text, self.dice.one_of::<String>(custom.given_names(sex))),
            NameToken::Kinh => self.add_kinh(text, sex, born_year),
        }
    }

    fn add_kinh(&mut self, text: &mut String, sex: Sex, born_year: i16) {
        let cohort = Cohort::of_year(born_year);
        let middle = self.tables.names.draw_middle(sex, cohort, self.dice);
        let mut given = self.tables.names.draw_given(sex, cohort, self.dice);
        for _ in 0..4 {
            if !middle.ends_with(given) && !text.ends_with(given) {
                break;
            }
            given = self.tables.names.draw_given(sex, cohort, self.dice);
        }
        add(text, middle);
        add(text, given);
    }
}

/// Adds a word or words; what ends in an apostrophe (`H'`) is written together with the next.
fn add(text: &mut String, words: &str) {
    if !text.is_empty() && !words.is_empty() && !text.ends_with('\'') {
        text.push(' ');
    }
    text.push_str(words);
}

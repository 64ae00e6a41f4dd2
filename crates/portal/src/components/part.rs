//! Any component, for pages that show components as such.

use super::{
    Breadcrumbs, ButtonGroup, CheckAnswers, ConfirmationPanel, DescriptionList, ErrorSummary,
    Field, Menu, Notice, Pager, Progress, SavedDraft, Table, Tabs, Tag, Timeline, WarningList,
};

/// Any component.
#[derive(Clone, Debug)]
pub enum Part {
    /// Any field of a form.
    Field(Box<Field>),
    /// All that is wrong with a form.
    ErrorSummary(ErrorSummary),
    /// Buttons beside each other.
    ButtonGroup(ButtonGroup),
    /// All that was said.
    CheckAnswers(CheckAnswers),
    /// It is done.
    ConfirmationPanel(ConfirmationPanel),
    /// Where the register disagrees.
    WarningList(WarningList),
    /// A boxed sentence.
    Notice(Notice),
    /// A state in a word.
    Tag(Tag),
    /// A table.
    Table(Table),
    /// Names and values of one thing.
    DescriptionList(DescriptionList),
    /// What a page lies in.
    Breadcrumbs(Breadcrumbs),
    /// Parts of one thing.
    Tabs(Tabs),
    /// Where work begins.
    Menu(Menu),
    /// The way through a list.
    Pager(Pager),
    /// How far a job has come.
    Progress(Progress),
    /// When a form was last kept.
    SavedDraft(SavedDraft),
    /// What happened.
    Timeline(Timeline),
}

macro_rules! any_part {
    ($($variant:ident),+ $(,)?) => {
        $(
            impl From<$variant> for Part {
                fn from(part: $variant) -> Self {
                    Self::$variant(part)
                }
            }
        )+
    };
}

any_part!(
    ErrorSummary,
    ButtonGroup,
    CheckAnswers,
    ConfirmationPanel,
    WarningList,
    Notice,
    Tag,
    Table,
    DescriptionList,
    Breadcrumbs,
    Tabs,
    Menu,
    Pager,
    Progress,
    SavedDraft,
    Timeline,
);

impl<F: Into<Field>> From<F> for Part {
    fn from(field: F) -> Self {
        Self::Field(Box::new(field.into()))
    }
}

//! The parts pages are made of: fields, what stands around a form, tables, description lists,
//! timeline, notices, tags. Each has [examples] as data, shown at `/components` of the demo.
//!
//! A component is a plain value without language, with a template of the same name in
//! `templates/components/`. A page puts one into its own template as
//! `{{ view.number_field().show(t) }}`: what comes back has escaped itself already, so no
//! template needs a `safe` filter (a test forbids it).

use askama::Template;
use askama::filters::HtmlSafe;

use crate::locale::Locale;

mod answers;
mod button;
mod choice;
mod date;
mod errors;
pub mod examples;
mod field;
mod files;
mod going;
mod menu;
mod notice;
mod panel;
pub mod part;
mod person_picker;
mod question;
mod table;
mod text;
mod timeline;
mod unit_picker;
mod value;
mod wording;

pub use answers::{Answer, AnswerSection, CheckAnswers};
pub use button::{Button, ButtonGroup, Does, Weight};
pub use choice::{Arrangement, Checkboxes, Choice, Focus, Radios, Select};
pub use date::{DateField, DateMistake, TypedDate};
pub use errors::{ErrorSummary, FormError};
pub use field::{Field, Fieldset};
pub use files::{FileUpload, Progress, SavedDraft};
pub use going::{Breadcrumbs, Pager, Presence, Tab, Tabs};
pub use menu::{Menu, MenuGroup};
pub use notice::{Notice, Tag, Tone};
pub use panel::{ConfirmationPanel, Warning, WarningList};
use part::Part;
pub use person_picker::{PersonOffered, PersonPicked, PersonPicker, TypedPerson};
pub use question::{Need, Question};
pub use table::{Column, DescriptionList, Row, Sort, SortOrder, Table};
pub use text::{InputKind, NumberField, TextArea, TextField, Width};
pub use timeline::{Timeline, TimelineEntry};
pub use unit_picker::{UnitList, UnitPart, UnitPicker, UnitWanted, UnitWay};
pub use value::{MaskedNumber, Value};
pub use wording::Wording;

/// Gives a component its template and the `show` that pages call.
macro_rules! component {
    ($component:ty, $shown:ident, $path:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $shown<'a> {
            t: Locale,
            it: &'a $component,
        }

        impl HtmlSafe for $shown<'_> {}

        impl $component {
            /// This component as HTML in the language of `t`.
            pub fn show(&self, t: &Locale) -> impl HtmlSafe + askama::FastWritable {
                $shown { t: *t, it: self }
            }
        }
    };
}

component!(TextField, ShownTextField, "components/text_field.html");
component!(TextArea, ShownTextArea, "components/text_area.html");
component!(
    NumberField,
    ShownNumberField,
    "components/number_field.html"
);
component!(Radios, ShownRadios, "components/choices.html");
component!(Checkboxes, ShownCheckboxes, "components/choices.html");
component!(Select, ShownSelect, "components/select.html");
component!(Fieldset, ShownFieldset, "components/fieldset.html");
component!(Field, ShownField, "components/field.html");
component!(
    ButtonGroup,
    ShownButtonGroup,
    "components/button_group.html"
);
component!(
    CheckAnswers,
    ShownCheckAnswers,
    "components/check_answers.html"
);
component!(
    ConfirmationPanel,
    ShownConfirmationPanel,
    "components/confirmation_panel.html"
);
component!(
    WarningList,
    ShownWarningList,
    "components/warning_list.html"
);
component!(DateField, ShownDateField, "components/date_field.html");
component!(
    ErrorSummary,
    ShownErrorSummary,
    "components/error_summary.html"
);
component!(Menu, ShownMenu, "components/menu.html");
component!(Notice, ShownNotice, "components/notice.html");
component!(Tag, ShownTag, "components/tag.html");
component!(Table, ShownTable, "components/table.html");
component!(
    DescriptionList,
    ShownDescriptionList,
    "components/description_list.html"
);
component!(Timeline, ShownTimeline, "components/timeline.html");
component!(Value, ShownValue, "components/value.html");
component!(Part, ShownPart, "components/part.html");
component!(UnitPicker, ShownUnitPicker, "components/unit_picker.html");
component!(
    PersonPicker,
    ShownPersonPicker,
    "components/person_picker.html"
);
component!(FileUpload, ShownFileUpload, "components/file_upload.html");
component!(Breadcrumbs, ShownBreadcrumbs, "components/breadcrumbs.html");
component!(Tabs, ShownTabs, "components/tabs.html");
component!(Pager, ShownPager, "components/pager.html");
component!(Progress, ShownProgress, "components/progress.html");
component!(SavedDraft, ShownSavedDraft, "components/saved_draft.html");

//! The parts pages are made of: fields, error summary, tables, description lists, timeline,
//! notices, tags.
//!
//! A component is a plain value without language, with a template of the same name in
//! `templates/components/`. A page puts one into its own template as
//! `{{ view.number_field().show(t) }}`: what comes back has escaped itself already, so no
//! template needs a `safe` filter (a test forbids it).

use askama::Template;
use askama::filters::HtmlSafe;

use crate::locale::Locale;

mod field;
mod notice;
mod table;
mod timeline;
mod value;

pub use field::{DateField, ErrorSummary, FormError, InputKind, TextField, Width};
pub use notice::{Notice, Tag, Tone};
pub use table::{Column, DescriptionList, Row, Table};
pub use timeline::{Timeline, TimelineEntry};
pub use value::{MaskedNumber, Value};

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
component!(DateField, ShownDateField, "components/date_field.html");
component!(
    ErrorSummary,
    ShownErrorSummary,
    "components/error_summary.html"
);
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

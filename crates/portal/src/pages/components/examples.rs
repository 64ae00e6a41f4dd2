//! The pages of components are examples already.

use super::{ComponentView, ComponentsView};
use crate::examples::Example;

/// The list, and every component.
pub fn examples() -> Vec<Example> {
    let all = ComponentsView::all();
    let one = all.specimens.iter().cloned().map(|specimen| {
        Example::new(
            format!("component-{}", specimen.name),
            &format!("/components/{}", specimen.name),
            ComponentView { specimen },
        )
    });
    let one: Vec<Example> = one.collect();
    std::iter::once(Example::new("components", "/components", all))
        .chain(one)
        .collect()
}

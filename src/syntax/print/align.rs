//! Items that stand directly below each other and say the same kind of thing are written in columns.

use super::comments::Place;
use super::items::{Class, Form, Item};
use super::pieces::width;

/// Names wider than this go their own way.
const WIDEST_NAME: usize = 40;
/// So do other columns.
const WIDEST: usize = 60;

/// How wide each column of each item is to be; nothing for an item that is not aligned.
pub fn paddings(items: &[Item<'_>], places: &[Place<'_>], indent: usize) -> Vec<Vec<usize>> {
    let mut paddings = vec![Vec::new(); items.len()];
    let mut start = 0;
    while start < items.len() {
        let together = items.iter().zip(items.iter().skip(1).zip(places.iter().skip(1))).skip(start);
        let length = 1 + together.take_while(|(above, (item, place))| is_linked(above, item, place, indent)).count();
        if let Some(run) = items.get(start..start + length).filter(|run| run.len() > 1) {
            let widths = fitting(run, indent);
            paddings.iter_mut().skip(start).take(length).for_each(|padding| padding.clone_from(&widths));
        }
        start += length;
    }
    paddings
}

fn is_linked(above: &Item<'_>, item: &Item<'_>, place: &Place<'_>, indent: usize) -> bool {
    let documented = item.documentation.is_some_and(|documentation| !documentation.lines.is_empty());
    let adjacent = !place.blank && place.before.is_empty() && !documented;
    adjacent && item.form.class == above.form.class && aligns(&above.form, indent) && aligns(&item.form, indent)
}

fn aligns(form: &Form<'_>, indent: usize) -> bool {
    match form.class {
        Class::Alone => false,
        Class::Instance(_) => form.fits(indent, 0),
        Class::Given | Class::Column | Class::Change => true,
    }
}

/// The widths of as many columns as can be aligned without making a line too long.
fn fitting(run: &[Item<'_>], indent: usize) -> Vec<usize> {
    let columns = run.iter().map(|item| item.form.columns.len()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns).map(|column| widest(run, column)).collect();
    while !widths.is_empty() {
        let fits = |item: &Item<'_>| item.form.fits(indent, added(&item.form, &widths)) || !item.form.fits(indent, 0);
        if run.iter().all(fits) {
            break;
        }
        widths.pop();
    }
    widths
}

fn widest(run: &[Item<'_>], column: usize) -> usize {
    let widths = run.iter().filter_map(|item| {
        let names = matches!(item.form.class, Class::Instance(_)) && column == 1;
        let most = if names { WIDEST_NAME } else { WIDEST };
        item.form.columns.get(column).map(|text| width(text)).filter(|width| *width <= most)
    });
    widths.max().unwrap_or(0)
}

/// By how much these widths lengthen the line.
fn added(form: &Form<'_>, widths: &[usize]) -> usize {
    let columns = form.columns.iter().zip(widths);
    columns.map(|(text, wanted)| wanted.saturating_sub(width(text)) + usize::from(text.is_empty() && *wanted > 0)).sum()
}

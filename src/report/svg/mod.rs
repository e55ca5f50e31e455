//! Charts as SVG. We draw them ourselves: control limits, waterfalls with an overlap, tornados and why-trees are in none of the
//! crates that are kept up, and each mark must say what it stands for.

mod canvas;
mod histogram;
mod pareto;
mod readings;
mod rows;
mod scale;
mod tree;

pub use canvas::{entity, escaped};

use super::Chart;
use super::chart::Look;
use crate::hir::ChartForm;
use canvas::{Canvas, WIDTH};

/// Colours and lines of pictures; a page that holds pictures needs it once.
pub const STYLE: &str = include_str!("style.css");

/// A picture for a page; `id` is its own on that page.
pub fn inline(chart: &Chart, look: &Look, id: &str) -> String {
    element(chart, look, id, "", "")
}

/// What a picture shows, in sentences.
pub fn description(chart: &Chart, look: &Look) -> String {
    draw(&mut Canvas::default(), chart, look).join(" ")
}

/// A picture as a file of its own.
pub fn file(chart: &Chart, look: &Look) -> String {
    let style = format!("<style>{STYLE}</style><rect class=\"paper\" width=\"100%\" height=\"100%\"/>");
    let own = format!("{}\n", element(chart, look, "chart", "xmlns=\"http://www.w3.org/2000/svg\" ", &style));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{own}")
}

fn element(chart: &Chart, look: &Look, id: &str, space: &str, inside: &str) -> String {
    let mut canvas = Canvas::default();
    let told = draw(&mut canvas, chart, look);
    let (body, height) = canvas.finished();
    let (title, told) = (escaped(&chart.label), escaped(&told.join(" ")));
    let form = chart.form.row().map(|row| row.name).unwrap_or_default();
    format!(
        "<svg {space}class=\"chart\" data-form=\"{form}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-text\">{told}</desc>{inside}{body}</svg>"
    )
}

/// Draws a chart, and tells in sentences what it shows.
fn draw(canvas: &mut Canvas, chart: &Chart, look: &Look) -> Vec<String> {
    match chart.form {
        ChartForm::Limits | ChartForm::Shares | ChartForm::Lines => readings::draw(canvas, chart, look),
        ChartForm::Histogram => histogram::draw(canvas, chart, look),
        ChartForm::Pareto => pareto::draw(canvas, chart, look),
        ChartForm::Tree => tree::draw(canvas, chart, look),
        ChartForm::Pairs | ChartForm::Capacities | ChartForm::Waterfall | ChartForm::Tornado | ChartForm::Intervals => {
            rows::draw(canvas, chart, look)
        }
    }
}

//! Studies with the kinds of the library: operations, products, scenarios, indicators.

use super::Sheet;
use study::slip::Kind;

/// Allowance as an instance, with one share or three.
fn allowance(sheet: &mut Sheet<'_>) {
    let basis = sheet.random.word(&["total", "total", "normal"]);
    if sheet.random.chance(0.5) {
        let (personal, fatigue) = (sheet.random.number(&[2, 3, 5]), sheet.random.number(&[4, 6, 8, 10]));
        let delay = sheet.random.number(&[2, 3, 5]);
        sheet.line("allowance usual {");
        sheet.line(format!("  basis: {basis}"));
        sheet.line(format!("  personal: {personal}%"));
        sheet.line(format!("  fatigue: {fatigue}%"));
        sheet.line(format!("  delay: {delay}%"));
        sheet.line("}");
    } else {
        let fatigue = sheet.random.whole(7, 24);
        sheet.line(format!("allowance usual {{ basis: {basis}; fatigue: {fatigue}.5% }}"));
    }
}

/// Readings of one operation, with the tests of the data.
pub fn stopwatch(sheet: &mut Sheet<'_>) {
    let count = sheet.random.number(&[5, 8, 10, 12, 20]) as usize;
    let (middle, spread) = (sheet.random.log(4.0, 300.0), sheet.random.log(0.08, 0.4));
    let readings = sheet.around(middle, spread, count, 1);
    let rating = sheet.rating();
    sheet.line("unit item");
    allowance(sheet);
    sheet.line("operation sewing \"Sewing\" per item {");
    sheet.line(format!("  readings: [{readings}] s"));
    sheet.line(format!("  rating: {rating}"));
    sheet.line("  allowance: usual");
    let k = sheet.random.word(&["  k: 2", "  k: 1.96", "  confidence: 95%", "  k: 3"]);
    sheet.line(k);
    if sheet.random.chance(0.3) {
        sheet.line("  deviation_by: population");
    }
    sheet.line("}");
    if k.contains("confidence") {
        sheet.rewrite(Kind::ConfidenceFactor, k, "  k: 2");
        sheet.rewrite(Kind::ConfidenceFactor, k, "  k: 1.645");
    }
    let up = "  rating:";
    let nearest = "  required: round(sewing.k^2 * sewing.variance / sewing.precision^2)\n  rating:";
    sheet.rewrite(Kind::NotRoundedUp, up, nearest);
    sheet.rewrite(Kind::Deviation, up, "  deviation: population_deviation(sewing.kept)\n  rating:");
    sheet.target("sewing.mean_time", &["s"], "", &[2]);
    sheet.target("sewing.deviation", &["s"], "", &[2, 3]);
    sheet.target("sewing.normal_time", &["s"], "/item", &[2, 3]);
    sheet.target("sewing.standard_time", &["s"], "/item", &[2, 2, 3]);
    sheet.target("sewing.standard_time", &["min"], "/item", &[2, 3]);
    sheet.target("sewing.output", &["item"], "/h", &[1, 2]);
    sheet.target("sewing.required", &["1"], "", &[0]);
    sheet.target("sewing.upper_limit", &["s"], "", &[1, 2]);
    sheet.target("sewing.lower_limit", &["s"], "", &[1, 2]);
}

/// An operation of several elements.
pub fn elements(sheet: &mut Sheet<'_>) {
    let (rating, count) = (sheet.rating(), sheet.random.whole(2, 5));
    sheet.line("unit item");
    sheet.calendar();
    allowance(sheet);
    sheet.line("operation assembly \"Assembly\" per item {");
    sheet.line(format!("  rating: {rating}"));
    sheet.line("  allowance: usual");
    for (place, name) in (0..count).zip(["pick", "place", "screw", "test", "pack"]) {
        let given = if place % 2 == 0 || sheet.random.chance(0.3) {
            format!("readings: [{}] s", sheet.readings(5, 1))
        } else {
            format!("mean_time: {} s", sheet.random.decimal(5.0, 90.0, 2))
        };
        sheet.line(format!("  element {name} \"Element {place}\" {{ {given} }}"));
        sheet.target(&format!("assembly.{name}.cycle_time"), &["s"], "/item", &[2]);
        sheet.target(&format!("assembly.{name}.normal_time"), &["s"], "/item", &[2]);
    }
    sheet.line("}");
    for decimals in [1, 2, 3] {
        sheet.target("assembly.standard_time", &["s"], "/item", &[decimals]);
    }
    sheet.target("assembly.cycle_time", &["s"], "/item", &[2]);
    sheet.target("assembly.normal_time", &["s"], "/item", &[2]);
    sheet.target("assembly.standard_time", &["min"], "/item", &[2, 3]);
    sheet.target("assembly.output * 1 workday", &["item"], "", &[0, 1]);
}

const NAMES: [&str; 6] = ["cutting", "sewing", "ironing", "checking", "packing", "loading"];

/// Operations and what passes them. Gives the names of operations and products.
fn floor(sheet: &mut Sheet<'_>) -> (Vec<&'static str>, Vec<&'static str>) {
    let count = sheet.random.whole(3, 6);
    let count = usize::try_from(count).unwrap_or(3);
    sheet.line("unit item");
    sheet.calendar();
    let names: Vec<&'static str> = NAMES.into_iter().take(count).collect();
    for name in &names {
        let crew = sheet.random.number(&[1, 1, 2, 3]);
        let time = sheet.random.log(8.0, 500.0);
        sheet.line(format!("operation {name} \"{name}\" per item {{ crew: {crew}; standard_time: {time:.2} s/item }}"));
    }
    let most = sheet_products(sheet);
    let products: Vec<&'static str> = ["shirt", "jacket", "apron"].into_iter().take(most).collect();
    for product in &products {
        let skipped = sheet.random.below(count + 2);
        let route: Vec<&str> =
            names.iter().enumerate().filter(|(place, _)| *place != skipped).map(|(_, name)| *name).collect();
        let volume = sheet.random.log(800.0, 90_000.0).round();
        let demand = match sheet.random.below(3) {
            0 => format!("{volume} item / 10 month"),
            1 => format!("{volume} item / 12 month"),
            _ => format!("{volume} item/month"),
        };
        sheet.line(format!("product {product} per item {{ route: [{}]; demand: {demand} }}", route.join(", ")));
    }
    (names, products)
}

fn sheet_products(sheet: &mut Sheet<'_>) -> usize {
    sheet.random.number(&[1, 2, 3]) as usize
}

/// Several operations with crew and demand.
pub fn route(sheet: &mut Sheet<'_>) {
    let (_, products) = floor(sheet);
    for product in products {
        sheet.target(&format!("{product}.work_content"), &["s"], "/item", &[1, 2]);
        sheet.target(&format!("{product}.demand"), &["item"], "/month", &[0, 1]);
        sheet.target(&format!("{product}.workload"), &["h"], "/month", &[1, 2]);
        sheet.target(&format!("{product}.workload"), &["workday", "h", "min"], "/month", &[0]);
        sheet.target(&format!("{product}.operators_required"), &["1"], "", &[2]);
        sheet.target(&format!("ceil({product}.operators_required)"), &["1"], "", &[0]);
        sheet.target(&format!("{product}.takt"), &["s"], "/item", &[1, 2]);
        sheet.target(&format!("{product}.utilisation"), &["%"], "", &[1, 2]);
        sheet.target(&format!("{product}.capacity"), &["item"], "/month", &[0]);
    }
    sheet.target("workload", &["h"], "/month", &[1, 2]);
    sheet.target("operators_required", &["1"], "", &[2]);
    sheet.target("ceil(operators_required)", &["1"], "", &[0]);
}

/// What a scenario saves.
pub fn savings(sheet: &mut Sheet<'_>) {
    let (names, products) = floor(sheet);
    sheet.line("scenario better \"Better hand motions\" {");
    for name in names.iter().take(3) {
        let given = sheet_seconds(sheet);
        sheet.line(format!("  {name}.standard_time -= {} s/item", given));
    }
    sheet.line("}");
    sheet.line("let saved_all = workload - better.workload");
    for product in products {
        sheet.line(format!("let saved_{product} = {product}.workload - better.{product}.workload"));
        sheet.target(&format!("saved_{product}"), &["h"], "/month", &[2]);
        sheet.target(&format!("saved_{product}"), &["workday", "h", "min", "s"], "/month", &[0]);
        sheet.target(&format!("saved_{product}"), &["s"], "/month", &[0, 1, 2]);
    }
    sheet.target("better.saved", &["h"], "/month", &[2]);
    sheet.target("better.saved", &["workday", "h", "min", "s"], "/month", &[0]);
    sheet.target("better.saved_share", &["%"], "", &[2]);
    sheet.target("better.workload", &["h"], "/month", &[1, 2]);
    sheet.target("saved_all", &["workday", "h", "min"], "/month", &[0]);
}

fn sheet_seconds(sheet: &mut Sheet<'_>) -> String {
    sheet.random.decimal(0.8, 7.5, 1)
}

/// Figures before and after, or against a target.
pub fn indicators(sheet: &mut Sheet<'_>) {
    let overtime = sheet.random.log(3.0, 400.0);
    let (before, after) = (format!("{overtime:.1}"), format!("{:.1}", overtime * (0.3 + 0.6 * sheet.random.unit())));
    sheet.line("unit item");
    sheet.line(format!("indicator overtime \"Overtime\" {{ before: {before} h/month; after: {after} h/month }}"));
    let made = sheet.random.log(100.0, 9_000.0).round();
    let more = (made * (1.03 + 0.4 * sheet.random.unit())).round();
    let goal = (made * 1.3).round();
    sheet.line(format!(
        "indicator made \"Made\" {{ before: {made} item/workday; after: {more} item/workday; target: {goal} item/workday }}"
    ));
    let scrap = sheet.random.decimal(3.0, 9.0, 2);
    let less = sheet.random.decimal(0.5, 2.9, 2);
    sheet.line(format!("indicator scrap \"Scrap\" {{ before: {scrap}%; after: {less}% }}"));
    sheet.target("overtime.change", &["h"], "/month", &[1]);
    sheet.target("overtime.change_share", &["%"], "", &[1, 2]);
    sheet.target("made.change", &["item"], "/workday", &[0]);
    sheet.target("made.change_share", &["%"], "", &[1, 2]);
    sheet.target("made.attained", &["%"], "", &[1, 2]);
    sheet.target("scrap.change", &["%"], "", &[2]);
    sheet.target("scrap.change_share", &["%"], "", &[1, 2]);
    sheet.rewrite(Kind::Percent, "scrap.change)", "scrap.change_share)");
    sheet.rewrite(Kind::Percent, "scrap.change_share)", "scrap.change)");
    for name in ["overtime", "made", "scrap"] {
        let from = format!("{name}.change_share)");
        sheet.rewrite(Kind::Exchanged, from, format!("{name}.change / {name}.after)"));
    }
}

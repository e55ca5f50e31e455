//! Volumes, hours and money: tables, savings row by row, overtime, cost.

use super::Sheet;
use study::slip::Kind;

const ROWS: [&str; 6] = ["plastic", "carton", "staples", "box", "label", "pallet"];

fn some(sheet: &mut Sheet<'_>) -> usize {
    usize::try_from(sheet.random.whole(3, 6)).unwrap_or(3)
}

/// Savings a month, row by row, added up.
pub fn rows(sheet: &mut Sheet<'_>) {
    let count = some(sheet);
    sheet.line("unit item");
    sheet.calendar();
    for name in ROWS.into_iter().take(count) {
        let (saved, volume) = (sheet.random.decimal(1.5, 45.0, 1), sheet.random.log(300.0, 14_000.0));
        let volume = if sheet.random.chance(0.5) { format!("{volume:.1}") } else { format!("{volume:.0}") };
        sheet.line(format!("let saved_{name} = {saved} s/item * {volume} item/month"));
        sheet.target(&format!("saved_{name}"), &["s"], "/month", &[0, 2]);
        sheet.target(&format!("saved_{name}"), &["h"], "/month", &[2]);
        sheet.target(&format!("saved_{name}"), &["workday", "h", "min", "s"], "/month", &[0]);
    }
    let names: Vec<String> = ROWS.into_iter().take(count).map(|name| format!("saved_{name}")).collect();
    sheet.line(format!("let saved = {}", names.join(" + ")));
    for _ in 0..3 {
        sheet.target("saved", &["h"], "/month", &[1, 2]);
        sheet.target("saved", &["workday", "h", "min", "s"], "/month", &[0]);
    }
    sheet.target("saved", &["workday"], "/month", &[2]);
    sheet.target("saved_carton / saved", &["%"], "", &[1, 2]);
}

/// A table of volumes: its total, a mean month, a share.
pub fn table(sheet: &mut Sheet<'_>) {
    let count = some(sheet) + some(sheet);
    let middle = sheet.random.log(80.0, 60_000.0);
    sheet.line("unit item");
    let months = sheet.random.number(&[10, 12, 6, 8]);
    if sheet.random.chance(0.5) {
        let volumes = sheet.around(middle, 0.7, count, 0);
        sheet.line(format!("let volumes = [{volumes}] item"));
        sheet.line("let total = sum(volumes)");
        sheet.target("nth(volumes, 2) / total", &["%"], "", &[1, 2]);
        sheet.target("mean(volumes)", &["item"], "", &[1, 2]);
        sheet.target("max(volumes) / total", &["%"], "", &[1, 2]);
    } else {
        for name in ROWS {
            let volume = sheet.around(middle, 0.8, 1, 0);
            sheet.line(format!("let {name} = {volume} item"));
        }
        sheet.line(format!("let total = {}", ROWS.join(" + ")));
        sheet.target("plastic / total", &["%"], "", &[1, 2]);
        sheet.target("(plastic + carton) / total", &["%"], "", &[1, 2]);
    }
    sheet.line(format!("let monthly = total / {months} month"));
    for _ in 0..3 {
        sheet.target("total", &["item"], "", &[0]);
    }
    sheet.target("monthly", &["item"], "/month", &[0, 1]);
    sheet.target("monthly", &["item"], "/month", &[1, 2]);
}

/// Hours of overtime, people and money.
pub fn overtime(sheet: &mut Sheet<'_>) {
    sheet.line("currency IDR");
    let days = sheet.calendar();
    let people = sheet.random.whole(4, 45);
    let hours = sheet.random.decimal(0.5, 3.5, 1);
    let wage = sheet.random.whole(90, 320) * 100;
    let whole = sheet.random.decimal(120.0, 900.0, 2);
    let months = sheet.random.number(&[10, 12, 6, 11]);
    let rate = sheet.random.word(&["1.5", "2", "150%", "200%"]);
    sheet.line(format!("let people = {people}"));
    sheet.line(format!("let daily = {hours} h"));
    sheet.line(format!("let hours = people * daily * {days} / 1 month"));
    sheet.line(format!("let overtime_wage = {wage} IDR/h * {rate}"));
    sheet.line("let paid = hours * overtime_wage");
    sheet.line(format!("let logged = {whole} h / {months} month"));
    sheet.line("let logged_pay = logged * overtime_wage");
    sheet.target("hours", &["h"], "/month", &[1]);
    sheet.target("hours / people", &["h"], "/month", &[1]);
    sheet.target("hours", &["workday", "h", "min"], "/month", &[0]);
    sheet.target("paid", &["IDR"], "/month", &[0]);
    sheet.target("paid / people", &["IDR"], "/month", &[0]);
    sheet.target("paid * 12 month / 1 year", &["IDR"], "/year", &[0]);
    sheet.target("logged", &["h"], "/month", &[1, 2]);
    sheet.target("logged", &["h", "min"], "/month", &[0]);
    sheet.target("logged_pay", &["IDR"], "/month", &[0]);
}

/// What a piece costs.
pub fn cost(sheet: &mut Sheet<'_>) {
    sheet.line("unit item");
    sheet.line("currency IDR");
    let time = sheet.random.decimal(35.0, 900.0, 2);
    let wage = sheet.random.whole(90, 320) * 100;
    let material = sheet.random.whole(8, 240) * 50;
    let power = sheet.random.whole(2, 30) * 25;
    let overhead = sheet.random.number(&[10, 12, 15, 20, 25]);
    let volume = sheet.random.log(500.0, 30_000.0).round();
    let profit = sheet.random.word(&["15%", "20%", "0.25", "12.5%"]);
    sheet.line(format!("let labour = {time} s/item * {wage} IDR/h"));
    sheet.line(format!("let material = {material} IDR/item"));
    sheet.line(format!("let power = {power} IDR/item"));
    sheet.line("let direct = labour + material + power");
    sheet.line(format!("let overhead = {overhead}% * direct"));
    sheet.line("let piece = direct + overhead");
    sheet.line(format!("let margin = {profit}"));
    let price = sheet.random.word(&["piece * (1 + margin)", "piece / (1 - margin)"]);
    sheet.line(format!("let price = {price}"));
    sheet.line(format!("let monthly = piece * {volume} item/month"));
    sheet.target("labour", &["IDR"], "/item", &[0, 2]);
    sheet.target("direct", &["IDR"], "/item", &[0, 2]);
    sheet.target("overhead", &["IDR"], "/item", &[0, 2]);
    sheet.target("piece", &["IDR"], "/item", &[0, 2]);
    sheet.target("price", &["IDR"], "/item", &[0, 2]);
    sheet.target("price", &["IDR"], "/item", &[0]);
    sheet.target("monthly", &["IDR"], "/month", &[0]);
    sheet.target("labour / piece", &["%"], "", &[1, 2]);
}

/// Times and volumes in two lists, multiplied row by row.
pub fn workload(sheet: &mut Sheet<'_>) {
    let count = some(sheet) + 1;
    sheet.line("unit item");
    let days = sheet.calendar();
    let (middle, demand) = (sheet.random.log(15.0, 200.0), sheet.random.log(1_500.0, 20_000.0));
    let times = sheet.around(middle, 0.6, count, 1);
    let volumes = sheet.around(demand, 0.7, count, 0);
    let allowance = sheet.allowance();
    sheet.line(format!("let times = [{times}] s/item"));
    sheet.line(format!("let volumes = [{volumes}] item/month"));
    sheet.line("let rows = times * volumes");
    sheet.rewrite(Kind::RoundedEarly, "= times * volumes", "= round(times * volumes, to: 0.1 h/month)");
    sheet.rewrite(Kind::RoundedEarly, "= times * volumes", "= round(times * volumes, to: 0.01 h/month)");
    sheet.rewrite(Kind::RoundedEarly, "= times * volumes", "= round(times * volumes, to: 1 min/month)");
    sheet.line("let needed = sum(rows)");
    sheet.line(format!("let relief = {allowance}"));
    let formula = sheet.random.word(&["needed / (1 - relief)", "needed * (1 + relief)"]);
    sheet.line(format!("let with_allowance = {formula}"));
    let hours = sheet.draft.workday;
    sheet.line(format!("let open = {days} * {hours} h/month"));
    sheet.target("needed", &["h"], "/month", &[1, 2]);
    sheet.target("needed", &["workday", "h", "min"], "/month", &[0]);
    sheet.target("with_allowance", &["h"], "/month", &[1, 2]);
    sheet.target("with_allowance / open", &["1"], "", &[2]);
    sheet.target("ceil(with_allowance / open)", &["1"], "", &[0]);
    sheet.target("needed / open", &["1"], "", &[2]);
    sheet.target("nth(rows, 2)", &["h"], "/month", &[2]);
    sheet.target("mean(times)", &["s"], "/item", &[2]);
}

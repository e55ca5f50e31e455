//! Studies by plain formulas.

use super::Sheet;
use study::slip::Kind;

/// Readings, rating, allowance, standard time.
pub fn stopwatch(sheet: &mut Sheet<'_>) {
    let count = sheet.random.number(&[5, 8, 10, 12, 15]) as usize;
    let decimals = sheet.random.number(&[1, 1, 2]) as usize;
    let readings = sheet.readings(count, decimals);
    let (rating, allowance) = (sheet.rating(), sheet.allowance());
    let hours = sheet.random.number(&[7, 8]);
    sheet.line("unit item");
    sheet.line(format!("let readings = [{readings}] s"));
    let mean = if sheet.random.chance(0.6) { "mean(readings)".to_owned() } else { format!("sum(readings) / {count}") };
    sheet.line(format!("let cycle = {mean} / 1 item"));
    sheet.line(format!("let rating = {rating}"));
    sheet.line("let normal = cycle * rating");
    sheet.line(format!("let relief = {allowance}"));
    let formula =
        sheet.random.word(&["normal / (1 - relief)", "normal * (1 + relief)", "normal * 100% / (100% - relief)"]);
    sheet.line(format!("let standard = {formula}"));
    sheet.line(format!("let daily = {hours} h / standard"));
    sheet.target("cycle", &["s"], "/item", &[2, 2, 1]);
    sheet.target("normal", &["s"], "/item", &[2, 2, 3]);
    sheet.target("standard", &["s"], "/item", &[2, 2, 1, 3]);
    sheet.target("standard", &["min"], "/item", &[2, 3]);
    sheet.target("1 / standard", &["item"], "/h", &[1, 2]);
    sheet.target("daily", &["item"], "", &[0, 1]);
}

/// N' = (k/s √(N Σx² − (Σx)²) / Σx)².
pub fn required_readings(sheet: &mut Sheet<'_>) {
    let count = sheet.random.number(&[10, 15, 20, 30]);
    let (middle, spread) = (sheet.random.log(5.0, 200.0), sheet.random.log(0.1, 0.5));
    let readings = sheet.around(middle, spread, count as usize, 1);
    let k = sheet.random.word(&["2", "1.96", "2", "3", "1.65"]);
    sheet.line(format!("let x = [{readings}]"));
    sheet.line(format!("let k = {k}"));
    let given = sheet_accuracy(sheet);
    sheet.line(format!("let accuracy = {}", given));
    sheet.line("let squares = sum(x * x)");
    sheet.line("let total = sum(x)");
    let ratio = format!("(k / accuracy * sqrt({count} * squares - total^2) / total)^2");
    sheet.line(format!("let needed = {ratio}"));
    sheet.target("ceil(needed)", &["1"], "", &[0]);
    sheet.target("needed", &["1"], "", &[1, 2]);
    sheet.target("squares", &["1"], "", &[1, 2]);
    sheet.target("total", &["1"], "", &[1]);
    sheet.target("mean(x)", &["1"], "", &[2]);
}

fn sheet_accuracy(sheet: &mut Sheet<'_>) -> &'static str {
    sheet.random.word(&["5%", "0.05", "10%", "5%"])
}

/// N = k² p (1 − p) / e².
pub fn required_observations(sheet: &mut Sheet<'_>) {
    let total = sheet.random.number(&[50, 75, 100, 120]);
    let seen = total * sheet.random.number(&[45, 55, 62, 70, 78]) / 100;
    let k = sheet.random.word(&["1.96", "2", "1.96", "1.645"]);
    sheet.line(format!("let share_seen = {seen} / {total}"));
    let error = sheet.random.word(&["5% * share_seen", "5%", "0.05 * share_seen", "3%"]);
    sheet.line(format!("let error = {error}"));
    sheet.line(format!("let needed = {k}^2 * share_seen * (1 - share_seen) / error^2"));
    sheet.target("ceil(needed)", &["1"], "", &[0]);
    sheet.target("ceil(needed)", &["1"], "", &[0]);
    sheet.target("needed", &["1"], "", &[1, 2]);
    sheet.target("share_seen", &["%"], "", &[1, 2]);
    sheet.share("share_seen", &[2, 3, 4]);
    sheet.target(&format!("{k} * sqrt(share_seen * (1 - share_seen) / {total})"), &["%"], "", &[2]);
}

/// Mean, deviation, limits, coefficient of variation.
pub fn deviations(sheet: &mut Sheet<'_>) {
    let count = sheet.random.number(&[5, 6, 8, 10, 12, 16]) as usize;
    let readings = sheet.readings(count, 1);
    let size = sheet.random.number(&[4, 5, 6]);
    let k = sheet.random.word(&["2", "3", "1.96"]);
    sheet.line(format!("let times = [{readings}] s"));
    sheet.line("let middle = mean(times)");
    let own = sheet.random.word(&["deviation(times)", "population_deviation(times)", "by hand"]);
    if own == "by hand" {
        sheet.line("let away = times - middle");
        let divisor = if sheet.random.chance(0.5) {
            let (sample, population) = (format!("{}", count - 1), format!("{count}"));
            sheet.either(Kind::Deviation, &format!("away) / {sample})"), &format!("away) / {population})"))
        } else {
            sheet.either(Kind::Deviation, "away) / (count(times) - 1))", "away) / count(times))")
        };
        sheet.line(format!("let spread = sqrt(sum(away * {divisor}"));
    } else {
        sheet.line(format!("let spread = {own}"));
    }
    sheet.line(format!("let of_means = spread / sqrt({size})"));
    sheet.target("middle", &["s"], "", &[2]);
    sheet.target("spread", &["s"], "", &[2, 3]);
    sheet.target("of_means", &["s"], "", &[2, 3]);
    sheet.target(&format!("middle + {k} * of_means"), &["s"], "", &[1, 2]);
    sheet.target(&format!("middle - {k} * of_means"), &["s"], "", &[1, 2]);
    sheet.target("spread / middle", &["%"], "", &[1, 2]);
}

/// Stations of a line: efficiency, delay, idle time, stations needed.
pub fn line_balance(sheet: &mut Sheet<'_>) {
    let count = sheet.random.number(&[4, 5, 6, 8]) as usize;
    let middle = sheet.random.log(15.0, 200.0);
    let times = sheet.around(middle, 0.35, count, 1);
    let (hours, demand) = (sheet.random.number(&[7, 8]), sheet.random.log(50.0, 900.0).round());
    sheet.line("unit item");
    sheet.line(format!("let times = [{times}] s/item"));
    sheet.line("let longest = max(times)");
    sheet.line("let content = sum(times)");
    sheet.line(format!("let takt = {hours} h / {demand} item"));
    sheet.line(format!("let efficiency = content / ({count} * longest)"));
    sheet.target("efficiency", &["%"], "", &[1, 2]);
    sheet.target("1 - efficiency", &["%"], "", &[1, 2]);
    sheet.target(&format!("{count} * longest - content"), &["s"], "/item", &[1]);
    sheet.target("takt", &["s"], "/item", &[1, 2]);
    sheet.target("ceil(content / takt)", &["1"], "", &[0]);
    sheet.target("content", &["min"], "/item", &[2]);
    sheet.target(&format!("{hours} h / longest"), &["item"], "", &[0, 1]);
}

/// Machines needed, with scrap and an efficiency.
pub fn machines(sheet: &mut Sheet<'_>) {
    let days = sheet.calendar();
    let scrap = sheet.random.word(&["2%", "3%", "5%", "4.5%", "0.03"]);
    let efficiency = sheet.random.word(&["85%", "90%", "0.9", "92%", "0.88"]);
    sheet.line("unit item");
    for name in ["press", "lathe", "drill"] {
        let time = sheet.random.decimal(0.4, 9.5, 2);
        sheet.line(format!("let {name}_time = {time} min/item"));
    }
    let given = sheet_volume(sheet);
    sheet.line(format!("let demand = {} item/month", given));
    let started = sheet.random.word(&["demand / (1 - scrap)", "demand * (1 + scrap)"]);
    sheet.line(format!("let scrap = {scrap}"));
    sheet.line(format!("let started = {started}"));
    let given = sheet_hours(sheet);
    sheet.line(format!("let open = {days} * {} h/month * {efficiency}", given));
    for name in ["press", "lathe", "drill"] {
        sheet.line(format!("let {name} = {name}_time * started / open"));
        sheet.target(name, &["1"], "", &[2]);
        sheet.target(&format!("ceil({name})"), &["1"], "", &[0]);
    }
    sheet.target("ceil(press) + ceil(lathe) + ceil(drill)", &["1"], "", &[0]);
    sheet.target("started", &["item"], "/month", &[0, 1]);
    sheet.target("open", &["h"], "/month", &[1]);
    sheet.target("(press_time + lathe_time + drill_time) * started", &["h"], "/month", &[1, 2]);
}

fn sheet_volume(sheet: &mut Sheet<'_>) -> String {
    format!("{}", sheet.random.log(900.0, 60_000.0).round())
}

fn sheet_hours(sheet: &mut Sheet<'_>) -> u32 {
    sheet.random.number(&[7, 8, 14, 16, 21, 24])
}

/// Availability, performance, quality and their product.
pub fn effectiveness(sheet: &mut Sheet<'_>) {
    let loading = sheet.random.whole(380, 960);
    let down = sheet.random.decimal(20.0, 110.0, 1);
    let setup = sheet.random.decimal(10.0, 60.0, 1);
    let cycle = sheet.random.decimal(0.2, 1.4, 2);
    let bad = sheet.random.whole(4, 60);
    let most = (loading as f64 - 170.0) / cycle.parse::<f64>().unwrap_or(1.0);
    let made = (most * (0.7 + 0.25 * sheet.random.unit())).round() + 70.0;
    sheet.line("unit item");
    sheet.line(format!("let loading = {loading} min"));
    sheet.line(format!("let breakdowns = {down} min"));
    sheet.line(format!("let setups = {setup} min"));
    sheet.line(format!("let made = {made} item"));
    sheet.line(format!("let bad = {bad} item"));
    sheet.line("let running = loading - breakdowns - setups");
    sheet.line("let availability = running / loading");
    sheet.line(format!("let performance = {cycle} min/item * made / running"));
    sheet.line("let quality = (made - bad) / made");
    sheet.line("let effectiveness = availability * performance * quality");
    for share in ["availability", "performance", "quality", "effectiveness"] {
        sheet.target(share, &["%"], "", &[1, 2]);
    }
    sheet.share("effectiveness", &[3, 4]);
    sheet.target("running", &["min"], "", &[1]);
    sheet.target("running", &["h"], "", &[2]);
}

/// Actual against target, a change in percent and in points.
pub fn efficiency(sheet: &mut Sheet<'_>) {
    let target = sheet.random.log(300.0, 9_000.0).round();
    let before = (target * (0.6 + 0.2 * sheet.random.unit())).round();
    let after = (target * (0.82 + 0.2 * sheet.random.unit())).round();
    sheet.line("unit item");
    sheet.line(format!("let goal = {target} item/workday"));
    sheet.line(format!("let before = {before} item/workday"));
    sheet.line(format!("let after = {after} item/workday"));
    sheet.line("let efficiency_before = before / goal");
    sheet.line("let efficiency_after = after / goal");
    let points = "efficiency_after - efficiency_before";
    let percent = "(efficiency_after - efficiency_before) / efficiency_before";
    let (gain, wrong) = if sheet.random.chance(0.5) { (points, percent) } else { (percent, points) };
    sheet.line(format!("let gain = {gain}"));
    sheet.rewrite(Kind::Percent, format!("let gain = {gain}\n"), format!("let gain = {wrong}\n"));
    sheet.line("let rise = (after - before) / before");
    sheet.rewrite(Kind::Exchanged, "(after - before) / before", "(after - before) / after");
    sheet.rewrite(Kind::Exchanged, "(after - before) / before", "(before - after) / after");
    for share in ["efficiency_before", "efficiency_after", "gain", "gain", "rise", "rise"] {
        sheet.target(share, &["%"], "", &[1, 2]);
    }
    sheet.share("efficiency_after", &[3, 4]);
    sheet.target("after - before", &["item"], "/workday", &[0]);
}

/// Pieces an hour of labour, before and after, and the index.
pub fn productivity(sheet: &mut Sheet<'_>) {
    sheet.line("unit item");
    for when in ["before", "after"] {
        let (made, people) = (sheet.random.whole(9_000, 99_000), sheet.random.whole(8, 45));
        let hours = sheet.random.number(&[160, 168, 173, 176, 200, 208]);
        sheet.line(format!("let made_{when} = {made} item"));
        sheet.line(format!("let people_{when} = {people}"));
        sheet.line(format!("let hours_{when} = {hours} h"));
        sheet.line(format!("let productivity_{when} = made_{when} / (people_{when} * hours_{when})"));
        sheet.target(&format!("productivity_{when}"), &["item"], "/h", &[2, 3]);
        sheet.target(&format!("people_{when} * hours_{when}"), &["h"], "", &[0]);
    }
    sheet.line("let index = productivity_after / productivity_before");
    sheet.line("let growth = (productivity_after - productivity_before) / productivity_before");
    sheet.target("index", &["%"], "", &[1, 2]);
    sheet.target("index", &["1"], "", &[2, 3]);
    sheet.target("growth", &["%"], "", &[1, 2]);
    let growth = "(productivity_after - productivity_before) / productivity_before";
    sheet.rewrite(Kind::Exchanged, growth, "(productivity_after - productivity_before) / productivity_after");
    sheet.rewrite(Kind::Exchanged, growth, "(productivity_before - productivity_after) / productivity_after");
    sheet.rewrite(
        Kind::Exchanged,
        "productivity_after / productivity_before",
        "productivity_before / productivity_after",
    );
}

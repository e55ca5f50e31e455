//! Work sampling, comparisons, pooled shares.

use super::Sheet;
use study::slip::Kind;

const GOOD: [&str; 5] = ["Inspection", "Computer", "Meeting", "Follow up", "Training"];
const BAD: [&str; 4] = ["Not in place", "Movement", "Idle", "Waiting"];

/// What was seen, counted by hand.
pub fn sampling(sheet: &mut Sheet<'_>) {
    sheet.line("sampling leader \"Team leader\" {");
    for (class, names) in [("value_added", &GOOD[..]), ("non_value_added", &BAD[..])] {
        sheet.line(format!("  {class} {{"));
        let most = if class == "value_added" { 90 } else { 40 };
        for name in names.iter().take(if class == "value_added" { 4 } else { 3 }) {
            let given = sheet_count(sheet, most);
            sheet.line(format!("    \"{name}\": {}", given));
        }
        sheet.line("  }");
    }
    let k = sheet.random.word(&["  k: 2", "  k: 1.96", "  confidence: 95%", "  confidence: 90%"]);
    sheet.line(k);
    sheet.line("}");
    if k.contains("confidence") {
        sheet.rewrite(Kind::ConfidenceFactor, k, "  k: 2");
        sheet.rewrite(Kind::ConfidenceFactor, k, if k.contains("95") { "  k: 1.645" } else { "  k: 1.96" });
    }
    let variance = "leader.k^2 * share(leader.value_added) * (1 - share(leader.value_added))";
    sheet.rewrite(Kind::NotRoundedUp, k, format!("{k}\n  required: round({variance} / leader.precision^2)"));
    sheet.target("leader.value_added", &["%"], "", &[1, 2]);
    sheet.share("leader.value_added", &[3, 4]);
    sheet.target("leader.required", &["1"], "", &[0]);
    sheet.target("leader.required", &["1"], "", &[0]);
    sheet.target("leader.reached", &["%"], "", &[2]);
    sheet.target("leader.upper", &["%"], "", &[1, 2]);
    for place in 1..=7 {
        sheet.target(&format!("nth(leader.shares, {place})"), &["%"], "", &[1, 2]);
    }
}

fn sheet_count(sheet: &mut Sheet<'_>, most: i64) -> i64 {
    sheet.random.whole(3, most)
}

/// Observed time, working share, rating, pieces, allowance.
pub fn standard_time(sheet: &mut Sheet<'_>) {
    let (total, share) = (sheet.random.whole(120, 700), 0.6 + 0.35 * sheet.random.unit());
    let seen = (total as f64 * share).round();
    let (hours, pieces) = (sheet.random.whole(16, 120), sheet.random.whole(150, 3_000));
    let (rating, allowance) = (sheet.rating(), sheet.allowance());
    sheet.line("unit item");
    sheet.line(format!("let watched = {hours} h"));
    sheet.line(format!("let pieces = {pieces} item"));
    sheet.line(format!("let working = {seen} of {total}"));
    sheet.line(format!("let rating = {rating}"));
    sheet.line(format!("let relief = {allowance}"));
    sheet.line("let normal = watched * working * rating / pieces");
    let formula = sheet.random.word(&["normal / (1 - relief)", "normal * (1 + relief)"]);
    sheet.line(format!("let standard = {formula}"));
    sheet.target("working", &["%"], "", &[1, 2]);
    sheet.share("working", &[3, 4]);
    sheet.target("watched * working", &["h"], "", &[2]);
    sheet.target("watched * working", &["h", "min"], "", &[0]);
    sheet.target("normal", &["min"], "/item", &[2, 3]);
    sheet.target("normal", &["s"], "/item", &[1, 2]);
    sheet.target("standard", &["min"], "/item", &[2, 3]);
    sheet.target("standard", &["s"], "/item", &[1, 2]);
    sheet.target("1 / standard", &["item"], "/h", &[1, 2]);
}

/// Two shares held against each other.
pub fn comparison(sheet: &mut Sheet<'_>) {
    let (one, two) = (sheet.random.whole(180, 700), sheet.random.whole(150, 600));
    let before = (one as f64 * (0.55 + 0.2 * sheet.random.unit())).round();
    let after = (two as f64 * (0.74 + 0.2 * sheet.random.unit())).round();
    sheet.line("comparison leader \"Team leader\" {");
    sheet.line(format!("  before: {before} of {one}"));
    sheet.line(format!("  after: {after} of {two}"));
    let method = sheet.random.word(&["unpooled", "pooled"]);
    sheet.line(format!("  method: {method}"));
    sheet.line("}");
    sheet.target("leader.before", &["%"], "", &[1, 2]);
    sheet.target("leader.after", &["%"], "", &[1, 2]);
    sheet.target("leader.change", &["%"], "", &[1, 2]);
    sheet.share("leader.change", &[3, 4, 5]);
    sheet.share("leader.difference", &[4, 5, 6]);
    sheet.share("leader.margin", &[4, 5]);
    sheet.target("leader.z", &["1"], "", &[2]);
    sheet.share("leader.difference - leader.margin", &[4, 5]);
    sheet.share("leader.difference + leader.margin", &[4, 5]);
    sheet.rewrite(Kind::ConfidenceFactor, "  method:", "  confidence: 90%\n  method:");
    sheet.rewrite(Kind::Percent, "leader.change)", "leader.change / share(leader.before))");
}

/// Departments with their own counts: one share of all, or the mean of the shares.
pub fn shares(sheet: &mut Sheet<'_>) {
    let count = usize::try_from(sheet.random.whole(2, 5)).unwrap_or(2);
    let wholes: Vec<i64> = (0..count).map(|_| sheet.random.whole(14, 700)).collect();
    let parts: Vec<i64> =
        wholes.iter().map(|whole| (*whole as f64 * (0.3 + 0.6 * sheet.random.unit())) as i64).collect();
    let text = |numbers: &[i64], sign: &str| numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(sign);
    let way = sheet.random.below(3);
    if way == 0 {
        each_of_total(sheet, &parts, &wholes);
    } else if way == 1 {
        sheet.line(format!("let seen = [{}]", text(&parts, ", ")));
        sheet.line(format!("let looked = [{}]", text(&wholes, ", ")));
        let own = sheet.either(Kind::Pooled, "sum(seen) / sum(looked)", "mean(seen / looked)");
        sheet.line(format!("let together = {own}"));
        sheet.target("nth(seen, 1) / nth(looked, 1)", &["%"], "", &[1, 2]);
        sheet.target("sum(seen)", &["1"], "", &[0]);
    } else {
        let pooled = format!("({}) / ({})", text(&parts, " + "), text(&wholes, " + "));
        let each: Vec<String> = parts.iter().zip(&wholes).map(|(part, whole)| format!("{part} / {whole}")).collect();
        let mean = if sheet.random.chance(0.5) {
            format!("mean([{}])", each.join(", "))
        } else {
            format!("({}) / {count}", each.join(" + "))
        };
        let own = sheet.either(Kind::Pooled, &pooled, &mean);
        sheet.line(format!("let together = {own}"));
        if let Some(first) = each.first() {
            sheet.target(first, &["%"], "", &[1, 2]);
        }
    }
    sheet.target("together", &["%"], "", &[1, 2]);
    sheet.target("1 - together", &["%"], "", &[1, 2]);
    sheet.share("together", &[3, 4]);
}

/// The departments by their names.
fn each_of_total(sheet: &mut Sheet<'_>, parts: &[i64], wholes: &[i64]) {
    let names: Vec<&str> = ["sales", "stores", "office", "repair", "paint"].into_iter().take(parts.len()).collect();
    for ((name, part), whole) in names.iter().zip(parts).zip(wholes) {
        sheet.line(format!("let {name} = {part} of {whole}"));
        sheet.target(name, &["%"], "", &[1, 2]);
    }
    let list = |function: &str| {
        let each: Vec<String> = names.iter().map(|name| format!("{function}({name})")).collect();
        each.join(if function == "share" { ", " } else { " + " })
    };
    let pooled = format!("({}) of ({})", list("hits"), list("total"));
    let own = sheet.either(Kind::Pooled, &pooled, &format!("mean([{}])", list("share")));
    sheet.line(format!("let together = {own}"));
}

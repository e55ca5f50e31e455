//! Reports in a real browser. Chromium and ChromeDriver are needed, so these are run by `.ci/run` and when they are asked for:
//! `cargo test --test browser -- --ignored`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod driver;

use common::Folder;
use driver::Browser;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::LazyLock;

/// The examples, each with its report as a page and for a machine. They are written once: a page that another test were
/// just writing anew would be seen empty.
static EXAMPLES: LazyLock<Vec<(String, String, Value)>> = LazyLock::new(|| {
    let mut found = Vec::new();
    for name in ["first", "overlock", "overtime", "piles", "setup", "support", "workshop"] {
        for language in ["en", "id"] {
            let folder = Folder::new();
            let study = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}/{name}.study"));
            let study = study.to_str().unwrap();
            assert!(folder.study(&["run", study, "--lang", language, "-o", "page.html"]).code < 2);
            assert!(folder.study(&["run", study, "--lang", language, "-o", "report.json"]).code < 2);
            let machine = serde_json::from_str(&folder.read("report.json")).unwrap();
            let kept = format!("{}/{name}-{language}.html", env!("CARGO_TARGET_TMPDIR"));
            std::fs::write(&kept, folder.read("page.html")).unwrap();
            found.push((format!("{name} in {language}"), format!("file://{kept}"), machine));
        }
    }
    found
});

/// How many marks of which classes a chart must have, and how many it has.
fn marks(chart: &Value) -> Vec<(&'static str, usize)> {
    let count = |list: &Value| list.as_array().map_or(0, |list| list.iter().filter(|value| !value.is_null()).count());
    let values = count(&chart["values"]);
    match chart["form"].as_str().unwrap() {
        "limits" | "shares" | "lines" => vec![(".reading, .outside", values), (".readings", 1)],
        // How many classes there are follows from the values; that they hold all of them is asked of the page.
        "histogram" => vec![(".curve", usize::from(chart["marks"]["deviation"].is_object()))],
        "pareto" => vec![(".bar", values), (".sum", values), (".together", 1)],
        // One more of each in the legend.
        "pairs" => vec![(".before", values + 1), (".after", count(&chart["bands"]["after"]) + 1)],
        "capacities" => vec![(".bar, .worst", values), (".worst", 1), (".against", 1)],
        "waterfall" => vec![(".bar", values), (".whole", 1), (".off", 1)],
        "tornado" => vec![(".before", values + 1), (".after", values + 1), (".against", 1)],
        "intervals" => vec![(".reading", values), (".spread", 3 * values), (".against", 1)],
        "tree" => {
            let actions = chart["words"]["actions"].as_array().unwrap();
            let actions = actions.iter().filter(|action| *action != "").count();
            vec![(".root", 1), (".box", values - 1), (".action", actions)]
        }
        form => panic!("{form} is not known here"),
    }
}

#[test]
#[ignore = "needs Chromium and ChromeDriver"]
fn charts_have_the_marks_that_their_data_ask_for() {
    let browser = Browser::open();
    let mut forms = std::collections::BTreeSet::new();
    for (name, address, machine) in EXAMPLES.iter() {
        browser.go(address);
        let sections = machine["sections"].as_array().unwrap();
        let charts: Vec<&Value> =
            sections.iter().filter_map(|section| section["charts"].as_array()).flatten().collect();
        let drawn = browser.ask("return [...document.querySelectorAll('svg.chart')].map(s => s.dataset.form)");
        let asked: Vec<&Value> = charts.iter().map(|chart| &chart["form"]).collect();
        assert_eq!(json!(asked), drawn, "{name}");
        for (place, chart) in charts.iter().enumerate() {
            forms.insert(chart["form"].as_str().unwrap().to_owned());
            for (class, wanted) in marks(chart) {
                let script = format!(
                    "return document.querySelectorAll('svg.chart')[{place}].querySelectorAll('{class}').length"
                );
                assert_eq!(browser.ask(&script), json!(wanted), "{name}: {class} of {}", chart["label"]);
            }
        }
    }
    assert_eq!(forms.len(), 11, "{forms:?}");
}

#[test]
#[ignore = "needs Chromium and ChromeDriver"]
fn classes_of_a_histogram_hold_every_value() {
    let browser = Browser::open();
    let mut seen = 0;
    for (name, address, machine) in EXAMPLES.iter() {
        browser.go(address);
        let told = browser.ask(
            "return [...document.querySelectorAll('svg.chart[data-form=histogram]')].map(s =>
            [...s.querySelectorAll('.bar title')].map(t => +t.textContent.split(': ').at(-1)))",
        );
        let sections = machine["sections"].as_array().unwrap();
        let charts = sections.iter().filter_map(|section| section["charts"].as_array()).flatten();
        let charts: Vec<&Value> = charts.filter(|chart| chart["form"] == "histogram").collect();
        assert_eq!(charts.len(), told.as_array().unwrap().len(), "{name}");
        for (chart, counts) in charts.iter().zip(told.as_array().unwrap()) {
            let counts: Vec<usize> = counts.as_array().unwrap().iter().map(|c| c.as_u64().unwrap() as usize).collect();
            let values = chart["values"].as_array().unwrap().iter().filter(|value| !value.is_null()).count();
            assert_eq!(counts.iter().sum::<usize>(), values, "{name}: {}", chart["label"]);
            assert!(counts.len() as f64 <= (1.0 + (values as f64).log2()).ceil(), "{name}: {counts:?}");
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
#[ignore = "needs Chromium and ChromeDriver"]
fn pages_load_without_errors_and_ask_for_nothing() {
    let browser = Browser::open();
    for (name, address, _) in EXAMPLES.iter() {
        browser.go(address);
        assert_eq!(browser.ask("return performance.getEntriesByType('resource').length"), json!(0), "{name}");
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{name}");
        let foreign = "return document.querySelectorAll('script, link, img, iframe, [src], [onclick]').length";
        assert_eq!(browser.ask(foreign), json!(0), "{name}");
    }
}

#[test]
#[ignore = "needs Chromium and ChromeDriver"]
fn pages_fit_a_phone_and_paper() {
    let browser = Browser::open();
    for (name, address, _) in EXAMPLES.iter() {
        browser.go(address);
        for width in [360, 390, 1280] {
            browser.width(width);
            let wide = browser.ask("return document.scrollingElement.scrollWidth");
            assert!(wide.as_i64().unwrap() <= width, "{name} is {wide} wide at {width}");
            let outside =
                "return [...document.querySelectorAll('svg.chart')].flatMap(s => [...s.querySelectorAll('text')]
                .filter(t => { const a = t.getBoundingClientRect(), b = s.getBoundingClientRect();
                    return a.left < b.left - 1 || a.right > b.right + 1 || a.bottom > b.bottom + 1 })
                .map(t => t.textContent))";
            assert_eq!(browser.ask(outside), json!([]), "{name} at {width}: words beyond the edge of a picture");
        }
        assert!(browser.printed().starts_with(b"%PDF"), "{name}");
    }
}

#[test]
#[ignore = "needs Chromium and ChromeDriver"]
fn figures_open_to_their_explanation() {
    let browser = Browser::open();
    for (name, address, _) in EXAMPLES.iter() {
        browser.go(address);
        let missing = "return [...document.querySelectorAll('button[popovertarget]')]
            .filter(b => !document.getElementById(b.getAttribute('popovertarget'))).length";
        assert_eq!(browser.ask(missing), json!(0), "{name}");
        let opened = "const b = document.querySelector('main button.why'); b.click();
            const box = document.getElementById(b.getAttribute('popovertarget'));
            const open = box.matches(':popover-open'); box.querySelector('button[popovertargetaction]').click();
            return [open, box.matches(':popover-open'), box.textContent.length > 20]";
        assert_eq!(browser.ask(opened), json!([true, false, true]), "{name}");
    }
}

#[test]
#[ignore = "needs Chromium and ChromeDriver"]
fn pages_can_be_read_by_everybody() {
    let browser = Browser::open();
    for (name, address, _) in EXAMPLES.iter() {
        browser.go(address);
        let levels = browser.ask("return [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])");
        let levels: Vec<i64> = levels.as_array().unwrap().iter().map(|level| level.as_i64().unwrap()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}");
        let unnamed = "return [...document.querySelectorAll('th')].filter(h => !h.scope).length
            + [...document.querySelectorAll('svg.chart')].filter(s => s.querySelector(':scope > title').textContent.length < 3
                || s.querySelector(':scope > desc').textContent.length < 10).length
            + document.querySelectorAll('html:not([lang])').length";
        assert_eq!(browser.ask(unnamed), json!(0), "{name}");
        for scheme in ["light", "dark"] {
            browser.scheme(scheme);
            assert_eq!(browser.ask(CONTRAST), json!([]), "{name} in {scheme}");
        }
    }
}

/// Words whose colour is less than 4.5 to 1 from what is behind them.
const CONTRAST: &str = "
    const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(x => x / 255)
        .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
    const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
        if (!c.endsWith(' 0)')) return c } return 'rgb(255, 255, 255)' };
    const bad = new Set();
    for (const e of document.querySelectorAll('h1,h2,h3,h4,p,th,td,li,a,button,summary,figcaption,.flag,footer,svg text')) {
        const svg = e.namespaceURI.endsWith('svg'), style = getComputedStyle(e);
        const one = light(svg ? style.fill : style.color), other = light(behind(e));
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (ratio < 4.5) bad.add(e.tagName + '.' + e.getAttribute('class') + ' ' + ratio.toFixed(1));
    }
    return [...bad]";

/// A picture that documents show.
struct Picture {
    file: &'static str,
    example: &'static str,
    /// Where it begins.
    from: &'static str,
    /// Width and height.
    size: (i64, i64),
}

const PICTURES: [Picture; 2] = [
    Picture { file: "overtime.png", example: "overtime in en", from: "#part-5", size: (1200, 980) },
    Picture { file: "overlock-id.png", example: "overlock in id", from: "figure", size: (1200, 720) },
];

/// With `STUDY_ACCEPT=1` they are drawn anew. Letters differ between machines, so only their size is compared.
#[test]
#[ignore = "needs Chromium and ChromeDriver"]
fn documents_show_pictures_of_this_size() {
    let browser = Browser::open();
    for Picture { file, example, from, size } in PICTURES {
        let (_, address, _) = EXAMPLES.iter().find(|(name, ..)| name == example).expect("an example");
        browser.go(address);
        let drawn = browser.picture(from, size);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(file);
        if std::env::var_os("STUDY_ACCEPT").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &drawn).unwrap();
        }
        // A PNG file has its width and height here.
        assert_eq!(std::fs::read(&path).unwrap()[16..24], drawn[16..24], "{file}");
    }
}

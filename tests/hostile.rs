//! Text of studies and data is data: it becomes no tag, no link, no formula and no command of a terminal in any format.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::Folder;

/// Names that would do something if anybody let them.
const NAMES: [&str; 9] = [
    "<script>document.title='gone'</script>",
    "\\\"><img src=x onerror=alert(1)>",
    "</title></svg></style><h1>mine</h1>",
    "=HYPERLINK(\\\"x\\\")",
    "| a | b |",
    "![x](y) [l](z) `c` *b* _i_ <br>",
    "]]>&amp;&#60;",
    "\u{1b}[31mred\u{7}\u{9b}2J",
    "\u{202e}drow\u{2066}",
];

/// A study in which everything that has a name has a hostile one.
fn study(folder: &Folder) {
    let mut text = format!("study \"{}\" {{ source: \"{}\" }}\nunit item\n", NAMES[0], NAMES[2]);
    for (place, name) in NAMES.iter().enumerate() {
        text.push_str(&format!(
            "operation o{place} \"{name}\" per item {{ crew: 2; readings: [9, 11, 10, 12, 10.5, 9.5] s }}\n\
             product p{place} \"{name}\" per item {{ route: [o{place}, o0]; demand: 900 item/month }}\n\
             scenario s{place} \"{name}\" {{ o{place}.standard_time = 9 s/item }}\n\
             indicator i{place} \"{name}\" {{ before: 3 h; after: 2 h }}\n\
             show \"{name}\": o{place}.standard_time\n\
             dispute \"{name}\": o{place}.standard_time is 11 s/item\n\
             root_cause c{place} \"{name}\" {{ why \"{name}\" -> a{place} }}\n\
             action a{place} \"{name}\" {{ status: applied }}\n"
        ));
    }
    let all: Vec<String> = (0..NAMES.len()).map(|place| format!("s{place}")).collect();
    text.push_str(&format!("scenario all {{ include {} }}\ncalendar {{ month: 26 workday }}\n", all.join(", ")));
    text.push_str(&format!(
        "data rounds from \"rounds.csv\" {{ activity: text; kind: text }}\n\
         sampling seen \"{}\" {{ seen: rounds.activity; seen_as: rounds.kind }}\n",
        NAMES[1]
    ));
    folder.write("hostile.study", text);
    let mut rounds = String::from("activity,kind\n");
    for name in NAMES.iter().chain(&NAMES[..4]) {
        rounds.push_str(&format!("\"{}\",value_added\n", name.replace("\\\"", "\"\"")));
    }
    folder.write("rounds.csv", rounds);
}

fn no_commands(text: &str) {
    let bad = |sign: &char| {
        let turns = matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
        (sign.is_control() && *sign != '\n') || turns || matches!(sign, '\u{2028}'..='\u{202e}')
    };
    let found: Vec<char> = text.chars().filter(bad).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_format_obeys_a_name() {
    let folder = Folder::new();
    study(&folder);
    for format in ["text", "markdown", "html", "csv"] {
        let ended = folder.study(&["run", "hostile.study", "--format", format]);
        assert_eq!(ended.code, 0, "{format}: {}", ended.err);
        assert!(ended.out.len() > 2_000, "{format}");
        no_commands(&ended.out);
        no_commands(&ended.err);
    }
}

#[test]
fn no_message_obeys_the_line_that_it_quotes() {
    let folder = Folder::new();
    folder.write("line.study", "show 8 h + 5 IDR # \u{202e}drow\u{2066}\u{1b}[31m\n");
    folder.write("times.csv", "time\n\u{202e}3\u{2066}\n");
    folder.write("cell.study", "data times from \"times.csv\" { time: s }\nshow sum(times.time)\n");
    for (file, code) in [("line.study", "D301"), ("cell.study", "F603")] {
        let ended = folder.study(&["check", file]);
        assert!(ended.err.contains(code), "{}", ended.err);
        no_commands(&ended.err);
    }
}

#[test]
fn no_message_obeys_the_name_of_a_file() {
    let folder = Folder::new();
    folder.write("bad\u{1b}[31m.study", "show 1 +\n");
    folder.write("good\u{1b}]0;title\u{7}.study", "show \"one\u{61c} two\u{2029} three\": 1\n");
    folder.write("loose\u{1b}[2J.study", "show   1\n");
    let calls: [&[&str]; 5] = [
        &["check", "."],
        &["rollup", "."],
        &["run", ".", "-o", "reports"],
        &["fmt", "--check", "loose\u{1b}[2J.study"],
        &["run", "missing\u{1b}[31m.study"],
    ];
    for arguments in calls {
        let ended = folder.study(arguments);
        assert!(ended.out.contains('\u{fffd}') || ended.err.contains('\u{fffd}'), "{arguments:?}");
        no_commands(&ended.out);
        no_commands(&ended.err);
    }
}

#[test]
fn a_page_has_no_tag_but_its_own() {
    let folder = Folder::new();
    study(&folder);
    let page = folder.study(&["run", "hostile.study", "--format", "html"]).out;
    for tag in ["<script", "<img", "<h1>mine", "<br", "<iframe"] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert_eq!(page.matches("<title").count(), page.matches("</title>").count());
    assert_eq!((page.matches("</style>").count(), page.matches("<h1>").count()), (1, 1));
    assert!(page.contains("&lt;script&gt;document.title=&#39;gone&#39;&lt;/script&gt;"));
}

#[test]
fn pictures_beside_markdown_are_well_formed() {
    let folder = Folder::new();
    study(&folder);
    assert_eq!(folder.study(&["run", "hostile.study", "-o", "a b.md"]).code, 0);
    let markdown = folder.read("a b.md");
    let pictures: Vec<&str> =
        markdown.lines().filter_map(|line| line.strip_prefix("![")?.rsplit_once("](")?.1.strip_suffix(')')).collect();
    assert!(pictures.len() > 10, "{markdown}");
    for picture in pictures {
        let svg = folder.read(&picture.replace("%20", " "));
        assert!(svg.starts_with("<?xml") && svg.ends_with("</svg>\n"));
        well_formed(&svg);
    }
    assert!(!markdown.contains("<script") && markdown.contains("&lt;script&gt;"));
    assert!(markdown.contains("\\!\\[x\\](y) \\[l\\](z) \\`c\\` \\*b\\* \\_i\\_ &lt;br&gt;"));
}

/// Every tag that begins ends, in the order in which they began, and no `<` or `&` stands alone.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    let mut rest = xml.split_once("?>").unwrap().1;
    while let Some((text, behind)) = rest.split_once('<') {
        assert!(!text.contains('>') || open.last() == Some(&"style"), "{text}");
        for (at, _) in text.match_indices('&') {
            assert!(text[at..].find(';').is_some_and(|end| end < 8), "{text}");
        }
        let (tag, after) = behind.split_once('>').unwrap();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split_whitespace().next().unwrap()),
        }
        rest = after;
    }
    assert!(open.is_empty(), "{open:?}");
}

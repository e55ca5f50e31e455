//! A browser that is told what to do by the WebDriver protocol.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Chromium with nothing in it, driven by ChromeDriver; it ends with this.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

/// Without a window, and without asking anybody for anything.
const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

impl Browser {
    pub fn open() -> Browser {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("ChromeDriver is installed");
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok())
            .expect("ChromeDriver tells its port");
        let mut browser = Browser { driver, port, session: String::new() };
        let options = json!({ "args": ARGUMENTS });
        let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let opened = browser.call("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = format!("/session/{}", opened["sessionId"].as_str().expect("a session"));
        browser
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).unwrap();
            match line.trim_end().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().unwrap()
                }
                None if line.trim_end().is_empty() => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).unwrap();
        let answer: Value = serde_json::from_slice(&body).expect("an answer");
        assert!(answer["value"].get("error").is_none(), "{answer}");
        answer["value"].clone()
    }

    fn tell(&self, what: &str, body: &Value) -> Value {
        self.call("POST", &format!("{}/{what}", self.session), body)
    }

    fn develop(&self, command: &str, parameters: Value) -> Value {
        self.tell("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    pub fn go(&self, address: &str) {
        self.tell("url", &json!({ "url": address }));
    }

    pub fn ask(&self, script: &str) -> Value {
        self.tell("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What the browser has to complain of since it was asked last.
    pub fn complaints(&self) -> Vec<String> {
        let lines = self.tell("se/log", &json!({ "type": "browser" }));
        lines.as_array().unwrap().iter().map(|line| line["message"].to_string()).collect()
    }

    pub fn width(&self, width: i64) {
        let mobile = width < 500;
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": mobile });
        self.develop("Emulation.setDeviceMetricsOverride", size);
    }

    pub fn scheme(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.develop("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// The page on paper, as a PDF file.
    pub fn printed(&self) -> Vec<u8> {
        decoded(&self.develop("Page.printToPDF", json!({ "preferCSSPageSize": true })))
    }

    /// A part of the page as a PNG file: from an element on, so wide and so high.
    pub fn picture(&self, from: &str, (width, height): (i64, i64)) -> Vec<u8> {
        self.width(width);
        let top = format!("return document.querySelector('{from}').getBoundingClientRect().top + scrollY - 12");
        let clip = json!({ "x": 0, "y": self.ask(&top), "width": width, "height": height, "scale": 1 });
        decoded(&self.develop("Page.captureScreenshot", json!({ "clip": clip, "captureBeyondViewport": true })))
    }
}

/// The bytes of what came as base64.
fn decoded(answer: &Value) -> Vec<u8> {
    let sextet = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sextets: Vec<u8> = answer["data"].as_str().unwrap().bytes().filter_map(sextet).collect();
    let mut bytes = Vec::new();
    for four in sextets.chunks(4) {
        let bits = four.iter().fold(0u32, |bits, sextet| bits << 6 | u32::from(*sextet)) << (6 * (4 - four.len()));
        bytes.extend(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            self.call("DELETE", &self.session, &Value::Null);
        }));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

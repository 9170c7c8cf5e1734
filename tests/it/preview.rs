//! The preview: on this machine alone, for its own names alone, the output alone; its reload script is all that it adds.
#![cfg(feature = "serve")]

use super::crash::{Folder, write_notices};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running preview, ended with the value.
struct Preview {
    child: Child,
    port: u16,
    folder: Folder,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn new(name: &str) -> Preview {
        let folder = Folder::new(name);
        write_notices(&folder.0, 2, 0);
        std::fs::write(folder.0.join("ketluan.yaml"), "title: Trang thử\n").expect("written");
        let mut child = Command::new(env!("CARGO_BIN_EXE_ketluan"))
            .current_dir(&folder.0)
            .args(["serve", "--port", "0", "--today", "2026-04-15"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a preview");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = lines.find_map(|l| l.ok()?.strip_prefix("http://127.0.0.1:").map(str::to_string));
        let port = address.expect("its address").trim_end_matches('/').parse().expect("a port");
        // what it says later has a reader
        std::thread::spawn(move || lines.for_each(drop));
        Preview { child, port, folder }
    }
    /// Status, headers and body of the answer to a request as written.
    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a limit");
        write!(stream, "{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        (status, head.to_lowercase(), body.to_string())
    }
    fn get(&self, path: &str) -> (u16, String, String) {
        self.ask("GET", path, &format!("Host: 127.0.0.1:{}\r\n", self.port))
    }
}

#[test]
fn it_serves_its_own_names_and_the_output_alone() {
    let preview = Preview::new("preview");
    let own = |name: &str| format!("Host: {name}\r\n");
    for (host, status) in [
        (own(&format!("127.0.0.1:{}", preview.port)), 200),
        (own(&format!("localhost:{}", preview.port)), 200),
        (own("evil.example"), 403),
        (own(&format!("evil.example:{}", preview.port)), 403),
        (own(&format!("127.0.0.1.evil.example:{}", preview.port)), 403),
        (own("localhost@evil.example"), 403),
        (own("localhost:80:80"), 403),
    ] {
        for path in ["/", "/du-lieu/state.json", "/_xem-lai/2000-01/", "/_xem-thu/tai-lai.js"] {
            assert_eq!(preview.ask("GET", path, &host).0, status, "{host} {path}");
        }
    }
    assert!([400, 403].contains(&preview.ask("GET", "/", "").0), "no host");
    // no way out of the folder, and no way to write
    for path in [
        "/../ketluan.yaml",
        "/../content/2000-01.md",
        "/%2e%2e/ketluan.yaml",
        "/..%2fketluan.yaml",
        "/du-lieu/../../ketluan.yaml",
        "/du-lieu/%2e%2e/%2e%2e/ketluan.yaml",
        "/..\\ketluan.yaml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/content/2000-01.md",
        "/ketluan.yaml",
        "/.ketluan/cache",
        "/_xem-lai/..%2f..%2fketluan.yaml/",
        "/_xem-lai/%2e%2e/",
    ] {
        let (status, _, body) = preview.get(path);
        assert!((400..500).contains(&status), "{path}: {status}");
        assert!(!body.contains("Trang thử") && !body.contains("root:"), "{path}: {body}");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let (status, ..) = preview.ask(method, "/index.html", &own("localhost"));
        assert_eq!(status, 405, "{method}");
    }
    assert_eq!(preview.ask("HEAD", "/", &own("localhost")).0, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_this_machine_alone() {
    let preview = Preview::new("preview-loopback");
    let port = format!(":{:04X}", preview.port);
    let mut seen = 0;
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        for line in std::fs::read_to_string(table).unwrap_or_default().lines() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            // state 0A listens
            if fields.get(1).is_some_and(|a| a.ends_with(&port)) && fields.get(3) == Some(&"0A") {
                assert_eq!(fields[1], format!("0100007F{port}"), "{table}");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 1);
}

#[test]
fn it_adds_its_reload_script_and_nothing_else() {
    let preview = Preview::new("preview-reload");
    let written = std::fs::read_to_string(preview.folder.0.join(".ketluan-serve/index.html")).expect("a page");
    let (status, head, body) = preview.get("/");
    assert_eq!(status, 200);
    let added = body.strip_prefix(&written).expect("the page as it was written");
    let mark = added
        .strip_prefix("<script src=\"/_xem-thu/tai-lai.js\" data-mark=\"")
        .and_then(|a| a.strip_suffix("\" defer></script>\n"))
        .expect("one script, a file of the same origin");
    // the policy of the page allows scripts of its own origin and none inline
    assert!(written.contains("script-src 'self'") && !body.contains("unsafe-inline"));
    assert!(
        !head.contains("content-security-policy") && head.contains("cache-control: no-store"),
        "{head}"
    );
    let (_, _, csv) = preview.get("/du-lieu/tasks.csv");
    assert_eq!(
        csv.as_bytes(),
        std::fs::read(preview.folder.0.join(".ketluan-serve/du-lieu/tasks.csv")).expect("a table")
    );
    // a page of another build is told at once, one of this build when a file has changed
    assert_eq!(preview.get("/_xem-thu/sau/1-1").0, 205);
    let waiting = std::thread::scope(|scope| {
        let asking = scope.spawn(|| preview.get(&format!("/_xem-thu/sau/{mark}")).0);
        std::thread::sleep(Duration::from_millis(300));
        write_notices(&preview.folder.0, 2, 2);
        asking.join().expect("an answer")
    });
    assert_eq!(waiting, 205);
    assert!(!preview.folder.0.join("public").exists(), "the published folder is not touched");
}

//! Akoma Ntoso and Markdown of notices: well formed, identities once, and not a word of the text lost. Validity by the
//! OASIS schema is checked by `tests/formats.py`.

use super::fixture::input;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;

/// The text between the tags of the main body, and the eIds of the document.
fn read(xml: &[u8]) -> (String, Vec<String>) {
    let mut reader = Reader::from_str(std::str::from_utf8(xml).expect("UTF-8"));
    let (mut text, mut ids, mut inside) = (String::new(), Vec::new(), false);
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(e) | Event::Empty(e) => {
                inside |= e.name().as_ref() == "mainBody";
                for a in e.attributes().map(|a| a.expect("an attribute")) {
                    if a.key.as_ref() == "eId" {
                        ids.push(a.value.to_string());
                    }
                }
            }
            Event::End(e) => {
                inside &= e.name().as_ref() != "mainBody";
                let whole = ["p", "num", "heading"];
                if inside && whole.contains(&e.name().as_ref()) {
                    text.push(' ');
                }
            }
            Event::Text(t) if inside => text.push_str(&t),
            Event::GeneralRef(r) if inside => text.push_str(match &*r {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "apos" => "'",
                _ => "\"",
            }),
            Event::Eof => return (text, ids),
            _ => {}
        }
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn check(text: &str) {
    let input = input(text);
    let compiled = ketluan::compile(&input);
    let bundle = compiled.bundle(&input);
    for (_, entry) in compiled.site.notices.iter() {
        let (body, ids) = read(&bundle.bytes(&format!("ket-luan/{}/akn.xml", entry.id)).expect("planned"));
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{}", entry.id);
        let document = &entry.notice.document;
        if !document.body.is_empty() {
            let printed: String = document
                .body
                .iter()
                .map(|c| format!("{} {} ", c.printed_marker, c.block.text))
                .collect();
            // a number stands before its text whatever the tree is
            assert_eq!(words(&body), words(&printed), "{}", entry.id);
        }
        let markdown = bundle.bytes(&format!("ket-luan/{}/van-ban.md", entry.id)).expect("planned");
        let markdown = String::from_utf8(markdown).expect("UTF-8").replace('\\', "");
        for clause in &document.body {
            let line = words(&clause.block.text).join(" ").replace('\\', "");
            assert!(markdown.contains(&line), "{}: {line}", entry.id);
        }
    }
}

#[test]
fn no_word_of_a_notice_is_lost() {
    check(super::site::TWO);
}

#[test]
fn no_word_of_the_real_notices_is_lost() {
    if let Some(text) = super::corpus::sections() {
        check(&text);
    }
}

#[test]
fn what_a_task_names_is_marked() {
    let input = input(super::site::TWO);
    let compiled = ketluan::compile(&input);
    let xml = compiled.bundle(&input).bytes("ket-luan/2026-03/akn.xml").expect("planned");
    let xml = String::from_utf8(xml).expect("UTF-8");
    for part in [
        "<section eId=\"sec_II\"><num>II.</num>",
        "<paragraph eId=\"sec_II__para_1\"><num>1.</num>",
        "<role eId=\"sec_II__para_1__role_1\" refersTo=\"#vai-tro-chu-tri\"><organization eId=\"sec_II__para_1__org_1\" refersTo=\"#so-tai-chinh\">Sở Tài chính</organization></role>",
        "refersTo=\"#vai-tro-phoi-hop\"",
        "<date date=\"2026-04-12\">trước ngày 12/4/2026</date>",
        "href=\"/akn/vn/doc/05-ct-ubnd\"",
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
    assert!(!xml.contains("<script"));
}

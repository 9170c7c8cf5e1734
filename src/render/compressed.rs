//! `.gz` and `.br` beside every text file, for servers that send what lies there (`gzip_static`, `precompressed`). Made on
//! demand, since they take longer than all else; the same bytes give the same file in every build.

use crate::bundle::{Bundle, Key, Known, Made, OutPath};
use crate::config::With;
use std::io::Write;
use std::sync::Arc;

/// Endings of files that are worth while.
const TEXTS: [&str; 11] = ["html", "css", "js", "json", "csv", "xml", "ics", "svg", "txt", "md", "webmanifest"];
/// Of 11: the higher ones take several times as long for a few bytes less.
const BROTLI_QUALITY: u32 = 9;
const BROTLI_WINDOW: u32 = 22;
const BUFFER: usize = 1 << 16;

#[derive(Clone, Copy)]
enum Form {
    Gzip,
    Brotli,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Form::Gzip => "gz",
            Form::Brotli => "br",
        }
    }
    fn of(self, bytes: &[u8]) -> Vec<u8> {
        // writing to memory cannot fail
        match self {
            Form::Gzip => {
                // without time and system in its head
                let mut out = flate2::GzBuilder::new()
                    .operating_system(255)
                    .write(Vec::new(), flate2::Compression::best());
                let _ = out.write_all(bytes);
                out.finish().unwrap_or_default()
            }
            Form::Brotli => {
                let mut out = brotli::CompressorWriter::new(Vec::new(), BUFFER, BROTLI_QUALITY, BROTLI_WINDOW);
                let _ = out.write_all(bytes);
                out.into_inner()
            }
        }
    }
}

/// The planned files, and beside each text those that are asked for.
pub fn beside(planned: Bundle<'_>, with: With) -> Bundle<'_> {
    let forms: Vec<Form> = [(with.gz, Form::Gzip), (with.br, Form::Brotli)]
        .into_iter()
        .filter_map(|(asked, form)| asked.then_some(form))
        .collect();
    if forms.is_empty() {
        return planned;
    }
    let planned = Arc::new(planned);
    let mut out = Bundle::default();
    for (path, file) in planned.planned() {
        let text = path.as_str().rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending));
        let compressed = forms.iter().copied().map(Some).filter(|_| text);
        for form in std::iter::once(None).chain(compressed) {
            let name = match form {
                None => path.as_str().to_string(),
                Some(form) => format!("{path}.{}", form.ending(), path = path.as_str()),
            };
            let Some(to) = OutPath::new(&name) else { continue };
            let (all, from) = (planned.clone(), path.as_str().to_string());
            // the key of the text is that of its compressed form too
            out.plan_keyed(to.clone(), move |known| make(&all, &from, form, known));
            if let Some(reads) = file.reads() {
                out.reading(&name, reads);
            }
            if file.last {
                out.put_last(&to);
            }
        }
        let (all, from) = (planned.clone(), path.as_str().to_string());
        out.on_sum(path.as_str(), move |sum| {
            if let Some(file) = all.file(&from) {
                file.tell(sum);
            }
        });
    }
    out.ask(move || planned.failures());
    out
}

fn make(all: &Bundle, path: &str, form: Option<Form>, known: Option<&Key>) -> Made {
    let known = known.map(|key| Known { key: *key, reads: None });
    let Some(file) = all.file(path) else { return Made::Same };
    match (file.made(known.as_ref()), form) {
        (Made::New { key, bytes }, Some(form)) => Made::New {
            key,
            bytes: form.of(&bytes),
        },
        (made, _) => made,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_was_compressed_is_the_text_again_and_the_same_twice() {
        let text = "Sở Tài chính chủ trì. ".repeat(500);
        let bundle = || {
            let mut planned = Bundle::default();
            for path in ["a/index.html", "tinh/icon.png"] {
                let text = text.clone();
                planned.plan(OutPath::new(path).expect("a path"), move || text.clone().into_bytes());
            }
            planned.reading("a/index.html", [1; 32]);
            let with = With {
                gz: true,
                br: true,
                ..With::default()
            };
            beside(planned, with)
        };
        let (first, second) = (bundle(), bundle());
        let paths: Vec<&str> = first.paths().map(|p| p.as_str()).collect();
        assert_eq!(paths, ["a/index.html", "a/index.html.br", "a/index.html.gz", "tinh/icon.png"]);
        assert!(first.file("a/index.html.gz").is_some_and(|f| f.reads() == Some([1; 32])));
        let (gz, br) = (first.bytes("a/index.html.gz"), first.bytes("a/index.html.br"));
        assert_eq!((&gz, &br), (&second.bytes("a/index.html.gz"), &second.bytes("a/index.html.br")));
        let (gz, br) = (gz.expect("planned"), br.expect("planned"));
        let mut back = String::new();
        flate2::read::GzDecoder::new(&gz[..]).read_to_string(&mut back).expect("gzip");
        assert_eq!(back, text);
        back.clear();
        brotli::Decompressor::new(&br[..], BUFFER)
            .read_to_string(&mut back)
            .expect("brotli");
        assert_eq!(back, text);
        assert!(gz.len() < text.len() / 10 && br.len() < text.len() / 10);
    }
}

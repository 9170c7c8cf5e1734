//! How fast notices are read: text → Document → Notice, on one core: the real notices of the shared corpus, where that lies beside the
//! project, and the project's own labelled ones, which are shorter and have more layouts and more tasks to a page.
//!
//!     cargo bench --bench reading

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ketluan::diag::Diagnostics;
use ketluan::input::Input;
use ketluan::source::SourceFile;
use ketluan::span::SourceId;
use std::hint::black_box;
use std::path::Path;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::disallowed_methods, reason = "a benchmark reads its texts from the tests")]
fn notices(folder: &str) -> Option<Vec<SourceFile>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).ok()?;
    let mut paths: Vec<_> = entries.map(|e| e.expect("an entry").path()).collect();
    assert!(!paths.is_empty(), "notices in {}", folder.display());
    paths.sort();
    let one = |(i, path): (usize, &std::path::PathBuf)| SourceFile {
        id: SourceId(i as u32),
        path: path.file_name().expect("a name").to_string_lossy().into_owned(),
        text: ketluan::viet::fold::compose(&std::fs::read_to_string(path).expect("text")),
        sha256: String::new(),
    };
    Some(paths.iter().enumerate().map(one).collect())
}

fn reading(c: &mut Criterion) {
    let registry = ketluan::registry::load(&Input::default(), &mut Diagnostics::new());
    for (name, folder) in [
        ("real notices", "../shared/corpus/notices"),
        ("notices of the tests", "tests/fixtures/notices"),
    ] {
        let Some(notices) = notices(folder) else {
            println!("{folder} is not here: {name} are skipped");
            continue;
        };
        let bytes: usize = notices.iter().map(|n| n.text.len()).sum();
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::BytesDecimal(bytes as u64));
        group.bench_function("outline", |b| {
            b.iter(|| {
                for source in &notices {
                    black_box(ketluan::outline::parse(source, &mut Diagnostics::new()));
                }
            })
        });
        group.bench_function("outline and facts", |b| {
            b.iter(|| {
                for source in &notices {
                    let mut diags = Diagnostics::new();
                    let document = ketluan::outline::parse(source, &mut diags);
                    black_box(ketluan::extract::read(document, &registry, &mut diags));
                }
            })
        });
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);

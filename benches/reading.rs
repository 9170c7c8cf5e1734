//! How fast notices are read: text → Document → Notice, on one core, over the project's own labelled notices and those of the
//! shared corpus beside the project, where there is one.
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
fn notices() -> Vec<SourceFile> {
    let folders = ["tests/fixtures/notices", "../shared/corpus/notices"].map(|f| Path::new(env!("CARGO_MANIFEST_DIR")).join(f));
    let mut paths: Vec<_> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .map(|e| e.expect("an entry").path())
        .collect();
    assert!(!paths.is_empty(), "the tests' notices");
    paths.sort();
    let one = |(i, path): (usize, &std::path::PathBuf)| SourceFile {
        id: SourceId(i as u32),
        path: path.file_name().expect("a name").to_string_lossy().into_owned(),
        text: ketluan::viet::fold::compose(&std::fs::read_to_string(path).expect("text")),
        sha256: String::new(),
    };
    paths.iter().enumerate().map(one).collect()
}

fn reading(c: &mut Criterion) {
    let notices = notices();
    let empty = Input::default();
    let registry = ketluan::registry::load(&empty, &mut Diagnostics::new());
    let bytes: usize = notices.iter().map(|n| n.text.len()).sum();
    let mut group = c.benchmark_group("reading");
    group.throughput(Throughput::Bytes(bytes as u64));
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

criterion_group!(benches, reading);
criterion_main!(benches);

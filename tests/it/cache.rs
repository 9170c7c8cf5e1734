//! A long walk of edits: each build with what earlier ones kept is byte for byte the clean one, whatever was edited and
//! however the cache was damaged in between. `KETLUAN_LONG=1` takes 500 edits.

use super::crash::{Dice, Folder, build, long, notice, tree};
use std::path::Path;

fn edit(dir: &Path, dice: &mut Dice, step: usize) -> (String, Vec<String>) {
    let content = dir.join("content");
    let data = content.join("_data");
    let mut names: Vec<String> = std::fs::read_dir(&content)
        .expect("content")
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|n| n.ends_with(".md"))
        .collect();
    names.sort();
    let any = names[dice.below(names.len())].clone();
    let write = |path: &Path, text: String| {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    };
    let mut more = Vec::new();
    let what = match dice.below(15) {
        0 | 1 => {
            let (name, text) = notice(40 + dice.below(30), step);
            write(&content.join(&name), text);
            format!("added {name}")
        }
        2 | 3 => {
            let text = std::fs::read_to_string(content.join(&any)).expect("text");
            write(
                &content.join(&any),
                text.replace("Sở Y tế", ["Sở Xây dựng", "Sở Nội vụ"][step % 2]) + "\n",
            );
            format!("changed {any}")
        }
        4 if names.len() > 4 => {
            std::fs::remove_file(content.join(&any)).expect("removed");
            format!("removed {any}")
        }
        5 => {
            let to = format!("doi-ten-{step}.md");
            std::fs::rename(content.join(&any), content.join(&to)).expect("renamed");
            format!("renamed {any} to {to}")
        }
        13 => {
            // a target of the year, which other notices' pages hold against what was reached
            let text = std::fs::read_to_string(content.join(&any)).expect("text");
            let said = "Phấn đấu thu nội địa cả năm đạt trên";
            let kept: String = text.split_inclusive('\n').filter(|line| !line.starts_with(said)).collect();
            let task = "II. Nhiệm vụ trọng tâm";
            write(
                &content.join(&any),
                kept.replace(task, &format!("{said} {} tỷ đồng.\n\n{task}", step + 100)),
            );
            format!("target of {any}")
        }
        14 => {
            // a body that one notice alone leads and others speak of
            let text = std::fs::read_to_string(content.join(&any)).expect("text");
            let body = "Tổ công tác cầu Nà Lại";
            let said = if step.is_multiple_of(2) {
                text.replace("2. Sở Y tế", &format!("2. {body}"))
            } else {
                text.replace("cơ sở khám chữa bệnh,", &format!("cơ sở khám chữa bệnh theo báo cáo của {body},"))
            };
            write(&content.join(&any), said);
            format!("body of {any}")
        }
        6 => {
            let name = ["Sở Tài chính và Ngân sách", "Sở Tài chính"][step % 2];
            write(
                &data.join("agencies.yaml"),
                format!("so-tai-chinh: {{ name: {name}, aliases: [Sở Tài chính] }}\n"),
            );
            format!("agency named {name}")
        }
        7 => {
            let task = format!("{}/II.1", any.trim_end_matches(".md"));
            write(
                &data.join("progress/a.yaml"),
                format!("- {{ task: {task}, status: hoan-thanh, date: 2026-04-{:02} }}\n", step % 28 + 1),
            );
            "progress".into()
        }
        8 => {
            write(&dir.join("ketluan.yaml"), format!("title: Kho {step}\n"));
            "title".into()
        }
        9 => {
            write(
                &dir.join("giao-dien/templates/404.html"),
                format!("<!doctype html><title>{step}</title><p>{step}"),
            );
            "theme".into()
        }
        10 => {
            more = vec!["--today".to_string(), format!("2026-{:02}-10", step % 12 + 1)];
            "day".into()
        }
        11 => {
            // something of the cache is damaged, cut or lost
            let mut kept: Vec<_> = walk(&dir.join(".ketluan"));
            kept.sort();
            if !kept.is_empty() {
                let file = &kept[dice.below(kept.len())];
                let mut bytes = std::fs::read(file).expect("a file");
                match dice.below(3) {
                    0 => bytes.truncate(dice.below(bytes.len())),
                    1 => {
                        let at = dice.below(bytes.len());
                        bytes[at] ^= 1;
                    }
                    _ => bytes.clear(),
                }
                std::fs::write(file, bytes).expect("written");
            }
            "cache damaged".into()
        }
        _ => {
            // somebody writes into the published folder
            std::fs::write(dir.join("public/ket-luan/index.html"), format!("{step}")).expect("written");
            "published page overwritten".into()
        }
    };
    (what, more)
}

fn walk(dir: &Path) -> Vec<std::path::PathBuf> {
    tree(dir).into_keys().map(|p| dir.join(p)).collect()
}

#[test]
fn a_walk_of_edits_gives_what_clean_builds_give() {
    let steps = if long() { 500 } else { 14 };
    let folder = Folder::new("cache");
    let dir = folder.0.as_path();
    super::crash::write_notices(dir, 6, 0);
    std::fs::write(dir.join("ketluan.yaml"), "title: Kho\n").expect("written");
    std::fs::create_dir_all(dir.join("giao-dien/templates")).expect("a folder");
    let run = |output: &str, more: &[String], no_cache: bool| {
        // both go on from no memory: what a site remembers of itself is another input
        let mut args = vec!["--previous", "khong-co", "--theme", "giao-dien", "--allow-loss"];
        args.extend(more.iter().map(String::as_str));
        if no_cache {
            args.push("--no-cache");
        }
        build(dir, output, &args).status().expect("a build").code()
    };
    assert_eq!(run("public", &[], false), Some(0));
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut done = std::collections::BTreeSet::new();
    for step in 0..steps {
        let (what, more) = edit(dir, &mut dice, step);
        done.insert(what.split(' ').next().unwrap_or_default().to_string());
        let code = run("public", &more, false);
        let _ = std::fs::remove_dir_all(dir.join("clean"));
        assert_eq!(run("clean", &more, true), code, "step {step}: {what}");
        let (now, clean) = (tree(&dir.join("public")), tree(&dir.join("clean")));
        let differ: Vec<_> = now
            .iter()
            .filter(|(p, b)| clean.get(*p) != Some(b))
            .map(|(p, _)| p)
            .chain(clean.keys().filter(|p| !now.contains_key(*p)))
            .collect();
        assert!(differ.is_empty(), "step {step} ({what}), exit {code:?}: {differ:?}");
    }
    assert!(done.len() > 5, "{done:?}");
}

//! A picture of each notice, for where a link to it is shared: the theme's `picture.svg`, drawn as PNG with a font of the
//! program's own, so that it is the same on every machine.

use super::Data;
use super::theme::Theme;
use crate::bundle::{Bundle, Made, OutPath, key_of};
use crate::page;
use crate::page::route::picture;
use crate::site::NoticeId;
use resvg::{tiny_skia, usvg};
use serde::Serialize;
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::sync::{Arc, LazyLock};

pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// Noto Sans with Latin and Vietnamese letters; `picture/OFL.txt` is its licence.
const REGULAR: &[u8] = include_bytes!("picture/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("picture/NotoSans-Bold.ttf");

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    Arc::new(fonts)
});

/// Room for the lines of a text, as `picture.svg` sets them.
struct Room {
    font: &'static [u8],
    size: f32,
    width: f32,
    lines: usize,
}

const SITE: Room = Room {
    font: BOLD,
    size: 32.0,
    width: 1056.0,
    lines: 1,
};
const NAME: Room = Room {
    font: BOLD,
    size: 62.0,
    width: 1056.0,
    lines: 2,
};
const TITLE: Room = Room {
    font: REGULAR,
    size: 34.0,
    width: 1056.0,
    lines: 3,
};

/// What `picture.svg` gets: texts in lines that fit.
#[derive(Serialize)]
struct PictureView {
    site: String,
    name: Vec<String>,
    title: Vec<String>,
    facts: Vec<String>,
}

/// Plans the pictures, where they are asked for.
pub fn plan<'a>(data: Data<'a>, theme: &'a Theme, bundle: &mut Bundle<'a>) {
    if !data.config.with.images {
        return;
    }
    for (id, entry) in data.site.notices.iter() {
        let Some(path) = OutPath::new(&picture(&entry.id)) else { continue };
        bundle.plan_keyed(path, move |known| {
            let mut context = tera::Context::new();
            context.insert("view", &view(data, id));
            let svg = theme.render("picture.svg", &context);
            let svg = String::from_utf8_lossy(&svg);
            // drawing takes long: a picture of the same words by the same program is the same
            let key = key_of(format!("{}{svg}", env!("KETLUAN_SOURCES")).as_bytes());
            if known == Some(&key) {
                return Made::Same;
            }
            let bytes = draw(&svg).unwrap_or_else(|fault| {
                theme.fail(format!("picture.svg: {fault}"));
                Vec::new()
            });
            Made::New { key, bytes }
        });
    }
}

fn view(data: Data, id: NoticeId) -> PictureView {
    let site = data.site;
    let words = &site.words;
    let entry = &site.notices[id];
    let name = page::notice_name(site, id);
    let title = entry.notice.head.title.as_deref().filter(|t| *t != name).unwrap_or_default();
    // a name that is all there is to say has the room of both
    let lines = if title.is_empty() { 4 } else { NAME.lines };
    let name = Room { lines, ..NAME }.lines(&name);
    let dated = entry.tasks.iter().flat_map(|t| &site.tasks[*t].due).flatten().count();
    let facts = [
        entry.day.map(|d| words.day(d)),
        Some(words.say("news.tasks", &[("n", entry.tasks.len().into())])),
        (dated > 0).then(|| words.say("picture.deadlines", &[("n", dated.into())])),
    ];
    PictureView {
        site: SITE.lines(&data.config.title).concat(),
        // what the name leaves
        title: Room {
            lines: (TITLE.lines + NAME.lines).saturating_sub(name.len()),
            ..TITLE
        }
        .lines(title),
        name,
        facts: facts.into_iter().flatten().collect(),
    }
}

impl Room {
    fn width_of(&self, text: &str) -> f32 {
        let Ok(font) = skrifa::FontRef::new(self.font) else { return 0.0 };
        let (letters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(self.size), LocationRef::default()));
        text.chars()
            .filter_map(|c| metrics.advance_width(letters.map(c).unwrap_or_default()))
            .sum()
    }

    /// Breaks a text between words into lines that fit; what is too much is left out, with "…" for it.
    fn lines(&self, text: &str) -> Vec<String> {
        let printable = |c: char| {
            if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') {
                ' '
            } else {
                c
            }
        };
        let text: String = text.chars().map(printable).collect();
        let mut words = text.split_whitespace().peekable();
        let mut lines: Vec<String> = Vec::new();
        while words.peek().is_some() && lines.len() < self.lines {
            let mut line = String::new();
            while let Some(word) = words.peek() {
                let longer = if line.is_empty() {
                    word.to_string()
                } else {
                    format!("{line} {word}")
                };
                // a word alone stands however long it is
                if !line.is_empty() && self.width_of(&longer) > self.width {
                    break;
                }
                line = longer;
                words.next();
            }
            lines.push(line);
        }
        let cut = words.peek().is_some();
        for (i, line) in lines.iter_mut().enumerate() {
            if cut && i + 1 == self.lines {
                line.push('…');
            }
            while self.width_of(line) > self.width {
                line.truncate(line.trim_end_matches('…').char_indices().next_back().map_or(0, |(at, _)| at));
                line.push('…');
            }
        }
        lines
    }
}

/// SVG → PNG.
fn draw(svg: &str) -> Result<Vec<u8>, String> {
    let options = usvg::Options {
        font_family: "Noto Sans".into(),
        fontdb: FONTS.clone(),
        // a picture has what stands in it and nothing of the disk
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|e| e.to_string())?;
    let mut pixels = tiny_skia::Pixmap::new(WIDTH, HEIGHT).ok_or("no room for the picture")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_say_where_something_is_left_out() {
        let text = "Kết luận của Chủ tịch UBND tỉnh tại Phiên họp UBND tỉnh thường kỳ tháng 3 và sơ kết quý I năm 2026 ";
        for (text, room) in [(text.to_string(), &NAME), (text.repeat(4), &TITLE), ("ư".repeat(300), &NAME)] {
            let lines = room.lines(&text);
            assert!(
                lines.len() <= room.lines && lines.iter().all(|l| room.width_of(l) <= room.width),
                "{lines:?}"
            );
            assert!(lines.last().is_some_and(|l| l.ends_with('…')), "{lines:?}");
        }
        assert_eq!(NAME.lines("Kết luận\u{1} phiên\nhọp"), ["Kết luận phiên họp"]);
        assert_eq!(NAME.lines(" "), Vec::<String>::new());
        // wider than half of its size and narrower than all of it
        let a = NAME.width_of("Ư");
        assert!(a > 31.0 && a < 62.0, "{a}");
    }

    #[test]
    fn every_letter_of_vietnamese_is_in_both_fonts() {
        let vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
        let text = format!(
            "{vowels}{}đĐ0123456789bcdghklmnpqrstvxBCDGHKLMNPQRSTVX.,;:–—…“”‘’/()%-+\u{300}\u{301}\u{303}\u{309}\u{323}",
            vowels.to_uppercase()
        );
        for font in [REGULAR, BOLD] {
            let font = skrifa::FontRef::new(font).expect("a font");
            let missing: String = text.chars().filter(|c| font.charmap().map(*c).is_none()).collect();
            assert_eq!(missing, "");
        }
    }

    #[test]
    fn a_picture_is_drawn_with_its_words() {
        let svg = |text: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><rect width=\"1200\" height=\"630\" fill=\"#fff\"/><text x=\"72\" y=\"200\" font-size=\"62\" font-family=\"Noto Sans\">{text}</text></svg>"
            )
        };
        let ink = |svg: &str| {
            let bytes = draw(svg).expect("a picture");
            let pixels = tiny_skia::Pixmap::decode_png(&bytes).expect("a PNG");
            assert_eq!((pixels.width(), pixels.height()), (WIDTH, HEIGHT));
            pixels.pixels().iter().filter(|p| p.red() < 128).count()
        };
        let (none, some) = (ink(&svg("")), ink(&svg("Nghị quyết Ễ")));
        assert!(none == 0 && some > 2000, "{none} {some}");
        assert_eq!(draw(&svg("a")), draw(&svg("a")));
        // nothing of the disk is drawn
        let image = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><image href=\"/etc/passwd.svg\" width=\"9\" height=\"9\"/></svg>";
        assert_eq!(
            ink(image),
            ink("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"/>")
        );
        assert!(draw("<svg").is_err());
    }
}

//! What data files read: those of one notice, of a year, of an agency, of a month. A file that says so is not made again as
//! long as nothing of it changed.

use super::Data;
use super::open_data::rows::thousandths;
use super::open_data::{Form, Part, Set, agency_address};
use crate::bundle::{Bundle, Key};
use crate::page::reads::{Marks, Reads};
use crate::page::route::{Api, akn_address, markdown_address};
use crate::site::NoticeId;
use std::collections::BTreeMap;

/// Says of planned files what they read. `told`: of those who say it themselves. `base`: key of what all may read.
pub fn declare(data: Data, told: Vec<(String, Reads)>, base: &Key, marks: &Marks, bundle: &mut Bundle) {
    let Data { site, memory, config } = data;
    let mut say = |path: String, reads: Reads| {
        if let Some(key) = marks.key(base, &reads) {
            // two files may read the same
            bundle.reading(&path, crate::bundle::key_of(&[&key[..], path.as_bytes()].concat()));
        }
    };
    for (path, reads) in told {
        say(path, reads);
    }
    for (id, entry) in site.notices.iter() {
        say(
            format!("du-lieu/notices/{}.json", entry.id),
            Reads::new(()).texts([id]).without_days(),
        );
        say(markdown_address(&entry.id), Reads::new(()).texts([id]).without_days());
        say(
            akn_address(&entry.id),
            Reads::new(memory.updated(site, id, "")).texts([id]).without_days(),
        );
    }
    let mut years: BTreeMap<String, Vec<NoticeId>> = BTreeMap::new();
    for id in &site.order {
        years
            .entry(super::open_data::year_name(site.notices[*id].year))
            .or_default()
            .push(*id);
    }
    for form in Form::made(config) {
        // a workbook bears the day of the last change
        let bears = (form == Form::Xlsx).then(|| super::open_data::changed(data));
        for set in [Set::Tasks, Set::Deadlines, Set::Indicators, Set::Comparisons] {
            for year in set.years(site, form) {
                let of_year = years.get(&year).map_or(&[][..], |v| v);
                let reads = match set {
                    Set::Comparisons => {
                        let pairs = site
                            .pairs
                            .iter()
                            .filter(|p| super::open_data::year_name(site.notices[p.later].year) == year);
                        let strengths: Vec<_> = pairs
                            .clone()
                            .map(|p| {
                                let continued = p.continued.iter();
                                let continued = continued
                                    .map(|c| (&site.tasks[c.earlier].id, &site.tasks[c.later].id, thousandths(c.strength), c.sure));
                                (continued.collect::<Vec<_>>(), p.contradicted())
                            })
                            .collect();
                        Reads::new((strengths, bears)).texts(pairs.flat_map(|p| [p.earlier, p.later]))
                    }
                    _ => Reads::new(bears).texts(of_year.iter().copied()),
                };
                say(format!("du-lieu/{year}/{}.{}", set.name(), form.ending()), reads.without_days());
            }
        }
        for (id, agency) in site.agencies.iter() {
            let tasks = Part::Agency(id).tasks(site);
            let ids: Vec<&str> = tasks.iter().map(|t| site.tasks[*t].id.as_str()).collect();
            say(
                agency_address(&agency.slug, form),
                Reads::new((ids, bears)).entries(tasks.iter().copied()).without_days(),
            );
        }
    }
    for month in site.due_months() {
        let slots = site.by_day.range(month.first_day()..=month.last_day()).flat_map(|(_, s)| s);
        say(
            Api::Month(month).address(),
            Reads::new(()).entries(slots.map(|(t, _)| *t)).without_days(),
        );
    }
}

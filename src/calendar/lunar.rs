//! Lunar dates of the Vietnamese calendar and their solar days.
use super::Day;

/// The solar day of day `day` (1 to 30) of lunar month `month` (1 Giêng to 12 Chạp) of the lunar year that begins in solar year `year`.
/// `None` outside the table or where that month has no such day.
pub fn solar(_year: i32, _month: u32, _day: u32) -> Option<Day> {
    None
}

//! A version as CSV in one standard form, whatever the uploaded file looked like: UTF-8, commas,
//! `\r\n` (RFC 4180), digits alone, lines by territory and function.

use super::document::code;
use store::budgets::Line;
use store::territories::Territory;

/// The columns, in their order.
const HEAD: &str = "territory,function,plan,executed";

/// The file. No cell of it needs quotes: codes and digits alone.
pub(super) fn write(lines: &[Line], places: &[Territory]) -> String {
    let mut rows: Vec<(String, &Line)> =
        lines.iter().map(|line| (code(places, line.territory), line)).collect();
    rows.sort_by(|(one, a), (other, b)| (one, a.function).cmp(&(other, b.function)));
    let rows = rows.into_iter().map(|(code, line)| {
        format!("{code},{},{},{}\r\n", line.function, line.plan.0, line.executed.0)
    });
    std::iter::once(format!("{HEAD}\r\n")).chain(rows).collect()
}

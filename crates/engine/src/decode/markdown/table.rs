//! Tables with pipes, as [GitHub](https://github.github.com/gfm/#tables-extension-) has them.

use super::Dialect;
use super::inline::push_inlines;

/// The lines of the table that begins here; none where there is none.
pub(super) fn length(lines: &[&str], dialect: Dialect) -> Option<usize> {
    let (head, line) = (lines.first()?, lines.get(1)?);
    let is_line = line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    let is_table = dialect == Dialect::CommonMark && head.contains('|') && line.contains('|') && is_line;
    is_table.then(|| 2 + lines[2..].iter().take_while(|line| line.contains('|')).count())
}

/// Writes a table of at least two lines.
pub(super) fn push(lines: &[&str], html: &mut String) {
    let aligns: Vec<_> = cells(lines[1]).map(|cell| align(cell.trim())).collect();
    html.push_str("<table>");
    for (number, line) in lines.iter().enumerate().filter(|(number, _)| *number != 1) {
        html.push_str("<tr>");
        for (cell, align) in cells(line).zip(&aligns) {
            html.push_str(if number == 0 { "<th" } else { "<td" });
            html.push_str(align);
            html.push('>');
            push_inlines(cell.trim(), Dialect::CommonMark, html);
            html.push_str(if number == 0 { "</th>" } else { "</td>" });
        }
        html.push_str("</tr>");
    }
    html.push_str("</table>");
}

fn align(cell: &str) -> &'static str {
    match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => " align=\"center\"",
        (false, true) => " align=\"right\"",
        _ => "",
    }
}

/// The cells of a line; a pipe behind a backslash is text.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|line| !line.ends_with('\\')).unwrap_or(line);
    let mut escaped = false;
    line.split(move |c| {
        let is_end = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })
}

//! A table that is read as it is and as Markdown.

use std::fmt;

/// Columns are aligned; all but the leading ones of words to the right.
pub struct Table {
    words: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these names of columns, of which the first `words` hold no numbers.
    pub fn new(words: usize, header: &[&str]) -> Self {
        Self { words, rows: vec![header.iter().map(|&name| name.to_owned()).collect()] }
    }

    /// Adds a row, which has a cell for each column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths: Vec<usize> = (0..self.rows[0].len())
            .map(|column| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).max(3))
            .collect();
        for (place, row) in self.rows.iter().enumerate() {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                match column < self.words {
                    true => write!(out, "| {cell:<width$} ")?,
                    false => write!(out, "| {cell:>width$} ")?,
                }
            }
            writeln!(out, "|")?;
            if place == 0 {
                for (column, width) in widths.iter().enumerate() {
                    let end = if column < self.words { '-' } else { ':' };
                    write!(out, "| {}{end} ", "-".repeat(width - 1))?;
                }
                writeln!(out, "|")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligns_its_columns() {
        let mut table = Table::new(1, &["name", "ms"]);
        table.row(["é".to_owned(), "12.5".to_owned()]);
        assert_eq!(table.to_string(), "| name |   ms |\n| ---- | ---: |\n| é    | 12.5 |\n");
    }
}

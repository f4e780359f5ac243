//! Plain-text tables and paragraphs.

/// How a column stands.
#[derive(Clone, Copy)]
pub(crate) enum Align {
    Left,
    Right,
}

/// Rows of cells under a header, columns as wide as their widest cell, two spaces between.
pub(crate) fn table(header: &[(&str, Align)], rows: &[Vec<String>]) -> String {
    let width = |column: usize, name: &str| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).chain([name.chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> =
        header.iter().enumerate().map(|(column, (name, _))| width(column, name)).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let columns = header.iter().zip(&widths).zip(cells);
        let cells = columns.map(|(((_, align), width), cell)| match align {
            Align::Left => format!("{cell:<width$}"),
            Align::Right => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<String>>().join("  ").trim_end().to_owned() + "\n"
    };
    let mut text = line(&mut header.iter().map(|(name, _)| *name));
    for row in rows {
        text += &line(&mut row.iter().map(String::as_str));
    }
    text
}

/// Words in lines of at most `width` characters, longer words alone.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text from a file as one printable line of at most `width` characters: control characters
/// could steer the terminal.
pub(crate) fn printable(text: &str, width: usize) -> String {
    let mut line: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(width + 1).collect();
    if line.chars().count() > width {
        line.pop();
        line.pop();
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let rows =
            [vec!["a".to_owned(), "600".to_owned()], vec!["żółw".to_owned(), "5".to_owned()]];
        let text = table(&[("id", Align::Left), ("cost", Align::Right)], &rows);
        assert_eq!(text, "id    cost\na      600\nżółw     5\n");
    }

    #[test]
    fn foreign_text_becomes_one_harmless_line() {
        assert_eq!(printable("two\nlines\u{1B}[31m", 20), "two lines [31m");
        assert_eq!(printable("abcdef", 4), "abc…");
        assert_eq!(printable("abcd", 4), "abcd");
    }
}

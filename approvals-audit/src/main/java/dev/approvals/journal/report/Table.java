package dev.approvals.journal.report;

import java.util.List;

/**
 * Figures by something, such as by person.
 *
 * @param name its name, stable across versions
 * @param title what it shows
 * @param by what its lines stand for
 * @param columns what its columns count
 * @param lines the largest first
 * @param left how many more lines there would be; the last line, {@link #OTHERS}, has their figures
 */
public record Table(String name, String title, String by, List<Column> columns, List<Line> lines, long left) {

    /** The label of the line for all that have none of their own. */
    public static final String OTHERS = "(others)";

    /** Checks the components. */
    public Table {
        columns = List.copyOf(columns);
        lines = List.copyOf(lines);
    }

    /**
     * What is counted.
     *
     * @param name its name, stable across versions
     * @param title its heading
     * @param filter which events
     */
    public record Column(String name, String title, Filter filter) {}

    /**
     * One line.
     *
     * @param label what it stands for, as it is in the journal, or its beginning
     * @param words what that means, or empty
     * @param figures one for each column
     */
    public record Line(String label, String words, List<Figure> figures) {
        /** Checks the components. */
        public Line {
            figures = List.copyOf(figures);
        }

        long total() {
            return figures.stream().mapToLong(Figure::count).sum();
        }
    }

    /** Without the columns in which nothing was counted. */
    Table dense() {
        List<Column> left =
                columns.stream().filter(column -> sum(column.name()) > 0).toList();
        List<Line> thinner = lines.stream()
                .map(line -> new Line(
                        line.label(),
                        line.words(),
                        left.stream()
                                .map(column -> line.figures().get(columns.indexOf(column)))
                                .toList()))
                .toList();
        return new Table(name, title, by, left, thinner, this.left);
    }

    /**
     * One figure.
     *
     * @param label the line
     * @param column the column's name
     * @return how many; 0 where there is no such line or column
     */
    public long count(String label, String column) {
        int at = columns.stream().map(Column::name).toList().indexOf(column);
        return at < 0
                ? 0
                : lines.stream()
                        .filter(line -> line.label().equals(label))
                        .mapToLong(line -> line.figures().get(at).count())
                        .sum();
    }

    /**
     * The sum of a column.
     *
     * @param column the column's name
     * @return how many
     */
    public long sum(String column) {
        int at = columns.stream().map(Column::name).toList().indexOf(column);
        return at < 0
                ? 0
                : lines.stream()
                        .mapToLong(line -> line.figures().get(at).count())
                        .sum();
    }
}

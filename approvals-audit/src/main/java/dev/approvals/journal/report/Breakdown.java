package dev.approvals.journal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Counts events by a label and by column, in bounded memory. */
final class Breakdown {

    /** How many labels are counted apart; whoever writes events may invent names without end. */
    private static final int MOST_COUNTED = 1_000;

    /** How many lines a table has. */
    static final int MOST_SHOWN = 50;

    /**
     * What a table is about.
     *
     * @param name its name
     * @param title its title
     * @param by what its lines stand for
     * @param term the name of the filter's term that selects a line
     */
    record About(String name, String title, String by, String term) {}

    private final Kept kept;
    private final About about;
    private final List<Table.Column> columns;
    private final Map<String, List<Tally>> lines = new HashMap<>();

    Breakdown(Kept kept, About about, List<Table.Column> columns) {
        this.kept = kept;
        this.about = about;
        this.columns = List.copyOf(columns);
    }

    void add(String label, String column, Seen seen) {
        tally(label, column).add(seen);
    }

    void add(String label, String column, EventRow row) {
        tally(label, column).add(row);
    }

    private Tally tally(String label, String column) {
        String known = lines.containsKey(label) || lines.size() < MOST_COUNTED ? label : Table.OTHERS;
        List<Tally> line = lines.computeIfAbsent(
                known, any -> columns.stream().map(each -> kept.usual()).toList());
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return line.get(i);
            }
        }
        throw new IllegalArgumentException("The table " + about.name() + " has no column " + column);
    }

    /** Counts what stands under one label with another. */
    void merge(String label, String into) {
        List<Tally> from = lines.remove(label);
        for (int i = 0; from != null && i < from.size(); i++) {
            tally(into, columns.get(i).name()).merge(from.get(i));
        }
    }

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.name().equals(column));
    }

    /** One figure; none where the label was never counted. */
    Figure figure(String label, String column) {
        return tally(label, column).figure(filter(columns.get(0), label));
    }

    private Filter filter(Table.Column column, String label) {
        return about.term().isEmpty() ? column.filter() : column.filter().and(Map.of(about.term(), label));
    }

    /** A line for each part of a period, in order, also where nothing happened. */
    Table table(Grid grid) {
        List<Table.Line> all = new ArrayList<>();
        for (int place = 0; place < grid.parts(); place++) {
            Map<String, String> part = Map.of(
                    "from", grid.begin(place).toString(),
                    "until", grid.begin(place + 1).toString());
            String label = grid.begin(place).toString();
            List<Figure> figures = new ArrayList<>();
            for (Table.Column column : columns) {
                figures.add(tally(label, column.name()).figure(column.filter().and(part)));
            }
            all.add(new Table.Line(label, "", figures));
        }
        return new Table(about.name(), about.title(), about.by(), columns, all, 0);
    }

    /** The lines in an order of their own, also where nothing was counted. */
    Table table(List<String> labels) {
        List<Table.Line> all = labels.stream()
                .map(label -> line(
                        label,
                        "",
                        columns.stream()
                                .map(column -> tally(label, column.name()))
                                .toList()))
                .toList();
        return new Table(about.name(), about.title(), about.by(), columns, all, 0);
    }

    /** The largest lines, and the rest as one. */
    Table table(UnaryOperator<String> words) {
        List<Table.Line> all = new ArrayList<>();
        lines.forEach((label, tallies) -> {
            if (!label.equals(Table.OTHERS)) {
                all.add(line(label, words.apply(label), tallies));
            }
        });
        all.removeIf(line -> line.total() == 0);
        all.sort(Comparator.comparingLong(Table.Line::total).reversed().thenComparing(Table.Line::label));
        return bounded(all);
    }

    private Table bounded(List<Table.Line> all) {
        List<Table.Line> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_SHOWN)));
        List<Table.Line> rest = new ArrayList<>(all.subList(shown.size(), all.size()));
        if (lines.containsKey(Table.OTHERS)) {
            rest.add(line(Table.OTHERS, "", lines.get(Table.OTHERS)));
        }
        if (!rest.isEmpty()) {
            shown.add(sum(rest));
        }
        return new Table(about.name(), about.title(), about.by(), columns, shown, rest.size());
    }

    private Table.Line line(String label, String words, List<Tally> tallies) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            figures.add(tallies.get(i).figure(filter(columns.get(i), label)));
        }
        return new Table.Line(label, words, figures);
    }

    private Table.Line sum(List<Table.Line> rest) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            long count = rest.stream()
                    .mapToLong(line -> line.figures().get(column).count())
                    .sum();
            List<Figure.Ref> first = rest.stream()
                    .flatMap(line -> line.figures().get(column).first().stream())
                    .limit(Kept.USUAL)
                    .toList();
            figures.add(new Figure(
                    count, first, columns.get(i).filter().noting("without those that have a line of their own")));
        }
        return new Table.Line(Table.OTHERS, "", figures);
    }
}

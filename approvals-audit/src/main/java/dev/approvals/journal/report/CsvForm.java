package dev.approvals.journal.report;

import dev.approvals.journal.line.Cell;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The figures of a report for a spreadsheet, one a line (RFC 4180). */
final class CsvForm {

    private static final List<String> HEADINGS =
            List.of("table", "line", "column", "count", "journal:seq of the first", "filter", "note");

    private CsvForm() {}

    static void write(Findings findings, Appendable out) throws IOException {
        line(out, HEADINGS);
        for (Findings.Answer answer : findings.answers()) {
            for (Findings.Named named : answer.figures()) {
                figure(out, List.of("answers", answer.question(), named.label()), named.figure());
            }
        }
        for (Table table : findings.figures().tables()) {
            for (Table.Line each : table.lines()) {
                for (int i = 0; i < table.columns().size(); i++) {
                    List<String> place = List.of(
                            table.name(), each.label(), table.columns().get(i).name());
                    figure(out, place, each.figures().get(i));
                }
            }
        }
        for (Listing listing : findings.figures().listings()) {
            for (Listing.Item item : listing.items()) {
                line(
                        out,
                        List.of(
                                listing.name(),
                                String.join(" | ", item.cells()),
                                "",
                                "1",
                                place(item.ref()),
                                "",
                                item.alarming() ? "look into it" : ""));
            }
        }
    }

    private static void figure(Appendable out, List<String> place, Figure figure) throws IOException {
        line(
                out,
                List.of(
                        place.get(0),
                        place.get(1),
                        place.get(2),
                        String.valueOf(figure.count()),
                        figure.first().stream().map(CsvForm::place).collect(Collectors.joining(" ")),
                        figure.filter().options().strip(),
                        figure.filter().note()));
    }

    private static String place(Figure.Ref ref) {
        return ref.journal() + ":" + ref.seq();
    }

    private static void line(Appendable out, List<String> cells) throws IOException {
        out.append(cells.stream().map(Cell::of).collect(Collectors.joining(",")))
                .append("\r\n");
    }
}

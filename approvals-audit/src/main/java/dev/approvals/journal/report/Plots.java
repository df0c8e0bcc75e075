package dev.approvals.journal.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Draws plots as SVG: no script, no style but the page's own, and a text alternative for each. */
final class Plots {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 250;
    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 40;
    private static final int INNER = WIDTH - LEFT - RIGHT;
    private static final int DEPTH = HEIGHT - TOP - BOTTOM;
    private static final double CHAR_WIDTH = 6.3;

    /** Times that people know, in milliseconds, for a logarithmic scale. */
    private static final NavigableSet<Long> TICKS = new TreeSet<>(List.of(
            1L,
            10L,
            100L,
            1_000L,
            10_000L,
            60_000L,
            600_000L,
            3_600_000L,
            21_600_000L,
            86_400_000L,
            604_800_000L,
            2_592_000_000L,
            31_536_000_000L));

    private Plots() {}

    /** A line's bar in a table; its figures stand beside it. */
    static void bar(Html html, Table table, Table.Line line, List<String> columns, long longest) {
        html.open("svg", "viewBox", "0 0 1000 10", "preserveAspectRatio", "none", "aria-hidden", "true");
        double x = 0;
        for (String column : columns) {
            double width = longest == 0 ? 0 : 1000.0 * table.count(line.label(), column) / longest;
            if (width > 0) {
                rect(html, new Box(x, 0, width, 10), column);
            }
            x += width;
        }
        double rest = longest == 0 ? 0 : 1000.0 * unanswered(table, line, columns) / longest;
        if (rest > 0) {
            rect(html, new Box(x, 0, rest, 10), "unanswered");
        }
        html.close("svg");
    }

    /** How much longer a bar is than its parts: what was asked and has none of these answers. */
    static long unanswered(Table table, Table.Line line, List<String> columns) {
        boolean asked =
                table.columns().stream().anyMatch(column -> column.name().equals("asked"));
        long answered = columns.stream()
                .filter(column -> !column.equals("ruled"))
                .mapToLong(column -> table.count(line.label(), column))
                .sum();
        return asked ? Math.max(0, table.count(line.label(), "asked") - answered) : 0;
    }

    private record Box(double x, double y, double width, double height) {}

    private static void rect(Html html, Box box, String column) {
        html.open(
                        "rect",
                        "x",
                        at(box.x),
                        "y",
                        at(box.y),
                        "width",
                        at(box.width),
                        "height",
                        at(box.height),
                        "class",
                        "c-" + column)
                .close("rect");
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    private static void begin(Html html, String id, String title, String description) {
        html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", title + ", plot");
        html.open(
                "svg",
                "class",
                "plot",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc");
        html.leaf("title", title, "id", id + "-title")
                .leaf("desc", description, "id", id + "-desc")
                .line();
    }

    private static void end(Html html) {
        html.close("svg").close("div").line();
    }

    /** A column for each line of a table, its columns stacked. */
    static void columns(Html html, Table table, List<String> stacked, String description) {
        begin(html, table.name(), table.title(), description);
        long highest = Math.max(
                1,
                table.lines().stream()
                        .mapToLong(line -> stacked.stream()
                                .mapToLong(column -> table.count(line.label(), column))
                                .sum())
                        .max()
                        .orElse(1));
        long rung = rung(highest);
        long top = (highest + rung - 1) / rung * rung;
        for (long at = 0; at <= top; at += rung) {
            rule(html, TOP + DEPTH - (double) DEPTH * at / top, Text.number(at));
        }
        double step = (double) INNER / table.lines().size();
        for (int i = 0; i < table.lines().size(); i++) {
            Table.Line line = table.lines().get(i);
            double y = TOP + DEPTH;
            for (String column : stacked) {
                double height = (double) DEPTH * table.count(line.label(), column) / top;
                y -= height;
                if (height > 0) {
                    rect(html, new Box(LEFT + i * step + step * 0.12, y, step * 0.76, height), column);
                }
            }
            label(html, new Place(i, table.lines().size()), line.label());
        }
        end(html);
    }

    /** How far the lines of a scale are apart, so that there are six at most: 1, 2, 5, 10, 20... */
    static long rung(long highest) {
        long ten = 1;
        while (true) {
            for (int digit : new int[] {1, 2, 5}) {
                if (digit * ten * 5 >= highest) {
                    return digit * ten;
                }
            }
            ten *= 10;
        }
    }

    private static void rule(Html html, double y, String label) {
        html.open("line", "x1", at(LEFT), "x2", at(WIDTH - RIGHT), "y1", at(y), "y2", at(y), "class", "grid")
                .close("line")
                .leaf("text", label, "x", at(LEFT - 8), "y", at(y + 4), "text-anchor", "end");
    }

    private record Place(int at, int of) {}

    /** Under a column; not under each where they are many. */
    private static void label(Html html, Place place, String text) {
        double step = (double) INNER / place.of;
        double width = shortened(text).length() * CHAR_WIDTH;
        int every = (int) Math.ceil((width + 8) / step);
        double x = LEFT + (place.at + 0.5) * step;
        if (place.at % every == 0 && x + width / 2 <= WIDTH) {
            html.leaf("text", shortened(text), "x", at(x), "y", at(HEIGHT - BOTTOM + 18), "text-anchor", "middle");
        }
    }

    private static String shortened(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")
                ? text.substring(0, 10) + (text.endsWith("T00:00:00Z") ? "" : text.substring(10, 13) + "h")
                : text;
    }

    /** How long decisions took over time: half of them, and nine of ten; on a logarithmic scale. */
    static void trend(Html html, Table days, List<Pace> paces, String description) {
        begin(html, "trend", "Time to review over time", description);
        long least =
                paces.stream().mapToLong(pace -> pace.half().toMillis()).min().orElse(0);
        long most = paces.stream()
                .mapToLong(pace -> pace.nineTenths().toMillis())
                .max()
                .orElse(1);
        double low = log(TICKS.floor(Math.max(1, least)));
        double high = log(Math.max(TICKS.ceiling(Math.min(most, TICKS.last())), (long) Math.pow(10, low + 1)));
        ToDoubleFunction<Duration> height = took -> TOP + DEPTH * (1 - (log(took.toMillis()) - low) / (high - low));
        TICKS.stream().filter(tick -> log(tick) >= low && log(tick) <= high).forEach(tick -> {
            Duration took = Duration.ofMillis(tick);
            rule(html, height.applyAsDouble(took), Text.duration(took));
        });
        List<String> labels = days.lines().stream().map(Table.Line::label).toList();
        for (int i = 0; i < labels.size(); i++) {
            label(html, new Place(i, labels.size()), labels.get(i));
        }
        curve(html, labels, paces, pace -> height.applyAsDouble(pace.nineTenths()), "most");
        curve(html, labels, paces, pace -> height.applyAsDouble(pace.half()), "half");
        end(html);
    }

    private static double log(long millis) {
        return Math.log10((double) Math.max(1, millis));
    }

    private static void curve(
            Html html, List<String> labels, List<Pace> paces, ToDoubleFunction<Pace> height, String name) {
        StringBuilder points = new StringBuilder();
        double step = (double) INNER / labels.size();
        for (Pace pace : paces) {
            double x = LEFT + (labels.indexOf(pace.label()) + 0.5) * step;
            double y = height.applyAsDouble(pace);
            points.append(at(x)).append(',').append(at(y)).append(' ');
            html.open("circle", "cx", at(x), "cy", at(y), "r", "3.5", "class", "dot " + name)
                    .close("circle");
        }
        html.open("polyline", "points", points.toString().strip(), "class", "curve " + name)
                .close("polyline");
    }
}

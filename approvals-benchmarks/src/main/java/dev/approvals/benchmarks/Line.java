package dev.approvals.benchmarks;

import dev.approvals.benchmarks.Figure.Limit;
import dev.approvals.benchmarks.Figure.Peer;
import java.util.Locale;

/**
 * A figure with its numbers.
 *
 * @param figure the figure
 * @param ours our number
 * @param theirs the peer's number, or the limit
 */
record Line(Figure figure, double ours, double theirs) {

    /** The line that medians give. */
    static Line of(Figure figure, Medians medians) {
        double theirs = figure.yardstick() instanceof Peer peer
                ? medians.of(peer.measure())
                : ((Limit) figure.yardstick()).value();
        return new Line(figure, medians.of(figure.ours()), theirs);
    }

    double ratio() {
        return ours / theirs;
    }

    boolean ok() {
        return ratio() <= figure.target();
    }

    /** The head of the table. */
    static String head() {
        return row("figure", "ours", "beside it", "peer or limit", "ratio", "target") + "verdict";
    }

    private static String row(String name, String ours, String theirs, String whose, String ratio, String target) {
        return String.format("%-28s %12s %12s  %-28s %6s  %-9s", name, ours, theirs, whose, ratio, target);
    }

    @Override
    public String toString() {
        Measure.Unit unit = figure.ours().unit();
        return row(
                        figure.name(),
                        unit.words(ours),
                        unit.words(theirs),
                        figure.against(),
                        String.format(Locale.ROOT, ratio() < 0.1 ? "%.3f" : "%.2f", ratio()),
                        "<= " + figure.target())
                + (ok() ? "ok" : "short");
    }
}

package dev.approvals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.approvals.architecture.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Sizes and habits, read from the sources of every module, tests included. */
class SourcesTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;

    // Split, so that this file does not find itself.
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    private static final List<Source> SOURCES = Sources.parsed();

    @Test
    void everyFileFitsOnAFewScreens() {
        assertThat(SOURCES)
                .as("sources")
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.lines())
                        .as("lines of %s; split it by what it does", source.at(1))
                        .hasSizeLessThanOrEqualTo(LONGEST_FILE));
    }

    @Test
    void everyMethodFitsOnAScreen() {
        assertThat(found((method, report) -> {
                    if (method instanceof MethodTree tree) {
                        report.add(tree, "method " + tree.getName());
                    }
                }))
                .isNotEmpty()
                .filteredOn(hit -> hit.lines() > LONGEST_METHOD)
                .as("methods of more than %d lines; split them by what they do", LONGEST_METHOD)
                .isEmpty();
    }

    @Test
    void nobodySleeps() {
        assertThat(found((tree, report) -> {
                    if (tree instanceof MemberSelectTree select
                            && select.getIdentifier().contentEquals("sleep")) {
                        report.add(tree, select.toString());
                    }
                }))
                .as("sleeps; wait for the event itself, or move a manual clock")
                .isEmpty();
    }

    @Test
    void nobodyHoldsAMonitor() {
        assertThat(found((tree, report) -> {
                    if (tree instanceof SynchronizedTree
                            || tree instanceof ModifiersTree modifiers
                                    && modifiers.getFlags().contains(Modifier.SYNCHRONIZED)) {
                        report.add(tree, "synchronized");
                    }
                }))
                .as("monitors, which pin virtual threads on JDK 17 to 23; use a lock or a concurrent collection")
                .isEmpty();
    }

    @Test
    void noTestIsSwitchedOff() {
        assertThat(found((tree, report) -> {
                    if (tree instanceof AnnotationTree annotation
                            && annotation.getAnnotationType().toString().contains("Disabled")) {
                        report.add(tree, annotation.toString());
                    }
                }))
                .as("tests that do not run; mend or remove them")
                .isEmpty();
    }

    @Test
    void typesAreNamedForWhatDiffers() {
        assertThat(found((tree, report) -> {
                    if (tree instanceof ClassTree type
                            && type.getSimpleName().toString().endsWith("Impl")) {
                        report.add(tree, "class " + type.getSimpleName());
                    }
                }))
                .as("names that say nothing; InMemoryApprovalStore is a good one")
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(SOURCES.stream()
                        .flatMap(source -> IntStream.range(0, source.lines().size())
                                .filter(line -> LEFT_OVER
                                        .matcher(source.lines().get(line))
                                        .find())
                                .mapToObj(line -> source.at(line + 1))))
                .as("notes to self; finish the thing or write an issue")
                .isEmpty();
    }

    /** A place in a source that a rule is about. */
    private record Hit(String where, String what, int lines) {
        @Override
        public String toString() {
            return where + " " + what + ", " + lines + " lines";
        }
    }

    private record Report(Source source, List<Hit> hits) {
        void add(Tree tree, String what) {
            int first = source.firstLine(tree);
            hits.add(new Hit(source.at(first), what, source.lastLine(tree) - first + 1));
        }
    }

    private static List<Hit> found(BiConsumer<Tree, Report> rule) {
        List<Hit> hits = new ArrayList<>();
        for (Source source : SOURCES) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void scan(Tree tree, Void nothing) {
                    if (tree != null) {
                        rule.accept(tree, new Report(source, hits));
                    }
                    return super.scan(tree, nothing);
                }
            }.scan(source.unit(), null);
        }
        return hits;
    }
}

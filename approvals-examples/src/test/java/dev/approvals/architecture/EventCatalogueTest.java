package dev.approvals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type of event that an auditor may look for is told by somebody, and a test has seen it. */
class EventCatalogueTest {

    private static final List<String> OF_A_JOURNAL = List.of(
            "log.opened",
            "log.segment",
            "log.recovered",
            "log.closed",
            "log.pruned",
            "key.rotated",
            "payload.erased",
            "evidence.exported");

    private static final String DECLARATION = "AuditEventType.java";

    private static final Map<String, String> CONSTANTS = constants();

    /** What stands in the sources, by their paths from the root. */
    private static final Map<String, String> SOURCES = Sources.all().stream()
            .collect(Collectors.toMap(
                    path -> Sources.root().relativize(path).toString().replace('\\', '/'),
                    path -> String.join("\n", Sources.readLines(path))));

    /** The names of the types, and those of their constants. */
    private static Map<String, String> constants() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Field field : AuditEventType.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == AuditEventType.class) {
                names.put(value(field).name(), field.getName());
            }
        }
        return names;
    }

    private static AuditEventType value(Field field) {
        try {
            return (AuditEventType) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> types() {
        return Stream.concat(CONSTANTS.keySet().stream(), OF_A_JOURNAL.stream()).distinct();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeIsToldAndWasSeen(String type) {
        String teller = OF_A_JOURNAL.contains(type) ? "approvals-audit/src/main/" : "approvals-core/src/main/";

        assertThat(named(type, teller))
                .as("sources in %s that tell %s", teller, type)
                .isNotEmpty();
        assertThat(named(type, "/src/test/"))
                .as("tests that have seen %s", type)
                .isNotEmpty();
    }

    /** The sources that name a type, by its constant or as it stands in lines. */
    private static List<String> named(String type, String where) {
        String constant = CONSTANTS.getOrDefault(type, "");
        Pattern name = Pattern.compile(
                "\"" + Pattern.quote(type) + "\"" + (constant.isEmpty() ? "" : "|(?<!\\w)" + constant + "(?!\\w)"));
        return SOURCES.entrySet().stream()
                .filter(source -> source.getKey().contains(where))
                .filter(source -> !source.getKey().endsWith(DECLARATION)
                        && !source.getKey().endsWith("EventCatalogueTest.java"))
                .filter(source -> name.matcher(source.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }
}

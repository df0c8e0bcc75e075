package dev.approvals.testkit.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a kit against a faulty part, to see the kit find the fault. */
public final class Kits {

    private Kits() {}

    /** {@return the names of the tests that failed} */
    public static List<String> failures(Class<?> test) {
        return failures(selectClass(test));
    }

    /** {@return the names of those of some tests that failed} */
    public static List<String> failures(Class<?> test, String... names) {
        return failures(Stream.of(names).map(name -> selectMethod(test, name)).toArray(DiscoverySelector[]::new));
    }

    private static List<String> failures(DiscoverySelector... tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(tests)
                .execute()
                .testEvents()
                .failed()
                .map(Event::getTestDescriptor)
                .map(descriptor -> descriptor.getDisplayName().replace("()", ""))
                .toList();
    }
}

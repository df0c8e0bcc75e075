package dev.approvals.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom, and what nobody may use: read from the compiled classes of every module. */
class FloorsTest {

    /** The packages of api and core from the lowest to the highest; a package imports only what stands before it. */
    private static final List<String> LADDER = Stream.concat(
                    Stream.of("tool", "call", "outcome", "policy", "audit", "review", "store", "")
                            .map(floor -> inside("dev.approvals", floor)),
                    Stream.of(
                                    "time",
                                    "text",
                                    "capture",
                                    "seal",
                                    "tool",
                                    "policy",
                                    "directory",
                                    "lifecycle",
                                    "request",
                                    "store",
                                    "audit",
                                    "render",
                                    "approver",
                                    "proxy",
                                    "work",
                                    "chat",
                                    "ledger",
                                    "node",
                                    "desk",
                                    "channel",
                                    "judge",
                                    "engine",
                                    "gate",
                                    "")
                            .map(floor -> inside("dev.approvals.core", floor)))
            .toList();

    private static final Set<String> MODULES_ABOVE_THE_API =
            Set.of("core", "journal", "testkit", "jdbc", "http", "slack", "cli", "examples", "benchmarks");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.approvals");

    @Test
    void everyPackageOfEveryModuleIsLookedAt() {
        Set<String> compiled = CLASSES.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));

        assertThat(compiled)
                .as("packages on the test class path; a new module must be a dependency of approvals-examples")
                .containsAll(Sources.packagesOfMainCode(module -> !module.equals("approvals-benchmarks")));
    }

    @Test
    void packagesFormNoCircle() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageOfApiAndCoreHasItsFloor() {
        assertThat(Sources.packagesOfMainCode(Set.of("approvals-api", "approvals-core")::contains))
                .as("packages of api and core; name a new one in FloorsTest.LADDER and in CONTRIBUTING.md")
                .isSubsetOf(LADDER);
    }

    @Test
    void aPackageImportsOnlyLowerFloors() {
        classes()
                .should(notReach(
                        "a higher floor",
                        (from, to) -> LADDER.contains(from)
                                && LADDER.contains(to)
                                && LADDER.indexOf(to) > LADDER.indexOf(from)))
                .check(CLASSES);
    }

    @Test
    void theRootOfAModuleIsItsRoof() {
        classes()
                .should(notReach("the roof above it", (from, to) -> !from.equals(to) && to.equals(rootOf(from))))
                .check(CLASSES);
    }

    @Test
    void nothingIsSerialisedByJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class, Externalizable.class)
                .because("a stored call is rebuilt from a method's own types, never from class names in data")
                .check(CLASSES);
    }

    @Test
    void nothingIsFoundByServiceLoader() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ServiceLoader.class)
                .because("a jar on the path must not swap a security part")
                .check(CLASSES);
    }

    @Test
    void onlyExamplesAndTheConsoleApproverPrint() {
        noClasses()
                .that(describe("are neither examples nor the console approver", FloorsTest::isNoConsole))
                .should(accessField(System.class, "out").or(accessField(System.class, "err")))
                .check(CLASSES);
    }

    private static boolean isNoConsole(JavaClass type) {
        return !rootOf(type.getPackageName()).equals("dev.approvals.examples")
                && !type.getName().startsWith("dev.approvals.core.approver.Console");
    }

    private static String inside(String root, String floor) {
        return floor.isEmpty() ? root : root + "." + floor;
    }

    private static String rootOf(String packageName) {
        return MODULES_ABOVE_THE_API.stream()
                .map(module -> inside("dev.approvals", module))
                .filter(root -> packageName.equals(root) || packageName.startsWith(root + "."))
                .findFirst()
                .orElse(packageName.startsWith("dev.approvals") ? "dev.approvals" : "");
    }

    private static ArchCondition<JavaClass> notReach(String what, BiPredicate<String, String> forbidden) {
        return new ArchCondition<>("not depend on " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target =
                            dependency.getTargetClass().getBaseComponentType().getPackageName();
                    boolean reached = forbidden.test(type.getPackageName(), target);
                    events.add(new SimpleConditionEvent(dependency, !reached, dependency.getDescription()));
                }
            }
        };
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}

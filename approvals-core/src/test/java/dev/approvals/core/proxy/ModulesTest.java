package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvals.core.tool.Compiled;
import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools in named modules: what they have to open, and what they are told if they do not. */
class ModulesTest {

    private static final Map<String, String> SOURCES = Map.of(
            "out/Api.java",
            "package out; public interface Api { String run(String what); default String twice() { return run(run(\"a\")); } }",
            "in/Tools.java",
            "package in; public class Tools implements Api, out.Api { public String run(String what) { return what + what; } }",
            "in/Api.java",
            "package in; public interface Api { String run(String what); }",
            "out/Maker.java",
            "package out; public class Maker { public static Object make() { return new in.Tools(); } }");

    @TempDir
    Path directory;

    @Test
    void aClosedPackageIsToldWhatToDeclare() throws Exception {
        ClassLoader user = load("module user { exports out; }");
        Object target = tools(user);

        assertThat(twice(wrapped(user.loadClass("out.Api"), target))).isEqualTo("aaaa");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrapped(user.loadClass("in.Tools"), target))
                .withMessage("Cannot gate in.Tools: module user does not let the gate in, which needs it"
                        + " for generating a subclass. Declare \"opens in to dev.approvals.core\" in its module-info"
                        + " and have dev.approvals.core on the module path, or start with --add-opens user/in=ALL-UNNAMED,"
                        + " or wrap by an interface of an open package");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrapped(user.loadClass("in.Api"), target))
                .withMessageStartingWith("Cannot gate in.Api: module user does not let the gate in, which needs it"
                        + " for calling run. Declare \"opens in to dev.approvals.core\" in its module-info");
    }

    @Test
    void anOpenPackageIsWrapped() throws Exception {
        ClassLoader user = load("module user { opens in; opens out; exports out; }");
        Object target = tools(user);

        for (String type : List.of("in.Tools", "in.Api", "out.Api")) {
            assertThat(wrapped(user.loadClass(type), target).toString())
                    .as(type)
                    .startsWith("gated in.Tools@");
        }
        assertThat(twice(wrapped(user.loadClass("out.Api"), target))).isEqualTo("aaaa");
    }

    @Test
    void openedToTheGateAloneIsEnoughWhereAllAreModules() throws Exception {
        String path = modulePath();
        Compiled user = Compiled.of(directory, shop(), "--module-path", path, "-parameters");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        path + File.pathSeparator + user.directory(),
                        "-m",
                        "user/shop.Main")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("sold tea, looked, gated shop.Tools@");
    }

    /** A program that is a module, and opens its package to the gate alone. */
    private static Map<String, String> shop() {
        Map<String, String> sources = new HashMap<>();
        sources.put(
                "module-info.java", "module user { requires dev.approvals.core; opens shop to dev.approvals.core; }");
        sources.put("shop/Tools.java", """
                package shop;
                class Tools {
                    @dev.approvals.tool.RequiresApproval("Sell {what}") String sell(String what) { return "sold " + what; }
                    String look() { return "looked"; }
                }
                """);
        sources.put("shop/Main.java", """
                package shop;
                import dev.approvals.core.Approvals;
                public class Main {
                    public static void main(String[] args) {
                        try (Approvals approvals = Approvals.builder()
                                .withoutAudit()
                                .policy(dev.approvals.policy.Policy.always(dev.approvals.policy.Verdict.allow("shop", "open to all")))
                                .decideAtDesk()
                                .build()) {
                            Tools tools = approvals.gate().wrap(Tools.class, new Tools());
                            System.out.println(tools.sell("tea") + ", " + tools.look() + ", " + tools);
                        }
                    }
                }
                """);
        return sources;
    }

    private ClassLoader load(String moduleInfo) {
        Map<String, String> sources = new HashMap<>(SOURCES);
        sources.put("module-info.java", moduleInfo);
        Compiled compiled = Compiled.of(directory, sources);
        ModuleLayer boot = ModuleLayer.boot();
        var configuration =
                boot.configuration().resolve(ModuleFinder.of(compiled.directory()), ModuleFinder.of(), Set.of("user"));
        return boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader())
                .findLoader("user");
    }

    private static Object tools(ClassLoader user) throws Exception {
        return user.loadClass("out.Maker").getMethod("make").invoke(null);
    }

    private static <T> T wrapped(Class<T> type, Object target) {
        return RecordingGates.allowing().wrap(type, type.cast(target));
    }

    private static Object twice(Object api) throws Exception {
        return api.getClass().getInterfaces()[0].getMethod("twice").invoke(api);
    }

    /** What the library needs of the test's class path, and no test library. */
    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .filter(entry ->
                        !entry.contains("junit") && !entry.contains("assertj") && !entry.contains("opentest4j"))
                .filter(entry -> !entry.contains("apiguardian") && !entry.contains("surefire"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}

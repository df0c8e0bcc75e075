package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.tool.Compiled;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that cannot be wrapped, with the whole message. */
class WrapFaultsTest {

    private static final String HERE = WrapFaultsTest.class.getTypeName() + "$";

    interface Tools {}

    static class RealTools implements Tools {}

    interface Other {}

    sealed interface Closed permits OnlyOne {}

    static final class OnlyOne implements Closed, Tools {}

    static sealed class ClosedClass permits OnlyChild {}

    static final class OnlyChild extends ClosedClass {}

    record Point(int x) implements Tools {}

    enum Colour {
        RED
    }

    @interface Note {}

    @Test
    void aMissingTarget() {
        assertFault(Tools.class, null, HERE + "Tools: the target is null. Make the object first, then wrap it");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aTargetOfAnotherType() {
        assertFault(
                (Class) Other.class,
                new RealTools(),
                HERE + "Other: the target, a " + HERE + "RealTools, does not implement " + HERE + "Other");
        assertFault(
                (Class) RealTools.class,
                new Point(1),
                HERE + "RealTools: the target, a " + HERE + "Point, is no " + HERE + "RealTools");
    }

    @Test
    void furtherTypesThatAreNone() {
        assertFault(
                Tools.class,
                new RealTools(),
                HERE + "Tools: the target, a " + HERE + "RealTools, does not implement " + HERE + "Other",
                Other.class);
        assertFault(
                Tools.class,
                new RealTools(),
                HERE + "Tools: " + HERE + "RealTools is to be a further type of it, but is no interface",
                RealTools.class);
        assertFault(
                Tools.class,
                new OnlyOne(),
                HERE + "Tools: its further type " + HERE
                        + "Closed: it is sealed, so nothing else may implement it. Wrap by an interface that is not sealed",
                Closed.class);
    }

    @Test
    void typesThatAreSealedFinalOrRecords() {
        String sealed = ": it is sealed, so nothing else may implement it. Wrap by an interface that is not sealed";
        assertFault(Closed.class, new OnlyOne(), HERE + "Closed" + sealed);
        assertFault(ClosedClass.class, new OnlyChild(), HERE + "ClosedClass" + sealed);
        assertFault(
                OnlyOne.class,
                new OnlyOne(),
                HERE + "OnlyOne: it is final, so it cannot be subclassed. Wrap by an interface, or remove final");
        assertFault(
                Point.class,
                new Point(1),
                HERE + "Point: it is a record, so it cannot be subclassed. Wrap by an interface");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void typesThatHoldNoTools() {
        String none = ": it is no interface or class of tools. Name the type that declares the tool methods";
        assertFault(Colour.class, Colour.RED, HERE + "Colour" + none);
        assertFault((Class) Note.class, new RealTools(), HERE + "Note" + none);
        assertFault((Class) int.class, 1, "int" + none);
        assertFault(String[].class, new String[0], "java.lang.String[]" + none);
    }

    @Test
    @SuppressWarnings("unchecked")
    void hiddenClasses() {
        Callable<String> lambda = () -> "x";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrap((Class<Callable<String>>) lambda.getClass(), lambda))
                .withMessageContaining("it is a hidden class, such as a lambda's. Wrap by the interface it implements");
    }

    @Test
    void whatIsWrappedAlready() {
        String again = ": the target is wrapped already, and a second gate would ask twice."
                + " Wrap the object behind it, or use the wrapped one";
        Tools byInterface = wrap(Tools.class, new RealTools());
        RealTools byClass = wrap(RealTools.class, new RealTools());

        assertFault(Tools.class, byInterface, HERE + "Tools" + again);
        assertFault(Tools.class, byClass, HERE + "Tools" + again);
        assertFault(RealTools.class, byClass, HERE + "RealTools" + again);
    }

    @Test
    void interfacesNoProxyCanHave(@TempDir Path directory) throws Exception {
        Compiled compiled = Compiled.of(
                directory,
                Map.of(
                        "x/A.java", "package x; interface A {}",
                        "x/Top.java", "package x; public class Top implements A {}",
                        "y/B.java", "package y; interface B {}",
                        "y/Bottom.java", "package y; public class Bottom extends x.Top implements B {}"));
        Class<?> bottom = compiled.load("y.Bottom");
        Class<?> a = bottom.getSuperclass().getInterfaces()[0];
        Class<?> b = bottom.getInterfaces()[0];
        Object target = bottom.getConstructor().newInstance();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrapped(a, target, b))
                .withMessageStartingWith("Cannot gate x.A: the JDK cannot make a proxy of it: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrapped(bottom.getSuperclass(), target, b))
                .withMessageStartingWith("Cannot gate x.Top: no subclass of it can be generated: ")
                .withMessageEndingWith(". Wrap by an interface");
    }

    @Test
    void classesOfTheJdk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrap(java.util.ArrayList.class, new java.util.ArrayList<>()))
                .withMessage(
                        "Cannot gate java.util.ArrayList: module java.base does not let the gate in, which needs it"
                                + " for generating a subclass. Declare \"opens java.util to dev.approvals.core\" in its module-info"
                                + " and have dev.approvals.core on the module path, or start with --add-opens java.base/java.util=ALL-UNNAMED,"
                                + " or wrap by an interface of an open package");
    }

    @Test
    void aMissingType() {
        assertThatThrownBy(() -> wrap(null, new RealTools()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("type");
    }

    private static <T> void assertFault(Class<T> type, T target, String message, Class<?>... more) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrap(type, target, more))
                .withMessage("Cannot gate " + message);
    }

    private static <T> T wrapped(Class<T> type, Object target, Class<?>... more) {
        return wrap(type, type.cast(target), more);
    }

    private static <T> T wrap(Class<T> type, T target, Class<?>... more) {
        return RecordingGates.allowing().wrap(type, target, more);
    }
}

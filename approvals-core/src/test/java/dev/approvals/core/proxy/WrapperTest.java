package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.proxy.Desk.Level;
import dev.approvals.core.proxy.Desk.Point;
import dev.approvals.core.proxy.Desk.Real;
import dev.approvals.core.proxy.RecordingGates.Denied;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every wrapped object, be it a JDK proxy of an interface or a generated subclass. */
class WrapperTest {

    /** Both ways to wrap. */
    enum Way {
        INTERFACE,
        CLASS;

        Desk wrap(Real target, RecordingGates gates) {
            return this == INTERFACE ? gates.wrap(Desk.class, target) : gates.wrap(Real.class, target);
        }
    }

    private final RecordingGates gates = RecordingGates.allowing();
    private final Real target = new Real("r");

    @ParameterizedTest
    @EnumSource
    void gatedMethodsGoThroughTheGateWithTheirArguments(Way way) throws Exception {
        Desk desk = way.wrap(target, gates);

        assertThat(desk.export("t", 5, "s")).isEqualTo("r:t5");
        assertThat(desk.join(",", 1L, 2L)).isEqualTo(2);
        assertThat(desk.later(new Point(1, 2)).toCompletableFuture().get()).isEqualTo("r12");
        assertThat(desk.raise(Level.LOW, List.of("a"))).isEqualTo(Optional.of(Level.HIGH));
        assertThat(gates.asked)
                .hasSize(4)
                .startsWith("export[t, 5, s]")
                .contains("later[Point[x=1, y=2]]", "raise[LOW, [a]]");
    }

    @ParameterizedTest
    @EnumSource
    void otherMethodsGoStraightToTheTarget(Way way) {
        Desk desk = way.wrap(target, gates);

        assertThat(desk.tables("db")).containsExactly("dbr");
        assertThat(desk.count()).isEqualTo(1);
        assertThat(gates.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedGateKeepsTheTargetFromRunning(Way way) {
        Desk desk = way.wrap(target, RecordingGates.denying());

        assertThatThrownBy(() -> desk.export("t", 5, "s"))
                .isInstanceOf(Denied.class)
                .hasMessage("Not executed: export");
        assertThatThrownBy(desk::fail).isInstanceOf(Denied.class);
        assertThat(desk.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theToolsOwnExceptionsComeOutAsTheyAre(Way way) {
        Desk desk = way.wrap(target, gates);

        assertThatThrownBy(desk::fail).isExactlyInstanceOf(IOException.class).hasMessage("disk r");
        assertThatThrownBy(desk::broken).isExactlyInstanceOf(IOException.class).hasMessage("broken r");
    }

    @ParameterizedTest
    @EnumSource
    void theTargetReturningItselfIsSeenAsTheWrappedObject(Way way) {
        Desk desk = way.wrap(target, gates);

        assertThat(desk.same()).isSameAs(desk);
        assertThat(desk.me()).isSameAs(desk);
    }

    @ParameterizedTest
    @EnumSource
    void equalityIsIdentityWhateverTheTargetThinks(Way way) {
        Desk desk = way.wrap(target, gates);
        Desk other = way.wrap(target, gates);

        assertThat(desk.equals(desk)).isTrue();
        assertThat(desk.equals(other)).isFalse();
        assertThat(desk.equals(target)).isFalse();
        assertThat(desk.equals(null)).isFalse();
        assertThat(desk.hashCode()).isEqualTo(System.identityHashCode(desk));
        assertThat(new HashSet<>(Set.of(desk, other))).hasSize(2);
        assertThat(gates.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void textSaysThatItIsGatedAndWhatIsBehind(Way way) {
        assertThat(way.wrap(target, gates)).hasToString("gated desk r");
    }

    @ParameterizedTest
    @EnumSource
    void defaultMethodsCallTheirLikeThroughTheGate(Way way) {
        Desk desk = way.wrap(target, gates);

        assertThat(desk.twice("t")).isEqualTo("r:t1r:t2");
        assertThat(gates.asked).containsExactly("export[t, 1, t]", "export[t, 2, t]");
    }

    @ParameterizedTest
    @EnumSource
    void gatedDefaultMethodsAreGatedAndSoIsWhatTheyCall(Way way) {
        Desk desk = way.wrap(target, gates);

        assertThat(desk.thrice("t")).isEqualTo("r:t1r:t2r:t3");
        assertThat(gates.asked).containsExactly("thrice[t]", "export[t, 1, t]", "export[t, 2, t]", "export[t, 3, t]");
    }

    @ParameterizedTest
    @EnumSource
    void aGateThatLetsACallPassIsNotCalled(Way way) {
        RecordingGates passing = RecordingGates.passing();
        Desk desk = way.wrap(target, passing);

        assertThat(desk.export("t", 5, "s")).isEqualTo("r:t5");
        assertThat(desk.join(",", 1L, 2L)).isEqualTo(2);
        assertThat(desk.same()).isSameAs(desk);
        assertThat(desk.thrice("t")).isEqualTo("r:t1r:t2r:t3");
        assertThatThrownBy(desk::fail).isExactlyInstanceOf(IOException.class).hasMessage("disk r");
        assertThat(passing.asked)
                .containsExactly(
                        "export passed",
                        "join passed",
                        "same passed",
                        "thrice passed",
                        "export passed",
                        "export passed",
                        "export passed",
                        "fail passed");
    }

    @ParameterizedTest
    @EnumSource
    void anOverriddenDefaultMethodIsTheTargetsOwn(Way way) {
        Desk desk = way.wrap(
                new Real("own") {
                    @Override
                    public String twice(String table) {
                        return "mine";
                    }
                },
                gates);

        assertThat(desk.twice("t")).isEqualTo("mine");
        assertThat(desk.thrice("t")).isEqualTo("mineown:t3");
    }

    @ParameterizedTest
    @EnumSource
    void wrappingWhatIsWrappedIsRefused(Way way) {
        Desk desk = way.wrap(target, gates);

        assertThat(Wrapper.isWrapped(desk)).isTrue();
        assertThat(Wrapper.isWrapped(target)).isFalse();
        assertThatThrownBy(() -> gates.wrap(Desk.class, desk))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the target is wrapped already, and a second gate would ask twice");
    }
}

package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Sinks with one fault each: the kit finds every one of them. */
class SinkDefectsTest {

    /** A sink without fault, to break on purpose. */
    static class ListSink implements AuditSink {
        final List<AuditEvent> taken = new CopyOnWriteArrayList<>();
        volatile boolean broken;

        @Override
        public void append(AuditEvent event) {
            if (broken) {
                fail();
            }
            taken.add(Objects.requireNonNull(event, "event"));
        }

        void fail() {
            throw new IllegalStateException("The disk is full");
        }

        @Override
        public Optional<Head> head() {
            return Optional.of(new Head(taken.size(), "root-" + taken.size()));
        }
    }

    abstract static class Kit extends AuditSinkTck {
        @Override
        protected List<AuditEvent> taken(AuditSink used) {
            return ((ListSink) used).taken;
        }

        @Override
        protected boolean breakDown(AuditSink used) {
            ((ListSink) used).broken = true;
            return true;
        }
    }

    @Test
    void aSinkWithoutFaultPasses() {
        assertThat(Kits.failures(Sound.class)).isEmpty();
    }

    static class Sound extends Kit {
        @Override
        protected AuditSink newSink() {
            return new ListSink();
        }
    }

    @Test
    void aSinkThatSwallowsItsFailureIsFound() {
        assertThat(Kits.failures(Swallows.class)).containsExactly("whatItCannotTakeItRefusesByThrowing");
    }

    static class Swallows extends Kit {
        @Override
        protected AuditSink newSink() {
            return new ListSink() {
                @Override
                public void append(AuditEvent event) {
                    if (!broken) {
                        super.append(event);
                    }
                }
            };
        }
    }

    @Test
    void aSinkThatCutsWhatItTakesIsFound() {
        assertThat(Kits.failures(Cuts.class))
                .containsExactlyInAnyOrder(
                        "hostileTextNeitherBreaksAnEventNorReachesAnother", "aLargeEventIsTakenWholeOrRefused");
    }

    static class Cuts extends Kit {
        @Override
        protected AuditSink newSink() {
            return new ListSink() {
                @Override
                public void append(AuditEvent event) {
                    String arguments = event.fact("arguments");
                    super.append(
                            arguments.length() < 100
                                    ? event
                                    : Samples.event(
                                            event.callId(),
                                            event.sequence(),
                                            event.type(),
                                            event.origin(),
                                            Map.of("arguments", arguments.substring(0, 100))));
                }
            };
        }
    }

    @Test
    void aSinkThatChangesTheFactsItIsHandedIsFound() {
        assertThat(Kits.failures(Changes.class)).contains("whatWasTakenIsThereWholeAndInOrder");
    }

    static class Changes extends Kit {
        @Override
        protected AuditSink newSink() {
            return new ListSink() {
                @Override
                public void append(AuditEvent event) {
                    event.facts().put("sink", "was here");
                    super.append(event);
                }
            };
        }
    }

    @Test
    void aSinkThatTurnsTheOrderRoundIsFound() {
        assertThat(Kits.failures(TurnsRound.class))
                .contains(
                        "whatWasTakenIsThereWholeAndInOrder",
                        "eventsOfOneCallStayInOrderWhenManyCallsAreToldAtOnce",
                        "anEventIsThereAsSoonAsItWasTaken");
    }

    static class TurnsRound extends Kit {
        @Override
        protected AuditSink newSink() {
            return new ListSink() {
                @Override
                public void append(AuditEvent event) {
                    taken.add(0, Objects.requireNonNull(event, "event"));
                }
            };
        }
    }

    @Test
    void aSinkThatLosesAnInterruptIsFound() {
        assertThat(Kits.failures(LosesInterrupt.class))
                .containsExactly("aCallerThatIsInterruptedIsServedAndBreaksNothingForOthers");
    }

    static class LosesInterrupt extends Kit {
        @Override
        protected AuditSink newSink() {
            return new ListSink() {
                @Override
                public void append(AuditEvent event) {
                    assertThat(Thread.interrupted()).isIn(true, false);
                    super.append(event);
                }
            };
        }
    }

    @Test
    void aHeadThatDoesNotGrowIsFound() {
        assertThat(Kits.failures(StandsStill.class)).containsExactly("theHeadOfALogGrowsWithEveryEventAndOnlyThen");
    }

    static class StandsStill extends Kit {
        @Override
        protected AuditSink newSink() {
            return new ListSink() {
                @Override
                public Optional<Head> head() {
                    return Optional.of(new Head(taken.size(), "root"));
                }
            };
        }
    }
}

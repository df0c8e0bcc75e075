package dev.approvals.testkit.life;

import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Scope;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.random.RandomSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something that somebody does or that happens; what step it is depends on when it comes. */
sealed interface Act {

    /** What a decision may get wrong. */
    enum Slip {
        NONE,
        DIGEST,
        REQUEST,
        EARLIER_ROUND,
        LATER_ROUND
    }

    /** What a decision says beside its kind. */
    record Words(String comment, Optional<Scope> scope, int credit) {}

    record Decides(Decision.Kind kind, Reviewer reviewer, Slip slip, Optional<String> channel, Words words)
            implements Act {}

    record Withdraws(Reviewer reviewer) implements Act {}

    /** A decision, a withdrawal or a claim comes once more, as it was. */
    record Again(int back) implements Act {}

    record Shows(String channel, boolean whole, Slip slip) implements Act {}

    record FailsToShow(String channel) implements Act {}

    record Claims(boolean ofAnotherCall, String node) implements Act {}

    record LosesNode(String node) implements Act {}

    record BeginsAgain(boolean ofAnotherCall, String lost, String node) implements Act {}

    record ComesBack(long epoch) implements Act {}

    record Notes(Reviewer reviewer, String words) implements Act {}

    record HandsBack() implements Act {}

    record Finishes(boolean another, Ending ending) implements Act {}

    record CallsOff(RefusalCode code) implements Act {}

    record Detaches() implements Act {}

    record Collects() implements Act {}

    record Ticks() implements Act {}

    /** The clock goes forward, or is set back. */
    record ClockGoes(Duration by) implements Act {}

    /** The clock goes to the moment at which the request is due, or a microsecond before or after it: stores keep no less. */
    record ClockComesDue(int micros) implements Act {}

    record Moves(String person, String group) implements Act {}

    record GivesAccount(Principal account, String person) implements Act {}

    static Act any(RandomSource random) {
        int kind = random.between(0, 28);
        if (kind < 10) {
            return decides(random);
        }
        return kind < 20 ? ofTheGate(kind, random) : ofTheWorld(kind, random);
    }

    private static Act ofTheGate(int kind, RandomSource random) {
        return switch (kind) {
            case 10, 11 -> new Claims(random.oneIn(5), node(random));
            case 12 -> new Withdraws(reviewer(random));
            case 13 -> new Again(random.between(1, 6));
            case 14 -> new Shows(channel(random), !random.oneIn(3), random.oneIn(5) ? Slip.EARLIER_ROUND : Slip.NONE);
            case 15 -> new Finishes(random.oneIn(4), ending(random));
            case 16 -> random.oneIn(3) ? new FailsToShow(channel(random)) : new Ticks();
            case 17 -> random.oneIn(4) ? new CallsOff(code(random)) : new Detaches();
            case 18 -> random.oneIn(3) ? new Collects() : new Ticks();
            default -> random.flip() ? new HandsBack() : new Notes(reviewer(random), random.pick("", "gone", "there"));
        };
    }

    private static Act ofTheWorld(int kind, RandomSource random) {
        return switch (kind) {
            case 20 -> new ClockGoes(Duration.ofSeconds(random.pick(1, 60, 200, -30, -400)));
            case 21, 22 -> random.flip() ? new ClockComesDue(random.between(-1, 1)) : new Ticks();
            case 23, 24 -> new Moves(random.pick(Company.PEOPLE), random.pick(Company.GROUPS));
            case 25 -> new GivesAccount(account(random), random.pick(Company.PEOPLE));
            case 26 -> random.oneIn(3) ? new LosesNode(node(random)) : new Ticks();
            case 27 -> new BeginsAgain(random.oneIn(6), node(random), node(random));
            default -> random.oneIn(6) ? new ComesBack(random.between(0, 1)) : new Ticks();
        };
    }

    private static Act decides(RandomSource random) {
        Decision.Kind kind = random.pick(
                Decision.Kind.APPROVE,
                Decision.Kind.APPROVE,
                Decision.Kind.APPROVE,
                Decision.Kind.APPROVE,
                Decision.Kind.DENY,
                Decision.Kind.ESCALATE,
                Decision.Kind.BREAK_GLASS);
        Slip slip = random.oneIn(6) ? random.pick(List.of(Slip.values())) : Slip.NONE;
        Optional<String> channel = random.oneIn(4) ? Optional.of(channel(random)) : Optional.empty();
        return new Decides(kind, reviewer(random), slip, channel, words(kind, random));
    }

    private static Words words(Decision.Kind kind, RandomSource random) {
        boolean covers = kind == Decision.Kind.APPROVE && random.oneIn(3);
        return new Words(
                random.oneIn(4) ? " " : "because",
                covers ? Optional.of(scope(random)) : Optional.empty(),
                random.between(-1, 3));
    }

    private static Scope scope(RandomSource random) {
        return Scope.EQUAL
                .differing(random.pick(new String[] {}, new String[] {"rows"}, new String[] {"nothing"}))
                .uses(random.pick(1, 5, 20, 20, 21));
    }

    private static String node(RandomSource random) {
        return random.pick("node-1", "node-2");
    }

    private static Reviewer reviewer(RandomSource random) {
        Assurance assurance = random.oneIn(6) ? Assurance.ASSERTED_IN_PROCESS : Assurance.CHAT_PLATFORM;
        return new Reviewer(account(random), assurance);
    }

    private static Principal account(RandomSource random) {
        List<Principal> accounts = new ArrayList<>();
        for (String person : Company.PEOPLE) {
            accounts.add(Principal.local(person));
            accounts.add(new Principal("chat", person));
        }
        accounts.addAll(List.of(Company.ROBOT, Company.COPILOT, Company.STRANGER));
        return random.pick(accounts);
    }

    private static String channel(RandomSource random) {
        return random.pick("console", "chat");
    }

    private static RefusalCode code(RandomSource random) {
        return random.pick(RefusalCode.CANCELLED, RefusalCode.INVALIDATED, RefusalCode.NO_CHANNEL);
    }

    private static Ending ending(RandomSource random) {
        return random.pick(
                Ending.returned("\"done\""),
                Ending.threw("java.io.IOException", "disk full"),
                Ending.refused(RefusalCode.AUDIT_FAILED, "not recorded"),
                Ending.LOST);
    }
}

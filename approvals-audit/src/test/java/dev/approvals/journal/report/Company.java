package dev.approvals.journal.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Calls as they come in a company, some of them strange; the same for the same seed. */
final class Company {

    private final Stories stories;
    private final Random random;

    Company(Stories stories, long seed) {
        this.stories = stories;
        this.random = new Random(seed);
    }

    Company live(int count) {
        stories.gate("config.changed", Map.of("realm", "prod", "mode", "ENFORCING", "approvers", "slack"));
        stories.gate("policy.loaded", Map.of("rules", "v7"));
        for (int i = 0; i < count; i++) {
            stories.pass(Duration.ofMinutes(random.nextInt(240)));
            one(stories.call(
                    Stories.TOOLS.get(skewed(Stories.TOOLS.size())),
                    Stories.REQUESTERS.get(skewed(Stories.REQUESTERS.size()))));
        }
        return this;
    }

    private int skewed(int size) {
        return Math.min(random.nextInt(size), random.nextInt(size));
    }

    private String person() {
        return Stories.PEOPLE.get(skewed(Stories.PEOPLE.size()));
    }

    private void one(Stories.Call call) {
        int kind = random.nextInt(100);
        if (kind < 30) {
            call.start("allow", "rule", "low-risk").returned();
        } else if (kind < 34) {
            call.tell("action.requested", "digest", call.digest());
            call.tell(
                    "policy.evaluated", "verdict", "deny", "rule", "never", "code", "DENIED_BY_POLICY", "held", "true");
        } else {
            asked(call.ask(), kind);
        }
    }

    private void asked(Stories.Call call, int kind) {
        if (kind < 40) {
            call.refuse(
                    person(),
                    List.of("SELF_APPROVAL", "NOT_ELIGIBLE", "ALREADY_VOTED", "WRONG_ROUND")
                            .get(random.nextInt(4)));
        }
        if (kind < 44) {
            stories.pass(Duration.ofHours(4));
            expire(call);
        } else if (kind < 56) {
            review();
            call.deny(person());
        } else if (kind < 59) {
            review();
            emergency(call);
        } else if (kind < 97) {
            approved(call, kind);
        }
    }

    private static void expire(Stories.Call call) {
        call.tell("approval.expired", "code", "EXPIRED", "why", "Nobody decided in time.");
    }

    private void emergency(Stories.Call call) {
        String breaker = person();
        call.breakGlass(breaker).start("ask").returned();
        if (random.nextBoolean()) {
            stories.pass(Duration.ofHours(3));
            stories.call(call.tool, Stories.REQUESTERS.get(0))
                    .tell(
                            "break_glass.reviewed",
                            "reviewer",
                            "slack:T1:gina",
                            "person",
                            "gina",
                            "comment",
                            "Right so.",
                            "request",
                            call.id,
                            "brokenBy",
                            breaker);
        }
    }

    private void approved(Stories.Call call, int kind) {
        review();
        if (kind % 3 == 0) {
            call.approve("alice", "1 of 2", false);
            review();
            call.approve("carol", "2 of 2", true);
        } else {
            call.approve(person(), "1 of 1", true);
        }
        if (kind == 60) {
            grant(call);
        }
        stories.pass(Duration.ofSeconds(2));
        call.start("ask");
        stories.pass(Duration.ofSeconds(random.nextInt(60)));
        if (kind < 64) {
            call.tell("action.failed", "outcome", "threw", "detail", "java.sql.SQLException: no such table");
        } else if (kind < 66) {
            call.tell("action.outcome_unknown", "outcome", "unknown", "why", "The process is gone.");
        } else {
            call.returned();
        }
    }

    private void grant(Stories.Call call) {
        Stories.Call grant = stories.call(call.tool, Stories.REQUESTERS.get(0));
        grant.tell(
                "grant.issued",
                "request",
                call.id,
                "covers",
                "the same table, 5 times",
                "until",
                stories.now().plus(Duration.ofDays(1)).toString());
        Stories.Call covered = stories.call(call.tool, Stories.REQUESTERS.get(0));
        grant.tell("grant.used", "call", covered.id, "usesLeft", "3");
        covered.start("grant", "grant", grant.id).returned();
        if (random.nextBoolean()) {
            grant.tell("grant.expired", "code", "LAPSED", "why", "Its time is over.");
        }
    }

    /** From half a second to some hours. */
    private void review() {
        stories.pass(Duration.ofMillis((long) (500 * Math.pow(10, random.nextDouble() * 4.3))));
    }
}

package dev.approvals.outcome;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why a call did not run, or why a vote did not count. Open: later versions add codes, and equality is by name.
 */
public final class RefusalCode {

    private static final Map<String, RefusalCode> KNOWN = new LinkedHashMap<>();
    private static final String FINAL = " Do not retry.";

    /** A rule refused the call. */
    public static final RefusalCode DENIED_BY_POLICY = known("DENIED_BY_POLICY", "it is not permitted." + FINAL);
    /** A reviewer refused the call. */
    public static final RefusalCode DENIED_BY_REVIEWER = known("DENIED_BY_REVIEWER", "a reviewer denied it." + FINAL);
    /** Nobody decided in time. */
    public static final RefusalCode EXPIRED = known("EXPIRED", "nobody decided in time." + FINAL);
    /** The approval was not used in time. */
    public static final RefusalCode LAPSED = known("LAPSED", "its approval was not used in time." + FINAL);
    /** The approval was withdrawn. */
    public static final RefusalCode REVOKED = known("REVOKED", "its approval was withdrawn." + FINAL);
    /** The caller left, was interrupted, or the gate shut down. */
    public static final RefusalCode CANCELLED = known("CANCELLED", "it was cancelled before it was approved.");
    /** What was approved no longer holds: the policy, the call, or an approver changed. */
    public static final RefusalCode INVALIDATED = known("INVALIDATED", "what was approved no longer holds." + FINAL);
    /** No possible set of people could approve. */
    public static final RefusalCode UNSATISFIABLE =
            known("UNSATISFIABLE", "nobody could approve it as the rules stand." + FINAL);
    /** An argument cannot be shown whole to a reviewer. */
    public static final RefusalCode UNRENDERABLE =
            known("UNRENDERABLE", "an argument cannot be shown to a reviewer." + FINAL);
    /** The arguments do not fit the tool. */
    public static final RefusalCode INVALID_ARGUMENTS =
            known("INVALID_ARGUMENTS", "the arguments do not fit the tool. Correct them and call again.");
    /** No tool of that name is registered. */
    public static final RefusalCode UNKNOWN_TOOL = known("UNKNOWN_TOOL", "there is no such tool." + FINAL);
    /** Nobody knows which person the agent acts for. */
    public static final RefusalCode REQUESTER_UNKNOWN =
            known("REQUESTER_UNKNOWN", "it is not known for whom it would be done." + FINAL);
    /** No approver could be reached. */
    public static final RefusalCode NO_CHANNEL = known("NO_CHANNEL", "no reviewer could be reached." + FINAL);
    /** The audit record could not be written. */
    public static final RefusalCode AUDIT_FAILED = known("AUDIT_FAILED", "it could not be recorded." + FINAL);
    /** The policy failed, gave no verdict, or took too long. */
    public static final RefusalCode POLICY_FAILED = known("POLICY_FAILED", "it could not be judged." + FINAL);
    /** Sensitive values could not be masked. */
    public static final RefusalCode REDACTION_FAILED =
            known("REDACTION_FAILED", "it could not be shown safely to a reviewer." + FINAL);
    /** The directory failed. */
    public static final RefusalCode IDENTITY_FAILED =
            known("IDENTITY_FAILED", "its reviewers could not be identified." + FINAL);
    /** The store failed. */
    public static final RefusalCode STORE_FAILED = known("STORE_FAILED", "it could not be stored." + FINAL);

    /** Too many requests of this requester wait for people. */
    public static final RefusalCode TOO_MANY_PENDING = known(
            "TOO_MANY_PENDING",
            "too many of your requests wait for people. Wait for their answers before you ask more.");
    /** This requester asked too often lately. */
    public static final RefusalCode TOO_MANY_REQUESTS =
            known("TOO_MANY_REQUESTS", "you asked too often. Wait before you ask again.");
    /** The tool is locked for this requester after too many denials. */
    public static final RefusalCode TOOL_LOCKED =
            known("TOOL_LOCKED", "too many of your calls of it were denied." + FINAL);

    /** A vote by somebody behind the call, under whatever account. */
    public static final RefusalCode SELF_APPROVAL =
            known("SELF_APPROVAL", "nobody decides on a call made on their own behalf." + FINAL);
    /** A vote by an account that the directory resolves to no person, or an agent's. */
    public static final RefusalCode UNKNOWN_REVIEWER =
            known("UNKNOWN_REVIEWER", "its reviewer is not a known person." + FINAL);
    /** A vote by a person whom this level does not ask. */
    public static final RefusalCode NOT_ELIGIBLE = known("NOT_ELIGIBLE", "its reviewer may not decide on it." + FINAL);
    /** A vote by a person who is not known well enough. */
    public static final RefusalCode ASSURANCE_TOO_WEAK =
            known("ASSURANCE_TOO_WEAK", "its reviewer was not identified well enough." + FINAL);
    /** A vote on another digest than the request's. */
    public static final RefusalCode WRONG_DIGEST =
            known("WRONG_DIGEST", "the decision was about another call." + FINAL);
    /** A vote on a round that is over. */
    public static final RefusalCode WRONG_ROUND = known("WRONG_ROUND", "the decision came too late." + FINAL);
    /** A second vote by one person in one round. */
    public static final RefusalCode ALREADY_VOTED = known("ALREADY_VOTED", "its reviewer had decided before." + FINAL);
    /** A vote on a request that has ended or is decided. */
    public static final RefusalCode ALREADY_DECIDED = known("ALREADY_DECIDED", "it had been decided before." + FINAL);
    /** A vote on a request that is not there. */
    public static final RefusalCode UNKNOWN_REQUEST = known("UNKNOWN_REQUEST", "there is no such request." + FINAL);
    /** An approval by somebody who could not see the whole request. */
    public static final RefusalCode PARTIAL_VIEW =
            known("PARTIAL_VIEW", "its reviewer could not see the whole of it." + FINAL);
    /** An approval through a channel that has not confirmed showing the request. */
    public static final RefusalCode NOT_DELIVERED =
            known("NOT_DELIVERED", "its reviewer had not been shown it yet." + FINAL);
    /** An escalation where there is no higher level. */
    public static final RefusalCode NO_NEXT_LEVEL = known("NO_NEXT_LEVEL", "there is nobody higher to ask." + FINAL);

    /** An approval that would cover more than the plan permits. */
    public static final RefusalCode SCOPE_TOO_WIDE =
            known("SCOPE_TOO_WIDE", "its approval would have covered too much." + FINAL);
    /** An emergency approval by somebody who owes too many reviews. */
    public static final RefusalCode REVIEW_OWED = known("REVIEW_OWED", "its reviewer owes reviews." + FINAL);
    /** A decision that lacks the words it needs. */
    public static final RefusalCode COMMENT_REQUIRED =
            known("COMMENT_REQUIRED", "the decision lacked its reason." + FINAL);
    /** An approval by somebody who had the request before them for less time than its plan demands. */
    public static final RefusalCode TOO_SOON = known("TOO_SOON", "it was approved too soon." + FINAL);

    private final String name;
    private final String meaning;

    private RefusalCode(String name, String meaning) {
        this.name = name;
        this.meaning = meaning;
    }

    private static RefusalCode known(String name, String meaning) {
        RefusalCode code = new RefusalCode(name, meaning);
        KNOWN.put(name, code);
        return code;
    }

    /**
     * The code of a name.
     *
     * @param name the name, such as {@code EXPIRED}
     * @return the known code, or a new one that means a plain refusal
     */
    public static RefusalCode of(String name) {
        RefusalCode code = KNOWN.get(name);
        return code != null ? code : new RefusalCode(Objects.requireNonNull(name, "name"), "it was refused." + FINAL);
    }

    /** {@return the name, stable across versions} */
    public String name() {
        return name;
    }

    /** {@return what it means for the model: half a sentence and whether to try again} */
    public String meaning() {
        return meaning;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefusalCode code && code.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}

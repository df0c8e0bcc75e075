package dev.approvals.core;

import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.core.audit.InMemoryAuditSink;
import dev.approvals.core.audit.Slf4jAuditSink;
import dev.approvals.core.audit.Trail;
import dev.approvals.core.directory.Directories;
import dev.approvals.core.directory.SoundDirectory;
import dev.approvals.core.engine.Engine;
import dev.approvals.core.judge.Settings;
import dev.approvals.core.ledger.BrokenRows;
import dev.approvals.core.ledger.SealedStore;
import dev.approvals.core.ledger.StoreGuard;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.request.RowCodec;
import dev.approvals.core.seal.RowSeal;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.review.Approver;
import dev.approvals.store.ApprovalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the parts that a builder collected, and puts them together. */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

    private final ApprovalsBuilder parts;
    private final ApprovalStore rows;

    Assembly(ApprovalsBuilder parts) {
        this.parts = parts;
        this.rows = parts.store != null ? parts.store : new InMemoryApprovalStore(parts.clock);
    }

    Approvals build() {
        check();
        boolean byDefault = parts.sinks.isEmpty() && !parts.unaudited;
        Optional<InMemoryAuditSink> recent = byDefault ? Optional.of(new InMemoryAuditSink()) : Optional.empty();
        List<AuditSink> told = new ArrayList<>(parts.sinks);
        recent.ifPresent(memory -> told.addAll(List.of(memory, new Slf4jAuditSink())));
        Trail trail = new Trail(
                told,
                parts.goOn || parts.mode == Mode.OBSERVING,
                new Trail.Gate("gate-" + UUID.randomUUID(), parts.realm, parts.mode),
                rows::now);
        Engine engine = new Engine(settings(trail), trail, parts.approvers, parts.fallback);
        say(byDefault);
        trail.recordGate(AuditEventType.CONFIG_CHANGED, described());
        trail.recordGate(AuditEventType.POLICY_LOADED, Facts.of("rules", parts.policy.version()));
        return new Approvals(parts, engine, recent);
    }

    private Settings settings(Trail trail) {
        boolean durable = rows.capabilities().durable();
        StoreKeys keys = parts.keys != null ? parts.keys : StoreKeys.random();
        RowCodec codec = durable
                ? RowCodec.durable(RowSeal.of(keys, parts.realm), Optional.ofNullable(parts.cipher))
                : RowCodec.plain();
        if (durable) {
            StoreGuard.check(rows, codec);
        }
        BrokenRows broken = new BrokenRows(rows, trail, parts.realm, parts.mode);
        return new Settings(
                parts.realm,
                parts.mode,
                new Settings.Parts(
                        parts.policy,
                        new SoundDirectory(parts.directory),
                        durable ? new SealedStore(rows, codec, broken::end) : rows,
                        parts.clock,
                        parts.context,
                        Optional.ofNullable(parts.onOutcome),
                        new Settings.Secrets(keys.likenessKey(), codec)),
                new Settings.Limits(
                        parts.decideWithin,
                        parts.useWithin,
                        parts.waitAtMost,
                        parts.leasedFor,
                        parts.keepEnded,
                        parts.caps),
                List.copyOf(parts.escalation));
    }

    private void check() {
        if (parts.approvers.isEmpty() && parts.fallback.isEmpty() && parts.mode != Mode.OBSERVING) {
            throw new IllegalStateException("No approver: every call that is asked would be refused. Add one with"
                    + " approver(...), or leave requests to approvals.desk() with decideAtDesk()");
        }
        if (parts.unaudited && !parts.sinks.isEmpty()) {
            throw new IllegalStateException("withoutAudit() and audit(...) exclude each other: call one of them");
        }
        List<Approver> all = new ArrayList<>(parts.approvers);
        all.addAll(parts.fallback);
        Development.check(parts.mode, all, rows);
        if (rows.capabilities().durable() && parts.keys == null) {
            throw new IllegalStateException("A durable store needs keys, or a row that somebody edits by hand would be"
                    + " acted upon. Set keys(StoreKeys.fromEnvironment()), which reads " + StoreKeys.VARIABLE + "; "
                    + StoreKeys.HOW_TO);
        }
    }

    private void say(boolean byDefault) {
        if (byDefault) {
            LOG.info(
                    "Audit events go to memory and the logger {} only: no evidence. Add a sink with audit(...)",
                    Slf4jAuditSink.LOGGER);
        }
        if (parts.directory == Directories.open()) {
            LOG.info(
                    "No directory: each account counts as a person of its own, so that somebody's second account is not"
                            + " known as theirs. Say who is who with directory(...)");
        }
        if (parts.unaudited) {
            LOG.warn("Nothing is recorded, as was chosen with withoutAudit()");
        }
        if (parts.mode != Mode.ENFORCING) {
            LOG.warn(
                    parts.mode == Mode.OBSERVING
                            ? "The gate only observes: every call runs, whatever the rules say"
                            : "The gate is set up for development: reviewers may decide on what they started themselves");
        }
    }

    private Map<String, String> described() {
        return Facts.of(
                "realm", parts.realm,
                "mode", parts.mode.name(),
                "approvers",
                        String.join(
                                ", ",
                                parts.approvers.stream().map(Approver::name).toList()),
                "fallback",
                        String.join(
                                ", ",
                                parts.fallback.stream().map(Approver::name).toList()),
                "store", rows.getClass().getName(),
                "directory", parts.directory.getClass().getName(),
                "decideWithin", parts.decideWithin.toString(),
                "useWithin", parts.useWithin.toString(),
                "waitAtMost", parts.waitAtMost.toString(),
                "goOnWhenAuditFails", String.valueOf(parts.goOn));
    }
}

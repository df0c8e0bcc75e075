package dev.approvals.core.audit;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import dev.approvals.core.text.VisibleText;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each event as one line to the logger {@value #LOGGER}. A mirror, not evidence: a logger returns as usual when
 * its disk is full.
 */
public final class Slf4jAuditSink implements AuditSink {

    /** The logger's name. */
    public static final String LOGGER = "dev.approvals.audit";

    private static final int FACT_LIMIT = 500;

    private final Logger log;

    /** Writes to the logger {@value #LOGGER}. */
    public Slf4jAuditSink() {
        this(LoggerFactory.getLogger(LOGGER));
    }

    Slf4jAuditSink(Logger log) {
        this.log = log;
    }

    @Override
    public void append(AuditEvent event) {
        if (log.isInfoEnabled()) {
            log.info(
                    "{} {} call={} seq={} requester={} {}",
                    event.type(),
                    VisibleText.escape(event.origin().tool()),
                    event.callId(),
                    event.sequence(),
                    VisibleText.escape(event.origin().requester().toString()),
                    facts(event));
        }
    }

    /** One line whatever the facts hold: line ends are escaped, so that no event can pose as two. */
    private static String facts(AuditEvent event) {
        return event.facts().entrySet().stream()
                .map(e -> e.getKey() + "=\""
                        + quotable(VisibleText.cut(e.getValue(), FACT_LIMIT).text()) + "\"")
                .collect(Collectors.joining(" "));
    }

    /** No value can end its own quotes and pose as another fact. */
    private static String quotable(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}

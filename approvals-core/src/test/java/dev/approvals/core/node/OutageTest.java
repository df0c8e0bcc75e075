package dev.approvals.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageTest {

    @Test
    void anErrorIsAFailureLikeAnyOther() {
        Outage outage = new Outage(LoggerFactory.getLogger(OutageTest.class), "The work");

        assertThat(outage.tried(() -> {
                    throw new StackOverflowError("for a moment");
                }))
                .isFalse();
        assertThat(outage.tried(() -> {})).isTrue();
    }
}

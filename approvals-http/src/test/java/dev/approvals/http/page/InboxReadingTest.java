package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.http.Office;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read in which order and in which form, whoever reads it and on whatever screen. */
@Tag("browser")
class InboxReadingTest {

    private static final List<String> ORDER =
            List.of("who", "arguments", "changes", "impact", "review", "history", "claim", "evidence", "life");
    private static final int PHONE = 390;
    private static final int SCREEN = 1440;
    private static final int DAYS = 12;

    private static Window window;
    private static Office office;
    private static Pending past;
    private static Pending open;

    @BeforeAll
    static void decideForDays() throws Exception {
        // From a morning on, so that no decision falls into the day after.
        Instant morning = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(9));
        ManualTimekeeper clock = ManualTimekeeper.startingAt(morning.minus(Duration.ofDays(DAYS)));
        office = Office.open(web -> web.clock(clock), gate -> gate.clock(clock).keepEnded(Duration.ofDays(3 * DAYS)));
        for (int day = 0; day < DAYS; day++) {
            past = office.call(Errand.EXPORT, Errand.export(day, "orders"));
            clock.advance(Duration.ofSeconds(30 + 20 * day));
            office.as("alice").decide(past.callId(), "approve");
            past.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
            clock.advance(Duration.ofDays(1));
        }
        open = office.call(Errand.EXPORT, Errand.export(5_000, "customers"));
        window = new Window().as("alice");
    }

    @AfterAll
    static void close() {
        window.close();
        office.close();
    }

    @Test
    void theSectionsStandAndAreReadInTheOrderOfTheCard() {
        window.look(SCREEN, "light")
                .open(office.address(), "#/r/" + open.callId())
                .awaitReady("deny");

        assertThat(window.run(
                        "return [...document.querySelectorAll('.groups [data-topic]')].map(e => e.dataset.topic)"))
                .isEqualTo(ORDER);
        assertThat(window.text("[data-topic=review] .quorum-line")).contains("0 of 1 approved");
        assertThat(window.text("[data-topic=review] .deadline")).endsWith("left");
        window.look(PHONE, "light").picture("order-phone");
        assertThat(window.run("const tops = [...document.querySelectorAll('#what, .groups [data-topic]')]"
                        + ".map(e => e.getBoundingClientRect().top);"
                        + "return tops.every((top, i) => i === 0 || top > tops[i - 1])"))
                .as("whether a phone shows them in that order, too")
                .isEqualTo(true);
    }

    @Test
    void everyMomentIsWrittenInUtcAndSaysSo() {
        window.look(SCREEN, "light")
                .open(office.address(), "#/history/" + past.callId())
                .awaitShown(".timeline time");

        assertThat((List<?>) window.run("return [...document.querySelectorAll('time')].map(e => e.textContent)"))
                .isNotEmpty()
                .allSatisfy(
                        moment -> assertThat((String) moment).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"));
        assertThat(window.text(".detail").replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", ""))
                .as("no moment in another form")
                .doesNotContainPattern("\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void thePlotsCanBeReadOnAPhone() {
        for (int width : List.of(PHONE, SCREEN)) {
            window.look(width, "light").open(office.address(), "#/overview").awaitShown(".plot .tickmark");
            window.picture("plots-" + width);
            assertThat(window.barriers()).as("what axe finds in plots").isEmpty();
            assertThat(window.number("document.querySelectorAll('.plot .bar').length"))
                    .isEqualTo(DAYS);
            assertThat((List<?>) window.run("const boxes = [...document.querySelectorAll('.plot .tickmark')]"
                            + ".map(e => e.getBoundingClientRect());"
                            + "return boxes.filter((box, i) => i > 0 && box.left < boxes[i - 1].right)"))
                    .as("labels that run into the one before, at %d", width)
                    .isEmpty();
        }
    }

    @Test
    void whereNoJournalIsShownNobodyAsksForIt() {
        window.open(office.address(), "#/overview").awaitText("main", "Busiest tools");

        assertThat((List<?>) window.run("return performance.getEntriesByType('resource')"
                        + ".map(e => e.name).filter(name => name.includes('api/journal'))"))
                .isEmpty();
        assertThat(window.text("main")).doesNotContain("Journal");
    }

    @Test
    void theHelpNamesEveryPlace() {
        window.look(SCREEN, "light").open(office.address(), "#/").awaitShown(".row-link");

        window.press("?").awaitShown("dialog.help");

        assertThat(window.text("dialog.help")).contains("reviews that are owed").contains("overview", "grants");
    }
}

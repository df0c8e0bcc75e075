package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.http.Office;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the inbox looks like, on a screen and on a phone, by day and by night, and for those who do not see it. */
@Tag("browser")
class InboxLooksTest {

    private static final int PHONE = 390;
    private static final int SCREEN = 1440;

    private static Window window;
    private static Office office;
    private static Map<String, String> places;

    @BeforeAll
    static void fill() {
        office = Office.open(web -> web, gate -> gate.decideWithin(Duration.ofHours(2)));
        Pending past = office.call(Errand.EXPORT, Errand.export(500, "orders"));
        office.as("alice").decide(past.callId(), "approve");
        Pending denied = office.call(Errand.MAIL, Errand.mail("hello", "hi", "politeness"));
        office.as("carol")
                .decide(
                        office.as("carol").get("/api/requests/" + denied.callId()),
                        "deny",
                        ",\"comment\":\"Not now.\"");
        Pending export = office.call(Errand.EXPORT, Errand.export(120_000, "customers"));
        Pending drop = office.call(Errand.DROP, Errand.drop("orders_old"));
        office.as("carol")
                .decide(
                        office.as("carol").get("/api/requests/" + drop.callId()),
                        "approve",
                        ",\"comment\":\"It is empty.\"");
        Pending mail = office.call(
                Errand.MAIL, Errand.mail("See you\u202Eexe.cod", "\u0430dmin\nsecond line", "<b>trust me</b>"));
        places = new LinkedHashMap<>();
        places.put("pending", "#/");
        places.put("request", "#/r/" + export.callId());
        places.put("quorum", "#/r/" + drop.callId());
        places.put("warnings", "#/r/" + mail.callId());
        places.put("history", "#/history/" + denied.callId());
        places.put("grants", "#/grants");
        places.put("reviews", "#/reviews");
        places.put("overview", "#/overview");
        window = new Window().as("alice");
    }

    @AfterAll
    static void close() {
        window.close();
        office.close();
    }

    private void visit(String place) {
        window.open(office.address(), place).awaitGone("#starting").awaitGone(".skeletons");
        if (place.startsWith("#/r/")) {
            window.awaitReady("deny");
        } else if (place.startsWith("#/history/")) {
            window.awaitShown(".timeline");
        }
    }

    @Test
    void itFitsAScreenAndAPhoneByDayAndByNight() {
        places.forEach((name, place) -> {
            visit(place);
            for (int width : List.of(SCREEN, 1000, PHONE)) {
                for (String colours : List.of("light", "dark")) {
                    window.look(width, colours).picture(name + "-" + width);
                }
                assertThat(window.number("document.scrollingElement.scrollWidth"))
                        .as("width of %s on a screen of %d", name, width)
                        .isLessThanOrEqualTo(width);
            }
            assertThat(window.complaints()).as(name).isEmpty();
        });
    }

    @Test
    void everybodyCanUseIt() {
        places.forEach((name, place) -> {
            visit(place);
            assertNoBarriers(name + " in the light", SCREEN, "light");
            assertNoBarriers(name + " in the dark", SCREEN, "dark");
        });
        visit(places.get("warnings"));
        assertNoBarriers("a phone", PHONE, "dark");
    }

    private static void assertNoBarriers(String what, int width, String colours) {
        assertThat(window.look(width, colours).barriers())
                .as("what axe finds in %s", what)
                .isEqualTo(List.of());
    }

    @Test
    void helpAndQuestionsCanBeUsedByEverybody() {
        window.look(SCREEN, "light");
        visit(places.get("request"));
        window.press("?").awaitShown("dialog.help");
        assertThat(window.barriers()).as("help").isEqualTo(List.of());
        visit(places.get("request"));
        window.press("r").awaitShown("#comment");
        assertThat(window.barriers()).as("a reason").isEqualTo(List.of());
    }

    @Test
    void theButtonsAreInReachOfAThumb() {
        window.look(PHONE, "dark");
        visit(places.get("request"));

        assertThat(window.number(
                        "Math.round(document.querySelector('[data-act=approve]').getBoundingClientRect().height)"))
                .isGreaterThanOrEqualTo(44);
        assertThat(window.run("const box = document.querySelector('[data-act=deny]').getBoundingClientRect();"
                        + "return box.top > innerHeight / 2 && box.bottom <= innerHeight"))
                .isEqualTo(true);
    }

    @Test
    void theColoursCanBeChosenAndAreKept() {
        window.look(SCREEN, "light");
        visit("#/");
        String paper = "return getComputedStyle(document.body).backgroundColor";
        Object light = window.run(paper);

        window.click("#theme").click("#theme");
        assertThat(window.run(paper)).isNotEqualTo(light);
        visit("#/");
        assertThat(window.run(paper)).isNotEqualTo(light);
        window.click("#theme");
        assertThat(window.run(paper)).isEqualTo(light);
    }

    @Test
    void twoHundredRequestsAreThereAndMoveQuickly() {
        try (Office busy =
                Office.open(web -> web, gate -> gate.pendingAtMost(1_000).askedAMinuteAtMost(10_000))) {
            for (int i = 0; i < 200; i++) {
                busy.call(Errand.EXPORT, Errand.export(i, "table" + i));
            }
            window.look(SCREEN, "light").open(busy.address(), "#/").awaitText("#pending-count", "200");

            assertThat(window.number("document.querySelectorAll('.rows > li').length"))
                    .isEqualTo(200);
            long longest = (Long)
                    window.runAsync("const done = arguments[0]; const body = document.querySelector('.side-body');"
                            + "let last = performance.now(), worst = 0, frames = 0; const step = now => { worst = Math.max(worst, now - last);"
                            + "last = now; body.scrollTop += 150; ++frames < 60 ? requestAnimationFrame(step) : done(Math.round(worst)); };"
                            + "requestAnimationFrame(step)");
            assertThat(longest).as("longest frame while scrolling, in ms").isLessThan(1_000);
            window.press("/").press("table199").awaitText(".total", "1 of 200").picture("two-hundred");
        }
    }

    @Test
    void anApprovalCanCoverFurtherCalls() {
        ReviewPlan plan = ReviewPlan.of(1, "dba")
                .permitGrants(new Scope(Set.of("rows"), 10, Duration.ofHours(1), Duration.ofMinutes(30)));
        try (Office generous =
                Office.open(web -> web, gate -> gate.policy(call -> Verdict.ask(plan, "large", "it is large")))) {
            Pending call = generous.call(Errand.EXPORT, Errand.export(5, "orders"));
            window.look(SCREEN, "light")
                    .open(generous.address(), "#/r/" + call.callId())
                    .awaitReady("approve");

            window.click(".menu.more summary")
                    .click(".menu-item:nth-child(2)")
                    .awaitShown("dialog[open]")
                    .picture("grant");
            window.click("dialog .act").awaitGone("dialog[open]").awaitShown(".answer[data-tone=good]");

            assertThat(generous.approvals().desk().grants()).singleElement().satisfies(grant -> {
                assertThat(grant.scope().free()).containsExactly("rows");
                assertThat(grant.scope().uses()).isEqualTo(5);
            });
        }
    }
}

package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.Claim;
import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.ToolSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tools without annotations, registered by name: the primitive under proxies and adapters. */
class HandMadeToolsTest {

    enum Speed {
        SLOW,
        FAST
    }

    private static final ToolSpec EXPORT = ToolSpec.named("export")
            .parameter("table", String.class)
            .parameter("rows", int.class)
            .parameter("speed", Speed.class)
            .summary("Export {rows} rows of {table}")
            .build();

    private static String export(Claim claim) {
        return claim.arguments().get("table", String.class) + " "
                + claim.arguments().get("rows", Integer.class) + " "
                + claim.arguments().get("speed", Speed.class);
    }

    private static GatedTool exporting(House house) {
        return house.gate().as(House.BOBS_AGENT).tool(EXPORT, HandMadeToolsTest::export);
    }

    private static GatedTool exporting(House house, String name) {
        ToolSpec.Builder spec = ToolSpec.named(name);
        EXPORT.parameters().forEach(spec::parameter);
        return house.gate().as(House.BOBS_AGENT).tool(spec.build(), HandMadeToolsTest::export);
    }

    @Test
    void aCallByNameIsAskedAndRunsFromItsClaim() {
        TestReviewer alice = TestReviewer.approving("alice");
        try (House house = House.reviewedBy(alice)) {
            Outcome outcome = exporting(house).call(Map.of("table", "orders", "rows", 5, "speed", Speed.FAST));

            assertThat(outcome).returned("orders 5 FAST");
            assertThat(alice.onlyRequest())
                    .hasSummary("Export 5 rows of orders")
                    .shows("rows", 5);
        }
    }

    @Test
    void aCallAsTheModelWroteItIsBoundToTheParameters() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            assertThat(exporting(house).callJson("{\"table\":\"orders\",\"rows\":5,\"speed\":\"SLOW\"}"))
                    .returned("orders 5 SLOW");
        }
    }

    @Test
    void argumentsByNameThatDoNotFitAreToBeCorrected() {
        TestReviewer alice = TestReviewer.approving("alice");
        try (House house = House.reviewedBy(alice)) {
            assertThat(exporting(house).call(Map.of("table", "orders", "speed", Speed.FAST)))
                    .wasRefused(RefusalCode.INVALID_ARGUMENTS)
                    .because("`rows` is missing");
            assertThat(exporting(house, "export2")
                            .call(Map.of("table", "o", "rows", 1, "speed", Speed.FAST, "force", 1)))
                    .wasRefused(RefusalCode.INVALID_ARGUMENTS)
                    .because("`force` is no parameter of export2");
            assertThat(alice.seen()).isEmpty();
        }
    }

    @Test
    void lenientInputIsRefusedWithFieldAndCureAndNobodyIsAsked() {
        Map<String, String> lenient = new LinkedHashMap<>();
        lenient.put("{\"table\":\"o\",\"rows\":5,\"rows\":5000,\"speed\":\"SLOW\"}", "rows");
        lenient.put("{\"table\":\"o\",\"rows\":\"5000\",\"speed\":\"SLOW\"}", "rows");
        lenient.put("{\"table\":\"o\",\"rows\":5000.7,\"speed\":\"SLOW\"}", "rows");
        lenient.put("{\"table\":\"o\",\"rows\":5,\"speed\":\"SLOW\",}", "JSON");
        lenient.put("\"{\\\"table\\\":\\\"o\\\",\\\"rows\\\":5}\"", "object");
        lenient.put("{\"table\":\"o\",\"rows\":5,\"speed\":\"SLOW\",\"force\":true}", "force");
        lenient.put("{\"table\":\"o\",\"speed\":\"SLOW\"}", "rows");
        lenient.put("{\"table\":\"o\",\"rows\":null,\"speed\":\"SLOW\"}", "rows");
        lenient.put("{\"table\":\"o\",\"rows\":5,\"speed\":1}", "speed");
        lenient.put("not JSON at all", "JSON");
        lenient.put("", "JSON");
        TestReviewer alice = TestReviewer.approving("alice");
        try (House house = House.reviewedBy(alice)) {
            GatedTool export = exporting(house);
            lenient.forEach((json, field) -> assertThat(export.callJson(json))
                    .as(json)
                    .wasRefused(RefusalCode.INVALID_ARGUMENTS)
                    .because(field)
                    .tellsTheModel(field)
                    .tellsTheModel("Correct them and call again"));

            assertThat(alice.seen()).isEmpty();
            assertThat(house.audit).hasCalls("export", lenient.size()).neverStarted("export");
        }
    }

    @Test
    void anExactIntegralNumberMayPassAsTheInteger() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            assertThat(exporting(house).callJson("{\"table\":\"o\",\"rows\":5000.0,\"speed\":\"SLOW\"}"))
                    .returned("o 5000 SLOW");
        }
    }

    @Test
    void aMapThatChangesAfterTheCallChangesNothing() throws Exception {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            Map<String, Object> arguments = new HashMap<>(Map.of("table", "orders", "rows", 5, "speed", Speed.FAST));
            Pending pending = exporting(house).submit(arguments);
            alice.awaitRequest();
            arguments.put("rows", 5_000_000);

            alice.approve();

            assertThat(pending.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .returned("orders 5 FAST");
            assertThat(pending.callId()).isEqualTo(alice.onlyRequest().id());
        }
    }

    @Test
    void aSubmittedCallCanBeCancelledUntilItIsStarted() throws Exception {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            Pending pending = exporting(house).submit(Map.of("table", "orders", "rows", 5, "speed", Speed.FAST));
            alice.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            assertThat(pending.cancel()).isTrue();
            assertThat(pending.cancel()).isFalse();

            assertThat(pending.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .wasRefused(RefusalCode.CANCELLED);
            assertThat(alice.desk().decide(alice.onlyRequest().approve(House.ALICE, "")))
                    .wasRefused(RefusalCode.ALREADY_DECIDED);
        }
    }

    @Test
    void completingTheOutcomeFromOutsideChangesNothing() throws Exception {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            Pending pending = exporting(house).submit(Map.of("table", "orders", "rows", 5, "speed", Speed.FAST));
            ApprovalForger.forge(pending);
            alice.awaitRequest();
            alice.deny();

            assertThat(pending.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        }
    }

    /** Somebody who holds a pending call and wants it to have ended well. */
    private static final class ApprovalForger {
        static void forge(Pending pending) {
            pending.outcome()
                    .toCompletableFuture()
                    .complete(new Outcome.Returned(
                            new Outcome.Subject(pending.callId(), "export", House.BOBS_AGENT), "forged"));
        }
    }

    @Test
    void aToolIsFoundByItsNameAndTwoOfOneNameAreRefused() {
        ToolSpec reindex = ToolSpec.named("reindex").build();
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            GatedTool tool = house.gate().tool(reindex, claim -> "reindexed");

            assertThat(tool.spec()).isSameAs(reindex);
            assertThat(house.gate().tool("nothing")).isEmpty();
            assertThat(house.gate().tool("drop").orElseThrow().spec().name()).isEqualTo("drop");
            assertThat(house.gate()
                            .as(House.BOBS_AGENT)
                            .tool("reindex")
                            .orElseThrow()
                            .call(Map.of()))
                    .returned("reindexed");
            assertThatThrownBy(() -> house.gate().tool(reindex, claim -> "another"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reindex")
                    .hasMessageContaining("another name");
        }
    }

    @Test
    void anOpenToolShowsWhateverItIsCalledWith() {
        TestReviewer alice = TestReviewer.approving("alice");
        try (House house = House.reviewedBy(alice)) {
            GatedTool open = house.gate()
                    .as(House.BOBS_AGENT)
                    .tool(
                            ToolSpec.named("open").anyArguments().build(),
                            claim -> claim.arguments().json());

            assertThat(open.callJson("{\"deep\":{\"list\":[1,true,null,\"x\"]}}"))
                    .returned("{\"deep\":{\"list\":[1,true,null,\"x\"]}}");
            assertThat(alice.onlyRequest().call().arguments().names()).isEqualTo(List.of("deep"));
        }
    }

    @Test
    void wrongArgumentsByNameAreRefusedToo() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            GatedTool export = exporting(house);

            assertThat(export.call(Map.of("table", "orders"))).isInstanceOf(Outcome.Refused.class);
            assertThat(export.call(Map.of("table", 5, "rows", "x", "speed", "y")))
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(house.audit).neverStarted("export");
        }
    }
}

package dev.approvals.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteIsThere() {
        try (Office office = Office.open()) {
            assertThat(Contract.routes("/api"))
                    .containsExactlyInAnyOrderElementsOf(office.http().routes());
        }
    }

    @Test
    void everybodyMayReadTheDescription() {
        try (Office office = Office.open()) {
            Caller.Answer answer = new Caller(office.address()).get("/api/openapi.json");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).isEqualTo(Contract.description());
            assertThat(answer.at("/openapi").asText()).startsWith("3.1");
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsOne() {
        JsonNode description = Contract.description();
        List<String> references = description.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        description.at("/components/schemas").forEach(factory::getSchema);
    }

    @Test
    void anAnswerThatIsNotDescribedIsFound() {
        try (Office office = Office.open()) {
            Caller.Answer me = office.as("alice").get("/api/me");

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Contract.hold("GET", "/api/requests", me))
                    .isInstanceOf(AssertionError.class);
        }
    }
}

package dev.approvals.examples.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class CanonicalCallTest {

    @Test
    void orderOfKeysAndSpellingOfNumbersDoNotMatter() throws JsonProcessingException {
        assertThat(call("{\"a\": {\"y\": 250, \"x\": [1, 2]}, \"b\": null}"))
                .isEqualTo(call("{\"b\":null,\"a\":{\"x\":[1.0,2],\"y\":2.5e2}}"));
    }

    @Test
    void kindsOrderOfItemsAndToolDoMatter() throws JsonProcessingException {
        assertThat(call("{\"a\": 1}")).isNotEqualTo(call("{\"a\": \"1\"}"));
        assertThat(call("{\"a\": [1, 2]}")).isNotEqualTo(call("{\"a\": [2, 1]}"));
        assertThat(call("{\"a\": null}")).isNotEqualTo(call("{}"));
        assertThat(call("{\"a\": 0.1}")).isNotEqualTo(call("{\"a\": 0.10000000000000001}"));
        assertThat(call("{}")).isNotEqualTo(CanonicalCall.of("other", "{}"));
    }

    private static CanonicalCall call(String json) throws JsonProcessingException {
        return CanonicalCall.of("tool", json);
    }
}

package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static final Map<String, String> FACTS = Facts.of("verdict", "ask", "rule", "large", "code", "");

    @Test
    void factsKeepTheirOrder() {
        assertThat(FACTS)
                .containsExactly(Map.entry("verdict", "ask"), Map.entry("rule", "large"), Map.entry("code", ""));
        assertThat(Facts.and(FACTS, "arguments", "{}").keySet())
                .containsExactly("verdict", "rule", "code", "arguments");
    }

    @Test
    void factsAreAMapLikeAnyOther() {
        assertThat(FACTS).isEqualTo(Map.of("code", "", "verdict", "ask", "rule", "large"));
        assertThat(FACTS.hashCode()).isEqualTo(Map.copyOf(FACTS).hashCode());
        assertThat(FACTS.get("rule")).isEqualTo("large");
        assertThat(FACTS.getOrDefault("why", "none")).isEqualTo("none");
        assertThat(FACTS.containsKey("why")).isFalse();
        assertThat(Facts.of()).isEmpty();
    }

    @Test
    void factsDoNotChange() {
        String[] given = {"verdict", "ask"};
        Map<String, String> facts = Facts.of(given);

        given[1] = "allow";

        assertThat(facts).containsEntry("verdict", "ask");
        assertThatThrownBy(() -> facts.put("verdict", "allow")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(facts::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> facts.entrySet().iterator().next().setValue("allow"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}

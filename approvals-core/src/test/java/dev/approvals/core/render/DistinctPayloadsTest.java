package dev.approvals.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No two payloads look the same, however hard one tries to imitate the other. */
class DistinctPayloadsTest {

    private static final List<String> PIECES = List.of(
            "a",
            " ",
            "\n",
            "\"",
            ">",
            "+",
            "| ",
            "(",
            ")",
            ":",
            ": ",
            "\\",
            "\\u{20 SP}",
            "\u200B",
            "\t",
            "5",
            "null",
            "(empty list)",
            "\n> ",
            "\n|   + ",
            "text of 2 lines",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "1: ");

    @Test
    void noTwoPayloadsLookTheSame() {
        Map<String, Object> shown = new HashMap<>();
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            Object value = value(random, 2);
            Card card = Card.of(Requests.of(Requests.with("v", value)), CardLimits.standard());
            String text = String.join("\n", TextCard.lines(card, 60));

            assertThat(card.whole()).isTrue();
            Object before = shown.putIfAbsent(text, box(value));
            assertThat(before == null || before.equals(box(value)))
                    .as("seed %d: <%s> looks like <%s>:%n%s", seed, value, before, text)
                    .isTrue();
        }
        assertThat(shown.size()).isGreaterThan(5_000);
    }

    private static Object box(@Nullable Object value) {
        return Optional.ofNullable(value);
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> random.nextInt(10);
            case 1 -> random.nextBoolean() ? Boolean.TRUE : null;
            case 2, 3, 4 -> text(random);
            case 5 -> list(random, depth - 1);
            default -> map(random, depth - 1);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static Object list(Random random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(value(random, depth));
        }
        return list;
    }

    private static Object map(Random random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            map.put(text(random), value(random, depth));
        }
        return map;
    }
}

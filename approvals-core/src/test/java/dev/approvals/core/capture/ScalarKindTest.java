package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalarKindTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<Object> EXTREMES = List.of(
            Instant.MIN,
            Instant.MAX,
            LocalDate.MIN,
            LocalDate.MAX,
            LocalTime.MIN,
            LocalTime.MAX,
            LocalDateTime.MIN,
            LocalDateTime.MAX,
            OffsetDateTime.MIN,
            OffsetDateTime.MAX,
            Year.of(5),
            Year.of(-5),
            Year.of(99_999),
            YearMonth.of(5, 1),
            YearMonth.of(-5, 1),
            YearMonth.of(99_999, 12),
            Duration.ofSeconds(Long.MIN_VALUE),
            Duration.ofMillis(-1),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Period.of(-1, 20, -300),
            ZoneOffset.MIN,
            ZoneOffset.UTC,
            ZoneId.of("UTC+01:00"),
            ZoneId.of("GMT0"),
            new BigDecimal("1E+2147483647"),
            new BigDecimal("-0.00"),
            Double.MIN_VALUE,
            2e-3,
            2.2250738585072014E-308,
            Float.MIN_VALUE,
            '\uD800',
            ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN, ZoneOffset.ofHours(1)),
            ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN, ZoneOffset.ofHours(2)));

    @Test
    void theTextOfAnExtremeValueReadsBackEqual() {
        for (Object value : EXTREMES) {
            ScalarKind kind = ScalarKind.of(value.getClass()).orElseThrow();
            assertThat(kind.parse(kind.text(value))).as(kind.tag()).isEqualTo(value);
            assertThat(ValueJson.read(ValueJson.write(new Value.Scalar(kind, value))))
                    .isEqualTo(new Value.Scalar(kind, value));
        }
    }

    @Test
    void codesAndTagsAreDistinct() {
        assertThat(Stream.of(ScalarKind.values()).map(ScalarKind::code)).doesNotHaveDuplicates();
        assertThat(Stream.of(ScalarKind.values()).map(ScalarKind::tag))
                .doesNotHaveDuplicates()
                .contains("int", "bigDecimal", "localDateTime");
    }
}

package dev.approvals.core.capture;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The immutable standard types that a value may have, each with a text form that reads back to an equal value.
 *
 * <p>The text form is the same on every JDK: numbers with a point are written by one algorithm, not the JDK's.
 */
public enum ScalarKind {
    /** A truth value. */
    BOOLEAN(1, Boolean.class, ScalarKind::parseBoolean),
    /** A byte. */
    BYTE(2, Byte.class, Byte::valueOf),
    /** A short. */
    SHORT(3, Short.class, Short::valueOf),
    /** An int. */
    INT(4, Integer.class, Integer::valueOf),
    /** A long. */
    LONG(5, Long.class, Long::valueOf),
    /** A float. */
    FLOAT(6, Float.class, Float::valueOf),
    /** A double. */
    DOUBLE(7, Double.class, Double::valueOf),
    /** A char: one UTF-16 unit. */
    CHAR(8, Character.class, ScalarKind::parseChar),
    /** A text; a half of a surrogate pair may stand alone. */
    STRING(9, String.class, text -> text),
    /** A whole number of any size. */
    BIG_INTEGER(10, BigInteger.class, BigInteger::new),
    /** A decimal number; its scale counts. */
    BIG_DECIMAL(11, BigDecimal.class, BigDecimal::new),
    /** A UUID. */
    UUID(12, UUID.class, java.util.UUID::fromString),
    /** A URI, as it is written. */
    URI(13, URI.class, java.net.URI::create),
    /** A point in time. */
    INSTANT(14, Instant.class, Instant::parse),
    /** A date. */
    LOCAL_DATE(15, LocalDate.class, LocalDate::parse),
    /** A time of day. */
    LOCAL_TIME(16, LocalTime.class, LocalTime::parse),
    /** A date and time of day. */
    LOCAL_DATE_TIME(17, LocalDateTime.class, LocalDateTime::parse),
    /** A time of day at an offset. */
    OFFSET_TIME(18, OffsetTime.class, OffsetTime::parse),
    /** A date and time at an offset. */
    OFFSET_DATE_TIME(19, OffsetDateTime.class, OffsetDateTime::parse),
    /** A date and time in a zone. */
    ZONED_DATE_TIME(20, ZonedDateTime.class, ZonedDateTime::parse),
    /** A year. */
    YEAR(21, Year.class, text -> Year.of(Integer.parseInt(text))),
    /** A month of a year. */
    YEAR_MONTH(22, YearMonth.class, text -> YearMonth.from(LocalDate.parse(text + "-01"))),
    /** A day of any year. */
    MONTH_DAY(23, MonthDay.class, MonthDay::parse),
    /** An amount of time. */
    DURATION(24, Duration.class, Duration::parse),
    /** An amount of days, months and years. */
    PERIOD(25, Period.class, Period::parse),
    /** A time zone with rules of its own. */
    ZONE_ID(26, ZoneId.class, java.time.ZoneId::of),
    /** A fixed offset from UTC. */
    ZONE_OFFSET(27, ZoneOffset.class, java.time.ZoneOffset::of);

    private static final Map<Class<?>, ScalarKind> BY_CLASS = byClass();
    private static final Map<String, ScalarKind> BY_TAG =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ScalarKind::tag, kind -> kind));

    private final int code;
    private final Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // stateless functions, all of them
    private final Function<String, Object> parser;

    private final String tag;

    ScalarKind(int code, Class<?> type, Function<String, Object> parser) {
        this.code = code;
        this.type = type;
        this.parser = parser;
        this.tag = camel(name());
    }

    /** {@return the class of its values} */
    public Class<?> type() {
        return type;
    }

    /** {@return its name in stored payloads, such as {@code localDate}} */
    public String tag() {
        return tag;
    }

    /** The number that stands for it in the canonical form; never changes. */
    int code() {
        return code;
    }

    /** The kind of values of exactly this class. */
    static Optional<ScalarKind> of(Class<?> type) {
        return Optional.ofNullable(BY_CLASS.get(type));
    }

    static Optional<ScalarKind> ofTag(String tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /** Whether a value of some kind could stand where this class is declared. */
    static boolean anyFits(Class<?> declared) {
        return Stream.of(values()).anyMatch(kind -> declared.isAssignableFrom(kind.type));
    }

    /** The value as text that {@link #parse} reads back. */
    String text(Object value) {
        return switch (this) {
            case FLOAT -> NumberOutput.toString((Float) value, true);
            case DOUBLE -> NumberOutput.toString((Double) value, true);
            case YEAR_MONTH -> {
                String firstDay = ((YearMonth) value).atDay(1).toString();
                yield firstDay.substring(0, firstDay.length() - "-01".length());
            }
            default -> value.toString();
        };
    }

    /**
     * The value that a text stands for.
     *
     * @throws RuntimeException if the text is no such value; the parsers of the JDK throw several
     */
    Object parse(String text) {
        return parser.apply(text);
    }

    /** The value itself, but the canonical NaN for each other NaN: no tool may be told what no reviewer can see. */
    Object canonical(Object value) {
        if (value instanceof Double number && number.isNaN()) {
            return Double.NaN;
        }
        return value instanceof Float number && number.isNaN() ? (Object) Float.NaN : value;
    }

    private static Object parseBoolean(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("not true or false");
        }
        return text.equals("true");
    }

    private static Object parseChar(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one char");
        }
        return text.charAt(0);
    }

    private static Map<Class<?>, ScalarKind> byClass() {
        Map<Class<?>, ScalarKind> kinds = new HashMap<>();
        for (ScalarKind kind : values()) {
            kinds.put(kind.type, kind);
        }
        kinds.put(java.time.ZoneId.of("UTC").getClass(), ZONE_ID);
        return Map.copyOf(kinds);
    }

    private static String camel(String constant) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < constant.length(); i++) {
            if (constant.charAt(i) == '_') {
                out.append(constant.charAt(++i));
            } else {
                out.append(Character.toLowerCase(constant.charAt(i)));
            }
        }
        return out.toString();
    }
}
